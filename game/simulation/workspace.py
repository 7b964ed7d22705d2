"""Buffers that are kept between turns, so that a batch allocates once."""

import numpy as np
from numpy.typing import DTypeLike

from game.simulation.arrays import Floats


class Workspace:
    """Reusable buffers for one number of runs and one dtype; never shared between threads.

    ``recycle``: large arrays of a new world are buffers too, two in turn; for whoever keeps no world longer than the
    next turn.
    """

    def __init__(self, runs: int, dtype: DTypeLike = np.float64, *, recycle: bool = False) -> None:
        self.runs = runs
        self.recycle = recycle
        self._side: dict[object, int] = {}
        self.dtype = np.dtype(dtype)
        self.kept: dict[object, object] = {}  # what users cut out of the buffers, to cut it once
        self._buffers: dict[object, Floats] = {}

    def rows(self, key: object, count: int) -> Floats:
        """Return the first ``count`` rows of the buffer ``key`` [count, run]; their content is what was left there."""
        buffer = self._buffers.get(key)
        if buffer is None or len(buffer) < count:
            buffer = self._buffers[key] = np.zeros((count, self.runs), self.dtype)
        return buffer[:count]

    def result(self, key: object, count: int) -> Floats:
        """Return an array [count, run] for a new world, with any content."""
        if not self.recycle:
            return np.empty((count, self.runs), self.dtype)
        side = self._side[key] = 1 - self._side.get(key, 0)
        return self.rows((key, side), count)

    def fits(self, runs: int, dtype: DTypeLike) -> bool:
        """Whether the buffers suit a batch."""
        return self.runs == runs and self.dtype == np.dtype(dtype)
