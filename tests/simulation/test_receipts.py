"""Receipts: they sum, they are fair, and displacement is kept apart."""

from dataclasses import replace

import numpy as np
import pytest

from game.model.taxonomy import MarketId
from game.simulation import advance, draw_shocks, no_shocks, scores, start_world
from game.simulation.arrays import Floats
from game.simulation.forecast import Reading
from game.simulation.network import Network
from game.simulation.receipts import Case, Receipt, TurnRecord, receipts
from tests.simulation.ivory import ivory
from tests.simulation.small import doses, leg, market, network

READINGS: dict[str, Reading] = {
    "criminality": lambda step: step.scores.criminality,
    "flow": lambda step: step.flows.passage_flow,
    "world": lambda step: step.scores.world_criminality,
}

Order = tuple[str, float, dict[str, str]]
ORDERS: list[list[Order]] = [
    [("ranger_patrol", 4, {"habitat": "tsavo"}), ("patrol", 3, {"leg": "ken_mys", "jurisdiction": "KEN"})],
    [
        ("patrol", 4, {"leg": "ken_mys", "jurisdiction": "MYS"}),
        ("patrol", 4, {"leg": "mys_chn", "jurisdiction": "MYS"}),
        ("audit", 4, {"jurisdiction": "MYS"}),
    ],
    [],
    [("financial_intelligence", 6, {"jurisdiction": "ARE"})],
]


def together(compiled: Network, orders: list[list[Order]]) -> Floats:
    return np.concatenate([doses(compiled, *part) for part in orders], axis=1)


def record(compiled: Network, orders: list[list[Order]], turn: int = 1, event: float = 1.0) -> TurnRecord:
    happened, quiet = compiled.modifiers.zeros(), compiled.modifiers.zeros()
    if event != 1.0:
        compiled.modifiers.add(happened, "supply", event, "fauna", "KEN")
    return TurnRecord(together(compiled, orders), happened, quiet, draw_shocks(compiled, 3, turn))


def ivory_case(turns: int = 1, event: float = 1.3) -> Case:
    _, compiled = ivory()
    course = [record(compiled, ORDERS, turn, event) for turn in range(turns)]
    return Case(compiled, compiled.constants, start_world(compiled), course)


def total(receipt: Receipt) -> Floats:
    return receipt.before + receipt.momentum + receipt.events + receipt.contributors.sum(axis=0)


@pytest.mark.parametrize("turns", [1, 3])
def test_receipts_sum_to_the_change(turns: int) -> None:
    case = ivory_case(turns)
    for name, receipt in receipts(case, READINGS).items():
        assert total(receipt) == pytest.approx(receipt.after, abs=1e-9), name


def test_what_is_explained_is_what_happened() -> None:
    case = ivory_case(3)
    network_, world = case.network, case.before
    for turn in case.turns:
        given = turn.doses.sum(axis=1, keepdims=True)
        world, _ = advance(network_, case.constants, world, given, turn.modifiers, turn.shocks)
    found = receipts(case, READINGS)["criminality"]
    assert found.after == pytest.approx(scores(network_, world).criminality[:, 0], abs=1e-12)
    assert found.before == pytest.approx(scores(network_, case.before).criminality[:, 0], abs=0)


def test_who_orders_nothing_gets_exactly_nothing() -> None:
    for receipt in receipts(ivory_case(3), READINGS).values():
        assert np.all(receipt.contributors[2] == 0.0)
        assert np.all(receipt.displaced[2] == 0.0)
        assert np.all(receipt.together[2] == 0.0)
        assert not any(contributor == 2 for contributor, _ in receipt.lines)


def test_nobody_orders_anything() -> None:
    _, compiled = ivory()
    case = Case(compiled, compiled.constants, start_world(compiled), [record(compiled, [[], []], event=1.5)])
    found = receipts(case, READINGS)["criminality"]
    assert np.all(found.contributors == 0.0)
    assert found.events[compiled.jurisdiction_index["KEN"]] > 0.05
    assert total(found) == pytest.approx(found.after, abs=1e-12)


def test_contributors_that_do_the_same_get_the_same() -> None:
    """Two origins alike in everything, each guarded by its own State."""
    compiled = network(market({"A": 10, "B": 10}, {"C": 1}), leg("A-C"), leg("B-C"))
    orders: list[list[Order]] = [[("patrol", 4, {"leg": f"{name}-C", "jurisdiction": name})] for name in ("A", "B")]
    case = Case(compiled, compiled.constants, start_world(compiled), [record(compiled, orders)])
    for turn in case.turns:
        assert turn.doses.shape[1] == 2
    case = replace(case, turns=[replace(case.turns[0], shocks=no_shocks(compiled))])
    found = receipts(case, READINGS)
    assert found["world"].contributors[0] == pytest.approx(found["world"].contributors[1], abs=1e-12)
    assert found["world"].contributors[0] < -1e-3


