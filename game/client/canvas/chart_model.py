"""What charts show, as frozen values; no pixels, no pygame."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from game.client.canvas.map_scene import plain_number


class World(StrEnum):
    """Which projection a series is."""

    ALONE = "alone"  # others do nothing new
    TOGETHER = "together"  # everybody keeps their pledges


@dataclass(frozen=True, slots=True)
class BandPoint:
    """One point of a projection: ``time`` on the axis, and the values that are low, likely and high."""

    time: float
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Projection:
    """A world: its name as written at the end of its line, and its points in order of time."""

    world: World
    name: str
    points: tuple[BandPoint, ...]


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """Something that happened or will, marked on the time axis."""

    time: float
    text: str


def plain_time(time: float) -> str:
    """Write a time as a whole number."""
    return f"{time:.0f}"


@dataclass(frozen=True)
class LineChart:
    """History of an index and its projection in up to two worlds.

    ``unit`` is written beside the title. ``times`` are the steps that may be labelled on the axis. ``low`` and ``high``
    fix the ends of the value axis, else it fits the values. ``history`` holds (time, value).
    """

    title: str
    unit: str
    history: tuple[tuple[float, float], ...] = ()
    projections: tuple[Projection, ...] = ()
    events: tuple[ChartEvent, ...] = ()
    times: tuple[float, ...] = ()
    low: float | None = None
    high: float | None = None
    value_text: Callable[[float], str] = field(default=plain_number)
    time_text: Callable[[float], str] = field(default=plain_time)

    def steps(self) -> tuple[float, ...]:
        """Every time with a value, in order, once."""
        found = {time for time, _value in self.history}
        found |= {point.time for projection in self.projections for point in projection.points}
        return tuple(sorted(found))

    def values(self) -> list[float]:
        """Every finite value, to fit the axis to."""
        found = [value for _time, value in self.history]
        for projection in self.projections:
            for point in projection.points:
                found += [point.low, point.likely, point.high]
        return [value for value in found if math.isfinite(value)]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What a chart shows at one time, for readers of a table: series and value as text; a range where there is one."""

    time: str
    series: str
    value: str
    low: str = ""
    high: str = ""


def value_rows(chart: LineChart, history_name: str) -> tuple[ValueRow, ...]:
    """Return every value of a chart in order of time, so that it can be read without seeing it."""
    rows: list[tuple[float, ValueRow]] = [
        (time, ValueRow(chart.time_text(time), history_name, chart.value_text(value))) for time, value in chart.history
    ]
    for projection in chart.projections:
        for p in projection.points:
            low, likely, high = (chart.value_text(value) for value in (p.low, p.likely, p.high))
            rows.append((p.time, ValueRow(chart.time_text(p.time), projection.name, likely, low, high)))
    return tuple(row for _time, row in sorted(rows, key=lambda item: item[0]))


@dataclass(frozen=True, slots=True)
class ReceiptPart:
    """One contribution to a change, in the unit of the index."""

    name: str
    change: float


@dataclass(frozen=True)
class ReceiptChart:
    """How an index came from ``before`` to ``after``; the parts sum to the change.

    ``lower_is_better`` chooses the word beside each change; None where neither direction is good.
    """

    title: str
    unit: str
    before: float
    after: float
    parts: tuple[ReceiptPart, ...]
    lower_is_better: bool | None = True
    before_name: str = ""
    after_name: str = ""
    value_text: Callable[[float], str] = field(default=plain_number)


@dataclass(frozen=True)
class CourseChart:
    """Course of one index over the game, for a small chart.

    Without ``low`` and ``high`` the axis fits the values, but spans ``least`` or more: what hardly moves looks like it.
    """

    title: str
    unit: str
    values: tuple[float, ...]
    lower_is_better: bool | None = True
    low: float | None = None
    high: float | None = None
    value_text: Callable[[float], str] = field(default=plain_number)
    least: float = 0.0


@dataclass(frozen=True)
class Gauge:
    """A score from ``low`` to ``high`` with a line to reach; the texts explain the ends and the line."""

    value: float
    line: float | None
    low_text: str
    high_text: str
    line_text: str = ""
    low: float = 0.0
    high: float = 100.0
    value_text: Callable[[float], str] = field(default=plain_time)
