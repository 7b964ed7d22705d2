"""The schema itself: every key is described, nothing is silently converted."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from game.scenario.schema import ScenarioKeys
from game.scenario.schema_base import Keys
from game.scenario.schema_world import ResilienceKeys


def models(start: type[Keys]) -> Iterator[type[Keys]]:
    waiting, seen = [start], {start}
    while waiting:
        model = waiting.pop()
        yield model
        for field in model.model_fields.values():
            for inner in parts(field.annotation):
                if inner not in seen:
                    seen.add(inner)
                    waiting.append(inner)


def parts(annotation: Any) -> Iterator[type[Keys]]:
    if isinstance(annotation, type) and issubclass(annotation, Keys):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from parts(inner)


def test_every_key_has_a_description() -> None:
    found = {model.__name__: model for model in models(ScenarioKeys) if model is not ResilienceKeys}
    assert len(found) > 15
    for name, model in found.items():
        for key, field in model.model_fields.items():
            assert field.description, f"{name}.{key}"
            assert field.description.endswith((".", "?")), f"{name}.{key}"


def test_every_model_is_closed_and_strict() -> None:
    for model in models(ScenarioKeys):
        assert model.model_config["extra"] == "forbid"
        assert model.model_config["strict"]


def test_it_can_be_exported_for_editors() -> None:
    exported = ScenarioKeys.model_json_schema()
    assert set(exported["properties"]) >= {"title", "jurisdictions", "legs", "delegations", "events", "tests"}
    leg = exported["$defs"]["LegKeys"]
    assert set(leg["required"]) == {"id", "from", "to", "mode"}
    assert leg["properties"]["from"]["description"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("turns", "7"), ("turns", 7.0), ("turns", True), ("turn_years", "0.5"), ("political_capital", 1), ("drift", None)],
)
def test_nothing_is_converted(key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        ScenarioKeys.model_validate(
            {
                "title": "x",
                "jurisdictions": [{"id": "KEN"}],
                "markets": [{"id": "fauna", "destinations": [{"jurisdiction": "KEN"}]}],
                "delegations": [{"id": "one", "jurisdictions": ["KEN"]}],
                "rules": {key: value},
            }
        )
