"""A game being played: the strip, and below it the part that belongs to the phase."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from game.client import widgets as w
from game.client.navigation import Answer, Clocked
from game.client.screens.briefing import Briefing
from game.client.screens.caucus import Caucus
from game.client.screens.desks import Desks
from game.client.screens.dossiers import Dossiers
from game.client.screens.end import End, Epilogue
from game.client.screens.hints import Hints
from game.client.screens.outcome import Outcome
from game.client.screens.plenary import Plenary
from game.client.screens.strip import Strip
from game.client.widgets.scroll import GUTTER
from game.session.desk import Phase
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App

_LEAST_HEIGHT = 340


class Part(Protocol):
    """What fills the window below the strip during one phase."""

    def covers(self, ui: w.Ui, view: PublicView) -> bool:
        """Get ready for ``view``; tell whether it wants the whole window, without the strip."""

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Say what is on it."""

    def hide(self) -> None:
        """Drop what must not be seen or kept."""

    def close(self) -> None:
        """Let go of threads and pictures."""


class PlayScreen:
    """The game on the laptop: everybody's screens, the curtain, and one desk at a time."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.hints = Hints()
        self.strip = Strip(app, self.hints)
        self.dossiers = Dossiers(app, self.strip)
        self._key: tuple[Phase, int] | None = None
        self._part: Part | None = None
        self._forget = False

    @property
    def part(self) -> Part | None:
        """What is shown now."""
        return self._part

    def build(self, ui: w.Ui) -> Answer | None:
        """Say what is on the screen."""
        game = self.app.game
        if game is None:
            return None
        if self._forget:
            # What controls remember may come from a desk: numbers being typed, notices, where one had scrolled to.
            ui.state.forget()
            self._forget = False
        view = game.public
        part = self._present(view)
        if self.dossiers.covers(ui, view):
            answer = self.dossiers.build(ui, view)
        elif part.covers(ui, view):
            answer = part.build(ui, ui.area(gap=0), view)
        else:
            self.hints.follow(view, _seat(part) if _settled(ui, part) else None)
            as_one = isinstance(part, Desks)
            with _whole(ui, self.hints.height(ui, ui.window.w), as_one=as_one) as page:
                answer = self.strip.build(ui, page, view)
                self.hints.build(ui, page)
                answer = part.build(ui, page, view) or answer
                self.hints.point(ui)
        return self.strip.menu(ui, view) or answer

    def hide(self) -> None:
        """Close the desk and forget what was built from it."""
        self._forget = True
        self.strip.open = False
        self.dossiers.hide()
        if self._part is not None:
            self._part.hide()

    def step_aside(self, now: float) -> None:
        """Close the desk and forget what was built from it, but for whose it was."""
        desks = self._part if isinstance(self._part, Desks) else None
        here = desks.here() if desks is not None else None
        self.hide()
        if desks is not None:
            desks.come_back(here, now)

    def tick(self, now: float) -> Answer | None:
        """Let the part answer what the time brings."""
        self.dossiers.tick(now)
        return self._part.tick(now) if isinstance(self._part, Clocked) else None

    def _present(self, view: PublicView) -> Part:
        key = (view.phase, view.turn)
        if self._part is None or self._key != key:
            if self._part is not None:
                self._part.close()
            self._part, self._key = self._make(view.phase), key
        return self._part

    def _make(self, phase: Phase) -> Part:
        match phase:
            case Phase.CAUCUS:
                return Caucus(self.app)
            case Phase.PLENARY:
                return Plenary(self.app)
            case Phase.DESKS:
                return Desks(self.app, self.strip)
            case Phase.OUTCOME:
                return Outcome(self.app)
            case Phase.EPILOGUE:
                return Epilogue(self.app)
            case Phase.ENDED:
                return End(self.app)
        return Briefing(self.app)


def _seat(part: Part) -> str:
    """Return whose desk is open."""
    return part.desk.seat if isinstance(part, Desks) and part.desk is not None else ""


def _settled(ui: w.Ui, part: Part) -> bool:
    """Tell whether the screen has come to rest: while the map plays, hints would be in its way."""
    return not isinstance(part, Outcome) or part.played.over or not ui.look.motion


@contextmanager
def _whole(ui: w.Ui, more: int, *, as_one: bool) -> Iterator[w.Area]:
    """Give the area of the window; where that is too low to work in, one that scrolls. ``more`` pixels go to a note.

    ``as_one``: nothing in it scrolls by itself then.
    """
    least = ui.px(_LEAST_HEIGHT) + more
    window = ui.window
    if window.h >= least:
        yield ui.area(gap=0)
        return
    gutter = ui.px(GUTTER)
    room = w.Rect(gutter if ui.look.rtl else 0, 1, window.w - gutter, window.h - 1)
    if as_one:
        with w.one_scroll(ui, "play", room, least) as area:
            yield area
        return
    with w.scroll(ui, "play", room) as tall:
        yield ui.area(tall.cut_top(least, 0), gap=0)
