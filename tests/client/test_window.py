"""The program in a real window: begun, clicked, killed and closed, where the tools for it are installed."""

import json
import signal
from pathlib import Path

import pygame
import pytest

from game.client.interface.nodes import Node
from game.session.desk import Phase
from game.storage.shelf import look_at
from tests.client.display import POSSIBLE, Display, Program, display, until
from tests.client.operate import operating

pytestmark = [pytest.mark.window, pytest.mark.skipif(not POSSIBLE, reason="needs Xvfb and xdotool")]


@pytest.fixture
def screen(tmp_path):
    with display(tmp_path) as found:
        folder = tmp_path / "XDG_CONFIG_HOME" / "corridors"
        folder.mkdir(parents=True)
        # What moves would keep the picture from coming to rest.
        (folder / "settings.json").write_text(json.dumps({"motion": False}), encoding="utf-8")
        yield found


def place_of(id_: str, *clicks: str) -> tuple[int, int]:
    """Where a control is in a window of the usual size, found by clicking through the same screens without one."""
    with operating() as hands:
        for click in clicks:
            hands.click(click)
        node: Node = hands.node(id_)
        return node.rect.centre


def stages_before_the_desks() -> int:
    """How often Enter has to be pressed from the briefing until the curtain stands."""
    with operating() as hands:
        for click in ("new", "card-0-open", "one", "start"):
            hands.click(click)
        for number in range(5):
            if hands.has("open-desk"):
                return number
            hands.press(pygame.K_RETURN)
    raise AssertionError("Enter does not lead to the desks")


def saves_of(screen: Display) -> list[Path]:
    return sorted(Path(screen.environment["XDG_DATA_HOME"]).glob("corridors/saves/*.corridors"))


def started(screen: Display, program: Program) -> bytes:
    program.window()
    until(lambda: not screen.blank)
    return screen.settled()


def test_it_opens_goes_to_the_shelf_by_mouse_and_closes(screen):
    with screen.program() as program:
        title = started(screen, program)
        program.click(place_of("new"))
        shelf = screen.settled(title)
        screen.tool("key", "Escape")
        assert screen.settled(shelf) != shelf
        assert program.close() == 0


def test_killed_at_a_desk_it_continues_behind_the_curtain(screen):
    with screen.program("play", "ivory_corridor", "--seed", "7") as program:
        table = started(screen, program)
        program.click(place_of("one", "new", "card-0-open"))
        quick = screen.settled(table)
        program.click(place_of("start", "new", "card-0-open", "one"))
        briefing = screen.settled(quick)
        screen.tool("key", "Return")
        caucus = screen.settled(briefing)
        screen.tool("key", "Return")
        plenary = screen.settled(caucus)
        screen.tool("key", "Return")
        curtain = screen.settled(plenary)
        screen.tool("key", "Return")
        screen.settled(curtain)
        program.process.send_signal(signal.SIGKILL)
        program.process.wait(10)
    (save,) = saves_of(screen)
    assert look_at(save).phase is Phase.DESKS
    with screen.program() as program:
        started(screen, program)
        screen.tool("key", "Return")
        until(lambda: screen.picture() == curtain)  # the very same as before the desk was opened
        assert program.close() == 0
    assert look_at(save).phase is Phase.DESKS
