"""Shapes with smooth edges: rounded rectangles, shadows, lines, discs, polygons."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from itertools import pairwise

import pygame

from game.client.canvas.cache import Bounded
from game.client.canvas.geometry import Rect
from game.client.canvas.theme import Colour

Point = tuple[float, float]
_OVERSAMPLE = 4
_sprites: Bounded[Hashable, pygame.Surface] = Bounded(24_000_000)


def supersampled(
    key: Hashable, size: tuple[int, int], paint: Callable[[pygame.Surface, int], None], factor: int = 2
) -> pygame.Surface:
    """Return a picture of ``size`` that ``paint`` drew ``factor`` times as large, kept under ``key`` and the size.

    ``paint`` gets the large transparent surface and the factor. The key must name all that the picture depends on.
    """
    whole = (key, size, factor)
    found = _sprites.get(whole)
    if found is None:
        large = pygame.Surface((size[0] * factor, size[1] * factor), pygame.SRCALPHA)
        paint(large, factor)
        found = pygame.transform.smoothscale(large.premul_alpha(), size)
        _sprites.put(whole, found, size[0] * size[1] * 4)
    return found


def blit_premultiplied(surface: pygame.Surface, picture: pygame.Surface, at: tuple[int, int]) -> None:
    """Draw a picture from :func:`supersampled`."""
    surface.blit(picture, at, special_flags=pygame.BLEND_PREMULTIPLIED)


@lru_cache(maxsize=512)
def _disc(radius: int, colour: Colour, hole: int = 0) -> pygame.Surface:
    """Return a disc, or a ring around a disc of radius ``hole``, with its edges in grey levels."""
    side = radius * 2
    big = pygame.Surface((side * _OVERSAMPLE, side * _OVERSAMPLE), pygame.SRCALPHA)
    big.fill((*colour, 0))
    middle = radius * _OVERSAMPLE
    pygame.draw.circle(big, (*colour, 255), (middle, middle), middle)
    if hole > 0:
        pygame.draw.circle(big, (*colour, 0), (middle, middle), hole * _OVERSAMPLE)
    return pygame.transform.smoothscale(big, (side, side))


def rounded(surface: pygame.Surface, rect: Rect, colour: Colour, radius: int) -> None:
    """Fill a rectangle with rounded corners."""
    radius = max(0, min(radius, rect.w // 2, rect.h // 2))
    if rect.empty:
        return
    if radius == 0:
        surface.fill(colour, rect)
        return
    surface.fill(colour, (rect.x + radius, rect.y, rect.w - 2 * radius, rect.h))
    surface.fill(colour, (rect.x, rect.y + radius, radius, rect.h - 2 * radius))
    surface.fill(colour, (rect.right - radius, rect.y + radius, radius, rect.h - 2 * radius))
    _corners(surface, rect, _disc(radius, colour), radius)


def outline(surface: pygame.Surface, rect: Rect, colour: Colour, radius: int, width: int = 1) -> None:
    """Draw the border of a rectangle with rounded corners, ``width`` pixels inside its edge."""
    radius = max(0, min(radius, rect.w // 2, rect.h // 2))
    if rect.empty or width <= 0:
        return
    straight_w, straight_h = rect.w - 2 * radius, rect.h - 2 * radius
    surface.fill(colour, (rect.x + radius, rect.y, straight_w, width))
    surface.fill(colour, (rect.x + radius, rect.bottom - width, straight_w, width))
    surface.fill(colour, (rect.x, rect.y + radius, width, straight_h))
    surface.fill(colour, (rect.right - width, rect.y + radius, width, straight_h))
    if radius:
        _corners(surface, rect, _disc(radius, colour, max(0, radius - width)), radius)


def _corners(surface: pygame.Surface, rect: Rect, disc: pygame.Surface, radius: int) -> None:
    left, top, right, bottom = rect.x, rect.y, rect.right - radius, rect.bottom - radius
    one, two, three, four = _quarters(disc, radius)
    surface.fblits(((one, (left, top)), (two, (left, bottom)), (three, (right, top)), (four, (right, bottom))))


@lru_cache(maxsize=512)
def _quarters(disc: pygame.Surface, radius: int) -> tuple[pygame.Surface, ...]:
    """Return the four quarters of a disc: top left, bottom left, top right, bottom right."""
    return tuple(disc.subsurface((x, y, radius, radius)) for x in (0, radius) for y in (0, radius))


def shadow(
    surface: pygame.Surface, rect: Rect, radius: int, spread: int, colour: tuple[int, int, int, int], drop: int = 0
) -> None:
    """Lay a soft shadow around a rounded rectangle, ``spread`` pixels wide and ``drop`` pixels down."""
    if colour[3] == 0 or spread <= 0 or rect.empty:
        return
    edge = radius + 2 * spread
    sprite = _shadow_sprite(radius, spread, colour)
    x, y = rect.x - spread, rect.y - spread + drop
    w, h = rect.w + 2 * spread, rect.h + 2 * spread
    edge = min(edge, w // 2, h // 2)
    side = sprite.get_width()
    for dx, sx in ((0, 0), (w - edge, side - edge)):
        for dy, sy in ((0, 0), (h - edge, side - edge)):
            surface.blit(sprite, (x + dx, y + dy), (sx, sy, edge, edge))
    for length, horizontal in ((w - 2 * edge, True), (h - 2 * edge, False)):
        if length <= 0:
            continue
        # Only what the rectangle does not cover: a shadow is seen around it and not below.
        depth = min(edge, spread + abs(drop) + 1)
        far = h - depth if horizontal else w - depth
        pieces = _shadow_strips(radius, spread, colour, depth, length, horizontal)
        for near, piece in zip((0, far), pieces, strict=True):
            surface.blit(piece, (x + edge, y + near) if horizontal else (x + near, y + edge))


@lru_cache(maxsize=32)
def _shadow_sprite(radius: int, spread: int, colour: tuple[int, int, int, int]) -> pygame.Surface:
    side = 2 * (radius + 2 * spread) + 2
    sheet = pygame.Surface((side, side), pygame.SRCALPHA)
    sheet.fill((*colour[:3], 0))
    inner = Rect(spread, spread, side - 2 * spread, side - 2 * spread)
    pygame.draw.rect(sheet, colour, inner, border_radius=radius)
    return pygame.transform.gaussian_blur(sheet, max(1, spread // 2), repeat_edge_pixels=False)


@lru_cache(maxsize=128)
def _shadow_strips(
    radius: int, spread: int, colour: tuple[int, int, int, int], depth: int, length: int, horizontal: bool
) -> tuple[pygame.Surface, pygame.Surface]:
    """Return the shadow along two sides that face each other: top and bottom, or left and right.

    ``depth``: how much of it is wanted, from the outside.
    """
    sprite = _shadow_sprite(radius, spread, colour)
    middle = sprite.get_width() // 2
    if horizontal:
        near = pygame.transform.scale(sprite.subsurface((middle, 0, 1, depth)), (length, depth))
    else:
        near = pygame.transform.scale(sprite.subsurface((0, middle, depth, 1)), (depth, length))
    return near, pygame.transform.flip(near, not horizontal, horizontal)


def disc(surface: pygame.Surface, centre: Point, radius: float, colour: Colour) -> None:
    """Fill a disc."""
    pygame.draw.aacircle(surface, colour, centre, max(1.0, radius))


def ring(surface: pygame.Surface, centre: Point, radius: float, colour: Colour, width: int = 1) -> None:
    """Draw a circle ``width`` pixels wide."""
    pygame.draw.aacircle(surface, colour, centre, max(1.0, radius), max(1, width))


def line(surface: pygame.Surface, start: Point, end: Point, colour: Colour, width: int = 1) -> None:
    """Draw a straight line; level and upright ones stay sharp."""
    if start[0] == end[0] or start[1] == end[1]:
        pygame.draw.line(surface, colour, start, end, max(1, width))
    else:
        pygame.draw.aaline(surface, colour, start, end, max(1, width))


def polyline(surface: pygame.Surface, points: Sequence[Point], colour: Colour, width: int = 1) -> None:
    """Draw a line through ``points`` with round joints."""
    for start, end in pairwise(points):
        line(surface, start, end, colour, width)
    if width > 2:
        for point in points[1:-1]:
            pygame.draw.aacircle(surface, colour, point, width / 2)
