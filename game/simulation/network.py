"""A scenario compiled to arrays: what the kernels read and never change.

Axes: jurisdiction j, market m (money last), passage (legs, then channels), group g = (market, origin), destination D =
(market, jurisdiction), itinerary p, habitat h, corridor, block k. Columns [n, 1] broadcast over the run axis.
Equations are those of ``docs/model.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import DTypeLike

from game.model.parameters import Parameters
from game.simulation.arrays import Floats, Indices, cast
from game.simulation.constants import Constants, Places, build_constants
from game.simulation.modifiers import ModifierMap
from game.simulation.segments import SegmentSum
from game.simulation.slots import SlotMap

Inverse = tuple[Floats, Floats]  # see arrays.inverse


@dataclass(frozen=True, slots=True)
class RouteLabel:
    """What one itinerary is: market id ("money" for money), origin, destination, ids of its passages."""

    market: str
    origin: str
    destination: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Routes:
    """Itineraries of goods and persons, or of money, longest first; ``legs[k]`` [n_k] is passage k of the first n_k.

    ``group`` and ``destination`` [itinerary]; ``share`` [itinerary, 1] at the start; ``passages`` says which of all
    passages the local numbers in ``legs`` count from.
    """

    name: str
    labels: tuple[RouteLabel, ...]
    passages: slice
    group: Indices
    destination: Indices
    legs: tuple[Indices, ...]
    share: Floats
    group_sum: SegmentSum
    destination_sum: SegmentSum
    row_sum: SegmentSum

    @property
    def count(self) -> int:
        """Number of itineraries."""
        return len(self.labels)

    @property
    def rows(self) -> int:
        """Number of pairs (itinerary, passage)."""
        return sum(len(numbers) for numbers in self.legs)


@dataclass(frozen=True, slots=True, eq=False)
class MarketBlock:
    """Itineraries of one market, and who earns how much of their revenue.

    ``origin_transit`` and ``destination`` [jurisdiction, itinerary of the market]; for persons the second one is paid
    by those exploited and not by those arriving.
    """

    itineraries: Indices
    origin_transit: Floats
    destination: Floats
    everybody: Floats  # their sum
    persons: bool


@dataclass(frozen=True, slots=True, eq=False)
class Wildlife:
    """Habitats and corridors; columns [habitat, 1] and [corridor, 1]."""

    jurisdiction: Indices
    group: Indices  # 0 where there is none
    grouped: Floats  # 1 where there is a group
    population: Floats
    capacity: Floats
    ceiling: Floats
    growth: Floats
    residual: Floats
    taking: Floats  # h₀ [1/year]
    dead: Floats  # share dying naturally in a turn
    harvest: Floats  # [group, habitat], product where the habitat feeds the group
    fed: Floats  # [group, 1], 1 for groups fed by habitats
    population_inverse: Inverse
    corridor_ends: tuple[Indices, Indices]
    corridor_mean: Floats  # [habitat, corridor]
    quality: Floats
    quality_mean: Floats  # [habitat, 1] at the start
    dispersal: Floats
    moved: Floats  # ½ min(P₀) / max(n), 0 where nothing can move
    start_inverse: Floats  # [habitat, 1] 1/P₀, 0 where P₀ is 0
    incidence: Floats  # [habitat, corridor]: −1 at the first end, +1 at the second


@dataclass(frozen=True, slots=True, eq=False)
class Persons:
    """Destinations of trafficking in persons; columns [place, 1]."""

    destination: Indices
    jurisdiction: Indices
    exploited: Floats
    exploited_inverse: Inverse
    arrivals: Floats
    identification: Floats
    leaving: Floats
    support: Floats  # cap₀


@dataclass(frozen=True, slots=True, eq=False)
class Smuggling:
    """Smuggling of migrants: its groups, destinations and itineraries."""

    market: int  # −1 without such a market
    groups: Indices
    destinations: Indices
    itineraries: Indices
    itinerary_destination: Indices  # position in ``destinations``
    pathway_rows: Indices  # target of regular_pathways for each of ``destinations``
    regular: Floats  # [destination of it, itinerary of it], one-hot
    waiting: Floats  # W₀ [group of it, 1]
    cost: Floats  # Σ base cost [itinerary of it, 1]
    danger_weight: float  # λ of the market
    danger: float  # mean generalised cost at the start


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """What ratios are taken to: the solved start."""

    capacity: Floats  # κ₀ [jurisdiction, 1]
    passage_risk: Floats  # [passage, 1]
    goods_risk: Floats  # [itinerary, 1]
    money_risk: Floats
    group_risk: Floats
    base: Floats  # [group, 1] units/year
    arrivals: Inverse
    margin: Inverse
    integrated: Inverse
    activity: Inverse  # [(market + money) · jurisdiction, 1]
    active: Floats  # [market + money, jurisdiction, 1], 1 where activity₀ is not 0
    frozen_held: Floats
    composition: Floats  # Φ [holder, source]


@dataclass(frozen=True, slots=True, eq=False)
class Cited:
    """What the scenario cites for the indices, and the logit at the start."""

    criminality: Floats  # [jurisdiction, 1]
    market: Floats  # [market + money, jurisdiction, 1]
    logit: Floats
    corruption: Floats
    resilience: Floats  # [block, jurisdiction, 1]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Everything compiled from one scenario and one set of parameters."""

    scenario: str
    turn_years: float
    drift: float
    epilogue_turns: int
    jurisdictions: tuple[str, ...]
    markets: tuple[str, ...]  # the scenario's, then "money"
    passages: tuple[str, ...]
    habitats: tuple[str, ...]
    corridors: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    destinations: tuple[tuple[str, str], ...]
    leg_count: int
    passage_origin: Indices
    passage_destination: Indices
    passage_market: Indices
    pair_there: Indices  # liaison row of o→d [passage]
    pair_back: Indices
    start_link: Floats  # L₀ [passage, 1]
    group_jurisdiction: Indices
    group_market: Indices
    destination_jurisdiction: Indices
    destination_market: Indices
    unit_value: Floats  # [market, 1] USD million/unit
    passage_value: Floats  # [passage, 1] USD million per unit, 1 for channels
    group_totals: Floats  # [market, group], one-hot
    leg_totals: Floats  # [market, leg]
    destination_totals: Floats  # [market, destination]
    goods: Routes
    money: Routes
    money_places: Floats  # [jurisdiction, channel], one-hot: who holds what is frozen on a channel
    channel_out: Floats  # [jurisdiction, channel], one-hot: where a channel starts
    channel_mean: Floats  # [jurisdiction, channel], mean over the channels that touch a jurisdiction
    blocks: tuple[MarketBlock, ...]
    activity_sum: SegmentSum
    wildlife: Wildlife
    persons: Persons
    smuggling: Smuggling
    reference: Reference
    cited: Cited
    parameters: Parameters
    places: Places
    constants: Constants
    slots: SlotMap
    modifiers: ModifierMap
    jurisdiction_index: Mapping[str, int]
    market_index: Mapping[str, int]
    leg_index: Mapping[str, int]
    habitat_index: Mapping[str, int]
    corridor_index: Mapping[str, int]
    block_index: Mapping[str, int]
    _casts: dict[np.dtype[np.generic], "Network"] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> tuple[int, int, int]:
        """Jurisdictions, markets without money, passages."""
        return len(self.jurisdictions), len(self.markets) - 1, len(self.passages)

    def constants_with(self, factors: Mapping[str, Floats]) -> Constants:
        """Return the constants with drawn parameters multiplied by ``factors`` [run]."""
        constants = build_constants(self.parameters, self.places, factors)
        return cast(constants, self.cited.market.dtype)

    def astype(self, dtype: DTypeLike) -> "Network":
        """Return the same network with float arrays of ``dtype`` (kept, so that it is cast once)."""
        wanted = np.dtype(dtype)
        if self.cited.market.dtype == wanted:
            return self
        if wanted not in self._casts:
            parts = ("goods", "money", "wildlife", "persons", "smuggling", "reference", "cited", "constants")
            changed = {name: cast(getattr(self, name), wanted) for name in parts}
            changed["blocks"] = tuple(cast(block, wanted) for block in self.blocks)
            values = {item.name: getattr(self, item.name) for item in fields(self)}
            plain = {name: value for name, value in values.items() if isinstance(value, np.ndarray)}
            changed |= {name: value.astype(wanted) for name, value in plain.items() if value.dtype.kind == "f"}
            self._casts[wanted] = replace(self, **changed, _casts={})
        return self._casts[wanted]
