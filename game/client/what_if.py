"""The what-if board at work: tries a proposal from public knowledge, beside the drawing, with more and more runs.

A question is answered in a thread of its own, a few runs at a time; a newer question ends it after the present few.
What is shown never waits: it is what has been found so far.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.session.forecast import ALL_RUNS, QUICK_RUNS, BoardForecast, TwoWorlds
from game.session.negotiation.agreements import Terms
from game.session.negotiation.resolutions import Resolution
from game.session.negotiation.state import PublicTable
from game.session.views import PublicView

Curves = Mapping[str, TwoWorlds]
AT_ONCE = 2 * QUICK_RUNS
"""Runs where nothing may be done beside the drawing: in pictures and tests."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A proposal that is tried; ``supporters`` carry it where it is a draft. ``title`` says what it is, in a line."""

    key: str
    title: str
    proposal: Terms | Resolution
    supporters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a trial would do, as far as it has been worked out: figures in both worlds, without it and with it."""

    trial: Trial
    without: Curves
    with_it: Curves
    runs: int


_Key = tuple[object, ...]


class _Ground:
    """What all trials of one moment share: the forecast, and what it says without any proposal."""

    def __init__(self, view: PublicView, names: tuple[str, ...], runs: int) -> None:
        self.forecast = BoardForecast(view, runs)
        self._slices = self.forecast.refined(None, names)
        self._known: list[Curves] = []

    def without(self, number: int) -> Curves:
        """Return the figures as things stand, after ``number`` + 1 slices."""
        while len(self._known) <= number:
            self._known.append(next(self._slices))
        return self._known[number]


class WhatIf:
    """Answers one question at a time, the newest; made once for a game and shown by laptop and wall alike."""

    def __init__(self, *, threaded: bool = True) -> None:
        self._threaded = threaded
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._asked: tuple[Trial, PublicView, tuple[str, ...]] | None = None
        self._answered: Trial | None = None
        self._ground: tuple[_Key, _Ground] | None = None
        self._found: Found | None = None
        self._failure: BaseException | None = None

    @property
    def trial(self) -> Trial | None:
        """What is being tried."""
        return self._asked[0] if self._asked else None

    @property
    def found(self) -> Found | None:
        """What is known of what is being tried; None while nothing is."""
        found, trial = self._found, self.trial
        return found if found is not None and found.trial == trial else None

    @property
    def busy(self) -> bool:
        """Whether more will be known soon; raises what ended the work, if it failed."""
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        return self._asked is not None and self._answered != self._asked[0]

    def ask(self, trial: Trial, view: PublicView, names: tuple[str, ...]) -> None:
        """Try ``trial`` as everybody knows the world in ``view``; figures are named as expressions write them."""
        if self._asked is not None and self._asked[0] == trial and _key(self._asked[1], names) == _key(view, names):
            return
        with self._lock:
            self._asked, self._answered = (trial, view, names), None
            if self._threaded and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
        if not self._threaded:
            self._work()

    def drop(self) -> None:
        """Ask nothing any more."""
        with self._lock:
            self._asked = self._answered = self._found = None

    def wait(self) -> None:
        """Block until the present question is answered."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        try:
            while (asked := self._next()) is not None:
                self._answer(asked)
        except BaseException as error:  # noqa: BLE001 - said where it is asked whether there is more
            with self._lock:
                self._failure, self._thread = error, None

    def _next(self) -> tuple[Trial, PublicView, tuple[str, ...]] | None:
        """Return what is still to be answered; None ends the work."""
        with self._lock:
            if self._asked is None or self._answered == self._asked[0]:
                self._thread = None
                return None
            return self._asked

    def _answer(self, asked: tuple[Trial, PublicView, tuple[str, ...]]) -> None:
        for found in self._slices(*asked):
            with self._lock:
                if self._asked is not asked:
                    return
                self._found = found
        with self._lock:
            if self._asked is asked:
                self._answered = asked[0]

    def _slices(self, trial: Trial, view: PublicView, names: tuple[str, ...]) -> Iterator[Found]:
        key = _key(view, names)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, _Ground(view, names, ALL_RUNS if self._threaded else AT_ONCE))
        ground = self._ground[1]
        supposed = ground.forecast.supposing(trial.proposal, trial.supporters or None)
        for number, curves in enumerate(supposed.refined(None, names)):
            yield Found(trial, ground.without(number), curves, (number + 1) * QUICK_RUNS)


def _key(view: PublicView, names: tuple[str, ...]) -> _Key:
    """Return what the ground depends on: the turn and what has been agreed, not the clocks of the meeting."""
    table: PublicTable = view.negotiation.public
    return (view.turn, view.phase, len(view.indices), names, table.agreements, table.adoptions, table.loans)
