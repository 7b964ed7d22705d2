"""The shares in the funds of a draft: a line for each delegation, before anybody votes."""

from __future__ import annotations

from game.client import widgets as w
from game.client.view_models.pool_shares import PoolShares


def share_list(ui: w.Ui, area: w.Area, pools: tuple[PoolShares, ...]) -> None:
    """Write who would pay what."""
    for pool in pools:
        area.skip(ui.px(4))
        w.paragraph(ui, area, pool.title, "caption_strong", "text_muted", gap=4, id_=f"fund-{pool.key}")
        for number, (name, units) in enumerate(pool.shares):
            wide = ui.look.text.width(units, "strong") + ui.px(4)
            room = max(1, area.rect.w - wide - ui.px(8))
            high = max(ui.px(24), ui.look.text.height(name, "body", room))
            line = ui.area(area.cut_top(high, ui.px(2)), gap=8)
            w.label(ui, line.cut_end(wide), units, "strong", align="end", id_=f"share-{pool.key}-{number}")
            w.label(ui, line.rect, name, lines=None, id_=f"payer-{pool.key}-{number}")
        w.paragraph(ui, area, pool.note, "caption", "text_muted", id_=f"fund-{pool.key}-note")
