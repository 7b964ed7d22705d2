"""The desks of a turn: the curtain between them, and the one that is open; or one for all, where nothing is secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client import widgets as w
from game.client.navigation import Answer, Submit
from game.client.screens.curtain import Curtain, CurtainAnswer
from game.client.screens.desk import Desk, Place
from game.client.screens.strip import HEIGHT, Strip
from game.client.view_models import laid_out, moments
from game.model.text import _
from game.session import commands as cm
from game.session.proposals import proposed_draft
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App

IDLE = 180.0
"""Seconds without a key or the mouse after which the curtain falls."""


class Desks:
    """Lets one delegation after the other write its orders. Nothing of a desk outlives its closing."""

    def __init__(self, app: App, strip: Strip) -> None:
        self.app = app
        self._strip = strip
        self._curtain = Curtain()
        self.desk: Desk | None = None
        self._opening = ""
        self._asked: PublicView | None = None
        self._active = 0.0
        self._back: tuple[Place, float] | None = None  # where one goes back to, and until when

    def covers(self, ui: w.Ui, view: PublicView) -> bool:
        """Open or close desks as the game stands now; tell whether the curtain is closed."""
        self._settle(ui, view)
        return self.desk is None

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Show the curtain or the desk."""
        if self.desk is None:
            return self._covered(ui, view)
        if ui.input.kind != "none":
            self._active = ui.now
        answer = self.desk.build(ui, page)
        wanted = self.desk.wanted
        if wanted:
            self.desk.wanted = ""
            return self._opened(view, CurtainAnswer(opens=wanted))
        return answer

    def tick(self, now: float) -> Answer | None:
        """Close a desk that has been left alone; seal one whose time is over."""
        if self.desk is None:
            return None
        if now - self._active > IDLE and not self._open_style:
            self.close()
            self.app.laptop.ui.state.forget()
            self.app.laptop.ui.redraw()
            return None
        return self.desk.tick(now)

    @property
    def _open_style(self) -> bool:
        return self.app.game is not None and moments.desks_open(self.app.game.public)

    def hide(self) -> None:
        """Let the curtain fall, except where nothing is secret."""
        if not self._open_style:
            interrupted = self.desk is not None or self._curtain.interrupted
            self.close()
            self._curtain.interrupted = interrupted

    def here(self) -> Place | None:
        """Return which desk is open."""
        return self.desk.place() if self.desk is not None else None

    def come_back(self, place: Place | None, now: float) -> None:
        """Open this desk again if one is back before it would have been closed for standing idle."""
        self._back = (place, now + IDLE) if place is not None else None

    def close(self) -> None:
        """Let go of the desk."""
        self._opening, self._back = "", None
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        self._curtain.fall()

    def _settle(self, ui: w.Ui, view: PublicView) -> None:
        """Open the desk that was asked for or left for a moment, and close one that is sealed."""
        if self._back is not None:
            place, until = self._back
            self._back = None
            if self.desk is None and ui.now < until and view.active_desk == place.seat:
                self._curtain.fall()
                self.desk, self._active = Desk(self.app, place.seat, place), ui.now
        if self.desk is not None and view.seats[self.desk.seat].sealed:
            self.close()
            ui.state.forget()
        if self._opening and view is not self._asked:
            seat, self._opening = self._opening, ""
            if view.active_desk == seat and not view.seats[seat].sealed:
                self.close()
                self.desk, self._active = Desk(self.app, seat), ui.now

    def _covered(self, ui: w.Ui, view: PublicView) -> Answer | None:
        top = ui.area(w.Rect(ui.window.x, ui.window.y, ui.window.w, ui.px(HEIGHT)).inset(ui.px(16), ui.px(6)), gap=12)
        found = self._curtain.build(ui, view, w.Rect(ui.window.x, ui.window.y, ui.window.w, ui.px(HEIGHT)))
        answer = self._strip.buttons(ui, top)
        return self._opened(view, found) if found is not None else answer

    def _opened(self, view: PublicView, found: CurtainAnswer) -> Answer | None:
        if found.advances:
            return Submit(cm.AdvancePhase(view.phase, view.turn), wait=_("The turn begins …"))
        self._opening, self._asked = found.opens, view
        return Submit(cm.OpenDesk(found.opens), also=self._laid_out(view, found.opens))

    def _laid_out(self, view: PublicView, seat: str) -> tuple[cm.Command, ...]:
        """Return what is laid out on an untouched desk: what is promised, and on the first turn the dossier's plan."""
        game = self.app.game
        if game is None or not view.options.prefill:
            return ()
        own = game.seat(seat)
        if not laid_out.untouched(own.desk) or (view.turn == 1 and not own.desk.draft.empty):
            return ()
        plan = proposed_draft(view.book, seat, own.dossier.proposed_orders) if view.turn == 1 else own.desk.draft
        return laid_out.laid_out(own.desk, plan)
