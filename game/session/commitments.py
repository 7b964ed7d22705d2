"""The one bridge from the table to the model: orders, projects, instruments, resolutions, trust and events.

They become doses and modifiers. Doses have one column per delegation, in the scenario's order, so that receipts can
tell contributors apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from game.model.measures import TargetKind
from game.model.scenario import Effect, EffectKind
from game.session.desk import Draft, Order, Target
from game.session.negotiation.adoption import RuleInForce
from game.session.negotiation.instruments import bound, parties_with_mandates, turns_listed
from game.session.negotiation.state import PublicTable
from game.session.negotiation.trust import trust_links
from game.session.published import Fired, PooledGrant, ProjectStatus
from game.session.rulebook import PublicBook
from game.session.state import PublicRecord
from game.simulation.arrays import Floats, Indices
from game.simulation.modifiers import ONCE, ModifierKind

_NOT_IN_MODEL = {EffectKind.FUNDS, EffectKind.FLAG}
_MOST_OF_ONE_ORDER = 1e9  # what the model clips at

# What being listed brings, stylised: banks elsewhere look closer at money from there, and let less of it through.
LISTED_SCRUTINY = 0.2  # effort where proceeds are placed, for each turn on the list
MOST_SCRUTINY = 0.6
LISTED_COST = 0.3  # utility that channels to and from there lose


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force beside the orders of a turn; ``table`` is what was agreed and adopted in public."""

    fired: tuple[Fired, ...] = ()
    projects: Mapping[str, ProjectStatus] = field(default_factory=dict)
    parties: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    table: PublicTable = field(default_factory=PublicTable)


def standing_of(record: PublicRecord, table: PublicTable | None = None) -> Standing:
    """Return what is in force as the public record and the public ``table`` tell."""
    return Standing(record.fired, record.projects, record.parties, table or PublicTable())


def doses(book: PublicBook, drafts: Mapping[str, Draft], grants: Iterable[PooledGrant] = ()) -> Floats:
    """Return the amounts ordered [slot, delegation]; an order without effect in the model has no row.

    What pooled funds spend on measures counts for those who paid into them, in proportion.
    """
    columns = np.zeros((book.network.slots.size, len(book.scenario.delegations)))
    for column, delegation in enumerate(book.scenario.delegations):
        for order in drafts.get(delegation.id, Draft()).orders:
            for row in order_rows(book, delegation.id, order):
                columns[row, column] += min(float(order.amount), _MOST_OF_ONE_ORDER)
    for item in grants:
        _add_grant(book, columns, item)
    return columns


def _add_grant(book: PublicBook, columns: Floats, item: PooledGrant) -> None:
    grant = item.grant
    target = grant_target(book, item)
    if target is None:
        return
    payers = np.array([float(item.payers.get(delegation.id, 0)) for delegation in book.scenario.delegations])
    share = payers / payers.sum() if payers.sum() else np.full(len(payers), 1.0 / len(payers))
    for row in order_rows(book, grant.to, Order(grant.measure, target, grant.amount)):
        columns[row] += min(float(grant.amount), _MOST_OF_ONE_ORDER) * share


def grant_target(book: PublicBook, item: PooledGrant) -> Target | None:
    """Return what a pooled fund's measure was pointed at; None where it paid for none."""
    grant = item.grant
    reachable = book.choices.get(grant.to, {}).get(grant.measure, ())
    return next((target for target in reachable if target.has(grant.at)), None)


def grants_of(record: PublicRecord, turn: int) -> tuple[PooledGrant, ...]:
    """Return what pooled funds spent in ``turn``."""
    return tuple(item for item in record.grants if item.turn == turn)


def order_rows(book: PublicBook, seat: str, order: Order) -> Iterator[int]:
    """Yield the rows of the doses that an order of ``seat`` fills."""
    slots, target = book.network.slots, order.target
    match book.rule(order.measure).target:
        case TargetKind.DELEGATION:  # liaison reaches from every own place to every place of the other
            pairs = (
                (own, other)
                for own in book.delegations[seat].jurisdictions
                for other in book.delegations[target.delegation].jurisdictions
            )
            rows = [slots.find(order.measure, jurisdiction=own, other=other) for own, other in pairs]
        case TargetKind.HABITAT:
            rows = [slots.find(order.measure, habitat=target.habitat)]
        case TargetKind.CORRIDOR:
            rows = [slots.find(order.measure, corridor=target.corridor)]
        case TargetKind.LEG | TargetKind.LEG_OR_CHANNEL:
            rows = [slots.find(order.measure, leg=target.leg, jurisdiction=target.jurisdiction)]
        case TargetKind.OWN_JURISDICTION:
            rows = [slots.find(order.measure, jurisdiction=target.jurisdiction)]
        case TargetKind.OWN_JURISDICTION_AND_MARKET:
            rows = [slots.find(order.measure, jurisdiction=target.jurisdiction, market=target.market)]
        case TargetKind.OTHER_JURISDICTION_AND_BLOCK:
            rows = [slots.find(order.measure, jurisdiction=target.jurisdiction, block=target.block)]
    yield from (row for row in rows if row is not None)


