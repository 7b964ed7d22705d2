"""Itineraries of a scenario as arrays (docs/model.md 2)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.model.itineraries import Itinerary, Passage, find_itineraries, passages_by_origin
from game.model.parameters import Parameters
from game.model.scenario import Channel, Leg, Scenario
from game.model.taxonomy import MarketKind
from game.simulation.arrays import ZERO, Floats, Indices, indices
from game.simulation.network import RouteLabel, Routes, RouteSet
from game.simulation.segments import segment_sum

MONEY = "money"
_BLOCK = 500  # itineraries whose arrays stay in the cache together


@dataclass(frozen=True, slots=True)
class FoundRoute:
    """One kept itinerary with what it is worth knowing when shares are solved."""

    market: str
    group: int
    destination: int
    origin: str
    itinerary: Itinerary
    path_size: float
    attraction: float


@dataclass(frozen=True, slots=True)
class GoodsPlan:
    """Groups and destinations of goods and persons that have itineraries, and those itineraries."""

    groups: tuple[tuple[str, str], ...]
    destinations: tuple[tuple[str, str], ...]
    supply: tuple[float, ...]  # of each group
    attraction: tuple[float, ...]  # of each destination
    persons: tuple[float, ...]  # of each destination
    routes: tuple[FoundRoute, ...]


def usable_legs(scenario: Scenario) -> list[Leg]:
    """Return the legs that go somewhere."""
    return [leg for leg in scenario.legs if leg.origin != leg.destination]


def usable_channels(scenario: Scenario) -> list[Channel]:
    """Return the channels that go somewhere."""
    return [channel for channel in scenario.channels if channel.origin != channel.destination]


def path_sizes(kept: Sequence[Itinerary], costs: Sequence[float]) -> list[float]:
    """Return the path size of each itinerary of one group (Ben-Akiva and Bierlaire 1999)."""
    uses = Counter(number for itinerary in kept for number in itinerary.passages)
    sizes: list[float] = []
    for itinerary in kept:
        count = len(itinerary.passages)
        if not count:
            sizes.append(1.0)
            continue
        even = itinerary.cost <= 1e-9
        weights = [1 / count if even else costs[number] / itinerary.cost for number in itinerary.passages]
        sizes.append(sum(weight / uses[number] for weight, number in zip(weights, itinerary.passages, strict=True)))
    return sizes


def plan_goods(scenario: Scenario, parameters: Parameters) -> GoodsPlan:
    """Find groups, destinations and itineraries of every market of the scenario."""
    legs = usable_legs(scenario)
    costs = [max(0.0, leg.base_cost) for leg in legs]
    longest, limit = int(parameters.value("legs_per_itinerary")), int(parameters.value("itineraries_per_origin"))
    groups: list[tuple[str, str]] = []
    supply: list[float] = []
    places: dict[tuple[str, str], tuple[float, float]] = {}
    for market in scenario.markets:
        for end in market.destinations:
            attraction, persons = places.get((market.id, end.jurisdiction), (0.0, 0.0))
            places[market.id, end.jurisdiction] = (attraction + end.attraction, persons + end.persons)
    destinations = list(places)
    routes: list[FoundRoute] = []
    for market in scenario.markets:
        number = {place: row for row, (name, place) in enumerate(destinations) if name == market.id}
        graph = passages_by_origin(
            Passage(row, leg.origin, leg.destination, costs[row])
            for row, leg in enumerate(legs)
            if leg.market == market.id
        )
        for origin, amount in _origins(scenario, market.id).items():
            kept = find_itineraries(graph, origin, number, longest, limit)
            if not kept:
                continue
            for itinerary, size in zip(kept, path_sizes(kept, costs), strict=True):
                end_row = number[itinerary.destination]
                weight = places[destinations[end_row]][0]
                routes.append(FoundRoute(market.id, len(groups), end_row, origin, itinerary, size, weight))
            groups.append((market.id, origin))
            supply.append(amount)
    return GoodsPlan(
        groups=tuple(groups),
        destinations=tuple(destinations),
        supply=tuple(supply),
        attraction=tuple(places[end][0] for end in destinations),
        persons=tuple(places[end][1] for end in destinations),
        routes=tuple(routes),
    )


def _origins(scenario: Scenario, market: str) -> dict[str, float]:
    """Return supply by origin; in the market that habitats feed, their jurisdictions are origins too."""
    found = next(item for item in scenario.markets if item.id == market)
    origins: dict[str, float] = {}
    for origin in found.origins:
        origins[origin.jurisdiction] = origins.get(origin.jurisdiction, 0.0) + max(0.0, origin.supply)
    if market == wildlife_market(scenario):
        for habitat in scenario.habitats:
            origins.setdefault(habitat.jurisdiction, 0.0)
    return origins


def wildlife_market(scenario: Scenario) -> str | None:
    """Return the market that habitats feed, the first of that kind."""
    return next((market.id for market in scenario.markets if market.kind == "wildlife"), None)


def plan_money(scenario: Scenario, parameters: Parameters) -> list[FoundRoute]:
    """Find the itineraries of money: from every jurisdiction to the hubs, and home."""
    channels = usable_channels(scenario)
    costs = [max(0.0, channel.base_cost) for channel in channels]
    row = {place.id: number for number, place in enumerate(scenario.jurisdictions)}
    hubs: dict[str, float] = {}
    for hub in scenario.money_hubs:
        hubs[hub.jurisdiction] = hubs.get(hub.jurisdiction, 0.0) + hub.attraction
    secrecy = {place.id: place.secrecy for place in scenario.jurisdictions}
    weight, home = parameters.value("secrecy_weight"), parameters.value("home_attraction")
    longest, limit = int(parameters.value("legs_per_itinerary")), int(parameters.value("itineraries_per_origin"))
    graph = passages_by_origin(
        Passage(number, channel.origin, channel.destination, costs[number]) for number, channel in enumerate(channels)
    )
    routes: list[FoundRoute] = []
    for place in scenario.jurisdictions:
        ends = set(hubs) | {place.id}
        kept = find_itineraries(graph, place.id, ends, longest, limit)
        for itinerary, size in zip(kept, path_sizes(kept, costs), strict=True):
            end = itinerary.destination
            attraction = hubs.get(end, home) * float(np.exp(weight * (secrecy[end] - 0.5)))
            routes.append(FoundRoute(MONEY, row[place.id], row[end], place.id, itinerary, size, attraction))
    return routes


def build_goods(scenario: Scenario, plan: GoodsPlan) -> tuple[RouteSet, tuple[FoundRoute, ...]]:
    """Lay the itineraries of goods and persons out in blocks of markets, without shares yet."""
    names = [str(market.id) for market in scenario.markets]
    place = {item.id: row for row, item in enumerate(scenario.jurisdictions)}
    legs = usable_legs(scenario)
    ids = [leg.id for leg in legs]
    blocks: list[Routes] = []
    ordered: list[FoundRoute] = []
    for markets in _pack(names, plan):
        own = _longest_first([route for route in plan.routes if route.market in names[markets]])
        part = slice(len(ordered), len(ordered) + len(own))
        groups = _span([name in names[markets] for name, _ in plan.groups])
        ends = _span([name in names[markets] for name, _ in plan.destinations])
        revenue = _revenue(scenario, own, markets, place, legs)
        blocks.append(_block(("goods", len(blocks)), own, part, (groups, ends, markets), names, revenue))
        ordered += own
    return RouteSet(_labels(ordered, ids), tuple(blocks)), tuple(ordered)


def build_money(scenario: Scenario, found: Sequence[FoundRoute]) -> tuple[RouteSet, tuple[FoundRoute, ...]]:
    """Lay the itineraries of money out, without shares yet."""
    count = len(scenario.jurisdictions)
    ordered = _longest_first(found)
    none = np.zeros((0, len(ordered)))
    everyone, part = slice(0, count), slice(0, len(ordered))
    block = _block((MONEY, 0), ordered, part, (everyone, everyone, slice(0, 1)), [MONEY], (none, none, False))
    return RouteSet(_labels(ordered, [channel.id for channel in usable_channels(scenario)]), (block,)), tuple(ordered)


def _pack(names: Sequence[str], plan: GoodsPlan) -> list[slice]:
    """Return runs of markets that share a block."""
    counts = Counter(route.market for route in plan.routes)
    packs: list[slice] = []
    start, held = 0, 0
    for row, name in enumerate(names):
        if row > start and held + counts[name] > _BLOCK:
            packs.append(slice(start, row))
            start, held = row, 0
        held += counts[name]
    if names:
        packs.append(slice(start, len(names)))
    return packs


def _longest_first(found: Sequence[FoundRoute]) -> list[FoundRoute]:
    return sorted(found, key=lambda route: -len(route.itinerary.passages))


def _span(inside: Sequence[bool]) -> slice:
    """Return where a run of ``True`` stands."""
    rows = [row for row, chosen in enumerate(inside) if chosen]
    return slice(rows[0], rows[-1] + 1) if rows else slice(0, 0)


def _labels(ordered: Sequence[FoundRoute], ids: Sequence[str]) -> tuple[RouteLabel, ...]:
    return tuple(
        RouteLabel(
            route.market,
            route.origin,
            route.itinerary.destination,
            tuple(ids[number] for number in route.itinerary.passages),
        )
        for route in ordered
    )


def one_hot(segment: Sequence[int] | Indices, segments: int) -> Floats:
    """Return the matrix that sums rows into segments [segment, row]."""
    matrix = np.zeros((segments, len(segment)))
    matrix[indices(segment), np.arange(len(segment))] = 1
    return matrix


def _block(
    key: tuple[str, int],
    own: Sequence[FoundRoute],
    part: slice,
    spans: tuple[slice, slice, slice],
    names: Sequence[str],
    revenue: tuple[Floats, Floats, bool],
) -> Routes:
    """Return the arrays of one block of itineraries, the longest first; ``spans`` of groups, destinations, markets."""
    groups, ends, markets = spans
    lengths = [len(route.itinerary.passages) for route in own]
    legs = tuple(
        indices([route.itinerary.passages[position] for route in own if len(route.itinerary.passages) > position])
        for position in range(max(lengths, default=0))
    )
    rows = np.concatenate([indices([]), *legs])
    passages, local = np.unique(rows, return_inverse=True)
    group = indices([route.group - groups.start for route in own])
    destination = indices([route.destination - ends.start for route in own])
    market = indices([names.index(route.market) - markets.start for route in own])
    upstream, downstream, persons = revenue
    earners = np.flatnonzero((upstream + downstream).any(axis=1))
    upstream, downstream = upstream[earners], downstream[earners]
    group_market = np.zeros(groups.stop - groups.start, dtype=np.intp)
    group_market[group] = market
    incidence = np.zeros((len(own), len(passages)))
    incidence[np.concatenate([indices([]), *(np.arange(len(numbers)) for numbers in legs)]), local] = 1
    return Routes(
        key=key,
        count=len(own),
        rows=len(rows),
        itineraries=part,
        groups=groups,
        destinations=ends,
        markets=markets,
        group=group,
        destination=destination,
        market=market,
        group_market=indices(group_market),
        legs=legs,
        passages=indices(passages),
        incidence=incidence,
        row_sum=segment_sum(indices(local), len(passages), len(rows)),
        share=np.zeros((len(own), 1)),
        by_group=one_hot(group, groups.stop - groups.start),
        by_destination=one_hot(destination, ends.stop - ends.start),
        earners=indices(earners),
        upstream=upstream,
        downstream=downstream,
        everybody=upstream + downstream,
        persons=persons,
    )


def _revenue(
    scenario: Scenario, own: Sequence[FoundRoute], markets: slice, place: dict[str, int], legs: Sequence[Leg]
) -> tuple[Floats, Floats, bool]:
    """Return who earns what of the revenue of each itinerary (docs/model.md 4.5)."""
    chosen = scenario.markets[markets]
    first_row = {str(market.id): row * len(place) for row, market in enumerate(chosen)}
    chains = {str(market.id): _chain(market.value_chain) for market in chosen}
    upstream, downstream = np.zeros((2, len(chosen) * len(place), len(own)))
    for number, route in enumerate(own):
        alpha, tau, delta = chains[route.market]
        row = first_row[route.market]
        between = [place[legs[step].destination] for step in route.itinerary.passages[:-1]]
        first = alpha
        if not between:
            first += tau * alpha / (alpha + delta) if alpha + delta > ZERO else tau / 2
        upstream[row + place[route.origin], number] += first
        for stop in between:
            upstream[row + stop, number] += tau / len(between)
        last = delta if between else delta + tau - (first - alpha)
        downstream[row + place[route.itinerary.destination], number] += last
    persons = any(market.kind == MarketKind.TRAFFICKING_IN_PERSONS for market in chosen)
    return upstream, downstream, persons


def _chain(shares: Sequence[float]) -> tuple[float, float, float]:
    """Return shares of origin, transit and destination that sum to 1."""
    kept = [max(0.0, share) for share in shares]
    total = sum(kept)
    return (kept[0] / total, kept[1] / total, kept[2] / total) if total > 0 else (0.0, 0.0, 1.0)


def start_shares(found: Sequence[FoundRoute], cost: Floats, groups: int, weight: float) -> Floats:
    """Return the softmax of utility at the start [itinerary, 1].

    Parameters
    ----------
    cost
        θ Σ (b + λ H₀) of each itinerary [itinerary].
    weight
        Weight of the path size.
    """
    attraction = np.log(np.maximum([route.attraction for route in found], 1e-9))
    size = np.log(np.maximum([route.path_size for route in found], 1e-9))
    utility = attraction - cost + weight * size
    group = indices([route.group for route in found])
    largest = np.full(groups, -np.inf)
    np.maximum.at(largest, group, utility)
    odds = np.exp(utility - largest[group])
    total = np.bincount(group, odds, groups)
    shares: Floats = (odds / total[group]).reshape(-1, 1)
    return shares
