"""Rows of a menu: wide buttons one below the other, with a second line where there is more to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client import widgets as w


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a menu; ``detail`` is its second line."""

    id: str
    label: str
    icon: str
    detail: str = ""
    enabled: bool = True
    primary: bool = False
    hint: str = ""


def menu(ui: w.Ui, area: w.Area, entries: Sequence[Entry]) -> str:
    """Show rows cut off the top of ``area`` and return the id of the pressed one; Up and Down lead through them."""
    pressed = ""
    stops = [entry.id for entry in entries if entry.enabled]
    for entry in entries:
        rect = area.cut_top(entry_height(ui, entry, area.rect.w))
        touch = ui.node(entry.id, "button", rect, entry.label, entry.detail, enabled=entry.enabled, hint=entry.hint)
        _steer(ui, touch, entry.id, stops)
        if ui.visible(rect.inset(-ui.px(8))):
            _draw(ui, rect, entry, touch)
        if touch.activated:
            ui.take()
            pressed = entry.id
    return pressed


def entry_height(ui: w.Ui, entry: Entry, width: int) -> int:
    """Return the height in pixels of a row of ``width`` pixels."""
    room = max(1, width - ui.px(16 + 22 + 14 + 16))
    high = ui.look.text.height(entry.label, "heading", room)
    if entry.detail:
        high += ui.look.text.height(entry.detail, "caption", room)
    return high + ui.px(20 if entry.detail else 22)


def _steer(ui: w.Ui, touch: w.Touch, id_: str, stops: Sequence[str]) -> None:
    if touch.key is None or touch.key.key not in {pygame.K_UP, pygame.K_DOWN}:
        return
    at = stops.index(id_) + (1 if touch.key.key == pygame.K_DOWN else -1)
    if 0 <= at < len(stops):
        ui.focus_on(stops[at])
    ui.take()


def _draw(ui: w.Ui, rect: w.Rect, entry: Entry, touch: w.Touch) -> None:
    colours, radius = ui.colours, ui.look.theme.radius
    filled = entry.primary and entry.enabled
    ink = colours.text if entry.enabled else colours.text_disabled
    soft = colours.text_muted if entry.enabled else colours.text_disabled
    mark = colours.accent if entry.enabled else colours.text_disabled
    if filled:
        ui.fill(rect, colours.accent_hover if touch.hovered or touch.held else colours.accent, radius)
        ink = soft = mark = colours.on_accent
    elif entry.enabled and (touch.hovered or touch.held):
        ui.fill(rect, colours.accent_soft, radius)
    row = ui.area(rect.inset(ui.px(16), ui.px(10)), gap=14)
    ui.icon(row.cut_start(ui.px(22)), entry.icon, mark, 22)
    lines = row.sub(row.rect, 0)
    high = ui.look.text.height(entry.label, "heading", max(1, lines.rect.w))
    if entry.detail:
        ui.write(lines.cut_top(high), entry.label, "heading", ink, lines=None)
        ui.write(lines.rect, entry.detail, "caption", soft, lines=None, valign="top")
    else:
        ui.write(lines.rect, entry.label, "heading", ink, lines=None)
    ui.focus_ring(rect, touch, radius)
