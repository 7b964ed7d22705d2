"""Axes: round numbers for ticks, and where a value lies in pixels."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``low`` to ``high`` on pixels from ``start`` to ``end``, which is the smaller one on upright axes."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Pixel of a value."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def value(self, pixel: float) -> float:
        """Value at a pixel."""
        if self.end == self.start:
            return self.low
        return self.low + (pixel - self.start) / (self.end - self.start) * (self.high - self.low)


def nice_step(spread: float, most: int) -> float:
    """Smallest of 1, 2, 2.5 and 5 times a power of ten that divides ``spread`` into at most ``most`` steps."""
    if spread <= 0 or not math.isfinite(spread):
        return 1.0
    least = spread / max(1, most)
    power = 10.0 ** math.floor(math.log10(least))
    return next((step * power for step in _STEPS if step * power >= least * (1 - 1e-9)), 10 * power)


def nice_ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Round numbers that enclose ``low`` and ``high``, evenly spaced, about ``most`` of them.

    Infinite and missing values give the ticks 0 and 1, so that a chart of nonsense still draws.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return (0.0, 1.0)
    low, high = min(low, high), max(low, high)
    if high - low < 1e-12 * max(1.0, abs(high)):
        margin = abs(high) * 0.1 or 1.0
        low, high = low - margin, high + margin
    step = nice_step(high - low, max(1, most - 1))
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return tuple(round(i * step, 12) for i in range(first, last + 1))


def tick_decimals(ticks: Sequence[float]) -> int:
    """Decimals that tell neighbouring ticks apart."""
    for decimals in range(6):
        if all(abs(round(tick, decimals) - tick) < 1e-9 * max(1.0, abs(tick)) for tick in ticks):
            return decimals
    return 6


def tick_text(ticks: Sequence[float]) -> Callable[[float], str]:
    """Writer of tick labels with as many decimals as they need and thousands set apart."""
    decimals = tick_decimals(ticks)

    def write(value: float) -> str:
        return f"{value:,.{decimals}f}".replace(",", "\u202f").replace("-", "\u2212")

    return write


def every_that_fits(widths: Sequence[int], room: float, gap: int) -> int:
    """Take each how-many-th label so that labels of these ``widths`` stand ``gap`` pixels apart in ``room``."""
    if not widths:
        return 1
    widest = max(widths) + gap
    return max(1, math.ceil(widest * len(widths) / max(1.0, room)))


def spread_apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Shift labels along a line so that none overlap, each as near to where it is ``wanted`` as the others allow.

    All numbers are pixels; ``wanted`` and the result are middles. Without room for all they run over the end.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # Groups of touching labels: (indices, middle of the group, height of the group).
    groups: list[tuple[list[int], float, float]] = []
    for index in order:
        groups.append(([index], wanted[index], sizes[index]))
        while len(groups) > 1 and groups[-2][1] + groups[-2][2] / 2 > groups[-1][1] - groups[-1][2] / 2:
            upper, lower = groups[-2], groups[-1]
            members = [*upper[0], *lower[0]]
            groups[-2:] = [(members, _group_middle(members, wanted, sizes), upper[2] + lower[2])]
        middle, size = groups[-1][1], groups[-1][2]
        groups[-1] = (groups[-1][0], min(max(middle, low + size / 2), max(high - size / 2, low + size / 2)), size)
        while len(groups) > 1 and groups[-2][1] + groups[-2][2] / 2 > groups[-1][1] - groups[-1][2] / 2 + 1e-9:
            upper, lower = groups[-2], groups[-1]
            size = upper[2] + lower[2]
            middle = _group_middle([*upper[0], *lower[0]], wanted, sizes)
            middle = min(max(middle, low + size / 2), max(high - size / 2, low + size / 2))
            groups[-2:] = [([*upper[0], *lower[0]], middle, size)]
    placed = [0.0] * len(wanted)
    for members, middle, size in groups:
        at = middle - size / 2
        for index in members:
            placed[index] = at + sizes[index] / 2
            at += sizes[index]
    return placed


def _group_middle(members: Sequence[int], wanted: Sequence[float], sizes: Sequence[float]) -> float:
    """Middle of a stack that lies as near as possible to where its members want to be."""
    total = sum(sizes[i] for i in members)
    offset = 0.0
    shifts = []
    for i in members:
        shifts.append(wanted[i] - (offset + sizes[i] / 2))
        offset += sizes[i]
    return sum(shifts) / len(shifts) + total / 2
