"""Cards, the panels that things lie on, and lines between things."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from game.client.canvas import draw
from game.client.canvas.geometry import Area, Rect
from game.client.interface.ui import Ui
from game.client.widgets.label import label

PADDING = 16


@contextmanager
def card(
    ui: Ui, id_: str, rect: Rect, title: str = "", icon: str = "", *, padding: float = PADDING, gap: float = 8
) -> Iterator[Area]:
    """Lay a card and give the area of its content, below its title."""
    panel(ui, rect)
    ui.node(id_, "card", rect, title, focusable=False, pointer=False)
    with ui.inside(id_):
        area = ui.area(rect.inset(ui.px(padding)), gap=gap)
        if title:
            height = ui.look.text.height(title, "heading", max(1, area.rect.w - (ui.px(28) if icon else 0)))
            head = ui.area(area.cut_top(height, ui.px(8)), gap=8)
            if icon:
                ui.icon(head.cut_start(ui.px(20)), icon, ui.colours.accent, 20)
            label(ui, head.rect, title, "heading", lines=None)
        yield area


def panel(ui: Ui, rect: Rect, *, raised: bool = False) -> None:
    """Draw the ground of a card, or of what lies above cards."""
    theme, colours = ui.look.theme, ui.colours
    if ui.visible(rect.inset(-ui.px(24))) and theme.shadows:
        spread, drop = (24, 8) if raised else (8, 2)
        draw.shadow(ui.surface, rect, ui.px(theme.card_radius), ui.px(spread), colours.shadow, ui.px(drop))
    ui.fill(rect, colours.raised if raised else colours.card, theme.card_radius)
    ui.frame(rect, colours.card_border, theme.card_radius)


def divider(ui: Ui, area: Area, gap: float = 8) -> None:
    """Draw a line across ``area`` and cut it off the top."""
    line = area.cut_top(max(1, ui.px(1)), ui.px(gap))
    if ui.visible(line):
        ui.surface.fill(ui.colours.divider, line)
