"""What is written at a desk: orders with their targets, contributions, gifts, joining and leaving."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Phase(StrEnum):
    """A stage of play; caucus and plenary come between briefing and desks where the turn has them."""

    SETUP = "setup"
    BRIEFING = "briefing"
    CAUCUS = "caucus"
    PLENARY = "plenary"
    DESKS = "desks"
    OUTCOME = "outcome"
    EPILOGUE = "epilogue"
    ENDED = "ended"


class Occupant(StrEnum):
    """Who moves a seat; an empty seat is absent and repeats the orders that its dossier proposes."""

    PERSON = "person"
    COMPUTER = "computer"
    EMPTY = "empty"


class DeskStyle(StrEnum):
    """How orders are written: one delegation at a time behind a curtain, or all on one screen."""

    PRIVATE = "private"
    OPEN = "open"


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What an order is pointed at; which fields are set depends on the measure's target kind.

    ``jurisdiction`` is the own end of a leg or channel, the own place of a measure at home, or the place that
    gets technical assistance. Unset fields are empty, so that targets sort and compare.
    """

    jurisdiction: str = ""
    leg: str = ""  # leg or channel
    market: str = ""
    habitat: str = ""
    corridor: str = ""
    block: str = ""
    delegation: str = ""

    def has(self, ids: Collection[str]) -> bool:
        """Tell whether every one of ``ids`` is part of this target."""
        own = (self.jurisdiction, self.leg, self.market, self.habitat, self.corridor, self.block, self.delegation)
        return set(ids) <= set(own)

    def __str__(self) -> str:
        parts = (self.leg, self.habitat, self.corridor, self.delegation, self.jurisdiction, self.market, self.block)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Order:
    """One measure at one target; ``amount`` in units of funds, or 1 for a posted team."""

    measure: str  # id of the scenario's measure offer
    target: Target
    amount: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything one delegation orders in one turn, in a canonical order."""

    orders: tuple[Order, ...] = ()
    contributions: Mapping[str, int] = field(default_factory=dict)  # project -> units
    gifts: Mapping[str, int] = field(default_factory=dict)  # delegation -> units
    joins: tuple[str, ...] = ()  # instruments
    leaves: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is ordered."""
        return self == Draft()

    def amount(self, measure: str, target: Target) -> int:
        """Return what is ordered for ``measure`` at ``target`` (0 if nothing)."""
        return next((o.amount for o in self.orders if o.measure == measure and o.target == target), 0)

    def with_order(self, measure: str, target: Target, amount: int) -> "Draft":
        """Return the draft with this amount instead of what stood there; 0 takes the order away."""
        rest = [o for o in self.orders if (o.measure, o.target) != (measure, target)]
        if amount:
            rest.append(Order(measure, target, amount))
        return replace(self, orders=tuple(sorted(rest, key=lambda o: (o.measure, o.target))))

    def with_contribution(self, project: str, amount: int) -> "Draft":
        """Return the draft with this contribution to ``project``."""
        return replace(self, contributions=_with_amount(self.contributions, project, amount))

    def with_gift(self, delegation: str, amount: int) -> "Draft":
        """Return the draft with this gift to ``delegation``."""
        return replace(self, gifts=_with_amount(self.gifts, delegation, amount))

    def with_instrument(self, instrument: str, *, joins: bool, leaves: bool) -> "Draft":
        """Return the draft that joins, leaves, or does nothing about ``instrument``."""
        return replace(
            self,
            joins=_with_name(self.joins, instrument, present=joins),
            leaves=_with_name(self.leaves, instrument, present=leaves),
        )


def _with_amount(amounts: Mapping[str, int], name: str, amount: int) -> Mapping[str, int]:
    rest = {key: value for key, value in amounts.items() if key != name}
    if amount:
        rest[name] = amount
    return dict(sorted(rest.items()))


def _with_name(names: tuple[str, ...], name: str, *, present: bool) -> tuple[str, ...]:
    return tuple(sorted({*names, name} if present else set(names) - {name}))
