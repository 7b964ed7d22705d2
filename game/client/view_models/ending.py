"""The two results at the end, never added: the room, and each mandate; and how the indices went."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from game.client.canvas.chart_model import CourseChart, Gauge
from game.client.view_models import dossier, figures, headline, promises, words
from game.model.text import _
from game.session.desk import Occupant
from game.session.negotiation.settle import entries_of
from game.session.negotiation.trust import trust_between
from game.session.published import Grade, MandateResult, ObjectiveResult, Result, Room
from game.session.quantities import quantity_key
from game.session.views import PublicView

GRADE_ICONS = {"none": "minus", "bronze": "medal", "silver": "medal", "gold": "trophy"}


@dataclass(frozen=True, slots=True)
class AimLine:
    """One aim with what it came to."""

    text: str
    value: str
    grade: str
    grade_words: str
    marks: str  # what each grade takes


@dataclass(frozen=True, slots=True)
class MandateCard:
    """One delegation's mandate: its grade, why, and its aims; and what became of its word."""

    seat: str
    name: str
    grade: str
    grade_words: str
    reason: str
    aims: tuple[AimLine, ...]
    played_by: str
    kept: str  # of what it promised in public
    trust: str  # of the others in it


_FINEST = 3  # decimals, when whole points do not tell the room from its line


def room_text(room: Room) -> Callable[[float], str]:
    """Return what writes the score and the line: whole points, or as fine as tells a missed line from one met."""
    if room.score >= room.line:
        return words.decimals(0)
    places = next((n for n in range(_FINEST) if round(room.score, n) < round(room.line, n)), _FINEST)
    step = 10.0**_FINEST

    def write(value: float) -> str:
        if value == room.score and places == _FINEST:
            value = math.floor(value * step) / step  # rounded up it would reach a line that was missed
        return words.decimals(0 if value == round(value) else places)(value)

    return write


def room_gauge(result: Result) -> Gauge:
    """Return the gauge of the room."""
    return Gauge(
        value=result.room.score,
        line=result.room.line,
        low_text=_("0: as if nobody had acted"),
        high_text=_("100: the best cooperative plan that the computer found for this seed"),
        line_text=_("line for silver and gold"),
        value_text=room_text(result.room),
    )


def room_sentence(result: Result) -> str:
    """Say what the room reached and what follows."""
    room = result.room
    write = room_text(room)
    score, line = write(room.score), write(room.line)
    if room.score >= room.line:
        return _("The room reached {score} of 100, at or above the line of {line}: every grade counts in full.").format(
            score=score, line=line
        )
    return _("The room reached {score} of 100, below the line of {line}: no mandate counts above bronze.").format(
        score=score, line=line
    )


def search_sentence(result: Result) -> str:
    """Say what the best plan is compared with."""
    return _("Best of {tried} plans that the computer tried with seed {seed}.").format(
        tried=result.room.plans_tried, seed=result.seed
    )


def mandate_cards(view: PublicView) -> tuple[MandateCard, ...]:
    """Return the mandates of all delegations, opened."""
    if view.result is None:
        return ()
    below = view.result.room.score < view.result.room.line
    return tuple(_card(view, seat, mandate, below=below) for seat, mandate in view.result.mandates.items())


def _card(view: PublicView, seat: str, mandate: MandateResult, *, below: bool) -> MandateCard:
    aims = tuple(_aim(item) for item in mandate.objectives)
    face = view.seats[seat]
    return MandateCard(
        seat,
        face.name,
        str(mandate.grade),
        words.grade_name(mandate.grade),
        _reason(mandate, below=below),
        aims,
        _played_by(view, seat),
        _kept(view, seat),
        _trust(view, seat),
    )


def _aim(item: ObjectiveResult) -> AimLine:
    value, marks = words.with_unit(words.plain_value, item.value, item.unit), ""
    if item.marks:
        row = dossier.aim_row(item)
        value, marks = row.today, dossier.marks_words(row)
    return AimLine(item.text, value, str(item.grade), words.grade_name(item.grade), marks)


