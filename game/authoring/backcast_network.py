"""A recorded series as a small network of the model, and its course under candidate sizes (docs/backcast.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.authoring.backcast_case import LAG, Case, Departure, Direction, Named, Shock
from game.model.parameters import Parameters
from game.model.scenario import Destination, Jurisdiction, Leg, Market, Origin, Rules, Scenario
from game.model.taxonomy import BlockId, MarketId, MarketKind, Mode
from game.simulation import Flows, Network, World, advance, compile_network, no_shocks, start_flows, start_world
from game.simulation.arrays import Floats
from game.simulation.constants import Constants

TURN_YEARS = 0.25
_MARKET = MarketId.HUMAN_SMUGGLING
_NEUTRAL = 5.0  # every State's score: what differs between States is in the recorded start
_LOW, _HIGH = np.exp(-5.0), np.exp(5.0)  # the model clips supply to these


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """What a course needs besides sizes: a network at its start, and shocks; no recorded share after the start."""

    network: Network
    routes: tuple[Named, ...]
    origins: tuple[Departure, ...]
    shocks: tuple[Shock, ...]
    first_year: int
    route_lag: float | None
    swing: int | None  # row of the supply of the origin that swings
    through: float  # share of those who set out that arrives at the start

    @property
    def fitted(self) -> tuple[str, ...]:
        """Names of the candidates' rows."""
        names = [shock.id for shock in self.shocks if shock.fitted]
        return (*names, LAG) if self.route_lag is None else tuple(names)


def make_course(case: Case, shocks: Sequence[Shock], parameters: Parameters) -> Course:
    """Compile the network of a case with some of its shocks."""
    network = compile_network(_scenario(case), parameters)
    swinging = next((item for item in case.origins if item.swings), None)
    swing = None if swinging is None else network.modifiers.find("supply", _MARKET, _start_of(swinging))
    arrived = float(start_flows(network).arrivals.sum()) / TURN_YEARS
    return Course(
        network=network,
        routes=case.routes,
        origins=case.origins,
        shocks=tuple(shocks),
        first_year=case.fit_years[0],
        route_lag=case.route_lag,
        swing=swing,
        through=arrived / sum(sum(item.start) for item in case.origins),
    )


def predict(course: Course, candidates: Floats, totals: Mapping[int, float]) -> Floats:
    """Return predicted shares [year, route, candidate] of the years after the start.

    Parameters
    ----------
    course
        Network and shocks.
    candidates
        Values [name of ``course.fitted``, candidate].
    totals
        Detections on all routes by year, consecutive from the year after the start; they move only the origin that
        swings.
    """
    network, runs = course.network, candidates.shape[1]
    sizes = _sizes(course, candidates)
    lag = sizes.pop(LAG)
    constants = network.constants_with({LAG: lag / network.parameters.value(LAG)})
    world = start_world(network, runs)
    ends = [network.destinations.index((_MARKET, _arrival(route))) for route in course.routes]
    shares = np.empty((len(totals), len(course.routes), runs))
    turns = round(1 / TURN_YEARS)
    for row, (year, total) in enumerate(totals.items()):
        arrivals = np.zeros((len(ends), runs))
        for turn in range(turns):
            pressed = _modifiers(course, sizes, year + turn * TURN_YEARS, runs)
            world, flows = _turn(course, constants, world, pressed, total * TURN_YEARS * course.through)
            arrivals += flows.arrivals[ends]
        shares[row] = arrivals / np.maximum(arrivals.sum(axis=0), 1e-300)
    return shares


def _turn(course: Course, constants: Constants, world: World, modifiers: Floats, due: float) -> tuple[World, Flows]:
    """Advance one turn; the origin that swings sends what makes the arrivals of the turn equal to ``due``."""
    network = course.network
    doses, quiet = network.slots.zeros(), no_shocks(network)
    if course.swing is not None:
        # Arrivals of one turn are linear in what one origin sends, so that two trials give the line.
        doubled = modifiers.copy()
        doubled[course.swing] += np.log(2.0)
        once = advance(network, constants, world, doses, modifiers, quiet)[1].arrivals.sum(axis=0)
        twice = advance(network, constants, world, doses, doubled, quiet)[1].arrivals.sum(axis=0)
        slope = np.maximum(twice - once, 1e-12)
        factor = np.clip((due - (once - slope)) / slope, _LOW, _HIGH)
        modifiers[course.swing] += np.log(factor)
    return advance(network, constants, world, doses, modifiers, quiet)


