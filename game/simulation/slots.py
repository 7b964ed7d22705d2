"""Where doses of measures go: one row for every measure and target at which it does something."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.model.measures import MeasureId
from game.simulation.arrays import Floats


@dataclass(frozen=True, slots=True)
class Slot:
    """One row of the doses: a measure (built-in id, or the scenario's own) at a target."""

    measure: str
    rule: MeasureId
    leg: str | None = None
    jurisdiction: str | None = None
    other: str | None = None
    market: str | None = None
    habitat: str | None = None
    corridor: str | None = None
    block: str | None = None


_WORDS = ("leg", "jurisdiction", "other", "market", "habitat", "corridor", "block")


@dataclass(frozen=True, slots=True, eq=False)
class SlotGroup:
    """Rows of all measures of one rule: measure after measure, each over the same targets.

    ``half`` and ``maximum`` [measures, 1, 1].
    """

    rule: MeasureId
    start: int
    measures: tuple[str, ...]
    targets: int
    half: Floats
    maximum: Floats

    @property
    def stop(self) -> int:
        """Row after the last."""
        return self.start + len(self.measures) * self.targets


@dataclass(frozen=True, slots=True, eq=False)
class SlotMap:
    """All rows, and how to find them."""

    rows: tuple[Slot, ...]
    groups: Mapping[MeasureId, SlotGroup]
    _index: Mapping[tuple[str | None, ...], int] = field(repr=False)
    _rules: Mapping[str, MeasureId] = field(repr=False)

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.rows)

    def describe(self, row: int) -> Slot:
        """Return what a row stands for."""
        return self.rows[row]

    def rule(self, measure: str) -> MeasureId:
        """Return the built-in rule that a measure follows.

        Raises
        ------
        KeyError
            If the scenario has no such measure.
        """
        return self._rules[str(measure)]

    def find(self, measure: str, **target: str | None) -> int | None:
        """Return the row of ``measure`` at ``target``, or ``None`` where it does nothing.

        ``target`` uses the words of :class:`Slot`: patrol (leg, jurisdiction = own end); joint_investigation (leg or
        channel as ``leg``, jurisdiction = own end); liaison (jurisdiction, other); technical_assistance (jurisdiction,
        block); prevention and demand_reduction (jurisdiction, market); ranger_patrol (habitat); corridor_protection
        (corridor); the others (jurisdiction).
        """
        # ids that are enumerations hash and compare as their text
        return self._index.get((measure, *(target.get(word) for word in _WORDS)))

    def index(self, measure: str, **target: str | None) -> int:
        """Return the row of ``measure`` at ``target``, see :meth:`find`.

        Raises
        ------
        KeyError
            If the measure does nothing there, or does not exist.
        """
        row = self.find(measure, **target)
        if row is None:
            raise KeyError((measure, target))
        return row

    def zeros(self, runs: int = 1) -> Floats:
        """Return no doses [size, runs]."""
        return np.zeros((self.size, runs))

    def of(self, measure: str) -> Iterator[int]:
        """Return the rows of one measure."""
        group = self.groups[self.rule(measure)]
        place = group.measures.index(str(measure))
        return iter(range(group.start + place * group.targets, group.start + (place + 1) * group.targets))


@dataclass(frozen=True, slots=True)
class SlotKind:
    """Targets of one rule and the measures that follow it, with their sizes."""

    rule: MeasureId
    targets: Sequence[Mapping[str, str]]
    sizes: Mapping[str, tuple[float, float]]  # measure -> (half amount, maximum)


def build_slots(kinds: Sequence[SlotKind]) -> SlotMap:
    """Lay the rows out, rule after rule, in the order given."""
    rows: list[Slot] = []
    groups: dict[MeasureId, SlotGroup] = {}
    for kind in kinds:
        sizes = np.array(list(kind.sizes.values()), dtype=np.float64).reshape(-1, 2)
        groups[kind.rule] = SlotGroup(
            rule=kind.rule,
            start=len(rows),
            measures=tuple(kind.sizes),
            targets=len(kind.targets),
            half=np.maximum(sizes[:, 0], 1e-9).reshape(-1, 1, 1),
            maximum=sizes[:, 1].reshape(-1, 1, 1),
        )
        rows += [Slot(measure, kind.rule, **target) for measure in kind.sizes for target in kind.targets]
    index = {(row.measure, *(getattr(row, word) for word in _WORDS)): number for number, row in enumerate(rows)}
    rules = {measure: kind.rule for kind in kinds for measure in kind.sizes}
    return SlotMap(tuple(rows), groups, index, rules)
