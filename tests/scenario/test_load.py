"""Loading: defaults, sources, ids; and files that cannot be read."""

import random
import re
from pathlib import Path

import pytest

from game.model.measures import MeasureId
from game.model.scenario import STYLISED, EffectKind, Scenario
from game.model.script import Fund
from game.model.taxonomy import BlockId, MarketId, MarketKind
from game.scenario.example import MINIMAL, example_text
from game.scenario.load import load_scenario, read_scenario, scenario_id

SMALL = Path(__file__).with_name("small.yaml")


def loaded(lines: str = "") -> Scenario:
    result = read_scenario(example_text(lines), "folder/My First-Scenario.yaml")
    assert result.scenario is not None, result.diagnostics
    return result.scenario


def test_a_first_scenario_is_short() -> None:
    assert len(MINIMAL.splitlines()) < 60
    assert len(SMALL.read_text(encoding="utf-8").splitlines()) < 60
    assert load_scenario(SMALL).scenario is not None


def test_what_is_left_out_gets_a_default() -> None:
    scenario = loaded()
    kenya = scenario.jurisdictions[0]
    assert kenya.name == "Kenya"  # from the map
    assert kenya.criminality == 6  # mean of its markets
    assert kenya.markets[MarketId.FINANCIAL] == 6  # no score for money: its criminality
    assert kenya.corruption == 0.5
    assert kenya.resilience == dict.fromkeys(BlockId, 5.0)
    assert scenario.legs[0].name == "Kenya → China"
    assert scenario.legs[0].market is MarketId.COUNTERFEIT
    assert scenario.markets[0].value_chain == (0.2, 0.3, 0.5)
    assert {hub.jurisdiction for hub in scenario.money_hubs} == {"KEN", "CHN"}
    assert scenario.delegations[0].name == "Kenya, China"
    assert scenario.delegations[0].funds_cap == 2 * scenario.delegations[0].funds
    assert scenario.id == "my_first_scenario"


def test_resilience_may_be_one_number_or_some_blocks() -> None:
    one = loaded("jurisdictions: [{id: KEN, resilience: 7}, {id: CHN}]").jurisdictions[0]
    assert set(one.resilience.values()) == {7.0}
    some = loaded("jurisdictions: [{id: KEN, resilience: {prevention: 2, law_enforcement: 4}}, {id: CHN}]")
    blocks = some.jurisdictions[0].resilience
    assert (blocks[BlockId.PREVENTION], blocks[BlockId.LAW_ENFORCEMENT], blocks[BlockId.TRANSPARENCY]) == (2, 4, 3)


def test_only_measures_with_a_target_are_offered() -> None:
    rules = {offer.rule for offer in loaded().measures}
    assert MeasureId.PATROL in rules
    assert not rules & {MeasureId.RANGER_PATROL, MeasureId.CORRIDOR_PROTECTION, MeasureId.REGULAR_PATHWAYS}
    assert MeasureId.LIAISON not in rules  # one delegation has nobody to link with
    assert all(offer.name and offer.text for offer in loaded().measures)


def test_an_own_measure_works_like_a_built_in_one() -> None:
    lines = "measures: [patrol, {id: dogs, like: patrol, name: Dogs, half_amount: 2, maximum: 0.3}]"
    plain, dogs = loaded(lines).measures
    assert (plain.rule, plain.half_amount) == (MeasureId.PATROL, None)
    assert (dogs.rule, dogs.half_amount, dogs.maximum, dogs.name) == (MeasureId.PATROL, 2, 0.3, "Dogs")


def test_every_figure_keeps_its_source() -> None:
    lines = """\
sources: {index: {title: An index}, survey: {title: A survey}}
jurisdictions:
- {id: KEN, source: index, corruption: {value: 0.4, source: survey}, secrecy: {value: 0.6, stylised: true}}
- {id: CHN}
"""
    kenya, china = loaded(lines).jurisdictions
    assert kenya.source == ("index", "survey")
    assert dict(kenya.figure_sources) == {"corruption": "survey", "secrecy": STYLISED}
    assert china.source == (STYLISED,)


def test_wildlife_starts_where_its_habitats_are_and_without_any_is_a_good() -> None:
    fauna = "markets: [{id: fauna, origins: [{jurisdiction: KEN, supply: 4}], destinations: [{jurisdiction: CHN}]}]"
    assert loaded(fauna).markets[0].kind is MarketKind.GOODS
    lines = """\
markets: [{id: fauna, destinations: [{jurisdiction: CHN}]}]
habitats: [{id: plain, jurisdiction: KEN, species: zebra, population: 900, pike: 0.2, steady: true}]
"""
    scenario = loaded(lines)
    assert scenario.markets[0].kind is MarketKind.WILDLIFE
    assert [origin.jurisdiction for origin in scenario.markets[0].origins] == ["KEN"]
    assert (scenario.habitats[0].capacity, scenario.habitats[0].trend) == (1800, 0)


