"""Tabs."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.canvas.geometry import Rect
from game.client.interface.ui import Touch, Ui
from game.client.widgets.button import words
from game.client.widgets.choice import Choice, picked, stop_of

HEIGHT = 44


def tabs(ui: Ui, id_: str, rect: Rect, label: str, choices: Sequence[Choice], chosen: str) -> str:
    """Show tabs in a row 44 design pixels high and return the key of the chosen one.

    Where their words do not fit, icons stand alone for those that are not chosen, with the words as tooltips.
    """
    ui.node(id_, "tablist", rect, label, chosen, focusable=False, pointer=False)
    line = Rect(rect.x, rect.bottom - ui.px(1), rect.w, ui.px(1))
    ui.fill(line, ui.colours.divider)
    result = chosen
    stop = stop_of(choices, chosen)
    row = ui.area(rect, gap=4)
    with ui.inside(id_):
        for choice, (wide, bare) in zip(choices, _widths(ui, rect.w, choices, chosen), strict=True):
            part = row.cut_start(wide)
            touch = ui.node(
                f"{id_}.{choice.key}",
                "tab",
                part,
                choice.label,
                "on" if choice.key == chosen else "off",
                enabled=choice.enabled,
                focusable=choice.key == stop,
                hint=choice.hint or (choice.label if bare else ""),
            )
            result = picked(ui, id_, touch, choice, choices) or result
            _draw_tab(ui, part, choice, touch, on=choice.key == chosen, bare=bare)
    return result


def _widths(ui: Ui, room: int, choices: Sequence[Choice], chosen: str) -> list[tuple[int, bool]]:
    """Return the width of each tab and whether it shows its icon alone."""
    gaps = ui.px(4) * max(0, len(choices) - 1)

    def full(choice: Choice) -> int:
        return ui.look.text.width(choice.label, "strong") + ui.px(24) + (ui.px(26) if choice.icon else 0)

    asked = [(full(choice), False) for choice in choices]
    if sum(wide for wide, _bare in asked) + gaps <= room:
        return asked
    if all(choice.icon for choice in choices):
        few = [(full(c), False) if c.key == chosen else (ui.px(44), True) for c in choices]
        if sum(wide for wide, _bare in few) + gaps <= room:
            return few
    share = (room - gaps) // max(1, len(choices))
    return [(share, bool(choice.icon) and share < full(choice)) for choice in choices]


def _draw_tab(ui: Ui, rect: Rect, choice: Choice, touch: Touch, *, on: bool, bare: bool) -> None:
    colours = ui.colours
    colour = colours.accent if on else colours.text_muted if choice.enabled else colours.text_disabled
    inner = Rect(rect.x, rect.y + ui.px(2), rect.w, rect.h - ui.px(6))
    if touch.hovered and choice.enabled and not on:
        ui.fill(inner, colours.accent_soft, 6)
        colour = colours.text
    if bare:
        ui.icon(inner, choice.icon, colour, 20)
    else:
        words(ui, inner.inset(ui.px(4), 0), choice.label, choice.icon, colour)
    if on:
        ui.fill(Rect(rect.x, rect.bottom - ui.px(3), rect.w, ui.px(3)), colours.accent, 1.5)
    ui.focus_ring(inner.inset(ui.px(3), ui.px(1)), touch, 4)
