"""Tooltips and toasts, which lie above everything and take nothing away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.canvas import draw
from game.client.canvas.geometry import Rect

if TYPE_CHECKING:
    from game.client.interface.nodes import Node
    from game.client.interface.ui import Ui

TIP_DELAY = 0.5
TIP_WIDTH = 300
_IN_A_LIST = frozenset({"slider", "text"})
"""Roles that stand in rows one below the other, of which a tooltip below would cover the next."""


def show(ui: Ui) -> None:
    """Lay the toasts and the tooltip of the node that is pointed at or has the keyboard over the screen."""
    _toasts(ui)
    node = _tipped(ui)
    if node is not None and not node.visible.empty:  # it may have been scrolled out of sight
        _tip(ui, node)


def _tipped(ui: Ui) -> Node | None:
    state = ui.state
    by_id = {node.id: node for node in ui.nodes if node.hint and node.layer >= ui.modal}
    hovered = by_id.get(state.hover)
    if hovered is not None and not state.pressed:
        waited = ui.now - state.hover_since
        if waited >= TIP_DELAY:
            return hovered
        if ui.drawing:
            ui.wake(TIP_DELAY - waited)
    return by_id.get(state.focus) if state.focus_seen and hovered is None else None


def _tip(ui: Ui, node: Node) -> None:
    text = ui.look.text
    pad_x, pad_y = ui.px(10), ui.px(6)
    most = min(ui.px(TIP_WIDTH), ui.window.w - 2 * ui.px(8))
    layout = text.layout(node.hint, "caption", most - 2 * pad_x)
    w, h = layout.w + 2 * pad_x, layout.h + 2 * pad_y
    rect = _beside(ui, node.visible, w, h) if node.role in _IN_A_LIST else None
    rect = rect or _below(ui, node.visible, w, h)
    with ui.clipped(ui.window, whole=True):
        ui.node(f"{node.id}/tip", "tooltip", rect, node.hint, focusable=False, pointer=False)
        ui.fill(rect, ui.colours.tip, 6)
        ui.write(rect.inset(pad_x, pad_y), node.hint, "caption", ui.colours.on_tip, lines=None)


def _beside(ui: Ui, seen: Rect, w: int, h: int) -> Rect | None:
    """Return a place at the end of a control, or before its start, where it covers none of the rows around it."""
    gap, edge = ui.px(52), ui.px(8)  # what takes a row away may stand right beside it
    y = min(max(edge, seen.y + (seen.h - h) // 2), ui.window.h - h - edge)
    after, before = seen.right + gap, seen.x - gap - w
    for x in (before, after) if ui.look.rtl else (after, before):
        if edge <= x and x + w <= ui.window.w - edge:
            return Rect(x, y, w, h)
    return None


def _below(ui: Ui, seen: Rect, w: int, h: int) -> Rect:
    """Return a place below a control, or above it where the window ends."""
    x = min(max(ui.px(8), seen.x + (seen.w - w) // 2), ui.window.w - w - ui.px(8))
    y = seen.bottom + ui.px(8)
    if y + h > ui.window.h - ui.px(4):
        y = max(ui.px(4), seen.y - h - ui.px(8))
    return Rect(x, y, w, h)


def _toasts(ui: Ui) -> None:
    ui.state.toasts = [toast for toast in ui.state.toasts if toast.until > ui.now]
    bottom = ui.window.h - ui.px(24)
    for number, toast in enumerate(reversed(ui.state.toasts[-3:])):
        if ui.drawing:
            ui.wake(toast.until - ui.now)
        pad, side = ui.px(16), ui.px(20)
        most = min(ui.px(560), ui.window.w - ui.px(32)) - 3 * pad - side
        layout = ui.look.text.layout(toast.text, "body", most)
        w, h = layout.w + 3 * pad + side, layout.h + ui.px(20)
        rect = Rect((ui.window.w - w) // 2, bottom - h, w, h)
        bottom = rect.y - ui.px(8)
        with ui.clipped(ui.window, whole=True):
            ui.node(f"toast-{number}", "status", rect, toast.text, focusable=False, pointer=False)
            if ui.drawing and ui.look.theme.shadows:
                draw.shadow(ui.surface, rect, ui.px(10), ui.px(12), ui.colours.shadow, ui.px(3))
            ui.fill(rect, ui.colours.tip, 10)
            area = ui.area(rect.inset(pad, 0), gap=16)
            ui.icon(area.cut_start(side), toast.icon, ui.colours.on_tip, 20)
            ui.write(area.rect, toast.text, "body", ui.colours.on_tip, lines=None)
