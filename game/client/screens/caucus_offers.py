"""Open offers signed at the table: a line for each delegation that has not signed, and the way to another offer."""

from __future__ import annotations

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.view_models.table_offers import Answer, OpenOffer
from game.model.text import _


class OfferAnswers:
    """What is pressed below an offer; ``countering`` names the offer that is to be answered with another one."""

    def __init__(self) -> None:
        self.countering = ""

    def build(self, ui: w.Ui, area: w.Area, offer: OpenOffer) -> Submit | None:
        """Show who still has to sign, and what else can become of the offer."""
        answer: Submit | None = None
        for item in offer.answers:
            answer = _line(ui, area, offer.agreement.id, item) or answer
        row = _Row(ui, area)
        if row.button(f"counter-{offer.agreement.id}", _("Counter-offer"), "pencil"):
            self.countering = offer.agreement.id
        if offer.withdraws is not None:
            words = _("{delegation} withdraws").format(delegation=offer.author)
            if row.button(f"withdraw-{offer.agreement.id}", words, "undo-2"):
                answer = Submit(offer.withdraws)
        area.skip(ui.px(6))
        return answer


def _line(ui: w.Ui, area: w.Area, offer: str, item: Answer) -> Submit | None:
    """Show one delegation with its two answers; the buttons below its name where the line is too narrow."""
    yes, no = _("Signs"), _("Declines")
    wide_yes, wide_no = w.button_width(ui, yes, "check"), w.button_width(ui, no, "x")
    both = wide_yes + wide_no + ui.px(8)
    if item.computer:
        words = _("{delegation} (computer) has not signed.").format(delegation=item.name)
        w.paragraph(ui, area, words, "body", "text_muted", gap=4, id_=f"waits-{offer}-{item.seat}")
        return None
    name = item.name
    room = area.rect.w - both - ui.px(12)
    if room >= ui.px(96):
        high = max(ui.px(40), ui.look.text.height(name, "body", room))
        line = ui.area(area.cut_top(high, ui.px(4)), gap=8)
        ends = ui.area(line.cut_end(both, ui.px(12)).middle(both, ui.px(40)), gap=8)
        w.label(ui, line.rect, name, lines=None, id_=f"waits-{offer}-{item.seat}")
    else:
        w.paragraph(ui, area, name, gap=2, id_=f"waits-{offer}-{item.seat}")
        ends = ui.area(area.cut_top(ui.px(40), ui.px(4)), gap=8)
    place = ends.cut_start(min(wide_yes, max(1, (ends.rect.w - ui.px(8)) // 2)))
    open_ = not item.why_not
    signs = w.button(ui, f"sign-{offer}-{item.seat}", place, yes, icon="check", enabled=open_, hint=item.why_not)
    declines = w.button(ui, f"decline-{offer}-{item.seat}", ends.cut_start(wide_no), no, kind="quiet", icon="x")
    if item.why_not:
        w.paragraph(ui, area, item.why_not, "caption", "warning", gap=4, id_=f"unsigned-{offer}-{item.seat}")
    if signs:
        return Submit(item.signs)
    return Submit(item.declines) if declines else None


class _Row:
    """Quiet buttons, on as many lines as they need."""

    def __init__(self, ui: w.Ui, area: w.Area) -> None:
        self._ui, self._area = ui, area
        self._line: w.Area | None = None

    def button(self, id_: str, words: str, icon: str) -> bool:
        """Show one more button; tell whether it was pressed."""
        ui = self._ui
        wide = min(self._area.rect.w, w.button_width(ui, words, icon))
        if self._line is None or self._line.rect.w < wide:
            high = max(ui.px(40), w.button_height(ui, words, wide, icon))
            self._line = ui.area(self._area.cut_top(high, ui.px(4)), gap=8)
        return w.button(ui, id_, self._line.cut_start(wide), words, kind="quiet", icon=icon)
