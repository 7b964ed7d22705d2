"""What the rules of negotiation are told by the session: plain values, and the names that sentences use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from game.model.negotiation import NegotiationRules
from game.session.desk import Target

REFEREE = "referee"  # as in the session's commands: who chairs, and enters what is agreed at the table


class Stage(StrEnum):
    """A stage of play as far as negotiation cares; the values are those of the session's phases."""

    SETUP = "setup"
    BRIEFING = "briefing"
    CAUCUS = "caucus"
    PLENARY = "plenary"
    DESKS = "desks"
    OUTCOME = "outcome"
    EPILOGUE = "epilogue"
    ENDED = "ended"


AT_THE_TABLE = frozenset({Stage.BRIEFING, Stage.CAUCUS, Stage.PLENARY})  # nobody has written orders yet
TALKING = AT_THE_TABLE | {Stage.DESKS}
PLAYING = TALKING | {Stage.OUTCOME}  # what comes out now still matters


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One delegation; ``funds``, ``free_funds``, ``free_teams`` and ``capital`` are None for who may not know them."""

    jurisdictions: tuple[str, ...]
    present: bool = True  # False: the seat is empty
    sealed: bool = False
    income: int = 0  # units of funds a turn; public
    funds_cap: int = 0  # most that it can hold; public
    base_teams: int = 0  # own teams, lent or not; public
    funds: int | None = None  # units at the start of the turn
    free_funds: int | None = None  # of these, what its orders leave
    free_teams: int | None = None  # teams at home that its orders leave
    capital: int | None = None  # political capital; None also where the scenario has none
    recovered: int = 0  # units of recovered assets that the last outcome brought it; 0 for who may not know
    harm: float = 1.0  # how much crime harms it, for sharing by harm; at least 0, in any unit


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What a measure on offer takes: funds, or teams, and whether it is a link to another delegation."""

    funds: bool = True
    teams: int = 0
    links: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Names for sentences; an id without one stands for itself."""

    delegations: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    instruments: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)  # jurisdictions, legs, habitats, corridors, markets, blocks

    def delegation(self, name: str) -> str:
        """Return the name of a delegation."""
        return self.delegations.get(name, name)

    def measure(self, name: str) -> str:
        """Return the name of a measure."""
        return self.measures.get(name, name)

    def instrument(self, name: str) -> str:
        """Return the name of an instrument."""
        return self.instruments.get(name, name)

    def project(self, name: str) -> str:
        """Return the name of a joint project."""
        return self.projects.get(name, name)

    def rule(self, name: str) -> str:
        """Return the name of a rule that a resolution can bring in."""
        return self.rules.get(name, name)

    def place(self, name: str) -> str:
        """Return the name of a place."""
        return self.places.get(name, name)

    def delegation_list(self, names: tuple[str, ...]) -> str:
        """Return the names of several delegations with commas."""
        return ", ".join(self.delegation(name) for name in names)

    def target(self, target: Target) -> str:
        """Return a target in words, from what is most particular in it."""
        return self.at(_ids(target))

    def at(self, ids: tuple[str, ...]) -> str:
        """Return the ids that name a target in words."""
        return ", ".join(self.places.get(name) or self.delegations.get(name) or name for name in ids)


def _ids(target: Target) -> tuple[str, ...]:
    if target.habitat or target.corridor or target.delegation:
        return (target.habitat or target.corridor or target.delegation,)
    return tuple(part for part in (target.leg, target.jurisdiction, target.market, target.block) if part)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that decides about negotiation beside its own state."""

    turn: int
    turns: int
    stage: Stage
    seats: Mapping[str, SeatFacts]  # in the scenario's order
    rules: NegotiationRules = field(default_factory=NegotiationRules)
    names: Names = field(default_factory=Names)
    measures: Mapping[str, MeasureFacts] = field(default_factory=dict)
    targets: Mapping[str, Mapping[str, tuple[Target, ...]]] = field(default_factory=dict)  # delegation -> measure
    instruments: Mapping[str, int] = field(default_factory=dict)  # -> political capital to join
    projects: Mapping[str, int] = field(default_factory=dict)  # open ones -> most that one delegation can pay in now
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # instrument -> jurisdictions
    lot: int = 0  # drawn by the session for this command; says where a roll call starts

    @property
    def present(self) -> tuple[str, ...]:
        """Delegations whose seat is not empty, in the scenario's order."""
        return tuple(seat for seat, facts in self.seats.items() if facts.present)

    @property
    def turns_left(self) -> int:
        """Turns that are still to be played, the present one included."""
        return max(0, self.turns - self.turn + 1)

    def is_present(self, seat: str) -> bool:
        """Tell whether ``seat`` is a delegation whose seat is not empty."""
        return seat in self.seats and self.seats[seat].present

    def is_member(self, seat: str, instrument: str) -> bool:
        """Tell whether every jurisdiction of ``seat`` is a party to ``instrument``."""
        parties = self.members.get(instrument, ())
        return all(place in parties for place in self.seats[seat].jurisdictions)

    def find_target(self, measure: str, at: tuple[str, ...], seat: str | None = None) -> tuple[str, Target] | None:
        """Return who (``seat``, or anybody) can point ``measure`` at what the ids ``at`` name, and the target."""
        for name in (seat,) if seat is not None else tuple(self.seats):
            for target in self.targets.get(name, {}).get(measure, ()):
                if target.has(at):
                    return name, target
        return None
