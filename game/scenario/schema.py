"""The keys of a scenario file, strictly typed, with a description on every one."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.schema_base import FILE, Id, Keys, Line, Text, Texts
from game.scenario.schema_negotiation import NegotiationKeys
from game.scenario.schema_table import (
    DelegationKeys,
    EventKeys,
    HintKeys,
    InstrumentKeys,
    Measure,
    ProjectKeys,
    SourceKeys,
)
from game.scenario.schema_world import (
    ChannelKeys,
    CorridorKeys,
    HabitatKeys,
    JurisdictionKeys,
    LegKeys,
    MarketKeys,
    MoneyHubKeys,
)
from game.scenario.script_keys import TestKeys

Minutes = Annotated[str, Field(pattern=r"^[1-9][0-9]{1,2}$")]


class RulesKeys(Keys):
    """How long the game is and what it counts."""

    turns: int = Field(default=8, ge=1, le=40, description="Number of turns. Default 8.")
    turn_years: Annotated[float, Field(json_schema_extra={"enum": [0.25, 0.5, 1]})] = Field(
        default=0.5, ge=0.25, le=1.0, description="Length of a turn in years: 0.25, 0.5 or 1. Default 0.5."
    )
    start_year: float = Field(default=2026.0, ge=1900, le=2200, description="Year in which the game begins.")
    epilogue_years: float = Field(
        default=5.0, ge=0, le=20, description="Years that run on after the last turn; scores are read then. Default 5."
    )
    drift: float = Field(
        default=0.0, ge=-0.2, le=0.5, description="Yearly growth of criminal groups when nobody acts, as in 0.03."
    )
    room_line: float = Field(
        default=40.0, ge=0, le=100, description="Result of the room below which no mandate counts above bronze."
    )
    funds_value: float = Field(
        default=1.0, gt=0, le=1e6, description="USD million that one unit of funds stands for. Default 1."
    )
    political_capital: bool = Field(
        default=True, description="false: joining and tabling cost nothing, for short lessons. Default true."
    )


class LessonKeys(Keys):
    """What differs in a lesson of so many minutes."""

    turns: int | None = Field(default=None, ge=1, le=40, description="Number of turns. Default: as under rules.")
    turn_years: Annotated[float | None, Field(json_schema_extra={"enum": [0.25, 0.5, 1]})] = Field(
        default=None, ge=0.25, le=1.0, description="Length of a turn in years: 0.25, 0.5 or 1. Default: as under rules."
    )
    political_capital: bool | None = Field(
        default=None, description="false: joining and tabling cost nothing. Default: as under rules."
    )
    seats: list[Id] = Field(
        default=[], description="Delegations that students take; the others stay empty. Default: all."
    )


class SuppressKeys(Keys):
    """A warning or hint that the author knows about and leaves standing."""

    code: Annotated[str, Field(pattern=r"^[EWH]\d{3}$")] = Field(description="Code of the finding, as in W302.")
    reason: Line = Field(description="Why it is fine here, in one sentence.")
    about: str = Field(
        default="",
        max_length=80,
        description="Id of the item that the finding is about. Default: anywhere in the file.",
    )


class ScenarioKeys(Keys):
    """A scenario file from its first to its last key."""

    model_config = FILE

    title: Line = Field(description="Title on the shelf and on the first screen.")
    summary: Text = Field(default="", description="What it is about, in one or two sentences.")
    authors: Texts = Field(default=[], description="Who wrote it: names of persons or groups, as they wish.")
    licence: str = Field(default="", max_length=200, description="Licence under which others may use it.")
    topics: Texts = Field(default=[], description="Topics, for the shelf.")
    learning_goals: Texts = Field(default=[], description="What students can do afterwards.")
    level: str = Field(default="", max_length=200, description="Whom it suits, as in 14 years and older.")
    content_note: Text = Field(default="", description="What in it may be hard to bear, and what to do then.")
    briefing: Text = Field(default="", description="What is read out before the first turn.")
    picture: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        default=None,
        description="Picture for the shelf and the briefing: a PNG or JPEG file in the folder of the scenario.",
    )
    stylised: bool = Field(
        default=False,
        description="true: every figure in this file that names no source was chosen to make a good game.",
    )
    sources: dict[Id, SourceKeys] = Field(default={}, description="Works that figures are taken from, by own ids.")
    names: Literal["real", "fictional"] = Field(
        default="real",
        description="fictional: invented names stand for States and routes until the debrief. Default real.",
    )
    rules: RulesKeys = Field(default=RulesKeys(), description="How long the game is and what it counts.")
    lessons: dict[Minutes, LessonKeys] = Field(
        default={}, description="Settings for lessons, by their minutes: what differs from rules, as in 45: {turns: 4}."
    )
    jurisdictions: list[JurisdictionKeys] = Field(
        min_length=1, max_length=250, description="Countries and territories."
    )
    markets: list[MarketKeys] = Field(min_length=1, max_length=15, description="Criminal markets that the model runs.")
    legs: list[LegKeys] = Field(default=[], max_length=3000, description="Stretches of routes, each in one direction.")
    channels: list[ChannelKeys] = Field(default=[], max_length=3000, description="Ways that money takes.")
    money_hubs: list[MoneyHubKeys] = Field(
        default=[], max_length=250, description="Where proceeds end as property. Default: every jurisdiction equally."
    )
    habitats: list[HabitatKeys] = Field(default=[], max_length=200, description="Herds of wild animals.")
    corridors: list[CorridorKeys] = Field(
        default=[], max_length=400, description="Migration corridors between habitats."
    )
    measures: list[Measure] = Field(
        default=[], max_length=100, description="Measures on offer. Default: every built-in one that has a target here."
    )
    instruments: list[InstrumentKeys] = Field(
        default=[], max_length=100, description="Treaties, standards, programmes, platforms."
    )
    delegations: list[DelegationKeys] = Field(
        min_length=1, max_length=12, description="Places at the table, the most important first."
    )
    projects: list[ProjectKeys] = Field(default=[], max_length=50, description="Joint projects on the map.")
    negotiation: NegotiationKeys | None = Field(
        default=None, description="How delegations negotiate, and what is on the table. Default: no caucus, no plenary."
    )
    events: list[EventKeys] = Field(default=[], max_length=300, description="What can happen on the way.")
    hints: list[HintKeys] = Field(
        default=[], max_length=100, description="What the screen tells beginners, in this order, one at a time."
    )
    debrief: Texts = Field(default=[], description="Questions for the end.")
    tests: list[TestKeys] = Field(default=[], max_length=100, description="Tests of the scenario itself.")
    parameters: dict[str, float] = Field(
        default={}, description="Parameters of the model that differ in this scenario, by name."
    )
    suppress: list[SuppressKeys] = Field(
        default=[], max_length=100, description="Warnings and hints that are left standing, each for a reason."
    )
