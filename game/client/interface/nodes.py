"""What is on the screen, as a list: for pointing, for the keyboard, for tests and for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.client.canvas.geometry import NOWHERE, Rect

CONTAINERS = frozenset(
    {"card", "scroll", "dialog", "group", "backdrop", "list", "table", "tablist", "radiogroup", "row"}
)
"""Roles of nodes that hold others."""


@dataclass(frozen=True, slots=True)
class Node:
    """One thing on the screen.

    Attributes
    ----------
    id : str
        Unique in one pass.
    role : str
        What it is: ``button``, ``slider``, ``text``, ``card``, ...
    label, value : str
        Its words and its present value in words.
    rect, clip : Rect
        Where it is, and the part of the surface in which it can be seen; in pixels.
    enabled, focusable : bool
        Whether it can be operated, and whether Tab stops at it.
    layer : int
        0 for the page; each dialog and popup lies one higher.
    parent : str
        Id of the container around it, or empty.
    hint : str
        More words, shown as a tooltip.
    pointer : bool
        Whether clicks stop at it.
    """

    id: str
    role: str
    label: str = ""
    value: str = ""
    rect: Rect = NOWHERE
    clip: Rect = NOWHERE
    enabled: bool = True
    focusable: bool = False
    layer: int = 0
    parent: str = ""
    hint: str = ""
    pointer: bool = False

    @property
    def visible(self) -> Rect:
        """The part of its rectangle that can be seen."""
        return self.rect.common(self.clip)


def topmost(nodes: Iterable[Node], point: tuple[int, int]) -> Node | None:
    """Return the node that a click at ``point`` reaches: of the highest layer, the one built last."""
    found: Node | None = None
    for node in nodes:
        if node.pointer and node.visible.holds(point) and (found is None or node.layer >= found.layer):
            found = node
    return found


def focus_order(nodes: Iterable[Node], least_layer: int = 0) -> list[Node]:
    """Return the nodes at which Tab stops, in order of reading."""
    return [node for node in nodes if node.focusable and node.enabled and node.layer >= least_layer]
