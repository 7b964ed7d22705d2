"""Figures that tell how things stand: a statistic with its change, progress, a timer."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, pi, sin
from typing import Literal

import pygame

from game.client.canvas import draw
from game.client.canvas.bidi import isolate
from game.client.canvas.geometry import Rect
from game.client.canvas.theme import Colour
from game.client.interface.ui import Ui
from game.client.widgets.label import label as write_label
from game.model.text import _

Verdict = Literal["better", "worse", ""]


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved: its words, whether it rose (1) or fell (-1), and whether that is better or worse."""

    words: str
    direction: int = 0
    verdict: Verdict = ""

    @property
    def sentence(self) -> str:
        """The change in words before any colour, such as "+12 worse ▲"."""
        arrow = "▲" if self.direction > 0 else "▼" if self.direction < 0 else ""
        pattern = {
            "worse": _("{change} worse {arrow}"),
            "better": _("{change} better {arrow}"),
            "": _("{change} {arrow}"),
        }[self.verdict]
        return pattern.format(change=isolate(self.words), arrow=arrow).strip()

    @property
    def tone(self) -> str:
        """Name of the colour of the theme."""
        return self.verdict or "text_muted"


def stat(  # noqa: PLR0913 - every manner has a default
    ui: Ui,
    id_: str,
    rect: Rect,
    label: str,
    value: str,
    unit: str = "",
    change: Change | None = None,
    *,
    style: str = "figure",
) -> None:
    """Show a figure with its name above, its unit beside and its change below."""
    words = change.sentence if change else ""
    ui.node(id_, "stat", rect, label, " ".join(filter(None, (value, unit, words))), focusable=False, pointer=False)
    text = ui.look.text
    area = ui.area(rect, gap=0)
    named = text.height(label, "caption_strong", max(1, rect.w))
    ui.write(area.cut_top(named), label, "caption_strong", ui.colours.text_muted, lines=None)
    line = ui.area(area.cut_top(text.line_height(style)), gap=6)
    ui.write(line.cut_start(text.width(value, style)), value, style)
    if unit:
        # Both stand on one baseline, whatever their sizes.
        drop = text.layout(value, style).baseline - text.layout(unit, "body").baseline
        at = line.rect
        below = Rect(at.x, at.y + drop, at.w, text.line_height("body"))
        ui.write(below, unit, "body", ui.colours.text_muted)
    if change:
        colour: Colour = getattr(ui.colours, change.tone)
        ui.write(area.cut_top(text.line_height("caption")), words, "caption_strong", colour, shorten=True)


def stat_height(ui: Ui, label: str, width: int, *, changed: bool = True, style: str = "figure") -> int:
    """Return the height in pixels that a statistic needs over ``width`` pixels."""
    text = ui.look.text
    high = text.height(label, "caption_strong", max(1, width)) + text.line_height(style)
    return high + (text.line_height("caption") if changed else 0)


def progress(ui: Ui, id_: str, rect: Rect, label: str, share: float, words: str = "") -> None:
    """Show how much of something is done, ``share`` in [0, 1], with its name and words above the bar."""
    share = max(0.0, min(1.0, share))
    ui.node(id_, "progress", rect, label, words or f"{share:.0%}", focusable=False, pointer=False)
    area = ui.area(rect, gap=4)
    if label or words:
        head = ui.area(area.cut_top(ui.look.text.line_height("body")), gap=8)
        if words:
            ui.write(head.cut_end(ui.look.text.width(words, "strong")), words, "strong", align="end")
        ui.write(head.rect, label, "body")
    thick = ui.px(8)
    lane = Rect(area.rect.x, area.rect.y + ui.px(3), area.rect.w, min(thick, area.rect.h) or thick)
    reached = ui.glide(f"progress:{id_}", share)
    ui.fill(lane, ui.colours.track, 4)
    done = round(lane.w * reached)
    if done:
        part = Rect(lane.right - done if ui.look.rtl else lane.x, lane.y, done, lane.h)
        ui.fill(part, ui.colours.accent, 4)


def clock_words(seconds: float) -> str:
    """Return minutes and seconds left, such as "1:30"; a part of a second still counts."""
    whole = max(0, ceil(seconds))
    return isolate(f"{whole // 60}:{whole % 60:02d}")


def timer(  # noqa: PLR0913 - every manner has a default
    ui: Ui, id_: str, rect: Rect, label: str, left: float, total: float, *, running: bool = True, style: str = "title"
) -> None:
    """Show the seconds left of ``total``, with a ring that empties; the last tenth says so in words and colour."""
    words = clock_words(left)
    ui.node(id_, "timer", rect, label, words, focusable=False, pointer=False)
    if running and left > 0 and ui.drawing:
        ui.wake(left - (ceil(left) - 1) if left != ceil(left) else 1.0)
    text = ui.look.text
    late = left <= max(10.0, total / 10)
    colour = ui.colours.warning if late else ui.colours.accent
    area = ui.area(rect, gap=10)
    side = min(rect.h, text.line_height(style) + ui.px(4))
    ring = area.cut_start(side).middle(side, side)
    if ui.visible(ring):
        share = 0.0 if total <= 0 else max(0.0, min(1.0, left / total))
        _ring(ui, ring, share, colour)
    figures = area.cut_start(text.width(clock_words(max(left, total)), style))
    ui.write(figures, words, style, ui.colours.warning if late else ui.colours.text)
    state = label if running else _("{label}: paused").format(label=label)
    write_label(ui, area.rect, state, "caption", "text_muted", lines=None, id_=f"{id_}/label")


def _ring(ui: Ui, rect: Rect, share: float, colour: Colour) -> None:
    track, steps = ui.colours.track, 120
    kept = round(share * steps)

    def paint(sheet: pygame.Surface, factor: int) -> None:
        middle, radius = rect.w * factor / 2, rect.w * factor / 2 - factor
        width = max(2 * factor, radius * 0.24)
        pygame.draw.circle(sheet, track, (middle, middle), radius, round(width))
        if not kept:
            return
        turn = [(-pi / 2 + 2 * pi * step / steps) for step in range(kept + 1)]
        outer = [(middle + radius * cos(a), middle + radius * sin(a)) for a in turn]
        inner = [(middle + (radius - width) * cos(a), middle + (radius - width) * sin(a)) for a in reversed(turn)]
        pygame.draw.polygon(sheet, colour, outer + inner)

    picture = draw.supersampled(("ring", kept, colour, track), (rect.w, rect.w), paint, 4)
    draw.blit_premultiplied(ui.surface, picture, (rect.x, rect.y))
