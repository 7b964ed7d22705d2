"""Read scripts, the tests of a scenario, and proposed orders: the same steps everywhere.

::

    play:
    - {delegation: kenya, fund: ranger_patrol, at: tsavo, amount: 4, every_turn: true}
    - {delegation: kenya, link: tanzania}
    - end_turn: 4
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from game.model.script import (
    Contribute,
    EndTurn,
    Expectation,
    Fund,
    Give,
    Join,
    Leave,
    Link,
    ScenarioTest,
    Script,
    Step,
)
from game.model.suggest import suggest
from game.model.text import _
from game.scenario import codes_schema as codes
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, ReadingError, diagnose, did_you_mean, listed, quoted
from game.scenario.guard import read_source
from game.scenario.mapping import MAX_FINDINGS, diagnostics_from_validation_error
from game.scenario.positions import Path
from game.scenario.reading import read_text
from game.scenario.schema_base import Keys
from game.scenario.script_keys import MAX_STEPS, VERBS, ScriptKeys
from game.scenario.script_talk_keys import TALK_VERBS
from game.scenario.script_talks import TALK_MAKERS
from game.scenario.shape import Shape, value_at
from game.scenario.wording import Wording, value_words

ALL_VERBS: dict[str, type[Keys]] = {**VERBS, **TALK_VERBS}
PROPOSED_VERBS = {verb: keys for verb, keys in VERBS.items() if verb != "end_turn"}  # nobody is proposed to negotiate


@dataclass(frozen=True)
class ScriptFile:
    """A script and the file it was read from; ``base`` is the path of its list of steps."""

    script: Script
    composed: Composed
    base: Path


def read_script(path: FilePath, shown: str | None = None) -> ScriptFile:
    """Read a script file: ``{name, seed, play: [...]}``, or a list of steps alone.

    Raises
    ------
    ReadingError
        With every finding.
    """
    return read_script_text(read_source(path, shown).text, shown or path.as_posix())


def read_script_text(text: str, file: str) -> ScriptFile:
    """Read the text of a script file, as :func:`read_script` does."""
    composed = read_text(text, file, may_be_list=True)
    if isinstance(composed.value, list):
        steps, findings = steps_from(composed, ())
        if len(composed.value) > MAX_STEPS:
            message = _("A script has at most {number} steps.").format(number=f"{MAX_STEPS:,}")
            findings = [diagnose(codes.LIST_LENGTH, composed.source, composed.positions.nearest(()), message)]
        if findings:
            raise ReadingError(findings)
        return ScriptFile(Script(steps), composed, ())
    try:
        keys = ScriptKeys.model_validate(composed.value)
    except ValidationError as error:
        findings = diagnostics_from_validation_error(error, composed, ScriptKeys)
        raise ReadingError([*findings, *_of_steps(composed, ("play",))]) from None
    steps, findings = steps_from(composed, ("play",))
    if findings:
        raise ReadingError(findings)
    return ScriptFile(Script(steps, keys.name, keys.seed), composed, ("play",))


def tests_from(
    composed: Composed,
    base: Path = ("tests",),  # noqa: PT028 - reads tests, is none
) -> tuple[tuple[ScenarioTest, ...], list[Diagnostic]]:
    """Read the tests at ``base`` of a scenario whose schema has been checked; with any finding they are incomplete."""
    tests: list[ScenarioTest] = []
    findings: list[Diagnostic] = []
    value = value_at(composed.value, base)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        path = (*base, index)
        steps, wrong = steps_from(composed, (*path, "play"))
        findings += wrong
        if not wrong:
            tests.append(_test(item, steps, composed, path))
    return tuple(tests), findings


def _test(keys: dict[str, Any], steps: tuple[Step, ...], composed: Composed, path: Path) -> ScenarioTest:
    expect = []
    for row, text in enumerate(keys.get("expect") or ()):
        place = composed.positions.value((*path, "expect", row))
        expect.append(Expectation(text, place.line, place.column))
    hidden = {delegation: tuple(what) for delegation, what in (keys.get("hidden_from") or {}).items()}
    script = Script(steps, keys.get("name", ""), keys.get("seed", 1))
    return ScenarioTest(script, tuple(expect), hidden, composed.positions.nearest(path).line)


def steps_from(composed: Composed, base: Path, delegation: str = "") -> tuple[tuple[Step, ...], list[Diagnostic]]:
    """Read the list of steps at ``base``; with any finding the steps are incomplete.

    Parameters
    ----------
    composed
        The file.
    base
        Path of the list; absent or empty gives no steps. Wrong kinds of ``base`` itself are left to its schema.
    delegation
        Who acts where a step does not say, as in proposed orders.
    """
    value = value_at(composed.value, base)
    steps: list[Step] = []
    findings: list[Diagnostic] = []
    for index, item in enumerate(value[:MAX_STEPS] if isinstance(value, list) else ()):
        path = (*base, index)
        read = _step(composed, path, item, delegation)
        if isinstance(read, Step):
            steps.append(read)
        else:
            findings += read
        if len(findings) >= MAX_FINDINGS:
            break
    return tuple(steps), findings


def _of_steps(composed: Composed, base: Path) -> list[Diagnostic]:
    return steps_from(composed, base)[1]


def _step(composed: Composed, path: Path, value: Any, delegation: str) -> Step | list[Diagnostic]:
    place = composed.positions.value(path)
    if not isinstance(value, dict):
        message = _("A step must be a mapping of keys, but this is {value}.").format(value=value_words(value))
        remedy = _("Write end_turn: 1, or delegation: and what it does.")
        return [diagnose(codes.WRONG_KIND, composed.source, composed.positions.nearest(path), message, remedy)]
    known = PROPOSED_VERBS if delegation else ALL_VERBS
    verbs = [key for key in value if key in known]
    if len(verbs) != 1:
        return [_verb_trouble(composed, path, value, verbs, known)]
    if delegation and value.get("delegation", delegation) != delegation:
        message = _("These orders are those of {id}, and not of another.").format(id=quoted(delegation))
        span, remedy = composed.positions.value((*path, "delegation")), _("Delete delegation:, or move the order.")
        return [diagnose(codes.VALUE_RULE, composed.source, span, message, remedy)]
    keys = known[verbs[0]]
    said = {"delegation": delegation, **value} if delegation else value
    try:
        read = keys.model_validate(said)
    except ValidationError as error:
        return diagnostics_from_validation_error(error, composed, keys, path)
    return (_MAKERS | TALK_MAKERS)[verbs[0]](read, {"line": place.line, "column": place.column})


def _verb_trouble(
    composed: Composed, path: Path, value: dict[str, Any], verbs: list[str], known: dict[str, type[Keys]]
) -> Diagnostic:
    """Explain a step that says nothing to do, or two things."""
    where = Wording(composed.value, Shape({})).item(path)
    if verbs:
        message = _("{step} says two things to do: {verbs}.").format(step=where, verbs=listed(verbs))
        span = composed.positions.key((*path, verbs[1]))
        remedy = _("Make two steps of it.")
        return diagnose(codes.NOT_ONE_OF, composed.source, span, message[:1].upper() + message[1:], remedy)
    for key in value:
        if key in ALL_VERBS:
            message = _("{key} cannot be proposed: only orders are.").format(key=quoted(key))
            span, remedy = composed.positions.key((*path, key)), _("Delete it, or leave it to the talks.")
            return diagnose(codes.NOT_ONE_OF, composed.source, span, message, remedy)
        guess = suggest(key, list(known)) if key != "delegation" else ()
        if guess:
            message = _("A step cannot say {key}.").format(key=quoted(key))
            return diagnose(
                codes.NOT_ONE_OF, composed.source, composed.positions.key((*path, key)), message, did_you_mean(guess)
            )
    message = _("{step} does not say what to do.").format(step=where)
    remedy = _("Possible: {words}.").format(words=listed(known, 40))
    span = composed.positions.nearest(path)
    return diagnose(codes.NOT_ONE_OF, composed.source, span, message[:1].upper() + message[1:], remedy)


_MAKERS: dict[str, Callable[[Any, dict[str, int]], Step]] = {
    "fund": lambda keys, at: Fund(
        keys.delegation, keys.fund, keys.at, keys.amount, keys.market, keys.block, keys.every_turn, **at
    ),
    "link": lambda keys, at: Link(keys.delegation, keys.link, keys.every_turn, **at),
    "contribute": lambda keys, at: Contribute(keys.delegation, keys.contribute, keys.amount, keys.every_turn, **at),
    "join": lambda keys, at: Join(keys.delegation, keys.join, **at),
    "leave": lambda keys, at: Leave(keys.delegation, keys.leave, **at),
    "give": lambda keys, at: Give(keys.delegation, keys.to, keys.give, keys.every_turn, **at),
    "end_turn": lambda keys, at: EndTurn(keys.end_turn, **at),
}
