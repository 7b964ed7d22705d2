"""Scenarios on the shelf in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.view_models.table_plan import minutes_of
from game.model.text import _, ngettext

if TYPE_CHECKING:
    from game.storage.scenario_shelf import Route, ScenarioFace


@dataclass(frozen=True, slots=True)
class Fact:
    """A short fact with its icon."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class ShelfCard:
    """A card of the shelf; ``problems`` is empty where the scenario can be played."""

    id: str
    path: Path
    title: str
    summary: str
    facts: tuple[Fact, ...]
    topics: tuple[str, ...]
    content_note: str
    places: tuple[str, ...]
    routes: tuple[Route, ...]
    problems: str = ""
    own: bool = False
    picture: Path | None = None

    @property
    def about(self) -> str:
        """Everything that the card cuts short, in the markup of rich text."""
        parts = [self.summary, *(f"- {fact.words}" for fact in self.facts if fact.icon != "info")]
        if self.topics:
            parts += ["## " + _("Topics"), _(", ").join(self.topics)]
        if self.content_note:
            parts += ["## " + _("Content note"), self.content_note]
        return "\n".join(parts)


def shelf_card(number: int, face: ScenarioFace) -> ShelfCard:
    """Return the card of a scenario; ``number`` makes its id."""
    if face.errors:
        one, many = "{count} problem", "{count} problems"
        problems = ngettext(one, many, face.errors).format(count=face.errors)
        return ShelfCard(
            f"card-{number}", face.path, face.title, face.first_error, (), (), "", (), (), problems, not face.shipped
        )
    facts = [
        Fact("users", ngettext("{count} seat", "{count} seats", face.seats).format(count=face.seats)),
        Fact("calendar", _length(face.turns, face.years)),
        Fact("clock", _minutes(face)),
    ]
    if face.level:
        facts.append(Fact("user-check", face.level))
    if face.content_note:
        facts.append(Fact("info", _("Has a content note: see About.")))
    return ShelfCard(
        f"card-{number}",
        face.path,
        face.title,
        face.summary,
        tuple(facts),
        face.topics,
        face.content_note,
        face.jurisdictions,
        face.routes,
        own=not face.shipped,
        picture=Path(face.picture) if face.picture else None,
    )


def _length(turns: int, years: float) -> str:
    whole = ngettext("{turns} turn", "{turns} turns", turns).format(turns=turns)
    return _("{turns}, {years} years").format(turns=whole, years=f"{years:g}")


def _minutes(face: ScenarioFace) -> str:
    least, most = minutes_of(face.turns, 1), minutes_of(face.turns, face.seats, 1, 1)
    if face.minutes:
        return _("about {minutes} minutes").format(minutes=face.minutes)
    if least == most:
        return _("about {minutes} minutes").format(minutes=most)
    return _("{least} to {most} minutes").format(least=least, most=most)
