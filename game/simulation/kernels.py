"""The kernels: pure array functions of single equations, the run axis last."""

from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import numpy as np

from game.simulation.arrays import FLOOR, ZERO, Floats
from game.simulation.network import Routes
from game.simulation.workspace import Workspace


def blend(effort_origin: Floats, effort_destination: Floats, link: Floats) -> Floats:
    """Return what two ends' efforts amount to on a passage (docs/model.md 4.1; weakest link, Hirshleifer 1983).

    Without a link the harmonic mean: at most twice the weaker end. With one, towards the arithmetic mean, and more.
    """
    return blend_with(effort_origin, effort_destination, (1 - link) * (2 + link), 0.25 * link * (2 + link))


def blend_with(effort_origin: Floats, effort_destination: Floats, apart: Floats, together: Floats) -> Floats:
    """Return the blend of two ends with the weights that its link gives the harmonic mean and the sum."""
    total = effort_origin + effort_destination
    joined = effort_origin * effort_destination
    joined /= np.maximum(total, ZERO)
    total *= together
    joined *= apart
    joined += total
    return joined


def diminishing(amount: Floats, half: Floats) -> Floats:
    """Return x/(1 + x), x = amount/half: a half at the half amount, below one for ever."""
    kept = np.clip(amount, 0, 1e9)
    share: Floats = kept / (kept + half)
    return share


_MANY = 24  # from this many runs on, gathering passage by passage beats one matrix product


class RouteBuffers:
    """Buffers of one block of itineraries, cut to size once: what is advanced a thousand times slices nothing.

    Arrays [itinerary, run] unless said.
    """

    def __init__(self, routes: Routes, space: Workspace) -> None:
        count, rows = routes.count, routes.rows
        self.risk = space.rows("risk", count)
        self.change = space.rows("change", count)
        self.scratch = space.rows("scratch", count)
        self.launched = space.rows("launched", count)
        self.totals = space.rows("totals", len(routes.by_group))
        self.entered = space.rows("entered", len(routes.passages))
        self.entering = space.rows("entering", rows + 1)  # itinerary after itinerary, passage after passage
        self.padding = self.entering[rows:]
        first = len(routes.legs[0]) if routes.legs else 0
        self.first, self.rest = slice(0, first), slice(first, count)
        self.along = space.rows("along", count)
        later = [(numbers, slice(0, len(numbers))) for numbers in routes.legs[1:]]
        self.following = tuple((numbers, active, self.along[active]) for numbers, active in later)
        steps = []
        place = 0
        for numbers, following in pairwise(routes.legs):
            active, after = len(following), place + len(numbers)
            here, there = self.entering[place : place + active], self.entering[after : after + active]
            steps.append((numbers[:active], self.scratch[:active], here, there))
            place = after
        self.steps = tuple(steps)


def route_buffers(routes: Routes, space: Workspace) -> RouteBuffers:
    """Return the buffers of a block, kept in ``space``."""
    kept = space.kept.get(routes.key)
    if kept is None:
        kept = space.kept[routes.key] = RouteBuffers(routes, space)
    return cast(RouteBuffers, kept)


def sum_over_passages(routes: Routes, values: Floats, out: Floats, buffers: RouteBuffers) -> Floats:
    """Fill ``out`` [itinerary, run] with the sums of ``values`` [passage, run] along the itineraries."""
    if values.shape[-1] < _MANY:
        return np.matmul(routes.incidence, values.take(routes.passages, axis=0), out=out)
    out[buffers.rest] = 0
    if routes.legs:
        values.take(routes.legs[0], axis=0, out=out[buffers.first], mode="clip")
    for numbers, active, scratch in buffers.following:
        values.take(numbers, axis=0, out=scratch, mode="clip")
        out[active] += scratch
    return out


@dataclass(frozen=True, slots=True, eq=False)
class Leanings:
    """What of a choice follows from constants alone [itinerary, ·], whole arrays where the batch is narrow."""

    routes: Routes  # for which they hold
    start_risk: Floats
    start_share: Floats
    risk: Floats  # θ λ; one row where the block has one market
    learning: Floats  # [group, ·], or one row
    keeping: Floats  # 1 − learning


def choose(share: Floats, leanings: Leanings, out: Floats, buffers: RouteBuffers) -> Floats:
    """Fill ``out`` with the shares after groups have moved towards their softmax (docs/model.md 4.2).

    ``buffers.change`` holds ΔU and is overwritten.
    """
    routes, weights, scratch, total = leanings.routes, buffers.change, buffers.scratch, buffers.totals
    np.clip(weights, -30.0, 30.0, out=weights)
    np.exp(weights, out=weights)
    weights *= leanings.start_share
    np.matmul(routes.by_group, weights, out=total)
    np.divide(leanings.learning, total, out=total)
    total.take(routes.group, axis=0, out=scratch, mode="clip")
    weights *= scratch
    np.multiply(share, leanings.keeping, out=out)
    out += weights
    return out


def push(routes: Routes, launched: Floats, passing: Floats, flow: Floats, space: Workspace) -> None:
    """Push what is launched along its itineraries, and write what enters each passage (docs/model.md 4.3).

    Parameters
    ----------
    launched
        [itinerary, run]
    passing
        Share that gets through each passage [passage, run].
    flow
        What enters each passage [passage, run]; rows of passages that these itineraries use are written.
    """
    if not routes.legs:
        return
    buffers = route_buffers(routes, space)
    buffers.entering[buffers.first] = launched[buffers.first]
    for numbers, scratch, here, there in buffers.steps:
        passing.take(numbers, axis=0, out=scratch, mode="clip")
        np.multiply(here, scratch, out=there)
    buffers.padding[:] = 0
    flow[routes.passages] = routes.row_sum(buffers.entering, buffers.entered, space)


def logistic_score(logit: Floats, activity: Floats) -> Floats:
    """Return 1 + 9 · logistic(logit + ln activity), activity relative to the start (docs/model.md 5)."""
    score: Floats = 1 + 9 / (1 + np.exp(-(logit + np.log(np.maximum(activity, FLOOR)))))
    return score
