"""What the model is for: levers that differ in kind, displacement, and cooperation that pays."""

from dataclasses import replace

import numpy as np
import pytest

from game.simulation import advance, compile_network, no_shocks, start_world
from game.simulation.arrays import Floats
from tests.simulation.ivory import AFTER, animals, course, crime, inflow, ivory, score
from tests.simulation.small import PARAMETERS, doses

ORIGINS = ("KEN", "TZA", "MOZ", "COG", "GAB")


def on_legs(amount: float, *ends: str, legs_of: str | None = None) -> Floats:
    """Return patrols of ``amount`` at the named ends ("origin", "destination") of all legs, or at one State's ends."""
    scenario, network = ivory()
    orders = []
    for leg in scenario.legs:
        for end in ends:
            place = leg.origin if end == "origin" else leg.destination
            if legs_of in (None, place):
                orders.append(("patrol", amount, {"leg": leg.id, "jurisdiction": place}))
    return doses(network, *orders)


def everywhere(measure: str, amount: float, *places: str) -> Floats:
    _, network = ivory()
    return doses(network, *((measure, amount, {"jurisdiction": place}) for place in places or network.jurisdictions))


def prevention(amount: float) -> Floats:
    _, network = ivory()
    return doses(network, *(("prevention", amount, {"jurisdiction": place, "market": "fauna"}) for place in ORIGINS))


def demand(amount: float) -> Floats:
    _, network = ivory()
    buyers = [{"jurisdiction": end, "market": "fauna"} for end in ("CHN", "VNM")]
    return doses(network, *(("demand_reduction", amount, buyer) for buyer in buyers))


def rangers(amount: float) -> Floats:
    _, network = ivory()
    return doses(network, *(("ranger_patrol", amount, {"habitat": habitat}) for habitat in network.habitats))


def links(*pairs: tuple[str, str]) -> Floats:
    _, network = ivory()
    both = [*pairs, *((other, one) for one, other in pairs)]
    return doses(network, *(("liaison", 1.0, {"jurisdiction": one, "other": other}) for one, other in both))


def test_left_alone_things_drift_and_do_not_jump() -> None:
    idle = course(ivory()[1].slots.zeros())
    assert abs(crime(idle) - crime(idle, 0)) < 0.15
    assert 0.9 < animals(idle) / animals(idle, 0) < 1.02


def test_one_transit_state_alone_moves_the_flow_to_its_neighbours() -> None:
    idle, alone = course(ivory()[1].slots.zeros()), course(on_legs(4, "origin", "destination", legs_of="MYS"))
    assert inflow(alone, "MYS") < 0.8 * inflow(idle, "MYS")
    assert inflow(alone, "SGP") > 1.1 * inflow(idle, "SGP")
    assert score(alone, "fauna", "SGP") > score(idle, "fauna", "SGP") + 0.05
    arrived = [float(played[-1][1].arrived.sum()) for played in (alone, idle)]
    assert 0.85 < arrived[0] / arrived[1] < 1.0


def test_all_together_crime_falls_clearly_and_herds_recover() -> None:
    """57 units a turn, what the six delegations have in all, and their teams."""
    _, network = ivory()
    legs = (
        ("ken_mys", "KEN"),
        ("ken_mys", "MYS"),
        ("tza_mys", "MYS"),
        ("mys_chn", "MYS"),
        ("mys_chn", "CHN"),
        ("vnm_chn", "VNM"),
    )
    plan = (
        rangers(3)
        + everywhere("financial_intelligence", 4, "ARE", "SGP", "KEN")
        + demand(5)
        + doses(network, *(("patrol", 2, {"leg": leg, "jurisdiction": end}) for leg, end in legs))
        + everywhere("audit", 4, "KEN", "VNM")
        + links(("KEN", "MYS"), ("MYS", "CHN"), ("VNM", "CHN"), ("KEN", "SGP"))
    )
    assert float(plan.sum()) == pytest.approx(57 + 8)
    played = course(plan, after=AFTER)
    idle = course(network.slots.zeros(), after=AFTER)
    assert 0.5 < crime(played, 0) - crime(played, 8) < 1.5
    assert score(played, "fauna", "CHN", 8) < score(idle, "fauna", "CHN", 8) - 0.5
    assert score(played, "money", "ARE", 8) < score(idle, "money", "ARE", 8) - 0.3
    assert animals(played) > animals(idle) * 1.03
    assert crime(played) < crime(idle) - 0.1


