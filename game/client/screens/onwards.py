"""Enter for the main button of a screen."""

from __future__ import annotations

import pygame

from game.client import widgets as w

_IDLE = {"slider", "tab"}
"""Roles of what has no use for Enter while it has the keyboard."""


def entered(ui: w.Ui) -> bool:
    """Tell whether Enter was pressed for the main button and not for what has the keyboard."""
    if ui.pressed(pygame.K_RETURN):
        return True
    event = ui.input
    if event.kind != "key" or event.key != pygame.K_RETURN or event.taken or event.repeated or event.control:
        return False
    if ui.layer < ui.state.modal:
        return False
    if any(node.id == ui.state.focus and node.role in _IDLE for node in ui.state.nodes):
        ui.take()
        return True
    return False
