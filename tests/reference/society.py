"""Sections 4.8, 4.9 and 5 of the page: state capacity, persons, activity."""

import math

from game.model.measures import MeasureId
from game.model.taxonomy import BlockId, MarketKind
from tests.reference.finance import served
from tests.reference.network import MONEY
from tests.reference.numbers import TINY, clip, lost, mean, ratio
from tests.reference.state import Start, Turn, World

INVESTMENT: dict[MeasureId, dict[BlockId, float]] = {
    MeasureId.JUDICIAL_TRAINING: {BlockId.JUDICIAL_SYSTEM: 1.0, BlockId.NATIONAL_POLICIES: 0.3},
    MeasureId.LAW_ENFORCEMENT_TRAINING: {BlockId.LAW_ENFORCEMENT: 1.0, BlockId.TERRITORIAL_INTEGRITY: 0.5},
    MeasureId.VICTIM_SUPPORT: {BlockId.VICTIM_SUPPORT: 1.0, BlockId.NON_STATE_ACTORS: 0.3},
    MeasureId.AUDIT: {BlockId.TRANSPARENCY: 0.5},
    MeasureId.FINANCIAL_INTELLIGENCE: {BlockId.ANTI_MONEY_LAUNDERING: 0.5},
}


def persons_skill(world: World, jurisdiction: str) -> float:
    """Give the capacity to find and protect victims."""
    blocks = world.blocks[jurisdiction]
    return mean((blocks[BlockId.VICTIM_SUPPORT], blocks[BlockId.NON_STATE_ACTORS])) / 10.0


def set_persons(turn: Turn, start: Start) -> None:
    """Let people in exploitation be found, and leave; blocks are those before the turn."""
    network, world, years = turn.network, turn.world, turn.network.turn_years
    for place in network.places(MarketKind.TRAFFICKING_IN_PERSONS):
        jurisdiction = place[1]
        better = persons_skill(world, jurisdiction) / persons_skill(start.world, jurisdiction)
        training = turn.doses.effect(MeasureId.JUDICIAL_TRAINING, jurisdiction)
        training += turn.doses.effect(MeasureId.LAW_ENFORCEMENT_TRAINING, jurisdiction)
        support = turn.doses.effect(MeasureId.VICTIM_SUPPORT, jurisdiction)
        help_ = network.value("victim_support_identification") * support
        help_ += network.value("training_identification") * training
        rate = start.identification[place] * better * (1.0 + help_)
        whole = rate + start.leaving[place]
        present = world.persons[place] + turn.flows.arrivals[place]
        ended = present * lost(whole * years)
        identified = ended * rate / whole if whole > TINY else 0.0
        turn.flows.identified[place] = identified
        turn.flows.recorded[place] = identified * min(1.0, network.value("recording_share") * better)
        world.persons[place] = present * math.exp(-whole * years)


def activity(turn: Turn, market: str, start: Start | None) -> dict[str, float]:
    """Work out what is done in each jurisdiction for a market or with money."""
    network, flows = turn.network, turn.flows
    done: dict[str, float] = {}
    for jurisdiction in network.jurisdictions:
        money = market == MONEY
        total = flows.placed[jurisdiction] if money else flows.launched.get((market, jurisdiction), 0.0)
        place = (market, jurisdiction)
        if place in network.attraction:
            total += served(turn, place, turn.world.persons.get(place, 0.0), start)
        for number, passage in enumerate(network.passages):
            if passage.market != market:
                continue
            if passage.destination == jurisdiction:
                total += flows.entered[number] * turn.passing(number)
            if passage.origin == jurisdiction:
                total += flows.entered[number]
        done[jurisdiction] = total
    return done


def set_activity(turn: Turn, start: Start) -> None:
    """Compare activity with that at the start."""
    for market in (*turn.network.markets, MONEY):
        for jurisdiction, done in activity(turn, market, start).items():
            turn.world.activity[market, jurisdiction] = ratio(done, start.activity[market, jurisdiction])


def investment(turn: Turn, jurisdiction: str) -> dict[BlockId, float]:
    """Add up what measures do for the blocks of a State."""
    doses, network = turn.doses, turn.network
    total = {block: doses.effect(MeasureId.TECHNICAL_ASSISTANCE, jurisdiction, str(block)) for block in BlockId}
    for rule, weights in INVESTMENT.items():
        for block, weight in weights.items():
            total[block] += weight * doses.effect(rule, jurisdiction)
    for market in network.markets:
        total[BlockId.PREVENTION] += doses.effect(MeasureId.PREVENTION, market, jurisdiction)
    leadership = turn.world.blocks[jurisdiction][BlockId.POLITICAL_LEADERSHIP]
    most = network.value("absorption") * (0.5 + leadership / 10.0)
    return {block: min(amount, most) for block, amount in total.items()}


def set_states(turn: Turn, start: Start) -> None:
    """Let corruption and blocks change."""
    for jurisdiction in turn.network.jurisdictions:
        built = investment(turn, jurisdiction)
        before = turn.world.corruption[jurisdiction]
        _set_corruption(turn, start, jurisdiction)
        _set_blocks(turn, start, jurisdiction, built, before)


def _set_corruption(turn: Turn, start: Start, jurisdiction: str) -> None:
    network, world, years = turn.network, turn.world, turn.network.turn_years
    blocks, before = world.blocks[jurisdiction], world.corruption[jurisdiction]
    integrity = mean((blocks[BlockId.POLITICAL_LEADERSHIP], blocks[BlockId.TRANSPARENCY])) / 10.0
    active = mean(
        (
            world.activity[market, jurisdiction]
            for market in network.markets
            if start.activity[market, jurisdiction] > TINY
        ),
        of_nothing=1.0,
    )
    money = ratio(turn.flows.integrated[jurisdiction], start.flows.integrated[jurisdiction])
    pull = network.value("corruption_growth") * (1.5 - integrity) * (active - 1.0)
    pull += network.value("money_corruption") * (money - 1.0)
    shock = turn.shock("corruption", jurisdiction)
    chance = network.value("corruption_noise") * math.sqrt(years) * shock
    honest = (1.0 - before) * math.exp(min(-2.0 * years * pull - chance, 50.0))
    corruption = before / (before + honest)
    audit = turn.doses.effect(MeasureId.AUDIT, jurisdiction)
    fall = math.exp(-years * network.value("audit_rate") * audit * (0.5 + integrity))
    world.corruption[jurisdiction] = clip(corruption * fall, 0.02, 0.95)


def _set_blocks(turn: Turn, start: Start, jurisdiction: str, built: dict[BlockId, float], corruption: float) -> None:
    network, years = turn.network, turn.network.turn_years
    fading = math.exp(-network.value("block_decay") * years)
    blocks = turn.world.blocks[jurisdiction]
    for block in BlockId:
        first = start.world.blocks[jurisdiction][block]
        gain = years * network.value("block_gain") * built[block] * (1.0 - corruption)
        blocks[block] = clip(first + (blocks[block] - first) * fading + gain, 1.0, 10.0)
