"""Sums of rows into segments, the run axis last: the one operation that textbook numpy is slow at.

``np.add.at`` is several times slower than what stands here. Values carry one more row, the last, which is zero: it
fills the bins of the wide path.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.simulation.arrays import Floats, Indices
from game.simulation.workspace import Workspace

_BIN = 8  # rows that are summed by one vectorised reduction
_WIDE = 32  # from this many runs on, bins beat reduceat


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
    binned: Indices  # source of each place in the bins, padded with the zero row
    bin_starts: Indices  # first bin of each filled segment

    def __call__(self, values: Floats, out: Floats, workspace: Workspace) -> Floats:
        """Fill ``out`` with the sums and return it."""
        runs = values.shape[-1]
        if runs == 1:
            out[:, 0] = np.bincount(self.segment, values[self.source, 0], self.segments)
            return out
        if not len(self.filled):
            out.fill(0)
            return out
        if runs < _WIDE:
            rows, starts = np.take(values, self.source, axis=0, mode="clip"), self.starts
        else:
            rows, starts = self._sum_bins(values, workspace), self.bin_starts
        if len(self.filled) == self.segments:
            return np.add.reduceat(rows, starts, axis=0, out=out)
        out.fill(0)
        out[self.filled] = np.add.reduceat(rows, starts, axis=0)
        return out

    def _sum_bins(self, values: Floats, workspace: Workspace) -> Floats:
        places = len(self.binned)
        gathered = workspace.rows("bins", places)
        sums = workspace.rows(("bin sums", id(self)), places // _BIN)
        np.take(values, self.binned, axis=0, out=gathered, mode="clip")
        return np.add.reduce(gathered.reshape(-1, _BIN, workspace.runs), axis=1, out=sums)


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
    to = np.asarray(segment, dtype=np.intp)
    of = np.arange(len(to), dtype=np.intp) if source is None else np.asarray(source, dtype=np.intp)
    order = np.argsort(to, kind="stable")
    to, of = to[order], of[order]
    filled, starts, counts = np.unique(to, return_index=True, return_counts=True)
    bins = -(-counts // _BIN)
    bin_starts = np.concatenate(([0], np.cumsum(bins)[:-1])) if len(bins) else np.zeros(0)
    binned = np.full(int(bins.sum()) * _BIN, sources, dtype=np.intp)
    for start, count, first in zip(starts, counts, bin_starts, strict=True):
        place = int(first) * _BIN
        binned[place : place + count] = of[start : start + count]
    return SegmentSum(
        sources=sources,
        segments=segments,
        source=of,
        segment=to,
        filled=filled.astype(np.intp),
        starts=starts.astype(np.intp),
        binned=binned,
        bin_starts=bin_starts.astype(np.intp),
    )
