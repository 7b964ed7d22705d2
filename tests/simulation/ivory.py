"""The ivory scenario, played with orders in a few words."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from game.model.places import scenarios_folder
from game.model.scenario import Scenario
from game.scenario.load import load_scenario
from game.simulation import (
    Flows,
    Network,
    World,
    advance,
    compile_network,
    no_shocks,
    scores,
    start_flows,
    start_world,
)
from game.simulation.arrays import Floats
from tests.simulation.small import PARAMETERS

AFTER = 10  # turns of half a year in which what fades has faded, however long the scenario's own epilogue is
Course = Sequence[tuple[World, Flows]]


@cache
def ivory() -> tuple[Scenario, Network]:
    """Return the scenario that comes with the game, and its network."""
    result = load_scenario(scenarios_folder() / "ivory_corridor.yaml")
    assert result.scenario is not None
    return result.scenario, compile_network(result.scenario, PARAMETERS)


def course(amounts: Floats, turns: int = 8, *, epilogue: bool = False, after: int = 0) -> Course:
    """Play turns with the same doses and no chance, then the epilogue, or ``after`` turns, without doses."""
    _, network = ivory()
    nothing, modifiers, shocks = network.slots.zeros(), network.modifiers.zeros(), no_shocks(network)
    played = [(start_world(network), start_flows(network))]
    for turn in range(turns + (network.epilogue_turns if epilogue else after)):
        given = amounts if turn < turns else nothing
        played.append(advance(network, network.constants, played[-1][0], given, modifiers, shocks))
    return played


def crime(played: Course, turn: int = -1) -> float:
    """Return the world's criminality."""
    return float(scores(ivory()[1], played[turn][0]).world_criminality[0])


def score(played: Course, market: str, place: str, turn: int = -1) -> float:
    """Return a market's score."""
    network = ivory()[1]
    return float(
        scores(network, played[turn][0]).market[network.market_index[market], network.jurisdiction_index[place], 0]
    )


def inflow(played: Course, place: str, turn: int = -1) -> float:
    """Return what enters a jurisdiction over legs in a turn."""
    network = ivory()[1]
    legs = slice(0, network.leg_count)
    into = network.passage_destination[legs] == network.jurisdiction_index[place]
    return float(played[turn][1].passage_flow[legs, 0][into].sum())


def animals(played: Course, turn: int = -1) -> float:
    """Return all elephants."""
    return float(np.sum(played[turn][0].population))
