"""What a seat can work out of its own view: many cases side by side, with the same luck in each.

It is the desk's forecast in one world only: everybody else repeats the orders that were opened last (on the first turn,
what public need suggests), and all that is promised is done. A case costs little, because all are advanced together.
"""

import copy
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from game.bots.policy import HOME
from game.session.belief import believe
from game.session.commitments import Standing, grant_target, modifiers, order_rows
from game.session.desk import Draft, Order, Target
from game.session.forecast_course import Basis, Supposed, TurnPlan, course, standings
from game.session.needs import Outlook as NeedOutlook
from game.session.needs import measure_needs, spread
from game.session.negotiation.facts import Facts
from game.session.negotiation.state import NegotiationState
from game.session.published import ProjectStatus
from game.session.readings import reading_of
from game.session.rulebook import PublicBook
from game.session.views import PublicView, SeatView
from game.simulation.arrays import Floats
from game.simulation.forecast import Outlook, Reading, ShockBank, Step, project

LOOKED_AT = 4  # turns whose promises are looked at one by one; later ones are like the last of them
AFTER = 3  # turns of the epilogue that are looked at: what lasts has shown by then
_RUNS = 1  # cases differ by what is done in them alone, so that one course of luck compares them
_REMEMBERED = 6  # courses of what is in force
_IN_FORCE = ("rules", "mandates", "listings", "trust")
_NOBODY = Supposed()


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One course of things: what is ordered by turn [slot, 1], and what is in force by step, the epilogue's too."""

    doses: tuple[Floats, ...]
    standings: tuple[Standing, ...]
    modifiers: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures by name in every case: ``at_end`` of the last turn, and after the epilogue [case]."""

    at_end: Mapping[str, Floats]
    after: Mapping[str, Floats]


class _At:
    """A reading that looks at some turns only: most of what a turn could tell is then never worked out."""

    def __init__(self, read: Reading, turns: tuple[int, ...], nothing: Floats) -> None:
        self._read = read
        self._turns = turns
        self._nothing = nothing
        self._turn = -1

    def __call__(self, step: Step) -> Floats:
        """Return the figure in the turns that are looked at, and 0 in the others [case]."""
        self._turn += 1  # each is asked once a turn, from now on
        return self._read(step) if self._turn in self._turns else self._nothing


class Prospect:
    """The cases of one seat in one turn; made of its view alone."""

    def __init__(self, view: SeatView, names: Iterable[str]) -> None:
        public = view.public
        self.view = view
        self.book: PublicBook = public.book
        network = self.book.network
        self.turns = max(1, public.turns - public.turn + 1)
        self._length = self.turns + min(AFTER, network.epilogue_turns)
        text = f"{self.book.scenario.id}:{view.seat}:{public.turn}:bargain"
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")
        belief = believe(public, view.beliefs)
        self._bank = ShockBank(network, seed, self._length, _RUNS, uncertain=False)
        self._start, self._flows = belief.likely, belief.flows
        found = {name: reading(self.book, name) for name in names}
        self._readings = {name: read for name, read in found.items() if read is not None}
        self._nothing = network.slots.zeros()
        self._rows: dict[tuple[str, str, Target], tuple[int, ...]] = {}
        self._known: list[tuple[tuple[Standing, ...], tuple[Floats, ...]]] = []
        self.expected = _expected(view)  # orders of the others
        own = public.opened[-1].get(view.seat) if public.opened else _by_need(public, view.seat)
        self.expected_of_own = own or Draft()  # what the others count on
        last = min(public.turns, public.turn + LOOKED_AT - 1)
        self._public = replace(public, opened=(self.expected,), turns=last)

    @cached_property
    def later(self) -> Mapping[int, Facts]:
        """The facts of the turns after this one, in which nobody knows what anybody holds, or recovers."""
        facts = self.view.facts
        seats = {seat: replace(own, funds=None, recovered=0) for seat, own in facts.seats.items()}
        first = self.view.public.turn
        return {turn: replace(facts, turn=turn, seats=seats) for turn in range(first + 1, first + LOOKED_AT)}

    def at(self, view: SeatView) -> Self:
        """Return the same for a later moment of the same turn."""
        other = copy.copy(self)
        other.view = view
        other.__dict__.pop("later", None)
        return other

    @property
    def names(self) -> frozenset[str]:
        """Figures that can be forecast, of those asked for."""
        return frozenset(self._readings)

    def case(self, talks: NegotiationState, own: Sequence[Draft]) -> Case:
        """Return the case in which ``talks`` hold and the seat orders ``own`` in each turn, beside its promises."""
        basis = Basis(self._public, talks, self.view.facts, self.view.seat)
        basis.later.update(self.later)
        plans = course(basis, _NOBODY, kept=True)
        found = tuple(standings(basis, plans, _NOBODY, kept=True))
        return Case(self._doses(plans, own), found, self._modifiers(found))

    def _doses(self, plans: Sequence[TurnPlan], own: Sequence[Draft]) -> tuple[Floats, ...]:
        """Return what is ordered by turn, one object for turns in which the same is."""
        made: list[Floats] = []
        mine = [own[min(number, len(own) - 1)] if own else Draft() for number in range(len(plans))]
        for number, plan in enumerate(plans):
            before = plans[number - 1] if number else None
            if before is not None and mine[number] == mine[number - 1] and _alike(before, plan):
                made.append(made[-1])
                continue
            given = (
                (item.grant.to, Order(item.grant.measure, target, item.grant.amount))
                for item in plan.grants
                if (target := grant_target(self.book, item)) is not None
            )
            ordered = ((seat, order) for seat, draft in plan.orders.items() for order in draft.orders)
            own_ones = ((self.view.seat, order) for order in mine[number].orders)
            amounts = self._nothing.copy()
            self._add(amounts, (*given, *ordered, *own_ones))
            made.append(amounts)
        return tuple(made)

    def _add(self, amounts: Floats, orders: Iterable[tuple[str, Order]]) -> None:
        """Add orders, by (delegation, order), to what is ordered."""
        for seat, order in orders:
            key = (seat, order.measure, order.target)
            if key not in self._rows:
                self._rows[key] = tuple(order_rows(self.book, seat, order))
            for row in self._rows[key]:
                amounts[row, 0] += order.amount

    def _modifiers(self, found: tuple[Standing, ...]) -> tuple[Floats, ...]:
        """Return what is in force by step; the last of those that are looked at goes on."""
        for known, remembered in self._known:
            if len(known) == len(found) and all(map(_stands_alike, known, found)):
                return remembered
        first, made = self.view.public.turn, list[Floats]()
        for step in range(min(self._length, LOOKED_AT + 1)):
            values = modifiers(self.book, found[min(step, len(found) - 1)], first + step)
            made.append(made[-1] if made and np.array_equal(made[-1], values) else values)
        self._known.append((found, tuple(made)))
        del self._known[:-_REMEMBERED]
        return tuple(made)

    def more(self, case: Case, orders: Iterable[tuple[str, Order]]) -> Case:
        """Return ``case`` with more ordered in every turn, by (delegation, order)."""
        added = tuple(orders)
        changed: dict[int, Floats] = {}
        for array in case.doses:
            if id(array) not in changed:
                changed[id(array)] = array.copy()
                self._add(changed[id(array)], added)
        return replace(case, doses=tuple(changed[id(array)] for array in case.doses))

    def with_project(self, case: Case, name: str) -> Case:
        """Return ``case`` with a joint project that starts next turn."""
        started = self.view.public.turn + 1

        def change(standing: Standing) -> Standing:
            return replace(standing, projects={**standing.projects, name: ProjectStatus({}, started)})

        return self._standing_otherwise(case, change, 1)

    def with_member(self, case: Case, seat: str, instrument: str) -> Case:
        """Return ``case`` with a delegation that joins an instrument now."""
        delay = 1 + self.book.instruments[instrument].delay
        new = dict.fromkeys(self.book.places_of.get(seat, ()), self.view.public.turn + delay)

        def change(standing: Standing) -> Standing:
            there = standing.parties.get(instrument, {})
            return replace(standing, parties={**standing.parties, instrument: {**new, **there}})

        return self._standing_otherwise(case, change, delay)

    def _standing_otherwise(self, case: Case, change: Callable[[Standing], Standing], step: int) -> Case:
        """Return ``case`` with what ``change`` brings from ``step`` on, and what of it lasts from the step after."""
        differences = []
        for number in (step, step + 1):
            before = case.modifiers[min(number, len(case.modifiers) - 1)]
            standing = change(case.standings[min(number, len(case.standings) - 1)])
            differences.append(modifiers(self.book, standing, self.view.public.turn + number) - before)
        if np.array_equal(differences[0], differences[1]):
            differences[1] = differences[0]
        length = max(len(case.modifiers), step + 2)
        padded = [case.modifiers[min(number, len(case.modifiers) - 1)] for number in range(length)]
        made: dict[tuple[int, int], Floats] = {}
        for number in range(step, length):
            added = differences[min(number - step, 1)]
            key = (id(padded[number]), id(added))
            if key not in made:
                made[key] = padded[number] + added
        later = [made[id(padded[n]), id(differences[min(n - step, 1)])] for n in range(step, length)]
        return replace(case, modifiers=(*padded[:step], *later))

    def _to_the_end(self, ordered: tuple[Floats, ...]) -> tuple[Floats, ...]:
        """Return what is ordered in every turn, and nothing after the last."""
        return (*ordered, *ordered[-1:] * (self.turns - len(ordered)), self._nothing)

    def look(self, cases: Sequence[Case]) -> Figures:
        """Return the figures of all cases."""
        outlook = Outlook(
            start=self._start,
            measures=[self._to_the_end(case.doses) for case in cases],
            modifiers=[case.modifiers for case in cases],
            turns=self._length,
            epilogue=False,
            flows=self._flows,
        )
        ends = (self.turns, self._length)
        nothing = np.zeros(len(cases))
        readings = {name: _At(read, ends, nothing) for name, read in self._readings.items()}
        values = project(self._bank, outlook, readings).values
        at_end, after = ({name: series[turn].mean(axis=-1) for name, series in values.items()} for turn in ends)
        return Figures(at_end, after)


def _stands_alike(one: Standing, two: Standing) -> bool:
    """Tell whether the same is in force, whatever is promised beside it."""
    if one is two:
        return True
    tables = one.table, two.table
    rules, mandates, listings, trust = ([getattr(table, name) for table in tables] for name in _IN_FORCE)
    same = all(pair[0] is pair[1] or pair[0] == pair[1] for pair in (rules, mandates, listings, trust))
    return same and one.projects == two.projects and one.parties == two.parties and one.fired == two.fired


def _alike(one: TurnPlan, two: TurnPlan) -> bool:
    paid = [[(item.grant, item.payers) for item in plan.grants] for plan in (one, two)]
    return one.orders == two.orders and paid[0] == paid[1]


def _expected(view: SeatView) -> Mapping[str, Draft]:
    """Return what the others are expected to order: what was opened last; in the first turn, what public need tells."""
    public, book = view.public, view.public.book
    if public.opened:
        return {seat: draft for seat, draft in public.opened[-1].items() if seat != view.seat}
    return {seat: _by_need(public, seat) for seat in book.delegations if seat != view.seat}


def _by_need(public: PublicView, seat: str) -> Draft:
    figures = {name: item.likely for name, item in public.estimates.items()}
    outlook = NeedOutlook(public.book, seat, public.indices[-1], figures)
    return spread(measure_needs(outlook, HOME), public.book.delegations[seat].funds)


def reading(book: PublicBook, name: str) -> Reading | None:
    """Return what reads a figure, also one block of resilience; None where it cannot be forecast."""
    try:
        return reading_of(book, name)
    except (KeyError, ValueError):
        pass
    function, _bracket, rest = name.partition("(")
    ids = tuple(part for part in rest.rstrip(")").split(", ") if part)
    blocks = {str(block): number for block, number in book.network.block_index.items()}
    if function != "resilience" or len(ids) != 2 or ids[1] not in blocks:
        return None
    row, place = blocks[ids[1]], book.network.jurisdiction_index[ids[0]]
    return lambda step: _block(step, row, place)


def _block(step: Step, row: int, place: int) -> Floats:
    return np.asarray(step.world.resilience[row, place])
