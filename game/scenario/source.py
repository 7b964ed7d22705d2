"""The text of one file, with lines and places in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A stretch of a file; lines and columns count from 1, in characters; the end is the first column after it."""

    line: int
    column: int
    end_line: int
    end_column: int

    def lower(self, lines: int) -> "Span":
        """Give the same stretch that many lines further down."""
        return Span(self.line + lines, self.column, self.end_line + lines, self.end_column)


@dataclass(frozen=True)
class Source:
    """The name of a file as users know it, and its text.

    ``below`` is the file that this one extends: its lines follow those of this one, so that a line number alone says
    in which of the files something stands. :meth:`place` tells them apart again.
    """

    file: str
    text: str = ""
    below: "Source | None" = None

    @cached_property
    def own_lines(self) -> Sequence[str]:
        """The text by lines, without line ends."""
        return tuple(_LINE_BREAK.split(self.text))

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of this file and of those that it extends."""
        return self.own_lines if self.below is None else (*self.own_lines, *self.below.lines)

    def place(self, line: int) -> tuple[str, int]:
        """Give the file in which a line stands, and its number there."""
        if self.below is None or line <= len(self.own_lines):
            return self.file, line
        return self.below.place(line - len(self.own_lines))

    def line(self, number: int) -> str:
        """Give one line of the text, counted from 1, or nothing if there is no such line."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def span_at(self, offset: int, length: int = 1) -> Span:
        """Give the place of ``length`` characters on one line, from an index into the text."""
        line, start = 1, 0
        for found in _LINE_BREAK.finditer(self.text, 0, offset):
            line, start = line + 1, found.end()
        column = offset - start + 1
        return Span(line, column, line, column + length)

    def inside(self, value: Span, text: str, start: int, end: int) -> Span:
        """Give the place of ``text[start:end]`` where ``text`` is the scalar at ``value``.

        Exact for plain and quoted text on one line; else the whole scalar, since folding and escapes move characters.
        """
        if value.line != value.end_line:
            return value
        written = self.line(value.line)[value.column - 1 : value.end_column - 1]
        for quotes in (0, 1):
            if written[quotes : len(written) - quotes] == text:
                first = value.column + quotes
                return Span(value.line, first + start, value.line, first + max(end, start + 1))
        return value
