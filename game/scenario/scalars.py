"""YAML 1.2 core scalars: what unquoted text means.

Only ``true``, ``false``, ``null``, ``~`` and numbers are more than text: ``NO`` stays Norway and ``12:30`` a time.
"""

import math
import re
from typing import NoReturn

from game.model.text import _
from game.scenario.codes_reading import BAD_NUMBER, LEADING_ZERO

LARGEST_WHOLE = 2**53

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + word: math.inf for sign in ("", "+") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
}
_NOT_A_NUMBER = frozenset({".nan", ".NaN", ".NAN"})
_MAY_BEGIN_A_NUMBER = frozenset("+-.0123456789")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 400


class ScalarError(ValueError):
    """Unquoted text that looks like a number but cannot be used as one."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


def resolve_plain(text: str) -> Scalar:
    """Give the value of unquoted text.

    Raises
    ------
    ScalarError
        For whole numbers with a leading zero, numbers beyond the finite range, and ``.nan``.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _MAY_BEGIN_A_NUMBER:
        return text
    if text in _NOT_A_NUMBER:
        raise ScalarError(BAD_NUMBER, _('".nan" is not a number.'), _("Write a number, or leave the key out."))
    if _WHOLE.fullmatch(text):
        return _whole(text)
    if _DECIMAL.fullmatch(text):
        return _decimal(text)
    for pattern, base in ((_OCTAL, 8), (_HEXADECIMAL, 16)):
        if pattern.fullmatch(text):
            return _within(int(text[2:], base)) if len(text) <= 20 else _too_large()
    return text


def _whole(text: str) -> int:
    digits = text.lstrip("+-")
    if len(digits) > 1 and digits[0] == "0":
        plain = text[: len(text) - len(digits)] + (digits.lstrip("0") or "0")
        raise ScalarError(
            LEADING_ZERO,
            _("{number} begins with 0: some programs read it in base eight, others in base ten.").format(
                number=_clipped(text)
            ),
            _('Write {plain} for the number or "{number}" for a text.').format(
                plain=_clipped(plain), number=_clipped(text)
            ),
        )
    return _within(int(text)) if len(digits) <= 20 else _too_large()


def _decimal(text: str) -> float:
    value = float(text) if len(text) <= _LONGEST_NUMBER else math.inf
    return value if math.isfinite(value) else _too_large()


def _within(value: int) -> int:
    return value if abs(value) <= LARGEST_WHOLE else _too_large()


def _too_large() -> NoReturn:
    raise ScalarError(
        BAD_NUMBER,
        _("This number is too large."),
        _("Choose a larger unit (as in millions), or put quotes around it if it is a text."),
    )


def _clipped(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
