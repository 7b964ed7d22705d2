"""The first scenario: small, clear, a quarter of an hour, and the whole game in it."""

from __future__ import annotations

import pygame
import pytest

from game.model.hint import Hint
from game.model.places import scenarios_folder
from game.model.scenario import Scenario
from game.scenario.load import LoadResult, load_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import Rulebook, make_rulebook
from tests.client.player import Player, new_game, playing
from tests.scenarios import whole_format as whole

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def result() -> LoadResult:
    return load_scenario(scenarios_folder() / "first_steps.yaml")


@pytest.fixture(scope="module")
def first(result: LoadResult) -> Scenario:
    assert result.scenario is not None, result.diagnostics
    return result.scenario


@pytest.fixture(scope="module")
def book(first: Scenario) -> Rulebook:
    return make_rulebook(first, load_parameters())


def test_it_has_the_whole_format(result: LoadResult, first: Scenario) -> None:
    whole.require_whole_format(result, first)
    whole.require_sources(first)
    whole.require_bargains(first)


def test_it_is_small(first: Scenario) -> None:
    assert len(first.delegations) == 2
    assert first.rules.turns == 4
    assert len(first.markets) == len(first.corridors) == len(first.projects) == 1
    assert len(first.legs) <= 4
    assert not first.instruments
    assert sum(len(clause.brackets) for clause in first.negotiation.opening_drafts[0].operative) in {2, 3, 4}


def test_the_questions_of_the_debrief_may_be_shown_to_all(first: Scenario, book: Rulebook) -> None:
    assert book.public.scenario.debrief == first.debrief


def test_its_own_tests_hold(result: LoadResult, book: Rulebook) -> None:
    whole.require_own_tests_to_hold(result, book)


def test_idle_alone_and_together_end_differently(result: LoadResult, book: Rulebook) -> None:
    for seed in SEEDS:
        idle, alone, together = (whole.harm_after(result, book, policy, seed) for policy in ("idle", "alone", "steady"))
        assert together < alone - 0.1 < idle - 0.2, seed


def test_hints_lead_through_the_first_turn_and_to_the_end(first: Scenario) -> None:
    def shown(phase: str, turn: int = 1) -> list[Hint]:
        return [hint for hint in first.hints if hint.phase.value == phase and hint.turn == turn]

    assert all(shown(phase) for phase in ("briefing", "caucus", "plenary", "desks", "outcome", "results"))
    assert len(shown("desks")) <= 3, "at most three notes before the first orders are sealed"
    assert {hint.points_to.value for hint in shown("desks") if hint.points_to} >= {"orders", "seal"}
    assert shown("desks", 2)


@pytest.mark.parametrize("seat", ["kenya", "tanzania"])
def test_the_first_desk_has_seven_controls_and_the_second_offers_what_works_together(seat: str) -> None:
    with playing(new_game((seat,), scenario="first_steps")) as player:
        _open(player)
        levers = [node for node in player.nodes if node.role in {"slider", "checkbox", "spinbutton", "combobox"}]
        deeds = [node for node in player.nodes if node.id in {"add", "seal", "undo", "clear"}]
        assert len(levers) + len(deeds) <= 7
        assert _offered(player) == {"add-patrol", "add-ranger_patrol"}
        _next_desk(player)
        assert {"add-liaison", "add-project-corridor_land"} <= _offered(player)
        assert "add-prevention" not in _offered(player)
        _next_desk(player)
        assert {"add-prevention", "add-audit"} <= _offered(player)


def _open(player: Player) -> None:
    """Go from the briefing over the curtain to the open desk."""
    for _press in range(4):
        if player.has("seal"):
            return
        player.press(pygame.K_RETURN)
    raise AssertionError(player.words())


def _next_desk(player: Player) -> None:
    player.click("seal")
    player.click("seal-sure.yes")
    for _press in range(3):
        player.press(pygame.K_RETURN)
    _open(player)


def _offered(player: Player) -> set[str]:
    player.click("add")
    found = {node.id for node in player.nodes if node.id.startswith("add-")} - {"add-more", "add-close"}
    player.press(pygame.K_ESCAPE)
    return found
