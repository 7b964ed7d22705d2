"""The orders on a desk: one row each, with what it costs, how far it can go, and the command that changes it."""

from collections.abc import Iterable
from dataclasses import dataclass

from game.client.view_models import words
from game.model.text import _, ngettext
from game.session import commands as cm
from game.session import legal
from game.session.desk import Draft, Target
from game.session.legal import DeskFacts
from game.session.rulebook import PublicBook

NO_TARGET = Target()


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row of the desk is about; ``subject`` is a measure, project, delegation or instrument."""

    kind: str  # measure, project, gift, join, leave
    subject: str
    target: Target = NO_TARGET

    @property
    def id(self) -> str:
        """Id of the row's control."""
        target = str(self.target).replace(" ", "-")
        return "-".join(part for part in ("order", self.kind, self.subject, target) if part)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order as it stands on the desk.

    ``most`` is the end of its slider and ``limit`` what the means allow now, ``at_limit`` why it goes no further;
    ``slides`` False where it is all or nothing, with ``cost`` in words.
    """

    key: RowKey
    title: str
    detail: str
    icon: str
    amount: int
    most: int
    limit: int
    slides: bool
    cost: str
    hint: str = ""
    at_limit: str = ""


def keys_of(draft: Draft) -> tuple[RowKey, ...]:
    """Return what a draft holds, in the order of the draft."""
    return (
        *(RowKey("measure", order.measure, order.target) for order in draft.orders),
        *(RowKey("project", project) for project in draft.contributions),
        *(RowKey("gift", other) for other in draft.gifts),
        *(RowKey("join", name) for name in draft.joins),
        *(RowKey("leave", name) for name in draft.leaves),
    )


def amount_of(draft: Draft, key: RowKey) -> int:
    """Return how much of a row is in a draft; 1 for what is all or nothing."""
    match key.kind:
        case "measure":
            return draft.amount(key.subject, key.target)
        case "project":
            return draft.contributions.get(key.subject, 0)
        case "gift":
            return draft.gifts.get(key.subject, 0)
        case "join":
            return int(key.subject in draft.joins)
    return int(key.subject in draft.leaves)


def slides(desk: DeskFacts, key: RowKey) -> bool:
    """Tell whether a row has an amount, or is all or nothing."""
    if key.kind == "measure":
        return desk.book.rule(key.subject).funds
    return key.kind in {"project", "gift"}


def command_for(seat: str, key: RowKey, amount: int) -> cm.DraftCommand:
    """Return the command that sets a row to ``amount``; 0 takes it away."""
    match key.kind:
        case "measure":
            return cm.SetOrder(seat, key.subject, key.target, amount)
        case "project":
            return cm.Contribute(seat, key.subject, amount)
        case "gift":
            return cm.GiveFunds(seat, key.subject, amount)
        case "join":
            return cm.JoinInstrument(seat, key.subject, bool(amount))
    return cm.LeaveInstrument(seat, key.subject, bool(amount))


def order_rows(desk: DeskFacts, keys: Iterable[RowKey]) -> tuple[OrderRow, ...]:
    """Return the rows of a desk, in the order of ``keys``."""
    return tuple(_row(desk, key) for key in keys)


def _row(desk: DeskFacts, key: RowKey) -> OrderRow:
    book, amount = desk.book, amount_of(desk.draft, key)
    match key.kind:
        case "measure":
            return _measure_row(desk, key, amount)
        case "project":
            return _project_row(desk, key, amount)
        case "gift":
            title = _("Give funds")
            detail = _("to {delegation}").format(delegation=book.delegations[key.subject].name)
            most = max(0, desk.funds_left) + amount
            cost, reason = words.units(amount), _no_funds(desk)
            return OrderRow(key, title, detail, "coins", amount, max(1, desk.funds), most, True, cost, at_limit=reason)
    instrument = book.instruments[key.subject]
    title = _("Join {instrument}") if key.kind == "join" else _("Leave {instrument}")
    cost = words.capital(instrument.cost) if book.scenario.rules.political_capital else ""
    shown = title.format(instrument=instrument.name)
    detail = ngettext("in force {delay} turn later", "in force {delay} turns later", instrument.delay).format(
        delay=instrument.delay
    )
    if key.kind == "leave":
        detail = _("at the outcome of this turn")
    return OrderRow(key, shown, detail, "file-text", amount, 1, 1, False, cost, hint=instrument.text)


def _measure_row(desk: DeskFacts, key: RowKey, amount: int) -> OrderRow:
    book = desk.book
    rule, offer = book.rule(key.subject), book.measures[key.subject]
    detail = words.target_name(book, desk.seat, key.target)
    icon = words.measure_icon(book, key.subject)
    limit = legal.largest_order(desk, key.subject, key.target)
    if not rule.funds:
        cost = words.teams(rule.teams)
        return OrderRow(key, offer.name, detail, icon, amount, 1, limit, False, cost, hint=offer.text)
    if rule.teams:
        detail = _("{target}, with {teams}").format(target=detail, teams=words.teams(rule.teams))
    hint = _("{target}. {sentence}").format(target=detail, sentence=offer.text)
    cost, end = words.units(amount), max(1, desk.funds)
    reason = _("no team is free") if not limit and desk.teams_left < rule.teams else _no_funds(desk)
    return OrderRow(key, offer.name, detail, icon, amount, end, limit, True, cost, hint, reason)


def _no_funds(desk: DeskFacts) -> str:
    """Say why a slider goes no further, where all that could be spent is spent."""
    return _("no funds left") if desk.funds_left <= 0 else ""


def _project_row(desk: DeskFacts, key: RowKey, amount: int) -> OrderRow:
    project = desk.book.projects[key.subject]
    status = desk.projects[key.subject]
    detail = _("joint project, {paid} of {cost} units paid").format(paid=status.total, cost=project.cost)
    limit = max(amount, legal.largest_contribution(desk, key.subject))
    most = max(1, min(desk.funds, project.per_turn_cap or desk.funds, project.cost))
    shown, reason = words.units(amount), _no_funds(desk)
    if project.per_turn_cap is not None and amount >= project.per_turn_cap:
        reason = _("{most} a turn at most").format(most=words.units(project.per_turn_cap))
    elif amount >= project.cost - status.total:
        reason = _("that is all it lacks")
    return OrderRow(key, project.name, detail, "package", amount, most, limit, True, shown, project.text, reason)


@dataclass(frozen=True, slots=True)
class Means:
    """What a delegation has to spend and what its draft leaves, in words."""

    funds: int
    funds_left: int
    teams: int
    teams_left: int
    capital: int
    capital_left: int
    shows_capital: bool


def means(desk: DeskFacts) -> Means:
    """Return the means of a desk."""
    return Means(
        desk.funds,
        desk.funds_left,
        desk.teams,
        desk.teams_left,
        desk.political_capital,
        desk.capital_left,
        desk.book.scenario.rules.political_capital,
    )


# What can be added


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be put on the desk: its name, a plain sentence, and where it can be pointed."""

    id: str
    kind: str
    title: str
    sentence: str
    icon: str
    keys: tuple[RowKey, ...]
    simple: bool = True


