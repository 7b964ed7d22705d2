"""A save: one SQLite file per session, in which every command is safe before it is acknowledged.

The connection holds SQLite's exclusive lock from opening to closing. The operating system drops it when the
process dies, and a second program that opens the save gets told so. Every stored command carries the digest of
everything before it, so that damage anywhere leaves a prefix that is known to be whole.
"""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from game.model.text import _
from game.scenario.pictures import MAX_BYTES
from game.session.commands import Command, command_from_json, command_to_json
from game.session.events import Event, event_from_json, event_to_json
from game.session.wire import Json, UnknownTypeError
from game.storage import database
from game.storage.errors import DamagedSaveError, NewerSaveError, NotASaveError, SaveError, SaveFailedError
from game.storage.format import APPLICATION_ID, FORMAT_VERSION, packed, unpacked
from game.storage.scratch import FRESH, give_name, scratch_folder

_START = b"corridors"  # what the first digest is made over

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE command (number INTEGER PRIMARY KEY, type TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB NOT NULL,
    events INTEGER NOT NULL, digest BLOB NOT NULL);
CREATE TABLE event (number INTEGER PRIMARY KEY, command INTEGER NOT NULL, type TEXT NOT NULL, version INTEGER NOT NULL,
    audience TEXT NOT NULL, payload BLOB NOT NULL);
