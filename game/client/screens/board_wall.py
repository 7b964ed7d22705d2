"""The board on the wall: what is tried, and what it would do in both worlds, large enough for the last row."""

from __future__ import annotations

from game.client import widgets as w
from game.client.screens.board_effect import WALL, effect_table
from game.client.view_models import board, board_effect
from game.client.what_if import Found, WhatIf
from game.model.text import _
from game.session.views import PublicView

_SOON = 0.05
_TITLE_LINES = 2


def board_shown(what_if: WhatIf | None) -> bool:
    """Tell whether something is being tried."""
    return what_if is not None and what_if.trial is not None


def wall_board(ui: w.Ui, rect: w.Rect, view: PublicView, what_if: WhatIf) -> None:
    """Show what is tried on the laptop; it is made of public knowledge alone, wherever it is shown."""
    trial, found = what_if.trial, what_if.found
    if trial is None:
        return
    if what_if.busy:
        ui.wake(_SOON)
    text = ui.look.text
    w.panel(ui, rect)
    area = ui.area(rect.inset(ui.px(36), ui.px(24)), gap=12)
    lines = min(_TITLE_LINES, max(1, text.height(trial.title, "wall_strong", area.rect.w) // text.line_height("wall")))
    place = area.cut_top(lines * text.line_height("wall_strong"))
    w.label(ui, place, trial.title, "wall_strong", lines=lines, shorten=True, id_="wall-trial")
    if found is None:
        place = area.cut_top(text.line_height("wall"))
        w.label(ui, place, _("Working it out …"), "wall", "text_muted", shorten=True)
        return
    _found(ui, area, view, found)


def _found(ui: w.Ui, area: w.Area, view: PublicView, found: Found) -> None:
    text = ui.look.text
    foot = area.cut_bottom(text.line_height("wall"))
    said = _("In {year}, low to high: upper band without it, lower band with it").format(
        year=board_effect.end_year(view)
    )
    w.label(ui, foot, said, "wall", "text_muted", shorten=True, id_="wall-legend")
    measures = board_effect.headline_measures(view.book)
    rows = board_effect.effect_rows(measures, found.without, found.with_it)
    moved = any(row.alone.direction or row.together.direction for row in rows)
    note = board.note(found, moved=moved)
    if note and not moved:
        place = area.cut_bottom(2 * text.line_height("wall"))
        w.label(ui, place, note, "wall", lines=2, shorten=True, id_="wall-note")
    effect_table(ui, area, rows, WALL, most=area.rect.h)
