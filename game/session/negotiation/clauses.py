"""Clauses of an agreement: who owes what to whom, in units of funds, teams or percent; persons are never an amount.

A clause is one flat value; :data:`CLAUSE_RULES` says which of its fields each kind reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from game.session.desk import Target
from game.session.negotiation.voting import Vote

WHOLE_SHARE = 100  # percent
ANYWHERE = Target()


class ClauseKind(StrEnum):
    """What is promised."""

    GIVE_FUNDS = "give_funds"
    LEND_TEAM = "lend_team"
    FUND_AT_LEAST = "fund_at_least"
    LINK = "link"
    JOIN = "join"
    SHARE_INTELLIGENCE = "share_intelligence"
    SHARE_ASSETS = "share_assets"
    CONTRIBUTE = "contribute"
    VOTE = "vote"
    REFRAIN = "refrain"
    STAY = "stay"
    PAY_IN = "pay_in"  # into a pooled fund; only by resolutions


class AmountUnit(StrEnum):
    """What an amount counts; there is none for persons, on purpose."""

    NONE = "none"
    FUNDS = "funds"  # whole units a turn
    TEAMS = "teams"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class ClauseRule:
    """Which fields of a clause a kind reads; ``receiver``: it names one delegation to which it is owed."""

    unit: AmountUnit = AmountUnit.NONE
    receiver: bool = False
    measure: bool = False
    instrument: bool = False
    project: bool = False
    vote: bool = False
    once: bool = False  # due once, at the end of its term, not in every turn


CLAUSE_RULES: Mapping[ClauseKind, ClauseRule] = {
    ClauseKind.GIVE_FUNDS: ClauseRule(AmountUnit.FUNDS, receiver=True),
    ClauseKind.LEND_TEAM: ClauseRule(AmountUnit.TEAMS, receiver=True),
    ClauseKind.FUND_AT_LEAST: ClauseRule(AmountUnit.FUNDS, measure=True),
    ClauseKind.LINK: ClauseRule(receiver=True),
    ClauseKind.JOIN: ClauseRule(instrument=True, once=True),
    ClauseKind.SHARE_INTELLIGENCE: ClauseRule(receiver=True),
    ClauseKind.SHARE_ASSETS: ClauseRule(AmountUnit.PERCENT, receiver=True),
    ClauseKind.CONTRIBUTE: ClauseRule(AmountUnit.FUNDS, project=True),
    ClauseKind.VOTE: ClauseRule(vote=True),
    ClauseKind.REFRAIN: ClauseRule(measure=True),
    ClauseKind.STAY: ClauseRule(instrument=True),
    ClauseKind.PAY_IN: ClauseRule(AmountUnit.FUNDS),
}
OFFERED_KINDS = tuple(kind for kind in ClauseKind if kind is not ClauseKind.PAY_IN)


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise of ``by``; ``to`` is empty where it is owed to all other parties.

    ``amount``: units a turn, teams, or percent, as the kind says. ``after``: turns between coming into force and the
    first turn in which it is due. ``turns``: for how many turns; None for as long as the agreement holds.
    """

    kind: ClauseKind
    by: str
    to: str = ""
    amount: int = 0
    turns: int | None = None
    after: int = 0
    measure: str = ""
    target: Target = ANYWHERE
    instrument: str = ""
    project: str = ""
    resolution: str = ""
    vote: Vote = Vote.YES
    fund: str = ""

    @property
    def rule(self) -> ClauseRule:
        """Which fields count."""
        return CLAUSE_RULES[self.kind]

    @property
    def funds(self) -> int:
        """Units of funds that it takes from ``by`` in a turn in which it is due."""
        return self.amount if self.rule.unit is AmountUnit.FUNDS else 0


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one delegation owes under one clause of an agreement or resolution that is in force.

    ``first`` and ``last`` are turns, ``last`` None without an end; ``to`` are those to whom it is owed.
    """

    source: str  # id of the agreement or resolution
    clause: int  # its number, from 0
    by: str
    to: tuple[str, ...]
    terms: Clause
    first: int
    last: int | None
    binding: bool
    secret: bool = False

    def holds_in(self, turn: int) -> bool:
        """Tell whether ``turn`` lies in its term."""
        return self.first <= turn and (self.last is None or turn <= self.last)

    def is_due(self, turn: int) -> bool:
        """Tell whether something is owed in ``turn``: in every turn of the term, or at its end for what is due once."""
        if not self.terms.rule.once:
            return self.holds_in(turn)
        return turn == (self.first if self.last is None else self.last)


def clause_term(clause: Clause, since: int, until: int | None) -> tuple[int, int | None]:
    """Return the first and last turn of ``clause`` in an agreement in force from ``since`` to ``until``."""
    first = since + clause.after
    last = None if clause.turns is None else first + clause.turns - 1
    if until is not None:
        last = until if last is None else min(last, until)
    return first, last


def debtors(clause: Clause) -> tuple[tuple[str, str], ...]:
    """Return who owes the clause and to whom ("" for all others): both ends for a link."""
    if clause.kind is ClauseKind.LINK:
        return (clause.by, clause.to), (clause.to, clause.by)
    return ((clause.by, clause.to),)
