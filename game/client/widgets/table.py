"""Tables: sorted by a click on a head, drawing only the rows that are seen, with the head always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import pygame

from game.client.canvas.geometry import Area, Rect
from game.client.interface.ui import Touch, Ui
from game.client.widgets.choice import direction
from game.client.widgets.label import tone_of
from game.client.widgets.scroll import Offset, beside, needs_more, settle

ROW = 36
_LINES = ((1, 1), (2, 1), (2, 2))
"""Lines of text in the head and in the rows: the first that fits."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``weight`` shares what the fitted columns leave, ``numeric`` aligns to the end."""

    label: str
    weight: float = 0.0
    numeric: bool = False
    sortable: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key, a text for each column, and what to sort each column by where that is not the text."""

    key: str
    cells: tuple[str, ...]
    order: tuple[float | str, ...] = ()
    tones: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Columns with their widths in pixels, and how many lines of text the head and the rows have."""

    id: str
    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    head: int = 1
    lines: int = 1


@dataclass
class _Sorting:
    column: int = -1
    down: bool = False
    head: int = 0


def table(  # noqa: PLR0913 - every manner has a default
    ui: Ui,
    id_: str,
    rect: Rect,
    label: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    chosen: str = "",
    selectable: bool = True,
) -> str:
    """Show a table and return the key of the chosen row.

    Tab stops at the head, where arrows choose a column and Enter sorts by it, and at the rows, where arrows, Home, End
    and page keys move. Where one line of text is too little, every row has two; what is too narrow even then ends in an
    ellipsis.
    """
    ui.node(id_, "table", rect, label, chosen, focusable=False, pointer=False)
    sorting = ui.recall(f"sort:{id_}", _Sorting)
    area = ui.area(rect, gap=0)
    plan = _planned(ui, id_, columns, rows, rect.w, sorting.column)
    head = area.cut_top(_high(ui, plan.head, "strong"))
    with ui.inside(id_):
        _head(ui, head, plan, sorting)
        ordered = _ordered(rows, sorting)
        return _body(ui, area.rect, label, plan, ordered, chosen, selectable=selectable)


def without_column(columns: Sequence[Column], rows: Sequence[Row], number: int) -> tuple[list[Column], list[Row]]:
    """Return a table without one of its columns."""

    def rest(items: Sequence[Any]) -> tuple[Any, ...]:
        return (*items[:number], *items[number + 1 :])

    kept = [Row(row.key, rest(row.cells), rest(row.order), rest(row.tones), rest(row.icons)) for row in rows]
    return list(rest(columns)), kept


def table_needs(ui: Ui, columns: Sequence[Column], rows: Sequence[Row], width: int) -> int:
    """Return the height in pixels in which a table of ``width`` pixels need not scroll."""
    plan = _planned(ui, "", columns, rows, width, -1)
    return _high(ui, plan.head, "strong") + len(rows) * _high(ui, plan.lines) + ui.px(2)


def _high(ui: Ui, lines: int, style: str = "body") -> int:
    """Return the height in pixels of a row with so many lines of text."""
    return ui.px(ROW) + (lines - 1) * ui.look.text.line_height(style)


def table_fits(ui: Ui, columns: Sequence[Column], rows: Sequence[Row], room: int) -> bool:
    """Tell whether all words of a table have room in ``room`` pixels of width."""
    return any(sum(_asked(ui, columns, rows, *lines)) <= room for lines in _LINES)


def _planned(ui: Ui, id_: str, columns: Sequence[Column], rows: Sequence[Row], room: int, sorted_by: int) -> _Plan:
    """Lay the columns out: in one line of text, where that is too wide with two in the head, or in all rows."""
    for head, lines in _LINES:
        asked = _asked(ui, columns, rows, head, lines, sorted_by)
        if sum(asked) <= room:
            return _Plan(id_, tuple(columns), tuple(_shared(columns, asked, room)), head, lines)
    asked = _asked(ui, columns, rows, 2, 1, sorted_by)  # rather an ellipsis than a number on two lines
    return _Plan(id_, tuple(columns), tuple(_squeezed(asked, room)), 2)


