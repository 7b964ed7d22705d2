"""The map in a panel: drawn by its canvas, pointed at with the mouse, walked through with the arrows."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client import widgets as w
from game.client.canvas.map_canvas import STILL, Hit, MapCanvas, MapOptions, Playback
from game.client.canvas.map_scene import MapScene
from game.client.interface.events import ACTIVATING
from game.client.widgets.choice import direction

PLAIN = MapOptions()


class MapPanel:
    """A map on one screen; keep it as long as the screen."""

    def __init__(self, *, threaded: bool) -> None:
        self.canvas = MapCanvas(threaded=threaded)
        self._at: Hit | None = None  # where the arrows have led

    def build(  # noqa: PLR0913 - every manner has a default
        self,
        ui: w.Ui,
        id_: str,
        rect: w.Rect,
        scene: MapScene,
        label: str,
        *,
        options: MapOptions = PLAIN,
        playback: Playback = STILL,
        tell: Callable[[Hit], str] | None = None,
    ) -> Hit | None:
        """Show the map; return what was pressed. ``tell`` gives the words for what is pointed at."""
        words = tell(self._at) if tell and self._at else ""
        touch = ui.node(id_, "map", rect, label, words, focusable=tell is not None)
        pressed: Hit | None = None
        if touch.key is not None and tell is not None:
            pressed = self._keyed(ui, touch, scene)
        if touch.clicked:
            self._at = pressed = self.canvas.hit(ui.state.pointer)
        if ui.visible(rect):
            self.canvas.draw(ui.surface, rect, scene, ui.look.theme, ui.look.text, options, playback)
            if self.canvas.busy:
                ui.wake(0.03)
            ui.focus_ring(rect.inset(ui.px(4)), touch, 6)
        if tell is not None:
            self._tip(ui, id_, touch, tell)
        return pressed

    def close(self) -> None:
        """End the thread of the canvas."""
        self.canvas.close()

    def _keyed(self, ui: w.Ui, touch: w.Touch, scene: MapScene) -> Hit | None:
        key = touch.key
        if key is None or key.control:
            return None
        stops = _stops(scene)
        step = direction(key.key, rtl=ui.look.rtl)
        if step and stops:
            at = stops.index(self._at) + step if self._at in stops else (0 if step > 0 else -1)
            self._at = stops[at % len(stops)]
            ui.take()
        elif key.key in ACTIVATING and self._at is not None:
            ui.take()
            return self._at
        elif key.key == pygame.K_ESCAPE and self._at is not None:
            self._at = None
            ui.take()
        return None

    def _tip(self, ui: w.Ui, id_: str, touch: w.Touch, tell: Callable[[Hit], str]) -> None:
        hit: Hit | None = None
        spot = ui.state.pointer
        if touch.hovered:
            hit = self.canvas.hit(spot)
        elif touch.focused and ui.state.focus_seen and self._at is not None:
            hit, place = self._at, self.canvas.rect_of(self._at)
            spot = place.centre if place else spot
        words = tell(hit) if hit is not None else ""
        if words:
            ui.later(lambda: _tooltip(ui, f"{id_}/tip", spot, words))


def _stops(scene: MapScene) -> list[Hit]:
    return [
        *(Hit("jurisdiction", mark.id) for mark in scene.jurisdictions),
        *(Hit("habitat", mark.id) for mark in scene.habitats),
        *(Hit("leg", mark.id) for mark in scene.legs),
        *(Hit("pin", mark.id) for mark in scene.pins),
    ]


def _tooltip(ui: w.Ui, id_: str, spot: tuple[int, int], words: str) -> None:
    pad = ui.px(10)
    most = min(ui.px(320), ui.window.w - ui.px(32)) - 2 * pad
    layout = ui.look.text.layout(words, "caption", most)
    wide, high = layout.w + 2 * pad, layout.h + ui.px(14)
    x = min(max(ui.px(8), spot[0] + ui.px(14)), ui.window.w - wide - ui.px(8))
    y = spot[1] + ui.px(18)
    if y + high > ui.window.h - ui.px(8):
        y = max(ui.px(8), spot[1] - high - ui.px(10))
    rect = w.Rect(x, y, wide, high)
    ui.node(id_, "tooltip", rect, words, focusable=False, pointer=False)
    ui.fill(rect, ui.colours.tip, 6)
    ui.write(rect.inset(pad, ui.px(7)), words, "caption", ui.colours.on_tip, lines=None)
