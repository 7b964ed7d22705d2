"""Small scenarios that can be worked out by hand, and short words to play them."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from game.model.measures import MeasureId
from game.model.scenario import (
    Channel,
    Corridor,
    Destination,
    Habitat,
    Jurisdiction,
    Leg,
    Market,
    MeasureOffer,
    MoneyHub,
    Origin,
    Rules,
    Scenario,
)
from game.model.taxonomy import BlockId, MarketId, MarketKind, Mode, market_kind
from game.scenario.parameters import load_parameters
from game.simulation import Flows, Network, World, advance, compile_network, no_shocks, start_flows, start_world
from game.simulation.arrays import Floats

PARAMETERS = load_parameters()
STILL = Rules(turns=8, turn_years=0.5, drift=0.0)


def place(name: str, corruption: float = 0.5, score: float = 6.0, **blocks: float) -> Jurisdiction:
    """Return a jurisdiction with all blocks at 5 but those named."""
    resilience = {block: blocks.get(block, 5.0) for block in BlockId}
    return Jurisdiction(name, name, 10.0, corruption, score, dict.fromkeys(MarketId, score), resilience, 0.6)


def market(
    origins: Mapping[str, float],
    destinations: Mapping[str, float],
    name: MarketId = MarketId.COCAINE,
    persons: float = 0.0,
    **parameters: float,
) -> Market:
    """Return a market with a unit value of 2 and a chain of 0.2, 0.3, 0.5."""
    return Market(
        id=name,
        kind=market_kind(name),
        unit="tonnes",
        unit_value=2.0,
        value_chain=(0.2, 0.3, 0.5),
        origins=tuple(Origin(place_, supply) for place_, supply in origins.items()),
        destinations=tuple(Destination(place_, weight, persons) for place_, weight in destinations.items()),
        parameters=parameters,
    )


def leg(name: str, cost: float = 1.0, of: MarketId = MarketId.COCAINE) -> Leg:
    """Return the leg ``"A-B"``; what follows a second dash tells parallel legs apart."""
    one, other = name.split("-")[:2]
    return Leg(name, name, of, one, other, Mode.SEA, cost)


def channel(name: str, cost: float = 1.0) -> Channel:
    """Return the channel ``"$A-B"``."""
    one, other = name.removeprefix("$").split("-")[:2]
    return Channel(name, name, one, other, base_cost=cost)


def herd(name: str, where: str, **changes: object) -> Habitat:
    """Return a steady habitat."""
    usual = Habitat(name, name, where, "elephant", 1000.0, 0.4, 4000.0, 0.03, 0.06, 0.0, 0.01)
    return replace(usual, **changes)  # type: ignore[arg-type]


def scenario(*parts: object, rules: Rules = STILL, hubs: Mapping[str, float] | None = None) -> Scenario:
    """Return a scenario of the parts given; the jurisdictions are the ends of legs and channels, unless given."""

    def of(kind: type) -> tuple:  # type: ignore[type-arg]
        return tuple(part for part in parts if isinstance(part, kind))

    places = {item.id: item for item in of(Jurisdiction)}
    for link in (*of(Leg), *of(Channel)):
        for name in (link.origin, link.destination):
            places.setdefault(name, place(name))
    return Scenario(
        id="small",
        title="",
        summary="",
        authors=(),
        licence="",
        topics=(),
        learning_goals=(),
        content_note="",
        briefing="",
        level="",
        sources={},
        rules=rules,
        jurisdictions=tuple(places.values()),
        markets=of(Market),
        legs=of(Leg),
        channels=of(Channel),
        money_hubs=tuple(MoneyHub(name, weight) for name, weight in (hubs or {}).items()),
        habitats=of(Habitat),
        corridors=of(Corridor),
        measures=tuple(MeasureOffer(rule, rule, rule) for rule in MeasureId),
        instruments=(),
        delegations=(),
        projects=(),
        events=(),
        debrief=(),
        tests=(),
    )


def network(*parts: object, rules: Rules = STILL, hubs: Mapping[str, float] | None = None, **changed: float) -> Network:
    """Compile a small scenario, with parameters changed by name."""
    return compile_network(scenario(*parts, rules=rules, hubs=hubs), PARAMETERS.override(changed))


def doses(compiled: Network, *orders: tuple[str, float, Mapping[str, str]]) -> Floats:
    """Return doses [slot, 1] for orders (measure, amount, target)."""
    amounts = compiled.slots.zeros()
    for measure, amount, target in orders:
        amounts[compiled.slots.index(measure, **target)] += amount
    return amounts


def play(compiled: Network, turns: int, amounts: Floats | None = None) -> list[tuple[World, Flows]]:
    """Play turns with the same doses and no chance; the first entry is the start."""
    given = compiled.slots.zeros() if amounts is None else amounts
    course = [(start_world(compiled), start_flows(compiled))]
    for _ in range(turns):
        world, _flows = course[-1]
        course.append(
            advance(compiled, compiled.constants, world, given, compiled.modifiers.zeros(), no_shocks(compiled))
        )
    return course


def flow(compiled: Network, flows: Flows, name: str) -> float:
    """Return what enters a passage in a turn."""
    return float(flows.passage_flow[compiled.leg_index[name], 0])


def worst(one: World, other: World) -> float:
    """Return the largest relative difference between two worlds."""
    gaps = [
        float(np.max(np.abs(array - other.to_arrays()[name]) / np.maximum(np.abs(array), 1e-6), initial=0.0))
        for name, array in one.to_arrays().items()
    ]
    return max(gaps)


__all__ = [
    "MarketKind",
    "channel",
    "doses",
    "flow",
    "herd",
    "leg",
    "market",
    "network",
    "place",
    "play",
    "scenario",
    "worst",
]
