"""The state of negotiation in two kinds of parts: what all know, and what each seat knows beside that.

A secret agreement lies in the part of each of its parties, and nowhere else, so that a view made of the public part
and one seat's part cannot hold what the seat may not know.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from game.session.negotiation.adoption import Adoption, Listing, Mandate, RuleInForce
from game.session.negotiation.adoption import obligations as adopted_obligations
from game.session.negotiation.agreements import Agreement, Status, obligations
from game.session.negotiation.clauses import Obligation
from game.session.negotiation.ledger import Entry
from game.session.negotiation.lending import Loan
from game.session.negotiation.plenary import Plenary
from game.session.negotiation.pools import Pool
from game.session.negotiation.resolutions import Resolution


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a delegation does at its desk beside its orders: payments into pooled funds, loans, and whom it tells."""

    payments: Mapping[str, int] = field(default_factory=dict)  # pooled fund -> units, this turn
    loans: Mapping[str, int] = field(default_factory=dict)  # delegation -> teams, from the next turn on
    tells: tuple[str, ...] = ()  # delegations that learn what it knows, this turn

    @property
    def funds(self) -> int:
        """Units of funds that they take."""
        return sum(self.payments.values())

    def paying_less(self, units: int) -> "Instructions":
        """Return them with ``units`` less in all for pooled funds, as far as they pay as much."""
        left = self.funds - units
        payments = {}
        for fund, amount in self.payments.items():
            payments[fund] = max(0, min(amount, left))
            left -= payments[fund]
        return replace(self, payments={fund: amount for fund, amount in payments.items() if amount})

    @property
    def teams(self) -> int:
        """Teams that they send away."""
        return sum(self.loans.values())


@dataclass(frozen=True, slots=True)
class Statement:
    """What ``seat`` said in ``turn`` of an agreement, a draft or a joint project: why it did what it did."""

    turn: int
    seat: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class PublicTable:
    """What everybody knows."""

    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    trust: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    loans: tuple[Loan, ...] = ()
    resolutions: Mapping[str, Resolution] = field(default_factory=dict)
    adoptions: tuple[Adoption, ...] = ()
    pools: Mapping[str, Pool] = field(default_factory=dict)
    rules: tuple[RuleInForce, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    listings: tuple[Listing, ...] = ()
    plenary: Plenary = field(default_factory=Plenary)
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatTable:
    """What one seat knows beside that: own drafts, the secret agreements it is party to, and its instructions."""

    drafts: Mapping[str, Agreement] = field(default_factory=dict)
    drafted: int = 0  # drafts ever begun, for their ids
    secrets: Mapping[str, Agreement] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()  # of secret agreements
    instructions: Instructions = Instructions()
    statements: tuple[Statement, ...] = ()  # of secret agreements


@dataclass(frozen=True, slots=True)
class NegotiationState:
    """Everything that negotiation remembers."""

    public: PublicTable = PublicTable()
    seats: Mapping[str, SeatTable] = field(default_factory=dict)

    def seat(self, name: str) -> SeatTable:
        """Return what ``name`` alone knows."""
        return self.seats.get(name, SeatTable())

    def with_seat(self, name: str, table: SeatTable) -> "NegotiationState":
        """Return the state with another part for ``name``."""
        return replace(self, seats={**self.seats, name: table})

    def as_seen_by(self, name: str) -> "NegotiationState":
        """Return what ``name`` knows, as a state of its own: for its legal commands, forecast and screens."""
        return NegotiationState(public=self.public, seats={name: self.seat(name)})

    def in_public(self) -> "NegotiationState":
        """Return what everybody knows, as a state of its own."""
        return NegotiationState(public=self.public)

    def secret_agreements(self) -> dict[str, Agreement]:
        """Return the secret agreements in this state, each once, in the order in which they were put forward."""
        found: dict[str, Agreement] = {}
        for table in self.seats.values():
            found.update(table.secrets)
        return dict(sorted(found.items(), key=lambda item: (item[1].turn, item[0])))

    def agreements(self) -> dict[str, Agreement]:
        """Return all agreements in this state but drafts, public ones first."""
        return {**self.public.agreements, **self.secret_agreements()}

    def find_agreement(self, name: str, seat: str | None) -> Agreement | None:
        """Return the agreement with this id as ``seat`` can know it (None: the referee, who knows all)."""
        public = self.public.agreements.get(name)
        if public is not None:
            return public
        known = self.secret_agreements() if seat is None else self.seat(seat).secrets
        return known.get(name)

    def obligations(self) -> Iterator[Obligation]:
        """Yield all obligations of what is in force, the oldest first: of resolutions, public and secret agreements."""
        for adoption in self.public.adoptions:
            yield from adopted_obligations(adoption)
        in_force = [item for item in self.agreements().values() if item.status is Status.IN_FORCE]
        for agreement in sorted(in_force, key=lambda item: item.since or 0):
            yield from obligations(agreement)
