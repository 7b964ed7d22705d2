"""Checks across a scenario: every documented finding has an example that triggers it."""

import pytest

from game.model.expression_parser import parse_expression
from game.scenario import codes, codes_checks
from game.scenario.checks_logic import can_hold
from game.scenario.example import MINIMAL, example_text
from game.scenario.load import read_scenario

OURS = [code for code in codes.registered().values() if code.id in vars(codes_checks).values()]


@pytest.mark.parametrize("code", OURS, ids=lambda code: code.id)
def test_the_example_of_a_code_triggers_it(code: codes.Code) -> None:
    found = [finding.code for finding in read_scenario(example_text(code.example), "example.yaml").diagnostics]
    assert code.id in found


@pytest.mark.parametrize("code", [code for code in OURS if code.id.startswith("E")], ids=lambda code: code.id)
def test_the_example_of_an_error_has_no_second_one(code: codes.Code) -> None:
    found = read_scenario(example_text(code.example), "example.yaml").diagnostics
    assert {finding.code for finding in found if finding.code.startswith("E")} == {code.id}


def test_the_smallest_scenario_is_fine() -> None:
    result = read_scenario(MINIMAL, "minimal.yaml")
    assert result.scenario is not None
    assert all(finding.code.startswith("H") for finding in result.diagnostics)


def test_suggestions_know_names_as_well_as_ids() -> None:
    lines = "jurisdictions: [{id: KEN}, {id: CHN}, {id: KENYA}]"
    (found,) = [one for one in read_scenario(example_text(lines), "x.yaml").diagnostics if one.code == "E206"]
    assert "three capital letters" in found.message
    assert found.remedy == 'did you mean "KEN"?'
    lines = "legs: [{id: direct, from: KEN, to: UK, mode: sea}]"
    (found,) = [one for one in read_scenario(example_text(lines), "x.yaml").diagnostics if one.code == "E206"]
    assert found.remedy == 'did you mean "GBR"?'
    lines = "legs: [{id: direct, from: KEN, to: XX, mode: sea}]"
    (found,) = [one for one in read_scenario(example_text(lines), "x.yaml").diagnostics if one.code == "E206"]
    assert "Look up" in found.remedy
    lines = "legs: [{id: direct, from: KEN, to: CHI, mode: sea}]"
    (found,) = [one for one in read_scenario(example_text(lines), "x.yaml").diagnostics if one.code == "E301"]
    assert '"CHN"' in found.remedy


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("turn >= 4", True),
        ("turn >= 5", False),
        ("turn > 2 and turn < 2", False),
        ("criminality(KEN) > 10", False),
        ("criminality(KEN) > 9.9", True),
        ("corruption(KEN) + 1 > 2.5", False),
        ("corruption(KEN) * 4 > 3.5", True),
        ("pike(plain) < 0", False),
        ("population(plain) >= 0", True),
        ("not (turn >= 0)", False),
        ("false or turn == 4", True),
        ("year > 2030", False),
        ("abs(resilience(KEN) - 12) < 1", False),
        ("min(turn, 3) > 3", False),
        ("max(turn, 3) > 3", True),
        ("-turn > 0", False),
        ("funds(one) / 2 > 3", True),
        ("turn / 0 > 1", True),  # said to be possible where the check cannot know
        ("flag(rain) and turn < 1", True),
        ("start(criminality(KEN)) < 1", False),
    ],
)
def test_what_a_condition_can_ever_be(text: str, possible: bool) -> None:
    assert can_hold(parse_expression(text), turns=4, start_year=2026, turn_years=0.5) is possible


