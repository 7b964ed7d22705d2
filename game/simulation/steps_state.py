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
    """Return ln(π/π₀) of the groups [group, run]; π is what a unit earns after money was lost."""
    kept = (np.maximum(clean, FLOOR) / turn.network.reference.clean) ** turn.constants.leverage
    margin: Floats = trade.earned * kept.take(turn.network.group_market, axis=0)
    return log_floor(ratio(margin, turn.network.reference.margin))


def grow_herds(turn: Turn, opening: Opening, trade: Trade) -> Floats:
    """Return the animals after births, deaths and dispersal [habitat, run]."""
    wild, of, years = turn.network.wildlife, turn.constants.of, turn.network.turn_years
    if not len(turn.network.habitats):
        return opening.population
    alive = opening.population - trade.poached
    connected = wild.corridor_mean @ opening.in_force - wild.quality_mean
    rate = wild.growth * (1 - alive / wild.capacity) + wild.residual + of["corridor_growth"] * connected
    herd = alive * np.exp(clip(years * rate + turn.rates.population_noise * turn.shocks.population, -50.0, 50.0))
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
    home = constants.local * local.take(places, axis=0)
    home += constants.of["prevention_block_pressure"] * prevented.take(places, axis=0)
    pressed: Floats = risk - reference.group_risk
    pressed *= constants.pressure
    pressed += home
    return np.maximum(pressed, 0.0, out=pressed)


def poaching_effort(turn: Turn, opening: Opening, herds: Floats, gained: Floats, pressed: Floats) -> Floats:
    """Return the effort of poachers relative to the start (open access: Gordon 1954; Clark 1990).

    ``herds``: animals after the turn. Crowding is a rate of return, solved over the turn: with a plain step of a year
    herd and poachers could swing ever wider round a start that stands still.
    """
    network, of, rates = turn.network, turn.constants.of, turn.rates
    if not len(network.habitats):
        return opening.poaching
    wild = network.wildlife
    gain = against = np.zeros_like(opening.poaching)
    if len(network.groups):
        gain = wild.grouped * gained.take(wild.group, axis=0)
        against = wild.grouped * pressed.take(wild.group, axis=0)
    scarce = of["scarcity_response"] * log_floor(ratio(herds, wild.population_inverse))
    cost = np.log1p(of["ranger_cost"] * turn.effects.rangers)
    drawn = network.drift + of["poaching_response"] * (gain + scarce - cost) - against
    effort = rates.effort_keep * np.log(opening.poaching) + rates.effort_gain * drawn
    return clip(np.exp(effort + rates.poaching_noise * turn.shocks.poaching), 0.01, 10.0)


def organise(turn: Turn, opening: Opening, gained: Floats, pressed: Floats) -> Floats:
    """Return the size of organisations relative to the start [group, run]."""
    network, constants, years = turn.network, turn.constants, turn.network.turn_years
    rates = turn.rates
    change = gained * constants.growth
    change -= pressed
    change += network.drift
    change *= years
    change += np.log(opening.organisations)
    change += rates.organisation_noise * turn.shocks.organisations
    np.exp(change, out=change)
    size = clip(change, 0.05, 6.0)
    return size * rates.unfed + network.wildlife.fed if rates.fed else size


def waiting(turn: Turn, trade: Trade) -> Floats:
    """Return the people who were stopped and try again [group of smuggling, run], persons/year."""
    if not len(trade.stopped):
        return trade.stopped
    stopped = np.maximum(trade.stopped, 0.0)
    again: Floats = turn.constants.of["retry_share"] * stopped / turn.network.turn_years
    return again


def exploit(turn: Turn, opening: Opening, trade: Trade) -> tuple[Floats, Floats, Floats]:
    """Return persons exploited after the turn, identified, and recorded [destination of trafficking, run]."""
    persons, of = turn.network.persons, turn.constants.of
    place = persons.jurisdiction
    if not len(place):
        return turn.world.persons, turn.world.persons, turn.world.persons
    blocks = opening.resilience
    support = ((blocks[_SUPPORT] + blocks[_NON_STATE]) / 20)[place] / persons.support
    effects = turn.effects
    effort = (
        of["victim_support_identification"] * effects.victim_support + of["training_identification"] * effects.training
    )
    rate = persons.identification * support * (1 + effort[place])
    present = turn.world.persons + trade.arrivals[persons.destination]
    leaving = rate + persons.leaving
    span = -turn.network.turn_years * leaving
    ended = present * -np.expm1(span)
    identified = np.where(leaving <= ZERO, 0.0, ended * rate / np.maximum(leaving, ZERO)).astype(
        ended.dtype, copy=False
    )
    recorded = identified * np.minimum(1.0, of["recording_share"] * support)
    # not present - ended: where many more arrive in a turn than stay, the difference would have lost its digits
    return present * np.exp(span), identified, recorded


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
    if len(trafficking.destination):
        served = trafficking.arrivals * ratio(persons, trafficking.exploited_inverse)
        rows[2 * passages + groups + trafficking.destination] = served
    total = np.empty((len(network.markets) * places, turn.runs), rows.dtype)
    return network.activity_sum(rows, total, turn.workspace)


def corrupt(turn: Turn, opening: Opening, relative: Floats, integrated: Floats) -> Floats:
    """Return corruption after the turn [jurisdiction, run]; ``relative`` activity [market, jurisdiction, run].

    Growth is logistic, solved over the turn, so that turns of any length tell the same.
    """
    network, of, years, rates = turn.network, turn.constants.of, turn.network.turn_years, turn.rates
    blocks, before = opening.resilience, opening.corruption
    integrity = (blocks[_LEADERSHIP] + blocks[_TRANSPARENCY]) / 20
    mean = np.add.reduce(relative[:-1] * rates.active, axis=0)
    mean /= rates.count
    mean += rates.idle
    money = ratio(integrated, network.reference.integrated)
    drift = of["corruption_growth"] * (1.5 - integrity) * (mean - 1) + of["money_corruption"] * (money - 1)
    drift *= -2 * years
    drift -= rates.corruption_noise * turn.shocks.corruption
    odds = np.exp(np.minimum(drift, 50.0))  # of an honest official, relative to before; beyond, the floor holds anyway
    odds *= 1 - before
    odds += before
    corruption = before / odds
    if turn.effects.audit.any():
        integrity += 0.5
        corruption *= np.exp(rates.audit * turn.effects.audit * integrity)
    return clip(corruption, 0.02, 0.95).astype(before.dtype, copy=False)


def invest(turn: Turn, opening: Opening) -> Floats:
    """Return the resilience blocks after the turn [block, jurisdiction, run]."""
    of, rates = turn.constants.of, turn.rates
    start = turn.network.cited.resilience
    blocks = opening.resilience - start
    blocks *= rates.block_keep
    blocks += start
    if turn.effects.investment is not None:
        limit = of["absorption"] * (0.5 + opening.resilience[_LEADERSHIP] / 10)
        invested = np.minimum(turn.effects.investment, limit)
        blocks = blocks + rates.block_gain * invested * (1 - opening.corruption)
    return clip(blocks, 1.0, 10.0).astype(opening.resilience.dtype, copy=False)
