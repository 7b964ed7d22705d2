"""The ledger of promises: what was due, what was delivered, what came short, by agreement, clause and turn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.session.negotiation.clauses import AmountUnit, ClauseKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One promise in one turn; amounts in the clause's unit, 1 for what has none.

    ``lapsed``: nothing was due because one of the two was absent.
    """

    turn: int
    source: str  # id of the agreement or resolution
    clause: int  # its number, from 0
    kind: ClauseKind
    unit: AmountUnit
    by: str
    to: tuple[str, ...]
    due: int
    delivered: int
    binding: bool = False
    lapsed: bool = False

    @property
    def short(self) -> int:
        """What is missing."""
        return max(0, self.due - self.delivered)

    @property
    def kept(self) -> bool:
        """Whether everything that was due was delivered."""
        return not self.short


@dataclass(frozen=True, slots=True)
class Balance:
    """The sum of some entries."""

    due: int = 0
    delivered: int = 0
    short: int = 0


def balance(entries: Iterable[Entry]) -> Balance:
    """Return what was due, delivered (of what was due) and short in all."""
    due = delivered = short = 0
    for entry in entries:
        due += entry.due
        delivered += min(entry.due, entry.delivered)
        short += entry.short
    return Balance(due, delivered, short)


def by_source(entries: Iterable[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries by agreement or resolution, in their order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.source, []).append(entry)
    return {source: tuple(items) for source, items in found.items()}


def fell_short(entries: Iterable[Entry], source: str) -> tuple[str, ...]:
    """Return who came short under ``source``, each once."""
    return tuple(dict.fromkeys(entry.by for entry in entries if entry.source == source and entry.short))
