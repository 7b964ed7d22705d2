"""What can be expected: two worlds side by side, with a band, from what one seat or everybody knows.

*Others do nothing new*: everybody else repeats the orders that were opened last (on the first turn: none), what binds
is carried out, and joint projects get what is paid. *Everybody keeps their pledges*: the same, and besides all that was
promised in agreements and resolutions is done, every team that is posted here is answered by its partner, and every
joint project that is paid into here is completed by the others this turn.

What is ordered now is repeated to the last turn as far as the yearly income reaches; the epilogue has no orders. The
same random numbers serve every draft of one desk, so that a slider moves the curve and not the noise.
"""

import copy
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from game.session import legal
from game.session.belief import believe
from game.session.commitments import doses, modifiers
from game.session.desk import Draft
from game.session.forecast_course import Basis, Supposed, TurnPlan, course, standings
from game.session.means import order_funds
from game.session.negotiation.agreements import Terms
from game.session.negotiation.preview import if_adopted, if_agreed
from game.session.negotiation.resolutions import Resolution
from game.session.published import Observed
from game.session.quantities import index_figures
from game.session.readings import reading_of
from game.session.rulebook import PublicBook
from game.session.views import PublicView, SeatView
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


class _Forecast:
    """What a desk's forecast and that of the board have in common: a believed world, luck of its own, and talks."""

    def __init__(self, basis: Basis, beliefs: Mapping[str, Observed], runs: int) -> None:
        public = basis.public
        self._basis = basis
        self._beliefs = beliefs
        network = basis.book.network
        # Luck of its own, not the game's: of nothing that the one who asks does not know.
        name = f"{basis.book.scenario.id}:{basis.seat}:{public.turn}"
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:7], "big")
        belief = believe(public, beliefs)
        self._bank = ShockBank(network, seed, self._turns_left + network.epilogue_turns, runs)
        self._start = believed_world(belief.likely, belief.low, belief.high, seed, runs)
        self._flows = belief.flows
        self._published = index_figures(public.indices[-1])
        self._modifiers: dict[object, list[Floats]] = {}

    @property
    def _turns_left(self) -> int:
        return max(0, self._basis.public.turns - self._basis.public.turn + 1)

    def supposing(self, proposal: Terms | Resolution, supporters: Sequence[str] | None = None) -> Self:
        """Return the same forecast for the case that terms are agreed, or a draft is adopted.

        Parameters
        ----------
        proposal
            Terms, or a draft; brackets that are open count for nothing.
        supporters
            Who carries the draft; by default everybody who is present.

        Notes
        -----
        It shares luck and beliefs with this one, so that only the proposal makes a difference; and buffers: the two
        are not for two threads at once.
        """
        basis = self._basis
        if isinstance(proposal, Terms):
            talks = if_agreed(basis.talks, basis.facts, proposal)
        else:
            carried = basis.facts.present if supporters is None else tuple(supporters)
            talks = if_adopted(basis.talks, basis.facts, proposal, carried)
        other = copy.copy(self)
        other._basis = replace(basis, talks=talks)
        other._modifiers = {}
        return other

    def _curves(self, supposed: Supposed, names: Sequence[str], runs: int) -> dict[str, TwoWorlds]:
        projection = project(self._bank, self._outlook(supposed), self._readings(names), last=runs)
        return {name: self._worlds(name, projection.quantiles(name)) for name in names}

    def _refined(self, supposed: Supposed, names: Sequence[str]) -> Iterator[dict[str, TwoWorlds]]:
        outlook, readings = self._outlook(supposed), self._readings(names)
        found: Projection | None = None
        for first in range(0, self._bank.runs, QUICK_RUNS):
            part = project(self._bank, outlook, readings, first, first + QUICK_RUNS)
            found = part if found is None else found.join(part)
            yield {name: self._worlds(name, found.quantiles(name)) for name in names}

    def _outlook(self, supposed: Supposed) -> Outlook:
        courses = {kept: course(self._basis, supposed, kept=kept) for kept in (False, True)}
        return Outlook(
            start=self._start,
            measures=[_doses(self._basis.book, courses[kept]) for kept in (False, True)],
            modifiers=[self._added(courses[kept], supposed, kept=kept) for kept in (False, True)],
            turns=self._turns_left,
            flows=self._flows,
        )

    def _readings(self, names: Sequence[str]) -> dict[str, Reading]:
        return {name: reading_of(self._basis.book, name) for name in names}

    def _worlds(self, name: str, quantiles: Floats) -> TwoWorlds:
        """Return both bands of one figure from quantiles [level, turn, plan]."""
        now = self._now(name)
        first = max(0, self._basis.public.turn - 1)
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
        return self._beliefs.get(name)

    def _added(self, plans: tuple[TurnPlan, ...], supposed: Supposed, *, kept: bool) -> list[Floats]:
        """Return the modifiers by turn; the same objects for drafts that change none of them."""
        key = (
            kept,
            *(
                (seat, tuple(draft.contributions.items()), draft.joins, draft.leaves)
                for drafts in (supposed.now, supposed.later)
                for seat, draft in drafts.items()
            ),
        )
        if key not in self._modifiers:
            book, first = self._basis.book, self._basis.public.turn
            found = tuple(standings(self._basis, plans, supposed, kept=kept))
            length = self._turns_left + book.network.epilogue_turns
            added = [modifiers(book, found[min(step, len(found) - 1)], first + step) for step in range(length)]
            self._modifiers[key] = _shared(added)
        return self._modifiers[key]


