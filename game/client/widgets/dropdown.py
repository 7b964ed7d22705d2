"""Choosing one of many from a list that opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.canvas.geometry import Rect
from game.client.interface.events import ACTIVATING
from game.client.interface.ui import Touch, Ui
from game.client.widgets.card import panel
from game.client.widgets.choice import Choice, label_of, stepped
from game.client.widgets.scroll import Offset, settle

ROW = 36
_MOST_ROWS = 8


@dataclass
class _Popup:
    """Whether the list is open and which row is lit."""

    open: bool = False
    lit: str = ""
    reveal: bool = False


def dropdown(  # noqa: PLR0913 - every manner has a default
    ui: Ui,
    id_: str,
    rect: Rect,
    label: str,
    choices: Sequence[Choice],
    chosen: str,
    *,
    enabled: bool = True,
    placeholder: str = "",
) -> str:
    """Show the chosen one in a field that opens a list, and return the key of the chosen one.

    Enter, Space or an arrow opens; arrows, Home, End and first letters move; Enter takes, Escape closes.
    """
    popup = ui.recall(f"popup:{id_}", _Popup)
    words = label_of(choices, chosen) or placeholder
    touch = ui.node(id_, "combobox", rect, label, words, enabled=enabled)
    if not enabled:
        popup.open = False
    result = _clicked(ui, id_, popup, choices) or chosen
    if touch.clicked:
        popup.open, popup.lit, popup.reveal = not popup.open, chosen, True
    result = _keyed(ui, touch, popup, choices, result)
    if popup.open and ui.input.kind == "none" and ui.state.focus != id_:
        popup.open = False
    _draw_field(ui, rect, words, touch, enabled=enabled, faint=not label_of(choices, chosen))
    if popup.open:
        ui.later(lambda: _list(ui, id_, rect, choices, chosen, popup))
    return result


def _clicked(ui: Ui, id_: str, popup: _Popup, choices: Sequence[Choice]) -> str:
    if not popup.open:
        return ""
    if ui.clicked(f"{id_}/backdrop"):
        popup.open = False
    for choice in choices:
        if choice.enabled and ui.clicked(f"{id_}.{choice.key}"):
            popup.open = False
            return choice.key
    return ""


def _keyed(ui: Ui, touch: Touch, popup: _Popup, choices: Sequence[Choice], chosen: str) -> str:
    if touch.focused and ui.input.kind == "text" and not ui.input.taken:
        found = _beginning_with(choices, popup.lit if popup.open else chosen, ui.input.text)
        if popup.open:
            popup.lit, popup.reveal = found or popup.lit, True
            ui.take()
            return chosen
        return found or chosen
    event = touch.key
    if event is None or event.control:
        return chosen
    if not popup.open:
        if event.key in ACTIVATING | {pygame.K_DOWN, pygame.K_UP}:
            popup.open, popup.lit, popup.reveal = True, chosen, True
            ui.take()
        return chosen
    if event.key == pygame.K_TAB:
        popup.open = False
        return chosen
    ui.take()
    if event.key == pygame.K_ESCAPE:
        popup.open = False
    elif event.key in ACTIVATING:
        popup.open = False
        return popup.lit or chosen
    else:
        popup.lit, popup.reveal = stepped(choices, popup.lit, event, rtl=ui.look.rtl, page=_MOST_ROWS - 1), True
    return chosen


def _beginning_with(choices: Sequence[Choice], after: str, letter: str) -> str:
    """Return the key of the next choice after ``after`` whose words begin with ``letter``."""
    keys = [choice.key for choice in choices]
    start = keys.index(after) + 1 if after in keys else 0
    for choice in (*choices[start:], *choices[:start]):
        if choice.enabled and letter.strip() and choice.label.casefold().startswith(letter.casefold()):
            return choice.key
    return ""


def _draw_field(ui: Ui, rect: Rect, words: str, touch: Touch, *, enabled: bool, faint: bool) -> None:
    colours = ui.colours
    ui.fill(rect, colours.accent_soft if touch.hovered and enabled else colours.card, ui.look.theme.radius)
    ui.frame(rect, colours.control_border if enabled else colours.divider, ui.look.theme.radius)
    area = ui.area(rect.inset(ui.px(12), 0), gap=8)
    ink = colours.text_disabled if not enabled else colours.text_muted if faint else colours.text
    ui.icon(area.cut_end(ui.px(18)), "chevron-down", colours.text_muted if enabled else colours.text_disabled)
    ui.write(area.rect, words, "body", ink, shorten=True)
    ui.focus_ring(rect, touch, ui.look.theme.radius)


def _list(ui: Ui, id_: str, field: Rect, choices: Sequence[Choice], chosen: str, popup: _Popup) -> None:
    row, pad = ui.px(ROW), ui.px(4)
    ui.node(f"{id_}/backdrop", "backdrop", ui.window, focusable=False)
    rect = _place(ui, field, choices, row, pad)
    ui.node(f"{id_}/list", "list", rect, value=chosen, focusable=False, pointer=True)
    panel(ui, rect, raised=True)
    inner = rect.inset(pad)
    offset = ui.recall(f"scroll:{id_}/list", Offset)
    _reveal_lit(choices, popup, offset, row, inner.h)
    first = len(ui.nodes)
    with ui.clipped(inner), ui.inside(f"{id_}/list"):
        for number, choice in enumerate(choices):
            at = Rect(inner.x, inner.y + number * row - offset.y, inner.w, row)
            _option(ui, f"{id_}.{choice.key}", at, choice, lit=choice.key == popup.lit, on=choice.key == chosen)
    bar = Rect(inner.x if ui.look.rtl else inner.right - ui.px(12), inner.y, ui.px(12), inner.h)
    settle(ui, f"{id_}/list", inner, bar, offset, row * len(choices), first)


def _place(ui: Ui, field: Rect, choices: Sequence[Choice], row: int, pad: int) -> Rect:
    window, gap = ui.window, ui.px(4)
    below, above = window.h - field.bottom - 2 * gap, field.y - 2 * gap
    wanted = min(len(choices), _MOST_ROWS) * row + 2 * pad
    asked = max((ui.look.text.width(choice.label) + (ui.px(26) if choice.icon else 0) for choice in choices), default=0)
    w = min(max(field.w, asked + ui.px(64)), window.w - 2 * gap)
    x = field.right - w if ui.look.rtl else field.x
    x = max(gap, min(x, window.w - w - gap))
    if wanted <= below or below >= above:
        return Rect(x, field.bottom + gap, w, max(row, min(wanted, below)))
    h = max(row, min(wanted, above))
    return Rect(x, field.y - gap - h, w, h)


def _reveal_lit(choices: Sequence[Choice], popup: _Popup, offset: Offset, row: int, seen: int) -> None:
    keys = [choice.key for choice in choices]
    if popup.reveal and popup.lit in keys:
        top = keys.index(popup.lit) * row
        offset.y = max(top + row - seen, min(offset.y, top))
    popup.reveal = False


def _option(ui: Ui, id_: str, rect: Rect, choice: Choice, *, lit: bool, on: bool) -> None:
    touch = ui.node(
        id_,
        "option",
        rect,
        choice.label,
        "on" if on else "off",
        enabled=choice.enabled,
        focusable=False,
        hint=choice.hint,
    )
    if not ui.visible(rect):
        return
    colours = ui.colours
    if lit or touch.hovered:
        ui.fill(rect, colours.accent_soft, 6)
    if lit:
        ui.frame(rect, colours.accent, 6)
    area = ui.area(rect.inset(ui.px(8), 0), gap=8)
    mark = area.cut_start(ui.px(18))
    if on:
        ui.icon(mark, "check", colours.accent)
    if choice.icon:
        ui.icon(area.cut_start(ui.px(18)), choice.icon)
    ui.write(area.rect, choice.label, "body", colours.text if choice.enabled else colours.text_disabled, shorten=True)
