"""The what-if board: choose a proposal and see from what everybody knows what it would do; it decides nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.agreement_chips import chips
from game.client.screens.board_draft import board_brackets
from game.client.screens.board_effect import effect_charts, effect_legend, effect_table
from game.client.screens.pool_shares import share_list
from game.client.view_models import board, board_effect
from game.client.view_models.agreement_form import Option
from game.client.view_models.board import RECORDING, WRITING, Tries
from game.client.view_models.pool_shares import pool_shares
from game.client.what_if import Found, WhatIf
from game.model.text import _
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.facts import REFEREE
from game.session.negotiation.resolutions import Resolution
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App

_SOON = 0.05
_LEAST_CHARTS = 150


class Board:
    """The page of the board on the laptop; the wall shows what is tried here."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._what_if = WhatIf(threaded=app.threads)
        self.tries = Tries()
        self.open = False
        self.wanted: Terms | None = None  # an agreement that the table wants to record as it was tried
        self.writes = False  # whether the table wants to go on with the draft that was tried
        self._row = "criminality"
        self._front = ""  # the panel that comes to the front where panels are tabs

    def show(self, recording: Terms | None = None) -> None:
        """Open the board, on the agreement that is being put together if there is one."""
        self.open = True
        if recording is not None:
            self.tries = replace(self.tries, recording=recording, chosen=RECORDING)
            self._front = "effect"
        if self._app.game is not None:
            self._app.game.what_if = self._what_if

    def show_draft(self, writing: Resolution) -> None:
        """Open the board on the draft that is being written."""
        self.show()
        self.tries = replace(self.tries, writing=writing, chosen=WRITING)
        self._front = "effect"

    def forget(self) -> None:
        """Try what was put together no longer: it stands."""
        self.tries = replace(self.tries, recording=None, writing=None)

    def forget_agreement(self) -> None:
        """Try the agreement no longer that was put together: it was given up."""
        self.tries = replace(self.tries, recording=None)

    def close(self) -> None:
        """Put the board away, on the wall too; what was chosen stays."""
        self.open = False
        self._what_if.drop()
        if self._app.game is not None and self._app.game.what_if is self._what_if:
            self._app.game.what_if = None

    def build(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> Submit | None:
        """Show what can be tried, and what the chosen one would do."""
        panels = (
            w.Panel("proposal", _("The proposal"), "pencil", 1.0),
            w.Panel("effect", _("What it would do"), "chart-line", 2.5),
        )
        answer: Submit | None = None
        if ui.drawing:
            self._ask(view)
        front, self._front = self._front, ""
        for key, part in w.columns_or_tabs(ui, "board", rect, _("What if"), panels, front).items():
            if key == "proposal":
                answer = self._choose(ui, part, view)
            else:
                self._effect(ui, part, view)
        if self._what_if.busy:
            ui.wake(_SOON)
        return answer

    def _ask(self, view: PublicView) -> None:
        trial = board.trial_of(view, self.tries)
        if trial is None:
            self._what_if.drop()
        else:
            self._what_if.ask(trial, view, board_effect.asked_names(view.book))

    def _choose(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> Submit | None:
        title = "" if ui.narrow else _("What if …")
        listed = board.proposals(view, self.tries)
        with (
            w.card(ui, "board-choose", rect, title, "lightbulb", padding=16, gap=8) as card,
            w.scroll(ui, "board-choose/scroll", card.rect, gap=8) as area,
        ):
            if not listed:
                words = _("Nothing can be tried yet: no draft, no open offer and no joint project.")
                w.paragraph(ui, area, words, "body", "text_muted")
                return None
            choices = [w.Choice(item.key, item.title, item.icon, item.detail) for item in listed]
            chosen = board.chosen_of(view, self.tries)
            if len(choices) > 1:
                label = _("What is tried")
                chosen = w.radio_group(ui, "proposal", area, label, choices, chosen)
                self.tries = replace(self.tries, chosen=chosen)
            w.divider(ui, area)
            return self._options(ui, area, view)

    def _options(self, ui: w.Ui, area: w.Area, view: PublicView) -> Submit | None:
        draft = board.draft_of(view, self.tries)
        if draft is not None:
            return self._draft(ui, area, view, draft)
        project = board.project_of(view, self.tries)
        if project:
            self._project(ui, area, view, project)
        elif board.chosen_of(view, self.tries) == RECORDING:
            self._record(ui, area, _("Go on with the agreement"), self.tries.recording)
        return None

    def _draft(self, ui: w.Ui, area: w.Area, view: PublicView, draft: Resolution) -> Submit | None:
        for bracket, number in board_brackets(ui, area, view, draft):
            self.tries = self.tries.with_bracket(draft.id, bracket, number)
        w.paragraph(ui, area, _("Who carries it"), "caption_strong", "text_muted", gap=4)
        who = board.carriers(view, self.tries, draft.id)
        pressed = chips(ui, "carries", area, _seats(view), who)
        if pressed:
            self.tries = replace(self.tries, carried={**self.tries.carried, draft.id: _toggled(view, who, pressed)})
        share_list(ui, area, pool_shares(view, draft, who))
        if board.chosen_of(view, self.tries) == WRITING:
            words = _("Go on with the draft")
            self.writes = w.button(
                ui, "board-write", area.cut_top(w.button_height(ui, words, area.rect.w, "pencil")), words, icon="pencil"
            )
            return None
        known = view.negotiation.public.resolutions[draft.id].settled
        new = {name: number for name, number in draft.settled.items() if known.get(name) != number}
        words = _("Settle the brackets so")
        high = w.button_height(ui, words, area.rect.w, "check")
        if new and w.button(ui, "board-settle", area.cut_top(high), words, icon="check"):
            first, *more = [nc.SettleBracket(REFEREE, draft.id, name, number) for name, number in new.items()]
            return Submit(first, also=tuple(more))
        return None

    def _project(self, ui: w.Ui, area: w.Area, view: PublicView, project: str) -> None:
        w.paragraph(ui, area, _("Who pays"), "caption_strong", "text_muted", gap=4)
        who = board.payers(view, self.tries, project)
        pressed = chips(ui, "pays", area, _seats(view), who)
        if pressed:
            self.tries = replace(self.tries, payers={**self.tries.payers, project: _toggled(view, who, pressed)})
        w.paragraph(ui, area, board.project_words(view, self.tries, project), "strong", id_="board-payment")
        terms = board.project_terms(view, self.tries, project)
        if terms is not None and len(terms.parties) > 1:
            self._record(ui, area, _("Record it as an agreement"), terms)

    def _record(self, ui: w.Ui, area: w.Area, words: str, terms: Terms | None) -> None:
        high = w.button_height(ui, words, area.rect.w, "handshake")
        if w.button(ui, "board-record", area.cut_top(high), words, icon="handshake"):
            self.wanted = terms

    def _effect(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        trial, found = board.trial_of(view, self.tries), self._what_if.found
        with (
            w.card(ui, "board-effect", rect, padding=16, gap=8) as card,
            w.scroll(ui, "board-effect/scroll", card.rect, gap=6) as area,
        ):
            title = trial.title if trial else _("Choose something to try.")
            w.paragraph(ui, area, title, "heading", id_="board-title")
            said = _("In {year}, from what everybody knows. Nothing is decided here.")
            w.paragraph(ui, area, said.format(year=board_effect.end_year(view)), "caption", "text_muted")
            if trial is None:
                return
            if found is None:
                w.paragraph(ui, area, _("Working it out …"), "body", "text_muted", id_="board-working")
                return
            self._found(ui, area, card.rect, view, found)

    def _found(self, ui: w.Ui, area: w.Area, window: w.Rect, view: PublicView, found: Found) -> None:
        measures = board_effect.headline_measures(view.book)
        rows = board_effect.effect_rows(measures, found.without, found.with_it)
        self._row = effect_table(ui, area, rows, chosen=self._row)
        effect_legend(ui, area)
        moved = any(row.alone.direction or row.together.direction for row in rows)
        for words in (board.note(found, moved=moved), board_effect.movers(view, found.without, found.with_it)):
            if words:
                w.paragraph(ui, area, words, "body", "text", id_=f"board-note-{len(ui.nodes)}")
        item = next((each for each in measures if each.key == self._row), measures[0])
        row = next(each for each in rows if each.key == item.key)
        span = board_effect.chart_span(view, item, found.without, found.with_it)
        charts = [
            board_effect.effect_chart(view, item, found.without, found.with_it, kept=kept, span=span)
            for kept in (False, True)
        ]
        least = ui.px(_LEAST_CHARTS) if area.rect.w >= ui.px(560) else 2 * ui.px(_LEAST_CHARTS)
        high = max(least, window.h - area.used - ui.px(12))
        effect_charts(ui, area.cut_top(high), charts, (row.sentence, row.sentence))


def _seats(view: PublicView) -> list[Option]:
    return [Option(seat, view.facts.names.delegation(seat)) for seat in view.facts.present]


def _toggled(view: PublicView, who: tuple[str, ...], seat: str) -> tuple[str, ...]:
    chosen = {*who} ^ {seat}
    return tuple(name for name in view.facts.present if name in chosen)
