"""Pictures that the main screens are held against: small, grey, and compared block by block.

``python -m tests.client.golden`` draws them again into ``tests/golden``; look at what has changed before you commit it.
``python -m tests.client.golden FOLDER`` draws the same screens in full size and colour into a folder, to be looked at.

What is drawn comes from a table of the tests and not from a scenario of the game, without computers, so that a picture
changes with the screen and hardly ever for anything else. Letters come out a little otherwise on another system, so
what is compared is the lightness of blocks of eight pixels, and small differences in each are let pass.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pygame

from game.client.canvas.theme import THEMES
from game.client.demonstration import MENU_SCENES, Studio
from game.client.interface.look import Look
from game.client.interface.pilot import Pilot
from game.client.interface.ui import Ui
from game.client.live import LiveGame
from game.client.navigation import Answer, Screen, Submit
from game.client.screens.play import PlayScreen
from game.session.commands import AdvancePhase, Command, Contribute, OpenDesk, Options, SeatPlan, SetOrder, StartSession
from game.session.desk import DeskStyle, Occupant, Phase, Target
from game.session.refusal import Refusal
from game.storage.tables import new_table
from tests.client.widgets.gallery import Gallery

FOLDER = Path(__file__).parents[1] / "golden"
TABLE = Path(__file__).parents[1] / "cases" / "session" / "table.yaml"
_THUMB = 4  # pixels of a screen that become one of its picture
_BLOCK = 2  # pixels of a picture that are compared as one: eight of the screen
MOST_OF_ALL = 0.012  # mean difference in lightness from 0 to 1 over a whole picture
MOST_OF_MANY = 0.02  # share of blocks that may differ by more than LARGE
LARGE = 0.12


@dataclass(frozen=True)
class Shot:
    """One picture: what makes the screen, and how it is looked at."""

    make: Callable[[Studio], Screen]
    theme: str = "light"
    scale: float = 1.0
    size: tuple[int, int] = (1280, 720)


def game(phase: Phase, turn: int = 2) -> LiveGame:
    """Play the table of the tests with fixed orders up to a phase."""
    text = re.sub(r" ?CANARY[A-Z]+", "", TABLE.read_text(encoding="utf-8"))
    seats = tuple(SeatPlan(seat, Occupant.PERSON) for seat in ("kenya", "malaysia", "asia"))
    options = Options(desk_style=DeskStyle.OPEN)
    live = LiveGame(new_table(text, "table.yaml", StartSession(7, seats, options), None)[0], None)
    while (live.public.phase, live.public.turn) != (phase, turn):
        if live.public.phase is Phase.DESKS:
            _order(live)
        _must(live, AdvancePhase(live.public.phase, live.public.turn, seal_rest=True))
    return live


def _order(live: LiveGame) -> None:
    _must(live, SetOrder("kenya", "ranger_patrol", Target(habitat="tsavo", jurisdiction="KEN"), 4))
    _must(live, SetOrder("asia", "audit", Target(jurisdiction="CHN"), 3))
    _must(live, Contribute("malaysia", "scanners", 3))


def _must(live: LiveGame, command: Command) -> None:
    found = live.submit(command)
    assert not isinstance(found, Refusal), found.sentence


def _play(phase: Phase, turn: int = 2) -> Callable[[Studio], Screen]:
    def make(studio: Studio) -> Screen:
        live = game(phase, turn)
        studio.app.open_game(live)
        return PlayScreen(studio.app)

    return make


def _desk(studio: Studio) -> Screen:
    live = game(Phase.DESKS)
    _order(live)
    _must(live, OpenDesk("kenya"))
    studio.app.open_game(live)
    screen = PlayScreen(studio.app)
    pilot = studio.pilot(screen)
    pilot.ui.draw(pilot.build)
    for answer in _pressed(pilot, "desk-kenya"):
        if isinstance(answer, Submit):
            _must(live, answer.command)
    return screen


def _outcome(studio: Studio) -> Screen:
    live = game(Phase.OUTCOME)
    studio.app.open_game(live)
    screen = PlayScreen(studio.app)
    _pressed(studio.pilot(screen), "skip")
    return screen


def _pressed(pilot: Pilot[Answer | None], id_: str) -> list[Answer]:
    pilot.ui.draw(pilot.build)
    pilot.tab_to(id_)
    pilot.press(pygame.K_RETURN)
    return [answer for answer in pilot.results if answer is not None]


def _gallery(page: str) -> Callable[[Studio], Screen]:
    def make(_studio: Studio) -> Screen:
        return Gallery(page=page)  # type: ignore[return-value]

    return make


SHOTS: dict[str, Shot] = {
    "title": Shot(MENU_SCENES["title"]),
    "help": Shot(MENU_SCENES["help"], "contrast"),
    "settings": Shot(MENU_SCENES["settings"], "dark", 1.5),
    "problems": Shot(MENU_SCENES["problems"]),
    "briefing": Shot(_play(Phase.BRIEFING)),
    "desk": Shot(_desk),
    "desk_dark": Shot(_desk, "dark", size=(1366, 768)),
    "desk_large": Shot(_desk, "light", 2.0, (1366, 768)),
    "outcome": Shot(_outcome),
    "end": Shot(_play(Phase.ENDED, 3), "contrast"),
    "controls": Shot(_gallery("controls")),
    "tables_large": Shot(_gallery("tables"), "dark", 1.5),
}


def draw(shot: Shot) -> pygame.Surface:
    """Return the screen in full size; pygame must be on."""
    studio = Studio(Look(THEMES[shot.theme], shot.scale, motion=True), shot.size)
    try:
        pilot = studio.pilot(shot.make(studio))
        pilot.ui.draw(pilot.build)
        studio.moment += 1.0  # what glides has arrived
        pilot.ui.draw(pilot.build)
        return _surface(pilot.ui)
    finally:
        studio.app.close_game()
        studio.app.laptop.close()


def _surface(ui: Ui) -> pygame.Surface:
    return ui.surface.copy()


def thumb(surface: pygame.Surface) -> np.ndarray:
    """Return the lightness of a screen, from 0 to 1, at a quarter of its size; shape (height, width)."""
    rgb = pygame.surfarray.array3d(surface).astype(np.float64).transpose(1, 0, 2)
    grey = rgb @ np.array([0.2126, 0.7152, 0.0722]) / 255.0
    return _averaged(grey, _THUMB)


def _averaged(grey: np.ndarray, side: int) -> np.ndarray:
    high, wide = (length // side * side for length in grey.shape)
    averaged: np.ndarray = grey[:high, :wide].reshape(high // side, side, wide // side, side).mean(axis=(1, 3))
    return averaged


def difference(one: np.ndarray, two: np.ndarray) -> tuple[float, float]:
    """Return the mean difference of two thumbs in lightness, and the share of blocks that differ much."""
    if one.shape != two.shape:
        return 1.0, 1.0
    apart = np.abs(_averaged(one, _BLOCK) - _averaged(two, _BLOCK))
    return float(apart.mean()), float((apart > LARGE).mean())


def store(picture: np.ndarray, path: Path) -> None:
    """Write a thumb as a grey picture."""
    grey = np.round(picture * 255).astype(np.uint8)
    surface = pygame.surfarray.make_surface(np.repeat(grey.T[:, :, None], 3, axis=2))
    pygame.image.save(surface, path)


def stored(name: str) -> np.ndarray:
    """Return the thumb that is kept of a screen."""
    pixels = pygame.surfarray.array3d(pygame.image.load(FOLDER / f"{name}.png"))
    return pixels[:, :, 0].T.astype(np.float64) / 255.0


def _main() -> None:
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    pygame.display.init()
    pygame.font.init()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    for name, shot in SHOTS.items():
        surface = draw(shot)
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            pygame.image.save(surface, folder / f"{name}.png")
        else:
            store(thumb(surface), FOLDER / f"{name}.png")
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    _main()