def test_patrols_are_quick_and_fade_when_they_leave() -> None:
    idle = course(ivory()[1].slots.zeros(), after=AFTER)
    played = course(on_legs(2, "origin", "destination"), after=AFTER)
    gain = [crime(idle, turn) - crime(played, turn) for turn in range(len(idle))]
    assert gain[1] > 0.3 * gain[8]
    assert gain[10] < 0.75 * gain[8]
    assert gain[-1] < 0.15 * gain[8]


@pytest.mark.parametrize("slow", [everywhere("judicial_training", 6), everywhere("audit", 5), prevention(6)])
def test_training_audits_and_prevention_are_slow_and_last(slow: Floats) -> None:
    idle, played = course(ivory()[1].slots.zeros(), after=AFTER), course(slow, after=AFTER)
    gain = [crime(idle, turn) - crime(played, turn) for turn in range(len(idle))]
    assert gain[1] < 0.25 * gain[8]
    assert gain[-1] > 0.35 * gain[8]
    assert gain[8] > 0.05


def test_demand_reduction_lasts() -> None:
    _, network = ivory()
    plan = doses(
        network, *(("demand_reduction", 5, {"jurisdiction": end, "market": "fauna"}) for end in ("CHN", "VNM"))
    )
    idle, played = course(network.slots.zeros(), after=AFTER), course(plan, after=AFTER)
    assert crime(idle, 8) - crime(played, 8) > 0.1
    assert crime(idle) - crime(played) > 0.1


def test_rangers_save_herds_at_once() -> None:
    idle, played = course(ivory()[1].slots.zeros()), course(rangers(4))
    assert played[1][1].poached.sum() < 0.8 * idle[1][1].poached.sum()
    assert animals(played) > 1.02 * animals(idle)


def test_money_is_felt_in_every_place_at_once() -> None:
    _, network = ivory()
    idle, played = course(network.slots.zeros()), course(everywhere("financial_intelligence", 6))
    for place in network.jurisdictions:
        assert score(played, "money", place, 1) < score(idle, "money", place, 1) + 1e-12
    assert score(played, "money", "SGP", 1) < score(idle, "money", "SGP", 1) - 0.3
    fauna = [[score(one, "fauna", place, 8) for place in network.jurisdictions] for one in (idle, played)]
    assert np.all(np.subtract(*fauna) > 0.05)


def test_the_weakest_link_is_felt_and_a_link_helps() -> None:
    one_sided, both = course(on_legs(4, "origin")), course(on_legs(2, "origin", "destination"))
    idle = crime(course(ivory()[1].slots.zeros()))
    assert idle - crime(both) > 1.5 * (idle - crime(one_sided))
    pairs = {tuple(sorted((leg.origin, leg.destination))) for leg in ivory()[0].legs}
    linked = course(on_legs(4, "origin") + links(*pairs))  # type: ignore[arg-type]
    link_alone = idle - crime(course(links(*pairs)))  # type: ignore[arg-type]
    patrol_alone = idle - crime(one_sided)
    assert idle - crime(linked) > 1.15 * (link_alone + patrol_alone)


@pytest.mark.parametrize("years", [0.25, 1.0])
def test_turns_of_any_length_tell_the_same_story(years: float) -> None:
    """Six years of the same intensity agree within 15 % with turns of half a year."""
    scenario, network = ivory()

    def change(turn_years: float) -> tuple[float, float]:
        rules = replace(scenario.rules, turn_years=turn_years)
        timed = compile_network(replace(scenario, rules=rules), PARAMETERS)
        world = start_world(timed)
        amounts = rangers(4) + on_legs(2, "origin", "destination") + everywhere("financial_intelligence", 4)
        for _ in range(round(6 / turn_years)):
            world, _flows = advance(timed, timed.constants, world, amounts, timed.modifiers.zeros(), no_shocks(timed))
        return float(np.log(world.activity).mean()), float(world.population.sum())

    assert network.turn_years == 0.5
    activity, herd = change(years)
    usual_activity, usual_herd = change(0.5)
    assert activity == pytest.approx(usual_activity, rel=0.15)
    assert herd == pytest.approx(usual_herd, rel=0.03)
