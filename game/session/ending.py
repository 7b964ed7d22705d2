"""The epilogue and the two results: the room and the mandates, never added."""

from game.session import events as ev
from game.session.desk import Phase
from game.session.line import idle_line
from game.session.mandates import mandate_of, mandate_result
from game.session.outcome import run_epilogue
from game.session.plan_search import best_plan
from game.session.published import MandateResult, Result, Room
from game.session.quantities import lookup
from game.session.room import harm
from game.session.rulebook import Rulebook
from game.session.state import State

_SMALL = 1e-9


def compute_epilogue(state: State, book: Rulebook) -> tuple[ev.Event, ...]:
    """Return the years after the last turn."""
    return run_epilogue(state, book)


def compute_result(state: State, book: Rulebook) -> tuple[ev.Event, ...]:
    """Return the end: everything that was sealed opens."""
    room = room_result(state, book)
    result = Result(
        room=room,
        mandates=mandate_results(state, book, line_reached=room.score >= room.line),
        seed=state.seed,
        temperaments=state.truth.temperaments,
    )
    return ev.ResultComputed(result), ev.PhaseEntered(Phase.ENDED, state.public.turn)


def room_result(state: State, book: Rulebook) -> Room:
    """Return the room's score, between the idle world and the best plan found for the same seed."""
    idle = harm(book, idle_line(state, book).truth)
    best = best_plan(state, book)
    here = harm(book, state.truth)
    score = room_score(here, idle, best.harm)
    return Room(score, book.scenario.rules.room_line, here, idle, best.harm, best.name, best.tried)


def room_score(here: float, idle: float, best: float) -> float:
    """Return 100 · (idle − here)/(idle − best); where no plan does better than nothing, 0 or, if it does, 100."""
    if idle - best <= _SMALL:
        return 100.0 if idle - here > _SMALL else 0.0
    return 100.0 * (idle - here) / (idle - best)


def mandate_results(state: State, book: Rulebook, *, line_reached: bool) -> dict[str, MandateResult]:
    """Return how far each delegation's mandate was reached at the end of the epilogue."""
    quantities = state.truth.quantities
    now = lookup(book.scenario, state.public, len(quantities) - 1, quantities[-1].get, state.negotiation.public)
    start = lookup(book.scenario, state.public, 0, quantities[0].get)
    results = {}
    for seat, own in state.seats.items():
        mandate = mandate_of(book.delegations[seat], own.mandate)
        if mandate is not None:
            results[seat] = mandate_result(mandate, now, start, line_reached=line_reached)
    return results
