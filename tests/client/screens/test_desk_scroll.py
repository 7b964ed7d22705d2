"""A desk in a low window with large text: one thing scrolls, whatever is open."""

import pygame
import pytest

from game.storage.settings import Settings
from tests.client.player import Player, new_game, playing

pytestmark = pytest.mark.usefixtures("fonts")


def test_in_a_low_window_with_large_text_a_desk_scrolls_as_one() -> None:
    settings = Settings(motion=False, width=800, height=600, text_scale=2.0)
    with playing(new_game(("kenya",), prefill=False), settings) as player:
        player.press(pygame.K_RETURN, pygame.K_RETURN)
        for tab in ("orders", "indices", "dossier", "map"):
            _turn_to(player, tab)
            bars = [node.id for node in player.nodes if node.role == "scrollbar"]
            assert bars == ["play/bar"], tab
        _turn_to(player, "orders")
        player.click("seal")
        assert player.has("seal-sure.yes")


def _turn_to(player: Player, tab: str) -> None:
    """Go to a tab of the desk with the arrows, from the first."""
    player.tab_to(next(node.id for node in player.nodes if node.role == "tab" and node.value == "on"))
    player.press(pygame.K_HOME)
    for _press in range(9):
        if player.focus == f"tabs.{tab}":
            return
        player.press(pygame.K_RIGHT)
    raise KeyError(tab)
