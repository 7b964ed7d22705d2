"""The kernels: pure array functions of single equations, the run axis last."""

import numpy as np

from game.simulation.arrays import FLOOR, ZERO, Floats
from game.simulation.network import Routes
from game.simulation.workspace import Workspace


def blend(effort_origin: Floats, effort_destination: Floats, link: Floats) -> Floats:
    """Return what two ends' efforts amount to on a passage (docs/model.md 4.1; weakest link, Hirshleifer 1983).

    Without a link the harmonic mean: at most twice the weaker end. With one, towards the arithmetic mean, and more.
    """
    total = effort_origin + effort_destination
    harmonic = 2 * effort_origin * effort_destination / np.maximum(total, ZERO)
    joined = (1 - link) * harmonic + link * (0.5 * total)
    joined *= 1 + 0.5 * link
    result: Floats = np.where(total <= ZERO, 0.0, joined).astype(joined.dtype, copy=False)
    return result


def diminishing(amount: Floats, half: Floats) -> Floats:
    """Return x/(1 + x), x = amount/half: a half at the half amount, below one for ever."""
    kept = np.clip(amount, 0, 1e9)
    share: Floats = kept / (kept + half)
    return share


def sum_over_passages(routes: Routes, values: Floats, out: Floats, workspace: Workspace) -> Floats:
    """Fill ``out`` [itineraries (+1), run] with the sums of ``values`` [passage of the routes, run] along them."""
    scratch = workspace.rows("along", routes.count)
    first = routes.legs[0] if routes.legs else ()
    out[len(first) :] = 0
    for position, numbers in enumerate(routes.legs):
        count = len(numbers)
        if position == 0:
            np.take(values, numbers, axis=0, out=out[:count], mode="clip")
        else:
            np.take(values, numbers, axis=0, out=scratch[:count], mode="clip")
            out[:count] += scratch[:count]
    return out


def choose(routes: Routes, share: Floats, change: Floats, learning: Floats, workspace: Workspace) -> Floats:
    """Return the shares after groups have moved towards their softmax (docs/model.md 4.2).

    ``change`` [itineraries + 1, run]: ΔU, overwritten; its last row is kept zero.
    """
    count = routes.count
    weights, scratch = change[:count], workspace.rows("choice", count)
    np.clip(weights, -30.0, 30.0, out=weights)
    np.exp(weights, out=weights)
    weights *= routes.share
    change[count] = 0
    groups = routes.group_sum.segments
    total = routes.group_sum(change, workspace.rows("choice totals", groups), workspace)
    np.divide(1, total, out=total)
    np.take(total, routes.group, axis=0, out=scratch, mode="clip")
    weights *= scratch
    weights -= share
    weights *= learning
    return share + weights


def push(routes: Routes, launched: Floats, passing: Floats, workspace: Workspace) -> tuple[Floats, Floats, Floats]:
    """Push what is launched along its itineraries (docs/model.md 4.3).

    Parameters
    ----------
    launched
        [itinerary, run]
    passing
        Share that gets through each passage [passage of the routes, run].

    Returns
    -------
    flow
        What enters each passage [passage, run].
    arrived
        [itinerary, run], a buffer.
    survival
        Share of each itinerary that arrives [itinerary, run], a buffer.
    """
    count, rows = routes.count, routes.rows
    survival = workspace.rows(("survival", routes.name), count + 1)
    arrived = workspace.rows(("arrived", routes.name), count + 1)
    entering = workspace.rows(("entering", routes.name), rows + 1)
    scratch = workspace.rows("along", count)
    survival[:count] = 1
    place = 0
    for numbers in routes.legs:
        active = len(numbers)
        np.multiply(survival[:active], launched[:active], out=entering[place : place + active])
        np.take(passing, numbers, axis=0, out=scratch[:active], mode="clip")
        survival[:active] *= scratch[:active]
        place += active
    np.multiply(survival[:count], launched[:count], out=arrived[:count])
    flow = routes.row_sum(entering, np.empty((len(passing), workspace.runs), workspace.dtype), workspace)
    return flow, arrived, survival


def logistic_score(logit: Floats, activity: Floats) -> Floats:
    """Return 1 + 9 · logistic(logit + ln activity), activity relative to the start (docs/model.md 5)."""
    score: Floats = 1 + 9 / (1 + np.exp(-(logit + np.log(np.maximum(activity, FLOOR)))))
    return score
