"""Steps 2 to 4 of a turn: choice, poaching, supply, flow, seizure, price and revenue (docs/model.md 4.2 to 4.5)."""

from dataclasses import dataclass

import numpy as np

from game.simulation.arrays import FLOOR, ZERO, Floats, clip, log_floor, ratio
from game.simulation.context import Turn
from game.simulation.kernels import route_buffers, sum_over_passages
from game.simulation.network import Routes
from game.simulation.steps_enforcement import Enforcement, Opening
from game.simulation.steps_routes import Ways, choose_ways, flow_along, hold_ways, launch, survive


@dataclass(slots=True, eq=False)  # made every turn: frozen takes twice as long
class Trade:
    """What was traded in a turn, [entity, run]."""

    share: Floats  # itinerary, new
    sold: Floats  # group: what was launched
    stopped: Floats  # group of smuggling: people who did not arrive
    flow: Floats  # leg
    seized: Floats  # leg
    arrivals: Floats  # destination
    regular: Floats  # destination of smuggling
    danger: Floats  # [1, run]
    poached: Floats  # habitat
    pike: Floats
    price: Floats  # destination, new
    earned: Floats  # group: Σ share · price · survival, the margin before money is lost
    risk: Floats  # group: ρ̄
    proceeds: Floats  # market, jurisdiction [USD million]


@dataclass(slots=True, eq=False)  # made every turn: frozen takes twice as long
class _Sheet:
    """Arrays of all markets that the blocks fill in, and what they read."""

    log_price: Floats  # before
    supplied: Floats
    regular_share: Floats | None  # f [destination, run]: who still needs a smuggler; None: nobody is smuggled
    regular_rest: Floats  # 1 − f [destination, run], exact where it is small
    share: Floats
    landed: Floats  # itinerary: share · survival, a buffer
    sold: Floats
    stopped: Floats
    flow: Floats
    arrivals: Floats
    earned: Floats
    risk: Floats
    proceeds: Floats
    regular: Floats
    danger: Floats


def trade(turn: Turn, opening: Opening, enforcement: Enforcement) -> Trade:
    """Return the trade of the turn."""
    network = turn.network
    factor = _factor(turn, opening)
    poached, pike = _poach(turn, opening, factor)
    sheet = _sheet(turn, opening, _supply(turn, opening, factor, poached))
    ways = goods_ways(turn, enforcement)
    for routes in network.goods.blocks:
        _carry(turn, routes, ways, sheet)
    price = _price(turn, opening, sheet.arrivals)
    value = sheet.supplied * network.unit_value[network.group_market]
    for routes in network.goods.blocks:
        _sell(turn, routes, sheet, price, value)
    return Trade(
        share=sheet.share,
        sold=sheet.sold,
        stopped=sheet.stopped[network.smuggling.groups],
        flow=sheet.flow,
        seized=sheet.flow * enforcement.stopped[: network.leg_count],
        arrivals=sheet.arrivals,
        regular=sheet.regular[network.smuggling.destinations],
        danger=sheet.danger,
        poached=poached,
        pike=pike,
        price=price,
        earned=sheet.earned,
        risk=sheet.risk,
        proceeds=sheet.proceeds.reshape(len(network.markets) - 1, len(network.jurisdictions), turn.runs),
    )


def goods_ways(turn: Turn, enforcement: Enforcement) -> Ways:
    """Return what itineraries of goods and persons go by."""
    legs, constants = turn.network.leg_count, turn.constants
    cost = None
    if turn.pressures.cost is not None:
        cost = np.broadcast_to(constants.cost_weight[:legs] * turn.pressures.cost[:legs], (legs, turn.runs))
    return Ways(
        passing=enforcement.passing[:legs],
        risk=enforcement.risk[:legs],
        cost=cost,
        start_risk=turn.network.reference.goods_risk,
        risk_weight=constants.risk_weight,
        learning=constants.route_learn,
        extra=None if enforcement.extra is None else enforcement.extra[:legs],
    )


