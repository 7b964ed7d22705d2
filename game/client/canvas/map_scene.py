"""What a map shows, as frozen values; no pixels, no pygame.

A scene holds a state *before* and a state *after*. A still map draws the state after (``progress`` 1);
the outcome plays from one to the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

Place = tuple[float, float]


class Carries(StrEnum):
    """What moves along a leg. Persons are never drawn moving."""

    GOODS = "goods"
    MONEY = "money"
    PERSONS = "persons"


class PinKind(StrEnum):
    """Why a place is marked."""

    EVENT = "event"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class JurisdictionMark:
    """A jurisdiction of the scenario; ``before`` and ``after`` are values of the shown index, or None.

    ``short`` are shorter names for where there is little room, the most readable first; without any the id is one.
    ``own`` marks those that the delegation at the desk answers for, ``selected`` the one being looked at (hatched).
    """

    id: str
    name: str
    before: float | None = None
    after: float | None = None
    own: bool = False
    selected: bool = False
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegMark:
    """A leg or channel; ``before`` and ``after`` are flows in the unit of its market.

    ``mode`` is land, sea, air or online; ``label`` is what the leg is called; ``change`` a short text shown at its
    middle.
    """

    id: str
    origin: str
    destination: str
    market: str
    carries: Carries
    mode: str
    before: float
    after: float
    label: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class HabitatMark:
    """A wildlife population; without ``place`` (longitude, latitude) one is found inside the jurisdiction."""

    id: str
    jurisdiction: str
    name: str
    before: float
    after: float
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class DisplacementMark:
    """Flow that left one leg and turned up on another; ``text`` says how much with its unit, or of persons where to."""

    from_leg: str
    to_leg: str
    text: str


@dataclass(frozen=True, slots=True)
class PinMark:
    """An event or a joint project at a jurisdiction; ``share`` in [0, 1] is how much of a project is pledged."""

    id: str
    jurisdiction: str
    kind: PinKind
    text: str
    share: float | None = None


def plain_number(value: float) -> str:
    """Write a value with one decimal."""
    return f"{value:.1f}"


def whole_number(value: float) -> str:
    """Write a value without decimals, with thousands set apart by a thin space."""
    return f"{value:,.0f}".replace(",", "\u202f")


@dataclass(frozen=True)
class MapScene:
    """Everything on one map.

    ``low`` and ``high`` are the ends of the ramp, in the unit of the shown index. ``markets`` gives the id and the name
    of each market in the legend's order, which is also the order of colours. ``value_text`` and ``population_text``
    write numbers.
    """

    jurisdictions: tuple[JurisdictionMark, ...] = ()
    legs: tuple[LegMark, ...] = ()
    habitats: tuple[HabitatMark, ...] = ()
    displacements: tuple[DisplacementMark, ...] = ()
    pins: tuple[PinMark, ...] = ()
    markets: tuple[tuple[str, str], ...] = ()
    low: float = 1.0
    high: float = 10.0
    index_name: str = ""
    value_text: Callable[[float], str] = field(default=plain_number)
    population_text: Callable[[float], str] = field(default=whole_number)

    def share(self, value: float) -> float:
        """Place of a value on the ramp, in [0, 1]."""
        if self.high <= self.low:
            return 0.0
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def market_row(self, market: str) -> int:
        """Which colour a market has; markets that are not listed share the last one."""
        ids = [name for name, _text in self.markets]
        return ids.index(market) if market in ids else len(ids)

    def largest_flow(self, market: str) -> float:
        """Largest flow of a market before or after, so that widths can be compared along it; 0 if it has none."""
        return max((max(leg.before, leg.after) for leg in self.legs if leg.market == market), default=0.0)


def glide(before: float, after: float, progress: float) -> float:
    """Value between ``before`` and ``after``, starting and ending gently."""
    eased = progress * progress * (3 - 2 * progress)
    return before + (after - before) * eased


def span(progress: float, start: float, end: float) -> float:
    """Share of the stretch from ``start`` to ``end`` that is over at ``progress``, in [0, 1]."""
    return min(1.0, max(0.0, (progress - start) / (end - start)))


@dataclass(frozen=True, slots=True)
class Stage:
    """How far each part of the played turn is, in [0, 1]; the parts follow one another so that the eye can."""

    pins: float
    flows: float
    displacement: float
    values: float

    @property
    def still(self) -> bool:
        """Whether nothing is left to play."""
        return min(self.pins, self.flows, self.displacement, self.values) >= 1


VALUES_FROM = 0.65
"""Progress of a played turn from which the values move."""


def stage(progress: float) -> Stage:
    """Parts of the played turn at ``progress`` in [0, 1]: events, then flows, where they went, then what it did."""
    return Stage(
        span(progress, 0.0, 0.15),
        span(progress, 0.12, 0.5),
        span(progress, 0.42, 0.72),
        span(progress, VALUES_FROM, 0.95),
    )
