"""Smooth lines and areas: drawn twice as large on a layer of their own and scaled down."""

import math
from collections.abc import Sequence

import numpy as np
import pygame

from game.client.canvas.geometry import Rect
from game.client.canvas.projection import Points
from game.client.canvas.text import Bounded
from game.client.canvas.theme import Colour

Point = tuple[float, float]
_FACTOR = 2
_SHARPEST_MITRE = 2.0
_sheets: Bounded[tuple[int, int], tuple[pygame.Surface, pygame.Surface]] = Bounded(4_000_000)


class Layer:
    """A transparent layer over ``rect`` of a surface; :meth:`finish` puts it there. Points are pixels of that surface.

    The sheets behind it are kept by size, so a chart that is drawn every frame allocates nothing; finish one layer
    before the next of its size is begun. Only the rows that were drawn on are scaled down and wiped.
    """

    def __init__(self, surface: pygame.Surface, rect: Rect) -> None:
        self.target = surface
        self.rect = rect
        size = (max(1, rect.w), max(1, rect.h))
        sheets = _sheets.get(size)
        if sheets is None:
            large = pygame.Surface((size[0] * _FACTOR, size[1] * _FACTOR), pygame.SRCALPHA)
            sheets = _sheets.put(size, (large, pygame.Surface(size, pygame.SRCALPHA)), size[0] * size[1])
        self._large, self._small = sheets
        self._top, self._bottom = self._large.get_height(), 0  # rows of the large sheet that are drawn on
        self._origin = np.array([rect.x, rect.y], dtype=np.float64)

    def polygon(self, points: Sequence[Point] | Points, colour: Colour) -> None:
        """Fill a polygon."""
        shape = (np.asarray(points, dtype=np.float64) - self._origin) * _FACTOR
        self._mark(float(shape[:, 1].min()), float(shape[:, 1].max()))
        pygame.draw.polygon(self._large, colour, shape.tolist())

    def area(self, upper: Points, lower: Points, colour: Colour) -> None:
        """Fill between two lines with the same direction, shape (n, 2) each."""
        self.polygon(np.concatenate([upper, lower[::-1]]), colour)

    def stroke(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a line of ``width`` pixels through ``points`` with mitred joints."""
        line = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        if len(line) < 2:
            return
        line = line[np.concatenate([[True], np.abs(np.diff(line, axis=0)).max(axis=1) > 1e-6])]
        if len(line) >= 2:
            offset = _mitres(line) * width / 2
            self.polygon(np.concatenate([line + offset, (line - offset)[::-1]]), colour)

    def dashes(self, points: Sequence[Point], colour: Colour, width: float, pattern: tuple[float, float]) -> None:
        """Draw a line in dashes; ``pattern`` is the length of dash and gap in pixels."""
        line = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        if len(line) < 2:
            return
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        if along[-1] <= 0:
            return
        starts = np.arange(0.0, along[-1], sum(pattern))
        ends = np.minimum(starts + pattern[0], along[-1])
        # Dashes are short beside the bends of these lines, so each is a straight piece.
        corners = np.stack([starts, ends])
        x, y = np.interp(corners, along, line[:, 0]), np.interp(corners, along, line[:, 1])
        step = np.stack([x[1] - x[0], y[1] - y[0]], axis=1)
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)[:, None]
        offset = np.stack([step[:, 1], -step[:, 0]], axis=1) / length * width / 2
        one, two = np.stack([x[0], y[0]], axis=1), np.stack([x[1], y[1]], axis=1)
        quads = np.stack([one + offset, two + offset, two - offset, one - offset], axis=1)
        shapes = (quads - self._origin) * _FACTOR
        self._mark(float(shapes[:, :, 1].min()), float(shapes[:, :, 1].max()))
        for quad in shapes.tolist():
            pygame.draw.polygon(self._large, colour, quad)

    def dotted_upright(self, x: float, top: float, bottom: float, colour: Colour, width: float) -> None:
        """Draw an upright line of dots, three times as far apart as they are wide."""
        side = max(1, round(width * _FACTOR))
        left = round((x - self.rect.x) * _FACTOR - side / 2)
        self._mark((top - self.rect.y) * _FACTOR, (bottom - self.rect.y) * _FACTOR + 2 * side)
        for y in range(round((top - self.rect.y) * _FACTOR), round((bottom - self.rect.y) * _FACTOR), side * 4):
            self._large.fill(colour, (left, y, side, side * 2))

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill a disc."""
        x, y = (centre[0] - self.rect.x) * _FACTOR, (centre[1] - self.rect.y) * _FACTOR
        self._mark(y - radius * _FACTOR, y + radius * _FACTOR)
        pygame.draw.aacircle(self._large, colour, (x, y), radius * _FACTOR)

    def triangle(self, centre: Point, side: float, colour: Colour, *, up: bool) -> None:
        """Draw a small triangle that points up or down."""
        x, y = centre
        h = side * 0.43 * (1 if up else -1)
        self.polygon([(x - side / 2, y + h), (x + side / 2, y + h), (x, y - h)], colour)

    def finish(self) -> None:
        """Put the layer on its surface."""
        first, last = max(0, self._top) // _FACTOR, min(self.rect.h, -(-self._bottom // _FACTOR))
        if last <= first:
            return
        width, height = self._small.get_width(), last - first
        large = self._large.subsurface((0, first * _FACTOR, width * _FACTOR, height * _FACTOR))
        small = self._small.subsurface((0, first, width, height))
        pygame.transform.smoothscale(large, (width, height), small)
        large.fill((0, 0, 0, 0))
        self.target.blit(small, (self.rect.x, self.rect.y + first), special_flags=pygame.BLEND_PREMULTIPLIED)

    def _mark(self, top: float, bottom: float) -> None:
        """Note the rows of the large sheet that a shape covers, with a row to spare on either side."""
        self._top = min(self._top, math.floor(top) - _FACTOR)
        self._bottom = max(self._bottom, math.ceil(bottom) + 1 + _FACTOR)


def _mitres(line: Points) -> Points:
    """Return normals at each point, lengthened at bends so that the line keeps its width; shape (n, 2)."""
    step = np.diff(line, axis=0)
    normal = np.stack([step[:, 1], -step[:, 0]], axis=1) / np.hypot(step[:, 0], step[:, 1])[:, None]
    total = np.vstack([normal[:1], normal]) + np.vstack([normal, normal[-1:]])
    squared = np.maximum((total**2).sum(axis=1), 1e-9)
    mitres: Points = total * np.minimum(2 / squared, _SHARPEST_MITRE)[:, None]
    return mitres


def triangle(surface: pygame.Surface, centre: Point, side: float, colour: Colour, *, up: bool) -> None:
    """Draw a small triangle that points up or down."""
    reach = round(side) + 2
    layer = Layer(surface, Rect(round(centre[0]) - reach, round(centre[1]) - reach, 2 * reach, 2 * reach))
    layer.triangle(centre, side, colour, up=up)
    layer.finish()
