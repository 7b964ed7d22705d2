"""Markets, habitats, persons and smuggling of a scenario as arrays, without what the start solves."""

from collections.abc import Sequence

import numpy as np

from game.model.scenario import Scenario
from game.model.taxonomy import MarketKind
from game.simulation.arrays import MOST_POACHED, ZERO, Indices, column, indices, inverse
from game.simulation.compile_routes import FoundRoute, GoodsPlan, wildlife_market
from game.simulation.network import Persons, Smuggling, Wildlife
from game.simulation.segments import SegmentSum, segment_sum


def activity_sum(
    passages: tuple[Indices, Indices, Indices],
    groups: tuple[Indices, Indices],
    destinations: tuple[Indices, Indices],
    sizes: tuple[int, int],
) -> SegmentSum:
    """Return the sum behind activity: rows as :func:`game.simulation.steps_state.activity` writes them."""
    market, origin, destination = passages
    money, count = sizes
    places = np.arange(count)
    cells = [
        market * count + origin,
        market * count + destination,
        groups[0] * count + groups[1],
        destinations[0] * count + destinations[1],
        money * count + places,
        money * count + places,
    ]
    segment = indices(np.concatenate(cells))
    return segment_sum(segment, (money + 1) * count, len(segment))


def wildlife(scenario: Scenario, plan: GoodsPlan, place: dict[str, int]) -> Wildlife:
    """Return habitats and corridors with their starts (docs/model.md 3.3 and 4.6)."""
    habitats, years = scenario.habitats, scenario.rules.turn_years
    market = wildlife_market(scenario)
    group = [
        plan.groups.index((market, item.jurisdiction)) if (market, item.jurisdiction) in plan.groups else -1
        for item in habitats
    ]
    population = column([max(0.0, item.population) for item in habitats])
    capacity = column([max(1.0, item.capacity, item.population) for item in habitats])
    growth, trend = column([item.growth for item in habitats]), column([item.trend for item in habitats])
    pike = np.clip(column([item.pike for item in habitats]), 0, 0.99)
    dead = -np.expm1(-column([max(0.0, item.natural_mortality) for item in habitats]) * years)
    taking = np.minimum(MOST_POACHED, -np.log1p(-np.minimum(0.9, dead * pike / (1 - pike))) / years)
    # next to nothing, times a herd without bounds, could be worth something, and single precision has none of it
    taking[taking <= ZERO] = 0.0
    residual = trend + taking - growth * (1 - population * np.exp(-taking * years) / capacity)
    row = {item.id: number for number, item in enumerate(habitats)}
    ends = [(row[item.habitats[0]], row[item.habitats[1]]) for item in scenario.corridors]
    touch = np.zeros((len(habitats), len(ends)))
    incidence = np.zeros((len(habitats), len(ends)))
    for number, (first, second) in enumerate(ends):
        touch[[first, second], number] = 1
        incidence[first, number] -= 1
        incidence[second, number] += 1
    degree = touch.sum(axis=1)
    quality = np.clip(column([item.quality for item in scenario.corridors]), 0, 1)
    mean = touch / np.maximum(degree, 1)[:, None]
    moved = [
        0.5 * min(population[a, 0], population[b, 0]) / max(degree[a], degree[b]) if a != b else 0.0 for a, b in ends
    ]
    harvest = np.zeros((len(plan.groups), len(habitats)))
    for number, (item, fed) in enumerate(zip(habitats, group, strict=True)):
        if fed >= 0:
            harvest[fed, number] = max(0.0, item.product)
    fed_groups = np.zeros((len(plan.groups), 1))
    fed_groups[[number for number in group if number >= 0]] = 1
    alive = population > 1e-12
    return Wildlife(
        jurisdiction=indices([place[item.jurisdiction] for item in habitats]),
        group=indices([max(number, 0) for number in group]),
        grouped=column([float(number >= 0) for number in group]),
        population=population,
        capacity=capacity,
        ceiling=4 * capacity,
        growth=growth,
        residual=residual,
        taking=taking,
        dead=dead,
        harvest=harvest,
        fed=fed_groups,
        population_inverse=inverse(population),
        corridor_ends=(indices([a for a, _ in ends]), indices([b for _, b in ends])),
        corridor_mean=mean,
        quality=quality,
        quality_mean=mean @ quality,
        dispersal=column([max(0.0, item.dispersal) for item in scenario.corridors]),
        moved=column(moved),
        start_inverse=np.where(alive, 1 / np.where(alive, population, 1), 0.0),
        incidence=incidence,
    )


def persons(scenario: Scenario, plan: GoodsPlan, places: Indices) -> Persons:
    """Return the destinations of trafficking in persons; rates are solved later."""
    trafficking = {item.id for item in scenario.markets if item.kind == MarketKind.TRAFFICKING_IN_PERSONS}
    rows = [row for row, (market, _) in enumerate(plan.destinations) if market in trafficking]
    exploited = column([max(0.0, plan.persons[row]) for row in rows])
    nothing = np.zeros_like(exploited)
    return Persons(
        destination=indices(rows),
        jurisdiction=indices([places[row] for row in rows]),
        exploited=exploited,
        exploited_inverse=inverse(exploited),
        arrivals=nothing,
        identification=nothing,
        leaving=nothing,
        support=np.ones_like(exploited),
    )


def smuggling(scenario: Scenario, plan: GoodsPlan, ordered: Sequence[FoundRoute]) -> Smuggling:
    """Return groups, destinations and itineraries of smuggling of migrants."""
    number = next(
        (row for row, item in enumerate(scenario.markets) if item.kind == MarketKind.SMUGGLING_OF_MIGRANTS), -1
    )
    market = scenario.markets[number].id if number >= 0 else None
    ends = [row for row, (name, _) in enumerate(plan.destinations) if name == market]
    itineraries = [row for row, route in enumerate(ordered) if route.market == market]
    groups = [row for row, (name, _) in enumerate(plan.groups) if name == market]
    return Smuggling(
        market=number,
        groups=indices(groups),
        destinations=indices(ends),
        itineraries=indices(itineraries),
        pathway_rows=indices(range(len(ends))),
        waiting=np.zeros((len(groups), 1)),
        cost=column([ordered[row].itinerary.cost for row in itineraries]),
        danger_weight=0.0,
        danger=0.0,
    )
