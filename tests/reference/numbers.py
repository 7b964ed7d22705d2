"""Section 1 of the page: the few functions that its equations are written with."""

import math
from collections.abc import Iterable

TINY = 1e-12


def clip(x: float, low: float, high: float) -> float:
    return min(max(x, low), high)


def ln_plus(x: float) -> float:
    return math.log(max(x, 1e-9))


def ratio(x: float, start: float) -> float:
    return 1.0 if start <= TINY else clip(x / start, 0.0, 4.0)


def lost(hazard: float) -> float:
    """Give 1 − exp(−hazard), to the last digit also where the hazard is small."""
    return -math.expm1(-hazard)


def learn(turn_years: float, lag: float) -> float:
    return lost(turn_years / lag) if lag > 0 else 1.0


def mean(values: Iterable[float], of_nothing: float = 0.0) -> float:
    found = list(values)
    return sum(found) / len(found) if found else of_nothing


def softmax(utilities: list[float]) -> list[float]:
    largest = max(utilities)
    weights = [math.exp(utility - largest) for utility in utilities]
    return [weight / sum(weights) for weight in weights]


def logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x >= 0 else math.exp(x) / (1.0 + math.exp(x))


def logit(x: float) -> float:
    return math.log(x / (1.0 - x))
