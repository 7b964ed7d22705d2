"""Order of characters in lines that mix directions of writing.

The Unicode Bidirectional Algorithm (UAX 9) without explicit embeddings and overrides, which the texts of the program
do not contain: isolates (X5a to X6a), weak types (W1 to W7), brackets and neutrals (N0 to N2), implicit levels
(I1, I2), and the order within a line (L1, L2).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
INVISIBLE = frozenset("\u200b\u200e\u200f\u061c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e" + LRI + RLI + FSI + PDI)
"""Characters that steer the order of a line and are not drawn."""

FIRST_RTL = "\u0590"
"""No character before this one is written from right to left."""

_OPENING = "([{«‹（【《「"
_CLOSING = ")]}»›）】》」"
_STRONG = ("L", "R", "AL")


def isolate(text: str) -> str:
    """Return ``text`` protected from the direction of what surrounds it, as numbers with their unit need."""
    return f"{FSI}{text}{PDI}"


def base_is_rtl(text: str, default: bool = False) -> bool:
    """Tell whether a line should run from right to left, by its first strong character."""
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in _STRONG:
            return kind != "L"
    return default


def has_rtl(text: str) -> bool:
    """Tell whether some character of ``text`` is written from right to left."""
    return bool(text) and max(text) >= FIRST_RTL and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)


def plain(text: str, rtl: bool) -> bool:
    """Tell whether every character of ``text`` is at level 0, so that nothing has to be worked out."""
    return not rtl and (not text or max(text) < FIRST_RTL)


def levels(text: str, rtl: bool) -> list[int]:
    """Return the embedding level of each character of one paragraph; odd levels run from right to left."""
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    found = [int(rtl)] * len(text)
    _resolve(text, kinds, list(range(len(text))), int(rtl), found)
    return found


def visual(levels_of: Sequence[int]) -> list[int]:
    """Return the indices of items in order from left to right, given their levels in logical order (L2)."""
    order = list(range(len(levels_of)))
    if not levels_of:
        return order
    lowest_odd = min((level for level in levels_of if level % 2), default=max(levels_of) + 1)
    for level in range(max(levels_of), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            if levels_of[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels_of[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def _resolve(text: str, kinds: list[str], indices: list[int], level: int, found: list[int]) -> None:
    """Fill ``found`` for the characters ``indices``, which stand in one isolate at ``level``."""
    outer, inner = _isolates(kinds, indices)
    here = {index: ("ON" if kinds[index] in {"LRI", "RLI", "FSI", "PDI"} else kinds[index]) for index in outer}
    sequence = [here[index] for index in outer]
    side = "R" if level % 2 else "L"
    _weak(sequence, side)
    _brackets([text[index] for index in outer], sequence, side)
    _neutral(sequence, side)
    for index, kind in zip(outer, sequence, strict=True):
        if level % 2:
            found[index] = level if kind == "R" else level + 1
        else:
            found[index] = level + {"L": 0, "R": 1}.get(kind, 2)
    for opener, content in inner:
        kind = kinds[opener]
        if kind == "FSI":
            kind = "RLI" if base_is_rtl("".join(text[index] for index in content)) else "LRI"
        nested = level + 1 if (kind == "RLI") != bool(level % 2) else level + 2
        _resolve(text, kinds, content, nested, found)


def _isolates(kinds: list[str], indices: list[int]) -> tuple[list[int], list[tuple[int, list[int]]]]:
    outer: list[int] = []
    inner: list[tuple[int, list[int]]] = []
    depth = 0
    for index in indices:
        kind = kinds[index]
        if kind == "PDI" and depth:
            depth -= 1
        if depth == 0:
            outer.append(index)
        else:
            inner[-1][1].append(index)
        if kind in {"LRI", "RLI", "FSI"}:
            if depth == 0:
                inner.append((index, []))
            depth += 1
    return outer, inner


def _weak(sequence: list[str], side: str) -> None:
    previous, strong = side, side
    for at, kind in enumerate(sequence):
        if kind == "NSM":  # W1
            sequence[at] = previous
        elif kind == "EN" and strong == "AL":  # W2
            sequence[at] = "AN"
        if kind in _STRONG:
            strong = kind
        previous = sequence[at]
    sequence[:] = ["R" if kind == "AL" else kind for kind in sequence]  # W3
    for at in range(1, len(sequence) - 1):  # W4
        before, kind, after = sequence[at - 1 : at + 2]
        if before == after and ((kind in {"ES", "CS"} and before == "EN") or (kind == "CS" and before == "AN")):
            sequence[at] = before
    _terminators(sequence)
    _numbers(sequence, side)


def _numbers(sequence: list[str], side: str) -> None:
    strong = side
    for at, kind in enumerate(sequence):
        if kind in {"ES", "ET", "CS"}:  # W6
            sequence[at] = "ON"
        elif kind == "EN" and strong == "L":  # W7
            sequence[at] = "L"
        elif kind in {"L", "R"}:
            strong = kind


def _terminators(sequence: list[str]) -> None:
    at = 0
    while at < len(sequence):
        if sequence[at] != "ET":
            at += 1
            continue
        end = at
        while end < len(sequence) and sequence[end] in {"ET", "BN"}:
            end += 1
        if (at and sequence[at - 1] == "EN") or (end < len(sequence) and sequence[end] == "EN"):  # W5
            sequence[at:end] = ["EN"] * (end - at)
        at = end


def _side_of(kind: str) -> str:
    """Return the direction a resolved kind counts for among neutrals, or an empty string."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _brackets(characters: list[str], sequence: list[str], side: str) -> None:
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(characters):
        if sequence[at] != "ON":
            continue
        if character in _OPENING:
            opened.append((_CLOSING[_OPENING.index(character)], at))
        elif character in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == character:
                    pairs.append((opened[depth][1], at))
                    del opened[depth:]
                    break
    for first, last in sorted(pairs):
        inside = {_side_of(kind) for kind in sequence[first + 1 : last]} - {""}
        if side in inside:
            chosen = side
        elif inside:
            before = next((s for s in (_side_of(k) for k in reversed(sequence[:first])) if s), side)
            other = "R" if side == "L" else "L"
            chosen = other if before == other else side
        else:
            continue
        sequence[first] = sequence[last] = chosen


def _neutral(sequence: list[str], side: str) -> None:
    at = 0
    while at < len(sequence):
        if _side_of(sequence[at]):
            at += 1
            continue
        end = at
        while end < len(sequence) and not _side_of(sequence[end]):
            end += 1
        before = _side_of(sequence[at - 1]) if at else side
        after = _side_of(sequence[end]) if end < len(sequence) else side
        sequence[at:end] = [before if before == after else side] * (end - at)
        at = end
