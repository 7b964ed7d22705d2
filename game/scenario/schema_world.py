"""Keys of the part of a scenario that is simulated: jurisdictions, markets, routes, money, wildlife."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from game.model.taxonomy import Mode
from game.scenario.schema_base import (
    ITEM,
    Actor,
    Amount,
    Block,
    Corruption,
    Id,
    JurisdictionId,
    Keys,
    Line,
    Market,
    Rate,
    Score,
    Share,
    Sourced,
    Travel,
)


def _as_resilience(value: object) -> object:
    """Let one number, or one figure, stand for all twelve blocks."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"all": value}
    if isinstance(value, dict) and "value" in value:
        return {"all": value}
    if isinstance(value, dict):
        return {"blocks": value}
    raise PydanticCustomError("resilience_type", "a score from 1 to 10, or a score for each block")


class ResilienceKeys(Keys):
    """Resilience as one score or block by block; authors write neither of these two keys."""

    all: Score | None = None
    blocks: dict[Block, Score] = Field(default={})


_SCORE: dict[str, Any] = {"type": "number", "minimum": 1, "maximum": 10}
Resilience = Annotated[
    ResilienceKeys,
    BeforeValidator(_as_resilience),
    WithJsonSchema({"anyOf": [_SCORE, {"type": "object", "additionalProperties": True}]}),
]


class JurisdictionKeys(Sourced):
    """A country or territory on the map, with its scores at the start."""

    model_config = ITEM

    id: JurisdictionId = Field(description="ISO 3166-1 code of three capital letters, as in KEN.")
    name: Line | None = Field(default=None, description="Name on the screen; without it, the name on the map.")
    population: Amount | None = Field(default=None, description="People living there, in millions.")
    corruption: Corruption | None = Field(
        default=None,
        description="Corruption from 0.02 to 0.95. From the Corruption Perceptions Index: 1 - CPI / 100. Default 0.5.",
    )
    criminality: Score | None = Field(
        default=None,
        description="Criminality score of the Global Organized Crime Index, 1 (low) to 10. Default: mean of markets.",
    )
    secrecy: Share | None = Field(
        default=None, description="Financial secrecy from 0 (open) to 1: it attracts hidden money. Default 0.5."
    )
    markets: dict[Market, Score] = Field(
        default={}, description="Score of each criminal market there, 1 (hardly any) to 10, as in fauna: 7.0."
    )
    resilience: Resilience | None = Field(
        default=None,
        description="How well the State resists, 1 (weak) to 10: one number, or a score for each of the 12 blocks. "
        "A block that is left out gets the mean of the others. Default 5.",
    )
    actors: dict[Actor, Score] = Field(
        default={}, description="Score of each type of criminal actor, 1 to 10. Shown, never simulated."
    )


class OriginKeys(Keys):
    """A place where a market's goods or persons set out."""

    jurisdiction: JurisdictionId = Field(description="Id of the jurisdiction.")
    supply: Amount | None = Field(
        default=None, description="How much sets out a year, in the market's unit. Not for wildlife: herds decide."
    )


class DestinationKeys(Keys):
    """A place where a market sells."""

    jurisdiction: JurisdictionId = Field(description="Id of the jurisdiction.")
    attraction: float = Field(
        default=1.0, gt=0, le=1000, description="Weight of this destination against the market's others. Default 1."
    )
    persons: Amount | None = Field(
        default=None, description="Trafficking in persons only: persons exploited there at the start."
    )


class ValueChainKeys(Keys):
    """Who earns what a market sells; the three shares sum to 1."""

    origin: Share = Field(description="Share of revenue that stays at the origin.")
    transit: Share = Field(description="Share that goes to those who move the goods.")
    destination: Share = Field(description="Share earned where they are sold.")


class MarketKeys(Sourced):
    """One criminal market of this scenario."""

    model_config = ITEM

    id: Market = Field(description="Which of the 15 markets of the Global Organized Crime Index.")
    unit: Line | None = Field(default=None, description="What is counted, as in tonnes. Default: tonnes or persons.")
    unit_value: Amount | None = Field(
        default=None, description="USD million that one unit sells for at the destination at the start. Default 1."
    )
    value_chain: ValueChainKeys | None = Field(
        default=None, description="Shares of revenue. Default: origin 0.2, transit 0.3, destination 0.5."
    )
    origins: list[OriginKeys] = Field(
        default=[],
        max_length=250,
        description="Where it sets out. Default for wildlife: every jurisdiction with a habitat.",
    )
    destinations: list[DestinationKeys] = Field(min_length=1, max_length=250, description="Where it sells.")
    parameters: dict[str, float] = Field(
        default={}, description="Parameters of the model that differ for this market, by name."
    )


