"""Checks of the tests inside a scenario: each has a name of its own, and every step is played within the game."""

from collections.abc import Iterator
from dataclasses import replace

from game.model.measures import MEASURE_RULES
from game.model.scenario import Scenario
from game.model.script import Contribute, EndTurn, Fund, Give, ScenarioTest, Step
from game.model.text import _, ngettext
from game.scenario import codes_tests as codes
from game.scenario.checks_findings import Findings
from game.scenario.codes_checks import TOO_DEAR
from game.scenario.diagnostic import quoted
from game.scenario.positions import Path


def check_tests(scenario: Scenario, findings: Findings) -> None:
    """Find tests that go on when the game is over, and steps that no end of a turn follows."""
    turns = scenario.most_turns
    for index, test in enumerate(scenario.tests):
        for place, message in _too_dear(test, scenario):
            findings.at(TOO_DEAR, ("tests", index, "play", *place), message, _("Order less, or give it more."))
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


def _too_dear(test: ScenarioTest, scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """List orders that no purse can pay: on the first turn all together, later each for itself."""
    paid = {item.id for item in scenario.measures if MEASURE_RULES[item.rule].funds}
    seats = {item.id: item for item in scenario.delegations}
    spent: dict[str, dict[Step, int]] = {}
    first = True
    for place, step in enumerate(test.script.steps):
        if isinstance(step, EndTurn):
            first = False
        if not isinstance(step, Fund | Contribute | Give) or (isinstance(step, Fund) and step.measure not in paid):
            continue
        seat, amount = seats[step.delegation], step.amount or 0
        orders = spent.setdefault(seat.id, {})
        orders[replace(step, amount=0, every_turn=False)] = amount  # the later one counts
        path = (place, "give" if isinstance(step, Give) else "amount")
        if first and sum(orders.values()) > seat.funds:
            message = _("{id} has {funds} units on the first turn, and its orders come to {amount}.")
            yield path, message.format(id=quoted(seat.id), funds=seat.funds, amount=sum(orders.values()))
        elif amount > max(seat.funds, seat.funds_cap):
            message = _("{id} never has more than {most} units, and this order takes {amount}.")
            yield path, message.format(id=quoted(seat.id), most=max(seat.funds, seat.funds_cap), amount=amount)
