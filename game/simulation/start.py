"""The solved start: shares, margins, activity and stocks at which nothing moves (docs/model.md 3)."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.model.taxonomy import BlockId
from game.simulation.arrays import FLOOR, ZERO, Floats, column, inverse
from game.simulation.compile_routes import FoundRoute, GoodsPlan, start_shares
from game.simulation.context import Turn
from game.simulation.effects import BLOCK_ROW, measure_effects, read_modifiers
from game.simulation.kernels import route_buffers, sum_over_passages
from game.simulation.network import Network, Persons, Reference, RouteSet, Smuggling
from game.simulation.shocks import no_shocks
from game.simulation.steps_enforcement import Enforcement, Opening, enforce, open_turn
from game.simulation.steps_money import Money, launder, recovery_rate
from game.simulation.steps_state import activity
from game.simulation.steps_trade import Trade, trade
from game.simulation.workspace import Workspace
from game.simulation.world import start_world


def solve_start(network: Network, plan: GoodsPlan, goods: Sequence[FoundRoute], money: Sequence[FoundRoute]) -> Network:
    """Return ``network`` with its shares, persons, smuggling and reference solved.

    ``goods`` and ``money``: the itineraries in the order of the arrays.
    """
    network = replace(network, reference=_blank(network))
    turn = _still(network)
    enforcement = enforce(turn, open_turn(turn))
    network = _with_shares(network, goods, money, enforcement)
    network = _with_supply(network, plan, enforcement)

    turn = _still(network)
    opening = open_turn(turn)
    traded = trade(turn, opening, enforcement)
    network = replace(network, persons=_persons(network, traded), smuggling=_danger(network))
    network = _with_reference(network, arrivals=inverse(traded.arrivals))

    turn = _still(network)
    traded = trade(turn, opening, enforcement)
    laundered = launder(turn, opening, enforcement, traded)
    return _with_ratios(turn, opening, enforcement, traded, laundered)


def _still(network: Network) -> Turn:
    """Return a turn in which nothing is done and nothing happens."""
    effects = measure_effects(network, network.constants, network.slots.zeros())
    pressures = read_modifiers(network, network.modifiers.zeros())
    return Turn(network, network.constants, start_world(network), effects, pressures, no_shocks(network), Workspace(1))


def _blank(network: Network) -> Reference:
    """Return a reference of zeros with the right shapes."""
    places, markets = len(network.jurisdictions), len(network.markets)

    def zeros(count: int) -> Floats:
        return np.zeros((count, 1))

    return Reference(
        capacity=zeros(places),
        passage_risk=zeros(len(network.passages)),
        goods_risk=zeros(network.goods.count),
        money_risk=zeros(network.money.count),
        group_risk=zeros(len(network.groups)),
        base=zeros(len(network.groups)),
        arrivals=inverse(zeros(len(network.destinations))),
        margin=inverse(zeros(len(network.groups))),
        clean=np.ones((markets - 1, 1)),
        integrated=inverse(zeros(places)),
        activity=inverse(zeros(markets * places)),
        active=np.zeros((markets, places, 1)),
        frozen_held=zeros(places),
        composition=np.eye(places),
    )


def _with_reference(network: Network, **changes: object) -> Network:
    return replace(network, reference=replace(network.reference, **changes))  # type: ignore[arg-type]


def _with_shares(
    network: Network, goods: Sequence[FoundRoute], money: Sequence[FoundRoute], enforcement: Enforcement
) -> Network:
    """Solve shares (3.2) and keep hazards and risks of the start."""
    legs, of = network.leg_count, network.constants.of
    weight = float(of["path_size_weight"][0])
    goods_risk = _along(network.goods, enforcement.risk[:legs])
    money_risk = _along(network.money, enforcement.risk[legs:])
    theta = column([_market_value(network, "route_sensitivity", route.market) for route in goods])
    caution = column([_market_value(network, "risk_aversion", route.market) for route in goods])
    cost = theta * (column([route.itinerary.cost for route in goods]) + caution * goods_risk)
    money_base = column([route.itinerary.cost for route in money])
    money_cost = of["money_route_sensitivity"] * (money_base + of["money_risk_aversion"] * money_risk)
    shares = start_shares(goods, cost[:, 0], len(network.groups), weight)
    money_shares = start_shares(money, money_cost[:, 0], len(network.jurisdictions), weight)
    network = replace(network, goods=_share_out(network.goods, shares), money=_share_out(network.money, money_shares))
    return _with_reference(
        network,
        capacity=enforcement.capacity,
        passage_risk=enforcement.risk,
        goods_risk=goods_risk,
        money_risk=money_risk,
    )


def _share_out(routes: RouteSet, shares: Floats) -> RouteSet:
    blocks = tuple(replace(block, share=shares[block.itineraries]) for block in routes.blocks)
    return replace(routes, blocks=blocks)


def _market_value(network: Network, name: str, market: str) -> float:
    overrides = network.places.markets[network.market_index[market]]
    return overrides.get(name, network.parameters.value(name))


def _along(routes: RouteSet, values: Floats) -> Floats:
    """Return the sum of a column of passages along each itinerary."""
    total, space = np.zeros((routes.count, 1)), Workspace(1)
    for block in routes.blocks:
        sum_over_passages(block, values, total[block.itineraries], route_buffers(block, space))
    return total


def _with_supply(network: Network, plan: GoodsPlan, enforcement: Enforcement) -> Network:
    """Solve what each group supplies (3.4)."""
    smuggling, legs = network.smuggling, network.leg_count
    supply = column(plan.supply)
    through = np.zeros_like(supply)
    surviving = network.goods.share * np.exp(-_along(network.goods, enforcement.hazard[:legs]))
    np.add.at(through, network.goods.group, surviving)
    groups = smuggling.groups
    again = network.parameters.value("retry_share") * (supply[groups] * np.maximum(1 - through[groups], 0))
    base = supply * (1 - network.wildlife.fed)
    base[groups] -= again
    network = replace(network, smuggling=replace(smuggling, waiting=again))
    return _with_reference(network, base=base)


def _persons(network: Network, traded: Trade) -> Persons:
    """Solve persons exploited and the rates at which exploitation ends (3.7)."""
    persons, years = network.persons, network.turn_years
    arrivals = traded.arrivals[persons.destination]
    stay = network.parameters.value("stay_years")
    exploited = np.where(persons.exploited > ZERO, persons.exploited, arrivals / years * stay)
    # no other floor: whatever small number arrives and stays, as many must leave
    ending = np.log1p(arrivals / np.where(exploited > 0, exploited, 1.0)) / years
    identification = network.parameters.value("identified_share") * ending
    blocks = network.cited.resilience
    support = (blocks[BLOCK_ROW[BlockId.VICTIM_SUPPORT]] + blocks[BLOCK_ROW[BlockId.NON_STATE_ACTORS]]) / 20
    return replace(
        persons,
        exploited=exploited,
        exploited_inverse=inverse(exploited),
        arrivals=arrivals,
        identification=identification,
        leaving=ending - identification,
        support=support[persons.jurisdiction],
    )


def _danger(network: Network) -> Smuggling:
    """Solve the mean generalised cost of smuggling routes at the start (4.9)."""
    smuggling, goods = network.smuggling, network.goods
    if smuggling.market < 0:
        return smuggling
    weight = _market_value(network, "risk_aversion", network.markets[smuggling.market])
    supply = network.reference.base.copy()
    supply[smuggling.groups] += smuggling.waiting
    own = smuggling.itineraries
    launched = supply[goods.group[own]] * goods.share[own] * network.turn_years
    cost = smuggling.cost + weight * network.reference.goods_risk[own]
    total = float(launched.sum())
    danger = float((launched * cost).sum()) / total if total > ZERO else 0.0
    return replace(smuggling, danger_weight=weight, danger=danger)


def _with_ratios(turn: Turn, opening: Opening, enforcement: Enforcement, traded: Trade, money: Money) -> Network:
    """Keep what ratios are taken to, and solve the frozen assets (3.6, 3.8)."""
    network = turn.network
    clean = np.maximum(money.clean, FLOOR)
    absolute = activity(turn, enforcement, traded, money, network.persons.exploited)
    shape = (len(network.markets), len(network.jurisdictions), 1)
    leaving = -np.expm1(-recovery_rate(opening, enforcement) * network.turn_years)
    held = np.where(leaving > ZERO, money.frozen / np.where(leaving > ZERO, leaving, 1), 0.0)
    return _with_reference(
        network,
        group_risk=traded.risk,
        margin=inverse(traded.earned),
        clean=clean,
        integrated=inverse(money.integrated),
        activity=inverse(absolute),
        active=(absolute > ZERO).astype(np.float64).reshape(shape),
        frozen_held=held,
        composition=_composition(turn, enforcement, money),
    )


def _composition(turn: Turn, enforcement: Enforcement, laundered: Money) -> Floats:
    """Return Φ [holder, source]: where the proceeds arose that each jurisdiction freezes at the start."""
    network, routes = turn.network, turn.network.money
    places, legs = len(network.jurisdictions), network.leg_count
    held = np.diagflat(laundered.proceeds - laundered.placed)
    passing = enforcement.passing[legs:, 0]
    holder = network.passage_destination[legs:]
    for block in routes.blocks:
        group = block.group + block.groups.start
        through = laundered.placed[group, 0] * laundered.share[block.itineraries, 0]
        for numbers in block.legs:
            count = len(numbers)
            stopped = through[:count] * (1 - passing[numbers])
            np.add.at(held, (holder[numbers], group[:count]), stopped)
            through = through[:count] * passing[numbers]
    total = held.sum(axis=1, keepdims=True)
    own = np.eye(places)
    composition: Floats = np.where(total > ZERO, held / np.where(total > ZERO, total, 1), own)
    return composition