def modifiers(book: PublicBook, standing: Standing, turn: int) -> Floats:
    """Return what events, projects, instruments, resolutions and trust add in ``turn`` [modifier, 1]."""
    values = book.network.modifiers.zeros()
    for fired in standing.fired:
        _add_effects(book, values, fired.effects, fired.turn, turn)
    for name, status in standing.projects.items():
        if status.started is not None:
            _add_effects(book, values, book.projects[name].effects, status.started, turn)
    table = standing.table
    _add_instruments(book, values, parties_with_mandates(standing.parties, table.mandates, book.places_of, turn), turn)
    for rule, places in rules_in_force(book, table, turn):
        _add_rule(book, values, rule, places, turn)
    _add_trust(book, values, table)
    _add_listings(book, values, table, turn)
    return values


def rules_in_force(book: PublicBook, table: PublicTable, turn: int) -> Iterator[tuple[RuleInForce, tuple[str, ...]]]:
    """Yield the rules that hold in ``turn`` with their jurisdictions; who brought one in twice counts once."""
    counted: set[tuple[str, str]] = set()
    for rule in table.rules:
        if not rule.holds_in(turn):
            continue
        seats = tuple(seat for seat in rule.seats if (rule.rule, seat) not in counted)
        counted.update((rule.rule, seat) for seat in seats)
        if seats:
            yield rule, tuple(place for seat in seats for place in book.places_of.get(seat, ()))


def _add_rule(book: PublicBook, values: Floats, rule: RuleInForce, places: tuple[str, ...], turn: int) -> None:
    """Add the effects of a rule: in each of ``places`` what names no jurisdiction."""
    offer = book.rule_offers.get(rule.rule)
    for effect in offer.effects if offer else ():
        if effect.jurisdiction is not None:
            _add_effects(book, values, (effect,), rule.since, turn)
            continue
        for place in places:
            _add_effects(book, values, (replace(effect, jurisdiction=place),), rule.since, turn)


def rule_modifiers(book: PublicBook, rule: RuleInForce, places: tuple[str, ...], turn: int) -> Floats:
    """Return what one rule alone adds in ``turn`` [modifier, 1]."""
    values = book.network.modifiers.zeros()
    _add_rule(book, values, rule, places, turn)
    return values


def _add_trust(book: PublicBook, values: Floats, table: PublicTable) -> None:
    """Add what trust between two delegations adds to every link between their jurisdictions."""
    if not table.trust:
        return
    links = trust_links(table.trust, tuple(book.delegations))
    for way, (one, two) in book.ends.items():
        seats = book.delegation_of.get(one, ""), book.delegation_of.get(two, "")
        amount = links.get(seats) or links.get((seats[1], seats[0]))
        if amount:
            book.network.modifiers.add(values, ModifierKind.LINK, amount, way)


def _add_listings(book: PublicBook, values: Floats, table: PublicTable, turn: int) -> None:
    """Add the pressure on jurisdictions that are on the list."""
    for listing in table.listings:
        place = listing.jurisdiction
        scrutiny = min(MOST_SCRUTINY, LISTED_SCRUTINY * turns_listed(table.listings, place, turn))
        book.network.modifiers.add(values, ModifierKind.PLACEMENT, scrutiny, place)
        for channel in book.scenario.channels:
            if place in (channel.origin, channel.destination):
                book.network.modifiers.add(values, ModifierKind.LEG_COST, LISTED_COST, channel.id)


def event_modifiers(book: PublicBook, standing: Standing, turn: int) -> Floats:
    """Return what the events that fired in ``turn`` alone add in it [modifier, 1]."""
    values = book.network.modifiers.zeros()
    for fired in standing.fired:
        if fired.turn == turn:
            _add_effects(book, values, fired.effects, fired.turn, turn)
    return values


