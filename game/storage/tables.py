"""Tables with their saves: a new session, and one that goes on."""

import contextlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path

from game import __version__
from game.model.text import _
from game.scenario.diagnostic import ReadingError
from game.scenario.load import read_scenario
from game.scenario.parameters import load_parameters, parameters_text
from game.session import wire
from game.session.commands import Command, StartSession
from game.session.desk import Phase
from game.session.events import Event, PhaseEntered
from game.session.play import Table
from game.session.refusal import Refusal
from game.session.rulebook import RULES_VERSION, Rulebook, make_rulebook
from game.session.state import State, essence
from game.storage.errors import DamagedSaveError, SaveError
from game.storage.format import SUFFIX
from game.storage.save import Damage, Entry, Header, Save

_OUTCOMES = {Phase.OUTCOME, Phase.EPILOGUE, Phase.ENDED}


class StartRefusedError(ValueError):
    """The rules refuse to start a session; ``str()`` is their sentence."""


@dataclass(frozen=True, slots=True)
class SavePort:
    """Stores what a table acknowledges in a save, and a snapshot whenever a turn ends."""

    save: Save

    def store(self, command: Command, events: tuple[Event, ...], state: State) -> None:
        """Store one command with its events."""
        ends = any(isinstance(event, PhaseEntered) and event.phase in _OUTCOMES for event in events)
        self.save.append(command, events, _snapshot(state) if ends else None)


def _snapshot(state: State) -> bytes:
    return zlib.compress(json.dumps(wire.to_json(essence(state)), ensure_ascii=False).encode(), 6)


@dataclass(frozen=True, slots=True)
class Opened:
    """A table that goes on, its save, and what was lost of it."""

    table: Table
    save: Save
    damage: Damage | None
    kept: Path | None  # where the damaged file is
    written_by: int  # rules version of the save

    @property
    def other_rules(self) -> bool:
        """Whether the save was begun under other rules than this program's."""
        return self.written_by != RULES_VERSION


def header_for(book: Rulebook, name: str, text: str, picture: bytes = b"") -> Header:
    """Return what a new save of this scenario holds."""
    return Header(name, text, parameters_text(), RULES_VERSION, __version__, book.scenario.title, picture)


def new_table(
    text: str,
    name: str,
    command: StartSession,
    path: Path | None = None,
    book: Rulebook | None = None,
    picture: bytes = b"",
) -> tuple[Table, Save | None]:
    """Start a session, with a save at ``path`` unless it is None.

    Parameters
    ----------
    text
        The scenario as YAML, as read and checked before.
    name
        Its file name, for messages.
    command
        Seed, seats and options.
    path
        Where the save goes.
    book
        The rules, where they are compiled already.
    picture
        The picture that the scenario names, for the save to hold.

    Raises
    ------
    SaveError
        If the save cannot be written.
    StartRefusedError
        If the rules refuse it.
    """
    book = book or _book(text, name, None)
    table = Table(book)
    trial = Table(book).submit(command)
    if isinstance(trial, Refusal):
        raise StartRefusedError(trial.sentence)  # before a file is made
    save = Save.create(path, header_for(book, name, text, picture)) if path is not None else None
    if save is not None:
        table.attach(SavePort(save))
    table.submit(command)
    return table, save


def open_table(path: Path) -> Opened:
    """Open a save and let everything in it happen again, without computing anything anew.

    Where its end is damaged, the whole part is written to a new save in its place, and the damaged file is kept
    beside it.

    Raises
    ------
    SaveError
        If it is no save, is open elsewhere, is newer, or too much of it is damaged.
    """
    save = Save.open(path)
    try:
        table = Table(book_of(save))
        entries = _whole_entries(save)
        for entry in entries:
            table.recall(entry.command, entry.events)
        damage, kept = save.damage, None
        if damage is not None:
            save, kept = _repair(save, entries)
    except BaseException:
        save.close()
        raise
    table.attach(SavePort(save))
    return Opened(table, save, damage, kept, save.header.rules_version)


def _whole_entries(save: Save) -> list[Entry]:
    entries = list(save.entries())
    if not entries:
        sentence = _("{file} is damaged: not one move can be read. The file is left as it is; use a copy.")
        raise DamagedSaveError(sentence.format(file=save.path.name))
    return entries


def save_elsewhere(table: Table, header: Header, path: Path) -> Save:
    """Write the whole session to a new save from memory, and go on in it: the old one may be out of reach.

    Raises
    ------
    SaveError
        If it cannot be written; the table goes on as before.
    """
    save = Save.create(path, header)
    try:
        for command, events in table.log:
            save.append(command, events)
    except SaveError:
        save.close()
        path.unlink(missing_ok=True)
        raise
    table.attach(SavePort(save))
    return save


def book_of(save: Save) -> Rulebook:
    """Return the rules of a save: its own scenario and parameters, not those of the program.

    Raises
    ------
    SaveError
        If this program cannot read them.
    """
    return _book(save.header.scenario_text, save.header.scenario_name, save.header.parameters_text)


def _book(text: str, name: str, parameters: str | None) -> Rulebook:
    try:
        constants = load_parameters(parameters)
    except ReadingError as error:
        raise SaveError(str(error.diagnostics[0])) from error
    result = read_scenario(text, name, constants)
    if result.scenario is None:
        raise SaveError(
            _("The scenario {file} in the save cannot be read by this version: {finding}").format(
                file=name, finding=result.diagnostics[0]
            )
        )
    return make_rulebook(result.scenario, constants)


def _repair(save: Save, entries: list[Entry]) -> tuple[Save, Path]:
    """Put the damaged file aside and write what is whole in its place."""
    path, header = save.path, save.header
    kept = _free_name(path)
    fresh = path.with_name(f".{path.stem}.repaired{SUFFIX}")
    fresh.unlink(missing_ok=True)
    try:
        with Save.create(fresh, header) as new:
            for entry in entries:
                new.append(entry.command, entry.events)
        save.close()
        path.replace(kept)
        fresh.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise SaveError(
            _("{file} is damaged, and its whole part could not be written anew ({reason}).").format(
                file=path.name, reason=error
            )
        ) from error
    again = Save.open(path)
    for _entry in again.entries():
        pass
    return again, kept


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        candidate = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
        if not candidate.exists():
            return candidate
        number += 1
