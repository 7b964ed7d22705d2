"""Small scenarios written by hand, for laws whose outcome is known on paper."""

from dataclasses import fields
from typing import Any

from game.model.measures import MeasureId
from game.model.scenario import Jurisdiction, MeasureOffer, Rules, Scenario
from game.model.taxonomy import BlockId

_WORDS = ("title", "summary", "licence", "content_note", "briefing", "level")


def place(states: list[tuple[str, float, float]], **parts: Any) -> Scenario:
    """Make a scenario of jurisdictions given by id, level of every block, and corruption; ``parts`` are its fields."""
    jurisdictions = tuple(
        Jurisdiction(
            id=id_,
            name=id_,
            population=0.0,
            corruption=corruption,
            criminality=5.0,
            markets={},
            resilience=dict.fromkeys(BlockId, level),
        )
        for id_, level, corruption in states
    )
    given: dict[str, Any] = dict.fromkeys((field.name for field in fields(Scenario)), ())
    given |= dict.fromkeys(_WORDS, "")
    given |= {"id": "by_hand", "sources": {}, "rules": Rules(drift=0.0), "parameters": {}}
    given |= {"measures": tuple(MeasureOffer(str(rule), rule, "") for rule in MeasureId)}
    return Scenario(**{**given, "jurisdictions": jurisdictions, **parts})
