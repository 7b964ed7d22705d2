"""Section 2 of the page: passages, groups, destinations, itineraries, pairs."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from game.model.measures import MeasureId
from game.model.scenario import Corridor, Habitat, Jurisdiction, Market, Scenario
from game.model.taxonomy import MarketKind
from tests.reference.numbers import clip

MONEY = "money"
Group = tuple[str, str]  # market, jurisdiction of origin
Place = tuple[str, str]  # market, jurisdiction of destination

# Those that the page marks with a star: a market may have its own.
PER_MARKET = frozenset(
    {
        "route_sensitivity",
        "risk_aversion",
        "interdiction",
        "route_lag",
        "price_lag",
        "price_elasticity",
        "money_leverage",
        "organisation_growth",
        "enforcement_pressure",
        "local_pressure",
        "organisation_noise",
    }
)


@dataclass(frozen=True)
class Passage:
    """A leg of a market or a channel of money."""

    id: str
    market: str
    origin: str
    destination: str
    cost: float
    start_link: float

    @property
    def ends(self) -> tuple[str, str]:
        """Give both jurisdictions, origin first."""
        return self.origin, self.destination


@dataclass(frozen=True)
class Itinerary:
    """Passages by their numbers, from a group's jurisdiction to a destination."""

    passages: tuple[int, ...]
    destination: str
    cost: float
    size: float = 1.0


@dataclass
class Network:
    """A scenario as the page sees it; everything is found by name."""

    scenario: Scenario
    values: Mapping[str, float]
    markets: dict[str, Market] = field(default_factory=dict)
    jurisdictions: dict[str, Jurisdiction] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    supply: dict[Group, float] = field(default_factory=dict)  # cited; groups that have an itinerary
    itineraries: dict[Group, list[Itinerary]] = field(default_factory=dict)  # money included
    attraction: dict[Place, float] = field(default_factory=dict)
    persons: dict[Place, float] = field(default_factory=dict)
    habitats: dict[str, Habitat] = field(default_factory=dict)
    corridors: dict[str, Corridor] = field(default_factory=dict)
    offers: dict[MeasureId, list[tuple[str, float, float]]] = field(default_factory=dict)  # id, maximum, half

    @property
    def turn_years(self) -> float:
        """Give the length of a turn."""
        return self.scenario.rules.turn_years

    def value(self, name: str, market: str = MONEY) -> float:
        """Give a parameter: the market's own, the scenario's, or the general one."""
        if name in PER_MARKET and market != MONEY and name in self.markets[market].parameters:
            return float(self.markets[market].parameters[name])
        return float(self.scenario.parameters.get(name, self.values[name]))

    def kind(self, market: str) -> MarketKind | None:
        """Give the kind of a market, none for money."""
        return None if market == MONEY else self.markets[market].kind

    def habitats_of(self, group: Group) -> list[str]:
        """Give the habitats that feed a group."""
        if self.kind(group[0]) is not MarketKind.WILDLIFE:
            return []
        return [id_ for id_, habitat in self.habitats.items() if habitat.jurisdiction == group[1]]

    def group_of(self, habitat: str) -> Group | None:
        """Give the group that a habitat feeds."""
        for group in self.supply:
            if habitat in self.habitats_of(group):
                return group
        return None

    def places(self, kind: MarketKind) -> list[Place]:
        """Give the destinations of all markets of one kind."""
        return [place for place in self.attraction if self.kind(place[0]) is kind]

    def corridors_of(self, habitat: str) -> list[str]:
        """Give the corridors that a habitat has."""
        return [id_ for id_, corridor in self.corridors.items() if habitat in corridor.habitats]


def compile_scenario(scenario: Scenario, values: Mapping[str, float]) -> Network:
    """Work out the network; ``values`` are the general parameters by name."""
    network = Network(scenario, values)
    network.markets = {str(market.id): market for market in scenario.markets}
    network.jurisdictions = {place.id: place for place in scenario.jurisdictions}
    network.passages = _passages(scenario)
    network.habitats = {habitat.id: habitat for habitat in scenario.habitats}
    network.corridors = {corridor.id: corridor for corridor in scenario.corridors}
    network.offers = _offers(network)
    for market in scenario.markets:
        _add_market(network, market)
    _add_money(network)
    return network


def _passages(scenario: Scenario) -> list[Passage]:
    found = []
    for leg in scenario.legs:
        if leg.origin == leg.destination:
            continue
        link = _start_link(scenario, leg.origin, leg.destination)
        found.append(Passage(leg.id, str(leg.market), leg.origin, leg.destination, max(0.0, leg.base_cost), link))
    for channel in scenario.channels:
        if channel.origin == channel.destination:
            continue
        link = _start_link(scenario, channel.origin, channel.destination)
        cost = max(0.0, channel.base_cost)
        found.append(Passage(channel.id, MONEY, channel.origin, channel.destination, cost, link))
    return found