class LegKeys(Sourced):
    """A stretch of a route that goods or persons travel in one direction."""

    model_config = ITEM

    id: Id = Field(description="Own id of the leg: small letters, digits and underscores.")
    name: Line | None = Field(default=None, description="Name on the screen. Default: the names of its two ends.")
    market: Market | None = Field(default=None, description="Market that uses it. Default: the only one.")
    from_: JurisdictionId = Field(alias="from", description="Jurisdiction where it begins.")
    to: JurisdictionId = Field(description="Jurisdiction where it ends.")
    mode: Travel = Field(description="How it is travelled: land, sea, air or online.")
    base_cost: float = Field(
        default=1.0,
        ge=0,
        le=20,
        description="What a passage costs without enforcement; more is used less. Default 1.",
    )


class ChannelKeys(Sourced):
    """A way that money takes from one jurisdiction to another."""

    model_config = ITEM

    id: Id = Field(description="Own id of the channel: small letters, digits and underscores.")
    name: Line | None = Field(default=None, description="Name on the screen. Default: the names of its two ends.")
    from_: JurisdictionId = Field(alias="from", description="Jurisdiction that the money leaves.")
    to: JurisdictionId = Field(description="Jurisdiction that it reaches.")
    mode: Travel = Field(default=Mode.ONLINE, description="How it moves: online (the default), or carried.")
    base_cost: float = Field(
        default=1.0, ge=0, le=20, description="What moving money this way costs without enforcement. Default 1."
    )


class MoneyHubKeys(Keys):
    """A place where proceeds of crime end as property and companies."""

    jurisdiction: JurisdictionId = Field(description="Id of the jurisdiction.")
    attraction: float = Field(
        default=1.0, gt=0, le=1000, description="Weight against the other hubs; its secrecy counts besides. Default 1."
    )


class HabitatKeys(Sourced):
    """Wild animals of one species in one jurisdiction."""

    model_config = ITEM

    id: Id = Field(description="Own id of the habitat: small letters, digits and underscores.")
    name: Line | None = Field(default=None, description="Name on the screen.")
    jurisdiction: JurisdictionId = Field(description="Id of the jurisdiction that it lies in.")
    species: Line = Field(description="Which animals, as in African savanna elephant.")
    population: Amount = Field(description="Animals at the start.")
    pike: Share = Field(
        description="Proportion of illegally killed animals among those found dead, 0 to under 1 (PIKE, CITES MIKE)."
    )
    capacity: Amount | None = Field(
        default=None, description="Animals that the habitat can feed. Default: twice the population."
    )
    natural_mortality: Share | None = Field(
        default=None, description="Share that dies of natural causes in a year. Default 0.03."
    )
    growth: Share | None = Field(
        default=None, description="Births per animal and year while there is plenty of room. Default 0.07."
    )
    trend: Rate | None = Field(
        default=None, description="How the herd changes a year at the start, as in -0.02. Default: steady."
    )
    steady: bool = Field(default=False, description="true: neither grows nor shrinks at the start; excludes trend.")
    product: Amount | None = Field(
        default=None, description="Market units that one poached animal yields, as in 0.01 tonnes. Default 0.01."
    )


class CorridorKeys(Sourced):
    """A strip of land through which animals move between two habitats."""

    model_config = ITEM

    id: Id = Field(description="Own id of the corridor: small letters, digits and underscores.")
    name: Line | None = Field(default=None, description="Name on the screen.")
    habitats: list[Id] = Field(min_length=2, max_length=2, description="The two habitats that it joins.")
    dispersal: Share | None = Field(
        default=None, description="Share of animals that would move in a year through a perfect corridor. Default 0.02."
    )
    quality: Share | None = Field(
        default=None, description="State of the corridor at the start, 0 (blocked) to 1 (open). Default 0.5."
    )
