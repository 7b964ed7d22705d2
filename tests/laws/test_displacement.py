"""Law 5: pressure on a leg moves the flow elsewhere; whether more arrives then is known in closed form."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game import simulation
from game.model.scenario import Destination, Leg, Market, Origin, Scenario
from game.model.taxonomy import MarketId, MarketKind, Mode
from tests.laws.networks import scenarios
from tests.laws.orders import SANE, SEEDS, Inputs, Temper, draw_inputs, with_parameters
from tests.laws.places import place
from tests.reference.twin import Key, Twin

NEVER = 1e300  # years that a group takes to learn, for shares that are held


def with_more(twin: Twin, drawn: Inputs, key: Key) -> tuple[simulation.World, simulation.Flows]:
    """Play one turn twice, the second run with ten more units on one target."""
    more = {**drawn.amounts, key: drawn.amounts.get(key, 0.0) + 10.0}
    doses = twin.doses(drawn.amounts, more)
    added, shocks = twin.modifiers(drawn.modifiers), twin.shocks(drawn.chances)
    world = simulation.start_world(twin.network, 2)
    return simulation.advance(twin.network, twin.network.constants, world, doses, added, shocks)


def any_of(twin: Twin, measure: str, choice: int) -> Key:
    keys = [key for key in twin.dose_keys if key[0] == measure]
    assume(keys)
    return keys[choice % len(keys)]


@given(scenarios(), SEEDS, st.sampled_from(SANE), st.integers(0, 99))
def test_a_patrol_lowers_its_leg_and_moves_itineraries_away_from_it(
    scenario: Scenario, seed: int, temper: Temper, choice: int
) -> None:
    twin = Twin.of(scenario)
    network = twin.network
    key = any_of(twin, "patrol", choice)
    world, flows = with_more(twin, draw_inputs(twin, seed, 0, temper), key)
    before, after = flows.passage_flow[network.leg_index[key[1]]]
    assert after <= before * (1.0 + 1e-12)
    touched = {(path.market, path.origin) for path in network.goods.labels if key[1] in path.passages}
    for path, (alone, patrolled) in zip(network.goods.labels, world.share, strict=True):
        if (path.market, path.origin) in touched and key[1] not in path.passages:
            assert patrolled >= alone * (1.0 - 1e-12)


@given(scenarios(), SEEDS, st.sampled_from(SANE), st.integers(0, 99))
def test_with_shares_held_a_patrol_never_lets_more_arrive(
    scenario: Scenario, seed: int, temper: Temper, choice: int
) -> None:
    twin = Twin.of(with_parameters(scenario, {"route_lag": NEVER}))
    key = any_of(twin, "patrol", choice)
    world, flows = with_more(twin, draw_inputs(twin, seed, 0, temper), key)
    np.testing.assert_array_equal(world.share[:, 0], world.share[:, 1])
    assert np.all(flows.arrivals[:, 1] <= flows.arrivals[:, 0] * (1.0 + 1e-12))
    assert np.all(flows.arrived[:, 1] <= flows.arrived[:, 0] * (1.0 + 1e-12))


def parallel(costs: list[float], resilience: list[float], sensitivity: float, aversion: float) -> Scenario:
    """Join an origin and a destination by legs side by side."""
    count = len(costs)
    market = Market(
        id=MarketId.COCAINE,
        kind=MarketKind.GOODS,
        unit="tonnes",
        unit_value=1.0,
        value_chain=(0.2, 0.3, 0.5),
        origins=(Origin("AAA", 100.0),),
        destinations=(Destination("ZZZ", 1.0),),
        parameters={"route_sensitivity": sensitivity, "risk_aversion": aversion, "route_lag": 0.0},
    )
    legs = tuple(
        Leg(f"leg_{number}", "", MarketId.COCAINE, "AAA", "ZZZ", Mode.SEA, costs[number]) for number in range(count)
    )
    return place([("AAA", resilience[0], 0.3), ("ZZZ", resilience[1], 0.6)], markets=(market,), legs=legs)


LEVELS = st.floats(1.0, 10.0)


@given(
    st.lists(st.floats(0.0, 3.0), min_size=2, max_size=5),
    st.tuples(LEVELS, LEVELS),
    st.floats(0.1, 4.0),
    st.floats(0.1, 4.0),
    st.lists(st.floats(0.0, 4.0), min_size=5, max_size=5),
    st.integers(0, 4),
)
def test_parallel_itineraries_follow_the_closed_form(
    costs: list[float],
    levels: tuple[float, float],
    sensitivity: float,
    aversion: float,
    efforts: list[float],
    which: int,
) -> None:
    """At settled shares d arrivals / d hazard of leg i has the sign of k S̄ − (k + 1) S_i, k = θ λ."""
    twin = Twin.of(parallel(costs, list(levels), sensitivity, aversion))
    network = twin.network
    leg = which % len(costs)
    both: dict[Key, float] = {}
    for number in range(len(costs)):
        for end in ("AAA", "ZZZ"):
            both["effort", f"leg_{number}", end] = efforts[number]
    step = 1e-6
    more = {**both, ("effort", f"leg_{leg}", "AAA"): efforts[leg] + step}
    added = twin.modifiers(both, more)
    start = simulation.start_world(network, 2)
    world, flows = simulation.advance(
        network, network.constants, start, network.slots.zeros(), added, simulation.no_shocks(network)
    )
    k = sensitivity * aversion
    hazard, share = (
        flows.hazard[:, 0],
        {path.passages[0]: row for path, row in zip(network.goods.labels, world.share[:, 0], strict=True)},
    )
    shares = np.array([share[f"leg_{number}"] for number in range(len(costs))])
    survival = np.exp(-hazard)
    weights = np.array([math.exp(-sensitivity * cost - k * h) for cost, h in zip(costs, hazard, strict=True)])
    np.testing.assert_allclose(shares, weights / weights.sum(), rtol=1e-9)
    launched = flows.launched[0, 0]
    np.testing.assert_allclose(flows.arrived[0, 0], launched * (shares @ survival), rtol=1e-9)
    slope = launched * shares[leg] * (k * (shares @ survival) - (k + 1.0) * survival[leg])
    moved = flows.hazard[leg, 1] - hazard[leg]
    assert moved > 0
    change = flows.arrived[0, 1] - flows.arrived[0, 0]
    assert change == pytest.approx(slope * moved, rel=1e-3, abs=1e-9)


def test_pressing_the_riskiest_of_two_ways_can_let_more_arrive() -> None:
    """Displacement to a safer way: known from the closed form, and no error of the kernels."""
    twin = Twin.of(parallel([1.0, 1.0], [10.0, 10.0], 2.0, 2.0))
    network = twin.network
    watched: dict[Key, float] = {("effort", "leg_0", end): 1.0 for end in ("AAA", "ZZZ")}
    more = {**watched, ("effort", "leg_0", "AAA"): 1.3}
    start = simulation.start_world(network, 2)
    shocks = simulation.no_shocks(network)
    flows = simulation.advance(
        network, network.constants, start, network.slots.zeros(), twin.modifiers(watched, more), shocks
    )[1]
    assert flows.passage_flow[0, 1] < flows.passage_flow[0, 0]
    assert flows.arrived[0, 1] > flows.arrived[0, 0]
