"""Scrolling: an area taller than its window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.client.canvas.geometry import Area, Rect, bounds
from game.client.interface.ui import Ui

GUTTER = 12
"""Width in design pixels beside a window in which its bar lies: cards, dialogs and pages have as much padding."""

EDGE = 6
"""Design pixels above and below the content, for rings of focus."""

_ENDLESS = 1_000_000


@dataclass
class Offset:
    """How far a window has been moved down over its content, in pixels."""

    y: int = 0
    grabbed: int = 0


@contextmanager
def scroll(ui: Ui, id_: str, rect: Rect, *, gap: float = 8, label: str = "") -> Iterator[Area]:
    """Give an area as tall as its content needs, of which ``rect`` shows a part.

    The wheel, the bar, and the page keys move it; what gets the focus comes into view. The bar lies beside ``rect``, in
    the padding of the card around it.
    """
    offset = ui.recall(f"scroll:{id_}", Offset)
    ui.node(id_, "scroll", rect, label, focusable=False)
    first = len(ui.nodes)
    edge = ui.px(EDGE)
    bar = beside(ui, rect)
    inner = Rect(rect.x, rect.y + edge - offset.y, rect.w, _ENDLESS)
    area = ui.area(inner, gap=gap)
    with ui.clipped(rect.inset(-ui.px(6), 0)), ui.inside(id_):
        yield area
    reached = bounds(node.rect for node in ui.nodes[first:] if node.layer == ui.layer)
    height = max(area.used, reached.bottom - inner.y) - (ui.px(gap) if area.used > reached.bottom - inner.y else 0)
    settle(ui, id_, rect, bar, offset, height + 2 * edge, first)


def beside(ui: Ui, rect: Rect) -> Rect:
    """Return the place of the bar beside a window."""
    wide = ui.px(GUTTER)
    return Rect(rect.x - wide if ui.look.rtl else rect.right, rect.y, wide, rect.h)


def settle(ui: Ui, id_: str, rect: Rect, bar: Rect, offset: Offset, height: int, first: int) -> None:
    """Move ``offset`` by the present event, keep it within ``height``, and draw the bar.

    ``first`` is the place in the list of nodes where the content begins.
    """
    before = offset.y
    most = max(0, height - rect.h)
    _wheeled(ui, rect, offset, most)
    _paged(ui, rect, offset, first)
    _revealed(ui, rect, offset, first)
    if most:
        _bar(ui, id_, bar, offset, height, rect.h)
    offset.y = max(0, min(most, offset.y))
    if offset.y != before:
        ui.dirty = True
        ui.again()


def _wheeled(ui: Ui, rect: Rect, offset: Offset, most: int) -> None:
    event = ui.input
    if event.kind != "wheel" or event.taken or ui.layer < ui.state.modal:
        return
    moved = max(0, min(most, offset.y - round(event.wheel[1] * ui.px(60))))
    if rect.common(ui.clip).holds(ui.state.pointer) and moved != offset.y:
        offset.y = moved
        ui.take()


def _paged(ui: Ui, rect: Rect, offset: Offset, first: int) -> None:
    event = ui.input
    step = {pygame.K_PAGEDOWN: 1, pygame.K_PAGEUP: -1}.get(event.key, 0)
    if event.kind != "key" or event.taken or not step or ui.layer < ui.state.modal:
        return
    focus = ui.state.focus
    # Without a focus the page keys belong to the first window that can use them.
    if not focus or any(node.id == focus for node in ui.nodes[first:]):
        offset.y += step * round(rect.h * 0.85)
        ui.take()


def _revealed(ui: Ui, rect: Rect, offset: Offset, first: int) -> None:
    if not ui.state.reveal:
        return
    for node in ui.nodes[first:]:
        if node.id == ui.state.focus and node.layer == ui.layer:
            margin = min(ui.px(16), max(0, (rect.h - node.rect.h) // 2))
            above = node.rect.y - margin - rect.y
            below = node.rect.bottom + margin - rect.bottom
            if above < 0 or node.rect.h > rect.h:
                offset.y += above
            elif below > 0:
                offset.y += below


def _bar(ui: Ui, id_: str, bar: Rect, offset: Offset, height: int, seen: int) -> None:
    lane = bar.inset(ui.px(3), ui.px(2))
    size = max(ui.px(28), lane.h * seen // max(1, height))
    way, most = max(1, lane.h - size), max(1, height - seen)
    thumb = Rect(lane.x, lane.y + way * max(0, min(most, offset.y)) // most, lane.w, size)
    touch = ui.node(f"{id_}/bar", "scrollbar", bar, value=f"{offset.y}", focusable=False)
    if touch.pressed:
        offset.grabbed = ui.state.pointer[1] - thumb.y if thumb.holds((thumb.x, ui.state.pointer[1])) else size // 2
    if touch.held and ui.input.kind in {"press", "drag"}:
        offset.y = (ui.state.pointer[1] - offset.grabbed - lane.y) * most // way
    lit = touch.hovered or touch.held
    ui.fill(thumb, ui.colours.control_border if lit else ui.colours.track, 3)
