"""The backcast: what it may see, what it says, and what it refuses."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.authoring.backcast import EQUAL, LAST, MODEL, Backcast, as_json, compare, divergence
from game.authoring.backcast_case import LAG, Case, Departure, Direction, Named, Shock
from game.authoring.backcast_fit import Fit, fit
from game.authoring.backcast_network import make_course, predict
from game.authoring.backcast_read import read_case, shipped_case
from game.authoring.backcast_text import fitted_lines, given_lines, result_lines
from game.cli.main import main
from game.scenario.diagnostic import ReadingError
from game.scenario.parameters import load_parameters

SMALL = """
title: Two ways
routes: [{id: north}, {id: south}]
detections:
  2000: {north: 60, south: 40}
  2001: {north: 30, south: 70}
  2002: {north: 50, south: 50}
test: [2002]
shocks: [{id: fence, route: north, begins: 2001-01-01, size: fitted}]
route_lag: 0.1
"""


@cache
def shipped() -> Case:
    return read_case(shipped_case())


@cache
def shipped_fit() -> Fit:
    return fit(shipped(), load_parameters())


def small(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "series.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def codes_of(path: Path) -> list[str]:
    with pytest.raises(ReadingError) as caught:
        read_case(path)
    assert all(found.message and found.line for found in caught.value.diagnostics)
    return [found.code for found in caught.value.diagnostics]


def test_the_shipped_series_is_that_of_the_issue_and_each_origin_adds_up_to_its_start() -> None:
    case = shipped()
    assert case.years == (2014, 2015, 2016, 2017, 2018)
    assert case.fitted == ("corridor", "statement", LAG)
    assert [shock.like for shock in case.shocks if shock.id == "memorandum"] == ["statement"]
    together = np.sum([origin.start for origin in case.origins], axis=0)
    np.testing.assert_array_equal(together, case.detections[0])


def test_the_start_is_the_recorded_first_year_and_without_shocks_its_shares_stay() -> None:
    case = replace(shipped(), origins=tuple(replace(origin, swings=False) for origin in shipped().origins))
    course = make_course(case, (), load_parameters())
    shares = predict(course, np.array([[0.6]]), {2015: 1.0, 2016: 1e9})
    np.testing.assert_allclose(shares[:, :, 0], np.repeat(case.shares[:1], 2, axis=0), atol=1e-12)


def test_a_dated_shock_acts_for_its_part_of_a_turn() -> None:
    case = shipped()
    shock = replace(case.shocks[0], begins=2015.125, ends=2015.5, size=1.0, effect=Direction.DEARER)
    one = replace(case, shocks=(shock,), route_lag=1e-9)
    course = make_course(one, one.shocks, load_parameters())
    assert course.fitted == ()
    year = predict(course, np.zeros((0, 1)), {2015: sum(case.detections[0])})
    half = replace(one, shocks=(replace(shock, begins=2015.0, ends=2016.0),))
    whole = predict(
        make_course(half, half.shocks, load_parameters()), np.zeros((0, 1)), {2015: sum(case.detections[0])}
    )
    assert whole[0, 1, 0] < year[0, 1, 0] < case.shares[0, 1]


@pytest.mark.slow  # fits the shipped series, which takes some seconds
def test_the_fit_reaches_the_fitted_years_within_bounds_with_at_most_three_figures() -> None:
    fitted = shipped_fit()
    assert len(fitted.names) == len(fitted.values) == 3
    assert fitted.error < 1.0
    for value, (low, high) in zip(fitted.values, fitted.bounds, strict=True):
        assert low <= value <= high


@pytest.mark.slow  # fits the shipped series, which takes some seconds
def test_no_candidate_near_the_fit_is_better() -> None:
    case, fitted = shipped(), shipped_fit()
    course = make_course(case, [shock for shock in case.shocks if shock.begins < 2017], load_parameters())
    scale = np.array([[1.0, 1.01, 0.99, 1, 1, 1, 1], [1, 1, 1, 1.01, 0.99, 1, 1], [1, 1, 1, 1, 1, 1.05, 1.1]])
    shares = predict(course, fitted.values[:, None] * scale, {year: case.totals[year] for year in (2015, 2016)})
    errors = 100 * np.sqrt(((shares - case.shares[1:3, :, None]) ** 2).mean(axis=(0, 1)))
    assert errors[0] == pytest.approx(fitted.error, abs=1e-9)
    assert errors[0] <= errors.min() + 1e-4


def test_a_small_fit_never_sees_the_test_years(tmp_path: Path) -> None:
    case = read_case(small(tmp_path))
    other = case.detections.copy()
    other[2:] = other[2:, ::-1] * 3 + 1
    fitted, blind = fit(case, load_parameters()), fit(replace(case, detections=other), load_parameters())
    np.testing.assert_array_equal(fitted.values, blind.values)
    np.testing.assert_array_equal(fitted.near, blind.near)


@pytest.mark.slow  # fits the shipped series, which takes some seconds
def test_the_fit_never_sees_the_test_years() -> None:
    case = shipped()
    other = case.detections.copy()
    other[3:] = other[3:] * [3.0, 0.1, 7.0, 40.0]
    memorandum = replace(case.shocks[2], route="western", begins=2018.3)
    blind = replace(case, detections=other, shocks=(*case.shocks[:2], memorandum))
    again = fit(blind, load_parameters())
    np.testing.assert_array_equal(again.values, shipped_fit().values)
    np.testing.assert_array_equal(again.near, shipped_fit().near)


@pytest.mark.slow  # fits the shipped series, which takes some seconds
def test_test_years_with_other_shares_and_the_same_totals_are_predicted_alike() -> None:
    case = shipped()
    other = case.detections.copy()
    other[3:] = other[3:, ::-1]
    parameters = load_parameters()
    once = compare(case, shipped_fit(), parameters)
    again = compare(replace(case, detections=other), shipped_fit(), parameters)
    for one, two in zip(once.tested, again.tested, strict=True):
        np.testing.assert_array_equal(one.shares, two.shares)
        assert one.error != two.error


@pytest.mark.slow  # fits the shipped series, which takes some seconds
def test_the_shock_to_test_takes_the_fitted_size_unchanged() -> None:
    case, parameters = shipped(), load_parameters()
    given = replace(case.shocks[2], like="", size=float(shipped_fit().values[1]))
    same = replace(case, shocks=(*case.shocks[:2], given))
    once, again = compare(case, shipped_fit(), parameters), compare(same, shipped_fit(), parameters)
    np.testing.assert_allclose(once.tested[1].shares, again.tested[1].shares, rtol=1e-12)
    without = replace(case, shocks=case.shocks[:2])
    assert compare(without, shipped_fit(), parameters).tested[0].shares[0] > once.tested[0].shares[0]


@cache
def shipped_result() -> Backcast:
    return compare(shipped(), shipped_fit(), load_parameters())


@pytest.mark.slow  # fits the shipped series, which takes some seconds
def test_shares_add_up_and_naive_forecasts_are_what_they_say() -> None:
    result = shipped_result()
    for item in (*result.fitted, *result.tested, *result.naive):
        assert item.shares.sum() == pytest.approx(1)
        assert np.all(item.low <= item.shares + 1e-12)
        assert np.all(item.shares <= item.high + 1e-12)
    last = next(item for item in result.naive if item.method == LAST and item.year == 2018)
    np.testing.assert_array_equal(last.shares, shipped().shares[3])
    assert last.error == pytest.approx(np.abs(shipped().shares[3] - shipped().shares[4]).mean() * 100)
    equal = next(item for item in result.naive if item.method == EQUAL and item.year == 2017)
    assert set(equal.shares) == {0.25}


def test_divergence_is_zero_for_the_same_and_finite_for_nothing() -> None:
    shares = np.array([0.5, 0.5, 0.0])
    assert divergence(shares, shares) == 0
    assert np.isfinite(divergence(shares, np.array([1.0, 0.0, 0.0])))
    assert divergence(shares, np.array([0.25, 0.5, 0.25])) == pytest.approx(0.5 * np.log(2))


@pytest.mark.slow  # fits the shipped series, which takes some seconds
def test_parameters_are_said_before_the_years_to_test() -> None:
    case = shipped()
    before = "\n".join([*given_lines(case), *fitted_lines(case, shipped_fit())])
    for name, value in zip(shipped_fit().names, shipped_fit().values, strict=True):
        assert re.search(rf"{name} +{value:.3f} ", before)
    assert "17.1 %" not in before
    after = "\n".join(result_lines(shipped_result()))
    assert "17.1 %" in after


@pytest.mark.slow  # fits the shipped series, which takes some seconds
def test_a_lost_comparison_is_said() -> None:
    case = shipped()
    steady = case.detections.copy()
    steady[3:] = steady[2]
    result = compare(replace(case, detections=steady), shipped_fit(), load_parameters())
    assert "last year's shares by 0.0: the model is not better" in "\n".join(result_lines(result))


def test_one_origin_and_one_shock_need_no_more_than_the_smallest_file(tmp_path: Path) -> None:
    case = read_case(small(tmp_path))
    assert case.origins == (Departure("all", "all origins", (60.0, 40.0), swings=False),)
    result = compare(case, fit(case, load_parameters()), load_parameters())
    assert result.fit.names == ("fence",)
    assert result.fit.error < 0.01
    assert result.tested[0].shares[0] < 0.3  # the fence goes on


def test_a_route_that_nobody_took_at_the_start_can_open(tmp_path: Path) -> None:
    changes = (("{north: 60, south: 40}", "{north: 0, south: 40}"), ("size: fitted", "effect: opens, size: fitted"))
    case = read_case(small(tmp_path, *changes))
    fitted = fit(case, load_parameters())
    assert fitted.error < 0.1


def test_figures_by_origin_are_scaled_to_the_recorded_start_and_that_is_said(tmp_path: Path) -> None:
    origins = "origins: [{id: a, start: {north: 1, south: 3}}, {id: b, start: {north: 2}}]"
    case = read_case(small(tmp_path, ("route_lag: 0.1", origins)))
    np.testing.assert_allclose([origin.start for origin in case.origins], [[20, 40], [40, 0]])
    assert any("scaled" in line for line in given_lines(case))
    assert not any("scaled" in line for line in given_lines(shipped()))


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))])
def test_any_series_gives_shares(seed: int) -> None:
    rng = np.random.default_rng(seed)
    routes = tuple(Named(f"r{n}", f"Route {n}") for n in range(rng.integers(2, 7)))
    years = np.floor(10.0 ** rng.uniform(0, 6, (5, len(routes)))) * (rng.random((5, len(routes))) > 0.2)
    years[:, 0] += 1
    start = tuple(float(max(count, 0.5)) for count in years[0])
    halves = tuple(Departure(name, name, tuple(0.5 * count for count in start), name == "b") for name in "ab")
    case = Case(
        title="any",
        sources=(),
        routes=routes,
        origins=halves if seed % 2 else (Departure("all", "all", start, swings=False),),
        shocks=(
            Shock("one", "one", "r0", 2001.3, 2002.9, list(Direction)[seed % 3], None, ""),
            Shock("two", "two", "r1", 2003.0, float("inf"), list(Direction)[seed % 3], None, "one"),
        ),
        fit_years=(2000, 2001, 2002),
        test_years=(2003, 2004),
        detections=years,
        route_lag=None,
        parameters={} if seed % 2 else {"price_elasticity": 0.0},
    )
    result = compare(case, fit(case, load_parameters()), load_parameters())
    for item in (*result.fitted, *result.tested):
        assert item.shares.sum() == pytest.approx(1)
        assert np.isfinite([item.error, item.divergence]).all()
    json.dumps(as_json(result), allow_nan=False)
    assert all(isinstance(line, str) for line in result_lines(result))


@pytest.mark.slow  # fits the shipped series, which takes some seconds
def test_json_has_everything(tmp_path: Path) -> None:
    written = json.loads(json.dumps(as_json(shipped_result()), allow_nan=False))
    assert written["fitted"]["statement"]["value"] == pytest.approx(shipped_fit().values[1])
    methods = {(row["method"], row["year"]) for row in written["test"]}
    assert methods == {(method, year) for method in (MODEL, LAST, EQUAL) for year in (2017, 2018)}
    assert written["test"][0]["routes"]["central"]["recorded"] == pytest.approx(118962 / 184765)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("test: [2002]", "test: [2001]", "E411"),
        ("test: [2002]", "test: [2001, 2002]", "E411"),
        ("2001: {north", "2003: {north", "E411"),
        ("2001: {north", "20x1: {north", "E411"),
        ("{north: 30, south: 70}", "{north: 30}", "E411"),
        ("{north: 30, south: 70}", "{north: 0, south: 0}", "E411"),
        ("{north: 30, south: 70}", "{north: -1, south: 70}", "E205"),
        ("{north: 30, south: 70}", "{north: 30, south: 70, east: 1}", "E301"),
        ("route: north", "route: nort", "E301"),
        ("{id: south}]", "{id: south}, {id: north}]", "E302"),
        ("begins: 2001-01-01", "begins: 2002-05-01", "E412"),
        ("begins: 2001-01-01", "begins: 2001-13-01", "E208"),
        ("begins: 2001-01-01", "begins: 2001-01-01, ends: 2001-01-01", "E412"),
        ("size: fitted", "same_as: fence", "E301"),
        ("size: fitted", "same_as: wall", "E301"),
        ("size: fitted", "size: big", "E208"),
        ("size: fitted", "size: -1", "E319"),
        ("size: fitted", "size: 1", "E412"),
        ("route_lag: 0.1", "route_lag: 99", "E319"),
        ("route_lag: 0.1", "parameters: {interdicton: 2}", "E320"),
        ("route_lag: 0.1", "origins: [{id: a, start: {north: 60, south: 0}}]", "E413"),
        ("route_lag: 0.1", "origins: [{id: a, start: {north: 0}}]", "E413"),
        ("title: Two ways", "titel: Two ways", "E201"),
    ],
)
def test_what_cannot_be_used_is_said_with_a_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert code in codes_of(small(tmp_path, (old, new)))


def test_more_than_three_fitted_figures_are_refused(tmp_path: Path) -> None:
    more = "".join(f", {{id: s{n}, route: south, begins: 2001-0{n}-01, size: fitted}}" for n in (1, 2, 3))
    assert "E412" in codes_of(small(tmp_path, ("size: fitted}]", f"size: fitted}}{more}]")))


def test_the_command_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.json"
    assert main(["backcast", "--data", str(small(tmp_path)), "--json", str(out)]) == 0
    said = capsys.readouterr().out
    assert said.index("fence") < said.index("Years that the fit has not seen")
    assert json.loads(out.read_text(encoding="utf-8"))["title"] == "Two ways"


def test_the_command_refuses_without_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backcast", "--data", str(tmp_path / "none.yaml")]) == 1
    assert main(["backcast", "--data", str(small(tmp_path, ("test: [2002]", "test: [1999]")))]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "E411" in said.err
    assert re.search(r"series\.yaml:8:\d+  E411", said.err)
