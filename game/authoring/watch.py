"""See that somebody saved a file, by its time, size and number: works on every system, with nothing to install."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

EVERY = 0.3  # seconds between two looks
ENDINGS = (".yaml", ".yml")

State = dict[str, tuple[int, int, int]]


class Watch:
    """Looks whether files have changed since the last look, and the YAML files beside them: they may extend each other.

    ``files`` is asked again at each look, so that new files in a folder count.
    """

    def __init__(self, files: Callable[[], Iterable[Path]]) -> None:
        self._files = files
        self._state = self._look()

    def changed(self) -> bool:
        """Say whether anything was saved, added or deleted since the last time this was asked."""
        state = self._look()
        changed = state != self._state
        self._state = state
        return changed

    def _look(self) -> State:
        files = list(self._files())
        folders = dict.fromkeys(file.absolute().parent for file in files)
        beside = (path for folder in folders for path in _inside(folder))
        state: State = {}
        for path in (*files, *beside):
            try:
                status = path.stat()
            except OSError:  # being saved by an editor, or gone
                continue
            state[str(path)] = status.st_mtime_ns, status.st_size, status.st_ino  # a new file has a new number
        return state


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if path.suffix in ENDINGS)
    except OSError:
        return


def changes(files: Callable[[], Iterable[Path]], pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Give a turn after every change from now on, for ever; ``pause`` waits between two looks.

    The first look is at once: what is saved while the caller still reads the files counts.
    """
    return _turns(Watch(files), pause)


def _turns(watch: Watch, pause: Callable[[float], None]) -> Iterator[None]:
    while True:
        pause(EVERY)
        if watch.changed():
            yield
