"""Where saves are kept, and what is in them at a glance."""

import re
import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_data_path

from game.model.text import _
from game.session.desk import Phase
from game.storage.format import APPLICATION_ID, FORMAT_VERSION, SUFFIX, unpacked
from game.storage.scratch import sweep


@dataclass(frozen=True, slots=True)
class SaveFace:
    """A save on the shelf; ``problem`` says why it cannot be opened now, or is empty."""

    path: Path
    title: str
    turn: int
    turns: int
    phase: Phase
    changed: datetime
    problem: str = ""


class _UnfitError(ValueError):
    """The file is a database, and none that can be continued here."""


def saves_folder() -> Path:
    """Return the folder of saves, made if need be."""
    folder = user_data_path("corridors", appauthor=False) / "saves"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def new_save_path(scenario: str, folder: Path | None = None) -> Path:
    """Return a name that is still free, as in ``ivory_corridor-2.corridors``; it tells nothing but the scenario."""
    folder = folder or saves_folder()
    stem = re.sub(r"[^A-Za-z0-9_-]+", "_", scenario)[:60] or "session"
    number = 1
    while (folder / f"{stem}-{number}{SUFFIX}").exists():
        number += 1
    return folder / f"{stem}-{number}{SUFFIX}"


def list_saves(folder: Path | None = None) -> tuple[SaveFace, ...]:
    """Return every save in the folder, the one that was played last first; what a killed program left is swept out."""
    folder = folder or saves_folder()
    sweep(folder)
    found = [look_at(path) for path in folder.glob(f"*{SUFFIX}") if path.is_file()]
    return tuple(sorted(found, key=lambda face: (face.changed, face.path.name), reverse=True))


def look_at(path: Path) -> SaveFace:
    """Return what a save is at a glance; whatever is wrong with it becomes its problem."""
    changed = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    try:
        with closing(sqlite3.connect(str(path), timeout=0)) as connection:
            title, turn, turns, phase = _read(connection)
    except (sqlite3.Error, zlib.error, ValueError, TypeError, KeyError) as error:
        return SaveFace(path, path.stem, 0, 0, Phase.SETUP, changed, _problem(error))
    return SaveFace(path, title, turn, turns, phase, changed)


def _read(connection: sqlite3.Connection) -> tuple[str, int, int, Phase]:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _UnfitError(_("This is not a save of Corridors."))
    if connection.execute("PRAGMA user_version").fetchone()[0] > FORMAT_VERSION:
        raise _UnfitError(_("This save is from a newer version of Corridors."))
    title = connection.execute("SELECT value FROM meta WHERE name = 'title'").fetchone()[0].decode()
    query = "SELECT payload FROM event WHERE type = ? ORDER BY number DESC LIMIT 1"
    started = unpacked(connection.execute(query, ("session_started",)).fetchone()[0])
    entered = unpacked(connection.execute(query, ("phase_entered",)).fetchone()[0])
    turn, phase = int(entered["turn"]), Phase(entered["phase"])
    rewound = connection.execute(
        "SELECT number, payload FROM event WHERE type = 'rewound' ORDER BY number DESC LIMIT 1"
    )
    last = rewound.fetchone()
    newest = connection.execute("SELECT max(number) FROM event WHERE type = 'phase_entered'").fetchone()[0]
    if last is not None and last[0] > newest:
        turn, phase = int(unpacked(last[1])["turn"]), Phase.BRIEFING
    return title, turn, int(started["turns"]), phase


def _problem(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return _("This save is open now.")
    if isinstance(error, sqlite3.Error):
        return _("This save is damaged or not a save of Corridors.")
    return str(error) if isinstance(error, _UnfitError) else _("This save is damaged.")
