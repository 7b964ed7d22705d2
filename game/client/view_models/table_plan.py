"""What is chosen before a session begins, as frozen values: who sits where, and the rules of the evening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from game.model.scenario import Lesson, Scenario
from game.model.text import _, ngettext
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import DeskStyle, Occupant
from game.storage.scenario_shelf import whole_lesson

BRIEFING_MINUTES = 1.5
CAUCUS_MINUTES = 5.0
PLENARY_MINUTES = 4.0
DESK_MINUTES = 1.5
OUTCOME_MINUTES = 2.0
"""What a turn takes: hearing the crisis, bargaining, voting, each person's desk, seeing what happened."""


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A delegation at the table; ``detail`` is what it answers for and what it has."""

    id: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class TablePlan:
    """The choices so far."""

    seats: tuple[SeatRow, ...]
    turns_of_scenario: int
    turns: int
    seed: int
    occupants: Mapping[str, Occupant]
    people: Mapping[str, str] = field(default_factory=dict)
    style: DeskStyle = DeskStyle.PRIVATE
    meetings_of_scenario: tuple[int, int] = (0, 0)
    caucus_every: int = 0
    plenary_every: int = 0
    lessons: tuple[Lesson, ...] = ()
    lesson: int = 0  # minutes of the lesson whose setting is played; 0: the whole game
    whole_turns: int = 0  # of the whole game

    @property
    def persons(self) -> int:
        """How many delegations are played by people."""
        return sum(occupant is Occupant.PERSON for occupant in self.occupants.values())

    @property
    def reason_to_wait(self) -> str:
        """Why the session cannot begin yet, or an empty string."""
        if not self.persons:
            return _("At least one delegation needs people.")
        return ""

    @property
    def minutes(self) -> int:
        """About how long the session takes."""
        return minutes_of(self.turns, self.persons, self.caucus_every, self.plenary_every)

    @property
    def own_length(self) -> bool:
        """Whether the number of turns is neither that of the whole game nor that of the lesson."""
        return self.turns != self.turns_of_scenario

    @property
    def summary(self) -> str:
        """The length of the session in words: a lesson's own, while its setting is as its author made it."""
        if self.lesson and self.turns == self.turns_of_scenario:
            sentence = ngettext(
                "{turns} turn, made for {minutes} minutes", "{turns} turns, made for {minutes} minutes", self.turns
            )
            return sentence.format(turns=self.turns, minutes=self.lesson)
        sentence = ngettext(
            "{turns} turn, about {minutes} minutes", "{turns} turns, about {minutes} minutes", self.turns
        )
        return sentence.format(turns=self.turns, minutes=self.minutes)

    def seated(self, seat: str, occupant: Occupant) -> TablePlan:
        """Return the plan with another occupant on a seat."""
        return replace(self, occupants={**self.occupants, seat: occupant})

    def named(self, seat: str, people: str) -> TablePlan:
        """Return the plan with the names of those on a seat."""
        return replace(self, people={**self.people, seat: people})

    def all_people(self) -> TablePlan:
        """Return the plan with people on every seat."""
        return replace(self, occupants=dict.fromkeys(self.occupants, Occupant.PERSON))

    def one_person(self) -> TablePlan:
        """Return the plan with people on the first seat that has some, and computers elsewhere."""
        taken = [seat for seat, occupant in self.occupants.items() if occupant is Occupant.PERSON]
        first = taken[0] if taken else next(iter(self.occupants))
        occupants = dict.fromkeys(self.occupants, Occupant.COMPUTER)
        return replace(self, occupants={**occupants, first: Occupant.PERSON})

    def for_lesson(self, minutes: int) -> TablePlan:
        """Return the plan with the turns and seats of a lesson, or of the whole game (0)."""
        lesson = next((item for item in self.lessons if item.minutes == minutes), None)
        turns = (lesson.turns if lesson else None) or self.whole_turns
        taken = (lesson.seats if lesson else ()) or tuple(self.occupants)
        occupants = {
            seat: (Occupant.PERSON if occupant is Occupant.EMPTY else occupant) if seat in taken else Occupant.EMPTY
            for seat, occupant in self.occupants.items()
        }
        return replace(self, lesson=minutes, turns=turns, turns_of_scenario=turns, occupants=occupants)

    def command(self) -> StartSession:
        """Return the command that begins the session."""
        seats = tuple(
            SeatPlan(seat, occupant, people=self.people.get(seat, "").strip() if occupant is Occupant.PERSON else "")
            for seat, occupant in self.occupants.items()
        )
        caucus, plenary = self.meetings_of_scenario
        options = Options(
            desk_style=self.style,
            turns=None if self.turns == self.turns_of_scenario else self.turns,
            caucus_every=None if self.caucus_every == caucus else self.caucus_every,
            plenary_every=None if self.plenary_every == plenary else self.plenary_every,
        )
        return StartSession(self.seed, seats, options)


def first_plan(scenario: Scenario, seed: int) -> TablePlan:
    """Return the plan that a scenario begins with: people everywhere, the shortest lesson that is the whole game."""
    names = {item.id: item.name for item in scenario.jurisdictions}
    seats = []
    for item in scenario.delegations:
        answers = _(", ").join(names.get(name, name) for name in item.jurisdictions)
        means = ngettext("{funds} units a turn, {teams} team", "{funds} units a turn, {teams} teams", item.teams)
        means = means.format(funds=item.funds, teams=item.teams)
        known = all(names.get(name, name) in item.name for name in item.jurisdictions)
        sentence = means if known else _("{places} · {means}").format(places=answers, means=means)
        seats.append(SeatRow(item.id, item.name, sentence))
    occupants = {item.id: Occupant.PERSON for item in scenario.delegations}
    meetings = scenario.negotiation.caucus_every, scenario.negotiation.plenary_every
    return TablePlan(
        tuple(seats),
        scenario.rules.turns,
        scenario.rules.turns,
        seed,
        occupants,
        meetings_of_scenario=meetings,
        caucus_every=meetings[0],
        plenary_every=meetings[1],
        lessons=scenario.lessons,
        lesson=whole_lesson(scenario),
        whole_turns=scenario.rules.turns,
    )


def minutes_of(turns: int, persons: int, caucus_every: int = 0, plenary_every: int = 0) -> int:
    """Return about how many minutes a session takes, in steps of five; 0 stands for no such meeting."""
    each = BRIEFING_MINUTES + OUTCOME_MINUTES + DESK_MINUTES * persons
    meetings = CAUCUS_MINUTES * _held(turns, caucus_every) + PLENARY_MINUTES * _held(turns, plenary_every)
    return max(5, round((turns * each + meetings) / 5) * 5)


def _held(turns: int, every: int) -> int:
    """Return in how many turns something is held that is held in the first and then every so many."""
    return -(-turns // every) if every > 0 else 0


def seed_of(text: str) -> int | None:
    """Return the seed that was typed, or None if it is none."""
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None
