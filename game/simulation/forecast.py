"""Projections from a believed world: several plans side by side, the same random numbers in each.

The same kernels as the live game, in float32, with many runs. Random numbers are drawn once into a
:class:`ShockBank`: moving a slider moves the curve and not the noise.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np

from game.simulation.arrays import Floats, Indices
from game.simulation.constants import Constants
from game.simulation.context import Turn
from game.simulation.effects import Effects, Pressures, measure_effects, read_modifiers
from game.simulation.indices import Scores, scores
from game.simulation.network import Network
from game.simulation.shocks import BLOCK, Shocks, draw_factors, draw_shocks, generator, triangular
from game.simulation.turn import run_turn_lazily, start_flows
from game.simulation.workspace import Workspace
from game.simulation.world import Flows, World

_DTYPE = np.dtype(np.float32)
_CELLS = 120_000  # itineraries of a block times columns that are advanced together: their arrays then fit the cache
QUANTILES = (0.1, 0.5, 0.9)


class Step:
    """What a reading looks at: one turn of a projection, [..., run]. What it does not ask for is not worked out."""

    def __init__(self, network: Network, world: World, flows: Flows | Callable[[], Flows]) -> None:
        self.network = network
        self.world = world
        self._flows = flows
        self._scores: Scores | None = None

    @property
    def flows(self) -> Flows:
        """What flowed in the turn."""
        if not isinstance(self._flows, Flows):
            self._flows = self._flows()
        return self._flows

    @property
    def scores(self) -> Scores:
        """Indices of the world."""
        if self._scores is None:
            self._scores = scores(self.network, self.world)
        return self._scores


Reading = Callable[[Step], Floats]  # gives [run]
Plan = Floats | Sequence[Floats]  # [row, 1] for all turns, or one for each turn (the last goes on)


@dataclass(frozen=True, slots=True)
class Projection:
    """Series of each reading: ``values[name]`` [turn from now (0 = now), plan, run]."""

    values: Mapping[str, Floats]

    def quantiles(self, name: str, levels: Sequence[float] = QUANTILES) -> Floats:
        """Return quantiles of a reading over the runs [level, turn, plan], by sorting."""
        ordered = np.sort(self.values[name], axis=-1)
        last = ordered.shape[-1] - 1
        return np.stack([ordered[..., round(level * last)] for level in levels])

    def join(self, other: "Projection") -> "Projection":
        """Return both sets of runs together (the quick ones first, the rest when there is time)."""
        return Projection(
            {name: np.concatenate([own, other.values[name]], axis=-1) for name, own in self.values.items()}
        )


class ShockBank:
    """Random numbers of a forecast, drawn once: shocks of every turn and parameters of every run.

    Runs 0 to 31 have the same numbers whatever the size of the bank. Holds buffers; not for two threads at once.
    """

    def __init__(self, network: Network, seed: int, turns: int, runs: int = 256, *, uncertain: bool = True) -> None:
        self.network = network.astype(_DTYPE)
        self.turns = turns
        self.runs = runs
        self._shocks = [draw_shocks(network, seed, turn, runs, _DTYPE) for turn in range(turns)]
        self._factors = draw_factors(network, seed, runs) if uncertain else {}
        self._constants: dict[tuple[int, int, int], Constants] = {}
        self._tiled: dict[tuple[int, int, int, int], Shocks] = {}
        self._workspaces: dict[int, Workspace] = {}
        self._worlds: dict[tuple[int, int, int], tuple[World, World]] = {}
        self._still: dict[tuple[int, int, int], Effects] = {}
        self.start_flows: Flows = start_flows(network)
        largest = max((block.count for block in network.goods.blocks), default=1)
        self.columns = min(512, max(64, _CELLS // max(largest, 1)))

    def constants(self, first: int, last: int, plans: int) -> Constants:
        """Return parameters of some runs, for every plan the same."""
        key = (first, last, plans)
        if key not in self._constants:
            part = {name: np.tile(factor[first:last], plans) for name, factor in self._factors.items()}
            self._constants[key] = self.network.constants_with(part)
        return self._constants[key]

    def shocks(self, turn: int, first: int, last: int, plans: int) -> Shocks:
        """Return shocks of one turn and some runs, for every plan the same."""
        key = (turn, first, last, plans)
        if key not in self._tiled:
            drawn = self._shocks[turn]
            parts = {item.name: getattr(drawn, item.name)[:, first:last] for item in fields(drawn)}
            self._tiled[key] = Shocks(**{name: np.tile(part, (1, plans)) for name, part in parts.items()})
        return self._tiled[key]

    def start(self, world: World, first: int, last: int, plans: int) -> World:
        """Return the start in some runs, for every plan the same."""
        key = (first, last, plans)
        kept = self._worlds.get(key)
        if kept is None or kept[0] is not world:
            kept = self._worlds[key] = (world, _tile(world, first, last, plans))
        return kept[1]

    def still(self, first: int, last: int, plans: int) -> Effects:
        """Return the effects of no measures."""
        key = (first, last, plans)
        if key not in self._still:
            columns = np.zeros(plans * (last - first), dtype=np.intp)
            constants = self.constants(first, last, plans)
            self._still[key] = measure_effects(self.network, constants, self.network.slots.zeros(), columns)
        return self._still[key]

    def workspace(self, runs: int) -> Workspace:
        """Return buffers for a number of runs."""
        if runs not in self._workspaces:
            self._workspaces[runs] = Workspace(runs, _DTYPE, recycle=True)
        return self._workspaces[runs]


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What is projected: a start as it is believed, and plans from now on.

    ``start`` has one run, or one for each run of the bank. ``measures`` and ``modifiers`` hold one plan each;
    ``epilogue`` adds the turns after the last one, without measures.
    """

    start: World
    measures: Sequence[Plan]
    modifiers: Sequence[Plan]
    turns: int
    epilogue: bool = True
    flows: Flows | None = None  # of the turn before; by default those of the start

    @property
    def plans(self) -> int:
        """Number of plans."""
        return len(self.measures)