def test_effects_get_the_only_market_and_last_as_they_say() -> None:
    lines = """\
events:
- id: story
  when: turn >= 1
  headline: News
  effects:
  - {kind: demand, jurisdiction: CHN, amount: 1.2, turns: rest}
  - {kind: leg_cost, leg: direct, amount: 0.3}
"""
    demand, cost = loaded(lines).events[0].effects
    assert (demand.kind, demand.market, demand.turns) == (EffectKind.DEMAND, MarketId.COUNTERFEIT, None)
    assert (cost.market, cost.turns, cost.leg) == (None, 1, "direct")


def test_proposed_orders_and_tests_are_read_with_their_places() -> None:
    scenario = load_scenario(SMALL).scenario
    assert scenario is not None
    (order,) = scenario.delegations[0].proposed_orders
    assert isinstance(order, Fund)
    assert (order.delegation, order.measure, order.target, order.amount) == ("kenya", "patrol", "ken_mys", 3)
    assert scenario.tests[0].line > 1
    assert SMALL.read_text(encoding="utf-8").splitlines()[order.line - 1].strip().startswith("- {fund: patrol")


def test_a_save_reads_the_same_scenario_from_its_text() -> None:
    from_file = load_scenario(SMALL)
    assert read_scenario(from_file.text, SMALL.name).scenario == from_file.scenario


@pytest.mark.parametrize(
    ("file", "identity"),
    [("ivory.yaml", "ivory"), ("C:\\tmp\\My File.yaml", "my_file"), ("é.yaml", "scenario"), ("", "scenario")],
)
def test_the_id_is_made_of_plain_letters(file: str, identity: str) -> None:
    assert scenario_id(file) == identity


def test_files_that_cannot_be_read_are_findings_and_no_exceptions(tmp_path: Path) -> None:
    (tmp_path / "picture.yaml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff\xfe")
    (tmp_path / "wide.yaml").write_text("title: x", encoding="utf-16")
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    (tmp_path / "list.yaml").write_text("- 1\n- 2\n", encoding="utf-8")
    (tmp_path / "large.yaml").write_bytes(b"# " + b"x" * 2_000_000)
    (tmp_path / "recipe.yaml").write_text("flour: 500 g\nsugar: 1 spoon\n", encoding="utf-8")
    names = ["picture.yaml", "wide.yaml", "empty.yaml", "list.yaml", "large.yaml", "recipe.yaml", "missing.yaml", "."]
    for name in names:
        result = load_scenario(tmp_path / name)
        assert result.scenario is None, name
        assert result.diagnostics, name
        assert all(found.message for found in result.diagnostics), name


def test_a_scenario_of_another_topic_says_all_that_is_missing_at_once() -> None:
    found = read_scenario("title: Nothing yet\n", "x.yaml").diagnostics
    assert {one.message.split('"')[1] for one in found} >= {"jurisdictions", "markets", "delegations"}


def test_an_absurd_scenario_is_answered_quickly() -> None:
    places = ["KEN", "TZA", "UGA", "COD", "COG", "GAB", "CMR", "NGA", "MYS", "SGP", "THA", "VNM", "CHN", "IDN", "PHL"]
    legs = [
        f"- {{id: l{number}, from: {start}, to: {end}, mode: air}}"
        for number, (start, end) in enumerate((start, end) for start in places for end in places if start != end)
    ]
    origins = ", ".join(f"{{jurisdiction: {place}, supply: 1}}" for place in places)
    lines = (
        "jurisdictions:\n" + "".join(f"- {{id: {place}, markets: {{counterfeit: 5}}}}\n" for place in places)
        + f"markets: [{{id: counterfeit, origins: [{origins}], destinations: [{{jurisdiction: PHL}}]}}]\n"
        + "legs:\n" + "\n".join(legs) + "\n"
    )  # fmt: skip
    assert read_scenario(example_text(lines), "x.yaml").scenario is not None


@pytest.mark.parametrize("seed", range(4))
def test_a_mangled_scenario_gives_findings_and_never_an_exception(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a test
    words = ["0", "-1", "1e9", "null", "true", '""', "[]", "{}", "KEN", "turn", ".inf", "[1, 2]", "{a: 1}", "~", '"7"']
    for _ in range(60):
        lines = SMALL.read_text(encoding="utf-8").splitlines()
        for _change in range(rng.randint(1, 3)):
            row = rng.randrange(len(lines))
            parts = re.split(r"([:,] )", lines[row])
            parts[rng.randrange(len(parts))] = rng.choice(words)
            changes = [
                "",
                lines[rng.randrange(len(lines))],
                "".join(parts),
                " " * rng.randrange(6) + lines[row].strip(),
            ]
            lines[row] = rng.choice(changes)
        result = read_scenario("\n".join(lines), "mangled.yaml")
        assert result.scenario is not None or result.diagnostics
