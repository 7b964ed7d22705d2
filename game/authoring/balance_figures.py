"""What the outcomes of many plays come to: the room, mandates in points, measures and objectives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from game.authoring.balance_planners import is_paid, is_slow, usable_measures
from game.authoring.balance_plays import Kind, Outcome
from game.model.expression import calls
from game.model.measures import MeasureId
from game.model.scenario import Mandate, Objective
from game.session.ending import room_score
from game.session.mandates import grade_of
from game.session.published import GRADES, Grade
from game.session.rulebook import Rulebook

_ENOUGH_DRAWN = 8  # games in which a variant was drawn, before those alone are counted
_SAME = 1e-6  # difference of values that is none
MEDALS = (Grade.BRONZE, Grade.SILVER, Grade.GOLD)


def points_of(aim: Objective, value: float, idle: float) -> float:
    """Return how far an objective is reached: 0 as if nobody acts, 1 bronze, 2 silver, 3 gold, and in between."""
    sign = -1.0 if aim.gold < aim.bronze else 1.0
    marks = [sign * mark for mark in (idle, aim.bronze, aim.silver, aim.gold)]
    here = sign * value
    if here < marks[1]:
        way = marks[1] - marks[0]
        return min(1.0, max(0.0, (here - marks[0]) / way)) if way > 0 else 0.0
    for step in (1, 2):
        if here < marks[step + 1]:
            return step + (here - marks[step]) / (marks[step + 1] - marks[step])
    return 3.0


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """Room points of one measure: alone, what the best plan loses without it, what turn 1 in it brings by setting.

    ``best_for``: objectives to which no other single measure leads as far.
    """

    measure: str
    alone: float
    missed: float
    linked: float  # liaison: what posting all teams adds to going alone
    best_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DelegationFigures:
    """Points of a delegation's mandate, 0 to 3, by how all play; ``leverage``: room points that its absence costs."""

    seat: str
    idle: float
    alone: float
    cooperates: float
    spends_at_home: float
    keeps: float
    stops: float
    joins: float
    mixed: float | None
    leverage: float

    @property
    def tempted(self) -> float:
        """What the best way of not keeping to the plan brings it."""
        return max(self.spends_at_home, self.keeps, self.stops) - self.cooperates

    @property
    def rewarded(self) -> float:
        """What cooperation brings it against everybody acting alone."""
        return self.cooperates - self.alone


@dataclass(frozen=True, slots=True)
class AimFigures:
    """One objective: shares of games of computers that reach each medal, and whether any play does."""

    seat: str
    mandate: str
    aim: Objective
    games: int
    shares: Mapping[Grade, float]
    ever: Mapping[Grade, bool]
    start: float
    idle: float
    idle_grade: Grade
    own_means: bool  # about nothing but what it holds itself: who does nothing has most
    best: float  # the best value of all plays
    marks: tuple[float, float, float]  # that 60, 30 and 8 of 100 games reach

    @property
    def rises(self) -> bool:
        """Whether any play makes it better than at the start and than if nobody acts."""
        sign = -1.0 if self.aim.gold < self.aim.bronze else 1.0
        return sign * self.best > max(sign * self.start, sign * self.idle) + _SAME


@dataclass(frozen=True, slots=True)
class VariantFigures:
    """One variant of a mandate: shares of games of computers that end with each medal or a better one."""

    seat: str
    mandate: str
    games: int
    shares: Mapping[Grade, float]


