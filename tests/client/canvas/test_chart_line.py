"""The line chart: its words, its pixels, and odd values."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.client.canvas.chart_line import cursor_rows, draw_line_chart
from game.client.canvas.chart_model import BandPoint, ChartEvent, LineChart, Projection, World, value_rows
from game.client.canvas.geometry import Rect
from game.client.canvas.theme import LIGHT
from game.client.interface.look import Look

HISTORY = tuple((2026 + i / 2, 6.8 - 0.05 * i) for i in range(5))
STEPS = range(9)
ALONE = Projection(
    World.ALONE,
    "others do nothing new",
    tuple(BandPoint(2028 + i / 2, 6.6 - 0.1 * i, 6.6 + 0.1 * i, 6.6 + 0.3 * i) for i in STEPS),
)
TOGETHER = Projection(
    World.TOGETHER,
    "everybody keeps their pledges",
    tuple(BandPoint(2028 + i / 2, 6.6 - 0.3 * i, 6.6 - 0.2 * i, 6.6) for i in STEPS),
)
CHART = LineChart(
    "Fauna crimes",
    "score, 1 to 10",
    HISTORY,
    (ALONE, TOGETHER),
    (ChartEvent(2027, "Market closes"),),
    (2026, 2028, 2030, 2032),
)
BOX = Rect(20, 20, 600, 280)
MAGENTA = (255, 0, 255)


def _drawn(look: Look, chart: LineChart = CHART, rect: Rect = BOX, cursor: int | None = None) -> pygame.Surface:
    surface = pygame.Surface((rect.right + 20, rect.bottom + 20))
    surface.fill(MAGENTA)
    surface.fill(look.theme.colours.card, rect)
    draw_line_chart(surface, rect, chart, look.theme, look.text, cursor)
    return surface


def test_every_value_can_be_read() -> None:
    rows = value_rows(CHART, "until now")
    assert len(rows) == 5 + 9 + 9
    assert rows[0].series == "until now"
    assert (rows[0].time, rows[0].value, rows[0].low) == ("2026", "6.8", "")
    last = rows[-1]
    assert (last.series, last.low, last.value, last.high) == ("everybody keeps their pledges", "4.2", "5.0", "6.6")


def test_worlds_that_end_alike_have_one_label(make_look: Callable[..., Look], monkeypatch: pytest.MonkeyPatch) -> None:
    look = make_look()
    said: list[str] = []
    layout = look.text.layout

    def heard(words: str, *rest: object, **more: object) -> object:
        said.append(words)
        return layout(words, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(type(look.text), "layout", lambda _self, *args, **kwargs: heard(*args, **kwargs))
    alike = replace(TOGETHER, points=(*TOGETHER.points[:-1], ALONE.points[-1]))
    _drawn(look, replace(CHART, projections=(ALONE, alike)))
    assert "both worlds 7.4" in said
    said.clear()
    _drawn(look)
    assert not any("both worlds" in words for words in said)
    assert "others do nothing new 7.4" in said


def test_time_runs_from_left_to_right_in_every_language(make_look: Callable[..., Look]) -> None:
    for language in ("en", "ar"):
        look = make_look(language=language)
        plan = draw_line_chart(pygame.Surface((640, 320)), BOX, CHART, look.theme, look.text)
        assert plan.times.at(2026) < plan.times.at(2030)
        assert BOX.encloses(plan.plot)


def test_lines_and_bands_lie_at_their_values(make_look: Callable[..., Look]) -> None:
    look = make_look()
    surface = _drawn(look)
    plan = draw_line_chart(surface, BOX, CHART, look.theme, look.text)

    def at(time: float, value: float) -> tuple[int, ...]:
        return tuple(surface.get_at((round(plan.times.at(time)), round(plan.values.at(value)))))[:3]

    colours = LIGHT.colours
    assert at(2031, 7.9) == colours.band_alone
    assert at(2031, 5.2) == colours.band
    assert at(2031, 6.4) == colours.band_strong  # both worlds reach it
    assert at(2031, 9.3) == colours.card
    line = [
        tuple(surface.get_at((round(plan.times.at(t)), round(plan.values.at(6.6 - 0.4 * (t - 2028))))))[:3]
        for t in (2029.3, 2030.7, 2031.4)
    ]
    assert all(np.abs(np.array(colour) - colours.line).max() < 40 for colour in line)


def test_the_cursor_finds_the_nearest_step_and_tells_its_values(make_look: Callable[..., Look]) -> None:
    look = make_look()
    plan = draw_line_chart(pygame.Surface((640, 320)), BOX, CHART, look.theme, look.text)
    assert plan.steps[plan.nearest_step(round(plan.times.at(2030.1)))] == 2030
    assert plan.nearest_step(-1000) == 0
    rows = cursor_rows(CHART, 2030)
    assert rows == [
        "2030",
        "others do nothing new: 7.0 (6.2 to 7.8)",
        "everybody keeps their pledges: 5.8 (5.4 to 6.6)",
    ]
    assert cursor_rows(CHART, 2028) == ["2028", "6.6"]
    plain, with_cursor = _drawn(look), _drawn(look, cursor=6)
    assert pygame.image.tobytes(plain, "RGB") != pygame.image.tobytes(with_cursor, "RGB")


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(600, 280), (300, 320), (200, 120), (60, 40), (3, 3)])
def test_nothing_is_drawn_outside_the_rectangle(
    make_look: Callable[..., Look], theme: str, scale: float, size: tuple[int, int]
) -> None:
    rect = Rect(40, 40, *size)
    surface = _drawn(make_look(theme, scale), rect=rect, cursor=3)
    pixels = pygame.surfarray.array3d(surface)
    outside = np.ones(pixels.shape[:2], dtype=bool)
    outside[rect.x : rect.right, rect.y : rect.bottom] = False
    assert (pixels[outside] == MAGENTA).all()


@pytest.mark.parametrize(
    "chart",
    [
        LineChart("Empty", ""),
        LineChart("One", "t", ((0, 5),)),
        LineChart("Equal", "t", ((0, 5), (1, 5))),
        LineChart("Missing", "t", ((0, 5), (1, math.nan), (2, 6))),
        LineChart("Endless", "t", ((0, 5), (1, math.inf))),
        replace(CHART, projections=(replace(ALONE, points=()),)),
        replace(CHART, projections=(replace(ALONE, points=ALONE.points[:1]), TOGETHER)),
        replace(CHART, low=1, high=10),
        replace(CHART, low=6, high=6.5),
        replace(CHART, title="", unit=""),
        replace(CHART, events=tuple(ChartEvent(2026 + i / 4, "A long name of an event") for i in range(24))),
        LineChart("N" * 200, "u" * 60, HISTORY),
    ],
    ids=lambda chart: chart.title[:8],
)
def test_odd_charts_are_coped_with(make_look: Callable[..., Look], chart: LineChart) -> None:
    surface = _drawn(make_look(), chart, cursor=0)
    pixels = pygame.surfarray.array3d(surface)
    assert (pixels[: BOX.x] == MAGENTA).all()
    assert (pixels[BOX.right :] == MAGENTA).all()


def test_a_chart_without_room_is_written_out(make_look: Callable[..., Look]) -> None:
    look = make_look(scale=2.0)
    surface = _drawn(look, rect=Rect(0, 0, 300, 140))
    inked = (pygame.surfarray.array3d(surface)[:300, :140] != look.theme.colours.card).any(axis=2)
    assert inked.sum() > 500


def test_nothing_of_the_chart_before_stays_on_the_sheets_behind_it(make_look: Callable[..., Look]) -> None:
    look = make_look()
    fresh = pygame.image.tobytes(_drawn(look), "RGB")
    tall = tuple(
        BandPoint(point.time, -40.0, 40.0 * (-1) ** n, 40.0) for n, point in enumerate(CHART.projections[0].points)
    )
    other = replace(CHART, projections=(replace(CHART.projections[0], points=tall), CHART.projections[1]))
    assert pygame.image.tobytes(_drawn(look, replace(other, low=CHART.low, high=CHART.high)), "RGB") != fresh
    assert pygame.image.tobytes(_drawn(look), "RGB") == fresh
