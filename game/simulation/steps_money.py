"""Step 5 of a turn: revenue, placement, layering, integration, recovery (docs/model.md 4.5)."""

from dataclasses import dataclass

import numpy as np

from game.model.taxonomy import BlockId
from game.simulation.arrays import ZERO, Floats, clip, ratio
from game.simulation.context import Turn
from game.simulation.effects import BLOCK_ROW
from game.simulation.kernels import choose, push, sum_over_passages
from game.simulation.steps_enforcement import Enforcement, Opening
from game.simulation.steps_trade import Trade, route_risk_change

_COOPERATION = BLOCK_ROW[BlockId.INTERNATIONAL_COOPERATION]
_POLICIES = BLOCK_ROW[BlockId.NATIONAL_POLICIES]


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """What became of the proceeds in a turn [USD million]."""

    share: Floats  # money itinerary, new
    clean: Floats  # market, clean share of its proceeds
    proceeds: Floats  # jurisdiction
    placed: Floats
    flow: Floats  # channel
    seized: Floats  # channel
    frozen: Floats  # jurisdiction holding it
    integrated: Floats
    held: Floats  # stock after the turn
    recovered: Floats
    kept: Floats
    received: Floats


def launder(turn: Turn, opening: Opening, enforcement: Enforcement, trade: Trade) -> Money:
    """Return where the proceeds of the turn went."""
    network, workspace = turn.network, turn.workspace
    money, legs = network.money, network.leg_count
    by_market = proceeds_by_market(turn, trade.arrived, trade.arrivals, trade.price)
    proceeds = by_market.sum(axis=0)
    surviving = np.exp(-enforcement.placement)
    placed = proceeds * surviving

    share = _choose_channels(turn, enforcement)
    launched = workspace.rows("money launched", money.count)
    np.take(placed, money.group, axis=0, out=launched, mode="clip")
    launched *= share
    flow, arrived, survival = push(money, launched, enforcement.passing[legs:], workspace)
    seized = flow * enforcement.stopped[legs:]
    places = len(network.jurisdictions)
    integrated = money.destination_sum(arrived, np.empty((places, turn.runs), share.dtype), workspace)
    survival[: money.count] *= share
    clean = money.group_sum(survival, np.empty((places, turn.runs), share.dtype), workspace) * surviving

    frozen = (proceeds - placed) + network.money_places @ seized
    recovered = turn.world.frozen_held * -np.expm1(-recovery_rate(turn, opening, enforcement) * network.turn_years)
    given_share = turn.constants.of["return_share"]
    if turn.pressures.given_back is not None:
        given_share = given_share + turn.pressures.given_back
    given = recovered * clip(given_share, 0.0, 1.0)
    return Money(
        share=share,
        clean=clean_share(by_market, clean),
        proceeds=proceeds,
        placed=placed,
        flow=flow,
        seized=seized,
        frozen=frozen,
        integrated=integrated,
        held=turn.world.frozen_held - recovered + frozen,
        recovered=recovered,
        kept=recovered - given,
        received=network.reference.composition.T @ given,
    )


def proceeds_by_market(turn: Turn, arrived: Floats, arrivals: Floats, price: Floats) -> Floats:
    """Return revenue [market, jurisdiction, run] by where it accrues."""
    network, workspace = turn.network, turn.workspace
    goods = network.goods
    value = price * network.unit_value[network.destination_market]
    revenue = workspace.rows("revenue", goods.count)
    np.take(value, goods.destination, axis=0, out=revenue, mode="clip")
    revenue *= arrived[: goods.count]
    out = np.zeros((len(network.blocks), len(network.jurisdictions), turn.runs), revenue.dtype)
    for number, block in enumerate(network.blocks):
        rows = workspace.rows("revenue rows", len(block.itineraries))
        np.take(revenue, block.itineraries, axis=0, out=rows, mode="clip")
        if block.persons:
            np.matmul(block.origin_transit, rows, out=out[number])
            rows *= _exploited_per_arrival(turn, arrivals)[goods.destination[block.itineraries]]
            out[number] += block.destination @ rows
        else:
            np.matmul(block.everybody, rows, out=out[number])
    return out


def _exploited_per_arrival(turn: Turn, arrivals: Floats) -> Floats:
    """Return served/arrivals [destination, run]: exploitation pays by those exploited, not by those arriving."""
    persons = turn.network.persons
    served = persons.arrivals * ratio(turn.world.persons, persons.exploited_inverse)
    came = arrivals[persons.destination]
    quotient = np.ones_like(arrivals)
    quotient[persons.destination] = np.where(came <= ZERO, 1.0, clip(served / np.maximum(came, ZERO), 0.0, 1e6))
    return quotient


def _choose_channels(turn: Turn, enforcement: Enforcement) -> Floats:
    """Return the new shares of money itineraries."""
    network, constants, workspace = turn.network, turn.constants, turn.workspace
    money, legs, count = network.money, network.leg_count, network.money.count
    if turn.held is not None:
        return np.broadcast_to(turn.held[1], (count, turn.runs))
    start, weight = network.reference.money_risk, constants.money_risk_weight
    _, change = route_risk_change(money, enforcement.risk[legs:], start, weight, workspace)
    if turn.pressures.cost is not None:
        channels = len(network.passages) - legs
        cost = np.broadcast_to(constants.cost_weight[legs:] * turn.pressures.cost[legs:], (channels, turn.runs))
        change[:count] -= sum_over_passages(money, cost, workspace.rows("money cost", count), workspace)
    return choose(money, turn.world.money_share, change, constants.money_route_learn, workspace)


def recovery_rate(turn: Turn, opening: Opening, enforcement: Enforcement) -> Floats:
    """Return the rate at which frozen assets are recovered [jurisdiction, run], 1/year."""
    network, of = turn.network, turn.constants.of
    blocks = opening.resilience
    able = (blocks[_COOPERATION] + blocks[_POLICIES]) / 20
    linked = network.channel_mean @ enforcement.link[network.leg_count :]
    rate: Floats = of["recovery_rate"] * (1 + of["recovery_link"] * linked) * able
    return rate


def clean_share(by_market: Floats, clean: Floats) -> Floats:
    """Return Σ proceeds · clean / Σ proceeds of each market [market, run]; the plain mean where there are none."""
    total = by_market.sum(axis=1)
    weighted = (by_market * clean).sum(axis=1)
    empty = total <= ZERO
    share: Floats = np.where(empty, clean.mean(axis=0), weighted / np.where(empty, 1, total))
    return share.astype(clean.dtype, copy=False)
