"""Steps 0 and 1 of a turn: what happens once, slow stocks, effort, links and hazards (docs/model.md 4.0, 4.1)."""

from dataclasses import dataclass

import numpy as np

from game.model.taxonomy import BlockId
from game.simulation.arrays import Floats, clip
from game.simulation.constants import Constants
from game.simulation.context import Turn
from game.simulation.effects import BLOCK_ROW, Effects, Pressures
from game.simulation.kernels import blend_with
from game.simulation.modifiers import ModifierKind

CAPACITY = [BLOCK_ROW[b] for b in (BlockId.LAW_ENFORCEMENT, BlockId.JUDICIAL_SYSTEM, BlockId.TERRITORIAL_INTEGRITY)]
MONEY_CAPACITY = [
    BLOCK_ROW[b] for b in (BlockId.ANTI_MONEY_LAUNDERING, BlockId.ECONOMIC_REGULATION, BlockId.LAW_ENFORCEMENT)
]


@dataclass(slots=True, eq=False)  # made every turn: frozen takes twice as long
class Opening:
    """The state after what happens once and after the slow stocks have moved."""

    corruption: Floats
    resilience: Floats
    population: Floats
    poaching: Floats
    organisations: Floats
    prevention: Floats
    demand: Floats
    pathways: Floats
    quality: Floats
    in_force: Floats  # quality of corridors with modifiers


@dataclass(slots=True, eq=False)  # made every turn: frozen takes twice as long
class _Efforts:
    """What follows from measures, modifiers and constants, whatever the state: the same while they are."""

    effects: Effects
    pressures: Pressures
    constants: Constants
    ends: Floats  # effort at origins of passages, then at destinations, before capacity
    link: Floats
    apart: Floats  # what the harmonic mean counts by the link
    together: Floats  # what the sum of both ends counts
    investigation: Floats | None
    placement: Floats
    recovery: Floats  # 1/year, before what institutions can do


@dataclass(slots=True, eq=False)  # made every turn: frozen takes twice as long
class Enforcement:
    """Hazards on passages and where money is placed."""

    capacity: Floats  # κ [jurisdiction, run]
    link: Floats  # [passage, run]
    hazard: Floats  # H [passage, run]
    passing: Floats  # exp(−H)
    stopped: Floats  # 1 − exp(−H)
    risk: Floats  # ρ
    extra: Floats | None  # ρ − H; None without investigations
    placement: Floats  # hazard of placement [jurisdiction, run]
    recovery: Floats  # rate of recovery by links [jurisdiction, run], 1/year


def open_turn(turn: Turn) -> Opening:
    """Apply what happens once, then move the slow stocks."""
    network, world, effects, pressures = turn.network, turn.world, turn.effects, turn.pressures
    once, rates = pressures.once, turn.rates
    corruption, resilience = world.corruption, world.resilience
    if ModifierKind.CORRUPTION in once:
        corruption = clip(corruption + once[ModifierKind.CORRUPTION], 0.02, 0.95)
    if ModifierKind.BLOCK in once:
        rows = once[ModifierKind.BLOCK]
        added = rows.reshape(len(BLOCK_ROW), len(network.jurisdictions), rows.shape[-1])
        resilience = clip(resilience + added, 1.0, 10.0)
    population, poaching, organisations = world.population, world.poaching, world.organisations
    if ModifierKind.POPULATION in once:
        population = population * np.exp(once[ModifierKind.POPULATION])
    if ModifierKind.POACHING in once:
        poaching = clip(poaching * np.exp(once[ModifierKind.POACHING]), 0.01, 10.0)
    if ModifierKind.ORGANISATIONS in once:
        organisations = clip(organisations * np.exp(once[ModifierKind.ORGANISATIONS]), 0.05, 6.0)

    def build(stock: Floats, name: str, effect: Floats) -> Floats:
        if not len(stock):
            return stock
        grown: Floats = stock * rates.keep[name]
        grown += rates.gain[name] * effect
        return np.minimum(grown, 5.0, out=grown)

    start = network.wildlife.quality
    quality = world.quality
    if len(start):
        faded = start + (quality - start) * rates.corridor_keep
        quality = clip(faded + rates.corridor_gain * effects.protection * (1 - quality), 0.0, 1.0)
    in_force = quality if pressures.dispersal is None else clip(quality + pressures.dispersal, 0.0, 1.0)
    return Opening(
        corruption=corruption,
        resilience=resilience,
        population=population,
        poaching=poaching,
        organisations=organisations,
        prevention=build(world.prevention, "prevention", effects.prevention),
        demand=build(world.demand, "demand", effects.demand_reduction),
        pathways=build(world.pathways, "pathways", effects.pathways),
        quality=quality,
        in_force=in_force,
    )


