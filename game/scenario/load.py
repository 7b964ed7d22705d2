"""Read a scenario from YAML to frozen values, with every finding; bad input never raises."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from pydantic import ValidationError

from game.model.parameters import Parameters
from game.model.scenario import Scenario
from game.scenario.build import Parsed, build
from game.scenario.checks import check_keys, check_parameters, check_scenario
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, ReadingError, has_errors, in_order
from game.scenario.formulas import read_formulas, read_scripts, vocabulary_of
from game.scenario.guard import read_source
from game.scenario.mapping import diagnostics_from_validation_error
from game.scenario.parameters import load_parameters
from game.scenario.reading import read_text
from game.scenario.schema import ScenarioKeys


@dataclass(frozen=True)
class LoadResult:
    """What reading gave: the scenario, unless an error stops it; every finding in order; the text as read."""

    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]
    text: str = ""


def load_scenario(path: Path | str, shown: str | None = None) -> LoadResult:
    """Read a scenario file; ``shown`` is its name in findings, by default the path as given."""
    place = Path(path)
    try:
        source = read_source(place, shown or place.as_posix())
    except ReadingError as error:
        return LoadResult(None, error.diagnostics)
    return read_scenario(source.text, source.file)


def read_scenario(text: str, file: str, parameters: Parameters | None = None) -> LoadResult:
    """Read a scenario from text, as a save holds it.

    Parameters
    ----------
    text
        YAML text.
    file
        Name of the file in findings; its stem is the scenario's id.
    parameters
        Parameters of the model that overrides are checked against; by default those that come with the game.
    """
    try:
        composed = read_text(text, file)
        keys = ScenarioKeys.model_validate(composed.value)
    except ReadingError as error:
        return LoadResult(None, error.diagnostics, text)
    except ValidationError as error:
        return LoadResult(None, in_order(diagnostics_from_validation_error(error, composed, ScenarioKeys)), text)
    scenario, findings = _read_keys(keys, composed, parameters)
    return LoadResult(None if has_errors(findings) else scenario, in_order(findings), text)


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
