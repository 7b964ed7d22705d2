"""The corpus of broken files: what is to be found in each, and where."""

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases"
FOLDERS = ("reading", "schema", "extending", "values", "pictures")
_EXPECTED = re.compile(rb"# expect: (?P<code>[EWH]\d{3}) (?P<line>\d+):(?P<column>\d+)")


@dataclass(frozen=True)
class Case:
    """One file and the finding that it is about."""

    path: Path
    code: str
    line: int
    column: int

    @property
    def name(self) -> str:
        """Its folder and name."""
        return f"{self.path.parent.name}/{self.path.stem}"


def cases() -> list[Case]:
    """Give every broken file with what is expected of it."""
    found = []
    for folder in FOLDERS:
        rows = CASES / folder / "expected.txt"
        listed = [row.split() for row in rows.read_text("utf-8").splitlines()[1:]] if rows.exists() else []
        found += [
            Case(CASES / folder / f"{name}.yaml", code, int(line), int(column)) for name, code, line, column in listed
        ]
        for path in sorted((CASES / folder).glob("*.yaml")):
            expected = _EXPECTED.match(path.read_bytes())
            if expected:
                found.append(Case(path, expected["code"].decode(), int(expected["line"]), int(expected["column"])))
    return found
