"""The ground of the map: water, land, borders, values of jurisdictions. Slow, so it is drawn in a thread.

No text here: fonts are used by the main thread only.
"""

from dataclasses import dataclass

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.canvas.map_atlas import Atlas
from game.client.canvas.projection import MapView, Points
from game.client.canvas.theme import Colour, Theme, contrast, mix

SUPERSAMPLING = 2
_LEAST_POINTS = 3
_MAX_SURFACE = 4096  # beyond this a supersampled map would take over 100 MB; draw it at its own size


@dataclass(frozen=True)
class GroundKey:
    """Everything the ground depends on; equal keys give equal pictures.

    ``fills`` gives (jurisdiction, step of the ramp, or -1 without a value); ``hatched`` the selected ones, ``own`` the
    outlined ones. ``line`` is the width of borders in pixels.
    """

    view: MapView
    theme: Theme
    fills: tuple[tuple[str, int], ...]
    own: tuple[str, ...] = ()
    hatched: tuple[str, ...] = ()
    line: float = 1.0


RAMP_STEPS = 64
_PALEST = 0.16
_LOUD_BORDER = 3.0  # contrast beyond which borders elsewhere are toned down


def ramp_shade(theme: Theme, share: float) -> Colour:
    """Colour of a value at ``share`` in [0, 1] of the ramp, between the steps of the theme."""
    steps = theme.colours.ramp
    # The palest step is nearly that of land without a value.
    at = (_PALEST + (1 - _PALEST) * min(1.0, max(0.0, share))) * (len(steps) - 1)
    low = min(int(at), len(steps) - 2)
    return mix(steps[low], steps[low + 1], at - low)


def scenario_land(theme: Theme) -> Colour:
    """Colour of a jurisdiction of the scenario that has no value."""
    return mix(theme.colours.land, theme.colours.text_muted, 0.25)


def coarsened(pixels: Points) -> NDArray[np.int64]:
    """Whole pixels of a line without repeated ones, shape (n, 2)."""
    whole = np.round(pixels).astype(np.int64)
    keep = np.empty(len(whole), dtype=bool)
    keep[0] = True
    np.any(whole[1:] != whole[:-1], axis=1, out=keep[1:])
    return whole[keep]