def _add_effects(book: PublicBook, values: Floats, effects: Sequence[Effect], since: int, turn: int) -> None:
    for effect in effects:
        if effect.kind in _NOT_IN_MODEL or turn < since:
            continue
        last = (
            since if ModifierKind(effect.kind) in ONCE else turn if effect.turns is None else since + effect.turns - 1
        )
        if turn <= last:
            _add_effect(book, values, effect)


def has_place(book: PublicBook, effect: Effect) -> bool:
    """Tell whether an effect changes anything in the model; funds and flags are no part of it."""
    return effect.kind in _NOT_IN_MODEL or bool(_effect_rows(book, effect)[0].size)


def _add_effect(book: PublicBook, values: Floats, effect: Effect) -> None:
    rows, amounts = _effect_rows(book, effect)
    values[rows, 0] += amounts


@lru_cache(maxsize=4096)
def _effect_rows(book: PublicBook, effect: Effect) -> tuple[Indices, Floats]:
    """Return every row that fits all that an effect names, and what it adds there; what it does not name is open."""
    network = book.network
    kinds = [ModifierKind(effect.kind)]
    if effect.kind is EffectKind.EFFORT and effect.leg is None and effect.market is None:
        kinds.append(ModifierKind.PLACEMENT)  # a whole jurisdiction: also where proceeds are placed
    rows: list[int] = []
    amounts: list[float] = []
    for kind in kinds:
        span = network.modifiers.spans[kind]
        fitting = [
            row for row in range(span.start, span.stop) if _fits(book, effect, kind, network.modifiers.describe(row)[1])
        ]
        rows += fitting
        amounts += [network.modifiers.amount(kind, effect.amount)] * len(fitting)
    return np.array(rows, dtype=np.intp), np.array(amounts, dtype=np.float64)


def _fits(book: PublicBook, effect: Effect, kind: ModifierKind, key: tuple[str, ...]) -> bool:
    match kind:
        case ModifierKind.SUPPLY | ModifierKind.DEMAND | ModifierKind.ORGANISATIONS:
            market, place = key
            return _open(effect.market, market) and _open(effect.jurisdiction, place)
        case ModifierKind.EFFORT:
            leg, end = key
            return _fits_leg(book, effect, leg) and _open(effect.jurisdiction, end)
        case ModifierKind.LEG_COST | ModifierKind.LINK:
            return _fits_leg(book, effect, key[0])
        case ModifierKind.POPULATION | ModifierKind.POACHING:
            place = book.habitat_places[key[0]]
            return _open(effect.habitat, key[0]) and _open(effect.jurisdiction, place)
        case ModifierKind.BLOCK:
            return _open(effect.jurisdiction, key[0]) and _open(effect.block, key[1])
        case ModifierKind.DISPERSAL:
            return _open(effect.corridor, key[0])
        case _:
            return _open(effect.jurisdiction, key[0])


def _fits_leg(book: PublicBook, effect: Effect, leg: str) -> bool:
    ends = book.ends[leg]
    named = {place for place in (effect.jurisdiction, effect.other) if place is not None}
    return _open(effect.leg, leg) and _open(effect.market, book.leg_markets.get(leg, "")) and named <= set(ends)


def _open(wanted: str | None, found: str) -> bool:
    return wanted is None or wanted == found


def _add_instruments(book: PublicBook, values: Floats, parties: Mapping[str, Mapping[str, int]], turn: int) -> None:
    """Add the links of instruments that came into force since the start, and take away those that ended."""
    for instrument in book.scenario.instruments:
        now = bound(parties, instrument.id, turn)
        if now != frozenset(instrument.parties) and instrument.link:
            rows, amounts = _instrument_rows(book, instrument.id, now)
            values[rows, 0] += amounts


@lru_cache(maxsize=1024)
def _instrument_rows(book: PublicBook, name: str, now: frozenset[str]) -> tuple[Indices, Floats]:
    """Return the rows of links that an instrument with these parties changes, and by how much."""
    instrument = book.instruments[name]
    at_start = frozenset(instrument.parties)
    amount = book.network.modifiers.amount(ModifierKind.LINK, instrument.link)
    rows: list[int] = []
    amounts: list[float] = []
    for leg, ends in book.ends.items():
        row = book.network.modifiers.find(ModifierKind.LINK, leg)
        change = int(now.issuperset(ends)) - int(at_start.issuperset(ends))
        if row is not None and change:
            rows.append(row)
            amounts.append(amount * change)
    return np.array(rows, dtype=np.intp), np.array(amounts, dtype=np.float64)
