"""The picture of all bands, drawn twice as large and scaled down so that edges are smooth.

The mode is told by the line (land whole, sea long dashes, air short dashes, online dots), money by a hollow band; the
market by colour, named in the legend.
"""

from dataclasses import dataclass

import numpy as np
import pygame

from game.client.canvas.geometry import Rect
from game.client.canvas.map_bands import NARROWING, BandPath, band_width
from game.client.canvas.map_ground import SUPERSAMPLING
from game.client.canvas.map_scene import Carries, MapScene
from game.client.canvas.projection import Points
from game.client.canvas.theme import Colour, Theme

_IDLE_WIDTH = 1.2


def market_colour(theme: Theme, scene: MapScene, market: str) -> Colour:
    """Colour of a market: the flow colour of the theme first, then those of its series that are not the ramp's hue."""
    series = theme.colours.series
    # The first of the series is the hue of the ramp and of the accent, the third nearly that of the habitats.
    choices = (theme.colours.flow, series[3], series[2], *series[4:])
    return choices[scene.market_row(market) % len(choices)]


@dataclass(frozen=True, eq=False)
class BandStyle:
    """How bands look: theme, scale, and how far the turn is played (flows, and arrows of displacement)."""

    theme: Theme
    scale: float
    flows: float = 1.0
    displacement: float = 1.0


class BandPicture:
    """A transparent picture around all bands; its surfaces are kept, so that playing a turn allocates nothing."""

    def __init__(self) -> None:
        self._large = pygame.Surface((1, 1), pygame.SRCALPHA)
        self._small = pygame.Surface((1, 1), pygame.SRCALPHA)

    def draw(
        self, size: tuple[int, int], scene: MapScene, paths: list[BandPath], displaced: list[BandPath], style: BandStyle
    ) -> tuple[pygame.Surface, Rect]:
        """Draw the bands.

        Returns
        -------
        tuple
            Picture with premultiplied alpha, overwritten by the next call, and where it belongs on the map.
        """
        place = _around([*paths, *displaced], size, style.scale)
        large = (place.w * SUPERSAMPLING, place.h * SUPERSAMPLING)
        if self._large.get_size() != large:
            self._large = pygame.Surface(large, pygame.SRCALPHA)
            self._small = pygame.Surface((place.w, place.h), pygame.SRCALPHA)
        self._large.fill((0, 0, 0, 0))
        pen = _Pen(self._large, place, style)
        widths = [band_width(scene, path.leg, style.flows, style.scale) for path in paths]
        # Wide ones below, so that a thin one is never hidden.
        for row in sorted(range(len(paths)), key=lambda i: -widths[i]):
            pen.band(paths[row], widths[row], market_colour(style.theme, scene, paths[row].leg.market))
        if style.displacement > 0:
            for path in displaced:
                pen.displacement(path)
        pygame.transform.smoothscale(self._large, (place.w, place.h), self._small)
        return self._small, place


def _around(paths: list[BandPath], size: tuple[int, int], scale: float) -> Rect:
    """Part of the map that the bands touch, at least one pixel."""
    if not paths:
        return Rect(0, 0, 1, 1)
    points = np.concatenate([path.points for path in paths])
    margin = 14 * scale
    left, top = np.maximum(np.floor(points.min(axis=0) - margin), 0).astype(int).tolist()
    right, bottom = np.minimum(np.ceil(points.max(axis=0) + margin), size).astype(int).tolist()
    return Rect(left, top, max(1, right - left), max(1, bottom - top))


class _Pen:
    """Draws shapes given in pixels of the map on the large surface."""

    def __init__(self, surface: pygame.Surface, place: Rect, style: BandStyle) -> None:
        self.surface = surface
        self.origin = np.array([place.x, place.y], dtype=np.float64)
        self.style = style
        self.casing = style.theme.colours.water

    def fill(self, shape: Points, colour: Colour) -> None:
        """Fill one polygon."""
        pygame.draw.polygon(self.surface, (*colour, 255), ((shape - self.origin) * SUPERSAMPLING).tolist())

    def band(self, path: BandPath, width: float, colour: Colour) -> None:
        """Draw a leg; without flow it is a line of dots."""
        scale = self.style.scale
        if width <= 0:
            for part in path.dotted.outlines(_IDLE_WIDTH * scale, 0.0):
                self.fill(part, colour)
            return
        tip = _arrowhead(path, (1.1 * width * (1 - NARROWING) + 5 * scale), path.length)
        self.fill(path.whole.outlines(width, NARROWING, 2.2 * scale)[0], self.casing)
        self.fill(_grown(tip, 1.6 * scale), self.casing)
        for part in path.dashed.outlines(width, NARROWING):
            self.fill(part, colour)
        if path.leg.carries is Carries.MONEY and width > 3.5 * scale:
            self.fill(path.whole.outlines(width, NARROWING, -3.0 * scale)[0], self.casing)
        self.fill(tip, colour)

    def displacement(self, path: BandPath) -> None:
        """Draw an arrow from the leg that lost flow to the one that gained it, as far as the turn is played."""
        colour, scale = self.style.theme.colours.text, self.style.scale
        end = path.length * self.style.displacement
        tip = _arrowhead(path, 10.0 * scale, max(end, path.head))
        shown = end - path.head
        parts = path.dotted.outlines(2.4 * scale, 0.0)
        parts = parts[: round(len(parts) * max(0.0, shown) / max(1.0, path.length - path.head))]
        for extra, tone in ((2.4 * scale, self.casing), (0.0, colour)):
            for part in parts:
                self.fill(_grown(part, extra) if extra else part, tone)
        self.fill(_grown(tip, 1.6 * scale), self.casing)
        self.fill(tip, colour)


def _arrowhead(path: BandPath, breadth: float, end: float) -> Points:
    """Triangle that ends at the distance ``end`` of the path, shape (3, 2)."""
    base = np.array(path.at((end - path.head) / path.length))
    tip = np.array(path.at(end / path.length))
    step = tip - base
    normal = np.array([-step[1], step[0]]) / max(1e-9, float(np.hypot(*step)))
    return np.array([base + normal * breadth / 2, tip, base - normal * breadth / 2])


def _grown(shape: Points, by: float) -> Points:
    """Return a small convex shape pushed outwards from its middle by ``by`` pixels at its corners."""
    offset = shape - shape.mean(axis=0)
    length = np.maximum(np.hypot(offset[:, 0], offset[:, 1]), 1e-9)[:, None]
    grown: Points = shape.mean(axis=0) + offset * (length + by * 1.6) / length
    return grown
