"""The map on a surface: what it paints, where things lie, what the mouse finds, and that persons never move."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.canvas.geometry import Rect
from game.client.canvas.map_atlas import load_atlas
from game.client.canvas.map_band_picture import market_colour
from game.client.canvas.map_bands import band_paths, band_width
from game.client.canvas.map_canvas import Hit, MapCanvas, MapOptions, Playback
from game.client.canvas.map_ground import GroundKey, draw_ground, ramp_shade, scenario_land
from game.client.canvas.map_labels import LabelWish, place_labels
from game.client.canvas.map_legend import plan_legend
from game.client.canvas.map_overlay import spark_points
from game.client.canvas.map_plan import LabelForm, Lettering, plan_map, shortened
from game.client.canvas.map_scene import (
    Carries,
    DisplacementMark,
    HabitatMark,
    JurisdictionMark,
    LegMark,
    MapScene,
    PinKind,
    PinMark,
    glide,
    stage,
)
from game.client.canvas.projection import fit
from game.client.canvas.theme import DARK, LIGHT, THEMES, contrast, luminance
from game.client.interface.look import Look

GOODS, MONEY, PERSONS = Carries.GOODS, Carries.MONEY, Carries.PERSONS
SCENE = MapScene(
    jurisdictions=(
        JurisdictionMark("KEN", "Kenya", 6.8, 6.2, own=True),
        JurisdictionMark("TZA", "Tanzania", 6.5, 6.9, selected=True),
        JurisdictionMark("UGA", "Uganda", 6.3, 6.3),
        JurisdictionMark("VNM", "Viet Nam", 6.9, 6.4),
        JurisdictionMark("CHN", "China", 7.1, 6.6),
        JurisdictionMark("ARE", "United Arab Emirates", 6.4, 6.7),
        JurisdictionMark("SGP", "Singapore", 3.5, 3.5),
    ),
    legs=(
        LegMark("ken_vnm", "KEN", "VNM", "ivory", GOODS, "sea", 120, 40, change="−80 t"),
        LegMark("tza_vnm", "TZA", "VNM", "ivory", GOODS, "sea", 40, 90, change="+50 t"),
        LegMark("uga_ken", "UGA", "KEN", "ivory", GOODS, "land", 60, 0),
        LegMark("vnm_chn", "VNM", "CHN", "ivory", GOODS, "land", 100, 110),
        LegMark("chn_are", "CHN", "ARE", "money", MONEY, "online", 300, 280),
        LegMark("are_chn", "ARE", "CHN", "ivory", GOODS, "air", 10, 10),
        LegMark("ken_are", "KEN", "ARE", "persons", PERSONS, "air", 2000, 1500),
    ),
    habitats=(HabitatMark("tsavo", "KEN", "Tsavo", 11400, 12100), HabitatMark("ruaha", "TZA", "Ruaha", 8200, 7300)),
    displacements=(DisplacementMark("ken_vnm", "tza_vnm", "50 t moved"),),
    pins=(PinMark("closure", "CHN", PinKind.EVENT, "Ivory market closes"),),
    markets=(("ivory", "Ivory"), ("persons", "Trafficking in persons"), ("money", "Laundered money")),
    index_name="Fauna crimes",
)
SIZE = (960, 540)
WHOLE = Rect(0, 0, *SIZE)


@pytest.fixture
def look(make_look: Callable[..., Look]) -> Look:
    return make_look()


@pytest.fixture
def canvas() -> Iterator[MapCanvas]:
    canvas = MapCanvas(threaded=False)
    yield canvas
    canvas.close()


def _draw(canvas: MapCanvas, look: Look, scene: MapScene = SCENE, **more: object) -> pygame.Surface:
    surface = pygame.Surface(SIZE)
    surface.fill(look.theme.colours.card)
    canvas.draw(surface, WHOLE, scene, look.theme, look.text, **more)  # type: ignore[arg-type]
    return surface


def _bytes(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


# The ground


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_ground_shows_water_land_and_values(theme: object) -> None:
    atlas = load_atlas()
    view = fit([(20, -35), (120, 50)], (640, 400))
    key = GroundKey(view, theme, (("COD", 40), ("AGO", -1)))  # type: ignore[arg-type]
    ground = draw_ground(atlas, key)

    def at(longitude: float, latitude: float) -> tuple[int, ...]:
        x, y = view.to_pixels((longitude, latitude)).round().astype(int).tolist()
        return tuple(ground.get_at((x, y)))[:3]

    assert at(75, -15) == key.theme.colours.water
    assert at(80, 20) == key.theme.colours.land
    assert at(23.5, -3) == ramp_shade(key.theme, 40 / 64)
    assert at(17, -12) == scenario_land(key.theme)


def test_enclaves_are_not_drowned() -> None:
    view = fit([(26, -31), (31, -27)], (400, 400))
    ground = draw_ground(load_atlas(), GroundKey(view, LIGHT, (("LSO", 64),)))
    x, y = view.to_pixels((28.3, -29.6)).round().astype(int).tolist()
    assert tuple(ground.get_at((x, y)))[:3] == ramp_shade(LIGHT, 1.0)


def test_selected_jurisdictions_are_hatched() -> None:
    view = fit([(29, -12), (41, -1)], (400, 400))
    plain = draw_ground(load_atlas(), GroundKey(view, LIGHT, (("TZA", 40),)))
    hatched = draw_ground(load_atlas(), GroundKey(view, LIGHT, (("TZA", 40),), hatched=("TZA",)))
    one, two = pygame.surfarray.array3d(plain), pygame.surfarray.array3d(hatched)
    changed = (one != two).any(axis=2)
    land = (one == np.array(ramp_shade(LIGHT, 40 / 64))).all(axis=2)
    assert 0.1 < changed[land].mean() < 0.6


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_ramp_runs_one_way_in_lightness(theme: object) -> None:
    steps = [luminance(ramp_shade(theme, share / 16)) for share in range(17)]  # type: ignore[arg-type]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    assert abs(steps[-1] - steps[0]) > 0.2


# Bands


def test_the_two_directions_of_a_pair_lie_apart() -> None:
    anchors = {"CHN": (700.0, 200.0), "ARE": (300.0, 300.0)}
    there, back = band_paths(SCENE, anchors, 1.0)
    assert (there.leg.id, back.leg.id) == ("chn_are", "are_chn")
    middle = np.array(there.at(0.5)) - np.array(back.at(0.5))
    assert np.hypot(*middle) > 60


def test_legs_of_one_pair_and_direction_lie_apart() -> None:
    legs = tuple(replace(SCENE.legs[0], id=f"leg{i}") for i in range(3))
    paths = band_paths(replace(SCENE, legs=legs), {"KEN": (100.0, 300.0), "VNM": (500.0, 200.0)}, 1.0)
    heights = [path.at(0.5)[1] for path in paths]
    assert all(abs(a - b) > 20 for i, a in enumerate(heights) for b in heights[:i])


def test_widths_follow_the_flow_within_a_market() -> None:
    widths = {leg.id: band_width(SCENE, leg, 1.0, 1.0) for leg in SCENE.legs}
    assert widths["vnm_chn"] / widths["tza_vnm"] == pytest.approx(110 / 90)
    assert widths["uga_ken"] == 0
    assert band_width(SCENE, SCENE.legs[0], 0.0, 1.0) / band_width(SCENE, SCENE.legs[0], 1.0, 1.0) == pytest.approx(3)


def test_a_band_has_the_colour_of_its_market(canvas: MapCanvas, look: Look) -> None:
    surface = _draw(canvas, look, options=MapOptions(labels=False))
    for leg, market in (("tza_vnm", "ivory"), ("ken_are", "persons")):
        wanted = np.array(market_colour(LIGHT, SCENE, market))
        path = next(path for path in canvas._drawn.plan.paths if path.leg.id == leg)  # type: ignore[union-attr]
        seen = [tuple(surface.get_at((round(x), round(y))))[:3] for x, y in path.points[5:-8]]
        assert sum(np.abs(np.array(colour) - wanted).max() < 12 for colour in seen) > len(seen) / 3, leg


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_markets_stand_out_from_water_and_from_each_other(theme: object) -> None:
    colours = [market_colour(theme, SCENE, name) for name, _text in SCENE.markets]  # type: ignore[arg-type]
    assert len(set(colours)) == len(colours)
    assert all(contrast(colour, theme.colours.water) > 2.7 for colour in colours)  # type: ignore[attr-defined]


# Labels


@given(
    st.lists(
        st.tuples(st.floats(20, 580), st.floats(20, 380), st.integers(30, 130), st.integers(0, 3)),
        min_size=1,
        max_size=14,
    )
)
def test_labels_never_overlap_and_stay_in_the_frame(wishes: list[tuple[float, float, int, int]]) -> None:
    frame = Rect(0, 0, 600, 400)
    asked = [LabelWish((x, y), ((w, 20), (w // 2, 20)), 5.0, rank) for x, y, w, rank in wishes]
    placed = [label for label in place_labels(asked, frame, [], np.zeros((0, 3)), 4) if label is not None]
    assert placed
    for i, label in enumerate(placed):
        assert frame.encloses(label.rect)
        assert all(label.rect.beside(other.rect) for other in placed[:i])


def test_a_label_keeps_off_a_wide_band() -> None:
    x = np.linspace(0, 600, 200)
    band = np.column_stack([x, np.full(200, 200.0), np.full(200, 12.0)])
    (label,) = place_labels([LabelWish((300, 200), ((80, 20),), 5.0)], Rect(0, 0, 600, 400), [], band, 4)
    assert label is not None
    assert label.rect.bottom <= 195 or label.rect.y >= 205


def test_a_label_takes_a_shorter_form_where_the_long_one_does_not_fit() -> None:
    (label,) = place_labels([LabelWish((60, 40), ((300, 20), (40, 20)))], Rect(0, 0, 120, 80), [], np.zeros((0, 3)), 4)
    assert label is not None
    assert label.form == 1
    (none,) = place_labels([LabelWish((60, 40), ((300, 20),))], Rect(0, 0, 120, 80), [], np.zeros((0, 3)), 4)
    assert none is None


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1280, 720), (720, 400), (360, 240)])
def test_the_labels_of_a_scenario_are_whole_and_apart(
    make_look: Callable[..., Look], scale: float, size: tuple[int, int]
) -> None:
    plan = plan_map(load_atlas(), SCENE, size, Lettering(make_look(scale=scale).text))
    for i, label in enumerate(plan.labels):
        assert Rect(0, 0, *size).encloses(label.rect)
        assert all(label.rect.beside(other.rect) for other in plan.labels[:i])
        assert label.kind not in {"jurisdiction", "habitat"} or label.form.strong, "a bare number names nothing"
    if size[0] >= 720 * scale:
        named = {label.id for label in plan.labels if label.kind == "jurisdiction"}
        assert named == {mark.id for mark in SCENE.jurisdictions}


def test_all_jurisdictions_lie_on_the_map(look: Look) -> None:
    plan = plan_map(load_atlas(), SCENE, SIZE, Lettering(look.text))
    assert all(0 < x < SIZE[0] and 0 < y < SIZE[1] for x, y in plan.anchors.values())


def test_a_label_is_wide_enough_for_every_value_of_the_turn(look: Look) -> None:
    scene = replace(SCENE, jurisdictions=(JurisdictionMark("KEN", "Kenya", 9.9, 10.0),))
    plan = plan_map(load_atlas(), scene, SIZE, Lettering(look.text))
    assert plan.labels[0].form.plain == "10.0"


def test_long_names_of_habitats_are_cut_after_a_word() -> None:
    assert shortened("Tsavo and the other ranges of Kenya") == "Tsavo and the\u2026"
    assert shortened("Selous, Mkomazi and more") == "Selous, Mkomazi\u2026"
    assert shortened("N" * 60) == "N" * 18 + "\u2026"
    assert shortened("Tsavo") == "Tsavo"


# Motion


def test_sparks_move_for_goods_and_money_and_never_for_persons(look: Look) -> None:
    plan = plan_map(load_atlas(), SCENE, SIZE, Lettering(look.text))
    markets = {market for _x, _y, market in spark_points(plan, SCENE, 1.0, 1.0)}
    assert markets == {"ivory", "money"}
    assert spark_points(plan, SCENE, 1.0, 1.0) != spark_points(plan, SCENE, 1.2, 1.0)


def test_a_leg_without_flow_has_no_sparks(look: Look) -> None:
    scene = replace(SCENE, legs=(SCENE.legs[2],))
    plan = plan_map(load_atlas(), scene, SIZE, Lettering(look.text))
    assert spark_points(plan, scene, 0.0, 0.0)
    assert spark_points(plan, scene, 0.0, 1.0) == []


def test_the_turn_plays_in_order() -> None:
    assert stage(0.0).pins == 0
    assert stage(1.0).still
    halfway = stage(0.5)
    assert halfway.pins == 1
    assert halfway.flows == 1
    assert 0 < halfway.displacement < 1
    assert halfway.values == 0
    assert glide(2, 4, 0) == 2
    assert glide(2, 4, 0.5) == pytest.approx(3)
    assert glide(2, 4, 1) == 4


def test_the_played_turn_starts_before_and_ends_after(canvas: MapCanvas, look: Look) -> None:
    before = replace(
        SCENE,
        jurisdictions=tuple(replace(mark, after=mark.before) for mark in SCENE.jurisdictions),
        legs=tuple(replace(leg, after=leg.before) for leg in SCENE.legs),
    )
    first = _bytes(_draw(canvas, look, playback=Playback(0.0)))
    middle = _bytes(_draw(canvas, look, playback=Playback(0.6)))
    last = _bytes(_draw(canvas, look, playback=Playback(1.0)))
    assert len({first, middle, last}) == 3
    assert last == _bytes(_draw(MapCanvas(threaded=False), look))
    assert first != _bytes(_draw(MapCanvas(threaded=False), look, before))  # labels of what moved come later


def test_a_still_map_is_the_same_picture_again(canvas: MapCanvas, look: Look) -> None:
    first = _bytes(_draw(canvas, look))
    kept = canvas._picture
    assert _bytes(_draw(canvas, look)) == first
    assert canvas._picture is kept


# The thread


def test_the_ground_is_drawn_in_a_thread_and_then_shown(look: Look) -> None:
    canvas = MapCanvas()
    first = _bytes(_draw(canvas, look))
    assert canvas.busy
    canvas.wait()
    second = _bytes(_draw(canvas, look))
    assert not canvas.busy
    assert first != second
    assert second == _bytes(_draw(MapCanvas(threaded=False), look))
    canvas.close()


def test_the_old_ground_is_shown_scaled_while_the_new_one_is_drawn(look: Look) -> None:
    canvas = MapCanvas()
    _draw(canvas, look)
    canvas.wait()
    _draw(canvas, look)
    surface = pygame.Surface((480, 300))
    canvas.draw(surface, Rect(0, 0, 480, 300), SCENE, look.theme, look.text, MapOptions(labels=False))
    colours = {tuple(surface.get_at((x, y)))[:3] for x in range(0, 480, 7) for y in range(0, 200, 7)}
    assert LIGHT.colours.land in colours
    canvas.close()


# The mouse


def test_the_mouse_finds_labels_dots_legs_habitats_and_land(canvas: MapCanvas, look: Look) -> None:
    surface = pygame.Surface((1100, 700))
    canvas.draw(surface, Rect(100, 80, *SIZE), SCENE, look.theme, look.text)
    drawn = canvas._drawn
    assert drawn is not None
    for label in drawn.plan.labels:
        x, y = label.rect.centre
        assert canvas.hit((x + 100, y + 80)) == Hit(label.kind, label.id)
        assert canvas.rect_of(Hit(label.kind, label.id)) == label.rect.moved(100, 80)
    x, y = drawn.plan.view.to_pixels((88.0, 39.0)).tolist()  # western China, away from all marks
    assert canvas.hit((round(x) + 100, round(y) + 80)) == Hit("jurisdiction", "CHN")
    path = next(path for path in drawn.plan.paths if path.leg.id == "ken_are")
    across, down = path.at(0.3)
    assert canvas.hit((round(across) + 100, round(down) + 80)) == Hit("leg", "ken_are")


def test_the_mouse_finds_nothing_at_sea_or_outside(canvas: MapCanvas, look: Look) -> None:
    assert canvas.hit((10, 10)) is None
    _draw(canvas, look)
    drawn = canvas._drawn
    assert drawn is not None
    x, y = drawn.plan.view.to_pixels((80.0, -25.0)).tolist()
    assert canvas.hit((round(x), round(y))) is None
    assert canvas.hit((-5, 20)) is None
    assert canvas.hit((SIZE[0] + 5, 20)) is None
    assert canvas.rect_of(Hit("leg", "no such leg")) is None


# Edges of use


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_drawn_outside_the_rectangle(make_look: Callable[..., Look], theme: str, scale: float) -> None:
    look = make_look(theme, scale)
    canvas = MapCanvas(threaded=False)
    surface = pygame.Surface((700, 500))
    surface.fill((255, 0, 255))
    for playback in (Playback(0.6, 3.0, True), Playback(1.0, 3.0, True)):
        canvas.draw(surface, Rect(50, 40, 600, 420), SCENE, look.theme, look.text, playback=playback)
    pixels = pygame.surfarray.array3d(surface)
    inside = np.zeros(pixels.shape[:2], dtype=bool)
    inside[50:650, 40:460] = True
    assert (pixels[~inside] == (255, 0, 255)).all()
    assert not (pixels[inside] == (255, 0, 255)).all(axis=-1).any()


@pytest.mark.parametrize("size", [(0, 0), (5, 300), (9, 9), (60, 30), (200, 120)])
def test_small_rectangles_are_coped_with(canvas: MapCanvas, look: Look, size: tuple[int, int]) -> None:
    surface = pygame.Surface((300, 300))
    canvas.draw(surface, Rect(10, 10, *size), SCENE, look.theme, look.text, playback=Playback(0.5, 1.0, True))


@pytest.mark.parametrize(
    "scene",
    [
        MapScene(),
        MapScene(jurisdictions=(JurisdictionMark("QQQ", "Nowhere", 1, 2),)),
        MapScene(jurisdictions=(JurisdictionMark("TUV", "Tuvalu", 1, 2),)),
        replace(SCENE, legs=(LegMark("x", "KEN", "QQQ", "ivory", GOODS, "sea", 1, 2),)),
        replace(SCENE, legs=(LegMark("x", "KEN", "KEN", "ivory", GOODS, "tunnel", 1, 2),)),
        replace(SCENE, habitats=(HabitatMark("h", "QQQ", "H", 0, 0), HabitatMark("g", "KEN", "G", 0, 0, (39, -3)))),
        replace(SCENE, displacements=(DisplacementMark("no", "leg", "?"),)),
        replace(SCENE, low=5.0, high=5.0),
        replace(SCENE, jurisdictions=tuple(JurisdictionMark(m.id, "N" * 60) for m in SCENE.jurisdictions)),
    ],
    ids=[
        "empty",
        "unknown",
        "tiny",
        "leg to nowhere",
        "leg home",
        "habitats",
        "displacement",
        "flat ramp",
        "long names",
    ],
)
def test_odd_scenes_are_coped_with(canvas: MapCanvas, look: Look, scene: MapScene) -> None:
    for progress in (0.0, 0.5, 1.0):
        _draw(canvas, look, scene, playback=Playback(progress, 1.0, True))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1280, 680), (600, 400), (260, 180)])
def test_the_legend_always_says_that_borders_express_no_opinion(
    make_look: Callable[..., Look], scale: float, size: tuple[int, int]
) -> None:
    look = make_look(scale=scale)
    legend = plan_legend(SCENE, look.theme, Lettering(look.text), size)
    words = [item.text for row in legend.rows for item, _x in row]
    assert words[-1] == "Borders and names express no opinion."
    assert legend.height <= size[1] / 2
    if size[0] == 1280:
        assert {"Ivory", "Trafficking in persons", "Laundered money", "by sea", "moved to another route"} <= set(words)


def test_the_legend_explains_arrows_of_displacement_only_where_there_are_some(make_look: Callable[..., Look]) -> None:
    look = make_look()
    nowhere = (DisplacementMark("no", "leg", "?"),)
    for displacements in ((), nowhere):
        scene = replace(SCENE, displacements=displacements)
        legend = plan_legend(scene, look.theme, Lettering(look.text), (1280, 680))
        assert "moved to another route" not in [item.text for row in legend.rows for item, _x in row]


def test_a_crowded_map_names_its_own_places_then_what_moved_most_then_what_is_highest(
    make_look: Callable[..., Look],
) -> None:
    lettering = Lettering(make_look().text)
    values = {"KEN": (5.0, 5.0), "TZA": (4.0, 3.0), "CHN": (9.0, 9.0), "VNM": (8.0, 8.0), "NGA": (2.0, 2.0)}
    marks = tuple(JurisdictionMark(name, name, *pair, own=name == "NGA") for name, pair in values.items())
    scene = MapScene(marks, habitats=(HabitatMark("tsavo", "KEN", "Tsavo", 10, 9),))

    def named(crowd: float) -> list[str]:
        plan = plan_map(load_atlas(), scene, (600, 300), lettering, MapOptions(crowd=crowd))
        return [label.id for label in plan.labels]

    size = lettering.size(LabelForm("KEN", "5.0"))
    one = size[0] * size[1] / (600 * 300)
    assert named(0.0) == ["NGA"]
    assert sorted(named(2.2 * one)) == ["NGA", "TZA"]
    assert sorted(named(3.3 * one)) == ["CHN", "NGA", "TZA"]
    assert sorted(named(1.0)) == sorted([*values, "tsavo"])


def test_a_map_in_arabic_runs_as_in_english(make_look: Callable[..., Look]) -> None:
    plans = [plan_map(load_atlas(), SCENE, SIZE, Lettering(make_look(language=code).text)) for code in ("en", "ar")]
    assert plans[0].anchors == plans[1].anchors


def test_the_theme_changes_the_picture(canvas: MapCanvas, make_look: Callable[..., Look]) -> None:
    light, dark = _draw(canvas, make_look("light")), _draw(canvas, make_look("dark"))
    assert tuple(dark.get_at((3, 3)))[:3] in {DARK.colours.water, DARK.colours.land}
    assert _bytes(light) != _bytes(dark)


def test_the_sentence_about_borders_is_left_out_only_where_it_is_said_elsewhere(
    make_look: Callable[..., Look],
) -> None:
    look = make_look()
    said = [
        [item.text for row in legend.rows for item, _x in row]
        for legend in (
            plan_legend(SCENE, look.theme, Lettering(look.text), (1280, 680), borders=borders)
            for borders in (True, False)
        )
    ]
    assert said[0] == [*said[1], "Borders and names express no opinion."]
