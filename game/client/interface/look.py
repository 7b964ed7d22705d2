"""How everything looks at present: theme, scale, direction, and the engines that depend on them."""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from game.client.canvas.fonts import FontBook
from game.client.canvas.icons import icon
from game.client.canvas.text import TextEngine
from game.client.canvas.theme import LIGHT, Colour, Colours, Theme

_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur"})


@dataclass(frozen=True)
class Look:
    """Theme and size of everything; a change of it is one redraw with another one.

    Attributes
    ----------
    theme : Theme
    text_scale : float
        1.0 for 100 %.
    density : float
        Pixels of the surface for each design pixel at 100 %.
    language : str
        ISO 639-1; decides the direction of writing.
    motion : bool
        Whether things may glide; without, they arrive at once.
    fonts : FontBook
        Share one among all looks.
    """

    theme: Theme = LIGHT
    text_scale: float = 1.0
    density: float = 1.0
    language: str = "en"
    motion: bool = True
    fonts: FontBook = field(default_factory=FontBook, compare=False)
    text: TextEngine = field(init=False, compare=False)
    _pixels: dict[float, int] = field(init=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Make the text engine for this scale and direction."""
        object.__setattr__(self, "text", TextEngine(self.fonts, self.scale, self.rtl))

    @property
    def scale(self) -> float:
        """Pixels of the surface for each design pixel."""
        return self.text_scale * self.density

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left."""
        return self.language.partition("-")[0].partition("_")[0] in _RTL_LANGUAGES

    @property
    def colours(self) -> Colours:
        """Colours of the theme."""
        return self.theme.colours

    def px(self, length: float) -> int:
        """Return ``length`` design pixels in pixels of the surface; anything above nothing is at least one."""
        found = self._pixels.get(length)
        if found is None:
            found = round(length * self.scale)
            found = self._pixels[length] = max(1, found) if length > 0 else found
        return found

    def icon(self, name: str, size: int, colour: Colour) -> pygame.Surface:
        """Return an icon of ``size`` pixels in ``colour``."""
        return icon(name, size, colour, self.rtl)
