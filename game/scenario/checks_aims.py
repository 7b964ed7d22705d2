"""The rule that no aim rewards fewer recorded victims, fewer arrivals of persons, or more people turned back."""

import math
from collections.abc import Iterator, Mapping

from game.model.expression import Call, Expression, calls, evaluate
from game.model.scenario import Objective, Scenario
from game.model.taxonomy import MarketKind
from game.model.text import _
from game.model.vocabulary import FUNCTIONS
from game.scenario import codes_checks as codes
from game.scenario import codes_writing as writing
from game.scenario.checks_findings import Findings
from game.scenario.diagnostic import quoted
from game.scenario.positions import Path

_PERSONS = (MarketKind.TRAFFICKING_IN_PERSONS, MarketKind.SMUGGLING_OF_MIGRANTS)
_NOT_LESS = frozenset({"arrived", "flow", "supply"})
_NOT_MORE = frozenset({"seized", "seized_share"})
# Values at which the direction of an aim is tried; scores, shares and amounts all lie among them.
_TRIALS = (0.2, 0.9, 3.0, 8.0, 150.0)


def check_aims(scenario: Scenario, findings: Findings) -> None:
    """Find objectives that are nearer to gold when people are worse off or less is seen."""
    caps = {item.id: item.funds_cap for item in scenario.delegations}
    for path, aim in _objectives(scenario):
        _check_cap(path, aim, caps, findings)
        for call in calls(aim.quantity):
            wrong = _wrong_direction(call, scenario)
            if wrong is not None and _rewards(aim, call, wrong):
                message = _("This aim would be met by less of {quantity}, or by more people turned back.")
                message = message.format(quantity=quoted(call))
                remedy = _("Reward less harm and more people protected, as in people_exploited or resilience.")
                findings.at(codes.REWARDS_HARM, (*path, "quantity"), message, remedy)
                break


def _check_cap(path: Path, aim: Objective, caps: Mapping[str, int], findings: Findings) -> None:
    """Find marks on a purse that is full before."""
    if not isinstance(aim.quantity, Call) or aim.quantity.function != "funds" or aim.gold <= aim.bronze:
        return
    who = aim.quantity.arguments[0]
    cap = caps.get(who, math.inf)
    for name in ("bronze", "silver", "gold"):
        if getattr(aim, name) > cap:
            message = _("{id} never holds more than {cap} units of funds, and {grade} asks for {mark:g}.")
            message = message.format(id=quoted(who), cap=cap, grade=name, mark=getattr(aim, name))
            findings.at(writing.ABOVE_CAP, (*path, name), message, _("Write {cap} or less.").format(cap=cap))
            return


def _objectives(scenario: Scenario) -> Iterator[tuple[Path, Objective]]:
    for index, delegation in enumerate(scenario.delegations):
        for place, mandate in enumerate(delegation.mandates):
            for position, aim in enumerate(mandate.objectives):
                yield ("delegations", index, "mandates", place, "objectives", position), aim


def _wrong_direction(call: Call, scenario: Scenario) -> int | None:
    """Give the direction (-1 less, 1 more) that no aim may reward; None if both are fine."""
    function = FUNCTIONS.get(call.function)
    if function is not None and function.never_less:
        return -1
    kind = _market_kind(call, scenario)
    if kind not in _PERSONS:
        return None
    if call.function in _NOT_LESS:
        return -1
    # On a leg of trafficking in persons "seized" are people found and protected: more of it is good.
    if call.function in _NOT_MORE:
        return 1 if kind is MarketKind.SMUGGLING_OF_MIGRANTS else -1
    return None


def _market_kind(call: Call, scenario: Scenario) -> MarketKind | None:
    legs = {leg.id: leg.market for leg in scenario.legs}
    for word in call.arguments:
        for market in scenario.markets:
            if word == market.id or legs.get(word) is market.id:
                return market.kind
    return None


def _rewards(aim: Objective, call: Call, direction: int) -> bool:
    """Say whether a step of ``call`` in ``direction`` ever brings the aim nearer to gold."""
    better = 1 if aim.gold > aim.bronze else -1
    for other in _TRIALS:
        for value in _TRIALS:
            before = _value(aim.quantity, call, value, other)
            after = _value(aim.quantity, call, value * (1 + 0.3 * direction), other)
            if (after - before) * better > 1e-12 * max(1.0, abs(before)):
                return True
    return False


def _value(expression: Expression, call: Call, value: float, other: float) -> float:
    """Work out ``expression`` with ``call`` at one value and every other quantity at another."""

    def now(function: str, arguments: tuple[str, ...]) -> float:
        return value if (function, arguments) == (call.function, call.arguments) else other

    def start(_function: str, _arguments: tuple[str, ...]) -> float:
        return other

    return float(evaluate(expression, now, start))
