"""Everything that a network's measures, modifiers and shocks can be aimed at, by the keys that the reference takes."""

from game.model.measures import MeasureId
from game.model.taxonomy import BlockId, MarketKind
from tests.reference.network import MONEY, Network

Key = tuple[str, ...]


def dose_targets(network: Network) -> list[Key]:
    """Give (id of the offer, target...) of every dose."""
    return [
        (offer, *target)
        for rule in MeasureId
        for offer, _, _ in network.offers[rule]
        for target in _aims(network, rule)
    ]


def _aims(network: Network, rule: MeasureId) -> list[Key]:
    places = list(network.jurisdictions)
    smuggling = [place[1] for place in network.places(MarketKind.SMUGGLING_OF_MIGRANTS)]
    goods = [place for place in network.attraction if place[0] != MONEY]
    aims: dict[MeasureId, list[Key]] = {
        MeasureId.PATROL: _ends(network, goods=True, money=False),
        MeasureId.JOINT_INVESTIGATION: _ends(network, goods=True, money=True),
        MeasureId.LIAISON: _neighbours(network),
        MeasureId.PREVENTION: list(network.supply),
        MeasureId.DEMAND_REDUCTION: list(goods),
        MeasureId.RANGER_PATROL: [(name,) for name in network.habitats],
        MeasureId.CORRIDOR_PROTECTION: [(name,) for name in network.corridors],
        MeasureId.REGULAR_PATHWAYS: [(place,) for place in dict.fromkeys(smuggling)],
        MeasureId.TECHNICAL_ASSISTANCE: [(place, str(block)) for place in places for block in BlockId],
    }
    return aims.get(rule, [(place,) for place in places])


def _ends(network: Network, *, goods: bool, money: bool) -> list[Key]:
    return [
        (passage.id, end)
        for passage in network.passages
        for end in passage.ends
        if (money if passage.market == MONEY else goods)
    ]


def _neighbours(network: Network) -> list[Key]:
    pairs: dict[Key, None] = {}
    for passage in network.passages:
        pairs[passage.ends] = None
        pairs[passage.ends[::-1]] = None
    return list(pairs)


# How large a modifier of each kind ordinarily is.
MODIFIER_SIZES = {
    "supply": 0.5,
    "demand": 0.5,
    "effort": 0.3,
    "placement": 0.3,
    "leg_cost": 1.0,
    "link": 0.5,
    "dispersal": 0.3,
    "return": 0.3,
    "corruption": 0.05,
    "block": 0.5,
    "population": 0.1,
    "poaching": 0.2,
    "organisations": 0.2,
}


def modifier_targets(network: Network) -> list[Key]:
    """Give (kind, target...) of every modifier."""
    goods = [place for place in network.attraction if place[0] != MONEY]
    passages: list[Key] = [(passage.id,) for passage in network.passages]
    places: list[Key] = [(place,) for place in network.jurisdictions]
    habitats: list[Key] = [(name,) for name in network.habitats]
    targets: dict[str, list[Key]] = {
        "supply": list(network.supply),
        "demand": list(goods),
        "effort": _ends(network, goods=True, money=True),
        "placement": places,
        "leg_cost": passages,
        "link": passages,
        "dispersal": [(name,) for name in network.corridors],
        "return": places,
        "corruption": places,
        "block": [(place, str(block)) for place in network.jurisdictions for block in BlockId],
        "population": habitats,
        "poaching": habitats,
        "organisations": list(network.supply),
    }
    return [(kind, *target) for kind, found in targets.items() for target in found]


def shock_targets(network: Network) -> list[tuple[str, str, str]]:
    """Give (stream, item, second item or nothing) of every shock."""
    found = [("organisations", *group) for group in network.supply]
    found += [(stream, name, "") for stream in ("poaching", "population") for name in network.habitats]
    return found + [("corruption", name, "") for name in network.jurisdictions]
