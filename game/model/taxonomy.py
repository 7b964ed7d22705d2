"""The closed lists of the Global Organized Crime Index, and of the modes of transport.

Markets, actor types and resilience building blocks follow the Global Initiative Against Transnational
Organized Crime (GI-TOC), *Global Organized Crime Index 2023*. Names on the screen use UN terms
("trafficking in persons", "smuggling of migrants").
"""

from enum import StrEnum


class MarketId(StrEnum):
    """The 15 criminal markets of the Index."""

    HUMAN_TRAFFICKING = "human_trafficking"
    HUMAN_SMUGGLING = "human_smuggling"
    EXTORTION = "extortion"
    ARMS = "arms"
    COUNTERFEIT = "counterfeit"
    EXCISABLE = "excisable"
    FLORA = "flora"
    FAUNA = "fauna"
    NON_RENEWABLE = "non_renewable"
    HEROIN = "heroin"
    COCAINE = "cocaine"
    CANNABIS = "cannabis"
    SYNTHETIC_DRUGS = "synthetic_drugs"
    CYBER = "cyber"
    FINANCIAL = "financial"


class ActorId(StrEnum):
    """The 5 criminal actor types of the Index; kept as cited, never modelled."""

    MAFIA_STYLE = "mafia_style"
    CRIMINAL_NETWORKS = "criminal_networks"
    STATE_EMBEDDED = "state_embedded"
    FOREIGN = "foreign"
    PRIVATE_SECTOR = "private_sector"


class BlockId(StrEnum):
    """The 12 resilience building blocks of the Index, each scored 1 to 10."""

    POLITICAL_LEADERSHIP = "political_leadership"
    TRANSPARENCY = "transparency"
    INTERNATIONAL_COOPERATION = "international_cooperation"
    NATIONAL_POLICIES = "national_policies"
    JUDICIAL_SYSTEM = "judicial_system"
    LAW_ENFORCEMENT = "law_enforcement"
    TERRITORIAL_INTEGRITY = "territorial_integrity"
    ANTI_MONEY_LAUNDERING = "anti_money_laundering"
    ECONOMIC_REGULATION = "economic_regulation"
    VICTIM_SUPPORT = "victim_support"
    PREVENTION = "prevention"
    NON_STATE_ACTORS = "non_state_actors"


class Mode(StrEnum):
    """How a leg is travelled."""

    LAND = "land"
    SEA = "sea"
    AIR = "air"
    ONLINE = "online"


class MarketKind(StrEnum):
    """Which rules of the model a market follows."""

    GOODS = "goods"
    WILDLIFE = "wildlife"
    TRAFFICKING_IN_PERSONS = "trafficking_in_persons"
    SMUGGLING_OF_MIGRANTS = "smuggling_of_migrants"


def market_kind(market: MarketId) -> MarketKind:
    """Return the rules that ``market`` follows (fauna with habitats behaves as wildlife)."""
    match market:
        case MarketId.HUMAN_TRAFFICKING:
            return MarketKind.TRAFFICKING_IN_PERSONS
        case MarketId.HUMAN_SMUGGLING:
            return MarketKind.SMUGGLING_OF_MIGRANTS
        case MarketId.FAUNA:
            return MarketKind.WILDLIFE
        case _:
            return MarketKind.GOODS