def capacity(resilience: Floats, corruption: Floats, blocks: list[int], drag: Floats) -> Floats:
    """Return mean(blocks)/10 · (1 − drag · corruption): κ or, with other blocks, κ of money [jurisdiction, run]."""
    mean = (resilience[blocks[0]] + resilience[blocks[1]] + resilience[blocks[2]]) / 30
    scaled: Floats = mean * (1 - drag * corruption)
    return scaled


def enforce(turn: Turn, opening: Opening) -> Enforcement:
    """Return efforts, links and hazards of the turn."""
    efforts, drag, places = _efforts(turn), turn.constants.of["corruption_drag"], len(opening.corruption)
    kappas = np.empty((2 * places, turn.runs), opening.corruption.dtype)
    kappa, money_kappa = kappas[:places], kappas[places:]
    kappa[:] = capacity(opening.resilience, opening.corruption, CAPACITY, drag)
    money_kappa[:] = capacity(opening.resilience, opening.corruption, MONEY_CAPACITY, drag)
    ends = kappas.take(turn.rates.ends, axis=0)
    ends *= efforts.ends
    passages = len(ends) // 2
    hazard = blend_with(ends[:passages], ends[passages:], efforts.apart, efforts.together)
    hazard *= turn.constants.interdiction
    passing = np.exp(-hazard)
    # expm1 keeps the digits of tiny hazards, and costs ten times as much: forecasts do without
    stopped = -np.expm1(-hazard) if hazard.dtype == np.float64 else 1 - passing
    extra = None if efforts.investigation is None else efforts.investigation * stopped
    risk = hazard if extra is None else hazard + extra
    placement = efforts.placement * money_kappa
    return Enforcement(kappa, efforts.link, hazard, passing, stopped, risk, extra, placement, efforts.recovery)


def _efforts(turn: Turn) -> _Efforts:
    """Return the efforts of the turn, kept from the turn before where nothing changed."""
    kept = turn.workspace.kept.get("efforts")
    same = isinstance(kept, _Efforts) and kept.effects is turn.effects and kept.pressures is turn.pressures
    if isinstance(kept, _Efforts) and same and kept.constants is turn.constants:
        return kept
    made = turn.workspace.kept["efforts"] = _work_out(turn)
    return made


def _work_out(turn: Turn) -> _Efforts:
    network, effects, pressures, of = turn.network, turn.effects, turn.pressures, turn.constants.of
    legs, passages, dtype = network.leg_count, len(network.passages), turn.workspace.dtype
    financial = of["base_effort"] + effects.financial_intelligence
    ends = np.empty((2, passages, turn.runs), dtype)
    ends[:, :legs] = of["base_effort"] + effects.patrol
    for side, places in enumerate((network.passage_origin, network.passage_destination)):
        ends[side, legs:] = financial.take(places[legs:], axis=0)
    if pressures.effort is not None:
        ends += pressures.effort
    link = _links(turn)
    investigation = None
    if effects.investigation.any():
        investigation = of["investigation_weight"] * effects.investigation
    placing = financial if pressures.placement is None else financial + pressures.placement
    linked = network.channel_mean @ link[legs:]
    return _Efforts(
        effects=effects,
        pressures=pressures,
        constants=turn.constants,
        ends=clip(ends, 0.0, 5.0).reshape(2 * passages, turn.runs),
        link=link,
        apart=(1 - link) * (2 + link),
        together=0.25 * link * (2 + link),
        investigation=investigation,
        placement=of["placement_interdiction"] * clip(placing, 0.0, 5.0),
        recovery=of["recovery_rate"] * (1 + of["recovery_link"] * linked),
    )


def _links(turn: Turn) -> Floats:
    """Return the link on each passage [passage, 1 or run]."""
    effects, pressures = turn.effects, turn.pressures
    apart = (1 - effects.liaison) * (1 - effects.joint)
    if pressures.link is None:
        apart = apart * turn.rates.start_apart
    else:
        apart = apart * np.exp(-clip(turn.network.start_link + pressures.link, 0.0, 10.0))
    return np.minimum(turn.constants.of["link_ceiling"], 1 - apart)
