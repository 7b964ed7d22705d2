"""Files that extend others: changes by id, copies, removals, joining, and what is said about mistakes."""

from pathlib import Path

import pytest

from game.scenario.codes import Reads, registered
from game.scenario.example import example_text
from game.scenario.load import load_scenario, read_scenario
from tests.scenario.extending import BASE, errors, folder, only, read

__all__ = ["folder"]  # a fixture


def test_the_base_is_fine(folder: Path) -> None:
    result = load_scenario(folder / "base.yaml")
    assert result.scenario is not None
    assert not errors(result)


def test_an_extension_of_one_line_is_the_base(folder: Path) -> None:
    mine, base = read(folder, "extends: base\n"), load_scenario(folder / "base.yaml")
    assert mine.scenario is not None
    assert mine.scenario.id == "mine"
    assert mine.scenario.legs == base.scenario.legs
    assert mine.scenario.tests == base.scenario.tests


def test_mappings_change_key_by_key_and_figures_as_a_whole(folder: Path) -> None:
    text = """\
extends: base
title: Mine
rules: {turns: 4}
jurisdictions:
- {id: TZA, corruption: {value: 0.4, stylised: true}, markets: {financial: 3}}
"""
    scenario = read(folder, text).scenario
    assert (scenario.title, scenario.rules.turns, scenario.rules.drift) == ("Mine", 4, 0.05)
    tanzania = scenario.jurisdictions[1]
    assert (tanzania.corruption, dict(tanzania.figure_sources)) == (0.4, {"corruption": "stylised"})
    assert (tanzania.markets["counterfeit"], tanzania.markets["financial"]) == (5, 3)


def test_items_are_changed_by_their_ids_and_new_ones_follow(folder: Path) -> None:
    text = """\
extends: base
legs:
- {id: chn_tza, base_cost: 5}
- {id: tza_ken, from: TZA, to: KEN, mode: land}
markets:
- {id: counterfeit, destinations: [{jurisdiction: TZA, attraction: 9}]}
measures: [prevention, {id: dogs, half_amount: 3}]
"""
    scenario = read(folder, text).scenario
    assert [(leg.id, leg.base_cost) for leg in scenario.legs] == [
        ("chn_ken", 1), ("chn_tza", 5), ("ken_tza", 1), ("tza_ken", 1),
    ]  # fmt: skip
    assert [(end.jurisdiction, end.attraction) for end in scenario.markets[0].destinations] == [("KEN", 1), ("TZA", 9)]
    offers = {offer.id: (offer.rule.value, offer.half_amount) for offer in scenario.measures}
    assert offers["dogs"] == ("patrol", 3)
    assert "prevention" in offers


def test_like_copies_an_item_and_changes_the_copy(folder: Path) -> None:
    text = """\
extends: base
jurisdictions: [{id: UGA, like: KEN, corruption: 0.7}, {id: RWA, like: UGA}]
legs: [{id: chn_uga, like: chn_ken, to: UGA}]
"""
    scenario = read(folder, text).scenario
    uganda, rwanda = scenario.jurisdictions[3:]
    assert (uganda.id, uganda.name, uganda.corruption, uganda.markets["counterfeit"]) == ("UGA", "Uganda", 0.7, 6)
    assert rwanda.corruption == 0.7
    assert (scenario.legs[3].origin, scenario.legs[3].destination) == ("CHN", "UGA")


def test_a_scenario_that_extends_nothing_may_copy_as_well() -> None:
    lines = BASE.replace("- {id: ken_tza, from: KEN, to: TZA, mode: land}", "- {id: ken_tza, like: chn_tza, from: KEN}")
    result = read_scenario(lines, "plain.yaml")
    assert result.scenario is not None
    assert result.scenario.legs[2].base_cost == 2
    assert result.text == lines


def test_what_hangs_on_a_removed_item_goes_with_it(folder: Path) -> None:
    result = read(folder, "extends: base\nremove: {jurisdictions: [TZA]}\n")
    scenario = result.scenario
    assert scenario is not None
    assert [leg.id for leg in scenario.legs] == ["chn_ken"]
    assert [item.id for item in scenario.delegations] == ["kenya", "china"]
    assert [aim.id for aim in scenario.delegations[0].mandates[0].objectives] == ["less"]
    assert [type(step).__name__ for step in scenario.delegations[0].proposed_orders] == ["Fund"]
    assert not scenario.projects
    assert not scenario.events  # one waits for the project's flag, the other for a leg
    assert scenario.instruments[0].parties == ("KEN",)
    assert [end.jurisdiction for end in scenario.markets[0].destinations] == ["KEN"]
    (draft,) = scenario.negotiation.opening_drafts
    assert draft.sponsors == ("china",)
    assert [clause.id for clause in draft.operative] == ["bring_in"]
    assert [rule.id for rule in scenario.negotiation.rules] == ["register"]
    (hint,) = [found for found in result.diagnostics if found.code == "H310"]
    assert hint.line == 2
    for words in (
        "leg chn_tza",
        "delegation tanzania",
        "project yard",
        "event storm",
        "objective other of kenya, one",
        "clause shut",
    ):
        assert words in hint.message


