"""Scenarios at random for the laws: ordinary, degenerate, and with figures at the bounds of what a file may say."""

from dataclasses import replace
from functools import cache
from itertools import permutations
from typing import Any

from hypothesis import strategies as st

from game.model.measures import MeasureId
from game.model.parameters import MARKET_PARAMETERS
from game.model.scenario import (
    Channel,
    Corridor,
    Destination,
    Habitat,
    Instrument,
    InstrumentKind,
    Jurisdiction,
    Leg,
    Market,
    MeasureOffer,
    MoneyHub,
    Origin,
    Rules,
    Scenario,
)
from game.model.taxonomy import BlockId, MarketId, MarketKind, Mode, market_kind
from game.scenario.parameters import load_parameters

PLACES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
MARKETS = (
    MarketId.COUNTERFEIT,
    MarketId.HUMAN_TRAFFICKING,
    MarketId.HUMAN_SMUGGLING,
    MarketId.FAUNA,
    MarketId.FINANCIAL,
    MarketId.COCAINE,
)
NO_DRIFT = Rules(drift=0.0)
_EITHER = st.booleans()
_BLOCKS = st.sampled_from(BlockId)
_KEPT = ("legs_per_itinerary", "itineraries_per_origin")

Draw = Any  # hypothesis gives no name to what a composite strategy draws with


@cache
def figures(low: float, high: float, *often: float) -> st.SearchStrategy[float]:
    """Give figures within bounds; those named, among them the bounds, more often than others."""
    some = st.sampled_from((*often, low, high))
    anything = st.floats(low, high, allow_nan=False, allow_subnormal=False)
    return st.one_of(anything, some)


_SOME_BLOCKS = st.dictionaries(_BLOCKS, figures(1.0, 10.0), max_size=3)


def amounts(ordinary: float, wild: bool) -> st.SearchStrategy[float]:
    """Give an amount about as large as ``ordinary``, or anything a file may say."""
    return figures(0.0, 1e12, ordinary, 1.0, 1e-9) if wild else figures(ordinary / 10.0, ordinary * 3.0)


@st.composite
def scenarios(draw: Draw, wild: bool = False, steady: bool = False, places: int = 5) -> Scenario:
    """Draw a scenario.

    ``wild``: figures over the whole range that a file may say, parameters at the ends of theirs.
    ``steady``: no drift, no trend, so that the start stands still.
    """
    ids = PLACES[: draw(st.integers(1, places))]
    markets = draw(st.lists(st.sampled_from(MARKETS), min_size=1, max_size=3, unique=True))
    habitats, corridors = _nature(draw, ids, MarketId.FAUNA in markets, wild, steady)
    legs = [leg for market in markets for leg in _legs(draw, ids, market)]
    built = tuple(_market(draw, ids, market, wild, bool(habitats), legs) for market in markets)
    drift = 0.0 if steady else draw(st.sampled_from((0.0, 0.03, -0.2, 0.5) if wild else (0.0, 0.02)))
    return _scenario(
        rules=replace(NO_DRIFT, drift=drift, turn_years=draw(st.sampled_from((0.5, 0.25, 1.0)))),
        jurisdictions=tuple(_jurisdiction(draw, id_, markets) for id_ in ids),
        markets=built,
        legs=tuple(legs),
        channels=_channels(draw, ids),
        money_hubs=tuple(_hub(draw, ids) for _ in range(draw(st.integers(0 if wild else 1, 3)))),
        habitats=habitats,
        corridors=corridors,
        measures=_measures(draw),
        instruments=tuple(_instrument(draw, ids, number) for number in range(draw(st.integers(0, 2)))),
        parameters=_overrides(draw, frozenset(load_parameters()), wild),
    )


def _scenario(**parts: Any) -> Scenario:
    words: dict[str, Any] = dict.fromkeys(("title", "summary", "licence", "content_note", "briefing", "level"), "")
    lists: dict[str, Any] = dict.fromkeys(
        ("authors", "topics", "learning_goals", "delegations", "projects", "events", "debrief", "tests"), ()
    )
    return Scenario(id="drawn", sources={}, **words, **lists, **parts)


