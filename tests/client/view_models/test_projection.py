from collections.abc import Callable

from game.client.canvas.chart_model import World
from game.client.view_models import projection
from game.session.forecast import DeskForecast
from game.session.views import SeatView


def test_without_a_forecast_the_chart_has_history_alone(at_desk: Callable[..., SeatView]) -> None:
    view = at_desk()
    chart = projection.chart(view, projection.frame(view, "criminality(KEN)"), None)
    assert chart.projections == ()
    assert len(chart.history) == len(view.public.indices)


def test_both_worlds_begin_where_history_ends(at_desk: Callable[..., SeatView]) -> None:
    view = at_desk()
    rules, name = view.public.book.scenario.rules, "criminality(KEN)"
    orders_end = rules.start_year + rules.turns * rules.turn_years
    kept = projection.frame(view, name)
    worlds = DeskForecast(view, runs=32).curves(view.desk.draft, (name,), runs=32)[name]
    chart = projection.chart(view, kept, worlds)
    assert [item.world for item in chart.projections] == [World.ALONE, World.TOGETHER]
    for item in chart.projections:
        assert item.points[0].time == chart.history[-1][0]
        assert item.points[-1].time == orders_end + rules.epilogue_years
        assert all(point.low <= point.likely <= point.high for point in item.points)
    assert [(event.time, event.text) for event in chart.events] == [(orders_end, "orders end")]
    low, high = projection.span_of(kept, worlds)
    assert low <= min(value for _year, value in chart.history) <= high
    assert "others do nothing new" in projection.end_sentence(kept, worlds)


def test_years_are_written_without_decimals_at_their_beginning() -> None:
    assert projection.year_text(2027.0) == "2027"
    assert projection.year_text(2027.5) == "2027.5"
