"""Receipts, courses, sparklines, gauges: words, sums, and pixels inside their rectangle."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.client.canvas.chart_course import (
    course_grid,
    course_sentence,
    courses_height,
    draw_courses,
    draw_gauge,
    draw_sparkline,
    gauge_height,
)
from game.client.canvas.chart_model import CourseChart, Gauge, ReceiptChart, ReceiptPart
from game.client.canvas.chart_receipt import draw_receipt, receipt_height, receipt_rows
from game.client.canvas.chart_words import change_colour, signed, verdict
from game.client.canvas.geometry import Rect
from game.client.canvas.map_scene import plain_number
from game.client.canvas.theme import LIGHT
from game.client.interface.look import Look

PARTS = (
    ReceiptPart("Kenya's ranger patrols", -0.4),
    ReceiptPart("Viet Nam's joint investigation", -0.3),
    ReceiptPart("Drought", 0.2),
    ReceiptPart("Not public", 0.0),
)
RECEIPT = ReceiptChart("Fauna crimes", "score", 6.8, 6.3, PARTS, before_name="Turn 2", after_name="Turn 3")
COURSES = tuple(CourseChart(f"Index {i}", "of 10", (6.0, 6.1 + i / 10, 5.5 + i / 10)) for i in range(7))
MAGENTA = (255, 0, 255)


def _page(look: Look, rect: Rect) -> pygame.Surface:
    surface = pygame.Surface((rect.right + 30, rect.bottom + 30))
    surface.fill(MAGENTA)
    surface.fill(look.theme.colours.card, rect)
    return surface


def _inside(surface: pygame.Surface, rect: Rect) -> bool:
    pixels = pygame.surfarray.array3d(surface)
    outside = np.ones(pixels.shape[:2], dtype=bool)
    outside[rect.x : rect.right, rect.y : rect.bottom] = False
    return bool((pixels[outside] == MAGENTA).all())


def test_changes_have_a_sign_a_word_and_then_a_colour() -> None:
    assert signed(-0.4, plain_number) == "\u22120.4"
    assert signed(0.25, plain_number) == "+0.2"
    assert signed(-0.01, plain_number) == "0.0"
    assert verdict(-0.4, True, plain_number) == "better"
    assert verdict(-0.4, False, plain_number) == "worse"
    assert verdict(0.4, None, plain_number) == "up"
    assert verdict(0.01, True, plain_number) == "unchanged"
    assert change_colour(-1, True, LIGHT) == LIGHT.colours.better
    assert change_colour(1, True, LIGHT) == LIGHT.colours.worse
    assert change_colour(0, True, LIGHT) == change_colour(1, None, LIGHT) == LIGHT.colours.text_muted


def test_a_receipt_reads_from_the_old_value_to_the_new() -> None:
    assert receipt_rows(RECEIPT) == [
        ("Turn 2", "6.8"),
        ("Kenya's ranger patrols", "\u22120.4 better"),
        ("Viet Nam's joint investigation", "\u22120.3 better"),
        ("Drought", "+0.2 worse"),
        ("Not public", "0.0 unchanged"),
        ("Turn 3", "6.3"),
    ]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_receipt_fits_the_height_it_asks_for(make_look: Callable[..., Look], scale: float, language: str) -> None:
    look = make_look(scale=scale, language=language)
    rect = Rect(30, 30, 560, receipt_height(RECEIPT, look.text, 560))
    surface = _page(look, rect)
    rows = draw_receipt(surface, rect, RECEIPT, look.theme, look.text)
    assert [row.name for row in rows] == [name for name, _value in receipt_rows(RECEIPT)]
    assert all(rect.encloses(row.rect) for row in rows)
    assert _inside(surface, rect)


def test_the_bars_of_a_receipt_join_the_old_value_to_the_new(make_look: Callable[..., Look]) -> None:
    look = make_look()
    rect = Rect(0, 0, 600, receipt_height(RECEIPT, look.text, 600))
    surface = _page(look, rect)
    rows = draw_receipt(surface, rect, RECEIPT, look.theme, look.text)
    pixels = pygame.surfarray.array3d(surface)

    def span(row: int, colour: tuple[int, ...]) -> tuple[int, int]:
        band = pixels[200:480, rows[row].rect.centre[1]]
        hits = np.flatnonzero(np.abs(band.astype(int) - colour).max(axis=1) < 8)
        return int(hits[0]), int(hits[-1]) + 1

    colours = LIGHT.colours
    old, first, second, drought = (
        span(0, colours.line_alone),
        span(1, colours.better),
        span(2, colours.better),
        span(3, colours.worse),
    )
    new = span(5, colours.line_alone)
    assert first[1] == pytest.approx(old[1], abs=2)
    assert second[1] == pytest.approx(first[0], abs=2)
    assert drought[0] == pytest.approx(second[0], abs=2)
    assert drought[1] == pytest.approx(new[1], abs=2)
    assert (first[1] - first[0]) / (drought[1] - drought[0]) == pytest.approx(2, rel=0.1)


def test_a_receipt_without_room_sums_up_and_still_ends_at_the_new_value(make_look: Callable[..., Look]) -> None:
    look = make_look()
    many = replace(
        RECEIPT, parts=tuple(ReceiptPart(f"Part {i}", -0.5 if i < 2 else 0.05) for i in range(20)), after=6.7
    )
    rect = Rect(0, 0, 500, 200)
    rows = draw_receipt(_page(look, rect), rect, many, look.theme, look.text)
    assert rows[-1].value == "6.7"
    assert [row.name for row in rows[1:3]] == ["Part 0", "Part 1"]
    assert rows[-2].name == "all others together"
    assert rect.encloses(rows[-1].rect)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_courses_stand_side_by_side(make_look: Callable[..., Look], scale: float) -> None:
    look = make_look(scale=scale)
    rect = Rect(30, 30, 900, courses_height(len(COURSES), look.text, 900))
    surface = _page(look, rect)
    plans = draw_courses(surface, rect, COURSES, look.theme, look.text)
    for i, plan in enumerate(plans):
        assert rect.encloses(plan.rect)
        assert all(plan.rect.beside(other.rect) for other in plans[:i])
    assert _inside(surface, rect)
    assert plans[0].sentence == "Index 0: from 6.0 to 5.5 of 10, better"


def test_a_course_may_be_empty_short_or_broken(make_look: Callable[..., Look]) -> None:
    look = make_look()
    charts = tuple(
        CourseChart("C", "", values) for values in ((), (1.0,), (math.nan, 2.0, 3.0), (math.nan,), (5.0, 5.0))
    )
    draw_courses(_page(look, Rect(0, 0, 600, 300)), Rect(0, 0, 600, 300), charts, look.theme, look.text)
    assert course_sentence(charts[0]) == "C"
    assert course_grid(Rect(0, 0, 100, 100), 0, look.text) == []


def test_a_sparkline_stays_inside_and_rises_with_its_values(make_look: Callable[..., Look]) -> None:
    look = make_look()
    rect = Rect(30, 30, 120, 40)
    surface = _page(look, rect)
    draw_sparkline(surface, rect, (1.0, 2.0, 3.0), look.theme, 1.0)
    assert _inside(surface, rect)
    inked = (pygame.surfarray.array3d(surface)[30:150, 30:70] != look.theme.colours.card).any(axis=2)
    assert np.flatnonzero(inked[8]).mean() > np.flatnonzero(inked[-10]).mean()
    draw_sparkline(surface, rect, (), look.theme, 1.0)
    draw_sparkline(surface, rect, (math.nan,), look.theme, 1.0)
    draw_sparkline(surface, Rect(0, 0, 2, 2), (1.0, 2.0), look.theme, 1.0)


@pytest.mark.parametrize("value", [-5.0, 0.0, 39.0, 57.0, 100.0, 140.0])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_gauge_fits_the_height_it_asks_for(make_look: Callable[..., Look], value: float, scale: float) -> None:
    look = make_look(scale=scale)
    gauge = Gauge(value, 40, "nobody acted", "best cooperative plan that the computer found", "room line")
    rect = Rect(30, 30, 520, gauge_height(gauge, look.text, 520))
    surface = _page(look, rect)
    draw_gauge(surface, rect, gauge, look.theme, look.text)
    assert _inside(surface, rect)


def test_an_estimated_course_is_drawn_in_its_band_so_that_a_swing_inside_it_looks_small(
    make_look: Callable[..., Look],
) -> None:
    look, rect = make_look(), Rect(20, 20, 72, 30)
    values, band = (10.0, 11.0, 9.5), ((6.0, 15.0),) * 3

    def heights(**more: object) -> tuple[int, int]:
        surface = _page(look, rect)
        draw_sparkline(surface, rect, values, look.theme, 1.0, **more)  # type: ignore[arg-type]
        pixels = pygame.surfarray.array3d(surface)
        line = np.argwhere((pixels == np.array(look.theme.colours.line)).all(axis=2))
        drawn = np.argwhere((pixels != np.array(pixels[0, 0])).any(axis=2))
        return int(np.ptp(line[:, 1])), int(np.ptp(drawn[:, 1]))

    sharp, banded = heights(), heights(band=band)
    assert banded[0] < 0.6 * sharp[0]
    assert banded[1] >= rect.h - 10, "the band fills the height"


def test_a_gauge_is_a_scale_to_read_and_has_nothing_to_take_hold_of(make_look: Callable[..., Look]) -> None:
    """No disc stands out of the bar, as on a slider: below the figure only the pointer above the bar does."""
    look = make_look()
    gauge = Gauge(42, None, "nobody", "best")
    rect = Rect(30, 30, 520, gauge_height(gauge, look.text, 520))
    surface = _page(look, rect)
    draw_gauge(surface, rect, gauge, look.theme, look.text)
    pixels = pygame.surfarray.array3d(surface)
    accent = (pixels == np.array(look.theme.colours.accent)).all(axis=2)
    rows = np.flatnonzero(accent.any(axis=0))
    assert np.ptp(rows) < 12, "the accent stays inside the bar"


@pytest.mark.parametrize(("values", "flat"), [((5.47, 5.48), True), ((5.4, 6.4), False)])
def test_what_hardly_moves_looks_like_it(
    make_look: Callable[..., Look], values: tuple[float, ...], *, flat: bool
) -> None:
    look, rect = make_look(), Rect(20, 20, 72, 34)
    surface = _page(look, rect)
    draw_sparkline(surface, rect, values, look.theme, 1.0, least=0.4)
    drawn = np.argwhere((pygame.surfarray.array3d(surface) == np.array(look.theme.colours.line)).all(axis=2))
    assert (int(np.ptp(drawn[:, 1])) < 10) is flat
