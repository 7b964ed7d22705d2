"""Sections 4.1 and 4.2 of the page: effort, links, hazard, and the choice of itinerary."""

import math

from game.model.measures import MeasureId
from game.model.taxonomy import BlockId
from tests.reference.network import MONEY, Group, Passage
from tests.reference.numbers import clip, learn, ln_plus, lost, mean, softmax
from tests.reference.state import Start, Turn


def blend(origin: float, destination: float, link: float) -> float:
    """Join the efforts of both ends."""
    total = origin + destination
    if total <= 1e-12:
        return 0.0
    weaker = 2.0 * origin * destination / total
    return (1.0 + link / 2.0) * ((1.0 - link) * weaker + link * total / 2.0)


def set_capacities(turn: Turn) -> None:
    """Work out what each State is capable of, and its effort against placement."""
    network = turn.network
    drag, base = network.value("corruption_drag"), network.value("base_effort")
    for jurisdiction in network.jurisdictions:
        blocks = turn.world.blocks[jurisdiction]
        honest = 1.0 - drag * turn.world.corruption[jurisdiction]
        force = (BlockId.LAW_ENFORCEMENT, BlockId.JUDICIAL_SYSTEM, BlockId.TERRITORIAL_INTEGRITY)
        money = (BlockId.ANTI_MONEY_LAUNDERING, BlockId.ECONOMIC_REGULATION, BlockId.LAW_ENFORCEMENT)
        turn.capacity[jurisdiction] = mean(blocks[block] for block in force) / 10.0 * honest
        turn.money_capacity[jurisdiction] = mean(blocks[block] for block in money) / 10.0 * honest
        intelligence = turn.doses.effect(MeasureId.FINANCIAL_INTELLIGENCE, jurisdiction)
        effort = clip(base + intelligence + turn.modifier("placement", jurisdiction), 0.0, 5.0)
        turn.placement[jurisdiction] = turn.money_capacity[jurisdiction] * effort


def end_effort(turn: Turn, passage: Passage, jurisdiction: str) -> float:
    """Give the effort at one end of a passage."""
    if passage.market == MONEY:
        capacity = turn.money_capacity[jurisdiction]
        added = turn.doses.effect(MeasureId.FINANCIAL_INTELLIGENCE, jurisdiction)
    else:
        capacity = turn.capacity[jurisdiction]
        added = turn.doses.effect(MeasureId.PATROL, passage.id, jurisdiction)
    modifier = turn.modifier("effort", passage.id, jurisdiction)
    return capacity * clip(turn.network.value("base_effort") + added + modifier, 0.0, 5.0)


def set_hazards(turn: Turn) -> None:
    """Work out link, hazard, investigation and risk of every passage."""
    network = turn.network
    set_capacities(turn)
    for passage in network.passages:
        here, there = passage.ends
        liaison = turn.doses.together(MeasureId.LIAISON, (here, there), (there, here))
        ends = ((passage.id, here), (passage.id, there))
        joint = turn.doses.together(MeasureId.JOINT_INVESTIGATION, *ends)
        instruments = clip(passage.start_link + turn.modifier("link", passage.id), 0.0, 10.0)
        link = 1.0 - (1.0 - liaison) * (1.0 - joint) * math.exp(-instruments)
        link = min(network.value("link_ceiling"), link)
        name = "money_interdiction" if passage.market == MONEY else "interdiction"
        efforts = (end_effort(turn, passage, here), end_effort(turn, passage, there))
        hazard = network.value(name, passage.market) * blend(*efforts, link)
        investigation = turn.doses.investigation(*ends)
        caught = network.value("investigation_weight") * investigation * lost(hazard)
        turn.link.append(link)
        turn.hazard.append(hazard)
        turn.investigation.append(investigation)
        turn.risk.append(hazard + caught)


def route_names(group: Group) -> tuple[str, str, str]:
    """Give the names of a group's parameters of choice: sensitivity, aversion to risk, lag."""
    if group[0] == MONEY:
        return "money_route_sensitivity", "money_risk_aversion", "money_route_lag"
    return "route_sensitivity", "risk_aversion", "route_lag"


def start_shares(turn: Turn, group: Group) -> list[float]:
    """Solve the shares of a group's itineraries at the start."""
    network = turn.network
    market = group[0]
    sensitivity, aversion = (network.value(name, market) for name in route_names(group)[:2])
    utilities = []
    for path in network.itineraries[group]:
        attraction = network.attraction[market, path.destination]
        if market == MONEY:
            secrecy = network.jurisdictions[path.destination].secrecy
            attraction *= math.exp(network.value("secrecy_weight") * (secrecy - 0.5))
        burden = sum(network.passages[number].cost + aversion * turn.hazard[number] for number in path.passages)
        size = network.value("path_size_weight") * ln_plus(path.size)
        utilities.append(ln_plus(attraction) - sensitivity * burden + size)
    return softmax(utilities)


def choose(turn: Turn, start: Start, group: Group) -> None:
    """Let a group learn towards the itineraries that have become better."""
    network = turn.network
    market = group[0]
    sensitivity, aversion, lag = (network.value(name, market) for name in route_names(group))
    weights = []
    for share, path in zip(start.world.shares[group], network.itineraries[group], strict=True):
        burden = 0.0
        for number in path.passages:
            cost = turn.modifier("leg_cost", network.passages[number].id)
            burden += cost + aversion * (turn.risk[number] - start.hazard[number])
        gain = 0.0 if market == MONEY else ln_plus(turn.world.price[market, path.destination])
        weights.append(share * math.exp(clip(gain - sensitivity * burden, -30.0, 30.0)))
    total = sum(weights)
    pace = learn(network.turn_years, lag)
    turn.world.shares[group] = [
        share + pace * (weight / total - share) for share, weight in zip(turn.world.shares[group], weights, strict=True)
    ]
