"""Where each key and value of a composed file stands."""

from collections.abc import Mapping
from typing import NamedTuple

from game.scenario.source import Span

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """The key (absent for list items and the top) and the value at one path."""

    key: Span | None
    value: Span

    def lower(self, lines: int) -> "Place":
        """Give the same place that many lines further down."""
        return Place(self.key and self.key.lower(lines), self.value.lower(lines))


class Positions:
    """Spans by path: ``("legs", 3, "jurisdiction")`` is that key in the fourth leg."""

    def __init__(self, places: Mapping[Path, Place]) -> None:
        self._places = places

    def __contains__(self, path: Path) -> bool:
        return path in self._places

    def place(self, path: Path) -> Place:
        """Give the key and the value at ``path``; of the nearest parent if absent."""
        return self._places.get(path) or Place(None, self.nearest(path))

    def key(self, path: Path) -> Span:
        """Give the span of the key at ``path``; of the value for a list item; of the nearest parent if absent."""
        place = self._places.get(path)
        if place is None:
            return self.nearest(path)
        return place.key or place.value

    def value(self, path: Path) -> Span:
        """Give the span of the value at ``path``, or of the nearest parent if absent."""
        place = self._places.get(path)
        return self.nearest(path) if place is None else place.value

    def nearest(self, path: Path) -> Span:
        """Give the key or start of the deepest part of ``path`` that the file has."""
        for length in range(len(path), -1, -1):
            place = self._places.get(path[:length])
            if place is not None:
                return place.key or _start(place.value)
        return Span(1, 1, 1, 2)


def _start(span: Span) -> Span:
    """Shorten the span of a whole block to its first character, so that a caret has one place to point at."""
    return span if span.line == span.end_line else Span(span.line, span.column, span.line, span.column + 1)
