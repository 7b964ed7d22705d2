"""Expressions in events, objectives and tests: what they are, how they are written and what they give.

``criminality(KEN, fauna) > 7.5 and turn >= 3`` is read by :mod:`game.model.expression_parser`, which also settles
that every name exists and every part has the right kind; what is built here can always be evaluated.
"""

import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from game.model.vocabulary import ArgumentKind, ValueKind

Lookup = Callable[[str, tuple[str, ...]], float | bool]


class Operator(StrEnum):
    """The signs and words between two parts."""

    OR = "or"
    AND = "and"
    EQUAL = "=="
    UNEQUAL = "!="
    LESS = "<"
    LESS_EQUAL = "<="
    GREATER = ">"
    GREATER_EQUAL = ">="
    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    DIVIDED_BY = "/"


LOGICAL = frozenset({Operator.OR, Operator.AND})
COMPARING = frozenset(
    {
        Operator.EQUAL,
        Operator.UNEQUAL,
        Operator.LESS,
        Operator.LESS_EQUAL,
        Operator.GREATER,
        Operator.GREATER_EQUAL,
    }
)
# How strongly a part holds together; "not" stands between "and" and comparisons.
BINDING: dict[Operator, int] = {
    Operator.OR: 1,
    Operator.AND: 2,
    **dict.fromkeys(COMPARING, 4),
    Operator.PLUS: 5,
    Operator.MINUS: 5,
    Operator.TIMES: 6,
    Operator.DIVIDED_BY: 6,
}
BINDING_NOT = 3
BINDING_SIGN = 7
BINDING_WHOLE = 8


@dataclass(frozen=True, slots=True)
class Expression:
    """Any expression; ``str`` writes it so that reading it again gives an equal one."""

    @property
    def kind(self) -> ValueKind:
        """Say whether it gives a number or true and false."""
        return ValueKind.NUMBER

    @property
    def binding(self) -> int:
        """Say how strongly it holds together when it is written within another."""
        return BINDING_WHOLE


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A number as written: finite, not negative."""

    value: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.value) and self.value >= 0 and math.copysign(1.0, self.value) > 0):
            raise ValueError(f"{self.value} is no literal: write a minus sign with Negation")

    def __str__(self) -> str:
        if self.value.is_integer() and self.value < 1e15:
            return str(int(self.value))
        return repr(self.value)


@dataclass(frozen=True, slots=True)
class Truth(Expression):
    """``true`` or ``false``."""

    value: bool

    @property
    def kind(self) -> ValueKind:
        """Say that it is true or false."""
        return ValueKind.BOOLEAN

    def __str__(self) -> str:
        return "true" if self.value else "false"


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """A variable such as ``turn``."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A quantity of the game: a function of the vocabulary with the ids it is asked about."""

    function: str
    arguments: tuple[str, ...]
    argument_kinds: tuple[ArgumentKind, ...] = ()
    gives: ValueKind = ValueKind.NUMBER

    @property
    def kind(self) -> ValueKind:
        """Give the kind that the vocabulary declares."""
        return self.gives

    def __str__(self) -> str:
        return f"{self.function}({', '.join(self.arguments)})"


@dataclass(frozen=True, slots=True)
class AtStart(Expression):
    """The same quantity at turn 0."""

    call: Call

    @property
    def kind(self) -> ValueKind:
        """Give the kind of the quantity."""
        return self.call.kind

    def __str__(self) -> str:
        return f"start({self.call})"


@dataclass(frozen=True, slots=True)
class Choice(Expression):
    """``min`` or ``max`` of two or more numbers, or ``abs`` of one."""

    function: str
    operands: tuple[Expression, ...]

    def __str__(self) -> str:
        return f"{self.function}({', '.join(str(operand) for operand in self.operands)})"


@dataclass(frozen=True, slots=True)
class Negation(Expression):
    """A number with a minus sign."""

    operand: Expression

    @property
    def binding(self) -> int:
        """Bind stronger than every sign between two parts."""
        return BINDING_SIGN

    def __str__(self) -> str:
        return f"-{self.operand}" if self.operand.binding >= BINDING_SIGN else f"-({self.operand})"


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """The opposite of true or false."""

    operand: Expression

    @property
    def kind(self) -> ValueKind:
        """Say that it is true or false."""
        return ValueKind.BOOLEAN

    @property
    def binding(self) -> int:
        """Bind weaker than comparisons: ``not a > b`` is ``not (a > b)``."""
        return BINDING_NOT

    def __str__(self) -> str:
        return f"not {self.operand}" if self.operand.binding >= BINDING_NOT else f"not ({self.operand})"


