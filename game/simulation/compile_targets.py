"""Targets at which measures and modifiers do something, in the order of their rows."""

from collections.abc import Mapping, Sequence

from game.model.measures import MeasureId
from game.model.parameters import Parameters
from game.model.scenario import Channel, Leg, Scenario
from game.model.taxonomy import BlockId, MarketKind
from game.simulation.compile_routes import GoodsPlan, usable_channels, usable_legs
from game.simulation.modifiers import Key, ModifierKind
from game.simulation.slots import SlotKind


def _ends(passages: Sequence[Leg | Channel]) -> list[tuple[str, str]]:
    """Return (passage, jurisdiction): all origins' ends, then all destinations' ends."""
    return [(item.id, item.origin) for item in passages] + [(item.id, item.destination) for item in passages]


def smuggling_destinations(scenario: Scenario, plan: GoodsPlan) -> list[str]:
    """Return the jurisdictions to which migrants are smuggled, in the order of destinations."""
    market = next((item.id for item in scenario.markets if item.kind == MarketKind.SMUGGLING_OF_MIGRANTS), None)
    return [place for name, place in plan.destinations if name == market]


def slot_kinds(
    scenario: Scenario, parameters: Parameters, plan: GoodsPlan, pairs: Sequence[tuple[int, int]]
) -> list[SlotKind]:
    """Return targets and measures of every rule."""
    legs, channels = usable_legs(scenario), usable_channels(scenario)
    ids = [item.id for item in scenario.jurisdictions]
    own = [{"jurisdiction": place} for place in ids]
    targets: dict[MeasureId, Sequence[Mapping[str, str]]] = {
        MeasureId.PATROL: [{"leg": leg, "jurisdiction": place} for leg, place in _ends(legs)],
        MeasureId.FINANCIAL_INTELLIGENCE: own,
        MeasureId.JOINT_INVESTIGATION: [
            {"leg": leg, "jurisdiction": place} for leg, place in _ends([*legs, *channels])
        ],
        MeasureId.LIAISON: [{"jurisdiction": ids[one], "other": ids[other]} for one, other in pairs],
        MeasureId.AUDIT: own,
        MeasureId.JUDICIAL_TRAINING: own,
        MeasureId.LAW_ENFORCEMENT_TRAINING: own,
        MeasureId.VICTIM_SUPPORT: own,
        MeasureId.PREVENTION: [{"jurisdiction": place, "market": market} for market, place in plan.groups],
        MeasureId.DEMAND_REDUCTION: [{"jurisdiction": place, "market": market} for market, place in plan.destinations],
        MeasureId.RANGER_PATROL: [{"habitat": item.id} for item in scenario.habitats],
        MeasureId.CORRIDOR_PROTECTION: [{"corridor": item.id} for item in scenario.corridors],
        MeasureId.REGULAR_PATHWAYS: [{"jurisdiction": place} for place in smuggling_destinations(scenario, plan)],
        MeasureId.TECHNICAL_ASSISTANCE: [{"jurisdiction": place, "block": block} for place in ids for block in BlockId],
    }
    return [SlotKind(rule, targets[rule], _sizes(scenario, parameters, rule)) for rule in MeasureId]


def _sizes(scenario: Scenario, parameters: Parameters, rule: MeasureId) -> dict[str, tuple[float, float]]:
    """Return half amount and maximum of the built-in measure and of the scenario's own that work like it."""
    half, maximum = parameters.value(f"{rule}_half"), parameters.value(f"{rule}_maximum")
    sizes: dict[str, tuple[float, float]] = {str(rule): (half, maximum)}
    for offer in scenario.measures:
        if offer.rule == rule:
            own_half = half if offer.half_amount is None else offer.half_amount
            own_maximum = maximum if offer.maximum is None else offer.maximum
            sizes[offer.id] = (own_half, own_maximum)
    return sizes


def modifier_targets(scenario: Scenario, plan: GoodsPlan) -> dict[ModifierKind, list[Key]]:
    """Return the targets of every kind of modifier."""
    passages: list[Leg | Channel] = [*usable_legs(scenario), *usable_channels(scenario)]
    places: list[Key] = [(item.id,) for item in scenario.jurisdictions]
    every_passage: list[Key] = [(item.id,) for item in passages]
    habitats: list[Key] = [(item.id,) for item in scenario.habitats]
    return {
        ModifierKind.SUPPLY: list(plan.groups),
        ModifierKind.DEMAND: list(plan.destinations),
        ModifierKind.EFFORT: list(_ends(passages)),
        ModifierKind.PLACEMENT: places,
        ModifierKind.LEG_COST: every_passage,
        ModifierKind.LINK: every_passage,
        ModifierKind.DISPERSAL: [(item.id,) for item in scenario.corridors],
        ModifierKind.RETURN: places,
        ModifierKind.CORRUPTION: places,
        ModifierKind.BLOCK: [(item.id, block) for block in BlockId for item in scenario.jurisdictions],
        ModifierKind.POPULATION: habitats,
        ModifierKind.POACHING: habitats,
        ModifierKind.ORGANISATIONS: list(plan.groups),
    }
