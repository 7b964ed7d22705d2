"""Checks of the network: can goods, persons and money get from where they start to where they end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.model.itineraries import Passage, find_itineraries, passages_by_origin
from game.model.parameters import Parameters
from game.model.scenario import Channel, Leg, Market, Scenario
from game.model.taxonomy import MarketId, MarketKind
from game.model.text import _
from game.scenario import codes_checks as codes
from game.scenario.checks_findings import Findings
from game.scenario.diagnostic import listed, quoted
from game.scenario.schema import ScenarioKeys


@dataclass(frozen=True)
class Reach:
    """What the itineraries from some origins to some destinations touch."""

    origins: frozenset[str]  # origins from which a destination can be reached
    destinations: frozenset[str]  # destinations that can be reached
    ways: frozenset[str]  # legs or channels that an itinerary uses
    full: bool  # whether an origin has as many itineraries as are kept, so that others may have been left out


@dataclass(frozen=True)
class Limits:
    """How far the model looks: most passages of an itinerary, most itineraries of an origin."""

    longest: int
    most: int


def limits_of(parameters: Parameters) -> Limits:
    """Take the limits from the parameters of the model."""
    return Limits(int(parameters.value("legs_per_itinerary")), int(parameters.value("itineraries_per_origin")))


def reach(ways: Sequence[Leg | Channel], origins: Iterable[str], destinations: Iterable[str], limits: Limits) -> Reach:
    """Find what the model's own search finds."""
    graph = passages_by_origin(
        Passage(number, way.origin, way.destination, max(0.0, way.base_cost)) for number, way in enumerate(ways)
    )
    ends = frozenset(destinations)
    found = {origin: find_itineraries(graph, origin, ends, limits.longest, limits.most) for origin in origins}
    kept = [itinerary for itineraries in found.values() for itinerary in itineraries]
    return Reach(
        frozenset(origin for origin, itineraries in found.items() if itineraries),
        frozenset(itinerary.destination for itinerary in kept),
        frozenset(ways[number].id for itinerary in kept for number in itinerary.passages),
        any(len(itineraries) >= limits.most for itineraries in found.values()),
    )


def check_network(scenario: Scenario, keys: ScenarioKeys, limits: Limits, findings: Findings) -> None:
    """Find markets that cannot run, places nobody reaches, legs nobody travels."""
    used: set[str] = set()
    full: set[MarketId] = set()
    for index, market in enumerate(scenario.markets):
        ways = [leg for leg in scenario.legs if leg.market is market.id]
        found = reach(ways, _origins(market), [end.jurisdiction for end in market.destinations], limits)
        used |= found.ways
        full |= {market.id} if found.full else set()
        _check_origins(index, market, keys, findings)
        _check_paths(index, market, found, limits, findings)
        for place, end in enumerate(market.destinations):
            if found.origins and end.jurisdiction not in found.destinations:
                message = _("No origin of {market} has a path to {id}.").format(
                    market=quoted(market.id.value), id=quoted(end.jurisdiction)
                )
                remedy = _("Add a leg that leads there, or delete the destination.")
                findings.at(
                    codes.UNREACHED_DESTINATION,
                    ("markets", index, "destinations", place, "jurisdiction"),
                    message,
                    remedy,
                )
    for index, leg in enumerate(scenario.legs):
        if leg.id not in used:
            message = _("No path from an origin to a destination uses the leg {id}.")
            remedy = _("Turn it round, connect it, or delete it.")
            if leg.market in full:
                message = _("None of the {most} cheapest paths from an origin uses the leg {id}; others are left out.")
                remedy = _("Lower its base_cost, delete it or some that lead the same way, or turn it round.")
            message = message.format(id=quoted(leg.id), most=limits.most)
            findings.at(codes.UNUSED_LEG, ("legs", index, "id"), message, remedy)
    _check_channels(scenario, limits, findings)
    _check_scores(scenario, keys, findings)


def _origins(market: Market) -> list[str]:
    return [origin.jurisdiction for origin in market.origins]


