import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.client.demonstration import Studio
from game.client.interface import clipboard
from game.client.navigation import Pop, Push
from game.client.screens.problems import ProblemsScreen
from game.client.screens.shelf import ShelfScreen
from game.client.screens.table import TableScreen
from game.model.places import scenarios_folder


@pytest.fixture
def folder(tmp_path) -> Path:
    shutil.copy(scenarios_folder() / "ivory_corridor.yaml", tmp_path)
    (tmp_path / "broken.yaml").write_text("title: Not yet\nmarkets: 7\n", encoding="utf-8")
    return tmp_path


def test_a_card_leads_to_its_table(studio: Callable[..., Studio], folder) -> None:
    made = studio()
    pilot = made.pilot(ShelfScreen(made.app, (folder,)))
    assert "The Ivory Corridor" in pilot.words()
    pilot.click("card-0-open")
    assert isinstance(pilot.results[-1], Push)
    assert isinstance(pilot.results[-1].screen, TableScreen)


def test_the_card_itself_can_be_clicked(studio: Callable[..., Studio], folder) -> None:
    made = studio()
    pilot = made.pilot(ShelfScreen(made.app, (folder,)))
    rect = pilot.node("card-0").rect
    pilot.click((rect.x + rect.w // 2, rect.y + 60))
    assert isinstance(pilot.results[-1], Push)


def test_about_shows_the_whole_content_note(studio: Callable[..., Studio], folder) -> None:
    made = studio()
    pilot = made.pilot(ShelfScreen(made.app, (folder,)))
    assert "need not say why" not in pilot.words()
    pilot.click("card-0-about")
    assert "need not say why" in pilot.words()
    pilot.click("about.close")
    assert "need not say why" not in pilot.words()


def test_a_broken_scenario_stays_and_leads_to_its_problems(studio: Callable[..., Studio], folder) -> None:
    made = studio()
    shelf = ShelfScreen(made.app, (folder,))
    pilot = made.pilot(shelf)
    assert "Not yet" in pilot.words()
    pilot.click("card-1-open")
    problems = pilot.results[-1].screen
    assert isinstance(problems, ProblemsScreen)
    # Put right in an editor, it is read again, and the shelf shows it when one comes back.
    shutil.copy(folder / "ivory_corridor.yaml", folder / "broken.yaml")
    again = made.pilot(problems)
    assert "cannot be played yet" in again.words()
    again.click("again")
    assert "can be played now" in again.words()
    again.click("back")
    assert isinstance(again.results[-1], Pop)
    shelf.hide()
    pilot.ui.draw(pilot.build)
    assert "Not yet" not in pilot.words()


def test_findings_can_be_copied(studio: Callable[..., Studio], folder) -> None:
    made = studio()
    pilot = made.pilot(ProblemsScreen(folder / "broken.yaml"))
    pilot.click("copy")
    assert "broken.yaml:2" in clipboard.paste()


def test_an_empty_shelf_says_where_scenarios_go(studio: Callable[..., Studio], tmp_path) -> None:
    made = studio()
    pilot = made.pilot(ShelfScreen(made.app, (tmp_path / "none",)))
    pilot.click("own-copy")
    assert clipboard.paste().endswith("scenarios")


def test_a_hundred_scenarios_scroll(studio: Callable[..., Studio], folder) -> None:
    for number in range(60):
        (folder / f"x{number}.yaml").write_text(f"title: Number {number}\nmarkets: 7\n", encoding="utf-8")
    made = studio()
    pilot = made.pilot(ShelfScreen(made.app, (folder,)))
    pilot.tab_to("card-40-open")
    assert pilot.ui.window.encloses(pilot.node("card-40-open").visible)
