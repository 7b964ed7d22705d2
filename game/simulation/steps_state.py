"""Steps 6b to 9 of a turn and the activity behind the indices (docs/model.md 4.6 to 4.9, 5)."""

import numpy as np

from game.model.taxonomy import BlockId
from game.simulation.arrays import FLOOR, ZERO, Floats, clip, log_floor, ratio
from game.simulation.context import Turn
from game.simulation.effects import BLOCK_ROW
from game.simulation.steps_enforcement import Enforcement, Opening
from game.simulation.steps_money import Money
from game.simulation.steps_trade import Trade

_LEADERSHIP = BLOCK_ROW[BlockId.POLITICAL_LEADERSHIP]
_TRANSPARENCY = BLOCK_ROW[BlockId.TRANSPARENCY]
_PREVENTION = BLOCK_ROW[BlockId.PREVENTION]
_SUPPORT = BLOCK_ROW[BlockId.VICTIM_SUPPORT]
_NON_STATE = BLOCK_ROW[BlockId.NON_STATE_ACTORS]


def margins(turn: Turn, trade: Trade, clean: Floats) -> Floats:
    """Return π of the groups [group, run]: what a unit earns after money was lost."""
    kept = (np.maximum(clean, FLOOR) / turn.network.reference.clean) ** turn.constants.leverage
    margin: Floats = trade.earned * kept[turn.network.group_market]
    return margin


def grow_herds(turn: Turn, opening: Opening, trade: Trade) -> Floats:
    """Return the animals after births, deaths and dispersal [habitat, run]."""
    wild, of, years = turn.network.wildlife, turn.constants.of, turn.network.turn_years
    if not len(turn.network.habitats):
        return opening.population
    alive = opening.population - trade.poached
    connected = wild.corridor_mean @ opening.in_force - wild.quality_mean
    noise = of["population_noise"]
    rate = wild.growth * (1 - alive / wild.capacity) + wild.residual + of["corridor_growth"] * connected
    herd = alive * np.exp(clip(years * rate + noise * years**0.5 * turn.shocks.population, -50.0, 50.0))
    herd = np.minimum(herd, wild.ceiling)
    if len(turn.network.corridors):
        first, second = wild.corridor_ends
        relative = herd * wild.start_inverse
        moving = wild.moved * -np.expm1(-wild.dispersal * opening.in_force * years)
        herd = herd + wild.incidence @ (moving * (relative[first] - relative[second]))
    return np.maximum(herd, 0.0)


def pressure(turn: Turn, opening: Opening, enforcement: Enforcement, risk: Floats) -> Floats:
    """Return by how much organisations and poachers are pressed over the start, never less [group, run], 1/year."""
    network, constants = turn.network, turn.constants
    reference, places = network.reference, network.group_jurisdiction
    local = enforcement.capacity - reference.capacity
    prevented = (opening.resilience[_PREVENTION] - network.cited.resilience[_PREVENTION]) / 10
    home = constants.local * local[places] + constants.of["prevention_block_pressure"] * prevented[places]
    pressed: Floats = np.maximum(constants.pressure * (risk - reference.group_risk) + home, 0.0)
    return pressed


def poaching_effort(turn: Turn, opening: Opening, margin: Floats, pressed: Floats) -> Floats:
    """Return the effort of poachers relative to the start (open access: Gordon 1954; Clark 1990)."""
    network, of, years = turn.network, turn.constants.of, turn.network.turn_years
    if not len(network.habitats):
        return opening.poaching
    wild = network.wildlife
    gain = against = np.zeros_like(opening.poaching)
    if len(network.groups):
        gain = wild.grouped * log_floor(ratio(margin, network.reference.margin))[wild.group]
        against = wild.grouped * pressed[wild.group]
    effort = np.log(opening.poaching)
    scarce = of["scarcity_response"] * log_floor(ratio(opening.population, wild.population_inverse))
    cost = np.log1p(of["ranger_cost"] * turn.effects.rangers)
    noise = of["poaching_noise"]
    response = of["poaching_response"] * (gain + scarce - cost - of["poaching_crowding"] * effort)
    shock = noise * years**0.5 * turn.shocks.poaching
    return clip(np.exp(effort + years * (network.drift + response - against) + shock), 0.01, 10.0)


def organise(turn: Turn, opening: Opening, margin: Floats, pressed: Floats) -> Floats:
    """Return the size of organisations relative to the start [group, run]."""
    network, constants, years = turn.network, turn.constants, turn.network.turn_years
    gain = constants.growth * log_floor(ratio(margin, network.reference.margin))
    shock = constants.noise * years**0.5 * turn.shocks.organisations
    change = years * (network.drift + gain - pressed)
    size = clip(np.exp(np.log(opening.organisations) + change + shock), 0.05, 6.0)
    return size * (1 - network.wildlife.fed) + network.wildlife.fed