def test_teams_at_two_ends_share_what_only_both_achieve() -> None:
    compiled = network(market({"A": 10}, {"C": 1}), leg("A-C"))
    one, other = ({"leg": "A-C", "jurisdiction": end} for end in ("A", "C"))
    orders: list[list[Order]] = [
        [("joint_investigation", 1, one)],
        [("joint_investigation", 1, other)],
        [("patrol", 5, one)],
    ]
    found = receipts(Case(compiled, compiled.constants, start_world(compiled), [record(compiled, orders)]), READINGS)
    assert found["world"].contributors[0] == pytest.approx(found["world"].contributors[1], abs=1e-12)
    assert found["world"].contributors[0] < -1e-3
    # the link also makes the patrol at one end worth more than alone
    alone = receipts(
        Case(compiled, compiled.constants, start_world(compiled), [record(compiled, orders[2:])]), READINGS
    )
    assert found["world"].contributors[2] < alone["world"].contributors[0] - 1e-3


def test_a_joint_part_is_split_by_what_each_paid() -> None:
    _, compiled = ivory()
    case = ivory_case(event=1.0)
    project = np.zeros((compiled.modifiers.size, 1))
    compiled.modifiers.add(project, "effort", 0.4, "ken_mys", "KEN")
    parts = np.concatenate([case.turns[0].doses, compiled.slots.zeros()], axis=1)
    added = np.concatenate([np.repeat(np.zeros_like(project), 4, axis=1), project], axis=1)
    owners = np.vstack([np.eye(4), [0.75, 0.0, 0.25, 0.0]])
    turn = replace(case.turns[0], doses=parts, part_modifiers=added)
    joint = receipts(replace(case, turns=[turn]), READINGS, owners)["criminality"]
    without = receipts(replace(case, turns=[turn]), READINGS)["criminality"]
    assert joint.contributors.shape[0] == 4
    assert joint.contributors[2] == pytest.approx(0.25 * without.contributors[4], abs=1e-12)
    assert total(joint) == pytest.approx(joint.after, abs=1e-9)


def test_pressure_on_one_port_is_displacement_at_the_next() -> None:
    _, compiled = ivory()
    found = receipts(ivory_case(4, event=1.0), READINGS)
    malaysia, singapore = (compiled.jurisdiction_index[place] for place in ("MYS", "SGP"))
    crime = found["criminality"]
    assert crime.displaced[1, singapore] > 0.05
    assert crime.displaced[1, malaysia] < -0.05
    # arrows: where each contributor's pressure drove the flow
    flow = found["flow"].contributors[1]
    assert flow[compiled.leg_index["ken_mys"]] < 0 < flow[compiled.leg_index["ken_sgp"]]
    # what is seized on the way is not displacement
    assert np.all(np.abs(crime.displaced[3, :5]) < 0.02)


def test_measures_and_what_cannot_be_parted_make_up_a_contributor() -> None:
    found = receipts(ivory_case(2), READINGS)["criminality"]
    for contributor in (0, 1, 3):
        lines = sum(line for (owner, _), line in found.lines.items() if owner == contributor)
        assert lines + found.together[contributor] == pytest.approx(found.contributors[contributor], abs=1e-12)
    assert set(found.lines) == {
        (0, "ranger_patrol"),
        (0, "patrol"),
        (1, "patrol"),
        (1, "audit"),
        (3, "financial_intelligence"),
    }
    assert np.all(np.abs(found.together) < 0.25 * np.abs(found.contributors).max())


def test_slow_levers_show_in_the_receipt_since_the_start() -> None:
    _, compiled = ivory()
    audits: list[list[Order]] = [[("audit", 6, {"jurisdiction": place}) for place in compiled.jurisdictions]]
    course = [record(compiled, audits, turn) for turn in range(8)]
    world = start_world(compiled)
    first = receipts(Case(compiled, compiled.constants, world, course[:1]), READINGS)["world"].contributors[0]
    whole = receipts(Case(compiled, compiled.constants, world, course), READINGS)["world"].contributors[0]
    assert abs(first) < 0.005
    assert whole < -0.05


def test_more_than_ten_parts_are_sampled_and_still_sum() -> None:
    compiled = network(
        market({"A": 10}, {"B": 1}, MarketId.ARMS), *(leg(f"A-B-{number}", of=MarketId.ARMS) for number in range(12))
    )
    orders: list[list[Order]] = [
        [("patrol", 2.0, {"leg": f"A-B-{number}", "jurisdiction": "A"})] for number in range(12)
    ]
    found = receipts(Case(compiled, compiled.constants, start_world(compiled), [record(compiled, orders)]), READINGS)
    assert total(found["world"]) == pytest.approx(found["world"].after, abs=1e-9)
    each = found["world"].contributors
    assert np.ptp(each) < 0.5 * np.abs(each.mean())
