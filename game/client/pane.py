"""One window of the program with its interface."""

from __future__ import annotations

import pygame

from game.client.interface.look import Look
from game.client.interface.ui import Ui
from game.client.navigation import Answer, Screen

MINIMUM = (400, 300)


class Pane:
    """A window, its surface and its :class:`Ui`; each screen shown in it keeps its own state."""

    def __init__(self, title: str, size: tuple[int, int], look: Look, position: tuple[int, int] | None = None) -> None:
        placed = {} if position is None else {"position": position}
        self.window = pygame.Window(title, size, resizable=True, **placed)
        self.window.minimum_size = MINIMUM
        self.ui = Ui(self.window.get_surface(), look)

    def answer(self, event: pygame.event.Event, screen: Screen) -> Answer | None:
        """Let ``screen`` answer one event."""
        return self.ui.handle(event, screen.build)

    def show(self, screen: Screen) -> None:
        """Draw ``screen`` if it is time."""
        surface = self.window.get_surface()
        if surface is not self.ui.surface:
            self.ui.surface = surface
            self.ui.redraw()
        if self.ui.due():
            self.ui.draw(screen.build)
            self.window.flip()

    def close(self) -> None:
        """Take the window away."""
        self.window.destroy()
