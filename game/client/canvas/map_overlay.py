"""What lies on top of ground and bands: dots, habitats, labels, moving sparks."""

from functools import lru_cache

import numpy as np
import pygame

from game.client.canvas import draw
from game.client.canvas.geometry import Rect
from game.client.canvas.icons import icon
from game.client.canvas.map_band_picture import market_colour
from game.client.canvas.map_bands import BandPath, band_width
from game.client.canvas.map_labels import nearest_point
from game.client.canvas.map_plan import DOT, LabelForm, Lettering, MapPlan, PlannedLabel
from game.client.canvas.map_scene import Carries, MapScene, Stage, glide
from game.client.canvas.theme import Colour, Theme, luminance, mix

_LABEL_ALPHA = 232
_SPARK_SPEED = 46.0  # design pixels a second
_SPARK_SPACING = 110.0

Spark = tuple[float, float, str]


@lru_cache(maxsize=256)
def _chip(size: tuple[int, int], colour: Colour, edge: Colour | None, radius: int) -> pygame.Surface:
    """Ground of a label: rounded, slightly transparent."""
    chip = pygame.Surface(size, pygame.SRCALPHA)
    chip.fill((*colour, 0))
    rect = Rect(0, 0, *size)
    draw.rounded(chip, rect, colour, radius)
    if edge is not None:
        draw.outline(chip, rect, edge, radius, max(1, radius // 5))
    chip.set_alpha(_LABEL_ALPHA)
    return chip


def draw_dots(surface: pygame.Surface, plan: MapPlan, scene: MapScene, theme: Theme) -> None:
    """Mark the place of each jurisdiction; one's own are larger and have the accent colour."""
    colours = theme.colours
    for mark in scene.jurisdictions:
        anchor = plan.anchors.get(mark.id)
        if anchor is not None:
            radius = (DOT + 1.5 if mark.own else DOT) * plan.scale
            draw.disc(surface, anchor, radius, colours.card)
            draw.disc(surface, anchor, radius - 1.4 * plan.scale, colours.focus if mark.own else colours.text)


def draw_habitats(surface: pygame.Surface, plan: MapPlan, theme: Theme, values: float) -> None:
    """Draw a paw in a disc whose area follows the population."""
    colour = theme.colours.better
    paw = theme.colours.card
    for mark, place, radius in plan.habitats:
        largest = max(mark.before, mark.after) or 1.0
        share = (max(0.0, glide(mark.before, mark.after, values)) / largest) ** 0.5
        shown = max(radius * share, 6 * plan.scale)
        draw.disc(surface, place, shown + 1.6 * plan.scale, paw)
        draw.disc(surface, place, shown, colour)
        picture = icon("paw-print", max(8, round(shown * 1.3)), paw)
        surface.blit(picture, picture.get_rect(center=(round(place[0]), round(place[1]))))


def draw_labels(
    surface: pygame.Surface, plan: MapPlan, scene: MapScene, theme: Theme, lettering: Lettering, stage: Stage
) -> None:
    """Draw the labels with the values of this moment of the turn."""
    shown = [label for label in plan.labels if _visible(label, stage)]
    for label in shown:
        if label.leader:
            _leader(surface, label, theme, plan.scale)
    forms = _Texts(scene, stage)
    for label in shown:
        draw_label(surface, label.rect, forms.of(label), theme, lettering, strong=label.kind in {"pin", "displacement"})


def _visible(label: PlannedLabel, stage: Stage) -> bool:
    if label.kind == "pin":
        return stage.pins >= 1
    if label.kind in {"leg", "displacement"}:
        return stage.displacement >= 1
    return True


class _Texts:
    """Writes the values of a moment into the planned forms."""

    def __init__(self, scene: MapScene, stage: Stage) -> None:
        self.scene = scene
        self.stage = stage
        self.jurisdictions = {mark.id: mark for mark in scene.jurisdictions}
        self.habitats = {mark.id: mark for mark in scene.habitats}

    def of(self, label: PlannedLabel) -> LabelForm:
        """Return the form of a label with the value at this moment."""
        form = label.form
        if not form.plain:
            return form
        if label.kind == "habitat":
            animals = self.habitats[label.id]
            text = self.scene.population_text(glide(animals.before, animals.after, self.stage.values))
            return LabelForm(form.strong, text)
        mark = self.jurisdictions[label.id]
        first = mark.after if mark.before is None else mark.before
        last = mark.before if mark.after is None else mark.after
        if first is None or last is None:
            return form
        return LabelForm(form.strong, self.scene.value_text(glide(first, last, self.stage.values)))


def draw_label(
    surface: pygame.Surface, rect: Rect, form: LabelForm, theme: Theme, lettering: Lettering, *, strong: bool = False
) -> None:
    """Draw one label into its rectangle; strong ones have an edge."""
    colours = theme.colours
    radius = max(2, rect.h // 4)
    surface.blit(_chip((rect.w, rect.h), colours.card, colours.text if strong else None, radius), rect[:2])
    text = lettering.text
    x = rect.x + lettering.margin
    if form.icon:
        picture = icon(form.icon, lettering.icon_size, colours.text)
        surface.blit(picture, (x, rect.y + (rect.h - lettering.icon_size) // 2))
        x += lettering.icon_size + lettering.gap
    for part, step in ((form.strong, lettering.strong), (form.plain, lettering.plain)):
        if part:
            layout = text.layout(part, step)
            text.draw(surface, layout, Rect(x, rect.y, layout.w, rect.h), colours.text, "left", "centre")
            x += layout.w + lettering.gap


def _leader(surface: pygame.Surface, label: PlannedLabel, theme: Theme, scale: float) -> None:
    """Draw a thin line from a label to what it names."""
    x, y = label.anchor
    end = nearest_point(label.rect, label.anchor)
    draw.line(surface, (x, y), end, theme.colours.card, max(3, round(3 * scale)))
    draw.line(surface, (x, y), end, theme.colours.text_muted, max(1, round(scale)))


def spark_points(plan: MapPlan, scene: MapScene, moment: float, flows: float) -> list[Spark]:
    """Return places and markets of sparks after ``moment`` seconds. Goods and money move; persons are no pieces."""
    return [spark for path in plan.paths for spark in _sparks_of(path, scene, moment, flows, plan.scale)]


def _sparks_of(path: BandPath, scene: MapScene, moment: float, flows: float, scale: float) -> list[Spark]:
    if path.leg.carries is Carries.PERSONS or band_width(scene, path.leg, flows, scale) <= 0:
        return []
    spacing = _SPARK_SPACING * scale
    count = max(1, int(path.length // spacing))
    # A start that differs between legs, and is the same in every frame.
    begin = (hash_share(path.leg.id) + moment * _SPARK_SPEED * scale / (path.length / count)) % 1.0
    shares = (np.arange(count) + begin) / count
    return [(*path.at(float(share)), path.leg.market) for share in shares]


@lru_cache(maxsize=4096)
def hash_share(name: str) -> float:
    """Return a number in [0, 1) that depends on a name only, the same in every program run."""
    value = 0
    for character in name:
        value = (value * 131 + ord(character)) % 65521
    return value / 65521


def draw_sparks(
    surface: pygame.Surface, sparks: list[Spark], hidden: list[Rect], theme: Theme, plan: MapPlan, scene: MapScene
) -> None:
    """Draw the sparks with the top left corner of the map at that of the surface, leaving labels free."""
    radius = max(2, round(2.6 * plan.scale))
    core = max((theme.colours.text, theme.colours.card), key=luminance)
    sprites = {market: _spark(radius, core, _edge(market_colour(theme, scene, market))) for _x, _y, market in sparks}
    covered = [pygame.Rect(rect) for rect in hidden]
    drawn = []
    for x, y, market in sparks:
        sprite = sprites[market]
        place = sprite.get_rect(center=(round(x), round(y)))
        if place.collidelist(covered) < 0:
            drawn.append((sprite, place))
    surface.blits(drawn, False)


@lru_cache(maxsize=32)
def _spark(radius: int, colour: Colour, edge: Colour) -> pygame.Surface:
    factor = 4
    side = 2 * radius + 4
    large = pygame.Surface((side * factor, side * factor), pygame.SRCALPHA)
    large.fill((*edge, 0))
    middle = (side * factor // 2, side * factor // 2)
    pygame.draw.circle(large, (*edge, 255), middle, (radius + 1.5) * factor)
    pygame.draw.circle(large, (*colour, 255), middle, radius * factor)
    return pygame.transform.smoothscale(large, (side, side))


def _edge(colour: Colour) -> Colour:
    """Darker shade of a market's colour, so that a spark stands out from its band."""
    return mix(colour, (0, 0, 0), 0.35)
