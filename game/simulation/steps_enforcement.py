"""Steps 0 and 1 of a turn: what happens once, slow stocks, effort, links and hazards (docs/model.md 4.0, 4.1)."""

from dataclasses import dataclass

import numpy as np

from game.model.taxonomy import BlockId
from game.simulation.arrays import Floats, clip
from game.simulation.context import Turn
from game.simulation.effects import BLOCK_ROW
from game.simulation.kernels import blend
from game.simulation.modifiers import ModifierKind

CAPACITY = [BLOCK_ROW[b] for b in (BlockId.LAW_ENFORCEMENT, BlockId.JUDICIAL_SYSTEM, BlockId.TERRITORIAL_INTEGRITY)]
MONEY_CAPACITY = [
    BLOCK_ROW[b] for b in (BlockId.ANTI_MONEY_LAUNDERING, BlockId.ECONOMIC_REGULATION, BlockId.LAW_ENFORCEMENT)
]


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True, eq=False)
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


def open_turn(turn: Turn) -> Opening:
    """Apply what happens once, then move the slow stocks."""
    network, world, effects, pressures = turn.network, turn.world, turn.effects, turn.pressures
    once, of, years = pressures.once, turn.constants.of, network.turn_years
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
        grown = stock * np.exp(-of[f"{name}_decay"] * years) + years * of[f"{name}_gain"] * effect
        kept: Floats = np.minimum(grown, 5.0)
        return kept

    start = network.wildlife.quality
    faded = start + (world.quality - start) * np.exp(-of["corridor_decay"] * years)
    quality = clip(faded + years * of["corridor_gain"] * effects.protection * (1 - world.quality), 0.0, 1.0)
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
    network, effects, pressures = turn.network, turn.effects, turn.pressures
    of, runs = turn.constants.of, turn.runs
    kappa = capacity(opening.resilience, opening.corruption, CAPACITY, of["corruption_drag"])
    money_kappa = capacity(opening.resilience, opening.corruption, MONEY_CAPACITY, of["corruption_drag"])
    legs = network.leg_count
    financial = of["base_effort"] + effects.financial_intelligence
    ends = np.empty((2, len(network.passages), runs), kappa.dtype)
    for side, places in enumerate((network.passage_origin, network.passage_destination)):
        at_legs, at_channels = of["base_effort"] + effects.patrol[side], financial.take(places[legs:], axis=0)
        if pressures.effort is not None:
            at_legs = at_legs + pressures.effort[side, :legs]
            at_channels = at_channels + pressures.effort[side, legs:]
        np.multiply(kappa.take(places[:legs], axis=0), clip(at_legs, 0.0, 5.0), out=ends[side, :legs])
        np.multiply(money_kappa.take(places[legs:], axis=0), clip(at_channels, 0.0, 5.0), out=ends[side, legs:])
    link = _links(turn)
    hazard = blend(ends[0], ends[1], link)
    hazard *= turn.constants.interdiction
    passing = np.exp(-hazard)
    # expm1 keeps the digits of tiny hazards, and costs ten times as much: forecasts do without
    stopped = -np.expm1(-hazard) if hazard.dtype == np.float64 else 1 - passing
    extra = None
    if effects.investigation.any():
        extra = of["investigation_weight"] * effects.investigation * stopped
    risk = hazard if extra is None else hazard + extra
    placing = financial if pressures.placement is None else financial + pressures.placement
    placement = of["placement_interdiction"] * money_kappa * clip(placing, 0.0, 5.0)
    return Enforcement(kappa, link, hazard, passing, stopped, risk, extra, placement)


def _links(turn: Turn) -> Floats:
    """Return the link on each passage [passage, 1 or run]."""
    effects, pressures = turn.effects, turn.pressures
    strength = turn.network.start_link
    if pressures.link is not None:
        strength = strength + pressures.link
    apart = (1 - effects.liaison) * (1 - effects.joint) * np.exp(-clip(strength, 0.0, 10.0))
    return np.minimum(turn.constants.of["link_ceiling"], 1 - apart)
