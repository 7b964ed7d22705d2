"""The world as a seat believes it, made of its view alone: what all know is replayed, then bent to what is reported."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from game.session.commitments import doses, grants_of, modifiers, standing_of
from game.session.published import Indices, Observed
from game.session.quantities import quantity_key
from game.session.views import PublicView
from game.session.world import market_names
from game.simulation.arrays import Floats
from game.simulation.network import Network
from game.simulation.shocks import no_shocks
from game.simulation.turn import advance, start_flows
from game.simulation.world import Flows, World, start_world

_MOST_BENT = 2.0  # factor by which published activity corrects the strength of organisations


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """The likely world (one run), bounds of what is uncertain by field, and what flowed in the last turn."""

    likely: World
    low: Mapping[str, Floats]
    high: Mapping[str, Floats]
    flows: Flows


def believe(view: PublicView, reports: Mapping[str, Observed]) -> Belief:
    """Return the world that ``reports`` and everything public make likely.

    Parameters
    ----------
    view
        Published indices, opened orders, fired events.
    reports
        Estimates by name: those of a seat, or the public ones.
    """
    world, flows = _replay(view)
    if view.indices:
        world = _bend_to_indices(view.book.network, world, view.indices[-1])
    return _bend_to_reports(view.book.network, world, flows, reports)


def _replay(view: PublicView) -> tuple[World, Flows]:
    """Run what is public through the model without chance, at the central parameters."""
    book, network = view.book, view.book.network
    world, flows = start_world(network), start_flows(network)
    for turn, orders in enumerate(view.opened, start=1):
        standing = standing_of(view.record, view.tables.get(turn))
        amounts = doses(book, orders, grants_of(view.record, turn)).sum(axis=1, keepdims=True)
        added = modifiers(book, standing, turn)
        world, flows = advance(network, network.constants, world, amounts, added, no_shocks(network))
    return world, flows


def _bend_to_indices(network: Network, world: World, published: Indices) -> World:
    """Return the world with the activity and the resilience that are published."""
    names = market_names(network)
    shown = np.array([[published.markets[place][name] for place in network.jurisdictions] for name in names])
    cited = network.cited
    start = 1 + 9 / (1 + np.exp(-cited.logit[: len(names), :, 0]))
    value = np.clip(shown - cited.market[: len(names), :, 0] + start, 1.001, 9.999)
    log_activity = np.log((value - 1) / (10 - value)) - cited.logit[: len(names), :, 0]
    settled = (shown > 1.0) & (shown < 10.0) & (network.reference.active[: len(names), :, 0] > 0)
    predicted = world.activity[: len(names), :, 0]
    known = np.where(settled, np.clip(np.exp(log_activity), 0.0, 4.0), predicted)
    activity = world.activity.copy()
    activity[: len(names), :, 0] = known
    bent = np.clip(known / np.maximum(predicted, 1e-9), 1 / _MOST_BENT, _MOST_BENT)
    factor = bent[network.group_market, network.group_jurisdiction][:, None]
    level = np.array([published.resilience[place] for place in network.jurisdictions])
    resilience = world.resilience + (level - world.resilience[..., 0].mean(axis=0))[None, :, None]
    return replace(
        world,
        activity=activity,
        organisations=np.clip(world.organisations * factor, 0.05, 6.0),
        resilience=np.clip(resilience, 1.0, 10.0),
    )


def _bend_to_reports(network: Network, world: World, flows: Flows, reports: Mapping[str, Observed]) -> Belief:
    """Return the belief with herds, poaching, corruption and persons as they are reported."""
    bounds: dict[str, tuple[Floats, Floats, Floats]] = {
        "population": _reported(reports, "population", network.habitats, world.population),
        "corruption": _reported(reports, "corruption", network.jurisdictions, world.corruption),
        "poaching": _poaching(network, world, flows, reports),
        "persons": _persons(network, world, reports),
    }
    likely = replace(world, **{name: values[1] for name, values in bounds.items()})
    return Belief(
        likely=likely,
        low={name: values[0] for name, values in bounds.items()},
        high={name: values[2] for name, values in bounds.items()},
        flows=flows,
    )


def _reported(
    reports: Mapping[str, Observed], function: str, names: tuple[str, ...], fallback: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return low, likely and high [name, 1] of a quantity; where there is no report, what was predicted."""
    rows = []
    for name, value in zip(names, fallback[..., 0], strict=True):
        found = reports.get(quantity_key(function, name))
        rows.append((found.low, found.likely, found.high) if found else (value, value, value))
    columns = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return columns[:, 0:1], columns[:, 1:2], columns[:, 2:3]


def _poaching(
    network: Network, world: World, flows: Flows, reports: Mapping[str, Observed]
) -> tuple[Floats, Floats, Floats]:
    """Return poaching effort such that the predicted share of killed animals becomes the reported one."""
    low, likely, high = _reported(reports, "pike", network.habitats, flows.pike)
    odds = _odds(flows.pike)

    def effort(share: Floats) -> Floats:
        found = np.where(odds > 0, world.poaching * _odds(share) / np.maximum(odds, 1e-9), world.poaching)
        return np.asarray(np.clip(found, 0.01, 10.0))

    return effort(low), effort(likely), effort(high)


def _odds(share: Floats) -> Floats:
    kept = np.clip(share, 0.0, 0.99)
    return np.asarray(kept / (1 - kept))


def _persons(network: Network, world: World, reports: Mapping[str, Observed]) -> tuple[Floats, Floats, Floats]:
    """Return persons exploited at each destination, scaled to what is reported of its jurisdiction."""
    low, likely, high = world.persons.copy(), world.persons.copy(), world.persons.copy()
    places = np.asarray(network.persons.jurisdiction)
    for number in np.unique(places):
        found = reports.get(quantity_key("people_exploited", network.jurisdictions[int(number)]))
        rows = places == number
        total = float(world.persons[rows].sum())
        if found is None or total <= 0:
            continue
        for array, value in ((low, found.low), (likely, found.likely), (high, found.high)):
            array[rows] *= value / total
    return low, likely, high
