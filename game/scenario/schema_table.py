"""Keys of the part of a scenario that is negotiated: measures, instruments, delegations, projects, events, tests."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from game.model.hint import HintPhase, HintTarget
from game.model.measures import MeasureId
from game.model.scenario import EffectKind, InstrumentKind
from game.scenario.schema_base import (
    DELEGATION,
    ITEM,
    MEASURE,
    Block,
    Formula,
    Id,
    JurisdictionId,
    Keys,
    Line,
    Market,
    Sourced,
    Text,
    Texts,
)
from game.scenario.script_keys import MAX_STEPS

# Steps are read by their own grammar (game.scenario.script), which knows the words of each verb.
Steps = Annotated[list[Any], Field(max_length=MAX_STEPS)]
Builtin = Annotated[MeasureId, Field(strict=False)]


def _as_measure(value: object) -> object:
    """Let the name of a built-in measure stand for the measure."""
    return {"id": value} if isinstance(value, str) else value


class MeasureKeys(Keys):
    """A measure that delegations can fund: a built-in one by its name, or an own one that works like it."""

    model_config = MEASURE

    id: Id = Field(description="Name of a built-in measure, or an own id together with like.")
    like: Builtin | None = Field(default=None, description="Built-in measure that an own one works like.")
    name: Line | None = Field(default=None, description="Name on the screen.")
    text: Text = Field(default="", description="What it does, in plain words.")
    half_amount: float | None = Field(
        default=None,
        gt=0,
        le=1e6,
        description="Funds a turn that give half of its largest effect. Default: that of the built-in measure.",
    )
    maximum: float | None = Field(
        default=None, ge=0, le=100, description="Its largest effect. Default: that of the built-in measure."
    )
    instruments: list[Id] = Field(default=[], description="Instruments that it rests on, for the reader.")
    simple: bool | None = Field(
        default=None, description="true: shown from the first turn on. Default: true for the simplest measures."
    )
    opens_on_turn: int = Field(
        default=1,
        ge=1,
        le=40,
        description="Turn from which the desks of people offer it, so that beginners meet one thing after the other. "
        "Computers, tests and proposed orders are not held to it. Default 1.",
    )


Measure = Annotated[MeasureKeys, BeforeValidator(_as_measure)]


class InstrumentKeys(Sourced):
    """A treaty, standard, programme or platform that one can join."""

    model_config = ITEM

    id: Id = Field(description="Own id of the instrument: small letters, digits and underscores.")
    name: Line = Field(description="Name on the screen.")
    kind: Annotated[InstrumentKind, Field(strict=False)] = Field(
        default=InstrumentKind.TREATY, description="treaty, standard, programme or platform."
    )
    text: Text = Field(default="", description="What it does, in plain words.")
    link: float = Field(
        default=0.1, ge=0, lt=1, description="Cooperation that it adds between two parties, 0 to under 1. Default 0.1."
    )
    cost: int = Field(default=1, ge=0, le=100, description="Political capital to join. Default 1.")
    delay: int = Field(default=1, ge=0, le=40, description="Turns until it counts for a new party. Default 1.")
    parties: list[JurisdictionId] = Field(default=[], description="Jurisdictions that are parties at the start.")
    narrows: float = Field(
        default=0.0, ge=0, lt=1, description="Share by which it narrows what parties guess about each other. Default 0."
    )


class ObjectiveKeys(Keys):
    """One private aim of a delegation, graded at the end."""

    model_config = ITEM

    id: Id = Field(description="Own id of the objective: small letters, digits and underscores.")
    text: Line = Field(description="The aim as the delegation reads it; it could be defended in public.")
    quantity: Formula = Field(description="What is measured, as in population(tsavo) or corruption(KEN).")
    bronze: float = Field(description="Value that earns bronze.")
    silver: float = Field(description="Value that earns silver.")
    gold: float = Field(description="Value that earns gold; if it is under bronze, less is better.")
    unit: str = Field(default="", max_length=40, description="Unit on the screen.")


class MandateKeys(Keys):
    """One variant of a delegation's private aims; one variant is drawn by lot."""

    model_config = ITEM

    id: Id = Field(description="Own id of the variant: small letters, digits and underscores.")
    objectives: list[ObjectiveKeys] = Field(min_length=1, max_length=5, description="Its aims, usually three.")


class DelegationKeys(Keys):
    """A place at the table."""

    model_config = DELEGATION

    id: Id = Field(description="Own id of the delegation: small letters, digits and underscores.")
    name: Line | None = Field(default=None, description="Name on the screen. Default: name of its jurisdictions.")
    jurisdictions: list[JurisdictionId] = Field(min_length=1, description="Jurisdictions that it answers for.")
    funds: int = Field(default=10, ge=0, le=1000, description="Units of funds that it gets each turn. Default 10.")
    funds_cap: int | None = Field(
        default=None, ge=0, le=10000, description="Most that it can hold. Default: twice the funds."
    )
    teams: int = Field(default=3, ge=0, le=20, description="Teams that it can post to others. Default 3.")
    political_capital: int = Field(default=3, ge=0, le=100, description="Political capital at the start. Default 3.")
    position: Text = Field(default="", description="What it says in public.")
    needs: Texts = Field(default=[], description="What it needs, and from whom.")
    offers: Texts = Field(default=[], description="What it can offer.")
    mandates: list[MandateKeys] = Field(default=[], max_length=20, description="Variants of its private aims.")
    proposed_orders: Steps = Field(
        default=[],
        description="Orders for the first turn, in the words of tests, without delegation. A seat where nobody sits "
        "repeats the measures among them every turn.",
    )


