"""Sliders, with entry of numbers, and steppers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import pygame

from game.client.canvas import draw
from game.client.canvas.bidi import isolate
from game.client.canvas.geometry import Rect
from game.client.canvas.theme import Colour, mix
from game.client.interface.events import Input
from game.client.interface.ui import Touch, Ui
from game.client.widgets.choice import direction
from game.model.text import _

HEIGHT = 56
"""Height of a slider in design pixels; one with a second line is as much taller as a line of text."""
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a slider or stepper can take.

    Attributes
    ----------
    low, high, step : float
    limit : float, optional
        The highest value within reach at present, such as what is left to spend; the rest of the track is dimmed.
    """

    low: float
    high: float
    step: float = 1
    limit: float | None = None

    @property
    def reach(self) -> float:
        """The highest value that can be chosen now."""
        return self.high if self.limit is None else max(self.low, min(self.high, self.limit))

    def nearest(self, value: float) -> float:
        """Return the value within reach nearest to ``value``; whole if the steps are."""
        value = max(self.low, min(self.reach, value))
        stepped = self.low + round((value - self.low) / self.step) * self.step
        if stepped > self.reach:
            stepped -= self.step
        return int(stepped) if float(self.step).is_integer() and float(self.low).is_integer() else round(stepped, 9)


def number_words(value: float, unit: str = "") -> str:
    """Return a number with its unit, kept together and in order in every direction of writing."""
    shown = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
    shown = shown.replace("-", "\u2212").replace(",", "\u202f")
    return isolate(f"{shown}\u00a0{unit}" if unit else shown)


def slider(  # noqa: PLR0913 - every manner has a default
    ui: Ui,
    id_: str,
    rect: Rect,
    label: str,
    value: float,
    span: Range,
    *,
    unit: str = "",
    icon: str = "",
    enabled: bool = True,
    hint: str = "",
    show: Callable[[float], str] | None = None,
    detail: str = "",
    at_limit: str = "",
) -> float:
    """Show a slider of 56 design pixels' height and return its value; whole numbers where the steps are whole.

    ``detail`` is a second line below the label, with the value at its end; with it both lines may end in an ellipsis,
    and the slider is a line of text taller.

    Arrows move by a step, page keys by ten, Home and End to the ends; digits typed enter a number, Enter takes it.
    ``show`` makes the words for a value where a number with ``unit`` does not say it. ``at_limit`` says why it goes no
    further than where it is; whoever has it in hand then reads that in the place of the detail.
    """
    words = show(value) if show else number_words(value, unit)
    named = _("{label}: {detail}").format(label=label, detail=detail) if detail else label
    stuck = at_limit if value >= span.reach else ""
    valued = _("{value}, {reason}").format(value=words, reason=stuck) if stuck else words
    touch = ui.node(id_, "slider", rect, named, valued, enabled=enabled, hint=hint)
    entry: list[str] = ui.recall(f"entry:{id_}", lambda: [""])
    area = ui.area(rect, gap=8)
    head = area.cut_top(ui.look.text.line_height("body"), 0 if detail else ui.px(2))
    second = area.cut_top(ui.look.text.line_height("body"), ui.px(2)) if detail else rect
    track = _track(ui, area.rect)
    before = value
    if enabled:
        if not touch.focused:
            entry[0] = ""
        if touch.held and ui.input.kind in {"press", "drag"} and (touch.pressed or ui.input.kind == "drag"):
            value = span.nearest(_value_at(ui, track, span))
        value = _keyed(ui, touch, value, span, entry)
    if ui.visible(rect.inset(-ui.px(8))):
        said = f"{entry[0]}▏" if entry[0] else words
        if detail:
            told = stuck if touch.held or touch.focused or touch.hovered else ""
            tone = ui.colours.warning if told else ui.colours.text_muted
            _draw_two_lines(ui, (head, second), (label, told or detail, said), icon, tone if enabled else None)
        else:
            _draw_head(ui, head, label, said, icon, enabled=enabled)
        _draw_track(ui, track, before, span, touch, enabled=enabled)
        ui.focus_ring(rect, touch, 6)
    return value


