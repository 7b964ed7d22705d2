"""What is wrong with a scenario, in words and with the line it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.model.text import _, ngettext
from game.scenario.codes import Severity
from game.scenario.diagnostic import Diagnostic

_BEFORE, _MARKED, _AFTER = 56, 44, 56  # characters kept of a long line


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; ``marked`` is the part of the line that it is about, between ``before`` and ``after``."""

    kind: str
    code: str
    tone: str
    icon: str
    place: str
    message: str
    remedy: str
    line: int = 0
    before: str = ""
    marked: str = ""
    after: str = ""

    @property
    def has_excerpt(self) -> bool:
        """Whether there is a line to show."""
        return bool(self.line and (self.before + self.marked + self.after).strip())


def findings(diagnostics: Sequence[Diagnostic], file: str = "") -> tuple[Finding, ...]:
    """Return every finding, those that stop play first; where one is not about ``file``, its place says so."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
    return tuple(_finding(found, file) for found in sorted(diagnostics, key=lambda found: order[found.severity]))


def count_words(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many findings there are, in words."""
    errors = sum(found.severity is Severity.ERROR for found in diagnostics)
    others = len(diagnostics) - errors
    must = ngettext(
        "{count} problem stops it from being played.", "{count} problems stop it from being played.", errors
    ).format(count=errors)
    if not others:
        return must
    also = ngettext("There is {count} hint besides.", "There are {count} hints besides.", others).format(count=others)
    return _("{first} {second}").format(first=must, second=also)


def _finding(found: Diagnostic, file: str) -> Finding:
    kind, tone, icon = {
        Severity.ERROR: (_("Error"), "danger", "circle-alert"),
        Severity.WARNING: (_("Warning"), "warning", "triangle-alert"),
        Severity.HINT: (_("Hint"), "text_muted", "lightbulb"),
    }[found.severity]
    place = _("Line {line}, column {column}").format(line=found.line, column=found.column)
    if not found.line:
        place = _("The file as a whole")
    if file and found.file != file:
        place = _("{place} of {file}").format(place=place, file=found.file)
    before, marked, after = _parts(found)
    return Finding(
        kind,
        found.code,
        tone,
        icon,
        place,
        found.message,
        found.remedy,
        found.line,
        before,
        marked,
        after,
    )


def _parts(found: Diagnostic) -> tuple[str, str, str]:
    """Cut a line into what comes before the finding, what it is about, and what follows; long parts are shortened."""
    if not found.line:
        return "", "", ""
    line = "".join(mark if mark.isprintable() else " " for mark in found.excerpt)
    start = min(max(found.column - 1, 0), len(line))
    width = found.end_column - found.column if found.end_line == found.line else len(line) - start
    end = min(len(line), start + max(1, width))
    before, marked, after = line[:start], line[start:end], line[end:]
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE:]
    if len(marked) > _MARKED:
        marked, after = marked[:_MARKED], "…"
    elif len(after) > _AFTER:
        after = after[:_AFTER] + "…"
    return before.lstrip(), marked or " ", after.rstrip()