def _sizes(course: Course, candidates: Floats) -> dict[str, Floats]:
    """Return the size of every shock and the lag [candidate]."""
    runs = candidates.shape[1]
    sizes: dict[str, Floats] = dict(zip(course.fitted, candidates, strict=True))
    if course.route_lag is not None:
        sizes[LAG] = np.full(runs, course.route_lag)
    for shock in course.shocks:
        if shock.size is not None:
            sizes[shock.id] = np.full(runs, shock.size)
    for shock in course.shocks:
        if shock.like:
            sizes[shock.id] = sizes[shock.like]
    return sizes


def _modifiers(course: Course, sizes: Mapping[str, Floats], begins: float, runs: int) -> Floats:
    """Return the modifiers of the turn that begins at a date: each shock for the part of the turn it is in force."""
    places = course.network.modifiers
    values = places.zeros(runs)
    for shock in course.shocks:
        part = min(shock.ends, begins + TURN_YEARS) - max(shock.begins, begins)
        amount = sizes[shock.id] * max(part, 0.0) / TURN_YEARS
        if shock.effect is not Direction.CLOSES:
            sign = -1 if shock.effect is Direction.OPENS else 1
            values[places.index("leg_cost", shock.route)] += sign * amount
        else:
            for end in (_departure(shock.route), _arrival(shock.route)):
                values[places.index("effort", shock.route, end)] += amount
    return values


def _start_of(origin: Departure) -> str:
    return f"from {origin.id}"


def _departure(route: str) -> str:
    return f"departure {route}"


def _arrival(route: Named | str) -> str:
    return f"arrival {route if isinstance(route, str) else route.id}"


def _scenario(case: Case) -> Scenario:
    """Return the case as a scenario: from each origin a leg to where each route begins, and the crossing itself.

    The cost of the first leg is minus the logarithm of the share that the origin's people gave to the route in the
    first year, so that the start is that year; all else is equal on all routes.
    """
    legs = [_leg(route.id, _departure(route.id), _arrival(route), 0.0) for route in case.routes]
    origins: list[Origin] = []
    for origin in case.origins:
        total = sum(origin.start)
        origins.append(Origin(_start_of(origin), total))
        for route, count in zip(case.routes, origin.start, strict=True):
            if count > 0:
                name = f"{origin.id} to {route.id}"
                legs.append(_leg(name, _start_of(origin), _departure(route.id), float(-np.log(count / total))))
    places = [_start_of(origin) for origin in case.origins]
    places += [place for route in case.routes for place in (_departure(route.id), _arrival(route))]
    market = Market(
        id=_MARKET,
        kind=MarketKind.SMUGGLING_OF_MIGRANTS,
        unit="persons",
        unit_value=0.0,
        value_chain=(0.0, 0.0, 1.0),
        origins=tuple(origins),
        destinations=tuple(Destination(_arrival(route)) for route in case.routes),
    )
    return Scenario(
        id="backcast",
        title=case.title,
        summary="",
        authors=(),
        licence="",
        topics=(),
        learning_goals=(),
        content_note="",
        briefing="",
        level="",
        sources={},
        rules=Rules(turn_years=TURN_YEARS, epilogue_years=0),
        jurisdictions=tuple(_place(name) for name in places),
        markets=(market,),
        legs=tuple(legs),
        channels=(),
        money_hubs=(),
        habitats=(),
        corridors=(),
        measures=(),
        instruments=(),
        delegations=(),
        projects=(),
        events=(),
        debrief=(),
        tests=(),
        parameters={"path_size_weight": 0.0, "route_sensitivity": 1.0, **case.parameters},
    )


def _leg(name: str, origin: str, destination: str, cost: float) -> Leg:
    return Leg(name, name, _MARKET, origin, destination, Mode.SEA, cost)


def _place(name: str) -> Jurisdiction:
    return Jurisdiction(
        id=name,
        name=name,
        population=0.0,
        corruption=0.5,
        criminality=_NEUTRAL,
        markets={},
        resilience=dict.fromkeys(BlockId, _NEUTRAL),
    )
