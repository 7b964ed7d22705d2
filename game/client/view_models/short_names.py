"""Short names for places on a map with little room: readable first, and never one that gives an invented name away."""

from __future__ import annotations

import re
from collections import Counter

from game.model.scenario import Scenario

_SHORT = 8  # letters that are short enough
_HEAD = 6  # letters kept of a long word
_TINY = 4
_LITTLE = frozenset({"of", "the", "and", "&", "de", "la"})
_IN_USE = {
    "United Arab Emirates": "UAE",
    "United Kingdom": "UK",
    "United States": "USA",
    "Central African Republic": "CAR",
    "Congo (Dem. Rep.)": "DR Congo",
    "Democratic Republic of the Congo": "DR Congo",
}
"""Short forms that everybody knows."""


def short_names(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return shorter names for each jurisdiction of a scenario, the most readable first; no two have the same.

    Where names are invented, the last resort is a piece of the name and not the code of the State behind it.
    """
    short = {item.id: _short(item.name) for item in scenario.jurisdictions}
    tiny = {item.id: item.name[:_TINY] if scenario.fictional else item.id for item in scenario.jurisdictions}
    full = {item.id: item.name for item in scenario.jurisdictions}
    return {
        place: tuple(
            dict.fromkeys(
                names[place]
                for names in (short, tiny)
                if names[place] != full[place] and Counter(names.values())[names[place]] == 1
            )
        )
        for place in full
    }


def _short(name: str) -> str:
    known = _IN_USE.get(name)
    if known is not None or len(name) <= _SHORT:
        return known or name
    words = [word for word in re.sub(r"\(.*?\)", "", name).split() if word.casefold() not in _LITTLE] or [name]
    last = words[-1] if len(words[-1]) <= _SHORT else f"{words[-1][:_HEAD]}."
    return " ".join([*(f"{word[0]}." for word in words[:-1]), last])
