"""What is new, in whole sentences: of public things, and of a seat's own since it sat at its desk before."""

from game.model.text import _, ngettext
from game.session.desk import Draft
from game.session.negotiation.state import NegotiationState
from game.session.news_talks import talk_news
from game.session.published import Ledger, NewsKind, NewsLine
from game.session.rulebook import PublicBook
from game.session.state import PublicRecord, SeatRecord


def public_news(record: PublicRecord, talks: NegotiationState, book: PublicBook, since: int) -> tuple[NewsLine, ...]:
    """Return what all may know that happened in turn ``since`` or later; orders count for the turn after theirs."""
    lines = [
        NewsLine(fired.turn, NewsKind.EVENT, fired.event, fired.headline)
        for fired in record.fired
        if fired.turn >= since
    ]
    for turn, orders in enumerate(record.opened, start=1):
        if turn + 1 < since:
            continue
        for seat, draft in orders.items():
            lines.extend(_order_news(book, turn, seat, draft))
    lines.extend(talk_news(talks, book.names, since))
    return tuple(lines)


def _order_news(book: PublicBook, turn: int, seat: str, draft: Draft) -> list[NewsLine]:
    name = book.delegations[seat].name
    lines = []
    for project, amount in draft.contributions.items():
        sentence = ngettext(
            "{delegation} paid {amount} unit into {project}.",
            "{delegation} paid {amount} units into {project}.",
            amount,
        ).format(delegation=name, amount=amount, project=book.projects[project].name)
        lines.append(NewsLine(turn, NewsKind.PROJECT, project, sentence))
    for to, amount in draft.gifts.items():
        sentence = ngettext(
            "{delegation} gave {amount} unit of funds to {receiver}.",
            "{delegation} gave {amount} units of funds to {receiver}.",
            amount,
        ).format(delegation=name, amount=amount, receiver=book.delegations[to].name)
        lines.append(NewsLine(turn, NewsKind.GIFT, to, sentence))
    for instrument in draft.joins:
        sentence = _("{delegation} joined {instrument}.").format(
            delegation=name, instrument=book.instruments[instrument].name
        )
        lines.append(NewsLine(turn, NewsKind.INSTRUMENT, instrument, sentence))
    for instrument in draft.leaves:
        sentence = _("{delegation} left {instrument}.").format(
            delegation=name, instrument=book.instruments[instrument].name
        )
        lines.append(NewsLine(turn, NewsKind.INSTRUMENT, instrument, sentence))
    return lines


def news_for(
    record: PublicRecord, own: SeatRecord, talks: NegotiationState, book: PublicBook, seat: str
) -> tuple[NewsLine, ...]:
    """Return what ``seat`` learnt since it sat at its desk in an earlier turn; ``talks`` as it sees them."""
    since = own.previous_read_turn if own.read_turn == record.turn else own.read_turn
    lines = list(public_news(record, talks, book, since + 1))
    for told in own.told:
        if told.turn >= since:
            sentence = _("{delegation} told you what it knows: your estimates of its places are narrower.")
            name = book.delegations[told.by].name
            lines.append(NewsLine(told.turn, NewsKind.INTELLIGENCE, told.by, sentence.format(delegation=name)))
    for ledger in own.ledgers:
        if ledger.turn >= since:
            lines.extend(_means_news(ledger, seat))
    return tuple(lines)


def _means_news(ledger: Ledger, seat: str) -> list[NewsLine]:
    lines = []
    if ledger.returned:
        sentence = ngettext(
            "{amount} unit came back unused.", "{amount} units came back unused.", ledger.returned
        ).format(amount=ledger.returned)
        lines.append(NewsLine(ledger.turn, NewsKind.MEANS, seat, sentence))
    if ledger.assets:
        sentence = _("Recovered assets and fees changed the income by {amount} units.").format(
            amount=f"{ledger.assets:+d}"
        )
        lines.append(NewsLine(ledger.turn, NewsKind.MEANS, seat, sentence))
    if ledger.lapsed:
        sentence = ngettext(
            "{amount} unit lapsed: more cannot be saved.", "{amount} units lapsed: more cannot be saved.", ledger.lapsed
        ).format(amount=ledger.lapsed)
        lines.append(NewsLine(ledger.turn, NewsKind.MEANS, seat, sentence))
    return lines
