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
from tests.client.operate import Operator, operating

pytestmark = [pytest.mark.window, pytest.mark.skipif(not POSSIBLE, reason="needs Xvfb and xdotool")]


@pytest.fixture
def screen(tmp_path):
    with display(tmp_path) as found:
        folder = tmp_path / "XDG_CONFIG_HOME" / "corridors"
        folder.mkdir(parents=True)
        # What moves would keep the picture from coming to rest.
        (folder / "settings.json").write_text(json.dumps({"motion": False}), encoding="utf-8")
        yield found


_THOUGHT = 8.0
"""Seconds without a change after which no computer thinks any more on a busy machine: before that no key is heard."""
CARD = "the card of the scenario that is played"


def press(hands: Operator, control: str) -> None:
    """Click a control; the button of the scenario's card wherever on the shelf that stands, also out of sight."""
    if control != CARD:
        hands.click(control)
        return
    ui = hands.app.laptop.ui
    card = next(node.id for node in ui.nodes if node.role == "card" and node.label == "The Ivory Corridor")
    ui.focus_on(f"{card}-open")
    hands.step()
    hands.press(pygame.K_RETURN)


def place_of(id_: str, *clicks: str) -> tuple[int, int]:
    """Where a control is in a window of the usual size, found by clicking through the same screens without one."""
    with operating() as hands:
        for click in clicks:
            press(hands, click)
        node: Node = hands.node(id_)
        return node.rect.centre


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


@pytest.mark.slow  # it waits for two windows and for computers that think; tests/client/test_app.py has it quick
def test_killed_at_a_desk_it_continues_behind_the_curtain(screen):
    with screen.program("play", "ivory_corridor", "--seed", "7") as program:
        table = started(screen, program)
        program.click(place_of("one", "new", CARD))
        quick = screen.settled(table)
        program.click(place_of("start", "new", CARD, "one"))
        briefing = screen.settled(quick, rest=_THOUGHT)  # what is pressed while it gets ready is not heard
        curtain = briefing
        for _stage in ("caucus", "plenary", "desks"):
            screen.tool("key", "Return")
            curtain = screen.settled(curtain, rest=_THOUGHT)  # by then no computer thinks any more
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
