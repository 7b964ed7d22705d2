"""Law 2: stocks stay in their ranges and scores between 1 and 10, whatever is ordered and whatever happens."""

import numpy as np
import pytest
from hypothesis import given, settings

from game import simulation
from game.model.scenario import Scenario
from tests.laws.networks import scenarios
from tests.laws.orders import SEEDS
from tests.laws.test_conservation import play
from tests.reference.twin import Twin

BOUNDS = {
    "share": (0.0, 1.0 + 1e-12),
    "money_share": (0.0, 1.0 + 1e-12),
    "organisations": (0.05, 6.0),
    "price": (0.0, np.inf),
    "prevention": (0.0, 5.0),
    "demand": (0.0, 5.0),
    "pathways": (0.0, 5.0),
    "poaching": (0.01, 10.0),
    "population": (0.0, np.inf),
    "quality": (0.0, 1.0),
    "corruption": (0.02, 0.95),
    "resilience": (1.0, 10.0),
    "activity": (0.0, 4.0),
}


def check_ranges(scenario: Scenario, seed: int, turns: int) -> None:
    twin = Twin.of(scenario)
    for world, flows in play(twin, seed, turns):
        for name, values in world.to_arrays().items():
            low, high = BOUNDS.get(name, (0.0, np.inf))
            assert np.all(np.isfinite(values)), name
            assert np.all((values >= low) & (values <= high)), (name, values.min(), values.max())
        for name, values in flows.to_arrays().items():
            assert np.all(np.isfinite(values)), name
            assert np.all(values >= 0.0), (name, values.min())
        assert np.all(flows.pike <= 1.0)
        shown = simulation.scores(twin.network, world)
        for values in (shown.market, shown.criminality, shown.resilience):
            assert np.all((values >= 1.0) & (values <= 10.0))
        for means in (shown.world_criminality, shown.world_resilience):
            assert np.all((means >= 1.0 - 1e-12) & (means <= 10.0 + 1e-12))
        for group in range(len(twin.network.groups)):
            np.testing.assert_allclose(world.share[twin.network.goods.group == group].sum(axis=0), 1.0, rtol=1e-9)


@given(scenarios(), SEEDS)
def test_everything_stays_in_its_range(scenario: Scenario, seed: int) -> None:
    check_ranges(scenario, seed, turns=4)


@given(scenarios(wild=True), SEEDS)
def test_everything_stays_in_its_range_at_the_bounds(scenario: Scenario, seed: int) -> None:
    check_ranges(scenario, seed, turns=6)


@pytest.mark.slow
@settings(max_examples=300)
@given(scenarios(wild=True, places=6), SEEDS)
def test_everything_stays_in_its_range_on_many_networks(scenario: Scenario, seed: int) -> None:
    check_ranges(scenario, seed, turns=20)
