"""The line chart: history, two worlds with their bands, axes with units, lines named at their ends."""

import math
from dataclasses import dataclass

import numpy as np
import pygame

from game.client.canvas import draw
from game.client.canvas.chart_model import ChartEvent, LineChart, Projection, World
from game.client.canvas.chart_scale import Scale, every_that_fits, nice_ticks, spread_apart, tick_text
from game.client.canvas.chart_stroke import Layer
from game.client.canvas.geometry import Area, Rect
from game.client.canvas.projection import Points
from game.client.canvas.text import Layout, TextEngine
from game.client.canvas.theme import Colour, Theme
from game.model.text import _

_LABEL_SHARE = 0.3  # of the width, at most, for the names at the ends of lines
_NARROW = 360  # design pixels; below this the names go above the plot
_LEAST_PLOT = 40  # design pixels; a smaller chart is written out
_OVERLAP_COLUMNS = 64
_HEAD_SHARE = 0.4  # of the height, at most, for the title and the names above a narrow plot
_EVENT_ROWS = 3
_DASH, _DASH_GAP = 7.0, 4.0


@dataclass(frozen=True, eq=False)
class LinePlan:
    """Where a chart lies: its plot, its scales, and the times that a cursor can stand on."""

    plot: Rect
    times: Scale
    values: Scale
    ticks: tuple[float, ...]
    steps: tuple[float, ...]

    def nearest_step(self, x: int) -> int:
        """Index into ``steps`` of the time nearest to a pixel; -1 where there is none."""
        if not self.steps:
            return -1
        return min(range(len(self.steps)), key=lambda i: abs(self.times.at(self.steps[i]) - x))


def draw_line_chart(
    surface: pygame.Surface, rect: Rect, chart: LineChart, theme: Theme, text: TextEngine, cursor: int | None = None
) -> LinePlan:
    """Draw a chart into ``rect``; ``cursor`` is an index into the plan's steps whose values are shown."""
    pen = _LinePen(surface, rect, chart, theme, text)
    if pen.plan.plot.w < _LEAST_PLOT * text.scale or pen.plan.plot.h < _LEAST_PLOT * text.scale:
        pen.words()
        return pen.plan
    pen.axes()
    pen.bands()
    pen.lines()
    pen.layer.finish()
    pen.marks()
    pen.event_texts()
    pen.end_labels()
    if cursor is not None and 0 <= cursor < len(pen.plan.steps):
        pen.cursor(pen.plan.steps[cursor])
    return pen.plan


def world_colours(theme: Theme, world: World) -> tuple[Colour, Colour]:
    """Line and band of a world."""
    colours = theme.colours
    return (colours.line_alone, colours.band_alone) if world is World.ALONE else (colours.line, colours.band)


