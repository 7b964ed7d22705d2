"""How long map and charts take; run with ``--benchmark-only``."""

from itertools import count
from typing import Any

import pygame
import pytest

from game.client.canvas.chart_line import draw_line_chart
from game.client.canvas.chart_model import BandPoint, LineChart, Projection, World
from game.client.canvas.fonts import FontBook
from game.client.canvas.geometry import Rect
from game.client.canvas.map_atlas import load_atlas
from game.client.canvas.map_canvas import MapCanvas, Playback
from game.client.canvas.map_ground import draw_ground
from game.client.canvas.map_plan import Lettering, plan_map
from game.client.canvas.map_scene import Carries, HabitatMark, JurisdictionMark, LegMark, MapScene
from game.client.canvas.text import TextEngine
from game.client.canvas.theme import LIGHT

NAMES = ("KEN", "TZA", "UGA", "COD", "GAB", "MOZ", "MYS", "VNM", "CHN", "ARE", "SGP", "THA")
SCENE = MapScene(
    jurisdictions=tuple(JurisdictionMark(name, name, 5.0 + i / 5, 5.5 + i / 6) for i, name in enumerate(NAMES)),
    legs=tuple(
        LegMark(f"{a}_{b}", a, b, "goods", Carries.GOODS, ("land", "sea", "air")[(i + j) % 3], 10.0 + i, 5.0 + 2 * j)
        for i, a in enumerate(NAMES)
        for j, b in enumerate(NAMES)
        if (i * 5 + j * 3) % 6 == 1 and a != b
    ),
    habitats=tuple(HabitatMark(name, name, name, 9000, 8000) for name in NAMES[:6]),
    index_name="Index",
)
WHOLE = Rect(0, 0, 1280, 720)


@pytest.fixture(scope="module")
def text() -> TextEngine:
    pygame.display.init()
    pygame.font.init()
    return TextEngine(FontBook(), 1.0)


@pytest.fixture(scope="module")
def surface() -> pygame.Surface:
    return pygame.Surface((1280, 720))


def test_ground_at_1280_by_720(benchmark: Any, text: TextEngine) -> None:
    canvas = MapCanvas(threaded=False)
    canvas.draw(pygame.Surface((1280, 720)), WHOLE, SCENE, LIGHT, text)
    plan = plan_map(load_atlas(), SCENE, (1280, 680), Lettering(text))
    key = canvas._ground_key(SCENE, LIGHT, plan, after=True)
    benchmark(draw_ground, load_atlas(), key)


def test_arranging_a_scene(benchmark: Any, text: TextEngine) -> None:
    benchmark(plan_map, load_atlas(), SCENE, (1280, 680), Lettering(text))


def test_still_map(benchmark: Any, text: TextEngine, surface: pygame.Surface) -> None:
    canvas = MapCanvas(threaded=False)
    canvas.draw(surface, WHOLE, SCENE, LIGHT, text)
    benchmark(canvas.draw, surface, WHOLE, SCENE, LIGHT, text)


def test_still_map_with_sparks(benchmark: Any, text: TextEngine, surface: pygame.Surface) -> None:
    canvas = MapCanvas(threaded=False)
    moments = count()
    benchmark(
        lambda: canvas.draw(surface, WHOLE, SCENE, LIGHT, text, playback=Playback(1.0, next(moments) / 60, sparks=True))
    )


def test_frame_of_the_played_turn(benchmark: Any, text: TextEngine, surface: pygame.Surface) -> None:
    canvas = MapCanvas(threaded=False)
    moments = count()

    def frame() -> None:
        moment = next(moments) / 60
        playback = Playback(0.3 + 0.6 * (moment % 1), moment, sparks=True)
        canvas.draw(surface, WHOLE, SCENE, LIGHT, text, playback=playback)

    frame()
    benchmark(frame)


def test_chart_of_two_worlds(benchmark: Any, text: TextEngine, surface: pygame.Surface) -> None:
    worlds = tuple(
        Projection(world, name, tuple(BandPoint(i, 6 - i / 20, 6 + slope * i, 6 + i / 12) for i in range(30)))
        for world, name, slope in (
            (World.ALONE, "others do nothing new", 0.03),
            (World.TOGETHER, "pledges kept", -0.02),
        )
    )
    chart = LineChart("Index", "score", ((-2, 5.5), (-1, 5.7), (0, 6)), worlds)
    benchmark(draw_line_chart, surface, Rect(0, 0, 600, 280), chart, LIGHT, text)