def waiting(turn: Turn, trade: Trade) -> Floats:
    """Return the people who were stopped and try again [group of smuggling, run], persons/year."""
    stopped = np.maximum(trade.stopped, 0.0)
    again: Floats = turn.constants.of["retry_share"] * stopped / turn.network.turn_years
    return again


def exploit(turn: Turn, opening: Opening, trade: Trade) -> tuple[Floats, Floats, Floats]:
    """Return persons exploited after the turn, identified, and recorded [destination of trafficking, run]."""
    persons, of = turn.network.persons, turn.constants.of
    place = persons.jurisdiction
    blocks = opening.resilience
    support = ((blocks[_SUPPORT] + blocks[_NON_STATE]) / 20)[place] / persons.support
    effects = turn.effects
    effort = (
        of["victim_support_identification"] * effects.victim_support + of["training_identification"] * effects.training
    )
    rate = persons.identification * support * (1 + effort[place])
    present = turn.world.persons + trade.arrivals[persons.destination]
    leaving = rate + persons.leaving
    ended = present * -np.expm1(-leaving * turn.network.turn_years)
    identified = np.where(leaving <= ZERO, 0.0, ended * rate / np.maximum(leaving, ZERO)).astype(
        ended.dtype, copy=False
    )
    recorded = identified * np.minimum(1.0, of["recording_share"] * support)
    return present - ended, identified, recorded


def activity(turn: Turn, enforcement: Enforcement, trade: Trade, money: Money, persons: Floats) -> Floats:
    """Return activity in absolute units [(market + money) · jurisdiction, run] (docs/model.md 5)."""
    network = turn.network
    legs, passages = network.leg_count, len(network.passages)
    groups, destinations, places = len(network.groups), len(network.destinations), len(network.jurisdictions)
    rows = turn.workspace.rows("activity", 2 * passages + groups + destinations + 2 * places + 1)
    leaving, entering = rows[:passages], rows[passages : 2 * passages]
    leaving[:legs], leaving[legs:] = trade.flow, money.flow
    np.multiply(leaving, enforcement.passing, out=entering)
    place = 2 * passages
    for part in (trade.sold, trade.arrivals, money.placed, money.integrated):
        rows[place : place + len(part)] = part
        place += len(part)
    trafficking = network.persons
    served = trafficking.arrivals * ratio(persons, trafficking.exploited_inverse)
    rows[2 * passages + groups + trafficking.destination] = served
    total = np.empty((len(network.markets) * places, turn.runs), rows.dtype)
    return network.activity_sum(rows, total, turn.workspace)


def corrupt(turn: Turn, opening: Opening, relative: Floats, integrated: Floats) -> Floats:
    """Return corruption after the turn [jurisdiction, run]; ``relative`` activity [market, jurisdiction, run]."""
    network, of, years = turn.network, turn.constants.of, turn.network.turn_years
    blocks, before = opening.resilience, opening.corruption
    integrity = (blocks[_LEADERSHIP] + blocks[_TRANSPARENCY]) / 20
    active = network.reference.active[:-1]
    count = active.sum(axis=0)
    mean = np.where(count > 0, (relative[:-1] * active).sum(axis=0) / np.maximum(count, 1), 1.0)
    money = ratio(integrated, network.reference.integrated)
    drift = of["corruption_growth"] * (1.5 - integrity) * (mean - 1) + of["money_corruption"] * (money - 1)
    shock = of["corruption_noise"] * years**0.5 * turn.shocks.corruption * before
    corruption = clip(before + (1 - before) * (years * drift + shock), 0.02, 0.95)
    audited = corruption * np.exp(-years * of["audit_rate"] * turn.effects.audit * (0.5 + integrity))
    return clip(audited, 0.02, 0.95).astype(before.dtype, copy=False)


def invest(turn: Turn, opening: Opening) -> Floats:
    """Return the resilience blocks after the turn [block, jurisdiction, run]."""
    of, years = turn.constants.of, turn.network.turn_years
    start = turn.network.cited.resilience
    blocks = start + (opening.resilience - start) * np.exp(-of["block_decay"] * years)
    if turn.effects.investment is not None:
        limit = of["absorption"] * (0.5 + opening.resilience[_LEADERSHIP] / 10)
        invested = np.minimum(turn.effects.investment, limit)
        blocks = blocks + years * of["block_gain"] * invested * (1 - opening.corruption)
    return clip(blocks, 1.0, 10.0).astype(opening.resilience.dtype, copy=False)
