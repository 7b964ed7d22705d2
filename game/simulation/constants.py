"""Parameters spread over the entities they act on, point values or one draw per run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.model.measures import MeasureId
from game.model.parameters import Parameters
from game.simulation.arrays import Floats, Indices, column, learn


@dataclass(frozen=True, slots=True, eq=False)
class Constants:
    """Arrays that the kernels read; the last axis is 1 for point values, else run.

    ``of`` holds every parameter without a place [1 or run]; the others are spread over passages, groups,
    destinations, markets or itineraries.
    """

    of: Mapping[str, Floats]
    maximum: Mapping[MeasureId, Floats]  # factor on the maximum of a measure, 1 without a draw
    interdiction: Floats  # K [passage, 1]
    cost_weight: Floats  # θ [passage, ·]
    risk_weight: Floats  # θ λ [market, ·]
    money_risk_weight: Floats  # [1, ·]
    route_learn: Floats  # [market, ·]
    money_route_learn: Floats  # [1, ·]
    price_power: Floats  # [destination, ·]
    price_learn: Floats
    growth: Floats  # [group, ·]
    pressure: Floats  # a·k [group, ·]
    local: Floats
    noise: Floats
    leverage: Floats  # [market, ·]
    kept: dict[object, object] = field(default_factory=dict, repr=False, init=False)  # what follows from the rest

    @property
    def runs(self) -> int:
        """Number of draws, 1 for point values."""
        sizes: list[int] = [value.shape[-1] for value in (*self.of.values(), self.growth)]
        return max(sizes)


@dataclass(frozen=True, slots=True)
class Places:
    """Which market each entity belongs to; smuggling groups feel less pressure."""

    markets: Sequence[Mapping[str, float]]  # overrides, market by market
    legs: Indices
    channels: int
    groups: Indices
    smuggling: Floats  # [group, 1], 1 where the group smuggles migrants
    destinations: Indices
    turn_years: float


def build_constants(parameters: Parameters, places: Places, factors: Mapping[str, Floats]) -> Constants:
    """Spread ``parameters`` over the entities; ``factors`` [run] multiply the drawn ones."""

    def plain(name: str) -> Floats:
        return np.atleast_1d(parameters.value(name) * factors.get(name, np.ones(1)))

    def spread(name: str, entities: Indices) -> Floats:
        values = [market.get(name, parameters.value(name)) for market in places.markets]
        rows: Floats = column(values)[entities] if values else np.zeros((0, 1))
        return rows * factors.get(name, np.ones(1))

    years = places.turn_years
    channels = np.ones((places.channels, 1))
    theta = spread("route_sensitivity", places.legs)
    money_theta = channels * plain("money_route_sensitivity")
    leg_hazard, channel_hazard = spread("interdiction", places.legs), channels * plain("money_interdiction")
    relief = 1 + places.smuggling * (plain("smuggling_pressure_share") - 1)
    markets = np.arange(len(places.markets), dtype=np.intp)
    return Constants(
        of={name: plain(name) for name in parameters},
        maximum={rule: factors.get(f"{rule}_maximum", np.ones(1)) for rule in MeasureId},
        interdiction=np.concatenate([leg_hazard, channel_hazard]),
        cost_weight=_stack(theta, money_theta),
        risk_weight=spread("route_sensitivity", markets) * spread("risk_aversion", markets),
        money_risk_weight=(plain("money_route_sensitivity") * plain("money_risk_aversion"))[None],
        route_learn=learn(years, spread("route_lag", markets)),
        money_route_learn=learn(years, plain("money_route_lag"))[None],
        price_power=spread("price_elasticity", places.destinations),
        price_learn=learn(years, spread("price_lag", places.destinations)),
        growth=spread("organisation_growth", places.groups),
        pressure=spread("enforcement_pressure", places.groups) * relief,
        local=spread("local_pressure", places.groups),
        noise=spread("organisation_noise", places.groups),
        leverage=spread("money_leverage", markets),
    )


def _stack(above: Floats, below: Floats) -> Floats:
    """Concatenate rows whose last axes are 1 or run."""
    runs = max(above.shape[-1], below.shape[-1])
    return np.concatenate([np.broadcast_to(part, (len(part), runs)) for part in (above, below)])
