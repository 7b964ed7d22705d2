"""The caucus, for all eyes: people talk; the screen keeps what they agree, and the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.canvas.map_scene import MapScene
from game.client.meeting_clock import MeetingClock
from game.client.navigation import Answer, Submit
from game.client.screens.agreement_dialog import AgreementDialog
from game.client.screens.board import Board
from game.client.screens.caucus_clock import CaucusClock
from game.client.screens.caucus_offers import OfferAnswers
from game.client.screens.caucus_table import CaucusTable
from game.client.screens.instruments import instrument_list
from game.client.screens.ledger import ledger
from game.client.screens.map_panel import MapPanel
from game.client.view_models import map_scenes, map_words, moments
from game.client.view_models.agreement_form import Form, counter_form, empty_form, form_of, settled, terms_of
from game.model.text import _
from game.session.commands import AdvancePhase
from game.session.negotiation.agreements import Terms
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App


class Recording:
    """Records agreements at the table: a button, the dialog, and its closing once the agreement stands."""

    def __init__(self) -> None:
        self._dialog: AgreementDialog | None = None
        self._known = -1  # agreements when the record was sent
        self._tried: Form | None = None  # what waits behind the board

    def open(self, view: PublicView, form: Form | None = None) -> None:
        """Open the dialog, with what has been put together already."""
        self._dialog, self._known = AgreementDialog(form or empty_form(view.facts)), -1

    def go_on(self, view: PublicView, terms: Terms) -> None:
        """Open the dialog on ``terms`` that were tried on the board; on what was put together if it is that."""
        kept = self._tried
        same = kept is not None and terms_of(kept) == terms
        self.open(view, kept if same else form_of(view.facts, terms))

    def counter(self, view: PublicView, answers: OfferAnswers) -> None:
        """Open the dialog on the offer to which the table wants to answer with another one."""
        offer = view.negotiation.find_agreement(answers.countering, None)
        answers.countering = ""
        if offer is not None:
            self.open(view, settled(counter_form(view.facts, "", offer), view.facts))

    def close(self) -> None:
        """Drop what was put together."""
        self._dialog = None

    def build(self, ui: w.Ui, view: PublicView, board: Board) -> Submit | None:
        """Show the dialog while it is open; it stays open where the record was refused, and waits behind the board."""
        number = len(view.negotiation.public.agreements)
        if self._dialog is None:
            return None
        if 0 <= self._known < number:
            self.close()
            board.forget()
            return None
        found = self._dialog.build(ui, view.negotiation, view.facts)
        if self._dialog.tried:
            self._tried = self._dialog.form
            board.show(terms_of(self._tried))
            self.close()
            return None
        if found is False:
            self.close()
        if isinstance(found, bool):
            return None
        self._known = number
        return Submit(found)


class Caucus:
    """The table, the map and the clock."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._map = MapPanel(threaded=app.threads)
        self._scene: MapScene | None = None
        self._table = CaucusTable()
        self._clock = CaucusClock(self._meeting_clock)
        self.recording = Recording()
        self.board = Board(app)
        self._tab = "map"

    def _meeting_clock(self) -> MeetingClock:
        game = self._app.game
        return game.clock if game is not None else MeetingClock()

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Show what is on the table."""
        area = ui.area(page.rect, inset=12 if ui.narrow else 16, gap=12)
        foot = ui.area(area.cut_bottom(ui.px(44)), gap=12)
        panels = (
            w.Panel("table", _("On the table"), "file-text", 1.35),
            w.Panel("map", _("Map and ledger"), "map", 1.75),
            w.Panel("clock", _("The clock"), "timer", 0.85),
        )
        answer: Answer | None = None
        if self.board.open:
            answer = self.board.build(ui, area.rect, view)
            answer = self._foot(ui, foot, view) or answer
            return self.recording.build(ui, view, self.board) or answer
        for key, rect in w.columns_or_tabs(ui, "caucus", area.rect, _("Caucus"), panels).items():
            if key == "table":
                answer = self._table.build(ui, rect, view) or answer
            elif key == "clock":
                answer = self._clock.build(ui, rect, view) or answer
            else:
                self._middle(ui, rect, view)
        answer = self._foot(ui, foot, view) or answer
        self.recording.counter(view, self._table.answers)
        return self._table.dialogs(ui, view) or self.recording.build(ui, view, self.board) or answer

    def tick(self, now: float) -> Answer | None:
        """Store the time that has passed."""
        game = self._app.game
        return self._clock.tick(now, game.public) if game is not None else None

    def covers(self, _ui: w.Ui, _view: PublicView) -> bool:
        """Leave the strip."""
        return False

    def hide(self) -> None:
        """Nothing here is secret."""

    def close(self) -> None:
        """Let go of the map and of the board."""
        self._map.close()
        self.board.close()

    def _foot(self, ui: w.Ui, foot: w.Area, view: PublicView) -> Answer | None:
        words = moments.next_words(view)
        wide = min(foot.rect.w // 2, max(w.button_width(ui, words, "arrow-right"), ui.px(200)))
        if w.button(ui, "next", foot.cut_end(wide), words, kind="primary", icon="arrow-right") or ui.pressed(
            pygame.K_RETURN
        ):
            self._meeting_clock().reset()
            return Submit(AdvancePhase(view.phase, view.turn))
        words = _("Record an agreement")
        if _foot_button(ui, "record", foot, words, "handshake", ui.px(40 + 12)) or ui.pressed(pygame.K_r):
            self.recording.open(view)
        self._board_button(ui, foot, view)
        return None

    def _board_button(self, ui: w.Ui, foot: w.Area, view: PublicView) -> None:
        """Open the board and put it away again."""
        words, icon = (_("Back to the table"), "arrow-left") if self.board.open else (_("What if …"), "lightbulb")
        pressed = _foot_button(ui, "board-open", foot, words, icon)
        if self.board.open and ui.pressed(pygame.K_ESCAPE):
            pressed = True
            ui.take()
        if pressed or ui.pressed(pygame.K_w):
            if self.board.open:
                self.board.close()
            else:
                self.board.show()
        if self.board.wanted is not None:
            self.recording.go_on(view, self.board.wanted)
            self.board.wanted = None

    def _middle(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        """Show the map, the ledger or the instruments."""
        choices = (
            w.Choice("map", _("Map"), "map"),
            w.Choice("ledger", _("Promises"), "scroll-text"),
            w.Choice("instruments", _("Instruments"), "landmark"),
        )
        with w.card(ui, "middle", rect, padding=12, gap=8) as area:
            self._tab = w.tabs(ui, "tabs", area.cut_top(ui.px(44)), _("Panels"), choices, self._tab)
            match self._tab:
                case "ledger":
                    ledger(ui, area.rect, view.negotiation, view.facts)
                case "instruments":
                    instrument_list(ui, area.rect, view)
                case _:
                    self._draw_map(ui, area.rect, view)

    def _draw_map(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        if self._scene is None:
            self._scene = map_scenes.public_scene(view)
        tell = map_words.public_teller(view)
        words = _("Map of criminality and flows, by public knowledge")
        self._map.build(ui, "map", rect, self._scene, words, tell=lambda hit: tell(hit.kind, hit.id))


def _foot_button(ui: w.Ui, id_: str, foot: w.Area, words: str, icon: str, spare: int = 0) -> bool:
    """Show a button at the start of the foot, its icon alone where there is no room for words and ``spare`` pixels."""
    wide = w.button_width(ui, words, icon)
    if wide + spare <= foot.rect.w:
        return w.button(ui, id_, foot.cut_start(wide), words, icon=icon)
    side = ui.px(40)
    return w.icon_button(ui, id_, foot.cut_start(side).middle(side, side), icon, words, kind="secondary")
