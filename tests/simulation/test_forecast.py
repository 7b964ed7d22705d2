"""Forecasts: common random numbers, beliefs, quantiles, and the same figures as the live game."""

import numpy as np
import pytest

from game.simulation import advance, draw_constants, draw_shocks, no_shocks, scores, start_world
from game.simulation.forecast import Outlook, Projection, Reading, ShockBank, Step, believed_world, project
from tests.simulation.ivory import course, crime, ivory
from tests.simulation.small import doses

TURNS = 4


def read_crime(step: Step) -> np.ndarray:
    return step.scores.world_criminality


def read_herds(step: Step) -> np.ndarray:
    return step.world.population.sum(axis=0)


READINGS: dict[str, Reading] = {"crime": read_crime, "herds": read_herds}


@pytest.fixture(scope="module")
def bank() -> ShockBank:
    return ShockBank(ivory()[1], seed=7, turns=20, runs=48)


def outlook(amount: float = 0.0, *, epilogue: bool = False, second: float | None = None) -> Outlook:
    _, network = ivory()
    still = network.modifiers.zeros()
    plans = [
        doses(network, ("financial_intelligence", given, {"jurisdiction": "ARE"})) for given in (amount, second or 0)
    ]
    wanted = plans if second is not None else plans[:1]
    return Outlook(start_world(network), wanted, [still] * len(wanted), TURNS, epilogue=epilogue)


def test_a_projection_starts_at_what_is_believed_and_spreads(bank: ShockBank) -> None:
    found = project(bank, outlook(), READINGS)
    crime_now = found.values["crime"][0]
    assert np.ptp(crime_now) == 0
    low, likely, high = found.quantiles("crime")
    assert np.all(low <= likely)
    assert np.all(likely <= high)
    assert high[TURNS, 0] - low[TURNS, 0] > 0.02


def test_without_uncertainty_it_is_the_live_game_to_a_thousandth() -> None:
    _, network = ivory()
    sure = ShockBank(network, seed=1, turns=30, runs=2, uncertain=False)
    for drawn in sure._shocks:
        for array in (drawn.organisations, drawn.poaching, drawn.population, drawn.corruption):
            array[:] = 0
    found = project(sure, outlook(8.0, epilogue=True), READINGS)
    given = doses(network, ("financial_intelligence", 8.0, {"jurisdiction": "ARE"}))
    live = course(given, TURNS, epilogue=True)
    expected = [crime(live, turn) for turn in range(len(live))]
    assert found.values["crime"][:, 0, 0] == pytest.approx(expected, abs=1e-3)


def test_the_same_numbers_whatever_is_asked_for_and_how(bank: ShockBank) -> None:
    _, network = ivory()
    whole = project(bank, outlook(), READINGS)
    first, rest = project(bank, outlook(), READINGS, 0, 32), project(bank, outlook(), READINGS, 32)
    assert first.join(rest).values["crime"] == pytest.approx(whole.values["crime"], abs=1e-5)
    small = ShockBank(network, seed=7, turns=20, runs=32)
    assert project(small, outlook(), READINGS).values["herds"] == pytest.approx(first.values["herds"], rel=1e-6)
    other = ShockBank(network, seed=8, turns=20, runs=32)
    assert np.ptp(project(other, outlook(), READINGS).values["herds"] - first.values["herds"]) > 1


def test_moving_a_slider_moves_the_curve_and_not_the_noise(bank: ShockBank) -> None:
    """The difference of two plans is far less noisy than either: common random numbers."""
    found = project(bank, outlook(0.0, second=5.0), READINGS)
    crime_then = found.values["crime"][TURNS].astype(float)
    assert np.std(crime_then[1] - crime_then[0]) < 0.25 * np.std(crime_then[0])
    assert np.all(crime_then[1] < crime_then[0])


def test_plans_side_by_side_are_the_plans_one_by_one(bank: ShockBank) -> None:
    both = project(bank, outlook(0.0, second=5.0), READINGS).values["crime"]
    assert both[:, 1] == pytest.approx(project(bank, outlook(5.0), READINGS).values["crime"][:, 0], abs=1e-5)


