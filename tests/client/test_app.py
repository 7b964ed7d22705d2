"""The application as a whole: from the title to a desk, settings, windows, and that nothing is ever lost."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.client.app import App, run
from game.client.screens.save_failed import SaveFailed
from game.client.screens.table import TableScreen
from game.client.screens.title import TitleScreen
from game.session.desk import Phase
from game.storage.errors import SaveFailedError
from game.storage.shelf import list_saves, saves_folder
from tests.client.display import ROOT
from tests.client.operate import Operator, operating


@pytest.fixture(autouse=True)
def _no_saves_before():
    shutil.rmtree(saves_folder())


@pytest.fixture
def hands():
    with operating() as hands:
        yield hands


def choose(hands: Operator, title: str = "The Ivory Corridor") -> None:
    """Open the table of a scenario, wherever it stands on the shelf."""
    hands.click("new")
    card = next(node.id for node in hands.app.laptop.ui.nodes if node.role == "card" and node.label == title)
    hands.app.laptop.ui.focus_on(f"{card}-open")
    hands.step()
    hands.press(pygame.K_RETURN)


def begin(hands: Operator, *quick: str) -> None:
    choose(hands)
    for id_ in quick:
        hands.click(id_)
    table = hands.app.top
    assert isinstance(table, TableScreen)
    assert table.plan is not None
    table.plan = replace(table.plan, caucus_every=0, plenary_every=0)  # straight to the desks
    hands.click("start")


def to_the_desk(hands: Operator) -> None:
    begin(hands, "one")
    hands.press(pygame.K_RETURN)
    assert hands.app.game is not None
    assert hands.app.game.public.phase is Phase.DESKS
    hands.click("open-desk")


def test_from_the_title_to_a_session(hands):
    begin(hands)
    assert hands.app.game is not None
    assert hands.app.game.public.phase is Phase.BRIEFING
    hands.app.close_game()
    assert [(face.title, face.turn) for face in list_saves()] == [("The Ivory Corridor", 1)]


def test_people_and_computers_sit_where_they_were_put(hands):
    choose(hands)
    hands.click("one")
    hands.click("people-kenya")
    hands.type("Amina, Joseph")
    hands.click("seat-china.empty")
    hands.click("start")
    seats = hands.app.game.public.seats
    assert {seat: face.occupant.value for seat, face in seats.items()} == {
        "kenya": "person",
        "china": "empty",
        "straits": "computer",
        "tanzania": "computer",
        "viet_nam": "computer",
        "central_africa": "computer",
    }
    assert seats["kenya"].people == "Amina, Joseph"


def test_enter_leads_from_the_title_into_the_game(hands):
    hands.press(pygame.K_RETURN)  # new session
    for _press in range(4):
        hands.press(pygame.K_TAB)
        if hands.app.laptop.ui.state.focus == "card-0-open":
            break
    hands.press(pygame.K_RETURN)
    assert hands.has("start")


def test_killed_at_a_desk_it_continues_behind_the_curtain(hands, tmp_path):
    to_the_desk(hands)
    assert hands.has("seal")
    before = hands.app.game.public
    # What is on the disk now is what a killed process leaves.
    left = tmp_path / "left"
    shutil.copytree(saves_folder(), left)
    hands.app.close_game()
    shutil.rmtree(saves_folder())
    shutil.copytree(left, saves_folder(), dirs_exist_ok=True)
    with operating() as again:
        assert "at the desks" in again.words()
        again.click("continue")
        assert again.app.game.public == before
        assert again.has("open-desk")
        assert not again.has("seal")


def test_closing_the_window_at_a_desk_loses_nothing(hands):
    to_the_desk(hands)
    before = hands.app.game.public
    hands.step(pygame.event.Event(pygame.WINDOWCLOSE, window=hands.app.laptop.window))
    assert not hands.app.running
    hands.app.leave()
    with operating() as again:
        again.press(pygame.K_RETURN)
        assert again.app.game.public == before


def test_losing_the_keyboard_to_another_program_covers_a_desk(hands):
    to_the_desk(hands)
    assert hands.has("seal")
    hands.step(pygame.event.Event(pygame.WINDOWFOCUSLOST, window=hands.app.laptop.window))
    if not pygame.key.get_focused():
        assert not hands.has("seal")


def test_help_covers_a_desk_and_shows_nothing_of_it(hands):
    to_the_desk(hands)
    hands.press(pygame.K_F1)
    assert hands.has("pages")
    assert "Kenya" not in hands.words()
    hands.press(pygame.K_F1)  # once is enough
    hands.press(pygame.K_ESCAPE)
    assert hands.has("seal")  # who helped themselves sit there still


def test_a_second_program_is_told_that_the_save_is_open(hands):
    begin(hands)
    with operating() as other:
        assert not other.node("continue").enabled
        other.click("load")
        assert not other.node("open").enabled
        assert other.node("open").hint == "This save is open now."


def test_a_move_that_cannot_be_saved_stops_play_until_it_is(hands, tmp_path, monkeypatch):
    begin(hands, "one")
    game = hands.app.game
    save = game.save

    def full(*_rest: object) -> None:
        raise SaveFailedError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(type(save), "append", full)
        hands.press(pygame.K_RETURN)
        assert isinstance(hands.app.top, SaveFailed)
        assert game.public.phase is Phase.BRIEFING
        hands.press(pygame.K_ESCAPE)
        hands.click("again")
        assert isinstance(hands.app.top, SaveFailed)
        assert "The disk is full." in hands.words()
    hands.click("place")
    hands.press(pygame.K_a, mod=pygame.KMOD_CTRL)
    hands.type(str(tmp_path / "stick"))
    hands.click("elsewhere")
    assert not isinstance(hands.app.top, SaveFailed)
    assert game.save.path == tmp_path / "stick.corridors"
    assert game.public.phase is Phase.DESKS


def test_computers_that_could_not_be_saved_move_when_it_works_again(hands, monkeypatch):
    begin(hands, "one")
    game = hands.app.game
    calls = []
    append = type(game.save).append

    def second_fails(self, *rest: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise SaveFailedError("The stick was pulled.")
        append(self, *rest)

    monkeypatch.setattr(type(game.save), "append", second_fails)
    hands.press(pygame.K_RETURN)
    assert isinstance(hands.app.top, SaveFailed)
    assert game.public.phase is Phase.DESKS
    hands.click("again")
    assert hands.has("open-desk")
    assert [seat for seat, face in game.public.seats.items() if not face.sealed] == ["kenya"]


def test_settings_hold_at_once(hands):
    hands.click("settings")
    hands.click("theme.dark")
    assert hands.app.laptop.ui.look.theme.name == "dark"
    hands.press(pygame.K_PLUS, mod=pygame.KMOD_CTRL)
    assert hands.app.laptop.ui.look.text_scale == 1.25
    hands.press(pygame.K_MINUS, mod=pygame.KMOD_CTRL)
    hands.press(pygame.K_MINUS, mod=pygame.KMOD_CTRL)
    assert hands.app.laptop.ui.look.text_scale == 1.0
    hands.click("motion")
    assert hands.app.laptop.ui.look.motion
    hands.click("done")
    assert isinstance(hands.app.top, TitleScreen)


def test_the_wall_opens_and_closes(hands):
    hands.app.apply_settings(replace(hands.app.settings, two_windows=True))
    assert hands.app.wall is not None
    hands.step()
    assert hands.app.wall.ui.nodes
    assert hands.app.wall.window.position != hands.app.laptop.window.position
    hands.step()
    assert "The wall is open. Move it to the projector." in {node.label for node in hands.app.laptop.ui.nodes}
    hands.step(pygame.event.Event(pygame.WINDOWCLOSE, window=hands.app.wall.window))
    assert hands.app.wall is None
    assert not hands.app.settings.two_windows
    assert hands.app.running


def test_quit_leaves(hands):
    hands.click("quit")
    assert not hands.app.running


def test_without_a_display_one_sentence_says_so(monkeypatch, capsys):
    def no_display() -> None:
        raise pygame.error("No available video device")

    monkeypatch.setattr(pygame.display, "init", no_display)
    assert run() == 2
    said = capsys.readouterr().err
    assert "No available video device" in said
    assert said.count("\n") == 1


def test_what_nobody_sees_is_no_display(monkeypatch, capsys):
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")
    assert run() == 2
    assert "there is no display" in capsys.readouterr().err


def test_without_fonts_it_says_so_and_works(monkeypatch, tmp_path):
    from game.client import app as module
    from game.client.canvas.fonts import FontBook

    monkeypatch.setattr(module, "FontBook", lambda: FontBook(tmp_path))
    with operating() as hands:
        assert "fonts are missing" in hands.words()
        hands.click("help")
        assert hands.has("pages")


def test_the_first_frame_waits_for_nothing_heavy():
    code = """
