"""How the balance report writes figures: as few digits as tell something, a minus sign, never a bare -0."""

import math


def figure(value: float, *, signed: bool = False) -> str:
    """Write a figure with about three digits that count, whole from 100 on."""
    size, digits = abs(value), _digits(value)
    text = f"{size:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if float(text) == 0:
        return "0"
    if value < 0:
        return f"−{text}"
    return f"+{text}" if signed else text


def reached(value: float, *, rises: bool) -> str:
    """Write a figure that is not beyond ``value``: rounded down where more is better, else up."""
    scale = 10.0 ** _digits(value)
    return figure((math.floor if rises else math.ceil)(round(value * scale, 6)) / scale)


def _digits(value: float) -> int:
    size = abs(value)
    return 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3


def of_hundred(value: float) -> str:
    """Write how many of a hundred a share is."""
    return str(round(100 * value))