def _kept(view: PublicView, seat: str) -> str:
    """Say how many of its public promises a delegation kept, counted in every turn in which they were due."""
    due = [entry for entry in entries_of(view.negotiation, None) if entry.by == seat and entry.due]
    if not due:
        return _("Nothing that it promised in public was due.")
    kept = sum(entry.kept for entry in due)
    return _("Public promises: {kept} of {all} kept, {broken} broken.").format(
        kept=kept, all=len(due), broken=len(due) - kept
    )


def _trust(view: PublicView, seat: str) -> str:
    """Say who of the others trusts and distrusts a delegation in the end."""
    others = [other for other in view.facts.present if other != seat]
    trust = {other: trust_between(view.negotiation.public.trust, other, seat) for other in others}
    lower = [view.seats[other].name for other in others if trust[other] <= -promises.SOME]
    higher = [view.seats[other].name for other in others if trust[other] >= promises.SOME]
    if lower and higher:
        return _("Distrusted by {distrusting}; trusted by {trusting}.").format(
            distrusting=words.listed(lower), trusting=words.listed(higher)
        )
    if lower:
        return _("Distrusted by {distrusting}.").format(distrusting=words.listed(lower))
    if higher:
        return _("Trusted by {trusting}.").format(trusting=words.listed(higher))
    return _("Neither trusted nor distrusted by the others.")


def _played_by(view: PublicView, seat: str) -> str:
    """Say who played, and with which temperament a computer did, which the end opens."""
    face = view.seats[seat]
    if face.occupant is not Occupant.COMPUTER or view.result is None:
        return face.people
    temperament = _temperament_words().get(view.result.temperaments.get(seat, ""))
    return _("Computer: {temperament}").format(temperament=temperament) if temperament else _("Computer")


def _temperament_words() -> dict[str, str]:
    return {
        "cautious": _("cautious"),
        "cooperative": _("cooperative"),
        "opportunist": _("an opportunist"),
        "hard_bargainer": _("a hard bargainer"),
    }


def _reason(mandate: MandateResult, *, below: bool) -> str:
    reached = sum(item.grade is not Grade.NONE for item in mandate.objectives)
    total = len(mandate.objectives)
    if mandate.grade is Grade.NONE:
        return _("{reached} of {total} aims reached; two are needed.").format(reached=reached, total=total)
    ranks = [Grade.NONE, Grade.BRONZE, Grade.SILVER, Grade.GOLD]
    level = sum(ranks.index(item.grade) >= ranks.index(mandate.grade) for item in mandate.objectives)
    if below and mandate.grade is Grade.BRONZE:
        return _("{reached} of {total} aims reached; the room stayed below its line.").format(
            reached=reached, total=total
        )
    return _("{level} of {total} aims at {grade} or better.").format(
        level=level, total=total, grade=words.grade_name(mandate.grade)
    )


def courses(view: PublicView) -> tuple[CourseChart, ...]:
    """Return the courses of the indices over the game and the epilogue: the world first, then each place."""
    names = [figures.WORLD_CRIMINALITY, figures.WORLD_RESILIENCE]
    names += [quantity_key("criminality", place.id) for place in view.book.scenario.jurisdictions]
    charts = []
    for name in names:
        figure = figures.figure_of(view.book, name)
        values = tuple(value for _year, value in figures.course(view, name))
        least, lower = figures.LEAST_SCORE, figure.lower_is_better
        charts.append(CourseChart(figure.title, figure.unit, values, lower, value_text=figure.write, least=least))
    write = words.decimals(-1)
    persons = [
        CourseChart(item.title, item.unit, item.course, None, value_text=write) for item in headline.persons(view)
    ]
    charts[2:2] = persons  # what is recorded beside what is estimated, before the places
    return tuple(charts)
