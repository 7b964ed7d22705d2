"""Maps of the game: what everybody knows, and what one seat believes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

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
from game.client.view_models import figures, words
from game.client.view_models.short_names import short_names
from game.model.scenario import Scenario
from game.model.taxonomy import MarketKind
from game.model.text import _
from game.session.published import Indices, LegShift, Observed
from game.session.quantities import quantity_key
from game.session.rulebook import PublicBook
from game.session.views import PublicView, SeatView

_PERSONS = {MarketKind.TRAFFICKING_IN_PERSONS, MarketKind.SMUGGLING_OF_MIGRANTS}
_MONEY = "money"
Reports = Mapping[str, Observed]


def wall_scene(view: PublicView, *, played: bool = False) -> MapScene:
    """Return the map for the wall, without the pins whose words would not fit at its size of text."""
    if len(view.indices) > len(view.estimate_history):  # the years after the last turn
        return replace(epilogue_scene(view), pins=())
    return replace(outcome_scene(view, brief=True) if played else public_scene(view), pins=())


def public_scene(view: PublicView, before: int | None = None) -> MapScene:
    """Return the map as everybody may see it; with ``before``, playing from the end of that turn to the latest."""
    after = min(len(view.estimate_history), len(view.indices)) - 1
    start = after if before is None else max(0, min(before, after))
    return _scene(
        view,
        (view.indices[start], view.indices[-1 if before is None else after]),
        (view.estimate_history[start], view.estimate_history[after]),
    )


def epilogue_scene(view: PublicView) -> MapScene:
    """Return the map from the end of the last turn to the end of the epilogue: indices alone; nobody estimates more."""
    reports = view.estimate_history[-1]
    scene = _scene(view, (view.indices[view.turns], view.indices[-1]), (reports, reports), flows=False)
    return replace(scene, habitats=())


def seat_scene(view: SeatView, selected: str = "") -> MapScene:
    """Return the map as one seat sees it: its own places outlined, flows as it believes them; no news, for calm."""
    public = view.public
    own = public.book.delegations[view.seat].jurisdictions
    latest = public.indices[-1]
    scene = _scene(public, (latest, latest), (view.beliefs, view.beliefs), own=own, selected=selected)
    return replace(scene, pins=tuple(pin for pin in scene.pins if pin.kind is PinKind.PROJECT))


def _scene(
    view: PublicView,
    indices: tuple[Indices, Indices],
    reports: tuple[Reports, Reports],
    *,
    own: tuple[str, ...] = (),
    selected: str = "",
    flows: bool = True,
) -> MapScene:
    book = view.book
    scenario = book.scenario
    first, last = indices
    short = short_names(scenario)
    return MapScene(
        jurisdictions=tuple(
            JurisdictionMark(
                place.id,
                place.name,
                first.criminality.get(place.id),
                last.criminality.get(place.id),
                place.id in own,
                place.id == selected,
                short[place.id],
            )
            for place in scenario.jurisdictions
        ),
        legs=_legs(scenario, *reports) if flows else (),
        habitats=_habitats(scenario, *reports),
        pins=_pins(view, book),
        markets=_market_names(scenario),
        low=1.0,
        high=10.0,
        index_name=_("Criminality"),
        population_text=words.decimals(-1),
    )


def _market_names(scenario: Scenario) -> tuple[tuple[str, str], ...]:
    names = [(str(market.id), words.market_name(market.id)) for market in scenario.markets]
    if scenario.channels:
        names.append((_MONEY, _("Laundered money")))
    return tuple(names)


def _likely(reports: Reports, name: str) -> float:
    found = reports.get(name)
    return found.likely if found else 0.0


def _legs(scenario: Scenario, before: Reports, after: Reports) -> tuple[LegMark, ...]:
    persons = {market.id for market in scenario.markets if market.kind in _PERSONS}
    marks = []
    for leg in scenario.legs:
        name = quantity_key("flow", leg.id)
        carries = Carries.PERSONS if leg.market in persons else Carries.GOODS
        flow = _likely(before, name), _likely(after, name)
        marks.append(
            LegMark(leg.id, leg.origin, leg.destination, str(leg.market), carries, str(leg.mode), *flow, label=leg.name)
        )
    for channel in scenario.channels:
        name = quantity_key("flow", channel.id)
        flow = _likely(before, name), _likely(after, name)
        ends = channel.origin, channel.destination
        marks.append(LegMark(channel.id, *ends, _MONEY, Carries.MONEY, str(channel.mode), *flow, label=channel.name))
    return tuple(marks)


def _habitats(scenario: Scenario, before: Reports, after: Reports) -> tuple[HabitatMark, ...]:
    return tuple(
        HabitatMark(
            item.id,
            item.jurisdiction,
            item.name,
            _likely(before, quantity_key("population", item.id)),
            _likely(after, quantity_key("population", item.id)),
        )
        for item in scenario.habitats
    )


def _pins(view: PublicView, book: PublicBook) -> tuple[PinMark, ...]:
    pins = []
    for fired in view.fired:
        if fired.turn != view.turn:
            continue
        place = next((_place_of(book, effect) for effect in fired.effects if _place_of(book, effect)), "")
        if place:
            pins.append(PinMark(fired.event, place, PinKind.EVENT, fired.headline))
    for project in book.scenario.projects:
        status = view.projects[project.id]
        if status.returned or not (status.total or status.started is not None):
            continue
        share = 1.0 if status.started is not None else status.total / max(1, project.cost)
        pins.append(PinMark(project.id, project.jurisdiction, PinKind.PROJECT, project.name, share))
    return tuple(pins)


def _place_of(book: PublicBook, effect: object) -> str:
    place: str | None = getattr(effect, "jurisdiction", None)
    if place:
        return place
    habitat: str | None = getattr(effect, "habitat", None)
    if habitat:
        return book.habitat_places.get(habitat, "")
    leg: str | None = getattr(effect, "leg", None)
    return book.ends[leg][1] if leg and leg in book.ends else ""


def outcome_scene(view: PublicView, *, brief: bool = False) -> MapScene:
    """Return the map that plays the last turn: flows as orders moved them, and where they went instead.

    ``brief`` leaves the figures beside legs out, for a map beside other things.
    """
    after = len(view.estimate_history) - 1
    scene = public_scene(view, before=view.turn - 1)
    receipts = next((item for item in view.receipts if item.turn == view.turn), None)
    if receipts is None or after < 1:
        return scene
    shifts = {shift.leg: shift for shift in receipts.shifts}
    legs = tuple(_shifted(leg, shifts.get(leg.id)) for leg in scene.legs)
    arrows = _displacements(view.book, shifts)
    if brief:
        return replace(scene, legs=legs, displacements=arrows[:_BRIEF_ARROWS])
    return replace(scene, legs=_with_changes(view.book, legs), displacements=arrows)


def _shifted(leg: LegMark, shift: LegShift | None) -> LegMark:
    """Return the leg as estimated now, and before as much more or less as the orders are known to have moved it."""
    change = shift.change if shift else 0.0
    return replace(leg, before=max(0.0, leg.after - change))


_SMALL = 1e-9
_SHOWN_CHANGES, _SHOWN_ARROWS, _BRIEF_ARROWS = 3, 3, 2
_LEAST_SHARE = 0.05  # of the largest flow of a market: smaller changes are not worth a figure
_LEAST_MOVED = 0.01  # the same for arrows


def _with_changes(book: PublicBook, legs: tuple[LegMark, ...]) -> tuple[LegMark, ...]:
    """Write the change beside the few legs on which most changed, those of persons excepted."""
    written = [leg for leg in legs if leg.carries is not Carries.PERSONS]
    largest = sorted(written, key=lambda leg: -_relative(legs, leg))[:_SHOWN_CHANGES]
    chosen = {leg.id for leg in largest if _relative(legs, leg) > _LEAST_SHARE}
    return tuple(
        replace(leg, change=_signed(leg.after - leg.before, figures.flow_unit(book.scenario, leg.id)))
        if leg.id in chosen
        else leg
        for leg in legs
    )


def _relative(legs: tuple[LegMark, ...], leg: LegMark) -> float:
    largest = max(max(other.before, other.after) for other in legs if other.market == leg.market)
    return abs(leg.after - leg.before) / largest if largest > 0 else 0.0


def _signed(value: float, unit: str) -> str:
    write = words.decimals(1 if abs(value) >= 1 else 2)
    return _("{change} {unit}").format(change=("+" if value > 0 else "") + write(value), unit=unit)


def _displacements(book: PublicBook, shifts: Mapping[str, LegShift]) -> tuple[DisplacementMark, ...]:
    """Return arrows from the legs that lost most to those that gained most, within each market."""
    markets: dict[str, list[LegShift]] = {}
    for shift in shifts.values():
        markets.setdefault(book.leg_markets.get(shift.leg, _MONEY), []).append(shift)
    found = [arrow for listed in markets.values() for arrow in _arrows(book, listed)]
    found.sort(key=lambda item: -item[0])
    return tuple(mark for _size, mark in found[:_SHOWN_ARROWS])


def _arrows(book: PublicBook, listed: list[LegShift]) -> Iterator[tuple[float, DisplacementMark]]:
    """Yield arrows of one market with their share of its largest flow; of persons they tell where to, not how many."""
    largest = max((book.start.figures[quantity_key("flow", shift.leg)] for shift in listed), default=0.0)
    least = _LEAST_MOVED * largest
    persons = {market.id for market in book.scenario.markets if market.kind in _PERSONS}
    left = {shift.leg: -shift.displaced for shift in listed if shift.displaced < 0}
    for taker in sorted(listed, key=lambda shift: -shift.displaced):
        if not left or taker.displaced <= 0 or taker.displaced < least:
            return
        giver = max(left, key=lambda way: left[way])
        left[giver] -= min(left[giver], taker.displaced)
        if book.leg_markets.get(taker.leg) in persons:
            text = _("more: {way}").format(way=words.way_name(book.scenario, taker.leg))
        else:
            text = _signed(taker.displaced, figures.flow_unit(book.scenario, taker.leg))
        yield taker.displaced / max(largest, _SMALL), DisplacementMark(giver, taker.leg, text)
