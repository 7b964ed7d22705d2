"""What lies on the table, for all eyes: drafts with their brackets, agreements with who signed and how they stand."""

from dataclasses import dataclass

from game.model.negotiation import Bracket, OperativeClause
from game.model.text import _, ngettext
from game.session.negotiation.agreements import OVER, Agreement, Status
from game.session.negotiation.clause_text import agreed_sentences
from game.session.negotiation.facts import Facts
from game.session.negotiation.resolution_checks import may_be_voted_on
from game.session.negotiation.resolution_text import clause_words
from game.session.negotiation.resolutions import Resolution, ResolutionStatus
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.statements import reasons_for
from game.session.views import PublicView

_TONES = {
    Status.IN_FORCE: "better",
    Status.OFFERED: "accent",
    Status.BROKEN: "worse",
}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement: its promises in sentences, its parties, and how it stands."""

    key: str
    parties: str
    sentences: tuple[str, ...]
    status: str
    tone: str
    force: str  # promise or binding
    note: str  # who still has to sign, or who fell short; empty where there is nothing to say
    over: bool
    said: tuple[str, ...] = ()  # what parties say of it, the newest of each


@dataclass(frozen=True, slots=True)
class BracketRow:
    """A bracket of a draft: its alternatives, and which one is chosen (None: open)."""

    key: str
    options: tuple[str, ...]
    chosen: int | None


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause as it stands, with the brackets in it."""

    key: str
    words: str
    brackets: tuple[BracketRow, ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft on the table."""

    key: str
    title: str
    status: str
    tone: str
    sponsors: tuple[str, ...]  # delegations
    signatories: tuple[str, ...]
    support: str
    clauses: tuple[ClauseRow, ...]  # those with brackets
    need: str  # what is missing before a vote; empty where it is ready
    open: bool  # still a draft
    said: tuple[str, ...] = ()  # what delegations say of it, the newest of each


def agreement_rows(view: PublicView) -> tuple[AgreementRow, ...]:
    """Return the public agreements: open offers, what holds, what has ended, what never held; the newest on top."""
    agreements = reversed(tuple(view.negotiation.public.agreements.values()))
    listed = sorted(agreements, key=_place)
    return tuple(agreement_row(item, view.facts, view.negotiation) for item in listed)


def _place(item: Agreement) -> int:
    order = (Status.OFFERED, Status.IN_FORCE)
    if item.status in order:
        return order.index(item.status)
    return len(order) + (item.since is None)


def agreement_row(item: Agreement, facts: Facts, talks: NegotiationState | None = None) -> AgreementRow:
    """Return one agreement in words; with ``talks`` also what is said of it."""
    return AgreementRow(
        item.id,
        _join(item.parties, facts),
        agreed_sentences(item.terms, facts.names),
        status_words(item, facts),
        _TONES.get(item.status, "text_muted"),
        _("binding") if item.terms.binding else _("promise"),
        _note(item, facts),
        item.status in OVER,
        said_of(talks, item.id, facts) if talks is not None else (),
    )


def said_of(talks: NegotiationState, subject: str, facts: Facts) -> tuple[str, ...]:
    """Return what delegations said of an agreement or a draft this turn, the newest of each."""
    newest = {item.seat: item for item in reasons_for(talks, subject) if item.turn == facts.turn}
    sentence = _("{delegation}: “{words}”")
    return tuple(
        sentence.format(delegation=facts.names.delegation(seat), words=item.text) for seat, item in newest.items()
    )


def _join(seats: tuple[str, ...], facts: Facts) -> str:
    return " · ".join(facts.names.delegation(seat) for seat in seats)


def status_words(item: Agreement, facts: Facts) -> str:
    """Return where an agreement stands."""
    match item.status:
        case Status.IN_FORCE if item.since is not None and item.since > facts.turn:
            return _("from turn {turn} on").format(turn=item.since)
        case Status.IN_FORCE if item.until is not None:
            left = max(1, item.until - facts.turn + 1)
            return ngettext("in force, {turns} turn left", "in force, {turns} turns left", left).format(turns=left)
        case Status.IN_FORCE:
            return _("in force")
        case Status.OFFERED:
            signed = len(item.signed)
            return _("offered, {signed} of {all} signed").format(signed=signed, all=len(item.parties))
    return {
        Status.DRAFT: _("draft"),
        Status.DECLINED: _("declined"),
        Status.WITHDRAWN: _("withdrawn"),
        Status.COUNTERED: _("answered by another offer"),
        Status.LAPSED: _("lapsed"),
        Status.EXPIRED: _("fulfilled its term"),
        Status.ENDED: _("ended"),
        Status.BROKEN: _("broken"),
    }.get(item.status, "")


def _note(item: Agreement, facts: Facts) -> str:
    if item.status is Status.OFFERED:
        last = max(facts.turn, item.turn + facts.rules.offer_turns - 1)
        names = facts.names.delegation_list(item.waiting_for)
        if last == facts.turn:
            return _("Still to sign: {names}; open for this turn only").format(names=names)
        return _("Still to sign: {names}; open to the end of turn {turn}").format(names=names, turn=last)
    if item.breaches:
        return _("Fell short: {names}").format(names=facts.names.delegation_list(item.breaches))
    if item.notices and item.status is Status.IN_FORCE:
        return _("Gave notice: {names}").format(names=facts.names.delegation_list(item.notices))
    return ""


def draft_rows(view: PublicView) -> tuple[DraftRow, ...]:
    """Return the drafts on the table, then those that were decided, the newest on top."""
    listed = [draft_row(item, view) for item in view.negotiation.public.resolutions.values()]
    still = [row for row in listed if row.open]
    return (*still, *(row for row in reversed(listed) if not row.open))


def draft_row(item: Resolution, view: PublicView) -> DraftRow:
    """Return one draft as it stands."""
    facts = view.facts
    refusal = may_be_voted_on(item, facts) if item.status is ResolutionStatus.DRAFT else None
    status, tone = _draft_status(item, ready=refusal is None)
    return DraftRow(
        item.id,
        item.title,
        status,
        tone,
        item.sponsors,
        item.signatories,
        support_words(item, facts),
        tuple(_clause(item, clause) for clause in item.operative if clause.brackets),
        refusal.sentence if refusal else "",
        item.status is ResolutionStatus.DRAFT,
        said_of(view.negotiation, item.id, facts),
    )


def support_words(item: Resolution, facts: Facts) -> str:
    """Return who carries a draft."""
    sponsors = facts.names.delegation_list(item.sponsors)
    signed = tuple(seat for seat in item.signatories if seat not in item.sponsors)
    if sponsors and signed:
        return _("Sponsors: {sponsors}. Signatories: {signatories}.").format(
            sponsors=sponsors, signatories=facts.names.delegation_list(signed)
        )
    if sponsors:
        return _("Sponsors: {sponsors}.").format(sponsors=sponsors)
    if signed:
        return _("Signatories: {signatories}.").format(signatories=facts.names.delegation_list(signed))
    return _("No sponsor yet.")


def _draft_status(item: Resolution, *, ready: bool) -> tuple[str, str]:
    match item.status:
        case ResolutionStatus.ADOPTED:
            return _("adopted"), "better"
        case ResolutionStatus.REJECTED:
            return _("not adopted"), "worse"
        case ResolutionStatus.WITHDRAWN:
            return _("withdrawn"), "text_muted"
    return (_("ready for the vote"), "accent") if ready else (_("draft"), "text_muted")


def _clause(item: Resolution, clause: OperativeClause) -> ClauseRow:
    words = _("{verb} {text}").format(verb=_(clause.verb), text=clause_words(item, clause))
    # As they are read in the text, however the file lists them.
    brackets = sorted(clause.brackets, key=lambda bracket: clause.text.find(f"{{{bracket.id}}}"))
    return ClauseRow(clause.id, words, tuple(_bracket(item, bracket) for bracket in brackets))


def _bracket(item: Resolution, bracket: Bracket) -> BracketRow:
    chosen = item.settled.get(bracket.id)
    options = tuple(option.words for option in bracket.alternatives)
    return BracketRow(bracket.id, options, chosen if chosen is not None and chosen < len(options) else None)