class _LinePen:
    """Draws the parts of one chart."""

    def __init__(self, surface: pygame.Surface, rect: Rect, chart: LineChart, theme: Theme, text: TextEngine) -> None:
        self.surface, self.rect, self.chart, self.theme, self.text = surface, rect, chart, theme, text
        self.scale = text.scale
        self.gap = round(6 * self.scale)
        self.narrow = rect.w < _NARROW * self.scale
        self.line_height = text.line_height("caption")
        self.labels = self._end_layouts()
        self.plan = self._planned()
        # Marks at the edge of the plot reach beyond it, but not out of the chart.
        self.layer = Layer(surface, self.plan.plot.inset(-round(6 * self.scale)).common(rect))

    # Arrangement

    def _end_layouts(self) -> list[tuple[Projection, Layout]]:
        """Value and name of each world, broken to the width that labels may take."""
        room = round(self.rect.w * _LABEL_SHARE)
        laid = []
        for projection in self.chart.projections:
            if not projection.points:
                continue
            value = self.chart.value_text(projection.points[-1].likely)
            words = value if self.narrow else _("{name} {value}").format(name=projection.name, value=value)
            laid.append((projection, self.text.layout(words, "caption", room, 3)))
        ends = [self.chart.value_text(projection.points[-1].likely) for projection, _layout in laid]
        if len(ends) == 2 and ends[0] == ends[1]:
            words = ends[1] if self.narrow else _("both worlds {value}").format(value=ends[1])
            return [(laid[1][0], self.text.layout(words, "caption", room, 3))]
        return laid

    def _planned(self) -> LinePlan:
        chart, rect = self.chart, self.rect
        values = chart.values() or [0.0, 1.0]
        low = min(values) if chart.low is None else chart.low
        high = max(values) if chart.high is None else chart.high
        top = rect.y + self._head_height()
        bottom = rect.bottom - self.line_height - self.gap
        room = max(1, bottom - top)
        ticks = nice_ticks(low, high, max(2, min(7, round(room / (2.4 * self.line_height)) + 1)))
        write = tick_text(ticks)
        left = rect.x + max(self.text.width(write(tick), "caption") for tick in ticks) + self.gap
        widest = max((layout.w for _projection, layout in self.labels), default=0)
        right = rect.right - (widest + 2 * self.gap if widest else self.gap)
        # The first label of the time axis is centred on the left end of the plot.
        plot = Rect(left, top, max(0, right - left), max(0, bottom - top))
        steps = chart.steps()
        first, last = (steps[0], steps[-1]) if steps else (0.0, 1.0)
        times = Scale(first, last, plot.x, plot.right)
        return LinePlan(plot, times, Scale(ticks[0], ticks[-1], plot.bottom, plot.y), ticks, steps)

    def _head_height(self) -> int:
        """Pixels above the plot: title, names of the worlds where it is narrow, and half a tick label."""
        height = self.line_height // 2
        if self.chart.title:
            height += sum(layout.h for layout in self._title()) + self.gap // 2
        if self.narrow:
            height += sum(layout.h for _projection, layout in self._legend_rows())
        return height

    def _title(self) -> list[Layout]:
        """Title with its unit on one line, else the unit on a line of its own."""
        title, unit, width = self.chart.title, self.chart.unit, self.rect.w
        if unit:
            both = _("{title} ({unit})").format(title=title, unit=unit)
            if self.text.width(both, "strong") <= width:
                return [self.text.layout(both, "strong")]
        lines = 2 if self.rect.h >= 10 * self.line_height else 1
        rows = [self.text.layout(title, "strong", width, lines)]
        return [*rows, self.text.layout(unit, "caption", width, 1)] if unit else rows

    def _legend_rows(self) -> list[tuple[Projection, Layout]]:
        """Names of the worlds for a narrow chart; none where they would leave too little for the plot."""
        room = max(1, self.rect.w - round(26 * self.scale))
        lines = 2 if self.rect.h >= 10 * self.line_height else 1
        rows = [(p, self.text.layout(p.name, "caption", room, lines)) for p in self.chart.projections if p.points]
        height = sum(layout.h for _projection, layout in rows)
        return rows if height <= self.rect.h * _HEAD_SHARE else []

    # Drawing

    def axes(self) -> None:
        """Draw title, grid, ticks of values and of time."""
        colours, plan, text = self.theme.colours, self.plan, self.text
        y = self.rect.y
        if self.chart.title:
            for layout in self._title():
                text.draw(self.surface, layout, Rect(self.rect.x, y, self.rect.w, layout.h), colours.text)
                y += layout.h
            y += self.gap // 2
        if self.narrow:
            self._legend(y)
        write = tick_text(plan.ticks)
        thin = max(1, round(self.theme.border * self.scale * 0.75))
        for tick in plan.ticks:
            at = round(plan.values.at(tick))
            self.surface.fill(colours.grid, (plan.plot.x, at, plan.plot.w, thin))
            label = text.layout(write(tick), "caption")
            place = Rect(self.rect.x, at - label.h // 2, plan.plot.x - self.gap - self.rect.x, label.h)
            text.draw(self.surface, label, place, colours.text_muted, "right")
        self._time_labels()

    def words(self) -> None:
        """Write out what there is no room to draw."""
        area_left = Area(self.rect, self.text.rtl)
        rows = [*self._title(), *(self.text.layout(row, "caption", self.rect.w) for row in self._sentences())]
        for layout in rows:
            if layout.h <= area_left.rect.h:
                self.text.draw(self.surface, layout, area_left.cut_top(layout.h), self.theme.colours.text)

    def _sentences(self) -> list[str]:
        if not self.plan.steps:
            return []
        return cursor_rows(self.chart, self.plan.steps[-1])

    def _legend(self, y: int) -> None:
        for projection, layout in self._legend_rows():
            line, _band = world_colours(self.theme, projection.world)
            middle = y + layout.line_height // 2
            layer = Layer(self.surface, Rect(self.rect.x, y, round(20 * self.scale), layout.line_height))
            self._line(layer, [(self.rect.x, middle), (self.rect.x + 20 * self.scale, middle)], projection.world)
            layer.finish()
            box = Rect(self.rect.x + round(26 * self.scale), y, layout.w, layout.h)
            self.text.draw(self.surface, layout, box, line, "left")
            y += layout.h

    def _time_labels(self) -> None:
        plan, text = self.plan, self.text
        times = self.chart.times or plan.steps
        labels = [text.layout(self.chart.time_text(time), "caption") for time in times]
        every = every_that_fits([label.w for label in labels], plan.plot.w, 2 * self.gap)
        ends = -self.gap
        for time, label in list(zip(times, labels, strict=True))[::every]:
            x = round(plan.times.at(time)) - label.w // 2
            x = min(max(x, self.rect.x), self.rect.right - label.w)
            if x >= ends + self.gap:
                box = Rect(x, plan.plot.bottom + self.gap, label.w, label.h)
                text.draw(self.surface, label, box, self.theme.colours.text_muted, "left")
                ends = x + label.w

    def bands(self) -> None:
        """Draw low to high of each world, and what two worlds share in a third shade."""
        shown = [p for p in self.chart.projections if len(p.points) > 1]
        for projection in shown:
            _line, colour = world_colours(self.theme, projection.world)
            self._area(self._edges(projection, None), colour)
        if len(shown) == 2:
            for part in self._common(shown[0], shown[1]):
                self._area(part, self.theme.colours.band_strong)

    def _edges(self, projection: Projection, at: Points | None) -> Points:
        """Pixels of a band, shape (n, 3): x, y of low, y of high; at its own times or at given ones."""
        points = np.array([(p.time, p.low, p.high) for p in projection.points], dtype=np.float64)
        if not np.isfinite(points).all():
            points = np.nan_to_num(points, nan=0.0, posinf=self.plan.values.high, neginf=self.plan.values.low)
        if at is not None:
            columns = [np.interp(at, points[:, 0], points[:, i]) for i in (1, 2)]
            points = np.column_stack([at, *columns])
        scale_x, scale_y = self.plan.times, self.plan.values
        x = scale_x.start + (points[:, 0] - scale_x.low) * _slope(scale_x)
        y = scale_y.start + (points[:, 1:] - scale_y.low) * _slope(scale_y)
        return np.column_stack([x, np.clip(y, self.plan.plot.y, self.plan.plot.bottom)])

    def _common(self, one: Projection, two: Projection) -> list[Points]:
        """Parts where two bands lie on each other."""
        start = max(one.points[0].time, two.points[0].time)
        end = min(one.points[-1].time, two.points[-1].time)
        if end <= start:
            return []
        at = np.linspace(start, end, _OVERLAP_COLUMNS)
        first, second = self._edges(one, at), self._edges(two, at)
        # Pixels grow downwards: the low edge has the larger one.
        low, high = np.minimum(first[:, 1], second[:, 1]), np.maximum(first[:, 2], second[:, 2])
        both = np.concatenate([[False], low > high + 1, [False]])
        changes = np.flatnonzero(both[1:] != both[:-1]).reshape(-1, 2)
        return [np.column_stack([first[a:b, 0], low[a:b], high[a:b]]) for a, b in changes.tolist() if b - a > 1]

    def _area(self, edges: Points, colour: Colour) -> None:
        self.layer.area(edges[:, [0, 2]], edges[:, [0, 1]], colour)

    def lines(self) -> None:
        """Draw history whole and projections, one of them dashed."""
        plan = self.plan
        history = self._history()
        for projection in self.chart.projections:
            points = [(plan.times.at(p.time), self._y(p.likely)) for p in projection.points]
            self._line(self.layer, points, projection.world)
        if len(history) > 1:
            self.layer.stroke(history, self.theme.colours.text, 2.6 * self.scale)

    def marks(self) -> None:
        """Mark events, and where history turns into projections; on narrow layers, since they are as high as the plot.

        What is scaled down for lines and bands then is no higher than they are.
        """
        history = self._history()
        if self.chart.history and self.chart.projections:
            self._now(history[-1][0])
        for event in self._events():
            self._event_mark(self.plan.times.at(event.time))
        if history:
            layer = self._narrow_layer(history[-1][0])
            layer.disc(history[-1], 4.5 * self.scale, self.theme.colours.card)
            layer.disc(history[-1], 3.2 * self.scale, self.theme.colours.text)
            layer.finish()

    def _history(self) -> list[tuple[float, float]]:
        return [(self.plan.times.at(time), self._y(value)) for time, value in self.chart.history]

    def _narrow_layer(self, x: float) -> Layer:
        reach = round(6 * self.scale)
        plot = self.plan.plot
        column = Rect(round(x) - reach, plot.y - reach, 2 * reach, plot.h + 2 * reach)
        return Layer(self.surface, column.common(self.rect))

    def _now(self, x: float) -> None:
        """Mark where history ends."""
        plan, colours = self.plan, self.theme.colours
        layer = self._narrow_layer(x)
        layer.stroke([(x, plan.plot.y), (x, plan.plot.bottom)], colours.control_border, max(1.0, self.scale))
        layer.finish()
        label = self.text.layout(_("now"), "caption")
        if x - plan.plot.x >= label.w + self.gap:
            box = Rect(round(x) - label.w - self.gap, plan.plot.y, label.w, label.h)
            self.text.draw(self.surface, label, box, colours.text_muted, "left")

    def _line(self, layer: Layer, points: list[tuple[float, float]], world: World) -> None:
        colour, _band = world_colours(self.theme, world)
        width = 2.2 * self.scale
        if world is World.TOGETHER:
            layer.stroke(points, colour, width)
            return
        layer.dashes(points, colour, width, (_DASH * self.scale, _DASH_GAP * self.scale))

    def _y(self, value: float) -> float:
        at = self.plan.values.at(value) if math.isfinite(value) else self.plan.plot.bottom
        return min(max(at, self.plan.plot.y), self.plan.plot.bottom)

    def end_labels(self) -> None:
        """Name each line at its end; where two ends are close the names move apart and a line leads to them."""
        plan = self.plan
        wanted = [self._y(projection.points[-1].likely) for projection, _layout in self.labels]
        sizes = [float(layout.h) for _projection, layout in self.labels]
        top = plan.plot.y - self.line_height // 2
        placed = spread_apart(wanted, sizes, top, plan.plot.bottom + self.line_height // 2)
        for (projection, layout), want, middle in zip(self.labels, wanted, placed, strict=True):
            colour, _band = world_colours(self.theme, projection.world)
            x = plan.times.at(projection.points[-1].time)
            if abs(want - middle) > self.line_height / 2 and layout.h <= self.line_height:
                start = (x + 2 * self.scale, want)
                draw.line(self.surface, start, (x + 2 * self.gap - 2 * self.scale, middle), colour)
            box = Rect(round(x) + 2 * self.gap, round(middle - layout.h / 2), layout.w, layout.h)
            self.text.draw(self.surface, layout, box, colour, "left")

    def _events(self) -> list[ChartEvent]:
        known = [e for e in self.chart.events if self.plan.times.low <= e.time <= self.plan.times.high]
        return sorted(known, key=lambda event: event.time)

    def _event_mark(self, x: float) -> None:
        """Draw a dotted line up from a diamond on the time axis."""
        plan, colours = self.plan, self.theme.colours
        layer = self._narrow_layer(x)
        layer.dotted_upright(x, plan.plot.y, plan.plot.bottom, colours.text_muted, 1.2 * self.scale)
        side, at = 5 * self.scale, plan.plot.bottom
        layer.polygon([(x, at - side), (x + side, at), (x, at + side), (x - side, at)], colours.text)
        layer.finish()

    def event_texts(self) -> None:
        """Write the events beside their marks, in rows so that they do not meet; hovering tells those without room."""
        plan = self.plan
        ends = [float(plan.plot.x)] * _EVENT_ROWS
        for event in self._events():
            x = plan.times.at(event.time)
            label = self.text.layout(event.text, "caption")
            row = next((i for i, end in enumerate(ends) if end <= x), None)
            if row is not None and x + self.gap + label.w <= plan.plot.right and (row + 1) * label.h < plan.plot.h / 2:
                y = plan.plot.bottom - (row + 1) * label.h - self.gap
                self._haloed(label, Rect(round(x) + self.gap, y, label.w, label.h))
                ends[row] = x + 2 * self.gap + label.w

    def _haloed(self, label: Layout, box: Rect) -> None:
        """Write on lines and bands with an edge in the colour of the card."""
        reach = max(1, round(1.5 * self.scale))
        for dx, dy in ((-reach, 0), (reach, 0), (0, -reach), (0, reach)):
            self.text.draw(self.surface, label, box.moved(dx, dy), self.theme.colours.card, "left")
        self.text.draw(self.surface, label, box, self.theme.colours.text, "left")

    def cursor(self, time: float) -> None:
        """Draw an upright line at a time, with the values of all lines there."""
        plan, colours, text = self.plan, self.theme.colours, self.text
        x = plan.times.at(time)
        draw.line(self.surface, (x, plan.plot.y), (x, plan.plot.bottom), colours.focus, max(1, round(1.5 * self.scale)))
        room = round(self.rect.w * 0.46)
        layouts = [text.layout(row, "caption", room, 3) for row in cursor_rows(self.chart, time)]
        width = max((layout.w for layout in layouts), default=0) + 2 * self.gap
        height = sum(layout.h for layout in layouts) + self.gap
        left = x + self.gap if x + self.gap + width <= plan.plot.right else x - self.gap - width
        # Above the lines or below them, wherever there is more room.
        shown = [self._y(p.likely) for world in self.chart.projections for p in world.points if p.time == time]
        shown += [self._y(value) for at, value in self.chart.history if at == time]
        low = bool(shown) and sum(shown) / len(shown) < plan.plot.centre[1]
        top = max(self.rect.y, plan.plot.bottom - height) if low else plan.plot.y
        left = min(max(self.rect.x, left), self.rect.right - width)
        box = Rect(round(left), top, width, height)
        draw.rounded(self.surface, box, colours.tip, round(6 * self.scale))
        y = box.y + self.gap // 2
        for layout in layouts:
            text.draw(self.surface, layout, Rect(box.x + self.gap, y, layout.w, layout.h), colours.on_tip, "left")
            y += layout.h


def cursor_rows(chart: LineChart, time: float) -> list[str]:
    """Sentences about one time: the time itself, then each line that has a value there."""
    rows = [chart.time_text(time)]
    rows += [chart.value_text(value) for at, value in chart.history if at == time]
    for projection in chart.projections:
        rows += [
            _("{name}: {value} ({low} to {high})").format(
                name=projection.name,
                value=chart.value_text(point.likely),
                low=chart.value_text(point.low),
                high=chart.value_text(point.high),
            )
            for point in projection.points
            if point.time == time and not (chart.history and time == chart.history[-1][0])
        ]
    return rows


def _slope(scale: Scale) -> float:
    return (scale.end - scale.start) / (scale.high - scale.low) if scale.high != scale.low else 0.0
