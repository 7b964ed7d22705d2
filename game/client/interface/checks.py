"""What must hold for every screen, in every theme, size, text size and language; read off the list of nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from game.client.canvas.geometry import Rect
from game.client.interface.nodes import CONTAINERS, Node
from game.client.interface.ui import Ui

_LOOSE = CONTAINERS | {"scrollbar", "tooltip", "status", "chart", "map", "rows", "figure"}
"""Roles that may have other nodes on them, or lie on others."""

OPERATED = frozenset(
    {
        "button",
        "slider",
        "spinbutton",
        "checkbox",
        "radio",
        "tab",
        "combobox",
        "textfield",
        "link",
        "columnheader",
        "option",
    }
)
_LEAST_TARGET = 24


def flaws(ui: Ui) -> list[str]:
    """Return a sentence for each rule that the last drawing of ``ui`` breaks; empty when all is well."""
    nodes = ui.nodes
    return [
        *_twins(nodes),
        *_outside(nodes, ui.window),
        *_overlapping(nodes),
        *_unreachable(nodes, ui.state.modal),
        *_small(nodes, ui.px(_LEAST_TARGET)),
        *(f"{problem.kind}: “{problem.text}” in {tuple(problem.rect)}: {problem.detail}" for problem in ui.problems),
    ]


def _twins(nodes: Sequence[Node]) -> Iterator[str]:
    for id_, count in Counter(node.id for node in nodes).items():
        if count > 1:
            yield f"twins: {count} nodes are called {id_}"


def _outside(nodes: Sequence[Node], window: Rect) -> Iterator[str]:
    by_id = {node.id: node for node in nodes}
    for node in nodes:
        if node.rect.empty or node.role in {"backdrop", "scrollbar"}:
            continue
        if not Rect(window.x, node.rect.y, window.w, node.rect.h).encloses(node.rect, 1):
            yield f"outside: {node.id} leaves the window sideways: {tuple(node.rect)}"
        elif node.clip == window and not window.encloses(node.rect, 1):
            yield f"outside: {node.id} leaves the window: {tuple(node.rect)}"
        parent = by_id.get(node.parent)
        if parent is None or parent.role not in {"card", "dialog", "list", "group"} or node.clip != parent.clip:
            continue
        if not parent.rect.encloses(node.rect, 1):
            yield f"outside: {node.id} {tuple(node.rect)} leaves its {parent.role} {parent.id} {tuple(parent.rect)}"


def _part(node: Node, other: Node) -> bool:
    return other.id.startswith((f"{node.id}.", f"{node.id}/")) or node.id.startswith((f"{other.id}.", f"{other.id}/"))


def _overlapping(nodes: Sequence[Node]) -> Iterator[str]:
    leaves = [node for node in nodes if node.role not in _LOOSE and not node.visible.empty]
    for first, second in combinations(leaves, 2):
        if first.layer != second.layer or _part(first, second):
            continue
        shared = first.visible.common(second.visible)
        # A line of text may reach a pixel into its neighbour's empty edge.
        if shared.w > 2 and shared.h > 2:
            yield f"overlap: {first.id} ({first.label}) and {second.id} ({second.label}) share {tuple(shared)}"


def _unreachable(nodes: Sequence[Node], modal: int) -> Iterator[str]:
    stops = [node for node in nodes if node.focusable and node.enabled]
    groups = {node.parent for node in stops}
    for node in nodes:
        if node.role not in OPERATED or not node.enabled or node.layer < modal or node.focusable:
            continue
        # Within a group, arrows lead on from the one stop; a part is operated through its control.
        whole = any(node.id.startswith((f"{stop.id}.", f"{stop.id}/")) for stop in stops)
        if not whole and node.parent not in groups and not node.id.endswith(tuple("0123456789")):
            yield f"unreachable: Tab never comes to {node.id} ({node.label})"


def _small(nodes: Sequence[Node], least: int) -> Iterator[str]:
    for node in nodes:
        if node.label and node.rect.empty:
            yield f"squeezed: there is no room left for {node.id} ({node.label})"
        elif node.role in OPERATED - {"link"} and min(node.rect.w, node.rect.h) < least:
            yield f"small: {node.id} is {node.rect.w} by {node.rect.h} pixels; {least} are needed"