def _sheet(turn: Turn, opening: Opening, supplied: Floats) -> _Sheet:
    """Return the arrays that the blocks fill in."""
    network, runs, dtype = turn.network, turn.runs, turn.workspace.dtype
    groups, destinations, markets = len(network.groups), len(network.destinations), len(network.markets) - 1
    count, smuggling = network.goods.count, network.smuggling
    factor, rest = None, np.zeros((destinations, runs), dtype)
    if len(smuggling.itineraries):
        factor = np.ones((destinations, runs), dtype)
        factor[smuggling.destinations] = np.exp(-opening.pathways)
        rest[smuggling.destinations] = -np.expm1(-opening.pathways)
    return _Sheet(
        log_price=log_floor(turn.world.price),
        supplied=supplied,
        regular_share=factor,
        regular_rest=rest,
        share=turn.workspace.result("share", count),
        landed=turn.workspace.rows("landed", count),
        sold=supplied.copy(),
        stopped=np.zeros((groups, runs), dtype),
        flow=np.zeros((network.leg_count, runs), dtype),
        arrivals=np.zeros((destinations, runs), dtype),
        earned=np.empty((groups, runs), dtype),
        risk=np.empty((groups, runs), dtype),
        proceeds=np.zeros((markets * len(network.jurisdictions), runs), dtype),
        regular=np.zeros((destinations, runs), dtype),
        danger=np.ones((1, runs), dtype),
    )


def _carry(turn: Turn, routes: Routes, ways: Ways, sheet: _Sheet) -> None:
    """Choose itineraries of one block, launch, and see what arrives."""
    part = routes.itineraries
    share, landed = sheet.share[part], sheet.landed[part]
    if turn.held is not None:
        risk = hold_ways(turn, routes, ways, turn.held[0][part], share)
    else:
        risk = choose_ways(turn, routes, ways, turn.world.share[part], sheet.log_price, share)
    launched = launch(turn, routes, sheet.supplied, share)
    smuggles = sheet.regular_share is not None and _smuggles(turn, routes)
    if smuggles:
        _take_out(turn, routes, sheet, launched, risk)
    flow_along(turn, routes, ways, launched, sheet.flow)
    survive(routes, ways, risk, landed)
    arrived = np.multiply(launched, landed, out=route_buffers(routes, turn.workspace).scratch)
    np.matmul(routes.by_destination, arrived, out=sheet.arrivals[routes.destinations])
    if smuggles:
        sheet.stopped[routes.groups] = routes.by_group @ (launched - arrived)
    landed *= share
    risk *= share
    np.matmul(routes.by_group, risk, out=sheet.risk[routes.groups])


def _sell(turn: Turn, routes: Routes, sheet: _Sheet, price: Floats, value: Floats) -> None:
    """Add up what groups of one block earn per unit, and who earns what of the revenue.

    ``value``: what the supply of a group is worth at the prices of the start [group, run].
    """
    buffers, places = route_buffers(routes, turn.workspace), len(turn.network.jurisdictions)
    landed, scratch, revenue = sheet.landed[routes.itineraries], buffers.scratch, buffers.change
    price[routes.destinations].take(routes.destination, axis=0, out=scratch, mode="clip")
    scratch *= landed
    np.matmul(routes.by_group, scratch, out=sheet.earned[routes.groups])
    value[routes.groups].take(routes.group, axis=0, out=revenue, mode="clip")
    revenue *= scratch
    if sheet.regular_share is not None and _smuggles(turn, routes):
        revenue *= sheet.regular_share[routes.destinations][routes.destination]
    rows = routes.earners + routes.markets.start * places
    if not routes.persons:
        sheet.proceeds[rows] = routes.everybody @ revenue
        return
    upstream = routes.upstream @ revenue
    revenue *= _exploited_per_arrival(turn, routes, sheet.arrivals[routes.destinations])[routes.destination]
    sheet.proceeds[rows] = upstream + routes.downstream @ revenue


def _smuggles(turn: Turn, routes: Routes) -> bool:
    market = turn.network.smuggling.market
    return bool(routes.markets.start <= market < routes.markets.stop)


