"""Amendments at the table: moved, accepted by the sponsors or not, put to the vote; and the dialog that moves one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pygame

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.agreement_chips import chips
from game.client.screens.tabling_clause import clause_editor, clause_reads
from game.client.view_models import clause_form as cf
from game.client.view_models import draft_form as df
from game.client.view_models.amendments import AmendmentRow, amendment_rows
from game.client.view_models.clause_form import ClauseForm
from game.client.view_models.draft_form import AmendmentForm
from game.client.view_models.people import people_at, seat_options
from game.model.text import _
from game.session.desk import Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.resolution_text import clause_words
from game.session.negotiation.resolutions import ChangeKind, Resolution, ResolutionStatus
from game.session.views import PublicView


def amendment_list(ui: w.Ui, area: w.Area, view: PublicView, item: Resolution) -> Submit | None:
    """Show the amendments to a draft, with what can become of those that are open."""
    answer: Submit | None = None
    for row in amendment_rows(view, item):
        w.paragraph(ui, area, row.title, "strong", gap=2, id_=f"amendment-{row.key}")
        w.paragraph(ui, area, row.words, "body", gap=2, id_=f"amendment-{row.key}-words")
        gap = 4 if row.pending else 10
        w.paragraph(ui, area, row.status, "caption_strong", row.tone, gap=gap, id_=f"amendment-{row.key}-status")
        if row.pending:
            answer = _answers(ui, area, row) or answer
            answer = _ways_out(ui, area, view, row) or answer
            area.skip(ui.px(6))
    return answer


def _answers(ui: w.Ui, area: w.Area, row: AmendmentRow) -> Submit | None:
    """Show each sponsor with its two answers."""
    answer: Submit | None = None
    yes, no = _("Accepts"), _("Not so")
    wide_yes, wide_no = w.button_width(ui, yes, "check"), w.button_width(ui, no, "x")
    both = wide_yes + wide_no + ui.px(8)
    for sponsor in row.answers:
        if sponsor.computer:
            words = _("{delegation}, sponsor, answers by itself.").format(delegation=sponsor.name)
            w.paragraph(ui, area, words, "caption", "text_muted", gap=4)
            continue
        room = area.rect.w - both - ui.px(12)
        name = _("{delegation}, sponsor").format(delegation=sponsor.name)
        if room >= ui.px(96):
            high = max(ui.px(40), ui.look.text.height(name, "body", room))
            line = ui.area(area.cut_top(high, ui.px(4)), gap=8)
            ends = ui.area(line.cut_end(both, ui.px(12)).middle(both, ui.px(40)), gap=8)
            w.label(ui, line.rect, name, lines=None)
        else:
            w.paragraph(ui, area, name, gap=2)
            ends = ui.area(area.cut_top(ui.px(40), ui.px(4)), gap=8)
        place = ends.cut_start(min(wide_yes, max(1, (ends.rect.w - ui.px(8)) // 2)))
        name, open_ = f"accept-{row.key}-{sponsor.seat}", not sponsor.accepted
        if w.button(ui, name, place, yes, icon="check", enabled=open_):
            answer = Submit(nc.AnswerAmendment(sponsor.seat, row.draft, row.key, accepts=True))
        if w.button(ui, f"refuse-{row.key}-{sponsor.seat}", ends.cut_start(wide_no), no, kind="quiet", icon="x"):
            answer = Submit(nc.AnswerAmendment(sponsor.seat, row.draft, row.key, accepts=False))
    return answer


def _ways_out(ui: w.Ui, area: w.Area, view: PublicView, row: AmendmentRow) -> Submit | None:
    """Show the buttons that put an amendment to the vote, or take it back."""
    answer: Submit | None = None
    if view.phase is Phase.PLENARY:
        words = _("Put {symbol} to the vote").format(symbol=row.key)
        wide = min(area.rect.w, w.button_width(ui, words, "gavel"))
        place = ui.area(area.cut_top(w.button_height(ui, words, wide, "gavel"), ui.px(4)), gap=0).cut_start(wide)
        open_ = not row.put_refusal
        if w.button(ui, f"put-{row.key}", place, words, icon="gavel", enabled=open_, hint=row.put_refusal):
            answer = Submit(nc.PutQuestion(row.key))
    if row.computer:
        return answer
    words = _("Take the amendment back")
    wide = min(area.rect.w, w.button_width(ui, words, "undo-2"))
    place = ui.area(area.cut_top(w.button_height(ui, words, wide, "undo-2")), gap=0).cut_start(wide)
    if w.button(ui, f"unmove-{row.key}", place, words, kind="quiet", icon="undo-2"):
        answer = Submit(nc.WithdrawAmendment(row.by, row.draft, row.key))
    return answer


@dataclass
class Amending:
    """The dialog in which an amendment is moved, while it is open."""

    form: AmendmentForm | None = None
    wording: ClauseForm | None = None
    known: int = -1  # amendments when this one was sent

    def show(self, view: PublicView, draft: str) -> None:
        """Open the dialog on a draft."""
        self.form = AmendmentForm(draft, next(iter(people_at(view)), ""))
        self.wording, self.known = None, -1

    def build(self, ui: w.Ui, view: PublicView) -> Submit | None:
        """Show the dialog; return the command that moves the amendment."""
        item = view.negotiation.public.resolutions.get(self.form.draft) if self.form else None
        if self.form is None or item is None or item.status is not ResolutionStatus.DRAFT:
            self.form = None
            return None
        if 0 <= self.known < len(item.amendments):
            self.form = None
            return None
        form, wording = self.form, self._wording(view, item)
        command = nc.ProposeAmendment(form.by, item.id, df.change_of(form, cf.clause_of(wording, view.facts)))
        refusal = df.amendment_refusal(view.negotiation, view.facts, command)
        pressed = ""

        def foot(below: w.Area) -> None:
            nonlocal pressed
            if form.kind is not ChangeKind.DELETE:
                clause_reads(ui, below, wording, view.facts)
            if refusal:
                w.paragraph(ui, below, refusal, "body", "warning", id_="amendment-refusal")
            listed = (
                w.Action("amendment-cancel", _("Cancel")),
                w.Action("amendment-yes", _("Move it"), "primary", "check", enabled=not refusal),
            )
            pressed = w.actions(ui, below, listed)

        title = _("An amendment to {symbol}").format(symbol=item.id)
        with w.dialog(ui, "amending", title, width=760, first="change", foot=foot) as area:
            self._what(ui, area, view, item)
            escaped = ui.pressed(pygame.K_ESCAPE)
        if pressed == "amendment-yes":
            self.known = len(item.amendments)
            return Submit(command)
        if pressed or escaped:
            self.form = None
        return None

    def _wording(self, view: PublicView, item: Resolution) -> ClauseForm:
        """Return the clause that is worded: a new one, or the one that is to read otherwise."""
        clause = item.clause(self.form.clause) if self.form else None
        wanted = clause.id if clause and self.form and self.form.kind is ChangeKind.REPLACE else ""
        if self.wording is None or self.wording.clause != wanted:
            stem = df.free_stem(item.operative)
            new = cf.new_clause(view.facts, stem)
            self.wording = new if clause is None or not wanted else cf.form_of(clause, stem, view.facts)
        return self.wording

    def _what(self, ui: w.Ui, area: w.Area, view: PublicView, item: Resolution) -> None:
        form = self.form
        if form is None:
            return
        w.paragraph(ui, area, _("Who moves it"), "caption_strong", "text_muted", gap=4)
        pressed = chips(ui, "mover", area, seat_options(view), (form.by,))
        form = replace(form, by=pressed) if pressed else form
        choices = [
            w.Choice("add", _("Add a clause"), "plus"),
            w.Choice("replace", _("Change a clause"), "pencil"),
            w.Choice("delete", _("Strike one out"), "x"),
        ]
        wide = w.segmented_width(ui, choices)
        if wide <= area.rect.w:
            place = ui.area(area.cut_top(ui.px(40)), gap=0).cut_start(wide)
            kind = w.segmented(ui, "change", place, _("What it changes"), choices, form.kind.value)
        else:
            kind = w.radio_group(ui, "change", area, _("What it changes"), choices, form.kind.value)
        form = replace(form, kind=ChangeKind(kind))
        if form.kind is not ChangeKind.ADD:
            form = self._which(ui, area, item, form)
        self.form = form
        if form.kind is not ChangeKind.DELETE:
            self.wording = clause_editor(ui, area, self._wording(view, item), view.facts)

    def _which(self, ui: w.Ui, area: w.Area, item: Resolution, form: AmendmentForm) -> AmendmentForm:
        pattern = _("{number}. {verb} {text}")
        choices = [
            w.Choice(clause.id, pattern.format(number=number, verb=_(clause.verb), text=clause_words(item, clause)))
            for number, clause in enumerate(item.operative, start=1)
        ]
        known = {choice.key for choice in choices}
        chosen = form.clause if form.clause in known else next(iter(known and [choices[0].key]), "")
        label = _("Which clause")
        place = w.field(ui, area, label)
        return replace(form, clause=w.dropdown(ui, "which", place, label, choices, chosen))
