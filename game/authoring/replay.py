"""Verify a save: give every command again and compare what it leads to with what is stored."""

import json
import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.model.text import _, ngettext
from game.session import wire
from game.session.decide import decide
from game.session.events import event_to_json
from game.session.reducer import fold
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from game.session.state import State, essence
from game.session.wire import Json
from game.storage.save import Entry

Found = tuple[str, str, str]  # field, stored, computed
RELATIVE = 1e-6
ABSOLUTE = 1e-12
_VERSION = "value.rules_version"  # is said of the save as a whole, and is no difference in what happened


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where the rules say something else than the save."""

    command: int
    kind: str
    place: str
    stored: str
    computed: str

    def __str__(self) -> str:
        return _(
            "First difference: command {number} ({kind}), {place}: stored {stored}, computed {computed}. "
            "The save stays playable; it goes on from what is stored."
        ).format(number=self.command, kind=self.kind, place=self.place, stored=self.stored, computed=self.computed)


def verify(book: Rulebook, entries: Sequence[Entry], snapshots: Mapping[int, bytes]) -> Difference | None:
    """Return the first difference, or None where everything is the same (figures to 1e-6 relative)."""
    state = State()
    for entry in entries:
        decision = decide(state, entry.command, book)
        if isinstance(decision, Refusal):
            return Difference(entry.number, entry.command.TYPE, _("events"), str(len(entry.events)), decision.sentence)
        if len(decision) != len(entry.events):
            counts = str(len(entry.events)), str(len(decision))
            return Difference(entry.number, entry.command.TYPE, _("number of events"), *counts)
        for place, (stored, computed) in enumerate(zip(entry.events, decision, strict=True), start=1):
            for where, one, other in differences(event_to_json(stored), event_to_json(computed)):
                if where == _VERSION:
                    continue
                name = _("event {number} ({kind}), field {field}").format(
                    number=place, kind=stored.TYPE, field=where or "type"
                )
                return Difference(entry.number, entry.command.TYPE, name, one, other)
        state = fold(state, entry.events)  # from what is stored, so that differences do not add up
        if entry.number in snapshots:
            raw = json.loads(zlib.decompress(snapshots[entry.number]))
            for where, one, other in differences(raw, wire.to_json(essence(state))):
                return Difference(
                    entry.number, entry.command.TYPE, _("snapshot, field {field}").format(field=where), one, other
                )
    return None


def differences(stored: Json, computed: Json, where: str = "") -> Iterator[Found]:
    """Yield every place where two JSON values differ, with both values in words."""
    if isinstance(stored, dict) and isinstance(computed, dict):
        if "zlib" in stored and "zlib" in computed:
            yield from _array_differences(wire.array_from_json(stored), wire.array_from_json(computed), where)
        else:
            yield from _mapping_differences(stored, computed, where)
    elif isinstance(stored, list) and isinstance(computed, list):
        yield from _list_differences(stored, computed, where)
    elif _number(stored) and _number(computed):
        if not math.isclose(stored, computed, rel_tol=RELATIVE, abs_tol=ABSOLUTE):
            yield where, repr(stored), repr(computed)
    elif stored != computed:
        yield where, _said(stored), _said(computed)


def _mapping_differences(stored: dict[str, Json], computed: dict[str, Json], where: str) -> Iterator[Found]:
    for key in dict.fromkeys((*stored, *computed)):
        inner = f"{where}.{key}" if where else key
        if key in stored and key in computed:
            yield from differences(stored[key], computed[key], inner)
        else:
            yield inner, _said(stored.get(key)), _said(computed.get(key))


def _list_differences(stored: list[Json], computed: list[Json], where: str) -> Iterator[Found]:
    if len(stored) != len(computed):
        words = (
            ngettext("{number} item", "{number} items", len(items)).format(number=len(items))
            for items in (stored, computed)
        )
        yield f"{where}[]", next(words), next(words)
        return
    for place, (one, other) in enumerate(zip(stored, computed, strict=True)):
        yield from differences(one, other, f"{where}[{place}]")


def _array_differences(stored: np.ndarray, computed: np.ndarray, where: str) -> Iterator[Found]:
    if stored.shape != computed.shape:
        yield where, str(stored.shape), str(computed.shape)
        return
    off = ~np.isclose(computed, stored, rtol=RELATIVE, atol=ABSOLUTE, equal_nan=True)
    if off.any():
        place = tuple(int(axis[0]) for axis in np.nonzero(off))
        yield f"{where}{list(place)}", repr(stored[place].item()), repr(computed[place].item())


def _number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _said(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:119] + "…"
