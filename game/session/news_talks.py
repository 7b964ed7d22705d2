"""What is new of what is negotiated, in whole sentences: offers, answers, resolutions, promises that came short."""

from collections.abc import Iterator, Sequence

from game.model.text import _, ngettext
from game.session.negotiation.agreements import Agreement, Status, agreement_code
from game.session.negotiation.clause_text import agreed_sentences
from game.session.negotiation.clauses import AmountUnit
from game.session.negotiation.facts import REFEREE, Names
from game.session.negotiation.ledger import Entry
from game.session.negotiation.resolutions import Resolution, ResolutionStatus
from game.session.negotiation.state import NegotiationState, Statement
from game.session.negotiation.statements import reasons_by_subject
from game.session.published import NewsKind, NewsLine


def talk_news(talks: NegotiationState, names: Names, since: int) -> Iterator[NewsLine]:
    """Yield what ``talks``, as somebody sees them, tell that is new in turn ``since``, broken promises first."""
    entries = (*talks.public.entries, *(entry for table in talks.seats.values() for entry in table.entries))
    for entry in entries:
        if entry.short and entry.turn + 1 >= since:
            yield _short_news(entry, names)
    said = reasons_by_subject(talks)
    for agreement in talks.agreements().values():
        yield from _agreement_news(agreement, names, since)
        yield from _reasons(agreement, said.get(agreement.id, ()), names, since)
    for item in talks.public.statements:
        kind, name = _done_by_one(item.subject, names)
        if name and item.turn >= since:
            sentence = _("{delegation} on {subject}: “{words}”")
            text = sentence.format(delegation=names.delegation(item.seat), subject=name, words=item.text)
            yield NewsLine(item.turn, kind, item.subject, text)
    for resolution in talks.public.resolutions.values():
        yield from _resolution_news(resolution, since)


def _agreement_news(agreement: Agreement, names: Names, since: int) -> Iterator[NewsLine]:
    fields = {"agreement": agreement_code(agreement.id), "parties": names.delegation_list(agreement.parties)}
    if agreement.leaked is not None and agreement.leaked >= since:
        sentence = _("A secret agreement between {parties} has come out: {what}")
        text = sentence.format(what=_what(agreement, names), **fields)
        yield NewsLine(agreement.leaked, NewsKind.LEAK, agreement.id, text)
    if agreement.status is Status.OFFERED:
        by = _("The table") if agreement.by == REFEREE else names.delegation(agreement.by)
        what = _what(agreement, names)
        sentence = _("{by} offers agreement {agreement} between {parties}: {what}")
        yield NewsLine(agreement.turn, NewsKind.AGREEMENT, agreement.id, sentence.format(by=by, what=what, **fields))
    elif agreement.status is Status.IN_FORCE and (agreement.since or 0) >= since:
        sentence = _("Agreement {agreement} between {parties} is in force.")
        yield NewsLine(agreement.since or 0, NewsKind.AGREEMENT, agreement.id, sentence.format(**fields))
    elif agreement.over is not None and agreement.over + 1 >= since:
        sentence = _OVER.get(agreement.status, _ended)()
        yield NewsLine(agreement.over, NewsKind.AGREEMENT, agreement.id, sentence.format(**fields))


def _done_by_one(subject: str, names: Names) -> tuple[NewsKind, str]:
    """Return the kind and the name of a joint project or an instrument; no name for anything else."""
    if subject in names.projects:
        return NewsKind.PROJECT, names.project(subject)
    return NewsKind.INSTRUMENT, names.instruments.get(subject, "")


def _reasons(agreement: Agreement, said: Sequence[Statement], names: Names, since: int) -> Iterator[NewsLine]:
    """Yield why an offer was refused, an agreement called broken, or a promise not kept."""
    refused = agreement.status in {Status.DECLINED, Status.BROKEN}
    for item in said:
        if item.turn + 1 >= since and (refused or item.turn > agreement.turn):
            sentence = _("{delegation} on {agreement}: “{words}”")
            by, code = names.delegation(item.seat), agreement_code(agreement.id)
            text = sentence.format(delegation=by, agreement=code, words=item.text)
            yield NewsLine(item.turn, NewsKind.AGREEMENT, agreement.id, text)


def _what(agreement: Agreement, names: Names) -> str:
    """Return what was agreed, a whole sentence for each clause."""
    return " ".join(agreed_sentences(agreement.terms, names))


def _ended() -> str:
    return _("Agreement {agreement} between {parties} has ended.")


_OVER = {
    Status.DECLINED: lambda: _("Offer {agreement} between {parties} was declined."),
    Status.WITHDRAWN: lambda: _("Offer {agreement} between {parties} was withdrawn."),
    Status.COUNTERED: lambda: _("Offer {agreement} between {parties} was answered with another one."),
    Status.LAPSED: lambda: _("Offer {agreement} between {parties} was not signed in time."),
    Status.EXPIRED: lambda: _("Agreement {agreement} between {parties} has run its term."),
    Status.BROKEN: lambda: _("Agreement {agreement} between {parties} is broken."),
}


def _resolution_news(resolution: Resolution, since: int) -> Iterator[NewsLine]:
    fields = {"draft": resolution.id, "title": resolution.title}
    if resolution.status is ResolutionStatus.DRAFT and resolution.turn >= since:
        sentence = _("Draft {draft} is on the table: {title}.")
        yield NewsLine(resolution.turn, NewsKind.RESOLUTION, resolution.id, sentence.format(**fields))
    elif resolution.decided is not None and resolution.decided >= since:
        adopted = resolution.status is ResolutionStatus.ADOPTED
        sentence = _("{title} ({draft}) was adopted.") if adopted else _("{title} ({draft}) was not adopted.")
        yield NewsLine(resolution.decided, NewsKind.RESOLUTION, resolution.id, sentence.format(**fields))


def _short_news(entry: Entry, names: Names) -> NewsLine:
    source = agreement_code(entry.source)
    if source != entry.source and entry.to:  # the codes of secret agreements are told apart by their parties
        source = _("{agreement} with {others}").format(agreement=source, others=names.delegation_list(entry.to))
    by = names.delegation(entry.by)
    text = _short_words(entry).format(by=by, source=source, delivered=entry.delivered, due=entry.due)
    return NewsLine(entry.turn, NewsKind.PROMISE, entry.source, text)


def _short_words(entry: Entry) -> str:
    """Return what came short, with its unit; what has none was done or not."""
    match entry.unit:
        case AmountUnit.NONE:
            return _("{by} did not do what it promised in {source}.")
        case AmountUnit.TEAMS:
            return ngettext(
                "{by} fell short of what it promised in {source}: {delivered} of {due} team.",
                "{by} fell short of what it promised in {source}: {delivered} of {due} teams.",
                entry.due,
            )
    return ngettext(
        "{by} fell short of what it promised in {source}: {delivered} of {due} unit.",
        "{by} fell short of what it promised in {source}: {delivered} of {due} units.",
        entry.due,
    )
