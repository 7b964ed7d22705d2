"""The map as the screens use it: draws a scene into a rectangle, and tells what lies under the mouse.

The slow ground is drawn by a thread; until it is there the last one is shown, scaled. A still map costs one blit a
frame.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pygame

from game.client.canvas import draw
from game.client.canvas.geometry import Rect
from game.client.canvas.map_atlas import Atlas, load_atlas
from game.client.canvas.map_band_picture import BandPicture, BandStyle
from game.client.canvas.map_bands import band_width, nearest_leg
from game.client.canvas.map_ground import RAMP_STEPS, GroundKey, draw_ground
from game.client.canvas.map_legend import Legend, draw_legend, plan_legend
from game.client.canvas.map_overlay import (
    draw_dots,
    draw_habitats,
    draw_labels,
    draw_sparks,
    spark_points,
)
from game.client.canvas.map_plan import DEFAULT, Kind, Lettering, MapOptions, MapPlan, plan_map
from game.client.canvas.map_scene import MapScene, Stage, stage
from game.client.canvas.text import Bounded, TextEngine
from game.client.canvas.theme import Theme

__all__ = ["STILL", "Hit", "MapCanvas", "MapOptions", "Playback"]

_KEPT_PIXELS = 8_000_000  # about 32 MB of grounds
_REACH = 5.0
_STILL = Stage(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under the mouse: its kind and its id in the scene."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Playback:
    """Where a moving map is: ``progress`` in [0, 1] of the turn, ``moment`` in seconds for the sparks.

    ``sparks`` is False where motion is switched off.
    """

    progress: float = 1.0
    moment: float = 0.0
    sparks: bool = False


STILL = Playback()


@dataclass(frozen=True, eq=False)
class _Drawn:
    """What a map was last arranged for."""

    key: tuple[object, ...]
    plan: MapPlan
    legend: Legend
    place: Rect


class MapCanvas:
    """One map on one screen. Ask :attr:`busy` each frame: while it is true, draw again soon."""

    def __init__(self, atlas: Atlas | None = None, *, threaded: bool = True) -> None:
        self._atlas = atlas
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="map") if threaded else None
        self._grounds: Bounded[GroundKey, pygame.Surface] = Bounded(_KEPT_PIXELS)
        self._pending: dict[GroundKey, Future[pygame.Surface]] = {}
        self._last: pygame.Surface | None = None
        self._stretched: tuple[pygame.Surface, pygame.Surface] | None = None
        self._bands = BandPicture()
        self._drawn: _Drawn | None = None
        self._picture: tuple[tuple[object, ...], pygame.Surface] | None = None
        self._rect = Rect(0, 0, 0, 0)
        self._scene: MapScene | None = None

    @property
    def atlas(self) -> Atlas:
        """The shapes, read when they are first needed."""
        if self._atlas is None:
            self._atlas = load_atlas()
        return self._atlas

    @property
    def busy(self) -> bool:
        """Whether the thread still draws something that is wanted."""
        return bool(self._pending)

    def close(self) -> None:
        """End the thread."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def wait(self) -> None:
        """Wait for the thread, for pictures and tests."""
        for future in list(self._pending.values()):
            future.result()

    # Drawing

    def draw(
        self,
        surface: pygame.Surface,
        rect: Rect,
        scene: MapScene,
        theme: Theme,
        text: TextEngine,
        options: MapOptions = DEFAULT,
        playback: Playback = STILL,
    ) -> None:
        """Draw ``scene`` into ``rect``; positions for :meth:`hit` are those of this call."""
        self._rect, self._scene = rect, scene
        if rect.w < 8 or rect.h < 8:
            return
        lettering = Lettering(text, options.plain, options.strong)
        drawn = self._arranged(rect, scene, theme, lettering, options)
        now = stage(playback.progress)
        moving = not now.still
        picture = (
            self._composed(scene, theme, lettering, drawn, now)
            if moving
            else self._kept(scene, theme, lettering, drawn)
        )
        surface.blit(picture, (rect.x, rect.y))
        if playback.sparks:
            self._draw_sparks(surface, scene, theme, drawn.plan, playback.moment, now.flows)

    def _draw_sparks(
        self, surface: pygame.Surface, scene: MapScene, theme: Theme, plan: MapPlan, moment: float, flows: float
    ) -> None:
        part = pygame.Rect(self._rect.x, self._rect.y, *plan.view.size).clip(surface.get_clip())
        if part.topleft != (self._rect.x, self._rect.y):
            return  # a map that is scrolled half out of sight rests
        sparks = spark_points(plan, scene, moment, flows)
        draw_sparks(surface.subsurface(part), sparks, [label.rect for label in plan.labels], theme, plan, scene)

    def _arranged(self, rect: Rect, scene: MapScene, theme: Theme, lettering: Lettering, options: MapOptions) -> _Drawn:
        key = (scene, rect.w, rect.h, theme.name, lettering.text.scale, lettering.text.rtl, options)
        if self._drawn is None or self._drawn.key != key:
            legend = Legend((), 0)
            if options.legend:
                legend = plan_legend(scene, theme, lettering, (rect.w, rect.h), borders=options.borders)
            size = (rect.w, max(8, rect.h - legend.height))
            plan = plan_map(self.atlas, scene, size, lettering, options)
            self._drawn = _Drawn(key, plan, legend, Rect(0, size[1], rect.w, legend.height))
        return self._drawn

    def _kept(self, scene: MapScene, theme: Theme, lettering: Lettering, drawn: _Drawn) -> pygame.Surface:
        # Until the thread has drawn the ground the picture holds a stand-in, and is composed anew afterwards.
        ready = self._ground(self._ground_key(scene, theme, drawn.plan, after=True)) is not None
        key = (drawn.key, ready)
        if self._picture is None or self._picture[0] != key:
            self._picture = (key, self._composed(scene, theme, lettering, drawn, _STILL))
        return self._picture[1]

    def _composed(
        self, scene: MapScene, theme: Theme, lettering: Lettering, drawn: _Drawn, now: Stage
    ) -> pygame.Surface:
        plan = drawn.plan
        picture = self._sheet((self._rect.w, self._rect.h))
        self._draw_grounds(picture, scene, theme, plan, now)
        style = BandStyle(theme, plan.scale, now.flows, now.displacement)
        bands, place = self._bands.draw(plan.view.size, scene, plan.paths, plan.displaced, style)
        draw.blit_premultiplied(picture, bands, (place.x, place.y))
        draw_habitats(picture, plan, theme, now.values)
        draw_dots(picture, plan, scene, theme)
        draw_labels(picture, plan, scene, theme, lettering, now)
        if drawn.legend.height:
            picture.fill(theme.colours.card, drawn.place)
            draw_legend(picture, drawn.place, drawn.legend, theme, lettering)
        return picture

    def _sheet(self, size: tuple[int, int]) -> pygame.Surface:
        """Surface to compose on: the last one if it has the size."""
        if self._picture is not None and self._picture[1].get_size() == size:
            sheet = self._picture[1]
            self._picture = None
            return sheet
        return pygame.Surface(size)

    def _draw_grounds(self, picture: pygame.Surface, scene: MapScene, theme: Theme, plan: MapPlan, now: Stage) -> None:
        after = self._ground(self._ground_key(scene, theme, plan, after=True))
        if now.values >= 1:
            self._put(picture, after, plan, theme)
            return
        before = self._ground(self._ground_key(scene, theme, plan, after=False))
        self._put(picture, before if before is not None else after, plan, theme)
        if before is not None and after is not None and now.values > 0 and after is not before:
            after.set_alpha(round(255 * now.values))
            picture.blit(after, (0, 0))
            after.set_alpha(None)

    def _put(self, picture: pygame.Surface, ground: pygame.Surface | None, plan: MapPlan, theme: Theme) -> None:
        if ground is None and self._last is not None:
            ground = self._stretch(self._last, plan.view.size)
        if ground is None:
            picture.fill(theme.colours.water)
        else:
            picture.blit(ground, (0, 0))

    def _stretch(self, ground: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
        """Last ground scaled to a new size, kept while the thread draws the right one."""
        if ground.get_size() == size:
            return ground
        if self._stretched is None or self._stretched[0] is not ground or self._stretched[1].get_size() != size:
            self._stretched = (ground, pygame.transform.scale(ground, size))
        return self._stretched[1]

    def _ground_key(self, scene: MapScene, theme: Theme, plan: MapPlan, *, after: bool) -> GroundKey:
        fills = []
        for mark in scene.jurisdictions:
            value = mark.after if after else mark.before
            fills.append((mark.id, -1 if value is None else round(scene.share(value) * RAMP_STEPS)))
        own = tuple(mark.id for mark in scene.jurisdictions if mark.own)
        hatched = tuple(mark.id for mark in scene.jurisdictions if mark.selected)
        return GroundKey(plan.view, theme, tuple(fills), own, hatched, max(1.0, round(plan.scale * 2) / 2))

    def _collect(self) -> None:
        for key in [key for key, future in self._pending.items() if future.done()]:
            self._keep(key, self._pending.pop(key).result())

    def _keep(self, key: GroundKey, ground: pygame.Surface) -> pygame.Surface:
        self._grounds.put(key, ground, ground.get_width() * ground.get_height())
        self._last = ground
        return ground

    def _ground(self, key: GroundKey) -> pygame.Surface | None:
        """Ground for a key, or None while the thread draws it."""
        self._collect()
        found = self._grounds.get(key)
        if found is not None:
            return found
        if self._pool is None:
            return self._keep(key, draw_ground(self.atlas, key))
        if key not in self._pending:
            for future in self._pending.values():
                # A size that the window has left behind need not be drawn.
                future.cancel()
            self._pending = {k: f for k, f in self._pending.items() if not f.cancelled()}
            self._pending[key] = self._pool.submit(draw_ground, self.atlas, key)
        return None

    # The mouse

    def hit(self, position: tuple[int, int]) -> Hit | None:
        """Tell what lies at a position of the surface: pin, habitat, label, dot, leg, then the land below."""
        drawn, scene = self._drawn, self._scene
        x, y = position[0] - self._rect.x, position[1] - self._rect.y
        if (
            drawn is None
            or scene is None
            or not (0 <= x < drawn.plan.view.size[0] and 0 <= y < drawn.plan.view.size[1])
        ):
            return None
        plan = drawn.plan
        for label in plan.labels:
            if label.rect.holds((x, y)):
                return Hit(label.kind, label.id)
        for mark, place, radius in plan.habitats:
            if (place[0] - x) ** 2 + (place[1] - y) ** 2 <= radius**2:
                return Hit("habitat", mark.id)
        for name, place in plan.anchors.items():
            if (place[0] - x) ** 2 + (place[1] - y) ** 2 <= (8 * plan.scale) ** 2:
                return Hit("jurisdiction", name)
        widths = [band_width(scene, path.leg, 1.0, plan.scale) for path in plan.paths]
        leg = nearest_leg(plan.paths, (x, y), widths, _REACH * plan.scale)
        if leg is not None:
            return Hit("leg", leg.id)
        return self._land_at(x, y, scene, plan)

    def _land_at(self, x: int, y: int, scene: MapScene, plan: MapPlan) -> Hit | None:
        longitude, latitude = plan.view.to_lonlat((x, y)).tolist()
        found = self.atlas.at((longitude + 180) % 360 - 180, latitude)
        return Hit("jurisdiction", found) if found in {mark.id for mark in scene.jurisdictions} and found else None

    def rect_of(self, hit: Hit) -> Rect | None:
        """Where something was drawn, in pixels of the surface, for a focus ring or a tooltip."""
        if self._drawn is None:
            return None
        plan = self._drawn.plan
        for label in plan.labels:
            if (label.kind, label.id) == (hit.kind, hit.id):
                return label.rect.moved(self._rect.x, self._rect.y)
        spots = {("jurisdiction", name): place for name, place in plan.anchors.items()}
        spots |= {("habitat", mark.id): place for mark, place, _radius in plan.habitats}
        spots |= {("leg", path.leg.id): path.at(0.5) for path in plan.paths}
        spot = spots.get((hit.kind, hit.id))
        side = round(16 * plan.scale)
        if spot is None:
            return None
        return Rect(round(spot[0]) - side // 2, round(spot[1]) - side // 2, side, side).moved(
            self._rect.x, self._rect.y
        )
