"""The author's screen: what is wrong with a scenario file, what it looks like, and how its tests go, while one writes.

The file is read again within a second of being saved in any editor. While it has an error, map, values and tests stay
those of the last good reading, and say so.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.authoring.workbench import Reading, Workbench
from game.client import widgets as w
from game.client.interface import clipboard
from game.client.navigation import Answer, Pop, Push
from game.client.screens.author_play import PlayTestDialog, making
from game.client.screens.author_preview import Preview, preview_choices
from game.client.screens.briefing_picture import BriefingPicture
from game.client.screens.finding_card import finding_card
from game.client.screens.frame import head, left, sheet
from game.client.screens.message import message
from game.client.view_models import author
from game.client.view_models.findings import Finding, findings
from game.client.view_models.place import home_as_tilde
from game.model.scenario import Scenario
from game.model.text import _
from game.scenario.diagnostic import as_text

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.play_test import Trial

_MOST_SHOWN = 60
_LEAST_HEIGHT = 400
_SHARE = 0.4
_BESIDE = 1000
"""Effective width from which findings and preview stand side by side."""


class AuthorScreen:
    """One scenario file on the workbench."""

    def __init__(self, app: App, path: Path, bench: Workbench | None = None) -> None:
        self._app = app
        self._path = path
        self._bench = bench or Workbench(path, threaded=app.threads)
        self._bench.keep()
        self._seen: Reading | None = None
        self._found: tuple[Finding, ...] = ()
        self._picture = BriefingPicture(b"")
        self._pictured: Reading | None = None
        self._preview = Preview(threaded=app.threads)
        self._tab = "findings"
        self._dialog: PlayTestDialog | None = None
        self._trial: Trial | None = None
        self._trouble = ""

    def hide(self) -> None:
        """Go on: an author's window loses the focus to the editor at every change."""

    def tick(self, _now: float) -> Answer | None:
        """Draw again when there is a newer reading."""
        self._bench.keep()
        if self._bench.latest is not self._seen:
            self._app.laptop.ui.redraw()
        return self._trial_ready() if self._trial is not None and self._trial.ready else None

    # The screen

    def build(self, ui: w.Ui) -> Answer | None:
        """Show findings, preview and tests."""
        self._take()
        answer: Answer | None = None
        with sheet(ui, _LEAST_HEIGHT) as page:
            back = head(ui, page, self._path.name, self._detail())
            foot = self._foot(ui, page)
            if ui.effective_width >= _BESIDE and not ui.narrow:
                self._list(ui, page.cut_start(round(page.rect.w * _SHARE)))
                self._preview.build(ui, page.rect, self._bench.good, self._stale_words())
            else:
                self._tabs(ui, page)
        answer = self._answer(ui, foot)
        if self._trial is not None:
            if making(ui, self._trial):
                self._trial.give_up()
                self._trial = None
            return None
        if self._dialog is not None or self._trouble:
            return self._dialogs(ui)
        if answer is None and (back or left(ui)):
            self._bench.close()
            self._preview.rest()
            return Pop()
        return answer

    def _take(self) -> None:
        reading = self._bench.latest
        if reading is not self._seen:
            self._seen = reading
            self._found = findings(reading.diagnostics, self._path.name) if reading is not None else ()

    def _detail(self) -> str:
        return author.standing(self._seen) if self._seen is not None else _("Reading the file …")

    def _stale_words(self) -> str:
        """Say that what is shown is older than the file, where it is."""
        good = self._bench.good
        if self._seen is None or good is None or self._seen.scenario is not None:
            return ""
        return _("As of the last good reading, {time}").format(time=author.clock(good.at))

    def _tabs(self, ui: w.Ui, page: w.Area) -> None:
        """Show one part at a time where the window is small."""
        number = len(self._found)
        words = _("Findings ({number})").format(number=number) if number else _("Findings")
        choices = [w.Choice("findings", words, "list-checks"), *preview_choices(self._bench.good)]
        keys = {choice.key for choice in choices}
        self._tab = self._tab if self._tab in keys else "findings"
        self._tab = w.tabs(ui, "parts", page.cut_top(ui.px(44)), _("Parts"), choices, self._tab)
        if self._tab == "findings":
            self._list(ui, page.rect)
        else:
            self._preview.show(ui, page.rect, self._tab, self._bench.good, self._stale_words())

    # Findings

    def _list(self, ui: w.Ui, rect: w.Rect) -> None:
        ui.node("findings-part", "group", rect, _("Findings"), focusable=False, pointer=False)
        with w.scroll(ui, "findings", w.Rect(rect.x, rect.y, rect.w - ui.px(12), rect.h), gap=10) as area:
            if self._seen is None:
                w.paragraph(ui, area, _("Reading the file …"), tone="text_muted")
            elif not self._found and not self._seen.trouble:
                _all_well(ui, area)
            if self._seen is not None and self._seen.trouble:
                w.paragraph(ui, area, self._seen.trouble, tone="danger", id_="trouble-text")
            for number, found in enumerate(self._found[:_MOST_SHOWN]):
                finding_card(ui, area, f"finding-{number}", found)
            more = len(self._found) - _MOST_SHOWN
            if more > 0:
                words = _("{count} more are not shown here; Copy takes them all.").format(count=more)
                w.paragraph(ui, area, words, tone="text_muted")
            good = self._bench.good
            if good is not None and good.scenario is not None:
                self._texts(ui, area, good, good.scenario)

    def _texts(self, ui: w.Ui, area: w.Area, good: Reading, scenario: Scenario) -> None:
        """Show what students will see and read first, below the findings."""
        if self._pictured is None or self._pictured.number != good.number:
            self._pictured = good
            self._picture = BriefingPicture(good.result.picture.data() if good.result.picture is not None else b"")
        area.skip(ui.px(6))
        w.divider(ui, area, gap=14)
        self._picture.build(ui, area, scenario.title)
        w.rich_text(ui, "texts", area, author.texts(scenario))

    # Buttons

    def _foot(self, ui: w.Ui, page: w.Area) -> str:
        good = self._bench.good
        ready = good is not None and self._seen is not None and good.number == self._seen.number
        listed = (
            w.Action("copy", _("Copy"), icon="copy"),
            w.Action("again", _("Reload"), icon="refresh-cw"),
            w.Action("try", _("Play-test"), "primary", "play", enabled=ready),
        )
        widths = [w.button_width(ui, action.label, action.icon) for action in listed]
        needed = sum(widths) + ui.px(8) * (len(listed) - 1)
        stacked = needed > page.rect.w
        high = (ui.px(40) + ui.px(8)) * len(listed) - ui.px(8) if stacked else ui.px(40)
        row = ui.area(page.cut_bottom(high), gap=8)
        place = row.rect if stacked else row.cut_end(needed)
        pressed = w.actions(ui, ui.area(place, gap=8), listed)
        if not stacked and row.rect.w > ui.px(140):
            mark = row.cut_start(ui.px(40))
            if w.icon_button(ui, "copy-path", mark, "folder-open", _("Copy the path of the file")):
                clipboard.copy(str(self._path.absolute()))
                ui.toast(_("The path is on the clipboard."), "copy")
            w.label(ui, row.rect, home_as_tilde(self._path), "caption", "text_muted", shorten=True, id_="path")
        return pressed

    def _answer(self, ui: w.Ui, pressed: str) -> Answer | None:
        if pressed == "again" or ui.pressed(pygame.K_F5):
            self._bench.read_again()
            ui.toast(_("The file is read again."), "refresh-cw")
        elif pressed == "copy":
            reading = self._bench.latest
            clipboard.copy(as_text(reading.diagnostics) if reading is not None else "")
            ui.toast(_("All findings are on the clipboard."), "copy")
        elif pressed == "try" and self._bench.good is not None:
            self._dialog = PlayTestDialog(self._bench.good)
        return None

    def _dialogs(self, ui: w.Ui) -> Answer | None:
        if self._trouble:
            if message(ui, "trouble", _("The play-test cannot begin"), self._trouble):
                self._trouble = ""
            return None
        dialog = self._dialog
        if dialog is None:
            return None
        chosen = dialog.build(ui)
        if chosen is not None:
            self._dialog = None
        if chosen and dialog.reading.book is not None:
            from game.client.play_test import Trial  # noqa: PLC0415 - heavy

            reading, threaded = dialog.reading, self._app.threads
            self._trial = Trial(reading.result, self._path.name, dialog.reading.book, dialog.plan, threaded=threaded)
        return None

    def _trial_ready(self) -> Answer | None:
        """Sit down once the computers have played as far as was asked for."""
        from game.client.screens.play import PlayScreen  # noqa: PLC0415 - heavy

        trial, self._trial = self._trial, None
        try:
            game = trial.game if trial is not None else None
        except ValueError as error:
            self._trouble = str(error)
            return None
        except Exception as error:  # noqa: BLE001 - a defect must not cost the author her screen
            self._trouble = f"{type(error).__name__}: {error}"
            return None
        if game is None:
            return None
        self._app.open_game(game)
        return Push(PlayScreen(self._app))


def _all_well(ui: w.Ui, area: w.Area) -> None:
    row = ui.area(area.cut_top(ui.px(40)), gap=10)
    ui.icon(row.cut_start(ui.px(24)), "circle-check", ui.colours.better, 24)
    w.label(ui, row.rect, _("Nothing is wrong with this file."), "strong", lines=None)
    words = _("Go on writing in your editor: whenever you save, the file is read again here within a second.")
    w.paragraph(ui, area, words, tone="text_muted")
