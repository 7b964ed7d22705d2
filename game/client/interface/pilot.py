"""Operating an interface without a person: by the ids and words of the list of nodes. For tests and demonstrations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import pygame

from game.client.interface.nodes import Node
from game.client.interface.ui import Ui

T = TypeVar("T")


class Pilot(Generic[T]):
    """Sends events to a screen as a person would, drawing after each deed.

    Attributes
    ----------
    results : list
        What the screen returned, leaving out None.
    """

    def __init__(self, ui: Ui, build: Callable[[Ui], T]) -> None:
        self.ui = ui
        self.build = build
        self.results: list[T] = []
        ui.draw(build)

    # Reading

    def node(self, id_: str) -> Node:
        """Return the node ``id_`` of the last drawing."""
        for node in self.ui.nodes:
            if node.id == id_:
                return node
        raise KeyError(f"{id_} is not on the screen; there are: {', '.join(node.id for node in self.ui.nodes)}")

    def has(self, id_: str) -> bool:
        """Tell whether the node ``id_`` is on the screen."""
        return any(node.id == id_ for node in self.ui.nodes)

    def words(self) -> str:
        """Return all words and values on the screen, one node a line."""
        return "\n".join(f"{node.label} {node.value}".strip() for node in self.ui.nodes)

    @property
    def focus(self) -> str:
        """Id of the node that has the keyboard."""
        return self.ui.state.focus

    # Deeds

    def send(self, *events: pygame.event.Event) -> None:
        """Let the screen answer events, then draw it."""
        for event in events:
            result = self.ui.handle(event, self.build)
            if result is not None:
                self.results.append(result)
        if self.ui.due():
            self.ui.draw(self.build)

    def point(self, at: str | tuple[int, int]) -> tuple[int, int]:
        """Move the pointer to the middle of a node, or to a pixel, and return the pixel."""
        place = self.node(at).visible.centre if isinstance(at, str) else at
        self.send(_mouse(pygame.MOUSEMOTION, place, rel=(0, 0), buttons=(0, 0, 0)))
        return place

    def click(self, at: str | tuple[int, int]) -> None:
        """Click on the middle of a node, or on a pixel; tabs that have no room are turned to first."""
        if isinstance(at, str):
            self._turn_to(at)
        place = self.point(at)
        self.send(_mouse(pygame.MOUSEBUTTONDOWN, place, button=1))
        self.send(_mouse(pygame.MOUSEBUTTONUP, place, button=1))

    def _turn_to(self, id_: str) -> None:
        """Press the arrow of a row of tabs until the tab ``id_`` is seen."""
        onwards = f"{id_.partition('.')[0]}/after"
        while not self.has(id_) and self.has(onwards):
            self.click(onwards)

    def drag(self, start: str | tuple[int, int], end: tuple[int, int], steps: int = 4) -> None:
        """Press at ``start``, move to ``end`` and let go."""
        first = self.point(start)
        self.send(_mouse(pygame.MOUSEBUTTONDOWN, first, button=1))
        for step in range(1, steps + 1):
            place = tuple(round(a + (b - a) * step / steps) for a, b in zip(first, end, strict=True))
            self.send(_mouse(pygame.MOUSEMOTION, (place[0], place[1]), rel=(0, 0), buttons=(1, 0, 0)))
        self.send(_mouse(pygame.MOUSEBUTTONUP, end, button=1))

    def wheel(self, at: str | tuple[int, int], y: float) -> None:
        """Turn the wheel over a node by ``y`` steps; positive turns away."""
        self.point(at)
        self.send(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=round(y), precise_x=0.0, precise_y=float(y)))

    def press(self, *keys: int, mods: int = 0) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.send(pygame.event.Event(pygame.KEYDOWN, key=key, mod=mods, unicode=""))
            self.send(pygame.event.Event(pygame.KEYUP, key=key, mod=mods))

    def type(self, text: str) -> None:
        """Type text, a character at a time."""
        for character in text:
            self.send(pygame.event.Event(pygame.TEXTINPUT, text=character))

    def tab_to(self, id_: str, most: int = 300) -> None:
        """Press Tab until the node ``id_`` has the keyboard."""
        for _press in range(most):
            if self.focus == id_:
                return
            self.press(pygame.K_TAB)
        raise KeyError(f"Tab never reaches {id_}; it stops at: {', '.join(self.stops())}")

    def stops(self, most: int = 300) -> list[str]:
        """Return the ids at which Tab stops, from here once round."""
        seen: list[str] = []
        for _press in range(most):
            self.press(pygame.K_TAB)
            if self.focus in seen:
                break
            seen.append(self.focus)
        return seen


def _mouse(kind: int, place: tuple[int, int], **rest: Any) -> pygame.event.Event:
    return pygame.event.Event(kind, pos=place, **rest)
