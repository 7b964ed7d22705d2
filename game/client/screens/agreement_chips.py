"""Chips: short words that are switched on and off, and icons with words of which one is chosen; they flow on lines."""

from __future__ import annotations

from collections.abc import Sequence

from game.client import widgets as w
from game.client.view_models.agreement_form import Option
from game.client.widgets.choice import picked, stop_of

_HIGH = 36


def chips(ui: w.Ui, id_: str, area: w.Area, options: Sequence[Option], chosen: Sequence[str]) -> str:
    """Show options on as many lines as they need; return the key of the one that was pressed.

    The place of a chosen one among those chosen stands before its words where ``chosen`` has an order.
    """
    pressed = ""
    marks = {key: number for number, key in enumerate(chosen, start=1)}
    wides = [_wide(ui, item, area.rect.w) for item in options]
    for item, rect in zip(options, _flow(ui, area, wides), strict=True):
        on = item.key in marks
        name = f"{id_}.{item.key}"
        state = "on" if on else "off"
        touch = ui.node(name, "checkbox", rect, item.label, state, enabled=item.enabled, hint=item.hint)
        _draw(ui, rect, item, touch, on=on)
        if touch.activated:
            ui.take()
            pressed = item.key
    return pressed


def kinds(ui: w.Ui, id_: str, area: w.Area, label: str, options: Sequence[Option], chosen: str) -> str:
    """Show icons with words of which one is chosen, in a grid; return the key of the chosen one."""
    choices = [w.Choice(item.key, item.label, item.icon, hint=item.hint, enabled=item.enabled) for item in options]
    stop, result = stop_of(choices, chosen), chosen
    least = max(ui.look.text.width(item.label, "body") for item in options) + ui.px(48)
    across = max(1, min(4, (area.rect.w + ui.px(6)) // (least + ui.px(6))))
    top = area.rect
    cells: list[w.Rect] = []
    while len(cells) < len(choices):
        cells.extend(w.columns(area.cut_top(ui.px(_HIGH), ui.px(6)), across, ui.px(6), rtl=ui.look.rtl))
    whole = w.Rect(top.x, top.y, top.w, max(1, area.rect.y - top.y))
    ui.node(id_, "radiogroup", whole, label, chosen, focusable=False, pointer=False)
    with ui.inside(id_):
        for item, choice, rect in zip(options, choices, cells, strict=False):
            on = choice.key == chosen
            touch = ui.node(
                f"{id_}.{choice.key}",
                "radio",
                rect,
                choice.label,
                "on" if on else "off",
                enabled=choice.enabled,
                focusable=choice.key == stop,
                hint=choice.hint,
            )
            result = picked(ui, id_, touch, choice, choices) or result
            _draw(ui, rect, item, touch, on=on, start=True)
    return result


def _wide(ui: w.Ui, item: Option, most: int) -> int:
    return min(most, ui.look.text.width(item.label, "strong") + ui.px(28) + (ui.px(24) if item.icon else 0))


def _flow(ui: w.Ui, area: w.Area, wides: Sequence[int]) -> list[w.Rect]:
    """Cut lines off the top of ``area`` that hold parts of these widths."""
    gap, high = ui.px(6), ui.px(_HIGH)
    lines: list[list[int]] = [[]]
    for wide in wides:
        if lines[-1] and sum(lines[-1]) + gap * len(lines[-1]) + wide > area.rect.w:
            lines.append([])
        lines[-1].append(wide)
    found: list[w.Rect] = []
    for line in lines:
        row = area.sub(area.cut_top(high, gap), gap)
        found.extend(row.cut_start(wide) for wide in line)
    return found


def _draw(ui: w.Ui, rect: w.Rect, item: Option, touch: w.Touch, *, on: bool, start: bool = False) -> None:
    if not ui.visible(rect.inset(-ui.px(8))):
        return
    colours, radius = ui.colours, ui.look.theme.radius
    ink = colours.text if item.enabled else colours.text_disabled
    if on:
        ui.fill(rect, colours.accent, radius)
        ink = colours.on_accent
    else:
        ui.fill(rect, colours.accent_soft if touch.hovered and item.enabled else colours.card, radius)
        ui.frame(rect, colours.control_border if item.enabled else colours.divider, radius)
    row = ui.area(rect.inset(ui.px(10), 0), gap=6)
    if item.icon:
        ui.icon(row.cut_start(ui.px(18)), item.icon, ink, 18)
    style = "body" if start else "strong"
    ui.write(row.rect, item.label, style, ink, align="start" if start else "centre", shorten=True)
    ui.focus_ring(rect, touch, radius)
