"""Fits the model to the first years of a recorded series and predicts the others (docs/backcast.md)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from game.authoring.backcast_case import Case, fields_of
from game.authoring.backcast_fit import Fit, fit
from game.authoring.backcast_network import TURN_YEARS, make_course, predict
from game.model.parameters import Parameters
from game.simulation.arrays import Floats

_FLOOR = 1e-6  # share below which the divergence does not look


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Shares of one year by one method, with its errors against the record.

    ``low`` and ``high`` [route] are the range over the sizes that fit about as well; those of a naive forecast are
    the forecast itself.
    """

    method: str
    year: int
    shares: Floats
    low: Floats
    high: Floats
    error: float  # mean absolute error [percentage points]
    divergence: float  # Kullback-Leibler, recorded against predicted [nats]


@dataclass(frozen=True, slots=True, eq=False)
class Backcast:
    """Everything that a backcast says."""

    case: Case
    fit: Fit
    fitted: tuple[Forecast, ...]  # the model in the years it was fitted on
    tested: tuple[Forecast, ...]  # the model in the years to test
    naive: tuple[Forecast, ...]  # last year's shares, then equal shares, in the years to test

    def mean_error(self, method: str) -> float:
        """Return the mean over the years to test of a method's error [percentage points]."""
        return float(np.mean([item.error for item in (*self.tested, *self.naive) if item.method == method]))


MODEL, LAST, EQUAL = "model", "last year's", "equal"


def run_backcast(case: Case, parameters: Parameters) -> Backcast:
    """Fit, predict, and compare."""
    return compare(case, fit(case, parameters), parameters)


def compare(case: Case, fitted: Fit, parameters: Parameters) -> Backcast:
    """Predict all years after the start with what was fitted, and set them beside the record and naive forecasts."""
    course = make_course(case, case.shocks, parameters)
    totals = {year: total for year, total in case.totals.items() if year > case.fit_years[0]}
    every = np.concatenate([fitted.values[:, None], fitted.near], axis=1)
    shares = predict(course, every, totals)
    recorded = dict(zip(case.years, case.shares, strict=True))
    forecasts = [_forecast(MODEL, year, rows, recorded[year]) for year, rows in zip(totals, shares, strict=True)]
    even = np.full((len(case.routes), 1), 1 / len(case.routes))
    naive = [_forecast(LAST, year, recorded[year - 1][:, None], recorded[year]) for year in case.test_years]
    naive += [_forecast(EQUAL, year, even, recorded[year]) for year in case.test_years]
    seen = len(case.fit_years) - 1
    return Backcast(case, fitted, tuple(forecasts[:seen]), tuple(forecasts[seen:]), tuple(naive))


def _forecast(method: str, year: int, shares: Floats, recorded: Floats) -> Forecast:
    """Measure one forecast; ``shares`` [route, candidate], the first candidate is the forecast."""
    best = shares[:, 0]
    return Forecast(
        method=method,
        year=year,
        shares=best,
        low=shares.min(axis=1),
        high=shares.max(axis=1),
        error=float(np.abs(best - recorded).mean() * 100),
        divergence=divergence(recorded, best),
    )


def divergence(recorded: Floats, predicted: Floats) -> float:
    """Return the Kullback-Leibler divergence of predicted from recorded shares [nats]; tiny shares are floored."""
    there = recorded > 0
    ratio = recorded[there] / np.maximum(predicted[there], _FLOOR)
    return float((recorded[there] * np.log(ratio)).sum())


def as_json(result: Backcast) -> dict[str, Any]:
    """Return a backcast as plain values."""
    case, routes = result.case, [route.id for route in result.case.routes]
    recorded = dict(zip(case.years, case.shares, strict=True))

    def row(item: Forecast) -> dict[str, Any]:
        rows = {"share": item.shares, "low": item.low, "high": item.high, "recorded": recorded[item.year]}
        return {
            "method": item.method,
            "year": item.year,
            "routes": {
                route: {name: float(values[place]) for name, values in rows.items()}
                for place, route in enumerate(routes)
            },
            "mean_absolute_error_points": item.error,
            "kullback_leibler_nats": item.divergence,
        }

    return {
        **fields_of(case),
        "turn_years": TURN_YEARS,
        "start": {
            origin.id: {
                "name": origin.name,
                "swings": origin.swings,
                **dict(zip(routes, origin.start, strict=True)),
            }
            for origin in case.origins
        },
        "fitted": {
            name: {"value": float(value), "low": low, "high": high}
            for name, value, (low, high) in zip(result.fit.names, result.fit.values, result.fit.bounds, strict=True)
        },
        "held": {name: float(value) for name, value in case.parameters.items()},
        "fit_error_points": result.fit.error,
        "candidates_tried": result.fit.tried,
        "candidates_near": int(result.fit.near.shape[1]),
        "fit": [row(item) for item in result.fitted],
        "test": [row(item) for item in (*result.tested, *result.naive)],
        "mean_error_points": {method: result.mean_error(method) for method in (MODEL, LAST, EQUAL)},
    }
