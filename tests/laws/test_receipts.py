"""Law 10: receipts sum to the change, give nothing for nothing, and the same for the same: against Shapley by hand."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game import simulation
from game.model.scenario import Scenario
from game.simulation.forecast import Reading, Step
from game.simulation.receipts import Case, Receipt, TurnRecord, receipts
from tests.laws.networks import scenarios
from tests.laws.orders import SEEDS, Temper, draw_inputs
from tests.reference.twin import Twin

Floats = NDArray[np.floating]
READINGS: dict[str, Reading] = {
    "world": lambda step: step.scores.world_criminality,
    "criminality": lambda step: step.scores.criminality,
    "herds": lambda step: step.world.population.sum(axis=0),
    "flow": lambda step: step.flows.passage_flow,
    "integrated": lambda step: step.flows.integrated.sum(axis=0),
}


def draw_turn(twin: Twin, seed: int, turn: int, parts: int) -> TurnRecord:
    """Draw what each of some parts orders in a turn; the last one orders nothing."""
    drawn = draw_inputs(twin, seed, turn, Temper.SOME)
    orders = [draw_inputs(twin, seed + part + 1, turn, Temper.SOME).amounts for part in range(parts - 1)]
    standing = draw_inputs(twin, seed + parts + 1, turn, Temper.SOME).amounts
    return TurnRecord(
        doses=twin.doses(*orders, {}),
        modifiers=twin.modifiers(drawn.modifiers),
        quiet=twin.modifiers({}),
        shocks=twin.shocks(drawn.chances),
        standing=twin.doses(standing),
    )


def play(case: Case, members: frozenset[int], quiet: bool = False) -> dict[str, Floats]:
    """Play the turns of a case when only some parts do what they ordered."""
    world, flows = case.before, case.flows
    for record in case.turns:
        doses = record.doses[:, sorted(members)].sum(axis=1, keepdims=True)
        if record.standing is not None:
            doses = doses + record.standing
        added = record.quiet if quiet else record.modifiers
        world, flows = simulation.advance(case.network, case.constants, world, doses, added, record.shocks)
    assert flows is not None
    step = Step(case.network, world, flows)
    return {name: np.array(reading(step))[..., 0] for name, reading in READINGS.items()}


def shapley(case: Case, parts: int) -> dict[str, Floats]:
    """Average what each part adds over all orders in which the parts could come."""
    known: dict[frozenset[int], dict[str, Floats]] = {}

    def value(members: frozenset[int]) -> dict[str, Floats]:
        if members not in known:
            known[members] = play(case, members)
        return known[members]

    orders = list(permutations(range(parts)))
    total = {name: np.zeros((parts, *np.shape(values))) for name, values in value(frozenset()).items()}
    for order in orders:
        for place, part in enumerate(order):
            before, after = value(frozenset(order[:place])), value(frozenset(order[: place + 1]))
            for name, sums in total.items():
                sums[part] += (after[name] - before[name]) / len(orders)
    return total


def near(one: Floats, other: Floats, scale: Floats) -> None:
    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9 * max(1.0, float(np.max(np.abs(scale), initial=0.0))))


def check_sums(found: Receipt) -> None:
    near(found.before + found.momentum + found.events + found.contributors.sum(axis=0), found.after, found.after)
    for part, values in enumerate(found.contributors):
        lines = [value for (owner, _), value in found.lines.items() if owner == part]
        if lines:
            near(np.sum(lines, axis=0) + found.together[part], values, found.after)


@settings(max_examples=12)
@given(scenarios(), SEEDS, st.integers(2, 4), st.integers(1, 2))
def test_receipts_are_shapley_values_and_sum_to_the_change(
    scenario: Scenario, seed: int, parts: int, turns: int
) -> None:
    twin = Twin.of(scenario)
    records = [draw_turn(twin, seed, turn, parts) for turn in range(turns)]
    case = Case(twin.network, twin.network.constants, simulation.start_world(twin.network), records)
    found = receipts(case, READINGS)
    everybody, nobody = frozenset(range(parts)), frozenset[int]()
    by_hand, after, without = shapley(case, parts), play(case, everybody), play(case, nobody)
    quiet = play(case, nobody, quiet=True)
    for name, receipt in found.items():
        check_sums(receipt)
        near(receipt.after, after[name], after[name])
        near(receipt.momentum, quiet[name] - receipt.before, after[name])
        near(receipt.events, without[name] - quiet[name], after[name])
        near(receipt.contributors, by_hand[name], after[name])
        # Whoever orders nothing gets exactly nothing.
        assert np.all(receipt.contributors[parts - 1] == 0.0)
        assert np.all(receipt.displaced[parts - 1] == 0.0)


@settings(max_examples=8)
@given(scenarios(), SEEDS)
def test_the_same_orders_get_the_same(scenario: Scenario, seed: int) -> None:
    twin = Twin.of(scenario)
    record = draw_turn(twin, seed, 0, 3)
    doses = record.doses[:, [0, 1, 0]]
    twice = TurnRecord(doses, record.modifiers, record.quiet, record.shocks, record.standing)
    found = receipts(
        Case(twin.network, twin.network.constants, simulation.start_world(twin.network), [twice]), READINGS
    )
    for receipt in found.values():
        near(receipt.contributors[0], receipt.contributors[2], receipt.after)


@settings(max_examples=4)
@given(scenarios(), SEEDS)
def test_receipts_of_many_sum_to_the_change_too(scenario: Scenario, seed: int) -> None:
    """With more than ten parts orders are sampled; the sum stays exact."""
    twin = Twin.of(scenario)
    records = [draw_turn(twin, seed, 0, 13)]
    case = Case(twin.network, twin.network.constants, simulation.start_world(twin.network), records)
    for receipt in receipts(case, READINGS).values():
        check_sums(receipt)
        assert np.all(receipt.contributors[12] == 0.0)


@pytest.mark.slow
@settings(max_examples=100)
@given(scenarios(wild=True), SEEDS, st.integers(2, 5), st.integers(1, 4))
def test_receipts_sum_to_the_change_on_many_networks(scenario: Scenario, seed: int, parts: int, turns: int) -> None:
    twin = Twin.of(scenario)
    records = [draw_turn(twin, seed, turn, parts) for turn in range(turns)]
    case = Case(twin.network, twin.network.constants, simulation.start_world(twin.network), records)
    by_hand = shapley(case, parts)
    for name, receipt in receipts(case, READINGS).items():
        check_sums(receipt)
        near(receipt.contributors, by_hand[name], receipt.after)