def _jurisdiction(draw: Draw, id_: str, markets: list[MarketId]) -> Jurisdiction:
    level = draw(figures(1.0, 10.0, 5.5))
    resilience = dict.fromkeys(BlockId, level)
    resilience.update(draw(_SOME_BLOCKS))
    if draw(_EITHER):
        del resilience[draw(_BLOCKS)]
    cited = {market: draw(figures(1.0, 10.0, 5.5)) for market in (*markets, MarketId.FINANCIAL)}
    return Jurisdiction(
        id=id_,
        name=id_,
        population=0.0,
        corruption=draw(figures(0.02, 0.95, 0.5)),
        criminality=draw(figures(1.0, 10.0, 5.5)),
        markets=cited,
        resilience=resilience,
        secrecy=draw(figures(0.0, 1.0, 0.5)),
    )


@cache
def _one(ids: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(ids)


@cache
def _pairs(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, str]]:
    return st.sampled_from(list(permutations(ids, 2)))


def _legs(draw: Draw, ids: tuple[str, ...], market: MarketId) -> list[Leg]:
    if len(ids) == 1:
        return []
    legs = []
    for number in range(draw(st.integers(0, 2 * len(ids)))):
        origin, destination = draw(_pairs(ids))
        cost = draw(figures(0.0, 20.0, 1.0, 2.0))
        legs.append(Leg(f"{market}_{number}", "", market, origin, destination, Mode.SEA, cost))
    return legs


def _channels(draw: Draw, ids: tuple[str, ...]) -> tuple[Channel, ...]:
    if len(ids) == 1:
        return ()
    channels = []
    for number in range(draw(st.integers(0, 2 * len(ids)))):
        origin, destination = draw(_pairs(ids))
        channels.append(Channel(f"channel_{number}", "", origin, destination, base_cost=draw(figures(0.0, 20.0, 1.0))))
    return tuple(channels)


def _hub(draw: Draw, ids: tuple[str, ...]) -> MoneyHub:
    return MoneyHub(draw(_one(ids)), draw(figures(1e-3, 1000.0, 1.0)))


def _market(draw: Draw, ids: tuple[str, ...], market: MarketId, wild: bool, herds: bool, legs: list[Leg]) -> Market:
    kind = market_kind(market)
    if kind is MarketKind.WILDLIFE and not herds:
        kind = MarketKind.GOODS
    supplies = st.builds(Origin, st.sampled_from(ids), amounts(50.0, wild))
    origins = draw(st.lists(supplies, min_size=1, max_size=3))
    destinations = [_destination(draw, ids, kind, wild) for _ in range(draw(st.integers(1, 3)))]
    start = origins[0].jurisdiction
    ways = [leg.destination for leg in legs if leg.market is market and leg.origin == start]
    # At least the first origin reaches something, if only its own people.
    destinations.append(Destination(draw(st.sampled_from([start, *ways])), draw(figures(1e-3, 1000.0, 1.0))))
    own = draw(st.lists(st.sampled_from(sorted(MARKET_PARAMETERS)), max_size=2, unique=True))
    shares = draw(st.sampled_from(((0.2, 0.3, 0.5), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.1, 0.0, 0.9))))
    return Market(
        id=market,
        kind=kind,
        unit="units",
        unit_value=draw(amounts(2.0, wild)),
        value_chain=shares,
        origins=tuple(origins),
        destinations=tuple(destinations),
        parameters={name: draw(_parameter(name)) for name in own},
    )


def _destination(draw: Draw, ids: tuple[str, ...], kind: MarketKind, wild: bool) -> Destination:
    persons = 0.0
    if kind is MarketKind.TRAFFICKING_IN_PERSONS:
        persons = draw(st.one_of(st.just(0.0), amounts(1000.0, wild)))
    return Destination(draw(_one(ids)), draw(figures(1e-3, 1000.0, 1.0)), persons)


def _parameter(name: str) -> st.SearchStrategy[float]:
    parameter = load_parameters()[name]
    return figures(parameter.low, parameter.high, parameter.value)


def _overrides(draw: Draw, names: frozenset[str], wild: bool) -> dict[str, float]:
    free = sorted(names - set(_KEPT))
    chosen = draw(st.lists(st.sampled_from(free), max_size=8 if wild else 2, unique=True))
    changed = {name: draw(_parameter(name)) for name in chosen}
    if wild and draw(st.booleans()):
        changed["legs_per_itinerary"] = float(draw(st.integers(1, 5)))
        changed["itineraries_per_origin"] = float(draw(st.integers(1, 8)))
    return changed


