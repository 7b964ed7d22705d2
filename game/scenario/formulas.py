"""Read every formula of a scenario file with the names that the file itself gives."""

from collections.abc import Iterator

from game.model.expression import Expression
from game.model.expression_parser import parse_expression
from game.model.expression_tokens import ExpressionError
from game.model.taxonomy import BlockId
from game.model.vocabulary import ArgumentKind, ValueKind, Vocabulary
from game.scenario.checks_references import ids_of
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic
from game.scenario.mapping import diagnostic_for_expression
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys


def vocabulary_of(keys: ScenarioKeys) -> Vocabulary:
    """Give the words that formulas of this file may use; flags are free, since effects set them."""
    ids = ids_of(keys)
    return Vocabulary(
        ids={
            ArgumentKind.JURISDICTION: ids.jurisdictions,
            ArgumentKind.MARKET: ids.markets,
            ArgumentKind.HABITAT: ids.habitats,
            ArgumentKind.LEG: ids.legs,
            ArgumentKind.CHANNEL: ids.channels,
            ArgumentKind.BLOCK: {block.value: "" for block in BlockId},
            ArgumentKind.DELEGATION: ids.delegations,
            ArgumentKind.INSTRUMENT: ids.instruments,
            ArgumentKind.PROJECT: ids.projects,
        }
    )


def read_formulas(
    keys: ScenarioKeys, composed: Composed, vocabulary: Vocabulary
) -> tuple[dict[Path, Expression], list[Diagnostic]]:
    """Read the conditions of events, the quantities of objectives and what tests expect, by path."""
    formulas: dict[Path, Expression] = {}
    findings: list[Diagnostic] = []
    for path, text, kind in _written(keys):
        try:
            formulas[path] = parse_expression(text, vocabulary, kind)
        except ExpressionError as error:
            findings.append(diagnostic_for_expression(error, composed, path))
    return formulas, findings


def _written(keys: ScenarioKeys) -> Iterator[tuple[Path, str, ValueKind]]:
    for index, event in enumerate(keys.events):
        yield ("events", index, "when"), event.when, ValueKind.BOOLEAN
    for index, delegation in enumerate(keys.delegations):
        for place, mandate in enumerate(delegation.mandates):
            for position, aim in enumerate(mandate.objectives):
                path: Path = ("delegations", index, "mandates", place, "objectives", position, "quantity")
                yield path, aim.quantity, ValueKind.NUMBER
    for index, test in enumerate(keys.tests):
        for place, text in enumerate(test.expect):
            yield ("tests", index, "expect", place), text, ValueKind.BOOLEAN
