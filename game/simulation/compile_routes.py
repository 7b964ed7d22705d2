"""Itineraries of a scenario as arrays (docs/model.md 2)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.model.itineraries import Itinerary, Passage, find_itineraries, passages_by_origin
from game.model.parameters import Parameters
from game.model.scenario import Channel, Leg, Scenario
from game.simulation.arrays import Floats, indices
from game.simulation.network import RouteLabel, Routes
from game.simulation.segments import segment_sum

MONEY = "money"


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


def build_routes(
    name: str, found: Sequence[FoundRoute], ids: Sequence[str], passages: slice, sizes: tuple[int, int]
) -> tuple[Routes, tuple[FoundRoute, ...]]:
    """Lay itineraries out, longest first, without shares yet.

    Parameters
    ----------
    ids
        Ids of the passages, for labels.
    sizes
        Numbers of groups and of destinations.
    """
    ordered = tuple(sorted(found, key=lambda route: -len(route.itinerary.passages)))
    lengths = [len(route.itinerary.passages) for route in ordered]
    legs = tuple(
        indices([route.itinerary.passages[position] for route in ordered if len(route.itinerary.passages) > position])
        for position in range(max(lengths, default=0))
    )
    group = indices([route.group for route in ordered])
    destination = indices([route.destination for route in ordered])
    rows = indices(np.concatenate(legs)) if legs else indices([])
    count = len(ordered)
    labels = tuple(
        RouteLabel(
            route.market,
            route.origin,
            route.itinerary.destination,
            tuple(ids[number] for number in route.itinerary.passages),
        )
        for route in ordered
    )
    routes = Routes(
        name=name,
        labels=labels,
        passages=passages,
        group=group,
        destination=destination,
        legs=legs,
        share=np.zeros((count, 1)),
        group_sum=segment_sum(group, sizes[0], count),
        destination_sum=segment_sum(destination, sizes[1], count),
        row_sum=segment_sum(rows, passages.stop - passages.start, len(rows)),
    )
    return routes, ordered


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
