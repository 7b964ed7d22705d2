"""What every scenario that comes with the game has to have."""

from __future__ import annotations

from game.authoring.autoplay import Plan, advance, start
from game.authoring.scenario_tests import Status, run_tests
from game.bots.driver import move_computers
from game.model.expression import calls
from game.model.scenario import STYLISED, Delegation, Scenario
from game.scenario.load import LoadResult
from game.session.desk import Phase
from game.session.outcome import run_epilogue
from game.session.reducer import fold
from game.session.room import harm
from game.session.rulebook import Rulebook

FEWEST_TESTS = 6


def require_whole_format(result: LoadResult, scenario: Scenario) -> None:
    """Require every part that a teacher needs, and no finding of the checker."""
    assert result.diagnostics == ()
    for words in (scenario.title, scenario.summary, scenario.briefing, scenario.content_note, scenario.level):
        assert len(words.split()) >= 2
    assert len(scenario.learning_goals) >= 3
    assert len(scenario.debrief) >= 4
    assert scenario.licence
    assert scenario.topics
    assert {lesson.minutes for lesson in scenario.lessons} >= {45, 90}
    assert len(scenario.tests) >= FEWEST_TESTS
    assert any(test.hidden_from for test in scenario.tests)
    drafts = scenario.negotiation.opening_drafts
    assert any(clause.brackets for draft in drafts for clause in draft.operative)
    texts = {item.id: item.text for item in scenario.measures}
    texts |= {item.id: item.text for item in scenario.projects}
    texts |= {item.id: item.text for item in scenario.instruments}
    assert {name for name, text in texts.items() if len(text.split()) < 6} == set()


def require_sources(scenario: Scenario) -> None:
    """Require a cited source for scores, and a source or the word *stylised* for everything else."""
    for item in scenario.jurisdictions:
        assert "oci2023" in item.source, item.id
        assert item.figure_sources["corruption"] == "cpi2024"
        assert item.figure_sources["secrecy"] == "fsi2022"
        assert item.figure_sources.get("criminality", "oci2023") == "oci2023"
    cited = {item.id: item.source for item in scenario.legs}
    cited |= {item.id: item.source for item in scenario.channels}
    cited |= {item.id: item.source for item in scenario.habitats}
    for name, sources in cited.items():
        assert sources, name
        assert set(sources) <= {STYLISED, *scenario.sources}, name


def require_bargains(scenario: Scenario) -> None:
    """Require mandates that need and cross others, projects that nobody pays alone, and proposals."""
    fullest = max(delegation.funds_cap for delegation in scenario.delegations)
    for project in scenario.projects:
        assert project.cost > fullest or project.per_turn_cap is not None
        assert project.per_turn_cap is None or project.per_turn_cap < project.cost
        assert project.cost <= sum(delegation.funds for delegation in scenario.delegations)
    for delegation in scenario.delegations:
        assert len(delegation.mandates) >= 3
        assert delegation.position
        assert delegation.needs
        assert delegation.offers
        assert delegation.proposed_orders
        abroad = sum(_looks_abroad(scenario, delegation, mandate.id) for mandate in delegation.mandates)
        assert abroad == len(delegation.mandates), delegation.id


def require_own_tests_to_hold(result: LoadResult, book: Rulebook) -> None:
    """Play the tests inside the scenario."""
    for report in run_tests(result, book):
        assert report.status is Status.PASSED, (report.name, report.failures)


def _looks_abroad(scenario: Scenario, delegation: Delegation, mandate: str) -> bool:
    """Say whether an aim of a mandate reads something that is not the delegation's alone."""
    ends = {leg.id: {leg.origin, leg.destination} for leg in scenario.legs}
    ends |= {channel.id: {channel.origin, channel.destination} for channel in scenario.channels}
    places = {item.id: {item.jurisdiction} for item in scenario.habitats}
    seats = {item.id: set(item.jurisdictions) for item in scenario.delegations}
    own = set(delegation.jurisdictions)
    for aim in next(item for item in delegation.mandates if item.id == mandate).objectives:
        words = [word for call in calls(aim.quantity) for word in call.arguments]
        for word in words:
            if (ends.get(word) or places.get(word) or seats.get(word) or {word}) - own:
                return True
    return False


def harm_after(result: LoadResult, book: Rulebook, policy: str, seed: int) -> float:
    """Play all turns and the epilogue with one policy for all, and read what the room is measured by."""
    table, _save = start(Plan(result.text, "played.yaml", book, seed, policy), None)
    while len(table.state.truth.quantities) <= book.scenario.rules.turns:
        if table.public_view().phase is Phase.DESKS:
            move_computers(table)
        advance(table)
    return harm(book, fold(table.state, run_epilogue(table.state, book)).truth)
