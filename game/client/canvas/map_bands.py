"""Legs as curved bands: where they run, how wide they are, which of them lies under the mouse.

A band runs from origin to destination and bends to the left of its direction, so that the two directions
between a pair lie apart. It narrows on its way and ends in an arrowhead.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.client.canvas.map_scene import Carries, LegMark, MapScene, glide
from game.client.canvas.projection import Points

SAMPLES = 49
NARROWING = 0.35  # share of its width that a band loses on its way
_BEND = 0.15
_BEND_STEP = 0.09
_WIDEST = 11.0
_LEAST_WIDTH = 1.8
_MANY_LEGS = 16
_IDLE_PATTERN = (2.0, 5.0)
# Length of dash and gap in design pixels.
_PATTERNS = {"sea": (22.0, 5.0), "air": (9.0, 5.5), "online": (3.0, 4.5)}


@dataclass(frozen=True, eq=False)
class Stretches:
    """A path cut into dashes: points and normals of all dashes, shape (n, 2), with ``start[i]`` where dash i begins."""

    points: Points
    normals: Points
    narrowing: Points
    start: NDArray[np.intp]

    def outlines(self, width: float, narrowing: float, extra: float = 0.0) -> list[Points]:
        """Polygons of all dashes, for a band of ``width`` pixels at its origin."""
        half = ((width * (1 - narrowing * self.narrowing) + extra) / 2)[:, None]
        one, two = self.points + self.normals * half, self.points - self.normals * half
        return [np.concatenate([one[a:b], two[a:b][::-1]]) for a, b in pairwise(self.start.tolist())]


@dataclass(frozen=True, eq=False)
class BandPath:
    """Where a leg runs: points in pixels, shape (SAMPLES, 2), and the distance along it.

    ``head`` is the length of its arrowhead; ``whole``, ``dashed`` and ``dotted`` are the band before it, undivided, in
    the pattern of its mode, and in that of a leg without flow.
    """

    leg: LegMark
    points: Points
    along: Points
    head: float
    whole: Stretches
    dashed: Stretches
    dotted: Stretches

    @property
    def length(self) -> float:
        """Length in pixels."""
        return float(self.along[-1])

    def at(self, share: float) -> tuple[float, float]:
        """Point at a share of the length."""
        where = share * self.length
        return (
            float(np.interp(where, self.along, self.points[:, 0])),
            float(np.interp(where, self.along, self.points[:, 1])),
        )


def band_paths(scene: MapScene, anchors: dict[str, tuple[float, float]], scale: float) -> list[BandPath]:
    """Paths of all legs whose ends have a place, in the order of the scene."""
    seen: dict[tuple[str, str], int] = {}
    paths = []
    for leg in scene.legs:
        if leg.origin == leg.destination or leg.origin not in anchors or leg.destination not in anchors:
            continue
        pair = (leg.origin, leg.destination)
        bend = _BEND + _BEND_STEP * seen.get(pair, 0)
        seen[pair] = seen.get(pair, 0) + 1
        points = _curve(np.array(anchors[leg.origin]), np.array(anchors[leg.destination]), bend, scale)
        widest = max(band_width(scene, leg, t, scale) for t in (0.0, 1.0))
        head = max(7.0 * scale, 1.25 * widest * (1 - NARROWING) + 4 * scale)
        paths.append(_path(leg, points, head, scale))
    return paths


def link_path(leg: LegMark, start: tuple[float, float], end: tuple[float, float], scale: float) -> BandPath:
    """Path between two places that are no jurisdictions, such as the middles of two legs."""
    return _path(leg, _curve(np.array(start), np.array(end), 0.2, scale), 11.0 * scale, scale)


def _curve(start: Points, end: Points, bend: float, scale: float) -> Points:
    """Quadratic Bézier curve, shape (SAMPLES, 2), that stops short of the dots at its ends."""
    step = end - start
    length = max(1.0, float(np.hypot(*step)))
    # Left of the direction on a screen whose y points down.
    normal = np.array([step[1], -step[0]]) / length
    bulge = max(bend * length, min(14.0 * scale, length / 2))
    control = (start + end) / 2 + 2 * normal * bulge
    free = min(8.0 * scale / length, 0.2)
    t = np.linspace(free, 1 - free, SAMPLES)[:, None]
    curve: Points = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    return curve


def _path(leg: LegMark, points: Points, head: float, scale: float) -> BandPath:
    direction = np.gradient(points, axis=0)
    direction /= np.maximum(np.hypot(direction[:, 0], direction[:, 1]), 1e-9)[:, None]
    normals = np.stack([-direction[:, 1], direction[:, 0]], axis=1)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    head = min(head, 0.6 * float(along[-1]))
    line = (points, normals, along)
    end = float(along[-1]) - head
    # A hollow band needs both its edges, so money is never dashed.
    pattern = None if leg.carries is Carries.MONEY else _PATTERNS.get(leg.mode)
    whole = _stretches(line, end, None, scale)
    dashed = whole if pattern is None else _stretches(line, end, pattern, scale)
    return BandPath(leg, points, along, head, whole, dashed, _stretches(line, end, _IDLE_PATTERN, scale))


def _stretches(
    line: tuple[Points, Points, Points], end: float, pattern: tuple[float, float] | None, scale: float
) -> Stretches:
    """Cut a line of (points, normals, distances) into dashes up to the distance ``end``."""
    points, normals, along = line
    spans = [(0.0, end)]
    if pattern is not None:
        dash, gap = pattern[0] * scale, pattern[1] * scale
        count = max(1, round((end + gap) / (dash + gap)))
        dash = max(1.0, (end + gap) / count - gap)
        spans = [(i * (dash + gap), i * (dash + gap) + dash) for i in range(count)]
    at = [np.concatenate([[a], along[(along > a + 0.5) & (along < b - 0.5)], [b]]) for a, b in spans]
    every = np.concatenate(at)
    return Stretches(
        np.stack([np.interp(every, along, points[:, i]) for i in (0, 1)], axis=1),
        np.stack([np.interp(every, along, normals[:, i]) for i in (0, 1)], axis=1),
        every / max(float(along[-1]), 1e-9),
        np.concatenate([[0], np.cumsum([len(part) for part in at])]).astype(np.intp),
    )


def band_width(scene: MapScene, leg: LegMark, progress: float, scale: float) -> float:
    """Width in pixels at the origin: proportional to the flow, among legs of the same market; 0 without a flow."""
    largest = scene.largest_flow(leg.market)
    flow = glide(leg.before, leg.after, progress)
    if largest <= 0 or flow <= 1e-3 * largest:
        return 0.0
    # Many legs on one map are drawn finer, or they would hide it.
    widest = _WIDEST * min(1.0, (_MANY_LEGS / max(1, len(scene.legs))) ** 0.5)
    return float(max(_LEAST_WIDTH, widest * flow / largest) * scale)


def nearest_leg(
    paths: list[BandPath], position: tuple[float, float], widths: list[float], reach: float
) -> LegMark | None:
    """Leg under a position in pixels, or None if none is within ``reach`` of its edge."""
    best: tuple[float, LegMark] | None = None
    for path, width in zip(paths, widths, strict=True):
        distance = _distance(path.points, np.array(position, dtype=np.float64)) - width / 2
        if distance <= reach and (best is None or distance < best[0]):
            best = (distance, path.leg)
    return None if best is None else best[1]


def _distance(line: Points, at: Points) -> float:
    """Distance from a point to a line of straight pieces."""
    start, step = line[:-1], np.diff(line, axis=0)
    share = np.clip(((at - start) * step).sum(axis=1) / np.maximum((step**2).sum(axis=1), 1e-9), 0, 1)
    return float(np.hypot(*(at - start - share[:, None] * step).T).min())


def occupied(paths: list[BandPath], widths: list[float]) -> NDArray[np.float64]:
    """Points along all bands with the width there, shape (n, 3): where a label would lie on a band."""
    if not paths:
        return np.zeros((0, 3))
    return np.concatenate(
        [np.column_stack([path.points, np.full(SAMPLES, max(w, 1.0))]) for path, w in zip(paths, widths, strict=True)]
    )
