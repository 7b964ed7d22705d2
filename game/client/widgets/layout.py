"""Panels side by side, or as tabs where there is no room; grids of cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from game.client.canvas.geometry import Area, Rect, columns
from game.client.interface.ui import Ui
from game.client.widgets.choice import Choice
from game.client.widgets.scroll import scroll
from game.client.widgets.tabs import HEIGHT, tabs


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several parts of a screen; ``weight`` is its share of the width."""

    key: str
    label: str
    icon: str = ""
    weight: float = 1.0


def columns_or_tabs(
    ui: Ui, id_: str, rect: Rect, label: str, panels: Sequence[Panel], front: str = ""
) -> dict[str, Rect]:
    """Return the rectangles of the panels that are seen now: all of them side by side, or one below a row of tabs.

    ``front`` names a panel that is to be seen from now on, such as one in which something has begun.
    """
    chosen: list[str] = ui.recall(f"panel:{id_}", lambda: [panels[0].key])
    chosen[0] = front or chosen[0]
    if not ui.narrow:
        placed = columns(rect, [panel.weight for panel in panels], ui.px(12), rtl=ui.look.rtl)
        return {panel.key: part for panel, part in zip(panels, placed, strict=True)}
    if chosen[0] not in {panel.key for panel in panels}:
        chosen[0] = panels[0].key
    area = ui.area(rect, gap=8)
    listed = [Choice(panel.key, panel.label, panel.icon) for panel in panels]
    chosen[0] = tabs(ui, id_, area.cut_top(ui.px(HEIGHT)), label, listed, chosen[0])
    return {chosen[0]: area.rect}


@contextmanager
def page(ui: Ui, id_: str, least: float = 480, inset: float = 16, gap: float = 12) -> Iterator[Area]:
    """Give the area of the whole window, or, where it is lower than ``least`` design pixels, one that scrolls.

    A screen that cuts its parts off this area keeps them at a height in which they can be used, whatever the window.
    """
    needed = ui.px(least)
    if ui.window.h >= needed:
        yield ui.area(inset=inset, gap=gap)
        return
    with scroll(ui, id_, ui.window.inset(ui.px(inset), 0)) as tall:
        yield ui.area(tall.cut_top(needed, 0), gap=gap)


def grid(ui: Ui, area: Area, count: int, least_width: float, height: int, gap: float = 12) -> list[Rect]:
    """Cut ``count`` equal cells off ``area``, as many beside each other as have ``least_width`` design pixels.

    ``height`` of a cell is in pixels.
    """
    between = ui.px(gap)
    across = max(1, (area.rect.w + between) // (ui.px(least_width) + between))
    across = min(across, max(1, count))
    cells: list[Rect] = []
    while len(cells) < count:
        cells.extend(columns(area.cut_top(height, between), across, between, rtl=ui.look.rtl))
    return cells[:count]
