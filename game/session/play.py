"""A table: a session that is being played, and where its commands are stored."""

from typing import Protocol

import numpy as np

from game.session.commands import Command, as_written
from game.session.decide import decide
from game.session.events import Event
from game.session.reducer import fold
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from game.session.state import State
from game.session.streams import generator
from game.session.views import PublicView, SeatView, public_view, seat_view


class Port(Protocol):
    """Where a table stores what it acknowledges."""

    def store(self, command: Command, events: tuple[Event, ...], state: State) -> None:
        """Store one command with its events; raise if they are not safe."""


class Table:
    """The state of one session and the port of its save; the one object of a session that changes."""

    def __init__(self, book: Rulebook, state: State | None = None, port: Port | None = None) -> None:
        self.book = book
        self._state = state or State()
        self._port = port
        self._log: list[tuple[Command, tuple[Event, ...]]] = []

    @property
    def state(self) -> State:
        """The truth; for storage, tests and exports at the end, never for screens or computers."""
        return self._state

    @property
    def commands(self) -> int:
        """Commands that were acknowledged since the session began."""
        return len(self._log)

    @property
    def log(self) -> tuple[tuple[Command, tuple[Event, ...]], ...]:
        """Everything that happened, to be stored at another place if the first one fails."""
        return tuple(self._log)

    def submit(self, command: Command) -> tuple[Event, ...] | Refusal:
        """Decide ``command``, store it with its events, and only then let them happen."""
        written = as_written(command)
        decision = written if isinstance(written, Refusal) else decide(self._state, written, self.book)
        if isinstance(written, Refusal) or isinstance(decision, Refusal):
            return decision
        after = fold(self._state, decision)
        if self._port is not None:
            self._port.store(written, decision, after)
        self._state = after
        self._log.append((written, decision))
        return decision

    def recall(self, command: Command, events: tuple[Event, ...]) -> None:
        """Let stored events happen again, as a save tells them."""
        self._state = fold(self._state, events)
        self._log.append((command, events))

    def attach(self, port: Port | None) -> None:
        """Store what follows at another place, or nowhere."""
        self._port = port

    def public_view(self) -> PublicView:
        """Return what everybody may see."""
        return public_view(self._state, self.book.public)

    def seat_view(self, seat: str) -> SeatView:
        """Return what ``seat`` may see."""
        return seat_view(self._state, self.book, seat)

    def temperament(self, seat: str) -> str:
        """Return the temperament of the computer on ``seat``, for who moves it."""
        return self._state.truth.temperaments.get(seat, "")

    def lot(self, seat: str) -> np.random.Generator:
        """Return the generator from which the computer on ``seat`` draws in this turn."""
        return generator(self._state.seed, f"bot:{seat}", self._state.public.turn)
