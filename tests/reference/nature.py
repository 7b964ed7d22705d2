"""Sections 4.6 and 4.7 of the page: herds, poaching, organisations."""

import math

from game.model.measures import MeasureId
from game.model.taxonomy import BlockId, MarketKind
from tests.reference.network import MONEY, Group
from tests.reference.numbers import TINY, clip, ln_plus, lost, mean, ratio
from tests.reference.state import Start, Turn


def noise(turn: Turn, name: str, market: str, shock: float) -> float:
    """Give a random step of a logarithm."""
    return turn.network.value(name, market) * math.sqrt(turn.network.turn_years) * shock


def quality_now(turn: Turn, corridor: str) -> float:
    """Give the quality of a corridor in force this turn."""
    return clip(turn.world.quality[corridor] + turn.modifier("dispersal", corridor), 0.0, 1.0)


def margin(turn: Turn, group: Group, clean_at_start: dict[str, float]) -> float:
    """Give what a unit of a group's supply earns, relative to the start price."""
    network = turn.network
    earned = 0.0
    for share, path in zip(turn.world.shares[group], network.itineraries[group], strict=True):
        earned += share * turn.world.price[group[0], path.destination] * turn.survival(path.passages)
    cleaner = max(turn.clean_market[group[0]], 1e-9) / max(clean_at_start[group[0]], 1e-9)
    return earned * math.pow(cleaner, network.value("money_leverage", group[0]))


def group_risk(turn: Turn, group: Group) -> float:
    """Give the mean risk of a group's itineraries."""
    paths = zip(turn.world.shares[group], turn.network.itineraries[group], strict=True)
    return sum(share * sum(turn.risk[number] for number in path.passages) for share, path in paths)


def grow_herds(turn: Turn, start: Start) -> None:
    """Let what was not poached grow."""
    network, world, years = turn.network, turn.world, turn.network.turn_years
    for name, habitat in network.habitats.items():
        left = world.population[name] - turn.flows.poached[name]
        corridors = network.corridors_of(name)
        change = mean(quality_now(turn, corridor) for corridor in corridors)
        change -= mean(start.world.quality[corridor] for corridor in corridors)
        room = max(habitat.capacity, start.world.population[name], 1.0)
        growth = habitat.growth * (1.0 - left / room) + start.growth[name]
        growth += network.value("corridor_growth") * change
        shock = turn.shock("population", name)
        step = clip(years * growth + noise(turn, "population_noise", MONEY, shock), -50.0, 50.0)
        world.population[name] = min(left * math.exp(step), 4.0 * room)


def disperse(turn: Turn, start: Start) -> None:
    """Let animals move through corridors, all from the same herds."""
    network, world = turn.network, turn.world
    before = dict(world.population)
    for name, corridor in network.corridors.items():
        one, other = corridor.habitats
        first, second = start.world.population[one], start.world.population[other]
        moved = 0.0
        if one != other and first > TINY and second > TINY:
            shared = max(len(network.corridors_of(one)), len(network.corridors_of(other)))
            passing = lost(corridor.dispersal * quality_now(turn, name) * network.turn_years)
            moved = passing / shared * 0.5 * min(first, second) * (before[one] / first - before[other] / second)
        turn.flows.dispersed[name] = moved
        world.population[one] -= moved
        world.population[other] += moved


def gain(turn: Turn, start: Start, group: Group) -> float:
    """Give the logarithm of what a group's margin has become."""
    return ln_plus(ratio(margin(turn, group, start.clean), start.margin[group]))


def pressed(turn: Turn, start: Start, group: Group) -> float:
    """Give what enforcement, the State at the origin and prevention there take from a group's growth."""
    network, (market, jurisdiction) = turn.network, group
    smuggling = network.kind(market) is MarketKind.SMUGGLING_OF_MIGRANTS
    felt = network.value("smuggling_pressure_share") if smuggling else 1.0
    risk = group_risk(turn, group) - start.group_risk[group]
    local = turn.capacity[jurisdiction] - start.capacity[jurisdiction]
    now, before = turn.world.blocks[jurisdiction], start.world.blocks[jurisdiction]
    prevention = (now[BlockId.PREVENTION] - before[BlockId.PREVENTION]) / 10.0
    total = (
        network.value("enforcement_pressure", market) * felt * risk
        + network.value("local_pressure", market) * local
        + network.value("prevention_block_pressure") * prevention
    )
    return max(0.0, total)


def set_poaching(turn: Turn, start: Start) -> None:
    """Let poachers come and go, by the herds that there now are."""
    network, world, years = turn.network, turn.world, turn.network.turn_years
    for name in network.habitats:
        group = network.group_of(name)
        scarcity = ln_plus(ratio(world.population[name], start.world.population[name]))
        rangers = math.log(1.0 + network.value("ranger_cost") * turn.doses.effect(MeasureId.RANGER_PATROL, name))
        pull = network.value("scarcity_response") * scarcity - rangers
        pressure = 0.0
        if group is not None:
            pull += gain(turn, start, group)
            pressure = pressed(turn, start, group)
        rate = network.scenario.rules.drift + network.value("poaching_response") * pull - pressure
        crowding = network.value("poaching_response") * network.value("poaching_crowding")
        lasting = lost(crowding * years) / crowding if crowding > TINY else years
        effort = math.log(world.poaching[name]) * math.exp(-crowding * years) + lasting * rate
        effort += noise(turn, "poaching_noise", MONEY, turn.shock("poaching", name))
        world.poaching[name] = clip(math.exp(effort), 0.01, 10.0)


def set_organisations(turn: Turn, start: Start) -> None:
    """Let organisations grow and shrink."""
    network, world, years = turn.network, turn.world, turn.network.turn_years
    for group in network.supply:
        if network.habitats_of(group):
            continue
        rate = network.scenario.rules.drift - pressed(turn, start, group)
        rate += network.value("organisation_growth", group[0]) * gain(turn, start, group)
        step = years * rate + noise(turn, "organisation_noise", group[0], turn.shock("organisations", *group))
        world.organisations[group] = clip(world.organisations[group] * math.exp(step), 0.05, 6.0)


def set_arrests(turn: Turn) -> None:
    """Work out arrests from investigations."""
    network, flows = turn.network, turn.flows
    for number, passage in enumerate(network.passages):
        worth = network.markets[passage.market].unit_value if passage.market in network.markets else 1.0
        found = turn.investigation[number] * flows.seized[number] * worth
        flows.arrests.append(network.value("arrests_per_million") * found)
