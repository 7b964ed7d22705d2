"""All checks across a scenario, in the order in which one needs what the other found."""

from collections.abc import Mapping

from game.model.expression import Expression
from game.model.parameters import MARKET_PARAMETERS, Parameters
from game.model.scenario import Scenario
from game.model.text import _
from game.scenario import codes_checks as codes
from game.scenario.checks_aims import check_aims
from game.scenario.checks_figures import check_figures
from game.scenario.checks_findings import Findings, nearest
from game.scenario.checks_hints import check_hints
from game.scenario.checks_negotiation import check_negotiation
from game.scenario.checks_network import check_network, limits_of
from game.scenario.checks_orders import check_orders
from game.scenario.checks_references import check_references
from game.scenario.checks_table import check_table, check_texts
from game.scenario.checks_tests import check_tests
from game.scenario.checks_values import check_values
from game.scenario.checks_writing import check_writing
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, quoted
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys


def check_keys(keys: ScenarioKeys, composed: Composed) -> list[Diagnostic]:
    """Check what can be said before the scenario is built: ids, sources, single values, texts."""
    findings = Findings(composed)
    check_references(keys, findings)
    check_values(keys, findings)
    check_figures(keys, findings)
    check_negotiation(keys, findings)
    check_texts(keys, findings)
    check_writing(keys, findings)
    return findings.found


def check_scenario(
    scenario: Scenario,
    keys: ScenarioKeys,
    formulas: Mapping[Path, Expression],
    parameters: Parameters,
    composed: Composed,
) -> list[Diagnostic]:
    """Check the built scenario as a whole: routes, delegations, projects, events, aims."""
    findings = Findings(composed)
    check_network(scenario, keys, limits_of(parameters), findings)
    check_table(scenario, formulas, findings)
    check_orders(scenario, findings)
    check_aims(scenario, findings)
    check_hints(scenario, findings)
    check_tests(scenario, findings)
    return findings.found


def check_parameters(keys: ScenarioKeys, parameters: Parameters, composed: Composed) -> list[Diagnostic]:
    """Check that the parameters a scenario changes exist, and whether the new values are plausible."""
    findings = Findings(composed)
    given: list[tuple[Path, Mapping[str, float]]] = [(("parameters",), keys.parameters)]
    given += [(("markets", index, "parameters"), market.parameters) for index, market in enumerate(keys.markets)]
    for path, overrides in given:
        known = tuple(parameters) if path[0] == "parameters" else tuple(sorted(MARKET_PARAMETERS))
        for name, value in overrides.items():
            if name not in known:
                message = _("There is no parameter {name} to change here.").format(name=quoted(name))
                findings.at_key(codes.UNKNOWN_PARAMETER, (*path, name), message, nearest(name, known))
            elif not parameters[name].low <= value <= parameters[name].high:
                message = _("Plausible values of {name} lie between {low:g} and {high:g}.")
                message = message.format(name=name, low=parameters[name].low, high=parameters[name].high)
                findings.at(codes.IMPLAUSIBLE, (*path, name), message, _("Keep to the range, or be sure why not."))
    return findings.found
