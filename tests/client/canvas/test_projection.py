"""The projection is equal-area, can be inverted, and views hold what they are fitted to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.canvas.projection import MapView, central_meridian, fit, project, unproject

LONGITUDE = st.floats(-180, 180)
LATITUDE = st.floats(-89.5, 89.5)


def _plane_area(outline: np.ndarray) -> float:
    x, y = outline.T
    return abs(float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2))


def test_the_whole_sphere_has_its_area_on_the_plane() -> None:
    latitude = np.linspace(-90, 90, 4001)
    east = np.stack([np.full_like(latitude, 180.0), latitude], axis=1)
    west = np.stack([np.full_like(latitude, -180.0), latitude[::-1]], axis=1)
    assert _plane_area(project(np.concatenate([east, west]))) == pytest.approx(4 * np.pi, rel=1e-5)


@given(LONGITUDE, st.floats(-85, 85))
def test_a_small_cell_keeps_its_area(longitude: float, latitude: float) -> None:
    d = 1e-3
    lonlat = np.array([[longitude, latitude], [longitude + d, latitude], [longitude, latitude + d]])
    origin, east, north = project(lonlat)
    (a, b), (c, e) = (east - origin) / np.radians(d), (north - origin) / np.radians(d)
    assert a * e - b * c == pytest.approx(np.cos(np.radians(latitude)), abs=2e-4)


def test_equator_and_pole_have_the_published_proportions() -> None:
    # Šavrič, Patterson and Jenny: the pole line is 0.59 times the equator, the height 0.49 times the width.
    equator = project([180, 0])[0]
    assert project([180, 90])[0] / equator == pytest.approx(0.59, abs=0.005)
    assert project([0, 90])[1] / equator == pytest.approx(0.487, abs=0.002)


@given(LONGITUDE, LATITUDE, st.floats(-180, 180))
def test_the_inverse_leads_back(longitude: float, latitude: float, central: float) -> None:
    back = unproject(project([longitude, latitude], central), central)
    assert back == pytest.approx([longitude, latitude], abs=1e-6)


def test_points_off_the_map_come_back_finite() -> None:
    assert np.isfinite(unproject([[0, 99], [0, -99], [40, 1.3]])).all()


@given(
    st.lists(st.tuples(LONGITUDE, st.floats(-80, 80)), min_size=1, max_size=8),
    st.sampled_from([(1280, 720), (300, 500)]),
)
def test_a_fitted_view_holds_its_points_inside_the_padding(
    points: list[tuple[float, float]], size: tuple[int, int]
) -> None:
    view = fit(points, size, (30, 20, 30, 20))
    at = np.array(points)
    beyond = np.abs(at[:, 0] - view.central) > 180  # the antimeridian itself lies at both ends
    at[beyond, 0] = (at[beyond, 0] - view.central + 180) % 360 - 180 + view.central
    pixels = view.to_pixels(at)
    assert (pixels >= np.array([30, 20]) - 1e-6).all()
    assert (pixels <= np.array(size) - np.array([30, 20]) + 1e-6).all()


def test_a_wide_spread_fills_the_width_or_the_height() -> None:
    at = np.array([(37.8, 0.4), (105.8, 21.0), (121.5, 31.2), (54.4, 24.0)])
    pixels = fit(at, (1000, 600), (50, 50, 50, 50)).to_pixels(at)
    spread = np.ptp(pixels, axis=0) / np.array([900, 500])
    assert spread.max() == pytest.approx(1.0)


def test_one_small_state_does_not_fill_the_screen() -> None:
    view = fit([(103.8, 1.35)], (600, 400))
    west, south = view.to_lonlat([0, 400])
    east, north = view.to_lonlat([600, 0])
    assert east - west > 15
    assert north - south > 10


def test_islands_on_both_sides_of_the_antimeridian_lie_together() -> None:
    view = fit([(178, -18), (-172, -14), (-150, -17)], (800, 500))
    assert abs(view.central) > 90
    assert 178 <= view.central % 360 <= 210


def test_without_points_the_whole_world_is_shown() -> None:
    view = fit(np.zeros((0, 2)), (1200, 600))
    pixels = view.to_pixels([(-180, 0), (180, 0), (0, 80), (0, -55)])
    assert (pixels >= 0).all()
    assert (pixels <= np.array([1200, 600])).all()


@given(st.floats(0.5, 3))
def test_a_resized_view_shows_the_same_place_in_its_middle(factor: float) -> None:
    view = MapView((640, 400), (0.3, 0.2), 250.0)
    larger = view.resized(factor)
    assert larger.to_lonlat(np.array(larger.size) / 2) == pytest.approx(view.to_lonlat((320, 200)))


def test_the_central_meridian_lies_in_the_middle_of_the_shortest_stretch() -> None:
    assert central_meridian([10, 20, 40]) == pytest.approx(25)
    assert abs(central_meridian([170, -170])) == pytest.approx(180)
    assert central_meridian([]) == 0
