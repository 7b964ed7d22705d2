"""The epilogue: its map plays over the whole time and says which year it shows."""

import pygame
import pytest

from game.client.demonstration_talks import advance
from game.client.screens.end import Epilogue
from game.client.screens.outcome import Played
from game.client.screens.play import PlayScreen
from game.session.desk import Phase
from game.storage.settings import Settings
from tests.client.player import Player, new_game, playing

pytestmark = pytest.mark.usefixtures("fonts")


def _time(player: Player) -> str:
    return player.node("epilogue-time").label


def test_the_map_says_which_year_it_shows_while_it_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    game = new_game(())
    advance(game, Phase.EPILOGUE)
    with playing(game, Settings(motion=True)) as player:
        ui, screen = player.app.laptop.ui, player.app.top
        assert isinstance(screen, PlayScreen)
        assert isinstance(screen.part, Epilogue)
        screen.part.played = Played()  # from now on, by a clock that waits for the test
        start = ui.now
        seen = []
        for seconds in (0.0, 2.0, 5.0, 8.0, 10.5):
            monkeypatch.setattr(ui, "clock", lambda at=start + seconds: at)
            ui.redraw()
            player.settle()
            seen.append(_time(player))
        assert seen[0] == "The map shows 2030"
        assert seen[-1] == "The map shows 2032"
        assert "The map shows 2031" in seen[1:-1], "the years pass one by one"
        player.press(pygame.K_RETURN)
        assert game.public.phase is Phase.ENDED