def _start_link(scenario: Scenario, origin: str, destination: str) -> float:
    return sum(
        -math.log(1.0 - clip(instrument.link, 0.0, 0.99))
        for instrument in scenario.instruments
        if origin in instrument.parties and destination in instrument.parties
    )


def _offers(network: Network) -> dict[MeasureId, list[tuple[str, float, float]]]:
    offers: dict[MeasureId, list[tuple[str, float, float]]] = {}
    for rule in MeasureId:
        own = [offer for offer in network.scenario.measures if offer.rule is rule]
        maximum, half = network.value(f"{rule}_maximum"), network.value(f"{rule}_half")
        offers[rule] = [
            (
                offer.id,
                maximum if offer.maximum is None else offer.maximum,
                max(1e-9, half if offer.half_amount is None else offer.half_amount),
            )
            for offer in own
        ]
        # What works can be dosed, also where the scenario does not offer it: that is for the table to decide.
        if all(offer.id != rule for offer in own):
            offers[rule].append((str(rule), maximum, max(1e-9, half)))
    return offers


def _add_market(network: Network, market: Market) -> None:
    name = str(market.id)
    for destination in market.destinations:
        place = (name, destination.jurisdiction)
        network.attraction[place] = network.attraction.get(place, 0.0) + destination.attraction
        network.persons[place] = network.persons.get(place, 0.0) + destination.persons
    cited: dict[str, float] = {}
    for origin in market.origins:
        cited[origin.jurisdiction] = cited.get(origin.jurisdiction, 0.0) + origin.supply
    if market.kind is MarketKind.WILDLIFE:
        for habitat in network.habitats.values():
            cited.setdefault(habitat.jurisdiction, 0.0)
    destinations = {place[1] for place in network.attraction if place[0] == name}
    for jurisdiction, supply in cited.items():
        found = find_itineraries(network, name, jurisdiction, destinations)
        if found:
            network.supply[name, jurisdiction] = supply
            network.itineraries[name, jurisdiction] = found


def _add_money(network: Network) -> None:
    hubs: dict[str, float] = {}
    for hub in network.scenario.money_hubs:
        hubs[hub.jurisdiction] = hubs.get(hub.jurisdiction, 0.0) + hub.attraction
    for jurisdiction in network.jurisdictions:
        network.attraction[MONEY, jurisdiction] = hubs.get(jurisdiction, network.value("home_attraction"))
        destinations = {*hubs, jurisdiction}
        network.itineraries[MONEY, jurisdiction] = find_itineraries(
            network, MONEY, jurisdiction, destinations, home=None if jurisdiction in hubs else jurisdiction
        )


def find_itineraries(
    network: Network, market: str, start: str, destinations: set[str], home: str | None = None
) -> list[Itinerary]:
    """Find all itineraries of a group, keep the first ones, and give each its path size.

    ``home`` is a destination that only the sequence without passages may reach.
    """
    longest = int(network.value("legs_per_itinerary"))
    found: list[Itinerary] = []

    def follow(at: str, passages: tuple[int, ...], visited: tuple[str, ...], cost: float) -> None:
        if at in destinations and (at != home or not passages):
            found.append(Itinerary(passages, at, cost))
        if len(passages) == longest:
            return
        for number, passage in enumerate(network.passages):
            if passage.market == market and passage.origin == at and passage.destination not in visited:
                onward = passage.destination
                follow(onward, (*passages, number), (*visited, onward), cost + passage.cost)

    follow(start, (), (start,), 0.0)
    found.sort(key=_rank)
    kept = _keep(found, int(network.value("itineraries_per_origin")))
    return [Itinerary(path.passages, path.destination, path.cost, _size(network, path, kept)) for path in kept]


def _rank(itinerary: Itinerary) -> tuple[float, tuple[int, ...]]:
    return itinerary.cost, itinerary.passages


def _keep(ranked: list[Itinerary], limit: int) -> list[Itinerary]:
    first: dict[str, Itinerary] = {}
    for itinerary in ranked:
        first.setdefault(itinerary.destination, itinerary)
    kept = list(first.values())
    for itinerary in ranked:
        if len(kept) >= limit:
            break
        if itinerary is not first[itinerary.destination]:
            kept.append(itinerary)
    return sorted(kept, key=_rank)


def _size(network: Network, itinerary: Itinerary, kept: list[Itinerary]) -> float:
    if not itinerary.passages:
        return 1.0
    size = 0.0
    for number in itinerary.passages:
        users = sum(1 for other in kept if number in other.passages)
        if itinerary.cost <= 1e-9:
            weight = 1.0 / len(itinerary.passages)
        else:
            weight = network.passages[number].cost / itinerary.cost
        size += weight / users
    return size
