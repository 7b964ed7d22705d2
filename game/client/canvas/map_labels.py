"""Finding places for labels where they hide neither one another nor what they name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.canvas.geometry import Rect

# Directions around an anchor, best first: right, left, above, below, then the corners.
_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_ROUNDS = 3
# Distances tried, in heights of the label, and what it costs to go on to the next direction or distance.
_AWAY = (0.0, 0.6, 1.2, 2.4, 3.6, 5.0)
_RANK_COST = 3.0
_RING_COST = 34.0
_BAND_COST = 2.0
_CROSSING_COST = 45.0


@dataclass(frozen=True, slots=True)
class LabelWish:
    """A label looking for a place.

    ``sizes`` are widths and heights of its forms in pixels, the fullest first; ``shortening`` is what a shorter form
    costs, compared with standing further away. ``reach`` is the radius of the dot it stands at. ``centred`` labels may
    lie on their anchor. Lower ``rank`` is placed first. A place that costs more than ``worth`` is not taken.
    """

    anchor: tuple[float, float]
    sizes: tuple[tuple[int, int], ...]
    reach: float = 0.0
    rank: int = 0
    centred: bool = False
    shortening: float = 85.0
    worth: float = 1e9


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """Where a label came to lie, which of its forms fits, and whether it is so far off that it needs a line."""

    rect: Rect
    form: int
    leader: bool


def place_labels(
    wishes: Sequence[LabelWish], frame: Rect, obstacles: Sequence[Rect], bands: NDArray[np.float64], gap: int
) -> list[PlacedLabel | None]:
    """Place labels in ``frame``; one that fits nowhere in any form is left out (None), since hovering tells it too.

    ``bands`` has shape (n, 3): points that are better kept free and the width there, all in pixels.
    """
    placed: list[PlacedLabel | None] = [None] * len(wishes)
    order = sorted(range(len(wishes)), key=lambda row: wishes[row].rank)
    bands = bands[::2]
    offers = [[_offers(wish, size, frame, bands, gap) for size in wish.sizes] for wish in wishes]
    blocked = [pygame.Rect(rect).inflate(gap, gap) for rect in obstacles]
    for turn in range(_ROUNDS):
        for row in order:
            others = [pygame.Rect(p.rect).inflate(gap, gap) for i, p in enumerate(placed) if p is not None and i != row]
            best = _best(wishes[row], offers[row], blocked, others, gap)
            # A later round only looks for something better, and never takes a label away.
            if best is not None or turn == 0:
                placed[row] = best
    return placed


def _best(
    wish: LabelWish,
    offers: list[list[tuple[float, Rect]]],
    blocked: list[pygame.Rect],
    labels: list[pygame.Rect],
    gap: int,
) -> PlacedLabel | None:
    """Find the cheapest free place over all forms, counting what a leader would cross; None if none is worth it."""
    best, least = None, wish.worth
    for form, candidates in enumerate(offers):
        for price, rect in candidates:
            cost = price + form * wish.shortening
            if cost >= least:
                break
            box = pygame.Rect(rect)
            if box.collidelist(labels) >= 0 or box.collidelist(blocked) >= 0:
                continue
            leader = _distance(rect, wish.anchor) > wish.reach + 2 * gap + 4
            if leader:
                line = (wish.anchor, nearest_point(rect, wish.anchor))
                cost += _CROSSING_COST * sum(1 for other in labels if other.clipline(*line))
            if cost < least:
                best, least = PlacedLabel(rect, form, leader), cost
    return best


def _offers(
    wish: LabelWish, size: tuple[int, int], frame: Rect, bands: NDArray[np.float64], gap: int
) -> list[tuple[float, Rect]]:
    """Places inside the frame, cheapest first."""
    inside = [(rect, cost) for rect, cost in _candidates(wish, size, gap) if frame.encloses(rect)]
    crossed = _crossed([rect for rect, _cost in inside], bands)
    return sorted((cost + more, rect) for (rect, cost), more in zip(inside, crossed, strict=True))


def _candidates(wish: LabelWish, size: tuple[int, int], gap: int) -> list[tuple[Rect, float]]:
    w, h = size
    x, y = wish.anchor
    found: list[tuple[Rect, float]] = []
    if wish.centred:
        found.append((Rect(round(x - w / 2), round(y - h / 2), w, h), 0.0))
    for ring, away in enumerate(_AWAY):
        off = wish.reach + gap + away * h
        for rank, (dx, dy) in enumerate(_DIRECTIONS):
            across = off if dy == 0 else off * 0.7
            left = x + dx * across - (w if dx < 0 else w / 2 if dx == 0 else 0)
            down = off if dx == 0 else off * 0.7
            top = y + dy * down - (h if dy < 0 else h / 2 if dy == 0 else 0)
            cost = rank * _RANK_COST + ring * _RING_COST + (5.0 if wish.centred else 0.0)
            found.append((Rect(round(left), round(top), w, h), cost))
    return found


def _crossed(rects: list[Rect], bands: NDArray[np.float64]) -> list[float]:
    """Cost of the bands under each label: their widths, summed over the points of them that it would hide."""
    if not rects or not len(bands):
        return [0.0] * len(rects)
    left, top, w, h = np.array(rects, dtype=np.float64).T[:, :, None]
    pad = bands[:, 2] / 2 + 1
    across = np.abs(bands[:, 0] - (left + w / 2)) < w / 2 + pad
    down = np.abs(bands[:, 1] - (top + h / 2)) < h / 2 + pad
    costs: list[float] = ((across & down) @ (4.0 + bands[:, 2]) * _BAND_COST).tolist()
    return costs


def nearest_point(rect: Rect, to: tuple[float, float]) -> tuple[float, float]:
    """Point of a rectangle that is nearest to another point."""
    return min(max(to[0], rect.x), rect.right), min(max(to[1], rect.y), rect.bottom)


def _distance(rect: Rect, anchor: tuple[float, float]) -> float:
    x, y = nearest_point(rect, anchor)
    return float(np.hypot(x - anchor[0], y - anchor[1]))
