"""Figures of the game as screens show them: title, unit, which direction is better, and their course so far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from game.client.view_models import words
from game.model.expression import calls
from game.model.scenario import Scenario
from game.model.taxonomy import MarketId, MarketKind
from game.model.text import _
from game.session.published import Observed
from game.session.quantities import RECORDED, index_figures, quantity_key, year_at
from game.session.readings import forecast_names
from game.session.rulebook import PublicBook
from game.session.views import PublicView, SeatView

WORLD_CRIMINALITY = quantity_key("world_criminality")
WORLD_RESILIENCE = quantity_key("world_resilience")
LEAST_SCORE = 0.4
"""Points of a score from 1 to 10 below which its course is drawn as nearly flat."""
Places = tuple[str, ...]
Verdict = Literal["better", "worse", ""]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure is called and how it is written.

    ``name`` is its name in expressions; ``lower_is_better`` None where neither direction is.
    """

    name: str
    title: str
    unit: str
    lower_is_better: bool | None
    places: int = 2

    @property
    def write(self) -> Callable[[float], str]:
        """Writes a value without its unit."""
        return words.decimals(self.places)


def parts_of(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the function and the ids of a figure's name."""
    function, _bracket, rest = name.partition("(")
    return function, tuple(part for part in rest.rstrip(")").split(", ") if part)


def figure_of(book: PublicBook, name: str) -> Figure:
    """Return what the figure ``name`` is called; an unknown one is called as expressions write it."""
    function, ids = parts_of(name)
    make = _FIGURES.get((function, len(ids)))
    return make(book.scenario, name, ids) if make else Figure(name, name, "", None)


def _score(title: str, *, lower: bool) -> "Callable[[Scenario, str, Places], Figure]":
    def make(scenario: Scenario, name: str, ids: Places) -> Figure:
        place = words.place_name(scenario, ids[0]) if ids else ""
        market = words.market_name(ids[1]) if len(ids) > 1 else ""
        return Figure(name, _(title).format(place=place, market=market), _("score 1–10"), lower)

    return make


def _habitat_animals(scenario: Scenario, name: str, ids: Places) -> Figure:
    title = _("Animals: {habitat}").format(habitat=words.habitat_name(scenario, ids[0]))
    return Figure(name, title, _("animals"), False, -1)


def _habitat_pike(scenario: Scenario, name: str, ids: Places) -> Figure:
    title = _("Carcasses killed illegally: {habitat}").format(habitat=words.habitat_name(scenario, ids[0]))
    return Figure(name, title, _("share of carcasses"), True, 2)


def _corruption(scenario: Scenario, name: str, ids: Places) -> Figure:
    title = _("Corruption in {place}").format(place=words.place_name(scenario, ids[0]))
    return Figure(name, title, _("share, 0 to 1"), True, 2)


def flow_unit(scenario: Scenario, way: str) -> str:
    """Return the unit of what moves along a leg or channel."""
    market = next((leg.market for leg in scenario.legs if leg.id == way), None)
    unit = next((item.unit for item in scenario.markets if item.id == market), "")
    return _("{unit} a year").format(unit=unit) if unit else _("USD million a year")


def _flow(scenario: Scenario, name: str, ids: Places) -> Figure:
    title = _("Flow: {way}").format(way=words.way_name(scenario, ids[0]))
    # People on the move are no goods: fewer of them on one route is neither better nor worse.
    lower = None if _carries_persons(scenario, ids[0]) else True
    return Figure(name, title, flow_unit(scenario, ids[0]), lower, 2)


def _carries_persons(scenario: Scenario, way: str) -> bool:
    markets = {leg.market for leg in scenario.legs if leg.id == way}
    kinds = {market.kind for market in scenario.markets if market.id in markets}
    return bool(kinds & {MarketKind.SMUGGLING_OF_MIGRANTS, MarketKind.TRAFFICKING_IN_PERSONS})


def _danger(_scenario: Scenario, name: str, _ids: Places) -> Figure:
    return Figure(name, _("Danger of smuggled journeys"), _("1 at the start"), True, 2)


def _persons(title: str, unit: str, lower: bool | None) -> "Callable[[Scenario, str, Places], Figure]":
    def make(scenario: Scenario, name: str, ids: Places) -> Figure:
        place = words.place_name(scenario, ids[0]) if ids else ""
        return Figure(name, _(title).format(place=place), _(unit), lower, -1)

    return make


def _money(title: str, lower: bool | None) -> "Callable[[Scenario, str, Places], Figure]":
    def make(scenario: Scenario, name: str, ids: Places) -> Figure:
        place = words.place_name(scenario, ids[0]) if ids else ""
        return Figure(name, _(title).format(place=place), _("USD million a year"), lower, 2)

    return make


def _noop(text: str) -> str:
    return text


_FIGURES: dict[tuple[str, int], Callable[[Scenario, str, Places], Figure]] = {
    ("world_criminality", 0): _score(_noop("World criminality"), lower=True),
    ("world_resilience", 0): _score(_noop("World resilience"), lower=False),
    ("criminality", 1): _score(_noop("Criminality in {place}"), lower=True),
    ("criminality", 2): _score(_noop("{market} in {place}"), lower=True),
    ("resilience", 1): _score(_noop("Resilience in {place}"), lower=False),
    ("corruption", 1): _corruption,
    ("population", 1): _habitat_animals,
    ("pike", 1): _habitat_pike,
    ("flow", 1): _flow,
    ("danger", 0): _danger,
    ("people_exploited", 0): _persons(_noop("People exploited, all places"), _noop("persons"), True),
    ("people_exploited", 1): _persons(_noop("People exploited in {place}"), _noop("persons"), True),
    ("identified", 0): _persons(_noop("Victims identified, all places"), _noop("persons a year"), False),
    ("identified", 1): _persons(_noop("Victims identified in {place}"), _noop("persons a year"), False),
    (RECORDED, 0): _persons(_noop("Victims recorded, all places"), _noop("persons a year"), None),
    (RECORDED, 1): _persons(_noop("Victims recorded in {place}"), _noop("persons a year"), None),
    ("proceeds", 0): _money(_noop("Proceeds of crime, all places"), True),
    ("proceeds", 1): _money(_noop("Proceeds of crime in {place}"), True),
    ("frozen", 0): _money(_noop("Money frozen, all places"), None),
    ("frozen", 1): _money(_noop("Money frozen in {place}"), None),
    ("integrated", 0): _money(_noop("Money laundered, all places"), True),
    ("integrated", 1): _money(_noop("Money laundered in {place}"), True),
}


def course(view: PublicView | SeatView, name: str) -> tuple[tuple[float, float], ...]:
    """Return (calendar year, value) of a figure by turn: published exactly, else as it is believed here."""
    public = view.public if isinstance(view, SeatView) else view
    scenario = public.book.scenario
    published = [index_figures(indices).get(name) for indices in public.indices]
    if any(value is not None for value in published):
        values: Sequence[float | None] = published
    else:
        history = view.belief_history if isinstance(view, SeatView) else view.estimate_history
        values = [reports[name].likely if name in reports else None for reports in history]
    return tuple((year_at(scenario, turn), value) for turn, value in enumerate(values) if value is not None)


def summed_course(view: PublicView, names: Sequence[str]) -> tuple[tuple[float, float, float], ...]:
    """Return low, likely and high of a sum of public estimates by turn; turns in which one is missing are left out.

    The estimates err independently of each other, so the errors are added as squares.
    """
    rows = [[reports[name] for name in names] for reports in view.estimate_history if all(n in reports for n in names)]
    return tuple(_sum(row) for row in rows if row)


def _sum(row: Sequence[Observed]) -> tuple[float, float, float]:
    likely = sum(item.likely for item in row)
    below = sum((item.likely - item.low) ** 2 for item in row) ** 0.5
    above = sum((item.high - item.likely) ** 2 for item in row) ** 0.5
    return likely - below, likely, likely + above


def published(view: PublicView, name: str, turn: int | None = None) -> float | None:
    """Return a published figure after ``turn``, or the latest."""
    if not view.indices:
        return None
    indices = view.indices[-1] if turn is None else view.indices[turn]
    return index_figures(indices).get(name)


def watched(view: SeatView) -> tuple[str, ...]:
    """Return the figures that a seat can have projected, the likeliest to be wanted first."""
    book = view.public.book
    known = set(forecast_names(book))
    own = book.delegations[view.seat].jurisdictions
    scenario = book.scenario
    wanted = [quantity_key("criminality", place) for place in own]
    for objective in view.dossier.objectives:
        wanted += [quantity_key(call.function, *call.arguments) for call in calls(objective.quantity)]
    wanted += [quantity_key("population", item.id) for item in scenario.habitats if item.jurisdiction in own]
    for place in own:
        wanted += [quantity_key("criminality", place, str(market.id)) for market in scenario.markets]
        wanted += [quantity_key("corruption", place), quantity_key("resilience", place)]
        wanted += [quantity_key("integrated", place)]
    wanted += [WORLD_CRIMINALITY, WORLD_RESILIENCE, quantity_key("integrated")]
    return tuple(dict.fromkeys(name for name in wanted if name in known))


def change_words(figure: Figure, change: float) -> tuple[str, int, Verdict]:
    """Return a change as signed words, its direction, and whether it is better or worse."""
    write = figure.write
    if write(abs(change)) == write(0.0):
        return _("unchanged"), 0, ""
    direction = 1 if change > 0 else -1
    sign = "+" if change > 0 else "\u2212"
    verdict: Verdict = ""
    if figure.lower_is_better is not None:
        verdict = "better" if (change < 0) == figure.lower_is_better else "worse"
    return f"{sign}{write(abs(change))}", direction, verdict


def money_name() -> str:
    """Return the id of the column in which money's score stands."""
    return str(MarketId.FINANCIAL)
