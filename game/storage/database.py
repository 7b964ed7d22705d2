"""SQLite as saves use it: the exclusive lock, commits that reach the disk, and what its errors mean in words."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from game.model.text import _
from game.storage.errors import DamagedSaveError, NotASaveError, SaveError, SaveFailedError, SaveInUseError

ERRORS = (sqlite3.Error, UnicodeDecodeError)  # SQLite quotes damaged bytes in its own messages


def connect(path: Path) -> sqlite3.Connection:
    """Open the database at ``path``; transactions are begun by hand."""
    return sqlite3.connect(str(path), timeout=0.2, isolation_level=None, check_same_thread=False)


def close(connection: sqlite3.Connection | None) -> None:
    """Close a connection, whatever state it is in."""
    if connection is not None:
        with contextlib.suppress(sqlite3.Error):
            connection.close()


def prepare(connection: sqlite3.Connection) -> None:
    """Take the exclusive lock and make every commit reach the disk."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # before WAL: then no shared memory is needed
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode == "wal":
        connection.execute("PRAGMA synchronous = FULL")
    else:  # a network drive without WAL
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA fullfsync = ON")  # macOS; without effect elsewhere
    connection.execute("PRAGMA checkpoint_fullfsync = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("BEGIN EXCLUSIVE")  # the lock is taken now and not with the first command
    connection.execute("COMMIT")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit what happens inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def flush(connection: sqlite3.Connection) -> None:
    """Bring everything from the write-ahead log into the main file."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def explain(path: Path, error: Exception) -> SaveError:
    """Return the sentence for what SQLite says about ``path``."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return SaveInUseError(
            _("{file} is open in another program. Close it there first; nothing was opened here.").format(
                file=path.name
            )
        )
    if primary == sqlite3.SQLITE_NOTADB:
        return NotASaveError(_("{file} is not a save of Corridors.").format(file=path.name))
    if primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return SaveError(
            _("{file} cannot be written here. Copy it to a folder of your own and open the copy.").format(
                file=path.name
            )
        )
    return DamagedSaveError(
        _("{file} is damaged and cannot be read ({reason}). The file is left as it is; use a copy.").format(
            file=path.name, reason=error
        )
    )


def cannot_write(path: Path, error: Exception) -> SaveError:
    """Return the sentence for a write that failed."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return SaveInUseError(_("{file} is open in another program.").format(file=path.name))
    return SaveFailedError(
        _("{file} could not be written ({reason}). Nothing was lost before this; save elsewhere.").format(
            file=path, reason=error
        )
    )


def sync_file(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until new names in a folder are on the disk."""
    if os.name == "nt":  # folders cannot be opened there, and renames are journalled
        return
    with contextlib.suppress(OSError):  # some file systems refuse; the file itself is safe
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
