"""Tabs: words beside their icons, below them where there is little room, and page by page where there is less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.canvas.geometry import Area, Rect
from game.client.interface.ui import Touch, Ui
from game.client.widgets.button import words
from game.client.widgets.choice import Choice, picked, stop_of
from game.model.text import _

HEIGHT = 44
_GAP = 4
_ARROW = 36
_MOST_SPARE = 16  # design pixels by which a tab with its words below is made wider than it must be


@dataclass(frozen=True, slots=True)
class _Row:
    """The tabs that are seen at once, how wide each is [px], and what lies beyond them."""

    shown: Sequence[Choice]
    widths: Sequence[int]
    below: bool = False  # the words stand below the icons
    before: str = ""  # the tab to the one side that is not seen, and the one to the other
    after: str = ""


def tabs(ui: Ui, id_: str, rect: Rect, label: str, choices: Sequence[Choice], chosen: str) -> str:
    """Show tabs in a row 44 design pixels high and return the key of the chosen one.

    Every tab that is seen has its words: beside the icon, or below it where not all fit. Where even that is too much,
    those are seen that are next to the chosen one, and arrows lead to the others.
    """
    ui.node(id_, "tablist", rect, label, chosen, focusable=False, pointer=False)
    line = Rect(rect.x, rect.bottom - ui.px(1), rect.w, ui.px(1))
    ui.fill(line, ui.colours.divider)
    result = chosen
    stop = stop_of(choices, chosen)
    laid = _laid_out(ui, rect.w, choices, chosen)
    row = ui.area(rect, gap=_GAP)
    with ui.inside(id_):
        result = _arrow(ui, row, f"{id_}/before", laid.before, laid) or result
        for choice, wide in zip(laid.shown, laid.widths, strict=True):
            part = row.cut_start(wide)
            touch = ui.node(
                f"{id_}.{choice.key}",
                "tab",
                part,
                choice.label,
                "on" if choice.key == chosen else "off",
                enabled=choice.enabled,
                focusable=choice.key == stop,
                hint=choice.hint,
            )
            if choice.key != chosen or not _entered(touch):  # a screen may have a use for Enter on the chosen one
                result = picked(ui, id_, touch, choice, choices) or result
            _draw_tab(ui, part, choice, touch, on=choice.key == chosen, below=laid.below)
        return _arrow(ui, row, f"{id_}/after", laid.after, laid) or result


def _entered(touch: Touch) -> bool:
    return touch.key is not None and touch.key.key in {pygame.K_RETURN, pygame.K_KP_ENTER}


def _laid_out(ui: Ui, room: int, choices: Sequence[Choice], chosen: str) -> _Row:
    """Return how the tabs are shown in ``room`` pixels."""
    text = ui.look.text

    def total(widths: Sequence[int]) -> int:
        return sum(widths) + ui.px(_GAP) * max(0, len(widths) - 1)

    beside = [text.width(c.label, "strong") + ui.px(24) + (ui.px(26) if c.icon else 0) for c in choices]
    if total(beside) <= room:
        return _Row(choices, beside)
    below = all(choice.icon for choice in choices)
    wide = [max(ui.px(44), text.width(c.label, "caption_strong") + ui.px(8)) for c in choices] if below else beside
    spare = (room - total(wide)) // max(1, len(wide))
    if spare >= 0:
        more = min(spare, ui.px(_MOST_SPARE))
        return _Row(choices, [one + more for one in wide], below)
    return _page(choices, wide, room - 2 * ui.px(_ARROW + _GAP), ui.px(_GAP), chosen, below=below)


def _page(choices: Sequence[Choice], widths: Sequence[int], room: int, gap: int, chosen: str, *, below: bool) -> _Row:
    """Return the page of tabs on which the chosen one is."""
    pages: list[list[int]] = [[]]
    for number, wide in enumerate(widths):
        taken = sum(widths[one] + gap for one in pages[-1])
        if pages[-1] and taken + wide > room:
            pages.append([])
        pages[-1].append(number)
    keys = [choice.key for choice in choices]
    at = keys.index(chosen) if chosen in keys else 0
    page = next(page for page in pages if at in page)
    shown = [choices[number] for number in page]
    return _Row(
        shown,
        [min(widths[number], room) for number in page],
        below,
        keys[page[0] - 1] if page[0] else "",
        keys[page[-1] + 1] if page[-1] + 1 < len(keys) else "",
    )


def _arrow(ui: Ui, row: Area, id_: str, leads_to: str, laid: _Row) -> str:
    """Show the way to the tabs that are not seen; return the next of them if it is pressed."""
    if not leads_to:
        return ""
    back = leads_to == laid.before
    place = row.cut_start(ui.px(_ARROW)) if back else row.cut_end(ui.px(_ARROW))
    said = _("Tabs before these") if back else _("Further tabs")
    touch = ui.node(id_, "button", place, said, focusable=False, hint=said)  # arrow keys lead there too
    inner = Rect(place.x, place.y + ui.px(2), place.w, place.h - ui.px(6))
    if touch.hovered:
        ui.fill(inner, ui.colours.accent_soft, 6)
    ui.icon(inner, "chevron-left" if back is not ui.look.rtl else "chevron-right", ui.colours.accent, 20)
    return leads_to if touch.clicked else ""


def _draw_tab(ui: Ui, rect: Rect, choice: Choice, touch: Touch, *, on: bool, below: bool) -> None:
    colours = ui.colours
    colour = colours.accent if on else colours.text_muted if choice.enabled else colours.text_disabled
    inner = Rect(rect.x, rect.y + ui.px(2), rect.w, rect.h - ui.px(6))
    if touch.hovered and choice.enabled and not on:
        ui.fill(inner, colours.accent_soft, 6)
        colour = colours.text
    if below:
        line = ui.look.text.line_height("caption_strong")
        ui.icon(Rect(rect.x, inner.y, rect.w, max(1, inner.h - line)), choice.icon, colour, 18)
        under = Rect(rect.x, inner.bottom - line, rect.w, line)
        ui.write(under, choice.label, "caption_strong", colour, align="centre", shorten=True)
    else:
        words(ui, inner.inset(ui.px(4), 0), choice.label, choice.icon, colour)
    if on:
        ui.fill(Rect(rect.x, rect.bottom - ui.px(3), rect.w, ui.px(3)), colours.accent, 1.5)
    ui.focus_ring(inner.inset(ui.px(3), ui.px(1)), touch, 4)
