"""Play a scenario to its end without people: by a policy, and by a script where there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.authoring.script_run import ScriptRun
from game.bots.chair import hold_meeting
from game.bots.driver import Computers
from game.bots.temperament import BARGAIN, temperament_of
from game.model.script import Order as ScriptOrder
from game.model.script import Script
from game.session.commands import AdvancePhase, Options, SeatPlan, StartSession
from game.session.desk import Occupant, Phase
from game.session.play import Table
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from game.storage.save import Save
from game.storage.tables import new_table

Progress = Callable[[int, int], None]  # turns played, turns in all


@dataclass(frozen=True, slots=True)
class Plan:
    """What to play: ``policy`` moves every delegation that the script does not mention."""

    text: str  # the scenario's YAML
    name: str  # its file name
    book: Rulebook
    seed: int
    policy: str
    turns: int | None = None
    save: Path | None = None
    picture: bytes = b""  # of the scenario, for the save


def movers(book: Rulebook, script: Script | None) -> frozenset[str]:
    """Return the delegations that a script moves."""
    steps = script.steps if script else ()
    return frozenset(step.delegation for step in steps if isinstance(step, ScriptOrder)) & set(book.delegations)


def start(plan: Plan, script: Script | None) -> tuple[Table, Save | None]:
    """Open the session: the script's delegations as people, the others as computers with the policy.

    Raises
    ------
    ValueError
        If the rules refuse the start, with their sentence.
    SaveError
        If the save cannot be written.
    """
    by_script = movers(plan.book, script)
    named = temperament_of(plan.policy) if plan.policy.startswith(BARGAIN) else None
    drawn = None if plan.policy == BARGAIN else plan.policy  # None: by lot
    temperament = named.name if named is not None else drawn
    seats = tuple(
        SeatPlan(seat, Occupant.PERSON) if seat in by_script else SeatPlan(seat, Occupant.COMPUTER, temperament)
        for seat in plan.book.delegations
    )
    command = StartSession(plan.seed, seats, Options(turns=plan.turns, prefill=False, receipts=False))
    return new_table(plan.text, plan.name, command, plan.save, plan.book, plan.picture)


def play(table: Table, run: ScriptRun, progress: Progress | None = None, policy: str | None = None) -> None:
    """Play a started table to the end of its epilogue.

    Parameters
    ----------
    table
        As :func:`start` opened it.
    run
        The script, or an empty one.
    progress
        Told after each turn.
    policy
        Moves every computer seat, instead of what its temperament says.

    Raises
    ------
    ScriptRefusedError
        If the rules refuse a step of the script; what was played stays.
    """
    computers = Computers(table, dict.fromkeys(table.book.delegations, policy) if policy else None)
    while True:
        view = table.public_view()
        match view.phase:
            case Phase.BRIEFING:
                run.talk(table)
                computers.move()
            case Phase.CAUCUS:
                computers.move()
            case Phase.PLENARY if computers.bargain:
                hold_meeting(table, computers)
            case Phase.DESKS:
                run.give_orders(table)
                computers.move()
            case Phase.OUTCOME if progress:
                progress(view.turn, view.turns)
            case Phase.ENDED:
                return
        advance(table)


def advance(table: Table) -> None:
    """Leave the present phase; a refusal is a defect, since everybody has sealed or is sealed now."""
    view = table.public_view()
    decision = table.submit(AdvancePhase(view.phase, view.turn, seal_rest=True))
    if isinstance(decision, Refusal):
        raise AssertionError(decision.sentence)  # noqa: TRY004 - a defect of ours, not a wrong type