def test_removal_at_the_item_and_of_all(folder: Path) -> None:
    text = "extends: base\nlegs: [{id: ken_tza, remove: true}]\nremove: {events: all, channels: [money]}\n"
    scenario = read(folder, text).scenario
    assert [leg.id for leg in scenario.legs] == ["chn_ken", "chn_tza"]
    assert not scenario.events
    assert not scenario.channels


def test_what_is_removed_can_be_copied_and_written_anew(folder: Path) -> None:
    text = """\
extends: base
remove: {legs: all, events: [storm]}
legs: [{id: chn_ken, from: CHN, to: KEN, mode: air}, {id: second, like: chn_tza}]
"""
    scenario = read(folder, text).scenario
    assert [(leg.id, leg.mode.value, leg.base_cost) for leg in scenario.legs] == [
        ("chn_ken", "air", 1), ("second", "sea", 2),
    ]  # fmt: skip
    # An aim about the route that is there again stays; one about a route that is gone does not.
    assert [aim.id for aim in scenario.delegations[0].mandates[0].objectives] == ["less", "friends"]
    found = only(read(folder, "extends: base\nremove: {legs: [new]}\nlegs: [{id: new, like: chn_ken}]\n"))
    assert (found.code, found.line) == ("E333", 2)


def test_only_what_was_inherited_goes_along(folder: Path) -> None:
    text = "extends: base\nremove: {jurisdictions: [TZA]}\nlegs: [{id: mine, from: KEN, to: TZA, mode: land}]\n"
    found = only(read(folder, text))
    assert (found.code, found.file, found.line, found.column) == ("E301", "mine.yaml", 3, 34)


def test_joining_adds_up_and_speaks_for_both(folder: Path) -> None:
    scenario = read(folder, "extends: base\ndelegations: [{id: tanzania, joins: kenya}]\n").scenario
    kenya, china = scenario.delegations
    assert kenya.jurisdictions == ("KEN", "TZA")
    assert (kenya.funds, kenya.funds_cap, kenya.teams) == (11, 22, 5)
    targets = [getattr(step, "target", "") for step in kenya.proposed_orders]
    assert targets == ["chn_ken", "TZA"]  # an audit at home names its State now; nobody links with oneself
    assert [aim.id for aim in kenya.mandates[0].objectives] == ["less", "other"]
    assert [step.partner for step in china.proposed_orders] == ["kenya"]
    assert scenario.events[0].effects[1].delegation == "kenya"
    assert scenario.negotiation.opening_drafts[0].sponsors == ("kenya", "china")


@pytest.mark.parametrize(
    ("delegations", "words"),
    [
        ("[{id: tanzania, joins: kenia}]", 'did you mean "kenya"'),
        ("[{id: tanzania, joins: tanzania}]", "in a circle"),
        ("[{id: tanzania, joins: kenya}, {id: kenya, joins: tanzania}]", "in a circle"),
    ],
)
def test_joining_nobody_is_an_error(folder: Path, delegations: str, words: str) -> None:
    result = read(folder, f"extends: base\ndelegations: {delegations}\n")
    assert {found.code for found in errors(result)} == {"E336"}
    assert words in str(errors(result)[0])


def test_inherited_tests_about_changed_items_do_not_apply(folder: Path) -> None:
    result = read(folder, "extends: base\nlegs: [{id: ken_tza, base_cost: 3}]\n")
    (row,) = result.inherited.not_applicable
    assert row.name == "on the road"
    assert "ken_tza" in row.reason
    assert result.source.place(row.line)[0] == "base.yaml"
    assert [test.name for test in result.scenario.tests] == ["at sea", "nothing named"]
    assert result.inherited.moved


def test_other_words_change_no_test(folder: Path) -> None:
    result = read(folder, "extends: base\nlegs: [{id: ken_tza, name: The old road, mode: land}]\n")
    assert not result.inherited.not_applicable
    assert not result.inherited.moved
    assert result.inherited.tests == {"on the road", "at sea", "nothing named"}


