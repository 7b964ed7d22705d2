"""Agreements and their life: draft, offered, signed by all and in force, then expired, ended or broken."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from game.session.negotiation.clauses import Clause, Obligation, clause_term, debtors


class Status(StrEnum):
    """Where an agreement stands; only ``IN_FORCE`` owes anything."""

    DRAFT = "draft"
    OFFERED = "offered"
    IN_FORCE = "in_force"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    COUNTERED = "countered"  # another offer answered it
    LAPSED = "lapsed"  # not signed in time
    EXPIRED = "expired"  # ran its term
    ENDED = "ended"  # by notice
    BROKEN = "broken"


OPEN = frozenset({Status.DRAFT, Status.OFFERED})
OVER = frozenset(Status) - OPEN - {Status.IN_FORCE}


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed; ``turns`` None: until it is ended. The first party is who put it forward, if one did."""

    parties: tuple[str, ...]
    clauses: tuple[Clause, ...]
    secret: bool = False
    binding: bool = False
    turns: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement, or what may become one.

    ``since`` is its first turn, ``until`` its last one where that is known, ``over`` the turn in which it was over.
    """

    id: str
    by: str  # who put it forward: a delegation, or the referee at the table
    terms: Terms
    status: Status
    turn: int  # in which it was put forward
    signed: tuple[str, ...] = ()
    answers: str = ""  # the offer that this one answers
    since: int | None = None
    until: int | None = None
    notices: tuple[str, ...] = ()  # who wants it to end
    breaches: tuple[str, ...] = ()  # who fell short of a promise
    over: int | None = None
    revealed: bool = False  # was secret once
    leaked: int | None = None  # turn in which it came out against the will of its parties

    @property
    def secret(self) -> bool:
        """Whether only its parties may know of it."""
        return self.terms.secret and not self.revealed

    @property
    def secret_to(self) -> tuple[str, ...]:
        """Who alone may know of it; empty where everybody may."""
        return self.parties if self.secret else ()

    @property
    def parties(self) -> tuple[str, ...]:
        """Delegations that it is between."""
        return self.terms.parties

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Parties that have not signed."""
        return tuple(party for party in self.parties if party not in self.signed)


def obligations(agreement: Agreement) -> Iterator[Obligation]:
    """Yield what each party owes under an agreement that is or was in force, clause by clause."""
    if agreement.since is None:
        return
    terms = agreement.terms
    for number, clause in enumerate(terms.clauses):
        first, last = clause_term(clause, agreement.since, agreement.until)
        for by, to in debtors(clause):
            others = tuple(party for party in terms.parties if party != by)
            yield Obligation(
                source=agreement.id,
                clause=number,
                by=by,
                to=(to,) if to else others,
                terms=clause,
                first=first,
                last=last,
                binding=terms.binding,
                secret=agreement.secret,
            )


def secret_id(parties: tuple[str, ...], number: int) -> str:
    """Return the id of a secret agreement: counted among those with the same parties, so that it tells nothing else."""
    return f"{'+'.join(sorted(parties))}/{number}"


def agreement_code(agreement: str) -> str:
    """Return what people call the agreement or resolution with an id: S1 for the first secret one of its parties."""
    parties, _slash, number = agreement.rpartition("/")
    return f"S{number}" if "+" in parties else agreement
