"""What itineraries of goods and of money have in common: choice, launch, flow, and the sums along them."""

from dataclasses import dataclass

import numpy as np

from game.simulation.arrays import Floats
from game.simulation.context import Turn
from game.simulation.kernels import Leanings, choose, push, route_buffers, sum_over_passages
from game.simulation.network import Routes


@dataclass(slots=True, eq=False)  # made every turn: frozen takes twice as long
class Ways:
    """What the itineraries of goods, or of money, go by in a turn; passages are legs only, or channels only."""

    passing: Floats  # exp(−H) [passage, run]
    risk: Floats
    cost: Floats | None  # θ · cost modifier [passage, run]
    start_risk: Floats  # [itinerary, 1]
    risk_weight: Floats  # θ λ [market, ·]
    learning: Floats  # [market, ·]
    extra: Floats | None  # ρ − H [passage, run] where there are investigations; None: nowhere


_NARROW = 64  # up to this many runs numpy takes three times as long with a row or a column as with a whole array


def _leanings(turn: Turn, routes: Routes, ways: Ways) -> Leanings:
    """Return the leanings of a block, kept with the constants."""
    key = ("leanings", routes.key, turn.runs)
    kept = turn.constants.kept.get(key)
    if isinstance(kept, Leanings) and kept.routes is routes:
        return kept
    risk, learning = ways.risk_weight[routes.markets], ways.learning[routes.markets]
    keeping = 1 - learning
    if not routes.single:
        risk, learning, keeping = risk[routes.market], learning[routes.group_market], keeping[routes.market]

    def wide(values: Floats) -> Floats:
        if not 1 < turn.runs <= _NARROW:
            return values
        return np.ascontiguousarray(np.broadcast_to(values, (routes.count, turn.runs)))

    start_risk = wide(ways.start_risk[routes.itineraries])
    made = Leanings(routes, start_risk, wide(routes.share), wide(risk), learning, wide(keeping))
    turn.constants.kept[key] = made
    return made


def choose_ways(turn: Turn, routes: Routes, ways: Ways, share: Floats, log_price: Floats | None, out: Floats) -> Floats:
    """Fill ``out`` with the new shares of a block (docs/model.md 4.2); return the risk of the itineraries, a buffer."""
    buffers, leanings = route_buffers(routes, turn.workspace), _leanings(turn, routes, ways)
    risk = sum_over_passages(routes, ways.risk, buffers.risk, buffers)
    change = buffers.change
    np.subtract(leanings.start_risk, risk, out=change)
    change *= leanings.risk
    if ways.cost is not None:
        change -= sum_over_passages(routes, ways.cost, buffers.launched, buffers)
    if log_price is not None:
        log_price[routes.destinations].take(routes.destination, axis=0, out=buffers.scratch, mode="clip")
        change += buffers.scratch
    choose(share, leanings, out, buffers)
    return risk


def hold_ways(turn: Turn, routes: Routes, ways: Ways, held: Floats, out: Floats) -> Floats:
    """Fill ``out`` with given shares; return the risk of the itineraries, a buffer."""
    out[:] = held
    buffers = route_buffers(routes, turn.workspace)
    return sum_over_passages(routes, ways.risk, buffers.risk, buffers)


def launch(turn: Turn, routes: Routes, supplied: Floats, share: Floats) -> Floats:
    """Return what is launched on each itinerary, a buffer; ``supplied`` [all groups, run]."""
    launched = route_buffers(routes, turn.workspace).launched
    supplied[routes.groups].take(routes.group, axis=0, out=launched, mode="clip")
    launched *= share
    return launched


def flow_along(turn: Turn, routes: Routes, ways: Ways, launched: Floats, flow: Floats) -> None:
    """Write what enters each passage that the itineraries use."""
    push(routes, launched, ways.passing, flow, turn.workspace)


def survive(routes: Routes, ways: Ways, risk: Floats, out: Floats) -> Floats:
    """Fill ``out`` with exp(−Σ H) of the itineraries; Σ H is their risk without what investigations add."""
    np.negative(risk, out=out)
    if ways.extra is not None:
        extra = ways.extra.take(routes.passages, axis=0)
        used = np.flatnonzero(extra.any(axis=1))
        if len(used):
            out += routes.incidence[:, used] @ extra[used]
    return np.exp(out, out=out)
