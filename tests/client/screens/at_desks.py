"""What tests at the desks begin with: the way to a first desk, and what only its delegation may read."""

from __future__ import annotations

import pygame
import pytest

from game.client.live import LiveGame
from game.client.screens.desk import Desk
from game.client.screens.desks import Desks
from game.client.screens.play import PlayScreen
from tests.client.player import Player


def desks_of(player: Player) -> Desks:
    screen = player.app.top
    assert isinstance(screen, PlayScreen)
    assert isinstance(screen.part, Desks)
    return screen.part


def open_first(player: Player) -> Desk:
    """Go from the briefing to the first desk."""
    player.press(pygame.K_RETURN)
    player.press(pygame.K_RETURN)
    desk = desks_of(player).desk
    assert desk is not None
    return desk


def game_of(player: Player) -> LiveGame:
    assert player.app.game is not None
    return player.app.game


def secrets_of(player: Player) -> list[str]:
    """Return sentences that only the seat may read."""
    view = game_of(player).seat("kenya")
    return [*(item.text for item in view.dossier.objectives), *view.dossier.needs, *view.dossier.offers]


def lose_focus(player: Player) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pygame.key, "get_focused", lambda: False)
        player.send(pygame.event.Event(pygame.WINDOWFOCUSLOST))
