"""The outcome of a turn: which indices moved most and why, and who had ordered what."""

from dataclasses import dataclass

from game.client.canvas.chart_model import ReceiptChart, ReceiptPart
from game.client.view_models import figures, orders, words
from game.model.text import _
from game.session.desk import Draft
from game.session.published import Cause, IndexReceipt, Share
from game.session.quantities import index_figures
from game.session.rulebook import PublicBook
from game.session.views import PublicView

_SMALLEST = 0.005  # a share that rounds to nothing is summed up with its like
_WORLD = ("world_criminality()", "world_resilience()")


@dataclass(frozen=True, slots=True)
class MovedIndex:
    """One index that moved: its receipt, and in a sentence who or what did most."""

    key: str
    title: str
    chart: ReceiptChart
    sentence: str
    change: str
    direction: int
    verdict: figures.Verdict


def moved_indices(view: PublicView, most: int = 8) -> tuple[MovedIndex, ...]:
    """Return the indices that moved most in the last turn, the largest first; the world's own come last."""
    receipts = _receipts(view)
    ranked = sorted(receipts, key=lambda item: (item.index in _WORLD, -abs(item.after - item.before)))
    places = [item for item in ranked if item.index not in _WORLD][: max(0, most - len(_WORLD))]
    chosen = [*places, *(item for item in ranked if item.index in _WORLD)]
    shown = (moved_index(view.book, view.turn, item) for item in chosen if item.index in _WORLD or _visible(item))
    return tuple(shown)


def _visible(item: IndexReceipt) -> bool:
    return abs(item.after - item.before) >= _SMALLEST


def _receipts(view: PublicView) -> tuple[IndexReceipt, ...]:
    found = next((item for item in view.receipts if item.turn == view.turn), None)
    if found is not None:
        return found.this_turn
    if len(view.indices) <= view.turn:
        return ()
    before, after = index_figures(view.indices[view.turn - 1]), index_figures(view.indices[view.turn])
    return tuple(IndexReceipt(name, before[name], after[name], ()) for name in after if name in before)


def moved_index(book: PublicBook, turn: int, receipt: IndexReceipt) -> MovedIndex:
    """Return the card of one index."""
    figure = figures.figure_of(book, receipt.index)
    change = receipt.after - receipt.before
    shown, direction, verdict = figures.change_words(figure, change)
    parts = tuple(ReceiptPart(*item) for item in _parts(book, receipt))
    chart = ReceiptChart(
        title="",
        unit=figure.unit,
        before=receipt.before,
        after=receipt.after,
        parts=parts,
        lower_is_better=figure.lower_is_better,
        before_name=_("before turn {turn}").format(turn=turn),
        after_name=_("after turn {turn}").format(turn=turn),
        value_text=figure.write,
    )
    return MovedIndex(receipt.index, figure.title, chart, _sentence(book, receipt), shown, direction, verdict)


def cause_name(book: PublicBook, share: Share) -> str:
    """Return what a share of a change is put down to, in words."""
    match share.cause:
        case Cause.MOMENTUM:
            return _("what was under way before")
        case Cause.EVENTS:
            return _("events")
        case Cause.DELEGATION:
            return book.delegations[share.delegation].name
        case Cause.NOT_PUBLIC:
            return _("not public")
    return _("what cannot be put down to one cause")


def _parts(book: PublicBook, receipt: IndexReceipt) -> list[tuple[str, float]]:
    ranked = sorted(receipt.shares, key=lambda share: (share.cause is not Cause.MOMENTUM, -abs(share.amount)))
    parts = [(cause_name(book, share), share.amount) for share in ranked if abs(share.amount) >= _SMALLEST]
    rest = sum(share.amount for share in ranked if abs(share.amount) < _SMALLEST)
    if abs(rest) >= _SMALLEST:
        parts.append((_("smaller shares together"), rest))
    return parts


def measure_name(book: PublicBook, measure: str) -> str:
    """Return the name of a measure in a receipt; joint projects and joint effects have names of their own."""
    if measure in book.measures:
        return book.measures[measure].name
    if measure == "joint_project":
        return _("its payments into joint projects")
    return _("its orders together")