def test_plans_may_change_from_turn_to_turn(bank: ShockBank) -> None:
    _, network = ivory()
    still, none = network.modifiers.zeros(), network.slots.zeros()
    given = doses(network, ("financial_intelligence", 8.0, {"jurisdiction": "ARE"}))
    start = start_world(network)
    once = project(bank, Outlook(start, [[given, none]], [still], TURNS, epilogue=False), READINGS).values["crime"]
    never = project(bank, Outlook(start, [none], [still], TURNS, epilogue=False), READINGS).values["crime"]
    always = project(bank, Outlook(start, [given], [still], TURNS, epilogue=False), READINGS).values["crime"]
    assert once[1] == pytest.approx(always[1])
    assert np.all(always[TURNS] < once[TURNS])
    assert np.all(np.abs(once[TURNS] - never[TURNS]) < 0.02)


def test_a_bank_that_is_too_short_is_said_so(bank: ShockBank) -> None:
    _, network = ivory()
    still = network.modifiers.zeros()
    with pytest.raises(ValueError, match="20 turns"):
        project(bank, Outlook(start_world(network), [network.slots.zeros()], [still], 21), READINGS)


def test_beliefs_stay_within_their_bounds_and_centre_on_the_likely() -> None:
    _, network = ivory()
    world = start_world(network)
    low, high = world.corruption - 0.1, world.corruption + 0.1
    believed = believed_world(world, {"corruption": low}, {"corruption": high}, seed=3, runs=400)
    assert np.all(believed.corruption >= low)
    assert np.all(believed.corruption <= high)
    assert believed.corruption.mean(axis=1) == pytest.approx(world.corruption[:, 0], abs=0.01)
    assert believed.corruption.std(axis=1) == pytest.approx(np.full(len(low), 0.1 / 6**0.5), rel=0.15)
    assert np.all(believed.population == world.population)
    again = believed_world(world, {"corruption": low}, {"corruption": high}, seed=3, runs=32)
    assert np.array_equal(again.corruption, believed.corruption[:, :32])


def test_a_forecast_may_start_from_beliefs(bank: ShockBank) -> None:
    _, network = ivory()
    world = start_world(network)
    bounds = {"population": world.population * 0.7}, {"population": world.population * 1.3}
    believed = believed_world(world, *bounds, seed=1, runs=bank.runs)
    still = network.modifiers.zeros()
    found = project(bank, Outlook(believed, [network.slots.zeros()], [still], TURNS, epilogue=False), READINGS)
    assert np.ptp(found.values["herds"][0]) > 5000


def test_quantiles_are_values_that_occur() -> None:
    values = np.arange(11.0).reshape(1, 1, 11)
    assert Projection({"x": values}).quantiles("x")[:, 0, 0].tolist() == [1.0, 5.0, 9.0]


def test_a_draw_of_parameters_starts_at_the_same_figures() -> None:
    _, network = ivory()
    drawn = draw_constants(network, seed=5, runs=6)
    still = (network.slots.zeros(), network.modifiers.zeros(), no_shocks(network))
    steady, _ = advance(network, drawn, start_world(network), *still)
    assert drawn.runs == 6
    assert np.ptp(steady.share, axis=1).max() < 1e-9
    patrols = doses(network, ("financial_intelligence", 6.0, {"jurisdiction": "ARE"}))
    moved, _ = advance(network, drawn, start_world(network), patrols, *still[1:])
    assert np.ptp(scores(network, moved).world_criminality) > 1e-4


def test_an_added_stream_or_turn_moves_no_other() -> None:
    _, network = ivory()
    assert np.array_equal(draw_shocks(network, 7, 3).poaching, draw_shocks(network, 7, 3).poaching)
    assert not np.array_equal(draw_shocks(network, 7, 3).poaching, draw_shocks(network, 7, 4).poaching)
    assert np.array_equal(draw_shocks(network, 7, 3, 40).population[:, :5], draw_shocks(network, 7, 3, 5).population)


def test_one_jurisdiction_alone_is_scored_as_among_all(bank: ShockBank) -> None:
    network = bank.network

    def differences(step: Step) -> np.ndarray:
        alone = [step.scores.criminality_of(place) for place in range(len(network.jurisdictions))]
        return np.abs(np.stack(alone) - step.scores.criminality).max(axis=0)

    found = project(bank, outlook(8.0, epilogue=True), {"differences": differences, "crime": read_crime})
    assert np.ptp(found.values["crime"]) > 0.01
    assert found.values["differences"].max() == pytest.approx(0, abs=1e-6)
