"""The scenario about money: three stages, registers, lists, returned assets, virtual assets, and where it moves."""

from __future__ import annotations

import re

import pytest

from game.model.negotiation import ActionKind
from game.model.places import scenarios_folder
from game.model.scenario import EffectKind, Scenario
from game.model.taxonomy import BlockId, MarketId, Mode
from game.scenario.load import LoadResult, load_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import Rulebook, make_rulebook
from tests.scenarios import whole_format as whole

SEED = 1


@pytest.fixture(scope="module")
def result() -> LoadResult:
    return load_scenario(scenarios_folder() / "dirty_money.yaml")


@pytest.fixture(scope="module")
def money(result: LoadResult) -> Scenario:
    assert result.scenario is not None, result.diagnostics
    return result.scenario


@pytest.fixture(scope="module")
def book(money: Scenario) -> Rulebook:
    return make_rulebook(money, load_parameters())


def test_it_has_the_whole_format(result: LoadResult, money: Scenario) -> None:
    whole.require_whole_format(result, money)
    whole.require_sources(money)
    whole.require_bargains(money)


def test_it_is_as_large_as_a_lesson_needs(money: Scenario) -> None:
    assert 5 <= len(money.delegations) <= 7
    assert (money.rules.turns, money.rules.turn_years) == (8, 0.5)
    assert 2 <= len(money.projects) <= 3
    assert len(money.events) >= 8
    assert {market.id for market in money.markets} == {MarketId.COCAINE, MarketId.NON_RENEWABLE}
    assert len([measure for measure in money.measures if measure.simple]) <= 7


def test_its_own_tests_hold(result: LoadResult, book: Rulebook) -> None:
    whole.require_own_tests_to_hold(result, book)


def test_all_that_the_topic_names_can_be_played(money: Scenario) -> None:
    clauses = [clause for draft in money.negotiation.opening_drafts for clause in draft.operative]
    assert {clause.action.rule for clause in clauses if clause.action.kind is ActionKind.RULE} == {
        "owners_register",
        "coin_licences",
    }
    assert {item.id for item in money.instruments} >= {"uncac", "fatf", "vasp", "globe"}
    assert [channel.id for channel in money.channels if channel.mode is Mode.ONLINE and "coins" in channel.id]
    assert {event.id for event in money.events} >= {"leak", "evaluation", "coin_shift"}
    by_funds = [event.id for event in money.events for effect in event.effects if effect.kind is EffectKind.FUNDS]
    assert {"panama_monitored", "emirates_monitored", "angola_off"} == set(by_funds)


def test_published_figures_are_as_published(money: Scenario) -> None:
    cpi = {item.id: round(100 * (1 - item.corruption)) for item in money.jurisdictions}
    assert cpi == {"COL": 39, "PAN": 33, "NGA": 26, "AGO": 32, "ARE": 68, "CHE": 81, "GBR": 71, "USA": 65}
    secrecy = {item.id: round(1000 * item.secrecy) for item in money.jurisdictions}
    assert (secrecy["USA"], secrecy["CHE"], secrecy["GBR"], secrecy["ARE"]) == (674, 700, 472, 792)
    laundering = {item.id: item.resilience[BlockId.ANTI_MONEY_LAUNDERING] for item in money.jurisdictions}
    assert (laundering["PAN"], laundering["ARE"], laundering["CHE"], laundering["GBR"]) == (3.5, 3.5, 5, 6.5)
    listed = {place.id for place in money.jurisdictions} - set(
        next(item.parties for item in money.instruments if item.id == "fatf")
    )
    assert listed == {"AGO"}


def test_at_the_start_about_as_much_is_frozen_as_europol_found(book: Rulebook) -> None:
    start = book.public.start.figures
    assert 0.018 < start["frozen()"] / start["proceeds()"] < 0.028


def test_idle_alone_and_together_end_differently(result: LoadResult, book: Rulebook) -> None:
    idle, alone, together = (whole.harm_after(result, book, policy, SEED) for policy in ("idle", "alone", "steady"))
    assert together < alone - 0.1 < idle - 0.4


def test_no_firm_is_named_and_no_figure_stands_unchecked(result: LoadResult) -> None:
    assert not re.search(r"\b(Ltd|Inc|GmbH|Corp|LLC|Co\.|plc)\b", result.text)
    assert "CHECK" not in result.text
