"""Rectangles and the cutting of them into parts; whole pixels throughout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle in pixels of the surface; pygame takes it wherever it takes its own."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """First column beyond the rectangle."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """First row beyond the rectangle."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[int, int]:
        """Middle pixel."""
        return self.x + self.w // 2, self.y + self.h // 2

    @property
    def empty(self) -> bool:
        """Whether there is no pixel in it."""
        return self.w <= 0 or self.h <= 0

    def inset(self, x: int, y: int | None = None) -> Rect:
        """Return the rectangle without ``x`` pixels on each side and ``y`` above and below; negative values grow it."""
        y = x if y is None else y
        return Rect(self.x + x, self.y + y, max(0, self.w - 2 * x), max(0, self.h - 2 * y))

    def moved(self, x: int = 0, y: int = 0) -> Rect:
        """Return the rectangle shifted by ``x`` and ``y`` pixels."""
        return Rect(self.x + x, self.y + y, self.w, self.h)

    def holds(self, point: tuple[int, int]) -> bool:
        """Tell whether the pixel ``point`` lies inside."""
        return self.x <= point[0] < self.right and self.y <= point[1] < self.bottom

    def encloses(self, other: Rect, slack: int = 0) -> bool:
        """Tell whether ``other`` lies inside, give or take ``slack`` pixels."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def common(self, other: Rect) -> Rect:
        """Return what both share; empty when they are apart."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def middle(self, w: int, h: int) -> Rect:
        """Return a rectangle of ``w`` by ``h`` pixels in the middle, no larger than this one."""
        w, h = min(w, self.w), min(h, self.h)
        return Rect(self.x + (self.w - w) // 2, self.y + (self.h - h) // 2, w, h)

    def beside(self, other: Rect, gap: int = 0) -> bool:
        """Tell whether ``other`` shares no pixel with this one, leaving at least ``gap`` pixels between."""
        return self.inset(-gap).common(other).empty


NOWHERE = Rect(0, 0, 0, 0)
"""A rectangle without a pixel."""


class Area:
    """A rectangle that is used up by cutting parts off its sides.

    *start* is where a line of text begins: left, or right when the language is written from right to left.
    Sizes are pixels; a part is never larger than what is left, and never negative.
    """

    __slots__ = ("gap", "rect", "rtl", "whole")

    def __init__(self, rect: Rect, rtl: bool = False, gap: int = 0) -> None:
        self.whole = rect
        self.rect = rect
        self.rtl = rtl
        self.gap = gap

    @property
    def used(self) -> int:
        """Pixels cut off the top so far, gaps included."""
        return self.rect.y - self.whole.y

    def cut_top(self, h: int, gap: int | None = None) -> Rect:
        """Cut ``h`` pixels off the top, and a gap after it."""
        r = self.rect
        h = max(0, min(h, r.h))
        step = min(r.h, h + (self.gap if gap is None else gap))
        self.rect = Rect(r.x, r.y + step, r.w, r.h - step)
        return Rect(r.x, r.y, r.w, h)

    def cut_bottom(self, h: int, gap: int | None = None) -> Rect:
        """Cut ``h`` pixels off the bottom, and a gap before it."""
        r = self.rect
        h = max(0, min(h, r.h))
        step = min(r.h, h + (self.gap if gap is None else gap))
        self.rect = Rect(r.x, r.y, r.w, r.h - step)
        return Rect(r.x, r.bottom - h, r.w, h)

    def cut_start(self, w: int, gap: int | None = None) -> Rect:
        """Cut ``w`` pixels off the side where lines begin, and a gap after it."""
        return self._cut_side(w, gap, left=not self.rtl)

    def cut_end(self, w: int, gap: int | None = None) -> Rect:
        """Cut ``w`` pixels off the side where lines end, and a gap before it."""
        return self._cut_side(w, gap, left=self.rtl)

    def _cut_side(self, w: int, gap: int | None, *, left: bool) -> Rect:
        r = self.rect
        w = max(0, min(w, r.w))
        step = min(r.w, w + (self.gap if gap is None else gap))
        self.rect = Rect(r.x + step if left else r.x, r.y, r.w - step, r.h)
        return Rect(r.x if left else r.right - w, r.y, w, r.h)

    def skip(self, h: int) -> None:
        """Leave ``h`` pixels at the top empty."""
        self.cut_top(h, gap=0)

    def sub(self, rect: Rect, gap: int | None = None) -> Area:
        """Return an area over ``rect`` with the same direction of writing."""
        return Area(rect, self.rtl, self.gap if gap is None else gap)


def columns(rect: Rect, weights: int | Sequence[float], gap: int = 0, *, rtl: bool = False) -> tuple[Rect, ...]:
    """Split ``rect`` side by side, by ``weights`` or into that many equal parts, in order of reading."""
    parts = _split(rect.w, weights, gap)
    placed = tuple(Rect(rect.x + at, rect.y, size, rect.h) for at, size in parts)
    return tuple(mirrored(part, rect) for part in placed) if rtl else placed


def rows(rect: Rect, weights: int | Sequence[float], gap: int = 0) -> tuple[Rect, ...]:
    """Split ``rect`` one above the other, by ``weights`` or into that many equal parts."""
    return tuple(Rect(rect.x, rect.y + at, rect.w, size) for at, size in _split(rect.h, weights, gap))


def mirrored(rect: Rect, within: Rect) -> Rect:
    """Return ``rect`` reflected left to right inside ``within``."""
    return Rect(within.x + within.right - rect.right, rect.y, rect.w, rect.h)


def bounds(rects: Iterable[Rect]) -> Rect:
    """Return the smallest rectangle around all of ``rects``; empty when there is none."""
    listed = [rect for rect in rects if not rect.empty]
    if not listed:
        return Rect(0, 0, 0, 0)
    x, y = min(r.x for r in listed), min(r.y for r in listed)
    return Rect(x, y, max(r.right for r in listed) - x, max(r.bottom for r in listed) - y)


def _split(length: int, weights: int | Sequence[float], gap: int) -> list[tuple[int, int]]:
    shares = [1.0] * weights if isinstance(weights, int) else list(weights)
    room = max(0, length - gap * (len(shares) - 1))
    total = sum(shares) or 1.0
    parts: list[tuple[int, int]] = []
    passed = 0.0
    for index, share in enumerate(shares):
        begin = round(room * passed / total)
        passed += share
        end = round(room * passed / total)
        parts.append((begin + gap * index, end - begin))
    return parts
