"""Step 5 of a turn: revenue, placement, layering, integration, recovery (docs/model.md 4.5)."""

from dataclasses import dataclass

import numpy as np

from game.model.taxonomy import BlockId
from game.simulation.arrays import ZERO, Floats, clip
from game.simulation.context import Turn
from game.simulation.effects import BLOCK_ROW
from game.simulation.steps_enforcement import Enforcement, Opening
from game.simulation.steps_routes import Ways, choose_ways, flow_along, hold_ways, launch, survive
from game.simulation.steps_trade import Trade

_COOPERATION = BLOCK_ROW[BlockId.INTERNATIONAL_COOPERATION]
_POLICIES = BLOCK_ROW[BlockId.NATIONAL_POLICIES]


@dataclass(slots=True, eq=False)  # made every turn: frozen takes twice as long
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


def launder(turn: Turn, opening: Opening, enforcement: Enforcement, trade: Trade) -> Money:
    """Return where the proceeds of the turn went."""
    network, dtype = turn.network, turn.workspace.dtype
    places, channels = len(network.jurisdictions), len(network.passages) - network.leg_count
    proceeds = trade.proceeds.sum(axis=0)
    surviving = np.exp(-enforcement.placement)
    placed = proceeds * surviving
    share = turn.workspace.result("money share", network.money.count)
    flow = np.zeros((channels, turn.runs), dtype)
    integrated, clean = np.empty((places, turn.runs), dtype), np.empty((places, turn.runs), dtype)
    ways = money_ways(turn, enforcement)
    for routes in network.money.blocks:
        part = routes.itineraries
        if turn.held is not None:
            risk = hold_ways(turn, routes, ways, turn.held[1][part], share[part])
        else:
            risk = choose_ways(turn, routes, ways, turn.world.money_share[part], None, share[part])
        launched = launch(turn, routes, placed, share[part])
        flow_along(turn, routes, ways, launched, flow)
        survival = survive(routes, ways, risk, turn.workspace.rows("money survival", routes.count))
        launched *= survival
        np.matmul(routes.by_destination, launched, out=integrated)
        survival *= share[part]
        np.matmul(routes.by_group, survival, out=clean)
    clean *= surviving
    seized = flow * enforcement.stopped[network.leg_count :]
    frozen = (proceeds - placed) + network.money_places @ seized
    recovered = turn.world.frozen_held * -np.expm1(-recovery_rate(opening, enforcement) * network.turn_years)
    return Money(
        share=share,
        clean=clean_share(trade.proceeds, clean),
        proceeds=proceeds,
        placed=placed,
        flow=flow,
        seized=seized,
        frozen=frozen,
        integrated=integrated,
        held=turn.world.frozen_held - recovered + frozen,
        recovered=recovered,
    )


def money_ways(turn: Turn, enforcement: Enforcement) -> Ways:
    """Return what itineraries of money go by."""
    legs, constants = turn.network.leg_count, turn.constants
    cost = None
    if turn.pressures.cost is not None:
        weighted = constants.cost_weight[legs:] * turn.pressures.cost[legs:]
        cost = np.broadcast_to(weighted, (len(weighted), turn.runs))
    return Ways(
        passing=enforcement.passing[legs:],
        risk=enforcement.risk[legs:],
        cost=cost,
        start_risk=turn.network.reference.money_risk,
        risk_weight=constants.money_risk_weight,
        learning=constants.money_route_learn,
        extra=None if enforcement.extra is None else enforcement.extra[legs:],
    )


def give_back(turn: Turn, recovered: Floats) -> tuple[Floats, Floats]:
    """Return what holders keep of recovered assets, and what goes to where the proceeds arose [jurisdiction, run]."""
    share = turn.constants.of["return_share"]
    if turn.pressures.given_back is not None:
        share = share + turn.pressures.given_back
    given = recovered * clip(share, 0.0, 1.0)
    return recovered - given, turn.network.reference.composition.T @ given


def recovery_rate(opening: Opening, enforcement: Enforcement) -> Floats:
    """Return the rate at which frozen assets are recovered [jurisdiction, run], 1/year."""
    blocks = opening.resilience
    able = (blocks[_COOPERATION] + blocks[_POLICIES]) / 20
    rate: Floats = enforcement.recovery * able
    return rate


def clean_share(by_market: Floats, clean: Floats) -> Floats:
    """Return Σ proceeds · clean / Σ proceeds of each market [market, run]; the plain mean where there are none."""
    total = np.add.reduce(by_market, axis=1)
    weighted: Floats = np.add.reduce(by_market * clean, axis=1)
    empty = total <= ZERO
    if not empty.any():
        weighted /= total
        return weighted
    share: Floats = np.where(empty, clean.mean(axis=0), weighted / np.where(empty, 1, total))
    return share.astype(clean.dtype, copy=False)
