"""Play the tests inside a scenario: what was expected, what came, where it stands, and what happened turn by turn."""

from dataclasses import dataclass

from game.authoring.autoplay import Plan, advance, start
from game.authoring.script_run import ScriptRefusedError, ScriptRun
from game.bots.driver import move_computers
from game.model.expression import AtStart, Call, Expression, Name, evaluate, parts
from game.model.expression_parser import parse_expression
from game.model.script import Expectation, ScenarioTest
from game.model.text import _
from game.model.vocabulary import ValueKind
from game.scenario.source import Source
from game.session import wire
from game.session.desk import Phase
from game.session.opening import with_funds
from game.session.play import Table
from game.session.quantities import lookup
from game.session.rulebook import Rulebook
from game.session.wire import Json

_MOST_TURNS = 200


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that did not come as expected."""

    line: int
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class TestReport:
    """How one test went; ``course`` has a line for each turn."""

    __test__ = False  # no test of pytest

    name: str
    line: int
    failures: tuple[Failure, ...]
    course: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came as expected."""
        return not self.failures


def run_test(test: ScenarioTest, text: str, file: str, book: Rulebook) -> TestReport:
    """Play one test: the script moves its delegations, all others do nothing."""
    turns = sum(getattr(step, "turns", 0) for step in test.script.steps)
    plan = Plan(text, file, book, test.script.seed or 0, "idle", turns=min(max(turns, 1), _MOST_TURNS))
    run = ScriptRun(test.script, Source(file, text))
    table, _save = start(plan, test.script)
    course = [_told(table)]
    try:
        for _turn in range(turns):
            while table.public_view().phase is not Phase.DESKS:
                advance(table)
            run.give_orders(table)
            move_computers(table)
            advance(table)
            course.append(_told(table))
    except ScriptRefusedError as error:
        found = error.diagnostic
        failure = Failure(found.line, _("The step is allowed."), f"{found.message} {found.remedy}".strip())
        return TestReport(test.name, test.line, (failure,), tuple(course))
    failures = [*_unmet(test, table), *_seen(test, table)]
    return TestReport(test.name, test.line, tuple(failures), tuple(course))


def _told(table: Table) -> str:
    view = table.public_view()
    indices = view.indices[-1]
    events = ", ".join(fired.event for fired in view.fired if fired.turn == indices.turn)
    line = _("turn {turn}: world criminality {criminality:.3f}, resilience {resilience:.3f}").format(
        turn=indices.turn, criminality=indices.world_criminality, resilience=indices.world_resilience
    )
    return f"{line}; {events}" if events else line


def _unmet(test: ScenarioTest, table: Table) -> list[Failure]:
    state, scenario = table.state, table.book.scenario
    quantities = state.truth.quantities
    truth = with_funds(state, quantities[-1])
    now = lookup(scenario, state.public, len(quantities) - 1, truth.get, state.negotiation.public)
    at_start = lookup(scenario, state.public, 0, quantities[0].get)
    failures = []
    for expectation in test.expect:
        expression = parse_expression(expectation.text, expected=ValueKind.BOOLEAN)
        if evaluate(expression, now, at_start):
            continue
        figures = [f"{part} = {_shown(evaluate(part, now, at_start))}" for part in _figures(expression)]
        failures.append(Failure(_line(expectation, test), expectation.text, "; ".join(figures) or _("false")))
    return failures


def _figures(expression: Expression) -> list[Expression]:
    """Return what an expression reads, each once."""
    found = [part for part in parts(expression) if isinstance(part, Call | Name | AtStart)]
    inside = {part.call for part in found if isinstance(part, AtStart)}
    return list(dict.fromkeys(part for part in found if part not in inside))


def _shown(value: float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:.6g}"


def _line(expectation: Expectation, test: ScenarioTest) -> int:
    return expectation.line or test.line


def _seen(test: ScenarioTest, table: Table) -> list[Failure]:
    """Return what a delegation's view contains although it must not."""
    failures = []
    for seat, secrets in test.hidden_from.items():
        texts = _texts(_reachable(table, seat))
        for secret in secrets:
            owner, _dot, part = secret.partition(".")
            shown = [text for text in _secret_texts(table.book, owner, part) if text in texts]
            if shown:
                expected = _("{seat} does not see {secret}.").format(seat=seat, secret=secret)
                failures.append(Failure(test.line, expected, _("It sees “{text}”.").format(text=shown[0])))
    return failures


def _reachable(table: Table, seat: str) -> Json:
    """Return the texts that a seat may see, as JSON values."""
    view = table.seat_view(seat)
    dossier = view.dossier
    aims = [objective.text for objective in dossier.objectives]
    return [wire.to_json(view.public.record), [*dossier.needs, *dossier.offers, *aims]]


def _texts(value: Json) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        return set().union(*(_texts(item) for item in value.values())) if value else set()
    if isinstance(value, list | tuple):
        return set().union(*(_texts(item) for item in value)) if value else set()
    return set()


def _secret_texts(book: Rulebook, owner: str, part: str) -> list[str]:
    delegation = book.delegations.get(owner)
    if delegation is None:
        return []
    texts = {
        "objectives": [aim.text for mandate in delegation.mandates for aim in mandate.objectives],
        "needs": list(delegation.needs),
        "offers": list(delegation.offers),
    }
    return texts.get(part, [text for rows in texts.values() for text in rows])
