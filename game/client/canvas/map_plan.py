"""Where everything on a map lies, in pixels of the map: computed once for a scene, a size and a size of text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from game.client.canvas.geometry import Rect
from game.client.canvas.map_atlas import Atlas
from game.client.canvas.map_bands import BandPath, band_paths, band_width, link_path, occupied
from game.client.canvas.map_labels import LabelWish, PlacedLabel, place_labels
from game.client.canvas.map_scene import (
    Carries,
    DisplacementMark,
    HabitatMark,
    JurisdictionMark,
    LegMark,
    MapScene,
    PinKind,
    PinMark,
)
from game.client.canvas.projection import MapView, Points, fit
from game.client.canvas.text import TextEngine

Position = tuple[float, float]
Kind = Literal["jurisdiction", "leg", "habitat", "pin", "displacement"]

DOT = 4.5
_DESIGN_AREA = 1280 * 680  # pixels of the map at which marks have their design size
_LEAST_MARKS, _LARGEST_MARKS = 0.7, 1.6
_GAP = 4
_LONG_NAME = 18  # characters of a habitat's name on the map
_SHORTER_NAME = 110.0  # what a shorter name costs a place, compared with standing further away
_PULL = 0.1  # how far outlines are pulled towards the label point before a view is fitted to them
_SMALLEST_HABITAT, _LARGEST_HABITAT = 8.0, 15.0


@dataclass(frozen=True, slots=True)
class LabelForm:
    """One way of writing a label: an icon, a strong and a plain part, each may be empty."""

    strong: str = ""
    plain: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class PlannedLabel:
    """A label with its place; ``kind`` and ``id`` name what it stands for."""

    kind: Kind
    id: str
    form: LabelForm
    rect: Rect
    anchor: Position
    leader: bool


@dataclass(frozen=True, slots=True)
class Lettering:
    """How labels are written: the engine and the two steps of the type scale."""

    text: TextEngine
    plain: str = "caption"
    strong: str = "caption_strong"

    @property
    def scale(self) -> float:
        """Pixels per design pixel; bigger labels make bigger marks."""
        return self.text.size(self.plain) / 13

    def size(self, form: LabelForm) -> tuple[int, int]:
        """Width and height of a label with its margins, in pixels."""
        parts = [self.text.width(form.strong, self.strong)] if form.strong else []
        if form.plain:
            parts.append(self.text.width(form.plain, self.plain))
        if form.icon:
            parts.append(self.icon_size)
        gaps = self.gap * (len(parts) - 1)
        return sum(parts) + gaps + 2 * self.margin, self.text.line_height(self.plain) + round(2 * self.scale)

    @property
    def gap(self) -> int:
        """Pixels between the parts of a label."""
        return round(5 * self.scale)

    @property
    def margin(self) -> int:
        """Pixels left and right of a label's parts."""
        return round(6 * self.scale)

    @property
    def icon_size(self) -> int:
        """Side of an icon in a label."""
        return round(14 * self.scale)


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is shown.

    ``focus`` limits the view to some jurisdictions. ``legend`` leaves room below for the legend and the sentence about
    borders; ``borders`` False leaves that sentence out where the screen shows it elsewhere. ``labels`` names things on
    the map. ``plain`` and ``strong`` are steps of the type scale (``wall`` and ``wall_strong`` for a projector).
    ``weight`` makes bands and dots heavier or lighter. ``crowd`` is the share of the map that the names of places may
    cover: where that is not enough for all, those are named that moved most, and then those with the highest values.
    """

    focus: tuple[str, ...] = ()
    legend: bool = True
    borders: bool = True
    labels: bool = True
    plain: str = "caption"
    strong: str = "caption_strong"
    weight: float = 1.0
    crowd: float = 1.0


DEFAULT = MapOptions()


@dataclass(frozen=True, eq=False)
class MapPlan:
    """The arrangement of one map; ``scale`` is that of its marks."""

    view: MapView
    anchors: dict[str, Position]
    paths: list[BandPath]
    displaced: list[BandPath]
    habitats: list[tuple[HabitatMark, Position, float]]
    labels: list[PlannedLabel]
    scale: float


def marks_scale(size: tuple[int, int], lettering: Lettering) -> float:
    """Pixels per design pixel of dots, bands and discs: they grow with the map, and less than the text."""
    by_size = min(max((size[0] * size[1] / _DESIGN_AREA) ** 0.5, _LEAST_MARKS), _LARGEST_MARKS)
    return float(by_size * lettering.scale**0.35)


def fitted_view(atlas: Atlas, ids: tuple[str, ...], size: tuple[int, int], padding: int) -> MapView:
    """View on the jurisdictions ``ids`` that exist in the atlas."""
    parts: list[Points] = []
    for name in ids:
        place = atlas.place(name)
        if place is not None:
            outline = atlas.outline_points(name)
            parts.append(outline + (np.array(place) - outline) * _PULL)
    points = np.concatenate(parts) if parts else np.zeros((0, 2))
    side = min(padding, size[0] // 6)
    over = min(padding * 2 // 3, size[1] // 6)
    return fit(points, size, (side, over, side, over))


def plan_map(
    atlas: Atlas, scene: MapScene, size: tuple[int, int], lettering: Lettering, options: MapOptions = DEFAULT
) -> MapPlan:
    """Arrange a scene."""
    scale = marks_scale(size, lettering) * options.weight
    ids = options.focus or tuple(mark.id for mark in scene.jurisdictions)
    view = fitted_view(atlas, ids, size, round(56 * lettering.scale))
    known = [mark.id for mark in scene.jurisdictions if mark.id in atlas.index]
    places = np.array([atlas.place(name) for name in known], dtype=np.float64).reshape(-1, 2)
    anchors: dict[str, Position] = {
        name: (float(x), float(y)) for name, (x, y) in zip(known, view.to_pixels(_near(places, view)), strict=True)
    }
    paths = band_paths(scene, anchors, scale)
    by_leg = {path.leg.id: path for path in paths}
    displaced = [
        link_path(_link(mark), by_leg[mark.from_leg].at(0.5), by_leg[mark.to_leg].at(0.5), scale)
        for mark in scene.displacements
        if mark.from_leg in by_leg and mark.to_leg in by_leg
    ]
    habitats = _habitats(atlas, scene, view, scale)
    plan = MapPlan(view, anchors, paths, displaced, habitats, [], scale)
    if options.labels:
        plan.labels.extend(_labels(_thinned(scene, plan, lettering, options.crowd), plan, lettering))
    return plan


def _thinned(scene: MapScene, plan: MapPlan, lettering: Lettering, crowd: float) -> MapScene:
    """Return the scene with what may have a name on the map, in its order; one's own places always have one."""
    left = plan.view.size[0] * plan.view.size[1] * crowd
    named: set[str] = set()
    for mark in sorted(scene.jurisdictions, key=_importance):
        width, height = lettering.size(jurisdiction_forms(scene, mark)[0])
        left -= width * height
        if left >= 0 or mark.own:
            named.add(mark.id)
    if len(named) == len(scene.jurisdictions):
        return scene
    shown = tuple(mark for mark in scene.jurisdictions if mark.id in named)
    return replace(scene, jurisdictions=shown, habitats=())  # which are less than the places that go without a name