class DeskForecast(_Forecast):
    """The forecast of one desk: made once when it is opened, asked again for every draft.

    It holds buffers and is not for two threads at once.
    """

    def __init__(self, view: SeatView, runs: int = ALL_RUNS) -> None:
        super().__init__(Basis(view.public, view.negotiation, view.facts, view.seat), view.beliefs, runs)
        self._view = view

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
        return self._curves(self._supposed(draft), names, runs)

    def refined(self, draft: Draft, names: Sequence[str]) -> Iterator[dict[str, TwoWorlds]]:
        """Yield the same with more and more runs up to all, each time as many more as fit between two frames."""
        return self._refined(self._supposed(draft), names)

    def _supposed(self, draft: Draft) -> Supposed:
        """Return the draft, and what of it the income alone pays for in later turns."""
        seat = self._view.seat
        income = self._basis.book.delegations[seat].funds
        later = legal.affordable(replace(self._view.desk, funds=income, draft=Draft()), draft)
        return Supposed({seat: draft}, {seat: later})


Proposal = Terms | Resolution | Mapping[str, Draft] | None


class BoardForecast(_Forecast):
    """The what-if board on the wall: tries proposals from public knowledge alone.

    Made once a turn, asked again for every proposal; not for two threads at once.
    """

    def __init__(self, view: PublicView, runs: int = ALL_RUNS) -> None:
        super().__init__(Basis(view, view.negotiation, view.facts), view.estimates, runs)

    def curves(self, proposal: Proposal, names: Sequence[str], runs: int = QUICK_RUNS) -> dict[str, TwoWorlds]:
        """Return the course of figures, to the end of the epilogue.

        Parameters
        ----------
        proposal
            Terms of an agreement, a draft (carried by all who are present; else see :meth:`supposing`), orders by
            delegation, or None for what there is.
        names
            Figures as expressions write them, among :func:`game.session.readings.forecast_names`.
        runs
            How many of the runs are used.

        Raises
        ------
        KeyError
            If a figure cannot be forecast.
        """
        if isinstance(proposal, Terms | Resolution):
            return self.supposing(proposal).curves(None, names, runs)
        return self._curves(self._supposed(proposal or {}), names, runs)

    def refined(self, proposal: Proposal, names: Sequence[str]) -> Iterator[dict[str, TwoWorlds]]:
        """Yield the same with more and more runs up to all."""
        if isinstance(proposal, Terms | Resolution):
            return self.supposing(proposal).refined(None, names)
        return self._refined(self._supposed(proposal or {}), names)

    def _supposed(self, drafts: Mapping[str, Draft]) -> Supposed:
        book = self._basis.book
        return Supposed(drafts, {seat: _by_income(book, seat, draft) for seat, draft in drafts.items()})


def _by_income(book: PublicBook, seat: str, draft: Draft) -> Draft:
    """Return what of ``draft`` the income of ``seat`` pays for, in its order; nothing given or public."""
    funds, teams = book.delegations[seat].funds, book.delegations[seat].teams
    kept = Draft()
    for order in draft.orders:
        rule = book.rule(order.measure)
        amount = min(order.amount, funds) if rule.funds else order.amount
        if amount > 0 and rule.teams <= teams:
            kept = kept.with_order(order.measure, order.target, amount)
            funds, teams = funds - order_funds(rule, amount), teams - rule.teams
    return kept


def _doses(book: PublicBook, plans: tuple[TurnPlan, ...]) -> list[Floats]:
    """Return what is ordered by turn [slot, 1]; one object for turns in which the same is."""
    amounts: list[Floats] = []
    for number, item in enumerate(plans):
        before = plans[number - 1] if number else None
        if before is not None and before.orders == item.orders and _same(before, item):
            amounts.append(amounts[-1])
        else:
            amounts.append(doses(book, item.orders, item.grants).sum(axis=1, keepdims=True))
    return amounts or [book.network.slots.zeros()]


def _same(one: TurnPlan, two: TurnPlan) -> bool:
    return [(item.grant, item.payers) for item in one.grants] == [(item.grant, item.payers) for item in two.grants]


def _shared(arrays: list[Floats]) -> list[Floats]:
    """Return the list with one object for neighbours that are equal, so that their effects are worked out once."""
    shared: list[Floats] = []
    for array in arrays:
        shared.append(shared[-1] if shared and np.array_equal(shared[-1], array) else array)
    return shared
