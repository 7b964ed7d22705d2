"""Play the tests inside a scenario: what was expected, what came, where it stands, and what happened turn by turn."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from game.authoring.autoplay import Plan, advance, start
from game.authoring.script_run import ScriptRefusedError, ScriptRun
from game.bots.driver import move_computers
from game.model.expression import AtStart, Call, Expression, Lookup, Name, evaluate, parts
from game.model.expression_parser import parse_expression
from game.model.script import EndTurn, Expectation, ScenarioTest
from game.model.text import _
from game.model.vocabulary import ValueKind
from game.scenario.load import LoadResult
from game.scenario.source import Source
from game.session import wire
from game.session.desk import Draft, Phase
from game.session.negotiation.resolutions import ResolutionStatus
from game.session.negotiation.state import PublicTable
from game.session.opening import with_funds
from game.session.play import Table
from game.session.quantities import lookup
from game.session.rulebook import Rulebook
from game.session.wire import Json

_MOST_TURNS = 200
_CLOCK = frozenset({"turn", "year"})  # every turn says its number anyway


class Status(StrEnum):
    """How a test went."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"  # inherited, and about something that was changed


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that did not come as expected."""

    line: int
    expected: str
    actual: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class TurnTold:
    """What happened in a turn: what was ordered and decided, what events fired, and the figures that are asked for."""

    turn: int
    orders: Mapping[str, tuple[str, ...]]
    events: tuple[str, ...]
    figures: Mapping[str, float]
    drafts: tuple[str, ...] = ()  # what became of those that somebody worked on, and what their funds hold

    def __str__(self) -> str:
        parts = [f"{seat}: {', '.join(orders)}" for seat, orders in self.orders.items()]
        parts += self.drafts
        parts += [_("event {event}").format(event=event) for event in self.events]
        parts += [f"{name} = {_shown(value)}" for name, value in self.figures.items()]
        return _("turn {turn}: {what}").format(turn=self.turn, what="; ".join(parts) or "–")


@dataclass(frozen=True, slots=True)
class TestReport:
    """How one test went; ``course`` has an entry for each turn from 0 on."""

    __test__ = False  # no test of pytest

    name: str
    line: int
    failures: tuple[Failure, ...]
    course: tuple[TurnTold, ...]
    file: str = ""
    not_applicable: str = ""  # why

    @property
    def status(self) -> Status:
        """How it went."""
        if self.not_applicable:
            return Status.NOT_APPLICABLE
        return Status.FAILED if self.failures else Status.PASSED

    @property
    def passed(self) -> bool:
        """Whether everything came as expected."""
        return not self.failures

    def as_json(self) -> dict[str, Json]:
        """Return the report as plain values."""
        return {
            "name": self.name,
            "file": self.file,
            "line": self.line,
            "status": self.status.value,
            "reason": self.not_applicable,
            "failures": [
                {"file": item.file, "line": item.line, "expected": item.expected, "actual": item.actual}
                for item in self.failures
            ],
            "course": [
                {
                    "turn": told.turn,
                    "orders": {seat: list(orders) for seat, orders in told.orders.items()},
                    "drafts": list(told.drafts),
                    "events": list(told.events),
                    "figures": dict(told.figures),
                }
                for told in self.course
            ],
        }


def run_tests(result: LoadResult, book: Rulebook) -> list[TestReport]:
    """Play every test of a scenario; those that it inherited do not fail for what it changes."""
    assert result.scenario is not None  # noqa: S101 - who asks has looked
    return [*(run_one(test, result, book) for test in result.scenario.tests), *not_applicable(result)]


def run_one(test: ScenarioTest, result: LoadResult, book: Rulebook) -> TestReport:
    """Play one test of a scenario; an inherited one does not fail for what the scenario changes."""
    source = result.source or Source("", result.text)
    report = run_test(test, result.text, source.file, book, source)
    if report.failures and report.name in result.inherited.tests and result.inherited.moved:
        reason = _("it is inherited, and what {file} changes leads elsewhere").format(file=source.file)
        return replace(report, failures=(), not_applicable=reason)
    return report


def not_applicable(result: LoadResult) -> tuple[TestReport, ...]:
    """Report the inherited tests about what was changed: they are not played."""
    source = result.source or Source("", result.text)
    rows = ((row, *source.place(row.line)) for row in result.inherited.not_applicable)
    return tuple(TestReport(row.name, line, (), (), file, row.reason) for row, file, line in rows)


def run_test(test: ScenarioTest, text: str, file: str, book: Rulebook, source: Source | None = None) -> TestReport:
    """Play one test: the script moves its delegations, all others do nothing.

    Parameters
    ----------
    test
        The test.
    text, file
        The scenario as a save would hold it, and its name.
    book
        Its rules.
    source
        The file as written, in which the lines of steps are counted; by default ``text``.
    """
    turns = sum(step.turns for step in test.script.steps if isinstance(step, EndTurn))
    plan = Plan(text, file, book, test.script.seed or 0, "idle", turns=min(max(turns, 1), _MOST_TURNS))
    source = source or Source(file, text)
    run = ScriptRun(test.script, source)
    table, _save = start(plan, test.script)
    wanted = _wanted(test)
    course = [_told(table, wanted)]
    name, line = source.place(test.line)
    try:
        for _turn in range(turns):
            while table.public_view().phase is not Phase.DESKS:
                if table.public_view().phase is Phase.BRIEFING:
                    run.talk(table)
                advance(table)
            run.give_orders(table)
            move_computers(table)
            advance(table)
            course.append(_told(table, wanted))
    except ScriptRefusedError as error:
        found = error.diagnostic
        actual = f"{found.message} {found.remedy}".strip()
        failure = Failure(found.line, _("The step is allowed."), actual, found.file)
        return TestReport(test.name, line, (failure,), tuple(course), name)
    failures = []
    for one in (*_unmet(test, table), *_seen(test, table)):
        where, row = source.place(one.line)
        failures.append(replace(one, line=row, file=where))
    return TestReport(test.name, line, tuple(failures), tuple(course), name)


def _wanted(test: ScenarioTest) -> dict[str, Expression]:
    """Return the quantities that a test asks for, by how they are written."""
    found = {}
    for expectation in test.expect:
        for part in _figures(parse_expression(expectation.text, expected=ValueKind.BOOLEAN)):
            asked = part.call if isinstance(part, AtStart) else part
            if str(asked) not in _CLOCK:
                found[str(asked)] = asked
    return found


def _told(table: Table, wanted: Mapping[str, Expression]) -> TurnTold:
    view = table.public_view()
    indices = view.indices[-1]
    now, at_start = _lookups(table)
    figures = {name: float(evaluate(part, now, at_start)) for name, part in wanted.items()}
    if not figures:
        figures = {"world_criminality()": indices.world_criminality, "world_resilience()": indices.world_resilience}
    drafts = view.opened[indices.turn - 1] if 0 < indices.turn <= len(view.opened) else {}
    orders = {seat: words for seat, draft in drafts.items() if (words := _order_words(draft))}
    events = tuple(fired.event for fired in view.fired if fired.turn == indices.turn)
    return TurnTold(indices.turn, orders, events, figures, _drafts(view.negotiation.public, indices.turn))


def _drafts(table: PublicTable, turn: int) -> tuple[str, ...]:
    """Say what became of drafts in a turn: without it, nobody sees why an adopted fund changed nothing."""
    words = []
    for one in table.resolutions.values():
        if one.decided is not None and one.decided == turn:
            adopted = one.status is ResolutionStatus.ADOPTED
            words.append((_("draft {id} adopted") if adopted else _("draft {id} not adopted")).format(id=one.id))
        elif turn and one.decided is None and one.settled and one.status is ResolutionStatus.DRAFT:
            words.append(_("draft {id} not put to the vote").format(id=one.id))
    for pool in table.pools.values():
        paid = sum(pool.paid.values())
        words.append(_("fund {id}: {units} paid in so far").format(id=pool.id, units=paid))
    return tuple(words)


def _order_words(draft: Draft) -> tuple[str, ...]:
    """Write orders briefly, in the words of scripts."""
    words = [f"{order.measure} {order.target} {order.amount}" for order in draft.orders]
    words += [f"contribute {project} {amount}" for project, amount in draft.contributions.items()]
    words += [f"give {amount} to {seat}" for seat, amount in draft.gifts.items()]
    words += [f"join {name}" for name in draft.joins]
    return (*words, *(f"leave {name}" for name in draft.leaves))


def _lookups(table: Table) -> tuple[Lookup, Lookup]:
    """Return what expressions ask: now, and at the start."""
    state, scenario = table.state, table.book.scenario
    quantities = state.truth.quantities
    truth = with_funds(state, quantities[-1])
    now = lookup(scenario, state.public, len(quantities) - 1, truth.get, state.negotiation.public)
    return now, lookup(scenario, state.public, 0, quantities[0].get)


def _unmet(test: ScenarioTest, table: Table) -> list[Failure]:
    now, at_start = _lookups(table)
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
    inside = Counter(part.call for part in found if isinstance(part, AtStart))
    # A quantity that is asked for at the start alone is not what it is now.
    return [part for part, times in Counter(found).items() if not isinstance(part, Call) or times > inside[part]]


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
