"""Files that extend others: changes by id, copies, removals, joining, and what is said about mistakes."""

from pathlib import Path

import pytest

from game.scenario.codes import Reads, registered
from game.scenario.diagnostic import Diagnostic
from game.scenario.example import example_text
from game.scenario.load import LoadResult, load_scenario, read_scenario

BASE = """\
title: Two routes
stylised: true
rules: {turns: 6, drift: 0.05}
sources: {index: {title: An index}}
suppress: [{code: H303, reason: A test has nothing hard to bear.}]
jurisdictions:
- {id: KEN, source: index, corruption: 0.6, markets: {counterfeit: 6}}
- {id: TZA, corruption: {value: 0.5, source: index}, markets: {counterfeit: 5}}
- {id: CHN, markets: {counterfeit: 7}}
markets:
- id: counterfeit
  origins: [{jurisdiction: CHN, supply: 20}]
  destinations: [{jurisdiction: KEN}, {jurisdiction: TZA, attraction: 2}]
legs:
- {id: chn_ken, from: CHN, to: KEN, mode: sea}
- {id: chn_tza, from: CHN, to: TZA, mode: sea, base_cost: 2}
- {id: ken_tza, from: KEN, to: TZA, mode: land}
channels: [{id: money, from: KEN, to: CHN}]
measures: [patrol, audit, liaison, {id: dogs, like: patrol, half_amount: 2}]
instruments: [{id: platform, name: A platform, parties: [KEN, TZA]}]
delegations:
- id: kenya
  jurisdictions: [KEN]
  funds: 6
  mandates:
  - id: one
    objectives:
    - {id: less, text: Less arrives, quantity: flow(chn_ken), bronze: 8, silver: 7, gold: 6}
    - {id: other, text: The other road, quantity: flow(chn_tza), bronze: 8, silver: 7, gold: 6}
    - {id: friends, text: Be trusted, quantity: "trust(kenya, tanzania)", bronze: 0.5, silver: 0.6, gold: 0.7}
  proposed_orders: [{fund: patrol, at: chn_ken, amount: 2}, {link: tanzania}]
- id: tanzania
  jurisdictions: [TZA]
  funds: 5
  teams: 2
  proposed_orders: [{fund: audit, amount: 3}, {link: kenya}]
- {id: china, jurisdictions: [CHN], proposed_orders: [{link: kenya}, {link: tanzania}]}
negotiation:
  rules:
  - {id: register, name: A register, effects: [{kind: corruption, amount: -0.02}]}
  - {id: closed, name: A closed port, effects: [{kind: leg_cost, leg: chn_tza, amount: 0.5}]}
  opening_drafts:
  - id: first
    title: What to do
    sponsors: [tanzania, china]
    operative:
    - {id: bring_in, verb: Recommends, text: a register, does: rule, rule: register}
    - {id: shut, verb: Recommends, text: a closed port, does: rule, rule: closed}
    - {id: list, verb: Recommends, text: one of us, does: listing, jurisdiction: TZA}
projects:
- id: yard
  name: Yard
  jurisdiction: TZA
  cost: 40
  effects: [{kind: effort, leg: chn_tza, amount: 0.2}, {kind: flag, flag: built}]
events:
- id: storm
  when: flag(built)
  headline: A storm
  effects: [{kind: leg_cost, leg: chn_tza, amount: 0.3}, {kind: funds, delegation: tanzania, amount: 2}]
- {id: rush, when: flow(chn_tza) > 3, headline: A rush}
tests:
- {name: on the road, play: [{end_turn: 1}], expect: [flow(ken_tza) >= 0]}
- name: at sea
  play: [{delegation: kenya, fund: patrol, at: chn_ken, amount: 2}, {end_turn: 1}]
  expect: [flow(chn_ken) > 0]
- {name: nothing named, play: [{end_turn: 1}], expect: [turn == 1]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def read(folder: Path, text: str, name: str = "mine.yaml") -> LoadResult:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_scenario(path, name)


def errors(result: LoadResult) -> list[Diagnostic]:
    return [found for found in result.diagnostics if found.code.startswith("E")]


def only(result: LoadResult) -> Diagnostic:
    (found,) = errors(result)
    return found


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


def test_findings_point_into_the_right_file(folder: Path) -> None:
    result = read(folder, "extends: base\nrules: {turns: 4}\nlegs: [{id: chn_ken, mode: boat}]\n")
    found = only(result)
    assert (found.code, found.file, found.line, found.excerpt) == (
        "E204", "mine.yaml", 3, "legs: [{id: chn_ken, mode: boat}]",
    )  # fmt: skip
    broken = BASE.replace("mode: land", "mode: lorry")
    (folder / "base.yaml").write_text(broken, encoding="utf-8")
    found = only(read(folder, "extends: base\n"))
    assert (found.code, found.file) == ("E204", "base.yaml")
    assert broken.splitlines()[found.line - 1] == found.excerpt
    assert "lorry" in found.excerpt


def test_what_the_base_is_told_itself_is_not_repeated(folder: Path) -> None:
    of_base = {found.code for found in load_scenario(folder / "base.yaml").diagnostics if found.line}
    assert of_base
    mine = read(folder, "extends: base\n")
    assert not [found for found in mine.diagnostics if found.file == "base.yaml"]
    # Something of the base that only the change makes odd is said, at its place there.
    market = "{id: arms, origins: [{jurisdiction: CHN, supply: 1}], destinations: [{jurisdiction: KEN}]}"
    odd = read(folder, f"extends: base\nremove: {{markets: all}}\nmarkets: [{market}]\n")
    assert [found.code for found in odd.diagnostics if found.file == "base.yaml"]


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


@pytest.mark.parametrize("name", ["../base", "/etc/passwd", "C:\\x", ".", "..", "", "a/b", "base.yaml/x"])
def test_a_base_is_a_name_and_never_a_path(folder: Path, name: str) -> None:
    found = only(read(folder, f"extends: '{name}'\n"))
    assert (found.code, found.line) in {("E330", 1), ("E203", 1)}


def test_links_are_not_followed(folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text("password: swordfish", encoding="utf-8")
    inner = folder / "inner"
    inner.mkdir()
    try:
        (inner / "linked.yaml").symlink_to(secret)
    except OSError:
        pytest.skip("no links here")
    found = read(inner, "extends: linked\n").diagnostics
    assert {one.code for one in found} == {"E330"}
    assert "swordfish" not in str(found)


def test_a_missing_base_names_the_likely_one(folder: Path) -> None:
    found = only(read(folder, "# mine\nextends: bose\n"))
    assert (found.code, found.line, found.column) == ("E330", 2, 10)
    assert '"base"' in found.remedy


def test_circles_of_files_are_found_with_their_place(folder: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (folder / f"{one}.yaml").write_text(f"title: {one}\nextends: {other}\n", encoding="utf-8")
    found = only(load_scenario(folder / "a.yaml", "a.yaml"))
    assert (found.code, found.file, found.line) == ("E331", "c.yaml", 2)
    assert found.message.count(".yaml") == 4
    assert only(read(folder, "extends: mine\n")).code == "E331"


def test_a_broken_base_is_said_at_both_places(folder: Path) -> None:
    (folder / "base.yaml").write_text("title: [", encoding="utf-8")
    found = read(folder, "extends: base\n").diagnostics
    assert [(one.code, one.file) for one in found] == [("E110", "base.yaml"), ("E332", "mine.yaml")]


def test_a_file_may_extend_the_one_of_its_name_that_comes_with_the_game(folder: Path) -> None:
    result = read(folder, "extends: ivory_corridor\nrules: {turns: 4}\n", "ivory_corridor.yaml")
    assert result.scenario is not None
    assert result.scenario.rules.turns == 4


def test_extensions_of_extensions(folder: Path) -> None:
    (folder / "middle.yaml").write_text("extends: base\nlegs: [{id: ken_tza, base_cost: 3}]\n", encoding="utf-8")
    text = "extends: middle\n\n\nlegs: [{id: chn_tza, base_cost: 4}]\nremove: {events: [strom]}\n"
    found = only(read(folder, text))
    assert (found.file, found.line) == ("mine.yaml", 5)
    result = read(folder, text.replace("strom", "storm"))
    assert [leg.base_cost for leg in result.scenario.legs] == [1, 4, 3]
    rows = [(row.name, result.source.place(row.line)[0]) for row in result.inherited.not_applicable]
    assert rows == [("on the road", "base.yaml")]
    line = result.source.place(result.inherited.not_applicable[0].line)[1]
    assert "on the road" in BASE.splitlines()[line - 1]


def test_a_save_holds_one_text_that_stands_alone(folder: Path) -> None:
    text = "extends: base\nnames: fictional\njurisdictions: [{id: UGA, like: KEN}]\nremove: {legs: [ken_tza]}\n"
    mine = read(folder, text)
    assert "extends" not in mine.text
    alone = read_scenario(mine.text, "mine.yaml")
    assert alone.scenario == mine.scenario
    assert not errors(alone)


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
