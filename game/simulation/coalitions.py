"""Outcomes of many coalitions in one batch: which parts of what was done are in, and what would have come of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.simulation.arrays import Floats
from game.simulation.constants import Constants
from game.simulation.context import Turn
from game.simulation.effects import Effects, Pressures, measure_effects, read_modifiers
from game.simulation.forecast import Reading, Step
from game.simulation.network import Network
from game.simulation.shocks import Shocks
from game.simulation.turn import run_turn
from game.simulation.workspace import Workspace
from game.simulation.world import Flows, World

_COLUMNS = 128  # coalitions that are replayed together


@dataclass(frozen=True, slots=True, eq=False)
class TurnRecord:
    """What was done and what happened in one turn.

    A *part* is in or out as a whole: what one contributor ordered, or a joint project.
    """

    doses: Floats  # [slot, part], paid in this turn
    modifiers: Floats  # [row, 1], events and everything that is in force
    quiet: Floats  # [row, 1], the same without events
    shocks: Shocks  # run 1
    standing: Floats | None = None  # [slot, 1], committed earlier: stays in every coalition
    part_modifiers: Floats | None = None  # [row, part], what a part adds, such as a joint project's effects


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A course of turns to be replayed."""

    network: Network
    constants: Constants
    before: World  # run 1
    turns: Sequence[TurnRecord]
    flows: Flows | None = None  # of the turn before


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest thing that can be in or out: one line of one part."""

    part: int
    line: str
    rows: tuple[int, ...]  # slots; empty for what a part does by modifiers


def find_atoms(case: Case, line_of: Callable[[int], str]) -> tuple[Atom, ...]:
    """Return the lines of every part that does anything in any turn."""
    parts = case.turns[0].doses.shape[1]
    atoms: list[Atom] = []
    for part in range(parts):
        used = np.zeros(case.network.slots.size, dtype=bool)
        moved = False
        for record in case.turns:
            used |= record.doses[:, part] != 0
            moved = moved or (record.part_modifiers is not None and bool(record.part_modifiers[:, part].any()))
        lines: dict[str, list[int]] = {}
        for row in np.flatnonzero(used):
            lines.setdefault(line_of(int(row)), []).append(int(row))
        atoms += [Atom(part, line, tuple(rows)) for line, rows in lines.items()]
        if moved:
            atoms.append(Atom(part, "", ()))
    return tuple(atoms)


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Values of each reading [..., column], with groups free to move and with their shares held."""

    free: Mapping[str, Floats]
    held: Mapping[str, Floats]


def evaluate(
    case: Case, atoms: Sequence[Atom], members: Floats, events: Floats, readings: Mapping[str, Reading], *, hold: bool
) -> Outcomes:
    """Replay the turns for every column of ``members``.

    Parameters
    ----------
    members
        1 where an atom is in [atom, column].
    events
        1 where events happen [column].
    hold
        Whether to replay a second time with the shares of the itineraries as they are when nobody does anything.
    """
    free: dict[str, list[Floats]] = {name: [] for name in readings}
    kept: dict[str, list[Floats]] = {name: [] for name in readings}
    shares = _idle_shares(case) if hold else None
    workspaces: dict[int, Workspace] = {}
    for start in range(0, members.shape[1], _COLUMNS):
        part = slice(start, min(start + _COLUMNS, members.shape[1]))
        width = part.stop - part.start
        space = workspaces.setdefault(width, Workspace(width))
        inputs = [_in_force(case, record, atoms, members[:, part], events[part]) for record in case.turns]
        for target, given in ((free, None), (kept, shares)):
            if given is None and target is kept:
                continue
            step = _replay(case, inputs, space, given)
            for name, reading in readings.items():
                target[name].append(np.array(reading(step)))
    return Outcomes(
        {name: np.concatenate(values, axis=-1) for name, values in free.items()},
        {name: np.concatenate(values, axis=-1) for name, values in kept.items() if values},
    )


def _in_force(
    case: Case, record: TurnRecord, atoms: Sequence[Atom], members: Floats, events: Floats
) -> tuple[Effects, Pressures]:
    """Return what is in force in one turn in every column."""
    columns = members.shape[1]
    doses = np.zeros((case.network.slots.size, columns))
    if record.standing is not None:
        doses += record.standing
    modifiers = np.where(events > 0, record.modifiers, record.quiet)
    for atom, inside in zip(atoms, members, strict=True):
        rows = list(atom.rows)
        if rows:
            doses[rows] += record.doses[rows, atom.part][:, None] * inside
        elif record.part_modifiers is not None:
            modifiers = modifiers + record.part_modifiers[:, [atom.part]] * inside
    return measure_effects(case.network, case.constants, doses), read_modifiers(case.network, modifiers)


def _replay(
    case: Case,
    inputs: Sequence[tuple[Effects, Pressures]],
    workspace: Workspace,
    shares: Sequence[tuple[Floats, Floats]] | None,
) -> Step:
    """Return the last turn of a replay."""
    network, constants = case.network, case.constants
    world, flows = case.before.repeat(workspace.runs), case.flows
    for number, (record, (effects, pressures)) in enumerate(zip(case.turns, inputs, strict=True)):
        held = None if shares is None else shares[number]
        turn = Turn(network, constants, world, effects, pressures, record.shocks, workspace, held)
        world, flows = run_turn(turn)
    assert flows is not None  # noqa: S101 - a case has at least one turn
    return Step(network, world, flows)


def _idle_shares(case: Case) -> list[tuple[Floats, Floats]]:
    """Return shares of goods and money, turn by turn, when nobody does anything and events happen."""
    shares: list[tuple[Floats, Floats]] = []
    network, world, space = case.network, case.before, Workspace(1)
    for record in case.turns:
        effects, pressures = _in_force(case, record, (), np.zeros((0, 1)), np.ones(1))
        world, _ = run_turn(Turn(network, case.constants, world, effects, pressures, record.shocks, space))
        shares.append((world.share, world.money_share))
    return shares
