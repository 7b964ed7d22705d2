"""Fits the sizes of shocks to the first years of a recorded series; knows nothing of the years to test."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.authoring.backcast_case import LAG, Case, Direction
from game.authoring.backcast_network import Course, make_course, predict
from game.model.parameters import Parameters
from game.simulation.arrays import Floats

#: Where each kind of figure is looked for: utility (cost) of a crossing, effort at both its ends, years.
BOUNDS = {
    Direction.OPENS: (0.0, 12.0),
    Direction.CLOSES: (0.0, 4.0),
    Direction.DEARER: (0.0, 12.0),
    LAG: (0.05, 2.0),
}
NEAR = 0.1  # percentage points of error by which a candidate may be worse than the best and still be called near
_GRID = (41, 17, 9)  # points of the first grid for one, two and three figures
_STARTS = 3  # best points of the grid that are improved
_STEPS = 120
_MOST_NEAR = 400
_MOVES = np.array([1.0, 2.0, 0.5, -0.5])  # reflect, expand, contract outside and inside


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """What was fitted: names, values, root mean squared error [percentage points], and candidates that are near."""

    names: tuple[str, ...]
    values: Floats
    error: float
    near: Floats  # [name, candidate]
    bounds: tuple[tuple[float, float], ...]
    tried: int


def fit(case: Case, parameters: Parameters) -> Fit:
    """Fit a case on its first years.

    Only these enter: the start, the shocks that begin before the last fitted year ends, and totals and shares of the
    fitted years.
    """
    last = case.fit_years[-1] + 1
    course = make_course(case, [shock for shock in case.shocks if shock.begins < last], parameters)
    years = case.fit_years[1:]
    totals = {year: case.totals[year] for year in years}
    recorded = case.shares[1 : 1 + len(years), :, None]

    def error(candidates: Floats) -> Floats:
        difference = predict(course, candidates, totals) - recorded
        squared: Floats = np.sqrt((difference**2).mean(axis=(0, 1))) * 100
        return squared

    return _search(error, course)


def _search(error: Callable[[Floats], Floats], course: Course) -> Fit:
    """Try a grid, then improve its best points by the simplex of Nelder and Mead (1965)."""
    bounds = tuple(_bounds(name, course) for name in course.fitted)
    lows, highs = np.array(bounds).T
    points = _GRID[min(len(bounds), len(_GRID)) - 1]
    # Square roots spread the grid towards small figures, where a step means more.
    steps = np.linspace(0, 1, points) ** 2
    unit = np.array(list(itertools.product(steps, repeat=len(bounds)))).T
    grid = lows[:, None] + unit * (highs - lows)[:, None]
    errors = error(grid)
    tried, values = [grid], [errors]
    for row in np.argsort(errors, kind="stable")[:_STARTS]:
        walked, walked_errors = _simplex(error, grid[:, row], lows, highs)
        tried.append(walked)
        values.append(walked_errors)
    every, all_errors = np.concatenate(tried, axis=1), np.concatenate(values)
    best = int(all_errors.argmin())
    near = np.flatnonzero(all_errors <= all_errors[best] + NEAR)
    near = near[np.unique(np.linspace(0, len(near) - 1, _MOST_NEAR).astype(int))]
    return Fit(
        names=course.fitted,
        values=every[:, best],
        error=float(all_errors[best]),
        near=every[:, near],
        bounds=bounds,
        tried=every.shape[1],
    )


def _bounds(name: str, course: Course) -> tuple[float, float]:
    if name == LAG:
        return BOUNDS[LAG]
    return BOUNDS[next(shock.effect for shock in course.shocks if shock.id == name)]


def _simplex(error: Callable[[Floats], Floats], start: Floats, lows: Floats, highs: Floats) -> tuple[Floats, Floats]:
    """Walk downhill from ``start`` within bounds; return all points [name, point] and their errors."""
    size = len(start)
    # One more corner a figure, a twentieth of its range away, on the side where there is room.
    stretch = (highs - lows) / 20
    corners = np.repeat(start[:, None], size + 1, axis=1)
    for row in range(size):
        corners[row, row + 1] += stretch[row] if start[row] + stretch[row] <= highs[row] else -stretch[row]
    errors = error(corners)
    seen, seen_errors = [corners.copy()], [errors.copy()]
    for _step in range(_STEPS):
        order = np.argsort(errors, kind="stable")
        corners, errors = corners[:, order], errors[order]
        if np.ptp(errors) < 1e-7 and np.all(np.ptp(corners, axis=1) < 1e-5 * (highs - lows)):
            break
        centre, worst = corners[:, :-1].mean(axis=1), corners[:, -1]
        # All four places a step may want are looked at together: runs side by side cost little.
        moved = centre[:, None] + (centre - worst)[:, None] * _MOVES
        moved = np.clip(moved, lows[:, None], highs[:, None])
        values = error(moved)
        seen.append(moved)
        seen_errors.append(values)
        choice = _choose(values, errors)
        if values[choice] < errors[-1]:
            corners[:, -1], errors[-1] = moved[:, choice], values[choice]
            continue
        corners[:, 1:] = (corners[:, 1:] + corners[:, :1]) / 2
        errors[1:] = error(corners[:, 1:])
        seen.append(corners[:, 1:].copy())
        seen_errors.append(errors[1:].copy())
    return np.concatenate(seen, axis=1), np.concatenate(seen_errors)


def _choose(values: Floats, errors: Floats) -> int:
    """Return which of the four moves the rules of Nelder and Mead take; ``errors`` of the corners in order."""
    reflected, expanded, outside, inside = range(len(_MOVES))
    if values[reflected] < errors[0]:
        return expanded if values[expanded] < values[reflected] else reflected
    if values[reflected] < errors[-2]:
        return reflected
    return outside if values[reflected] < errors[-1] else inside
