"""Buffers that are kept between turns, so that a batch allocates once."""

import numpy as np
from numpy.typing import DTypeLike

from game.simulation.arrays import Floats


class Workspace:
    """Reusable buffers for one number of runs and one dtype; never shared between threads."""

    def __init__(self, runs: int, dtype: DTypeLike = np.float64) -> None:
        self.runs = runs
        self.dtype = np.dtype(dtype)
        self._buffers: dict[tuple[object, int], Floats] = {}

    def rows(self, key: object, count: int) -> Floats:
        """Return the buffer ``key`` [count, run]; its content is what was left in it, at first zero."""
        buffer = self._buffers.get((key, count))
        if buffer is None:
            buffer = self._buffers[key, count] = np.zeros((count, self.runs), self.dtype)
        return buffer

    def fits(self, runs: int, dtype: DTypeLike) -> bool:
        """Whether the buffers suit a batch."""
        return self.runs == runs and self.dtype == np.dtype(dtype)
