"""The model where it can be solved on paper."""

from dataclasses import replace
from itertools import pairwise
from math import exp, log

import numpy as np
import pytest

from game.model.scenario import Corridor, Rules
from game.model.taxonomy import MarketId
from game.simulation import Flows, Network, World, advance, no_shocks, scores, start_flows, start_world
from game.simulation.arrays import Floats
from tests.simulation.small import PARAMETERS, channel, doses, flow, herd, leg, market, network, place, play, worst

VALUE = PARAMETERS.value


def shares(compiled: Network) -> dict[tuple[str, ...], float]:
    """Return the shares at the start by the passages of the itinerary."""
    values = start_world(compiled).share[:, 0]
    return {label.passages: float(value) for label, value in zip(compiled.goods.labels, values, strict=True)}


def row_of(compiled: Network, passage: str) -> int:
    """Return the row of the itinerary of one passage."""
    return next(row for row, label in enumerate(compiled.goods.labels) if label.passages == (passage,))


def after(compiled: Network, world: World, amounts: Floats | None = None) -> tuple[World, Flows]:
    """Advance a world by one turn."""
    given = compiled.slots.zeros() if amounts is None else amounts
    return advance(compiled, compiled.constants, world, given, compiled.modifiers.zeros(), no_shocks(compiled))


def with_herds(compiled: Network, *animals: float) -> World:
    """Return the start with other herds."""
    return replace(start_world(compiled), population=np.array(animals).reshape(-1, 1))


def test_one_leg_loses_the_share_its_hazard_says() -> None:
    compiled = network(market({"A": 10}, {"B": 1}), leg("A-B"))
    kappa = 0.5 * (1 - VALUE("corruption_drag") * 0.5)
    hazard = VALUE("interdiction") * kappa * VALUE("base_effort")
    flows = start_flows(compiled)
    assert flow(compiled, flows, "A-B") == pytest.approx(5.0)  # half a year
    assert flows.arrived[0, 0] == pytest.approx(5.0 * exp(-hazard))
    assert flows.seized[0, 0] == pytest.approx(5.0 * (1 - exp(-hazard)))


def test_two_like_routes_share_evenly_and_a_cheaper_one_takes_more() -> None:
    compiled = network(market({"A": 10}, {"B": 1}), leg("A-B-1"), leg("A-B-2"), leg("A-B-3", cost=2.0))
    share = shares(compiled)
    assert share["A-B-1",] == share["A-B-2",]
    assert log(share["A-B-1",] / share["A-B-3",]) == pytest.approx(VALUE("route_sensitivity") * 1.0)


def test_a_route_split_in_two_halves_is_not_counted_twice() -> None:
    whole = network(market({"A": 10}, {"C": 1}), leg("A-B"), leg("B-C-1"), leg("B-C-2"), leg("A-C", cost=2.0))
    share = shares(whole)
    through = share["A-B", "B-C-1"] + share["A-B", "B-C-2"]
    # without path size the two halves together would carry twice what one route of the same cost carries
    hazard = float(whole.reference.passage_risk[0, 0])
    alone = exp(-VALUE("risk_aversion") * hazard)  # the second passage is one more risk
    assert through / share["A-C",] == pytest.approx(1.5 * alone, rel=1e-6)


def test_groups_move_to_their_new_shares_at_the_pace_of_learning() -> None:
    quiet = {"corruption_growth": 0.0, "money_corruption": 0.0}  # or efforts would move too
    compiled = network(market({"A": 10}, {"B": 1}), leg("A-B-1"), leg("A-B-2"), **quiet)
    amounts = doses(compiled, ("patrol", 5, {"leg": "A-B-1", "jurisdiction": "A"}))
    row = row_of(compiled, "A-B-1")
    course = [world.share[row, 0] for world, _ in play(compiled, 40, amounts)]
    gaps = [value - course[-1] for value in course[1:8]]
    for before, after_it in pairwise(gaps):
        assert after_it / before == pytest.approx(exp(-compiled.turn_years / VALUE("route_lag")), rel=1e-6)


