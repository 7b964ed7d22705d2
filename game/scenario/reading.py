"""Read any YAML file of the game as plain values with places: guard, compose, check the top."""

from pathlib import Path

from game.model.text import _
from game.scenario.codes_reading import NOT_A_MAPPING
from game.scenario.compose import Composed, compose
from game.scenario.diagnostic import ReadingError, diagnose
from game.scenario.guard import decode, read_source
from game.scenario.source import Source, Span


def read_file(path: Path, shown: str | None = None, *, may_be_list: bool = False) -> Composed:
    """Read a YAML file; ``shown`` is its name in findings.

    Raises
    ------
    ReadingError
        With every finding, if the file cannot be opened, passes a limit, is not YAML, or has any error.
    """
    return read_text(read_source(path, shown).text, shown or path.as_posix(), may_be_list=may_be_list)


def read_bytes(data: bytes, file: str, *, may_be_list: bool = False) -> Composed:
    """Read the bytes of a YAML file, as :func:`read_file` does."""
    return read_text(decode(data, file).text, file, may_be_list=may_be_list)


def read_text(text: str, file: str, *, may_be_list: bool = False) -> Composed:
    """Read YAML text, as :func:`read_file` does."""
    source = Source(file, text)
    composed = compose(source)
    findings = list(composed.findings)
    if not isinstance(composed.value, dict) and not (may_be_list and isinstance(composed.value, list)):
        if composed.value is None and not findings:
            message = _("The file is empty.")
        else:
            message = _("The file does not begin with a key and a colon.")
        place = composed.positions.value(())
        span = Span(place.line, place.column, place.line, place.column + 1)
        remedy = _("Begin with play: and a list of steps.") if may_be_list else _("Begin with title: and a name.")
        findings.append(diagnose(NOT_A_MAPPING, source, span, message, remedy))
    if findings:
        raise ReadingError(findings)
    return composed
