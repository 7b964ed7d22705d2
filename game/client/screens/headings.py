"""Titles of the parts of a list."""

from __future__ import annotations

from game.client import widgets as w


def heading(ui: w.Ui, area: w.Area, title: str, icon: str) -> None:
    """Write the title of a part of a list."""
    high = ui.look.text.height(title, "heading", max(1, area.rect.w - ui.px(28)))
    line = ui.area(area.cut_top(high, ui.px(6)), gap=8)
    ui.icon(line.cut_start(ui.px(20)), icon, ui.colours.accent, 20)
    w.label(ui, line.rect, title, "heading", lines=None)
