"""A file as a tree of values with their places, so that parts of several files can grow together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from game.scenario.compose import Composed
from game.scenario.positions import Path, Place, Positions

MAX_NODES = 60_000  # as in a file of the guard's 200,000 events
MAX_CHARACTERS = 2 * 1024 * 1024


class TooLargeError(Exception):
    """Copies made a tree larger than any file may be."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One value: a scalar in ``value``, or a list or mapping in ``items`` or ``keys``.

    ``own``: written in the file at hand, and not in one that it extends. Branches are shared between copies.
    """

    place: Place
    value: Any = None
    items: tuple["Branch", ...] | None = None
    keys: dict[str, "Branch"] | None = None
    own: bool = True

    def text(self, key: str) -> str | None:
        """Give the text under a key, if there is one."""
        child = self.get(key)
        return child.value if child is not None and isinstance(child.value, str) else None

    def get(self, key: str) -> "Branch | None":
        """Give what is under a key, if there is something."""
        return self.keys.get(key) if self.keys is not None else None

    def with_keys(self, keys: dict[str, "Branch"]) -> "Branch":
        """Give the same mapping with other keys."""
        return Branch(self.place, None, None, keys, self.own)

    def with_items(self, items: tuple["Branch", ...]) -> "Branch":
        """Give the same list with other items."""
        return Branch(self.place, None, items, None, self.own)

    def without(self, *names: str) -> "Branch":
        """Give the same mapping without some keys."""
        return self.with_keys({key: child for key, child in (self.keys or {}).items() if key not in names})

    def inherited(self) -> "Branch":
        """Give the same tree as that of a file which another extends."""
        return Branch(
            self.place,
            self.value,
            None if self.items is None else tuple(item.inherited() for item in self.items),
            None if self.keys is None else {key: child.inherited() for key, child in self.keys.items()},
            own=False,
        )

    def walk(self) -> Iterator["Branch"]:
        """Give every branch of the tree, this one first."""
        yield self
        for child in (*(self.items or ()), *(self.keys or {}).values()):
            yield from child.walk()


def grow(composed: Composed, lower: int = 0) -> Branch:
    """Make a tree of a composed file, its lines counted from further down."""
    positions = composed.positions

    def branch(value: Any, path: Path) -> Branch:
        place = positions.place(path)
        place = place.lower(lower) if lower else place
        if isinstance(value, dict):
            return Branch(place, keys={key: branch(child, (*path, key)) for key, child in value.items()})
        if isinstance(value, list):
            return Branch(place, items=tuple(branch(child, (*path, index)) for index, child in enumerate(value)))
        return Branch(place, value)

    return branch(composed.value, ())


def flatten(tree: Branch) -> tuple[Any, Positions]:
    """Give the plain values of a tree and where they stand.

    Raises
    ------
    TooLargeError
        If there are more than a file may have: copies of copies can make much of little.
    """
    places: dict[Path, Place] = {}
    characters = 0

    def plain(branch: Branch, path: Path) -> Any:
        nonlocal characters
        places[path] = branch.place
        characters += len(branch.value) if isinstance(branch.value, str) else 1
        if len(places) > MAX_NODES or characters > MAX_CHARACTERS:
            raise TooLargeError
        if branch.keys is not None:
            return {key: plain(child, (*path, key)) for key, child in branch.keys.items()}
        if branch.items is not None:
            return [plain(child, (*path, index)) for index, child in enumerate(branch.items)]
        return branch.value

    return plain(tree, ()), Positions(places)
