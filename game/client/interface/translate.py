"""From events of the window to what widgets ask for, noting where the pointer is and what is held down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.interface.events import Input
from game.client.interface.nodes import Node, topmost

if TYPE_CHECKING:
    from game.client.interface.ui import Ui


def translated(ui: Ui, event: pygame.event.Event) -> Input | None:
    """Return what an event means to the screen of ``ui``, or None if the screen need not answer it."""
    translate = _TRANSLATIONS.get(event.type)
    return None if translate is None else translate(ui, event)


def _motion(ui: Ui, event: pygame.event.Event) -> Input | None:
    ui.state.pointer = _place(ui, event)
    target = ui.target()
    name = target.id if target is not None else ""
    if name != ui.state.hover:
        ui.state.hover, ui.state.hover_since = name, ui.now
        ui.dirty = True
    if target is not None and target.role in {"chart", "map"}:
        ui.dirty = True
    return Input("drag") if ui.state.pressed else None


def _press(ui: Ui, event: pygame.event.Event) -> Input | None:
    if event.button != 1:
        return None
    state = ui.state
    state.pointer = state.press_at = _place(ui, event)
    target = ui.target()
    clicks = getattr(event, "clicks", 1)
    if clicks == 1:
        state.first_press = [node for node in state.nodes if node.layer >= state.modal]
    elif _came_later(ui, target):
        state.pressed = ""
        return None
    state.pressed = target.id if target is not None and target.enabled else ""
    state.focus_seen = False
    if target is not None and target.focusable and target.enabled:
        state.focus = target.id
    elif ui.typing and (target is None or target.role != "backdrop"):
        state.focus = ""
    return Input("press", clicks=clicks)


def _came_later(ui: Ui, target: Node | None) -> bool:
    """Tell whether a further click of a double click meets something that the first one brought there."""
    before = topmost(ui.state.first_press, ui.state.pointer)
    return target is not None and (before is None or (before.id, before.label) != (target.id, target.label))


def _release(ui: Ui, event: pygame.event.Event) -> Input | None:
    if event.button != 1:
        return None
    ui.state.pointer = _place(ui, event)
    target = ui.target()
    same = target is not None and target.id == ui.state.pressed
    return Input("release", clicked=ui.state.pressed if same else "", clicks=getattr(event, "clicks", 1))


def _wheel(_ui: Ui, event: pygame.event.Event) -> Input:
    return Input("wheel", wheel=(getattr(event, "precise_x", event.x), getattr(event, "precise_y", event.y)))


def _key(ui: Ui, event: pygame.event.Event) -> Input:
    if event.key not in {
        pygame.K_LCTRL,
        pygame.K_RCTRL,
        pygame.K_LSHIFT,
        pygame.K_RSHIFT,
        pygame.K_LALT,
        pygame.K_RALT,
    }:
        ui.state.focus_seen = True
    repeated = event.key in ui.keys_down
    ui.keys_down.add(event.key)
    return Input("key", key=event.key, mods=getattr(event, "mod", 0), repeated=repeated)


def _key_up(ui: Ui, event: pygame.event.Event) -> None:
    ui.keys_down.discard(event.key)


def _text(_ui: Ui, event: pygame.event.Event) -> Input:
    return Input("text", text=event.text)


def _compose(_ui: Ui, event: pygame.event.Event) -> Input:
    return Input("compose", text=event.text)


def _leave(ui: Ui, _event: pygame.event.Event) -> None:
    ui.state.hover, ui.state.pointer = "", (-1, -1)
    ui.dirty = True


def _let_go(ui: Ui, _event: pygame.event.Event) -> None:
    ui.state.pressed = ""
    ui.keys_down.clear()
    ui.redraw()


def _place(ui: Ui, event: pygame.event.Event) -> tuple[int, int]:
    return round(event.pos[0] * ui.pointer_scale), round(event.pos[1] * ui.pointer_scale)


_TRANSLATIONS: dict[int, Callable[[Ui, pygame.event.Event], Input | None]] = {
    pygame.MOUSEMOTION: _motion,
    pygame.MOUSEBUTTONDOWN: _press,
    pygame.MOUSEBUTTONUP: _release,
    pygame.MOUSEWHEEL: _wheel,
    pygame.KEYDOWN: _key,
    pygame.KEYUP: _key_up,
    pygame.TEXTINPUT: _text,
    pygame.TEXTEDITING: _compose,
    pygame.WINDOWLEAVE: _leave,
    pygame.WINDOWFOCUSLOST: _let_go,
}
