"""Instruments: what each does, who is a party, and at a desk joining and leaving."""

from __future__ import annotations

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.view_models import instruments
from game.client.view_models.instruments import InstrumentRow, Joining
from game.model.text import _
from game.session.views import PublicView, SeatView


def instrument_list(ui: w.Ui, rect: w.Rect, view: PublicView, seat: SeatView | None = None) -> Submit | None:
    """Show all instruments, with what the desk ``seat`` can do about them."""
    inner = w.Rect(rect.x, rect.y, rect.w - ui.px(10), rect.h)
    answer: Submit | None = None
    with w.scroll(ui, "instruments", inner, gap=8) as area:
        rows = instruments.instrument_rows(view)
        if not rows:
            w.paragraph(ui, area, _("This scenario has no instruments to join."), "body", "text_muted")
        for row in rows:
            moves = instruments.joining(seat, row.key) if seat is not None else None
            answer = _row(ui, area, row, moves) or answer
    return answer


def _row(ui: w.Ui, area: w.Area, row: InstrumentRow, moves: Joining | None) -> Submit | None:
    answer: Submit | None = None
    title = _("{name} ({kind})").format(name=row.name, kind=row.kind)
    if moves is not None:
        wide = w.button_width(ui, moves.label, moves.icon)
        room = max(1, area.rect.w - wide - ui.px(12))
        high = max(ui.px(40), ui.look.text.height(title, "strong", room))
        line = ui.area(area.cut_top(high, ui.px(2)), gap=12)
        place = line.cut_end(wide).middle(wide, ui.px(40))
        w.label(ui, line.rect, title, "strong", lines=None, id_=f"instrument-{row.key}")
        closed = bool(moves.why_not)
        if w.button(ui, f"join-{row.key}", place, moves.label, icon=moves.icon, enabled=not closed, hint=moves.why_not):
            answer = Submit(moves.command)
        if moves.note:
            w.paragraph(ui, area, moves.note, "caption_strong", "accent", gap=2, id_=f"note-{row.key}")
    else:
        w.paragraph(ui, area, title, "strong", gap=2, id_=f"instrument-{row.key}")
    w.paragraph(ui, area, row.text, "body", gap=2)
    w.paragraph(ui, area, row.parties, "caption", "text_muted", gap=2, id_=f"parties-{row.key}")
    if row.coming:
        w.paragraph(ui, area, row.coming, "caption", "text_muted", gap=2)
    if row.brings:
        w.paragraph(ui, area, row.brings, "caption", "text_muted", gap=2, id_=f"brings-{row.key}")
    w.paragraph(ui, area, row.takes, "caption", "text_muted", gap=4)
    w.divider(ui, area)
    return answer
