"""What a desk has promised and not ordered: said beside its orders and before sealing, with buttons that order it."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.view_models import promised_orders
from game.client.view_models.promised_orders import Kept, MissedRow, Where
from game.model.text import _, ngettext
from game.session.legal import DeskFacts


@dataclass
class Promised:
    """What is promised and not ordered on one desk; worked out again when the desk has changed."""

    wanted: Where | None = None  # where a pressed promise leads to
    _desk: DeskFacts | None = None
    _rows: tuple[MissedRow, ...] = ()

    def rows(self, desk: DeskFacts) -> tuple[MissedRow, ...]:
        """Return the promises that the orders of ``desk`` leave undone."""
        if desk is not self._desk:
            self._desk, self._rows = desk, promised_orders.missed_rows(desk)
        return self._rows

    def block(self, ui: w.Ui, lines: w.Area, desk: DeskFacts) -> Submit | None:
        """Show beside the orders what is promised, with a button for each promise and one for all."""
        rows = self.rows(desk)
        if not rows:
            return None
        head = ui.area(lines.cut_top(ui.look.text.line_height("strong"), ui.px(6)), gap=8)
        ui.icon(head.cut_start(ui.px(20)), "circle-alert", ui.colours.warning, 18)
        w.label(ui, head.rect, _("Promised, not ordered yet"), "strong", "warning", shorten=True, id_="promised-undone")
        answer = self.listed(ui, lines, rows, "keep")
        lines.skip(ui.px(4))
        words = _keep_words()
        place = lines.cut_top(w.button_height(ui, words, lines.rect.w, "handshake"), ui.px(16))
        if w.button(ui, "keep-all", place, words, icon="handshake", enabled=self.may_order):
            answer = self.order_all(ui, desk)
        return answer

    def listed(self, ui: w.Ui, area: w.Area, rows: tuple[MissedRow, ...], id_: str) -> Submit | None:
        """Show the promises, each leading to where it is kept by hand, with a button that orders it."""
        answer: Submit | None = None
        side = ui.px(36)
        for number, row in enumerate(rows):
            name = f"{id_}-{number}"
            room = max(1, area.rect.w - side - ui.px(8))
            high = max(ui.look.text.height(row.sentence, "body", room), side if row.orders else 0)
            line = ui.area(area.cut_top(high, ui.px(2 if row.why_not else 6)), gap=8)
            spot = line.cut_end(side)
            if _link(ui, name, line.rect, row.sentence):
                self.wanted = row.where
            if row.orders:
                words = _("Order this: {promise}").format(promise=row.sentence)
                spot = w.Rect(spot.x, spot.y + (spot.h - side) // 2, side, side)
                if w.icon_button(ui, f"{name}-order", spot, "plus", words, kind="secondary"):
                    answer = _submitted(row.orders)
            if row.why_not:
                w.paragraph(ui, area, row.why_not, "caption", "warning", gap=6, id_=f"{name}-why")
        return answer

    def order_all(self, ui: w.Ui, desk: DeskFacts) -> Submit | None:
        """Order everything that is promised, as far as the means reach, and say how much they leave undone."""
        orders, left = promised_orders.all_orders(desk)
        if left:
            words = ngettext(
                "{number} promise could not be ordered in full; the desk says why.",
                "{number} promises could not be ordered in full; the desk says why.",
                left,
            )
            ui.toast(words.format(number=left), "circle-alert")
        return _submitted(orders)

    @property
    def may_order(self) -> bool:
        """Whether anything that is promised can be ordered."""
        return any(row.orders for row in self._rows)


def seal_question(ui: w.Ui, promised: Promised, sentence: str, desk: DeskFacts) -> Submit | bool | None:
    """Ask whether to seal, and say which promises the orders would not keep.

    Returns
    -------
    Submit or bool or None
        None until it is answered, what orders a promise, or whether the orders are sealed.
    """
    title, back, yes = _("Seal the orders?"), _("Back to the desk"), _("Seal")
    missed = promised.rows(desk)
    if not missed:
        return w.confirm(ui, "seal-sure", title, sentence, yes, no=back)
    pressed = ""

    def foot(below: w.Area) -> None:
        nonlocal pressed
        keep = w.Action("seal-sure.keep", _keep_words(), icon="handshake", enabled=promised.may_order)
        sure = w.Action("seal-sure.yes", yes, "primary")
        pressed = w.actions(ui, below, (w.Action("seal-sure.no", back), keep, sure))

    with w.dialog(ui, "seal-sure", title, width=620, first="seal-sure.yes", foot=foot) as area:
        w.paragraph(ui, area, sentence, tone="text_muted", gap=12)
        words = ngettext(
            "These orders do not keep a promise of this turn; others will see it:",
            "These orders do not keep {number} promises of this turn; others will see it:",
            len(missed),
        )
        w.paragraph(ui, area, words.format(number=len(missed)), "strong", "warning", gap=6, id_="seal-missed")
        answer = promised.listed(ui, area, missed, "seal-missed")
        if ui.pressed(pygame.K_ESCAPE):
            return False
    if pressed == "seal-sure.keep":
        return promised.order_all(ui, desk)
    return answer or (pressed == "seal-sure.yes" if pressed else None)


def _keep_words() -> str:
    return _("Order what is promised")


def _submitted(orders: tuple[Kept, ...]) -> Submit | None:
    return Submit(orders[0], also=orders[1:]) if orders else None


def _link(ui: w.Ui, id_: str, rect: w.Rect, words: str) -> bool:
    """Write a sentence that leads to where it is done; tell whether it was pressed."""
    high = ui.look.text.height(words, "body", max(1, rect.w))
    rect = rect.middle(rect.w, high)
    hint = _("Show where this is ordered")
    touch = ui.node(id_, "link", rect, words, hint=hint)
    if ui.visible(rect):
        tone = ui.colours.accent if touch.hovered else ui.colours.text
        ui.write(rect, words, "body", tone, valign="top", lines=None)
        ui.focus_ring(rect, touch, 4)
    if touch.activated:
        ui.take()
    return touch.activated
