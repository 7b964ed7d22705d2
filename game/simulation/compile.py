"""A scenario compiled to a network: layout of arrays, then the solved start."""

from collections.abc import Sequence

import numpy as np

from game.model.parameters import Parameters
from game.model.scenario import Channel, Leg, Scenario
from game.model.taxonomy import BlockId, MarketId, MarketKind
from game.simulation.arrays import Floats, Indices, column, indices
from game.simulation.compile_entities import activity_sum, persons, smuggling, wildlife
from game.simulation.compile_routes import (
    MONEY,
    FoundRoute,
    GoodsPlan,
    build_goods,
    build_money,
    one_hot,
    plan_goods,
    plan_money,
    usable_channels,
    usable_legs,
)
from game.simulation.compile_targets import modifier_targets, slot_kinds
from game.simulation.constants import Places, build_constants
from game.simulation.modifiers import build_modifiers
from game.simulation.network import Cited, Network, Reference, RouteSet
from game.simulation.slots import build_slots
from game.simulation.start import solve_start


def compile_network(scenario: Scenario, parameters: Parameters) -> Network:
    """Compile ``scenario`` with ``parameters`` (the scenario's overrides are applied here).

    Raises
    ------
    KeyError
        If the scenario overrides a parameter that does not exist.
    """
    chosen = parameters.override(scenario.parameters)
    plan = plan_goods(scenario, chosen)
    goods, found = build_goods(scenario, plan)
    money, money_found = build_money(scenario, plan_money(scenario, chosen))
    layout = _lay_out(scenario, chosen, plan, (goods, money), found)
    return solve_start(layout, plan, found, money_found)


def _lay_out(
    scenario: Scenario,
    parameters: Parameters,
    plan: GoodsPlan,
    routes: tuple[RouteSet, RouteSet],
    found: Sequence[FoundRoute],
) -> Network:
    """Return the network with everything but what the start solves."""
    legs, channels = usable_legs(scenario), usable_channels(scenario)
    passages: list[Leg | Channel] = [*legs, *channels]
    place = {item.id: row for row, item in enumerate(scenario.jurisdictions)}
    market: dict[str, int] = {item.id: row for row, item in enumerate(scenario.markets)}
    count, money_row = len(place), len(market)
    ids = [item.id for item in passages]
    origin = indices([place[item.origin] for item in passages])
    destination = indices([place[item.destination] for item in passages])
    leg_market = indices([market[leg.market] for leg in legs])
    passage_market = indices([*leg_market, *[money_row] * len(channels)])
    group_place = indices([place[name] for _, name in plan.groups])
    group_market = indices([market[name] for name, _ in plan.groups])
    end_place = indices([place[name] for _, name in plan.destinations])
    end_market = indices([market[name] for name, _ in plan.destinations])
    unit_value = column([max(0.0, item.unit_value) for item in scenario.markets])
    pairs = sorted(
        {(int(a), int(b)) for a, b in zip(origin, destination, strict=True)}
        | {(int(b), int(a)) for a, b in zip(origin, destination, strict=True)}
    )
    pair_row = {pair: row for row, pair in enumerate(pairs)}
    smuggles = [item.kind == MarketKind.SMUGGLING_OF_MIGRANTS for item in scenario.markets]
    places = Places(
        markets=tuple(item.parameters for item in scenario.markets),
        legs=leg_market,
        channels=len(channels),
        groups=group_market,
        smuggling=column([float(smuggles[row]) for row in group_market]),
        destinations=end_market,
        turn_years=scenario.rules.turn_years,
    )
    sums = one_hot(passage_market[: len(legs)], money_row)
    return Network(
        scenario=scenario.id,
        turn_years=scenario.rules.turn_years,
        drift=scenario.rules.drift,
        epilogue_turns=_epilogue_turns(scenario),
        jurisdictions=tuple(place),
        markets=(*market, MONEY),
        passages=tuple(ids),
        habitats=tuple(item.id for item in scenario.habitats),
        corridors=tuple(item.id for item in scenario.corridors),
        groups=plan.groups,
        destinations=plan.destinations,
        leg_count=len(legs),
        passage_origin=origin,
        passage_destination=destination,
        passage_market=passage_market,
        pair_there=indices([pair_row[int(a), int(b)] for a, b in zip(origin, destination, strict=True)]),
        pair_back=indices([pair_row[int(b), int(a)] for a, b in zip(origin, destination, strict=True)]),
        start_link=_start_link(scenario, [(item.origin, item.destination) for item in passages]),
        group_jurisdiction=group_place,
        group_market=group_market,
        destination_jurisdiction=end_place,
        destination_market=end_market,
        unit_value=unit_value,
        passage_value=np.concatenate([unit_value[leg_market], np.ones((len(channels), 1))]),
        group_totals=one_hot(group_market, money_row),
        leg_totals=sums,
        destination_totals=one_hot(end_market, money_row),
        goods=routes[0],
        money=routes[1],
        money_places=one_hot(destination[len(legs) :], count),
        channel_out=one_hot(origin[len(legs) :], count),
        channel_mean=_touching(origin[len(legs) :], destination[len(legs) :], count),
        activity_sum=activity_sum(
            (passage_market, origin, destination),
            (group_market, group_place),
            (end_market, end_place),
            (money_row, count),
        ),
        wildlife=wildlife(scenario, plan, place),
        persons=persons(scenario, plan, end_place),
        smuggling=smuggling(scenario, plan, found),
        reference=_empty_reference(),
        cited=_cited(scenario),
        parameters=parameters,
        places=places,
        constants=build_constants(parameters, places, {}),
        slots=build_slots(slot_kinds(scenario, parameters, plan, pairs)),
        modifiers=build_modifiers(modifier_targets(scenario, plan)),
        jurisdiction_index=place,
        market_index=_market_index(scenario),
        leg_index={name: row for row, name in enumerate(ids)},
        habitat_index={item.id: row for row, item in enumerate(scenario.habitats)},
        corridor_index={item.id: row for row, item in enumerate(scenario.corridors)},
        block_index={block: row for row, block in enumerate(BlockId)},
    )


