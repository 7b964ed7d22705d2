"""Section 4.5 of the page: revenue, placement, layering, integration, recovery."""

import math

from game.model.taxonomy import BlockId, MarketKind
from tests.reference.enforcement import choose
from tests.reference.network import MONEY, Group, Itinerary
from tests.reference.numbers import TINY, clip, lost, mean, ratio
from tests.reference.state import Flows, Start, Turn
from tests.reference.trade import push


def served(turn: Turn, place: tuple[str, str], persons: float, start: Start | None) -> float:
    """Give what is sold at a destination, from the number of persons held there."""
    if start is None or turn.network.kind(place[0]) is not MarketKind.TRAFFICKING_IN_PERSONS:
        return turn.flows.arrivals[place]
    return start.flows.arrivals[place] * ratio(persons, start.world.persons[place])


def chain_shares(turn: Turn, market: str, between: int) -> tuple[float, float, float]:
    """Give the shares of revenue of origin, transit and destination for an itinerary."""
    chain = turn.network.markets[market].value_chain
    total = sum(chain)
    origin, transit, destination = (part / total for part in chain) if total > 0 else (0.0, 0.0, 1.0)
    if between:
        return origin, transit, destination
    ends = origin + destination
    larger = origin + (transit / 2.0 if ends <= TINY else transit * origin / ends)
    return larger, 0.0, destination + transit - (larger - origin)


def pay(turn: Turn, group: Group, path: Itinerary, arrived: float, factor: float) -> None:
    """Give the revenue of one itinerary to those on it."""
    network, market = turn.network, group[0]
    between = [network.passages[number].destination for number in path.passages[:-1]]
    origin, transit, destination = chain_shares(turn, market, len(between))
    revenue = arrived * turn.world.price[market, path.destination] * network.markets[market].unit_value
    receipts = [(group[1], origin * revenue), (path.destination, destination * revenue * factor)]
    receipts += [(jurisdiction, transit * revenue / len(between)) for jurisdiction in between]
    for jurisdiction, amount in receipts:
        turn.proceeds[market, jurisdiction] += amount


def set_proceeds(turn: Turn, start: Start | None, persons: dict[tuple[str, str], float]) -> None:
    """Work out the proceeds by market and jurisdiction; ``persons`` as before the turn."""
    network, flows = turn.network, turn.flows
    turn.proceeds = {(market, place): 0.0 for market in network.markets for place in network.jurisdictions}
    for group in network.supply:
        for arrived, path in zip(turn.arrived[group], network.itineraries[group], strict=True):
            place = (group[0], path.destination)
            factor = 1.0
            if network.kind(group[0]) is MarketKind.TRAFFICKING_IN_PERSONS and flows.arrivals[place] > TINY:
                sold = served(turn, place, persons.get(place, 0.0), start)
                factor = clip(sold / flows.arrivals[place], 0.0, 1e6)
            pay(turn, group, path, arrived, factor)
    for jurisdiction in network.jurisdictions:
        flows.proceeds[jurisdiction] = sum(turn.proceeds[market, jurisdiction] for market in network.markets)


def launder(turn: Turn, start: Start | None) -> None:
    """Place, layer and integrate the proceeds; work out clean shares and what is frozen where."""
    network, flows = turn.network, turn.flows
    for jurisdiction in network.jurisdictions:
        group = (MONEY, jurisdiction)
        hazard = network.value("placement_interdiction") * turn.placement[jurisdiction]
        passing = math.exp(-hazard)
        placed = flows.placed[jurisdiction] = flows.proceeds[jurisdiction] * passing
        _freeze(turn, jurisdiction, jurisdiction, flows.proceeds[jurisdiction] * lost(hazard))
        if start is not None:
            choose(turn, start, group)
        push(turn, group, placed)
        clean = 0.0
        for share, path in zip(turn.world.shares[group], network.itineraries[group], strict=True):
            clean += share * turn.survival(path.passages)
            _freeze_on_the_way(turn, jurisdiction, path, placed * share)
        turn.clean[jurisdiction] = clean * passing
    for jurisdiction in network.jurisdictions:
        flows.integrated[jurisdiction] = flows.arrivals[MONEY, jurisdiction]
        flows.frozen[jurisdiction] = sum(
            turn.frozen_source.get((jurisdiction, source), 0.0) for source in network.jurisdictions
        )
    for market in network.markets:
        turn.clean_market[market] = _clean_market(turn, market)


def _freeze(turn: Turn, holder: str, source: str, amount: float) -> None:
    turn.frozen_source[holder, source] = turn.frozen_source.get((holder, source), 0.0) + amount


def _freeze_on_the_way(turn: Turn, source: str, path: Itinerary, moving: float) -> None:
    for number in path.passages:
        _freeze(turn, turn.network.passages[number].destination, source, moving * turn.stopping(number))
        moving *= turn.passing(number)


def _clean_market(turn: Turn, market: str) -> float:
    places = turn.network.jurisdictions
    total = sum(turn.proceeds[market, place] for place in places)
    if total <= TINY:
        return mean(turn.clean[place] for place in places)
    return sum(turn.proceeds[market, place] * turn.clean[place] for place in places) / total


def set_recovery_rates(turn: Turn) -> None:
    """Work out how fast frozen assets are recovered."""
    network = turn.network
    for jurisdiction in network.jurisdictions:
        blocks = turn.world.blocks[jurisdiction]
        links = [
            turn.link[number]
            for number, passage in enumerate(network.passages)
            if passage.market == MONEY and jurisdiction in passage.ends
        ]
        help_ = 1.0 + network.value("recovery_link") * mean(links)
        skill = mean((blocks[BlockId.INTERNATIONAL_COOPERATION], blocks[BlockId.NATIONAL_POLICIES])) / 10.0
        turn.recovery[jurisdiction] = network.value("recovery_rate") * help_ * skill


def recover(turn: Turn, start: Start) -> None:
    """Recover frozen assets, give some back, and work out the fees of financial centres."""
    network, world, flows = turn.network, turn.world, turn.flows
    flows.received = dict.fromkeys(network.jurisdictions, 0.0)
    set_recovery_rates(turn)
    for holder in network.jurisdictions:
        recovered = world.held[holder] * lost(turn.recovery[holder] * network.turn_years)
        world.held[holder] += flows.frozen[holder] - recovered
        share = clip(network.value("return_share") + turn.modifier("return", holder), 0.0, 1.0)
        flows.recovered[holder] = recovered
        flows.kept[holder] = recovered - recovered * share
        for source in network.jurisdictions:
            flows.received[source] += start.composition[holder, source] * recovered * share
    set_fees(turn, flows)


def set_fees(turn: Turn, flows: Flows) -> None:
    """Work out what financial centres earn on what they layer and integrate."""
    network = turn.network
    for jurisdiction in network.jurisdictions:
        leaving = sum(
            flows.entered[number]
            for number, passage in enumerate(network.passages)
            if passage.market == MONEY and passage.origin == jurisdiction
        )
        flows.fee[jurisdiction] = network.value("laundering_fee") * (flows.integrated[jurisdiction] + leaving)
