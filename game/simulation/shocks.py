"""Random shocks and draws of parameters, from generators keyed by (seed, stream, turn, block of runs)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import DTypeLike

from game.simulation.arrays import Floats, cast
from game.simulation.constants import Constants
from game.simulation.network import Network

_STREAMS = {"organisations": 1, "poaching": 2, "population": 3, "corruption": 4, "parameters": 5, "beliefs": 6}
BLOCK = 32  # runs drawn together: the first 32 of 256 runs are the 32 runs drawn before


@dataclass(frozen=True, slots=True, eq=False)
class Shocks:
    """Standard normal shocks of one turn, in [−4, 4]; [entity, run]."""

    organisations: Floats  # group
    poaching: Floats  # habitat
    population: Floats  # habitat
    corruption: Floats  # jurisdiction


def generator(seed: int, stream: str, turn: int, block: int = 0) -> np.random.Generator:
    """Return the generator of one stream, turn and block of runs: an added draw elsewhere moves none of it."""
    key = np.random.SeedSequence([seed % 2**63, _STREAMS[stream], turn % 2**63, block])
    return np.random.Generator(np.random.PCG64(key))


def no_shocks(network: Network, runs: int = 1) -> Shocks:
    """Return no shocks."""
    groups, habitats, places = len(network.groups), len(network.habitats), len(network.jurisdictions)
    return Shocks(
        np.zeros((groups, runs)), np.zeros((habitats, runs)), np.zeros((habitats, runs)), np.zeros((places, runs))
    )


def draw_shocks(network: Network, seed: int, turn: int, runs: int = 1, dtype: DTypeLike = np.float64) -> Shocks:
    """Draw the shocks of one turn."""
    habitats = len(network.habitats)
    sizes = {
        "organisations": len(network.groups),
        "poaching": habitats,
        "population": habitats,
        "corruption": len(network.jurisdictions),
    }
    drawn: dict[str, Floats] = {}
    for stream, size in sizes.items():
        values = np.empty((size, runs), dtype)
        for block, start in enumerate(range(0, runs, BLOCK)):
            width = min(BLOCK, runs - start)
            normal = generator(seed, stream, turn, block).standard_normal((BLOCK, size))
            values[:, start : start + width] = normal[:width].T
        drawn[stream] = np.clip(values, -4.0, 4.0, out=values)
    return Shocks(**drawn)


def draw_factors(network: Network, seed: int, runs: int = 1) -> dict[str, Floats]:
    """Draw one factor per run for every parameter that is uncertain: triangular between low/value and high/value."""
    uncertain = [parameter for parameter in network.parameters.values() if parameter.drawn]
    uniform = np.empty((len(uncertain), runs))
    for block, start in enumerate(range(0, runs, BLOCK)):
        width = min(BLOCK, runs - start)
        values = generator(seed, "parameters", 0, block).random((BLOCK, len(uncertain)))
        uniform[:, start : start + width] = values[:width].T
    factors: dict[str, Floats] = {}
    for row, parameter in enumerate(uncertain):
        low, high = sorted((parameter.low / parameter.value, parameter.high / parameter.value))
        factors[parameter.name] = triangular(uniform[row], low, 1.0, high)
    return factors


def triangular(uniform: Floats, low: Floats | float, peak: Floats | float, high: Floats | float) -> Floats:
    """Return quantiles of the triangular distribution; ``low`` where it has no width."""
    width = np.asarray(high) - np.asarray(low)
    rise, fall = np.asarray(peak) - np.asarray(low), np.asarray(high) - np.asarray(peak)
    left = low + np.sqrt(np.maximum(uniform * width * rise, 0))
    right = high - np.sqrt(np.maximum((1 - uniform) * width * fall, 0))
    values: Floats = np.where(uniform * width <= rise, left, right)
    return values


def draw_constants(network: Network, seed: int, runs: int = 1, fixed: Mapping[str, float] | None = None) -> Constants:
    """Draw parameters once per run and spread them; the start stays what it is.

    ``fixed`` names parameters whose factor is given instead of drawn (sensitivity).
    """
    factors = draw_factors(network, seed, runs)
    factors |= {name: np.full(runs, factor) for name, factor in (fixed or {}).items()}
    return network.constants_with(factors)


def cast_shocks(shocks: Shocks, dtype: DTypeLike) -> Shocks:
    """Return shocks of another float type."""
    return cast(shocks, dtype)


def take_shocks(shocks: Shocks, start: int, stop: int) -> Shocks:
    """Return the shocks of some runs."""
    part = slice(start, stop)
    return replace(
        shocks,
        organisations=shocks.organisations[:, part],
        poaching=shocks.poaching[:, part],
        population=shocks.population[:, part],
        corruption=shocks.corruption[:, part],
    )
