"""Cards of the outcome: receipts of the indices that moved most, and the orders of every delegation, opened."""

from __future__ import annotations

from game.client import widgets as w
from game.client.canvas.chart_receipt import draw_receipt, receipt_height, receipt_rows
from game.client.screens.columns import column_scroll
from game.client.view_models import outcome
from game.client.view_models.outcome import MovedIndex, OpenedOrders
from game.model.text import _
from game.session.views import PublicView


def changes(ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
    """Show a card for each index that moved, one below the other."""
    moved = outcome.moved_indices(view)
    with column_scroll(ui, "changes", rect) as area:
        if not moved:
            w.paragraph(ui, area, _("No index moved by as much as can be seen."), "body", "text_muted")
        for item in moved:
            moved_card(ui, area, item)


def moved_card(ui: w.Ui, area: w.Area, item: MovedIndex) -> None:
    """Cut a card off ``area``: title and change in words, the receipt as bars, and what did most in a sentence."""
    text = ui.look.text
    pad = ui.px(16)
    width = max(1, area.rect.w - 2 * pad)
    change = w.Change(item.change, item.direction, item.verdict)
    title = text.height(item.title, "heading", width)
    said = text.height(change.sentence, "strong", width)
    bars = receipt_height(item.chart, text, width)
    story = text.height(item.sentence, "body", width)
    rect = area.cut_top(title + said + bars + story + 2 * pad + ui.px(16))
    with w.card(ui, f"moved-{item.key}", rect, padding=16, gap=0) as inside:
        w.label(ui, inside.cut_top(title), item.title, "heading", lines=None)
        w.label(ui, inside.cut_top(said, ui.px(8)), change.sentence, "strong", change.tone, lines=None)
        place = inside.cut_top(bars, ui.px(8))
        value = "; ".join(f"{name} {words}" for name, words in receipt_rows(item.chart))
        ui.node(f"receipt-{item.key}", "figure", place, item.title, value, focusable=False, pointer=False)
        if ui.visible(place):
            draw_receipt(ui.surface, place, item.chart, ui.look.theme, text)
        w.label(ui, inside.rect, item.sentence, "body", "text_muted", lines=None, valign="top")


def opened(ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
    """Show who had ordered what."""
    with (
        w.card(ui, "opened", rect, "" if ui.narrow else _("Orders, opened"), "lock-open") as card,
        w.scroll(ui, "opened/scroll", card.rect, gap=6) as area,
    ):
        for item in outcome.opened_orders(view):
            _orders(ui, area, item)


def _orders(ui: w.Ui, area: w.Area, item: OpenedOrders) -> None:
    text = ui.look.text
    if area.used > ui.px(8):
        area.skip(ui.px(10))
    w.paragraph(ui, area, item.name, "strong", gap=2, id_=f"opened-{item.seat}")
    if not item.lines:
        w.paragraph(ui, area, _("No orders."), "body", "text_muted")
    for line in item.lines:
        cost = text.width(line.cost, "caption_strong")
        room = max(1, area.rect.w - ui.px(26) - cost - ui.px(8))
        row = ui.area(area.cut_top(text.height(line.text, "caption", room)), gap=8)
        mark = row.cut_start(ui.px(18))
        ui.icon(w.Rect(mark.x, mark.y, mark.w, text.line_height("caption")), line.icon, ui.colours.accent, 16)
        end = row.cut_end(cost)
        w.label(ui, row.rect, line.text, "caption", lines=None, valign="top")
        if line.cost:
            place = w.Rect(end.x, end.y, end.w, text.line_height("caption"))
            w.label(ui, place, line.cost, "caption_strong", align="end")
