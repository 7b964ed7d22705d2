"""Play-tests: computers play a scenario up to a turn, then its author sits down at open desks. Nothing is saved."""

from __future__ import annotations

from collections.abc import Collection

from game.client.live import LiveGame
from game.scenario.load import LoadResult
from game.session.commands import AdvancePhase, ChangeSeat, Options, SeatPlan, StartSession
from game.session.desk import DeskStyle, Occupant, Phase
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from game.storage.tables import StartRefusedError, new_table

_MOST_STEPS = 400  # phases that a game can have; more is a defect


def play_test(
    result: LoadResult, name: str, book: Rulebook, turn: int, people: Collection[str], seed: int = 0
) -> LiveGame:
    """Return a game at the briefing of ``turn``, with ``people`` played by whoever sits at the screen.

    Raises
    ------
    StartRefusedError
        If the rules refuse it, with their sentence.
    """
    seats = tuple(SeatPlan(seat, Occupant.COMPUTER) for seat in book.delegations)
    command = StartSession(seed, seats, Options(desk_style=DeskStyle.OPEN))
    table, _save = new_table(result.text, name, command, None, book)
    game = LiveGame(table, None, trial=True)
    game.picture = result.picture.data() if result.picture is not None else b""
    for _step in range(_MOST_STEPS):
        view = game.public
        if (view.phase, view.turn) == (Phase.BRIEFING, turn) or view.phase is Phase.ENDED:
            break
        decision = game.submit(AdvancePhase(view.phase, view.turn, seal_rest=True))
        if isinstance(decision, Refusal):
            raise StartRefusedError(decision.sentence)
    for seat in people:
        game.submit(ChangeSeat(seat, Occupant.PERSON))
    return game
