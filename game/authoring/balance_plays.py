"""Plays for the balance report: who plays how, and what is read at the end of each.

All are played by the rules of the live game, to the end of the epilogue. In most, every delegation follows a fixed
way of playing; in some computers bargain.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from game.model.expression import evaluate
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import Occupant
from game.session.plans import Plan
from game.session.play import Table
from game.session.quantities import lookup, quantity_key
from game.session.refusal import Refusal
from game.session.room import harm
from game.session.rulebook import Rulebook
from game.session.state import State

Aim = tuple[str, str, str]  # delegation, mandate, objective


class Kind(StrEnum):
    """How a game is played; ``subject`` of a play names the delegation or measure that it is about."""

    SEARCH = "search"  # the best cooperative plan that the computer finds
    IDLE = "idle"  # nobody acts
    ALONE = "alone"  # everybody spends at home
    PLAN = "plan"  # all follow the best plan found
    PLAIN = "plain"  # all cooperate without much thought
    HOME = "home"  # one spends at home while the others follow the plan
    KEEPS = "keeps"  # one orders nothing and keeps its funds while the others follow the plan
    STOPS = "stops"  # one follows the plan as the others do, and keeps its funds in the last third of the turns
    JOINS = "joins"  # one follows the plan while the others spend at home
    LINKS = "links"  # every team is posted, nothing is paid
    LINKED = "linked"  # everybody spends at home, and every team is posted
    ONLY = "only"  # all funds go into one measure
    WITHOUT = "without"  # the plan without one measure
    FIRST = "first"  # in turn 1 all funds go into one measure, and then nothing is done
    EARLY = "early"  # the plan in the first two thirds of the turns
    MIXED = "mixed"  # computers with temperaments
    BREAKS = "breaks"  # the same, and one of them signs like before and keeps no pledge
    NOBODY = "nobody"  # the same, and none of them keeps any


BARGAINING = frozenset({Kind.MIXED, Kind.BREAKS, Kind.NOBODY})  # games of computers


@dataclass(frozen=True, slots=True)
class Play:
    """One game to be played; ``minutes`` 0: with the rules of the file, else with those of that lesson."""

    kind: Kind
    seed: int
    subject: str = ""
    minutes: int = 0
    plan: Plan | None = None
    seats: Mapping[str, str] = field(default_factory=dict)  # games of computers: delegation -> temperament

    @property
    def name(self) -> str:
        """Name it in JSON."""
        return f"{self.kind} {self.subject}".strip()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a play, read at the end of the epilogue unless it says otherwise.

    ``harm`` as the room counts it, ``own`` the same for each delegation's jurisdictions; ``indices`` by name;
    ``after_play``: the indices after the last turn; ``aims``: the value of every objective of every variant.
    """

    play: Play
    harm: float
    own: Mapping[str, float]
    start: Mapping[str, float]
    indices: Mapping[str, float]
    after_play: Mapping[str, float]
    aims: Mapping[Aim, float]
    drawn: Mapping[str, str]  # the variant that the seed gave each delegation
    plan: Plan | None = None  # searches: what was found
    tried: int = 0
    at_start: Mapping[Aim, float] = field(default_factory=dict)  # the values of the objectives at the start
    saved: Mapping[str, int] = field(
        default_factory=dict
    )  # games of computers: units that each pledged and did not pay
    later: Mapping[str, int] = field(default_factory=dict)  # agreements of each that began in the second half
    trusted: Mapping[str, float] = field(default_factory=dict)  # the mean trust of the others in each, in the end
    agreed: int = 0  # agreements that came into force
    resolutions: int = 0  # that were adopted


def open_table(book: Rulebook, seed: int, seats: tuple[str, ...] = ()) -> State:
    """Return a session at its first briefing; ``seats`` are taken, all if there are none.

    Raises
    ------
    ValueError
        If the rules refuse the start.
    """
    taken = set(seats) or set(book.delegations)
    plans = tuple(
        SeatPlan(seat, Occupant.PERSON if seat in taken else Occupant.EMPTY, people="") for seat in book.delegations
    )
    table = Table(book)
    decision = table.submit(StartSession(seed, plans, Options(prefill=False, receipts=False)))
    if isinstance(decision, Refusal):
        raise ValueError(decision.sentence)  # noqa: TRY004 - what was asked for, not a wrong type
    return table.state


def outcome_of(play: Play, state: State, book: Rulebook) -> Outcome:
    """Return what is read of a state at the end of its epilogue."""
    quantities = state.truth.quantities
    turns = state.public.turns
    return Outcome(
        play=play,
        harm=harm(book, state.truth),
        own={seat: own_harm(book, seat, quantities[-1], quantities[0]) for seat in book.delegations},
        start=_published(quantities[0]),
        indices=_published(quantities[-1]),
        after_play=_published(quantities[turns]),
        aims=_aims(state, book, len(quantities) - 1),
        at_start=_aims(state, book, 0),
        drawn={seat: own.mandate for seat, own in state.seats.items()},
    )


def own_harm(book: Rulebook, seat: str, now: Mapping[str, float], start: Mapping[str, float]) -> float:
    """Return the harm in a delegation's jurisdictions: as for the room, the means over its own places and herds."""
    places = book.delegations[seat].jurisdictions
    points = sum(
        now[quantity_key("criminality", place)] + 10.0 - now[quantity_key("resilience", place)] for place in places
    )
    herds = [item.id for item in book.scenario.habitats if item.jurisdiction in places]
    names = [quantity_key("population", name) for name in herds]
    lost = [1.0 - now[name] / start[name] for name in names if start[name] > 0]
    return points / max(1, len(places)) + (10.0 * sum(lost) / len(lost) if lost else 0.0)


def _published(quantities: Mapping[str, float]) -> dict[str, float]:
    """Return the indices of jurisdictions and of the world, not those of single markets or blocks."""
    wanted = ("world_criminality", "world_resilience", "criminality", "resilience")
    return {name: value for name, value in quantities.items() if name.partition("(")[0] in wanted and "," not in name}


def _aims(state: State, book: Rulebook, turn: int) -> dict[Aim, float]:
    quantities = state.truth.quantities
    table = state.negotiation.public if turn else None
    now = lookup(book.scenario, state.public, turn, quantities[turn].get, table)
    start = lookup(book.scenario, state.public, 0, quantities[0].get)
    return {
        (delegation.id, mandate.id, aim.id): float(evaluate(aim.quantity, now, start))
        for delegation in book.scenario.delegations
        for mandate in delegation.mandates
        for aim in mandate.objectives
    }
