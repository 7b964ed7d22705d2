"""How much a delegation needs each measure, and how funds are spread by need; figures between 0 and 1.

Computer delegations ask with what their seat believes; the search for the room's best plan asks with the truth.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.model.measures import MEASURE_RULES, MeasureId
from game.model.scenario import MeasureOffer
from game.model.taxonomy import MarketKind
from game.session.desk import Draft, Order, Target
from game.session.published import Indices
from game.session.quantities import quantity_key
from game.session.rulebook import PublicBook
from game.session.world import MONEY

_SMALLEST_SHARE = 0.05  # what a shared leg without flow is still worth to a link


@dataclass(frozen=True, slots=True)
class Need:
    """A measure at a target: what its full effect is worth, and the amount of half its effect."""

    measure: str
    target: Target
    worth: float
    half: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a delegation goes by: published indices, and figures by name (believed, or true)."""

    book: PublicBook
    seat: str
    indices: Indices
    figures: Mapping[str, float]

    @property
    def own(self) -> frozenset[str]:
        """The delegation's jurisdictions."""
        return frozenset(self.book.delegations[self.seat].jurisdictions)

    def figure(self, function: str, *ids: str) -> float:
        """Return a figure, 0 where nothing is known."""
        return self.figures.get(quantity_key(function, *ids), 0.0)

    def score(self, place: str, market: str) -> float:
        """Return a published score as a need: 0 at score 1, 1 at score 10."""
        return (self.indices.markets.get(place, {}).get(market, 1.0) - 1.0) / 9.0


def measure_needs(outlook: Outlook, weights: Mapping[MeasureId, float]) -> list[Need]:
    """Return every measure paid in funds alone, at every target where it is worth something."""
    book = outlook.book
    flows = flow_shares(outlook)
    needs = []
    for offer in book.scenario.measures:
        weight = weights.get(offer.rule, 0.0)
        if not weight or MEASURE_RULES[offer.rule].teams or offer.rule not in _NEEDS:
            continue
        for target in book.choices[outlook.seat][offer.id]:
            worth = weight * _NEEDS[offer.rule](outlook, target, flows)
            if worth > 0:
                needs.append(Need(offer.id, target, worth, half_amount(book, offer)))
    return needs


def spread(needs: Sequence[Need], units: int, lot: np.random.Generator | None = None) -> Draft:
    """Spend whole units one by one, each where the next is worth most; ``lot`` breaks ties."""
    if not needs:
        return Draft()
    worth = np.array([need.worth for need in needs])
    if lot is not None:
        worth *= 1.0 + 1e-3 * lot.random(len(needs))
    half = np.array([need.half for need in needs])
    amounts = np.zeros(len(needs))
    for _unit in range(units):
        gain = worth * ((amounts + 1) / (amounts + 1 + half) - amounts / (amounts + half))
        amounts[int(np.argmax(gain))] += 1
    orders = [
        Order(need.measure, need.target, int(amount)) for need, amount in zip(needs, amounts, strict=True) if amount
    ]
    return Draft(tuple(sorted(orders, key=lambda order: (order.measure, order.target))))


def half_amount(book: PublicBook, offer: MeasureOffer) -> float:
    """Return the amount of half the effect of a measure on offer [units]."""
    if offer.half_amount is not None:
        return max(offer.half_amount, 1e-9)
    return max(book.parameters.value(f"{offer.rule}_half"), 1e-9)


def flow_shares(outlook: Outlook) -> dict[str, float]:
    """Return each own leg's part of what passes the delegation's legs of the same market."""
    legs = [leg for leg in outlook.book.scenario.legs if outlook.own & {leg.origin, leg.destination}]
    totals: dict[str, float] = {}
    for leg in legs:
        totals[leg.market] = totals.get(leg.market, 0.0) + outlook.figure("flow", leg.id)
    return {
        leg.id: outlook.figure("flow", leg.id) / totals[leg.market] if totals[leg.market] > 0 else 0.0 for leg in legs
    }


