"""Oracles on paper: one leg, a herd that grows, a stock that settles, two herds that even out, money on one channel."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import simulation
from game.model.scenario import (
    Channel,
    Corridor,
    Destination,
    Habitat,
    Leg,
    Market,
    MoneyHub,
    Origin,
    Rules,
    Scenario,
)
from game.model.taxonomy import MarketId, MarketKind, Mode
from tests.laws.places import place
from tests.reference.twin import Key, Twin


def market(destination: str) -> Market:
    return Market(
        id=MarketId.COCAINE,
        kind=MarketKind.GOODS,
        unit="tonnes",
        unit_value=2.0,
        value_chain=(0.2, 0.3, 0.5),
        origins=(Origin("AAA", 100.0),),
        destinations=(Destination(destination, 1.0),),
    )


def one_leg() -> Scenario:
    return place(
        [("AAA", 4.0, 0.6), ("BBB", 8.0, 0.2)],
        markets=(market("BBB"),),
        legs=(Leg("leg", "", MarketId.COCAINE, "AAA", "BBB", Mode.SEA, 1.0),),
        channels=(Channel("channel", "", "BBB", "AAA"),),
        money_hubs=(MoneyHub("AAA"),),
    )


def test_one_leg_by_hand() -> None:
    """Everything on one leg, worked out on paper from the page."""
    twin = Twin.of(one_leg())
    value = twin.other.value
    flows = simulation.start_flows(twin.network)
    drag, base = value("corruption_drag"), value("base_effort")
    here, there = (0.4 * (1 - drag * 0.6) * base, 0.8 * (1 - drag * 0.2) * base)
    hazard = value("interdiction") * 2 * here * there / (here + there)
    passes = math.exp(-hazard)
    assert flows.hazard[0, 0] == pytest.approx(hazard, rel=1e-12)
    assert flows.passage_flow[0, 0] == pytest.approx(50.0, rel=1e-12)
    assert flows.arrived[0, 0] == pytest.approx(50.0 * passes, rel=1e-12)
    # Nobody is in between: the carriers' 0.3 is split as 0.2 to 0.5.
    revenue = 50.0 * passes * 2.0
    np.testing.assert_allclose(flows.proceeds[:, 0], [revenue * 2 / 7, revenue * 5 / 7], rtol=1e-12)
    # With no other way money of AAA stays, that of BBB splits between its own place and the channel.
    frozen = value("placement_interdiction")
    placed = flows.proceeds[:, 0] * np.exp(-frozen * np.array([here, there]))
    money = value("money_interdiction") * 2 * here * there / (here + there)
    theta, aversion = value("money_route_sensitivity"), value("money_risk_aversion")
    away = math.exp(-theta * (1.0 + aversion * money))
    share = away / (away + value("home_attraction"))
    assert flows.passage_flow[1, 0] == pytest.approx(placed[1] * share, rel=1e-9)
    assert flows.integrated[0, 0] == pytest.approx(placed[0] + placed[1] * share * math.exp(-money), rel=1e-9)
    assert flows.integrated[1, 0] == pytest.approx(placed[1] * (1 - share), rel=1e-9)


def herds(habitats: tuple[Habitat, ...], corridors: tuple[Corridor, ...] = (), turn_years: float = 0.5) -> Scenario:
    """Make herds that nobody hunts, beside a market that has nothing to do with them."""
    return place(
        [("AAA", 5.0, 0.5)],
        rules=Rules(drift=0.0, turn_years=turn_years),
        markets=(market("AAA"),),
        money_hubs=(MoneyHub("AAA"),),
        habitats=habitats,
        corridors=corridors,
    )


def herd(id_: str, population: float, growth: float, trend: float) -> Habitat:
    return Habitat(id_, "", "AAA", "elephant", population, 0.0, population * 2.0, 0.03, growth, trend, 0.01)


def play(
    twin: Twin, turns: int, doses: dict[Key, float] | None = None, once: dict[Key, float] | None = None
) -> list[simulation.World]:
    worlds = [simulation.start_world(twin.network)]
    for turn in range(turns):
        worlds.append(twin.advance(worlds[-1], doses or {}, (once or {}) if turn == 0 else {}, {})[0])
    return worlds


@given(st.floats(100.0, 1e6), st.floats(0.0, 0.2), st.floats(-0.05, 0.05), st.sampled_from((0.25, 0.5, 1.0)))
def test_an_unhunted_herd_follows_its_trend_and_its_room(
    population: float, growth: float, trend: float, turn_years: float
) -> None:
    """Without poaching ln P grows by Δ [trend − r (P − P₀)/K] a turn."""
    twin = Twin.of(herds((herd("wild", population, growth, trend),), turn_years=turn_years))
    expected = population
    for world in play(twin, 12):
        assert world.population[0, 0] == pytest.approx(expected, rel=1e-9)
        expected *= math.exp(turn_years * (trend - growth * (expected - population) / (2.0 * population)))


@given(st.floats(0.01, 0.2), st.floats(-2.0, 2.0))
def test_a_herd_comes_back_as_the_logistic_curve_does(growth: float, shift: float) -> None:
    """After a loss or gain a herd returns to its start; in short turns along dP/dt = r P (P₀ − P)/K."""
    twin = Twin.of(herds((herd("wild", 1000.0, growth, 0.0),), turn_years=0.25))
    shift /= 10.0
    worlds = play(twin, 40, once={("population", "wild"): shift})
    rate = growth / 2.0  # r P₀/K
    for turn in (8, 24, 40):
        early = 1000.0 * math.exp(shift)
        curve = 1000.0 / (1.0 + (1000.0 / early - 1.0) * math.exp(-rate * 0.25 * turn))
        assert worlds[turn].population[0, 0] == pytest.approx(curve, rel=0.005)


@given(st.floats(0.0, 1.0), st.floats(0.05, 1.0), st.floats(-1.0, 1.0))
def test_herds_in_a_corridor_even_out_and_lose_nobody(dispersal: float, quality: float, shift: float) -> None:
    habitats = (herd("north", 1000.0, 0.0, 0.0), herd("south", 400.0, 0.0, 0.0))
    corridor = Corridor("pass", "", ("north", "south"), dispersal, quality)
    worlds = play(Twin.of(herds(habitats, (corridor,))), 6, once={("population", "north"): shift})
    moving = (1.0 - math.exp(-dispersal * quality * 0.5)) * 0.5 * 400.0
    north, south = 1000.0 * math.exp(shift), 400.0
    for world in worlds[1:]:
        net = moving * (north / 1000.0 - south / 400.0)
        north, south = north - net, south + net
        np.testing.assert_allclose(world.population[:, 0], [north, south], rtol=1e-9)


@given(st.floats(0.1, 50.0))
def test_a_stock_of_prevention_settles_where_gain_and_fading_meet(amount: float) -> None:
    twin = Twin.of(one_leg())
    value = twin.other.value
    worlds = play(twin, 40, {("prevention", str(MarketId.COCAINE), "AAA"): amount})
    x = amount / value("prevention_half")
    gain = 0.5 * value("prevention_gain") * value("prevention_maximum") * x / (1.0 + x)
    fading = math.exp(-0.5 * value("prevention_decay"))
    assert worlds[1].prevention[0, 0] == pytest.approx(gain, rel=1e-12)
    assert worlds[10].prevention[0, 0] == pytest.approx(gain * (1 - fading**10) / (1 - fading), rel=1e-9)
    settled = gain / (1 - fading)
    assert worlds[-1].prevention[0, 0] == pytest.approx(settled * (1 - fading**40), rel=1e-9)