@pytest.mark.parametrize(("aversion", "amount"), [(0.5, 3.0), (6.0, 3.0), (6.0, 30.0)])
def test_parallel_routes_have_the_sign_of_the_closed_form(aversion: float, amount: float) -> None:
    """At settled shares more hazard on one of several one-leg routes changes arrivals by −share · [(k + 1) S − k S̄].

    k = θλ; S is what gets through on that route, S̄ the mean of all. With strong aversion and a route that is already
    more dangerous than the others, displacement makes arrivals rise.
    """
    compiled = network(
        market({"A": 10}, {"B": 1}, risk_aversion=aversion, route_lag=0.0, price_elasticity=0.0),
        leg("A-B-1"),
        leg("A-B-2"),
        leg("A-B-3", cost=1.4),
    )

    def arrivals(more: float) -> tuple[float, float, float, float]:
        amounts = doses(compiled, ("patrol", amount + more, {"leg": "A-B-1", "jurisdiction": "A"}))
        world, flows = after(compiled, start_world(compiled), amounts)
        row = row_of(compiled, "A-B-1")
        through = np.exp(-flows.hazard[:, 0])
        order = [compiled.leg_index[label.passages[0]] for label in compiled.goods.labels]
        mean = float(world.share[:, 0] @ through[order])
        return flows.arrived[0, 0], float(world.share[row, 0]), float(through[compiled.leg_index["A-B-1"]]), mean

    here, share, through, mean = arrivals(0.0)
    there, _, through_after, _ = arrivals(1e-4)
    more_hazard = log(through / through_after)
    expected = -5.0 * share * ((aversion + 1) * through - aversion * mean) * more_hazard
    assert there - here == pytest.approx(expected, rel=1e-3)


def test_an_untouched_herd_grows_as_ricker_says() -> None:
    compiled = network(place("A"), herd("h", "A", population=500.0, capacity=1000.0, pike=0.0, growth=0.08))
    # steady: the unexplained part balances growth exactly
    assert play(compiled, 3)[3][0].population[0, 0] == pytest.approx(500.0, abs=1e-9)
    halved, _ = after(compiled, with_herds(compiled, 250.0))
    assert halved.population[0, 0] == pytest.approx(250.0 * exp(0.5 * 0.08 * (500 - 250) / 1000))


def test_small_turns_approach_logistic_growth() -> None:
    fine = Rules(turns=8, turn_years=0.25, drift=0.0)
    capacity, growth, start = 1000.0, 0.06, 900.0
    # a trend equal to the logistic rate leaves nothing unexplained
    trend = growth * (1 - start / capacity)
    compiled = network(
        place("A"),
        herd("h", "A", population=start, capacity=capacity, pike=0.0, trend=trend, growth=growth),
        rules=fine,
    )
    population = play(compiled, 40)[-1][0].population[0, 0]
    years = 10.0
    logistic = capacity / (1 + (capacity / start - 1) * exp(-growth * years))
    assert population == pytest.approx(logistic, rel=1e-3)


def test_pike_at_the_start_is_the_cited_one() -> None:
    compiled = network(place("A"), herd("h", "A", pike=0.41), herd("k", "A", pike=0.0))
    assert start_flows(compiled).pike[:, 0] == pytest.approx([0.41, 0.0])


def test_animals_move_towards_the_emptier_herd_and_none_is_lost() -> None:
    parts = (place("A"), place("B"), herd("a", "A", pike=0.0), herd("b", "B", pike=0.0))
    apart, joined = network(*parts), network(*parts, Corridor("c", "c", ("a", "b"), 0.1, 1.0))
    grown = after(apart, with_herds(apart, 1000.0, 600.0))[0].population[:, 0]
    moved = after(joined, with_herds(joined, 1000.0, 600.0))[0].population[:, 0]
    net = (1 - exp(-0.1 * 0.5)) * 0.5 * 1000 * (grown[0] - grown[1]) / 1000
    assert moved == pytest.approx([grown[0] - net, grown[1] + net])
    assert moved.sum() == pytest.approx(grown.sum(), rel=1e-12)


