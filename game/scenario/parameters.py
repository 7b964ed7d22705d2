"""Read the parameters of the model from ``assets/parameters.yaml`` or from the text that a save holds."""

from functools import cache

from pydantic import Field, RootModel, ValidationError

from game.model.parameters import Parameter, Parameters
from game.model.places import assets_folder
from game.model.text import _
from game.scenario import codes_checks as codes
from game.scenario.checks_findings import Findings
from game.scenario.compose import Composed
from game.scenario.diagnostic import ReadingError, quoted
from game.scenario.guard import read_source
from game.scenario.mapping import diagnostics_from_validation_error
from game.scenario.reading import read_text
from game.scenario.schema_base import Keys

FILE = "parameters.yaml"


class ParameterKeys(Keys):
    """One constant of the model."""

    value: float = Field(description="The value that a game uses.")
    low: float = Field(description="Smallest plausible value.")
    high: float = Field(description="Largest plausible value.")
    unit: str = Field(description="Unit; '1' for a plain ratio.")
    source: str = Field(min_length=1, description="Where it is from, or stylised.")
    description: str = Field(min_length=1, description="What it does, in one sentence.")


class ParameterFile(RootModel[dict[str, ParameterKeys]]):
    """The whole file: parameters by name."""


def load_parameters(text: str | None = None, file: str = FILE) -> Parameters:
    """Read the model's parameters.

    Parameters
    ----------
    text
        YAML text, as a save holds it; ``None`` reads the file that comes with the game.

    Raises
    ------
    ReadingError
        If the text is not YAML, lacks a key, or a value lies outside its own range.
    """
    return _shipped() if text is None else _read(text, file)


def parameters_text() -> str:
    """Give the text of the parameter file that comes with the game, for a save to hold.

    Raises
    ------
    ReadingError
        If the file is missing or not text.
    """
    return read_source(assets_folder() / FILE, FILE).text


@cache
def _shipped() -> Parameters:
    return _read(parameters_text(), FILE)


def _read(text: str, file: str) -> Parameters:
    composed = read_text(text, file)
    try:
        rows = ParameterFile.model_validate(composed.value).root
    except ValidationError as error:
        raise ReadingError(diagnostics_from_validation_error(error, composed, ParameterFile)) from None
    _check(rows, composed)
    return Parameters({name: Parameter(name=name, **row.model_dump()) for name, row in rows.items()})


def _check(rows: dict[str, ParameterKeys], composed: Composed) -> None:
    findings = Findings(composed)
    for name, row in rows.items():
        if not row.low <= row.value <= row.high:
            message = _("{name} is {value:g}, outside its own range from {low:g} to {high:g}.")
            message = message.format(name=quoted(name), value=row.value, low=row.low, high=row.high)
            findings.at(codes.OUT_OF_BOUNDS, (name, "value"), message, _("Correct value, low or high."))
    if findings.found:
        raise ReadingError(findings.found)
