"""Read a scenario from YAML to frozen values, with every finding; bad input never raises."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from pydantic import ValidationError

from game.model.parameters import Parameters
from game.model.scenario import Scenario
from game.scenario.build import Parsed, build
from game.scenario.checks import check_keys, check_parameters, check_scenario
from game.scenario.checks_findings import Findings
from game.scenario.codes import Severity
from game.scenario.codes_checks import FLAG_NEVER_READ, UNUSED_SCORE, UNUSED_SOURCE
from game.scenario.codes_tests import AFTER_THE_END
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, ReadingError, has_errors, in_order
from game.scenario.extend import Grown, grown
from game.scenario.extend_find import Base
from game.scenario.extend_tests import NOTHING_INHERITED, Inherited
from game.scenario.formulas import read_formulas, read_scripts, vocabulary_of
from game.scenario.guard import read_source
from game.scenario.mapping import diagnostics_from_validation_error
from game.scenario.parameters import load_parameters
from game.scenario.pictures import Picture, PictureProblem, look_at
from game.scenario.reading import read_text
from game.scenario.resolve import resolved_text, text_for_lesson
from game.scenario.schema import ScenarioKeys
from game.scenario.shape import shape_of
from game.scenario.source import Source
from game.scenario.suppress import Suppression, read_suppressions, without_suppressed

# Of a file further down nobody can tidy these up from above.
_OF_WRITING = frozenset({UNUSED_SOURCE, UNUSED_SCORE, FLAG_NEVER_READ, AFTER_THE_END})


@dataclass(frozen=True)
class LoadResult:
    """What reading gave: the scenario, unless an error stops it; every finding in order.

    ``text`` stands alone, for a save to hold: with all that is taken from other files. ``source`` is the file as
    written, joined with those below it: lines of steps and tests are its lines. ``picture`` is the file to show, and
    for a save to hold. ``bases`` are the files that it extends, where they could be read.
    """

    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]
    text: str = ""
    source: Source | None = None
    inherited: Inherited = NOTHING_INHERITED
    suppressions: tuple[Suppression, ...] = ()
    composed: Composed | None = None
    picture: Picture | None = None
    bases: tuple[Path, ...] = ()

    def text_for_lesson(self, minutes: int) -> str:
        """Give the text that the save of a lesson of so many minutes holds.

        Raises
        ------
        KeyError
            If the scenario has no such lesson.
        """
        return text_for_lesson(self.composed.value if self.composed else {"lessons": {}}, minutes)


def load_scenario(path: Path | str, shown: str | None = None) -> LoadResult:
    """Read a scenario file; ``shown`` is its name in findings, by default the path as given."""
    place = Path(path)
    try:
        source = read_source(place, shown or place.as_posix())
    except ReadingError as error:
        return LoadResult(None, error.diagnostics)
    return read_scenario(source.text, source.file, path=place)


def read_scenario(
    text: str, file: str, parameters: Parameters | None = None, *, path: Path | None = None
) -> LoadResult:
    """Read a scenario from text, as a save holds it.

    Parameters
    ----------
    text
        YAML text.
    file
        Name of the file in findings; its stem is the scenario's id.
    parameters
        Parameters of the model that overrides are checked against; by default those that come with the game.
    path
        Where the file lies: a scenario that it extends may lie beside it.
    """
    source = Source(file, text)
    try:
        merged = grown(read_text(text, file), path, shape_of(ScenarioKeys))
    except ReadingError as error:
        return LoadResult(None, error.diagnostics, text, source)
    composed = merged.composed
    try:
        keys = ScenarioKeys.model_validate(composed.value)
    except ValidationError as error:
        wrong = diagnostics_from_validation_error(error, composed, ScenarioKeys)
        return LoadResult(None, in_order([*merged.findings, *wrong]), text, composed.source, bases=_files(merged))
    scenario, findings = _read_keys(keys, composed, parameters)
    suppressions, wrong = read_suppressions(keys, composed)
    judged = [one for one in suppressions if not (one.needs_model or one.needs_balance)]
    picture, faults = _picture(keys, merged, path)
    findings += faults
    findings, idle = without_suppressed([*merged.findings, *_news(findings, merged)], judged)
    # Beside an error not everything was checked, so that nobody can say what a suppression would have met.
    findings += [*wrong, *(() if scenario is None else idle)]
    return LoadResult(
        None if has_errors(findings) else scenario,
        in_order(findings),
        text if merged.below is None else resolved_text(composed, merged.below.path.name),
        composed.source,
        merged.inherited,
        suppressions,
        composed,
        picture,
        _files(merged),
    )


def _files(merged: Grown) -> tuple[Path, ...]:
    return tuple(base.path for base in merged.bases)


def _picture(keys: ScenarioKeys, merged: Grown, path: Path | None) -> tuple[Picture | None, list[Diagnostic]]:
    """Look at the picture, in the folder of the file that names it; a text from a save has no folder."""
    composed = merged.composed
    if keys.picture is None or path is None:
        return None, []
    folders = {base.shown: base.path.parent for base in merged.bases}
    file, _line = composed.source.place(composed.positions.value(("picture",)).line)
    try:
        return look_at(keys.picture, folders.get(file, path.parent)), []
    except PictureProblem as problem:
        findings = Findings(composed)
        findings.at(problem.code, ("picture",), problem.message, problem.remedy)
        return None, findings.found


def _news(findings: list[Diagnostic], merged: Grown) -> list[Diagnostic]:
    """Leave out what is said about a file further down when it is read by itself, and what matters there only."""
    if merged.below is None:
        return findings
    file = merged.composed.source.file
    old = {(found.code, found.file, found.line, found.column) for found in _of_base(merged.below)}
    return [
        found
        for found in findings
        if found.severity is Severity.ERROR
        or found.file == file
        or ((found.code, found.file, found.line, found.column) not in old and found.code not in _OF_WRITING)
    ]


def _of_base(base: Base) -> tuple[Diagnostic, ...]:
    """Give the findings about a base, suppressed ones too."""
    try:
        text = read_source(base.path, base.shown).text
        merged = grown(read_text(text, base.shown), base.path, shape_of(ScenarioKeys))
        keys = ScenarioKeys.model_validate(merged.composed.value)
    except (ReadingError, ValidationError):
        return ()
    return tuple(_read_keys(keys, merged.composed, None)[1])


def scenario_id(file: str) -> str:
    """Give the id of a scenario from the name of its file: small letters, digits and underscores."""
    stem = PurePath(file.replace("\\", "/")).stem.lower()
    return re.sub(r"[^a-z0-9]+", "_", stem).strip("_") or "scenario"


def _read_keys(
    keys: ScenarioKeys, composed: Composed, parameters: Parameters | None
) -> tuple[Scenario | None, list[Diagnostic]]:
    """Check and build; what needs whole references is left out while some are broken."""
    try:
        known = load_parameters() if parameters is None else parameters
    except ReadingError as error:
        # A broken installation, not a broken scenario; said all the same.
        return None, list(error.diagnostics)
    findings = check_keys(keys, composed)
    findings += check_parameters(keys, known, composed)
    formulas, faults = read_formulas(keys, composed, vocabulary_of(keys))
    orders, tests, wrong = read_scripts(keys, composed)
    findings += [*faults, *wrong]
    if has_errors(findings):
        return None, findings
    known = known.override(keys.parameters)
    scenario = build(scenario_id(composed.source.file), keys, Parsed(formulas, orders, tests))
    findings += check_scenario(scenario, keys, formulas, known, composed)
    return scenario, findings
