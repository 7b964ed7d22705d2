"""Play-tests: computers play a scenario up to a turn, then its author sits down at open desks. Nothing is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.bots.policy import DEFAULT
from game.client.background import Later
from game.client.live import LiveGame
from game.scenario.load import LoadResult
from game.session.commands import AdvancePhase, ChangeSeat, Options, SeatPlan, StartSession
from game.session.desk import DeskStyle, Occupant, Phase
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from game.storage.tables import StartRefusedError, new_table

_SEED = 0
_MOST_STEPS = 400  # phases that a game can have; more is a defect


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """What a play-test is to be: from which turn, who is played by people, and whether computers bargain before it."""

    turn: int
    people: tuple[str, ...]
    bargains: bool = False


class Trial:
    """A play-test in the making: computers that bargain take some seconds a turn, so it is made beside the drawing.

    Attributes
    ----------
    turn : int
        The turn that the author wants to play from.
    reached : int
        The turn that the computers play now.
    """

    def __init__(self, result: LoadResult, name: str, book: Rulebook, plan: TrialPlan, *, threaded: bool) -> None:
        self.turn = plan.turn
        self.reached = 1
        self._given_up = False
        self._game: Later[LiveGame | None] = Later(
            lambda: play_test(result, name, book, plan, self._go_on), threaded=threaded
        )
        self._game.start()

    def _go_on(self, reached: int) -> bool:
        self.reached = reached
        return not self._given_up

    def give_up(self) -> None:
        """Play no further."""
        self._given_up = True

    @property
    def ready(self) -> bool:
        """Whether :attr:`game` can be asked for."""
        return self._game.ready

    @property
    def game(self) -> LiveGame | None:
        """The game, or None if it was given up; raises ValueError with the sentence of the rules if they refuse it."""
        return self._game.value


def play_test(
    result: LoadResult,
    name: str,
    book: Rulebook,
    plan: TrialPlan,
    go_on: Callable[[int], bool] = lambda _reached: True,
) -> LiveGame | None:
    """Return a game at the briefing of the turn of ``plan``, with its people played by whoever sits at the screen.

    From then on the other computers bargain. ``go_on`` is told the turn that is reached before each step, and ends
    everything by saying False: then None.

    Raises
    ------
    StartRefusedError
        If the rules refuse it, with their sentence.
    """
    temperament = None if plan.bargains else DEFAULT
    seats = tuple(SeatPlan(seat, Occupant.COMPUTER, temperament) for seat in book.delegations)
    command = StartSession(_SEED, seats, Options(desk_style=DeskStyle.OPEN))
    table, _save = new_table(result.text, name, command, None, book)
    game = LiveGame(table, None, trial=True)
    game.picture = result.picture.data() if result.picture is not None else b""
    for _step in range(_MOST_STEPS):
        view = game.public
        if (view.phase, view.turn) == (Phase.BRIEFING, plan.turn) or view.phase is Phase.ENDED:
            break
        if not go_on(view.turn):
            return None
        decision = game.submit(AdvancePhase(view.phase, view.turn, seal_rest=True))
        if isinstance(decision, Refusal):
            raise StartRefusedError(decision.sentence)
    for seat in book.delegations:
        if seat in plan.people:
            game.submit(ChangeSeat(seat, Occupant.PERSON))
        elif not plan.bargains:
            game.submit(ChangeSeat(seat, Occupant.COMPUTER))  # with a temperament drawn by lot
    return game
