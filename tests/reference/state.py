"""What the reference keeps from turn to turn, what it is given, and what it hands out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from game.model.measures import MeasureId
from game.model.taxonomy import BlockId
from tests.reference.network import Group, Network, Place
from tests.reference.numbers import clip, lost

Amounts = Mapping[tuple[str, ...], float]  # (id of the offer, target...) -> amount
Modifiers = Mapping[tuple[str, ...], float]  # (kind, target...) -> amount; what is absent is nothing
Shocks = Mapping[tuple[str, ...], float]  # (stream, item, item or "") -> standard normal number

# Section 6: what a modifier is clipped to before use, on both sides of zero.
MODIFIER_RANGES = {
    "supply": 50.0,
    "demand": 50.0,
    "effort": 10.0,
    "placement": 10.0,
    "leg_cost": 20.0,
    "link": 10.0,
    "dispersal": 1.0,
    "return": 1.0,
    "corruption": 1.0,
    "block": 10.0,
    "population": 5.0,
    "poaching": 5.0,
    "organisations": 5.0,
}


@dataclass
class World:
    """The state; blocks by jurisdiction, shares by group in the order of its itineraries."""

    corruption: dict[str, float] = field(default_factory=dict)
    blocks: dict[str, dict[BlockId, float]] = field(default_factory=dict)
    organisations: dict[Group, float] = field(default_factory=dict)
    waiting: dict[Group, float] = field(default_factory=dict)
    shares: dict[Group, list[float]] = field(default_factory=dict)
    price: dict[Place, float] = field(default_factory=dict)
    prevention: dict[Group, float] = field(default_factory=dict)
    demand: dict[Place, float] = field(default_factory=dict)
    pathways: dict[Place, float] = field(default_factory=dict)
    population: dict[str, float] = field(default_factory=dict)
    poaching: dict[str, float] = field(default_factory=dict)
    quality: dict[str, float] = field(default_factory=dict)
    persons: dict[Place, float] = field(default_factory=dict)
    held: dict[str, float] = field(default_factory=dict)  # frozen assets
    activity: dict[tuple[str, str], float] = field(default_factory=dict)  # (market or money, jurisdiction)


@dataclass
class Flows:
    """Quantities of one turn."""

    entered: list[float] = field(default_factory=list)  # by passage
    seized: list[float] = field(default_factory=list)
    arrests: list[float] = field(default_factory=list)
    hazard: list[float] = field(default_factory=list)
    supply: dict[str, float] = field(default_factory=dict)  # by market
    arrived: dict[str, float] = field(default_factory=dict)
    regular: dict[Place, float] = field(default_factory=dict)
    danger: dict[str, float] = field(default_factory=dict)
    launched: dict[Group, float] = field(default_factory=dict)
    arrivals: dict[Place, float] = field(default_factory=dict)
    poached: dict[str, float] = field(default_factory=dict)
    dead: dict[str, float] = field(default_factory=dict)
    pike: dict[str, float] = field(default_factory=dict)
    dispersed: dict[str, float] = field(default_factory=dict)  # by corridor, from its first habitat to its second
    proceeds: dict[str, float] = field(default_factory=dict)  # by jurisdiction
    placed: dict[str, float] = field(default_factory=dict)
    frozen: dict[str, float] = field(default_factory=dict)
    integrated: dict[str, float] = field(default_factory=dict)
    recovered: dict[str, float] = field(default_factory=dict)
    kept: dict[str, float] = field(default_factory=dict)
    received: dict[str, float] = field(default_factory=dict)
    fee: dict[str, float] = field(default_factory=dict)
    identified: dict[Place, float] = field(default_factory=dict)
    recorded: dict[Place, float] = field(default_factory=dict)


@dataclass
class Start:
    """What is solved once: the figures with a small zero on the page."""

    world: World
    flows: Flows
    hazard: list[float] = field(default_factory=list)
    group_risk: dict[Group, float] = field(default_factory=dict)
    poaching_rate: dict[str, float] = field(default_factory=dict)
    growth: dict[str, float] = field(default_factory=dict)  # unexplained
    base: dict[Group, float] = field(default_factory=dict)
    margin: dict[Group, float] = field(default_factory=dict)
    clean: dict[str, float] = field(default_factory=dict)  # by market
    capacity: dict[str, float] = field(default_factory=dict)  # kappa
    activity: dict[tuple[str, str], float] = field(default_factory=dict)
    identification: dict[Place, float] = field(default_factory=dict)
    leaving: dict[Place, float] = field(default_factory=dict)
    composition: dict[tuple[str, str], float] = field(default_factory=dict)  # (holder, source)
    danger: dict[str, float] = field(default_factory=dict)  # not divided by anything


@dataclass
class Doses:
    """The effects of measures: section 1 of the page."""

    network: Network
    amounts: Amounts

    def amount(self, offer: str, *target: str) -> float:
        """Give what is spent on a target, in range."""
        return clip(self.amounts.get((offer, *target), 0.0), 0.0, 1e9)

    def effect(self, rule: MeasureId, *target: str) -> float:
        """Add the effects of all measures of one kind on one target."""
        total = 0.0
        for offer, maximum, half in self.network.offers[rule]:
            x = self.amount(offer, *target) / half
            total += maximum * x / (1.0 + x)
        return total

    def together(self, rule: MeasureId, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """Add the effects of the smaller of two amounts, to at most 0.95."""
        total = 0.0
        for offer, maximum, half in self.network.offers[rule]:
            x = min(self.amount(offer, *one), self.amount(offer, *other)) / half
            total += maximum * x / (1.0 + x)
        return min(0.95, total)

    def investigation(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """Give the intensity of the joint investigations on a passage."""
        total = 0.0
        for offer, _maximum, half in self.network.offers[MeasureId.JOINT_INVESTIGATION]:
            x = min(self.amount(offer, *one), self.amount(offer, *other)) / half
            total += x / (1.0 + x)
        return min(1.0, total)


@dataclass
class Turn:
    """What one turn works with; the parts of a turn fill it in the page's order."""

    network: Network
    world: World  # as it becomes
    doses: Doses
    modifiers: Modifiers
    shocks: Shocks
    flows: Flows = field(default_factory=Flows)
    capacity: dict[str, float] = field(default_factory=dict)
    money_capacity: dict[str, float] = field(default_factory=dict)
    placement: dict[str, float] = field(default_factory=dict)  # effort
    link: list[float] = field(default_factory=list)
    hazard: list[float] = field(default_factory=list)
    investigation: list[float] = field(default_factory=list)
    risk: list[float] = field(default_factory=list)
    quantity: dict[Group, float] = field(default_factory=dict)
    launched: dict[Group, list[float]] = field(default_factory=dict)
    arrived: dict[Group, list[float]] = field(default_factory=dict)
    proceeds: dict[tuple[str, str], float] = field(default_factory=dict)  # (market, jurisdiction)
    clean: dict[str, float] = field(default_factory=dict)  # by jurisdiction
    clean_market: dict[str, float] = field(default_factory=dict)
    recovery: dict[str, float] = field(default_factory=dict)  # rate
    frozen_source: dict[tuple[str, str], float] = field(default_factory=dict)  # (holder, source)

    def modifier(self, kind: str, *target: str) -> float:
        """Give a modifier in the range of its kind, zero where there is none."""
        most = MODIFIER_RANGES[kind]
        return clip(self.modifiers.get((kind, *target), 0.0), -most, most)

    def shock(self, stream: str, item: str, second: str = "") -> float:
        """Give a shock, zero where there is none."""
        return clip(self.shocks.get((stream, item, second), 0.0), -4.0, 4.0)

    def survival(self, passages: tuple[int, ...]) -> float:
        """Give the share that passes everything."""
        product = 1.0
        for number in passages:
            product *= self.passing(number)
        return product

    def passing(self, number: int) -> float:
        """Give the share that one passage lets through."""
        return math.exp(-self.hazard[number])

    def stopping(self, number: int) -> float:
        """Give the share that one passage stops."""
        return lost(self.hazard[number])
