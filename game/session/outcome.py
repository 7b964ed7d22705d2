"""The outcome of a turn: orders open and are carried out, the world moves, promises and means are settled."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.session import events as ev
from game.session.commitments import doses, grants_of, modifiers, standing_of
from game.session.desk import Draft, Occupant, Phase
from game.session.negotiation import events as nev
from game.session.negotiation.carry_out import CarriedOut, carry_out
from game.session.negotiation.settle import pool_means, settle_turn
from game.session.opening import knowledge_events, with_funds
from game.session.proposals import standing_orders
from game.session.receipts import turn_receipts
from game.session.reducer import fold
from game.session.rulebook import Rulebook
from game.session.settle import (
    Payments,
    Transfers,
    asset_units,
    change_parties,
    pay_projects,
    return_unstarted,
    settle_means,
)
from game.session.state import State
from game.session.table_facts import true_facts
from game.session.world import Computed, next_turn
from game.simulation.world import World


@dataclass(frozen=True, slots=True)
class _Carried:
    """What is carried out in a turn, and what becomes of promises, funds and loans with it."""

    orders: CarriedOut
    settled: tuple[nev.NegotiationEvent, ...]


def compute_turn(state: State, book: Rulebook, *, full: bool = True) -> tuple[ev.Event, ...]:
    """Return the events of the outcome of the present turn.

    Parameters
    ----------
    state
        At the desks, with every draft as it is sealed.
    book
        The rules.
    full
        False: without receipts and estimates, for lines of play that nobody looks at.
    """
    turn = state.public.turn
    carried = _carry_out(state, book)
    drafts = carried.orders.drafts
    opened: list[ev.Event] = [
        ev.OrdersOpened(turn, carried.orders.opened),
        ev.OrdersCarriedOut(turn, _added_in_secret(carried.orders)),
        *carried.settled,
    ]
    after = fold(state, opened)
    computed = _move_world(state, after, book, drafts)
    payments = pay_projects(book.public, state.public.projects, drafts, turn, grants_of(after.public, turn))
    found: list[ev.Event] = [
        *opened,
        ev.WorldComputed(turn, computed.world.to_arrays(), computed.figures),
        ev.IndicesPublished(computed.indices),
        *payments.events,
        *change_parties(state, book.public, drafts),
    ]
    found += _settle(fold(state, found), book, carried, payments, computed)
    if full:
        if state.public.options.receipts:
            found.append(turn_receipts(after, book))
        ended = fold(state, found)
        found += knowledge_events(ended, book, with_funds(ended, computed.figures), _told(carried.settled))
    found.append(ev.PhaseEntered(Phase.OUTCOME, turn))
    return tuple(found)


def _carry_out(state: State, book: Rulebook) -> _Carried:
    """Return the sealed orders with what binds; an empty seat goes on with what its dossier proposes."""
    facts = true_facts(state, book.public)
    sealed = {
        seat: own.draft if state.public.seats[seat] is not Occupant.EMPTY else standing_orders(state, book, seat)
        for seat, own in state.seats.items()
    }
    orders = carry_out(state.negotiation, facts, sealed)
    return _Carried(orders, settle_turn(state.negotiation, facts, orders))


def _added_in_secret(orders: CarriedOut) -> Mapping[str, Draft]:
    return {seat: draft for seat, draft in orders.drafts.items() if draft != orders.opened[seat]}


def _told(settled: tuple[nev.NegotiationEvent, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((event.seat, event.to) for event in settled if isinstance(event, nev.IntelligenceShared))


def _move_world(state: State, after: State, book: Rulebook, drafts: Mapping[str, Draft]) -> Computed:
    """Return the world one turn on: by what was in force before the outcome, and what pooled funds spend in it."""
    turn = state.public.turn
    amounts = doses(book.public, drafts, grants_of(after.public, turn)).sum(axis=1, keepdims=True)
    added = modifiers(book.public, standing_of(state.public, state.negotiation.public), turn)
    return next_turn(book.network, World.from_arrays(state.truth.world), state.seed, turn, amounts, added)


def _settle(state: State, book: Rulebook, carried: _Carried, payments: Payments, computed: Computed) -> list[ev.Event]:
    last = state.public.turn >= state.public.turns
    returned, back = return_unstarted(state) if last else ((), {})
    assets = asset_units(book.public, state.seed, computed.flows)
    transfers = Transfers(payments, back, assets, pool_means(carried.settled))
    return [*returned, *settle_means(state, book.public, carried.orders.drafts, transfers)]


def run_epilogue(state: State, book: Rulebook) -> tuple[ev.Event, ...]:
    """Return the years after the last turn: no new orders and no new events; what is in force goes on and ends."""
    world = World.from_arrays(state.truth.world)
    standing = standing_of(state.public, state.negotiation.public)
    nothing = book.network.slots.zeros()
    found: list[ev.Event] = []
    for turn in range(state.public.turns + 1, state.public.turns + book.network.epilogue_turns + 1):
        computed = next_turn(book.network, world, state.seed, turn, nothing, modifiers(book.public, standing, turn))
        world = computed.world
        found.append(ev.WorldComputed(turn, world.to_arrays(), with_funds(state, computed.figures)))
        found.append(ev.IndicesPublished(computed.indices))
    return (*found, ev.PhaseEntered(Phase.EPILOGUE, state.public.turns))
