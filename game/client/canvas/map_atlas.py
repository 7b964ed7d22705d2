"""The shapes of the world, read from the compiled asset."""

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.client.canvas.projection import Points, project
from game.model.places import assets_folder

_MAP_FOLDER = assets_folder() / "map"
_UNITS_PER_DEGREE = 1000
# Parts of a State at least this large, relative to its largest part, count when a view is fitted to it.
_MAIN_PART_SHARE = 0.3
_LEAST_POINTS = 3


@dataclass(frozen=True, eq=False)
class Atlas:
    """Outlines, land borders and label points; jurisdictions are rows, in the order of ``ids``.

    Axes: point arrays are (point, 2) in degrees; ring ``r`` holds points ``ring_start[r]`` to ``ring_start[r + 1]``.
    """

    ids: tuple[str, ...]
    un_member: NDArray[np.bool_]
    label_point: Points
    ring_points: Points
    ring_start: NDArray[np.int32]
    ring_owner: NDArray[np.int16]
    ring_hole: NDArray[np.bool_]
    border_points: Points
    border_start: NDArray[np.int32]
    border_pair: NDArray[np.int16]
    border_disputed: NDArray[np.bool_]

    @cached_property
    def index(self) -> dict[str, int]:
        """Row of each jurisdiction id."""
        return {name: i for i, name in enumerate(self.ids)}

    @cached_property
    def ring_plane(self) -> Points:
        """Points of all rings on the plane of the projection, shape (point, 2), centred on Greenwich."""
        return project(self.ring_points)

    @cached_property
    def ring_box(self) -> Points:
        """West, south, east and north of each ring in degrees, shape (ring, 4)."""
        starts = self.ring_start[:-1]
        low = np.minimum.reduceat(self.ring_points, starts, axis=0)
        high = np.maximum.reduceat(self.ring_points, starts, axis=0)
        return np.concatenate([low, high], axis=1)

    @cached_property
    def ring_area(self) -> Points:
        """Area of each ring in squared radii of the sphere, shape (ring,)."""
        return np.array([_area(self.ring_plane[a:b]) for a, b in self._ring_spans])

    @cached_property
    def _ring_spans(self) -> list[tuple[int, int]]:
        return list(pairwise(self.ring_start.tolist()))

    def ring(self, ring: int) -> Points:
        """Points of one ring in degrees."""
        start, end = self._ring_spans[ring]
        return self.ring_points[start:end]

    def place(self, jurisdiction: str) -> tuple[float, float] | None:
        """Longitude and latitude of the label point, or None if the atlas does not know the id."""
        row = self.index.get(jurisdiction)
        return None if row is None else (float(self.label_point[row, 0]), float(self.label_point[row, 1]))

    def outline_points(self, jurisdiction: str) -> Points:
        """Points of the main parts of a jurisdiction, to fit a view to; its label point if it has no outline."""
        row = self.index[jurisdiction]
        rings = np.flatnonzero((self.ring_owner == row) & ~self.ring_hole)
        if not len(rings):
            return self.label_point[row : row + 1]
        area = self.ring_area[rings]
        main = rings[area >= _MAIN_PART_SHARE * area.max()]
        return np.concatenate([self.ring(int(r)) for r in main])

    def neighbours(self, jurisdiction: str) -> frozenset[str]:
        """Ids of the jurisdictions with a common land border."""
        row = self.index[jurisdiction]
        pairs = self.border_pair[(self.border_pair == row).any(axis=1)].ravel().tolist()
        return frozenset(self.ids[other] for other in pairs if other != row)

    def at(self, longitude: float, latitude: float) -> str | None:
        """Id of the jurisdiction at a place, or None at sea."""
        box = self.ring_box
        near = (box[:, 0] <= longitude) & (longitude <= box[:, 2]) & (box[:, 1] <= latitude) & (latitude <= box[:, 3])
        found: str | None = None
        smallest = np.inf
        for ring in np.flatnonzero(near & ~self.ring_hole).tolist():
            # Enclaves lie inside the outline of the State around them, so the smallest outline is the right one.
            if self.ring_area[ring] < smallest and contains(self.ring(ring), longitude, latitude):
                found, smallest = self.ids[int(self.ring_owner[ring])], float(self.ring_area[ring])
        return found

    def spread_places(self, jurisdiction: str, count: int) -> list[tuple[float, float]]:
        """Up to ``count`` places inside the largest part, apart from each other and from the label point.

        Used where a scenario names a habitat and its jurisdiction and no coordinates. The same input gives the same
        places.
        """
        kept = self._spread.setdefault((jurisdiction, count), [])
        if not kept:
            kept.extend(self._find_spread(jurisdiction, count))
        return list(kept)

    @cached_property
    def _spread(self) -> dict[tuple[str, int], list[tuple[float, float]]]:
        return {}

    def _find_spread(self, jurisdiction: str, count: int) -> list[tuple[float, float]]:
        row = self.index[jurisdiction]
        rings = np.flatnonzero((self.ring_owner == row) & ~self.ring_hole)
        label = self.label_point[row]
        if not len(rings):
            return [(float(label[0]), float(label[1]))] * count
        ring = int(rings[self.ring_area[rings].argmax()])
        outline = self.ring(ring)
        outline = outline[:: max(1, len(outline) // 300)]
        low, high = outline.min(axis=0), outline.max(axis=0)
        grid = np.stack(np.meshgrid(*np.linspace(low, high, 16).T), axis=-1).reshape(-1, 2)
        inside = np.array([place for place in grid if contains(outline, place[0], place[1])]).reshape(-1, 2)
        if not len(inside):
            return [(float(label[0]), float(label[1]))] * count
        edge = np.array([np.hypot(*(outline - place).T).min() for place in inside])
        taken = [np.asarray(label)]
        for _one in range(count):
            apart = np.min([np.hypot(*(inside - other).T) for other in taken], axis=0)
            taken.append(inside[int(np.minimum(apart, 3 * edge).argmax())])
        return [(float(place[0]), float(place[1])) for place in taken[1:]]


def _area(plane: Points) -> float:
    x, y = plane[:, 0], plane[:, 1]
    return abs(float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2))


def contains(outline: Points, x: float, y: float) -> bool:
    """Whether a point lies inside a ring, by the number of edges that a line to the west crosses."""
    following = np.roll(outline, -1, axis=0)
    spans = (outline[:, 1] > y) != (following[:, 1] > y)
    one, two = outline[spans], following[spans]
    crossing = one[:, 0] + (y - one[:, 1]) * (two[:, 0] - one[:, 0]) / (two[:, 1] - one[:, 1])
    return bool((crossing < x).sum() % 2)


def _unpack(steps: NDArray[np.int32]) -> Points:
    unpacked: Points = np.cumsum(steps, axis=0, dtype=np.int64) / _UNITS_PER_DEGREE
    return unpacked


@lru_cache(maxsize=1)
def load_atlas(folder: Path = _MAP_FOLDER) -> Atlas:
    """Read the compiled asset.

    Raises
    ------
    FileNotFoundError
        If the asset is missing; ``python assets/build/map.py`` builds it.
    """
    with np.load(folder / "world.npz") as asset:
        return Atlas(
            ids=tuple(asset["ids"].tolist()),
            un_member=asset["un_member"],
            label_point=asset["label_point"].astype(np.float64),
            ring_points=_unpack(asset["ring_steps"]),
            ring_start=asset["ring_start"],
            ring_owner=asset["ring_owner"],
            ring_hole=asset["ring_hole"],
            border_points=_unpack(asset["border_steps"]),
            border_start=asset["border_start"],
            border_pair=asset["border_pair"],
            border_disputed=asset["border_disputed"],
        )


@lru_cache(maxsize=1)
def _names(folder: Path) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    return names


def jurisdiction_name(jurisdiction: str, language: str = "en") -> str:
    """Name by ISO 3166 alpha-3 id in one of six languages; English, then the id itself, where there is none."""
    names = _names(_MAP_FOLDER)
    return names.get(language, {}).get(jurisdiction) or names["en"].get(jurisdiction, jurisdiction)
