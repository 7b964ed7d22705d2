"""Laws 8 and 9: the same seed and orders give the same bits; a batch of runs gives what each run gives alone."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import simulation
from game.model.scenario import Scenario
from game.scenario.load import load_scenario
from tests.laws.networks import scenarios
from tests.laws.orders import SEEDS, Temper, draw_inputs
from tests.laws.test_conservation import all_tempers, play
from tests.reference.twin import Twin

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "scenario" / "small.yaml"


@given(scenarios(), SEEDS)
def test_the_same_seed_and_orders_give_the_same_bits(scenario: Scenario, seed: int) -> None:
    outcomes = []
    for _ in range(2):
        twin = Twin.of(scenario)
        world = simulation.start_world(twin.network)
        constants = simulation.draw_constants(twin.network, seed)
        for turn in range(2):
            drawn = draw_inputs(twin, seed, turn, Temper.SOME)
            shocks = simulation.draw_shocks(twin.network, seed, turn)
            doses, added = twin.doses(drawn.amounts), twin.modifiers(drawn.modifiers)
            world, flows = simulation.advance(twin.network, constants, world, doses, added, shocks)
        outcomes.append({**world.to_arrays(), **flows.to_arrays()})
    for name, values in outcomes[0].items():
        assert values.tobytes() == outcomes[1][name].tobytes(), name


@given(scenarios(wild=True), SEEDS)
def test_a_batch_gives_what_each_run_gives_alone(scenario: Scenario, seed: int) -> None:
    twin = Twin.of(scenario)
    together = play(twin, seed, 3)
    for run in range(len(Temper)):
        world = simulation.start_world(twin.network)
        for turn, (batch, flows_batch) in enumerate(together):
            drawn = all_tempers(twin, seed, turn)[run]
            world, flows = twin.advance(world, drawn.amounts, drawn.modifiers, drawn.chances)
            alone, batched = (
                {**world.to_arrays(), **flows.to_arrays()},
                {
                    **batch.to_arrays(),
                    **flows_batch.to_arrays(),
                },
            )
            for name, values in alone.items():
                largest = float(np.max(np.abs(values), initial=0.0))
                one = batched[name][..., run if batched[name].shape[-1] > 1 else 0]
                np.testing.assert_allclose(one, values[..., 0], rtol=1e-9, atol=1e-12 * largest, err_msg=name)


@given(scenarios(), SEEDS, st.integers(0, 50))
def test_shocks_of_a_run_do_not_depend_on_how_many_runs_there_are(scenario: Scenario, seed: int, turn: int) -> None:
    network = Twin.of(scenario).network
    few, many = (simulation.draw_shocks(network, seed, turn, runs) for runs in (5, 70))
    for name in ("organisations", "poaching", "population", "corruption"):
        np.testing.assert_array_equal(getattr(few, name), getattr(many, name)[:, :5])


def digest() -> str:
    """Play a small scenario with chance and give a fingerprint of its last state."""
    scenario = load_scenario(SMALL).scenario
    assert scenario is not None
    twin = Twin.of(scenario)
    network, world = twin.network, simulation.start_world(twin.network)
    doses, added = network.slots.zeros() + 1.0, network.modifiers.zeros()
    for turn in range(4):
        shocks = simulation.draw_shocks(network, 7, turn)
        world, _ = simulation.advance(network, simulation.draw_constants(network, 7), world, doses, added, shocks)
    content = b"".join(values.tobytes() for values in world.to_arrays().values())
    return hashlib.sha256(content).hexdigest()


@pytest.mark.slow
def test_another_process_gives_the_same_bits() -> None:
    command = "from tests.laws.test_repeat import digest; print(digest())"
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    printed = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == digest()
