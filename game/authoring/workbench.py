"""The author's workbench: a scenario file that is read again whenever somebody saves it, checked, laid out and tried.

What takes long comes after what is quick: first the findings of reading, then the start of play, the findings of the
model, and the tests inside the scenario one by one. Each stage is a new frozen :class:`Reading`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from game.authoring.model_checks import check_model
from game.authoring.scenario_tests import TestReport, not_applicable, run_one
from game.authoring.watch import Watch
from game.model.scenario import Scenario
from game.model.text import _
from game.scenario.diagnostic import Diagnostic, gathered
from game.scenario.load import LoadResult, load_scenario
from game.scenario.parameters import load_parameters
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import Occupant
from game.session.rulebook import Rulebook, make_rulebook
from game.session.views import PublicView
from game.storage.tables import new_table

EVERY = 0.15
"""Seconds between two looks at the file; a save counts once two looks have found the same."""
PATIENCE = 2.0
"""Seconds without :meth:`Workbench.keep` after which nobody seems to look any more."""
_ABSENT = 6  # looks for which a missing file may be one that an editor is about to put back


@dataclass(frozen=True)
class Reading:
    """A file as it was read at one time.

    Attributes
    ----------
    number : int
        Which reading it is, from 1.
    at : float
        When, in seconds since 1970.
    diagnostics : tuple of Diagnostic
        Every finding so far; those of the model join them later.
    book, view : Rulebook, PublicView or None
        The rules and the start of play; None while the scenario cannot be played.
    reports : tuple of TestReport
        Tests inside the scenario that have been played.
    judged, tested : bool
        Whether the model's findings are in, and whether every test has been played.
    trouble : str
        What this program could not do with the scenario although nothing is wrong with it: a defect, said as it is.
    """

    number: int
    at: float
    result: LoadResult
    diagnostics: tuple[Diagnostic, ...]
    book: Rulebook | None = None
    view: PublicView | None = None
    reports: tuple[TestReport, ...] = ()
    judged: bool = False
    tested: bool = False
    trouble: str = ""

    @property
    def scenario(self) -> Scenario | None:
        """The scenario, if it can be played."""
        return self.result.scenario


class Workbench:
    """One file on the workbench; ``read`` and ``now`` are there for demonstrations.

    Attributes
    ----------
    latest : Reading or None
        The newest reading, as far as it has come.
    good : Reading or None
        The newest one that can be played: what previews show while the file has an error.
    """

    def __init__(
        self,
        path: Path,
        *,
        threaded: bool = True,
        read: Callable[[], LoadResult] | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.path = path
        self._load = read or (lambda: load_scenario(path, path.name))
        self._now = now
        self.latest: Reading | None = None
        self.good: Reading | None = None
        self._threaded = threaded
        self._numbers = 0
        self._watched: tuple[Path, ...] = (path,)
        self._watch = Watch(lambda: self._watched)
        self._again = threading.Event()
        self._over = threading.Event()
        self._kept = 0.0
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep(self) -> None:
        """Say that somebody is looking: the file is read, and read again whenever it is saved.

        Call it often; a while after the last call, or at :meth:`close`, nothing goes on any more.
        """
        self._kept = time.monotonic()
        if not self._threaded:
            if self._watch.changed() or self.latest is None:
                self._read_whole()
        elif self._thread is None or not self._thread.is_alive():
            self._over = threading.Event()
            self._thread = threading.Thread(target=self._look_on, args=(self._over,), daemon=True, name="workbench")
            self._thread.start()

    def close(self) -> None:
        """Look at the file no more."""
        self._over.set()
        self._again.set()  # wakes the thread
        self._thread = None

    def read_again(self) -> None:
        """Read the file now, whether it was saved or not."""
        if self._threaded:
            self._again.set()
        else:
            self._read_whole()

    # One thread looks and reads; what takes longer is done in another one, for the reading that it was begun for

    def _look_on(self, over: threading.Event) -> None:
        if self._watch.changed() or self.latest is None:
            self._begin(over)
        unsettled, absent = False, 0
        while time.monotonic() - self._kept < PATIENCE:
            asked = self._again.wait(EVERY)
            self._again.clear()
            if over.is_set():
                return
            if self._watch.changed() and not asked:
                unsettled = True  # an editor may still be writing
            elif unsettled or asked:
                absent = 0 if asked or self.path.exists() else absent + 1
                if absent in range(1, _ABSENT):
                    continue
                unsettled, absent = False, 0
                self._begin(over)

    def _begin(self, over: threading.Event) -> None:
        first = self._read()
        threading.Thread(target=self._go_on, args=(first, over), daemon=True, name="workbench-tests").start()

    def _go_on(self, reading: Reading, over: threading.Event) -> None:
        for _stage in self._stages(reading):
            if over.is_set() or self._numbers != reading.number:
                return

    def _read_whole(self) -> None:
        self._watch.changed()
        for _stage in self._stages(self._read()):
            pass

    # The stages

    def _read(self) -> Reading:
        result = self._load()
        self._numbers += 1
        reading = Reading(self._numbers, self._now(), result, gathered(result.diagnostics))
        self._watched = _files_of(self.path, result, self._watched)
        if result.scenario is None:
            self._show(replace(reading, judged=True, tested=True))
            return reading
        self._show(reading)  # the findings are wanted before the map
        try:
            book = make_rulebook(result.scenario, load_parameters())
            reading = replace(reading, book=book, view=start_view(result, self.path.name, book))
        except Exception as error:  # noqa: BLE001 - the thread goes on; the screen says it
            reading = _with_trouble(reading, error)
        self._show(reading)
        return reading

    def _stages(self, reading: Reading) -> Iterator[None]:
        """Do what takes longer, bit by bit."""
        try:
            yield from self._judge(reading)
        except Exception as error:  # noqa: BLE001 - as above
            if self.latest is not None and self.latest.number == reading.number:
                self._show(_with_trouble(self.latest, error))

    def _judge(self, reading: Reading) -> Iterator[None]:
        result, book = reading.result, reading.book
        if result.scenario is None or book is None:
            return
        yield
        found = gathered((*result.diagnostics, *check_model(result)))
        reading = self._show(replace(reading, diagnostics=found, judged=True))
        yield
        for test in result.scenario.tests:
            reading = self._show(replace(reading, reports=(*reading.reports, run_one(test, result, book))))
            yield
        self._show(replace(reading, reports=(*reading.reports, *not_applicable(result)), tested=True))

    def _show(self, reading: Reading) -> Reading:
        """Put a reading on show, unless a newer one is there."""
        with self._lock:
            if self.latest is None or self.latest.number <= reading.number:
                self.latest = reading
                if reading.view is not None:
                    self.good = reading
        return reading


def _with_trouble(reading: Reading, error: Exception) -> Reading:
    words = _("The program failed while it tried the scenario ({error}). Please report it, with the file.")
    trouble = words.format(error=f"{type(error).__name__}: {error}")
    return replace(reading, judged=True, tested=True, trouble=trouble)


def start_view(result: LoadResult, name: str, book: Rulebook) -> PublicView:
    """Return what everybody would see at the start of a game of this scenario."""
    seats = tuple(SeatPlan(seat, Occupant.COMPUTER) for seat in book.delegations)
    table, _save = new_table(result.text, name, StartSession(0, seats, Options(receipts=False)), None, book)
    return table.public_view()


def _files_of(path: Path, result: LoadResult, before: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files that make the scenario; those known before stay while it cannot be read."""
    if result.scenario is None:
        return tuple(dict.fromkeys((path, *result.bases, *before)))
    picture = (result.picture.file,) if result.picture is not None else ()
    return tuple(dict.fromkeys((path, *result.bases, *picture)))
