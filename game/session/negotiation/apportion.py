"""Whole units split by weights, so that nothing is lost and nothing appears."""

from collections.abc import Mapping
from fractions import Fraction


def apportion(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Return ``total`` whole units split in proportion to ``weights`` (each at least 0).

    Largest remainders, the given order deciding between equal ones; equal parts where all weights are 0.
    """
    if not weights or total <= 0:
        return dict.fromkeys(weights, 0)
    exact = {name: Fraction(max(0.0, weight)) for name, weight in weights.items()}
    whole = sum(exact.values())
    if not whole:
        exact, whole = dict.fromkeys(weights, Fraction(1)), Fraction(len(weights))
    quotas = {name: total * weight / whole for name, weight in exact.items()}
    shares = {name: int(quota) for name, quota in quotas.items()}
    by_remainder = sorted(weights, key=lambda name: shares[name] - quotas[name])
    for name in by_remainder[: total - sum(shares.values())]:
        shares[name] += 1
    return shares
