"""A recorded series of routes to test the model on (docs/backcast.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from game.simulation.arrays import Floats

FITTED = "fitted"
LAG = "route_lag"


class Direction(StrEnum):
    """What a shock does to its route."""

    OPENS = "opens"  # takes cost off the crossing
    CLOSES = "closes"  # adds enforcement effort at both ends of the crossing
    DEARER = "dearer"  # adds cost to the crossing, and no enforcement


@dataclass(frozen=True, slots=True)
class Named:
    """A route."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Departure:
    """Where people set out; ``start`` [route] is how many took each route in the first year."""

    id: str
    name: str
    start: tuple[float, ...]
    swings: bool


@dataclass(frozen=True, slots=True)
class Shock:
    """A dated change of one route; ``size`` is None where it is fitted.

    ``like`` names the shock whose size it takes.
    """

    id: str
    name: str
    route: str
    begins: float  # year and fraction
    ends: float
    effect: Direction
    size: float | None
    like: str

    @property
    def fitted(self) -> bool:
        """Whether the fit chooses its size."""
        return self.size is None and not self.like


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A recorded series: ``detections`` [year, route], the first of ``fit_years`` is the start."""

    title: str
    sources: tuple[str, ...]
    routes: tuple[Named, ...]
    origins: tuple[Departure, ...]
    shocks: tuple[Shock, ...]
    fit_years: tuple[int, ...]
    test_years: tuple[int, ...]
    detections: Floats
    route_lag: float | None
    parameters: Mapping[str, float]
    scaled: bool = False  # whether figures by origin were scaled to the recorded start

    @property
    def years(self) -> tuple[int, ...]:
        """All years in order."""
        return (*self.fit_years, *self.test_years)

    @property
    def shares(self) -> Floats:
        """Recorded shares [year, route]."""
        shares: Floats = self.detections / self.detections.sum(axis=1, keepdims=True)
        return shares

    @property
    def totals(self) -> dict[int, float]:
        """Detections of all routes by year: these are given to the model."""
        return {year: float(row.sum()) for year, row in zip(self.years, self.detections, strict=True)}

    @property
    def fitted(self) -> tuple[str, ...]:
        """Names of what is fitted."""
        names = [shock.id for shock in self.shocks if shock.fitted]
        return (*names, LAG) if self.route_lag is None else tuple(names)


def fields_of(case: Case) -> dict[str, Any]:
    """Return what was read, as plain values for JSON."""
    return {
        "title": case.title,
        "sources": list(case.sources),
        "routes": {route.id: route.name for route in case.routes},
        "fit_years": list(case.fit_years),
        "test_years": list(case.test_years),
        "totals": {str(year): total for year, total in case.totals.items()},
    }
