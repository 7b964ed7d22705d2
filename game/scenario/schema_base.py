"""Ground types of the scenario schema: closed mappings, figures with their sources, ids and texts.

Every key carries a description: it becomes the hover text in an editor and the line in the reference.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from game.model.taxonomy import ActorId, BlockId, MarketId, Mode

_LARGEST = 1e12


class Keys(BaseModel):
    """A mapping with a closed list of keys, in which "7" is not 7."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Figure(Keys):
    """One number with its own source."""

    value: float = Field(description="The number itself.")
    source: str | None = Field(default=None, description="Id of the entry in sources that the number is taken from.")
    stylised: bool = Field(
        default=False, description="true when nobody measured the number: it was chosen to make a good game."
    )


def _as_figure(value: object) -> object:
    """Let a bare number stand for a figure whose source is that of its item."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"value": value}
    if isinstance(value, dict):
        return value
    raise PydanticCustomError("figure_type", "a number, or value with source or stylised")


def _within(low: float, high: float) -> Any:
    def check(figure: Figure) -> Figure:
        if low <= figure.value <= high:
            return figure
        if high == _LARGEST and figure.value < low:
            raise PydanticCustomError("out_of_range", "at least {low}", {"low": f"{low:g}"})
        raise PydanticCustomError("out_of_range", "from {low} to {high}", {"low": f"{low:g}", "high": f"{high:g}"})

    return AfterValidator(check)


def _figure_schema(low: float, high: float) -> WithJsonSchema:
    number = {"type": "number", "minimum": low, "maximum": high}
    properties = {
        "value": {**number, "description": Figure.model_fields["value"].description},
        "source": {"type": "string", "description": Figure.model_fields["source"].description},
        "stylised": {"type": "boolean", "description": Figure.model_fields["stylised"].description},
    }
    mapping = {"type": "object", "required": ["value"], "additionalProperties": False, "properties": properties}
    return WithJsonSchema({"anyOf": [number, mapping]})


def _as_list(value: object) -> object:
    """Let one text stand for a list of one."""
    return [value] if isinstance(value, str) else value


_TEXT_OR_LIST = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}

Share = Annotated[Figure, BeforeValidator(_as_figure), _within(0.0, 1.0), _figure_schema(0.0, 1.0)]
Score = Annotated[Figure, BeforeValidator(_as_figure), _within(1.0, 10.0), _figure_schema(1.0, 10.0)]
Amount = Annotated[Figure, BeforeValidator(_as_figure), _within(0.0, _LARGEST), _figure_schema(0.0, _LARGEST)]
Rate = Annotated[Figure, BeforeValidator(_as_figure), _within(-1.0, 1.0), _figure_schema(-1.0, 1.0)]
Corruption = Annotated[Figure, BeforeValidator(_as_figure), _within(0.02, 0.95), _figure_schema(0.02, 0.95)]

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
JurisdictionId = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=6000)]
Formula = Annotated[str, Field(min_length=1, max_length=2000)]
Texts = Annotated[list[Text], BeforeValidator(_as_list), WithJsonSchema(_TEXT_OR_LIST)]
SourceIds = Annotated[list[str], BeforeValidator(_as_list), WithJsonSchema(_TEXT_OR_LIST)]

# Enumerations are written as their words; strict mode would ask for the Python objects.
Market = Annotated[MarketId, Field(strict=False)]
Block = Annotated[BlockId, Field(strict=False)]
Actor = Annotated[ActorId, Field(strict=False)]
Travel = Annotated[Mode, Field(strict=False)]


class Sourced(Keys):
    """An item whose figures come from somewhere."""

    source: SourceIds = Field(
        default=[], description="Where the figures of this item come from: one id of sources, or a list of ids."
    )
    stylised: bool = Field(
        default=False,
        description="true when the figures of this item that name no source were chosen to make a good game.",
    )


def _described(schema: dict[str, Any], keys: dict[str, tuple[str, str]]) -> None:
    for name, (kind, description) in keys.items():
        schema["properties"][name] = {"type": kind, "description": description}


def _growing_item(schema: dict[str, Any]) -> None:
    _described(
        schema,
        {
            "like": ("string", "Id of an item of this list to copy; the other keys change the copy."),
            "remove": ("boolean", "true: takes the item out of the scenario that is extended, with what hangs on it."),
        },
    )


def _growing_delegation(schema: dict[str, Any]) -> None:
    _growing_item(schema)
    words = (
        "Id of another delegation that takes over this one's jurisdictions, funds, teams and proposed orders; "
        "its private aims are dropped."
    )
    _described(schema, {"joins": ("string", words)})


def _growing_measure(schema: dict[str, Any]) -> None:
    like = schema["properties"]["like"]  # says which built-in measure it works like, and is no copy
    _growing_item(schema)
    schema["properties"]["like"] = like


def _growing_file(schema: dict[str, Any]) -> None:
    own = schema["properties"]
    ids = {"type": ["array", "string"], "items": {"type": "string"}, "pattern": "^all$"}
    lists = {
        name: {**ids, "description": f"Ids of {name} to take out, or all."}
        for name in sorted(own)
        if _has_ids(own, name)
    }
    schema["properties"] = {
        "extends": {
            "type": "string",
            "description": "Name of a scenario in the same folder, or of one that comes with the game, that this file "
            "changes: mappings key by key, items by id.",
        },
        **own,
        "remove": {
            "type": "object",
            "additionalProperties": False,
            "properties": lists,
            "description": "Items of the extended scenario to take out, by list and id, with what hangs on them.",
        },
    }


def _has_ids(properties: dict[str, Any], name: str) -> bool:
    items = properties[name].get("items", {})
    return ("$ref" in items and name not in {"suppress", "money_hubs"}) or name == "sources"


# Keys that say how files grow together (game.scenario.extend): editors know them, the schema never meets them.
FILE = ConfigDict(json_schema_extra=_growing_file)
ITEM = ConfigDict(json_schema_extra=_growing_item)
DELEGATION = ConfigDict(json_schema_extra=_growing_delegation)
MEASURE = ConfigDict(json_schema_extra=_growing_measure)