@pytest.mark.parametrize(
    ("quantity", "refused"),
    [
        ("identified(KEN)", True),
        ("0 - people_exploited(KEN)", False),
        ("identified(KEN) / max(1, people_exploited(KEN))", True),
        ("arrived(human_smuggling)", True),
        ("flow(direct)", True),
        ("criminality(KEN)", False),
        ("corruption(KEN)", False),
        ("turn", False),
    ],
)
def test_aims_that_want_less_of_what_protects_people_are_refused(quantity: str, refused: bool) -> None:
    lines = f"""\
markets:
- id: human_smuggling
  origins: [{{jurisdiction: KEN, supply: 500}}]
  destinations: [{{jurisdiction: CHN}}]
delegations:
- id: one
  jurisdictions: [KEN]
  mandates:
  - id: first
    objectives:
    - {{id: aim, text: An aim, quantity: "{quantity}", bronze: 3, silver: 2, gold: 1}}
"""
    found = [one.code for one in read_scenario(example_text(lines), "x.yaml").diagnostics]
    assert ("E311" in found) is refused


def test_more_people_turned_back_is_no_aim_and_more_people_identified_is_one() -> None:
    for quantity, refused in (("seized(human_smuggling)", True), ("identified(KEN)", False), ("arrived(fauna)", None)):
        lines = f"""\
markets:
- id: human_smuggling
  origins: [{{jurisdiction: KEN, supply: 500}}]
  destinations: [{{jurisdiction: CHN}}]
delegations:
- id: one
  jurisdictions: [KEN]
  mandates:
  - id: first
    objectives:
    - {{id: aim, text: An aim, quantity: "{quantity}", bronze: 1, silver: 2, gold: 3}}
"""
        found = [one.code for one in read_scenario(example_text(lines), "x.yaml").diagnostics]
        assert "E211" in found if refused is None else ("E311" in found) is refused


@pytest.mark.parametrize(
    ("does", "where"),
    [
        ("pooled_fund, amount: 4, spend: {measure: judicial_training, at: %s}", "pooled fund"),
        ("common_pledge, amount: 4, measure: judicial_training, at: %s", "common pledge"),
    ],
)
def test_a_clause_pays_only_for_what_its_measure_works_on(does: str, where: str) -> None:
    verb = "Decides to establish" if where == "pooled fund" else "Calls upon"
    draft = "negotiation:\n  opening_drafts:\n  - id: first\n    title: A draft\n    operative:\n"

    def found(at: str) -> list[str]:
        text = draft + f"    - {{id: one, verb: {verb}, text: a {where}, does: {does % at}}}\n"
        return [str(one) for one in read_scenario(example_text(text), "x.yaml").diagnostics if one.code[0] == "E"]

    assert found("KEN") == []
    (said,) = found("direct")
    assert 'E353  "judicial_training" cannot be pointed at "direct".' in said
    assert '"KEN"' in said


def test_a_leg_beside_too_many_others_is_told_apart_from_one_that_leads_nowhere() -> None:
    def said(number: int) -> str:
        legs = "".join(f"- {{id: way_{one}, from: KEN, to: CHN, mode: sea}}\n" for one in range(number))
        found = read_scenario(example_text(f"legs:\n{legs}- {{id: back, from: CHN, to: KEN, mode: sea}}\n"), "x.yaml")
        return "\n".join(str(one) for one in found.diagnostics if one.code == "W302")

    assert "Turn it round, connect it" in said(2)
    assert "cheapest paths" in said(100)
    assert "Lower its base_cost" in said(100)


def test_only_what_a_teacher_misses_is_said_to_be_missing() -> None:
    def said(lines: str) -> str:
        found = read_scenario(example_text(lines), "x.yaml").diagnostics
        return " ".join(one.message for one in found if one.code == "H304")

    assert "learning goals" not in said("learning_goals: [See it.]")
    assert "debrief" in said("learning_goals: [See it.]")
    assert "debrief" not in said("debrief: [What moved?]")
    assert said("learning_goals: [See it.]\ndebrief: [What moved?]") == ""


def test_the_longest_path_is_that_of_the_parameters():
    lines = "legs: [{id: back, from: CHN, to: KEN, mode: sea}]\n"
    (found,) = (one for one in read_scenario(example_text(lines), "x.yaml").diagnostics if one.code == "E306")
    assert "at most 5 legs" in found.message
    lines += "parameters: {legs_per_itinerary: 4}\n"
    (found,) = (one for one in read_scenario(example_text(lines), "x.yaml").diagnostics if one.code == "E306")
    assert "at most 4 legs" in found.message