def test_money_that_finds_no_channel_is_integrated_at_home() -> None:
    compiled = network(market({"A": 10}, {"B": 1}), leg("A-B"))
    flows = start_flows(compiled)
    kept = flows.proceeds[:, 0] - flows.frozen[:, 0]
    assert flows.integrated[:, 0] == pytest.approx(kept)
    revenue = flows.arrived[0, 0] * 2.0
    # a route without transit: its part goes to origin and destination as 2 to 5
    assert flows.proceeds[:, 0] == pytest.approx([revenue * (0.2 + 0.3 * 2 / 7), revenue * (0.5 + 0.3 * 5 / 7)])


def test_secrecy_and_hubs_draw_money() -> None:
    compiled = network(market({"A": 10}, {"B": 1}), leg("A-B"), channel("$B-C"), hubs={"C": 2.0})
    pairs = zip(compiled.money.labels, start_world(compiled).money_share[:, 0], strict=True)
    share = {label.passages: value for label, value in pairs if label.origin == "B"}
    hazard = float(compiled.reference.passage_risk[compiled.leg_index["$B-C"], 0])
    odds = log(2.0 / VALUE("home_attraction")) - 1.0 - VALUE("money_risk_aversion") * hazard
    assert log(share["$B-C",] / share[()]) == pytest.approx(odds)


def test_nothing_moves_when_nothing_is_done() -> None:
    kinds = (MarketId.FAUNA, MarketId.HUMAN_TRAFFICKING, MarketId.HUMAN_SMUGGLING)
    ways = ("A-B", "B-D", "A-D")
    compiled = network(
        market({"A": 10, "B": 3}, {"B": 1, "D": 2}),
        market({}, {"D": 1}, MarketId.FAUNA),
        market({"A": 200}, {"D": 1}, MarketId.HUMAN_TRAFFICKING, persons=900.0),
        market({"A": 500}, {"D": 1}, MarketId.HUMAN_SMUGGLING),
        *(leg(name) for name in ways),
        *(leg(f"{name}-{kind}", of=kind) for name in ways for kind in kinds),
        channel("$B-D"),
        herd("h", "A"),
        hubs={"D": 1.0},
    )
    course = play(compiled, 40)
    assert worst(course[0][0], course[-1][0]) < 1e-9
    assert np.array_equal(scores(compiled, course[0][0]).market, compiled.cited.market)


def test_people_exploited_follow_arrivals_and_victim_support() -> None:
    kind = MarketId.HUMAN_TRAFFICKING
    compiled = network(market({"A": 200}, {"B": 1}, kind, persons=900.0), leg("A-B", of=kind))
    support = doses(compiled, ("victim_support", 20, {"jurisdiction": "B"}))
    still, helped = play(compiled, 8), play(compiled, 8, support)
    assert still[8][0].persons[0, 0] == pytest.approx(900.0)
    assert helped[8][0].persons[0, 0] < 890
    # identified and recorded rise: an indicator that looks worse because the State works better
    assert helped[1][1].identified[0, 0] > 1.5 * still[1][1].identified[0, 0]
    assert helped[8][1].recorded[0, 0] > still[8][1].recorded[0, 0]


def test_pathways_take_people_out_of_the_market_without_making_passage_dearer() -> None:
    kind = MarketId.HUMAN_SMUGGLING
    compiled = network(market({"A": 500}, {"B": 1}, kind), leg(f"A-B-{kind}", of=kind))
    open_paths = doses(compiled, ("regular_pathways", 12, {"jurisdiction": "B"}))
    guards = doses(compiled, *(("patrol", 12.0, {"leg": f"A-B-{kind}", "jurisdiction": end}) for end in "AB"))
    paths, force = play(compiled, 6, open_paths), play(compiled, 6, guards)
    assert paths[6][1].regular[0, 0] > 0
    assert paths[6][1].supply[0, 0] < 0.85 * paths[0][1].supply[0, 0]
    assert paths[6][0].price[0, 0] < 1.02
    assert force[6][0].price[0, 0] > 1.05
    assert force[6][1].danger[0, 0] > 1.1 > paths[6][1].danger[0, 0]
