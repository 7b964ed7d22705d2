"""The part of the wall that belongs to the meeting: large enough for the last row, and nothing but what is public."""

from __future__ import annotations

from game.client import widgets as w
from game.client.view_models import wall_meeting
from game.model.text import _
from game.session.desk import Phase
from game.session.views import PublicView

WIDTH = 860
"""Width of the column in pixels of 1920."""


def meeting_column(ui: w.Ui, rect: w.Rect, view: PublicView, pending: float) -> None:
    """Show the clock or the vote above what is agreed."""
    column = ui.area(rect, gap=24)
    if view.phase is Phase.CAUCUS:
        _clock(ui, column, view, pending)
    else:
        _vote(ui, column, view)
    agreed_panel(ui, column.rect, view)


def _clock(ui: w.Ui, column: w.Area, view: PublicView, pending: float) -> None:
    found = wall_meeting.clock(view, pending)
    if found is None:
        return
    text = ui.look.text
    rect = column.cut_top(text.line_height("wall_display") + text.line_height("wall") + ui.px(48))
    w.panel(ui, rect)
    inner = ui.area(rect.inset(ui.px(28), ui.px(20)), gap=0)
    place = inner.cut_top(text.line_height("wall_display"))
    w.timer(ui, "wall-timer", place, "", found.left, found.total, style="wall_display")
    w.label(ui, inner.rect, found.words, "wall", "text_muted", shorten=True, id_="wall-talk")


def _vote(ui: w.Ui, column: w.Area, view: PublicView) -> None:
    found = wall_meeting.vote(view)
    if found is None:
        _drafts(ui, column, view)
        return
    text = ui.look.text
    room = column.rect.w - ui.px(56)
    lines = min(3, max(1, text.height(found.title, "wall", room) // text.line_height("wall")))
    counted = min(2, max(1, text.height(found.count, "wall", room) // text.line_height("wall"))) if found.count else 0
    high = (lines + counted) * text.line_height("wall") + text.line_height("wall_title") + ui.px(48)
    rect = column.cut_top(high)
    w.panel(ui, rect)
    inner = ui.area(rect.inset(ui.px(28), ui.px(20)), gap=0)
    place = inner.cut_top(lines * text.line_height("wall"))
    w.label(ui, place, found.title, "wall", "text_muted", lines=lines, shorten=True, id_="wall-draft")
    place = inner.cut_top(text.line_height("wall_title"))
    w.label(ui, place, found.state, "wall_title", found.tone, shorten=True, id_="wall-vote")
    if counted:
        w.label(ui, inner.rect, found.count, "wall", lines=counted, shorten=True, id_="wall-count")


def _drafts(ui: w.Ui, column: w.Area, view: PublicView) -> None:
    """Show the titles of what may be put to the vote."""
    listed = wall_meeting.drafts(view)
    if not listed:
        return
    text = ui.look.text
    line, room = text.line_height("wall"), column.rect.w - ui.px(56)
    lines = [min(2, max(1, text.height(words, "wall", room) // line)) for words in listed]
    high = text.line_height("wall_strong") + sum(lines) * line + len(lines) * ui.px(12) + ui.px(40)
    rect = column.cut_top(high)
    w.panel(ui, rect)
    inner = ui.area(rect.inset(ui.px(28), ui.px(20)), gap=12)
    w.label(ui, inner.cut_top(text.line_height("wall_strong")), _("On the table"), "wall_strong", id_="wall-table")
    for number, (words, count) in enumerate(zip(listed, lines, strict=True)):
        w.label(ui, inner.cut_top(count * line), words, "wall", lines=count, shorten=True, id_=f"wall-draft-{number}")


def agreed_panel(ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
    """Show as many promises as there is room for."""
    text = ui.look.text
    w.panel(ui, rect)
    inner = ui.area(rect.inset(ui.px(28), ui.px(20)), gap=12)
    w.label(ui, inner.cut_top(text.line_height("wall_strong")), _("Agreed"), "wall_strong", id_="wall-agreed")
    listed = wall_meeting.agreed(view)
    if not listed:
        w.label(ui, inner.cut_top(text.line_height("wall")), _("Nothing yet"), "wall", "text_muted", shorten=True)
    for number, sentence in enumerate(listed):
        high = min(3, max(1, text.height(sentence, "wall", inner.rect.w) // text.line_height("wall")))
        if inner.rect.h < high * text.line_height("wall"):
            break
        place = inner.cut_top(high * text.line_height("wall"))
        w.label(ui, place, sentence, "wall", lines=high, shorten=True, id_=f"wall-agreed-{number}")
