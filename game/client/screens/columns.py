"""Columns of cards that scroll, in line with the cards beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from game.client import widgets as w
from game.client.widgets.scroll import EDGE, GUTTER


def note(ui: w.Ui, rect: w.Rect, words: str) -> None:
    """Write a remark beside the buttons at the foot of a screen, if there is room for all of it."""
    text = ui.look.text
    lines = 2 if rect.h >= 2 * text.line_height("caption") else 1
    layout = text.layout(words, "caption", max(1, rect.w - ui.px(12)), lines)
    if not layout.shortened:
        w.label(ui, ui.area(rect, gap=0).cut_start(rect.w - ui.px(12)), words, "caption", "text_muted", lines=lines)


@contextmanager
def column_scroll(ui: w.Ui, id_: str, rect: w.Rect, gap: float = 12) -> Iterator[w.Area]:
    """Give the area of a column of cards; its first card begins where ``rect`` does, its bar lies inside ``rect``."""
    edge, gutter = ui.px(EDGE), ui.px(GUTTER)
    x = rect.x + (gutter if ui.look.rtl else 0)
    with w.scroll(ui, id_, w.Rect(x, rect.y - edge, rect.w - gutter, rect.h + edge), gap=gap) as area:
        yield area
