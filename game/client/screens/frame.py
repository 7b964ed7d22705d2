"""What screens outside of play share: a head with a title and the way back."""

from __future__ import annotations

import pygame

from game.client import widgets as w
from game.model.text import _

LEAST_HEIGHT = 320
"""Design pixels below which a screen scrolls as a whole."""


def head(ui: w.Ui, page: w.Area, title: str, detail: str = "") -> bool:
    """Cut the head of a screen off ``page``: back, title, a line of detail; tell whether back was pressed."""
    text = ui.look.text
    words = _("Back")
    wide = w.button_width(ui, words, "arrow-left")
    room = max(1, page.rect.w - wide - ui.px(16))
    high = text.height(title, "title", room) + (text.height(detail, "caption", room) if detail else 0)
    row = ui.area(page.cut_top(max(ui.px(40), high), ui.px(14)), gap=16)
    button = row.cut_start(wide)
    back = w.button(ui, "back", button.middle(button.w, ui.px(40)), words, icon="arrow-left")
    lines = row.sub(row.rect.middle(row.rect.w, high), 0)
    w.label(ui, lines.cut_top(text.height(title, "title", room)), title, "title", lines=None, id_="title")
    if detail:
        w.label(ui, lines.rect, detail, "caption", "text_muted", lines=None, id_="detail")
    return back


def left(ui: w.Ui) -> bool:
    """Tell whether Escape was pressed, which leaves a screen outside of play."""
    return ui.pressed(pygame.K_ESCAPE)