import sys
from game.client import app, pane
def first(self, screen):
    heavy = {"numpy", "pydantic", "yaml", "game.session.play", "game.scenario.load"} & set(sys.modules)
    print("heavy:", sorted(heavy))
    raise SystemExit(0)
app._open_display = lambda: (app.pygame.display.init(), app.pygame.font.init())
pane.Pane.show = first
from game.cli import main
main([])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "heavy: []" in done.stdout, done.stderr


@pytest.mark.parametrize("size", [(400, 300), (640, 400), (1920, 1080)])
def test_every_size_of_window_leads_to_the_game(size):
    with operating(width=size[0], height=size[1]) as hands:
        assert hands.app.laptop.ui.surface.get_size() == size
        hands.press(pygame.K_RETURN)
        hands.app.push(_table(hands.app))
        hands.step()
        assert hands.has("start")
        hands.press(pygame.K_RETURN)
        assert hands.app.game is not None


def _table(app: App):
    from game.client.screens.table import TableScreen
    from game.model.places import scenarios_folder

    return TableScreen(app, str(Path(scenarios_folder()) / "ivory_corridor.yaml"), 7)


def test_two_words_tell_whether_the_screens_are_mirrored():
    with operating(two_windows=True) as hands:
        choose(hands)
        hands.click("test-screens")
        hands.step()
        (wall,) = [node.label for node in hands.app.wall.ui.nodes if node.id == "word"]
        here = {hands.node(id_).label: id_ for id_ in ("test.0", "test.1")}
        assert wall in here
        hands.click(here[wall])
        assert hands.node("style.private").enabled
        assert not [node for node in hands.app.wall.ui.nodes if node.id == "word"]
        hands.click("test-screens")
        hands.step()
        (wall,) = [node.label for node in hands.app.wall.ui.nodes if node.id == "word"]
        here = {hands.node(id_).label: id_ for id_ in ("test.0", "test.1")}
        hands.click(next(id_ for word, id_ in here.items() if word != wall))
        assert "Projector and laptop show the same" in hands.words()
        hands.press(pygame.K_RETURN)
        assert not hands.node("style.private").enabled
        assert hands.node("style.open").value == "on"
