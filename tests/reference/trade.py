"""Sections 4.3 and 4.4 of the page: supply, flow, seizure and price."""

import math

from game.model.measures import MeasureId
from game.model.taxonomy import MarketKind
from tests.reference.network import MONEY, Group
from tests.reference.numbers import TINY, clip, learn, lost, ratio
from tests.reference.state import Start, Turn


def supply_exponent(turn: Turn, group: Group) -> float:
    """Give the logarithm of what modifiers and prevention make of a group's supply."""
    modifier = turn.modifier("supply", *group)
    return clip(modifier - turn.world.prevention.get(group, 0.0), -5.0, 5.0)


def poach(turn: Turn, start: Start) -> None:
    """Take animals from every habitat."""
    network, world, flows = turn.network, turn.world, turn.flows
    for name, habitat in network.habitats.items():
        group = network.group_of(name)
        exponent = 0.0 if group is None else supply_exponent(turn, group)
        rangers = turn.doses.effect(MeasureId.RANGER_PATROL, name)
        rate = start.poaching_rate[name] * world.poaching[name] * math.exp(exponent) / (1.0 + rangers)
        poached = world.population[name] * lost(min(20.0, rate) * network.turn_years)
        dead = world.population[name] * lost(habitat.natural_mortality * network.turn_years)
        flows.poached[name], flows.dead[name] = poached, dead
        flows.pike[name] = poached / (poached + dead) if poached + dead > 0 else 0.0


def set_quantities(turn: Turn, start: Start) -> None:
    """Work out what every group of goods sends this turn."""
    network, world = turn.network, turn.world
    for group in network.supply:
        feeding = network.habitats_of(group)
        if feeding:
            turn.quantity[group] = sum(turn.flows.poached[name] * network.habitats[name].product for name in feeding)
        else:
            grown = start.base[group] * world.organisations[group] * math.exp(supply_exponent(turn, group))
            turn.quantity[group] = network.turn_years * (grown + world.waiting.get(group, 0.0))


def set_flows_to_nothing(turn: Turn) -> None:
    """Begin to count."""
    network, flows = turn.network, turn.flows
    flows.hazard = list(turn.hazard)
    flows.entered = [0.0] * len(network.passages)
    flows.seized = [0.0] * len(network.passages)
    flows.arrivals = dict.fromkeys(network.attraction, 0.0)
    flows.regular = dict.fromkeys(network.places(MarketKind.SMUGGLING_OF_MIGRANTS), 0.0)
    for market in network.markets:
        flows.supply[market] = flows.arrived[market] = 0.0


def push(turn: Turn, group: Group, quantity: float) -> None:
    """Send a quantity over a group's itineraries."""
    network, flows = turn.network, turn.flows
    launched, arrived = [], []
    for share, path in zip(turn.world.shares[group], network.itineraries[group], strict=True):
        place = (group[0], path.destination)
        pathways = turn.world.pathways.get(place, 0.0)
        moving = quantity * share * math.exp(-pathways)
        launched.append(moving)
        if group[0] != MONEY:
            flows.supply[group[0]] += moving
        if place in flows.regular:
            flows.regular[place] += quantity * share * lost(pathways)
        for number in path.passages:
            flows.entered[number] += moving
            moving *= turn.passing(number)
        arrived.append(moving)
        flows.arrivals[place] += moving
    turn.launched[group], turn.arrived[group] = launched, arrived
    flows.launched[group] = sum(launched)


def finish_flows(turn: Turn) -> None:
    """Work out what is seized, and arrivals by market."""
    flows = turn.flows
    for number, entered in enumerate(flows.entered):
        flows.seized[number] = entered * turn.stopping(number)
    for market in turn.network.markets:
        flows.arrived[market] = sum(flows.arrivals[place] for place in turn.network.attraction if place[0] == market)


def trade(turn: Turn) -> None:
    """Send what every group of goods sends."""
    set_flows_to_nothing(turn)
    for group, quantity in turn.quantity.items():
        push(turn, group, quantity)


def set_prices(turn: Turn, start: Start) -> None:
    """Let prices learn."""
    network, world = turn.network, turn.world
    low, high = network.value("price_low"), network.value("price_high")
    for place in world.price:
        market = place[0]
        wish = turn.modifier("demand", *place) - world.demand.get(place, 0.0) - world.pathways.get(place, 0.0)
        wanted = math.exp(clip(wish, -5.0, 5.0))
        there = ratio(turn.flows.arrivals[place], start.flows.arrivals[place])
        power = math.pow(wanted / max(there, 1e-9), network.value("price_elasticity", market))
        pace = learn(network.turn_years, network.value("price_lag", market))
        world.price[place] += pace * (clip(power, low, high) - world.price[place])


def send_back(turn: Turn) -> None:
    """Let people who were stopped wait for another try (4.7)."""
    network = turn.network
    for group in turn.world.waiting:
        stopped = sum(turn.launched[group]) - sum(turn.arrived[group])
        turn.world.waiting[group] = network.value("retry_share") * stopped / network.turn_years


def danger(turn: Turn, market: str) -> float | None:
    """Give what an itinerary costs and risks, a mean weighed by what is launched; none if nothing is (4.9)."""
    network = turn.network
    total = weight = 0.0
    for group, launched in turn.launched.items():
        if group[0] != market:
            continue
        for moving, path in zip(launched, network.itineraries[group], strict=True):
            burden = 0.0
            for number in path.passages:
                passage = network.passages[number]
                cost = turn.modifier("leg_cost", passage.id)
                burden += passage.cost + max(0.0, cost)
                burden += network.value("risk_aversion", market) * turn.risk[number]
            total += moving * burden
            weight += moving
    return total / weight if weight > TINY else None


def smuggling_markets(turn: Turn) -> list[str]:
    """Name the markets of smuggling of migrants."""
    return [name for name in turn.network.markets if turn.network.kind(name) is MarketKind.SMUGGLING_OF_MIGRANTS]
