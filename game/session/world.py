"""The live world: the start, one turn after another with the hidden draw of parameters, and its figures by name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from game.model.taxonomy import MarketId
from game.session.published import Indices
from game.session.quantities import RECORDED, index_figures, quantity_key
from game.simulation.arrays import Floats
from game.simulation.constants import Constants
from game.simulation.indices import Scores, scores
from game.simulation.network import Network
from game.simulation.shocks import Shocks, draw_constants, draw_shocks, no_shocks
from game.simulation.turn import advance
from game.simulation.world import Flows, World, start_world

_CITED = frozenset({"corruption", "population", "pike", "resilience", "people_exploited"})  # read from the scenario
_CITED_DIGITS = 10  # more than any source gives, fewer than rounding leaves traces in
MONEY = MarketId.FINANCIAL  # the name under which money's score is shown


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """One turn of the live world, as arrays, as figures by name (per year), and as published indices."""

    world: World
    flows: Flows
    figures: Mapping[str, float]
    indices: Indices


def start_of_play(network: Network) -> Computed:
    """Return the start as compiled; its flows are those that keep it where it is.

    Its figures are the cited ones: without the traces that sums and logarithms leave in the last digits.
    """
    world = start_world(network)
    computed = _computed(network, world, _flows_at_rest(network, network.constants, world), 0)
    indices = _without_traces(computed.indices)
    figures = {name: _cited(name, value) for name, value in computed.figures.items()}
    return replace(computed, indices=indices, figures={**figures, **index_figures(indices)})


def _cited(name: str, value: float) -> float:
    return round(value, _CITED_DIGITS) if name.partition("(")[0] in _CITED else value


def _without_traces(indices: Indices) -> Indices:
    def clean(scores: Mapping[str, float]) -> dict[str, float]:
        return {name: round(score, _CITED_DIGITS) for name, score in scores.items()}

    return Indices(
        turn=indices.turn,
        criminality=clean(indices.criminality),
        resilience=clean(indices.resilience),
        markets={place: clean(scores) for place, scores in indices.markets.items()},
        world_criminality=round(indices.world_criminality, _CITED_DIGITS),
        world_resilience=round(indices.world_resilience, _CITED_DIGITS),
    )


@lru_cache(maxsize=8)
def live_start_flows(network: Network, seed: int) -> Flows:
    """Return what would flow in a turn of the live world if nothing ever happened."""
    return _flows_at_rest(network, live_constants(network, seed), start_world(network))


def _flows_at_rest(network: Network, constants: Constants, world: World) -> Flows:
    still = network.slots.zeros(), network.modifiers.zeros(), no_shocks(network)
    return advance(network, constants, world, *still)[1]


def next_turn(network: Network, before: World, seed: int, turn: int, doses: Floats, modifiers: Floats) -> Computed:
    """Return the live world one turn later.

    Parameters
    ----------
    network
        The compiled scenario.
    before
        The world at the beginning of the turn, one run.
    seed
        Of the session: gives the hidden draw of parameters and the turn's shocks.
    turn
        Number of the turn, from 1; the epilogue's turns follow.
    doses, modifiers
        [slot, 1] and [modifier, 1].
    """
    shocks = live_shocks(network, seed, turn)
    world, flows = advance(network, live_constants(network, seed), before, doses, modifiers, shocks)
    return _computed(network, world, flows, turn)


def live_shocks(network: Network, seed: int, turn: int) -> Shocks:
    """Return the shocks of a turn of the live world."""
    return draw_shocks(network, seed, turn)


@lru_cache(maxsize=8)
def live_constants(network: Network, seed: int) -> Constants:
    """Return the hidden draw of parameters of the live world."""
    return draw_constants(network, seed)


def _computed(network: Network, world: World, flows: Flows, turn: int) -> Computed:
    indices = indices_of(network, scores(network, world), turn)
    return Computed(world, flows, figures_of(network, world, flows) | index_figures(indices), indices)


def market_names(network: Network) -> tuple[str, ...]:
    """Return the names under which scores of markets are shown, money's among them unless the scenario has its own."""
    names = [str(name) for name in network.markets[:-1]]
    return tuple(names) if MONEY in names else (*names, str(MONEY))


