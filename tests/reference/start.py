"""Section 3 of the page: the start, solved so that it stands still."""

import math

from game.model.scenario import Habitat
from game.model.taxonomy import BlockId, MarketKind
from tests.reference.enforcement import set_hazards, start_shares
from tests.reference.finance import launder, set_fees, set_proceeds, set_recovery_rates
from tests.reference.nature import group_risk, margin
from tests.reference.network import MONEY, Network
from tests.reference.numbers import TINY, clip, lost
from tests.reference.society import activity
from tests.reference.state import Doses, Start, Turn, World
from tests.reference.trade import danger, finish_flows, push, set_flows_to_nothing


def solve_start(network: Network) -> Start:
    """Solve the start of a network."""
    turn = Turn(network, _cited(network), Doses(network, {}), {}, {})
    start = Start(turn.world, turn.flows)
    set_hazards(turn)
    start.hazard, start.capacity = turn.hazard, turn.capacity
    for group in network.itineraries:
        turn.world.shares[group] = start_shares(turn, group)
    _set_poaching(turn, start)
    _set_supply(turn, start)
    set_flows_to_nothing(turn)
    for group, quantity in turn.quantity.items():
        push(turn, group, quantity)
        start.group_risk[group] = group_risk(turn, group)
    set_proceeds(turn, None, {})
    launder(turn, None)
    set_fees(turn, turn.flows)
    finish_flows(turn)
    start.clean = turn.clean_market
    for group in network.supply:
        start.margin[group] = margin(turn, group, start.clean)
    _set_persons(turn, start)
    _set_held(turn, start)
    for market in (*network.markets, MONEY):
        start.danger[market] = danger(turn, market) or 0.0
        for jurisdiction, done in activity(turn, market, None).items():
            start.activity[market, jurisdiction] = done
            turn.world.activity[market, jurisdiction] = 1.0
    return start


def _cited(network: Network) -> World:
    world = World()
    for name, jurisdiction in network.jurisdictions.items():
        world.corruption[name] = clip(jurisdiction.corruption, 0.02, 0.95)
        world.blocks[name] = {block: clip(jurisdiction.resilience.get(block, 5.0), 1.0, 10.0) for block in BlockId}
    for group in network.supply:
        world.organisations[group] = 1.0
        world.prevention[group] = 0.0
    for place in network.attraction:
        if place[0] != MONEY:
            world.price[place] = 1.0
            world.demand[place] = 0.0
    for place in network.places(MarketKind.SMUGGLING_OF_MIGRANTS):
        world.pathways[place] = 0.0
    for name, habitat in network.habitats.items():
        world.population[name] = habitat.population
        world.poaching[name] = 1.0
    for name, corridor in network.corridors.items():
        world.quality[name] = clip(corridor.quality, 0.0, 1.0)
    return world


def _set_poaching(turn: Turn, start: Start) -> None:
    for name, habitat in turn.network.habitats.items():
        years = turn.network.turn_years
        pike = clip(habitat.pike, 0.0, 0.99)
        dead = lost(habitat.natural_mortality * years)
        taken = min(0.9, dead * pike / (1.0 - pike))
        rate = min(0.7, -math.log1p(-taken) / years)
        rate = rate if rate > TINY else 0.0
        start.poaching_rate[name] = rate
        left = habitat.population * math.exp(-rate * years)
        natural = habitat.growth * (1.0 - left / max(habitat.capacity, habitat.population, 1.0))
        start.growth[name] = habitat.trend + rate - natural
        _count_dead(turn, habitat, lost(rate * years), dead)


def _count_dead(turn: Turn, habitat: Habitat, taken: float, dead: float) -> None:
    flows, herd = turn.flows, habitat.population
    flows.poached[habitat.id], flows.dead[habitat.id] = herd * taken, herd * dead
    both = herd * taken + herd * dead
    flows.pike[habitat.id] = herd * taken / both if both > 0 else 0.0


def _set_supply(turn: Turn, start: Start) -> None:
    network, years = turn.network, turn.network.turn_years
    for group, cited in network.supply.items():
        supply = cited
        feeding = network.habitats_of(group)
        if feeding:
            supply = sum(turn.flows.poached[name] * network.habitats[name].product / years for name in feeding)
        start.base[group] = supply
        if network.kind(group[0]) is MarketKind.SMUGGLING_OF_MIGRANTS:
            paths = zip(turn.world.shares[group], network.itineraries[group], strict=True)
            arriving = sum(share * turn.survival(path.passages) for share, path in paths)
            turn.world.waiting[group] = network.value("retry_share") * supply * (1.0 - arriving)
            start.base[group] = supply - turn.world.waiting[group]
        turn.quantity[group] = supply * years


def _set_persons(turn: Turn, start: Start) -> None:
    network, years = turn.network, turn.network.turn_years
    for place in network.places(MarketKind.TRAFFICKING_IN_PERSONS):
        arrivals = turn.flows.arrivals[place]
        persons = network.persons[place]
        if persons <= TINY:
            persons = arrivals / years * network.value("stay_years")
        turn.world.persons[place] = persons
        ending = math.log1p(arrivals / persons) / years if persons > 0 else 0.0
        start.identification[place] = network.value("identified_share") * ending
        start.leaving[place] = ending - start.identification[place]


def _set_held(turn: Turn, start: Start) -> None:
    network, flows = turn.network, turn.flows
    set_recovery_rates(turn)
    for holder in network.jurisdictions:
        fading = lost(turn.recovery[holder] * network.turn_years)
        turn.world.held[holder] = flows.frozen[holder] / fading if fading > 0 else 0.0
        for source in network.jurisdictions:
            if flows.frozen[holder] <= TINY:
                share = 1.0 if holder == source else 0.0
            else:
                share = turn.frozen_source.get((holder, source), 0.0) / flows.frozen[holder]
            start.composition[holder, source] = share
