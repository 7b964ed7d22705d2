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
    first_press : list of Node
        What could be pressed at the first of several quick clicks; nothing if that was on another screen.
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
    first_press: list[Node] = field(default_factory=list)
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

    def forget(self) -> None:
        """Drop what was made of things that are not to be seen any more: words being typed, notices, old nodes."""
        self.memory.clear()
        self.toasts.clear()
        self.first_press.clear()
