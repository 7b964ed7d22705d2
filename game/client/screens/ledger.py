"""The ledger: what was promised, what was delivered, and who trusts whom."""

from __future__ import annotations

from game.client import widgets as w
from game.client.screens.headings import heading
from game.client.view_models import promises
from game.client.view_models.promises import LedgerRow, TrustRow
from game.model.text import _
from game.session.negotiation.facts import Facts
from game.session.negotiation.state import NegotiationState

_LEAST_CELL = 92


def ledger(ui: w.Ui, rect: w.Rect, state: NegotiationState, facts: Facts, seat: str | None = None) -> None:
    """Show the promises turn by turn, then trust; it scrolls as one."""
    inner = w.Rect(rect.x, rect.y, rect.w - ui.px(10), rect.h)
    rows = promises.ledger_rows(state, facts, seat)
    with w.scroll(ui, "ledger", inner, gap=8) as area:
        heading(ui, area, _("Promised and delivered"), "scroll-text")
        w.paragraph(ui, area, promises.summary(rows), "body", "text_muted", id_="ledger-summary")
        turn = 0
        for row in rows:
            if row.turn != turn:
                turn = row.turn
                w.paragraph(ui, area, _("Turn {turn}").format(turn=turn), "strong", id_=f"ledger-turn-{turn}")
            _promise(ui, area, row)
        heading(ui, area, _("Who trusts whom"), "users")
        _trust(ui, area, promises.trust_rows(state, facts), facts)


def _promise(ui: w.Ui, area: w.Area, row: LedgerRow) -> None:
    """Show one promise: its sentence, and below it what came of it."""
    w.paragraph(ui, area, row.sentence, gap=2, id_=f"ledger-{row.key}")
    said = _("{source} · {words}").format(source=row.source, words=row.held)
    w.paragraph(ui, area, said, "caption_strong", row.tone, gap=8, id_=f"ledger-{row.key}-held")


def _trust(ui: w.Ui, area: w.Area, rows: tuple[TrustRow, ...], facts: Facts) -> None:
    """Show trust as a small matrix where there is room for one, else as sentences of those who are not neutral."""
    seats = facts.present
    text = ui.look.text
    words = max((text.width(row.words, "caption_strong") for row in rows), default=0) + ui.px(12)
    cell = max(ui.px(_LEAST_CELL), words)
    first = ui.px(150)
    if seats and first + cell * len(seats) <= area.rect.w:
        _matrix(ui, area, rows, facts, (area.rect.w - first) // len(seats))
        return
    shown = [row for row in rows if row.tone != "text_muted"]
    if not shown:
        w.paragraph(ui, area, _("All are neutral towards each other."), "body", "text_muted")
    for row in shown:
        sentence = _("{delegation} to {other}: {words}").format(
            delegation=facts.names.delegation(row.who), other=facts.names.delegation(row.whom), words=row.words
        )
        w.paragraph(ui, area, sentence, "body", row.tone, id_=f"trust-{row.who}-{row.whom}")


def _matrix(ui: w.Ui, area: w.Area, rows: tuple[TrustRow, ...], facts: Facts, cell: int) -> None:
    text, seats = ui.look.text, facts.present
    found = {(row.who, row.whom): row for row in rows}
    room = max(1, cell - ui.px(8))
    high = max(text.height(facts.names.delegation(seat), "caption_strong", room) for seat in seats)
    line = ui.area(area.cut_top(high), gap=0)
    heads = ui.area(line.cut_end(cell * len(seats)), gap=0)
    for seat in seats:
        place = heads.cut_start(cell)
        name = facts.names.delegation(seat)
        w.label(ui, place.inset(ui.px(4), 0), name, "caption_strong", "text_muted", align="centre", lines=None)
    for who in seats:
        name = facts.names.delegation(who)
        wide = max(1, area.rect.w - cell * len(seats) - ui.px(8))
        tall = max(ui.px(32), text.height(name, "body", wide))
        line = ui.area(area.cut_top(tall, ui.px(2)), gap=0)
        cells = ui.area(line.cut_end(cell * len(seats)), gap=0)
        w.label(ui, w.Rect(line.rect.x, line.rect.y, wide, tall), name, lines=None)
        for whom in seats:
            place = cells.cut_start(cell)
            row = found.get((who, whom))
            if row is None:
                ui.fill(place.inset(ui.px(2)), ui.colours.sunken, 4)
                continue
            w.label(
                ui,
                place,
                row.words,
                "caption_strong",
                row.tone,
                align="centre",
                shorten=True,
                id_=f"trust-{who}-{whom}",
            )
