"""Buttons."""

from __future__ import annotations

from typing import Literal

from game.client.canvas.geometry import Rect
from game.client.canvas.theme import Colour, mix
from game.client.interface.ui import Touch, Ui

Kind = Literal["primary", "secondary", "quiet", "danger"]
HEIGHT = 40
"""Height of a control in design pixels."""


def button_width(ui: Ui, label: str, icon: str = "") -> int:
    """Return the width in pixels that a button with these words asks for."""
    return ui.look.text.width(label, "strong") + ui.px(40) + (ui.px(26) if icon else 0)


def button_height(ui: Ui, label: str, width: int, icon: str = "") -> int:
    """Return the height in pixels of a button of ``width`` pixels, whose words may need several lines."""
    room = max(1, width - ui.px(20) - (ui.px(26) if icon else 0))
    return max(ui.px(HEIGHT), ui.look.text.height(label, "strong", room) + ui.px(16))


def button(  # noqa: PLR0913 - every manner has a default
    ui: Ui,
    id_: str,
    rect: Rect,
    label: str,
    *,
    kind: Kind = "secondary",
    icon: str = "",
    enabled: bool = True,
    hint: str = "",
) -> bool:
    """Show a button and tell whether it was pressed. One primary button on a screen."""
    touch = ui.node(id_, "button", rect, label, enabled=enabled, hint=hint)
    if ui.visible(rect.inset(-ui.px(8))):
        colour = _ground(ui, rect, touch, kind, enabled=enabled)
        words(ui, rect.inset(ui.px(10), 0), label, icon, colour)
        ui.focus_ring(rect, touch, ui.look.theme.radius)
    return _answered(ui, touch)


def icon_button(  # noqa: PLR0913 - every manner has a default
    ui: Ui, id_: str, rect: Rect, icon: str, label: str, *, kind: Kind = "quiet", enabled: bool = True, size: float = 20
) -> bool:
    """Show a button with an icon alone; its words are the tooltip. For what repeats; else use icons with words."""
    touch = ui.node(id_, "button", rect, label, enabled=enabled, hint=label)
    if ui.visible(rect.inset(-ui.px(8))):
        ui.icon(rect, icon, _ground(ui, rect, touch, kind, enabled=enabled), size)
        ui.focus_ring(rect, touch, ui.look.theme.radius)
    return _answered(ui, touch)


def _answered(ui: Ui, touch: Touch) -> bool:
    if touch.activated:
        ui.take()
        return True
    return False


def _ground(ui: Ui, rect: Rect, touch: Touch, kind: Kind, *, enabled: bool) -> Colour:
    """Draw what a button stands on and return the colour of its words."""
    colours, radius = ui.colours, ui.look.theme.radius
    if not enabled:
        if kind != "quiet":
            ui.fill(rect, colours.sunken, radius)
            ui.frame(rect, colours.divider, radius)
        return colours.text_disabled
    if kind in {"primary", "danger"}:
        base, word = (colours.accent, colours.on_accent) if kind == "primary" else (colours.danger, colours.on_danger)
        lit = colours.accent_hover if kind == "primary" else mix(base, colours.text, 0.15)
        ui.fill(rect, lit if touch.hovered or touch.held else base, radius)
        if touch.held:
            ui.frame(rect, mix(lit, word, 0.35), radius, 2)
        return word
    if kind == "secondary":
        ui.fill(rect, colours.accent_soft if touch.hovered else colours.card, radius)
        ui.frame(rect, colours.accent if touch.held else colours.control_border, radius)
        return colours.text
    if touch.hovered or touch.held:
        ui.fill(rect, colours.accent_soft, radius)
    return colours.accent


def words(ui: Ui, rect: Rect, label: str, icon: str, colour: Colour, style: str = "strong") -> None:
    """Write an icon and words in the middle of ``rect``, on two lines if there is room and need."""
    text = ui.look.text
    beside = ui.px(26) if icon else 0
    fitting = max(1, rect.h // text.line_height(style))
    layout = text.layout(label, style, max(1, rect.w - beside), fitting)
    area = ui.area(rect.middle(layout.w + beside, rect.h), gap=8)
    if icon:
        ui.icon(area.cut_start(ui.px(18)), icon, colour, 18)
    ui.write(area.rect, label, style, colour, lines=fitting, align="start" if icon or fitting == 1 else "centre")
