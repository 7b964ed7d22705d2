"""Sums of rows into segments, the run axis last: the one operation that textbook numpy is slow at.

``np.add.at`` is several times slower than what stands here. Values carry one more row, the last, which is zero: it
fills up the bins of the wide path.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.simulation.arrays import Floats, Indices, indices
from game.simulation.workspace import Workspace

_WIDE = 8  # from this many runs on, bins beat reduceat
_SIZES = (3, 4, 6, 8, 12, 16)
_NEXT = 2.0  # what a bin costs in later levels, in rows


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """Rows gathered into bins of one size: first rows of all bins, then second rows, ...; added plane by plane."""

    gather: Indices
    size: int

    @property
    def bins(self) -> int:
        """Number of sums."""
        return len(self.gather) // self.size


@dataclass(frozen=True, slots=True, eq=False)
class SegmentSum:
    """Adds source rows into segments; a source may enter several segments, or none.

    Build with :func:`segment_sum`. Calling it with ``values`` [sources + 1, run], last row zero, fills ``out``
    [segments, run].
    """

    sources: int
    segments: int
    source: Indices  # of each entry, sorted by segment
    segment: Indices  # of each entry, sorted
    filled: Indices  # segments with at least one entry
    starts: Indices  # first entry of each filled segment
    levels: tuple[_Level, ...]

    def __call__(self, values: Floats, out: Floats, workspace: Workspace) -> Floats:
        """Fill ``out`` with the sums and return it."""
        runs = values.shape[-1]
        if runs == 1:
            out[:, 0] = np.bincount(self.segment, values[self.source, 0], self.segments)
        elif not len(self.filled):
            out.fill(0)
        elif runs < _WIDE:
            rows = np.take(values, self.source, axis=0, mode="clip")
            out.fill(0)
            out[self.filled] = np.add.reduceat(rows, self.starts, axis=0)
        else:
            self._sum_bins(values, out, workspace)
        return out

    def _sum_bins(self, values: Floats, out: Floats, workspace: Workspace) -> None:
        for number, level in enumerate(self.levels):
            gathered = workspace.rows("gathered", len(level.gather))
            np.take(values, level.gather, axis=0, out=gathered, mode="clip")
            last = number == len(self.levels) - 1
            sums = out if last else workspace.rows(("sums", number), level.bins + 1)
            planes = gathered.reshape(level.size, level.bins, workspace.runs)
            np.add.reduce(planes, axis=0, out=sums[: level.bins])
            if not last:
                sums[level.bins] = 0
                values = sums


def segment_sum(
    segment: Sequence[int] | Indices, segments: int, sources: int, source: Sequence[int] | Indices | None = None
) -> SegmentSum:
    """Build the sum of entries into ``segments``.

    Parameters
    ----------
    segment
        Segment of each entry.
    segments
        Number of segments.
    sources
        Number of source rows, without the zero row.
    source
        Source row of each entry; by default entry i is source row i.
    """
    to = indices(segment)
    of = np.arange(len(to), dtype=np.intp) if source is None else indices(source)
    order = np.argsort(to, kind="stable")
    to, of = to[order], of[order]
    filled, starts = np.unique(to, return_index=True)
    return SegmentSum(
        sources=sources,
        segments=segments,
        source=of,
        segment=to,
        filled=indices(filled),
        starts=indices(starts),
        levels=_levels(to, of, segments, sources),
    )


def _levels(segment: Indices, source: Indices, segments: int, zero: int) -> tuple[_Level, ...]:
    """Return gathers that end with one bin for each segment; ``zero`` is the row that pads."""
    levels: list[_Level] = []
    while True:
        counts = np.bincount(segment, minlength=segments)
        most = max(1, int(counts.max(initial=0)))
        costs = {size: float(np.ceil(counts / size).sum() * (size + _NEXT)) for size in _SIZES if size < most}
        best = min(costs, key=lambda size: costs[size], default=most)
        size = most if most * segments <= costs.get(best, np.inf) else best
        bins = np.ones(segments, dtype=np.intp) if size == most else -(-counts // size)
        first = indices(np.cumsum(bins) - bins)
        total = int(bins.sum())
        gather = np.full((size, total), zero, dtype=np.intp)
        position = indices(np.arange(len(segment)) - (np.cumsum(counts) - counts)[segment])
        gather[position % size, first[segment] + position // size] = source
        levels.append(_Level(gather.ravel(), size))
        if size == most:
            return tuple(levels)
        segment = np.repeat(np.arange(segments, dtype=np.intp), bins)
        source, zero = np.arange(len(segment), dtype=np.intp), len(segment)
