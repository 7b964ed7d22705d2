"""Where doses and modifiers go: rows found by what they are aimed at, in words or as members of an enumeration."""

from dataclasses import replace

import numpy as np
import pytest

from game.model.measures import MeasureId
from game.model.scenario import Instrument, InstrumentKind, MeasureOffer
from game.model.taxonomy import BlockId, MarketId
from game.simulation import ModifierKind, advance, compile_network, no_shocks, start_world
from tests.simulation.small import PARAMETERS, channel, doses, flow, herd, leg, market, network, play, scenario

COMPILED = network(market({"A": 10}, {"B": 1}), leg("A-B"), channel("$A-B"), herd("h", "A"), hubs={"B": 1.0})


def test_every_row_is_found_by_its_own_words() -> None:
    for row in range(COMPILED.slots.size):
        slot = COMPILED.slots.describe(row)
        words = {name: getattr(slot, name) for name in ("leg", "jurisdiction", "other", "market", "habitat", "block")}
        assert COMPILED.slots.find(slot.measure, **words) == row
    for row in range(COMPILED.modifiers.size):
        kind, target = COMPILED.modifiers.describe(row)
        assert COMPILED.modifiers.find(kind, *target) == COMPILED.modifiers.find(str(kind), *map(str, target)) == row


def test_members_and_words_find_the_same_row() -> None:
    by_member = COMPILED.slots.find(MeasureId.PREVENTION, jurisdiction="A", market=MarketId.COCAINE)
    assert by_member == COMPILED.slots.find("prevention", jurisdiction="A", market="cocaine")
    assert by_member is not None
    assert COMPILED.slots.find("technical_assistance", jurisdiction="B", block=BlockId.PREVENTION) is not None
    assert COMPILED.modifiers.find(ModifierKind.SUPPLY, MarketId.COCAINE, "A") is not None


def test_what_does_nothing_has_no_row() -> None:
    assert COMPILED.slots.find("patrol", leg="A-B", jurisdiction="C") is None
    assert COMPILED.slots.find("prevention", jurisdiction="B", market="cocaine") is None  # nothing starts in B
    assert COMPILED.slots.find("no_such_measure", jurisdiction="A") is None
    with pytest.raises(KeyError):
        COMPILED.slots.index("patrol", leg="$A-B", jurisdiction="A")
    values = COMPILED.modifiers.zeros()
    assert not COMPILED.modifiers.add(values, "supply", 2.0, "cocaine", "B")
    assert not values.any()


def test_words_of_a_scenario_become_what_the_model_adds() -> None:
    values = COMPILED.modifiers.zeros()
    assert COMPILED.modifiers.add(values, "link", 0.5, "A-B")
    assert COMPILED.modifiers.add(values, "link", 0.5, "A-B")
    assert 1 - np.exp(-values[COMPILED.modifiers.index("link", "A-B"), 0]) == pytest.approx(0.75)
    assert COMPILED.modifiers.amount("supply", 1.3) == pytest.approx(np.log(1.3))
    assert COMPILED.modifiers.amount("demand", 0.0) == -5.0
    assert COMPILED.modifiers.amount("corruption", 0.1) == 0.1


def test_a_measure_of_the_scenarios_own_works_beside_the_built_in_one() -> None:
    base = scenario(market({"A": 10}, {"B": 1}), leg("A-B"))
    dogs = MeasureOffer("dogs", MeasureId.PATROL, "Dogs", half_amount=2.0, maximum=0.35)
    strong = MeasureOffer("audit", MeasureId.AUDIT, "Audit", half_amount=1.0)
    compiled = compile_network(replace(base, measures=(dogs, strong)), PARAMETERS)
    end = {"leg": "A-B", "jurisdiction": "A"}
    both = play(compiled, 1, doses(compiled, ("patrol", 5, end), ("dogs", 2, end)))[1][1]
    more = play(compiled, 1, doses(compiled, ("patrol", 5, end)))[1][1]
    assert both.hazard[0, 0] > more.hazard[0, 0]
    assert compiled.slots.rule("dogs") is MeasureId.PATROL
    assert compiled.slots.groups[MeasureId.AUDIT].half.ravel().tolist() == [1.0]


def test_instruments_in_force_at_the_start_are_part_of_the_start() -> None:
    base = scenario(market({"A": 10}, {"B": 1}), leg("A-B"))
    treaty = Instrument("t", "Treaty", InstrumentKind.TREATY, "", 0.3, 1, 1, ("A", "B"))
    joined = compile_network(replace(base, instruments=(treaty,)), PARAMETERS)
    apart = compile_network(base, PARAMETERS)
    assert 1 - np.exp(-joined.start_link[0, 0]) == pytest.approx(0.3)
    still = play(joined, 5)
    assert flow(joined, still[5][1], "A-B") == pytest.approx(flow(joined, still[0][1], "A-B"))
    assert still[0][1].seized[0, 0] > play(apart, 0)[0][1].seized[0, 0]
    # leaving it takes the link away
    left = joined.modifiers.zeros()
    left[joined.modifiers.index("link", "A-B")] -= joined.modifiers.amount("link", 0.3)
    _, flows = advance(joined, joined.constants, start_world(joined), joined.slots.zeros(), left, no_shocks(joined))
    assert flows.hazard[0, 0] == pytest.approx(play(apart, 0)[0][1].hazard[0, 0])
