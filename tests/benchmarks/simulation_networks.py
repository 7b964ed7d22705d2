"""Scenarios of the two sizes that the simulation is measured on: a classroom and a plenary."""

from dataclasses import dataclass
from itertools import pairwise

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

_MARKETS = (
    MarketId.FAUNA,
    MarketId.COCAINE,
    MarketId.HUMAN_TRAFFICKING,
    MarketId.HUMAN_SMUGGLING,
    MarketId.HEROIN,
    MarketId.ARMS,
    MarketId.COUNTERFEIT,
    MarketId.SYNTHETIC_DRUGS,
)


@dataclass(frozen=True)
class Size:
    """How large a generated scenario is."""

    jurisdictions: int
    markets: int
    legs: int  # of each market
    channels: int
    origins: int  # of each market
    destinations: int
    hubs: int
    involved: int  # jurisdictions of each market
    limit: int  # itineraries of one origin


CLASSROOM = Size(12, 3, 26, 22, 5, 3, 3, 12, 18)
PLENARY = Size(60, 8, 75, 100, 18, 6, 8, 25, 24)


def generated(size: Size, seed: int = 1) -> Scenario:
    """Return a scenario of ``size``; the same for the same seed."""
    random = np.random.default_rng(seed)
    ids = [f"J{number:02d}" for number in range(size.jurisdictions)]
    used = _MARKETS[: size.markets]
    legs: list[Leg] = []
    markets: list[Market] = []
    for market in used:
        order = [str(place) for place in random.permutation(ids)[: size.involved]]
        sources, sinks = order[: size.origins], order[-size.destinations :]
        legs += [
            Leg(f"{market}_{number}", "", market, one, other, Mode.SEA, float(random.uniform(0.4, 1.6)))
            for number, (one, other) in enumerate(_links(random, order, size.legs))
        ]
        kind = market_kind(market)
        markets.append(
            Market(
                id=market,
                kind=kind,
                unit="units",
                unit_value=float(random.uniform(0.1, 3)),
                value_chain=(0.2, 0.3, 0.5),
                origins=tuple(Origin(place, float(random.uniform(5, 50))) for place in sources),
                destinations=tuple(
                    Destination(place, float(random.uniform(0.5, 3)), 400.0 if "trafficking" in kind else 0.0)
                    for place in sinks
                ),
            )
        )
    order = [str(place) for place in random.permutation(ids)]
    channels = [
        Channel(f"money_{number}", "", one, other, base_cost=float(random.uniform(0.4, 1.6)))
        for number, (one, other) in enumerate(_links(random, order, size.channels))
    ]
    habitats = _habitats(random, markets)
    return Scenario(
        id="generated",
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
        rules=Rules(turns=12, turn_years=0.5, epilogue_years=5.0, drift=0.02),
        jurisdictions=tuple(_jurisdiction(random, place, used) for place in ids),
        markets=tuple(markets),
        legs=tuple(legs),
        channels=tuple(channels),
        money_hubs=tuple(MoneyHub(place, float(random.uniform(0.5, 3))) for place in order[-size.hubs :]),
        habitats=habitats,
        corridors=tuple(
            Corridor(f"corridor_{number}", "", (one.id, other.id), 0.02)
            for number, (one, other) in enumerate(pairwise(habitats))
        ),
        measures=tuple(MeasureOffer(rule, rule, rule) for rule in MeasureId),
        instruments=(),
        delegations=(),
        projects=(),
        events=(),
        debrief=(),
        tests=(),
        parameters={"itineraries_per_origin": float(size.limit)},
    )


def _links(random: np.random.Generator, order: list[str], count: int) -> list[tuple[str, str]]:
    """Return directed links that lead from the first places of ``order`` to its last."""
    links: dict[tuple[str, str], None] = {}
    reach = max(3, len(order) // 5)
    for place in range(len(order) - 1):
        links[order[place], order[min(len(order) - 1, place + int(random.integers(1, reach)))]] = None
    while len(links) < count:
        one = int(random.integers(0, len(order) - 1))
        other = min(len(order) - 1, one + int(random.integers(1, 2 * reach)))
        links[order[one], order[other]] = None
    return list(links)[:count] if len(links) > count else list(links)


def _jurisdiction(random: np.random.Generator, place: str, used: tuple[MarketId, ...]) -> Jurisdiction:
    scores = {market: round(float(random.uniform(2, 9)), 1) for market in (*used, MarketId.FINANCIAL)}
    return Jurisdiction(
        id=place,
        name=place,
        population=10.0,
        corruption=float(random.uniform(0.15, 0.8)),
        criminality=float(random.uniform(3, 8)),
        markets=scores,
        resilience={block: float(random.uniform(2, 9)) for block in BlockId},
        secrecy=float(random.uniform(0.4, 0.8)),
    )


def _habitats(random: np.random.Generator, markets: list[Market]) -> tuple[Habitat, ...]:
    origins = [
        origin.jurisdiction for market in markets if market.kind == MarketKind.WILDLIFE for origin in market.origins
    ]
    return tuple(
        Habitat(f"habitat_{place}", "", place, "", float(random.uniform(2e3, 5e4)), 0.4, 1e5, 0.03, 0.06, 0.0, 0.01)
        for place in origins
    )