@dataclass(frozen=True, slots=True)
class Joined(Expression):
    """Two parts and the operator between them."""

    operator: Operator
    left: Expression
    right: Expression

    @property
    def kind(self) -> ValueKind:
        """Give a number for arithmetic, true or false for the rest."""
        return ValueKind.BOOLEAN if self.operator in LOGICAL | COMPARING else ValueKind.NUMBER

    @property
    def binding(self) -> int:
        """Bind as the operator does."""
        return BINDING[self.operator]

    def __str__(self) -> str:
        own = self.binding
        # Operators group to the left, comparisons not at all.
        left_fits = self.left.binding > own or (self.left.binding == own and self.operator not in COMPARING)
        left = str(self.left) if left_fits else f"({self.left})"
        right = str(self.right) if self.right.binding > own else f"({self.right})"
        return f"{left} {self.operator.value} {right}"


def evaluate(expression: Expression, now: Lookup, start: Lookup | None = None) -> float | bool:
    """Work an expression out.

    Parameters
    ----------
    expression
        As the parser gave it.
    now
        Gives a quantity by function and ids; a variable by its name and no ids.
    start
        The same at turn 0, for ``start(...)``.

    Returns
    -------
    float or bool
        Always finite: division by zero gives 0, what is no number counts as 0, infinity as the largest float.

    Raises
    ------
    ValueError
        If the expression asks for the start and ``start`` was not given.
    """
    match expression:
        case Joined(operator, left, right):
            value = evaluate(left, now, start)
            # The right part is not looked at where the left one decides.
            if operator in LOGICAL:
                decided = bool(value) is (operator is Operator.OR)
                return bool(value) if decided else bool(evaluate(right, now, start))
            return _COMBINE[operator](float(value), float(evaluate(right, now, start)))
        case Not(operand):
            return not evaluate(operand, now, start)
        case Negation(operand):
            return -float(evaluate(operand, now, start))
        case Choice(function, operands):
            return _CHOICES[function]([float(evaluate(operand, now, start)) for operand in operands])
        case _:
            return _single(expression, now, start)


def _single(expression: Expression, now: Lookup, start: Lookup | None) -> float | bool:
    """Give the value of an expression that holds no other."""
    match expression:
        case Number(value):
            return value
        case Truth(truth):
            return truth
        case Name(name):
            return _finite(now(name, ()))
        case Call(function, arguments):
            return _known(expression, now(function, arguments))
        case AtStart(call):
            if start is None:
                raise ValueError(f"{expression} needs the quantities at the start")
            return _known(call, start(call.function, call.arguments))
        case _:
            raise TypeError(f"{type(expression).__name__} is no expression")


def parts(expression: Expression) -> Iterator[Expression]:
    """Go through an expression and everything in it, in the order it is written."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        match part:
            case AtStart(call):
                waiting.append(call)
            case Choice(_, operands):
                waiting.extend(reversed(operands))
            case Negation(operand) | Not(operand):
                waiting.append(operand)
            case Joined(_, left, right):
                waiting.extend((right, left))


def calls(expression: Expression) -> tuple[Call, ...]:
    """Give every quantity that an expression reads, each once, also those at the start."""
    return tuple(dict.fromkeys(part for part in parts(expression) if isinstance(part, Call)))


def variables(expression: Expression) -> tuple[str, ...]:
    """Give every variable that an expression reads, each once."""
    return tuple(dict.fromkeys(part.name for part in parts(expression) if isinstance(part, Name)))


def _known(call: Expression, value: float | bool) -> float | bool:
    return bool(value) if call.kind is ValueKind.BOOLEAN else _finite(value)


def _finite(value: float) -> float:
    number = float(value)
    if math.isfinite(number):
        return number
    return 0.0 if math.isnan(number) else math.copysign(sys.float_info.max, number)


_CHOICES: dict[str, Callable[[list[float]], float]] = {
    "min": min,
    "max": max,
    "abs": lambda values: abs(values[0]),
}

_COMBINE: dict[Operator, Callable[[float, float], float | bool]] = {
    Operator.EQUAL: lambda left, right: left == right,
    Operator.UNEQUAL: lambda left, right: left != right,
    Operator.LESS: lambda left, right: left < right,
    Operator.LESS_EQUAL: lambda left, right: left <= right,
    Operator.GREATER: lambda left, right: left > right,
    Operator.GREATER_EQUAL: lambda left, right: left >= right,
    Operator.PLUS: lambda left, right: _finite(left + right),
    Operator.MINUS: lambda left, right: _finite(left - right),
    Operator.TIMES: lambda left, right: _finite(left * right),
    Operator.DIVIDED_BY: lambda left, right: _finite(left / right) if right else 0.0,
}