class _Painter:
    """Draws the parts of one ground on one (supersampled) surface."""

    def __init__(self, atlas: Atlas, key: GroundKey, factor: int) -> None:
        self.atlas = atlas
        self.key = key
        self.factor = factor
        self.view = key.view.resized(factor)
        self.surface = pygame.Surface(self.view.size)
        self.rings = self._visible_rings()

    def _visible_rings(self) -> list[tuple[int, NDArray[np.int64]]]:
        """Rings that touch the surface, largest first, in pixels; each may appear east and west of the cut."""
        atlas, view = self.atlas, self.view
        shifts = (0.0,) if view.central == 0 else (-360.0, 0.0, 360.0)
        visible: list[tuple[int, NDArray[np.int64]]] = []
        middle = np.array(view.size) / 2
        factor = np.array([view.scale, -view.scale])
        starts = atlas.ring_start[:-1]
        for shift in shifts:
            if view.central == 0:
                pixels = (atlas.ring_plane - np.array(view.centre)) * factor + middle
            else:
                pixels = view.to_pixels(atlas.ring_points + np.array([shift, 0.0]))
            low = np.minimum.reduceat(pixels, starts, axis=0)
            high = np.maximum.reduceat(pixels, starts, axis=0)
            shown = (high > 0).all(axis=1) & (low < view.size).all(axis=1)
            for ring in np.flatnonzero(shown).tolist():
                part = coarsened(pixels[atlas.ring_start[ring] : atlas.ring_start[ring + 1]])
                visible.append((ring, part))
        # A hole comes before what lies in it, which may have the same area.
        visible.sort(key=lambda item: -float(atlas.ring_area[item[0]]) * (1.001 if atlas.ring_hole[item[0]] else 1.0))
        return visible

    def land(self) -> None:
        """Fill all land, jurisdictions of the scenario by value; holes get water, then what lies in them."""
        colours = self.key.theme.colours
        self.surface.fill(colours.water)
        fills = self._fill_colours()
        for ring, points in self.rings:
            row = int(self.atlas.ring_owner[ring])
            colour = colours.water if self.atlas.ring_hole[ring] else fills.get(row, colours.land)
            if len(points) >= _LEAST_POINTS:
                pygame.draw.polygon(self.surface, colour, points.tolist())
            else:
                x, y = points[0].tolist()
                self.surface.fill(colour, (x, y, self.factor, self.factor))

    def _fill_colours(self) -> dict[int, Colour]:
        theme = self.key.theme
        return {
            self.atlas.index[name]: ramp_shade(theme, step / RAMP_STEPS) if step >= 0 else scenario_land(theme)
            for name, step in self.key.fills
            if name in self.atlas.index
        }

    def hatch(self) -> None:
        """Put diagonal lines over the selected jurisdictions."""
        if not self.key.hatched:
            return
        mask = self._mask(self.key.hatched)
        lines = pygame.Surface(self.view.size, pygame.SRCALPHA)
        gap, width = round(8 * self.key.line * self.factor), max(1, round(2 * self.key.line * self.factor))
        height = self.view.size[1]
        colour = self.key.theme.colours.card
        for x in range(-height, self.view.size[0], gap):
            pygame.draw.line(lines, (*colour, 255), (x, height), (x + height, 0), width)
        lines.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        self.surface.blit(lines, (0, 0))

    def _mask(self, names: tuple[str, ...]) -> pygame.Surface:
        rows = {self.atlas.index[name] for name in names if name in self.atlas.index}
        mask = pygame.Surface(self.view.size, pygame.SRCALPHA)
        for ring, points in self.rings:
            if len(points) >= _LEAST_POINTS and int(self.atlas.ring_owner[ring]) in rows:
                colour = (0, 0, 0, 0) if self.atlas.ring_hole[ring] else (255, 255, 255, 255)
                pygame.draw.polygon(mask, colour, points.tolist())
        return mask

    def borders(self) -> None:
        """Draw land borders once each, those in dispute dashed."""
        colours = self.key.theme.colours
        width = max(1, round(self.key.line * self.factor))
        quiet = colours.land_border
        if contrast(quiet, colours.land) > _LOUD_BORDER:
            quiet = mix(quiet, colours.land, 0.55)
        shown = {self.atlas.index[name] for name, _step in self.key.fills if name in self.atlas.index}
        for row, line in self._visible_borders():
            colour = colours.land_border if shown & set(self.atlas.border_pair[row].tolist()) else quiet
            disputed = bool(self.atlas.border_disputed[row])
            for part in dashes(line, 5.0 * width, 3.0 * width) if disputed else [line]:
                if len(part) > 1:
                    pygame.draw.lines(self.surface, colour, False, part.tolist(), width)

    def _visible_borders(self) -> list[tuple[int, NDArray[np.int64]]]:
        atlas = self.atlas
        pixels = self.view.to_pixels(atlas.border_points)
        starts = atlas.border_start[:-1]
        low = np.minimum.reduceat(pixels, starts, axis=0)
        high = np.maximum.reduceat(pixels, starts, axis=0)
        shown = np.flatnonzero((high > 0).all(axis=1) & (low < self.view.size).all(axis=1)).tolist()
        return [(i, coarsened(pixels[atlas.border_start[i] : atlas.border_start[i + 1]])) for i in shown]

    def outlines(self) -> None:
        """Draw the outline of one's own and of the selected jurisdictions."""
        rows = {self.atlas.index[name] for name in (*self.key.own, *self.key.hatched) if name in self.atlas.index}
        width = max(1, round(1.5 * self.key.line * self.factor))
        for ring, points in self.rings:
            if len(points) >= _LEAST_POINTS and int(self.atlas.ring_owner[ring]) in rows:
                outline = points.tolist()
                pygame.draw.lines(self.surface, self.key.theme.colours.text, True, outline, width)


def dashes(line: NDArray[np.int64], dash: float, gap: float) -> list[Points]:
    """Cut a line into dashes of a length in pixels, with gaps between them."""
    steps = np.hypot(*np.diff(line.astype(np.float64), axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    parts = []
    for start in np.arange(0.0, along[-1], dash + gap):
        end = min(start + dash, float(along[-1]))
        at = np.concatenate([[start], along[(along > start) & (along < end)], [end]])
        parts.append(np.stack([np.interp(at, along, line[:, axis]) for axis in (0, 1)], axis=1))
    return parts


def draw_ground(atlas: Atlas, key: GroundKey) -> pygame.Surface:
    """Picture of the ground, of the size of the view."""
    factor = SUPERSAMPLING if max(key.view.size) * SUPERSAMPLING <= _MAX_SURFACE else 1
    painter = _Painter(atlas, key, factor)
    painter.land()
    painter.hatch()
    painter.borders()
    painter.outlines()
    return painter.surface if factor == 1 else pygame.transform.smoothscale(painter.surface, key.view.size)
