"""Steps 2 to 4 of a turn: choice, poaching, supply, flow, seizure and price (docs/model.md 4.2 to 4.4)."""

from dataclasses import dataclass

import numpy as np

from game.simulation.arrays import FLOOR, ZERO, Floats, clip, log_floor, ratio
from game.simulation.context import Turn
from game.simulation.kernels import choose, push, sum_over_passages
from game.simulation.network import Routes
from game.simulation.steps_enforcement import Enforcement, Opening
from game.simulation.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class Trade:
    """What was traded in a turn; arrays by itinerary are buffers."""

    share: Floats  # itinerary, new
    risk: Floats  # itinerary (+1), buffer
    survival: Floats  # itinerary (+1), buffer
    arrived: Floats  # itinerary (+1), buffer
    launched: Floats  # itinerary (+1), buffer
    sold: Floats  # group: what was launched
    flow: Floats  # leg
    seized: Floats  # leg
    arrivals: Floats  # destination
    regular: Floats  # destination of smuggling
    danger: Floats  # [1, run]
    poached: Floats  # habitat
    pike: Floats
    price: Floats  # destination, new


def route_risk_change(
    routes: Routes, risk: Floats, start: Floats, weight: Floats, workspace: Workspace
) -> tuple[Floats, Floats]:
    """Return the risk of each itinerary and −θλ(ρ − ρ₀), both [itinerary + 1, run] and buffers."""
    count = routes.count
    along = workspace.rows(("risk", routes.name), count + 1)
    sum_over_passages(routes, risk, along[:count], workspace)
    change = workspace.rows(("change", routes.name), count + 1)
    np.subtract(start, along[:count], out=change[:count])
    change[:count] *= weight
    return along, change


def trade(turn: Turn, opening: Opening, enforcement: Enforcement) -> Trade:
    """Return the trade of the turn."""
    network, workspace = turn.network, turn.workspace
    goods, legs, count = network.goods, network.leg_count, network.goods.count
    risk, share = _choose_routes(turn, enforcement)
    poached, pike = _poach(turn, opening)
    supplied = _supply(turn, opening, poached)
    launched = workspace.rows("launched", count + 1)
    np.take(supplied, goods.group, axis=0, out=launched[:count], mode="clip")
    launched[:count] *= share
    sold, regular, danger = supplied, np.zeros((0, turn.runs), share.dtype), np.ones((1, turn.runs), share.dtype)
    if len(network.smuggling.itineraries):
        sold, regular, danger = _smuggle(turn, opening, supplied, launched, risk)
    flow, arrived, survival = push(goods, launched[:count], enforcement.passing[:legs], workspace)
    arrivals = np.empty((len(network.destinations), turn.runs), share.dtype)
    goods.destination_sum(arrived, arrivals, workspace)
    return Trade(
        share=share,
        risk=risk,
        survival=survival,
        arrived=arrived,
        launched=launched,
        sold=sold,
        flow=flow,
        seized=flow * enforcement.stopped[:legs],
        arrivals=arrivals,
        regular=regular,
        danger=danger,
        poached=poached,
        pike=pike,
        price=_price(turn, opening, arrivals),
    )


def _choose_routes(turn: Turn, enforcement: Enforcement) -> tuple[Floats, Floats]:
    """Return risk of the itineraries and their new shares."""
    network, constants, workspace = turn.network, turn.constants, turn.workspace
    goods, legs, count = network.goods, network.leg_count, network.goods.count
    start, weight = network.reference.goods_risk, constants.risk_weight
    risk, change = route_risk_change(goods, enforcement.risk[:legs], start, weight, workspace)
    if turn.held is not None:
        return risk, np.broadcast_to(turn.held[0], (count, turn.runs))
    scratch = workspace.rows("trade", count)
    if turn.pressures.cost is not None:
        cost = np.broadcast_to(constants.cost_weight[:legs] * turn.pressures.cost[:legs], (legs, turn.runs))
        change[:count] -= sum_over_passages(goods, cost, scratch, workspace)
    np.take(log_floor(turn.world.price), goods.destination, axis=0, out=scratch, mode="clip")
    change[:count] += scratch
    return risk, choose(goods, turn.world.share, change, constants.route_learn, workspace)


