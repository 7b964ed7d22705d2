"""The title: what the game is, where to go from here, and the quiet world."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pygame

from game import __version__
from game.client import widgets as w
from game.client.background import Later
from game.client.navigation import Answer, Push, Quit, Wait
from game.client.screens.menu import Entry, menu
from game.client.screens.message import message
from game.client.view_models.saves import SaveRow, newest
from game.model.text import _

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.screens.title_world import TitleWorld

_BOTH = 820
"""Design pixels of width from which menu and world stand side by side."""
COLUMN = 392
"""Width in design pixels of the name and the menu."""


class TitleScreen:
    """The first screen and the last. It draws at once; saves and the map come from threads begun after that."""

    def __init__(self, app: App, find: Callable[[], SaveRow | None] | None = None) -> None:
        self._app = app
        self._find = find or _newest_save
        self._drawings = 0
        self._trouble = ""
        self._world: Later[TitleWorld] = Later(self._make_world, threaded=app.threads)
        self._newest = self._look_again()

    def hide(self) -> None:
        """Look for saves again when the title comes back: there may be a newer one."""
        self._newest = self._look_again()

    # Beside the drawing

    def _look_again(self) -> Later[SaveRow | None]:
        return Later(self._find, threaded=self._app.threads)

    def _make_world(self) -> TitleWorld:
        from game.client.screens.title_world import TitleWorld  # noqa: PLC0415 - numpy comes after the first frame

        world = TitleWorld(threaded=self._app.threads)
        if self._app.threads:
            _import_what_is_heavy()
        return world

    def _begin_work(self, ui: w.Ui) -> None:
        """Begin the threads once something has been seen."""
        if not ui.drawing:
            return
        self._drawings += 1
        if self._drawings > 1 or not self._app.threads:
            self._newest.start()
            if self._newest.ready:  # one after the other: the menu is wanted before the map
                self._world.start()
        if not (self._newest.ready and self._world.ready):
            ui.wake(0.03)

    # The screen

    def build(self, ui: w.Ui) -> Answer | None:
        """Show the name, the menu and the world."""
        self._begin_work(ui)
        page = ui.area(inset=0, gap=0)
        if ui.effective_width >= _BOTH:
            side = page.cut_start(ui.px(COLUMN + 48))
            self._draw_world(ui, page.rect)
            column = w.Rect(side.x + (0 if ui.look.rtl else ui.px(48)), side.y, ui.px(COLUMN), side.h)
        else:
            column = ui.window.inset(ui.px(16), 0)
        answer = self._column(ui, column)
        if self._trouble:
            if message(ui, "trouble", _("This session cannot be continued"), self._trouble):
                self._trouble = ""
            return None
        return answer

    def _column(self, ui: w.Ui, rect: w.Rect) -> Answer | None:
        entries = self._entries()
        below = ui.area(rect.inset(0, ui.px(12)), gap=0)
        foot = below.cut_bottom(ui.look.text.line_height("caption") + ui.px(4))
        with w.scroll(ui, "menu", below.rect, gap=4 if ui.narrow else 6) as area:
            if ui.effective_width >= _BOTH:
                area.skip(max(0, (rect.h - ui.px(560)) // 3))
            big = "display" if ui.narrow else "wall_title"
            w.paragraph(ui, area, _("Corridors"), big, gap=0)
            w.paragraph(
                ui, area, _("Crime crosses borders. So must you."), "heading", "text_muted", gap=16 if ui.narrow else 28
            )
            if self._app.problem:
                w.paragraph(ui, area, self._app.problem, tone="warning", gap=16, id_="problem")
            pressed = menu(ui, area, entries)
        version = _("Version {version}").format(version=__version__)
        w.label(ui, foot, version, "caption", "text_muted", shorten=True, id_="version")
        if not pressed and ui.pressed(pygame.K_RETURN):
            # While saves are being looked for, nothing is the main button yet.
            pressed = next((entry.id for entry in entries if entry.primary), "")
        return self._follow(pressed)

    def _entries(self) -> tuple[Entry, ...]:
        row = self._newest.value if self._newest.ready else None
        if row is not None:
            detail = "\n".join((row.title, _("{standing} · {when}").format(standing=row.standing, when=row.when)))
        else:
            detail = _("No session is waiting.") if self._newest.ready else _("Looking for your sessions …")
        goes_on = row is not None
        return (
            Entry("continue", _("Continue"), "play", detail, enabled=goes_on, primary=goes_on),
            Entry("new", _("New session"), "plus", primary=self._newest.ready and not goes_on),
            Entry("load", _("Load"), "folder-open"),
            Entry("write", _("Write a scenario"), "pencil"),
            Entry("settings", _("Settings"), "settings"),
            Entry("help", _("Help"), "circle-question-mark"),
            Entry("quit", _("Quit"), "log-out"),
        )

    def _follow(self, pressed: str) -> Answer | None:
        match pressed:
            case "continue":
                return Wait(_("Opening your session …"), self._continue)
            case "new":
                from game.client.screens.shelf import ShelfScreen  # noqa: PLC0415 - not before it is asked for

                return Push(ShelfScreen(self._app))
            case "write":
                from game.client.screens.shelf import ShelfScreen  # noqa: PLC0415

                return Push(ShelfScreen(self._app, writing=True))
            case "load":
                from game.client.screens.load import LoadScreen  # noqa: PLC0415

                return Push(LoadScreen(self._app))
            case "settings":
                from game.client.screens.settings import SettingsScreen  # noqa: PLC0415

                return Push(SettingsScreen(self._app))
            case "help":
                from game.client.screens.help import HelpScreen  # noqa: PLC0415

                return Push(HelpScreen(self._app))
            case "quit":
                return Quit()
        return None

    def _continue(self) -> Answer | None:
        from game.client.resume import resume  # noqa: PLC0415
        from game.storage.errors import SaveError  # noqa: PLC0415

        row = self._newest.value
        if row is None:
            return None
        try:
            return resume(self._app, row.path)
        except SaveError as error:
            self._trouble = str(error)
            self._newest = self._look_again()
            return None

    def _draw_world(self, ui: w.Ui, rect: w.Rect) -> None:
        if self._world.ready:
            self._world.value.build(ui, rect)


def _newest_save() -> SaveRow | None:
    from game.storage.shelf import list_saves  # noqa: PLC0415 - heavy

    try:
        return newest(list_saves(), datetime.now().astimezone())
    except OSError:
        return None  # no folder can be made here; the list of saves says so


def _import_what_is_heavy() -> None:
    """Import the game, so that opening one does not wait for it."""
    import game.client.live  # noqa: PLC0415
    import game.client.screens.play  # noqa: F401, PLC0415
