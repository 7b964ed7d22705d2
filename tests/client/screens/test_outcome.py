"""The outcome plays on the map, can be skipped, and ends by itself."""

from __future__ import annotations

import pygame
import pytest

from game.session.desk import Phase
from game.storage.settings import Settings
from tests.client.player import new_game, playing
from tests.client.screens.at_desks import game_of

pytestmark = pytest.mark.usefixtures("fonts")


def test_motion_that_is_off_needs_no_skipping() -> None:
    with playing(new_game(()), Settings(motion=False)) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        assert player.has("changes")
        assert not player.has("skip")


def test_the_outcome_plays_can_be_skipped_and_plays_again() -> None:
    with playing(new_game(()), Settings(motion=True)) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        assert player.has("skip")
        assert not player.has("changes")
        player.press(pygame.K_RETURN)
        assert player.has("changes")
        player.click("again")
        assert player.has("skip")


def test_the_outcome_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(()), Settings(motion=True)) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        ui = player.app.laptop.ui
        monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + 11)
        player.settle()
        assert player.has("changes")
        monkeypatch.setattr(ui, "clock", lambda at=ui.now: at + 0.3)
        player.press(pygame.K_RETURN)
        assert game_of(player).public.phase is Phase.OUTCOME, "who meant to skip has not seen what moved"
        monkeypatch.setattr(ui, "clock", lambda at=ui.now: at + 1)
        player.press(pygame.K_RETURN)
        assert game_of(player).public.phase is not Phase.OUTCOME
