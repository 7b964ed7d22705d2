"""The font files: which one draws a character, and loading them at a size."""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path
from typing import Literal

import pygame

from game.model.places import assets_folder
from game.model.text import _

Family = Literal["latin", "arabic", "chinese"]
FAMILIES: tuple[Family, ...] = ("latin", "arabic", "chinese")
FOLDER = assets_folder() / "fonts"
_SCRIPTS = {"latin": "Latn", "arabic": "Arab", "chinese": "Hani"}


class FontBook:
    """Opens fonts when they are first needed; without their folder, pygame's own font stands in.

    Attributes
    ----------
    problem : str
        A sentence for the reader when fonts are missing, else empty.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        if not pygame.font.get_init():
            pygame.font.init()
        self.folder = folder
        self.problem = ""
        self._open: dict[tuple[Family, bool, int, bool], pygame.font.Font] = {}
        self._coverage: dict[str, tuple[list[int], list[int]]] | None = None
        if not self._file("latin", strong=False).is_file():
            self.problem = _(
                "The fonts are missing from {folder}: text is shown in a plain font, without Arabic and Chinese. "
                "Install the program again to restore them."
            ).format(folder=folder)

    def _file(self, family: Family, *, strong: bool) -> Path:
        return self.folder / f"{family}-{'SemiBold' if strong else 'Regular'}.ttf"

    def font(self, family: Family, strong: bool, size: int, rtl: bool) -> pygame.font.Font:
        """Return the font of ``family`` with an em of ``size`` pixels, set to one direction."""
        key = (family, strong, size, rtl)
        found = self._open.get(key)
        if found is None:
            path = self._file(family, strong=strong)
            found = pygame.font.Font(path if path.is_file() else None, max(4, size))
            found.set_script(_SCRIPTS[family])
            found.set_direction(pygame.DIRECTION_RTL if rtl else pygame.DIRECTION_LTR)
            self._open[key] = found
        return found

    def family(self, character: str, after: Family = "latin") -> Family:
        """Return the family that draws ``character``; where several can, the one of the character before."""
        code = ord(character)
        if code < 0x300 and after == "latin":
            return "latin"
        if code >= 0x2E80 and not 0xFB50 <= code <= 0xFEFF:
            return "chinese"
        for family in (after, *FAMILIES):
            if self.covers(family, code):
                return family
        return "latin"

    def covers(self, family: Family, code: int) -> bool:
        """Tell whether the font of ``family`` has a glyph for the code point ``code``."""
        if self._coverage is None:
            self._coverage = _read_coverage(self.folder / "coverage.json")
        starts, ends = self._coverage.get(family, ([], []))
        at = bisect_right(starts, code) - 1
        return at >= 0 and code <= ends[at]


def _read_coverage(path: Path) -> dict[str, tuple[list[int], list[int]]]:
    try:
        table: dict[str, list[list[int]]] = json.loads(path.read_text(encoding="utf-8"))
        return {
            family: ([low for low, _high in ranges], [high for _low, high in ranges])
            for family, ranges in table.items()
        }
    except (OSError, ValueError):
        return {}
