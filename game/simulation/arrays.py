"""Array types, casting, and the two guards that section 1 of the model's page defines (ratio and logarithm)."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

Floats = NDArray[np.floating[Any]]
Indices = NDArray[np.intp]

ZERO = 1e-12  # at or below, a start counts as zero
FLOOR = 1e-9  # inside logarithms and divisions
MOST = 4.0  # largest ratio to a start
MOST_POACHED = 0.7  # 1/year at the start: a herd that loses half of itself every year does not stand still

_Record = TypeVar("_Record")


def indices(values: object) -> Indices:
    """Return ``values`` as an index array."""
    return np.asarray(values, dtype=np.intp)


def column(values: object) -> Floats:
    """Return ``values`` [n] as a float64 array [n, 1]."""
    return np.asarray(values, dtype=np.float64).reshape(-1, 1)


def log_floor(values: Floats) -> Floats:
    """Return ln(max(values, 1e-9))."""
    logs: Floats = np.log(np.maximum(values, FLOOR))
    return logs


def learn(years: Floats | float, lag: Floats) -> Floats:
    """Return 1 − exp(−years/lag), 1 where the lag is not positive."""
    share: Floats = np.where(lag > 0, -np.expm1(-years / np.where(lag > 0, lag, 1.0)), 1.0)
    return share


def spread(rate: Floats, years: float) -> Floats:
    """Return (1 − exp(−rate · years))/rate, ``years`` where the rate is zero: how long a steady pull counts."""
    return np.where(rate > ZERO, -np.expm1(-rate * years) / np.where(rate > ZERO, rate, 1.0), years)


def clip(values: Floats, low: Floats | float, high: Floats | float) -> Floats:
    """Return ``values`` kept in [low, high]."""
    kept: Floats = np.maximum(values, low)
    return np.minimum(kept, high, out=kept) if type(high) is float else np.minimum(kept, high)


def inverse(start: Floats) -> tuple[Floats, Floats]:
    """Return (factor, offset) such that clip(x · factor + offset, 0, 4) is ratio(x, start)."""
    empty = start <= ZERO
    return np.where(empty, 0.0, 1.0 / np.where(empty, 1.0, start)), np.where(empty, 1.0, 0.0)


def ratio(values: Floats, start: tuple[Floats, Floats]) -> Floats:
    """Return the ratio to a start prepared by :func:`inverse`: 1 where it is zero, else in [0, 4]."""
    factor, offset = start
    out: Floats = values * factor
    out += offset
    np.maximum(out, 0.0, out=out)
    return np.minimum(out, MOST, out=out)


def cast(record: _Record, dtype: DTypeLike) -> _Record:
    """Return a copy of a dataclass whose float arrays, at any depth, have ``dtype``."""
    assert is_dataclass(record)  # noqa: S101 - a wrong call is a defect of ours
    changed = {item.name: _cast_value(getattr(record, item.name), dtype) for item in fields(record) if item.init}
    return replace(record, **changed)  # type: ignore[type-var]


def _cast_value(value: Any, dtype: DTypeLike) -> Any:
    if isinstance(value, np.ndarray):
        return value.astype(dtype) if value.dtype.kind == "f" else value
    if isinstance(value, tuple):
        return tuple(_cast_value(item, dtype) for item in value)
    if isinstance(value, dict):
        return {key: _cast_value(item, dtype) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return cast(value, dtype)
    return value
