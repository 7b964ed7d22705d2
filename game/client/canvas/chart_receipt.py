"""The receipt of an index: bars from its old to its new value, one for each contribution, with words beside them."""

from dataclasses import dataclass, replace

import pygame

from game.client.canvas import draw
from game.client.canvas.chart_model import ReceiptChart, ReceiptPart
from game.client.canvas.chart_scale import Scale, nice_ticks
from game.client.canvas.chart_stroke import triangle
from game.client.canvas.chart_words import change_colour, signed, verdict
from game.client.canvas.geometry import Area, Rect
from game.client.canvas.text import Layout, TextEngine
from game.client.canvas.theme import Colour, Theme
from game.model.text import _

_NAME_SHARE = 0.42
_BAR = 14.0
_LEAST_BARS = 90  # design pixels; a narrower receipt has words and figures only


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One row as drawn: its rectangle and its words, for the list of nodes."""

    rect: Rect
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    value: str
    start: float
    end: float
    change: float | None  # None in the rows of the old and the new value


def receipt_rows(chart: ReceiptChart) -> list[tuple[str, str]]:
    """Name and value of every row, readable without the picture."""
    return [(row.name, row.value) for row in _rows(chart)]


def _rows(chart: ReceiptChart) -> list[_Row]:
    write = chart.value_text
    rows = [_Row(chart.before_name or _("before"), write(chart.before), 0.0, chart.before, None)]
    at = chart.before
    for part in chart.parts:
        word = verdict(part.change, chart.lower_is_better, write)
        value = _("{change} {verdict}").format(change=signed(part.change, write), verdict=word)
        rows.append(_Row(part.name, value, at, at + part.change, part.change))
        at += part.change
    rows.append(_Row(chart.after_name or _("now"), write(chart.after), 0.0, chart.after, None))
    return rows


def receipt_height(chart: ReceiptChart, text: TextEngine, width: int) -> int:
    """Height in pixels that :func:`draw_receipt` needs for all rows at a width."""
    pen = _ReceiptPen(chart, text, width)
    return pen.head + sum(pen.row_height(row) for row in pen.rows)


def draw_receipt(
    surface: pygame.Surface, rect: Rect, chart: ReceiptChart, theme: Theme, text: TextEngine
) -> list[ReceiptRow]:
    """Draw a receipt into ``rect`` and return its rows; what does not fit is summed up in one."""
    return _ReceiptPen(_shortened(chart, text, rect), text, rect.w).draw(surface, rect, theme)


def _shortened(chart: ReceiptChart, text: TextEngine, rect: Rect) -> ReceiptChart:
    """Sum up the smallest contributions until all rows fit, so that the new value is never cut off."""
    short = chart
    kept = len(chart.parts)
    while kept > 0 and receipt_height(short, text, rect.w) > rect.h:
        kept -= 1
        ranked = sorted(range(len(chart.parts)), key=lambda i: -abs(chart.parts[i].change))
        own = [chart.parts[i] for i in sorted(ranked[:kept])]
        rest = sum(chart.parts[i].change for i in ranked[kept:])
        short = replace(chart, parts=(*own, ReceiptPart(_("all others together"), rest)))
    return short


class _ReceiptPen:
    """Arranges and draws one receipt: names, bars, values, in the order of reading."""

    def __init__(self, chart: ReceiptChart, text: TextEngine, width: int) -> None:
        self.chart, self.text, self.width = chart, text, width
        self.gap = round(8 * text.scale)
        self.rows = _rows(chart)
        self.mark = round(14 * text.scale)
        self.values = [
            text.layout(row.value, "caption_strong" if row.change is None else "caption") for row in self.rows
        ]
        self.value_width = max(layout.w for layout in self.values) + self.mark
        room = width - self.value_width - 2 * self.gap
        self.bar_width = room - round(min(room * 0.6, width * _NAME_SHARE))
        if self.bar_width < _LEAST_BARS * text.scale:
            self.bar_width = 0
        self.name_width = max(1, room - self.bar_width)
        self.names = [
            text.layout(row.name, "caption_strong" if row.change is None else "caption", self.name_width, 2)
            for row in self.rows
        ]
        self.title = self._title()
        self.head = self.title.h + self.gap // 2 if self.title is not None else 0

    def _title(self) -> Layout | None:
        if not self.chart.title:
            return None
        words = self.chart.title
        if self.chart.unit:
            words = _("{title} ({unit})").format(title=self.chart.title, unit=self.chart.unit)
        return self.text.layout(words, "strong", self.width, 2)

    def row_height(self, row: _Row) -> int:
        """Pixels of a row."""
        name = self.names[self.rows.index(row)]
        return max(name.h, round(_BAR * self.text.scale)) + self.gap // 2

    def draw(self, surface: pygame.Surface, rect: Rect, theme: Theme) -> list[ReceiptRow]:
        """Draw all rows that fit."""
        area = Area(rect, self.text.rtl)
        if self.title is not None:
            self.text.draw(surface, self.title, area.cut_top(self.title.h, self.gap // 2), theme.colours.text)
        drawn: list[ReceiptRow] = []
        before: tuple[Rect, Scale] | None = None
        for row, name, value in zip(self.rows, self.names, self.values, strict=True):
            height = self.row_height(row)
            if height > area.rect.h:
                break
            line = area.cut_top(height, 0)
            drawn.append(ReceiptRow(line, row.name, row.value))
            parts = area.sub(line)
            name_box = parts.cut_start(self.name_width, self.gap)
            bar_box = parts.cut_start(self.bar_width, self.gap) if self.bar_width else None
            colours = theme.colours
            self.text.draw(surface, name, name_box, colours.text, "start", "centre")
            self._value(surface, parts.rect, row, value, theme)
            if bar_box is not None:
                scale = self._scale(bar_box)
                before = self._bar(surface, bar_box, row, theme, scale, before)
        return drawn

    def _scale(self, box: Rect) -> Scale:
        """Axis around the values that occur; the bars of the totals start at its edge, so no zero is implied."""
        reached = [value for row in self.rows for value in (row.start, row.end) if row.change is not None]
        reached += [self.chart.before, self.chart.after]
        ticks = nice_ticks(min(reached), max(reached), 5)
        low = ticks[0] - (ticks[-1] - ticks[0]) * 0.3
        return Scale(low, ticks[-1], box.x, box.right)

    def _bar(
        self,
        surface: pygame.Surface,
        box: Rect,
        row: _Row,
        theme: Theme,
        scale: Scale,
        before: tuple[Rect, Scale] | None,
    ) -> tuple[Rect, Scale]:
        """Draw a bar, and a thin line down from the end of the one above."""
        colours = theme.colours
        high = round(_BAR * self.text.scale)
        top = box.y + (box.h - high) // 2
        start = scale.at(row.start) if row.change is not None else box.x
        end = scale.at(row.end)
        bar = Rect(round(min(start, end)), top, max(2, round(abs(end - start))), high)
        if before is not None:
            x = round(start if row.change is not None else end)
            surface.fill(colours.control_border, (x, before[0].bottom, 1, max(0, top - before[0].bottom)))
        draw.rounded(surface, bar, self._colour(row, theme), round(3 * self.text.scale) if row.change is None else 2)
        if row.change is None:
            self._break(surface, bar, colours.card)
        return bar, scale

    def _break(self, surface: pygame.Surface, bar: Rect, ground: Colour) -> None:
        """Cut a slanting gap through the foot of a total: its bar does not begin at zero."""
        wide, lean = round(4 * self.text.scale), round(5 * self.text.scale)
        x = bar.x + round(6 * self.text.scale)
        if bar.w < 2 * (wide + lean):
            return
        corners = ((x + lean, bar.y - 1), (x + lean + wide, bar.y - 1), (x + wide, bar.bottom), (x, bar.bottom))
        pygame.draw.polygon(surface, ground, corners)

    def _colour(self, row: _Row, theme: Theme) -> Colour:
        if row.change is None:
            return theme.colours.line_alone
        return change_colour(row.change, self.chart.lower_is_better, theme)

    def _value(self, surface: pygame.Surface, box: Rect, row: _Row, layout: Layout, theme: Theme) -> None:
        """Write the value with its word, then a sign that points the way."""
        area = Area(box, self.text.rtl)
        colour = theme.colours.text if row.change is None else self._colour(row, theme)
        place = area.cut_start(layout.w, round(4 * self.text.scale))
        self.text.draw(surface, layout, place, colour, "start", "centre")
        if row.change is not None and self.chart.value_text(abs(row.change)) != self.chart.value_text(0.0):
            side = 8 * self.text.scale
            x = area.rect.x + side / 2 if not self.text.rtl else area.rect.right - side / 2
            triangle(surface, (x, box.y + box.h / 2), side, colour, up=row.change > 0)
