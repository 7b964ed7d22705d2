"""Keys of draft texts: clauses with what they compute, brackets and their alternatives; scripts use the same."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from game.model.negotiation import ActionKind, BracketField, Sharing
from game.scenario.schema_base import ITEM, Id, JurisdictionId, Keys, Line, SourceIds

_MOST_UNITS = 100_000
Word = Annotated[str, Field(min_length=1, max_length=60)]

# Enumerations are written as their words; strict mode would ask for the Python objects.
ActionName = Annotated[ActionKind, Field(strict=False)]
SharingName = Annotated[Sharing, Field(strict=False)]
FieldName = Annotated[BracketField, Field(strict=False)]


class SpendingKeys(Keys):
    """What a pooled fund is spent on: one measure, or one joint project, or grants to those who pay."""

    measure: Id | None = Field(default=None, description="Measure that the fund pays for, at the target of at.")
    at: SourceIds = Field(
        default=[],
        description="Target of the measure: a habitat, a corridor, or a leg and the place of its end.",
    )
    project: Id | None = Field(default=None, description="Joint project that the fund pays for.")
    grants: SharingName | None = Field(
        default=None, description="equally, by_income or by_harm: how it is given out to those who pay."
    )


class AlternativeKeys(Keys):
    """One way to settle a bracket; a bare number or word stands for its words."""

    words: Line = Field(description="What then stands in the text, as in 20.")
    amount: int | None = Field(
        default=None, ge=1, le=_MOST_UNITS, description="Units of funds, or turns, if the words are not the number."
    )
    sharing: SharingName | None = Field(default=None, description="equally, by_income or by_harm.")
    at: SourceIds = Field(default=[], description="Target of the measure, by its ids.")


def _as_alternative(value: object) -> object:
    """Let a bare number or word stand for an alternative with these words."""
    if isinstance(value, int) and not isinstance(value, bool):
        return {"words": str(value), "amount": value}
    if isinstance(value, str):
        return {"words": value}
    if isinstance(value, dict):
        return value
    raise PydanticCustomError("alternative_type", "a number, a word, or a mapping with words")


def _alternative_schema() -> WithJsonSchema:
    fields = AlternativeKeys.model_fields
    texts: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    kinds: dict[str, dict[str, Any]] = {
        "words": {"type": "string"},
        "amount": {"type": "integer", "minimum": 1, "maximum": _MOST_UNITS},
        "sharing": {"type": "string", "enum": [item.value for item in Sharing]},
        "at": texts,
    }
    properties = {name: {**kind, "description": fields[name].description} for name, kind in kinds.items()}
    mapping = {"type": "object", "required": ["words"], "additionalProperties": False, "properties": properties}
    return WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string"}, mapping]})


AlternativeItem = Annotated[AlternativeKeys, BeforeValidator(_as_alternative), _alternative_schema()]


class BracketKeys(Keys):
    """What of a clause is still open: two to four alternatives in square brackets, settled by a click."""

    model_config = ITEM

    id: Id = Field(description="Own id; {id} in the text of the clause marks its place.")
    settles: FieldName = Field(
        default=BracketField.WORDS,
        description="What of the clause it settles: amount, sharing, turns, at, or words alone. Default: words.",
    )
    alternatives: list[AlternativeItem] = Field(
        min_length=2, max_length=4, description="The alternatives, as in [20, 40, 60] or [equally, by_harm]."
    )


class OperativeKeys(Keys):
    """An operative clause: its verb, its words, and what it does when the draft is adopted."""

    model_config = ITEM

    id: Id = Field(description="Own id of the clause: small letters, digits and underscores.")
    verb: Line = Field(description="Verb that it opens with, one of the body's, as in Decides to establish.")
    text: Annotated[str, Field(min_length=1, max_length=2000)] = Field(
        description="The rest of the clause, without a full stop; {id} marks the place of a bracket."
    )
    does: ActionName = Field(
        default=ActionKind.TEXT,
        description="text: words only; pooled_fund: supporters pay in; common_pledge: each funds a measure; rule: a "
        "rule of this scenario; listing, delisting: a jurisdiction; mandate: part in a platform. Default: text.",
    )
    amount: int | None = Field(
        default=None,
        ge=1,
        le=_MOST_UNITS,
        description="Units a turn: of all together for a pooled fund, of each for a common pledge.",
    )
    turns: int | None = Field(default=None, ge=1, le=40, description="For how many turns. Default: to the end.")
    sharing: SharingName = Field(
        default=Sharing.EQUALLY, description="How a pooled fund is shared: equally, by_income or by_harm."
    )
    measure: Id | None = Field(default=None, description="Measure that a common pledge is about.")
    at: SourceIds = Field(default=[], description="Target of the measure. Default: each chooses its own.")
    spend: SpendingKeys = Field(
        default=SpendingKeys(), description="What a pooled fund is spent on. Default: grants by harm."
    )
    rule: Id | None = Field(default=None, description="Rule that is brought in, one of rules.")
    jurisdiction: JurisdictionId | None = Field(default=None, description="Jurisdiction that is listed or delisted.")
    instrument: Id | None = Field(default=None, description="Platform of a mandate.")
    brackets: list[BracketKeys] = Field(default=[], max_length=4, description="What is still open in this clause.")


class PreambularKeys(Keys):
    """A clause of the preamble."""

    phrase: Word = Field(description="How it opens, as in Recalling or Deeply concerned about.")
    text: Annotated[str, Field(min_length=1, max_length=2000)] = Field(description="The rest, without a comma.")
