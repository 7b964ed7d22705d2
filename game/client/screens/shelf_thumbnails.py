"""Pictures and small maps on the cards of the shelf, drawn once each."""

from __future__ import annotations

import pygame

from game.client import widgets as w
from game.client.canvas.cache import Bounded
from game.client.canvas.map_canvas import MapCanvas, MapOptions
from game.client.canvas.map_scene import Carries, JurisdictionMark, LegMark, MapScene
from game.client.canvas.picture import covering, decoded
from game.client.view_models.shelf_cards import ShelfCard
from game.scenario.pictures import MAX_BYTES

_OPTIONS = MapOptions(legend=False, labels=False, weight=0.3)
_TINT = 4.0  # on the ramp from 1 to 10: places of the scenario stand out, and no value is meant
_KEPT_PIXELS = 4_000_000
_MARKETS = (("goods", ""), ("persons", ""), ("money", ""))


class Thumbnails:
    """Keeps the pictures; draws at most one new one in a pass, so that the shelf never stands still."""

    def __init__(self, *, threaded: bool) -> None:
        self._canvas = MapCanvas(threaded=False)
        self._patient = threaded
        self._kept: Bounded[object, pygame.Surface] = Bounded(_KEPT_PIXELS)
        self._drawn_at = -1.0

    def draw(self, ui: w.Ui, rect: w.Rect, card: ShelfCard) -> None:
        """Draw the map of a card's scenario, or leave water until its turn has come."""
        if not ui.visible(rect):
            return
        key = (card.path, card.places, card.routes, card.picture, rect.w, rect.h, ui.look.theme.name, ui.look.scale)
        picture = self._kept.get(key)
        if picture is None and (self._drawn_at != ui.now or not self._patient):
            self._drawn_at = ui.now
            picture = self._kept.put(key, self._paint(ui, rect, card), rect.w * rect.h)
        if picture is None:
            ui.surface.fill(ui.colours.water, rect)
            ui.wake(0.0)
        else:
            ui.surface.blit(picture, (rect.x, rect.y))

    def _paint(self, ui: w.Ui, rect: w.Rect, card: ShelfCard) -> pygame.Surface:
        own = _own_picture(card)
        if own is not None and not rect.empty:
            return covering(own, rect.w, rect.h)
        picture = pygame.Surface((rect.w, rect.h))
        place = w.Rect(0, 0, rect.w, rect.h)
        self._canvas.draw(picture, place, _scene(card), ui.look.theme, ui.look.text, _OPTIONS)
        return picture


def _own_picture(card: ShelfCard) -> pygame.Surface | None:
    """Return the picture that the scenario names; it was looked at when its file was read."""
    if card.picture is None:
        return None
    try:
        with card.picture.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    return decoded(data) if len(data) <= MAX_BYTES else None


def _scene(card: ShelfCard) -> MapScene:
    ends = {(route.origin, route.destination): route for route in card.routes if route.carries != "money"}
    legs = tuple(
        LegMark(f"{number}", origin, end, route.carries, Carries(route.carries), "land", 1.0, 1.0)
        for number, ((origin, end), route) in enumerate(ends.items())
    )
    marks = tuple(JurisdictionMark(place, "", _TINT, _TINT) for place in card.places)
    return MapScene(jurisdictions=marks, legs=legs, markets=_MARKETS)
