"""What the steps of a turn need of the network and the constants alone, worked out once and not turn after turn."""

from dataclasses import dataclass

import numpy as np

from game.simulation.arrays import Floats, Indices, clip, spread
from game.simulation.constants import Constants
from game.simulation.network import Network

_STOCKS = ("prevention", "demand", "pathways")


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """Products and exponentials of constants over one turn; the last axis is 1 or run."""

    keep: dict[str, Floats]  # exp(−decay · years) of each slow stock
    gain: dict[str, Floats]  # gain · years
    corridor_keep: Floats
    corridor_gain: Floats
    block_keep: Floats
    block_gain: Floats
    effort_keep: Floats  # exp(−response · crowding · years) of poachers' effort
    effort_gain: Floats  # years over which a pull on it counts: (1 − effort_keep)/(response · crowding)
    organisation_noise: Floats  # noise · √years [group, ·]
    poaching_noise: Floats
    population_noise: Floats
    corruption_noise: Floats
    audit: Floats  # −rate · years
    active: Floats  # [market without money, jurisdiction, 1], 1 where there is activity at the start
    count: Floats  # jurisdiction: active markets, at least 1
    idle: Floats  # [jurisdiction, 1], 1 without an active market
    unfed: Floats  # [group, 1], 1 − fed
    ungrouped: Floats  # [habitat, 1], 1 − grouped
    fed: bool  # whether habitats feed any group
    ends: Indices  # rows of capacities at origins of passages, then at destinations; those for money come second
    start_apart: Floats  # exp(−link in force at the start) [passage, 1]


def rates_of(network: Network, constants: Constants) -> Rates:
    """Return the rates of ``constants``, kept with them."""
    kept = constants.kept.get("rates")
    if isinstance(kept, tuple) and kept[0] is network:
        rates: Rates = kept[1]
        return rates
    rates = _rates(network, constants)
    constants.kept["rates"] = (network, rates)
    return rates


def _rates(network: Network, constants: Constants) -> Rates:
    of, years = constants.of, network.turn_years
    active = network.reference.active[:-1]
    count = np.add.reduce(active, axis=0)
    fed = network.wildlife.fed
    crowding = of["poaching_response"] * of["poaching_crowding"]
    return Rates(
        keep={name: np.exp(-of[f"{name}_decay"] * years) for name in _STOCKS},
        gain={name: years * of[f"{name}_gain"] for name in _STOCKS},
        corridor_keep=np.exp(-of["corridor_decay"] * years),
        corridor_gain=years * of["corridor_gain"],
        block_keep=np.exp(-of["block_decay"] * years),
        block_gain=years * of["block_gain"],
        effort_keep=np.exp(-crowding * years),
        effort_gain=spread(crowding, years),
        organisation_noise=constants.noise * years**0.5,
        poaching_noise=of["poaching_noise"] * years**0.5,
        population_noise=of["population_noise"] * years**0.5,
        corruption_noise=of["corruption_noise"] * years**0.5,
        audit=-years * of["audit_rate"],
        active=active,
        count=np.maximum(count, 1),
        idle=(count <= 0).astype(count.dtype),
        unfed=1 - fed,
        ungrouped=1 - network.wildlife.grouped,
        fed=bool(fed.any()),
        ends=np.concatenate(
            [_capacity_rows(network, network.passage_origin), _capacity_rows(network, network.passage_destination)]
        ),
        start_apart=np.exp(-clip(network.start_link, 0.0, 10.0)),
    )


def _capacity_rows(network: Network, places: Indices) -> Indices:
    rows = places.copy()
    rows[network.leg_count :] += len(network.jurisdictions)
    return rows
