"""Inherited tests: those that speak of what was changed do not apply."""

import re
from dataclasses import dataclass

from game.model.text import _
from game.scenario.diagnostic import listed
from game.scenario.source import Source
from game.scenario.tree import Branch

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A test of a file further down that speaks of changed items; ``line`` is one of the joined source."""

    name: str
    line: int
    reason: str


@dataclass(frozen=True)
class Inherited:
    """What became of the tests of the files below.

    ``tests`` holds the names of those that still apply. ``moved``: something that the model reads was changed.
    """

    not_applicable: tuple[NotApplicable, ...] = ()
    tests: frozenset[str] = frozenset()
    moved: bool = False

    def lower(self, lines: int) -> "Inherited":
        """Give the same with lines further down."""
        rows = tuple(NotApplicable(row.name, row.line + lines, row.reason) for row in self.not_applicable)
        return Inherited(rows, self.tests, self.moved)


NOTHING_INHERITED = Inherited()


def sort_tests(tree: Branch, touched: frozenset[str], source: Source, *, moved: bool) -> tuple[Branch, Inherited]:
    """Take out the inherited tests that name an id in ``touched``."""
    rows = tree.get("tests")
    if rows is None or rows.items is None:
        return tree, Inherited(moved=moved)
    kept: list[Branch] = []
    dropped: list[NotApplicable] = []
    names: set[str] = set()
    for test in rows.items:
        name = test.text("name") or ""
        named = sorted(_words(test) & touched) if not test.own else []
        if named:
            reason = _("it names {ids}, which {file} changes").format(ids=listed(named), file=source.file)
            dropped.append(NotApplicable(name, test.place.value.line, reason))
            continue
        kept.append(test)
        if not test.own:
            names.add(name)
    left = tree.with_keys({**(tree.keys or {}), "tests": rows.with_items(tuple(kept))})
    return left, Inherited(tuple(dropped), frozenset(names), moved)


def _words(test: Branch) -> set[str]:
    """Collect every word that may be an id in what a test does and expects."""
    found: set[str] = set()
    for key in ("play", "expect", "hidden_from"):
        part = test.get(key)
        for branch in part.walk() if part is not None else ():
            if isinstance(branch.value, str):
                found.update(_WORD.findall(branch.value))
            found.update(branch.keys or ())
    return found
