"""The card of the vote: put the question, ask for objections, call the roll, say the result."""

from __future__ import annotations

from typing import Literal

import pygame

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.headings import heading
from game.client.screens.onwards import entered
from game.client.screens.pool_shares import share_list
from game.client.view_models import amendments, pool_shares, talks, votes
from game.client.view_models.people import people_at
from game.client.view_models.votes import Question, RollRow
from game.model.text import _
from game.session.negotiation import commands as nc
from game.session.negotiation.resolutions import Resolution, ResolutionStatus
from game.session.negotiation.voting import Vote
from game.session.views import PublicView

_KEYS = {Vote.YES: pygame.K_y, Vote.NO: pygame.K_n, Vote.ABSTAIN: pygame.K_a}
_ICONS = {Vote.YES: "check", Vote.NO: "x", Vote.ABSTAIN: "minus"}


class VoteCard:
    """The vote on one draft."""

    def __init__(self) -> None:
        self.explaining = ""  # the delegation that says why it voted so
        self._words = ""

    def build(self, ui: w.Ui, rect: w.Rect, view: PublicView, item: Resolution | None) -> Submit | None:
        """Show where the decision on ``item`` stands."""
        put = votes.question(view)
        title = "" if ui.narrow else _("The decision")
        with (
            w.card(ui, "vote", rect, title, "vote", padding=16, gap=8) as card,
            w.scroll(ui, "vote/scroll", card.rect, gap=8) as area,
        ):
            if put is not None:
                words = amendments.words_of(view, put.subject)
                if words:
                    title = _("Amendment {symbol}").format(symbol=put.subject)
                    w.paragraph(ui, area, title, "strong", gap=2, id_="vote-amendment")
                    w.paragraph(ui, area, words, "body", "text_muted", id_="vote-amendment-words")
                answer = _consensus(ui, area, view, put) if put.consensus else _roll_call(ui, area, view, put, item)
                if item is not None and item.id == put.subject:
                    _said(ui, area, view, item)
                    _shares(ui, area, view, item)
                return answer
            if item is None:
                w.paragraph(ui, area, _("No draft is on the table. Adjourn, or go on talking at the next caucus."))
                return None
            if item.status is ResolutionStatus.DRAFT:
                answer = _put(ui, area, view, item)
                _said(ui, area, view, item)
                _shares(ui, area, view, item)
                return answer
            self._result(ui, area, view, item)
        return None

    def dialogs(self, ui: w.Ui, view: PublicView, item: Resolution | None) -> Submit | None:
        """Show the dialog in which a delegation explains its vote, if it is open."""
        if not self.explaining or item is None:
            return None
        name = view.facts.names.delegation(self.explaining)
        answer: Submit | None = None
        with w.dialog(
            ui, "explain", _("{delegation} explains its vote").format(delegation=name), width=560, first="explain-words"
        ) as area:
            self._words = w.text_field(
                ui, "explain-words", area.cut_top(ui.px(40)), _("In a sentence"), self._words, limit=200
            )
            said = self._words.strip()
            pressed = w.actions(
                ui,
                area,
                (
                    w.Action("explain-no", _("Cancel")),
                    w.Action("explain-yes", _("Note it"), "primary", "check", enabled=bool(said)),
                ),
            )
            if said and (pressed == "explain-yes" or w.entered(ui, "explain-words")):
                answer = Submit(nc.ExplainVote(self.explaining, item.id, said))
            if pressed or answer or ui.pressed(pygame.K_ESCAPE):
                self.explaining, self._words = "", ""
        return answer

    def _result(self, ui: w.Ui, area: w.Area, view: PublicView, item: Resolution) -> None:
        adopted = item.status is ResolutionStatus.ADOPTED
        words = _("Adopted") if adopted else _("Not adopted")
        w.paragraph(ui, area, words, "title", "better" if adopted else "worse", id_="result")
        w.paragraph(ui, area, votes.result_words(view, item), "strong", id_="arithmetic")
        meaning = votes.meaning_words(view, item)
        if meaning:
            w.paragraph(ui, area, meaning, "body", "text_muted", id_="meaning")
        for row in votes.vote_rows(view, item):
            _roll_line(ui, area, row)
        said = votes.explanations(view, item)
        if said:
            heading(ui, area, _("Explanations of vote"), "message-square")
        for number, sentence in enumerate(said):
            w.paragraph(ui, area, sentence, id_=f"explained-{number}")
        listed = votes.may_explain(view, item)
        if listed:
            label = _("Explain a vote")
            choices = [w.Choice(seat, view.facts.names.delegation(seat)) for seat in listed]
            place = area.cut_top(ui.px(40))
            chosen = w.dropdown(ui, "explain-who", place, label, choices, "", placeholder=label)
            if chosen:
                self.explaining = chosen


def _said(ui: w.Ui, area: w.Area, view: PublicView, item: Resolution) -> None:
    """Show what delegations say of the draft, who wants a vote among them."""
    for number, words in enumerate(talks.said_of(view.negotiation, item.id, view.facts)):
        w.paragraph(ui, area, words, "caption", gap=4, id_=f"of-draft-{number}")