def _take_out(turn: Turn, routes: Routes, sheet: _Sheet, launched: Floats, risk: Floats) -> None:
    """Take people on regular pathways out of ``launched``; note what is sold, regular passages and danger."""
    smuggling, legs = turn.network.smuggling, turn.network.leg_count
    assert sheet.regular_share is not None  # noqa: S101 - asked by the caller
    wanted = launched.copy()
    launched *= sheet.regular_share[routes.destinations][routes.destination]
    bound = routes.by_destination @ wanted
    sheet.regular[routes.destinations] = bound * sheet.regular_rest[routes.destinations]
    np.matmul(routes.by_group, launched, out=sheet.sold[routes.groups])
    own = smuggling.itineraries - routes.itineraries.start
    cost = smuggling.cost + smuggling.danger_weight * risk[own]
    if turn.pressures.cost is not None:
        added = np.broadcast_to(np.maximum(turn.pressures.cost[:legs], 0), (legs, turn.runs))
        buffers = route_buffers(routes, turn.workspace)
        cost = cost + sum_over_passages(routes, added, buffers.change, buffers)[own]
    moved = launched[own]
    total = moved.sum(axis=0, keepdims=True)
    mean = (moved * cost).sum(axis=0, keepdims=True) / np.maximum(total, ZERO)
    if smuggling.danger > ZERO:
        sheet.danger[:] = np.where(total <= ZERO, 1.0, mean / smuggling.danger)


def _exploited_per_arrival(turn: Turn, routes: Routes, arrivals: Floats) -> Floats:
    """Return served/arrivals [destination, run]: exploitation pays by those exploited, not by those arriving."""
    persons = turn.network.persons
    served = persons.arrivals * ratio(turn.world.persons, persons.exploited_inverse)
    quotient = np.ones_like(arrivals)
    own = persons.destination - routes.destinations.start
    came = arrivals[own]
    quotient[own] = np.where(came <= ZERO, 1.0, clip(served / np.maximum(came, ZERO), 0.0, 1e6))
    return quotient


def _factor(turn: Turn, opening: Opening) -> Floats:
    """Return exp(clip(supply modifier − prevention, −5, 5)) [group, run]."""
    exponent = -opening.prevention
    if turn.pressures.supply is not None:
        exponent = exponent + turn.pressures.supply
    factor: Floats = np.exp(clip(exponent, -5.0, 5.0))
    return factor


def _poach(turn: Turn, opening: Opening, factor: Floats) -> tuple[Floats, Floats]:
    """Return animals poached and PIKE [habitat, run]."""
    wild, alive = turn.network.wildlife, opening.population
    if not len(turn.network.habitats):
        return alive, alive
    rate = wild.taking * opening.poaching
    rate /= 1 + turn.effects.rangers
    if len(turn.network.groups):
        rate *= wild.grouped * factor.take(wild.group, axis=0) + turn.rates.ungrouped
    poached = alive * -np.expm1(-np.minimum(rate, 20.0) * turn.network.turn_years)
    carcasses = poached + alive * wild.dead
    pike = poached / np.where(carcasses > 0, carcasses, 1)
    return poached, pike


def _supply(turn: Turn, opening: Opening, factor: Floats, poached: Floats) -> Floats:
    """Return what each group has to sell in the turn [group, run]."""
    network = turn.network
    wild, smuggling = network.wildlife, network.smuggling
    annual = network.reference.base * opening.organisations
    annual *= factor
    if len(smuggling.groups):
        annual[smuggling.groups] += turn.world.waiting
    annual *= network.turn_years
    supplied: Floats = annual
    if len(network.habitats) and len(network.groups):
        supplied = supplied * turn.rates.unfed + wild.harvest @ poached
    return supplied


def _price(turn: Turn, opening: Opening, arrivals: Floats) -> Floats:
    """Return the new prices [destination, run]."""
    smuggling, constants = turn.network.smuggling, turn.constants
    exponent = -opening.demand
    if len(smuggling.destinations):
        exponent[smuggling.destinations] -= opening.pathways
    if turn.pressures.demand is not None:
        exponent = exponent + turn.pressures.demand
    scarce = np.log(np.maximum(ratio(arrivals, turn.network.reference.arrivals), FLOOR))
    low, high = constants.of["price_low"], constants.of["price_high"]
    target = clip(np.exp((clip(exponent, -5.0, 5.0) - scarce) * constants.price_power), low, high)
    price: Floats = turn.world.price + constants.price_learn * (target - turn.world.price)
    return price