class EffectKeys(Keys):
    """One thing that an event or a project changes; what it needs besides kind depends on kind."""

    kind: Annotated[EffectKind, Field(strict=False)] = Field(
        description="supply and demand multiply (1.2 is a fifth more) in a market and jurisdiction; effort adds at a "
        "leg or in a jurisdiction; leg_cost and link add on a leg; corruption and block add in a jurisdiction; "
        "population and poaching multiply in a habitat; dispersal adds in a corridor; organisations multiply in a "
        "market and jurisdiction; funds are given to a delegation; flag sets a flag that formulas can read."
    )
    amount: float | None = Field(default=None, ge=-1000, le=1000, description="How much; not for a flag.")
    turns: int | str | None = Field(
        default=None, description="How many turns it lasts, or rest for the rest of the game. Default 1."
    )
    market: Market | None = Field(default=None, description="Market that changes. Default: the only one.")
    jurisdiction: JurisdictionId | None = Field(default=None, description="Jurisdiction that changes.")
    other: JurisdictionId | None = Field(default=None, description="Second jurisdiction of a link.")
    leg: Id | None = Field(default=None, description="Leg or channel that changes.")
    habitat: Id | None = Field(default=None, description="Habitat that changes.")
    corridor: Id | None = Field(default=None, description="Corridor that changes.")
    block: Block | None = Field(default=None, description="Resilience block that changes.")
    delegation: Id | None = Field(default=None, description="Delegation that is given funds.")
    flag: Id | None = Field(default=None, description="Flag that is set.")


class EventKeys(Sourced):
    """Something that happens when its condition holds."""

    model_config = ITEM

    id: Id = Field(description="Own id of the event: small letters, digits and underscores.")
    when: Formula = Field(description="Condition, as in turn >= 3 and criminality(KEN, fauna) > 7.5.")
    headline: Line = Field(description="What the news says.")
    text: Text = Field(default="", description="What happened, in two or three sentences.")
    once: bool = Field(default=True, description="false: it can happen again. Default true.")
    chance: float = Field(
        default=1.0, gt=0, le=1, description="Chance in each turn in which the condition holds. Default 1."
    )
    effects: list[EffectKeys] = Field(default=[], max_length=100, description="What it changes.")


class ProjectKeys(Keys):
    """A joint project on the map that starts when it is fully pledged."""

    model_config = ITEM

    id: Id = Field(description="Own id of the project: small letters, digits and underscores.")
    name: Line = Field(description="Name on the screen.")
    text: Text = Field(default="", description="What it builds and who gains, in plain words.")
    jurisdiction: JurisdictionId = Field(description="Where it stands on the map.")
    cost: int = Field(ge=1, le=100000, description="Units of funds that must be pledged in all.")
    per_turn_cap: int | None = Field(
        default=None, ge=1, le=100000, description="Most that one delegation can pay in one turn. Default: no limit."
    )
    opens_on_turn: int = Field(
        default=1, ge=1, le=40, description="Turn from which the desks of people offer it. Default 1."
    )
    effects: list[EffectKeys] = Field(min_length=1, max_length=100, description="What it changes once it starts.")


class HintKeys(Keys):
    """A hint for beginners: a calm note on the screen that can be put away; one is shown at a time."""

    text: Annotated[str, Field(min_length=1, max_length=300)] = Field(
        description="One or two short sentences, at most 300 characters."
    )
    phase: Annotated[HintPhase, Field(strict=False)] = Field(
        default=HintPhase.DESKS,
        description="Where it is shown: briefing, caucus, plenary, desks, outcome, epilogue or results. Default desks.",
    )
    turn: int = Field(
        default=1, ge=1, le=40, description="Turn in which it is shown; does not count in epilogue and results."
    )
    delegation: Id | None = Field(
        default=None, description="Delegation at whose desk it is shown. Default: at every desk."
    )
    points_to: Annotated[HintTarget | None, Field(strict=False)] = Field(
        default=None, description="What it frames on the screen, as in seal or map."
    )


class SourceKeys(Keys):
    """A work that figures are taken from."""

    title: Line = Field(description="Title of the work.")
    publisher: str = Field(default="", max_length=200, description="Who published it.")
    year: int | None = Field(default=None, ge=1500, le=2200, description="Year of publication.")
    url: str = Field(default="", max_length=500, description="Address on the web.")
    note: Text = Field(default="", description="What to know about its figures.")