def link_worth(outlook: Outlook) -> dict[str, float]:
    """Return what a link with each other delegation is worth; those that share no leg or channel are left out."""
    book, own = outlook.book, outlook.own
    flows = flow_shares(outlook)
    worth: dict[str, float] = {}
    for other in book.scenario.delegations:
        theirs = set(other.jurisdictions)
        if other.id == outlook.seat:
            continue
        shared = [leg for leg, ends in book.ends.items() if own & set(ends) and theirs & set(ends)]
        if shared:
            worth[other.id] = sum(_SMALLEST_SHARE + flows.get(leg, 0.0) for leg in shared)
    return worth


def _patrol(outlook: Outlook, target: Target, flows: Mapping[str, float]) -> float:
    market = outlook.book.leg_markets[target.leg]
    return outlook.score(target.jurisdiction, market) * flows.get(target.leg, 0.0)


def _prevention(outlook: Outlook, target: Target, _flows: Mapping[str, float]) -> float:
    place, market = target.jurisdiction, target.market
    item = next(item for item in outlook.book.scenario.markets if item.id == market)
    herds = item.kind is MarketKind.WILDLIFE and place in outlook.book.habitat_places.values()
    origin = herds or any(origin.jurisdiction == place for origin in item.origins)
    return outlook.score(place, market) if origin else 0.0


def _demand(outlook: Outlook, target: Target, _flows: Mapping[str, float]) -> float:
    place, market = target.jurisdiction, target.market
    return outlook.score(place, market) if _sells(outlook.book, place, market) else 0.0


def _corridor(outlook: Outlook, target: Target, _flows: Mapping[str, float]) -> float:
    return 1.0 - next(item.quality for item in outlook.book.scenario.corridors if item.id == target.corridor)


def _training(outlook: Outlook, target: Target, _flows: Mapping[str, float]) -> float:
    return 1.0 - outlook.indices.resilience[target.jurisdiction] / 10.0


def _of_kind(kind: MarketKind) -> "Callable[[Outlook, Target, Mapping[str, float]], float]":
    def need(outlook: Outlook, target: Target, _flows: Mapping[str, float]) -> float:
        return max(_scores_of(outlook, target.jurisdiction, kind), default=0.0)

    return need


def _scores_of(outlook: Outlook, place: str, kind: MarketKind) -> Iterator[float]:
    for market in outlook.book.scenario.markets:
        if market.kind is kind and _sells(outlook.book, place, market.id):
            yield outlook.score(place, market.id)


def _sells(book: PublicBook, place: str, market: str) -> bool:
    item = next(item for item in book.scenario.markets if item.id == market)
    return any(end.jurisdiction == place for end in item.destinations)


_NEEDS: Mapping[MeasureId, Callable[[Outlook, Target, Mapping[str, float]], float]] = {
    MeasureId.PATROL: _patrol,
    MeasureId.FINANCIAL_INTELLIGENCE: lambda outlook, target, _: outlook.score(target.jurisdiction, MONEY),
    MeasureId.AUDIT: lambda outlook, target, _: outlook.figure("corruption", target.jurisdiction),
    MeasureId.JUDICIAL_TRAINING: _training,
    MeasureId.LAW_ENFORCEMENT_TRAINING: _training,
    MeasureId.VICTIM_SUPPORT: _of_kind(MarketKind.TRAFFICKING_IN_PERSONS),
    MeasureId.PREVENTION: _prevention,
    MeasureId.DEMAND_REDUCTION: _demand,
    MeasureId.RANGER_PATROL: lambda outlook, target, _: outlook.figure("pike", target.habitat),
    MeasureId.CORRIDOR_PROTECTION: _corridor,
    MeasureId.REGULAR_PATHWAYS: _of_kind(MarketKind.SMUGGLING_OF_MIGRANTS),
}
