"""Round ticks, and labels that are moved apart."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.canvas.chart_scale import (
    Scale,
    every_that_fits,
    nice_step,
    nice_ticks,
    spread_apart,
    tick_decimals,
    tick_text,
)


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 9))
def test_ticks_enclose_the_values_and_are_few(low: float, spread: float, most: int) -> None:
    ticks = nice_ticks(low, low + spread, most)
    slack = 1e-6 * max(abs(low), spread)
    assert ticks[0] <= low + slack
    assert ticks[-1] >= low + spread - slack
    assert 2 <= len(ticks) <= most + 2


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 10, (0, 2, 4, 6, 8, 10)),
        (5.3, 6.9, (5.0, 5.5, 6.0, 6.5, 7.0)),
        (11400, 12100, (11400, 11600, 11800, 12000, 12200)),
    ],
)
def test_ticks_are_round(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert nice_ticks(low, high, 6) == expected


def test_equal_and_missing_values_have_ticks() -> None:
    assert nice_ticks(3, 3)[0] < 3 < nice_ticks(3, 3)[-1]
    assert nice_ticks(0, 0)[0] < 0 < nice_ticks(0, 0)[-1]
    assert nice_ticks(math.nan, 3) == (0, 1)
    assert nice_ticks(0, math.inf) == (0, 1)
    assert nice_step(0, 5) == 1


def test_tick_labels_have_as_many_decimals_as_they_need() -> None:
    assert tick_decimals((0, 0.5, 1)) == 1
    assert tick_text((0, 2500, 5000))(2500) == "2\u202f500"
    assert tick_text((-1, 0, 1))(-1) == "\u22121"
    assert tick_text((0.25, 0.5))(0.5) == "0.50"


@given(st.floats(-50, 50), st.floats(1, 50), st.floats(-30, 90))
def test_a_scale_leads_back(low: float, spread: float, value: float) -> None:
    scale = Scale(low, low + spread, 300, 20)
    assert scale.value(scale.at(value)) == pytest.approx(value, abs=1e-6)
    assert Scale(1, 1, 0, 10).at(1) == 5
    assert Scale(1, 2, 5, 5).value(5) == 1


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(5, 30)), min_size=1, max_size=8))
def test_labels_are_moved_apart_and_stay_inside(labels: list[tuple[float, float]]) -> None:
    wanted, sizes = [at for at, _size in labels], [size for _at, size in labels]
    placed = spread_apart(wanted, sizes, 0, 300)
    order = sorted(range(len(labels)), key=lambda i: placed[i])
    for one, two in pairwise(order):
        assert placed[one] + sizes[one] / 2 <= placed[two] - sizes[two] / 2 + 1e-6
    assert all(at - size / 2 >= -1e-6 and at + size / 2 <= 300 + 1e-6 for at, size in zip(placed, sizes, strict=True))


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread_apart([10, 50, 90], [18, 18, 18], 0, 100) == [10, 50, 90]
    assert spread_apart([50, 50], [20, 20], 0, 100) == [40, 60]
    assert spread_apart([], [], 0, 100) == []


def test_labels_of_the_time_axis_are_thinned_out() -> None:
    assert every_that_fits([30] * 10, 1000, 10) == 1
    assert every_that_fits([30] * 10, 200, 10) == 2
    assert every_that_fits([], 200, 10) == 1
