"""The table of every finding: code, severity, what it means, and an example that triggers it.

``docs/diagnostics.md`` is generated from it. E1xx: reading YAML; E2xx: keys and values, expressions, scripts;
E3xx: checks across a scenario; Wxxx: warnings; Hxxx: hints. Titles and explanations are source text: who shows
them calls ``_`` on them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a finding does: an error stops play, a warning informs, a hint shows in the checker only."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Reads(StrEnum):
    """How the example of a code is run: through which reader."""

    YAML = "yaml"  # game.scenario.reading.read_text
    SCRIPT = "script"  # game.scenario.script, in a scenario with delegation kenya and jurisdiction KEN
    SCENARIO = "scenario"  # a scenario, or lines that are merged into a minimal one by who registers it
    FILE = "file"  # a whole scenario file, as one that extends another
    PLAYED = "played"  # as SCENARIO, by the checks that run the model (game.authoring)
    EXPRESSION = "expression"  # game.model.expression_parser.parse_expression
    NOTHING = "nothing"  # a description: too long to write, or about the file itself


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding."""

    id: str
    severity: Severity
    title: str
    explanation: str
    example: str
    reads: Reads = Reads.SCENARIO


_TABLE: dict[str, Code] = {}


def register(codes: Iterable[Code]) -> None:
    """Add kinds of findings to the table.

    Raises
    ------
    ValueError
        If an id is taken, or its letter does not match its severity.
    """
    for code in codes:
        if code.id in _TABLE and _TABLE[code.id] != code:
            raise ValueError(f"the code {code.id} is taken")
        if {"E": Severity.ERROR, "W": Severity.WARNING, "H": Severity.HINT}.get(code.id[:1]) is not code.severity:
            raise ValueError(f"the code {code.id} does not say {code.severity.value}")
        _TABLE[code.id] = code


def severity_of(code: str) -> Severity:
    """Give the severity of a registered code; KeyError if nobody registered it."""
    return _TABLE[code].severity


def registered() -> Mapping[str, Code]:
    """Give every registered code by id, in order."""
    return dict(sorted(_TABLE.items()))


def errors(rows: Iterable[tuple[str, str, str, str]], reads: Reads) -> Iterator[Code]:
    """Make codes of severity error from rows of id, title, explanation and example."""
    for code, title, explanation, example in rows:
        yield Code(code, Severity.ERROR, title, explanation, example, reads)
