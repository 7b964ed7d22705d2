"""What screens outside of play share: a head with a title and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pygame

from game.client import widgets as w
from game.model.text import _

_LEAST_HEIGHT = 320
_WIDEST = 1360
_SLIM, _SLIM_FACTOR = 440, 2.0


@contextmanager
def sheet(ui: w.Ui, least: float = _LEAST_HEIGHT, most: float = 2000) -> Iterator[w.Area]:
    """Give the area of a screen: the window, or its middle where it is very wide, at most ``most`` high.

    Where it is lower than ``least`` design pixels, the screen scrolls as a whole; slim windows need more.
    """
    with w.page(ui, "page", _least(ui, least)) as page:
        middle = page.rect.middle(ui.px(_WIDEST), page.rect.h)
        yield ui.area(w.Rect(middle.x, middle.y, middle.w, min(middle.h, ui.px(most))), gap=12)


def is_low(ui: w.Ui, least: float) -> bool:
    """Tell whether a :func:`sheet` of this height would scroll as a whole."""
    return ui.window.h < ui.px(_least(ui, least))


def _least(ui: w.Ui, least: float) -> float:
    return least * (_SLIM_FACTOR if slim(ui) else 1.0)


def slim(ui: w.Ui) -> bool:
    """Tell whether the window is so slim that two buttons hardly stand beside each other."""
    return ui.effective_width < _SLIM


def head(ui: w.Ui, page: w.Area, title: str, detail: str = "") -> bool:
    """Cut the head of a screen off ``page``: back, title, a line of detail; tell whether back was pressed."""
    text = ui.look.text
    words = _("Back")
    bare = slim(ui)
    wide = ui.px(40) if bare else w.button_width(ui, words, "arrow-left")
    room = max(1, page.rect.w - wide - ui.px(16))
    high = text.height(title, "title", room) + (text.height(detail, "caption", room) if detail else 0)
    row = ui.area(page.cut_top(max(ui.px(40), high), ui.px(14)), gap=16)
    button = row.cut_start(wide)
    place = button.middle(button.w, ui.px(40))
    if bare:
        back = w.icon_button(ui, "back", place, "arrow-left", words, kind="secondary")
    else:
        back = w.button(ui, "back", place, words, icon="arrow-left")
    lines = row.sub(row.rect.middle(row.rect.w, high), 0)
    w.label(ui, lines.cut_top(text.height(title, "title", room)), title, "title", lines=None, id_="title")
    if detail:
        w.label(ui, lines.rect, detail, "caption", "text_muted", lines=None, id_="detail")
    return back


def left(ui: w.Ui) -> bool:
    """Tell whether Escape was pressed, which leaves a screen outside of play."""
    return ui.pressed(pygame.K_ESCAPE)
