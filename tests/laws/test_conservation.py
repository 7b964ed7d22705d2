"""Law 1: what sets out is seized or arrives; proceeds are frozen or integrated; no animal is lost on the way."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game import simulation
from game.model.scenario import Corridor, Scenario
from tests.laws.networks import scenarios
from tests.laws.orders import SEEDS, Inputs, Temper, draw_inputs
from tests.reference.twin import Twin

Floats = NDArray[np.floating]


def all_tempers(twin: Twin, seed: int, turn: int) -> list[Inputs]:
    return [draw_inputs(twin, seed, turn, temper) for temper in Temper]


def play(twin: Twin, seed: int, turns: int) -> list[tuple[simulation.World, simulation.Flows]]:
    """Play some turns with one run for every temper, and give every turn's outcome."""
    world = simulation.start_world(twin.network, len(Temper))
    played = []
    for turn in range(turns):
        inputs = all_tempers(twin, seed, turn)
        doses = twin.doses(*(run.amounts for run in inputs))
        added = twin.modifiers(*(run.modifiers for run in inputs))
        shocks = twin.shocks(*(run.chances for run in inputs))
        world, flows = simulation.advance(twin.network, twin.network.constants, world, doses, added, shocks)
        played.append((world, flows))
    return played


def check_conservation(scenario: Scenario, seed: int, turns: int = 3) -> None:
    twin = Twin.of(scenario)
    for _, flows in play(twin, seed, turns):
        near(flows.supply, flows.seized + flows.arrived)
        near(flows.proceeds.sum(axis=0), (flows.frozen + flows.integrated).sum(axis=0))
        near(flows.recovered, flows.kept + (flows.recovered - flows.kept))
        near(flows.recovered.sum(axis=0), (flows.kept + flows.received).sum(axis=0))
        legs = twin.network.leg_count
        of_market = twin.network.passage_market[:legs]
        for market in range(len(twin.network.markets) - 1):
            near(flows.passage_seized[:legs][of_market == market].sum(axis=0), flows.seized[market])
        check_nodes(twin, flows)


def check_nodes(twin: Twin, flows: simulation.Flows) -> None:
    """See that in every jurisdiction and market what comes and is launched goes on or arrives."""
    network = twin.network
    passes = flows.passage_flow - flows.passage_seized
    for market in range(len(network.markets) - 1):
        for place in range(len(network.jurisdictions)):
            ours = network.passage_market == market
            comes = passes[ours & (network.passage_destination == place)].sum(axis=0)
            goes = flows.passage_flow[ours & (network.passage_origin == place)].sum(axis=0)
            mine = (network.group_market == market) & (network.group_jurisdiction == place)
            here = (network.destination_market == market) & (network.destination_jurisdiction == place)
            launched, arrived = flows.launched[mine].sum(axis=0), flows.arrivals[here].sum(axis=0)
            near(comes + launched, goes + arrived)


def near(one: Floats, other: Floats) -> None:
    assert np.all(np.isfinite(one))
    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9 * min(1.0, float(np.max(np.abs(other), initial=0.0))))


@given(scenarios(), SEEDS)
def test_goods_and_money_are_conserved_with_any_orders(scenario: Scenario, seed: int) -> None:
    check_conservation(scenario, seed)


@given(scenarios(wild=True), SEEDS)
def test_goods_and_money_are_conserved_with_figures_at_their_bounds(scenario: Scenario, seed: int) -> None:
    check_conservation(scenario, seed)


@pytest.mark.slow
@settings(max_examples=400)
@given(scenarios(wild=True, places=6), SEEDS)
def test_goods_and_money_are_conserved_on_many_networks(scenario: Scenario, seed: int) -> None:
    check_conservation(scenario, seed, turns=8)


@given(scenarios(wild=True), SEEDS, st.sampled_from(Temper))
def test_no_animal_is_lost_in_a_corridor(scenario: Scenario, seed: int, temper: Temper) -> None:
    """With corridors shut the herds grow the same; what differs is who lives where."""
    open_, shut = Twin.of(scenario), Twin.of(replace(scenario, corridors=_shut(scenario)))
    drawn = draw_inputs(open_, seed, 0, temper)
    together = []
    for twin in (open_, shut):
        world = simulation.start_world(twin.network)
        world, _ = twin.advance(world, drawn.amounts, drawn.modifiers, drawn.chances)
        together.append(world.population.sum(axis=0))
        assert np.all(world.population >= 0)
    near(together[0], together[1])


def _shut(scenario: Scenario) -> tuple[Corridor, ...]:
    return tuple(replace(corridor, dispersal=0.0) for corridor in scenario.corridors)
