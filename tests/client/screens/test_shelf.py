import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.client.demonstration import Studio
from game.client.interface import clipboard
from game.client.navigation import Pop, Push
from game.client.screens import shelf
from game.client.screens.author import AuthorScreen
from game.client.screens.problems import ProblemsScreen
from game.client.screens.shelf import ShelfScreen
from game.client.screens.table import TableScreen
from game.model.places import scenarios_folder
from game.scenario.load import load_scenario


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


def test_the_keyboard_is_where_it_was_when_one_comes_back_from_a_table(
    studio: Callable[..., Studio], folder, monkeypatch
) -> None:
    made = studio()
    cards = ShelfScreen(made.app, (folder,))
    pilot = made.pilot(cards)
    pilot.tab_to("card-0-open")
    slow = threading.Event()
    monkeypatch.setattr(shelf, "list_scenarios", lambda _folders: (slow.wait(5), ())[1])
    made.app.threads = True
    cards.hide()
    pilot.ui.draw(pilot.build)
    slow.set()
    assert pilot.focus == "card-0-open"
    assert "The Ivory Corridor" in pilot.words(), "what was there stands until the folders have been looked through"


def test_the_keyboard_goes_through_the_buttons_of_a_card_as_they_stand(studio: Callable[..., Studio], folder) -> None:
    made = studio()
    ids = [node.id for node in made.pilot(ShelfScreen(made.app, (folder,))).ui.nodes]
    assert ids.index("card-0-open") < ids.index("card-0-about")


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
    screen_of_cards = ShelfScreen(made.app, (folder,))
    pilot = made.pilot(screen_of_cards)
    assert "Not yet" in pilot.words()
    pilot.click("card-1-open")
    screen = pilot.results[-1].screen
    assert isinstance(screen, AuthorScreen)
    again = made.pilot(screen)
    assert "error" in again.node("detail").label
    # Put right in an editor, it is read again, and the shelf shows it when one comes back.
    shutil.copy(folder / "ivory_corridor.yaml", folder / "broken.yaml")
    screen.tick(0.0)
    again.ui.draw(again.build)
    assert "error" not in again.node("detail").label.replace("no errors", "")
    assert again.node("try").enabled
    again.click("back")
    assert isinstance(again.results[-1], Pop)
    screen_of_cards.hide()
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


def test_any_scenario_can_be_checked_from_what_is_told_about_it(studio: Callable[..., Studio], folder) -> None:
    made = studio()
    pilot = made.pilot(ShelfScreen(made.app, (folder,)))
    pilot.click("card-0-about")
    pilot.click("about.write")
    assert isinstance(pilot.results[-1].screen, AuthorScreen)


def test_for_those_who_write_every_card_leads_to_the_authors_screen(studio: Callable[..., Studio], folder) -> None:
    made = studio()
    pilot = made.pilot(ShelfScreen(made.app, (folder,), writing=True))
    assert [node.id for node in pilot.ui.nodes if node.id in {"own", "card-0"}] == ["own", "card-0"]
    pilot.click("card-0-open")
    assert isinstance(pilot.results[-1].screen, AuthorScreen)


def test_one_writes_a_new_one_that_can_be_played_at_once(
    studio: Callable[..., Studio], tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "user_scenarios_folder", lambda: tmp_path / "mine")
    made = studio()
    pilot = made.pilot(ShelfScreen(made.app, (tmp_path / "none",)))
    for name, trouble in (("...", "needs a name"), ("class 7b", ""), ("class 7b", "is there already")):
        pilot.click("own-new")
        pilot.click("new-name")
        pilot.type(name)
        pilot.press(pygame.K_RETURN)
        if trouble:
            assert trouble in pilot.words()
            pilot.click("new.no")
    opened = [answer.screen for answer in pilot.results if isinstance(answer, Push)]
    assert len(opened) == 1
    assert isinstance(opened[0], AuthorScreen)
    assert load_scenario(tmp_path / "mine" / "class_7b.yaml").scenario is not None


def test_a_hundred_scenarios_scroll(studio: Callable[..., Studio], folder) -> None:
    for number in range(60):
        (folder / f"x{number}.yaml").write_text(f"title: Number {number}\nmarkets: 7\n", encoding="utf-8")
    made = studio()
    pilot = made.pilot(ShelfScreen(made.app, (folder,)))
    pilot.tab_to("card-40-open")
    assert pilot.ui.window.encloses(pilot.node("card-40-open").visible)
