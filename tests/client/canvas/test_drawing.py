import ast
from pathlib import Path

import pygame
import pytest

from game.client.canvas import draw, icons
from game.client.canvas.geometry import Rect

CLIENT = Path(icons.__file__).resolve().parents[1]


@pytest.fixture
def surface(fonts):
    return pygame.Surface((80, 60))


def test_rounded_corners_are_smooth_and_the_middle_is_full(surface):
    draw.rounded(surface, Rect(10, 10, 60, 40), (200, 100, 50), 10)
    assert surface.get_at((40, 30))[:3] == (200, 100, 50)
    assert surface.get_at((10, 10))[:3] == (0, 0, 0)
    levels = {surface.get_at((x, y))[0] for x in range(10, 20) for y in range(10, 20)}
    assert len(levels) > 4


def test_an_outline_leaves_its_inside_alone(surface):
    draw.outline(surface, Rect(10, 10, 60, 40), (255, 255, 255), 8, 2)
    assert surface.get_at((40, 10))[0] == 255
    assert surface.get_at((40, 12))[0] == 0
    assert surface.get_at((40, 30))[0] == 0


@pytest.mark.parametrize("size", [(3, 3), (1, 40), (0, 0), (14, 9)])
def test_small_shapes_do_no_harm(surface, size):
    rect = Rect(5, 5, *size)
    draw.rounded(surface, rect, (9, 9, 9), 12)
    draw.outline(surface, rect, (9, 9, 9), 12, 3)
    draw.shadow(surface, rect, 10, 8, (0, 0, 0, 90), 2)


def test_a_shadow_is_the_same_on_both_sides(fonts):
    surface = pygame.Surface((200, 160))
    surface.fill((255, 255, 255))
    draw.shadow(surface, Rect(50, 40, 100, 80), 10, 10, (0, 0, 0, 120))
    for y in range(20, 140, 7):
        for x in range(30, 100, 7):
            here, there = surface.get_at((x, y))[0], surface.get_at((199 - x, y))[0]
            assert abs(here - there) <= 2
    assert surface.get_at((46, 80))[0] < 255


def test_a_supersampled_picture_is_painted_once(fonts):
    calls = []

    def paint(sheet, factor):
        calls.append(factor)
        sheet.fill((255, 0, 0, 255))

    first = draw.supersampled("red", (10, 10), paint)
    assert draw.supersampled("red", (10, 10), paint) is first
    assert calls == [2]
    assert first.get_at((5, 5))[:3] == (255, 0, 0)


def test_an_icon_takes_its_colour_and_has_clear_corners(fonts):
    picture = icons.icon("circle", 24, (10, 200, 30))
    assert picture.get_size() == (24, 24)
    assert picture.get_at((0, 0))[3] == 0
    assert max((picture.get_at((x, 12)) for x in range(24)), key=lambda c: c[3])[:3] == (10, 200, 30)


def test_arrows_follow_the_direction_of_writing(fonts):
    left = icons.icon("chevron-right", 20, (255, 255, 255))
    right = icons.icon("chevron-right", 20, (255, 255, 255), rtl=True)
    assert pygame.image.tobytes(pygame.transform.flip(left, True, False), "RGBA") == pygame.image.tobytes(right, "RGBA")


def test_a_missing_icon_is_a_ring(fonts):
    assert icons.icon("no-such-icon", 20, (1, 2, 3)).get_size() == (20, 20)


def test_every_icon_that_is_named_in_the_program_exists():
    for path in CLIENT.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            given = [word.value for word in call.keywords if word.arg == "icon"]
            if isinstance(call.func, ast.Attribute) and call.func.attr == "icon":
                given += call.args
            for name in (value.value for value in given if isinstance(value, ast.Constant)):
                if isinstance(name, str) and name:
                    assert icons.exists(name), f"{path.name} names the icon {name}, which is not in assets/icons"
