"""Every screen of the game in a state worth looking at: for pictures, and for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.client.app import App
from game.client.demonstration_author import AUTHOR_SCENES
from game.client.demonstration_play import PLAY_SCENES
from game.client.demonstration_talks import TALK_SCENES
from game.client.interface.look import Look
from game.client.interface.pilot import Pilot
from game.client.interface.ui import Ui
from game.client.navigation import Answer, Screen
from game.model.text import _
from game.storage.settings import Settings

if TYPE_CHECKING:
    from game.storage.shelf import SaveFace

SEED = 7
NOW = datetime(2027, 3, 8, 14, 20, tzinfo=timezone(timedelta(hours=1)))
"""When the pictures are taken; nothing in them depends on the day they are drawn."""


@dataclass
class Studio:
    """An application without a display, and the screens in it; use it as long as pygame is on.

    Attributes
    ----------
    look : Look
        Theme and size of text of the pictures.
    size : tuple of int
        Width and height in pixels.
    """

    look: Look
    size: tuple[int, int]
    app: App = field(init=False)
    moment: float = 100.0

    def __post_init__(self) -> None:
        """Open the application."""
        settings = Settings(theme=self.look.theme.name, text_scale=self.look.text_scale)
        self.app = App(settings, keep_settings=False, threads=False)

    def picture(self, name: str) -> Ui:
        """Draw the screen called ``name``; the surface and the nodes are in the answer."""
        self.moment = 100.0
        pilot = self.pilot(SCENES[name](self))
        self.moment += 1.0  # what glides has arrived
        pilot.ui.draw(pilot.build)
        self.app.close_game()
        return pilot.ui

    def pilot(self, screen: Screen) -> Pilot[Answer | None]:
        """Return a screen at work on a surface of the size of the pictures."""
        surface = pygame.Surface(self.size)
        return Pilot(Ui(surface, self.look, clock=lambda: self.moment), screen.build)


def _title(studio: Studio) -> Screen:
    from game.client.screens.title import TitleScreen  # noqa: PLC0415
    from game.client.view_models.saves import newest  # noqa: PLC0415

    return TitleScreen(studio.app, lambda: newest(demonstration_saves(), NOW))


def _table(studio: Studio) -> Screen:
    from game.client.screens.table import TableScreen  # noqa: PLC0415
    from game.model.places import scenarios_folder  # noqa: PLC0415

    return TableScreen(studio.app, str(scenarios_folder() / "ivory_corridor.yaml"), SEED)


def _shelf(studio: Studio) -> Screen:
    from game.client.screens.shelf import ShelfScreen  # noqa: PLC0415
    from game.model.places import scenarios_folder  # noqa: PLC0415

    return ShelfScreen(studio.app, (scenarios_folder(),))


def _write(studio: Studio) -> Screen:
    from game.client.screens.shelf import ShelfScreen  # noqa: PLC0415
    from game.model.places import scenarios_folder  # noqa: PLC0415

    return ShelfScreen(studio.app, (scenarios_folder(),), writing=True)


def _problems(_studio: Studio) -> Screen:
    from game.client.screens.problems import ProblemsScreen  # noqa: PLC0415
    from game.scenario.load import read_scenario  # noqa: PLC0415

    return ProblemsScreen(Path("A first route.yaml"), read_scenario(_BROKEN, "A first route.yaml").diagnostics)


def demonstration_saves() -> tuple[SaveFace, ...]:
    """Return three saves: one to continue, one that is over, one that is damaged."""
    from game.session.desk import Phase  # noqa: PLC0415
    from game.storage.shelf import SaveFace  # noqa: PLC0415

    title = "The Ivory Corridor"
    return (
        SaveFace(Path("ivory_corridor-3.corridors"), title, 3, 8, Phase.DESKS, NOW - timedelta(minutes=12)),
        SaveFace(Path("ivory_corridor-2.corridors"), title, 8, 8, Phase.ENDED, NOW - timedelta(days=1, hours=2)),
        SaveFace(
            Path("stick.corridors"),
            "stick",
            0,
            0,
            Phase.SETUP,
            NOW - timedelta(days=9),
            _("This save is damaged or not a save of Corridors."),
        ),
    )


def _load(studio: Studio) -> Screen:
    from game.client.screens.load import LoadScreen  # noqa: PLC0415

    return LoadScreen(studio.app, demonstration_saves, NOW)


def _save_failed(studio: Studio) -> Screen:
    from game.client.screens.save_failed import SaveFailed  # noqa: PLC0415

    sentence = _("ivory_corridor-3.corridors could not be written (disk full).")
    return SaveFailed(studio.app, (), sentence)


def _settings(studio: Studio) -> Screen:
    from game.client.screens.settings import SettingsScreen  # noqa: PLC0415

    return SettingsScreen(studio.app)


def _help(page: str) -> Callable[[Studio], Screen]:
    def make(studio: Studio) -> Screen:
        from game.client.screens.help import HelpScreen  # noqa: PLC0415

        return HelpScreen(studio.app, page=page)

    return make


_BROKEN = """title: A first route
rules: {turns: 4}
jurisdictions:
- {id: KEN, corruption: 0.68, resilience: 5.3, markets: {counterfeit: 6.5}}
- {id: CHN, corruption: 57, resilience: 5.7, markets: {counterfeit: 8}}
markets:
- id: counterfiet
  unit_value: 2
  origins: [{jurisdiction: CHN, supply: 20}]
  destinations: [{jurisdiction: KEM}]
legs:
- {id: chn_ken, from: CHN, to: KEN, mode: air, base_cost: 2}
delegations:
- id: kenya
  jurisdictions: [KEN]
"""


MENU_SCENES: dict[str, Callable[[Studio], Screen]] = {
    "title": _title,
    "shelf": _shelf,
    "write": _write,
    "problems": _problems,
    "table": _table,
    "load": _load,
    "settings": _settings,
    "help": _help("turn"),
    "help_keys": _help("keys"),
    "help_words": _help("words"),
    "save_failed": _save_failed,
}
"""The pictures outside of play by name."""

SCENES: dict[str, Callable[[Studio], Screen]] = {**MENU_SCENES, **AUTHOR_SCENES, **PLAY_SCENES, **TALK_SCENES}
"""Every picture by name, in the order in which the screens are met."""
