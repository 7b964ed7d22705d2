"""Hints of a scenario on the screen, and what opens later."""

from __future__ import annotations

import pygame
import pytest

from game.client.interface.checks import flaws
from game.client.live import LiveGame
from game.client.view_models.hints import PLACES
from game.model.hint import TARGETS, HintTarget
from game.scenario.example import example_text
from game.scenario.load import read_scenario
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import Occupant
from game.storage.tables import new_table
from tests.client.player import Player, playing

pytestmark = pytest.mark.usefixtures("fonts")

SCENARIO = """\
rules: {turns: 2}
measures: [patrol, liaison, {id: audit, opens_on_turn: 2}]
delegations:
- {id: one, jurisdictions: [KEN], proposed_orders: [{fund: patrol, at: direct, amount: 3}]}
- {id: two, jurisdictions: [CHN]}
hints:
- {phase: briefing, points_to: headlines, text: Read this.}
- {phase: briefing, points_to: next, text: Then go on.}
- {delegation: two, text: Not for this desk.}
- {points_to: seal, text: Seal when you are content.}
- {phase: outcome, points_to: changes, text: Each card is an index.}
- {phase: results, points_to: room, text: This is how the room did.}
"""


def _game() -> LiveGame:
    loaded = read_scenario(example_text(SCENARIO), "hints.yaml")
    assert loaded.scenario is not None, loaded.diagnostics
    seats = (SeatPlan("one", Occupant.PERSON), SeatPlan("two", Occupant.COMPUTER))
    table, _save = new_table(loaded.text, "hints.yaml", StartSession(1, seats, Options()), None)
    return LiveGame(table, None)


def _hint(player: Player) -> str:
    return player.node("hint-text").label if player.has("hint-text") else ""


def _framed(player: Player, id_: str) -> bool:
    """Tell whether the pixels just outside a control have the colour of the frame."""
    ui = player.app.laptop.ui
    rect = player.node(id_).visible
    return tuple(ui.surface.get_at((rect.x - ui.px(5), rect.centre[1])))[:3] == ui.colours.accent


def test_hints_come_one_at_a_time_and_at_their_moment() -> None:
    with playing(_game()) as player:
        assert _hint(player) == "Read this."
        assert _framed(player, "headlines")
        player.click("hint-next")
        assert _hint(player) == "Then go on."
        player.click("hint-next")
        assert not player.has("hint")
        player.press(pygame.K_RETURN)
        assert not player.has("hint")  # the curtain shows none
        player.press(pygame.K_RETURN)
        assert _hint(player) == "Seal when you are content."
        assert not flaws(player.app.laptop.ui)
        player.click("seal")
        player.click("seal-sure.yes")
        player.press(pygame.K_RETURN)
        assert _hint(player) == "Each card is an index."


def test_hints_are_worked_and_put_away_by_keyboard_and_come_back() -> None:
    with playing(_game()) as player:
        player.tab_to("hint-off")
        player.press(pygame.K_RETURN)
        assert not player.has("hint")
        player.press(pygame.K_ESCAPE)
        player.click("menu-hints")
        assert _hint(player) == "Read this."


def test_a_measure_is_offered_from_its_turn_on() -> None:
    with playing(_game()) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        player.click("add")
        player.click("add-more")
        assert player.has("add-patrol")
        assert not player.has("add-audit")
        player.press(pygame.K_ESCAPE)
        player.click("seal")
        player.click("seal-sure.yes")
        for _step in range(4):  # to the briefing of the second turn and its desk
            player.press(pygame.K_RETURN)
        player.click("add")
        assert player.has("add-audit")


def test_every_target_has_a_place_on_some_screen() -> None:
    assert set(PLACES) == set(HintTarget) == set().union(*TARGETS.values())


def test_a_scenario_without_hints_shows_none() -> None:
    loaded = read_scenario(example_text(""), "plain.yaml")
    assert loaded.scenario is not None
    assert loaded.scenario.hints == ()
