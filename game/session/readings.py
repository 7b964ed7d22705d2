"""Figures by name, read from a step of the simulation with its run axis: for forecasts and receipts."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from game.session.rulebook import PublicBook
from game.simulation.arrays import Floats
from game.simulation.forecast import Reading, Step
from game.simulation.network import Network

DANGER = "danger()"


def forecast_names(book: PublicBook) -> tuple[str, ...]:
    """Return every figure that can be forecast, as expressions write it."""
    network = book.network
    names = ["world_criminality()", "world_resilience()"]
    for function in ("criminality", "resilience", "corruption"):
        names += [f"{function}({place})" for place in network.jurisdictions]
    names += [f"criminality({place}, {market})" for place in network.jurisdictions for market in network.markets[:-1]]
    for function in ("population", "pike"):
        names += [f"{function}({habitat})" for habitat in network.habitats]
    names += [f"flow({way})" for way in network.passages]
    for function in ("supply", "seized", "arrived"):
        names += [f"{function}({market})" for market in network.markets[:-1]]
    for function in ("proceeds", "frozen", "integrated"):
        names += [f"{function}()", *(f"{function}({place})" for place in network.jurisdictions)]
    if network.smuggling.market >= 0:
        names.append(DANGER)
    places = dict.fromkeys(network.jurisdictions[row] for row in network.persons.jurisdiction)
    for function in _PERSONS if places else ():
        names += [f"{function}()", *(f"{function}({place})" for place in places)]
    return tuple(names)


def reading_of(book: PublicBook, name: str) -> Reading:
    """Return what reads the figure ``name`` from a step [run]; quantities of flows per year.

    Raises
    ------
    KeyError
        If there is no such figure, or it is none that the simulation projects.
    """
    function, _, rest = name.partition("(")
    ids = tuple(part for part in rest.rstrip(")").split(", ") if part)
    network = book.network
    if name == DANGER:
        return partial(_danger, network.smuggling.market)
    if function in _PERSONS:
        rows = [row for row, place in enumerate(network.persons.jurisdiction) if ids in {(), (_place(network, place),)}]
        return partial(_PERSONS[function], rows, network.turn_years)
    if not ids:
        return _WORLD[function](network.turn_years)
    if function == "criminality" and len(ids) == 2:
        return partial(_market_score, network.market_index[ids[1]], network.jurisdiction_index[ids[0]])
    (identity,) = ids
    index: Mapping[str, int]
    for known, row_of in _ROWS.get(function, ()):
        index = getattr(network, known)
        if identity in index:
            return partial(row_of, index[identity], network.turn_years)
    raise KeyError(name)


def _place(network: Network, row: int) -> str:
    return network.jurisdictions[row]


def _danger(market: int, step: Step) -> Floats:
    return np.asarray(step.flows.danger[market])


def _exploited(rows: list[int], _years: float, step: Step) -> Floats:
    return np.asarray(step.world.persons[rows].sum(axis=0))


def _identified(rows: list[int], years: float, step: Step) -> Floats:
    return np.asarray(step.flows.identified[rows].sum(axis=0) / years)


def _market_score(market: int, place: int, step: Step) -> Floats:
    return np.asarray(step.scores.market[market, place])


def _total(field: str) -> "Callable[[float], Reading]":
    def for_years(years: float) -> Reading:
        return lambda step: np.asarray(getattr(step.flows, field).sum(axis=0) / years)

    return for_years


def _score(field: str) -> "Callable[[int, float, Step], Floats]":
    return lambda row, _years, step: np.asarray(getattr(step.scores, field)[row])


def _state(field: str) -> "Callable[[int, float, Step], Floats]":
    return lambda row, _years, step: np.asarray(getattr(step.world, field)[row])


def _flow(field: str) -> "Callable[[int, float, Step], Floats]":
    return lambda row, years, step: np.asarray(getattr(step.flows, field)[row] / years)


def _criminality(row: int, _years: float, step: Step) -> Floats:
    return step.scores.criminality_of(row)


def _pike(row: int, _years: float, step: Step) -> Floats:
    return np.asarray(step.flows.pike[row])


_PERSONS: Mapping[str, Callable[[list[int], float, Step], Floats]] = {
    "people_exploited": _exploited,
    "identified": _identified,
}
_WORLD: Mapping[str, Callable[[float], Reading]] = {
    "world_criminality": lambda _years: lambda step: step.scores.world_criminality,
    "world_resilience": lambda _years: lambda step: step.scores.world_resilience,
    "proceeds": _total("proceeds"),
    "frozen": _total("frozen"),
    "integrated": _total("integrated"),
}
_ROWS: Mapping[str, tuple[tuple[str, Callable[[int, float, Step], Floats]], ...]] = {
    "criminality": (("jurisdiction_index", _criminality),),
    "resilience": (("jurisdiction_index", _score("resilience")),),
    "corruption": (("jurisdiction_index", _state("corruption")),),
    "population": (("habitat_index", _state("population")),),
    "pike": (("habitat_index", _pike),),
    "flow": (("leg_index", _flow("passage_flow")),),
    "seized": (("leg_index", _flow("passage_seized")), ("market_index", _flow("seized"))),
    "supply": (("market_index", _flow("supply")),),
    "arrived": (("market_index", _flow("arrived")),),
    "proceeds": (("jurisdiction_index", _flow("proceeds")),),
    "frozen": (("jurisdiction_index", _flow("frozen")),),
    "integrated": (("jurisdiction_index", _flow("integrated")),),
}
