"""A surface, a look and a clock for tests of the interface."""

from collections.abc import Callable, Iterator
from typing import Any

import pygame
import pytest

from game.client.canvas.fonts import FontBook
from game.client.canvas.theme import THEMES
from game.client.interface.look import Look
from game.client.interface.pilot import Pilot
from game.client.interface.ui import Ui


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def fonts() -> Iterator[FontBook]:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((16, 16))
    yield FontBook()
    pygame.display.quit()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_look(fonts: FontBook) -> Callable[..., Look]:
    def make(theme: str = "light", scale: float = 1.0, language: str = "en", motion: bool = False) -> Look:
        return Look(THEMES[theme], scale, language=language, motion=motion, fonts=fonts)

    return make


@pytest.fixture
def pilot(make_look: Callable[..., Look], clock: Clock) -> Callable[..., Pilot[Any]]:
    def make(build: Callable[[Ui], Any], size: tuple[int, int] = (1280, 720), **look: Any) -> Pilot[Any]:
        return Pilot(Ui(pygame.Surface(size), make_look(**look), clock=clock), build)

    return make
