"""What can be done at the table in caucus and plenary alike: record, try, write, amend; one thing at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.amendments import Amending
from game.client.screens.board import Board
from game.client.screens.caucus_table import CaucusTable
from game.client.screens.recording import Recording
from game.client.screens.tabling import Tabling
from game.model.text import _
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App


class TableWork:
    """The card of the table, and the pages and dialogs to which it leads."""

    def __init__(self, app: App) -> None:
        self.table = CaucusTable()
        self.recording = Recording()
        self.board = Board(app)
        self.tabling = Tabling()
        self.amending = Amending()

    def page(self, ui: w.Ui, area: w.Area, view: PublicView) -> tuple[bool, Submit | None]:
        """Show the page on which a draft is written, if it is open; tell whether it fills the screen."""
        if self.tabling.settle(view):
            self.board.forget()
        if self.board.writes:
            self.board.writes = False
            self.board.close()
            self.tabling.show()
        if not self.tabling.open:
            return False, None
        foot = ui.area(area.cut_bottom(ui.px(44)), gap=12)
        self.tabling.build(ui, area.rect, view)
        answer = self.tabling.foot(ui, foot, view)
        self.tabling.dialogs(ui, view)
        if self.tabling.tried:
            self.tabling.tried = self.tabling.open = False
            self.board.show_draft(self.tabling.proposal(view))
            ui.redraw()
        return True, answer

    def foot(self, ui: w.Ui, foot: w.Area, view: PublicView) -> None:
        """Show the buttons that record an agreement, and that open the board and put it away again."""
        words = _("Record an agreement")
        if _foot_button(ui, "record", foot, words, "handshake", ui.px(40 + 12)) or ui.pressed(pygame.K_r):
            self.recording.resume(view, self.board)
        board = self.board
        words, icon = (_("Back to the table"), "arrow-left") if board.open else (_("What if …"), "lightbulb")
        pressed = _foot_button(ui, "board-open", foot, words, icon) or ui.pressed(pygame.K_w)
        if board.open and ui.pressed(pygame.K_ESCAPE):
            pressed = True
        if pressed and board.open:
            board.close()
        elif pressed:
            board.show()
        if board.wanted is not None:
            self.recording.go_on(view, board.wanted)
            board.wanted = None

    def close(self) -> None:
        """Put everything away."""
        self.board.close()

    def dialogs(self, ui: w.Ui, view: PublicView) -> Submit | None:
        """Follow what was pressed at the table, and show the dialog that is open; call it last."""
        self.recording.counter(view, self.table.answers)
        if self.table.writing:
            self.table.writing = False
            self.tabling.show()
            ui.redraw()
        if self.table.amending:
            self.amending.show(view, self.table.amending)
            self.table.amending = ""
        return (
            self.table.dialogs(ui, view) or self.amending.build(ui, view) or self.recording.build(ui, view, self.board)
        )


def _foot_button(ui: w.Ui, id_: str, foot: w.Area, words: str, icon: str, spare: int = 0) -> bool:
    """Show a button at the start of the foot, its icon alone where there is no room for words and ``spare`` pixels."""
    wide = w.button_width(ui, words, icon)
    if wide + spare <= foot.rect.w:
        return w.button(ui, id_, foot.cut_start(wide), words, icon=icon)
    side = ui.px(40)
    return w.icon_button(ui, id_, foot.cut_start(side).middle(side, side), icon, words, kind="secondary")
