"""What a seat can expect, from its own view alone: two worlds side by side, with a band.

*Others do nothing new*: everybody else repeats the orders that were opened last (on the first turn: none), and joint
projects get what this seat pays. *Everybody keeps their pledges*: the same, and besides every team that this seat
posts is answered by its partner, every joint project that it pays into is completed by the others this turn, and
what was pledged in public is done.

The own draft is repeated to the last turn as far as the yearly income reaches; the epilogue has no orders. The same
random numbers serve every draft of one desk, so that a slider moves the curve and not the noise.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.model.measures import TargetKind
from game.session import legal
from game.session.belief import believe
from game.session.commitments import Standing, doses, modifiers, standing_of
from game.session.desk import Draft, Target
from game.session.published import Observed, ProjectStatus
from game.session.quantities import index_figures
from game.session.readings import reading_of
from game.session.rulebook import PublicBook
from game.session.views import SeatView
from game.simulation.arrays import Floats
from game.simulation.forecast import Outlook, Projection, Reading, ShockBank, believed_world, project

QUICK_RUNS = 32
ALL_RUNS = 256


@dataclass(frozen=True, slots=True)
class Band:
    """The 10th percentile, the median and the 90th percentile by turn; the first point is now."""

    turns: tuple[int, ...]
    low: tuple[float, ...]
    likely: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TwoWorlds:
    """One figure in both worlds."""

    nothing_new: Band
    pledges_kept: Band


class DeskForecast:
    """The forecast of one desk: made once when it is opened, asked again for every draft.

    It holds buffers and is not for two threads at once.
    """

    def __init__(self, view: SeatView, runs: int = ALL_RUNS, pledged: Mapping[str, Draft] | None = None) -> None:
        public = view.public
        self._view = view
        self._book = public.book
        self._turns_left = max(0, public.turns - public.turn + 1)
        self._pledged = dict(pledged or {})
        self._last = dict(public.opened[-1]) if public.opened else {}
        network = self._book.network
        # The seat's own luck, not the game's: of nothing that the seat does not know.
        name = f"{self._book.scenario.id}:{view.seat}:{public.turn}"
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:7], "big")
        belief = believe(public, view.beliefs)
        self._bank = ShockBank(network, seed, self._turns_left + network.epilogue_turns, runs)
        self._start = believed_world(belief.likely, belief.low, belief.high, seed, runs)
        self._flows = belief.flows
        self._modifiers: dict[object, list[Floats]] = {}
        self._published = index_figures(public.indices[-1])

    def curves(self, draft: Draft, names: Sequence[str], runs: int = QUICK_RUNS) -> dict[str, TwoWorlds]:
        """Return the course of figures under ``draft``, to the end of the epilogue.

        Parameters
        ----------
        draft
            What the seat would order this turn, allowed or not.
        names
            Figures as expressions write them, among :func:`game.session.readings.forecast_names`.
        runs
            How many of the runs are used: few while a slider moves, all at rest.

        Raises
        ------
        KeyError
            If a figure cannot be forecast.
        """
        projection = project(self._bank, self._outlook(draft), self._readings(names), last=runs)
        return {name: self._worlds(name, projection.quantiles(name)) for name in names}

    def refined(self, draft: Draft, names: Sequence[str]) -> Iterator[dict[str, TwoWorlds]]:
        """Yield the same with more and more runs up to all, each time as many more as fit between two frames."""
        outlook, readings = self._outlook(draft), self._readings(names)
        found: Projection | None = None
        for first in range(0, self._bank.runs, QUICK_RUNS):
            part = project(self._bank, outlook, readings, first, first + QUICK_RUNS)
            found = part if found is None else found.join(part)
            yield {name: self._worlds(name, found.quantiles(name)) for name in names}

    def _outlook(self, draft: Draft) -> Outlook:
        return Outlook(
            start=self._start,
            measures=[self._doses(draft, kept=False), self._doses(draft, kept=True)],
            modifiers=[self._added(draft, kept=False), self._added(draft, kept=True)],
            turns=self._turns_left,
            flows=self._flows,
        )

    def _readings(self, names: Sequence[str]) -> dict[str, Reading]:
        return {name: reading_of(self._book, name) for name in names}

    def _worlds(self, name: str, quantiles: Floats) -> TwoWorlds:
        """Return both bands of one figure from quantiles [level, turn, plan]."""
        now = self._now(name)
        first = max(0, self._view.public.turn - 1)
        turns = tuple(range(first, first + quantiles.shape[1]))
        bands = []
        for plan in range(2):
            rows = [[float(value) for value in quantiles[level, :, plan]] for level in range(3)]
            if now is not None:
                for row, value in zip(rows, (now.low, now.likely, now.high), strict=True):
                    row[0] = value
            bands.append(Band(turns, tuple(rows[0]), tuple(rows[1]), tuple(rows[2])))
        return TwoWorlds(*bands)

    def _now(self, name: str) -> Observed | None:
        """Return what is published or believed of a figure today."""
        if name in self._published:
            return Observed(name, *[self._published[name]] * 3)
        return self._view.beliefs.get(name)

    def _doses(self, draft: Draft, *, kept: bool) -> list[Floats]:
        """Return what everybody orders by turn [slot, 1]: this turn, and every later one."""
        now = self._orders(draft, kept=kept)
        later = self._orders(self._repeated(draft), kept=kept)
        return [doses(self._book, orders).sum(axis=1, keepdims=True) for orders in (now, later)]

    def _orders(self, draft: Draft, *, kept: bool) -> dict[str, Draft]:
        others = {**self._last, **self._pledged} if kept else dict(self._last)
        others.pop(self._view.seat, None)
        if kept:
            _answer(self._book, self._view.seat, draft, others)
        return {**others, self._view.seat: draft}

    def _repeated(self, draft: Draft) -> Draft:
        """Return what of ``draft`` the income alone pays for."""
        income = self._book.delegations[self._view.seat].funds
        return legal.affordable(replace(self._view.desk, funds=income, draft=Draft()), draft)

    def _added(self, draft: Draft, *, kept: bool) -> list[Floats]:
        """Return the modifiers by turn; the same objects for drafts that change none of them."""
        paid = tuple(draft.contributions.items()) if not kept else tuple(draft.contributions)
        key = (kept, paid, draft.joins, draft.leaves)
        if key not in self._modifiers:
            standing = _standing_after(self._view, draft, kept=kept)
            first = self._view.public.turn
            length = self._turns_left + self._book.network.epilogue_turns
            added = [modifiers(self._book, standing, first + step) for step in range(length)]
            self._modifiers[key] = _shared(added)
        return self._modifiers[key]


def _shared(arrays: list[Floats]) -> list[Floats]:
    """Return the list with one object for neighbours that are equal, so that their effects are worked out once."""
    shared: list[Floats] = []
    for array in arrays:
        shared.append(shared[-1] if shared and np.array_equal(shared[-1], array) else array)
    return shared


def _answer(book: PublicBook, seat: str, draft: Draft, others: dict[str, Draft]) -> None:
    """Let every partner post the team that answers one in ``draft``."""
    for order in draft.orders:
        kind = book.rule(order.measure).target
        if kind is TargetKind.DELEGATION:
            partner, target = order.target.delegation, Target(delegation=seat)
        elif kind is TargetKind.LEG_OR_CHANNEL:
            one, other = book.ends[order.target.leg]
            end = other if order.target.jurisdiction == one else one
            partner, target = book.delegation_of.get(end, ""), Target(leg=order.target.leg, jurisdiction=end)
        else:
            continue
        if partner and partner != seat:
            others[partner] = others.get(partner, Draft()).with_order(order.measure, target, 1)


def _standing_after(view: SeatView, draft: Draft, *, kept: bool) -> Standing:
    """Return what is in force once the seat's payments and accessions have happened."""
    public, book = view.public, view.public.book
    standing = standing_of(public.record, public.negotiation.public)
    projects = dict(standing.projects)
    for name, amount in draft.contributions.items():
        status = projects[name]
        full = kept or status.total + amount >= book.projects[name].cost
        if status.started is None and full and amount:
            projects[name] = ProjectStatus(status.paid, public.turn + 1)
    parties = {name: dict(places) for name, places in standing.parties.items()}
    own = book.delegations[view.seat].jurisdictions
    for name in draft.joins:
        since = public.turn + 1 + book.instruments[name].delay
        parties[name] = {**dict.fromkeys(own, since), **parties.get(name, {})}
    for name in draft.leaves:
        parties[name] = {place: since for place, since in parties.get(name, {}).items() if place not in own}
    return Standing(standing.fired, projects, parties, standing.table)
