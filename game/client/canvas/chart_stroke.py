"""Smooth lines and areas drawn straight on the target: a filled shape whose outline is anti-aliased."""

from collections.abc import Sequence

import numpy as np
import pygame

from game.client.canvas.projection import Points
from game.client.canvas.theme import Colour

Point = tuple[float, float]
_SHARPEST_MITRE = 2.0


def stroke(surface: pygame.Surface, points: Sequence[Point], colour: Colour, width: float) -> None:
    """Draw a line of ``width`` pixels through ``points`` with mitred joints."""
    if len(points) < 2:
        return
    line = np.asarray(points, dtype=np.float64)
    keep = np.concatenate([[True], np.abs(np.diff(line, axis=0)).max(axis=1) > 1e-6])
    line = line[keep]
    if len(line) < 2:
        return
    half = max(0.0, (width - 1) / 2)
    offset = _mitres(line) * half
    one, two = line + offset, line - offset
    outline = [*one.tolist(), *two[::-1].tolist()]
    if half >= 0.75:
        pygame.draw.polygon(surface, colour, outline)
    pygame.draw.aalines(surface, colour, half > 0, outline if half > 0 else line.tolist())


def _mitres(line: Points) -> Points:
    """Normals at each point, lengthened at bends so that the line keeps its width; shape (n, 2)."""
    step = np.diff(line, axis=0)
    normal = np.stack([step[:, 1], -step[:, 0]], axis=1) / np.hypot(step[:, 0], step[:, 1])[:, None]
    before, after = np.vstack([normal[:1], normal]), np.vstack([normal, normal[-1:]])
    total = before + after
    squared = np.maximum((total**2).sum(axis=1), 1e-9)
    mitres: Points = total * np.minimum(2 / squared, _SHARPEST_MITRE)[:, None]
    return mitres


def area(surface: pygame.Surface, upper: Sequence[Point], lower: Sequence[Point], colour: Colour) -> None:
    """Fill between two lines with the same direction; edges are smooth."""
    # Pixels are filled whole: half a pixel less, and the smooth edges make up for it.
    inner = [(x, y + 0.6) for x, y in upper] + [(x, y - 0.6) for x, y in reversed(lower)]
    pygame.draw.polygon(surface, colour, inner)
    pygame.draw.aalines(surface, colour, False, upper)
    pygame.draw.aalines(surface, colour, False, lower)


def triangle(surface: pygame.Surface, centre: Point, side: float, colour: Colour, *, up: bool) -> None:
    """Draw a small triangle that points up or down."""
    x, y = centre
    h = side * 0.43 * (-1 if up else 1)
    shape = [(x - side / 2, y - h), (x + side / 2, y - h), (x, y + h)]
    pygame.draw.polygon(surface, colour, shape)
    pygame.draw.aalines(surface, colour, True, shape)


def dashed(points: Sequence[Point], dash: float, gap: float) -> list[list[Point]]:
    """Cut a line of straight pieces into dashes; lengths in pixels."""
    if len(points) < 2:
        return []
    line = np.array(points, dtype=np.float64)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    parts = []
    for start in np.arange(0.0, along[-1], dash + gap).tolist():
        end = min(start + dash, float(along[-1]))
        at = np.concatenate([[start], along[(along > start) & (along < end)], [end]])
        part = np.column_stack([np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])])
        parts.append([(float(x), float(y)) for x, y in part])
    return parts