def _nature(
    draw: Draw, ids: tuple[str, ...], wildlife: bool, wild: bool, steady: bool
) -> tuple[tuple[Habitat, ...], tuple[Corridor, ...]]:
    # Herds without a market are rare in files, but allowed.
    if not wildlife and not draw(st.sampled_from((False, False, False, True))):
        return (), ()
    habitats = tuple(_habitat(draw, ids, number, wild, steady) for number in range(draw(st.integers(1, 4))))
    corridors = []
    if len(habitats) > 1:
        names = [habitat.id for habitat in habitats]
        for number in range(draw(st.integers(0, 3))):
            pair = draw(st.permutations(names))[:2]
            corridors.append(
                Corridor(
                    f"corridor_{number}",
                    "",
                    (pair[0], pair[1]),
                    draw(figures(0.0, 1.0, 0.02)),
                    draw(figures(0.0, 1.0, 0.5)),
                )
            )
    return habitats, tuple(corridors)


def _habitat(draw: Draw, ids: tuple[str, ...], number: int, wild: bool, steady: bool) -> Habitat:
    population = draw(figures(1.0, 1e12, 1000.0) if wild else figures(100.0, 30000.0))
    return Habitat(
        id=f"habitat_{number}",
        name="",
        jurisdiction=draw(_one(ids)),
        species="elephant",
        population=population,
        pike=draw(figures(0.0, 0.999, 0.5)),
        capacity=draw(figures(1.0, 1e12)) if wild else population * 2.0,
        natural_mortality=draw(figures(1e-6, 0.999, 0.03)) if wild else draw(figures(0.01, 0.1)),
        growth=draw(figures(0.0, 1.0, 0.07)) if wild else draw(figures(0.02, 0.2)),
        trend=0.0 if steady else draw(figures(-1.0, 1.0, 0.0) if wild else figures(-0.05, 0.05, 0.0)),
        product=draw(amounts(0.01, wild)),
    )


def _measures(draw: Draw) -> tuple[MeasureOffer, ...]:
    offers = [MeasureOffer(str(rule), rule, "") for rule in MeasureId]
    for number, rule in enumerate(draw(st.lists(st.sampled_from(MeasureId), max_size=2))):
        half = draw(st.one_of(st.none(), figures(1e-6, 1e6, 3.0)))
        maximum = draw(st.one_of(st.none(), figures(0.0, 100.0, 0.5)))
        offers.append(MeasureOffer(f"own_{number}", rule, "", half_amount=half, maximum=maximum))
    return tuple(offers)


def _instrument(draw: Draw, ids: tuple[str, ...], number: int) -> Instrument:
    return Instrument(
        id=f"instrument_{number}",
        name="",
        kind=InstrumentKind.TREATY,
        text="",
        link=draw(figures(0.0, 0.999, 0.1)),
        cost=1,
        delay=1,
        parties=tuple(draw(st.lists(st.sampled_from(ids), max_size=4, unique=True))),
    )


def plausible(scenario: Scenario) -> Scenario:
    """Keep a drawn scenario to figures such as those of real ones, and parameters to their values.

    A herd of which ten times more are poached in a turn than die, say, cannot tell the same story in longer turns.
    """
    habitats = tuple(
        replace(herd, pike=min(max(herd.pike, 0.05), 0.7), natural_mortality=min(herd.natural_mortality, 0.05))
        for herd in scenario.habitats
    )
    return replace(
        scenario,
        habitats=habitats,
        legs=tuple(replace(leg, base_cost=min(leg.base_cost, 3.0)) for leg in scenario.legs),
        channels=tuple(replace(channel, base_cost=min(channel.base_cost, 3.0)) for channel in scenario.channels),
        markets=tuple(replace(market, parameters={}, destinations=_even(market)) for market in scenario.markets),
        measures=scenario.measures[: len(MeasureId)],
        parameters={},
    )


def _even(market: Market) -> tuple[Destination, ...]:
    return tuple(replace(end, attraction=min(max(end.attraction, 0.1), 10.0)) for end in market.destinations)
