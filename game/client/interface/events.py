"""Events of the window, in the few kinds that widgets ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import pygame

Kind = Literal["none", "press", "drag", "release", "wheel", "key", "text", "compose"]
CONTROL = pygame.KMOD_CTRL | pygame.KMOD_META
ACTIVATING = frozenset({pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE})
STEERING = ACTIVATING | {
    pygame.K_LEFT,
    pygame.K_RIGHT,
    pygame.K_UP,
    pygame.K_DOWN,
    pygame.K_HOME,
    pygame.K_END,
    pygame.K_PAGEUP,
    pygame.K_PAGEDOWN,
    pygame.K_BACKSPACE,
    pygame.K_DELETE,
}
"""Keys that belong to the control that has the focus."""


@dataclass(slots=True)
class Input:
    """What happened; ``taken`` once a widget has answered it.

    Attributes
    ----------
    clicked : str
        For a release: id of the node that was pressed and released.
    key, mods : int
        Constants of pygame.
    repeated : bool
        Whether the key is being held down, which presses no button again.
    text : str
        Typed or being composed.
    wheel : tuple of float
        Steps to the right and up.
    clicks : int
        Of a press or release: 2 for the second click of a double click, and so on.
    """

    kind: Kind = "none"
    clicked: str = ""
    key: int = 0
    mods: int = 0
    repeated: bool = False
    text: str = ""
    wheel: tuple[float, float] = (0.0, 0.0)
    clicks: int = 1
    taken: bool = False

    @property
    def control(self) -> bool:
        """Whether Ctrl, or Command, is held."""
        return bool(self.mods & CONTROL)

    @property
    def shift(self) -> bool:
        """Whether Shift is held."""
        return bool(self.mods & pygame.KMOD_SHIFT)


def merged(events: Iterable[pygame.event.Event]) -> Iterator[pygame.event.Event]:
    """Yield the events with each row of mouse motions reduced to its last one, since only where it ends matters."""
    waiting: pygame.event.Event | None = None
    for event in events:
        if event.type == pygame.MOUSEMOTION:
            if waiting is not None and getattr(waiting, "window", None) is not getattr(event, "window", None):
                yield waiting
            waiting = event
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        yield event
    if waiting is not None:
        yield waiting
