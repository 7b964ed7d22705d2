"""What is wrong with a scenario: place, sentence, remedy, and the line with a caret."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pygame

from game.client import widgets as w
from game.client.interface import clipboard
from game.client.navigation import Answer, Pop
from game.client.screens.finding_card import finding_card
from game.client.screens.frame import head, left, sheet
from game.client.view_models.findings import count_words, findings
from game.client.view_models.place import home_as_tilde
from game.model.text import _
from game.scenario.diagnostic import Diagnostic, as_text
from game.scenario.load import load_scenario

_MOST_SHOWN = 60


class ProblemsScreen:
    """The findings about one file; it can be read again after it was put right in an editor."""

    def __init__(self, path: Path, diagnostics: Sequence[Diagnostic] | None = None) -> None:
        self._path = path
        self._take(self._read() if diagnostics is None else diagnostics)

    def hide(self) -> None:
        """Keep nothing secret: there is nothing."""

    def _read(self) -> tuple[Diagnostic, ...]:
        return load_scenario(self._path, self._path.name).diagnostics

    def _take(self, diagnostics: Sequence[Diagnostic]) -> None:
        self._diagnostics = tuple(diagnostics)
        self._found = findings(self._diagnostics)

    def build(self, ui: w.Ui) -> Answer | None:
        """Show the findings."""
        with sheet(ui) as page:
            sound = not any(found.tone == "danger" for found in self._found)
            title = _("{file} can be played now") if sound else _("{file} cannot be played yet")
            detail = count_words(self._diagnostics) if not sound else _("Go back and choose it on the shelf.")
            back = head(ui, page, title.format(file=self._path.name), detail)
            self._foot(ui, page)
            with w.scroll(ui, "findings", page.rect, gap=10) as area:
                for number, found in enumerate(self._found[:_MOST_SHOWN]):
                    finding_card(ui, area, f"finding-{number}", found)
                more = len(self._found) - _MOST_SHOWN
                if more > 0:
                    words = _("{count} more are not shown here; Copy takes them all.").format(count=more)
                    w.paragraph(ui, area, words, tone="text_muted")
        return Pop() if back or left(ui) else None

    def _foot(self, ui: w.Ui, page: w.Area) -> None:
        again, copied = _("Read the file again"), _("Copy")
        listed = (w.Action("copy", copied, icon="copy"), w.Action("again", again, "primary", "refresh-cw"))
        widths = [w.button_width(ui, action.label, action.icon) for action in listed]
        stacked = sum(widths) + ui.px(8) > page.rect.w
        row = ui.area(page.cut_bottom(ui.px(40 * 2 + 8 if stacked else 40)), gap=8)
        place = row.rect if stacked else row.cut_end(sum(widths) + ui.px(8))
        pressed = w.actions(ui, ui.area(place, gap=8), listed)
        if pressed == "again" or ui.pressed(pygame.K_F5):
            self._take(self._read())
            ui.toast(_("The file was read again."), "refresh-cw")
        if pressed == "copy":
            clipboard.copy(as_text(self._diagnostics))
            ui.toast(_("All findings are on the clipboard."), "copy")
        if not stacked:
            w.label(ui, row.rect, home_as_tilde(self._path), "caption", "text_muted", shorten=True, id_="path")
