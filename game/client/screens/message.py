"""A sentence that has to be read before anything else, with one button."""

from __future__ import annotations

import pygame

from game.client import widgets as w
from game.model.text import _


def message(ui: w.Ui, id_: str, title: str, text: str, button: str = "") -> bool:
    """Show a sentence above the screen; tell whether it has been read. Build it last."""
    with w.dialog(ui, id_, title, first=f"{id_}.ok") as area:
        w.paragraph(ui, area, text, gap=20)
        done = w.actions(ui, area, (w.Action(f"{id_}.ok", button or _("Close"), "primary"),))
        return bool(done) or ui.pressed(pygame.K_ESCAPE)