def project(
    bank: ShockBank, outlook: Outlook, readings: Mapping[str, Reading], first: int = 0, last: int | None = None
) -> Projection:
    """Project plans to the end, in runs ``first`` to ``last`` of the bank.

    Parameters
    ----------
    readings
        What to keep of every turn, by name.

    Raises
    ------
    ValueError
        If the bank has too few turns.
    """
    stop = bank.runs if last is None else min(last, bank.runs)
    length = outlook.turns + (bank.network.epilogue_turns if outlook.epilogue else 0)
    if length > bank.turns:
        raise ValueError(f"The bank holds {bank.turns} turns and {length} are wanted.")
    plans = outlook.plans
    width = max(16, bank.columns // plans)
    values = {name: np.empty((length + 1, plans, stop - first), _DTYPE) for name in readings}
    for start in range(first, stop, width):
        end = min(start + width, stop)
        for turn, step in enumerate(_course(bank, outlook, (start, end), length)):
            for name, reading in readings.items():
                values[name][turn, :, start - first : end - first] = np.reshape(reading(step), (plans, end - start))
    return Projection(values)


def _course(bank: ShockBank, outlook: Outlook, runs: tuple[int, int], length: int) -> Iterator[Step]:
    """Yield the turns of one batch of runs, all plans side by side: plan 0's runs, then plan 1's."""
    network, plans = bank.network, outlook.plans
    first, last = runs
    columns = np.repeat(np.arange(plans, dtype=np.intp), last - first)
    constants, workspace = bank.constants(first, last, plans), bank.workspace(len(columns))
    doses = _Doses(network, constants, outlook, columns, bank.still(first, last, plans))
    world = bank.start(outlook.start, first, last, plans)
    yield Step(network, world, lambda: _tile(outlook.flows or bank.start_flows, first, last, plans))
    for turn in range(length):
        effects, pressures = doses.at(turn)
        shocks = bank.shocks(turn, first, last, plans)
        world, flows = run_turn_lazily(Turn(network, constants, world, effects, pressures, shocks, workspace))
        yield Step(network, world, flows)


class _Doses:
    """Effects and pressures of each turn, worked out once while the plans do not change."""

    def __init__(
        self, network: Network, constants: Constants, outlook: Outlook, columns: Indices, still: Effects
    ) -> None:
        self._network = network
        self._constants = constants
        self._outlook = outlook
        self._columns = columns
        self._effects: dict[tuple[int, ...], Effects] = {(): still}
        self._pressures: dict[tuple[int, ...], Pressures] = {}

    def at(self, turn: int) -> tuple[Effects, Pressures]:
        """Return what is in force in a turn."""
        outlook, network = self._outlook, self._network
        over = turn >= outlook.turns
        measures = [] if over else [_at(plan, turn) for plan in outlook.measures]
        modifiers = [_at(plan, turn) for plan in outlook.modifiers]
        ordered, standing = tuple(map(id, measures)), tuple(map(id, modifiers))
        if ordered not in self._effects:
            doses = np.concatenate(measures, axis=1)
            self._effects[ordered] = measure_effects(network, self._constants, doses, self._columns)
        if standing not in self._pressures:
            self._pressures[standing] = read_modifiers(network, np.concatenate(modifiers, axis=1), self._columns)
        return self._effects[ordered], self._pressures[standing]


def _at(plan: Plan, turn: int) -> Floats:
    """Return what a plan says for a turn [row, 1]; the last of a sequence goes on."""
    if isinstance(plan, np.ndarray):
        return plan
    return plan[min(turn, len(plan) - 1)]


_Record = TypeVar("_Record", World, Flows)


def _tile(record: _Record, first: int, last: int, plans: int) -> _Record:
    """Return the runs of a batch once for every plan."""
    wide: dict[str, Floats] = {}
    for name, array in record.to_arrays().items():
        part = array[..., first:last] if array.shape[-1] > 1 else np.repeat(array, last - first, axis=-1)
        wide[name] = np.tile(part, plans).astype(_DTYPE)
    return record.from_arrays(wide)


def believed_world(likely: World, low: Mapping[str, Floats], high: Mapping[str, Floats], seed: int, runs: int) -> World:
    """Return worlds that lie inside what a seat believes [..., run]: triangular between low, likely and high.

    Parameters
    ----------
    likely
        One run; fields without bounds are taken from it as they are.
    low, high
        Bounds by field of :class:`~game.simulation.world.World`, shaped like the field.
    """
    drawn: dict[str, Floats] = {}
    for number, (name, array) in enumerate(likely.to_arrays().items()):
        if name not in low:
            drawn[name] = np.repeat(array, runs, axis=-1)
            continue
        bottom, top = np.asarray(low[name]).reshape(array.shape), np.asarray(high[name]).reshape(array.shape)
        uniform = np.empty((*array.shape[:-1], runs))
        for block, start in enumerate(range(0, runs, BLOCK)):
            width = min(BLOCK, runs - start)
            values = generator(seed, "beliefs", number, block).random((BLOCK, *array.shape[:-1]))
            uniform[..., start : start + width] = np.moveaxis(values[:width], 0, -1)
        drawn[name] = triangular(uniform, bottom, np.clip(array, bottom, top), top)
    return World.from_arrays(drawn)