def _epilogue_turns(scenario: Scenario) -> int:
    years = scenario.rules.epilogue_years
    return max(1, round(years / scenario.rules.turn_years)) if years > 0 else 0


def _market_index(scenario: Scenario) -> dict[str, int]:
    """Return rows of markets; ``financial`` is money where the scenario has no market of that name."""
    rows: dict[str, int] = {item.id: row for row, item in enumerate(scenario.markets)}
    rows[MONEY] = len(scenario.markets)
    rows.setdefault(MarketId.FINANCIAL, rows[MONEY])
    return rows


def _touching(origin: Indices, destination: Indices, count: int) -> Floats:
    """Return the mean over the channels that touch each jurisdiction [jurisdiction, channel]."""
    touch = np.maximum(one_hot(origin, count), one_hot(destination, count))
    mean: Floats = touch / np.maximum(touch.sum(axis=1, keepdims=True), 1)
    return mean


def _start_link(scenario: Scenario, ends: Sequence[tuple[str, str]]) -> Floats:
    """Return L₀ of each passage: instruments to which both ends are parties at the start."""
    total = np.zeros((len(ends), 1))
    for instrument in scenario.instruments:
        strength = -np.log1p(-min(max(instrument.link, 0.0), 0.99))
        parties = set(instrument.parties)
        for row, (one, other) in enumerate(ends):
            if one in parties and other in parties:
                total[row] += strength
    return total


def _cited(scenario: Scenario) -> Cited:
    """Return the cited scores, clipped to their ranges."""
    columns = [*[item.id for item in scenario.markets], MarketId.FINANCIAL]
    places = scenario.jurisdictions
    market = np.array([[item.markets.get(MarketId(name), item.criminality) for item in places] for name in columns])
    market = np.clip(market, 1.0, 10.0)[..., None]
    chance = (np.clip(market, 1.05, 9.95) - 1) / 9
    resilience = np.array([[item.resilience.get(block, 5.0) for item in places] for block in BlockId])
    return Cited(
        criminality=np.clip(column([item.criminality for item in places]), 1, 10),
        market=market,
        logit=np.log(chance / (1 - chance)),
        corruption=np.clip(column([item.corruption for item in places]), 0.02, 0.95),
        resilience=np.clip(resilience, 1.0, 10.0)[..., None],
    )


def _empty_reference() -> Reference:
    """Return a reference that the start replaces."""
    none = np.zeros((0, 1))
    pair = (none, none)
    return Reference(none, none, none, none, none, none, pair, pair, none, pair, pair, none, none, none)
