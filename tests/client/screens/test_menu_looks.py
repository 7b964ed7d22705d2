"""Nothing is clipped, overlapping, faint or out of reach on the screens outside of play."""

from collections.abc import Callable

import pygame
import pytest

from game.client.demonstration import MENU_SCENES, Studio
from game.client.interface import checks
from tests.client.screens.looks import LOOKS, MORE

TINY = {"tiny": ("contrast", 2.0, (400, 300)), "slim": ("light", 1.5, (420, 900))}


def _check(studio: Studio, name: str) -> None:
    pilot = studio.pilot(MENU_SCENES[name](studio))
    pilot.ui.audit = True
    pilot.ui.draw(pilot.build)
    assert checks.flaws(pilot.ui) == []


@pytest.mark.parametrize("look", {**LOOKS, **TINY})
@pytest.mark.parametrize("name", MENU_SCENES)
def test_no_flaw(studio: Callable[..., Studio], name: str, look: str) -> None:
    _check(studio(*{**LOOKS, **TINY}[look]), name)


@pytest.mark.slow
@pytest.mark.parametrize("look", MORE)
@pytest.mark.parametrize("name", MENU_SCENES)
def test_no_flaw_in_any_other_look(studio: Callable[..., Studio], name: str, look: str) -> None:
    _check(studio(*MORE[look]), name)


@pytest.mark.parametrize("name", [name for name in MENU_SCENES if name not in {"title", "save_failed"}])
def test_escape_and_a_button_leave(studio: Callable[..., Studio], name: str) -> None:
    made = studio()
    pilot = made.pilot(MENU_SCENES[name](made))
    pilot.press(pygame.K_ESCAPE)
    pilot.click("back")
    assert [type(answer).__name__ for answer in pilot.results] == ["Pop", "Pop"]


@pytest.mark.parametrize("name", MENU_SCENES)
def test_tab_reaches_every_control(studio: Callable[..., Studio], name: str) -> None:
    made = studio()
    pilot = made.pilot(MENU_SCENES[name](made))
    wanted = {node.id for node in pilot.ui.nodes if node.focusable and node.enabled}
    assert wanted <= set(pilot.stops())
