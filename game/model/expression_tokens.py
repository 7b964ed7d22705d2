"""Expressions cut into numbers, words and signs, each with its place."""

import re
from enum import StrEnum
from typing import NamedTuple

from game.model.text import _

MAX_CHARACTERS = 2_000
MAX_TOKENS = 500


class Fault(StrEnum):
    """What sort of thing is wrong with an expression."""

    SYNTAX = "syntax"
    NAME = "name"
    KIND = "kind"
    LIMIT = "limit"


class ExpressionError(ValueError):
    """An expression that cannot be used; ``start`` and ``end`` are indices into its text."""

    def __init__(self, fault: Fault, message: str, remedy: str, start: int, end: int) -> None:
        super().__init__(message)
        self.fault = fault
        self.message = message
        self.remedy = remedy
        self.start = start
        self.end = max(end, start + 1)

    @property
    def column(self) -> int:
        """Give the first column of the fault, from 1."""
        return self.start + 1


class TokenKind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"
    END = "end"


class Token(NamedTuple):
    """A piece of an expression, with indices into its text."""

    kind: TokenKind
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<sign>==|!=|<=|>=|[-+*/<>(),])"
)
_BLANK = re.compile(r"\s*")
# What people write who know other notations.
_INSTEAD = {
    "=": "==",
    "&": "and",
    "|": "or",
    "!": "not",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "÷": "/",
    ":": "/",
}


def tokens(text: str) -> list[Token]:
    """Cut an expression into tokens; the last one is the end.

    Raises
    ------
    ExpressionError
        For text beyond 2,000 characters or 500 tokens, and characters that expressions do not use.
    """
    if len(text) > MAX_CHARACTERS:
        message = _("The expression has more than {number} characters.").format(number=f"{MAX_CHARACTERS:,}")
        raise ExpressionError(Fault.LIMIT, message, _("Split it over several events or objectives."), 0, 1)
    found: list[Token] = []
    at = _skip_blank(text, 0)
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unwanted(text, at)
        kind = TokenKind(str(match.lastgroup))
        if (
            kind is TokenKind.NUMBER
            and match.end() < len(text)
            and (text[match.end()] in "._" or text[match.end()].isalnum())
        ):
            message = _("This number runs into other characters.")
            raise ExpressionError(Fault.SYNTAX, message, _("Write a number as in 7 or 7.5."), at, match.end() + 1)
        found.append(Token(kind, match.group(), at, match.end()))
        if len(found) > MAX_TOKENS:
            message = _("The expression has more than {number} parts.").format(number=MAX_TOKENS)
            raise ExpressionError(
                Fault.LIMIT, message, _("Split it over several events or objectives."), at, match.end()
            )
        at = _skip_blank(text, match.end())
    end = len(text.rstrip())
    return [*found, Token(TokenKind.END, "", end, end)]


def _skip_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _unwanted(text: str, at: int) -> ExpressionError:
    """Explain a character that expressions do not use."""
    character = text[at]
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    message = _('Expressions do not use "{character}".').format(character=shown)
    if character in _INSTEAD:
        remedy = _('Write "{sign}".').format(sign=_INSTEAD[character])
    elif character == "%":
        remedy = _("Write a share as a number: 0.4 for 40 %.")
    elif character in "“”„‘’‚«»":
        remedy = _('Delete it, or type the plain ".')
    elif character in "\"'`":
        remedy = _("Names stand without quotes.")
    elif character in "[]{}":
        remedy = _("Use round brackets.")
    else:
        remedy = _("Delete it.")
    width = 2 if text[at : at + 2] in {"&&", "||"} else 1
    return ExpressionError(Fault.SYNTAX, message, remedy, at, at + width)