def _check_paths(index: int, market: Market, found: Reach, limits: Limits, findings: Findings) -> None:
    for place, origin in enumerate(market.origins):
        if origin.jurisdiction not in found.origins:
            message = _("No path of at most {most} legs leads from {id} to a destination of {market}.")
            fields = {"id": quoted(origin.jurisdiction), "market": quoted(market.id.value), "most": limits.longest}
            remedy = _("Add legs from there on, or delete the origin.")
            path = ("markets", index, "origins", place, "jurisdiction")
            findings.at(codes.NO_PATH_FROM_ORIGIN, path, message.format(**fields), remedy)


def _check_origins(index: int, market: Market, keys: ScenarioKeys, findings: Findings) -> None:
    if not market.origins:
        message = _("The market {market} starts nowhere, so there is nothing to simulate.")
        remedy = _("Add origins: with a jurisdiction and its supply.")
        findings.at(codes.NO_ORIGIN, ("markets", index, "id"), message.format(market=quoted(market.id.value)), remedy)
    with_herds = {habitat.jurisdiction for habitat in keys.habitats} if market.kind is MarketKind.WILDLIFE else set()
    for place, origin in enumerate(market.origins):
        path = ("markets", index, "origins", place, "jurisdiction")
        if origin.supply <= 0 and origin.jurisdiction not in with_herds:
            message = _("Nothing sets out from {id}: it has no supply.").format(id=quoted(origin.jurisdiction))
            remedy = _("Add supply: and how much leaves in a year.")
            if market.kind is MarketKind.WILDLIFE:
                remedy = _("Add a habitat there, or supply: and how much leaves in a year.")
            findings.at(codes.NO_SUPPLY, path, message, remedy)


def _check_channels(scenario: Scenario, limits: Limits, findings: Findings) -> None:
    """Money arises wherever a market passes; a channel is of use if it lies on a way from there to a hub."""
    hubs = [hub.jurisdiction for hub in scenario.money_hubs]
    found = reach(scenario.channels, sorted(_touched(scenario, by_money=False)), hubs, limits)
    for index, channel in enumerate(scenario.channels):
        if channel.id not in found.ways:
            message = _("No money takes the channel {id}: it does not lead from a market to a money hub.")
            remedy = _("Turn it round, or name its end in money_hubs.")
            findings.at(codes.UNUSED_LEG, ("channels", index, "id"), message.format(id=quoted(channel.id)), remedy)


def _touched(scenario: Scenario, *, by_money: bool) -> set[str]:
    """List the jurisdictions that something passes."""
    places = {place for leg in scenario.legs for place in (leg.origin, leg.destination)}
    for market in scenario.markets:
        places.update(_origins(market))
        places.update(end.jurisdiction for end in market.destinations)
    if by_money:
        places.update(place for way in scenario.channels for place in (way.origin, way.destination))
    return places


def _check_scores(scenario: Scenario, keys: ScenarioKeys, findings: Findings) -> None:
    touched = _touched(scenario, by_money=True)
    passing = _markets_by_jurisdiction(scenario)
    shown = {market.id for market in scenario.markets} | {MarketId.FINANCIAL}
    for index, item in enumerate(keys.jurisdictions):
        if item.id not in touched:
            message = _("Nothing passes {id}, so its scores will never move.").format(id=quoted(item.id))
            remedy = _("Add a leg or channel there, or leave it as scenery.")
            findings.at(codes.NEVER_MOVES, ("jurisdictions", index, "id"), message, remedy)
        missing = [market.value for market in passing.get(item.id, ()) if market not in item.markets]
        if missing:
            message = _("{id} has no score for {markets}.").format(id=quoted(item.id), markets=listed(missing))
            remedy = _("Add it under markets:, 1 to 10; until then its criminality counts.")
            findings.at(codes.NO_SCORE, ("jurisdictions", index, "id"), message, remedy)
        for market in item.markets:
            if market not in shown:
                message = _("The scenario has no market {market}.").format(market=quoted(market.value))
                path = ("jurisdictions", index, "markets", market.value)
                findings.at_key(codes.UNUSED_SCORE, path, message, _("Delete it, or add the market."))


def _markets_by_jurisdiction(scenario: Scenario) -> dict[str, list[MarketId]]:
    found: dict[str, list[MarketId]] = {}
    for market in scenario.markets:
        ends = {end.jurisdiction for end in market.destinations} | set(_origins(market))
        legs = {place for leg in scenario.legs if leg.market is market.id for place in (leg.origin, leg.destination)}
        for place in sorted(ends | legs):
            found.setdefault(place, []).append(market.id)
    return found
