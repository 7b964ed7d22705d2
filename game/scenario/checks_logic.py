"""What a condition can ever be: true, false or both, over all that the game may bring."""

import math
from collections.abc import Container
from dataclasses import dataclass

from game.model.expression import (
    COMPARING,
    AtStart,
    Call,
    Choice,
    Expression,
    Joined,
    Name,
    Negation,
    Not,
    Number,
    Operator,
    Truth,
)
from game.model.vocabulary import FUNCTIONS

Interval = tuple[float, float]
_ANY: Interval = (-math.inf, math.inf)
_SCORES = frozenset({"criminality", "world_criminality", "resilience", "world_resilience"})
_SHARES = frozenset({"corruption", "seized_share", "pike", "clean_share", "trust", "delivered_share"})


def can_hold(
    expression: Expression, turns: int, start_year: float, turn_years: float, flags: Container[str] | None = None
) -> bool:
    """Say whether ``expression`` can be true at any turn from 0 to ``turns``.

    ``flags`` are those that can ever be set; None: any.
    """
    return any(
        True in _truth(expression, _Moment(float(turn), start_year + turn * turn_years, flags))
        for turn in range(turns + 1)
    )


@dataclass(frozen=True, slots=True)
class _Moment:
    turn: float
    year: float
    flags: Container[str] | None

    def value(self, name: str) -> float | None:
        """Give what a variable is at this moment."""
        return {"turn": self.turn, "year": self.year}.get(name)


def _truth(expression: Expression, moment: _Moment) -> frozenset[bool]:
    """Give the truth values that are possible at one moment."""
    both = frozenset({True, False})
    match expression:
        case Truth(value):
            return frozenset({value})
        case Call("flag", (name,)) if moment.flags is not None and name not in moment.flags:
            return frozenset({False})
        case Not(operand):
            return frozenset(not value for value in _truth(operand, moment))
        case Joined(Operator.AND, left, right):
            pairs = [(a, b) for a in _truth(left, moment) for b in _truth(right, moment)]
            return frozenset(a and b for a, b in pairs)
        case Joined(Operator.OR, left, right):
            pairs = [(a, b) for a in _truth(left, moment) for b in _truth(right, moment)]
            return frozenset(a or b for a, b in pairs)
        case Joined(operator, left, right) if operator in COMPARING:
            return _compared(operator, _range(left, moment), _range(right, moment))
        case _:
            return both


def _compared(operator: Operator, left: Interval, right: Interval) -> frozenset[bool]:
    low, high = left[0] - right[1], left[1] - right[0]
    match operator:
        case Operator.LESS:
            possible = (low < 0, high >= 0)
        case Operator.LESS_EQUAL:
            possible = (low <= 0, high > 0)
        case Operator.GREATER:
            possible = (high > 0, low <= 0)
        case Operator.GREATER_EQUAL:
            possible = (high >= 0, low < 0)
        case Operator.EQUAL:
            possible = (low <= 0 <= high, not low == high == 0)
        case _:
            possible = (not low == high == 0, low <= 0 <= high)
    return frozenset(value for value, may in zip((True, False), possible, strict=True) if may)


def _range(expression: Expression, moment: _Moment) -> Interval:
    """Give the least and the largest value that are possible at one moment."""
    match expression:
        case Number(value):
            return value, value
        case Name(name):
            known = moment.value(name)
            return _ANY if known is None else (known, known)
        case Call(function, _) | AtStart(Call(function, _)):
            return _range_of_function(function)
        case Negation(operand):
            low, high = _range(operand, moment)
            return -high, -low
        case Choice(function, operands):
            return _chosen(function, [_range(operand, moment) for operand in operands])
        case Joined(operator, left, right):
            return _joined(operator, _range(left, moment), _range(right, moment))
        case _:
            return _ANY


def _range_of_function(function: str) -> Interval:
    if function in _SCORES:
        return 1.0, 10.0
    if function in _SHARES:
        return 0.0, 1.0
    return (0.0, math.inf) if function in FUNCTIONS else _ANY


def _chosen(function: str, ranges: list[Interval]) -> Interval:
    if function == "abs":
        low, high = ranges[0]
        nearest = 0.0 if low <= 0 <= high else min(abs(low), abs(high))
        return nearest, max(abs(low), abs(high))
    pick = min if function == "min" else max
    return pick(low for low, _ in ranges), pick(high for _, high in ranges)


def _joined(operator: Operator, left: Interval, right: Interval) -> Interval:
    match operator:
        case Operator.PLUS:
            return left[0] + right[0], left[1] + right[1]
        case Operator.MINUS:
            return left[0] - right[1], left[1] - right[0]
        case Operator.TIMES:
            products = [_product(a, b) for a in left for b in right]
            return min(products), max(products)
        case Operator.DIVIDED_BY if right[0] == right[1] != 0 and math.isfinite(right[0]):
            quotients = [a / right[0] for a in left]
            return min(quotients), max(quotients)
        case _:
            return _ANY


def _product(left: float, right: float) -> float:
    return 0.0 if 0.0 in (left, right) else left * right
