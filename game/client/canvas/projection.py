"""An equal-area projection of the world, and views that fit a part of it to a rectangle.

The projection is Equal Earth: B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection",
International Journal of Geographical Information Science 33 (2019), 454-465 (online 2018), equations 1 to 4.
Unit of the plane: radius of the sphere. Longitudes and latitudes are in degrees.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = np.sqrt(3.0) / 2
NEWTON_STEPS = 8
# Latitude of the parametric angle at the pole: sin(theta) = sqrt(3) / 2.
_THETA_POLE = float(np.arcsin(_M))


def _height(theta: Points) -> Points:
    squared = theta * theta
    sixth = squared**3
    return theta * (_A1 + _A2 * squared + sixth * (_A3 + _A4 * squared))


def _slope(theta: Points) -> Points:
    squared = theta * theta
    sixth = squared**3
    return _A1 + 3 * _A2 * squared + sixth * (7 * _A3 + 9 * _A4 * squared)


def project(lonlat: ArrayLike, central: float = 0.0) -> Points:
    """Project points to the plane.

    Parameters
    ----------
    lonlat
        Degrees, shape (..., 2). Longitudes may lie outside [-180, 180]: they are not wrapped, so a ring stays whole.
    central
        Longitude of the central meridian in degrees.

    Returns
    -------
    Points
        Shape (..., 2), x to the east and y to the north, in radii of the sphere.
    """
    at = np.radians(np.asarray(lonlat, dtype=np.float64))
    theta = np.arcsin(_M * np.sin(at[..., 1]))
    x = (at[..., 0] - np.radians(central)) * np.cos(theta) / (_M * _slope(theta))
    return np.stack([x, _height(theta)], axis=-1)


def unproject(plane: ArrayLike, central: float = 0.0) -> Points:
    """Invert :func:`project`; points off the map are pulled to its edge in latitude only. Shape (..., 2), degrees."""
    at = np.asarray(plane, dtype=np.float64)
    y = np.clip(at[..., 1], -_height(np.array(_THETA_POLE)), _height(np.array(_THETA_POLE)))
    theta = y / _A1
    for _step in range(NEWTON_STEPS):
        theta = np.clip(theta - (_height(theta) - y) / _slope(theta), -_THETA_POLE, _THETA_POLE)
    longitude = np.degrees(at[..., 0] * _M * _slope(theta) / np.cos(theta)) + central
    latitude = np.degrees(np.arcsin(np.clip(np.sin(theta) / _M, -1, 1)))
    return np.stack([longitude, latitude], axis=-1)


@dataclass(frozen=True)
class MapView:
    """Which part of the plane fills which size in pixels.

    ``centre`` is in radii, ``scale`` in pixels per radius, ``size`` in pixels, ``central`` in degrees.
    """

    size: tuple[int, int]
    centre: tuple[float, float] = (0.0, 0.0)
    scale: float = 200.0
    central: float = 0.0

    def to_pixels(self, lonlat: ArrayLike) -> Points:
        """Pixels from the top left corner, shape (..., 2), of points in degrees."""
        plane = project(lonlat, self.central)
        middle = np.array(self.size) / 2
        pixels: Points = (plane - np.array(self.centre)) * np.array([self.scale, -self.scale]) + middle
        return pixels

    def to_lonlat(self, pixels: ArrayLike) -> Points:
        """Degrees of pixels, shape (..., 2)."""
        middle = np.array(self.size) / 2
        offset = (np.asarray(pixels, dtype=np.float64) - middle) / np.array([self.scale, -self.scale])
        return unproject(offset + np.array(self.centre), self.central)

    def resized(self, factor: float) -> "MapView":
        """Return the same part of the world at ``factor`` times the size."""
        width, height = self.size
        return MapView((round(width * factor), round(height * factor)), self.centre, self.scale * factor, self.central)


def central_meridian(longitudes: ArrayLike) -> float:
    """Middle of the shortest stretch of longitude that holds all points, in degrees, so no group is torn apart."""
    around = np.sort(np.mod(np.asarray(longitudes, dtype=np.float64).ravel(), 360.0))
    if not len(around):
        return 0.0
    gaps = np.diff(around, append=around[0] + 360)
    widest = int(gaps.argmax())
    start = around[(widest + 1) % len(around)]
    return float((start + (360 - gaps[widest]) / 2 + 180) % 360 - 180)


def fit(
    lonlat: ArrayLike,
    size: tuple[int, int],
    padding: tuple[int, int, int, int] = (0, 0, 0, 0),
    smallest: float = 0.35,
) -> MapView:
    """View that shows all points as large as possible.

    Parameters
    ----------
    lonlat
        Degrees, shape (n, 2); without points the whole world is shown.
    size
        Width and height in pixels.
    padding
        Pixels kept free at the left, top, right and bottom.
    smallest
        Least width and height of the shown part in radii, so one small State does not fill the screen.
    """
    at = np.asarray(lonlat, dtype=np.float64).reshape(-1, 2)
    whole = not len(at)
    if whole:
        at = np.array([[-180, 0], [180, 0], [0, -60], [0, 84]], dtype=np.float64)
    # The map stays centred on Greenwich, as people know it, unless the points straddle the antimeridian.
    middle = 0.0 if whole else central_meridian(at[:, 0])
    wrapped = at.copy()
    wrapped[:, 0] = (at[:, 0] - middle + 180) % 360 - 180 + middle
    straddles = not whole and (wrapped[:, 0].min() < -180 or wrapped[:, 0].max() > 180)
    central = middle if straddles else 0.0
    plane = project(wrapped if straddles else at, central)
    low, high = plane.min(axis=0), plane.max(axis=0)
    span = np.maximum(high - low, smallest)
    left, top, right, bottom = padding
    room = np.maximum(np.array([size[0] - left - right, size[1] - top - bottom], dtype=np.float64), 16)
    scale = float((room / span).min())
    shift = np.array([left - right, bottom - top]) / 2 / scale
    centre = (low + high) / 2 - shift
    return MapView(size, (float(centre[0]), float(centre[1])), scale, central)
