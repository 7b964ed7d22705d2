"""Pictures that a scenario brings: decoded within bounds, and cut to the place where they are shown."""

from __future__ import annotations

import io

import pygame

from game.scenario.pictures import PictureProblem, size_of

_MOST = 1600
"""Longest side in pixels that is kept; whatever is shown here is smaller."""
_HEAD = 256 * 1024


def decoded(data: bytes) -> pygame.Surface | None:
    """Return the picture in ``data``, scaled down where it is large; None if it is none or too large to decode."""
    try:
        width, height = size_of("", data[:_HEAD])
        raw = pygame.image.load(io.BytesIO(data), "picture.png" if data[:1] == b"\x89" else "picture.jpg")
    except (PictureProblem, pygame.error, ValueError):
        return None
    if raw.get_size() != (width, height):
        return None
    whole = pygame.Surface(raw.get_size(), pygame.SRCALPHA, 32)  # also where colours come from a palette
    whole.blit(raw, (0, 0))
    factor = _MOST / max(width, height)
    if factor >= 1.0:
        return whole
    return pygame.transform.smoothscale(whole, (max(1, round(width * factor)), max(1, round(height * factor))))


def covering(picture: pygame.Surface, width: int, height: int) -> pygame.Surface:
    """Return ``width`` by ``height`` pixels filled with the middle of the picture."""
    factor = max(width / picture.get_width(), height / picture.get_height())
    size = max(width, round(picture.get_width() * factor)), max(height, round(picture.get_height() * factor))
    scaled = pygame.transform.smoothscale(picture, size)
    place = pygame.Rect((size[0] - width) // 2, (size[1] - height) // 2, width, height)
    return scaled.subsurface(place).copy()
