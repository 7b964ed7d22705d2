"""Turn the steps of a script into the commands of delegations, turn by turn."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from game.authoring import codes_authoring as codes
from game.model.measures import MeasureId
from game.model.scenario import Scenario
from game.model.script import Contribute, EndTurn, Fund, Give, Join, Leave, Link, Script, Step
from game.model.script import Order as ScriptOrder
from game.model.taxonomy import BlockId
from game.model.text import _
from game.model.vocabulary import ArgumentKind
from game.scenario.diagnostic import Diagnostic, diagnose
from game.scenario.script_checks import ScriptIds
from game.scenario.source import Source, Span
from game.session import commands as cm
from game.session.desk import Target
from game.session.play import Table
from game.session.refusal import Refusal
from game.session.rulebook import PublicBook


class ScriptRefusedError(Exception):
    """The rules refuse a step; ``diagnostic`` says where it stands and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class _Standing:
    step: ScriptOrder
    command: cm.DraftCommand


@dataclass(slots=True)
class ScriptRun:
    """A script being played: call :meth:`give_orders` once at the desks of every turn."""

    script: Script
    source: Source
    _next: int = 0
    _ends: int = 0  # turns that the last end_turn still ends
    _standing: dict[object, _Standing] = field(default_factory=dict)

    @property
    def finished(self) -> bool:
        """Whether every step has been played."""
        return self._next >= len(self.script.steps) and self._ends == 0

    def give_orders(self, table: Table) -> None:
        """Give this turn's orders: what stands for every turn, and the steps up to the next end of a turn.

        Raises
        ------
        ScriptRefusedError
            If the rules refuse one.
        """
        orders = dict(self._standing)
        for step in self._steps_of_turn():
            command = self._command(step, table.book.public)
            key = _key(command)
            order = _Standing(step, command)
            orders.pop(key, None)
            orders[key] = order
            if getattr(step, "every_turn", False) and _amount(command):
                self._standing[key] = order
            elif not _amount(command):
                self._standing.pop(key, None)
        for key, order in orders.items():
            command = order.command
            if isinstance(command, cm.Contribute) and self._standing.get(key) is order:
                missing = _missing(command.project, table)
                if not missing:
                    continue  # a payment of every turn ends once the project is paid for
                command = replace(command, amount=min(command.amount, missing))
            decision = table.submit(command)
            if isinstance(decision, Refusal):
                raise self._refused(order.step, decision.sentence, table.public_view().turn)

    def left_over(self) -> Diagnostic | None:
        """Return a warning where the script goes on after the last turn."""
        if self.finished:
            return None
        step = self.script.steps[min(self._next, len(self.script.steps) - 1)]
        message = _("The script goes on after the last turn; what follows from here was not played.")
        remedy = _("Play more turns, or take it out.")
        return diagnose(codes.SCRIPT_TOO_LONG, self.source, _span(step, self.source), message, remedy)

    def _steps_of_turn(self) -> Iterator[ScriptOrder]:
        if self._ends:
            self._ends -= 1
            return
        while self._next < len(self.script.steps):
            step = self.script.steps[self._next]
            self._next += 1
            if isinstance(step, EndTurn):
                self._ends = step.turns - 1
                return
            assert isinstance(step, ScriptOrder)  # noqa: S101 - there is no other kind
            yield step

    def _command(self, step: ScriptOrder, book: PublicBook) -> cm.DraftCommand:
        seat = step.delegation
        match step:
            case Fund():
                amount = 1 if step.amount is None else step.amount
                return cm.SetOrder(seat, step.measure, self._target(step, book), amount)
            case Link():
                return cm.PostTeam(seat, self._liaison(step, book), Target(delegation=step.partner))
            case Contribute():
                return cm.Contribute(seat, step.project, step.amount)
            case Give():
                return cm.GiveFunds(seat, step.recipient, step.amount)
            case Join():
                return cm.JoinInstrument(seat, step.instrument)
            case Leave():
                return cm.LeaveInstrument(seat, step.instrument)
        raise TypeError(type(step).__name__)

    def _target(self, step: Fund, book: PublicBook) -> Target:
        """Return the target that a step means; where both ends of a leg are its own, the end it leaves from."""
        choices = book.choices[step.delegation][step.measure]
        fitting = [choice for choice in choices if _fits(step, choice)]
        if fitting:
            return fitting[0]
        names = dict.fromkeys(
            choice.leg or choice.habitat or choice.corridor or choice.jurisdiction for choice in choices
        )
        sentence = _("{delegation} cannot order {measure} at “{target}”. Possible: {choices}.").format(
            delegation=book.delegations[step.delegation].name,
            measure=step.measure,
            target=step.target or step.market or step.block or "",
            choices=", ".join(names) or "–",
        )
        raise self._refused(step, sentence, None)

    def _liaison(self, step: Link, book: PublicBook) -> str:
        found = next((offer.id for offer in book.scenario.measures if offer.rule is MeasureId.LIAISON), None)
        if found is None:
            raise self._refused(step, _("This scenario offers no liaison, so nobody can link."), None)
        return found

    def _refused(self, step: Step, sentence: str, turn: int | None) -> ScriptRefusedError:
        place = "" if turn is None else _("That was in turn {turn}.").format(turn=turn)
        return ScriptRefusedError(diagnose(codes.STEP_REFUSED, self.source, _span(step, self.source), sentence, place))