def _track(ui: Ui, rect: Rect) -> Rect:
    knob = ui.px(9)
    return Rect(rect.x + knob, rect.y + min(rect.h // 2, ui.px(14)), max(1, rect.w - 2 * knob), 0)


def _value_at(ui: Ui, track: Rect, span: Range) -> float:
    share = (ui.state.pointer[0] - track.x) / track.w
    share = 1 - share if ui.look.rtl else share
    return span.low + max(0.0, min(1.0, share)) * (span.high - span.low)


def _keyed(ui: Ui, touch: Touch, value: float, span: Range, entry: list[str]) -> float:
    """Return the value after a key, a typed digit included."""
    if touch.focused and ui.input.kind == "text" and all(c in _DIGITS + ".,-" for c in ui.input.text):
        entry[0] = (entry[0] + ui.input.text)[:10]
        ui.take()
        return value
    event = touch.key
    if event is None:
        return value
    if entry[0]:
        return _entered(ui, event, value, span, entry)
    moved = stepped_value(event, value, span, rtl=ui.look.rtl)
    if moved is None:
        return value
    ui.take()
    return moved


def _entered(ui: Ui, event: Input, value: float, span: Range, entry: list[str]) -> float:
    typed, key = entry[0], event.key
    if key == pygame.K_BACKSPACE:
        entry[0] = typed[:-1]
        ui.take()
    elif key == pygame.K_ESCAPE:
        entry[0] = ""
        ui.take()
    elif key in {pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_TAB}:
        entry[0] = ""
        if key != pygame.K_TAB:
            ui.take()
        try:
            number = float(typed.replace(",", "."))
        except ValueError:
            return value
        return span.nearest(number) if math.isfinite(number) else value
    return value


def stepped_value(event: Input, value: float, span: Range, *, rtl: bool) -> float | None:
    """Return where a key leads from ``value``, or None if it is no key of sliders."""
    page = max(span.step, round((span.high - span.low) / 10 / span.step) * span.step)
    moves = {
        pygame.K_PAGEUP: value + page,
        pygame.K_PAGEDOWN: value - page,
        pygame.K_HOME: span.low,
        pygame.K_END: span.reach,
    }
    if event.control:
        return None
    if event.key in moves:
        return span.nearest(moves[event.key])
    step = direction(event.key, rtl=rtl)
    if event.key in {pygame.K_UP, pygame.K_DOWN}:
        step = -step
    return span.nearest(value + step * span.step) if step else None


def _draw_head(ui: Ui, rect: Rect, label: str, words: str, icon: str, *, enabled: bool) -> None:
    colours = ui.colours
    area = ui.area(rect, gap=8)
    if icon:
        ui.icon(area.cut_start(ui.px(18)), icon, colours.accent if enabled else colours.text_disabled)
    wide = ui.look.text.width(words, "strong")
    ui.write(area.cut_end(wide), words, "strong", colours.accent if enabled else colours.text_disabled, align="end")
    ui.write(area.rect, label, "body", colours.text if enabled else colours.text_disabled)


def _draw_two_lines(
    ui: Ui, lines: tuple[Rect, Rect], said: tuple[str, str, str], icon: str, tone: Colour | None
) -> None:
    """Draw the label, and below it the detail in ``tone`` (None: disabled) with the value at its end."""
    colours = ui.colours
    label, detail, words = said
    ink, mark = (colours.text, colours.accent) if tone else (colours.text_disabled, colours.text_disabled)
    first, second = ui.area(lines[0], gap=8), ui.area(lines[1], gap=8)
    if icon:
        ui.icon(first.cut_start(ui.px(18)), icon, mark)
        second.cut_start(ui.px(18))
    ui.write(first.rect, label, "strong", ink, shorten=True)
    ui.write(second.cut_end(ui.look.text.width(words, "strong")), words, "strong", mark, align="end")
    ui.write(second.rect, detail, "caption", tone or ink, shorten=True)


def _draw_track(ui: Ui, track: Rect, value: float, span: Range, touch: Touch, *, enabled: bool) -> None:
    colours, thick = ui.colours, ui.px(6)
    width = span.high - span.low

    def at(number: float) -> int:
        share = (number - span.low) / width if width else 0.0
        return track.x + round((1 - share if ui.look.rtl else share) * track.w)

    whole = Rect(track.x, track.y - thick // 2, track.w, thick)
    ui.fill(whole, mix(colours.track, colours.card, 0.6), 3)
    origin, knob, reach = at(span.low), at(value), at(span.reach)
    if enabled and span.reach > span.low:
        ui.fill(Rect(min(origin, reach), whole.y, abs(reach - origin), thick), colours.track, 3)
    filled = Rect(min(origin, knob), whole.y, abs(knob - origin), thick)
    ui.fill(filled, colours.accent if enabled else colours.track, 3)
    radius = ui.px(9) + (ui.px(1) if touch.hovered or touch.held else 0)
    edge = colours.accent if enabled else colours.track
    draw.disc(ui.surface, (knob, track.y), radius, edge)
    draw.disc(ui.surface, (knob, track.y), radius - ui.px(3), colours.accent if touch.held else colours.card)


def stepper(  # noqa: PLR0913 - every manner has a default
    ui: Ui,
    id_: str,
    rect: Rect,
    label: str,
    value: float,
    span: Range,
    *,
    unit: str = "",
    icon: str = "",
    enabled: bool = True,
    show: Callable[[float], str] | None = None,
) -> float:
    """Show a number with a button on each side and return it; keys as for sliders."""
    words = show(value) if show else number_words(value, unit)
    area = ui.area(rect, gap=4)
    control = area.cut_end(_stepper_width(ui, span, unit, show))
    if icon:
        ui.icon(area.cut_start(ui.px(18), ui.px(8)), icon, ui.colours.accent)
    touch = ui.node(id_, "spinbutton", rect, label, words, enabled=enabled)
    entry: list[str] = ui.recall(f"entry:{id_}", lambda: [""])
    ui.write(area.rect, label, "body", ui.colours.text if enabled else ui.colours.text_disabled, lines=None)
    ui.fill(control, ui.colours.card, ui.look.theme.radius)
    ui.frame(control, ui.colours.control_border if enabled else ui.colours.divider, ui.look.theme.radius)
    inner = ui.area(control, gap=0)
    changed = value
    side = min(control.h, ui.px(40))
    for name, icon_name, step in (("less", "minus", -span.step), ("more", "plus", span.step)):
        at = inner.cut_start(side) if step < 0 else inner.cut_end(side)
        open_ = enabled and span.nearest(value + step) != value
        part = ui.node(f"{id_}.{name}", "button", at, icon_name, enabled=open_, focusable=False)
        if part.hovered and open_:
            ui.fill(at.inset(ui.px(3)), ui.colours.accent_soft, 6)
        ui.icon(at, icon_name, ui.colours.accent if open_ else ui.colours.text_disabled)
        if part.clicked:
            changed = span.nearest(value + step)
            ui.focus_on(id_, seen=False)
    if not touch.focused:
        entry[0] = ""
    elif enabled:
        changed = _keyed(ui, touch, changed, span, entry)
    ui.write(inner.rect, f"{entry[0]}▏" if entry[0] else words, "strong", align="centre")
    ui.focus_ring(control, touch, ui.look.theme.radius)
    return changed


def _stepper_width(ui: Ui, span: Range, unit: str, show: Callable[[float], str] | None) -> int:
    samples = [show(edge) if show else number_words(edge, unit) for edge in (span.low, span.high)]
    return 2 * ui.px(40) + ui.px(16) + max(ui.px(32), *(ui.look.text.width(sample, "strong") for sample in samples))
