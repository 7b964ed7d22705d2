"""Icons drawn with one colour, smooth at every size."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.client.canvas.theme import Colour
from game.model.places import assets_folder

FOLDER = assets_folder() / "icons"
OVERSAMPLE = 3
_MIRRORED = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "send", "undo-2", "redo-2", "log-out"}
)
_RENAMED = {
    "help-circle": "circle-question-mark",
    "alert-triangle": "triangle-alert",
    "home": "house",
    "undo": "undo-2",
}


def exists(name: str) -> bool:
    """Tell whether there is an icon of this name."""
    return (FOLDER / f"{_RENAMED.get(name, name)}.svg").is_file()


@lru_cache(maxsize=256)
def icon(name: str, size: int, colour: Colour, rtl: bool = False) -> pygame.Surface:
    """Return the icon ``name`` as a square of ``size`` pixels in ``colour``; arrows follow the direction of writing."""
    name = _RENAMED.get(name, name)
    picture = _white(name, max(4, size)).copy()
    if rtl and name in _MIRRORED:
        picture = pygame.transform.flip(picture, True, False)
    picture.fill((0, 0, 0, 255), special_flags=pygame.BLEND_RGBA_MULT)
    picture.fill((*colour, 0), special_flags=pygame.BLEND_RGBA_ADD)
    return picture


@lru_cache(maxsize=256)
def _white(name: str, size: int) -> pygame.Surface:
    path = FOLDER / f"{name}.svg"
    try:
        large = pygame.image.load_sized_svg(path, (size * OVERSAMPLE, size * OVERSAMPLE))
    except (pygame.error, FileNotFoundError):
        return _stand_in(size)
    # Transparent pixels must be white too, else the scaling darkens the edges.
    large.fill((255, 255, 255, 0), special_flags=pygame.BLEND_RGBA_MAX)
    return pygame.transform.smoothscale(large, (size, size))


def _stand_in(size: int) -> pygame.Surface:
    """Return a ring, for the sake of the words beside a missing icon."""
    sheet = pygame.Surface((size, size), pygame.SRCALPHA)
    sheet.fill((255, 255, 255, 0))
    pygame.draw.aacircle(sheet, (255, 255, 255), (size // 2, size // 2), size // 4, max(1, size // 10))
    return sheet
