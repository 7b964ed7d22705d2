"""Folders for files that are being made: gone when the work is done, and swept away later if the program was killed.

Whoever works in such a folder holds the operating system's lock on a file in it. The lock goes with the process, so
that what nobody holds is what a killed program left.
"""

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from game.storage.format import SUFFIX

PREFIX = ".corridors-"
FRESH = f"fresh{SUFFIX}"  # the file that is made in it
_LOCK = "in_use"
_OURS = frozenset({_LOCK, *(f"{FRESH}{ending}" for ending in ("", "-wal", "-shm", "-journal"))})
_JUST_MADE = 60.0  # seconds in which a folder may still wait for its lock file
_TRIES = 5


@contextlib.contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """Make a hidden folder in ``parent`` for one file named :data:`FRESH`; it goes away at the end.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    sweep(parent)
    folder, lock = _locked_folder(parent)
    try:
        yield folder
    finally:
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


def _locked_folder(parent: Path) -> tuple[Path, int]:
    for _number in range(_TRIES - 1):
        with contextlib.suppress(FileNotFoundError):  # another program swept it before it was locked
            return _try_folder(parent)
    return _try_folder(parent)


def _try_folder(parent: Path) -> tuple[Path, int]:
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    if not _try_lock(lock):
        os.close(lock)
        raise FileNotFoundError(folder)
    return folder, lock


def sweep(parent: Path) -> None:
    """Remove what killed programs left in ``parent``: own folders in which nobody works and nothing foreign lies."""
    with contextlib.suppress(OSError):  # what cannot be looked at is left alone
        for folder in parent.glob(f"{PREFIX}*"):
            with contextlib.suppress(OSError):
                if _is_left_over(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_left_over(folder: Path) -> bool:
    known = folder.lstat()
    if not stat.S_ISDIR(known.st_mode) or (hasattr(os, "getuid") and known.st_uid != os.getuid()):
        return False
    with os.scandir(folder) as inside:
        entries = [(entry.name, entry.is_file(follow_symlinks=False)) for entry in inside]
    names = {name for name, _is_file in entries}
    if not names <= _OURS or not all(is_file for _name, is_file in entries):
        return False
    if _LOCK not in names:
        return time.time() - known.st_mtime > _JUST_MADE
    lock = os.open(folder / _LOCK, os.O_RDWR)
    try:
        return _try_lock(lock)
    finally:
        os.close(lock)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def give_name(fresh: Path, path: Path) -> None:
    """Give the finished file ``fresh`` the name ``path``, whole and only if nothing has that name.

    Raises
    ------
    FileExistsError
        If there is something already, also if another program was faster by an instant.
    OSError
        If it cannot be done.
    """
    if os.name == "nt":
        fresh.rename(path)  # refuses there what exists
        return
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        raise
    except OSError:  # a stick or drive without links: take the name first
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            fresh.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
