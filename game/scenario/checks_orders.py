"""Checks of orders in the file: proposed ones and those of tests are at home and within means."""

from game.model.measures import MEASURE_RULES, MeasureId, TargetKind
from game.model.scenario import Channel, Delegation, Leg, Scenario
from game.model.script import Contribute, Fund, Give, Link, Order
from game.model.text import _
from game.scenario import codes_checks as codes
from game.scenario.checks_findings import Findings
from game.scenario.diagnostic import listed, quoted
from game.scenario.positions import Path

_AT_A_WAY = (TargetKind.LEG, TargetKind.LEG_OR_CHANNEL)


def check_orders(scenario: Scenario, findings: Findings) -> None:
    """Find orders at other delegations' places, and proposals that cannot be paid."""
    homes = _Homes(scenario)
    for index, delegation in enumerate(scenario.delegations):
        for place, step in enumerate(delegation.proposed_orders):
            if isinstance(step, Fund):
                homes.check(step, ("delegations", index, "proposed_orders", place), findings)
        _check_means(delegation, ("delegations", index, "proposed_orders"), findings)
    for index, test in enumerate(scenario.tests):
        for place, step in enumerate(test.script.steps):
            if isinstance(step, Fund):
                homes.check(step, ("tests", index, "play", place), findings)


class _Homes:
    """Knows which jurisdictions each place lies in."""

    def __init__(self, scenario: Scenario) -> None:
        self.own = {item.id: frozenset(item.jurisdictions) for item in scenario.delegations}
        self.rules: dict[str, MeasureId] = {item.id: item.rule for item in scenario.measures}
        habitats = {item.id: item.jurisdiction for item in scenario.habitats}
        ways: list[Leg | Channel] = [*scenario.legs, *scenario.channels]
        self.places: dict[str, frozenset[str]] = {item.id: frozenset({item.id}) for item in scenario.jurisdictions}
        self.places |= {way.id: frozenset({way.origin, way.destination}) for way in ways}
        self.places |= {habitat: frozenset({home}) for habitat, home in habitats.items()}
        self.places |= {item.id: frozenset(habitats[end] for end in item.habitats) for item in scenario.corridors}

    def check(self, step: Fund, path: Path, findings: Findings) -> None:
        """Find an order that is not at home, or assistance that is."""
        own = self.own[step.delegation]
        homes = self.places.get(step.target)
        if homes is None:
            return
        target = MEASURE_RULES[self.rules[step.measure]].target
        if target is TargetKind.OTHER_JURISDICTION_AND_BLOCK:
            if homes & own:
                message = _("{id} cannot assist itself.").format(id=quoted(step.delegation))
                findings.at(codes.ORDER_ABROAD, (*path, "at"), message, _("Name another State."))
        elif not homes & own:
            message = _("{place} is not in a jurisdiction of {id}.")
            message = message.format(place=quoted(step.target), id=quoted(step.delegation))
            remedy = _("It answers for {names}.").format(names=listed(sorted(own)))
            if target in _AT_A_WAY:
                remedy = _("Choose a leg or channel with an end in {names}.").format(names=listed(sorted(own)))
            findings.at(codes.ORDER_ABROAD, (*path, "at"), message, remedy)


def _check_means(delegation: Delegation, path: Path, findings: Findings) -> None:
    orders = [step for step in delegation.proposed_orders if isinstance(step, Order)]
    cost = sum(_cost(step) for step in orders)
    teams = sum(1 for step in orders if isinstance(step, Link))
    if cost > delegation.funds or teams > delegation.teams:
        message = _("The proposed orders of {id} cost {cost} of {funds} units and {teams} of {all} teams.")
        message = message.format(
            id=quoted(delegation.id), cost=cost, funds=delegation.funds, teams=teams, all=delegation.teams
        )
        findings.at(codes.TOO_DEAR, path, message, _("Propose less, or give it more."))


def _cost(step: Order) -> int:
    return (step.amount or 0) if isinstance(step, Fund | Contribute | Give) else 0