CREATE TABLE snapshot (command INTEGER PRIMARY KEY, payload BLOB NOT NULL, digest BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Header:
    """What a save holds beside the course of play; texts are kept whole, with their hashes."""

    scenario_name: str  # file name, for messages
    scenario_text: str
    parameters_text: str
    rules_version: int
    program_version: str
    title: str
    picture: bytes = b""  # PNG or JPEG that the scenario names; empty if it names none


@dataclass(frozen=True, slots=True)
class Entry:
    """One acknowledged command with what it led to."""

    number: int
    command: Command
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """What could not be read: everything after ``whole`` commands."""

    whole: int
    lost: int | None  # how many commands more the file claims, if it can still say


class Save:
    """An open save; close it, or use it in a ``with`` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection, header: Header) -> None:
        self.path = path
        self.header = header
        self.damage: Damage | None = None
        self._connection = connection
        self._file = _file_of(path)  # as it was opened
        self._digest = hashlib.sha256(_START).digest()
        self._commands = 0
        self._events = 0
        self._read = False

    @classmethod
    def create(cls, path: Path, header: Header) -> Self:
        """Make a new save at ``path``.

        Raises
        ------
        SaveError
            If there is a file already, or none can be written.
        """
        path = path.absolute()
        if os.path.lexists(path):
            raise _exists(path)
        connection = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with scratch_folder(path.parent) as folder:
                fresh = folder / FRESH
                _write_fresh(fresh, header)
                database.sync_file(fresh)
                give_name(fresh, path)  # so that nobody ever finds half a save, whenever the program is killed
            database.sync_folder(path.parent)
            connection = database.connect(path)
            database.prepare(connection)
        except FileExistsError as error:
            raise _exists(path) from error
        except (OSError, sqlite3.Error) as error:
            database.close(connection)
            raise database.cannot_write(path, error) from error
        save = cls(path, connection, header)
        save._read = True
        return save

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the save at ``path`` for this program alone.

        Raises
        ------
        NotASaveError, NewerSaveError, SaveInUseError, DamagedSaveError
            As their names say; the file is left as it is.
        """
        path = path.absolute()
        if os.path.isdir(path):  # noqa: PTH112 - unlike Path, no error where the name is too long for any file
            raise NotASaveError(_("{file} is a folder, not a save. Name a file in it.").format(file=path))
        if not os.path.isfile(path):  # noqa: PTH113
            raise NotASaveError(_("There is no save {file}. Look for the name in the list.").format(file=path))
        connection = None
        try:
            connection = database.connect(path)
            _check_kind(path, connection)
            database.prepare(connection)
            header = _read_header(path, connection)
        except SaveError:
            database.close(connection)
            raise
        except database.ERRORS as error:
            database.close(connection)
            raise database.explain(path, error) from error
        assert connection is not None  # noqa: S101 - for the type checker
        return cls(path, connection, header)

    def entries(self) -> Iterator[Entry]:
        """Yield every whole command from the first; where damage ends them, :attr:`damage` says so afterwards."""
        self._digest, self._commands, self._events = hashlib.sha256(_START).digest(), 0, 0
        self.damage = None
        try:
            last = self._connection.execute("SELECT max(number) FROM command").fetchone()[0] or 0
        except (*database.ERRORS, TypeError):
            last = None
        while last is None or self._commands < last:
            try:
                entry, digest = self._entry(self._commands + 1)
            except (sqlite3.Error, ValueError, TypeError, KeyError, LookupError, OverflowError, RecursionError):
                left = None if last is None else last - self._commands
                self.damage = Damage(self._commands, left)
                break
            self._digest, self._commands, self._events = digest, entry.number, self._events + len(entry.events)
            yield entry
        self._read = True

    def append(self, command: Command, events: tuple[Event, ...], snapshot: bytes | None = None) -> None:
        """Store one command with its events; when this returns, they are on the disk.

        Raises
        ------
        SaveFailedError
            If they are not; the save is as it was before.
        """
        if not self._read:  # the digest of what is there must be known
            for _entry in self.entries():
                pass
        if self.damage is not None:
            raise SaveFailedError(_("{file} is damaged and cannot go on.").format(file=self.path.name))
        if not self._is_there():
            sentence = _(
                "{file} was moved or deleted while it was open. Save the session elsewhere, or it may be lost."
            )
            raise SaveFailedError(sentence.format(file=self.path))
        number = self._commands + 1
        raw = command_to_json(command)
        payload = packed(raw["value"])
        rows = []
        digest = hashlib.sha256(self._digest)
        _digest_row(digest, raw["type"], raw["version"], payload)
        for place, event in enumerate(events, start=self._events + 1):
            row = event_to_json(event)
            body = packed(row["value"])
            _digest_row(digest, row["type"], row["version"], body)
            rows.append((place, number, row["type"], row["version"], str(event.audience), body))
        try:
            with database.transaction(self._connection):
                self._connection.execute(
                    "INSERT INTO command VALUES (?, ?, ?, ?, ?, ?)",
                    (number, raw["type"], raw["version"], payload, len(rows), digest.digest()),
                )
                self._connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", rows)
                if snapshot is not None:
                    self._connection.execute(
                        "INSERT INTO snapshot VALUES (?, ?, ?)", (number, snapshot, hashlib.sha256(snapshot).digest())
                    )
        except sqlite3.Error as error:
            raise database.cannot_write(self.path, error) from error
        self._digest, self._commands, self._events = digest.digest(), number, self._events + len(rows)
        with contextlib.suppress(sqlite3.Error):  # committed already; the next command tries again
            database.flush(self._connection)

    def snapshots(self) -> Mapping[int, bytes]:
        """Return the whole snapshots by the number of the command after which they were taken."""
        try:
            rows = self._connection.execute("SELECT command, payload, digest FROM snapshot").fetchall()
            return {number: payload for number, payload, digest in rows if hashlib.sha256(payload).digest() == digest}
        except (*database.ERRORS, TypeError):
            return {}

    def copy_to(self, path: Path) -> None:
        """Write a copy of the save to ``path``, whole or not at all.

        Raises
        ------
        SaveError
            If it cannot be written; a file that was there stays.
        """
        path = path.absolute()
        if path == self.path:
            raise SaveError(_("{file} is the save itself. Choose another name.").format(file=path.name))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with scratch_folder(path.parent) as folder:
                copy = folder / FRESH
                self._connection.execute("VACUUM INTO ?", (str(copy),))
                database.sync_file(copy)
                copy.replace(path)
            database.sync_folder(path.parent)
        except (OSError, sqlite3.Error) as error:
            raise database.cannot_write(path, error) from error

    def close(self) -> None:
        """Close the save and give up its lock."""
        database.close(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _is_there(self) -> bool:
        """Tell whether the path still leads to the open file: the system lets one write on in a file that is gone."""
        now = _file_of(self.path)
        return self._file is not None and now is not None and os.path.samestat(now, self._file)

    def _entry(self, number: int) -> tuple[Entry, bytes]:
        row = self._connection.execute(
            "SELECT type, version, payload, events, digest FROM command WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            raise LookupError(number)
        kind, version, payload, count, stored = row
        digest = hashlib.sha256(self._digest)
        _digest_row(digest, kind, version, payload)
        rows = []
        for place in range(self._events + 1, self._events + 1 + count):
            found = self._connection.execute(
                "SELECT command, type, version, payload FROM event WHERE number = ?", (place,)
            ).fetchone()
            if found is None or found[0] != number:
                raise LookupError(place)
            _digest_row(digest, *found[1:])
            rows.append(found[1:])
        if digest.digest() != stored:
            raise ValueError(number)
        # Only what is known to be whole is decoded.
        try:
            command = command_from_json(_envelope(kind, version, payload))
            return Entry(number, command, tuple(event_from_json(_envelope(*event)) for event in rows)), digest.digest()
        except UnknownTypeError as error:
            raise NewerSaveError(
                _("{file} was saved by a newer version of Corridors. Update the program.").format(file=self.path.name)
            ) from error


def _file_of(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _exists(path: Path) -> SaveError:
    sentence = _("{file} exists already. Choose another name, or move that file away.")
    return SaveError(sentence.format(file=path.name))


def _write_fresh(path: Path, header: Header) -> None:
    """Write a save in which nothing has happened yet."""
    with contextlib.closing(database.connect(path)) as connection, database.transaction(connection):
        for statement in filter(str.strip, _TABLES.split(";")):
            connection.execute(statement)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", _meta_rows(header))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def _envelope(kind: str, version: int, payload: bytes) -> Json:
    return {"type": kind, "version": version, "value": unpacked(payload)}


def _digest_row(digest: "hashlib._Hash", kind: str, version: int, payload: bytes) -> None:
    digest.update(f"\x00{kind}\x00{version}\x00{len(payload)}\x00".encode())
    digest.update(payload)


def _check_kind(path: Path, connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotASaveError(_("{file} is not a save of Corridors.").format(file=path.name))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT_VERSION:
        raise NewerSaveError(
            _(
                "{file} was saved by a newer version of Corridors (format {found}; this program reads up to {known}). "
                "Update the program, or open the save where it was made."
            ).format(file=path.name, found=version, known=FORMAT_VERSION)
        )
    if version < 1:
        raise DamagedSaveError(_("{file} is damaged: its format number is missing.").format(file=path.name))


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).hexdigest().encode()


def _meta_rows(header: Header) -> list[tuple[str, bytes]]:
    rows = [
        ("scenario_name", header.scenario_name.encode(errors="replace")),  # names of files may be no text
        ("scenario_text", header.scenario_text.encode()),
        ("scenario_hash", _hash(header.scenario_text)),
        ("parameters_text", header.parameters_text.encode()),
        ("parameters_hash", _hash(header.parameters_text)),
        ("rules_version", str(header.rules_version).encode()),
        ("program_version", header.program_version.encode()),
        ("title", header.title.encode()),
    ]
    if header.picture:
        digest = hashlib.sha256(header.picture).hexdigest().encode()
        rows += [("picture", header.picture), ("picture_hash", digest)]
    return rows


def _read_header(path: Path, connection: sqlite3.Connection) -> Header:
    try:
        rows: dict[str, bytes] = dict(connection.execute("SELECT name, value FROM meta"))
        header = Header(
            scenario_name=rows["scenario_name"].decode(),
            scenario_text=rows["scenario_text"].decode(),
            parameters_text=rows["parameters_text"].decode(),
            rules_version=int(rows["rules_version"]),
            program_version=rows["program_version"].decode(),
            title=rows["title"].decode(),
            picture=_whole_picture(rows),
        )
        whole = (
            _hash(header.scenario_text) == rows["scenario_hash"]
            and _hash(header.parameters_text) == rows["parameters_hash"]
        )
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise _damaged(path) from error
    if not whole:
        raise _damaged(path)
    return header


def _whole_picture(rows: Mapping[str, bytes]) -> bytes:
    """Return the picture, or nothing if it is damaged: no game is lost for it."""
    picture = rows.get("picture", b"")
    if not isinstance(picture, bytes) or len(picture) > MAX_BYTES:
        return b""
    return picture if hashlib.sha256(picture).hexdigest().encode() == rows.get("picture_hash") else b""


def _damaged(path: Path) -> DamagedSaveError:
    return DamagedSaveError(
        _("{file} is damaged: the scenario in it cannot be read whole. The file is left as it is; use a copy.").format(
            file=path.name
        )
    )