def _factor(turn: Turn, opening: Opening) -> Floats:
    """Return exp(clip(supply modifier − prevention, −5, 5)) [group, run]."""
    exponent = -opening.prevention
    if turn.pressures.supply is not None:
        exponent = exponent + turn.pressures.supply
    factor: Floats = np.exp(clip(exponent, -5.0, 5.0))
    return factor


def _poach(turn: Turn, opening: Opening) -> tuple[Floats, Floats]:
    """Return animals poached and PIKE [habitat, run]."""
    wild, alive = turn.network.wildlife, opening.population
    if not len(turn.network.habitats):
        return alive, alive
    rate = wild.taking * opening.poaching / (1 + turn.effects.rangers)
    if len(turn.network.groups):
        rate = rate * (wild.grouped * _factor(turn, opening)[wild.group] + (1 - wild.grouped))
    poached = alive * -np.expm1(-np.minimum(rate, 20.0) * turn.network.turn_years)
    carcasses = poached + alive * wild.dead
    pike = poached / np.where(carcasses > 0, carcasses, 1)
    return poached, pike


def _supply(turn: Turn, opening: Opening, poached: Floats) -> Floats:
    """Return what each group has to sell in the turn [group, run]."""
    network = turn.network
    wild, smuggling = network.wildlife, network.smuggling
    annual = network.reference.base * opening.organisations * _factor(turn, opening)
    if len(smuggling.groups):
        annual[smuggling.groups] += turn.world.waiting
    supplied: Floats = annual * network.turn_years
    if len(network.habitats) and len(network.groups):
        supplied = supplied * (1 - wild.fed) + wild.harvest @ poached
    return supplied


def _smuggle(
    turn: Turn, opening: Opening, supplied: Floats, launched: Floats, risk: Floats
) -> tuple[Floats, Floats, Floats]:
    """Take people on regular pathways out of ``launched``; return what is sold, regular passages and danger."""
    network, workspace = turn.network, turn.workspace
    smuggling, goods, rows = network.smuggling, network.goods, network.smuggling.itineraries
    wanted = launched[rows]
    moved = wanted * np.exp(-opening.pathways)[smuggling.itinerary_destination]
    launched[rows] = moved
    regular = smuggling.regular @ (wanted - moved)
    by_group = goods.group_sum(launched, np.empty_like(supplied), workspace)
    sold = supplied.copy()
    sold[smuggling.groups] = by_group[smuggling.groups]
    cost = smuggling.cost + smuggling.danger_weight * risk[rows]
    if turn.pressures.cost is not None:
        legs = network.leg_count
        added = np.broadcast_to(np.maximum(turn.pressures.cost[:legs], 0), (legs, turn.runs))
        cost = cost + sum_over_passages(goods, added, workspace.rows("trade", goods.count), workspace)[rows]
    total = moved.sum(axis=0, keepdims=True)
    mean = (moved * cost).sum(axis=0, keepdims=True) / np.maximum(total, ZERO)
    nothing = total <= ZERO if smuggling.danger > ZERO else np.ones_like(total, dtype=bool)
    danger = np.where(nothing, 1.0, mean / max(smuggling.danger, ZERO)).astype(moved.dtype, copy=False)
    return sold, regular, danger


def _price(turn: Turn, opening: Opening, arrivals: Floats) -> Floats:
    """Return the new prices [destination, run]."""
    smuggling, constants = turn.network.smuggling, turn.constants
    exponent = -opening.demand
    if len(smuggling.destinations):
        exponent[smuggling.destinations] -= opening.pathways
    if turn.pressures.demand is not None:
        exponent = exponent + turn.pressures.demand
    wanted = clip(exponent, -5.0, 5.0)
    scarce = np.log(np.maximum(ratio(arrivals, turn.network.reference.arrivals), FLOOR))
    low, high = constants.of["price_low"], constants.of["price_high"]
    target = clip(np.exp((wanted - scarce) * constants.price_power), low, high)
    price: Floats = turn.world.price + constants.price_learn * (target - turn.world.price)
    return price
