"""The chart of one figure: its course so far, and both worlds that may follow."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.client.canvas.chart_model import BandPoint, ChartEvent, LineChart, Projection, World
from game.client.view_models import figures
from game.model.text import _
from game.session.forecast import Band, TwoWorlds
from game.session.quantities import year_at
from game.session.views import PublicView, SeatView


@dataclass(frozen=True, slots=True)
class Frame:
    """What stays while a slider moves: the figure, its course, and ends of the axis that only grow."""

    figure: figures.Figure
    history: tuple[tuple[float, float], ...]
    years: tuple[float, ...]


def frame(view: SeatView, name: str) -> Frame:
    """Return what the chart of ``name`` keeps from frame to frame."""
    public = view.public
    scenario = public.book.scenario
    last = scenario.rules.start_year + public.turns * scenario.rules.turn_years + scenario.rules.epilogue_years
    years = tuple(float(year) for year in range(round(scenario.rules.start_year), int(last) + 1))
    return Frame(figures.figure_of(public.book, name), figures.course(view, name), years)


def chart(view: SeatView, kept: Frame, worlds: TwoWorlds | None, span: tuple[float, float] | None = None) -> LineChart:
    """Return the chart; without ``worlds`` the course alone. ``span`` fixes the value axis while a slider moves."""
    projections: tuple[Projection, ...] = ()
    if worlds is not None:
        projections = (
            Projection(World.ALONE, _("others do nothing new"), _points(view.public, worlds.nothing_new)),
            Projection(World.TOGETHER, _("everybody keeps their pledges"), _points(view.public, worlds.pledges_kept)),
        )
    low, high = span or (None, None)
    return LineChart(
        title="",
        unit=kept.figure.unit,
        history=kept.history,
        projections=projections,
        events=_orders_end(view.public),
        times=kept.years,
        low=low,
        high=high,
        value_text=kept.figure.write,
        time_text=year_text,
    )


def _orders_end(view: PublicView) -> tuple[ChartEvent, ...]:
    """Return the mark where the last turn ends; without an epilogue that is the end of the chart anyway."""
    scenario = view.book.scenario
    if not scenario.rules.epilogue_years:
        return ()
    return (ChartEvent(year_at(scenario, view.turns), _("orders end")),)


def year_text(year: float) -> str:
    """Write a calendar year; with its half where it is not the beginning."""
    whole = int(year + 1e-6)
    return f"{whole}" if abs(year - whole) < 1e-6 else f"{year:.2f}".rstrip("0")


def _points(view: PublicView, band: Band) -> tuple[BandPoint, ...]:
    scenario = view.book.scenario
    rows = zip(band.turns, band.low, band.likely, band.high, strict=True)
    return tuple(BandPoint(year_at(scenario, turn), low, likely, high) for turn, low, likely, high in rows)


def span_of(kept: Frame, worlds: TwoWorlds) -> tuple[float, float]:
    """Return the lowest and the highest value of a chart."""
    values = [value for _year, value in kept.history]
    for band in (worlds.nothing_new, worlds.pledges_kept):
        values += [*band.low, *band.high]
    return min(values), max(values)


def end_sentence(kept: Frame, worlds: TwoWorlds) -> str:
    """Say where both worlds end, for those who read instead of looking."""
    write = kept.figure.write
    return _(
        "{title}: at the end {alone} if others do nothing new, {together} if everybody keeps their pledges ({unit})."
    ).format(
        title=kept.figure.title,
        alone=write(worlds.nothing_new.likely[-1]),
        together=write(worlds.pledges_kept.likely[-1]),
        unit=kept.figure.unit,
    )


Curves = Mapping[str, TwoWorlds]
