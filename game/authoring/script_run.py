"""Turn the steps of a script into the commands of delegations, turn by turn."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from game.authoring import codes_authoring as codes
from game.authoring.script_talks import TalkRefusedError, TalkRun
from game.model.measures import MeasureId
from game.model.scenario import Scenario
from game.model.script import Contribute, EndTurn, Fund, Give, Join, Leave, Link, Script, Step
from game.model.script import Order as ScriptOrder
from game.model.script_talks import (
    Accept,
    Amend,
    Answer,
    Ballot,
    Explain,
    Lend,
    Offer,
    Pledge,
    Put,
    Record,
    Reveal,
    Settle,
    Support,
    Tell,
)
from game.model.script_talks import Table as TableStep
from game.model.taxonomy import BlockId
from game.model.text import _
from game.model.vocabulary import ArgumentKind
from game.scenario.diagnostic import Diagnostic, diagnose
from game.scenario.script_checks import ScriptIds
from game.scenario.script_talk_checks import draft_names
from game.scenario.source import Source, Span
from game.session import commands as cm
from game.session.desk import Target
from game.session.negotiation import commands as nc
from game.session.play import Table
from game.session.refusal import Refusal
from game.session.rulebook import PublicBook

DeskCommand = cm.DraftCommand | nc.PayIntoFund | nc.ShareIntelligence
_TALKS = (
    Offer,
    Answer,
    Record,
    Reveal,
    Lend,
    TableStep,
    Support,
    Settle,
    Amend,
    Accept,
    Put,
    Ballot,
    Explain,
)


class ScriptRefusedError(Exception):
    """The rules refuse a step; ``diagnostic`` says where it stands and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class _Standing:
    step: ScriptOrder
    command: DeskCommand


@dataclass(slots=True)
class ScriptRun:
    """A script being played: call :meth:`talk` at the briefing of every turn, :meth:`give_orders` at the desks."""

    script: Script
    source: Source
    _next: int = 0
    _ends: int = 0  # turns that the last end_turn still ends
    _standing: dict[object, _Standing] = field(default_factory=dict)
    _talks: TalkRun = field(default_factory=TalkRun)
    _today: tuple[Step, ...] | None = None  # steps of the turn, once it has begun

    @property
    def finished(self) -> bool:
        """Whether every step has been played."""
        return self._next >= len(self.script.steps) and self._ends == 0

    def talk(self, table: Table) -> None:
        """Begin a turn: take the steps that are taken at the table, in their order.

        Raises
        ------
        ScriptRefusedError
            If the rules refuse one.
        """
        if self._today is not None:
            return
        self._today = tuple(self._steps_of_turn())
        for step in self._today:
            if is_talk(step) and not self._talks.at_desk(step):
                self._negotiate(step, self._today, table)

    def give_orders(self, table: Table) -> None:
        """Give this turn's orders: what stands for every turn, and the steps up to the next end of a turn.

        Raises
        ------
        ScriptRefusedError
            If the rules refuse one.
        """
        self.talk(table)
        today, self._today = self._today or (), None
        for step in today:
            if is_talk(step) and self._talks.at_desk(step):
                self._negotiate(step, today, table)
        for key, order in self._orders_of(today, table).items():
            again = self._standing.get(key) is order
            command = _still_wanted(order.command, table) if again else order.command
            decision = table.submit(command) if command is not None else ()
            if isinstance(decision, Refusal):
                raise self._refused(order.step, decision.sentence, table.public_view().turn)

    def _orders_of(self, today: tuple[Step, ...], table: Table) -> dict[object, _Standing]:
        """Return what stands for every turn, and what is ordered today instead or beside it."""
        orders = dict(self._standing)
        for step in today:
            if not isinstance(step, ScriptOrder) or is_talk(step):
                continue
            command = self._command(step, table)
            key = _key(command)
            order = _Standing(step, command)
            orders.pop(key, None)
            orders[key] = order
            if getattr(step, "every_turn", False) and _amount(command):
                self._standing[key] = order
            elif not _amount(command):
                self._standing.pop(key, None)
        return orders

    def left_over(self) -> Diagnostic | None:
        """Return a warning where the script goes on after the last turn."""
        if self.finished:
            return None
        step = self.script.steps[min(self._next, len(self.script.steps) - 1)]
        message = _("The script goes on after the last turn; what follows from here was not played.")
        remedy = _("Play more turns, or take it out.")
        return diagnose(codes.SCRIPT_TOO_LONG, self.source, _span(step, self.source), message, remedy)

    def _negotiate(self, step: Step, today: tuple[Step, ...], table: Table) -> None:
        try:
            self._talks.play(step, today, table)
        except TalkRefusedError as error:
            raise self._refused(error.step, str(error), table.public_view().turn) from error

    def _steps_of_turn(self) -> Iterator[Step]:
        if self._ends:
            self._ends -= 1
            return
        while self._next < len(self.script.steps):
            step = self.script.steps[self._next]
            self._next += 1
            if isinstance(step, EndTurn):
                self._ends = step.turns - 1
                return
            yield step

    def _command(self, step: ScriptOrder, table: Table) -> DeskCommand:
        seat, book = step.delegation, table.book.public
        match step:
            case Pledge():
                return nc.PayIntoFund(seat, self._talks.find_fund(step.fund, table), step.amount)
            case Tell():
                return nc.ShareIntelligence(seat, step.partner)
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


def is_talk(step: Step) -> bool:
    """Tell whether a step negotiates; what is told and paid goes with the orders."""
    return isinstance(step, _TALKS)


def _still_wanted(command: DeskCommand, table: Table) -> DeskCommand | None:
    """Return an order of every turn as it is given now; None once nothing can be paid into any more."""
    if isinstance(command, cm.Contribute):
        missing = _missing(command.project, table)
        return replace(command, amount=min(command.amount, missing)) if missing else None
    if isinstance(command, nc.PayIntoFund):
        pool = table.public_view().negotiation.public.pools.get(command.fund)
        return None if pool is None or pool.closed else command
    return command


def _amount(command: DeskCommand) -> int:
    return int(getattr(command, "amount", 1))


def _key(command: DeskCommand) -> object:
    """Return what makes two orders the same, so that the later one replaces the earlier."""
    if isinstance(command, cm.SetOrder | cm.Contribute | cm.GiveFunds | nc.PayIntoFund):
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
        drafts={draft.id: draft_names(draft.operative) for draft in scenario.negotiation.opening_drafts},
    )
