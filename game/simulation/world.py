"""The state of the model, and what flowed in a turn; the last axis of every array is the run."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import DTypeLike

from game.simulation.arrays import Floats, Indices
from game.simulation.network import Network


class _Arrays:
    """What the two records below share: conversion to named arrays and back, and selection of runs."""

    __slots__ = ()

    def to_arrays(self) -> dict[str, Floats]:
        """Return all arrays by name, for saving."""
        return {item.name: getattr(self, item.name) for item in fields(self)}  # type: ignore[arg-type]

    @property
    def runs(self) -> int:
        """Number of runs."""
        sizes: list[int] = [array.shape[-1] for array in self.to_arrays().values()]
        return max(sizes)


@dataclass(frozen=True, slots=True, eq=False)
class World(_Arrays):
    """State between two turns; equal to the start for ratios of 1.

    Shapes, without the run axis: see each field.
    """

    share: Floats  # goods itinerary, in [0, 1]
    money_share: Floats  # money itinerary
    organisations: Floats  # group, in [0.05, 6]
    price: Floats  # destination, relative to the start
    prevention: Floats  # group, stock in [0, 5]
    demand: Floats  # destination, stock
    pathways: Floats  # destination of smuggling, stock
    waiting: Floats  # group of smuggling [persons/year]
    poaching: Floats  # habitat, effort relative to the start, in [0.01, 10]
    population: Floats  # habitat [animals]
    quality: Floats  # corridor, in [0, 1]
    corruption: Floats  # jurisdiction, in [0.02, 0.95]
    resilience: Floats  # block, jurisdiction, in [1, 10]
    frozen_held: Floats  # jurisdiction [USD million]
    persons: Floats  # destination of trafficking in persons [persons exploited]
    activity: Floats  # market (money last), jurisdiction, relative to the start, in [0, 4]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Floats]) -> "World":
        """Build a world from :meth:`to_arrays`.

        Raises
        ------
        KeyError
            If an array is missing.
        """
        return cls(**{item.name: np.asarray(arrays[item.name]) for item in fields(cls)})

    def repeat(self, runs: int) -> "World":
        """Return ``runs`` copies of every run, copies of one run side by side."""
        return World(**{name: np.repeat(array, runs, axis=-1) for name, array in self.to_arrays().items()})

    def take(self, run: int | Indices) -> "World":
        """Return one run (axis kept, length 1) or several."""
        chosen = np.atleast_1d(np.asarray(run))
        return World(**{name: array[..., chosen] for name, array in self.to_arrays().items()})

    def astype(self, dtype: DTypeLike) -> "World":
        """Return a copy with another float type."""
        return World(**{name: array.astype(dtype) for name, array in self.to_arrays().items()})


@dataclass(frozen=True, slots=True, eq=False)
class Flows(_Arrays):
    """Quantities of one turn (not per year)."""

    passage_flow: Floats  # legs then channels: what enters [market units; USD million]
    passage_seized: Floats
    hazard: Floats  # passage, share seized = 1 − exp(−hazard)
    arrests: Floats  # passage [persons]
    supply: Floats  # market [units]
    seized: Floats
    arrived: Floats
    danger: Floats  # market: danger on smuggling routes relative to the start; 1 for the others
    regular: Floats  # destination of smuggling: persons on regular pathways instead
    launched: Floats  # group [units]
    arrivals: Floats  # destination [units]
    poached: Floats  # habitat [animals]
    pike: Floats  # habitat, in [0, 1]
    proceeds: Floats  # jurisdiction where they arise [USD million]
    frozen: Floats  # jurisdiction holding them
    integrated: Floats  # jurisdiction where they end
    recovered: Floats  # jurisdiction holding them
    kept: Floats  # of what was recovered
    received: Floats  # given back to the jurisdictions where the proceeds arose
    fee: Floats  # what a financial centre earned
    identified: Floats  # destination of trafficking in persons [persons]
    recorded: Floats

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Floats]) -> "Flows":
        """Build flows from :meth:`to_arrays`.

        Raises
        ------
        KeyError
            If an array is missing.
        """
        return cls(**{item.name: np.asarray(arrays[item.name]) for item in fields(cls)})


def start_world(network: Network, runs: int = 1, dtype: DTypeLike = np.float64) -> World:
    """Return the start of the scenario, the same in every run."""
    groups, destinations = len(network.groups), len(network.destinations)
    wild, cited, persons, smuggling = network.wildlife, network.cited, network.persons, network.smuggling
    markets, places = len(network.markets), len(network.jurisdictions)
    start = World(
        share=network.goods.share,
        money_share=network.money.share,
        organisations=np.ones((groups, 1)),
        price=np.ones((destinations, 1)),
        prevention=np.zeros((groups, 1)),
        demand=np.zeros((destinations, 1)),
        pathways=np.zeros((len(smuggling.destinations), 1)),
        waiting=smuggling.waiting,
        poaching=np.ones((len(network.habitats), 1)),
        population=wild.population,
        quality=wild.quality,
        corruption=cited.corruption,
        resilience=cited.resilience,
        frozen_held=network.reference.frozen_held,
        persons=persons.exploited,
        activity=np.ones((markets, places, 1)),
    )
    return World(**{name: np.repeat(array, runs, axis=-1).astype(dtype) for name, array in start.to_arrays().items()})