def _importance(mark: JurisdictionMark) -> tuple[bool, float, float]:
    """Sort what is one's own first, then what moved most, then what has the highest value."""
    before = mark.after if mark.before is None else mark.before
    after = before if mark.after is None else mark.after
    moved = abs((after or 0.0) - (before or 0.0))
    return not mark.own, -round(moved, 1), -(after or 0.0)


def _link(mark: DisplacementMark) -> LegMark:
    """Stand-in for a displacement among the legs; its id names both."""
    return LegMark(f"{mark.from_leg}>{mark.to_leg}", "", "", "", Carries.GOODS, "land", 0, 1)


def _near(places: Points, view: MapView) -> Points:
    """Places with longitudes on the side of the central meridian that the view shows."""
    near = places.copy()
    near[:, 0] = (places[:, 0] - view.central + 180) % 360 - 180 + view.central
    return near


def _habitats(atlas: Atlas, scene: MapScene, view: MapView, scale: float) -> list[tuple[HabitatMark, Position, float]]:
    wanted: dict[str, int] = {}
    for mark in scene.habitats:
        if mark.place is None and mark.jurisdiction in atlas.index:
            wanted[mark.jurisdiction] = wanted.get(mark.jurisdiction, 0) + 1
    found = {name: iter(atlas.spread_places(name, count)) for name, count in wanted.items()}
    largest = max((max(mark.before, mark.after) for mark in scene.habitats), default=1.0) or 1.0
    habitats = []
    for mark in scene.habitats:
        place = mark.place if mark.place is not None else next(found.get(mark.jurisdiction, iter(())), None)
        if place is None:
            continue
        x, y = view.to_pixels(_near(np.array([place], dtype=np.float64), view))[0]
        share = (max(mark.before, mark.after) / largest) ** 0.5
        radius = (_SMALLEST_HABITAT + (_LARGEST_HABITAT - _SMALLEST_HABITAT) * share) * scale
        habitats.append((mark, (float(x), float(y)), radius))
    return habitats


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A label before it has a place: its forms, the widest text it must hold, and the wish."""

    kind: Kind
    id: str
    forms: tuple[LabelForm, ...]
    wish: LabelWish


def _labels(scene: MapScene, plan: MapPlan, lettering: Lettering) -> list[PlannedLabel]:
    wanted = list(_wanted(scene, plan, lettering))
    width, height = plan.view.size
    reach = round(DOT * plan.scale) + 1
    obstacles = [Rect(round(x) - reach, round(y) - reach, 2 * reach, 2 * reach) for x, y in plan.anchors.values()]
    obstacles += [Rect(round(x - r), round(y - r), round(2 * r), round(2 * r)) for _mark, (x, y), r in plan.habitats]
    widths = [max(band_width(scene, path.leg, t, plan.scale) for t in (0.0, 1.0)) for path in plan.paths]
    bands = occupied([*plan.paths, *plan.displaced], [*widths, *[4 * plan.scale] * len(plan.displaced)])
    frame = Rect(0, 0, width, height).inset(4)
    placed = place_labels([item.wish for item in wanted], frame, obstacles, bands, _GAP)
    return [_planned(item, label) for item, label in zip(wanted, placed, strict=True) if label is not None]


def _planned(item: _Wanted, label: PlacedLabel) -> PlannedLabel:
    return PlannedLabel(item.kind, item.id, item.forms[label.form], label.rect, item.wish.anchor, label.leader)


def _wanted(scene: MapScene, plan: MapPlan, lettering: Lettering) -> Iterator[_Wanted]:
    """Yield all labels that the scene would like to have."""
    nowhere = (0.0, 0.0)
    own = LabelWish(nowhere, (), DOT * plan.scale, shortening=_SHORTER_NAME)
    other = replace(own, rank=1)
    midway = LabelWish(nowhere, (), rank=3, centred=True)
    for mark in scene.jurisdictions:
        if mark.id in plan.anchors:
            forms = jurisdiction_forms(scene, mark)
            wish = own if mark.own else other
            yield _want(("jurisdiction", mark.id), forms, plan.anchors[mark.id], lettering, wish)
    for pin in scene.pins:
        if pin.jurisdiction in plan.anchors:
            anchor = plan.anchors[pin.jurisdiction]
            yield _want(("pin", pin.id), pin_forms(pin), anchor, lettering, replace(own, rank=2, shortening=150.0))
    texts = {_link(mark).id: mark.text for mark in scene.displacements}
    for path in plan.displaced:
        moved = (LabelForm(strong=texts[path.leg.id], icon="split"), LabelForm(icon="split"))
        yield _want(("displacement", path.leg.id), moved, path.at(0.5), lettering, replace(midway, rank=2))
    for path in plan.paths:
        if path.leg.change:
            yield _want(("leg", path.leg.id), (LabelForm(strong=path.leg.change),), path.at(0.5), lettering, midway)
    herds = {mark.id for mark in scene.habitats}
    for habitat, place, radius in plan.habitats:
        if habitat.id not in herds:
            continue
        wish = LabelWish(nowhere, (), radius, rank=4, shortening=40.0, worth=150.0)
        yield _want(("habitat", habitat.id), habitat_forms(scene, habitat), place, lettering, wish)


def _want(
    named: tuple[Kind, str], forms: tuple[LabelForm, ...], anchor: Position, lettering: Lettering, wish: LabelWish
) -> _Wanted:
    sizes = tuple(lettering.size(form) for form in forms)
    return _Wanted(*named, forms, replace(wish, anchor=anchor, sizes=sizes))


def widest(texts: tuple[str, ...]) -> str:
    """Text with most characters, so that a label planned for it holds each of them (figures are of equal width)."""
    return max(texts, key=len)


def jurisdiction_forms(scene: MapScene, mark: JurisdictionMark) -> tuple[LabelForm, ...]:
    """Name with value; where that does not fit, short. A value never stands alone beside others that are named."""
    values = tuple(scene.value_text(v) for v in (mark.before, mark.after) if v is not None)
    names = (mark.name, *(mark.short or (mark.id,)))
    if not values:
        return tuple(LabelForm(strong=name) for name in names)
    value = widest(values)
    return (*(LabelForm(name, value) for name in names), LabelForm(names[-1]))


def pin_forms(pin: PinMark) -> tuple[LabelForm, ...]:
    """Icon with text; where that does not fit, the icon."""
    icon = "triangle-alert" if pin.kind is PinKind.EVENT else "handshake"
    return (LabelForm(strong=pin.text, icon=icon), LabelForm(icon=icon))


def habitat_forms(scene: MapScene, mark: HabitatMark) -> tuple[LabelForm, ...]:
    """Name with population; where that does not fit there is no label, since a bare number says nothing."""
    population = widest((scene.population_text(mark.before), scene.population_text(mark.after)))
    return (LabelForm(shortened(mark.name), population),)


def shortened(name: str) -> str:
    """Cut a long name after a word; hovering and the table tell the whole one."""
    if len(name) <= _LONG_NAME:
        return name
    start = name[:_LONG_NAME].rpartition(" ")[0] or name[:_LONG_NAME]
    return start.rstrip(" ,;:-") + "\u2026"
