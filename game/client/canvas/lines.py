"""Breaking text into lines, and each line into runs of one font and one direction."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.client.canvas import bidi
from game.client.canvas.fonts import Family, FontBook

ELLIPSIS = "…"
_NO_BREAK_BEFORE = frozenset("!%),.:;?]}¢°’”†‡›»℃…‰،؛؟٪" + "、。〉》」』】〕！％），．：；？］｝")
_NO_BREAK_AFTER = frozenset("([{«‹“‘$£¥〈《「『【〔（［｛￥＄")
_BREAK_AFTER = frozenset("-\u2013\u2014/\u00ad\u200b")


Measure = Callable[[str, Family, bool, bool], int]
"""Width in pixels of characters drawn at one go: text, family, whether semi-bold, whether from right to left."""


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


class Setting(NamedTuple):
    """What a paragraph is set with: fonts, how wide characters are, direction, and whether all of it is semi-bold."""

    fonts: FontBook
    measure: Measure
    rtl: bool
    strong: bool


def drawable(text: str) -> str:
    """Return ``text`` without the characters that only steer its order."""
    return text if text.isascii() else "".join(c for c in text if c not in bidi.INVISIBLE and c != "\u00ad")


def readable(text: str) -> str:
    """Return ``text`` as it is read aloud or compared: drawable, with plain spaces."""
    return text if text.isascii() else drawable(text).replace("\u00a0", " ").replace("\u202f", " ")


class Paragraph:
    """One paragraph being broken into lines."""

    def __init__(self, setting: Setting, text: str, offset: int, spans: tuple[Span, ...]) -> None:
        self.setting = setting
        self.text = text
        self.offset = offset
        self.spans = spans
        self.items = list(self._items())

    def _items(self) -> Iterator[_Item]:
        text = self.text
        if not text:
            return
        fonts = self.setting.fonts
        # Words of a left-to-right script alone keep their order among those of the other direction, full stop included.
        rtl = self.setting.rtl and (bidi.has_rtl(text) or not any(c.isalpha() for c in text))
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
        strong = self.setting.strong or self.spans[item.span].strong
        return self.setting.measure(self.text[first:last], item.family, strong, bool(item.level % 2))

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
            strong = self.setting.strong or self.spans[item.span].strong
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
        clone = Paragraph.__new__(Paragraph)
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
