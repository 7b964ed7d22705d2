"""Warnings and hints that an author leaves standing for a reason; errors can never be hidden."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.model.text import _
from game.scenario import codes_extend as codes
from game.scenario.checks_findings import Findings, nearest
from game.scenario.codes import Severity, registered
from game.scenario.codes_balance import CODES_OF_BALANCE
from game.scenario.codes_checks import UNKNOWN_ID
from game.scenario.codes_model import CODES_OF_MODEL
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, diagnose, quoted
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys, SuppressKeys

_OTHER_FILES = "4"


@dataclass(frozen=True, slots=True)
class Suppression:
    """One finding that is left standing; ``lines`` are those of the item that it is about: file, first, last.

    ``unused`` is what to say when nothing matches; None for one that another file brought along.
    """

    code: str
    lines: tuple[str, int, int] | None
    unused: Diagnostic | None

    @property
    def needs_model(self) -> bool:
        """Whether only the checks that run the model can say if it is used."""
        return self.code in CODES_OF_MODEL

    @property
    def needs_balance(self) -> bool:
        """Whether only the balance report can say if it is used."""
        return self.code in CODES_OF_BALANCE

    def covers(self, found: Diagnostic) -> bool:
        """Say whether a finding is the one that is meant."""
        if found.code != self.code or found.severity is Severity.ERROR:
            return False
        if self.lines is None:
            return True
        file, first, last = self.lines
        return found.file == file and first <= found.line <= last


def read_suppressions(keys: ScenarioKeys, composed: Composed) -> tuple[tuple[Suppression, ...], list[Diagnostic]]:
    """Read ``suppress:``; with what is wrong in it."""
    findings = Findings(composed)
    found = []
    # Those of scripts and recorded series (x4xx) are about other files.
    known_codes = {name: one for name, one in registered().items() if not name.startswith(_OTHER_FILES, 1)}
    for index, entry in enumerate(keys.suppress):
        path: Path = ("suppress", index)
        code = known_codes.get(entry.code)
        if code is None:
            message = _("There is no finding {code}.").format(code=quoted(entry.code))
            known = [name for name, one in known_codes.items() if one.severity is not Severity.ERROR]
            findings.at(codes.SUPPRESSED_UNKNOWN, (*path, "code"), message, nearest(entry.code, known))
        elif code.severity is Severity.ERROR:
            message = _("{code} is an error; it cannot be left standing.").format(code=quoted(entry.code))
            findings.at(codes.SUPPRESSED_ERROR, (*path, "code"), message, _("Put right what it says."))
        else:
            found.append(_suppression(entry, path, composed, findings))
    return tuple(found), findings.found


def without_suppressed(
    findings: Iterable[Diagnostic], suppressions: Sequence[Suppression]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Leave out what is suppressed; and say which suppressions had nothing to do."""
    kept, used = [], set()
    for found in findings:
        covering = {number for number, one in enumerate(suppressions) if one.covers(found)}
        used |= covering
        if not covering:
            kept.append(found)
    idle = [one.unused for number, one in enumerate(suppressions) if number not in used and one.unused is not None]
    return kept, idle


def _suppression(entry: SuppressKeys, path: Path, composed: Composed, findings: Findings) -> Suppression:
    source = composed.source
    span = composed.positions.value((*path, "code"))
    file, _line = source.place(span.line)
    unused = None
    if file == source.file:
        message = _("{code} does not come up here.").format(code=quoted(entry.code))
        unused = diagnose(codes.UNUSED_SUPPRESSION, source, span, message, _("Delete this suppression."))
    if not entry.about:
        return Suppression(entry.code, None, unused)
    item = _item(entry.about, composed.value)
    if item is None:
        message = _("Nothing in this file has the id {id}.").format(id=quoted(entry.about))
        findings.at(UNKNOWN_ID, (*path, "about"), message, _("Write the id of a leg, delegation, event or other item."))
        return Suppression(entry.code, None, unused)
    key, place = composed.positions.key(item), composed.positions.value(item)
    name, first = source.place(key.line)
    # A block ends where the next thing begins, further left; that line is not its own.
    runs_on = place.end_line > place.line and place.end_column <= place.column
    return Suppression(entry.code, (name, first, first + place.end_line - key.line - int(runs_on)), unused)


def _item(word: str, value: object) -> Path | None:
    """Find the item with an id among the lists of a file."""
    for name, rows in value.items() if isinstance(value, dict) else ():
        if isinstance(rows, dict) and name == "sources" and word in rows:
            return (name, word)
        for index, item in enumerate(rows if isinstance(rows, list) else ()):
            if item == word or (isinstance(item, dict) and word in {item.get("id"), item.get("name")}):
                return (name, index)
    return None
