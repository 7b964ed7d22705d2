"""What everything that could be done in a turn is worth to a seat, and to the others as far as it can tell.

Worked out once a turn, in two looks: what own measures bring if nothing else is ordered at home, and what measures of
the others, links, joint projects and instruments bring beside the best own plan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from game.bots.budget import Purse, full_worth
from game.bots.commitments import Dues, dues_by_turn
from game.bots.interests import Interests, present_others
from game.bots.prospect import Case, Figures, Prospect
from game.bots.temperament import Temperament
from game.model.measures import MEASURE_RULES, MeasureId
from game.session.desk import Order, Target
from game.session.needs import Need, half_amount
from game.session.rulebook import PublicBook
from game.session.views import SeatView

_PROBE = 0.4  # share of an income with which a measure is tried
_CHEAPEST, _DEAREST = 0.25, 1.5  # bounds of what a unit is worth against the guess
_LEAST = 1e-4  # worth below which a measure counts as useless


@dataclass(frozen=True, slots=True)
class Worth:
    """What something is worth to the seat and to each other delegation, as the seat sees it."""

    own: float
    others: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Appraisal:
    """What a seat makes of its turn.

    ``purses`` by delegation: what each can do with funds, by what it is worth to itself. ``measures``: who does what
    -> full worth of it to all, with the amount of half the effect.
    """

    view: SeatView
    temperament: Temperament
    interests: Interests
    prospect: Prospect
    purses: Mapping[str, Purse]
    prices: Mapping[str, float]  # worth of the last unit of an income, in every turn that is left
    measures: Mapping[tuple[str, str, Target], tuple[Worth, float]]
    links: Mapping[str, Worth]
    projects: Mapping[str, Worth]
    memberships: Mapping[tuple[str, str], Worth]  # (delegation, instrument)
    dues: tuple[Dues, ...]  # of the seat by turn, this one first

    @property
    def seat(self) -> str:
        """Who appraises."""
        return self.view.seat

    @property
    def purse(self) -> Purse:
        """The own one."""
        return self.purses[self.seat]

    def price(self, seat: str) -> float:
        """Return what a unit in every turn that is left is worth to ``seat``."""
        return self.prices[seat]

    def units(self, seat: str, worth: float) -> float:
        """Return the units of funds in all that are worth as much to ``seat``."""
        return worth / self.price(seat) * self.prospect.turns


def appraise(view: SeatView, temperament: Temperament) -> Appraisal:
    """Return what ``view`` tells a seat of such a temperament."""
    interests = Interests(view, temperament.common)
    prospect = Prospect(view, interests.names)
    look = _Look(view, interests, prospect)
    own = look.at_home()
    dues = dues_by_turn(view, view.negotiation, prospect.later)
    purse = Purse(tuple(_needs(own, view.seat, own_side=True)))
    abroad = look.abroad(purse, dues)
    measures = {**own, **abroad.measures}
    purses = {
        seat: purse if seat == view.seat else Purse(tuple(_needs(abroad.measures, seat, own_side=False)))
        for seat in (view.seat, *present_others(view))
    }
    return Appraisal(
        view,
        temperament,
        interests,
        prospect,
        purses,
        {seat: abroad.thrift * item.price(look.book.delegations[seat].funds) for seat, item in purses.items()},
        measures,
        abroad.links,
        abroad.projects,
        abroad.memberships,
        dues,
    )


_Measures = dict[tuple[str, str, Target], tuple[Worth, float]]


def _needs(measures: _Measures, seat: str, *, own_side: bool) -> Iterator[Need]:
    for (who, measure, target), (worth, half) in measures.items():
        value = worth.own if own_side else worth.others.get(seat, 0.0)
        if who == seat and value > _LEAST:
            yield Need(measure, target, value, half)


@dataclass(frozen=True, slots=True)
class _Abroad:
    measures: _Measures
    links: dict[str, Worth]
    projects: dict[str, Worth]
    memberships: dict[tuple[str, str], Worth]
    thrift: float


@dataclass(frozen=True, slots=True)
class _Look:
    """Both looks of one seat."""

    view: SeatView
    interests: Interests
    prospect: Prospect

    @property
    def book(self) -> PublicBook:
        return self.prospect.book

    def at_home(self) -> _Measures:
        """Return the worth of every own measure."""
        start = self.prospect.case(self.view.negotiation, ())
        return self._measures(start, (self.view.seat,))

    def abroad(self, purse: Purse, dues: Sequence[Dues]) -> _Abroad:
        """Return the worth of what others can do, and of what is done together, beside the best own plan."""
        plan = [purse.plan(due.free, due.floors) for due in dues]
        start = self.prospect.case(self.view.negotiation, plan)
        others = present_others(self.view)
        links = {seat: self._link(start, seat) for seat in others if self._liaison(seat)}
        open_ones = self.view.facts.projects
        projects = {name: self.prospect.with_project(start, name) for name in open_ones}
        members = {
            (seat, name): self.prospect.with_member(start, seat, name)
            for seat in (self.view.seat, *others)
            for name in self.book.instruments
            if not self.view.facts.is_member(seat, name)
        }
        measures = self._probes(start, others)
        less = self.prospect.case(self.view.negotiation, [purse.plan(due.free // 2, due.floors) for due in dues])
        cases = [
            start,
            less,
            *links.values(),
            *projects.values(),
            *members.values(),
            *(item[0] for item in measures.values()),
        ]
        worths = self._worths(cases)
        ends = [1]
        for group in (links, projects, members, measures):
            ends.append(ends[-1] + len(group))
        parts = [worths[first:last] for first, last in pairwise(ends)]
        return _Abroad(
            measures=_full(measures, parts[3]),
            links=dict(zip(links, parts[0], strict=True)),
            projects=dict(zip(projects, parts[1], strict=True)),
            memberships=dict(zip(members, parts[2], strict=True)),
            thrift=_thrift(purse, dues, -worths[0].own),
        )

    def _measures(self, start: Case, seats: Sequence[str]) -> _Measures:
        probes = self._probes(start, seats)
        return _full(probes, self._worths([start, *(item[0] for item in probes.values())]))

    def _probes(self, start: Case, seats: Sequence[str]) -> dict[tuple[str, str, Target], tuple[Case, int, float]]:
        """Return a case for each measure paid in funds alone at each target of ``seats``, its amount, and the half."""
        probes = {}
        for seat in seats:
            amount = max(2, round(_PROBE * self.book.delegations[seat].funds))
            for offer in self.book.scenario.measures:
                rule = MEASURE_RULES[offer.rule]
                if not rule.funds or rule.teams:
                    continue
                half = half_amount(self.book, offer)
                for target in self.book.choices[seat][offer.id]:
                    case = self.prospect.more(start, [(seat, Order(offer.id, target, amount))])
                    probes[seat, offer.id, target] = (case, amount, half)
        return probes

    def _liaison(self, seat: str) -> str:
        """Return the measure by which a link with ``seat`` is made; empty where there is none."""
        return liaison(self.book, self.view.seat, seat)

    def _link(self, start: Case, seat: str) -> Case:
        own, measure = self.view.seat, self._liaison(seat)
        both = [(own, Order(measure, Target(delegation=seat), 1)), (seat, Order(measure, Target(delegation=own), 1))]
        return self.prospect.more(start, both)

    def _worths(self, cases: Sequence[Case]) -> list[Worth]:
        """Return what each case but the first is worth beyond the first."""
        figures: Figures = self.prospect.look(cases)
        own = self.interests.own(figures)
        others = {seat: self.interests.of(seat, figures) for seat in present_others(self.view)}
        return [
            Worth(
                float(own[number] - own[0]),
                {seat: float(values[number] - values[0]) for seat, values in others.items()},
            )
            for number in range(1, len(cases))
        ]


def _thrift(purse: Purse, dues: Sequence[Dues], lost: float) -> float:
    """Return how much a unit is really worth, where half of the funds less loses ``lost``, against the purse's guess.

    The guess adds up what each measure alone would bring, though they may do the same work.
    """
    free = sum(due.free for due in dues) // max(1, len(dues))
    guess = purse.worth(free) - purse.worth(free // 2)
    return min(_DEAREST, max(_CHEAPEST, lost / guess)) if guess > 0 else 1.0


def _full(probes: Mapping[tuple[str, str, Target], tuple[Case, int, float]], worths: Sequence[Worth]) -> _Measures:
    """Return the full worth of what was tried."""
    found: _Measures = {}
    for (key, (_case, amount, half)), worth in zip(probes.items(), worths, strict=True):
        full = Worth(
            full_worth(worth.own, amount, half),
            {seat: full_worth(value, amount, half) for seat, value in worth.others.items()},
        )
        found[key] = (full, half)
    return found


def liaison(book: PublicBook, one: str, two: str) -> str:
    """Return the measure by which ``one`` posts a team with ``two``; empty where there is none."""
    for offer in book.scenario.measures:
        if offer.rule is MeasureId.LIAISON and Target(delegation=two) in book.choices[one][offer.id]:
            return offer.id
    return ""
