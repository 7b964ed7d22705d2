"""Lines of play that nobody played, by the rules of the live game from its first briefing, with its seed.

They have the same hidden draw, shocks and events. One is the idle world, in which nobody acts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from game.session import events as ev
from game.session.desk import Draft, Phase
from game.session.negotiation import events as nev
from game.session.opening import begin_turn
from game.session.outcome import compute_turn, run_epilogue
from game.session.reducer import fold
from game.session.rulebook import Rulebook
from game.session.state import State


@dataclass(frozen=True, slots=True)
class Orders:
    """What a delegation does at its desk: its draft, and what it pays into pooled funds."""

    draft: Draft = field(default_factory=Draft)
    payments: Mapping[str, int] = field(default_factory=dict)


NOTHING = Orders()
Planner = Callable[[State, str], Orders]  # state at the desks, seat -> what it does there


def play_line(state: State, book: Rulebook, planner: Planner, agreed: Iterable[ev.Event] = ()) -> State:
    """Return the end of the epilogue of a line that starts at the first briefing of ``state``.

    ``agreed`` happens at that briefing, before anybody sits down at a desk.
    """
    line = replace(state.briefings[1], briefings={})
    line = fold(line, agreed)
    for turn in range(1, line.public.turns + 1):
        if turn > 1:
            line = fold(line, begin_turn(line, book, turn))
        line = replace(fold(line, (ev.PhaseEntered(Phase.DESKS, turn),)), briefings={})
        for seat in line.seats:
            orders = planner(line, seat)
            if orders.payments:
                line = fold(line, (nev.InstructionGiven(seat, orders.payments, {}, ()),))
            line = line.with_seat(seat, replace(line.seats[seat], draft=orders.draft))
        line = fold(line, compute_turn(line, book, full=False))
    return fold(line, run_epilogue(line, book))


def idle_line(state: State, book: Rulebook) -> State:
    """Return the world in which nobody acts."""
    return play_line(state, book, lambda _state, _seat: NOTHING)
