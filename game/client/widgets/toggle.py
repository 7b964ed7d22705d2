"""Check boxes, radio groups and segmented choices."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.canvas import draw
from game.client.canvas.geometry import Area, Rect, columns
from game.client.interface.ui import Touch, Ui
from game.client.widgets.button import words
from game.client.widgets.choice import Choice, picked, stop_of

ROW = 36
"""Least height of a check box or radio button in design pixels."""


def checkbox(ui: Ui, id_: str, rect: Rect, label: str, checked: bool, *, enabled: bool = True, hint: str = "") -> bool:
    """Show a box with words and return whether it is ticked."""
    touch = ui.node(id_, "checkbox", rect, label, "on" if checked else "off", enabled=enabled, hint=hint)
    changed = checked
    if touch.activated:
        ui.take()
        changed = not checked
    if ui.visible(rect.inset(-ui.px(8))):
        colours = ui.colours
        mark, text = _mark_and_words(ui, rect, label)
        if checked:
            ui.fill(mark, colours.accent if enabled else colours.track, 4)
            ui.icon(mark, "check", colours.on_accent if enabled else colours.card, 16)
        else:
            ui.fill(mark, colours.accent_soft if touch.hovered and enabled else colours.card, 4)
            ui.frame(mark, colours.control_border if enabled else colours.divider, 4, 1.5)
        ui.write(text, label, "body", colours.text if enabled else colours.text_disabled, lines=None)
        ui.focus_ring(rect, touch, 4)
    return changed


def checkbox_height(ui: Ui, label: str, width: int) -> int:
    """Return the height in pixels of a check box whose words may need several lines."""
    return max(ui.px(ROW), ui.look.text.height(label, "body", max(1, width - ui.px(30))) + ui.px(8))


def _mark_and_words(ui: Ui, rect: Rect, label: str) -> tuple[Rect, Rect]:
    """Return the square before the words, level with their first line, and the rectangle of the words."""
    area = ui.area(rect, gap=10)
    side = ui.px(20)
    place = area.cut_start(side)
    high = ui.look.text.height(label, "body", max(1, area.rect.w))
    line = ui.look.text.line_height("body")
    top = rect.y + max(0, (rect.h - high) // 2)
    return Rect(place.x, top + (line - side) // 2, side, side), area.rect


def radio_group(
    ui: Ui, id_: str, area: Area, label: str, choices: Sequence[Choice], chosen: str, *, gap: float = 4
) -> str:
    """Show choices one below the other, cut off the top of ``area``, and return the key of the chosen one."""
    heights = [_radio_height(ui, choice, area.rect.w) for choice in choices]
    total = sum(heights) + ui.px(gap) * max(0, len(heights) - 1)
    inner = area.sub(area.cut_top(total), ui.px(gap))
    ui.node(id_, "radiogroup", inner.rect, label, chosen, focusable=False, pointer=False)
    result = chosen
    stop = stop_of(choices, chosen)
    with ui.inside(id_):
        for choice, height in zip(choices, heights, strict=True):
            rect = inner.cut_top(height)
            value = "on" if choice.key == chosen else "off"
            touch = ui.node(
                f"{id_}.{choice.key}",
                "radio",
                rect,
                choice.label,
                value,
                enabled=choice.enabled,
                focusable=choice.key == stop,
                hint=choice.hint,
            )
            result = picked(ui, id_, touch, choice, choices) or result
            if ui.visible(rect.inset(-ui.px(8))):
                _draw_radio(ui, rect, choice, touch, on=choice.key == chosen)
    return result


def _radio_height(ui: Ui, choice: Choice, width: int) -> int:
    room = max(1, width - ui.px(30))
    high = ui.look.text.height(choice.label, "body", room)
    if choice.detail:
        high += ui.look.text.height(choice.detail, "caption", room)
    return max(ui.px(ROW), high + ui.px(10))


def _draw_radio(ui: Ui, rect: Rect, choice: Choice, touch: Touch, *, on: bool) -> None:
    colours = ui.colours
    room = ui.area(rect.inset(0, ui.px(5)), gap=0)
    high = ui.look.text.height(choice.label, "body", max(1, rect.w - ui.px(30)))
    head = room.cut_top(high) if choice.detail else room.rect
    mark, text = _mark_and_words(ui, head, choice.label)
    radius = mark.w / 2 - 0.5
    ink = colours.text_disabled if not choice.enabled else colours.accent if on else colours.control_border
    draw.disc(ui.surface, mark.centre, radius, ink)
    inner = colours.accent_soft if touch.hovered and choice.enabled else colours.card
    draw.disc(ui.surface, mark.centre, radius - ui.px(2), inner)
    if on:
        draw.disc(ui.surface, mark.centre, radius - ui.px(5), ink)
    ui.write(text, choice.label, "body", colours.text if choice.enabled else colours.text_disabled, lines=None)
    if choice.detail:
        below = ui.area(room.rect, gap=10)
        below.cut_start(ui.px(20))
        tone = colours.text_muted if choice.enabled else colours.text_disabled
        ui.write(below.rect, choice.detail, "caption", tone, lines=None, valign="top")
    ui.focus_ring(rect, touch, 4)


def segmented(ui: Ui, id_: str, rect: Rect, label: str, choices: Sequence[Choice], chosen: str) -> str:
    """Show two to five short choices side by side and return the key of the chosen one."""
    ui.node(id_, "radiogroup", rect, label, chosen, focusable=False, pointer=False)
    ui.fill(rect, ui.colours.sunken, ui.look.theme.radius)
    ui.frame(rect, ui.colours.control_border, ui.look.theme.radius)
    result = chosen
    stop = stop_of(choices, chosen)
    asked = [_segment_width(ui, choice) for choice in choices]
    parts = columns(rect.inset(ui.px(3)), asked, ui.px(2), rtl=ui.look.rtl)
    with ui.inside(id_):
        for choice, part in zip(choices, parts, strict=True):
            on = choice.key == chosen
            touch = ui.node(
                f"{id_}.{choice.key}",
                "radio",
                part,
                choice.label,
                "on" if on else "off",
                enabled=choice.enabled,
                focusable=choice.key == stop,
                hint=choice.hint,
            )
            result = picked(ui, id_, touch, choice, choices) or result
            _draw_segment(ui, part, choice, touch, on=on)
    return result


def _segment_width(ui: Ui, choice: Choice) -> int:
    return ui.look.text.width(choice.label, "strong") + ui.px(24) + (ui.px(26) if choice.icon else 0)


def segmented_width(ui: Ui, choices: Sequence[Choice]) -> int:
    """Return the width in pixels that a segmented choice asks for."""
    return sum(_segment_width(ui, choice) for choice in choices) + ui.px(2) * (len(choices) - 1) + ui.px(8)


def _draw_segment(ui: Ui, rect: Rect, choice: Choice, touch: Touch, *, on: bool) -> None:
    colours = ui.colours
    if not choice.enabled:
        colour = colours.text_disabled
    elif on:
        ui.fill(rect, colours.accent, 6)
        colour = colours.on_accent
    else:
        if touch.hovered:
            ui.fill(rect, colours.accent_soft, 6)
        colour = colours.text
    words(ui, rect.inset(ui.px(6), 0), choice.label, choice.icon, colour)
    ui.focus_ring(rect, touch, 6)