def _asked(
    ui: Ui, columns: Sequence[Column], rows: Sequence[Row], head: int, lines: int, sorted_by: int = -1
) -> list[int]:
    """Return the width that each column asks for, with so many lines of text in the head and in the rows."""
    in_head, in_rows = (ui.look.text.width if number == 1 else partial(_broken, ui) for number in (head, lines))
    found = []
    for number, column in enumerate(columns):
        cells = [in_rows(row.cells[number]) + (ui.px(26) if _icon(row, number) else 0) for row in rows[:200]]
        named = in_head(column.label, "strong") + _mark(ui, column, sure=head == 1 or number == sorted_by)
        found.append(max([named, *cells]) + ui.px(24))
    return found


def _mark(ui: Ui, column: Column, *, sure: bool) -> int:
    """Return the room for the mark of sorting."""
    return ui.px(18) if column.sortable and sure else 0


def _broken(ui: Ui, words: str, style: str = "body") -> int:
    """Return the width in which ``words`` stand on two lines."""
    width = ui.look.text.width
    parts = words.split(" ")
    breaks = range(1, len(parts))
    halves = (max(width(" ".join(parts[:at]), style), width(" ".join(parts[at:]), style)) for at in breaks)
    return min(halves, default=width(words, style)) + 1


def _shared(columns: Sequence[Column], fitted: Sequence[int], room: int) -> list[int]:
    """Share what is left among the columns."""
    spare = room - sum(fitted)
    weights = [column.weight for column in columns]
    shares = weights if any(weights) else [1.0] * len(columns)
    return [int(w + spare * share / sum(shares)) for w, share in zip(fitted, shares, strict=True)]


def _squeezed(fitted: Sequence[int], room: int) -> list[int]:
    """Let the widest columns give way first."""
    low, high = 0, max(fitted, default=0)
    while low < high:
        most = (low + high + 1) // 2
        low, high = (most, high) if sum(min(w, most) for w in fitted) <= room else (low, most - 1)
    return [min(w, low) for w in fitted]


def _icon(row: Row, number: int) -> str:
    return row.icons[number] if number < len(row.icons) else ""


def _ordered(rows: Sequence[Row], sorting: _Sorting) -> list[Row]:
    if sorting.column < 0:
        return list(rows)

    def key(row: Row) -> tuple[bool, float, str]:
        value = row.order[sorting.column] if row.order else row.cells[sorting.column]
        return (isinstance(value, str), 0.0, value.casefold()) if isinstance(value, str) else (False, float(value), "")

    return sorted(rows, key=key, reverse=sorting.down)


def _head(ui: Ui, rect: Rect, plan: _Plan, sorting: _Sorting) -> None:
    ui.fill(rect, ui.colours.sunken, 6)
    line = ui.area(rect, gap=0)
    sorting.head = min(sorting.head, max(0, len(plan.columns) - 1))
    for number, (column, wide) in enumerate(zip(plan.columns, plan.widths, strict=True)):
        at = line.cut_start(wide)
        state = ("descending" if sorting.down else "ascending") if sorting.column == number else ""
        touch = ui.node(
            f"{plan.id}/head.{number}",
            "columnheader",
            at,
            column.label,
            state,
            enabled=column.sortable,
            focusable=number == sorting.head,
            hint=column.hint,
        )
        if touch.activated:
            ui.take()
            sorting.down = (not sorting.down) if sorting.column == number else column.numeric
            sorting.column = sorting.head = number
        step = direction(touch.key.key, rtl=ui.look.rtl) if touch.key else 0
        if step and touch.key and touch.key.key in {pygame.K_LEFT, pygame.K_RIGHT}:
            ui.take()
            sorting.head = max(0, min(len(plan.columns) - 1, number + step))
            ui.focus_on(f"{plan.id}/head.{sorting.head}")
        _draw_head(ui, at, column, touch, sorting if sorting.column == number else None, plan.head)


def _draw_head(ui: Ui, rect: Rect, column: Column, touch: Touch, sorting: _Sorting | None, lines: int) -> None:
    colours = ui.colours
    inner = ui.area(rect.inset(ui.px(12), 0), gap=4)
    colour = colours.accent if sorting else colours.text
    if touch.hovered and column.sortable:
        ui.fill(rect, colours.accent_soft, 6)
    room = inner.rect.w - (ui.px(20) if sorting else 0)
    wide = min(ui.look.text.width(column.label, "strong"), room)
    cut = inner.cut_end if column.numeric else inner.cut_start
    align: Literal["start", "end"] = "end" if column.numeric else "start"
    ui.write(cut(wide), column.label, "strong", colour, lines=lines, align=align, shorten=True)
    if sorting:
        ui.icon(cut(ui.px(16)), "arrow-down" if sorting.down else "arrow-up", colour, 16)
    ui.focus_ring(rect.inset(ui.px(5)), touch, 4)


