"""The projection at a desk: one figure in two worlds, redrawn in the frame in which a slider moves."""

from __future__ import annotations

from collections.abc import Iterator

import pygame

from game.client import widgets as w
from game.client.canvas.chart_line import LinePlan, draw_line_chart
from game.client.canvas.chart_model import LineChart, value_rows
from game.client.view_models import figures, projection
from game.client.widgets.choice import direction
from game.model.text import _
from game.session.desk import Draft
from game.session.forecast import QUICK_RUNS, DeskForecast, TwoWorlds
from game.session.views import SeatView

REST = 0.06
"""Seconds without change after which the projection is refined, a slice in each frame."""

Key = tuple[Draft, str]
_Made = tuple[TwoWorlds | None, tuple[float, float] | None, projection.Frame, LineChart, str]


class ProjectionPanel:
    """The chart of a figure that one chooses; made for one desk and dropped with it."""

    def __init__(self, view: SeatView) -> None:
        self._forecast = DeskForecast(view)
        self._names = figures.watched(view)
        self._choices = [w.Choice(name, _named(view, name)) for name in self._names]
        self.name = self._names[0]
        self._frame = projection.frame(view, self.name)
        self._key: Key | None = None
        self._worlds: TwoWorlds | None = None
        self._since = 0.0
        self._slices: Iterator[dict[str, TwoWorlds]] | None = None
        self._span: tuple[float, float] | None = None
        self._plan: LinePlan | None = None
        self._cursor: int | None = None
        self.runs = 0  # behind the curves that are shown
        self._made: _Made | None = None

    @property
    def rows(self) -> tuple[str, ...]:
        """Names of the figures that can be chosen."""
        return self._names

    def show(self, view: SeatView, name: str) -> None:
        """Turn to another figure."""
        if name != self.name:
            self.name = name
            self._frame = projection.frame(view, name)
            self._key, self._span, self._cursor = None, None, None

    def build(self, ui: w.Ui, rect: w.Rect, view: SeatView, draft: Draft) -> None:
        """Show the figure under ``draft``."""
        with w.card(ui, "projection", rect, padding=12, gap=6) as area:
            head = ui.area(area.cut_top(ui.px(40)), gap=12)
            wide = min(head.rect.w, ui.px(420))
            place = head.cut_start(wide)
            chosen = w.dropdown(ui, "figure", place, _("Figure that is projected"), self._choices, self.name)
            self.show(view, chosen)
            self._head(ui, head)
            self._chart(ui, area.rect, view, draft)

    def _head(self, ui: w.Ui, head: w.Area) -> None:
        if head.rect.w < ui.px(120):
            return
        better = self._frame.figure.lower_is_better
        words = self._frame.figure.unit
        if better is not None:
            pattern = _("{unit}, lower is better") if better else _("{unit}, higher is better")
            words = pattern.format(unit=words)
        w.label(ui, head.rect, words, "caption", "text_muted", shorten=True, align="end")

    def _chart(self, ui: w.Ui, rect: w.Rect, view: SeatView, draft: Draft) -> None:
        if ui.drawing:
            self._project(ui, draft)
        chart, words = self._drawn(view)
        touch = ui.node("chart", "chart", rect, self._frame.figure.title, words)
        self._steer(ui, touch, chart)
        if ui.visible(rect):
            plan = draw_line_chart(ui.surface, rect, chart, ui.look.theme, ui.look.text, self._pointed(ui, touch))
            self._plan = plan
            ui.focus_ring(rect.inset(ui.px(2)), touch, 6)

    def _drawn(self, view: SeatView) -> tuple[LineChart, str]:
        """Return the chart and its words; the same until curves, axis or figure change."""
        made = self._made
        if made is None or made[0] is not self._worlds or made[1] != self._span or made[2] is not self._frame:
            chart = projection.chart(view, self._frame, self._worlds, self._span)
            words = projection.end_sentence(self._frame, self._worlds) if self._worlds else ""
            made = self._made = (self._worlds, self._span, self._frame, chart, words)
        return made[3:]

    def _pointed(self, ui: w.Ui, touch: w.Touch) -> int | None:
        """Return the step whose values are shown: below the pointer, or where the arrows have led."""
        if touch.hovered and self._plan is not None and self._plan.plot.holds(ui.state.pointer):
            return self._plan.nearest_step(ui.state.pointer[0])
        return self._cursor if touch.focused else None

    def _steer(self, ui: w.Ui, touch: w.Touch, chart: LineChart) -> None:
        key = touch.key
        if key is None or key.control or key.key not in {pygame.K_LEFT, pygame.K_RIGHT, pygame.K_HOME, pygame.K_END}:
            return
        last = len(chart.steps()) - 1
        at = len(chart.history) - 1 if self._cursor is None else self._cursor
        ends = {pygame.K_HOME: 0, pygame.K_END: last}
        self._cursor = ends.get(key.key, max(0, min(last, at + direction(key.key, rtl=False))))
        ui.take()

    def _project(self, ui: w.Ui, draft: Draft) -> None:
        """Bring the curves to the draft: quickly when it has changed, with all runs slice by slice at rest."""
        key = (draft, self.name)
        if key != self._key:
            self._key, self._since = key, ui.now
            self._slices = self._forecast.refined(draft, (self.name,))
            self._next(QUICK_RUNS)
            ui.wake(REST)
        elif self._slices is not None:
            if ui.now - self._since >= REST:
                self._next(self.runs + QUICK_RUNS)
                ui.wake(0.0)
            else:
                ui.wake(REST - (ui.now - self._since))

    def _next(self, runs: int) -> None:
        found = next(self._slices, None) if self._slices is not None else None
        if found is None:
            self._slices = None
            return
        self._worlds, self.runs = found[self.name], runs
        low, high = projection.span_of(self._frame, self._worlds)
        # The axis only grows while one figure is looked at: else it would move instead of the curve.
        span = self._span or (low, high)
        self._span = min(span[0], low), max(span[1], high)

    def table(self, view: SeatView) -> tuple[tuple[str, ...], ...]:
        """Return every value as text."""
        chart = projection.chart(view, self._frame, self._worlds, self._span)
        return tuple((row.time, row.series, row.value, row.low, row.high) for row in value_rows(chart, _("so far")))


def _named(view: SeatView, name: str) -> str:
    return figures.figure_of(view.public.book, name).title
