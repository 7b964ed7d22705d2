"""Drawing in the look of the theme, and finding out what a reader would stumble over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.client.canvas import draw
from game.client.canvas.geometry import Area, Rect
from game.client.canvas.text import Align, Layout, Span, VAlign
from game.client.canvas.theme import Colour, Colours, contrast
from game.client.interface.look import Look


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader would stumble over, found while drawing: ``clipped`` or ``contrast``."""

    kind: str
    text: str
    rect: Rect
    detail: str = ""


class Sheet:
    """A surface with a look; draws only where ``clip`` lets it and while ``drawing`` is set.

    Attributes
    ----------
    surface : pygame.Surface
        Where it draws; may be replaced between passes.
    look : Look
        Theme, scale and direction; may be replaced between passes.
    drawing : bool
        Whether this pass draws; custom drawing must ask.
    audit : bool
        Whether the contrast of all text is measured.
    problems : list of Problem
        What was cut off, or (with ``audit``) too faint, in the last pass that drew.
    """

    def __init__(self, surface: pygame.Surface, look: Look) -> None:
        self.surface = surface
        self.look = look
        self.drawing = False
        self.audit = False
        self.problems: list[Problem] = []
        self.clip = self.window

    # Measures

    @property
    def window(self) -> Rect:
        """The whole surface."""
        return Rect(0, 0, *self.surface.get_size())

    @property
    def colours(self) -> Colours:
        """Colours of the theme."""
        return self.look.colours

    @property
    def effective_width(self) -> float:
        """Width of the window in design pixels."""
        return self.window.w / self.look.scale

    @property
    def narrow(self) -> bool:
        """Whether panels should become tabs: text above 125 %, or fewer than 1000 design pixels of width."""
        return self.look.text_scale > 1.25 or self.effective_width < 1000

    def px(self, length: float) -> int:
        """Return ``length`` design pixels in pixels of the surface."""
        return self.look.px(length)

    def area(self, rect: Rect | None = None, inset: float = 0, gap: float = 8) -> Area:
        """Return an area to cut, over ``rect`` or the whole window; ``inset`` and ``gap`` in design pixels."""
        return Area((rect or self.window).inset(self.px(inset)), self.look.rtl, self.px(gap))

    # Drawing

    @contextmanager
    def clipped(self, rect: Rect, *, whole: bool = False) -> Iterator[None]:
        """Draw and point only inside ``rect``; with ``whole``, regardless of what is around."""
        before = self.clip
        self.clip = rect if whole else rect.common(before)
        self.surface.set_clip(self.clip)
        yield
        self.clip = before
        self.surface.set_clip(before)

    def visible(self, rect: Rect) -> bool:
        """Tell whether this pass draws and ``rect`` can be seen."""
        return self.drawing and not rect.common(self.clip).empty

    def write(  # noqa: PLR0913 - text has many manners, all with a default
        self,
        rect: Rect,
        text: str | Sequence[Span],
        style: str = "body",
        colour: Colour | None = None,
        *,
        align: Align = "start",
        valign: VAlign = "centre",
        lines: int | None = 1,
        shorten: bool = False,
    ) -> Layout:
        """Draw text in ``rect``; what is cut off is recorded as a problem unless it may be shortened."""
        layout = self.look.text.layout(text, style, max(1, rect.w), lines)
        if not self.visible(rect):
            return layout
        words = text if isinstance(text, str) else "".join(span.text for span in text)
        if not shorten and (layout.shortened or layout.w > rect.w or layout.h > rect.h + self.px(6)):
            self.problems.append(Problem("clipped", words, rect, f"needs {layout.w} x {layout.h}"))
        tint = colour or self.colours.text
        if self.audit:
            self._examine(rect, words, tint)
        if isinstance(text, str):
            self.look.text.draw(self.surface, layout, rect, tint, align, valign)
        else:
            tones = [getattr(self.colours, span.tone) if span.tone else tint for span in text]
            self.look.text.draw(self.surface, layout, rect, tones, align, valign)
        return layout

    def _examine(self, rect: Rect, words: str, colour: Colour) -> None:
        # Without its edge: where a button is seen in part, its border is not what the words stand on.
        seen = rect.inset(self.px(3)).common(self.clip)
        if seen.empty or colour == self.colours.text_disabled:
            return
        ground = pygame.transform.average_color(self.surface, seen)[:3]
        found = contrast(colour, ground)
        if found < self.look.theme.least_contrast:
            self.problems.append(Problem("contrast", words, rect, f"{found:.1f}:1"))

    def icon(self, rect: Rect, name: str, colour: Colour | None = None, size: float = 18) -> None:
        """Draw an icon of ``size`` design pixels in the middle of ``rect``."""
        if self.visible(rect):
            side = self.px(size)
            place = (rect.x + (rect.w - side) // 2, rect.y + (rect.h - side) // 2)
            self.surface.blit(self.look.icon(name, side, colour or self.colours.text_muted), place)

    def fill(self, rect: Rect, colour: Colour, radius: float = 0) -> None:
        """Fill a rectangle, its corners rounded by ``radius`` design pixels."""
        if self.visible(rect):
            draw.rounded(self.surface, rect, colour, self.px(radius))

    def frame(self, rect: Rect, colour: Colour, radius: float = 0, width: float | None = None) -> None:
        """Draw a border inside ``rect``; radius and width in design pixels."""
        if self.visible(rect):
            thick = self.px(self.look.theme.border if width is None else width)
            draw.outline(self.surface, rect, colour, self.px(radius), thick)
