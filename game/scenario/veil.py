"""``names: fictional``: invented names for States and routes until the debrief.

It lowers the temperature of a discussion; it is no secret. The map keeps its shapes, ids keep their codes, and names
of towns in texts stay.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from game.model.negotiation import NegotiationRules, OperativeClause
from game.model.scenario import Channel, Delegation, Leg, Scenario, ScenarioEvent
from game.model.text import _
from game.scenario.atlas import jurisdiction_names

Way = TypeVar("Way", Leg, Channel)

# Invented, easy to say, of no language in particular; nobody's country.
INVENTED = (
    "Alvara", "Belmora", "Cordane", "Dorvia", "Estavar", "Fenmark", "Galdora", "Halvona", "Istrane", "Jorva",
    "Keltane", "Lomara", "Merrow", "Norvane", "Ostavia", "Pelarra", "Quillane", "Rovena", "Sarvona", "Tolmar",
    "Ulvane", "Valdora", "Westrane", "Yorala", "Zevaria", "Ardana", "Brevona", "Calvara", "Delmara", "Elvane",
    "Farrona", "Gelmark", "Hestara", "Ilvaria", "Kormara", "Lesvane", "Morvia", "Nestara", "Olmara", "Pravona",
)  # fmt: skip


def veiled(scenario: Scenario) -> Scenario:
    """Give the scenario with invented names; the real ones are kept for the debrief."""
    names = {item.id: _invented(number) for number, item in enumerate(scenario.jurisdictions)}
    words = _Words(scenario, names)
    homes = {item.id: item.jurisdiction for item in scenario.habitats}
    habitats = tuple(
        replace(item, name=name)
        for item, name in zip(
            scenario.habitats,
            _numbered(_("Habitat in {place}").format(place=names[item.jurisdiction]) for item in scenario.habitats),
            strict=True,
        )
    )
    joins = (
        _("Corridor {one} – {other}").format(one=names[homes[item.habitats[0]]], other=names[homes[item.habitats[1]]])
        for item in scenario.corridors
    )
    real = {item.id: item.name for item in scenario.jurisdictions}
    real |= {item.id: item.name for item in scenario.delegations}
    return replace(
        scenario,
        title=words(scenario.title),
        summary=words(scenario.summary),
        content_note=words(scenario.content_note),
        briefing=words(scenario.briefing),
        learning_goals=words.all(scenario.learning_goals),
        jurisdictions=tuple(replace(item, name=names[item.id]) for item in scenario.jurisdictions),
        legs=_ways(scenario.legs, names),
        channels=_ways(scenario.channels, names),
        habitats=habitats,
        corridors=tuple(
            replace(item, name=name) for item, name in zip(scenario.corridors, _numbered(joins), strict=True)
        ),
        measures=tuple(replace(item, name=words(item.name), text=words(item.text)) for item in scenario.measures),
        instruments=tuple(replace(item, text=words(item.text)) for item in scenario.instruments),
        projects=tuple(replace(item, name=words(item.name), text=words(item.text)) for item in scenario.projects),
        delegations=tuple(_delegation(item, words) for item in scenario.delegations),
        events=tuple(_event(item, words) for item in scenario.events),
        negotiation=_negotiation(scenario.negotiation, words),
        hints=tuple(replace(item, text=words(item.text)) for item in scenario.hints),
        real_names=real,
        fictional=True,
    )


def _negotiation(rules: NegotiationRules, words: "_Words") -> NegotiationRules:
    """Give the drafts on the table with invented names."""
    return replace(
        rules,
        rules=tuple(replace(item, name=words(item.name), text=words(item.text)) for item in rules.rules),
        opening_drafts=tuple(
            replace(
                draft,
                title=words(draft.title),
                preamble=tuple(replace(clause, text=words(clause.text)) for clause in draft.preamble),
                operative=tuple(_clause(clause, words) for clause in draft.operative),
            )
            for draft in rules.opening_drafts
        ),
    )


def _clause(clause: OperativeClause, words: "_Words") -> OperativeClause:
    brackets = tuple(
        replace(
            bracket,
            alternatives=tuple(replace(choice, words=words(choice.words)) for choice in bracket.alternatives),
        )
        for bracket in clause.brackets
    )
    return replace(clause, text=words(clause.text), brackets=brackets)


def _invented(number: int) -> str:
    if number < len(INVENTED):
        return INVENTED[number]
    return _("State {number}").format(number=number + 1)


class _Words:
    """Puts invented names where real ones stand in a text."""

    def __init__(self, scenario: Scenario, names: Mapping[str, str]) -> None:
        world = jurisdiction_names()
        instead = {}
        for item in scenario.jurisdictions:
            for word in {item.name, world.get(item.id, item.name)}:
                instead[word] = names[item.id]
        # The longest first: "Democratic Republic of the Congo" before "Congo".
        known = sorted(instead, key=len, reverse=True)
        self._pattern = re.compile(r"\b(?:the )?(" + "|".join(map(re.escape, known)) + r")\b")
        self._instead = instead

    def __call__(self, text: str) -> str:
        return self._pattern.sub(lambda found: self._instead[found.group(1)], text)

    def all(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Put them into several texts."""
        return tuple(map(self, texts))


def _ways(ways: tuple[Way, ...], names: Mapping[str, str]) -> tuple[Way, ...]:
    shown = _numbered(f"{names[way.origin]} → {names[way.destination]}" for way in ways)
    return tuple(replace(way, name=name) for way, name in zip(ways, shown, strict=True))


def _numbered(names: Iterable[str]) -> list[str]:
    """Tell equal names apart by a number."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _delegation(item: Delegation, words: _Words) -> Delegation:
    return replace(
        item,
        name=words(item.name),
        position=words(item.position),
        needs=words.all(item.needs),
        offers=words.all(item.offers),
        mandates=tuple(
            replace(variant, objectives=tuple(replace(aim, text=words(aim.text)) for aim in variant.objectives))
            for variant in item.mandates
        ),
    )


def _event(item: ScenarioEvent, words: _Words) -> ScenarioEvent:
    return replace(item, headline=words(item.headline), text=words(item.text))
