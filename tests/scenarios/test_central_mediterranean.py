"""The scenario about trafficking in persons and smuggling of migrants: whole, cited, and never about fewer people."""

from __future__ import annotations

import re

import pytest

from game.model.expression import calls
from game.model.measures import MeasureId
from game.model.places import scenarios_folder
from game.model.scenario import STYLISED, EffectKind, Scenario
from game.model.taxonomy import BlockId, MarketId, MarketKind, Mode
from game.scenario.load import LoadResult, load_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import Rulebook, make_rulebook
from tests.scenarios import whole_format as whole


@pytest.fixture(scope="module")
def result() -> LoadResult:
    return load_scenario(scenarios_folder() / "central_mediterranean.yaml")


@pytest.fixture(scope="module")
def routes(result: LoadResult) -> Scenario:
    assert result.scenario is not None, result.diagnostics
    return result.scenario


@pytest.fixture(scope="module")
def book(routes: Scenario) -> Rulebook:
    return make_rulebook(routes, load_parameters())


def test_it_has_the_whole_format(result: LoadResult, routes: Scenario) -> None:
    whole.require_whole_format(result, routes)
    whole.require_bargains(routes)
    assert 5 <= len(routes.delegations) <= 7
    assert 2 <= len(routes.projects) <= 3
    assert len(routes.events) >= 8
    assert len([measure for measure in routes.measures if measure.simple]) <= 7
    assert len(routes.tests) >= 10


def test_its_own_tests_hold(result: LoadResult, book: Rulebook) -> None:
    whole.require_own_tests_to_hold(result, book)


def test_two_crimes_are_two_markets_and_share_no_leg(routes: Scenario) -> None:
    kinds = {market.id: market.kind for market in routes.markets}
    assert kinds == {
        MarketId.HUMAN_SMUGGLING: MarketKind.SMUGGLING_OF_MIGRANTS,
        MarketId.HUMAN_TRAFFICKING: MarketKind.TRAFFICKING_IN_PERSONS,
    }
    assert {leg.market for leg in routes.legs} == set(kinds)
    assert {leg.id.startswith("tip_") for leg in routes.legs if leg.market is MarketId.HUMAN_TRAFFICKING} == {True}
    assert "smuggling of migrants are different crimes" in " ".join(
        clause.text for draft in routes.negotiation.opening_drafts for clause in draft.preamble
    )


def test_all_four_routes_reach_the_sea(routes: Scenario) -> None:
    sea = {(leg.origin, leg.destination) for leg in routes.legs if leg.mode is Mode.SEA}
    assert sea >= {("LBY", "ITA"), ("TUN", "ITA"), ("TUR", "GRC"), ("MAR", "ESP"), ("MRT", "ESP"), ("SEN", "ESP")}
    assert {measure.rule for measure in routes.measures} >= {MeasureId.REGULAR_PATHWAYS, MeasureId.VICTIM_SUPPORT}


def test_no_aim_asks_for_fewer_people_and_no_clause_counts_them(routes: Scenario) -> None:
    asked = {
        call.function
        for delegation in routes.delegations
        for mandate in delegation.mandates
        for aim in mandate.objectives
        for call in calls(aim.quantity)
    }
    assert asked >= {"people_exploited", "danger", "resilience", "proceeds", "trust", "funds"}
    assert not asked & {"arrived", "supply", "seized", "seized_share", "identified", "price"}
    legs = {leg.id for leg in routes.legs}
    for delegation in routes.delegations:
        for mandate in delegation.mandates:
            for aim in mandate.objectives:
                for call in calls(aim.quantity):
                    assert not legs & set(call.arguments), (delegation.id, aim.id)
    assert all(effect.kind is not EffectKind.FUNDS for event in routes.events for effect in event.effects)


def test_words_are_those_of_the_united_nations(result: LoadResult) -> None:
    shown = re.sub(r"(?m)^\s*(#|title:|note:|publisher:|headline:).*$|human_(smuggling|trafficking)", "", result.text)
    shown = re.sub(r"title: .*", "", shown)
    for word in (r"illegal (im)?migra\w+", "human traffick", "people smuggl", "migrant smuggl", "sex work", "slaves?"):
        assert not re.search(rf"\b{word}\b", shown, re.IGNORECASE), word
    for word in ("trafficking in persons", "smuggling of migrants", "survivor", "victims"):
        assert word in result.text.lower()


def test_published_figures_are_as_published(routes: Scenario) -> None:
    for item in routes.jurisdictions:
        assert "oci2025" in item.source
        assert item.figure_sources["corruption"] == "cpi2024"
        assert item.figure_sources["secrecy"] in {"fsi2022", STYLISED}
        assert set(item.resilience) == set(BlockId)
    cpi = {item.id: round(100 * (1 - item.corruption)) for item in routes.jurisdictions}
    assert (cpi["NGA"], cpi["LBY"], cpi["TUN"], cpi["ITA"], cpi["ESP"], cpi["DEU"]) == (26, 13, 39, 54, 56, 75)
    scores = {item.id: item.markets for item in routes.jurisdictions}
    assert (scores["LBY"][MarketId.HUMAN_SMUGGLING], scores["TUN"][MarketId.HUMAN_TRAFFICKING]) == (9.5, 4.5)
    for way in (*routes.legs, *routes.channels, *routes.markets):
        assert way.source, way.id
    parties = next(item.parties for item in routes.instruments if item.id == "som_protocol")
    assert {place.id for place in routes.jurisdictions} - set(parties) == {"MAR"}


def test_arrivals_by_route_are_near_the_detections_of_2024(book: Rulebook) -> None:
    start = book.public.start.figures

    def landed(*legs: str) -> float:
        return sum(start[f"flow({leg})"] - start[f"seized({leg})"] for leg in legs)

    detected = {  # Frontex 2024, in thousands
        66.855: landed("lby_ita", "tun_ita"),
        69.954: landed("tur_grc", "tur_ita", "lby_grc"),
        17.057: landed("mar_esp", "dza_esp"),
        46.820: landed("mrt_esp", "sen_esp"),
    }
    for figure, arrivals in detected.items():
        assert arrivals == pytest.approx(figure, rel=0.35)


@pytest.mark.slow
def test_acting_together_beats_acting_alone_beats_nothing(result: LoadResult, book: Rulebook) -> None:
    for seed in (1, 2):
        nobody, alone, together = (
            whole.harm_after(result, book, policy, seed) for policy in ("idle", "alone", "cooperative")
        )
        assert together < alone - 0.15
        assert alone < nobody - 0.2
