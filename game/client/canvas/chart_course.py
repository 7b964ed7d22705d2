"""Small charts: the sparkline, the course of many indices side by side, and the gauge of a score."""

import math
from dataclasses import dataclass

import pygame

from game.client.canvas import draw
from game.client.canvas.chart_model import CourseChart, Gauge
from game.client.canvas.chart_scale import Scale, nice_ticks
from game.client.canvas.chart_stroke import Layer, triangle
from game.client.canvas.chart_words import change_colour, signed, verdict
from game.client.canvas.geometry import Rect, columns, rows
from game.client.canvas.text import TextEngine
from game.client.canvas.theme import Colour, Theme, mix
from game.model.text import _

_BAND = 0.78  # of the way from the line's colour to the card's
_LEAST_WIDTH = 200  # design pixels of a small chart


def draw_sparkline(  # noqa: PLR0913 - every manner has a default
    surface: pygame.Surface,
    rect: Rect,
    values: tuple[float, ...],
    theme: Theme,
    scale: float,
    *,
    colour: Colour | None = None,
    band: tuple[tuple[float, float], ...] = (),
    least: float = 0.0,
) -> None:
    """Draw the course of a value without axes; the last value has a dot.

    ``band`` has the low and high of each value where it is an estimate: a swing that stays inside it means nothing,
    and looks like that. The height stands for a difference of ``least`` or more, so that what hardly moves is flat.
    """
    sure = len(band) != len(values)
    shown = [(v, *((v, v) if sure else band[i])) for i, v in enumerate(values) if math.isfinite(v)]
    if not shown or rect.w < 4 or rect.h < 4:
        return
    colour = colour or theme.colours.line
    margin = 3.2 * scale
    across = Scale(0, max(1, len(shown) - 1), rect.x + margin, rect.right - margin)
    low, high = _spread(min(row[1] for row in shown), max(row[2] for row in shown), least)
    up = Scale(low, high, rect.bottom - margin, rect.y + margin)
    points = [(across.at(i), up.at(row[0])) for i, row in enumerate(shown)]
    layer = Layer(surface, rect)
    if not sure and len(shown) > 1:
        lower = [(across.at(i), up.at(row[1])) for i, row in enumerate(shown)]
        upper = [(across.at(i), up.at(row[2])) for i, row in enumerate(shown)]
        layer.polygon([*upper, *reversed(lower)], mix(colour, theme.colours.card, _BAND))
    layer.stroke(points, colour, 2 * scale)
    layer.disc(points[-1], 3 * scale, colour)
    layer.finish()


def _spread(low: float, high: float, least: float) -> tuple[float, float]:
    """Return a span around the same middle that is at least ``least`` wide."""
    more = max(0.0, least - (high - low)) / 2
    return low - more, high + more


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """One small chart as drawn: its rectangle and its sentence, for the list of nodes."""

    rect: Rect
    sentence: str


def course_sentence(chart: CourseChart) -> str:
    """Say how an index went, in words."""
    if not chart.values:
        return chart.title
    first, last = chart.values[0], chart.values[-1]
    return _("{title}: from {first} to {last} {unit}, {verdict}").format(
        title=chart.title,
        first=chart.value_text(first),
        last=chart.value_text(last),
        unit=chart.unit,
        verdict=verdict(last - first, chart.lower_is_better, chart.value_text),
    )


