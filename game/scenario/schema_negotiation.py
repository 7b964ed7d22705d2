"""Keys of what delegations negotiate: the body, the opening drafts with brackets, rules that can be brought in."""

from typing import Annotated, Literal

from pydantic import Field

from game.model.negotiation import ActionKind, AgreementForce
from game.scenario.schema_base import ITEM, Id, Keys, Line, Text
from game.scenario.schema_drafts import ActionName, OperativeKeys, PreambularKeys, Word
from game.scenario.schema_table import EffectKeys


class OpeningDraftKeys(Keys):
    """A draft that lies on the table in the first minute."""

    model_config = ITEM

    id: Id = Field(description="Own id of the draft: small letters, digits and underscores.")
    title: Line = Field(description="Title, without a full stop.")
    sponsors: list[Id] = Field(default=[], description="Delegations that put it forward.")
    preamble: list[PreambularKeys] = Field(default=[], max_length=12, description="Clauses before the decisions.")
    operative: list[OperativeKeys] = Field(min_length=1, max_length=16, description="The numbered clauses.")


class RuleEffectKeys(EffectKeys):
    """One thing that a rule changes; what names no jurisdiction is for each of those who support it."""


class RuleOfferKeys(Keys):
    """A rule that a draft can bring in: what it changes in every jurisdiction of those who support it."""

    model_config = ITEM

    id: Id = Field(description="Own id of the rule: small letters, digits and underscores.")
    name: Line = Field(description="Name in sentences, as in Register of beneficial owners.")
    text: Text = Field(default="", description="What it asks of those who bring it in.")
    effects: list[RuleEffectKeys] = Field(
        min_length=1,
        max_length=20,
        description="What it changes while it is in force; what names no jurisdiction is for each of the supporters'.",
    )


class VerbKeys(Keys):
    """A verb that this scenario adds to those of the body."""

    words: Word = Field(description="The verb, as in Calls upon.")
    does: list[ActionName] = Field(
        default=[ActionKind.TEXT], min_length=1, description="What its clauses may do. Default: text."
    )


class NegotiationKeys(Keys):
    """How delegations negotiate; a scenario without this section has no caucus and no plenary."""

    body: Literal["commission", "crisis", "conference"] = Field(
        default="commission",
        description="commission: recommends, votes as the CCPCJ; crisis: decides by majority; conference: consensus, "
        "else two thirds.",
    )
    verbs: list[VerbKeys] = Field(default=[], max_length=20, description="Verbs besides those of the body.")
    agreements: Annotated[AgreementForce, Field(strict=False)] = Field(
        default=AgreementForce.CHOICE,
        description="pledge: promised only; binding: carried out by the rules; choice: the parties say.",
    )
    secret_agreements: bool = Field(default=True, description="false: all agreements are public. Default true.")
    caucus_every: int = Field(
        default=1, ge=0, le=40, description="1: a caucus every turn, 2: every second one, 0: never. Default 1."
    )
    plenary_every: int = Field(
        default=1, ge=0, le=40, description="1: a plenary every turn, 2: every second one, 0: never. Default 1."
    )
    minimum_sponsors: int = Field(default=1, ge=0, le=12, description="Sponsors that a draft needs. Default 1.")
    minimum_support: int = Field(
        default=2, ge=0, le=12, description="Sponsors and signatories that it needs before a vote. Default 2."
    )
    tabling_cost: int = Field(default=1, ge=0, le=100, description="Political capital for tabling a draft. Default 1.")
    leaving_cost: int = Field(
        default=1, ge=0, le=100, description="Political capital for giving notice to a public agreement. Default 1."
    )
    notice_turns: int = Field(
        default=1, ge=1, le=10, description="Turns for which an agreement still holds after notice. Default 1."
    )
    recall_turns: int = Field(
        default=1, ge=0, le=10, description="Whole turns for which a lent team stays once it is recalled. Default 1."
    )
    offer_turns: int = Field(default=2, ge=1, le=40, description="Turns for which an offer stays open. Default 2.")
    leak_chance: float = Field(
        default=0.05,
        ge=0.0,
        le=1.0,
        description="Chance each turn that a secret agreement in force comes out; twice that once a party fell short. "
        "Default 0.05.",
    )
    rules: list[RuleOfferKeys] = Field(default=[], max_length=20, description="Rules that a draft can bring in.")
    opening_drafts: list[OpeningDraftKeys] = Field(
        default=[], max_length=5, description="Drafts that are on the table in the first minute."
    )
