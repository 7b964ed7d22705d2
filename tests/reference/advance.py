"""Section 4 of the page: one turn in its order; and section 5: what is shown of it."""

import math
from copy import deepcopy
from dataclasses import dataclass

from game.model.measures import MeasureId
from game.model.taxonomy import BlockId, MarketId
from tests.reference.enforcement import choose, set_hazards
from tests.reference.finance import launder, recover, set_proceeds
from tests.reference.nature import disperse, grow_herds, set_arrests, set_organisations, set_poaching
from tests.reference.network import MONEY, Network
from tests.reference.numbers import TINY, clip, ln_plus, logistic, logit, mean
from tests.reference.society import set_activity, set_persons, set_states
from tests.reference.start import solve_start
from tests.reference.state import Amounts, Doses, Flows, Modifiers, Shocks, Start, Turn, World
from tests.reference.trade import (
    danger,
    finish_flows,
    poach,
    send_back,
    set_prices,
    set_quantities,
    smuggling_markets,
    trade,
)

__all__ = ["Scores", "advance", "score", "solve_start"]


def advance(
    network: Network, start: Start, world: World, amounts: Amounts, modifiers: Modifiers, shocks: Shocks
) -> tuple[World, Flows]:
    """Play one turn; the state that is given stays as it is."""
    turn = Turn(network, deepcopy(world), Doses(network, amounts), modifiers, shocks)
    _once(turn)
    _set_stocks(turn, start)
    persons = dict(turn.world.persons)
    set_hazards(turn)
    for group in network.supply:
        choose(turn, start, group)
    poach(turn, start)
    set_quantities(turn, start)
    trade(turn)
    set_prices(turn, start)
    set_proceeds(turn, start, persons)
    launder(turn, start)
    finish_flows(turn)
    recover(turn, start)
    grow_herds(turn, start)
    disperse(turn, start)
    set_poaching(turn, start)
    set_organisations(turn, start)
    send_back(turn)
    set_arrests(turn)
    set_persons(turn, start)
    set_activity(turn, start)
    for market in smuggling_markets(turn):
        now, before = danger(turn, market), start.danger[market]
        turn.flows.danger[market] = 1.0 if now is None or before <= TINY else now / before
    set_states(turn, start)
    return turn.world, turn.flows


def _once(turn: Turn) -> None:
    world = turn.world
    for name in turn.network.jurisdictions:
        world.corruption[name] = clip(world.corruption[name] + turn.modifier("corruption", name), 0.02, 0.95)
        for block in BlockId:
            changed = world.blocks[name][block] + turn.modifier("block", name, str(block))
            world.blocks[name][block] = clip(changed, 1.0, 10.0)
    for name in turn.network.habitats:
        world.population[name] *= math.exp(turn.modifier("population", name))
        changed = world.poaching[name] * math.exp(turn.modifier("poaching", name))
        world.poaching[name] = clip(changed, 0.01, 10.0)
    for group in turn.network.supply:
        if not turn.network.habitats_of(group):
            changed = world.organisations[group] * math.exp(turn.modifier("organisations", *group))
            world.organisations[group] = clip(changed, 0.05, 6.0)


def _stock(turn: Turn, before: float, name: str, effect: float) -> float:
    years = turn.network.turn_years
    fading = math.exp(-turn.network.value(f"{name}_decay") * years)
    return min(5.0, before * fading + years * turn.network.value(f"{name}_gain") * effect)


def _set_stocks(turn: Turn, start: Start) -> None:
    network, world, doses = turn.network, turn.world, turn.doses
    for group, stock in world.prevention.items():
        world.prevention[group] = _stock(turn, stock, "prevention", doses.effect(MeasureId.PREVENTION, *group))
    for place, stock in world.demand.items():
        world.demand[place] = _stock(turn, stock, "demand", doses.effect(MeasureId.DEMAND_REDUCTION, *place))
    for place, stock in world.pathways.items():
        effect = doses.effect(MeasureId.REGULAR_PATHWAYS, place[1])
        world.pathways[place] = _stock(turn, stock, "pathways", effect)
    years = network.turn_years
    for name, quality in world.quality.items():
        first = start.world.quality[name]
        faded = first + (quality - first) * math.exp(-network.value("corridor_decay") * years)
        effect = doses.effect(MeasureId.CORRIDOR_PROTECTION, name)
        gain = years * network.value("corridor_gain") * effect * (1.0 - quality)
        world.quality[name] = clip(faded + gain, 0.0, 1.0)


@dataclass
class Scores:
    """What is shown."""

    markets: dict[tuple[str, str], float]
    criminality: dict[str, float]
    resilience: dict[str, float]
    world_criminality: float
    world_resilience: float


def cited_score(network: Network, market: str, jurisdiction: str) -> float:
    """Give the score that the scenario cites."""
    place = network.jurisdictions[jurisdiction]
    name = MarketId.FINANCIAL if market == MONEY else MarketId(market)
    return clip(place.markets.get(name, place.criminality), 1.0, 10.0)


def score(network: Network, start: Start, world: World) -> Scores:
    """Work out the scores of a state."""
    shown, criminality, resilience = {}, {}, {}
    for jurisdiction, place in network.jurisdictions.items():
        changes = []
        for market in (*network.markets, MONEY):
            cited = cited_score(network, market, jurisdiction)
            odds = logit((clip(cited, 1.05, 9.95) - 1.0) / 9.0)
            moved = 9.0 * logistic(odds + ln_plus(world.activity[market, jurisdiction])) - 9.0 * logistic(odds)
            shown[market, jurisdiction] = clip(cited + moved, 1.0, 10.0)
            if start.activity[market, jurisdiction] > TINY:
                changes.append(shown[market, jurisdiction] - cited)
        cited = clip(place.criminality, 1.0, 10.0)
        criminality[jurisdiction] = clip(cited + mean(changes), 1.0, 10.0)
        resilience[jurisdiction] = mean(world.blocks[jurisdiction].values())
    return Scores(shown, criminality, resilience, mean(criminality.values()), mean(resilience.values()))
