"""Work done beside the drawing: reading folders, importing what is heavy."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """A value that a thread works out, begun by :meth:`start`.

    With ``threaded`` False it is there when :meth:`start` returns, as pictures and tests want it.
    """

    def __init__(self, work: Callable[[], T], *, threaded: bool = True) -> None:
        self._work = work
        self._threaded = threaded
        self._thread: threading.Thread | None = None
        self._found: list[T] = []
        self._failure: BaseException | None = None
        self._begun = False

    def start(self) -> None:
        """Begin, unless that has been done."""
        if self._begun:
            return
        self._begun = True
        if self._threaded:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        else:
            self._run()

    def _run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:  # noqa: BLE001 - said where the value is asked for
            self._failure = error

    @property
    def begun(self) -> bool:
        """Whether it has been started."""
        return self._begun

    @property
    def ready(self) -> bool:
        """Whether the value, or what stopped it, is known."""
        return bool(self._found) or self._failure is not None

    @property
    def value(self) -> T:
        """The value, waited for if need be; raises what the work raised."""
        self.start()
        if self._thread is not None:
            self._thread.join()
        if self._failure is not None:
            raise self._failure
        return self._found[0]