def course_grid(rect: Rect, count: int, text: TextEngine) -> list[Rect]:
    """Cut ``rect`` into equal places for ``count`` small charts, in order of reading."""
    if not count:
        return []
    gap = round(16 * text.scale)
    most = max(1, (rect.w + gap) // (round(_LEAST_WIDTH * text.scale) + gap))
    # As many columns as fit, but no last row with a single chart if one column less avoids it.
    across = min(count, most)
    if count % across == 1 and across > 2 and count > across:
        across -= 1
    lines = rows(rect, math.ceil(count / across), gap)
    cells = [cell for line in lines for cell in columns(line, across, gap, rtl=text.rtl)]
    return cells[:count]


def courses_height(count: int, text: TextEngine, width: int) -> int:
    """Height in pixels at which ``count`` small charts are well readable at a width."""
    cells = course_grid(Rect(0, 0, width, 10_000), count, text)
    lines = len({cell.y for cell in cells})
    return lines * round(132 * text.scale) + max(0, lines - 1) * round(16 * text.scale)


def draw_courses(
    surface: pygame.Surface, rect: Rect, charts: tuple[CourseChart, ...], theme: Theme, text: TextEngine
) -> list[CoursePlan]:
    """Draw the course of several indices in a grid."""
    cells = course_grid(rect, len(charts), text)
    for cell, chart in zip(cells, charts, strict=True):
        _draw_course(surface, cell, chart, theme, text)
    return [CoursePlan(cell, course_sentence(chart)) for cell, chart in zip(cells, charts, strict=True)]


def _draw_course(surface: pygame.Surface, rect: Rect, chart: CourseChart, theme: Theme, text: TextEngine) -> None:
    """Draw one small chart: title, change in words, line with its first and last value."""
    colours = theme.colours
    gap = round(6 * text.scale)
    title = text.layout(chart.title, "caption_strong", rect.w, 2)
    text.draw(surface, title, Rect(rect.x, rect.y, rect.w, title.h), colours.text)
    if not chart.values:
        return
    y = (
        rect.y
        + title.h
        + _draw_change(surface, Rect(rect.x, rect.y + title.h, rect.w, title.line_height), chart, theme, text)
    )
    first, last = (
        text.layout(chart.value_text(chart.values[0]), "caption"),
        text.layout(chart.value_text(chart.values[-1]), "caption_strong"),
    )
    plot = Rect(rect.x + first.w + gap, y + gap, rect.w - first.w - last.w - 3 * gap, rect.bottom - y - 2 * gap)
    if plot.w < 12 or plot.h < 8:
        return
    finite = [value for value in chart.values if math.isfinite(value)] or [0.0]
    low, high = _spread(min(finite), max(finite), chart.least)
    ticks = nice_ticks(low if chart.low is None else chart.low, high if chart.high is None else chart.high, 4)
    up = Scale(ticks[0], ticks[-1], plot.bottom, plot.y)
    across = Scale(0, max(1, len(chart.values) - 1), plot.x, plot.right)
    for tick in (ticks[0], ticks[-1]):
        surface.fill(colours.grid, (plot.x, round(up.at(tick)), plot.w, max(1, round(text.scale * 0.75))))
    points = [(across.at(i), up.at(v)) for i, v in enumerate(chart.values) if math.isfinite(v)]
    if not points:
        return
    layer = Layer(surface, plot.inset(-gap))
    layer.stroke(points, colours.line, 2.2 * text.scale)
    for point in (points[0], points[-1]):
        layer.disc(point, 3.2 * text.scale, colours.line)
    layer.finish()
    for layout, point, left in ((first, points[0], rect.x), (last, points[-1], plot.right + gap)):
        top = min(max(round(point[1]) - layout.h // 2, rect.y + title.h), rect.bottom - layout.h)
        text.draw(surface, layout, Rect(left, top, layout.w, layout.h), colours.text, "left")


def _draw_change(surface: pygame.Surface, rect: Rect, chart: CourseChart, theme: Theme, text: TextEngine) -> int:
    """Write the change since the start in words with its sign; returns the height taken."""
    change = chart.values[-1] - chart.values[0]
    word = verdict(change, chart.lower_is_better, chart.value_text)
    words = _("{change} {unit}, {verdict}").format(
        change=signed(change, chart.value_text), unit=chart.unit, verdict=word
    )
    colour = change_colour(change, chart.lower_is_better, theme)
    mark = round(12 * text.scale)
    layout = text.layout(words, "caption", max(1, rect.w - mark), 1)
    text.draw(surface, layout, Rect(rect.x, rect.y, rect.w, layout.h), colour)
    if chart.value_text(abs(change)) != chart.value_text(0.0):
        x = rect.x + layout.w + mark * 0.6 if not text.rtl else rect.right - layout.w - mark * 0.6
        triangle(surface, (x, rect.y + layout.h / 2), 8 * text.scale, colour, up=change > 0)
    return layout.h


def gauge_height(gauge: Gauge, text: TextEngine, width: int) -> int:
    """Height in pixels that :func:`draw_gauge` needs at a width."""
    line = text.line_height("caption") if gauge.line is not None else 0
    ends = max(text.height(words, "caption", max(1, width * 2 // 5)) for words in (gauge.low_text, gauge.high_text))
    return text.line_height("figure") + line + round(34 * text.scale) + ends


def draw_gauge(surface: pygame.Surface, rect: Rect, gauge: Gauge, theme: Theme, text: TextEngine) -> None:
    """Draw a score on a bar, with what its ends and its line mean in words."""
    colours, scale = theme.colours, text.scale
    inner = rect.inset(round(12 * scale), 0)
    axis = Scale(gauge.low, gauge.high, inner.x, inner.right)
    figure = text.layout(gauge.value_text(gauge.value), "figure")
    at = axis.at(min(max(gauge.value, gauge.low), gauge.high))
    left = min(max(round(at - figure.w / 2), rect.x), rect.right - figure.w)
    text.draw(surface, figure, Rect(left, rect.y, figure.w, figure.h), colours.text, "left")
    top = rect.y + figure.h + round(8 * scale)
    bar = Rect(inner.x, top, inner.w, round(12 * scale))
    draw.rounded(surface, bar, colours.track, bar.h // 2)
    filled = round(at) - bar.x
    if filled > 0:
        draw.rounded(surface, Rect(bar.x, bar.y, max(filled, bar.h), bar.h), colours.accent, bar.h // 2)
    _draw_scale(surface, bar, axis, gauge, theme, scale)
    triangle(surface, (at, bar.y - 4 * scale), 9 * scale, colours.text, up=False)
    y = bar.bottom + round(8 * scale)
    if gauge.line is not None:
        y = _draw_gauge_line(surface, rect, gauge, theme, text, (axis, bar))
    room = max(1, rect.w * 2 // 5)
    for words, align in ((gauge.low_text, "left"), (gauge.high_text, "right")):
        layout = text.layout(words, "caption", room)
        x = rect.x if align == "left" else rect.right - room
        text.draw(
            surface, layout, Rect(x, y, room, layout.h), colours.text_muted, "left" if align == "left" else "right"
        )


def _draw_scale(surface: pygame.Surface, bar: Rect, axis: Scale, gauge: Gauge, theme: Theme, scale: float) -> None:
    """Mark the quarters of a bar: it is a scale to read, and nothing to take hold of."""
    wide = max(1, round(scale))
    for quarter in (1, 2, 3):
        x = round(axis.at(gauge.low + (gauge.high - gauge.low) * quarter / 4))
        surface.fill(theme.colours.card, (x - wide // 2, bar.y, wide, bar.h))


def _draw_gauge_line(
    surface: pygame.Surface, rect: Rect, gauge: Gauge, theme: Theme, text: TextEngine, on: tuple[Scale, Rect]
) -> int:
    """Draw the line to reach with its name below; returns where the next text may start."""
    axis, bar = on
    scale = text.scale
    x = round(axis.at(gauge.line if gauge.line is not None else gauge.low))
    width = max(2, round(2 * scale))
    surface.fill(theme.colours.text, (x - width // 2, bar.y - round(4 * scale), width, bar.h + round(8 * scale)))
    words = _("{text} {value}").format(value=gauge.value_text(gauge.line or 0.0), text=gauge.line_text)
    layout = text.layout(words, "caption_strong", rect.w, 1)
    left = min(max(x - layout.w // 2, rect.x), rect.right - layout.w)
    y = bar.bottom + round(8 * scale)
    text.draw(surface, layout, Rect(left, y, layout.w, layout.h), theme.colours.text, "left")
    return y + layout.h
