"""What lies on the table: drafts with brackets that a press settles, and the agreements with how they stand."""

from __future__ import annotations

import pygame

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.amendments import amendment_list
from game.client.screens.caucus_offers import OfferAnswers
from game.client.view_models import table_offers, talks
from game.client.view_models.people import is_played
from game.client.view_models.talks import AgreementRow, BracketRow, DraftRow
from game.model.text import _
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import agreement_code
from game.session.negotiation.facts import REFEREE
from game.session.views import PublicView


class CaucusTable:
    """The card of what is on the table."""

    def __init__(self) -> None:
        self.carrying = ""  # the draft whose sponsors are being entered
        self.answers = OfferAnswers()
        self.writing = False  # whether a new draft is to be written
        self.amending = ""  # the draft to which an amendment is to be moved
        self._tab = "drafts"
        self._added = False  # whether the list is to show its newest
        self._known: int | None = None  # agreements that have been seen

    def build(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> Submit | None:
        """Show the drafts or the agreements."""
        with w.card(ui, "table", rect, padding=16, gap=8) as card:
            self.tab(ui, card.cut_top(ui.px(44)), view)
            return self.content(ui, card.rect, view)

    def tab(self, ui: w.Ui, rect: w.Rect, view: PublicView, *more: w.Choice) -> str:
        """Show the tabs of the table, and ``more`` beside them; return the key of the chosen one."""
        number = len(view.negotiation.public.agreements)
        if self._known is not None and number > self._known:
            self._tab = "agreements"
            self._added = True
        self._known = number
        words = _("Agreements ({number})").format(number=number) if number else _("Agreements")
        choices = (w.Choice("drafts", _("Drafts"), "file-text"), w.Choice("agreements", words, "handshake"), *more)
        self._tab = w.tabs(ui, "table-tabs", rect, _("On the table"), choices, self._tab)
        return self._tab

    def content(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> Submit | None:
        """Show the drafts or the agreements without a card around them."""
        key = self._tab if self._tab == "agreements" else "drafts"
        with w.scroll(ui, f"table/{key}", rect, gap=8) as area:
            if key == "drafts":
                return self._drafts(ui, area, view)
            return self._agreements(ui, area, view, talks.agreement_rows(view))

    def _drafts(self, ui: w.Ui, area: w.Area, view: PublicView) -> Submit | None:
        answer: Submit | None = None
        for row in talks.draft_rows(view):
            answer = self._draft(ui, area, view, row) or answer
        if _quiet(ui, area, "draft-new", _("Write a draft"), "pencil"):
            self.writing = True
        return answer

    def _agreements(self, ui: w.Ui, area: w.Area, view: PublicView, rows: tuple[AgreementRow, ...]) -> Submit | None:
        answer: Submit | None = None
        if self._added and rows:
            self._added = False
            newest = next((row for row in rows if row.key == _newest(view)), rows[0])
            last = f"said-{newest.key}-{len(newest.said) - 1}" if newest.said else f"status-{newest.key}"
            w.bring_into_view(ui, "table/agreements", last)
        if not rows:
            w.paragraph(ui, area, _("Nothing is agreed yet."), "body", "text_muted")
        offers = table_offers.open_offers(view)
        for agreed in rows:
            agreement_block(ui, area, agreed)
            if agreed.key in offers:
                answer = self.answers.build(ui, area, offers[agreed.key]) or answer
            w.divider(ui, area)
        return answer

    def dialogs(self, ui: w.Ui, view: PublicView) -> Submit | None:
        """Show the dialog in which sponsors are entered, if it is open."""
        row = next((item for item in talks.draft_rows(view) if item.key == self.carrying and item.open), None)
        if row is None:
            self.carrying = ""
            return None
        answer: Submit | None = None
        title = _("Who carries draft {symbol}?").format(symbol=row.key)
        with w.dialog(ui, "carrying", title, width=620, first="carrying-done") as area:
            w.paragraph(
                ui,
                area,
                _("A sponsor agrees with the text and may change it; a signatory only wants it debated."),
                "body",
                "text_muted",
            )
            for seat in view.facts.present:
                answer = _carrier(ui, area, view, row, seat) or answer
            pressed = w.actions(ui, area, (w.Action("carrying-done", _("Done"), "primary"),))
            if pressed or ui.pressed(pygame.K_ESCAPE):
                self.carrying = ""
        return answer

    def _draft(self, ui: w.Ui, area: w.Area, view: PublicView, row: DraftRow) -> Submit | None:
        title = _("{symbol}: {title}").format(symbol=row.key, title=row.title)
        head(ui, area, title, row.status, row.tone, f"draft-{row.key}")
        answer: Submit | None = None
        if row.open:
            for clause in row.clauses:
                w.paragraph(ui, area, clause.words, "body", gap=6, id_=f"clause-{row.key}-{clause.key}")
                for bracket in clause.brackets:
                    answer = _bracket(ui, area, row.key, bracket) or answer
        w.paragraph(ui, area, row.support, "caption", "text_muted", id_=f"support-{row.key}")
        _said(ui, area, row.key, row.said)
        if row.open:
            if row.need:
                w.paragraph(ui, area, row.need, "caption", "warning", id_=f"need-{row.key}")
            if _quiet(ui, area, f"carry-{row.key}", _("Sponsors and signatories"), "users"):
                self.carrying = row.key
            if _quiet(ui, area, f"amend-{row.key}", _("Move an amendment"), "plus"):
                self.amending = row.key
            item = view.negotiation.public.resolutions[row.key]
            withdraws = table_offers.draft_withdrawal(view, item)
            if withdraws is not None and _quiet(ui, area, f"withdraw-{row.key}", _("Take it off the table"), "undo-2"):
                answer = Submit(withdraws)
            answer = amendment_list(ui, area, view, item) or answer
        w.divider(ui, area)
        return answer


def _newest(view: PublicView) -> str:
    """Return the id of the agreement that was put forward last."""
    return next(reversed(tuple(view.negotiation.public.agreements)), "")


def _quiet(ui: w.Ui, area: w.Area, id_: str, words: str, icon: str) -> bool:
    """Show a quiet button on a line of its own; tell whether it was pressed."""
    high = w.button_height(ui, words, area.rect.w, icon)
    wide = min(area.rect.w, w.button_width(ui, words, icon))
    place = ui.area(area.cut_top(high, ui.px(2)), gap=0).cut_start(wide)
    return w.button(ui, id_, place, words, kind="quiet", icon=icon)


def _carrier(ui: w.Ui, area: w.Area, view: PublicView, row: DraftRow, seat: str) -> Submit | None:
    """Show what one delegation is to a draft; return what changes it."""
    choices = [w.Choice("no", _("Neither")), w.Choice("signs", _("Signs")), w.Choice("sponsors", _("Sponsors"))]
    now = "sponsors" if seat in row.sponsors else "signs" if seat in row.signatories else "no"
    name = view.facts.names.delegation(seat)
    if not is_played(view, seat):
        words = {"no": _("neither"), "signs": _("signs"), "sponsors": _("sponsors")}[now]
        said = _("{delegation} (computer): {support}").format(delegation=name, support=words)
        w.paragraph(ui, area, said, "body", "text_muted", id_=f"carrier-{seat}")
        return None
    wide = min(area.rect.w, w.segmented_width(ui, choices))
    room = area.rect.w - wide - ui.px(12)
    beside = room >= ui.px(120)
    if beside:
        high = max(ui.px(40), ui.look.text.height(name, "body", room))
        line = ui.area(area.cut_top(high), gap=12)
        place = line.cut_end(wide).middle(wide, ui.px(40))
        w.label(ui, line.rect, name, lines=None)
    else:
        w.paragraph(ui, area, name, gap=4)
        place = area.cut_top(ui.px(40))
    chosen = w.segmented(ui, f"carrier-{seat}", place, name, choices, now)
    if chosen == now:
        return None
    if chosen == "sponsors":
        return Submit(nc.SponsorDraft(seat, row.key))
    if now == "sponsors":
        also = (nc.SignDraft(seat, row.key),) if chosen == "signs" else ()
        return Submit(nc.SponsorDraft(seat, row.key, sponsors=False), also=also)
    return Submit(nc.SignDraft(seat, row.key, signs=chosen == "signs"))


def _bracket(ui: w.Ui, area: w.Area, draft: str, row: BracketRow) -> Submit | None:
    """Show the alternatives of a bracket; a press settles it."""
    chosen = bracket_choice(ui, area, f"bracket-{draft}-{row.key}", row)
    return None if chosen is None else Submit(nc.SettleBracket(REFEREE, draft, row.key, chosen))


def bracket_choice(ui: w.Ui, area: w.Area, name: str, row: BracketRow) -> int | None:
    """Show the alternatives of a bracket under the id ``name``; return the number of one that was pressed."""
    choices = [w.Choice(str(number), option) for number, option in enumerate(row.options)]
    now, label = "" if row.chosen is None else str(row.chosen), _("Alternatives")
    wide = w.segmented_width(ui, choices)
    if wide <= area.rect.w:
        place = ui.area(area.cut_top(ui.px(40)), gap=0).cut_start(wide)
        chosen = w.segmented(ui, name, place, label, choices, now)
    else:
        chosen = w.radio_group(ui, name, area, label, choices, now)
    return None if chosen == now or not chosen else int(chosen)


def head(ui: w.Ui, area: w.Area, title: str, status: str, tone: str, id_: str) -> None:
    """Write what something is called, and how it stands below it."""
    w.paragraph(ui, area, title, "strong", gap=2, id_=id_)
    w.paragraph(ui, area, status, "caption_strong", tone, gap=6, id_=f"{id_}-status")


def agreement_block(ui: w.Ui, area: w.Area, row: AgreementRow) -> None:
    """Show an agreement: its sentences, how it stands, and what is to be said of it."""
    tone = "text_muted" if row.over else "text"
    for number, sentence in enumerate(row.sentences):
        last = number == len(row.sentences) - 1
        w.paragraph(ui, area, sentence, "body", tone, gap=2 if last else 4, id_=f"agreed-{row.key}-{number}")
    status = _("{agreement} · {force} · {status}").format(
        agreement=agreement_code(row.key), force=row.force, status=row.status
    )
    w.paragraph(ui, area, status, "caption_strong", row.tone, gap=2 if row.note else 10, id_=f"status-{row.key}")
    if row.note:
        w.paragraph(ui, area, row.note, "caption", "text_muted", gap=10, id_=f"note-{row.key}")
    _said(ui, area, row.key, row.said)


def _said(ui: w.Ui, area: w.Area, key: str, said: tuple[str, ...]) -> None:
    """Show what delegations say of something."""
    for number, words in enumerate(said):
        room = max(1, area.rect.w - ui.px(26))
        line = ui.area(area.cut_top(ui.look.text.height(words, "caption", room), ui.px(6)), gap=8)
        mark = line.cut_start(ui.px(18))
        place = w.Rect(mark.x, mark.y, mark.w, ui.look.text.line_height("caption"))
        ui.icon(place, "message-square", ui.colours.accent, 14)
        w.label(ui, line.rect, words, "caption", lines=None, valign="top", id_=f"said-{key}-{number}")
