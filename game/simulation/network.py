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
    """Itineraries of one or a few markets, longest first: small enough for their arrays to stay in the cache.

    ``legs[k]`` [n_k] is passage k of the first n_k itineraries, numbered among all legs, or all channels.
    ``itineraries``, ``groups``, ``destinations`` and ``markets`` say which of all they are; ``group``,
    ``destination`` and ``market`` [itinerary] count from there.
    """

    key: tuple[str, int]  # "goods" or "money", and the number of the block
    count: int  # itineraries
    rows: int  # pairs (itinerary, passage)
    itineraries: slice
    groups: slice
    destinations: slice
    markets: slice
    group: Indices
    destination: Indices
    market: Indices
    group_market: Indices  # [group of the block]
    legs: tuple[Indices, ...]
    passages: Indices  # those that are used; the rows of ``row_sum`` and the columns of ``incidence``
    incidence: Floats  # [itinerary, used passage], 1 where it is used
    row_sum: SegmentSum
    share: Floats  # [itinerary, 1] at the start
    by_group: Floats  # [group, itinerary], one-hot
    by_destination: Floats  # [destination, itinerary]
    earners: Indices  # who earns anything: market of the block · jurisdictions + jurisdiction
    upstream: Floats  # [earner, itinerary]: who earns what of revenue, without the destination
    downstream: Floats  # the destination's part
    everybody: Floats  # their sum
    persons: bool  # whether persons exploited, and not arrivals, earn the destination's part

    @property
    def single(self) -> bool:
        """Whether all are of one market."""
        return bool(self.markets.stop - self.markets.start <= 1)


@dataclass(frozen=True, slots=True, eq=False)
class RouteSet:
    """All itineraries of goods and persons, or of money; ``labels`` in the order of the arrays."""

    labels: tuple[RouteLabel, ...]
    blocks: tuple[Routes, ...]

    @property
    def count(self) -> int:
        """Number of itineraries."""
        return len(self.labels)

    @property
    def share(self) -> Floats:
        """Shares at the start [itinerary, 1]."""
        return np.concatenate([np.zeros((0, 1)), *(block.share for block in self.blocks)])

    @property
    def group(self) -> Indices:
        """Group of each itinerary."""
        none = np.zeros(0, dtype=np.intp)
        return np.concatenate([none, *(block.group + block.groups.start for block in self.blocks)])


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
    itineraries: Indices  # among all of goods
    pathway_rows: Indices  # target of regular_pathways for each of ``destinations``
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
    clean: Floats  # σ₀ [market, 1], at least 1e-9
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
    goods: RouteSet
    money: RouteSet
    money_places: Floats  # [jurisdiction, channel], one-hot: who holds what is frozen on a channel
    channel_out: Floats  # [jurisdiction, channel], one-hot: where a channel starts
    channel_mean: Floats  # [jurisdiction, channel], mean over the channels that touch a jurisdiction
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
    kept: dict[object, object] = field(default_factory=dict, repr=False, init=False)  # what follows from the rest

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
            values = {item.name: getattr(self, item.name) for item in fields(self) if item.init}
            plain = {name: value for name, value in values.items() if isinstance(value, np.ndarray)}
            changed |= {name: value.astype(wanted) for name, value in plain.items() if value.dtype.kind == "f"}
            self._casts[wanted] = replace(self, **changed, _casts={})
        return self._casts[wanted]
