"""Recording at the table what all parties agree: the dialog, from its opening to the agreement that stands."""

from __future__ import annotations

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.agreement_dialog import AgreementDialog
from game.client.screens.board import Board
from game.client.screens.caucus_offers import OfferAnswers
from game.client.view_models.agreement_form import Form, counter_form, empty_form, form_of, settled, terms_of
from game.session.desk import Occupant
from game.session.negotiation.agreements import Terms
from game.session.views import PublicView


class Recording:
    """Records agreements at the table: a button, the dialog, and its closing once the agreement stands."""

    def __init__(self) -> None:
        self._dialog: AgreementDialog | None = None
        self._known = -1  # agreements when the record was sent
        self._tried: Form | None = None  # what waits behind the board
        self._resumed = False  # whether that is what the dialog shows

    def open(self, view: PublicView, form: Form | None = None) -> None:
        """Open the dialog, with what has been put together already."""
        computers = frozenset(seat for seat, face in view.seats.items() if face.occupant is Occupant.COMPUTER)
        self._dialog, self._known = AgreementDialog(form or empty_form(view.facts), computers=computers), -1
        self._resumed = form is not None and form is self._tried

    def resume(self, view: PublicView, board: Board) -> None:
        """Open the dialog on what waits behind the board, else empty."""
        waits = board.tries.recording is not None and self._tried is not None
        self.open(view, self._tried if waits else None)

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
            if board.open:
                board.close()  # the table shows what was agreed, and what a computer answered
                ui.redraw()
            return None
        found = self._dialog.build(ui, view.negotiation, view.facts)
        if self._dialog.tried:
            self._tried = self._dialog.form
            board.show(terms_of(self._tried))
            self.close()
            return None
        if found is False:
            if self._resumed:  # what waited is given up
                self._tried = None
                board.forget_agreement()
            self.close()
        if isinstance(found, bool):
            return None
        self._known = number
        return Submit(found, also=self._dialog.signatures(f"A{number + 1}"))
