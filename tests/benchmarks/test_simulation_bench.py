"""What the simulation costs: the table of docs/model.md, measured with ``pytest --benchmark-only tests/benchmarks``.

Targets are milliseconds on one core of an ordinary laptop; each benchmark notes its target, and the ratio to the
scalar reference is measured in the same run. Nothing here fails because a machine is slow or busy.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from game.simulation import Network, Workspace, advance, compile_network, draw_shocks, start_world
from game.simulation.arrays import Floats
from game.simulation.forecast import Outlook, Reading, ShockBank, Step, project
from game.simulation.receipts import Case, TurnRecord, receipts
from tests.benchmarks.simulation_networks import CLASSROOM, PLENARY, Size, generated
from tests.reference.advance import advance as advance_scalar
from tests.reference.advance import solve_start
from tests.reference.network import compile_scenario
from tests.simulation.small import PARAMETERS

SIZES = {"classroom": CLASSROOM, "plenary": PLENARY}
TURNS = {"classroom": 8, "plenary": 12}  # to the end of the game
LIVE = {"classroom": 2.0, "plenary": 10.0}
DRAGGING = {"classroom": (32, 16.0), "plenary": (8, 33.0)}
AT_REST = {"classroom": 50.0, "plenary": 800.0}
RECEIPTS = {"classroom": 30.0, "plenary": 300.0}
Benchmark = Callable[..., object]


def read_crime(step: Step) -> Floats:
    return step.scores.world_criminality


READINGS: dict[str, Reading] = {"crime": read_crime}


@dataclass(frozen=True, eq=False)
class Table:
    """A network of one size, with orders by eight contributors."""

    network: Network
    orders: Floats  # [slot, contributor]

    @property
    def all_orders(self) -> Floats:
        """Everybody's orders together [slot, 1]."""
        return self.orders.sum(axis=1, keepdims=True)


@cache
def table(name: str) -> Table:
    """Return the network of a size."""
    network = compile_network(generated(SIZES[name]), PARAMETERS)
    random = np.random.default_rng(0)
    orders = np.zeros((network.slots.size, 8))
    for contributor in range(8):
        orders[random.choice(network.slots.size, 6, replace=False), contributor] = 4.0
    return Table(network, orders)


def note(benchmark: object, target: float, **more: float) -> None:
    """Write the target beside the measurement."""
    extra = benchmark.extra_info  # type: ignore[attr-defined]
    extra["target_ms"] = target
    extra.update(more)


@pytest.mark.parametrize("name", SIZES)
def test_networks_have_the_sizes_of_the_table(name: str) -> None:
    network = table(name).network
    places, markets, passages = network.size
    count = network.goods.count + network.money.count
    wanted: dict[str, tuple[int, int, int, int]] = {"classroom": (12, 3, 100, 400), "plenary": (60, 8, 700, 4000)}
    assert (places, markets) == wanted[name][:2]
    assert passages == pytest.approx(wanted[name][2], rel=0.1)
    assert count == pytest.approx(wanted[name][3], rel=0.1)


@pytest.mark.parametrize("name", SIZES)
def test_one_live_turn(benchmark: Benchmark, name: str) -> None:
    network, orders = table(name).network, table(name).all_orders
    world, modifiers = start_world(network), network.modifiers.zeros()
    shocks, space = draw_shocks(network, 1, 1), Workspace(1)
    benchmark(advance, network, network.constants, world, orders, modifiers, shocks, space)
    note(benchmark, LIVE[name], times_faster_than_scalar=_ratio(name))


def _ratio(name: str) -> float:
    """Return how many times faster a turn is than with the scalar reference, both measured now."""
    network = table(name).network
    scalar = compile_scenario(generated(SIZES[name]), {key: PARAMETERS.value(key) for key in PARAMETERS})
    start = solve_start(scalar)
    world, still, modifiers = start_world(network), network.slots.zeros(), network.modifiers.zeros()
    shocks, space = draw_shocks(network, 1, 1), Workspace(1)
    fast = _best(lambda: advance(network, network.constants, world, still, modifiers, shocks, space), 20)
    slow = _best(lambda: advance_scalar(scalar, start, start.world, {}, {}, {}), 2)
    return slow / fast


def _best(work: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def both_worlds(name: str) -> tuple[ShockBank, Outlook]:
    """Return a bank and the two worlds: nobody orders anything new, and everybody does."""
    network, orders = table(name).network, table(name).all_orders
    modifiers = network.modifiers.zeros()
    bank = ShockBank(network, 7, TURNS[name], 256)
    plans = [network.slots.zeros(), orders]
    return bank, Outlook(start_world(network), plans, [modifiers, modifiers], TURNS[name], epilogue=False)


@pytest.mark.parametrize("name", SIZES)
def test_both_worlds_while_dragging(benchmark: Benchmark, name: str) -> None:
    runs, target = DRAGGING[name]
    bank, outlook = both_worlds(name)
    project(bank, outlook, READINGS, 0, runs)
    benchmark(project, bank, outlook, READINGS, 0, runs)
    note(benchmark, target, runs=runs, turns=TURNS[name])


@pytest.mark.parametrize("name", SIZES)
def test_both_worlds_at_rest(benchmark: Benchmark, name: str) -> None:
    bank, outlook = both_worlds(name)
    project(bank, outlook, READINGS)
    benchmark(project, bank, outlook, READINGS)
    note(benchmark, AT_REST[name], runs=256, turns=TURNS[name])


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("lines", [False, True], ids=["contributors", "with_lines"])
def test_exact_receipts_of_a_turn(benchmark: Benchmark, name: str, lines: bool) -> None:
    network, orders = table(name).network, table(name).orders
    modifiers = network.modifiers.zeros()
    record = TurnRecord(orders, modifiers, modifiers, draw_shocks(network, 1, 1))
    case = Case(network, network.constants, start_world(network), [record])
    line_of = None if lines else (lambda _slot: "all")
    benchmark(receipts, case, READINGS, None, line_of)
    note(benchmark, RECEIPTS[name], contributors=8)


@pytest.mark.parametrize("name", SIZES)
def test_compiling(benchmark: Benchmark, name: str) -> None:
    benchmark(compile_network, generated(SIZES[name]), PARAMETERS)


@pytest.mark.parametrize("jurisdictions", [15, 30, 60])
def test_scaling_over_jurisdictions(benchmark: Benchmark, jurisdictions: int) -> None:
    size = Size(jurisdictions, 4, 5 * jurisdictions // 2, 2 * jurisdictions, 8, 4, 4, min(25, jurisdictions), 24)
    network = compile_network(generated(size), PARAMETERS)
    bank = ShockBank(network, 7, 8, 64)
    modifiers = network.modifiers.zeros()
    outlook = Outlook(start_world(network), [network.slots.zeros()], [modifiers], 8, epilogue=False)
    benchmark(project, bank, outlook, READINGS)


@pytest.mark.parametrize("runs", [1, 16, 64, 256])
def test_scaling_over_runs(benchmark: Benchmark, runs: int) -> None:
    bank, outlook = both_worlds("classroom")
    benchmark(project, bank, outlook, READINGS, 0, runs)


@pytest.mark.parametrize("turns", [2, 4, 8])
def test_scaling_over_turns(benchmark: Benchmark, turns: int) -> None:
    bank, outlook = both_worlds("classroom")
    shorter = Outlook(outlook.start, outlook.measures, outlook.modifiers, turns, epilogue=False)
    benchmark(project, bank, shorter, READINGS, 0, 64)
