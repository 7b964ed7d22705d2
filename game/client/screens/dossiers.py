"""The dossiers before the desks: behind the curtain a delegation reads what it wants, so that it can bargain for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.navigation import Answer
from game.client.screens.curtain import Curtain, choose, middle, open_words, summons, summons_height
from game.client.screens.desk_panels import dossier_panel
from game.client.screens.desks import IDLE
from game.client.screens.onwards import entered
from game.client.screens.strip import HEIGHT, Strip, dossiers_offered
from game.client.view_models import moments
from game.model.text import _
from game.session.views import PublicView, SeatView

if TYPE_CHECKING:
    from game.client.app import App

_WIDE = 760
_BACK = "dossiers-back"


class Dossiers:
    """Lets one delegation after the other read. Reading is no move, and nothing of a dossier outlives its closing."""

    def __init__(self, app: App, strip: Strip) -> None:
        self._app = app
        self._strip = strip
        self._curtain = Curtain()
        self._open = False
        self._called = ""  # who is asked to the screen
        self._view: SeatView | None = None  # of who reads
        self._read = False  # whether a dossier has been closed, so that the way back comes first
        self._forgets = False
        self._active = 0.0

    def covers(self, ui: w.Ui, view: PublicView) -> bool:
        """Open or leave as was asked for; tell whether this has the whole window."""
        if self._forgets:
            # What controls remember is of a dossier: old nodes, how far one had scrolled.
            ui.state.forget()
            self._forgets = False
        if self._strip.reads:
            self._strip.reads = False
            self._open, self._read = True, False
            self._curtain.fall()
            people = moments.desk_order(view)
            self._called = people[0] if len(people) == 1 and not moments.desks_open(view) else ""
        if self._open and not dossiers_offered(view):
            self._leave()
        return self._open

    def build(self, ui: w.Ui, view: PublicView) -> Answer | None:
        """Show the curtain or the dossier."""
        bar = w.Rect(ui.window.x, ui.window.y, ui.window.w, ui.px(HEIGHT))
        if self._view is not None:
            self._dossier(ui, bar, self._view)
        elif self._curtain.hang(ui):
            if self._called:
                self._hand_over(ui, bar, view)
            else:
                self._whose(ui, bar, view)
        return self._strip.buttons(ui, ui.area(bar.inset(ui.px(16), ui.px(6)), gap=12))

    def tick(self, now: float) -> None:
        """Close a dossier that has been left alone."""
        if self._view is None or now - self._active <= IDLE or moments.desks_open(self._view.public):
            return
        self._close()
        self._app.laptop.ui.state.forget()
        self._app.laptop.ui.redraw()

    def hide(self) -> None:
        """Let the curtain fall, except where nothing is secret."""
        if self._view is not None and not moments.desks_open(self._view.public):
            self._close()

    def _close(self) -> None:
        """Let go of the dossier."""
        self._view, self._called = None, ""
        self._read = self._forgets = True
        self._curtain.fall()

    def _leave(self) -> None:
        self._close()
        self._open = False

    def _whose(self, ui: w.Ui, bar: w.Rect, view: PublicView) -> None:
        """Name the delegations of people."""
        seats = moments.desk_order(view)
        listed = [w.Choice(f"dossier-of-{seat}", view.seats[seat].name, "flag") for seat in seats]
        if moments.desks_open(view):
            story = open_words()
        elif self._read:
            story = _("The dossier is closed. Everybody may look again.")
        else:
            story = _("Only this delegation reads on; everybody else looks away then.")
        back = w.Choice(_BACK, _("Back to the table"), "arrow-left")
        chosen = choose(ui, bar, _("Whose dossier?"), story, listed, back, on=len(listed) if self._read else 0)
        if chosen == _BACK or ui.pressed(pygame.K_ESCAPE):
            self._leave()
        elif chosen and moments.desks_open(view):
            self._show(ui, chosen.removeprefix("dossier-of-"))
        elif chosen:
            self._called = chosen.removeprefix("dossier-of-")
            ui.redraw()

    def _hand_over(self, ui: w.Ui, bar: w.Rect, view: PublicView) -> None:
        """Ask one delegation to the screen."""
        face = view.seats[self._called]
        words = _("We are {delegation}. Open the dossier").format(delegation=face.name)
        other = _("Not now")
        with middle(ui, bar, summons_height(ui, face, "", words) + ui.px(48)) as area:
            pressed = summons(ui, area, bar, face, (_("The dossier of"), ""), ("open-dossier", words))
            back = w.button(ui, "dossier-not-now", area.cut_top(ui.px(40)), other, kind="quiet")
        if pressed or ui.pressed(pygame.K_RETURN):
            self._show(ui, self._called)
        elif back or ui.pressed(pygame.K_ESCAPE):
            self._called = ""
            if len(moments.desk_order(view)) == 1 and not self._read:
                self._leave()

    def _show(self, ui: w.Ui, seat: str) -> None:
        if self._app.game is not None:
            self._view, self._active = self._app.game.seat(seat), ui.now
            ui.redraw()

    def _dossier(self, ui: w.Ui, bar: w.Rect, view: SeatView) -> None:
        """Show what the desk shows of a dossier, and the way back behind the curtain."""
        if ui.input.kind != "none":
            self._active = ui.now
        low = ui.px(12)
        room = w.Rect(ui.window.x, bar.bottom, ui.window.w, max(0, ui.window.h - bar.bottom - low))
        rect = room.middle(min(ui.px(_WIDE), room.w - 2 * low), room.h)
        title = _("Dossier of {delegation}").format(delegation=view.public.seats[view.seat].name)
        words = _("Close the dossier")
        with w.card(ui, "dossier-card", rect, title, "book-open", padding=16, gap=12) as area:
            high = w.button_height(ui, words, area.rect.w, "eye-off")
            pressed = w.button(ui, "close-dossier", area.cut_bottom(high), words, kind="primary", icon="eye-off")
            dossier_panel(ui, area.rect, view)
        if pressed or entered(ui) or ui.pressed(pygame.K_ESCAPE):
            self._close()
