"""A delegation's own paper: its aims with where they stand today, what it needs and what it can offer."""

from dataclasses import dataclass, replace

from game.client.view_models import words
from game.model.text import _
from game.session.published import Grade, ObjectiveResult
from game.session.views import SeatView

_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class AimRow:
    """One aim: its text, where it stands today, what it takes, and the grade that this would be."""

    key: str
    text: str
    today: str
    marks: tuple[tuple[str, str], ...]  # (grade, value in words)
    direction: str
    grade: str  # as in published.Grade
    grade_words: str


def aims(view: SeatView) -> tuple[AimRow, ...]:
    """Return the aims of the mandate with where they stand as far as the seat can tell today."""
    found = {item.objective: item for item in view.objectives}
    rated = ((item, found[item.id]) for item in view.dossier.objectives if item.id in found)
    return tuple(aim_row(replace(got, marks=(item.bronze, item.silver, item.gold))) for item, got in rated)


def aim_row(result: ObjectiveResult) -> AimRow:
    """Return one aim, whose marks are known, in words."""
    bronze, silver, gold = bounds = result.marks
    size = max(abs(bronze), abs(gold), abs(result.value))
    step = min(abs(bronze - silver), abs(silver - gold)) or size
    places = _telling(result.value, bounds, max(_places(size, step), *map(_written, bounds)))
    write = words.percentage if result.unit == words.SHARE else words.decimals(places)
    lower = gold < bronze
    marks = tuple(
        (str(grade), write(mark)) for grade, mark in zip((Grade.BRONZE, Grade.SILVER, Grade.GOLD), bounds, strict=True)
    )
    today = words.with_unit(write, result.value, result.unit)
    grade_words = _("would be {grade}").format(grade=words.grade_name(result.grade))
    if result.grade is Grade.NONE:
        grade_words = _("not yet bronze")
    return AimRow(
        result.objective,
        result.text,
        today,
        marks,
        _("lower is better") if lower else _("higher is better"),
        str(result.grade),
        grade_words,
    )


def marks_words(aim: AimRow) -> str:
    """Return what each grade takes, and which way is better."""
    return _("{marks} ({direction})").format(
        marks=", ".join(f"{words.grade_name(grade)} {value}" for grade, value in aim.marks), direction=aim.direction
    )


def _written(value: float) -> int:
    """Return the decimals with which an author wrote a number."""
    return next((places for places in range(_MOST_PLACES) if abs(round(value, places) - value) < 1e-9), _MOST_PLACES)


def _telling(value: float, bounds: tuple[float, ...], places: int) -> int:
    """Return ``places``, or so many more that a value does not look as if it had reached what it has just missed."""
    for more in range(places, _MOST_PLACES):
        shown = round(value, more)
        if all((shown >= bound) is (value >= bound) and (shown <= bound) is (value <= bound) for bound in bounds):
            return more
    return max(places, _MOST_PLACES)


def _places(size: float, step: float) -> int:
    if step >= 1:
        return 0
    return max(words.fitting_decimals(size), 3 if step < 0.01 else 2 if step < 0.1 else 1)
