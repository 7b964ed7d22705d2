"""Law 12, forecasts in single precision show the same scores; and turns of any length tell the same six years."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game import simulation
from game.model.scenario import Destination, Habitat, Market, Origin, Scenario
from game.model.taxonomy import MarketId, MarketKind
from game.simulation.shocks import cast_shocks
from tests.laws.networks import plausible, scenarios
from tests.laws.orders import SANE, SEEDS, Temper, draw_inputs
from tests.laws.places import place
from tests.reference.twin import Key, Twin


def shown_scores(twin: Twin, seed: int, temper: Temper, dtype: type[np.floating]) -> list[NDArray[np.floating]]:
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


@given(scenarios(wild=True), SEEDS, st.sampled_from(SANE))
def test_single_precision_shows_the_same_scores_at_the_bounds(scenario: Scenario, seed: int, temper: Temper) -> None:
    check_precision(scenario, seed, temper)


@pytest.mark.slow
@settings(max_examples=300)
@given(scenarios(wild=True, places=6), SEEDS, st.sampled_from(SANE))
def test_single_precision_shows_the_same_scores_on_many_networks(scenario: Scenario, seed: int, temper: Temper) -> None:
    check_precision(scenario, seed, temper)


@pytest.mark.parametrize("pike", [1e-45, 1e-38, 1e-20, 1e-11, 1e-6])
def test_a_trace_of_poaching_in_a_herd_of_great_worth_is_the_same_in_both(pike: float) -> None:
    """What is taken may be too little for single precision and yet, times herd and price, worth something."""
    herd = Habitat("wild", "", "AAA", "elephant", 4e11, pike, 1.0, 0.5, 0.07, 1.0, 7.6e11)
    market = Market(
        MarketId.FAUNA,
        MarketKind.WILDLIFE,
        "units",
        1.1e10,
        (0.2, 0.3, 0.5),
        (Origin("BBB", 18.0),),
        (Destination("AAA", 1.0), Destination("BBB", 2.0)),
    )
    scenario = place([("AAA", 3.0, 0.5), ("BBB", 1.0, 0.5)], markets=(market,), habitats=(herd,))
    check_precision(scenario, 0, Temper.MUCH)


Table = dict[str, NDArray[np.floating]]


def six_years(scenario: Scenario, turn_years: float, amounts: dict[Key, float]) -> tuple[Table, Table]:
    """Play six years with the same orders in every turn; give the figures at the start and at the end."""
    twin = Twin.of(replace(scenario, rules=replace(scenario.rules, turn_years=turn_years)))
    network, world = twin.network, simulation.start_world(twin.network)
    first = annual(network, world, simulation.start_flows(network))
    doses, added, still = twin.doses(amounts), network.modifiers.zeros(), simulation.no_shocks(network)
    for _ in range(round(6.0 / turn_years)):
        world, flows = simulation.advance(network, network.constants, world, doses, added, still)
    return first, annual(network, world, flows)


def annual(network: simulation.Network, world: simulation.World, flows: simulation.Flows) -> Table:
    """Give scores and stocks, and quantities per year."""
    shown, years = simulation.scores(network, world), network.turn_years
    return {
        "markets": shown.market,
        "criminality": shown.criminality,
        "resilience": shown.resilience,
        "corruption": world.corruption,
        "organisations": world.organisations,
        "price": world.price,
        "population": world.population,
        "persons": world.persons,
        "supply": flows.supply / years,
        "arrived": flows.arrived / years,
        "proceeds": flows.proceeds.sum(axis=0) / years,
        "integrated": flows.integrated.sum(axis=0) / years,
    }


def check_turn_lengths(scenario: Scenario, seed: int) -> None:
    """Compare turns of a quarter and a whole year with half a year: within 15 % of what is, or was at the start."""
    generator = np.random.default_rng(seed)
    keys = Twin.of(scenario).dose_keys
    amounts = {key: float(generator.uniform(0.0, 5.0)) for key in keys if generator.random() < 0.15}
    before, half = six_years(scenario, 0.5, amounts)
    for years in (0.25, 1.0):
        _, other = six_years(scenario, years, amounts)
        for name, values in half.items():
            room = 0.15 * np.maximum(np.abs(values), np.abs(before[name])) + 1e-9
            assert np.all(np.abs(other[name] - values) <= room), (years, name, values, other[name])


@given(scenarios().map(plausible), SEEDS)
def test_turns_of_any_length_tell_the_same_six_years(scenario: Scenario, seed: int) -> None:
    check_turn_lengths(scenario, seed)


@pytest.mark.slow
@settings(max_examples=200)
@given(scenarios().map(plausible), SEEDS)
def test_turns_of_any_length_tell_the_same_on_many_networks(scenario: Scenario, seed: int) -> None:
    check_turn_lengths(scenario, seed)
