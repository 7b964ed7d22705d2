"""Checks of the tests inside a scenario: each has a name of its own, and every step is played within the game."""

from game.model.scenario import Scenario
from game.model.script import EndTurn, ScenarioTest
from game.model.text import _, ngettext
from game.scenario import codes_tests as codes
from game.scenario.checks_findings import Findings
from game.scenario.positions import Path


def check_tests(scenario: Scenario, findings: Findings) -> None:
    """Find tests that go on when the game is over, and steps that no end of a turn follows."""
    turns = scenario.most_turns
    for index, test in enumerate(scenario.tests):
        _check_length(test, ("tests", index, "play"), turns, findings)
        _check_last(test, ("tests", index, "play"), findings)


def _check_length(test: ScenarioTest, path: Path, turns: int, findings: Findings) -> None:
    ended = 0
    for place, step in enumerate(test.script.steps):
        ended += step.turns if isinstance(step, EndTurn) else 0
        if ended > turns:
            message = ngettext(
                "The game has {turns} turn, and here the test ends turn {ended}.",
                "The game has {turns} turns, and here the test ends turn {ended}.",
                turns,
            ).format(turns=turns, ended=ended)
            findings.at(codes.AFTER_THE_END, (*path, place, "end_turn"), message, _("End fewer turns."))
            return


def _check_last(test: ScenarioTest, path: Path, findings: Findings) -> None:
    steps = test.script.steps
    ends = [place for place, step in enumerate(steps) if isinstance(step, EndTurn)]
    after = ends[-1] + 1 if ends else 0
    if after < len(steps):
        message = _("No turn is ended after this step, so it is never played.")
        findings.at(codes.NEVER_PLAYED, (*path, after), message, _("Add end_turn: 1 at the end."))
