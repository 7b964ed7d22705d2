"""Plays the program as a person does: through the loop of the app, with the mouse or the keyboard, by the nodes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path

import pygame
import pytest

from game.client.app import App
from game.client.interface.nodes import Node
from game.client.live import LiveGame
from game.client.screens import desk_projection
from game.client.screens.play import PlayScreen
from game.model.places import scenarios_folder
from game.scenario.load import load_scenario
from game.scenario.parameters import load_parameters
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import DeskStyle, Occupant
from game.session.forecast import QUICK_RUNS, DeskForecast
from game.session.rulebook import Rulebook, make_rulebook
from game.storage.settings import Settings
from game.storage.tables import new_table

MOST_STEPS = 3
EVERYBODY = ("kenya", "china", "straits", "tanzania", "viet_nam", "central_africa")
"""Every seat of the ivory corridor: a table of people alone, where nobody answers by itself."""


class Player:
    """One person at the laptop."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.settle()

    @property
    def nodes(self) -> list[Node]:
        return self.app.laptop.ui.nodes

    def node(self, id_: str) -> Node:
        for node in self.nodes:
            if node.id == id_:
                return node
        raise KeyError(f"{id_} is not on the screen; there are: {', '.join(node.id for node in self.nodes)}")

    def has(self, id_: str) -> bool:
        return any(node.id == id_ for node in self.nodes)

    def words(self) -> str:
        return "\n".join(f"{node.label} {node.value} {node.hint}" for node in self.nodes)

    @property
    def focus(self) -> str:
        return self.app.laptop.ui.state.focus

    def send(self, *events: pygame.event.Event) -> None:
        for event in events:
            self.app.step([event])
        self.settle()

    def settle(self) -> None:
        """Let the loop run until nothing is left to be drawn at once."""
        for _step in range(MOST_STEPS):
            self.app.step([])
            if not self.app.laptop.ui.due():
                return

    def click(self, *ids: str) -> int:
        """Click on one control after the other; return how many clicks that took."""
        for id_ in ids:
            self.bring(id_)
            place = self.node(id_).visible.centre
            self.send(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)))
            self.send(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=place, button=1))
            self.send(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=place, button=1))
        return len(ids)

    def bring(self, id_: str) -> None:
        """Turn the wheel until a node can be seen, over each of the scroll areas in turn."""
        for area in [node for node in self.nodes if node.role == "scroll"]:
            for _turn in range(30):
                node = self.node(id_)
                if node.visible.h >= min(node.rect.h, 24):
                    return
                inside = area.rect.encloses(node.rect._replace(y=area.rect.y, h=1), 8)
                if not inside:
                    break
                away = 1 if node.rect.y < area.rect.y else -1
                self.send(pygame.event.Event(pygame.MOUSEMOTION, pos=area.rect.centre, rel=(0, 0), buttons=(0, 0, 0)))
                self.send(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=away, precise_x=0.0, precise_y=float(away)))

    def drag(self, id_: str, share: float) -> None:
        """Drag the knob of a slider to ``share`` of its track."""
        self.bring(id_)
        rect = self.node(id_).visible
        ui = self.app.laptop.ui
        y = rect.bottom - ui.px(12)
        start, end = (rect.centre[0], y), (rect.x + ui.px(9) + round(share * (rect.w - ui.px(18))), y)
        self.send(pygame.event.Event(pygame.MOUSEMOTION, pos=start, rel=(0, 0), buttons=(0, 0, 0)))
        self.send(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1))
        for step in range(1, 5):
            at = (start[0] + (end[0] - start[0]) * step // 4, y)
            self.send(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(1, 0, 0)))
        self.send(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=end, button=1))

    def press(self, *keys: int, mods: int = 0) -> None:
        for key in keys:
            self.send(pygame.event.Event(pygame.KEYDOWN, key=key, mod=mods, unicode=""))
            self.send(pygame.event.Event(pygame.KEYUP, key=key, mod=mods))

    def type(self, text: str) -> None:
        for character in text:
            self.send(pygame.event.Event(pygame.TEXTINPUT, text=character))

    def tab_to(self, id_: str, most: int = 200) -> None:
        for _press in range(most):
            if self.focus == id_:
                return
            self.press(pygame.K_TAB)
        raise KeyError(f"Tab never comes to {id_}; there are: {', '.join(n.id for n in self.nodes if n.focusable)}")

    def activate(self, id_: str) -> None:
        self.tab_to(id_)
        self.press(pygame.K_RETURN)


def new_game(
    people: tuple[str, ...],
    *,
    style: DeskStyle = DeskStyle.PRIVATE,
    seconds: int | None = None,
    path: Path | None = None,
    scenario: str = "ivory_corridor",
    meetings: int = 0,
    prefill: bool = True,
    policy: str = "steady",
) -> LiveGame:
    """Start a game with ``people`` on some seats and computers on the others, a caucus and a plenary if wanted.

    Computers only order, which takes no time; with an empty ``policy`` they bargain as their temperaments say.
    """
    book, text = _rules(scenario)
    seats = tuple(
        SeatPlan(
            seat,
            Occupant.PERSON if seat in people else Occupant.COMPUTER,
            people="Ana, Ben" if seat in people else "",
        )
        for seat in book.delegations
    )
    options = Options(
        desk_style=style, desk_seconds=seconds, caucus_every=meetings, plenary_every=meetings, prefill=prefill
    )
    table, save = new_table(text, f"{scenario}.yaml", StartSession(7, seats, options), path, book)
    return LiveGame(table, save, policies=dict.fromkeys(book.delegations, policy) if policy else None)


@lru_cache(maxsize=2)
def _rules(scenario: str) -> tuple[Rulebook, str]:
    loaded = load_scenario(scenarios_folder() / f"{scenario}.yaml")
    assert loaded.scenario is not None
    return make_rulebook(loaded.scenario, load_parameters()), loaded.text


@contextmanager
def playing(game: LiveGame, settings: Settings | None = None, *, runs: int = QUICK_RUNS) -> Iterator[Player]:
    """Open the app with a game on its screen; its forecasts have few runs, unless a test is about them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk_projection, "DeskForecast", partial(DeskForecast, runs=runs))
        yield from _played(game, settings)


def _played(game: LiveGame, settings: Settings | None) -> Iterator[Player]:
    app = App(settings or Settings(motion=False), keep_settings=False, threads=False)
    app.open_game(game)
    app.push(PlayScreen(app))
    try:
        yield Player(app)
    finally:
        app.close_game()
        app.close_wall()
        app.laptop.close()