def _shares(ui: w.Ui, area: w.Area, view: PublicView, item: Resolution) -> None:
    share_list(ui, area, pool_shares.pool_shares(view, item, pool_shares.carriers(view, item)))


def _put(ui: w.Ui, area: w.Area, view: PublicView, item: Resolution) -> Submit | None:
    refusal = votes.put_refusal(view, item.id)
    w.paragraph(ui, area, votes.rule_words(view, item), "body", "text_muted", id_="rule")
    contested = amendments.contested(view, item)
    for row in contested:
        words = _("First put {symbol} to the vote").format(symbol=row.key)
        high = w.button_height(ui, words, area.rect.w, "gavel")
        first = row is contested[0]  # the one next step
        kind: Literal["primary", "secondary"] = "primary" if first else "secondary"
        pressed = w.button(ui, f"vote-{row.key}", area.cut_top(high), words, kind=kind, icon="gavel")
        if pressed or (first and entered(ui)):
            return Submit(nc.PutQuestion(row.key))
        w.paragraph(ui, area, row.words, "body", id_=f"vote-{row.key}-words")
    words = votes.put_words(view, item)
    high = w.button_height(ui, words, area.rect.w, "gavel")
    place = area.cut_top(high)
    kind = "secondary" if contested else "primary"
    pressed = w.button(ui, "put", place, words, kind=kind, icon="gavel", enabled=not refusal)
    pressed = pressed or (not refusal and entered(ui))
    if refusal:
        w.paragraph(ui, area, refusal, "body", "warning", id_="put-refusal")
    return Submit(nc.PutQuestion(item.id)) if pressed else None


def _consensus(ui: w.Ui, area: w.Area, view: PublicView, put: Question) -> Submit | None:
    w.paragraph(ui, area, _("Does anybody ask for a vote on {symbol}?").format(symbol=put.subject), "heading")
    words = _("Nobody: adopted")
    high = w.button_height(ui, words, area.rect.w, "check")
    if w.button(ui, "consensus", area.cut_top(high), words, kind="primary", icon="check") or entered(ui):
        return Submit(nc.DeclareConsensus())
    label = _("Who asks for a vote")
    choices = [w.Choice(row.seat, row.name) for row in put.rows if row.seat in people_at(view)]
    chosen = w.dropdown(ui, "objects", area.cut_top(ui.px(40)), label, choices, "", placeholder=label)
    return Submit(nc.RequestVote(chosen)) if chosen else None


def _roll_call(ui: w.Ui, area: w.Area, view: PublicView, put: Question, item: Resolution | None) -> Submit | None:
    answer: Submit | None = None
    asked = votes.asked_words(view, item) if item is not None and item.id == put.subject else ""
    if asked:
        w.paragraph(ui, area, asked, "body", gap=4, id_="asked")
    if put.called:
        w.paragraph(ui, area, put.called_name, "title", gap=4, id_="called")
        if put.computer:
            w.paragraph(ui, area, _("played by the computer"), "caption", "text_muted")
        for vote in Vote:
            words = {
                Vote.YES: _("Yes (key Y)"),
                Vote.NO: _("No (key N)"),
                Vote.ABSTAIN: _("Abstain (key A)"),
            }[vote]
            allowed = vote in put.votes
            hint = "" if allowed else put.why_not
            place = area.cut_top(w.button_height(ui, words, area.rect.w, _ICONS[vote]))
            pressed = w.button(ui, f"vote-{vote.value}", place, words, icon=_ICONS[vote], enabled=allowed, hint=hint)
            pressed = pressed and ui.input.clicks == 1  # a double click is not the vote of the next member too
            if allowed and (pressed or ui.pressed(_KEYS[vote])):
                answer = Submit(nc.CastVote(put.called, vote))
    elif w.button(ui, "count", area.cut_top(ui.px(40)), _("Count the votes"), kind="primary", icon="check") or entered(
        ui
    ):
        answer = Submit(nc.CloseVote())
    w.paragraph(ui, area, votes.count_words(view), "strong", id_="count-so-far")
    for row in put.rows:
        _roll_line(ui, area, row)
    return answer


def _roll_line(ui: w.Ui, area: w.Area, row: RollRow) -> None:
    """Write a member and what it said."""
    said = ui.look.text.width(row.said, "strong") + ui.px(4) if row.said else 0
    room = max(1, area.rect.w - said - ui.px(8))
    style = "strong" if row.called else "body"
    line = ui.area(area.cut_top(max(ui.px(24), ui.look.text.height(row.name, style, room)), ui.px(4)), gap=8)
    if row.said:
        w.label(ui, line.cut_end(said), row.said, "strong", row.tone, align="end", id_=f"said-{row.seat}")
    w.label(ui, line.rect, row.name, style, lines=None, id_=f"roll-{row.seat}")
