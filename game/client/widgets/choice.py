"""What there is to choose from, and moving among it with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.interface.events import Input
from game.client.interface.ui import Touch, Ui


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to choose.

    Attributes
    ----------
    key : str
        What the program calls it.
    label : str
        Its words.
    icon : str
        Name of an icon, or empty.
    detail : str
        A second line where there is room for one.
    hint : str
        Words for its tooltip.
    enabled : bool
        Whether it can be chosen now.
    """

    key: str
    label: str
    icon: str = ""
    detail: str = ""
    hint: str = ""
    enabled: bool = True


def label_of(choices: Sequence[Choice], key: str) -> str:
    """Return the words of the choice ``key``, or nothing."""
    return next((choice.label for choice in choices if choice.key == key), "")


def stepped(choices: Sequence[Choice], chosen: str, pressed: Input, *, rtl: bool, page: int = 0) -> str:
    """Return the key of the choice to which an arrow, Home, End or page key leads from ``chosen``."""
    enabled = [choice.key for choice in choices if choice.enabled]
    if not enabled:
        return chosen
    if pressed.key in {pygame.K_HOME, pygame.K_END}:
        return enabled[0 if pressed.key == pygame.K_HOME else -1]
    step = direction(pressed.key, rtl=rtl)
    if page and pressed.key in {pygame.K_PAGEUP, pygame.K_PAGEDOWN}:
        step = page if pressed.key == pygame.K_PAGEDOWN else -page
    if step == 0:
        return chosen
    if chosen not in enabled:
        return enabled[0 if step > 0 else -1]
    return enabled[max(0, min(len(enabled) - 1, enabled.index(chosen) + step))]


def direction(key: int, *, rtl: bool) -> int:
    """Return 1 for an arrow that leads onwards, -1 for one that leads back, 0 for other keys."""
    forward = pygame.K_LEFT if rtl else pygame.K_RIGHT
    back = pygame.K_RIGHT if rtl else pygame.K_LEFT
    if key in {pygame.K_DOWN, forward}:
        return 1
    return -1 if key in {pygame.K_UP, back} else 0


def stop_of(choices: Sequence[Choice], chosen: str) -> str:
    """Return the key of the choice at which Tab stops: the chosen one, or the first that can be chosen."""
    enabled = [choice.key for choice in choices if choice.enabled]
    return chosen if chosen in enabled else (enabled[0] if enabled else "")


def picked(ui: Ui, id_: str, touch: Touch, choice: Choice, choices: Sequence[Choice]) -> str:
    """Return the key picked by pointing at ``choice`` or by a key pressed on it, or an empty string.

    The nodes of the choices are called ``{id_}.{key}``; the focus follows what is picked.
    """
    if touch.activated and choice.enabled:
        ui.take()
        ui.focus_on(f"{id_}.{choice.key}", seen=ui.state.focus_seen)
        return choice.key
    if touch.key is not None and not touch.key.control:
        key = stepped(choices, choice.key, touch.key, rtl=ui.look.rtl)
        if key != choice.key:
            ui.take()
            ui.focus_on(f"{id_}.{key}")
            return key
    return ""
