"""Run the example of a finding through the reader that it is about."""

from game.authoring.model_checks import check_model
from game.model.expression_parser import parse_expression
from game.model.expression_tokens import ExpressionError
from game.model.measures import MeasureId
from game.model.vocabulary import ArgumentKind
from game.scenario.codes import Code, Reads
from game.scenario.codes_schema import OF_FAULT
from game.scenario.diagnostic import Diagnostic, ReadingError, in_order
from game.scenario.example import example_text
from game.scenario.load import read_scenario
from game.scenario.reading import read_text
from game.scenario.script import read_script_text
from game.scenario.script_checks import ScriptIds, check_script

FILE = "example.yaml"
_IDS = ScriptIds(
    delegations={"kenya": "Kenya", "china": "China"},
    measures={measure.value: measure for measure in MeasureId},
    places={ArgumentKind.JURISDICTION: {"KEN": "Kenya", "CHN": "China"}, ArgumentKind.MARKET: {"fauna": ""}},
    own={"kenya": ("KEN",), "china": ("CHN",)},
)


def findings_of(code: Code) -> tuple[Diagnostic, ...]:
    """Return everything that is found in the example of a code; nothing for a description."""
    match code.reads:
        case Reads.YAML:
            return _of_yaml(code.example)
        case Reads.SCRIPT:
            return _of_script(code.example)
        case Reads.SCENARIO:
            return read_scenario(example_text(code.example), FILE).diagnostics
        case Reads.FILE:
            return read_scenario(code.example, FILE).diagnostics
        case Reads.PLAYED:
            return check_model(read_scenario(example_text(code.example), FILE))
        case Reads.EXPRESSION:
            return _of_expression(code)
        case _:
            return ()


def _of_yaml(text: str) -> tuple[Diagnostic, ...]:
    try:
        read_text(text, FILE)
    except ReadingError as error:
        return error.diagnostics
    return ()


def _of_script(text: str) -> tuple[Diagnostic, ...]:
    try:
        return in_order(check_script(read_script_text(text, FILE), _IDS))
    except ReadingError as error:
        return error.diagnostics


def _of_expression(code: Code) -> tuple[Diagnostic, ...]:
    try:
        parse_expression(code.example)
    except ExpressionError as error:
        found = Diagnostic(OF_FAULT[error.fault], code.severity, FILE, 1, error.column, error.message, error.remedy)
        return (found,)
    return ()
