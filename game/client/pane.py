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
        self.window = pygame.Window(
            title, size, pygame.WINDOWPOS_CENTERED if position is None else position, resizable=True
        )
        self.window.set_icon(_icon(look))
        self.full = False
        self.window.minimum_size = MINIMUM
        self.ui = Ui(self.window.get_surface(), look)

    def fill_screen(self) -> None:
        """Take the whole screen, or give it back."""
        self.full = not self.full
        if self.full:
            self.window.set_fullscreen(desktop=True)
        else:
            self.window.set_windowed()

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


def _icon(look: Look) -> pygame.Surface:
    """Return the picture by which the system shows the program: two corridors on the accent."""
    side = 64
    sheet = pygame.Surface((side, side), pygame.SRCALPHA)
    pygame.draw.rect(sheet, look.colours.accent, sheet.get_rect(), border_radius=14)
    sheet.blit(look.icon("split", 44, look.colours.on_accent), (10, 10))
    return sheet
