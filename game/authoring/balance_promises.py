"""What a word is worth: games of computers against the same games, seed and seats, in which pledges are not kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from game.authoring.balance_figures import Figures
from game.authoring.balance_plays import Kind, Outcome


@dataclass(frozen=True, slots=True)
class PromiseFigures:
    """What breaking every pledge does, a game; all but ``later`` and ``trust`` are differences to keeping them.

    ``saved``: units that were pledged and not paid. ``points``: of the own mandate, of 3, with the standard error
    ``doubt``. ``later``: agreements of the second half, kept and broken. ``trust``: of the others in it in the end,
    kept and broken. ``room``: its points.
    """

    agreements: float  # a game in which most keep their word
    resolutions: float
    pairs: int
    saved: float
    points: float
    doubt: float
    later: tuple[float, float]
    trust: tuple[float, float]
    room: float
    nobody_pairs: int  # pairs in which nobody keeps any pledge
    nobody_points: float  # mean of all mandates
    nobody_room: float

    @property
    def fewer(self) -> float:
        """The share of its later agreements that who keeps no pledge goes without."""
        kept, broken = self.later
        return 1.0 - broken / kept if kept else 0.0


def promise_figures(figures: Figures) -> PromiseFigures:
    """Return what pledges are worth in games of computers."""
    games = figures.of(Kind.MIXED)
    kept = {item.play.seed: item for item in games}
    broken = [item for item in figures.outcomes if item.play.kind is Kind.BREAKS]
    pairs = [(kept[item.play.seed], item, item.play.subject) for item in broken]
    points = [figures.drawn_points(two, seat) - figures.drawn_points(one, seat) for one, two, seat in pairs]
    nobody = [(kept[item.play.seed], item) for item in figures.of(Kind.NOBODY)]
    return PromiseFigures(
        agreements=_mean([item.agreed for item in games]),
        resolutions=_mean([item.resolutions for item in games]),
        pairs=len(pairs),
        saved=_mean([two.saved[seat] - one.saved[seat] for one, two, seat in pairs]),
        points=_mean(points),
        doubt=stdev(points) / len(points) ** 0.5 if len(points) > 1 else 0.0,
        later=_both([(one.later[seat], two.later[seat]) for one, two, seat in pairs]),
        trust=_both([(one.trusted[seat], two.trusted[seat]) for one, two, seat in pairs]),
        room=_mean([_room(figures, one, two) for one, two, _seat in pairs]),
        nobody_pairs=len(nobody),
        nobody_points=_mean([_mandates(figures, two) - _mandates(figures, one) for one, two in nobody]),
        nobody_room=_mean([_room(figures, one, two) for one, two in nobody]),
    )


def _room(figures: Figures, one: Outcome, two: Outcome) -> float:
    return figures.room_of(two) - figures.room_of(one)


def _mandates(figures: Figures, outcome: Outcome) -> float:
    return _mean([figures.drawn_points(outcome, seat) for seat in figures.book.delegations])


def _both(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return _mean([one for one, _two in pairs]), _mean([two for _one, two in pairs])


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0
