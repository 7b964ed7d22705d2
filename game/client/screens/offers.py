"""The desk's tab of offers: sign, decline, counter, propose; and what binding agreements take this turn."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.agreement_dialog import AgreementDialog
from game.client.screens.caucus_table import agreement_block
from game.client.screens.headings import heading
from game.client.screens.offers_desk import Instructions
from game.client.screens.offers_effect import OwnEffect
from game.client.view_models import offers, offers_desk, promises
from game.client.view_models.agreement_form import counter_form, empty_form, settled
from game.client.view_models.offers import Act, Move, OfferRow, Pile
from game.model.text import _
from game.session.desk import Phase
from game.session.negotiation.agreements import Terms, agreement_code
from game.session.negotiation.clause_text import agreed_sentences
from game.session.views import SeatView

_ICONS = {Pile.TO_ME: "hand", Pile.FROM_ME: "send", Pile.SIGNED: "pencil", Pile.HOLDS: "handshake"}


def talk_choices(view: SeatView) -> tuple[w.Choice, ...]:
    """Return the tabs of a desk about negotiation; that of the offers says how many wait for an answer."""
    number = offers.waiting(view)
    words = _("Offers ({number})").format(number=number) if number else _("Offers")
    return (
        w.Choice("offers", words, "handshake"),
        w.Choice("ledger", _("Promises"), "scroll-text"),
        w.Choice("instruments", _("Instruments"), "landmark"),
    )


def filled_talks(view: SeatView) -> set[str]:
    """Return which of the tabs about negotiation have something in them."""
    filled = set()
    alone = Phase.CAUCUS not in view.public.phases  # nobody has met: offers are made here or not at all
    if alone or any(offers.piles(view).values()) or offers_desk.funds(view):
        filled.add("offers")
    if promises.ledger_rows(view.negotiation, view.facts, view.seat):
        filled.add("ledger")
    if view.desk.draft.joins or view.desk.draft.leaves:
        filled.add("instruments")
    return filled


class OffersPanel:
    """The offers of one desk, and the editor while it is open."""

    def __init__(self) -> None:
        self._dialog: AgreementDialog | None = None
        self._before: SeatView | None = None
        self._instructions = Instructions()
        self._effect = OwnEffect()
        self._asked = ""  # the offer of which one wants to know what it would do

    def build(self, ui: w.Ui, rect: w.Rect, view: SeatView) -> Submit | None:
        """Show what is open and what holds."""
        inner = w.Rect(rect.x, rect.y, rect.w - ui.px(10), rect.h)
        answer: Submit | None = None
        with w.scroll(ui, "offers", inner, gap=8) as area:
            words = _("Make an offer")
            wide = min(area.rect.w, w.button_width(ui, words, "plus"))
            if w.button(ui, "offer-new", ui.area(area.cut_top(ui.px(40)), gap=0).cut_start(wide), words, icon="plus"):
                self._open(AgreementDialog(empty_form(view.facts, view.seat), _Preview(self._effect, view)))
            answer = self._instructions.funds(ui, area, view)
            for pile, rows in offers.piles(view).items():
                if not rows and pile is not Pile.TO_ME:
                    continue
                area.skip(ui.px(4))
                heading(ui, area, offers.pile_words(pile), _ICONS[pile])
                if not rows:
                    w.paragraph(ui, area, _("Nobody waits for your signature."), "body", "text_muted")
                for row in rows:
                    answer = self._row(ui, area, row, view) or answer
            answer = self._instructions.help(ui, area, view) or answer
            _locked(ui, area, view)
        return answer

    def dialogs(self, ui: w.Ui, view: SeatView) -> Submit | None:
        """Show what an offer would do, or the editor, if one is open; that closes when its offer has been made."""
        self._trial(ui, view)
        if self._dialog is None:
            return None
        if self._before is not None and view.negotiation != self._before.negotiation:
            self._dialog = self._before = None
            return None
        found = self._dialog.build(ui, view.negotiation, view.facts)
        if found is False:
            self._dialog = None
        if isinstance(found, bool):
            return None
        self._before = view
        return Submit(found)

    def turn_to(self, other: str) -> None:
        """Show what one does for ``other``."""
        self._instructions.other = other

    def _trial(self, ui: w.Ui, view: SeatView) -> None:
        """Show what the offer would do of which that was asked."""
        offer = view.negotiation.find_agreement(self._asked, view.seat) if self._asked else None
        if offer is None:
            self._asked = ""
            return
        title = _("What would {agreement} do?").format(agreement=agreement_code(offer.id))
        with w.dialog(ui, "offer-effect", title, width=800, first="offer-effect-done") as area:
            for number, words in enumerate(agreed_sentences(offer.terms, view.facts.names)):
                w.paragraph(ui, area, words, gap=4, id_=f"tried-{number}")
            area.skip(ui.px(6))
            self._effect.build(ui, area, view, offer.terms)
            area.skip(ui.px(8))
            pressed = w.actions(ui, area, (w.Action("offer-effect-done", _("Done"), "primary"),))
            if pressed or ui.pressed(pygame.K_ESCAPE):
                self._asked = ""

    def _open(self, dialog: AgreementDialog) -> None:
        self._dialog, self._before = dialog, None

    def _row(self, ui: w.Ui, area: w.Area, row: OfferRow, view: SeatView) -> Submit | None:
        said = [row.origin] if row.origin else []
        if row.secret:
            said.append(_("secret: only the parties know"))
        if said:
            w.paragraph(ui, area, " · ".join(said), "caption_strong", "accent", gap=2, id_=f"origin-{row.row.key}")
        agreement_block(ui, area, row.row)
        pressed = _moves(ui, area, row)
        if pressed is None:
            return None
        if pressed.act is Act.TRY:
            self._asked = row.row.key
            return None
        if pressed.act is Act.COUNTER:
            offer = view.negotiation.find_agreement(row.row.key, view.seat)
            if offer is not None:
                form = settled(counter_form(view.facts, view.seat, offer), view.facts)
                self._open(AgreementDialog(form, _Preview(self._effect, view)))
            return None
        return Submit(pressed.command) if pressed.command is not None else None


@dataclass
class _Preview:
    """The effect of an offer while it is put together, for the desk at which it is."""

    effect: OwnEffect
    view: SeatView

    def build(self, ui: w.Ui, area: w.Area, terms: Terms) -> None:
        """Show what ``terms`` would do."""
        self.effect.build(ui, area, self.view, terms)


def _moves(ui: w.Ui, area: w.Area, row: OfferRow) -> Move | None:
    """Show the buttons of an offer, on as many lines as they need."""
    pressed: Move | None = None
    line: w.Area | None = None
    for move in row.moves:
        wide = min(area.rect.w, w.button_width(ui, move.label, move.icon))
        if line is None or line.rect.w < wide:
            high = max(ui.px(40), w.button_height(ui, move.label, wide, move.icon))
            line = area.sub(area.cut_top(high), ui.px(8))
        place = line.cut_start(wide)
        name = f"offer-{move.act}-{row.row.key}"
        closed = bool(move.why_not)
        if w.button(ui, name, place, move.label, icon=move.icon, enabled=not closed, hint=move.why_not):
            pressed = move
    for why in dict.fromkeys(move.why_not for move in row.moves if move.why_not):
        w.paragraph(ui, area, why, "caption", "warning")
    return pressed


def _locked(ui: w.Ui, area: w.Area, view: SeatView) -> None:
    """Show what binding agreements do this turn before any order."""
    listed = offers.locked(view)
    if not listed:
        return
    heading(ui, area, _("Carried out for you this turn"), "lock")
    for item in listed:
        wide = ui.look.text.width(item.amount, "strong") + ui.px(4) if item.amount else 0
        room = max(1, area.rect.w - wide - ui.px(36))
        line = ui.area(area.cut_top(ui.look.text.height(item.sentence, "body", room)), gap=8)
        mark = line.cut_start(ui.px(20))
        place = w.Rect(mark.x, mark.y, mark.w, ui.look.text.line_height("body"))
        ui.icon(place, "lock", ui.colours.text_muted, 16)
        if item.amount:
            w.label(ui, line.cut_end(wide), item.amount, "strong", align="end", valign="top")
        w.label(ui, line.rect, item.sentence, lines=None, valign="top", id_=f"locked-{item.key}")
