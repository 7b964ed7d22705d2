"""Measuring, breaking into lines and drawing of text in several scripts and directions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

import pygame

from game.client.canvas.cache import Bounded
from game.client.canvas.fonts import Family, FontBook
from game.client.canvas.geometry import Rect
from game.client.canvas.lines import Layout, Line, Paragraph, Run, Setting, Span, drawable, readable
from game.client.canvas.theme import TYPE, Colour

__all__ = ["Align", "Bounded", "Layout", "Line", "Run", "Span", "TextEngine", "VAlign", "drawable", "readable"]

Align = Literal["start", "centre", "end", "left", "right"]
VAlign = Literal["top", "centre", "bottom"]

# The library rounds the place of every letter to whole pixels, which makes small text uneven. Drawn three times as
# large and scaled down, letters stand at thirds of a pixel; a second, fainter layer gives back the weight lost.
_FINE = 3
_FINE_BELOW = 28
_WEIGHT = 80


class TextEngine:
    """Text of one scale and direction. Layouts, widths and drawn runs are cached within bounds."""

    def __init__(self, fonts: FontBook, scale: float, rtl: bool = False) -> None:
        self.fonts = fonts
        self.scale = scale
        self.rtl = rtl
        self._widths: Bounded[tuple[str, Family, bool, int, bool], int] = Bounded(16384)
        self._layouts: Bounded[tuple[object, ...], Layout] = Bounded(2048)
        self._drawn: Bounded[tuple[str, Family, bool, int, bool, Colour], pygame.Surface] = Bounded(16_000_000)

    # Measures

    def size(self, style: str) -> int:
        """Return the em of ``style`` in pixels."""
        return max(4, round(TYPE[style].size * self.scale))

    def line_height(self, style: str) -> int:
        """Return the height of one line of ``style`` in pixels."""
        return max(6, round(TYPE[style].line * self.scale))

    def width(self, text: str | Sequence[Span], style: str = "body") -> int:
        """Return the width of ``text`` on one line, in pixels."""
        return self.layout(text, style).w

    def height(self, text: str | Sequence[Span], style: str, width: int) -> int:
        """Return the height of ``text`` broken into lines of ``width`` pixels."""
        return self.layout(text, style, width).h

    # Layout

    def layout(
        self,
        text: str | Sequence[Span],
        style: str = "body",
        width: int | None = None,
        max_lines: int | None = None,
    ) -> Layout:
        """Break ``text`` into lines of at most ``width`` pixels; what exceeds ``max_lines`` ends in an ellipsis."""
        spans = (Span(text),) if isinstance(text, str) else tuple(text)
        key = (spans, style, width, max_lines)
        found = self._layouts.get(key)
        if found is None:
            found = self._layouts.put(key, self._lay_out(spans, style, width, max_lines))
        return found

    def _lay_out(self, spans: tuple[Span, ...], style: str, width: int | None, max_lines: int | None) -> Layout:
        step = TYPE[style]
        size = self.size(style)
        text = "".join(span.text for span in spans).replace("\t", " ").replace("\0", "")
        lines: list[Line] = []
        shortened = False
        at = 0
        setting = Setting(self.fonts, partial(self._measured, size), self.rtl, step.strong)
        for part in text.split("\n"):
            paragraph = Paragraph(setting, part, at, spans)
            broken = paragraph.broken(width)
            room = None if max_lines is None else max_lines - len(lines)
            if room is not None and (
                len(broken) > room or (width is not None and room > 0 and _over(paragraph, broken, width))
            ):
                shortened = True
                lines.extend(paragraph.shortened(broken, room, width or 0))
                break
            lines.extend(paragraph.line(first, last) for first, last in broken)
            at += len(part) + 1
        fine = _fineness(size)
        latin = self.fonts.font("latin", step.strong, size * fine, rtl=False)
        height = self.line_height(style)
        baseline = round((height + (latin.get_ascent() + latin.get_descent()) / fine) / 2)
        return Layout(
            tuple(lines), max((line.w for line in lines), default=0), height, baseline, size, shortened, spans
        )

    def run_width(self, text: str, family: Family, strong: bool, size: int, rtl: bool) -> int:
        """Return the width in pixels of characters that are drawn at one go."""
        key = (text, family, strong, size, rtl)
        found = self._widths.get(key)
        if found is None:
            fine = _fineness(size)
            wide = self.fonts.font(family, strong, size * fine, rtl).size(drawable(text))[0]
            found = self._widths.put(key, -(-wide // fine))
        return found

    def _measured(self, size: int, text: str, family: Family, strong: bool, rtl: bool) -> int:
        return self.run_width(text, family, strong, size, rtl)

    # Drawing

    def draw(
        self,
        surface: pygame.Surface,
        layout: Layout,
        rect: Rect,
        colours: Colour | Sequence[Colour],
        align: Align = "start",
        valign: VAlign = "top",
    ) -> None:
        """Draw ``layout`` in ``rect``, in one colour or in one for each span."""
        y = rect.y + {"top": 0, "centre": (rect.h - layout.h) // 2, "bottom": rect.h - layout.h}[valign]
        clip = surface.get_clip()
        for line in layout.lines:
            if y + layout.line_height > clip.top and y < clip.bottom:
                x = self.line_x(line, rect, align)
                for run in line.runs:
                    colour = colours if isinstance(colours[0], int) else colours[run.span]
                    self._draw_run(surface, run, layout, x + run.x, y, colour)  # type: ignore[arg-type]
            y += layout.line_height

    def line_x(self, line: Line, rect: Rect, align: Align) -> int:
        """Return the left end of ``line`` in ``rect``."""
        if align == "centre":
            return rect.x + (rect.w - line.w) // 2
        right = align in {"right", "start" if self.rtl else "end"}
        return rect.right - line.w if right else rect.x

    def _draw_run(self, surface: pygame.Surface, run: Run, layout: Layout, x: int, y: int, colour: Colour) -> None:
        text = drawable(run.text)
        if not text:
            return
        key = (text, run.family, run.strong, layout.size, run.rtl, colour)
        fine = _fineness(layout.size)
        font = self.fonts.font(run.family, run.strong, layout.size * fine, run.rtl)
        glyphs = self._drawn.get(key)
        if glyphs is None:
            glyphs = font.render(text, True, colour)
            if fine > 1:
                glyphs = _scaled_down(glyphs, -font.get_ascent() % fine, fine, colour)
            self._drawn.put(key, glyphs, glyphs.get_width() * glyphs.get_height() * 4)
        surface.blit(glyphs, (x, y + layout.baseline + -font.get_ascent() // fine))
        if layout.spans[run.span].link:
            thick = max(1, round(self.scale))
            surface.fill(colour, (x, y + layout.baseline + max(2, round(2 * self.scale)), run.w, thick))

    # Places within a line, for carets

    def caret_x(self, layout: Layout, index: int) -> int:
        """Return how far from the left end of the first line the caret before character ``index`` stands."""
        if not layout.lines:
            return 0
        line = layout.lines[0]
        for run in line.runs:
            if run.start <= index < run.start + len(run.text):
                part = self.run_width(run.text[: index - run.start], run.family, run.strong, layout.size, run.rtl)
                return run.x + (run.w - part if run.rtl else part)
        last = max(line.runs, key=lambda run: run.start, default=None)
        if last is None:
            return 0
        return last.x if last.rtl else last.x + last.w

    def index_at(self, layout: Layout, x: int) -> int:
        """Return the index of the caret nearest to ``x`` pixels from the left end of the first line."""
        if not layout.lines or not layout.lines[0].runs:
            return 0
        end = layout.lines[0].end
        return min(range(end + 1), key=lambda index: abs(self.caret_x(layout, index) - x))


def _fineness(size: int) -> int:
    return _FINE if size < _FINE_BELOW else 2 if size < 2 * _FINE_BELOW else 1


def _scaled_down(large: pygame.Surface, top: int, fine: int, colour: Colour) -> pygame.Surface:
    """Return glyphs at their size, ``top`` rows of the large picture lower so that they stand on a whole pixel."""
    w, h = -(-large.get_width() // fine), -(-(large.get_height() + top) // fine)
    sheet = pygame.Surface((w * fine, h * fine), pygame.SRCALPHA)
    sheet.fill((*colour, 0))
    sheet.blit(large, (0, top), special_flags=pygame.BLEND_RGBA_MAX)
    small = pygame.transform.smoothscale(sheet, (w, h))
    layer = small.copy()
    layer.fill((255, 255, 255, _WEIGHT), special_flags=pygame.BLEND_RGBA_MULT)
    small.blit(layer, (0, 0))
    return small


def _over(paragraph: Paragraph, broken: list[tuple[int, int]], width: int) -> bool:
    return any(paragraph.measure(first, last) > width for first, last in broken)
