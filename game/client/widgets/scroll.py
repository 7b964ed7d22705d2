"""Scrolling: an area taller than its window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.client.canvas.geometry import Area, Rect, bounds
from game.client.interface.ui import Touch, Ui

GUTTER = 12
"""Width in design pixels beside a window in which its bar lies: cards, dialogs and pages have as much padding."""

EDGE = 6
"""Design pixels above and below the content, for rings of focus."""

_ENDLESS = 1_000_000
_STEP = 60  # design pixels of a press of an arrow


@dataclass
class Offset:
    """How far a window has been moved down over its content, in pixels."""

    y: int = 0
    grabbed: int = 0
    stop: bool = False  # whether Tab stops at the window itself


@dataclass
class _Whole:
    """Whether windows inside another one grow with their content, on which layer, and how much more they need."""

    on: bool = False
    layer: int = 0
    more: int | None = None


@contextmanager
def one_scroll(ui: Ui, id_: str, rect: Rect, least: int) -> Iterator[Area]:
    """Give an area of the height of what is in it, ``least`` pixels at the least, which scrolls in ``rect`` as a whole.

    The windows inside do not scroll by themselves: they are as tall as their content.
    """
    tall: list[int] = ui.recall(f"whole:{id_}", lambda: [least])
    whole = ui.recall("whole", _Whole)
    with scroll(ui, id_, rect) as area:
        whole.on, whole.layer, whole.more = True, ui.layer, None
        try:
            yield ui.area(area.cut_top(tall[0], 0), gap=0)
        finally:
            whole.on = False
    need = least if whole.more is None else max(least, tall[0] + whole.more)
    if need != tall[0]:
        tall[0] = need
        ui.again()


def scrolls_as_one(ui: Ui) -> bool:
    """Tell whether windows grow with their content here, because something around them scrolls."""
    whole = ui.recall("whole", _Whole)
    return whole.on and whole.layer == ui.layer


def needs_more(ui: Ui, pixels: int) -> None:
    """Ask what scrolls as one for more height, or give up some."""
    if scrolls_as_one(ui):
        whole = ui.recall("whole", _Whole)
        whole.more = pixels if whole.more is None else max(whole.more, pixels)


@contextmanager
def scroll(ui: Ui, id_: str, rect: Rect, *, gap: float = 8, label: str = "") -> Iterator[Area]:
    """Give an area as tall as its content needs, of which ``rect`` shows a part.

    The wheel, the bar, and the page keys move it; what gets the focus comes into view. Where there is more than is seen
    and nothing in it takes the focus, it takes the focus itself, and arrows move it. The bar lies beside ``rect``, in
    the padding of the card around it.
    """
    if scrolls_as_one(ui):
        with _grown(ui, id_, rect, gap, label) as area:
            yield area
        return
    offset = ui.recall(f"scroll:{id_}", Offset)
    touch = ui.node(id_, "scroll", rect, label, focusable=offset.stop)
    first = len(ui.nodes)
    edge = ui.px(EDGE)
    bar = beside(ui, rect)
    inner = Rect(rect.x, rect.y + edge - offset.y, rect.w, _ENDLESS)
    area = ui.area(inner, gap=gap)
    with ui.clipped(rect.inset(-ui.px(6), 0)), ui.inside(id_):
        yield area
    whole = _height(ui, area, inner, first) + 2 * edge
    _keyed(ui, touch, rect, offset, whole)
    settle(ui, id_, rect, bar, offset, whole, first)
    stop = whole > rect.h and not any(node.focusable and node.enabled for node in ui.nodes[first:])
    if stop is not offset.stop:
        offset.stop = stop
        ui.again()
    ui.focus_ring(rect.inset(-ui.px(2)), touch, 6)


def _height(ui: Ui, area: Area, inner: Rect, first: int) -> int:
    """Return how tall what was cut off ``area``, or lies there without that, is; without the gap below the last."""
    reached = bounds(node.rect for node in ui.nodes[first:] if node.layer == ui.layer)
    return max(area.used, reached.bottom - inner.y) - (area.gap if area.used > reached.bottom - inner.y else 0)


@contextmanager
def _grown(ui: Ui, id_: str, rect: Rect, gap: float, label: str) -> Iterator[Area]:
    """Give the area of a window that does not scroll, and note how much taller it would have to be."""
    edge = ui.px(EDGE)
    ui.node(id_, "group", rect, label, focusable=False, pointer=False)
    first = len(ui.nodes)
    inner = Rect(rect.x, rect.y + edge, rect.w, _ENDLESS)
    area = ui.area(inner, gap=gap)
    with ui.inside(id_):
        yield area
    needs_more(ui, _height(ui, area, inner, first) + 2 * edge - rect.h)


def bring_into_view(ui: Ui, id_: str, node: str) -> None:
    """Let the window ``id_`` show its ``node`` at the next drawing, when everything has found its place."""
    ui.recall(f"bring:{id_}", lambda: [""])[0] = node
    ui.redraw()


def _keyed(ui: Ui, touch: Touch, rect: Rect, offset: Offset, height: int) -> None:
    """Move what has the focus itself by the arrows and the page keys, as far as it goes."""
    event = touch.key
    if event is None or event.control:
        return
    page = round(rect.h * 0.85)
    steps = {
        pygame.K_DOWN: ui.px(_STEP),
        pygame.K_UP: -ui.px(_STEP),
        pygame.K_PAGEDOWN: page,
        pygame.K_PAGEUP: -page,
        pygame.K_HOME: -height,
        pygame.K_END: height,
    }
    step = steps.get(event.key)
    if step is not None:
        ui.take()
        offset.y = max(0, min(max(0, height - rect.h), offset.y + step))
        ui.dirty = True
        ui.again()


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
    _brought(ui, id_, rect, offset, first)
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
    if ui.state.reveal:
        _shown(ui, rect, offset, first, ui.state.focus)


def _brought(ui: Ui, id_: str, rect: Rect, offset: Offset, first: int) -> None:
    wanted: list[str] = ui.recall(f"bring:{id_}", lambda: [""])
    if wanted[0] and ui.drawing:
        _shown(ui, rect, offset, first, wanted[0])
        wanted[0] = ""


def _shown(ui: Ui, rect: Rect, offset: Offset, first: int, name: str) -> None:
    """Move so far that the node ``name`` is seen."""
    for node in ui.nodes[first:]:
        if node.id == name and node.layer == ui.layer:
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
