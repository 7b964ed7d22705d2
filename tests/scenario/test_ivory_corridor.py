"""The shipped scenario of the ivory corridor is complete and says where its figures come from."""

import re

import pytest

from game.authoring.autoplay import Plan, advance, start
from game.authoring.script_run import ScriptRun
from game.bots.driver import move_computers
from game.model.expression import Lookup, calls, evaluate
from game.model.expression_parser import parse_expression
from game.model.places import scenarios_folder
from game.model.scenario import STYLISED, EffectKind, Scenario
from game.model.script import EndTurn, Script
from game.model.taxonomy import BlockId, MarketId, Mode
from game.model.vocabulary import ValueKind
from game.scenario.load import LoadResult, load_scenario
from game.scenario.parameters import load_parameters
from game.scenario.source import Source
from game.session.desk import Phase
from game.session.quantities import lookup
from game.session.rulebook import make_rulebook

FILE = scenarios_folder() / "ivory_corridor.yaml"


@pytest.fixture(scope="module")
def result() -> LoadResult:
    return load_scenario(FILE)


@pytest.fixture(scope="module")
def ivory(result: LoadResult) -> Scenario:
    assert result.scenario is not None, result.diagnostics
    return result.scenario


def test_it_reads_without_a_single_finding(result: LoadResult) -> None:
    assert result.diagnostics == ()


def test_it_is_as_large_as_a_lesson_needs(ivory: Scenario) -> None:
    assert len(ivory.jurisdictions) >= 9
    assert 3 <= len(ivory.habitats) <= 5
    assert len(ivory.corridors) >= 2
    assert 18 <= len(ivory.legs) <= 24
    assert 9 <= len(ivory.channels) <= 14
    assert {leg.mode for leg in ivory.legs} >= {Mode.SEA, Mode.AIR, Mode.LAND}
    assert 4 <= len(ivory.delegations) <= 6
    assert (ivory.rules.turns, ivory.rules.turn_years) == (8, 0.5)
    assert len(ivory.events) >= 6
    assert len(ivory.projects) == 2
    assert len(ivory.tests) >= 6
    assert len(ivory.sources) >= 8


def test_it_fits_a_lesson_and_a_double_lesson(ivory: Scenario) -> None:
    short, long = ivory.lessons
    assert (short.minutes, long.minutes) == (45, 90)
    assert short.political_capital is False
    assert short.seats == tuple(delegation.id for delegation in ivory.delegations[:4])
    # Eight minutes of debrief and five to begin with; a turn takes at least eight.
    for lesson in (short, long):
        assert lesson.turns is not None
        assert lesson.turns * 8 + 13 <= lesson.minutes


def test_every_score_is_cited(ivory: Scenario) -> None:
    for item in ivory.jurisdictions:
        assert "oci2023" in item.source
        assert item.figure_sources["corruption"] == "cpi2024"
        assert item.figure_sources["secrecy"] in {"fsi2022", STYLISED}
        assert set(item.resilience) == set(BlockId)
        assert set(item.markets) == {MarketId.FAUNA, MarketId.FINANCIAL}
    for habitat in ivory.habitats:
        assert habitat.figure_sources["population"] == "afesg2016"
        assert habitat.figure_sources["pike"] in {"mike2020", STYLISED}
    for item in (*ivory.legs, *ivory.channels):
        assert item.source


def test_published_figures_are_as_published(ivory: Scenario) -> None:
    animals = {habitat.jurisdiction: habitat.population for habitat in ivory.habitats}
    assert animals == {"KEN": 22809, "TZA": 50433, "MOZ": 10884, "COG": 6057, "GAB": 7058}
    cpi = {item.id: round(100 * (1 - item.corruption)) for item in ivory.jurisdictions}
    assert (cpi["KEN"], cpi["TZA"], cpi["SGP"], cpi["CHN"], cpi["VNM"]) == (32, 41, 84, 43, 40)
    fauna = {item.id: item.markets[MarketId.FAUNA] for item in ivory.jurisdictions}
    assert (fauna["KEN"], fauna["TZA"], fauna["MYS"], fauna["VNM"], fauna["CHN"]) == (7, 8, 8, 9, 9)


def test_figures_nobody_checked_do_not_appear(result: LoadResult) -> None:
    assert "CHECK" not in result.text
    assert "Basel" not in result.text


def test_mandates_pull_in_different_directions(ivory: Scenario) -> None:
    home = {place: item.id for item in ivory.delegations for place in item.jurisdictions}
    home |= {habitat.id: home.get(habitat.jurisdiction, "") for habitat in ivory.habitats}
    for delegation in ivory.delegations:
        assert len(delegation.mandates) >= 3
        others = 0
        for mandate in delegation.mandates:
            assert len(mandate.objectives) == 3
            reads = [call for aim in mandate.objectives for call in calls(aim.quantity)]
            words = {home.get(word, word) for call in reads for word in call.arguments}
            ways = {way.id: {way.origin, way.destination} for way in (*ivory.legs, *ivory.channels)}
            places = {home.get(end, end) for word in words for end in ways.get(word, {word})}
            others += bool(places - {delegation.id})
        assert others >= 2, delegation.id
        assert delegation.position
        assert delegation.needs
        assert delegation.offers
        assert delegation.proposed_orders


def test_projects_cost_more_than_any_purse_and_help_unequally(ivory: Scenario) -> None:
    fullest = max(delegation.funds_cap for delegation in ivory.delegations)
    for project in ivory.projects:
        assert project.cost > fullest
        assert project.cost <= sum(delegation.funds for delegation in ivory.delegations)
        assert len(project.effects) > 2
        assert project.text


def test_every_measure_project_and_instrument_says_what_it_does_in_plain_words(ivory: Scenario) -> None:
    for item in (*ivory.measures, *ivory.projects, *ivory.instruments, *ivory.events):
        assert len(item.text.split()) >= 6, item.id
    assert len([measure for measure in ivory.measures if measure.simple]) <= 7


def test_no_aim_counts_persons_and_no_place_name_is_a_firm(ivory: Scenario, result: LoadResult) -> None:
    assert not re.search(r"\b(Ltd|Inc|GmbH|Corp|LLC|Co\.)\b", result.text)
    assert all(effect.kind is not EffectKind.FUNDS for event in ivory.events for effect in event.effects)


def _play(result: LoadResult, script: Script) -> tuple[Lookup, Lookup]:
    """Play a script; delegations that it does not move order nothing. Ask now and at the start."""
    assert result.scenario is not None
    book = make_rulebook(result.scenario, load_parameters())
    turns = sum(step.turns for step in script.steps if isinstance(step, EndTurn))
    plan = Plan(result.text, FILE.name, book, script.seed or 1, "idle")
    table, _save = start(plan, script)
    run = ScriptRun(script, Source(FILE.name, result.text))
    while len(table.state.truth.quantities) <= turns:
        if table.public_view().phase is Phase.BRIEFING:
            run.talk(table)
        if table.public_view().phase is Phase.DESKS:
            run.give_orders(table)
            move_computers(table)
        advance(table)
    truth, public = table.state.truth.quantities, table.state.public
    now = lookup(book.scenario, public, turns, truth[turns].get, table.state.negotiation.public)
    return now, lookup(book.scenario, public, 0, truth[0].get)


def test_its_own_tests_hold(ivory: Scenario, result: LoadResult) -> None:
    for test in ivory.tests:
        now, before = _play(result, test.script)
        for expectation in test.expect:
            formula = parse_expression(expectation.text, expected=ValueKind.BOOLEAN)
            assert evaluate(formula, now, before), f"{test.name}: {expectation.text}"
