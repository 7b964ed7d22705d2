"""Copying and pasting text; without a clipboard of the system, within the program."""

from __future__ import annotations

import pygame

_own = [""]


def copy(text: str) -> None:
    """Put ``text`` on the clipboard."""
    _own[0] = text
    try:
        pygame.scrap.put_text(text)
    except pygame.error:
        return


def paste() -> str:
    """Return the text on the clipboard, or an empty string."""
    try:
        return pygame.scrap.get_text() or _own[0]
    except pygame.error:
        return _own[0]