def _body(ui: Ui, rect: Rect, label: str, plan: _Plan, rows: list[Row], chosen: str, *, selectable: bool) -> str:
    id_ = plan.id
    keys = [row.key for row in rows]
    offset = ui.recall(f"scroll:{id_}", Offset)
    high = _high(ui, plan.lines)
    touch = ui.node(f"{id_}/rows", "rows", rect, label, chosen, focusable=bool(rows), enabled=bool(rows))
    result = chosen
    if touch.key is not None and not touch.key.control:
        result = _keyed(ui, touch, keys, chosen, offset, page=rect.h // high, high=high, selectable=selectable)
    first = len(ui.nodes)
    bar = beside(ui, rect)
    start = max(0, offset.y // high)
    with ui.clipped(rect):
        for number in range(start, min(len(rows), start + rect.h // high + 2)):
            row = rows[number]
            at = Rect(rect.x, rect.y + number * high - offset.y, rect.w, high)
            part = ui.node(f"{id_}.{row.key}", "row", at, row.cells[0], " · ".join(row.cells[1:]), focusable=False)
            if part.clicked and selectable:
                result = row.key
                ui.focus_on(f"{id_}/rows", seen=False)
            if ui.visible(at):
                _draw_row(ui, at, row, plan, chosen=row.key == chosen, hovered=part.hovered and selectable)
    needs_more(ui, len(rows) * high - rect.h)
    settle(ui, id_, rect, bar, offset, len(rows) * high, first)
    ui.focus_ring(rect.inset(ui.px(5)), touch, 2)
    return result


def _keyed(  # noqa: PLR0913 - the state of a list
    ui: Ui, touch: Touch, keys: list[str], chosen: str, offset: Offset, *, page: int, high: int, selectable: bool
) -> str:
    if touch.key is None:
        return chosen
    moves = {
        pygame.K_DOWN: 1,
        pygame.K_UP: -1,
        pygame.K_PAGEDOWN: max(1, page - 1),
        pygame.K_PAGEUP: -max(1, page - 1),
        pygame.K_HOME: -len(keys),
        pygame.K_END: len(keys),
    }
    step = moves.get(touch.key.key)
    if step is None:
        return chosen
    ui.take()
    if not selectable:
        offset.y += step * high
        return chosen
    at = keys.index(chosen) + step if chosen in keys else (0 if step > 0 else len(keys) - 1)
    at = max(0, min(len(keys) - 1, at))
    offset.y = max((at + 1) * high - page * high, min(offset.y, at * high))
    return keys[at]


def _draw_row(ui: Ui, rect: Rect, row: Row, plan: _Plan, *, chosen: bool, hovered: bool) -> None:
    colours = ui.colours
    if chosen or hovered:
        ui.fill(rect, colours.accent_soft if chosen else colours.sunken)
    if chosen:
        edge = Area(rect, ui.look.rtl).cut_start(ui.px(3))
        ui.fill(edge, colours.accent)
    ui.fill(Rect(rect.x, rect.bottom - 1, rect.w, 1), colours.divider)
    line = ui.area(rect, gap=0)
    for number, (column, wide) in enumerate(zip(plan.columns, plan.widths, strict=True)):
        cell = ui.area(line.cut_start(wide).inset(ui.px(12), 0), gap=8)
        tone = row.tones[number] if number < len(row.tones) and row.tones[number] else "text"
        icon = _icon(row, number)
        if icon:
            ui.icon(cell.cut_start(ui.px(18)), icon, colours.accent)
        style = "strong" if chosen and number == 0 else "body"
        align: Literal["start", "end"] = "end" if column.numeric else "start"
        words = row.cells[number]
        ui.write(cell.rect, words, style, tone_of(ui, tone), align=align, lines=plan.lines, shorten=True)
