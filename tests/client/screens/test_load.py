from collections.abc import Callable

import pygame

from game.client.demonstration import NOW, Studio, demonstration_saves
from game.client.navigation import Wait
from game.client.screens.load import LoadScreen
from game.client.screens.notice import NoticeScreen
from game.client.view_models.saves import opening_notes


def test_the_newest_is_chosen_and_enter_opens_it(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(LoadScreen(made.app, demonstration_saves, NOW))
    assert pilot.node("list").value == "ivory_corridor-3.corridors"
    pilot.press(pygame.K_RETURN)
    pilot.tab_to("list")
    pilot.press(pygame.K_RETURN)
    assert [type(answer) for answer in pilot.results] == [Wait, Wait]


def test_a_damaged_save_says_so_and_is_not_opened(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(LoadScreen(made.app, demonstration_saves, NOW))
    pilot.tab_to("list")
    pilot.press(pygame.K_END)
    assert not pilot.node("open").enabled
    assert "damaged" in pilot.node("open").hint
    pilot.press(pygame.K_RETURN)
    assert pilot.results == []


def test_no_saves_and_no_folder_are_said(studio: Callable[..., Studio]) -> None:
    made = studio()
    assert "There is no saved session yet." in made.pilot(LoadScreen(made.app, lambda: (), NOW)).words()

    def refused() -> tuple[()]:
        raise PermissionError(13, "Permission denied")

    assert "cannot be read (Permission denied)" in made.pilot(LoadScreen(made.app, refused, NOW)).words()


def test_what_was_lost_is_said_before_play_goes_on(studio: Callable[..., Studio], tmp_path) -> None:
    from types import SimpleNamespace

    kept = tmp_path / "a.damaged-1.corridors"
    opened = SimpleNamespace(damage=SimpleNamespace(whole=12, lost=3), kept=kept, other_rules=True)
    notes = opening_notes(opened)  # type: ignore[arg-type]
    assert "12 moves" in notes[0]
    assert kept.name in notes[0]
    assert len(notes) == 2
    made = studio()
    then = LoadScreen(made.app, lambda: (), NOW)
    pilot = made.pilot(NoticeScreen(notes, then))
    assert kept.name in pilot.words()
    pilot.press(pygame.K_RETURN)
    assert pilot.results[-1].screen is then
