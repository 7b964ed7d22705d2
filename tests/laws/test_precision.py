"""Law 12, forecasts in single precision show the same scores; and turns of any length tell the same six years."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import simulation
from game.model.scenario import Scenario
from game.simulation.shocks import cast_shocks
from tests.laws.networks import scenarios
from tests.laws.orders import SANE, SEEDS, Temper, draw_inputs
from tests.reference.twin import Key, Twin


def shown_scores(twin: Twin, seed: int, temper: Temper, dtype: type[np.floating]) -> list[np.ndarray]:
    """Play 8 turns in one precision and give the scores after each."""
    network = twin.network.astype(dtype)
    world, shown = simulation.start_world(network, dtype=dtype), []
    for turn in range(8):
        drawn = draw_inputs(twin, seed, turn, temper)
        doses = twin.doses(drawn.amounts).astype(dtype)
        added = twin.modifiers(drawn.modifiers).astype(dtype)
        shocks = cast_shocks(twin.shocks(drawn.chances), dtype)
        world, _ = simulation.advance(network, network.constants, world, doses, added, shocks)
        found = simulation.scores(network, world)
        assert found.market.dtype == dtype
        shown.append(np.concatenate([values.ravel() for values in (found.market, found.criminality, found.resilience)]))
    return shown


def check_precision(scenario: Scenario, seed: int, temper: Temper) -> None:
    twin = Twin.of(scenario)
    for single, double in zip(
        shown_scores(twin, seed, temper, np.float32), shown_scores(twin, seed, temper, np.float64), strict=True
    ):
        assert np.all(np.isfinite(single))
        np.testing.assert_allclose(single, double, atol=1e-3, rtol=0.0)


@given(scenarios(), SEEDS, st.sampled_from(SANE))
def test_single_precision_shows_the_same_scores(scenario: Scenario, seed: int, temper: Temper) -> None:
    check_precision(scenario, seed, temper)


@pytest.mark.slow
@settings(max_examples=300)
@given(scenarios(), SEEDS, st.sampled_from(SANE))
def test_single_precision_shows_the_same_scores_on_many_networks(scenario: Scenario, seed: int, temper: Temper) -> None:
    check_precision(scenario, seed, temper)


def after_six_years(scenario: Scenario, turn_years: float, amounts: dict[Key, float]) -> dict[str, np.ndarray]:
    """Play six years with the same orders in every turn; give scores and stocks, and quantities per year."""
    twin = Twin.of(replace(scenario, rules=replace(scenario.rules, turn_years=turn_years)))
    network, world = twin.network, simulation.start_world(twin.network)
    doses, added = twin.doses(amounts), network.modifiers.zeros()
    for _ in range(round(6.0 / turn_years)):
        world, flows = simulation.advance(
            network, network.constants, world, doses, added, simulation.no_shocks(network)
        )
    shown = simulation.scores(network, world)
    return {
        "markets": shown.market,
        "criminality": shown.criminality,
        "resilience": shown.resilience,
        "corruption": world.corruption,
        "organisations": world.organisations,
        "price": world.price,
        "population": world.population,
        "persons": world.persons,
        "supply": flows.supply / turn_years,
        "arrived": flows.arrived / turn_years,
        "proceeds": flows.proceeds.sum(axis=0) / turn_years,
        "integrated": flows.integrated.sum(axis=0) / turn_years,
    }


@given(scenarios(), SEEDS)
def test_turns_of_any_length_tell_the_same_six_years(scenario: Scenario, seed: int) -> None:
    drawn = draw_inputs(Twin.of(scenario), seed, 0, Temper.SOME)
    quarter, half, whole = (after_six_years(scenario, years, drawn.amounts) for years in (0.25, 0.5, 1.0))
    for name, values in half.items():
        for other in (quarter[name], whole[name]):
            np.testing.assert_allclose(other, values, rtol=0.15, atol=1e-9, err_msg=name)
