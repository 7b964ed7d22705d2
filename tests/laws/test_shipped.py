"""The scenario that comes with the game, by kernels and reference: the start as cited, then some turns of orders."""

import pytest

from game import simulation
from game.model.places import scenarios_folder
from game.scenario.load import load_scenario
from tests.laws.orders import Temper
from tests.laws.test_agreement import check_agreement
from tests.laws.test_start import check_still, still
from tests.reference.twin import Twin

SHIPPED = sorted(path.name for path in scenarios_folder().glob("*.yaml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_kernels_agree_with_the_reference_on_what_comes_with_the_game(name: str) -> None:
    scenario = load_scenario(scenarios_folder() / name).scenario
    assert scenario is not None
    check_agreement(scenario, 1, Temper.SOME, Temper.SOME, turns=4)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_steady_in_what_comes_with_the_game_stays_so(name: str) -> None:
    scenario = load_scenario(scenarios_folder() / name).scenario
    assert scenario is not None
    twin = Twin.of(scenario)
    moving = scenario.rules.drift != 0.0 or any(herd.trend != 0.0 for herd in scenario.habitats)
    worlds = still(twin, 8)
    if not moving:
        check_still(twin, worlds)
    first = simulation.scores(twin.network, worlds[0])
    for row, place in enumerate(scenario.jurisdictions):
        assert first.criminality[row, 0] == place.criminality
