"""Where effects of events, projects, instruments and trust go: one row per kind and target; zero is nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log, log1p

import numpy as np

from game.simulation.arrays import Floats


class ModifierKind(StrEnum):
    """Kinds of modifiers; those from CORRUPTION on act once, in the turn they are given."""

    SUPPLY = "supply"  # (market, jurisdiction), ln of a factor
    DEMAND = "demand"  # (market, jurisdiction), ln of a factor
    EFFORT = "effort"  # (leg or channel, jurisdiction of the end), effort
    PLACEMENT = "placement"  # (jurisdiction), effort where proceeds are placed
    LEG_COST = "leg_cost"  # (leg or channel), utility
    LINK = "link"  # (leg or channel), −ln(1 − link)
    DISPERSAL = "dispersal"  # (corridor), quality
    RETURN = "return"  # (jurisdiction), share of recovered assets given back
    CORRUPTION = "corruption"  # (jurisdiction), once
    BLOCK = "block"  # (jurisdiction, block), once
    POPULATION = "population"  # (habitat), ln of a factor, once
    POACHING = "poaching"  # (habitat), ln of a factor, once
    ORGANISATIONS = "organisations"  # (market, jurisdiction), ln of a factor, once


ONCE = frozenset(
    {
        ModifierKind.CORRUPTION,
        ModifierKind.BLOCK,
        ModifierKind.POPULATION,
        ModifierKind.POACHING,
        ModifierKind.ORGANISATIONS,
    }
)
_LOGARITHMS = frozenset(
    {
        ModifierKind.SUPPLY,
        ModifierKind.DEMAND,
        ModifierKind.POPULATION,
        ModifierKind.POACHING,
        ModifierKind.ORGANISATIONS,
    }
)
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ModifierMap:
    """All rows of the modifiers, and how to find them by kind and target (a tuple of ids, in the order above)."""

    keys: tuple[tuple[ModifierKind, Key], ...]
    spans: Mapping[ModifierKind, slice]
    _index: Mapping[tuple[str, Key], int] = field(repr=False)

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.keys)

    def find(self, kind: str, *target: str) -> int | None:
        """Return the row of ``kind`` at ``target``, or ``None`` where it does nothing."""
        return self._index.get((kind, target))  # ids that are enumerations hash and compare as their text

    def index(self, kind: str, *target: str) -> int:
        """Return the row of ``kind`` at ``target``.

        Raises
        ------
        KeyError
            If there is none.
        """
        return self._index[kind, target]

    def describe(self, row: int) -> tuple[ModifierKind, Key]:
        """Return kind and target of a row."""
        return self.keys[row]

    def zeros(self, runs: int = 1) -> Floats:
        """Return no modifiers [size, runs]."""
        return np.zeros((self.size, runs))

    def amount(self, kind: str, amount: float) -> float:
        """Return what is added to a row for an ``amount`` in the words of a scenario.

        A factor on supply, demand, animals, poaching or organisations becomes its logarithm (kept in [−5, 5]); a link
        c becomes −ln(1 − c), so that links of several sources combine as 1 − Π(1 − c); the rest stays. A link that
        ended is taken away: subtract the same number.
        """
        if kind in _LOGARITHMS:
            return min(max(log(max(amount, 1e-9)), -5.0), 5.0)
        if kind == ModifierKind.LINK:
            return -log1p(-min(max(amount, 0.0), 0.99))
        return amount

    def add(self, values: Floats, kind: str, amount: float, *target: str) -> bool:
        """Add an ``amount`` in the words of a scenario to ``values`` [size, run]; ``False`` where it does nothing."""
        row = self.find(kind, *target)
        if row is None:
            return False
        values[row] += self.amount(kind, amount)
        return True


def build_modifiers(targets: Mapping[ModifierKind, Sequence[Key]]) -> ModifierMap:
    """Lay the rows out, kind after kind."""
    keys: list[tuple[ModifierKind, Key]] = []
    spans: dict[ModifierKind, slice] = {}
    for kind in ModifierKind:
        spans[kind] = slice(len(keys), len(keys) + len(targets[kind]))
        keys += [(kind, key) for key in targets[kind]]
    index = {(str(kind), tuple(str(part) for part in key)): row for row, (kind, key) in enumerate(keys)}
    return ModifierMap(tuple(keys), spans, index)
