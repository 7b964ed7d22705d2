"""The truth of a session in three parts: what all know, what each seat knows, what only the referee knows.

An event changes only the part of its audience (:mod:`game.session.reducer`), so that a view made of the public
part and one seat's part cannot hold what the seat may not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from game.session.commands import Options
from game.session.desk import Draft, Occupant, Phase
from game.session.negotiation.state import NegotiationState, PublicTable
from game.session.published import (
    Branch,
    Fired,
    Indices,
    Ledger,
    Observed,
    PooledGrant,
    ProjectStatus,
    Result,
    Told,
    TurnReceipts,
)


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """What everybody at the table knows."""

    rules_version: int = 0
    scenario: str = ""
    phase: Phase = Phase.SETUP
    turn: int = 0
    turns: int = 0
    options: Options = field(default_factory=Options)
    seats: Mapping[str, Occupant] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    sealed: tuple[str, ...] = ()
    active_desk: str = ""
    indices: tuple[Indices, ...] = ()  # by turn, from 0; the epilogue's follow
    opened: tuple[Mapping[str, Draft], ...] = ()  # by turn, from 1
    fired: tuple[Fired, ...] = ()
    projects: Mapping[str, ProjectStatus] = field(default_factory=dict)
    parties: Mapping[str, Mapping[str, int]] = field(
        default_factory=dict
    )  # instrument -> jurisdiction -> in force from
    estimates: tuple[tuple[Observed, ...], ...] = ()  # by turn, from 0
    receipts: tuple[TurnReceipts, ...] = ()
    grants: tuple[PooledGrant, ...] = ()  # what pooled funds spent, the oldest first
    open_drafts: Mapping[str, Draft] = field(default_factory=dict)  # where desks are open
    branches: tuple[Branch, ...] = ()
    result: Result | None = None

    @property
    def flags(self) -> frozenset[str]:
        """Flags that fired events have set."""
        return frozenset(effect.flag for fired in self.fired for effect in fired.effects if effect.flag)


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """What one seat knows beside what all know."""

    mandate: str = ""
    funds: int = 0
    teams: int = 0
    political_capital: int = 0
    draft: Draft = field(default_factory=Draft)
    past: tuple[Draft, ...] = ()  # earlier drafts of this turn, for undo
    last: Draft = field(default_factory=Draft)  # as sealed in the turn before
    estimates: tuple[tuple[Observed, ...], ...] = ()  # by turn, from 0
    ledgers: tuple[Ledger, ...] = ()
    told: tuple[Told, ...] = ()  # by whom, and when
    read_turn: int = 0  # turn in which the desk was opened last; later reports are new
    previous_read_turn: int = 0


@dataclass(frozen=True, slots=True)
class Truth:
    """What only the referee's program knows."""

    seed: int = 0
    temperaments: Mapping[str, str] = field(default_factory=dict)
    world: Mapping[str, np.ndarray] = field(default_factory=dict)
    quantities: tuple[Mapping[str, float], ...] = ()  # by turn, from 0; the epilogue's follow
    carried_out: tuple[Mapping[str, Draft], ...] = ()  # by turn, from 1: orders where secret agreements add to them


@dataclass(frozen=True, slots=True)
class State:
    """A session after some events; ``briefings`` holds the states to which the referee can rewind.

    ``tables`` holds what was on the public table when the orders of a turn were opened: by turn, for receipts and for
    what is believed of the past.
    """

    public: PublicRecord = field(default_factory=PublicRecord)
    seats: Mapping[str, SeatRecord] = field(default_factory=dict)
    truth: Truth = field(default_factory=Truth)
    negotiation: NegotiationState = field(default_factory=NegotiationState)
    tables: Mapping[int, PublicTable] = field(default_factory=dict, metadata={"stored": False})
    briefings: Mapping[int, "State"] = field(default_factory=dict, metadata={"stored": False})

    def with_seat(self, seat: str, record: SeatRecord) -> "State":
        """Return the state with another record for ``seat``."""
        return replace(self, seats={**self.seats, seat: record})

    @property
    def seed(self) -> int:
        """The seed from which everything random is drawn."""
        return self.truth.seed


def essence(state: State) -> State:
    """Return the state without what grows from turn to turn: what a snapshot holds, and is compared by."""
    turn = state.public.turn
    public = replace(
        state.public,
        indices=state.public.indices[-1:],
        opened=state.public.opened[-1:],
        estimates=state.public.estimates[-1:],
        receipts=(),
        grants=tuple(grant for grant in state.public.grants if grant.turn == turn),
    )
    seats = {
        seat: replace(own, estimates=own.estimates[-1:], ledgers=own.ledgers[-1:]) for seat, own in state.seats.items()
    }
    truth = replace(state.truth, quantities=state.truth.quantities[-1:], carried_out=state.truth.carried_out[-1:])
    return State(public, seats, truth, _without_ledger(state.negotiation))


def _without_ledger(state: NegotiationState) -> NegotiationState:
    seats = {seat: replace(table, entries=(), statements=()) for seat, table in state.seats.items()}
    return NegotiationState(replace(state.public, entries=(), statements=()), seats)
