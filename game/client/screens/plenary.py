"""The plenary, for all eyes: the text that is put to the vote, the roll call, and how it was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from game.client import widgets as w
from game.client.meeting_clock import MeetingClock
from game.client.navigation import Answer, Submit
from game.client.screens.caucus_clock import CaucusClock
from game.client.screens.columns import note
from game.client.screens.onwards import entered
from game.client.screens.paper import paper_text
from game.client.screens.plenary_meeting import MeetingCard
from game.client.screens.plenary_vote import VoteCard
from game.client.screens.table_work import TableWork
from game.client.view_models import amendments, moments, talks, votes
from game.client.view_models.people import thinking_words
from game.model.text import _
from game.session.commands import AdvancePhase
from game.session.negotiation.resolutions import Resolution
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App

_LEAST_NOTE = 72  # design pixels in which a note beside the buttons can be read


class Plenary:
    """The list of drafts, the text of one, and the decision."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._work = TableWork(app)
        self._clock = CaucusClock(self._meeting_clock)
        self._meeting = MeetingCard(self._clock)
        self._vote = VoteCard()
        self._chosen = ""
        self._bring = False  # whether the decision comes to the front
        self._voting = ""  # what is put to the vote, as far as this screen has noticed

    def _meeting_clock(self) -> MeetingClock:
        game = self._app.game
        return game.clock if game is not None else MeetingClock()

    def tick(self, now: float) -> Answer | None:
        """Store the time that has passed."""
        game = self._app.game
        return self._clock.tick(now, game.public) if game is not None else None

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Show the meeting."""
        area = ui.area(page.rect, inset=12 if ui.narrow else 16, gap=12)
        filled, written = self._work.page(ui, area, view)
        if filled:
            return written
        foot = ui.area(area.cut_bottom(ui.px(44)), gap=12)
        item = self._subject(view)
        panels = [
            w.Panel("text", _("The text"), "file-text", 1.9),
            w.Panel("vote", _("The decision"), "vote", 1.0),
            w.Panel("table", _("On the table"), "handshake", 1.25),
        ]
        if ui.narrow:
            panels.append(w.Panel("meeting", _("The meeting"), "gavel"))
        if self._work.board.open:
            tried: Answer | None = self._foot(ui, foot, view, item, beside=False)
            if self._work.board.open:
                tried = self._work.board.build(ui, area.rect, view) or tried
            return self._work.dialogs(ui, view) or tried
        shown = w.columns_or_tabs(ui, "plenary", area.rect, _("Plenary"), panels, self._front(view))
        # The keyboard comes to the decision and to the way on before the text and all that lies on the table.
        answer: Answer | None = self._vote.build(ui, shown["vote"], view, item) if "vote" in shown else None
        answer = self._foot(ui, foot, view, item, beside="vote" in shown) or answer
        for key, rect in shown.items():
            if key == "text":
                self._text(ui, rect, view, item)
            elif key == "vote":
                continue
            elif key == "meeting":
                answer = self._meeting.build(ui, rect, view) or answer
            elif ui.narrow:
                answer = self._work.table.build(ui, rect, view) or answer
            else:
                answer = self._beside(ui, rect, view) or answer
        asked = self._vote.dialogs(ui, view, item) or self._meeting.dialogs(ui, view)
        return asked or self._work.dialogs(ui, view) or answer

    def covers(self, _ui: w.Ui, _view: PublicView) -> bool:
        """Leave the strip."""
        return False

    def hide(self) -> None:
        """Nothing here is secret."""

    def close(self) -> None:
        """Put the board away."""
        self._work.close()

    def _front(self, view: PublicView) -> str:
        """Return the panel that comes to the front: the decision, once, when a vote opens."""
        put = view.negotiation.public.plenary.question
        before, self._voting = self._voting, put.subject if put else ""
        bring, self._bring = self._bring, False
        return "vote" if bring or (self._voting and self._voting != before) else ""

    def _subject(self, view: PublicView) -> Resolution | None:
        """Return the draft that is looked at: the one under decision, or the one chosen, or the first."""
        listed = {item.id: item for item in votes.subjects(view)}
        put = view.negotiation.public.plenary.question
        if put is not None:
            self._chosen = put.subject.split("/", maxsplit=1)[0]
        if self._chosen not in listed:
            self._chosen = next(iter(listed), "")
        return listed.get(self._chosen)

    def _text(self, ui: w.Ui, rect: w.Rect, view: PublicView, item: Resolution | None) -> None:
        title = "" if ui.narrow else _("The text")
        with w.card(ui, "text", rect, title, "file-text", padding=16, gap=8) as card:
            listed = votes.subjects(view)
            if len(listed) > 1:
                rows = {row.key: row.status for row in talks.draft_rows(view)}
                pattern = _("{symbol}: {title} ({status})")
                choices = [
                    w.Choice(each.id, pattern.format(symbol=each.id, title=each.title, status=rows.get(each.id, "")))
                    for each in listed
                ]
                place = card.cut_top(ui.px(40))
                self._chosen = w.dropdown(ui, "subject", place, _("Draft"), choices, self._chosen)
            paper_text(ui, card.rect, view, item)

    def _beside(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> Answer | None:
        """Show what lies on the table or the order of the meeting, one of them where there are three columns."""
        with w.card(ui, "table", rect, padding=16, gap=8) as card:
            more = w.Choice("meeting", _("The meeting"), "gavel")
            if self._work.table.tab(ui, card.cut_top(ui.px(44)), view, more) == "meeting":
                return self._meeting.content(ui, card.rect, view)
            return self._work.table.content(ui, card.rect, view)

    def _turn_to(self, ui: w.Ui, foot: w.Area, other: Resolution) -> bool:
        """Offer the draft that waits while another is looked at, as the one next step; tell whether it was taken."""
        words = _("Go to {symbol}").format(symbol=other.id)
        place = foot.cut_end(w.button_width(ui, words, "file-text"))
        if not w.button(ui, "waiting", place, words, kind="primary", icon="file-text") and not entered(ui):
            return False
        self._chosen = other.id
        ui.redraw()
        return True

    def _foot(
        self, ui: w.Ui, foot: w.Area, view: PublicView, item: Resolution | None, *, beside: bool
    ) -> Answer | None:
        """Show the way on; ``beside`` tells whether the decision is in sight."""
        voting = view.negotiation.public.plenary.question is not None
        ready = not voting and item is not None and _waits(view, item)
        other = None if voting or ready else next((one for one in votes.subjects(view) if _waits(view, one)), None)
        words = _("Adjourn")
        wide = w.button_width(ui, words, "arrow-right")
        wide = min(foot.rect.w, wide if ui.narrow else max(wide, ui.px(200)))
        busy = _("A vote is going on. Finish it first.")
        hint = busy if voting else moments.next_words(view)
        kind: Literal["primary", "secondary"] = "secondary" if ready or other else "primary"
        place = foot.cut_end(wide)
        if other is not None and self._turn_to(ui, foot, other):
            return None
        self._work.foot(ui, foot, view)
        pressed = w.button(ui, "next", place, words, kind=kind, icon="arrow-right", enabled=not voting, hint=hint)
        on = entered(ui) if not beside or not (voting or ready) else False
        if pressed or (on and not voting and not ready):
            return Submit(AdvancePhase(view.phase, view.turn), wait=thinking_words(view))
        if on:  # what waits is decided where it can be seen
            self._work.board.close()
            self._bring = True
            ui.redraw()
        if foot.rect.w < ui.px(_LEAST_NOTE):
            return None
        if voting:
            said = busy if beside else votes.elsewhere_words(view)
            w.label(ui, foot.rect, said, "strong", "text", lines=2, shorten=True, id_="voting")
        elif ready and not beside:
            w.label(ui, foot.rect, _("A text is ready: see The decision."), "strong", "text", lines=2, shorten=True)
        else:
            note(ui, foot.rect, _("Adjourning leads to the desks."))
        return None


def _waits(view: PublicView, item: Resolution) -> bool:
    """Tell whether a draft, or an amendment to it, is ready to be put to the vote."""
    return votes.ready(view, item) or bool(amendments.contested(view, item))
