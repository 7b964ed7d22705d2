"""Receipts: the change of any index or figure, split over momentum, events, contributors and their measures.

For one turn, or since the start. Shapley (1953) over contributors, exact for up to ten parts; Owen (1977) within one.
What moved because groups changed their itineraries is kept apart as *displaced*.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np

from game.simulation.arrays import Floats
from game.simulation.coalitions import Atom, Case, TurnRecord, evaluate, find_atoms
from game.simulation.forecast import Reading, Step
from game.simulation.turn import start_flows

__all__ = ["Case", "Receipt", "TurnRecord", "receipts"]

_EXACT = 10  # most parts for which every coalition is tried
_ORDERS = 32  # orders that are sampled above
_LINE_ORDERS = 12  # orders that are sampled within one part


@dataclass(frozen=True, slots=True, eq=False)
class Receipt:
    """The change of one reading; arrays are shaped like the reading without its run axis.

    ``before + momentum + events + Σ contributors = after``. ``displaced`` is inside ``contributors``: what a
    contributor moved because groups took other itineraries. ``lines[contributor, line]`` and ``together`` split a
    contributor's value; ``together`` is what cannot be given to one of its measures.
    """

    before: Floats
    momentum: Floats
    events: Floats
    contributors: Floats  # [contributor, ...]
    displaced: Floats  # [contributor, ...]
    after: Floats
    lines: Mapping[tuple[int, str], Floats]
    together: Floats  # [contributor, ...]


def receipts(
    case: Case,
    readings: Mapping[str, Reading],
    owners: Floats | None = None,
    line_of: Callable[[int], str] | None = None,
    seed: int = 0,
) -> dict[str, Receipt]:
    """Return the receipt of every reading.

    Parameters
    ----------
    case
        The turns to explain, with the doses of every part.
    readings
        Each gives [..., run]: one index, or an array of them at once.
    owners
        What each contributor paid of each part, rows summing to 1 [part, contributor]; by default part i is
        contributor i.
    line_of
        Name of the line that a slot belongs to; by default the measure. Lines are worked out only if this is given or
        left at the default, at the cost of some more coalitions.
    seed
        Of the orders that are sampled.
    """
    slots = case.network.slots
    atoms = find_atoms(case, line_of or (lambda row: slots.describe(row).measure))
    parts = sorted({atom.part for atom in atoms})
    plan = _Plan(atoms, parts, np.random.default_rng(seed))
    outcome = evaluate(case, atoms, plan.members, plan.events, readings, hold=bool(parts))
    share = np.eye(case.turns[0].doses.shape[1]) if owners is None else np.asarray(owners)
    before = Step(case.network, case.before, case.flows or start_flows(case.network))
    return {
        name: _receipt(plan, outcome.free[name], outcome.held.get(name), np.array(reading(before))[..., 0], share)
        for name, reading in readings.items()
    }


class _Plan:
    """Which coalitions are tried, and the weights that turn their outcomes into shares.

    Columns: nothing and no events; nothing; the coalitions of parts; those of lines.
    """

    def __init__(self, atoms: Sequence[Atom], parts: Sequence[int], random: np.random.Generator) -> None:
        self.atoms = atoms
        self.parts = parts
        self._full = 1
        self._columns: list[Floats] = [np.zeros(len(atoms)), np.zeros(len(atoms))]
        self._of_part = np.array([[atom.part == part for atom in atoms] for part in parts], dtype=float)
        count = len(parts)
        self.part_weights = (self._exact() if count <= _EXACT else self._sampled(random)) if count else np.zeros((2, 0))
        self.lines: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for place in range(count):
            self._split(place, random)
        self.members = np.array(self._columns).T
        self.events = np.ones(len(self._columns))
        self.events[0] = 0
        self.full = self._full

    def _add(self, inside: Floats) -> int:
        self._columns.append(np.minimum(inside, 1.0))
        return len(self._columns) - 1

    def _column(self, inside: Floats, parts: Iterable[int]) -> int:
        """Return the column of a coalition of whole parts: the one that is there, if all are."""
        if len(self.parts) <= _EXACT:
            return 2 + sum(1 << int(part) for part in parts)
        return self._add(inside)

    def _exact(self) -> Floats:
        """Try every coalition; return weights [column, part] of the Shapley value."""
        count = len(self.parts)
        rows = [np.zeros(count), np.zeros(count)]
        for mask in range(2**count):
            inside = np.array([(mask >> part) & 1 for part in range(count)], dtype=float)
            size = int(inside.sum())
            gained = factorial(max(size - 1, 0)) * factorial(count - size) / factorial(count)
            lost = factorial(size) * factorial(max(count - size - 1, 0)) / factorial(count)
            rows.append(np.where(inside > 0, gained, -lost))
            self._full = self._add(inside @ self._of_part)
        return np.array(rows)

    def _sampled(self, random: np.random.Generator) -> Floats:
        """Try orders and their reverses; their marginal contributions sum to the change exactly."""
        count = len(self.parts)
        rows = [np.zeros(count), np.zeros(count)]
        orders = [random.permutation(count) for _ in range(_ORDERS // 2)]
        for order in [*orders, *(order[::-1] for order in orders)]:
            inside = np.zeros(count)
            rows.append(np.zeros(count))
            self._add(inside @ self._of_part)
            for part in order:
                inside[part] = 1
                rows[-1][part] -= 1 / _ORDERS
                rows.append(np.zeros(count))
                rows[-1][part] += 1 / _ORDERS
                self._full = self._add(inside @ self._of_part)
        return np.array(rows)

    def _split(self, place: int, random: np.random.Generator) -> None:
        """Try orders of the lines of one part after random sets of other parts."""
        own = [number for number, atom in enumerate(self.atoms) if atom.part == self.parts[place]]
        if len(own) < 2:
            return
        sequence = np.array(own)
        for sample in range(_LINE_ORDERS):
            order = random.permutation(len(self.parts))
            earlier = order[: int(np.flatnonzero(order == place)[0])]
            inside = self._of_part[earlier].sum(axis=0)
            column = self._column(inside, earlier)
            sequence = random.permutation(own) if sample % 2 == 0 else sequence[::-1]
            for number in sequence:
                inside = inside.copy()
                inside[number] = 1
                after = self._column(inside, [*earlier, place]) if number == sequence[-1] else self._add(inside)
                self.lines.setdefault((place, self.atoms[number].line), []).append((column, after))
                column = after


def _receipt(plan: _Plan, free: Floats, held: Floats | None, before: Floats, owners: Floats) -> Receipt:
    """Put the receipt of one reading together."""
    quiet, idle = free[..., 0], free[..., 1]
    weights = plan.part_weights
    used = slice(0, len(weights))
    shape = (owners.shape[0], *before.shape)
    values, displaced = np.zeros(shape), np.zeros(shape)
    if plan.parts:
        values[plan.parts] = np.moveaxis(free[..., used] @ weights, -1, 0)
    if plan.parts and held is not None:
        displaced[plan.parts] = values[plan.parts] - np.moveaxis(held[..., used] @ weights, -1, 0)
    lines: dict[tuple[int, str], Floats] = {}
    together = values.copy()
    for place, part in enumerate(plan.parts):
        names = [atom.line for atom in plan.atoms if atom.part == part]
        for name in names:
            pairs = plan.lines.get((place, name))
            if pairs is None:
                line = values[part].copy()
            else:
                line = np.mean([free[..., after] - free[..., column] for column, after in pairs], axis=0)
            together[part] -= line
            for contributor in np.flatnonzero(owners[part]):
                key = (int(contributor), name)
                lines[key] = lines.get(key, 0.0) + owners[part, contributor] * line
    after = free[..., plan.full] if plan.parts else idle
    spread = np.asarray(owners).T
    return Receipt(
        before=before,
        momentum=quiet - before,
        events=idle - quiet,
        contributors=np.tensordot(spread, values, 1),
        displaced=np.tensordot(spread, displaced, 1),
        after=after,
        lines=lines,
        together=np.tensordot(spread, together, 1),
    )