def offers(desk: DeskFacts) -> tuple[Offer, ...]:
    """Return everything that the delegation may add, measures first."""
    return (*_measure_offers(desk), *_project_offers(desk), *_instrument_offers(desk), *_gift_offers(desk))


def _measure_offers(desk: DeskFacts) -> tuple[Offer, ...]:
    book = desk.book
    found = []
    for offer in book.scenario.measures:
        choices = book.choices[desk.seat][offer.id]
        if choices and offer.opens_on_turn <= desk.turn:
            keys = tuple(RowKey("measure", offer.id, target) for target in choices)
            icon = words.measure_icon(book, offer.id)
            found.append(Offer(offer.id, "measure", offer.name, offer.text, icon, keys, offer.simple))
    return tuple(found)


def _project_offers(desk: DeskFacts) -> tuple[Offer, ...]:
    found = []
    for project in desk.book.scenario.projects:
        status = desk.projects[project.id]
        if status.started is None and not status.returned and project.opens_on_turn <= desk.turn:
            keys = (RowKey("project", project.id),)
            found.append(Offer(f"project-{project.id}", "project", project.name, project.text, "package", keys))
    return tuple(found)


def _instrument_offers(desk: DeskFacts) -> tuple[Offer, ...]:
    found = []
    for instrument in desk.book.scenario.instruments:
        if legal.places_to_join(desk, instrument.id):
            keys = (RowKey("join", instrument.id),)
            title = _("Join {instrument}").format(instrument=instrument.name)
            offer = Offer(f"join-{instrument.id}", "join", title, instrument.text, "file-text", keys, simple=False)
            found.append(offer)
    return tuple(found)


def _gift_offers(desk: DeskFacts) -> tuple[Offer, ...]:
    keys = tuple(
        RowKey("gift", other)
        for other in desk.seats
        if other != desk.seat and legal.refusal_of(desk, cm.GiveFunds(desk.seat, other, 0)) is None
    )
    if not keys:
        return ()
    sentence = _("Units of your funds for another delegation, at the outcome. Everybody sees it.")
    return (Offer("gift", "gift", _("Give funds"), sentence, "coins", keys, simple=False),)


def place_of(book: PublicBook, seat: str, key: RowKey) -> str:
    """Return the words for where an offer is pointed."""
    match key.kind:
        case "measure":
            return words.target_name(book, seat, key.target)
        case "gift":
            return book.delegations[key.subject].name
    return ""


def first_amount(desk: DeskFacts, key: RowKey) -> int:
    """Return what a row begins with when it is added: one unit, or the team, where the means allow it."""
    present = amount_of(desk.draft, key)
    return present or int(refusal(desk, key, 1) is None)


def refusal(desk: DeskFacts, key: RowKey, amount: int) -> str | None:
    """Return why a row may not be set to ``amount``, in a sentence."""
    found = legal.refusal_of(desk, command_for(desk.seat, key, amount))
    return found.sentence if found else None
