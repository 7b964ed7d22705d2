"""The shown scores: markets, criminality, resilience, and the world's means (docs/model.md 5)."""

from dataclasses import dataclass

import numpy as np

from game.simulation.arrays import Floats
from game.simulation.kernels import logistic_score
from game.simulation.network import Network
from game.simulation.world import World


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Indices of a world, each in [1, 10]; the last axis is the run."""

    market: Floats  # market (money last), jurisdiction
    criminality: Floats  # jurisdiction
    resilience: Floats  # jurisdiction
    world_criminality: Floats  # [run]
    world_resilience: Floats  # [run]


def scores(network: Network, world: World) -> Scores:
    """Return the scores of a world; at the start exactly the cited ones."""
    cited = network.cited
    relative = world.activity
    start = logistic_score(cited.logit, np.ones_like(relative[..., :1]))
    # vector and scalar exponentials may differ in the last bit, and turn 0 must be exact
    change = np.where(relative == 1, 0, logistic_score(cited.logit, relative) - start)
    market = np.clip(cited.market + change, 1.0, 10.0)
    active = network.reference.active
    count = active.sum(axis=0)
    mean = ((market - cited.market) * active).sum(axis=0) / np.maximum(count, 1)
    criminality = np.clip(cited.criminality + mean, 1.0, 10.0)
    resilience = world.resilience.mean(axis=0)
    return Scores(
        market=market,
        criminality=criminality,
        resilience=resilience,
        world_criminality=criminality.mean(axis=0),
        world_resilience=resilience.mean(axis=0),
    )
