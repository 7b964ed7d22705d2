"""What is wrong with a file, where, and what to do: as text with a caret and as JSON."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from game.model.text import _
from game.scenario.codes import Severity, severity_of
from game.scenario.source import Source, Span

MAX_SHOWN_LINE = 110
MOST_ALIKE = 10  # findings of one code that are told one by one
_MAX_BESIDE_CARET = 60
_MAX_QUOTED = 60
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True)
class Diagnostic:
    """One finding about a file.

    ``line`` and ``column`` count from 1; both are 0 if the finding is about the file as a whole.
    ``excerpt`` is the line as written; ``message`` and ``remedy`` are whole sentences, already translated.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    message: str
    remedy: str = ""
    end_line: int = 0
    end_column: int = 0
    excerpt: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, int, str, str]:
        """Order by place, then severity and code."""
        return (self.file, self.line, self.column, _RANK[self.severity], self.code, self.message)

    def __str__(self) -> str:
        """Write the finding for people: place, code, message, the line with a caret, remedy."""
        file = _printable(self.file)
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        head = f"{place}  {self.code}  {self.message}"
        if not self.line or not self.excerpt.strip():
            return f"{head}\n      {self.remedy}" if self.remedy else head
        shown, start, width = _window(self)
        number = f"{self.line:5d}"
        caret = " " * _cells(shown[:start]) + "^" * max(1, _cells(shown[start : start + width]))
        margin = " " * len(number)
        rows = [head, f"{number} | {_printable(shown)}", f"{margin} | {caret}"]
        if self.remedy and len(self.remedy) <= _MAX_BESIDE_CARET and len(caret) <= _MAX_BESIDE_CARET:
            rows[-1] += f" {self.remedy}"
        elif self.remedy:
            rows.append(f"{margin} | {self.remedy}")
        return "\n".join(rows)

    def as_json(self) -> dict[str, Any]:
        """Give the finding as plain values for JSON."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            # The name of a file may hold bytes that are no text; JSON may not.
            "file": self.file.encode("utf-8", "replace").decode("utf-8"),
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
            "message": self.message,
            "remedy": self.remedy,
            "excerpt": self.excerpt,
        }


class ReadingError(Exception):
    """A file that cannot be used; holds every finding about it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__(as_text(self.diagnostics))


def diagnose(code: str, source: Source, span: Span | None, message: str, remedy: str = "") -> Diagnostic:
    """Make a finding with the registered severity of ``code`` and the excerpt of its line.

    Raises
    ------
    KeyError
        If nobody registered ``code``: every code is documented.
    """
    severity = severity_of(code)
    if span is None:
        return Diagnostic(code, severity, source.file, 0, 0, message, remedy)
    file, line = source.place(span.line)
    return Diagnostic(
        code,
        severity,
        file,
        line,
        span.column,
        message,
        remedy,
        span.end_line - span.line + line,
        span.end_column,
        # A line of half a megabyte helps nobody, least of all as JSON.
        source.line(span.line)[:1000],
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place and drop exact repeats."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda found: found.sort_key))


def gathered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Say a warning or hint that comes up at very many places a few times, and then once with all their lines."""
    found = in_order(diagnostics)
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        if one.severity is not Severity.ERROR:
            alike.setdefault((one.code, one.file), []).append(one)
    instead: dict[Diagnostic, Diagnostic] = {}
    left_out: set[Diagnostic] = set()
    for many in alike.values():
        if len(many) > MOST_ALIKE:
            rest = many[MOST_ALIKE - 1 :]
            lines = ", ".join(str(line) for line in dict.fromkeys(one.line for one in rest[: 2 * MOST_ALIKE]))
            message = _("{message} So it is at {number} places from here on: lines {lines}{more}.")
            more = ", …" if len(rest) > 2 * MOST_ALIKE else ""
            words = message.format(message=rest[0].message, number=len(rest), lines=lines, more=more)
            instead[rest[0]] = replace(rest[0], message=words)
            left_out.update(rest[1:])
    return tuple(instead.get(one, one) for one in found if one not in left_out)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Say whether any finding stops play."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Write findings for people, in order, a blank line between them."""
    return "\n\n".join(str(found) for found in in_order(diagnostics))


def as_json_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Write findings as one JSON array."""
    return json.dumps([found.as_json() for found in in_order(diagnostics)], ensure_ascii=False, indent=2)


def quoted(word: object) -> str:
    """Show a piece of somebody's file inside a sentence: quoted, on one line, clipped, printable."""
    text = _printable(str(word).replace("\n", " "))
    if len(text) > _MAX_QUOTED:
        text = text[: _MAX_QUOTED - 1] + "…"
    return f'"{text}"'


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """Ask about the names that were probably meant; empty without suggestions."""
    if not suggestions:
        return ""
    if len(suggestions) == 1:
        return _("did you mean {name}?").format(name=quoted(suggestions[0]))
    return _("did you mean one of {names}?").format(names=listed(suggestions))


def listed(names: Iterable[str], limit: int = 12) -> str:
    """Write names in quotes with commas, the first ``limit`` of them."""
    every = list(names)
    shown = ", ".join(quoted(name) for name in every[:limit])
    return shown if len(every) <= limit else f"{shown}, …"


def _window(found: Diagnostic) -> tuple[str, int, int]:
    """Cut a long line to the part around the caret: the part, the caret's index in it, its width."""
    start = max(found.column - 1, 0)
    line = found.excerpt
    width = found.end_column - found.column if found.end_line == found.line else len(line) - start
    width = max(1, width)
    if len(line) <= MAX_SHOWN_LINE:
        return line, start, min(width, max(1, len(line) - start))
    first = max(0, min(start - MAX_SHOWN_LINE // 3, len(line) - MAX_SHOWN_LINE))
    part = line[first : first + MAX_SHOWN_LINE]
    return part, start - first, min(width, max(1, len(part) - (start - first)))


def _printable(text: str) -> str:
    """Replace what would move the cursor or hide itself in a terminal."""
    return "".join(" " if char == "\t" else char if char.isprintable() else "�" for char in text)


def _cells(text: str) -> int:
    """Count the terminal columns of ``text``: wide East Asian characters take two, combining marks none."""
    cells = 0
    for char in text:
        if not unicodedata.combining(char):
            cells += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return cells
