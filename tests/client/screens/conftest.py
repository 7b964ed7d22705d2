"""Studios in which every screen of play can be drawn, looked at and worked."""

from collections.abc import Callable, Iterator

import pytest

from game.client.canvas.fonts import FontBook
from game.client.canvas.theme import THEMES
from game.client.demonstration import Studio
from game.client.interface.look import Look


@pytest.fixture
def studio(fonts: FontBook) -> Iterator[Callable[..., Studio]]:
    made: list[Studio] = []

    def make(
        theme: str = "light", scale: float = 1.0, size: tuple[int, int] = (1280, 720), motion: bool = True
    ) -> Studio:
        look = Look(THEMES[theme], scale, motion=motion, fonts=fonts)
        made.append(Studio(look, size))
        return made[-1]

    yield make
    for item in made:
        item.app.close_game()
        item.app.laptop.close()