class Figures:
    """Reads everything from the outcomes of a battery."""

    def __init__(self, book: Rulebook, outcomes: Sequence[Outcome]) -> None:
        self.book = book
        self.outcomes = tuple(outcomes)
        self._harms: dict[tuple[Kind, int, int], float] = {}
        self._aims_idle: dict[tuple[int, int], Mapping[tuple[str, str, str], float]] = {}
        for outcome in outcomes:
            play = outcome.play
            if play.kind in {Kind.IDLE, Kind.PLAN}:
                self._harms[play.kind, play.minutes, play.seed] = outcome.harm
            if play.kind is Kind.IDLE:
                self._aims_idle[play.minutes, play.seed] = outcome.aims

    def room_of(self, outcome: Outcome) -> float:
        """Return the room's points of one play, between idle world and plan with the same seed and length."""
        key = outcome.play.minutes, outcome.play.seed
        return room_score(outcome.harm, self._harms[Kind.IDLE, *key], self._harms[Kind.PLAN, *key])

    def of(self, kind: Kind, subject: str = "", minutes: int = 0) -> list[Outcome]:
        """Return the outcomes of one kind of play."""
        wanted = (kind, subject, minutes)
        return [item for item in self.outcomes if (item.play.kind, item.play.subject, item.play.minutes) == wanted]

    def room(self, kind: Kind, subject: str = "", minutes: int = 0) -> float:
        """Return the mean of the room's points over seeds."""
        return _mean(self.room_of(item) for item in self.of(kind, subject, minutes))

    def gain(self, minutes: int = 0) -> float:
        """Return by how much the plan lowers harm."""
        pairs = [
            (self._harms[Kind.IDLE, length, seed], harm)
            for (kind, length, seed), harm in self._harms.items()
            if kind is Kind.PLAN and length == minutes
        ]
        return _mean(idle - harm for idle, harm in pairs)

    def points(self, outcome: Outcome, seat: str, mandate: Mandate) -> float:
        """Return the points of a mandate in one play: of its middle objective, at most 1 below the room line."""
        idle = self._aims_idle[outcome.play.minutes, outcome.play.seed]
        found = sorted(
            (
                points_of(aim, outcome.aims[seat, mandate.id, aim.id], idle[seat, mandate.id, aim.id])
                for aim in mandate.objectives
            ),
            reverse=True,
        )
        middle = found[len(found) // 2] if found else 0.0
        return middle if self.room_of(outcome) >= self.book.scenario.rules.room_line else min(middle, 1.0)

    def payoff(self, outcome: Outcome, seat: str) -> float:
        """Return the mean points over all variants of a delegation's mandate."""
        return _mean(self.points(outcome, seat, mandate) for mandate in self.book.delegations[seat].mandates)

    @cached_property
    def delegations(self) -> tuple[DelegationFigures, ...]:
        """How each delegation fares."""
        return tuple(self._delegation(seat) for seat in self.book.delegations)

    def _delegation(self, seat: str) -> DelegationFigures:
        def mean(kind: Kind, subject: str = "") -> float:
            return _mean(self.payoff(item, seat) for item in self.of(kind, subject))

        mixed = self.of(Kind.MIXED) if self.book.delegations[seat].mandates else []
        return DelegationFigures(
            seat=seat,
            idle=mean(Kind.IDLE),
            alone=mean(Kind.ALONE),
            cooperates=mean(Kind.PLAN),
            spends_at_home=mean(Kind.HOME, seat),
            keeps=mean(Kind.KEEPS, seat),
            stops=mean(Kind.STOPS, seat),
            joins=mean(Kind.JOINS, seat),
            mixed=_mean(self.drawn_points(item, seat) for item in mixed) if mixed else None,
            leverage=self.room(Kind.PLAN) - self.room(Kind.KEEPS, seat),
        )

    def drawn_points(self, outcome: Outcome, seat: str) -> float:
        """Return the points of the variant that was drawn."""
        mandates = {item.id: item for item in self.book.delegations[seat].mandates}
        drawn = mandates.get(outcome.drawn.get(seat, ""))
        return self.points(outcome, seat, drawn) if drawn else 0.0

    @cached_property
    def measures(self) -> tuple[MeasureFigures, ...]:
        """What each measure that somebody can use is worth."""
        best = self._best_singles()
        return tuple(
            MeasureFigures(
                measure=name,
                alone=self.room(Kind.ONLY, name),
                missed=self.room(Kind.PLAN) - self.room(Kind.WITHOUT, name),
                linked=self.room(Kind.LINKED) - self.room(Kind.ALONE) if self._links(name) else 0.0,
                best_for=best.get(name, ()),
            )
            for name in usable_measures(self.book)
        )

    def _links(self, measure: str) -> bool:
        return self.book.public.measures[measure].rule is MeasureId.LIAISON

    def _best_singles(self) -> dict[str, tuple[str, ...]]:
        """Return the objectives for which a measure is the best single one."""
        found: dict[str, list[str]] = {}
        for seat, mandate, aim in self.objectives():
            if _own_means(seat, aim):
                continue  # what costs nothing would be the best way to keep what one has
            worth = {
                name: _mean(self._aim_points(item, seat, mandate, aim) for item in self.of(Kind.ONLY, name))
                for name in usable_measures(self.book)
            }
            best = max(worth.values(), default=0.0)
            for name, points in worth.items():
                if points > 0.05 and points >= best - 1e-9:
                    found.setdefault(name, []).append(f"{seat}.{mandate.id}.{aim.id}")
        return {name: tuple(aims) for name, aims in found.items()}

    def _aim_points(self, outcome: Outcome, seat: str, mandate: Mandate, aim: Objective) -> float:
        key = (seat, mandate.id, aim.id)
        return points_of(aim, outcome.aims[key], self._aims_idle[outcome.play.minutes, outcome.play.seed][key])

    def objectives(self) -> Iterable[tuple[str, Mandate, Objective]]:
        """Yield every objective of every variant."""
        for seat, delegation in self.book.delegations.items():
            for mandate in delegation.mandates:
                for aim in mandate.objectives:
                    yield seat, mandate, aim

    @cached_property
    def aims(self) -> tuple[AimFigures, ...]:
        """How often each objective is reached."""
        return tuple(self._aim(seat, mandate, aim) for seat, mandate, aim in self.objectives())

    @cached_property
    def variants(self) -> tuple[VariantFigures, ...]:
        """How often each variant of a mandate ends with which medal."""
        return tuple(
            self._variant(seat, mandate)
            for seat, delegation in self.book.delegations.items()
            for mandate in delegation.mandates
        )

    def _variant(self, seat: str, mandate: Mandate) -> VariantFigures:
        games = self._games_with(seat, mandate.id)
        points = [self.points(item, seat, mandate) for item in games]
        shares = {medal: _mean(float(value >= GRADES.index(medal)) for value in points) for medal in MEDALS}
        return VariantFigures(seat, mandate.id, len(games), shares)

    def _aim(self, seat: str, mandate: Mandate, aim: Objective) -> AimFigures:
        key = (seat, mandate.id, aim.id)
        sign = -1.0 if aim.gold < aim.bronze else 1.0
        games = self._games_with(seat, mandate.id)
        values = sorted((sign * item.aims[key] for item in games), reverse=True)
        everywhere = [sign * item.aims[key] for item in self.outcomes if not item.play.minutes]
        idle = _mean(item.aims[key] for item in self.of(Kind.IDLE))
        starts = [item.at_start[key] for item in self.of(Kind.IDLE) if key in item.at_start]
        return AimFigures(
            seat=seat,
            mandate=mandate.id,
            aim=aim,
            games=len(games),
            shares={medal: _share(aim, [item.aims[key] for item in games], medal) for medal in MEDALS},
            ever={medal: any(_reaches(aim, sign * value, medal) for value in everywhere) for medal in MEDALS},
            start=_mean(starts) if starts else idle,
            idle=idle,
            idle_grade=grade_of(aim, idle),
            own_means=_own_means(seat, aim),
            best=sign * max(everywhere, default=0.0),
            marks=_marks(values, sign),
        )

    def _games_with(self, seat: str, mandate: str) -> list[Outcome]:
        """Return the games of computers that count for a variant: those in which it was drawn, if there are enough."""
        games = self.of(Kind.MIXED)
        drawn = [item for item in games if item.drawn.get(seat) == mandate]
        return drawn if len(drawn) >= _ENOUGH_DRAWN else games

    def moved(self, index: str) -> float:
        """Return how far an index ends from where it ends if nobody acts, at most, in plays of the file's rules."""
        idle = {item.play.seed: item.indices[index] for item in self.of(Kind.IDLE)}
        return max(
            (
                abs(item.indices[index] - idle[item.play.seed])
                for item in self.outcomes
                if not item.play.minutes and item.play.seed in idle
            ),
            default=0.0,
        )

    def first_moves(self, minutes: int) -> dict[str, float]:
        """Return what turn 1 spent on one measure alone brings the room, by measure."""
        names = [name for name in usable_measures(self.book) if is_paid(self.book, name)]
        return {name: self.room(Kind.FIRST, name, minutes) for name in names}

    def best_first(self, minutes: int, *, slow: bool) -> tuple[str, float]:
        """Return the slow, or quick, measure that is worth most on turn 1."""
        moves = {name: worth for name, worth in self.first_moves(minutes).items() if is_slow(self.book, name) is slow}
        return max(moves.items(), key=lambda item: item[1], default=("", 0.0))


def _own_means(seat: str, aim: Objective) -> bool:
    read = tuple(calls(aim.quantity))
    return bool(read) and all(call.function == "funds" and seat in call.arguments for call in read)


def _reaches(aim: Objective, value: float, medal: Grade) -> bool:
    return GRADES.index(grade_of(aim, value)) >= GRADES.index(medal)


def _marks(values: Sequence[float], sign: float) -> tuple[float, float, float]:
    """Return marks that 60, 30 and 8 of 100 games reach; ``values`` from the best down."""
    if not values:
        return 0.0, 0.0, 0.0
    bronze, silver, gold = (sign * values[min(len(values) - 1, int(share * len(values)))] for share in (0.6, 0.3, 0.08))
    return bronze, silver, gold


def _share(aim: Objective, values: Sequence[float], medal: Grade) -> float:
    return fmean(_reaches(aim, value, medal) for value in values) if values else 0.0


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return fmean(found) if found else 0.0
