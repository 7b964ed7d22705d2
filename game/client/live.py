"""The game that is open: its table and its save, as the screens may use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.bots.driver import Computers
from game.client.meeting_clock import MeetingClock
from game.client.what_if import WhatIf
from game.session.commands import ChangeSeat, Command, Rewind, StartSession
from game.session.play import Table
from game.session.refusal import Refusal
from game.session.state import State
from game.session.views import PublicView, SeatView
from game.storage.save import Save
from game.storage.tables import Opened, SavePort, new_table, open_table


@dataclass(frozen=True, slots=True)
class Accepted:
    """A command that was stored and happened."""

    command: Command


class LiveGame:
    """A session being played. Screens see views of it and never its state.

    Attributes
    ----------
    save : Save or None
        The open save file; None for a demonstration.
    public : PublicView
        What everybody may see, as of the last command.
    opened : Opened or None
        How the save was found, where the game goes on from one.
    trial : bool
        Whether it is a play-test of its author, of which nothing is saved.
    clock : MeetingClock
        The time that has passed in a caucus since the rules were told.
    picture : bytes
        The picture of the scenario, as the save holds it; empty without one.
    what_if : WhatIf or None
        What is tried on the board while it is open, made of public knowledge alone.
    """

    def __init__(
        self,
        table: Table,
        save: Save | None,
        opened: Opened | None = None,
        *,
        trial: bool = False,
        policies: Mapping[str, str] | None = None,
    ) -> None:
        self._table = table
        self.save = save
        self.opened = opened
        self.trial = trial
        self.picture = save.header.picture if save is not None else b""
        self.clock = MeetingClock()
        self.what_if: WhatIf | None = None  # the board, while it is open
        self._stored: Command | None = None
        self._policies = policies  # of computer seats, instead of what their temperaments say
        self._computers = Computers(table, policies)
        try:
            self._computers.move()  # a kill may have come between a command and what computers answer
        except BaseException:
            self.close()
            raise
        self.public: PublicView = table.public_view()

    @classmethod
    def begin(cls, text: str, name: str, command: StartSession, path: Path | None, picture: bytes = b"") -> LiveGame:
        """Start a session; raises ValueError or SaveError with a whole sentence."""
        table, save = new_table(text, name, command, path, picture=picture)
        return cls(table, save)

    @classmethod
    def resume(cls, path: Path) -> LiveGame:
        """Go on from a save; raises SaveError with a whole sentence."""
        opened = open_table(path)
        return cls(opened.table, opened.save, opened)

    def submit(self, command: Command) -> Accepted | Refusal:
        """Store and do ``command``; computers answer it at once. Raises SaveError if unsafe."""
        decision = self._table.submit(command)
        if isinstance(decision, Refusal):
            return decision
        self._stored = command
        return self._follow_up(command)

    def submit_again(self, command: Command) -> Accepted | Refusal:
        """Go on after a failure to save: do ``command`` unless it was stored and only what follows from it was not."""
        return self._follow_up(command) if command is self._stored else self.submit(command)

    def _follow_up(self, command: Command) -> Accepted:
        try:
            if isinstance(command, ChangeSeat | Rewind):
                # What they had worked out may be of another line of play.
                self._computers = Computers(self._table, self._policies)
            self._computers.move()
        finally:
            self.public = self._table.public_view()
        return Accepted(command)

    @property
    def state(self) -> State:
        """The truth, for demonstrations and tests; a screen has no use for it."""
        return self._table.state

    def seat(self, seat: str) -> SeatView:
        """Return what ``seat`` may see; ask only while its desk or dossier is open, and drop it when that closes."""
        return self._table.seat_view(seat)

    def save_elsewhere(self, path: Path) -> None:
        """Copy the save to ``path`` and go on there; raises SaveError."""
        if self.save is None:
            return
        self.save.copy_to(path)
        other = Save.open(path)
        for _entry in other.entries():
            pass
        self._table.attach(SavePort(other))
        self.save.close()
        self.save = other

    def close(self) -> None:
        """Let go of the save; every command is in it already."""
        if self.save is not None:
            self.save.close()
            self.save = None
