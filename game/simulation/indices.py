"""The shown scores: markets, criminality, resilience, and the world's means (docs/model.md 5)."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from game.simulation.arrays import Floats, clip
from game.simulation.kernels import logistic_score
from game.simulation.network import Network
from game.simulation.world import World

_ALL = slice(None)


@dataclass(frozen=True, eq=False)
class _Start:
    """What scores need of a network alone, worked out once."""

    score: Floats  # market, jurisdiction: 1 + 9 · logistic at the start
    active: Floats
    count: Floats  # jurisdiction: active markets, at least 1


class Scores:
    """Indices of a world, each in [1, 10]; the last axis is the run. Each is worked out when it is first asked for."""

    def __init__(self, network: Network, world: World) -> None:
        self._network = network
        self._world = world

    @cached_property
    def market(self) -> Floats:
        """Markets, money last [market, jurisdiction, run]."""
        return self._markets(_ALL)

    @cached_property
    def criminality(self) -> Floats:
        """Criminality [jurisdiction, run]."""
        return self._mean_of_markets(_ALL, self.market)

    def criminality_of(self, place: int) -> Floats:
        """Criminality of one jurisdiction [run], without working out the others."""
        if "criminality" in self.__dict__:
            return np.asarray(self.criminality[place])
        return self._mean_of_markets(place, self._markets(place))

    def _markets(self, place: int | slice) -> Floats:
        """Return the scores of the markets there [market, ..., run]."""
        cited, start, relative = self._network.cited, _start(self._network), self._world.activity[:, place]
        change = logistic_score(cited.logit[:, place], relative)
        change -= start.score[:, place]
        # vector and scalar exponentials may differ in the last bit, and turn 0 must be exact
        change *= relative != 1
        return clip(cited.market[:, place] + change, 1.0, 10.0)

    def _mean_of_markets(self, place: int | slice, market: Floats) -> Floats:
        """Return the cited criminality moved by the mean change of the active markets [..., run]."""
        cited, start = self._network.cited, _start(self._network)
        change = market - cited.market[:, place]
        change *= start.active[:, place]
        mean = np.add.reduce(change, axis=0)
        mean /= start.count[place]
        mean += cited.criminality[place]
        return clip(mean, 1.0, 10.0)

    @cached_property
    def resilience(self) -> Floats:
        """Resilience [jurisdiction, run]."""
        return _mean(self._world.resilience)

    @cached_property
    def world_criminality(self) -> Floats:
        """Plain mean of the jurisdictions' criminality [run]."""
        return _mean(self.criminality)

    @cached_property
    def world_resilience(self) -> Floats:
        """Plain mean of the jurisdictions' resilience [run]."""
        return _mean(self.resilience)


def scores(network: Network, world: World) -> Scores:
    """Return the scores of a world; at the start exactly the cited ones."""
    return Scores(network, world)


def _mean(values: Floats) -> Floats:
    """Return the mean over the first axis."""
    mean: Floats = np.add.reduce(values, axis=0)
    mean /= len(values)
    return mean


def _start(network: Network) -> _Start:
    kept = network.kept.get("scores")
    if not isinstance(kept, _Start):
        logit, active = network.cited.logit, network.reference.active
        score = logistic_score(logit, np.ones_like(logit))
        count = np.maximum(np.add.reduce(active, axis=0), 1)
        kept = network.kept["scores"] = _Start(score, active, count)
    return kept
