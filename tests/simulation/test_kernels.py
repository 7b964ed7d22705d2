"""Single kernels against figures worked out by hand."""

import numpy as np
import pytest

from game.simulation.kernels import blend, diminishing, logistic_score
from game.simulation.segments import segment_sum
from game.simulation.shocks import triangular
from game.simulation.workspace import Workspace


def test_without_a_link_the_weaker_end_decides() -> None:
    weak, strong, no_link = np.array([0.1]), np.array([5.0]), np.array([0.0])
    assert blend(weak, strong, no_link)[0] == pytest.approx(2 * 0.5 / 5.1)
    assert blend(weak, strong, no_link)[0] <= 2 * 0.1


def test_an_end_without_effort_stops_nothing_unless_there_is_a_link() -> None:
    none, some = np.array([0.0]), np.array([1.0])
    assert blend(none, some, np.array([0.0]))[0] == 0
    assert blend(none, some, np.array([0.5]))[0] == pytest.approx(1.25 * 0.5 * 0.5)
    assert blend(none, none, np.array([0.9]))[0] == 0


def test_equal_ends_gain_only_the_intelligence_of_a_link() -> None:
    effort = np.array([0.4])
    assert blend(effort, effort, np.array([0.0]))[0] == pytest.approx(0.4)
    assert blend(effort, effort, np.array([0.6]))[0] == pytest.approx(0.4 * 1.3)


def test_half_the_effect_is_reached_at_the_half_amount() -> None:
    amounts = np.array([0.0, 5.0, 15.0, 1e300, -3.0])
    assert diminishing(amounts, np.array([5.0])) == pytest.approx([0, 0.5, 0.75, 1, 0])


def test_doubling_the_activity_multiplies_the_odds_by_two() -> None:
    score = float(logistic_score(np.array([np.log(0.5 / 0.5)]), np.array([2.0]))[0])
    assert score == pytest.approx(1 + 9 * 2 / 3)


@pytest.mark.parametrize("runs", [1, 3, 40])
@pytest.mark.parametrize("entries", [0, 1, 7, 400])
def test_sums_into_segments_are_those_of_a_loop(runs: int, entries: int) -> None:
    random = np.random.default_rng(entries)
    sources, segments = 60, 9
    segment = random.integers(0, segments - 2, entries)  # the last two stay empty
    source = random.integers(0, sources, entries)
    values = random.random((sources + 1, runs))
    values[-1] = 0
    expected = np.zeros((segments, runs))
    for to, of in zip(segment, source, strict=True):
        expected[to] += values[of]
    total = segment_sum(segment, segments, sources, source)
    found = total(values, np.full((segments, runs), np.nan), Workspace(runs))
    assert found == pytest.approx(expected)


def test_a_few_segments_of_very_different_size_are_summed_in_a_few_levels() -> None:
    segment = np.repeat(np.arange(4), [1, 3, 90, 1000])
    total = segment_sum(segment, 4, len(segment))
    assert len(total.levels) <= 4
    values = np.ones((len(segment) + 1, 64))
    values[-1] = 0
    assert total(values, np.empty((4, 64)), Workspace(64))[:, 0] == pytest.approx([1, 3, 90, 1000])


def test_triangular_quantiles_have_their_bounds_and_their_peak() -> None:
    found = triangular(np.array([0.0, 0.25, 1.0]), 1.0, 2.0, 5.0)
    assert found == pytest.approx([1.0, 2.0, 5.0])
    assert triangular(np.array([0.3]), 2.0, 2.0, 2.0) == pytest.approx([2.0])
