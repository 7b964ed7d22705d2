"""Measuring, breaking into lines and drawing of text in several scripts and directions."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar

import pygame

from game.client.canvas import bidi
from game.client.canvas.fonts import Family, FontBook
from game.client.canvas.geometry import Rect
from game.client.canvas.theme import TYPE, Colour, TypeStep

Align = Literal["start", "centre", "end", "left", "right"]
VAlign = Literal["top", "centre", "bottom"]
ELLIPSIS = "…"
_NO_BREAK_BEFORE = frozenset("!%),.:;?]}¢°’”†‡›»℃…‰،؛؟٪" + "、。〉》」』】〕！％），．：；？］｝")
_NO_BREAK_AFTER = frozenset("([{«‹“‘$£¥〈《「『【〔（［｛￥＄")
_BREAK_AFTER = frozenset("-\u2013\u2014/\u00ad\u200b")

# The library rounds the place of every letter to whole pixels, which makes small text uneven. Drawn three times as
# large and scaled down, letters stand at thirds of a pixel; a second, fainter layer gives back the weight lost.
_FINE = 3
_FINE_BELOW = 28
_WEIGHT = 80

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """A cache that forgets what was used longest ago once the weights of its entries exceed ``limit``."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.weight = 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: K) -> V | None:
        """Return what is kept under ``key``, if anything."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, weight: int = 1) -> V:
        """Keep ``value`` and return it."""
        if key in self._kept:
            self.weight -= self._kept.pop(key)[1]
        self._kept[key] = (value, weight)
        self.weight += weight
        while self.weight > self.limit and len(self._kept) > 1:
            self.weight -= self._kept.popitem(last=False)[1][1]
        return value


class Span(NamedTuple):
    """A stretch of text in one manner; ``link`` names what it leads to, ``tone`` a colour of the theme."""

    text: str
    strong: bool = False
    link: str = ""
    tone: str = ""


class Run(NamedTuple):
    """Characters drawn at one go: one font, one direction, one span."""

    text: str
    start: int
    family: Family
    strong: bool
    rtl: bool
    span: int
    x: int
    w: int


class Line(NamedTuple):
    """One line: its runs from left to right, its width, and which characters it holds."""

    runs: tuple[Run, ...]
    w: int
    start: int
    end: int


class Layout(NamedTuple):
    """Text broken into lines; all numbers in pixels."""

    lines: tuple[Line, ...]
    w: int
    line_height: int
    baseline: int
    size: int
    shortened: bool
    spans: tuple[Span, ...]

    @property
    def h(self) -> int:
        """Height of all lines."""
        return self.line_height * len(self.lines)


class _Item(NamedTuple):
    start: int
    end: int
    family: Family
    level: int
    span: int


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
        for part in text.split("\n"):
            paragraph = _Paragraph(self, part, at, spans, step, size)
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


def _over(paragraph: _Paragraph, broken: list[tuple[int, int]], width: int) -> bool:
    return any(paragraph.measure(first, last) > width for first, last in broken)


def drawable(text: str) -> str:
    """Return ``text`` without the characters that only steer its order."""
    return text if text.isascii() else "".join(c for c in text if c not in bidi.INVISIBLE and c != "\u00ad")


def readable(text: str) -> str:
    """Return ``text`` as it is read aloud or compared: drawable, with plain spaces."""
    return text if text.isascii() else drawable(text).replace("\u00a0", " ").replace("\u202f", " ")


class _Paragraph:
    """One paragraph being broken into lines."""

    def __init__(
        self, engine: TextEngine, text: str, offset: int, spans: tuple[Span, ...], step: TypeStep, size: int
    ) -> None:
        self.engine = engine
        self.text = text
        self.offset = offset
        self.spans = spans
        self.strong = step.strong
        self.size = size
        self.items = list(self._items())

    def _items(self) -> Iterator[_Item]:
        text = self.text
        if not text:
            return
        fonts = self.engine.fonts
        # Words of a left-to-right script alone keep their order among those of the other direction, full stop included.
        rtl = self.engine.rtl and (bidi.has_rtl(text) or not any(c.isalpha() for c in text))
        flat = bidi.plain(text, rtl)
        level = [0] * len(text) if flat else bidi.levels(text, rtl)
        span_of = self._span_of()
        simple = max(text) < "\u0300"
        families: list[Family] = []
        for character in text:
            after: Family = families[-1] if families else "latin"
            keeps = character in bidi.INVISIBLE or unicodedata.combining(character)
            families.append("latin" if simple else after if keeps and families else fonts.family(character, after))
        start = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or (families[at], level[at], span_of[at]) != (
                families[start],
                level[start],
                span_of[start],
            ):
                yield _Item(start, at, families[start], level[start], span_of[start])
                start = at

    def _span_of(self) -> list[int]:
        if len(self.spans) == 1:
            return [0] * len(self.text)
        every = [number for number, span in enumerate(self.spans) for _character in span.text]
        return every[self.offset : self.offset + len(self.text)]

    def measure(self, first: int, last: int) -> int:
        """Return the width of the characters ``first`` to ``last`` without the spaces at their end."""
        last = first + len(self.text[first:last].rstrip())
        return sum(
            self._width(item, max(first, item.start), min(last, item.end))
            for item in self.items
            if item.start < last and item.end > first
        )

    def _width(self, item: _Item, first: int, last: int) -> int:
        strong = self.strong or self.spans[item.span].strong
        return self.engine.run_width(self.text[first:last], item.family, strong, self.size, bool(item.level % 2))

    def broken(self, width: int | None) -> list[tuple[int, int]]:
        """Return where each line starts and ends, as indices into the paragraph."""
        text = self.text
        if width is None or not text or self.measure(0, len(text)) <= width:
            return [(0, len(text))]
        lines: list[tuple[int, int]] = []
        start, fits = 0, 0
        for end in _opportunities(text):
            if self.measure(start, end) <= width:
                fits = end
                continue
            if fits > start:
                lines.append((start, fits))
                start = fits
            while self.measure(start, end) > width and end - start > 1:  # a word longer than the line
                cut = self._longest(start, end, width)
                lines.append((start, cut))
                start = cut
            fits = end
        if start < len(text):
            lines.append((start, len(text)))
        return lines

    def _longest(self, start: int, end: int, width: int) -> int:
        low, high = start + 1, end
        while low < high:
            middle = (low + high + 1) // 2
            if self.measure(start, middle) <= width:
                low = middle
            else:
                high = middle - 1
        while low > start + 1 and low < len(self.text) and unicodedata.combining(self.text[low]):
            low -= 1
        return low

    def line(self, first: int, last: int) -> Line:
        """Return one line with its runs in order from left to right."""
        end = first + len(self.text[first:last].rstrip())
        end = end if end > first else last
        pieces = [
            (item, max(first, item.start), min(end, item.end))
            for item in self.items
            if item.start < end and item.end > first
        ]
        order = bidi.visual([item.level for item, _start, _end in pieces])
        runs: list[Run] = []
        x = 0
        for number in order:
            item, start, stop = pieces[number]
            w = self._width(item, start, stop)
            strong = self.strong or self.spans[item.span].strong
            rtl = bool(item.level % 2)
            runs.append(Run(self.text[start:stop], start + self.offset, item.family, strong, rtl, item.span, x, w))
            x += w
        return Line(tuple(runs), x, first + self.offset, end + self.offset)

    def shortened(self, broken: list[tuple[int, int]], room: int, width: int) -> list[Line]:
        """Return the lines that fit ``room``, the last one ending in an ellipsis."""
        if room <= 0:
            return []
        kept = [self.line(first, last) for first, last in broken[: room - 1]]
        start = broken[min(room, len(broken)) - 1][0]
        low, high = start, len(self.text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._with_ellipsis(start, middle).w <= width:
                low = middle
            else:
                high = middle - 1
        return [*kept, self._with_ellipsis(start, low)]

    def _with_ellipsis(self, start: int, end: int) -> Line:
        text = self.text[:start] + self.text[start:end].rstrip() + ELLIPSIS
        clone = _Paragraph.__new__(_Paragraph)
        clone.__dict__.update(self.__dict__)
        clone.text = text
        clone.items = list(clone._items())
        return clone.line(start, len(text))


def _opportunities(text: str) -> Iterator[int]:
    """Yield the indices at which a line may end, the end of the text included."""
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if (
            after == " "
            or before == "\u00a0"
            or after == "\u00a0"
            or after in _NO_BREAK_BEFORE
            or before in _NO_BREAK_AFTER
        ):
            continue
        ideograph = unicodedata.east_asian_width(after) in "WF" or unicodedata.east_asian_width(before) in "WF"
        dash = before in _BREAK_AFTER and not after.isdigit() and at > 1 and text[at - 2] not in " \u00a0"
        if before == " " or dash or ideograph:
            yield at
    yield len(text)
