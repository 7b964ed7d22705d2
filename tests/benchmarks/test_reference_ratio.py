"""How much faster the kernels are than the scalar reference, both measured in the same run.

``python -m pytest -o addopts= tests/benchmarks/test_reference_ratio.py --benchmark-json=FILE`` measures; else skipped.
"""

import time
from collections.abc import Callable
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from game import simulation
from tests.benchmarks.simulation_networks import CLASSROOM, PLENARY, Size, generated
from tests.reference.twin import Twin

SIZES = {"classroom": CLASSROOM, "plenary": PLENARY}
# Far below what is measured, so that only a real loss of speed fails on a busy machine.
LEAST = {("classroom", 1): 4.0, ("classroom", 256): 100.0, ("plenary", 1): 30.0, ("plenary", 64): 200.0}


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Give the median time of some work on one core."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return median(taken)


@pytest.mark.parametrize(("name", "runs"), LEAST)
def test_a_turn_against_the_reference(benchmark: BenchmarkFixture, name: str, runs: int) -> None:
    size: Size = SIZES[name]
    twin = Twin.of(generated(size))
    network = twin.network
    doses, added = network.slots.zeros(runs) + 1.0, network.modifiers.zeros()
    amounts = dict.fromkeys(twin.dose_keys, 1.0)
    world, shocks = simulation.start_world(network, runs), simulation.no_shocks(network)
    workspace = simulation.Workspace(runs)

    def kernels() -> object:
        return simulation.advance(network, network.constants, world, doses, added, shocks, workspace)

    benchmark(kernels)
    slow = seconds(lambda: twin.advance_other(twin.start.world, amounts, {}, {}), 2) * runs
    fast = seconds(kernels, 9)
    benchmark.extra_info["reference, ms"] = round(slow * 1e3, 2)
    benchmark.extra_info["kernels, ms"] = round(fast * 1e3, 2)
    benchmark.extra_info["ratio"] = round(slow / fast, 1)
    assert slow / fast >= LEAST[name, runs]