def _sentence(book: PublicBook, receipt: IndexReceipt) -> str:
    actors = [share for share in receipt.shares if share.cause is Cause.DELEGATION and abs(share.amount) >= _SMALLEST]
    if not actors:
        return _("No delegation moved this index by much; it moved by what was under way before.")
    most = max(actors, key=lambda share: abs(share.amount))
    write = words.decimals(2)
    by = max(most.measures, key=lambda part: abs(part.amount), default=None)
    sentence = _("{delegation} did most ({change}).").format(
        delegation=cause_name(book, most), change=_signed(most.amount)
    )
    if by is not None and by.measure:
        sentence = _("{delegation} did most ({change}), above all by this: {measure}.").format(
            delegation=cause_name(book, most), change=_signed(most.amount), measure=measure_name(book, by.measure)
        )
    if _momentum_leads(receipt):
        sentence = _led_by_momentum(book, receipt, most)
    pushed = sum(share.displaced for share in actors)
    if pushed >= _SMALLEST * 2:
        return _("{sentence} Of the change, +{pushed} was pushed here from other routes.").format(
            sentence=sentence, pushed=write(pushed)
        )
    if pushed <= -_SMALLEST * 2:
        return _("{sentence} Of the change, {pushed} went to other routes and is felt elsewhere.").format(
            sentence=sentence, pushed=_signed(pushed)
        )
    return sentence


def _momentum(receipt: IndexReceipt) -> float:
    return sum(share.amount for share in receipt.shares if share.cause is Cause.MOMENTUM)


def _momentum_leads(receipt: IndexReceipt) -> bool:
    """Tell whether what was under way before went the way of a change, and is a larger part than any other cause."""
    before = _momentum(receipt)
    others = (abs(share.amount) for share in receipt.shares if share.cause is not Cause.MOMENTUM)
    return before * (receipt.after - receipt.before) > 0 and all(abs(before) > amount for amount in others)


def _led_by_momentum(book: PublicBook, receipt: IndexReceipt, most: Share) -> str:
    """Say that what was under way before did most, and why; then whose orders of this turn did most."""
    before = _momentum(receipt)
    figure = figures.figure_of(book, receipt.index)
    _words, _direction, verdict = figures.change_words(figure, before)
    sentence = _(
        "What was under way before did most ({before}): what was begun earlier goes on to work. Of this turn's "
        "orders, those of {delegation} did most ({change})."
    )
    if verdict == "worse":
        sentence = _(
            "What was under way before did most ({before}): what was ordered in earlier turns fades unless it is "
            "ordered again. Of this turn's orders, those of {delegation} did most ({change})."
        )
    return sentence.format(before=_signed(before), delegation=cause_name(book, most), change=_signed(most.amount))


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{words.decimals(2)(value)}"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order in an opened draft."""

    icon: str
    text: str
    cost: str


@dataclass(frozen=True, slots=True)
class OpenedOrders:
    """What one delegation had ordered, opened at the outcome."""

    seat: str
    name: str
    lines: tuple[OrderLine, ...]


def opened_orders(view: PublicView) -> tuple[OpenedOrders, ...]:
    """Return who ordered what in the last turn."""
    if not view.opened:
        return ()
    drafts = view.opened[-1]
    return tuple(
        OpenedOrders(seat, view.seats[seat].name, order_lines(view.book, seat, draft)) for seat, draft in drafts.items()
    )


def order_lines(book: PublicBook, seat: str, draft: Draft) -> tuple[OrderLine, ...]:
    """Return the lines of a draft in words."""
    return tuple(_line(book, seat, draft, key) for key in orders.keys_of(draft))


def _line(book: PublicBook, seat: str, draft: Draft, key: orders.RowKey) -> OrderLine:
    amount = orders.amount_of(draft, key)
    match key.kind:
        case "measure":
            rule = book.rule(key.subject)
            text = _("{measure}: {target}").format(
                measure=book.measures[key.subject].name, target=words.target_name(book, seat, key.target)
            )
            cost = words.units(amount) if rule.funds else words.teams(rule.teams)
            return OrderLine(words.measure_icon(book, key.subject), text, cost)
        case "project":
            return OrderLine("package", book.projects[key.subject].name, words.units(amount))
        case "gift":
            text = _("Funds for {delegation}").format(delegation=book.delegations[key.subject].name)
            return OrderLine("coins", text, words.units(amount))
        case "join":
            text = _("Joins {instrument}").format(instrument=book.instruments[key.subject].name)
        case _other:
            text = _("Leaves {instrument}").format(instrument=book.instruments[key.subject].name)
    return OrderLine("file-text", text, "")