def test_an_own_test_of_the_same_name_replaces_the_inherited_one(folder: Path) -> None:
    text = "extends: base\nlegs: [{id: ken_tza, base_cost: 3}]\ntests: [{name: on the road, expect: [turn == 1]}]\n"
    result = read(folder, text)
    assert not result.inherited.not_applicable
    assert "on the road" not in result.inherited.tests


def test_what_is_changed_has_to_be_there(folder: Path) -> None:
    text = """\
extends: base
delegations: [{id: kenia, funds: 9}]
legs: [{id: new, like: chn_kne}, {id: chn_ken, like: chn_tza}, {id: gone, remove: true}]
remove: {events: [strom], legz: [x]}
"""
    found = errors(read(folder, text))
    assert [(one.code, one.line) for one in found] == [
        ("E333", 2), ("E333", 3), ("E334", 3), ("E333", 3), ("E333", 4), ("E333", 4),
    ]  # fmt: skip
    assert '"kenya"' in found[0].remedy
    assert '"chn_ken"' in found[1].remedy
    assert '"storm"' in found[4].remedy
    assert '"legs"' in found[5].remedy


@pytest.mark.parametrize("like", ["one", "two"])
def test_copies_in_a_circle_are_found(folder: Path, like: str) -> None:
    text = f"extends: base\nlegs: [{{id: one, like: {like}}}, {{id: two, like: one}}]\n"
    assert "E334" in {found.code for found in errors(read(folder, text))}


def test_hostile_copies_are_refused_quickly(folder: Path) -> None:
    many = "".join(f"- {{id: d{number}, like: kenya}}\n" for number in range(9000))
    assert only(read(folder, "extends: base\ndelegations:\n" + many)).code == "E116"
    chain = "".join(f"- {{id: d{number}, like: d{number + 1}}}\n" for number in range(9000))
    result = read(folder, "extends: base\ndelegations:\n" + chain + "- {id: d9000, like: kenya}\n")
    assert {found.code for found in errors(result)} == {"E334"}
    assert len(errors(result)) <= 200
    long = "".join(f"- {{id: d{number}, like: long}}\n" for number in range(5000))
    text = f"extends: base\ndelegations:\n- {{id: long, like: kenya, position: {'x' * 60000}}}\n{long}"
    assert only(read(folder, text)).code == "E116"


@pytest.mark.parametrize(
    "text",
    [
        "extends: 7\n", "extends: [base]\n", "extends: null\n", "extends: base\nremove: legs\n",
        "extends: base\nremove: {legs: 7, rules: [turns], title: x}\n", "extends: base\nlegs: {id: x}\n",
        "extends: base\nlegs: [x, 7, null, {id: 7}, {id: null, remove: true}, {remove: true}]\n",
        "extends: base\ndelegations: [{id: kenya, funds: x, teams: null, joins: china}]\n",
        "extends: base\ndelegations: [{id: kenya, jurisdictions: x, mandates: 7, joins: [china]}]\n",
        "extends: base\nrules: 7\nmarkets: all\n", "extends: base\nremove: {sources: [index]}\n",
        "remove: {legs: [x]}\n", "title: x\nlegs: [{id: a, remove: true}]\n", "extends: base\nremove: {legs: {a: 1}}\n",
    ],
)  # fmt: skip
def test_odd_changes_are_findings_and_no_exceptions(folder: Path, text: str) -> None:
    result = read(folder, text)
    assert result.scenario is not None or errors(result)


@pytest.mark.parametrize(
    "code", [code for code in registered().values() if code.reads is Reads.FILE], ids=lambda code: code.id
)
def test_the_example_of_a_code_triggers_it(code) -> None:
    found = {finding.code for finding in read_scenario(code.example, "example.yaml").diagnostics}
    assert code.id in found


BASE_OF_LESSONS = example_text(
    """\
delegations:
- {id: one, jurisdictions: [KEN]}
- {id: two, jurisdictions: [CHN]}
lessons:
  45: {turns: 3, seats: [one, two]}
hints:
- {delegation: two, text: Look at your funds.}
"""
)


def test_lessons_and_hints_follow_those_who_join_another_delegation_or_leave(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE_OF_LESSONS, encoding="utf-8")
    joined = read_scenario("extends: base\ndelegations: [{id: two, joins: one}]\n", "j.yaml", path=tmp_path / "j.yaml")
    assert joined.scenario is not None, joined.diagnostics
    assert joined.scenario.lessons[0].seats == ("one",)
    assert [hint.delegation for hint in joined.scenario.hints] == ["one"]
    left = read_scenario("extends: base\nremove: {delegations: [two]}\n", "l.yaml", path=tmp_path / "l.yaml")
    assert left.scenario is not None, left.diagnostics
    assert left.scenario.lessons[0].seats == ("one",)
    assert left.scenario.hints == ()
