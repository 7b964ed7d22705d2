"""Plays that try one measure at a time on a scenario: who pays how much, where, and what the indices do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.model.measures import MEASURE_RULES, MeasureId
from game.model.parameters import Parameters
from game.model.scenario import Delegation, Scenario
from game.model.taxonomy import BlockId, MarketKind
from game.simulation import Network, advance, compile_network, no_shocks, scores, start_world
from game.simulation.arrays import Floats

TURNS = 12
PROGRAMME = 4  # turns that a programme is paid, where it then ends
WEAK, STRONG = 3.0, 12.0  # units of funds a turn and delegation
WEAK_TEAMS = 0.5  # part of its teams that a delegation posts in a weak play; in a strong one all
INDICES = ("criminality", "fauna", "herds", "laundered")
_BLOCKS = (BlockId.JUDICIAL_SYSTEM, BlockId.LAW_ENFORCEMENT)  # what technical assistance is given for
Doses = Callable[[int], Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A compiled scenario, and who answers for which jurisdiction."""

    scenario: Scenario
    network: Network
    owner: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """What a play led to: ``indices`` [turn, index] in the order of INDICES, ``places`` [jurisdiction] at the end."""

    indices: Floats
    places: Floats


def set_stage(scenario: Scenario, parameters: Parameters) -> Stage:
    """Compile a scenario for plays."""
    owner = {place: item.id for item in scenario.delegations for place in item.jurisdictions}
    return Stage(scenario, compile_network(scenario, parameters), owner)


def play(stage: Stage, doses: Doses, turns: int = TURNS) -> Course:
    """Play without events, instruments' changes and chance."""
    network = stage.network
    world, quiet, still = start_world(network), no_shocks(network), network.modifiers.zeros()
    rows = np.empty((turns, len(INDICES)))
    wild = _wildlife_row(stage)
    for turn in range(turns):
        world, flows = advance(network, network.constants, world, doses(turn), still, quiet)
        shown = scores(network, world)
        active = network.reference.active[wild, :, 0] > 0
        rows[turn] = (
            shown.world_criminality[0],
            shown.market[wild, active, 0].mean(),
            world.population.sum(),
            flows.integrated.sum() / network.turn_years,
        )
    return Course(rows, shown.criminality[:, 0])


def _wildlife_row(stage: Stage) -> int:
    """Return the row of the wildlife market, or of the first one."""
    rows = [row for row, item in enumerate(stage.scenario.markets) if item.kind is MarketKind.WILDLIFE]
    return rows[0] if rows else 0


def nothing(stage: Stage) -> Doses:
    """Order nothing."""
    zeros = stage.network.slots.zeros()
    return lambda _turn: zeros


def steady(doses: Floats) -> Doses:
    """Order the same in every turn."""
    return lambda _turn: doses


def programme(stage: Stage, doses: Floats) -> Doses:
    """Order the same for the first turns, then nothing."""
    zeros = stage.network.slots.zeros()
    return lambda turn: doses if turn < PROGRAMME else zeros


def measure_doses(stage: Stage, measure: str, delegations: Sequence[Delegation], *, strong: bool) -> Floats:
    """Return what is ordered if each of ``delegations`` spreads one amount evenly over all that it may order.

    Funds: WEAK or STRONG units. Teams: a part of its own or all of them; what only one end posts does nothing, as in
    play.
    """
    doses = stage.network.slots.zeros()
    for delegation in delegations:
        rows = targets(stage, measure, delegation.id)
        if not rows:
            continue
        if MEASURE_RULES[stage.network.slots.rule(measure)].funds:
            doses[rows] += (STRONG if strong else WEAK) / len(rows)
        else:
            parts = len(rows) if stage.network.slots.rule(measure) is not MeasureId.LIAISON else _partners(stage, rows)
            doses[rows] += delegation.teams * (1.0 if strong else WEAK_TEAMS) / parts
    return doses


def targets(stage: Stage, measure: str, delegation: str) -> list[int]:
    """Return the slots of a measure that a delegation may order."""
    slots = stage.network.slots
    return [row for row in slots.of(measure) if delegation in _may_order(stage, row)]


def _may_order(stage: Stage, row: int) -> set[str]:
    """Return the delegations that may order at a slot."""
    slot, owner = stage.network.slots.describe(row), stage.owner
    everybody = {item.id for item in stage.scenario.delegations}
    lands = {item.id: item.jurisdiction for item in stage.scenario.habitats}
    if slot.rule is MeasureId.TECHNICAL_ASSISTANCE:
        return everybody - {owner.get(str(slot.jurisdiction), "")} if slot.block in _BLOCKS else set()
    if slot.rule is MeasureId.LIAISON:
        pair = owner.get(str(slot.jurisdiction), ""), owner.get(str(slot.other), "")
        return {pair[0]} & everybody if all(pair) and pair[0] != pair[1] else set()
    if slot.habitat is not None:
        places = [lands[slot.habitat]]
    elif slot.corridor is not None:
        corridor = next(item for item in stage.scenario.corridors if item.id == slot.corridor)
        places = [lands[habitat] for habitat in corridor.habitats]
    else:
        places = [str(slot.jurisdiction)]
    return {owner[place] for place in places if place in owner}


def _partners(stage: Stage, rows: Sequence[int]) -> int:
    """Return with how many delegations a team could be posted."""
    slots = stage.network.slots
    return len({stage.owner[str(slots.describe(row).other)] for row in rows})


def offered(stage: Stage) -> list[str]:
    """Return the measures of the scenario that somebody may order, in its order."""
    return [
        item.id
        for item in stage.scenario.measures
        if any(targets(stage, item.id, delegation.id) for delegation in stage.scenario.delegations)
    ]


def even_doses(stage: Stage) -> Floats:
    """Return what is ordered if each delegation spreads its income and its teams evenly over all that it may order.

    No wise plan: it is there because every measure acts in it.
    """
    doses = stage.network.slots.zeros()
    for delegation in stage.scenario.delegations:
        rows = {name: targets(stage, name, delegation.id) for name in offered(stage)}
        paid = [row for name, some in rows.items() for row in some if _is_paid(stage, name)]
        posted = [row for name, some in rows.items() for row in some if not _is_paid(stage, name)]
        doses[paid] += delegation.funds / max(len(paid), 1)
        doses[posted] += delegation.teams / max(len(posted), 1)
    return doses


def _is_paid(stage: Stage, measure: str) -> bool:
    return MEASURE_RULES[stage.network.slots.rule(measure)].funds