def no_script() -> ScriptRun:
    """Return a script without steps."""
    return ScriptRun(Script(()), Source("", ""))


def _missing(project: str, table: Table) -> int:
    """Return what a project still lacks; 0 for one that there is none of, which the rules then refuse."""
    status = table.public_view().projects.get(project)
    if status is None or status.started is not None:
        return 0
    return max(0, table.book.public.projects[project].cost - status.total)


def _fits(step: Fund, choice: Target) -> bool:
    named = {choice.leg, choice.habitat, choice.corridor, choice.delegation, choice.jurisdiction}
    return (
        (not step.target or step.target in named)
        and (step.market is None or step.market == choice.market)
        and (step.block is None or step.block == choice.block)
    )


def _amount(command: cm.DraftCommand) -> int:
    return int(getattr(command, "amount", 1))


def _key(command: cm.DraftCommand) -> object:
    """Return what makes two orders the same, so that the later one replaces the earlier."""
    if isinstance(command, cm.SetOrder | cm.Contribute | cm.GiveFunds):
        return replace(command, amount=0)
    return command


def _span(step: Step, source: Source) -> Span | None:
    if not step.line:
        return None
    line = source.line(step.line)
    return Span(step.line, step.column, step.line, max(step.column + 1, len(line.rstrip()) + 1))


def script_ids(scenario: Scenario) -> ScriptIds:
    """Return what the steps of a script may name."""
    return ScriptIds(
        delegations={item.id: item.name for item in scenario.delegations},
        measures={item.id: item.rule for item in scenario.measures},
        places={
            ArgumentKind.LEG: {item.id: item.name for item in scenario.legs},
            ArgumentKind.CHANNEL: {item.id: item.name for item in scenario.channels},
            ArgumentKind.HABITAT: {item.id: item.name for item in scenario.habitats},
            ArgumentKind.JURISDICTION: {item.id: item.name for item in scenario.jurisdictions},
            ArgumentKind.MARKET: {str(item.id): "" for item in scenario.markets},
            ArgumentKind.BLOCK: {block.value: "" for block in BlockId},
            ArgumentKind.PROJECT: {item.id: item.name for item in scenario.projects},
            ArgumentKind.INSTRUMENT: {item.id: item.name for item in scenario.instruments},
        },
        corridors={item.id: item.name for item in scenario.corridors},
        own={item.id: item.jurisdictions for item in scenario.delegations},
    )
