"""What a desk gives beside its orders: payments into pooled funds, teams, and what it knows."""

from __future__ import annotations

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.headings import heading
from game.client.view_models import offers_desk, words
from game.client.view_models.offers_desk import FundRow
from game.model.text import _
from game.session.negotiation import commands as nc
from game.session.views import SeatView


class Instructions:
    """Two sections of the tab of offers; ``other`` is the delegation for which one is doing something."""

    def __init__(self) -> None:
        self.other = ""

    def funds(self, ui: w.Ui, area: w.Area, view: SeatView) -> Submit | None:
        """Show the pooled funds into which one can pay."""
        answer: Submit | None = None
        rows = offers_desk.funds(view)
        if rows:
            heading(ui, area, _("Pooled funds"), "wallet")
        for row in rows:
            answer = _fund(ui, area, view, row) or answer
        return answer

    def help(self, ui: w.Ui, area: w.Area, view: SeatView) -> Submit | None:
        """Show what one does for another delegation: teams lent or called home, and reports shared."""
        listed = offers_desk.partners(view)
        if not listed:
            return None
        heading(ui, area, _("Teams and reports for others"), "users")
        if self.other not in listed:
            self.other = listed[0]
        choices = [w.Choice(seat, view.facts.names.delegation(seat)) for seat in listed]
        wide = min(area.rect.w, ui.px(360))
        place = ui.area(area.cut_top(ui.px(40)), gap=0).cut_start(wide)
        self.other = w.dropdown(ui, "help-who", place, _("For this delegation"), choices, self.other)
        row = offers_desk.helping(view, self.other)
        if row.there:
            w.paragraph(ui, area, row.there, "caption_strong", "accent", id_="help-there")
        answer = self._lend(ui, area, view)
        said = _("Tell them this turn what you know")
        place = area.cut_top(w.checkbox_height(ui, said, area.rect.w))
        if w.checkbox(ui, "help-tells", place, said, row.tells) != row.tells:
            answer = Submit(nc.ShareIntelligence(view.seat, self.other, not row.tells))
        return answer

    def _lend(self, ui: w.Ui, area: w.Area, view: SeatView) -> Submit | None:
        row = offers_desk.helping(view, self.other)
        answer: Submit | None = None
        if row.most:
            label = _("Teams lent from the next turn on")
            lent = _amount(ui, area, "help-lends", label, row.lends, row.most, words.teams(row.most))
            if lent != row.lends:
                answer = Submit(nc.LendTeams(view.seat, row.seat, lent))
        else:
            w.paragraph(ui, area, _("You have no team at home that could be lent."), "body", "text_muted")
        if row.recallable:
            said = _("Call a team home, with notice")
            wide = min(area.rect.w, w.button_width(ui, said, "undo-2"))
            high = w.button_height(ui, said, wide, "undo-2")
            place = ui.area(area.cut_top(high), gap=0).cut_start(wide)
            if w.button(ui, "help-recall", place, said, icon="undo-2"):
                answer = Submit(nc.RecallTeams(view.seat, row.seat, 1))
        return answer


def _fund(ui: w.Ui, area: w.Area, view: SeatView, row: FundRow) -> Submit | None:
    w.paragraph(ui, area, row.title, "strong", gap=2, id_=f"fund-{row.key}")
    w.paragraph(ui, area, row.share, "caption", "text_muted", gap=4, id_=f"fund-{row.key}-share")
    amount = _amount(ui, area, f"pay-{row.key}", _("Paid in this turn"), row.amount, row.most, words.units(row.most))
    return Submit(nc.PayIntoFund(view.seat, row.key, amount)) if amount != row.amount else None


def _amount(ui: w.Ui, area: w.Area, id_: str, label: str, amount: int, most: int, longest: str) -> int:
    """Show an amount with its words in front, or above where the line is too narrow."""
    span = w.Range(0, max(1, most), limit=most)
    control = ui.look.text.width(longest, "strong") + ui.px(2 * 40 + 32)
    show = words.teams if id_ == "help-lends" else words.units
    if ui.look.text.width(label, "body") + control + ui.px(24) > area.rect.w:
        place = w.field(ui, area, label)
        return round(w.stepper(ui, id_, place, "", amount, span, show=lambda value: show(round(value))))
    place = ui.area(area.cut_top(ui.px(40)), gap=0).cut_start(min(area.rect.w, ui.px(560)))
    return round(w.stepper(ui, id_, place, label, amount, span, show=lambda value: show(round(value))))
