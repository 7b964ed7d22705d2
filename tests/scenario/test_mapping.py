from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from game.model.expression_parser import parse_expression
from game.model.expression_tokens import ExpressionError
from game.scenario.mapping import (
    MAX_FINDINGS,
    FieldProblem,
    diagnostic_for_expression,
    diagnostics_from_validation_error,
)
from game.scenario.reading import read_text
from game.scenario.schema import ScenarioKeys


class Mode(StrEnum):
    LAND = "land"
    SEA = "sea"


class Keys(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Leg(Keys):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    origin: str = Field(description="Where it begins.")
    mode: Annotated[Mode, Field(strict=False)] = Mode.LAND
    cost: float = Field(default=1.0, ge=0, lt=10)


class Herd(Keys):
    kind: Literal["herd"]
    herd: int


class Flag(Keys):
    kind: Literal["flag"]
    flag: bool


def _even(value):
    if value % 2:
        raise PydanticCustomError("even", "even")
    return value


class Rules(Keys):
    turns: int = Field(default=8, ge=1)
    drift: float = 0.0
    pairs: Annotated[int, AfterValidator(_even)] = 2
    voting: Literal["consensus", "majority"] = "consensus"

    @model_validator(mode="after")
    def _fits(self):
        if self.turns == 7:
            raise FieldProblem("Seven is unlucky.", "Take eight.", "E205", ("turns",))
        return self


class File(Keys):
    title: str = Field(min_length=1)
    rules: Rules = Rules()
    legs: list[Leg] = Field(default=[], max_length=3)
    sources: dict[str, Leg] = {}
    effects: list[Annotated[Herd | Flag, Field(discriminator="kind")]] = []
    topics: list[str] = []
    open: bool = False
    either: int | list[int] = 0


def findings(text, model=File):
    read = read_text(text, "f")
    with pytest.raises(ValidationError) as caught:
        model.model_validate(read.value)
    return diagnostics_from_validation_error(caught.value, read, model)


def only(text):
    (found,) = findings("title: x\n" + text)
    return found


def place(found):
    return found.code, found.line, found.column


def test_unknown_key_in_an_item_without_id():
    (found, missing) = findings("title: x\nlegs:\n- {id: a, origin: KEN}\n- orign: KEN\n")
    assert place(found) == ("E201", 4, 3)
    assert found.message == 'Unknown key "orign" in leg 2.'
    assert found.remedy == 'did you mean "origin"?'
    # The misspelt key is the fault, not that the right one is missing; the id is missing for good.
    assert place(missing) == ("E202", 4, 3)
    assert missing.message == 'The key "id" is missing in leg 2.'


def test_unknown_key_at_the_top_and_where_it_belongs():
    found = only("turns: 8\n")
    assert place(found) == ("E201", 2, 1)
    assert found.message == 'Unknown key "turns" in the file.'
    assert found.remedy == 'It belongs in "rules".'


@pytest.mark.parametrize(
    ("rest", "column", "quotes"),
    [
        ("{id: a, origin: trust(a, b)}", 28, True),
        ("{id: a, origin: KEN, cost: 1,5}", 32, True),
        ("{id: a, origin: KEN, kost}", 24, False),  # a key of the file, misspelt
    ],
)
def test_rest_of_a_value_that_a_comma_cut_off(rest, column, quotes):
    found = only(f"legs:\n- {rest}\n")
    assert place(found) == ("E201", 3, column)
    assert ("put the text in quotes" in found.remedy) is quotes


def test_key_that_is_indented_too_far():
    found = only("rules:\n  turns: 8\n  topics: [a]\n")
    assert place(found) == ("E201", 4, 3)
    assert found.remedy == "It belongs at the top level: is it indented too far?"


def test_key_without_a_space_after_the_colon():
    assert only("rules: {turns:8}\n").remedy == "Put a space after the colon."


def test_missing_key_says_what_it_is_for():
    found = only("legs:\n- id: one\n")
    assert place(found) == ("E202", 3, 3)
    assert found.message == 'The key "origin" is missing in leg "one".'
    assert found.remedy == "Add origin: and a value. Where it begins."


def test_items_of_a_mapping_go_by_their_ids():
    assert only("sources:\n  mike: {id: a, origin: b, cost: low}\n").message.startswith(
        '"cost" in source "mike" must be'
    )


@pytest.mark.parametrize(
    ("text", "code", "column", "message", "remedy"),
    [
        ("rules: {turns: soon}", "E203", 16, '"turns" in "rules" must be a whole number, but is the text "soon".', ""),
        ("rules: {turns: '1 000'}", "E203", 16, "whole number", "Write 1000, without quotes and separators."),
        ("rules: {turns: 1.5}", "E203", 16, "must be a whole number, but is 1.5.", ""),
        ("rules: {turns: true}", "E203", 16, "must be a whole number, but is true.", ""),
        ("rules: {drift: 5 %}", "E203", 16, "must be a number", "Write a share as a number from 0 to 1"),
        ("rules: {drift: '0,5'}", "E203", 16, "must be a number", "Write decimals with a point."),
        ("rules: {turns: 0}", "E205", 16, "must be at least 1, but is 0.", ""),
        ("rules: {turns: 7}", "E205", 16, "Seven is unlucky.", "Take eight."),
        ("rules: {pairs: 3}", "E208", 16, '"pairs" in "rules" must be even, but is 3.', ""),
        ("rules: {voting: consenus}", "E204", 17, "cannot be", 'did you mean "consensus"?'),
        ("rules: {voting: 3}", "E204", 17, "cannot be 3.", 'Possible: "consensus", "majority".'),
        ("rules: 3", "E203", 8, '"rules" must be a mapping of keys, but is 3.', ""),
        ("rules:", "E203", 1, '"rules" must be a mapping of keys, but is empty.', ""),
        ("topics: ivory", "E203", 9, "must be a list", "Write [ivory], or each item on a line of its own"),
        ("topics:\n  -ivory", "E203", 3, "must be a list", "Put a space after each dash."),
        ("topics: [a, 3]", "E203", 13, "Topic 2 must be a text, but is 3.", 'Put it in quotes: "3".'),
        ("open: yes", "E203", 7, "must be true or false", "Write true."),
        ("legs: [{id: A b, origin: x}]", "E206", 13, "an id of small letters", ""),
        ("legs: [{id: a, origin: x, cost: 10}]", "E205", 33, '"cost" in leg "a" must be less than 10', ""),
        ("legs: [{id: a, origin: x, mode: see}]", "E204", 33, "cannot be", 'did you mean "sea"?'),
        ("legs: [3]", "E203", 8, "Leg 1 must be a mapping of keys, but is 3.", ""),
        ("effects: [{kind: herd, herd: many}]", "E203", 30, '"herd" in effect 1 must be a whole number', ""),
        ("effects: [{kind: herd}]", "E202", 11, 'The key "herd" is missing in effect 1.', ""),
        ("effects: [{kind: herd, herd: 1, hrd: 2}]", "E201", 33, 'Unknown key "hrd" in effect 1.', "did you mean"),
        ("effects: [{kind: hird, herd: 1}]", "E204", 18, "cannot be", 'did you mean "herd"?'),
        ("effects: [{herd: 1}]", "E202", 11, 'The key "kind" is missing', ""),
        ("either: x", "E203", 9, '"either" must be', ""),
    ],
)
def test_each_rule_in_plain_words(text, code, column, message, remedy):
    found = only(text + "\n")
    assert (found.code, found.column) == (code, column)
    assert message in found.message
    assert remedy in found.remedy


def test_lists_and_texts_have_lengths():
    (found,) = findings("title: ''\n")
    assert found.message == '"title" must be a text that is not empty, but is the text "".'
    (found,) = findings("title: x\nlegs: [" + "{id: a, origin: x}, " * 4 + "]\n")
    assert place(found)[:2] == ("E207", 2)
    assert found.message == '"legs" must be a list of at most 3 items, but is a list with 4 items.'


def test_all_errors_at_once_in_order():
    found = findings("titel: x\nrules: {turns: 0, drift: x}\nlegs: [{id: a}]\ntopics: 3\n")
    assert [place(one) for one in found] == [
        ("E201", 1, 1),
        ("E205", 2, 16),
        ("E203", 2, 26),
        ("E202", 3, 8),
        ("E203", 4, 9),
    ]


def test_two_missing_keys_are_two_findings():
    assert [one.message for one in findings("title: x\nlegs: [{}]\n")] == [
        'The key "id" is missing in leg 1.',
        'The key "origin" is missing in leg 1.',
    ]


def test_a_part_of_a_file_can_be_checked_against_its_own_schema():
    read = read_text("title: x\nrules:\n  rules: {turns: 0}\n", "f")
    with pytest.raises(ValidationError) as caught:
        File.model_validate({"title": "x", **read.value["rules"]})
    (found,) = diagnostics_from_validation_error(caught.value, read, File, ("rules",))
    assert place(found) == ("E205", 3, 18)


def test_a_clause_of_a_draft_is_called_a_clause():
    clause = "{id: fund, verb: Urges, text: more, brackets: [{id: size, alternatives: [4]}]}"
    text = (
        "title: x\njurisdictions: [{id: KEN}]\nmarkets: []\ndelegations: []\n"
        f"negotiation: {{opening_drafts: [{{id: first, title: A, operative: [{clause}]}}]}}\n"
    )
    (found,) = [one for one in findings(text, ScenarioKeys) if "alternatives" in one.message]
    assert 'in bracket "size" of clause "fund" of opening draft "first"' in found.message


@pytest.mark.parametrize(
    ("figure", "said"), [("1e300", "from 0 to 1e+12, but is 1e+300"), ("-1", "at least 0, but is -1")]
)
def test_a_figure_beyond_a_bound_is_told_the_bound_that_it_passes(figure, said):
    text = (
        "title: x\njurisdictions: [{id: KEN}]\ndelegations: []\n"
        f"markets: [{{id: flora, unit_value: {figure}, destinations: []}}]\n"
    )
    (found,) = [one for one in findings(text, ScenarioKeys) if one.code == "E205"]
    assert said in found.message


def test_suppressions_and_secrets_are_called_what_they_are():
    (found,) = (
        one for one in findings("suppress: [{code: W302}]\n", ScenarioKeys) if one.line == 1 and one.column > 10
    )
    assert found.message == 'The key "reason" is missing in suppression 1.'
    text = "tests: [{name: one, hidden_from: {china: kenya}}]\n"
    (found,) = (one for one in findings(text, ScenarioKeys) if one.column > 10)
    assert found.message.startswith('Secrets hidden from "china" of test "one" must be a list')


def test_findings_are_limited():
    assert len(findings("title: x\ntopics: [" + "1, " * 5000 + "]\n")) == MAX_FINDINGS


def test_the_real_schema_has_plain_words_for_a_bad_leg():
    text = "title: x\njurisdictions: [{id: KEN}]\nmarkets: []\ndelegations: []\nlegs:\n- {id: a, form: KEN}\n"
    found = {one.column: one for one in findings(text, ScenarioKeys) if one.line == 6 and one.code == "E201"}
    assert found[11].remedy == 'did you mean "from"?'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("when: turn > and 3", 1, 14),
        ("when: 'turn > and 3'", 1, 15),
        ('when: "turn > and 3"', 1, 15),
        ("when: >\n  turn >\n  and 3", 1, 1),
    ],
)
def test_expressions_are_pointed_into_where_characters_keep_their_places(text, line, column):
    read = read_text(text, "f")
    with pytest.raises(ExpressionError) as caught:
        parse_expression(read.value["when"])
    found = diagnostic_for_expression(caught.value, read, ("when",))
    assert place(found) == ("E210", line, column)
