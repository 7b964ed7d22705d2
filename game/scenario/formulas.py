"""Read what has its own grammar in a scenario file, with the names that the file itself gives: formulas, scripts."""

from collections.abc import Iterator

from game.model.expression import Expression
from game.model.expression_parser import parse_expression
from game.model.expression_tokens import ExpressionError
from game.model.script import ScenarioTest, Step
from game.model.taxonomy import BlockId
from game.model.vocabulary import ArgumentKind, ValueKind, Vocabulary
from game.scenario.build_defaults import offered_rules
from game.scenario.checks_references import ids_of
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic
from game.scenario.mapping import diagnostic_for_expression
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys
from game.scenario.script import steps_from, tests_from
from game.scenario.script_checks import ScriptIds, check_steps, check_test
from game.scenario.script_talk_checks import draft_names


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


def script_ids_of(keys: ScenarioKeys) -> ScriptIds:
    """Give the ids that steps may name."""
    vocabulary = vocabulary_of(keys)
    return ScriptIds(
        delegations=vocabulary.ids[ArgumentKind.DELEGATION],
        measures=offered_rules(keys),
        places=vocabulary.ids,
        corridors=ids_of(keys).corridors,
        own={item.id: tuple(item.jurisdictions) for item in keys.delegations},
        drafts={
            draft.id: draft_names(draft.operative)
            for draft in (keys.negotiation.opening_drafts if keys.negotiation else ())
        },
    )


def read_scripts(
    keys: ScenarioKeys, composed: Composed
) -> tuple[dict[str, tuple[Step, ...]], tuple[ScenarioTest, ...], list[Diagnostic]]:
    """Read the proposed orders by delegation, and the tests."""
    ids, vocabulary = script_ids_of(keys), vocabulary_of(keys)
    orders: dict[str, tuple[Step, ...]] = {}
    findings: list[Diagnostic] = []
    for index, delegation in enumerate(keys.delegations):
        base: Path = ("delegations", index, "proposed_orders")
        steps, wrong = steps_from(composed, base, delegation.id)
        orders[delegation.id] = steps
        # Steps and places are side by side only when every step could be read.
        findings += wrong or check_steps(steps, ids, composed, base)
    tests, wrong = tests_from(composed)
    findings += wrong
    if not wrong:
        for index, test in enumerate(tests):
            findings += check_test(test, ids, vocabulary, composed, ("tests", index))
    return orders, tests, findings
