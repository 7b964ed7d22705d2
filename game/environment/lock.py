"""One program at a time makes the environment."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from game.environment.errors import SetupError
from game.environment.platforms import Platform
from game.model.text import _

LOCK_FILE = ".venv.lock"
_LONGEST_WAIT = 1800.0  # seconds; a first start over a slow line
_PAUSE = 0.3  # seconds between two tries


@contextmanager
def locked(
    root: Path,
    platform: Platform,
    say: Callable[[str], None],
    longest_wait: float = _LONGEST_WAIT,
) -> Iterator[int]:
    """Hold the lock on the folder ``root``, waiting for another program that holds it; gives the open file.

    The file stays behind: removing it would open a gap between two programs that wait for it.

    Raises
    ------
    SetupError
        The other program did not end in ``longest_wait`` seconds.
    OSError
        The file cannot be made.
    """
    descriptor = os.open(root / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        end = time.monotonic() + longest_wait
        told = False
        while not platform.try_lock(descriptor):
            if not told:
                say(_("Another start is making the environment; waiting for it."))
                told = True
            if time.monotonic() > end:
                raise SetupError(
                    _("Another start has been making the environment for too long: end it, then start again.")
                )
            time.sleep(_PAUSE)
        yield descriptor
    finally:
        os.close(descriptor)
