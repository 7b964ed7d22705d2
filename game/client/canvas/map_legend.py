"""The legend below a map: what the ramp, the colours and the lines mean, in words; and the sentence about borders."""

from collections.abc import Callable
from dataclasses import dataclass

import pygame

from game.client.canvas import draw
from game.client.canvas.geometry import Rect
from game.client.canvas.map_band_picture import market_colour
from game.client.canvas.map_ground import ramp_shade
from game.client.canvas.map_plan import Lettering
from game.client.canvas.map_scene import Carries, MapScene
from game.client.canvas.theme import Theme
from game.model.text import _

Painter = Callable[[pygame.Surface, Rect], None]
_LARGEST_SHARE = 0.2  # of the height of the map that the legend may take


def borders_sentence() -> str:
    """Say that the map takes no side."""
    return _("Borders and names express no opinion.")


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    width: int  # of the picture before the text
    paint: Painter | None


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend that was laid out; ``height`` is what it takes."""

    rows: tuple[tuple[tuple[_Item, int], ...], ...]
    height: int


def plan_legend(
    scene: MapScene, theme: Theme, lettering: Lettering, size: tuple[int, int], *, borders: bool = True
) -> Legend:
    """Lay the legend out in rows; what does not fit is left out, the sentence about ``borders`` never."""
    width, height = size
    width -= 2 * lettering.margin
    gap = round(18 * lettering.scale)
    row_height = lettering.text.line_height(lettering.plain) + round(2 * lettering.scale)
    most = max(1, int(height * _LARGEST_SHARE) // row_height)
    sentence = _Item(borders_sentence(), 0, None)
    rows: list[list[tuple[_Item, int]]] = [[]]
    x = 0
    closing = (sentence,) if borders else ()
    for item in (*_items(scene, theme, lettering), *closing):
        taken = _width(item, lettering)
        if x and x + taken > width:
            rows.append([])
            x = 0
        rows[-1].append((item, x))
        x += taken + gap
    if len(rows) > most:
        rows = [*rows[: most - 1], [(sentence, 0)]] if borders else rows[:most]
    return Legend(tuple(tuple(row) for row in rows), len(rows) * row_height + round(4 * lettering.scale))


def draw_legend(surface: pygame.Surface, rect: Rect, legend: Legend, theme: Theme, lettering: Lettering) -> None:
    """Draw the rows into ``rect``, the last item of the last row at its right end."""
    text = lettering.text
    rect = rect.inset(lettering.margin, 0)
    row_height = legend.height // max(1, len(legend.rows))
    for number, row in enumerate(legend.rows):
        for item, x in row:
            width = _width(item, lettering)
            last = number == len(legend.rows) - 1 and item is row[-1][0]
            left = rect.right - width if last and item.paint is None and rect.w >= width else rect.x + x
            box = Rect(left, rect.y + number * row_height + round(4 * lettering.scale), item.width, row_height)
            if item.paint is not None:
                item.paint(surface, box)
            start = left + item.width + (lettering.gap if item.width else 0)
            layout = text.layout(item.text, lettering.plain, max(1, rect.right - start), 1)
            place = Rect(start, box.y, layout.w, row_height)
            text.draw(surface, layout, place, theme.colours.text_muted, "left", "centre")


def _width(item: _Item, lettering: Lettering) -> int:
    return item.width + (lettering.gap if item.width else 0) + lettering.text.width(item.text, lettering.plain)


def _items(scene: MapScene, theme: Theme, lettering: Lettering) -> list[_Item]:
    scale = lettering.scale
    items: list[_Item] = []
    if scene.index_name:
        words = _("{index}, {low} to {high}").format(
            index=scene.index_name, low=scene.value_text(scene.low), high=scene.value_text(scene.high)
        )
        items.append(_Item(words, round(54 * scale), _ramp_painter(theme, scale)))
    carried = {leg.market: leg.carries for leg in scene.legs}
    for market, name in scene.markets:
        if market in carried:
            colour = market_colour(theme, scene, market)
            hollow = theme.colours.water if carried[market] is Carries.MONEY else None
            items.append(_Item(name, round(22 * scale), _line_painter(colour, hollow, None, 5 * scale)))
    # Money is hollow and never dashed.
    used = {leg.mode for leg in scene.legs if leg.carries is not Carries.MONEY}
    words_by_mode = {"land": _("by land"), "sea": _("by sea"), "air": _("by air"), "online": _("online")}
    patterns = {"land": (30.0, 0.0), "sea": (13.0, 4.0), "air": (6.0, 4.0), "online": (2.0, 3.5)}
    if len(used) > 1:
        for mode, words in words_by_mode.items():
            if mode in used:
                pattern = (patterns[mode][0] * scale, patterns[mode][1] * scale)
                paint = _line_painter(theme.colours.text_muted, None, pattern, 2.5 * scale)
                items.append(_Item(words, round(30 * scale), paint))
    legs = {leg.id for leg in scene.legs}
    if any({mark.from_leg, mark.to_leg} <= legs for mark in scene.displacements):
        paint = _arrow_painter(theme.colours.text, scale)
        items.append(_Item(_("moved to another route"), round(34 * scale), paint))
    return items


def _ramp_painter(theme: Theme, scale: float) -> Painter:
    def paint(surface: pygame.Surface, box: Rect) -> None:
        height = round(9 * scale)
        top = box.y + (box.h - height) // 2
        for column in range(box.w):
            surface.fill(ramp_shade(theme, column / max(1, box.w - 1)), (box.x + column, top, 1, height))

    return paint


def _arrow_painter(colour: tuple[int, int, int], scale: float) -> Painter:
    """Paint a dotted arrow, as the map has them from a leg that lost flow to one that gained it."""

    def paint(surface: pygame.Surface, box: Rect) -> None:
        middle, head = box.y + box.h / 2, 9 * scale
        x = float(box.x)
        while x + 2 * scale < box.right - head:
            draw.disc(surface, (x + scale, middle), 1.3 * scale, colour)
            x += 5.5 * scale
        back = box.right - head
        corners = ((back, middle - 4.5 * scale), (float(box.right), middle), (back, middle + 4.5 * scale))
        pygame.draw.polygon(surface, colour, corners)
        pygame.draw.aalines(surface, colour, True, corners)

    return paint


def _line_painter(
    colour: tuple[int, int, int], hollow: tuple[int, int, int] | None, pattern: tuple[float, float] | None, width: float
) -> Painter:
    def paint(surface: pygame.Surface, box: Rect) -> None:
        height = max(2, round(width))
        top = box.y + (box.h - height) // 2
        dash, gap = pattern or (float(box.w), 0.0)
        x = 0.0
        while x < box.w:
            end = min(x + dash, float(box.w))
            part = Rect(box.x + round(x), top, max(1, round(end - x)), height)
            draw.rounded(surface, part, colour, height // 3)
            if hollow is not None:
                surface.fill(hollow, part.inset(height // 3 + 1, max(1, height // 3)))
            x += dash + gap

    return paint
