"""Law 7: with proceeds and shares held, more financial intelligence never raises the money that is integrated."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.model.scenario import Scenario
from tests.laws.networks import scenarios
from tests.laws.orders import SANE, SEEDS, Temper, draw_inputs, with_parameters
from tests.laws.test_displacement import NEVER, any_of, with_more
from tests.reference.twin import Twin


@given(scenarios(), SEEDS, st.sampled_from(SANE), st.integers(0, 99))
def test_financial_intelligence_never_raises_integrated_money(
    scenario: Scenario, seed: int, temper: Temper, choice: int
) -> None:
    twin = Twin.of(with_parameters(scenario, {"money_route_lag": NEVER}))
    key = any_of(twin, "financial_intelligence", choice)
    world, flows = with_more(twin, draw_inputs(twin, seed, 0, temper), key)
    # It acts on money alone in the turn in which it is given.
    np.testing.assert_array_equal(flows.proceeds[:, 0], flows.proceeds[:, 1])
    np.testing.assert_array_equal(world.money_share[:, 0], world.money_share[:, 1])
    assert np.all(flows.integrated[:, 1] <= flows.integrated[:, 0] * (1.0 + 1e-12))
    own = twin.network.jurisdiction_index[key[1]]
    if flows.proceeds[own, 0] > 0.0:
        # Looked at where it is paid: next to a large sum of others a small one leaves no trace. What events and other
        # measures add may have brought the effort to its bound: then more intelligence finds as much as before.
        assert flows.frozen[own, 1] >= flows.frozen[own, 0]
        assert flows.frozen[own, 1] > flows.frozen[own, 0] or temper is not Temper.STILL
    assert flows.frozen[:, 1].sum() >= flows.frozen[:, 0].sum() * (1.0 - 1e-12)
