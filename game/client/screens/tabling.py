"""Writing a draft resolution: who carries it, its clauses, and beside them the text as it will lie on the table."""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.agreement_chips import chips
from game.client.screens.headings import heading
from game.client.screens.paper import paper
from game.client.screens.tabling_clause import clause_editor, clause_reads, clause_sentence
from game.client.view_models import clause_form as cf
from game.client.view_models import draft_form as df
from game.client.view_models.clause_form import ClauseForm
from game.client.view_models.draft_form import DraftForm
from game.client.view_models.people import seat_options
from game.model.negotiation import PREAMBULAR_PHRASES
from game.model.text import _
from game.session.negotiation.resolution_checks import check_clause
from game.session.negotiation.resolutions import Resolution
from game.session.views import PublicView

_TITLE_LETTERS, _PREAMBLE_LETTERS = 200, 600


class Tabling:
    """The page on which a draft is written; it keeps what has been written until the draft lies on the table."""

    def __init__(self) -> None:
        self.open = False
        self.tried = False  # whether it was asked what the draft would do
        self._form = DraftForm()
        self._clause: ClauseForm | None = None
        self._number: int | None = None  # of the clause that is changed
        self._known = -1  # drafts when this one was sent

    def show(self) -> None:
        """Open the page."""
        self.open = True

    def settle(self, view: PublicView) -> bool:
        """Close the page once its draft lies on the table; tell whether that was now."""
        if not 0 <= self._known < len(view.negotiation.public.resolutions):
            return False
        self.open, self._known, self._form = False, -1, DraftForm()
        return True

    def build(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        """Show what has been written, and how it reads."""
        panels = (
            w.Panel("write", _("Write a draft"), "pencil", 1.15),
            w.Panel("read", _("The text"), "file-text", 1.0),
        )
        for key, part in w.columns_or_tabs(ui, "tabling", rect, _("Write a draft"), panels).items():
            if key == "write":
                self._write(ui, part, view)
            else:
                item = df.resolution_of(self._form, view.negotiation, view.facts)
                paper(ui, part, view, item, "draft-text")

    def foot(self, ui: w.Ui, foot: w.Area, view: PublicView) -> Submit | None:
        """Show the two ways out: onto the table, or back without it."""
        words = _("Put it on the table")
        wide = min(foot.rect.w * 3 // 5, w.button_width(ui, words, "send"))
        why = df.missing(self._form, view.negotiation, view.facts)
        pressed = w.button(
            ui, "table-draft", foot.cut_end(wide), words, kind="primary", icon="send", enabled=not why, hint=why
        )
        back = _("Back to the table")
        wide = w.button_width(ui, back, "arrow-left")
        side = ui.px(40)
        if wide <= foot.rect.w:
            leaves = w.button(ui, "leave-draft", foot.cut_start(wide), back, icon="arrow-left")
        else:
            place = foot.cut_start(side).middle(side, side)
            leaves = w.icon_button(ui, "leave-draft", place, "arrow-left", back, kind="secondary")
        self._try_button(ui, foot)
        if why and not self._form.empty:
            w.label(ui, foot.rect, why, "caption", "warning", lines=2, shorten=True, align="end", id_="draft-missing")
        if leaves or (self._clause is None and ui.pressed(pygame.K_ESCAPE)):
            self.open = False
        if not pressed:
            return None
        self._known = len(view.negotiation.public.resolutions)
        first, *more = df.commands_of(self._form, view.negotiation)
        return Submit(first, also=tuple(more))

    def _try_button(self, ui: w.Ui, foot: w.Area) -> None:
        """Show the button that tries the draft on the board, if there is room for it and something to try."""
        words = _("What would it do?")
        wide = w.button_width(ui, words, "lightbulb")
        if wide <= foot.rect.w and self._form.operative:
            self.tried = w.button(ui, "draft-try", foot.cut_start(wide), words, icon="lightbulb")

    def dialogs(self, ui: w.Ui, view: PublicView) -> None:
        """Show the dialog in which a clause is put together, if it is open."""
        if self._clause is None:
            return
        title = _("A clause") if self._number is None else _("Change clause {number}").format(number=self._number + 1)
        form = self._clause
        clause = cf.clause_of(form, view.facts)
        refusal = check_clause(clause, view.facts)
        pressed = ""

        def foot(below: w.Area) -> None:
            nonlocal pressed
            clause_reads(ui, below, form, view.facts)
            if refusal and clause.text.strip():
                w.paragraph(ui, below, refusal.sentence, "body", "warning", id_="clause-refusal")
            listed = (
                w.Action("clause-cancel", _("Cancel")),
                w.Action("clause-yes", _("Into the draft"), "primary", "check", enabled=refusal is None),
            )
            pressed = w.actions(ui, below, listed)

        with w.dialog(ui, "clause", title, width=760, first=f"does.{form.kind.value}", foot=foot) as area:
            self._clause = clause_editor(ui, area, form, view.facts)
            escaped = ui.pressed(pygame.K_ESCAPE)
        if pressed == "clause-yes":
            self._form = df.put_clause(self._form, replace(clause, id=form.clause), self._number)
        if pressed or escaped:
            self._clause = None

    # The page

    def _write(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        title = "" if ui.narrow else _("Write a draft")
        with (
            w.card(ui, "write", rect, title, "pencil", padding=16, gap=8) as card,
            w.scroll(ui, "write/scroll", card.rect, gap=8) as area,
        ):
            self._who(ui, area, view)
            label = _("Title")
            place = w.field(ui, area, label)
            written = w.text_field(ui, "draft-title", place, label, self._form.title, limit=_TITLE_LETTERS)
            self._form = replace(self._form, title=written)
            self._models(ui, area, view)
            if view.facts.rules.meeting.preamble:
                self._preamble(ui, area)
            self._operative(ui, area, view)

    def _who(self, ui: w.Ui, area: w.Area, view: PublicView) -> None:
        options = seat_options(view)
        words = _("Sponsors; the first one puts it on the table")
        w.paragraph(ui, area, words, "caption_strong", "text_muted", gap=4)
        pressed = chips(ui, "sponsor", area, options, self._form.sponsors)
        if pressed:
            self._form = df.toggle_sponsor(self._form, pressed)
        w.paragraph(ui, area, _("Signatories, who want it debated"), "caption_strong", "text_muted", gap=4)
        pressed = chips(ui, "signatory", area, options, self._form.signatories)
        if pressed:
            self._form = df.toggle_signatory(self._form, pressed)

    def _models(self, ui: w.Ui, area: w.Area, view: PublicView) -> None:
        """Offer the text of what has been on the table to begin with."""
        listed = tuple(view.negotiation.public.resolutions.values())
        if not self._form.empty or not listed:
            return
        for item in listed:
            words = _("Begin with the text of {symbol}").format(symbol=item.id)
            wide = min(area.rect.w, w.button_width(ui, words, "copy"))
            place = ui.area(area.cut_top(w.button_height(ui, words, wide, "copy")), gap=0).cut_start(wide)
            if w.button(ui, f"model-{item.id}", place, words, icon="copy"):
                self._form = df.from_text(self._form, item, view.facts)

    def _preamble(self, ui: w.Ui, area: w.Area) -> None:
        heading(ui, area, _("Preamble"), "scroll-text")
        for number, clause in enumerate(self._form.preamble):
            text = _("{phrase} {text}").format(phrase=_(clause.phrase), text=clause.text)
            if _listed(ui, area, f"preamble-{number}", text, (("drop", "x", _("Take this clause out")),)) == "drop":
                self._form = df.drop_preamble(self._form, number)
        choices = [w.Choice(phrase, _(phrase)) for phrase in PREAMBULAR_PHRASES]
        wide = min(area.rect.w, ui.px(200))
        beside = area.rect.w - wide - ui.px(8 + 48) >= ui.px(160)
        line = ui.area(area.cut_top(ui.px(40)), gap=8)
        phrase = w.dropdown(ui, "phrase", line.cut_start(wide), _("How it opens"), choices, self._form.phrase)
        if not beside:
            line = ui.area(area.cut_top(ui.px(40)), gap=8)
        place = line.cut_end(ui.px(40))
        words = w.text_field(
            ui,
            "preamble-words",
            line.rect,
            _("The rest of the clause"),
            self._form.words,
            placeholder=_("the rest of the clause"),
            limit=_PREAMBLE_LETTERS,
        )
        self._form = replace(self._form, phrase=phrase, words=words)
        ready = bool(words.strip())
        pressed = w.icon_button(ui, "preamble-add", place, "plus", _("Add it"), kind="secondary", enabled=ready)
        if pressed or (ready and w.entered(ui, "preamble-words")):
            self._form = df.add_preamble(self._form)

    def _operative(self, ui: w.Ui, area: w.Area, view: PublicView) -> None:
        heading(ui, area, _("Operative clauses"), "list-checks")
        for number, clause in enumerate(self._form.operative):
            form = cf.form_of(clause, df.free_stem(self._form.operative), view.facts)
            text = _("{number}. {text}").format(number=number + 1, text=clause_sentence(form, view.facts))
            buttons = [("change", "pencil", _("Change this clause")), ("drop", "x", _("Take this clause out"))]
            if number:
                buttons.insert(0, ("raise", "arrow-up", _("One place up")))
            match _listed(ui, area, f"operative-{number}", text, buttons):
                case "raise":
                    self._form = df.raise_clause(self._form, number)
                case "change":
                    self._clause, self._number = form, number
                case "drop":
                    self._form = df.drop_clause(self._form, number)
        words = _("Add a clause")
        wide = min(area.rect.w, w.button_width(ui, words, "plus"))
        if w.button(ui, "clause-new", ui.area(area.cut_top(ui.px(40)), gap=0).cut_start(wide), words, icon="plus"):
            self._clause = cf.new_clause(view.facts, df.free_stem(self._form.operative))
            self._number = None

    def proposal(self, view: PublicView) -> Resolution:
        """Return the draft as it stands, to be tried."""
        return df.resolution_of(self._form, view.negotiation, view.facts)


def _listed(
    ui: w.Ui, area: w.Area, id_: str, words: str, buttons: list[tuple[str, str, str]] | tuple[tuple[str, str, str], ...]
) -> str:
    """Show a clause with small buttons at its end; return the key of the one that was pressed."""
    side, pressed = ui.px(36), ""
    room = area.rect.w - len(buttons) * (side + ui.px(2)) - ui.px(8)
    high = max(side, ui.look.text.height(words, "body", max(1, room)))
    line = ui.area(area.cut_top(high, ui.px(4)), gap=2)
    for key, icon, hint in reversed(buttons):
        place = line.cut_end(side)
        spot = w.Rect(place.x, place.y, side, side)
        if w.icon_button(ui, f"{id_}-{key}", spot, icon, hint):
            pressed = key
    w.label(ui, w.Rect(line.rect.x, line.rect.y, max(1, room), high), words, lines=None, id_=id_)
    return pressed
