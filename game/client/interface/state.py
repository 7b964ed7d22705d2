"""What lasts from one build pass to the next, kept by id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from game.client.interface.nodes import Node

M = TypeVar("M")


@dataclass
class Toast:
    """A short notice that leaves by itself."""

    text: str
    icon: str
    until: float


@dataclass
class UiState:
    """State of the interface of one screen; a screen that is returned to gets its own back.

    Attributes
    ----------
    nodes : list of Node
        The nodes of the last pass; nothing else is known of where things are.
    focus : str
        Id of the node that has the keyboard.
    focus_seen : bool
        Whether the focus is shown everywhere, since the keyboard was used last.
    hover, pressed : str
        Ids of what is under the pointer and of what is held down.
    """

    nodes: list[Node] = field(default_factory=list)
    modal: int = 0
    focus: str = ""
    focus_seen: bool = False
    reveal: bool = False
    hover: str = ""
    hover_since: float = 0.0
    pressed: str = ""
    press_at: tuple[int, int] = (0, 0)
    pointer: tuple[int, int] = (-1, -1)
    toasts: list[Toast] = field(default_factory=list)
    returns: list[tuple[str, str]] = field(default_factory=list)  # open dialogs and where the focus was before each
    memory: dict[str, Any] = field(default_factory=dict)

    def recall(self, key: str, make: Callable[[], M]) -> M:
        """Return what is kept under ``key``, made by ``make`` the first time."""
        if key not in self.memory:
            self.memory[key] = make()
        kept: M = self.memory[key]
        return kept
