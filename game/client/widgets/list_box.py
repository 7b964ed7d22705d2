"""Lists to choose from, with a second line and an icon for each choice."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.canvas.geometry import Area, Rect
from game.client.interface.ui import Ui
from game.client.widgets.choice import Choice, stepped
from game.client.widgets.scroll import Offset, beside, settle


def list_box(ui: Ui, id_: str, rect: Rect, label: str, choices: Sequence[Choice], chosen: str) -> str:
    """Show a list, as one stop of Tab, and return the key of the chosen one; arrows, Home, End and page keys move."""
    touch = ui.node(id_, "list", rect, label, chosen, focusable=any(choice.enabled for choice in choices))
    offset = ui.recall(f"scroll:{id_}", Offset)
    bar = beside(ui, rect)
    heights = [_height(ui, choice) for choice in choices]
    result = chosen
    if touch.key is not None and not touch.key.control:
        page = max(1, rect.h // max(heights, default=1) - 1)
        result = stepped(choices, chosen, touch.key, rtl=ui.look.rtl, page=page)
        if result != chosen:
            ui.take()
            _reveal(choices, heights, result, offset, rect.h)
    first, y = len(ui.nodes), rect.y - offset.y
    with ui.clipped(rect), ui.inside(id_):
        for choice, high in zip(choices, heights, strict=True):
            at = Rect(rect.x, y, rect.w, high)
            y += high
            if at.bottom >= rect.y and at.y <= rect.bottom:
                result = _item(ui, id_, at, choice, chosen) or result
    settle(ui, id_, rect, bar, offset, sum(heights), first)
    ui.focus_ring(rect, touch, 6)
    return result


def _height(ui: Ui, choice: Choice) -> int:
    text = ui.look.text
    return text.line_height("body") + (text.line_height("caption") if choice.detail else 0) + ui.px(16)


def _reveal(choices: Sequence[Choice], heights: Sequence[int], key: str, offset: Offset, seen: int) -> None:
    at = [choice.key for choice in choices].index(key)
    top = sum(heights[:at])
    offset.y = max(top + heights[at] - seen, min(offset.y, top))


def _item(ui: Ui, id_: str, rect: Rect, choice: Choice, chosen: str) -> str:
    on = choice.key == chosen
    touch = ui.node(
        f"{id_}.{choice.key}",
        "option",
        rect,
        choice.label,
        "on" if on else "off",
        enabled=choice.enabled,
        focusable=False,
        hint=choice.hint,
    )
    if ui.visible(rect):
        colours = ui.colours
        if on or (touch.hovered and choice.enabled):
            ui.fill(rect.inset(0, ui.px(1)), colours.accent_soft if on else colours.sunken, 6)
        if on:
            ui.fill(Area(rect.inset(0, ui.px(6)), ui.look.rtl).cut_start(ui.px(3)), colours.accent, 1.5)
        area = ui.area(rect.inset(ui.px(12), ui.px(8)), gap=10)
        if choice.icon:
            ui.icon(
                area.cut_start(ui.px(20)), choice.icon, colours.accent if choice.enabled else colours.text_disabled, 20
            )
        ink = colours.text if choice.enabled else colours.text_disabled
        lines = area.sub(area.rect, 0)
        ui.write(
            lines.cut_top(ui.look.text.line_height("body")), choice.label, "strong" if on else "body", ink, shorten=True
        )
        if choice.detail:
            soft = colours.text_muted if choice.enabled else colours.text_disabled
            ui.write(lines.rect, choice.detail, "caption", soft, shorten=True, valign="top")
    if touch.clicked:
        ui.focus_on(id_, seen=False)
        return choice.key
    return ""
