"""Every save, with where it stands; those that cannot be opened say why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.background import Later
from game.client.navigation import Answer, Pop, Wait
from game.client.screens.frame import head, left, sheet
from game.client.screens.message import message
from game.client.view_models.place import home_as_tilde
from game.client.view_models.saves import SaveRow, save_row
from game.model.text import _
from game.storage.settings import saves_place

if TYPE_CHECKING:
    from game.client.app import App
    from game.storage.shelf import SaveFace


class LoadScreen:
    """The list of saves; Enter or the button opens the chosen one behind the curtain."""

    def __init__(
        self, app: App, find: Callable[[], Sequence[SaveFace]] | None = None, now: datetime | None = None
    ) -> None:
        self._app = app
        self._find = find or _all_saves
        self._now = now
        self._rows = self._look_again()
        self._chosen = ""
        self._trouble = ""

    def hide(self) -> None:
        """Look at the folder again when the list comes back."""
        self._rows = self._look_again()

    def _look_again(self) -> Later[tuple[SaveRow, ...]]:
        return Later(self._list, threaded=self._app.threads)

    def _list(self) -> tuple[SaveRow, ...]:
        now = self._now or datetime.now().astimezone()
        return tuple(save_row(face, now) for face in self._find())

    def build(self, ui: w.Ui) -> Answer | None:
        """Show the list."""
        self._rows.start()
        rows, problem = self._found()
        if rows and self._chosen not in {row.path.name for row in rows}:
            self._chosen = rows[0].path.name
        chosen = next((row for row in rows if row.path.name == self._chosen), None)
        with sheet(ui, most=820) as page:
            back = head(ui, page, _("Load a session"), _("Every move was saved as it was made."))
            opened = self._foot(ui, page, chosen)
            if not self._rows.ready:
                w.paragraph(ui, page, _("Looking for your sessions …"), tone="text_muted")
                ui.wake(0.03)
            elif problem or not rows:
                w.paragraph(ui, page, problem or _("There is no saved session yet."), tone="text_muted")
            else:
                self._list_rows(ui, page.rect, rows)
        if self._trouble:
            if message(ui, "trouble", _("This session cannot be opened"), self._trouble):
                self._trouble = ""
            return None
        if opened and chosen is not None:
            path = chosen.path
            return Wait(_("Opening your session …"), lambda: self._open(path))
        return Pop() if back or left(ui) else None

    def _found(self) -> tuple[tuple[SaveRow, ...], str]:
        if not self._rows.ready:
            return (), ""
        try:
            return self._rows.value, ""
        except OSError as error:
            sentence = _("The folder of saves cannot be read ({reason}).")
            return (), sentence.format(reason=error.strerror or error)

    def _list_rows(self, ui: w.Ui, rect: w.Rect, rows: tuple[SaveRow, ...]) -> None:
        with w.card(ui, "saves", rect) as card:
            choices = tuple(
                w.Choice(
                    row.path.name,
                    row.title,
                    "triangle-alert" if row.problem else "medal" if row.finished else "save",
                    detail=_detail(row),
                )
                for row in rows
            )
            self._chosen = w.list_box(ui, "list", card.rect, _("Saved sessions"), choices, self._chosen)

    def _foot(self, ui: w.Ui, page: w.Area, chosen: SaveRow | None) -> bool:
        row = ui.area(page.cut_bottom(ui.px(44)), gap=16)
        words = _("Open")
        wide = min(row.rect.w, w.button_width(ui, words, "folder-open") + ui.px(16))
        able = chosen is not None and chosen.playable
        hint = chosen.problem if chosen is not None else ""
        pressed = w.button(
            ui, "open", row.cut_end(wide), words, kind="primary", icon="folder-open", enabled=able, hint=hint
        )
        where = _("Saves are in {folder}").format(folder=home_as_tilde(saves_place()))
        w.label(ui, row.rect, where, "caption", "text_muted", shorten=True, id_="folder")
        return able and (pressed or _enter(ui))

    def _open(self, path: Path) -> Answer | None:
        from game.client.resume import resume  # noqa: PLC0415
        from game.storage.errors import SaveError  # noqa: PLC0415

        try:
            return resume(self._app, path)
        except SaveError as error:
            self._trouble = str(error)
            self._rows = self._look_again()
            return None


def _all_saves() -> Sequence[SaveFace]:
    from game.storage.shelf import list_saves  # noqa: PLC0415 - heavy

    return list_saves()


def _enter(ui: w.Ui) -> bool:
    """Tell whether Enter was pressed on the list, or with no control having the keyboard."""
    event = ui.input
    if event.kind == "key" and not event.taken and not event.repeated and ui.state.focus == "list":
        return event.key in {pygame.K_RETURN, pygame.K_KP_ENTER}
    return ui.pressed(pygame.K_RETURN)


def _detail(row: SaveRow) -> str:
    if row.problem:
        return _("{problem} · {when}").format(problem=row.problem, when=row.when)
    return _("{standing} · {when}").format(standing=row.standing, when=row.when)
