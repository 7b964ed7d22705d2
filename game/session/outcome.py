"""The outcome of a turn: sealed orders open, resources are settled, the world moves, and who knows what is reported."""

from game.session import events as ev
from game.session.commitments import doses, modifiers, standing_of
from game.session.desk import Draft, Phase
from game.session.opening import knowledge_events, with_funds
from game.session.receipts import turn_receipts
from game.session.reducer import fold
from game.session.rulebook import Rulebook
from game.session.settle import (
    Payments,
    asset_units,
    change_parties,
    pay_projects,
    return_unstarted,
    settle_means,
)
from game.session.state import State
from game.session.world import Computed, next_turn
from game.simulation.world import World


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
    orders = {seat: own.draft for seat, own in state.seats.items()}
    computed = _move_world(state, book, orders)
    payments = pay_projects(book.public, state.public.projects, orders, turn)
    found: list[ev.Event] = [
        ev.OrdersOpened(turn, orders),
        ev.WorldComputed(turn, computed.world.to_arrays(), computed.figures),
        ev.IndicesPublished(computed.indices),
        *payments.events,
        *change_parties(state, book.public),
    ]
    found += _settle(fold(state, found), book, payments, computed)
    if full:
        if state.public.options.receipts:
            found.append(turn_receipts(state, book))
        after = fold(state, found)
        found += knowledge_events(after, book, with_funds(after, computed.figures))
    found.append(ev.PhaseEntered(Phase.OUTCOME, turn))
    return tuple(found)


def _move_world(state: State, book: Rulebook, orders: dict[str, Draft]) -> Computed:
    turn = state.public.turn
    amounts = doses(book.public, orders).sum(axis=1, keepdims=True)
    added = modifiers(book.public, standing_of(state.public), turn)
    return next_turn(book.network, World.from_arrays(state.truth.world), state.seed, turn, amounts, added)


def _settle(state: State, book: Rulebook, payments: Payments, computed: Computed) -> list[ev.Event]:
    last = state.public.turn >= state.public.turns
    returned, back = return_unstarted(state) if last else ((), {})
    assets = asset_units(book.public, state.seed, computed.flows)
    return [*returned, *settle_means(state, book.public, payments, back, assets)]


def run_epilogue(state: State, book: Rulebook) -> tuple[ev.Event, ...]:
    """Return the years after the last turn: no new orders and no new events; what is in force goes on and ends."""
    world = World.from_arrays(state.truth.world)
    standing = standing_of(state.public)
    nothing = book.network.slots.zeros()
    found: list[ev.Event] = []
    for turn in range(state.public.turns + 1, state.public.turns + book.network.epilogue_turns + 1):
        computed = next_turn(book.network, world, state.seed, turn, nothing, modifiers(book.public, standing, turn))
        world = computed.world
        found.append(ev.WorldComputed(turn, world.to_arrays(), with_funds(state, computed.figures)))
        found.append(ev.IndicesPublished(computed.indices))
    return (*found, ev.PhaseEntered(Phase.EPILOGUE, state.public.turns))
