"""Law 11: kernels and reference, written from one page by two people, give the same figures to 1e-9."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import simulation
from game.model.scenario import Scenario
from tests.laws.networks import scenarios
from tests.laws.orders import SEEDS, Temper, draw_inputs
from tests.reference.targets import dose_targets, modifier_targets
from tests.reference.twin import Twin, disagreements

TEMPERS = st.sampled_from(Temper)


def check_agreement(scenario: Scenario, seed: int, temper: Temper, chance: Temper, turns: int = 3) -> None:
    twin = Twin.of(scenario)
    world, other = simulation.start_world(twin.network), twin.start.world
    for turn in range(turns):
        drawn = draw_inputs(twin, seed, turn, temper, chance)
        world, flows = twin.advance(world, drawn.amounts, drawn.modifiers, drawn.chances)
        other, flows_other = twin.advance_other(other, drawn.amounts, drawn.modifiers, drawn.chances)
        found = disagreements(twin.figures(world, flows), twin.figures_other(other, flows_other))
        assert not found, f"turn {turn + 1}: " + "; ".join(found[:5])


@given(scenarios(), SEEDS, TEMPERS, TEMPERS)
def test_kernels_agree_with_the_reference(scenario: Scenario, seed: int, temper: Temper, chance: Temper) -> None:
    check_agreement(scenario, seed, temper, chance)


@given(scenarios(wild=True), SEEDS, TEMPERS, TEMPERS)
def test_kernels_agree_with_the_reference_at_the_bounds(
    scenario: Scenario, seed: int, temper: Temper, chance: Temper
) -> None:
    check_agreement(scenario, seed, temper, chance)


@given(scenarios(wild=True))
def test_both_solve_the_same_start(scenario: Scenario) -> None:
    twin = Twin.of(scenario)
    flows = simulation.start_flows(twin.network)
    _, other = twin.advance_other(twin.start.world, {}, {}, {})
    start = twin.figures(simulation.start_world(twin.network), flows)
    found = disagreements(start, twin.figures_other(twin.start.world, other))
    assert not found, "; ".join(found[:5])


@given(scenarios(wild=True))
def test_measures_and_modifiers_can_be_aimed_at_the_same_things(scenario: Scenario) -> None:
    twin = Twin.of(scenario)
    assert len(set(twin.dose_keys)) == twin.network.slots.size
    assert set(twin.dose_keys) == set(dose_targets(twin.other))
    assert len(set(twin.modifier_keys)) == twin.network.modifiers.size
    assert set(twin.modifier_keys) == set(modifier_targets(twin.other))


@pytest.mark.slow
@settings(max_examples=500)
@given(scenarios(wild=True, places=6), SEEDS, TEMPERS, TEMPERS)
def test_kernels_agree_with_the_reference_on_many_networks(
    scenario: Scenario, seed: int, temper: Temper, chance: Temper
) -> None:
    check_agreement(scenario, seed, temper, chance, turns=8)
