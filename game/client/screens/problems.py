"""What is wrong with a scenario: place, sentence, remedy, and the line with a caret."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pygame

from game.client import widgets as w
from game.client.canvas.chart_stroke import triangle
from game.client.interface import clipboard
from game.client.navigation import Answer, Pop
from game.client.screens.frame import head, left, sheet
from game.client.view_models.findings import Finding, count_words, findings
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
                    _card(ui, area, f"finding-{number}", found)
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


def _card(ui: w.Ui, area: w.Area, id_: str, found: Finding) -> None:
    text, pad = ui.look.text, ui.px(16)
    room = max(1, area.rect.w - 2 * pad - ui.px(32))
    high = 2 * ui.px(14) + text.line_height("caption_strong") + ui.px(4) + text.height(found.message, "body", room)
    if found.has_excerpt:
        high += ui.px(10) + _excerpt_height(ui)
    if found.remedy:
        high += ui.px(8) + text.height(found.remedy, "body", room - ui.px(26))
    rect = area.cut_top(high)
    w.panel(ui, rect)
    ui.node(id_, "card", rect, found.message, focusable=False, pointer=False)
    with ui.inside(id_):
        row = ui.area(rect.inset(pad, ui.px(14)), gap=12)
        mark = row.cut_start(ui.px(20))
        tone = getattr(ui.colours, found.tone)
        ui.icon(w.Rect(mark.x, mark.y, mark.w, text.line_height("caption_strong")), found.icon, tone, 20)
        lines = row.sub(row.rect, ui.px(4))
        where = _("{kind} · {place}").format(kind=found.kind, place=found.place)
        w.label(
            ui, lines.cut_top(text.line_height("caption_strong")), where, "caption_strong", found.tone, shorten=True
        )
        w.paragraph(ui, lines, found.message, gap=0)
        if found.has_excerpt:
            lines.skip(ui.px(10))
            _excerpt(ui, lines.cut_top(_excerpt_height(ui), 0), found)
        if found.remedy:
            lines.skip(ui.px(8))
            advice = lines.sub(lines.rect, ui.px(8))
            hint = advice.cut_start(ui.px(18))
            ui.icon(w.Rect(hint.x, hint.y, hint.w, text.line_height("body")), "lightbulb", ui.colours.accent, 16)
            w.label(ui, advice.rect, found.remedy, lines=None, valign="top")


def _excerpt_height(ui: w.Ui) -> int:
    return ui.look.text.line_height("body") + ui.px(8 + 16)


def _excerpt(ui: w.Ui, rect: w.Rect, found: Finding) -> None:
    """Show the line as it stands in the file, always from left to right, with a caret below what is meant."""
    ui.fill(rect, ui.colours.sunken, 6)
    text = ui.look.text
    line = text.line_height("body")
    inner = w.Area(rect.inset(ui.px(10), ui.px(8)))
    number = str(found.line)
    gutter = text.width(number, "caption") + ui.px(14)
    ui.write(inner.cut_start(gutter, 0), number, "caption", ui.colours.text_muted, valign="top")
    with ui.clipped(inner.rect):
        x = inner.rect.x
        before = ""
        for part, colour in (
            (found.before, ui.colours.text_muted),
            (found.marked, ui.colours.danger),
            (found.after, ui.colours.text_muted),
        ):
            # Spaces at an end are wide only with something after them.
            at = x + (text.width(f"{before}|", "body") - text.width("|", "body") if before else 0)
            before += part
            wide = x + text.width(f"{before}|", "body") - text.width("|", "body") - at
            if part.strip():
                ui.write(w.Rect(at, inner.rect.y, wide + ui.px(2), line), part, "body", colour, shorten=True)
            if part is found.marked and ui.drawing:
                _caret(ui, at, wide, inner.rect.y + line)
    whole = found.before + found.marked + found.after
    ui.node(f"text-{len(ui.nodes)}", "text", rect, whole, focusable=False, pointer=False)


def _caret(ui: w.Ui, x: int, wide: int, y: int) -> None:
    wide = max(wide, ui.px(6))
    ui.surface.fill(ui.colours.danger, (x, y, wide, ui.px(2)))
    triangle(ui.surface, (x + wide // 2, y + ui.px(7)), ui.px(9), ui.colours.danger, up=True)