def indices_of(network: Network, found: Scores, turn: int) -> Indices:
    """Return the scores of one run as published."""
    names = market_names(network)
    places = network.jurisdictions
    return Indices(
        turn=turn,
        criminality={place: float(found.criminality[row, 0]) for row, place in enumerate(places)},
        resilience={place: float(found.resilience[row, 0]) for row, place in enumerate(places)},
        markets={
            place: {name: float(found.market[number, row, 0]) for number, name in enumerate(names)}
            for row, place in enumerate(places)
        },
        world_criminality=float(found.world_criminality[0]),
        world_resilience=float(found.world_resilience[0]),
    )


def figures_of(network: Network, world: World, flows: Flows) -> dict[str, float]:
    """Return every figure that is not a score by its name in expressions; quantities per year."""
    years = network.turn_years
    figures: dict[str, float] = {}

    def fill(function: str, names: tuple[str, ...], values: Floats, scale: float = 1.0) -> None:
        figures.update(zip(_keys(function, names), (values[..., 0] / scale).tolist(), strict=True))

    markets = tuple(str(name) for name in network.markets[:-1])
    fill("corruption", network.jurisdictions, world.corruption)
    fill("flow", network.passages, flows.passage_flow, years)
    fill("seized", network.passages, flows.passage_seized, years)
    for function in ("supply", "seized", "arrived"):
        fill(function, markets, getattr(flows, function), years)
    for name, supply, seized in zip(markets, flows.supply[:, 0], flows.seized[:, 0], strict=True):
        figures[quantity_key("seized_share", name)] = float(seized / supply) if supply > 0 else 0.0
    fill("population", network.habitats, world.population)
    fill("pike", network.habitats, flows.pike)
    fill("poached", network.habitats, flows.poached, years)
    for function in ("proceeds", "frozen", "integrated"):
        values = getattr(flows, function)
        figures[quantity_key(function)] = float(values.sum() / years)
        fill(function, network.jurisdictions, values, years)
    proceeds = figures[quantity_key("proceeds")]
    figures[quantity_key("clean_share")] = figures[quantity_key("integrated")] / proceeds if proceeds > 0 else 0.0
    _fill_places(network, figures, world, flows)
    for block, number in network.block_index.items():
        keys = _keys("resilience", network.jurisdictions, str(block))
        figures.update(zip(keys, world.resilience[number, :, 0].tolist(), strict=True))
    return figures


@lru_cache(maxsize=1024)
def _keys(function: str, names: tuple[str, ...], *more: str) -> tuple[str, ...]:
    """Return the names of one quantity of many things."""
    return tuple(quantity_key(function, name, *more) for name in names)


def _fill_places(network: Network, figures: dict[str, float], world: World, flows: Flows) -> None:
    """Add prices, danger on smuggling routes, and persons exploited, identified, and recorded."""
    years = network.turn_years
    if network.smuggling.market >= 0:
        figures[quantity_key("danger")] = float(flows.danger[network.smuggling.market, 0])
    for row, (market, place) in enumerate(network.destinations):
        figures[quantity_key("price", place, market)] = float(world.price[row, 0])
    exploited: dict[str, float] = {}
    identified: dict[str, float] = {}
    recorded: dict[str, float] = {}
    for row, number in enumerate(np.asarray(network.persons.jurisdiction)):
        place = network.jurisdictions[int(number)]
        exploited[place] = exploited.get(place, 0.0) + float(world.persons[row, 0])
        identified[place] = identified.get(place, 0.0) + float(flows.identified[row, 0]) / years
        recorded[place] = recorded.get(place, 0.0) + float(flows.recorded[row, 0]) / years
    for function, values in (("people_exploited", exploited), ("identified", identified), (RECORDED, recorded)):
        figures |= {quantity_key(function, place): value for place, value in values.items()}
        figures[quantity_key(function)] = float(sum(values.values()))
