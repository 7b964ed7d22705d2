from collections.abc import Callable

import pygame
import pytest

from game.client.demonstration import NOW, Studio, demonstration_saves
from game.client.navigation import Push, Quit, Wait
from game.client.screens.title import TitleScreen
from game.client.screens.title_world import LIVELY_SECONDS
from game.client.view_models.saves import newest
from game.storage.errors import DamagedSaveError


def title(studio: Studio, *, saved: bool = True) -> TitleScreen:
    return TitleScreen(studio.app, lambda: newest(demonstration_saves(), NOW) if saved else None)


def test_it_says_what_is_continued(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(title(made))
    assert "Turn 3 of 8, at the desks" in pilot.node("continue").value
    pilot.press(pygame.K_RETURN)
    assert isinstance(pilot.results[-1], Wait)


def test_without_a_save_a_new_session_is_the_main_button(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(title(made, saved=False))
    assert not pilot.node("continue").enabled
    pilot.press(pygame.K_RETURN)
    assert isinstance(pilot.results[-1], Push)
    assert type(pilot.results[-1].screen).__name__ == "ShelfScreen"


@pytest.mark.parametrize("name", ["new", "load", "write", "settings", "help"])
def test_the_menu_leads_on(studio: Callable[..., Studio], name: str) -> None:
    made = studio()
    pilot = made.pilot(title(made))
    pilot.click(name)
    assert isinstance(pilot.results[-1], Push)


def test_arrows_lead_through_the_menu(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(title(made))
    pilot.tab_to("continue")
    pilot.press(*[pygame.K_DOWN] * 9)
    assert pilot.focus == "quit"
    pilot.press(pygame.K_UP, pygame.K_DOWN, pygame.K_RETURN)
    assert isinstance(pilot.results[-1], Quit)


def test_lights_run_for_a_while_and_then_rest(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(title(made))
    made.moment += 1
    assert pilot.ui.due()
    pilot.ui.draw(pilot.build)
    for _frame in range(int(LIVELY_SECONDS * 30)):
        made.moment += 0.05
        pilot.ui.draw(pilot.build)
    made.moment += 60
    assert not pilot.ui.due()
    pilot.press(pygame.K_TAB)
    made.moment += 1
    assert pilot.ui.due()


def test_without_motion_it_rests_at_once(studio: Callable[..., Studio]) -> None:
    made = studio(motion=False)
    pilot = made.pilot(title(made))
    made.moment += 60
    assert not pilot.ui.due()


def test_a_save_that_has_broken_meanwhile_is_said(studio: Callable[..., Studio], monkeypatch) -> None:
    from game.client import resume

    def broken(*_rest: object) -> None:
        raise DamagedSaveError("The save is damaged.")

    monkeypatch.setattr(resume, "resume", broken)
    made = studio()
    pilot = made.pilot(title(made))
    pilot.press(pygame.K_RETURN)
    answer = pilot.results[-1]
    assert isinstance(answer, Wait)
    assert answer.work() is None
    pilot.ui.draw(pilot.build)
    assert "The save is damaged." in pilot.words()
    pilot.press(pygame.K_RETURN)
    assert "The save is damaged." not in pilot.words()
