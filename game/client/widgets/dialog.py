"""Dialogs: a question above a dimmed screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.client.canvas.geometry import Area, Rect
from game.client.interface.ui import Ui
from game.client.widgets.button import HEIGHT, Kind, button, button_height, button_width
from game.client.widgets.card import panel
from game.client.widgets.label import paragraph
from game.client.widgets.scroll import EDGE, scroll
from game.model.text import _

_ABOVE_FOOT = 12  # design pixels between what scrolls and what stays
_MOST_FOOT = 0.55  # of the window


@contextmanager
def dialog(
    ui: Ui,
    id_: str,
    title: str,
    *,
    width: float = 480,
    height: float = 0,
    first: str = "",
    foot: Callable[[Area], None] | None = None,
) -> Iterator[Area]:
    """Dim the screen and give the area of a dialog in its middle, as tall as its content; it scrolls if it must.

    With a ``height`` in design pixels it has that whatever is in it, so that nothing jumps while that changes.

    Call it last in a screen. The keyboard stays inside, beginning at the node ``first``; afterwards the focus returns
    to where it was. Escape is for the caller to ask for, with ``ui.pressed(pygame.K_ESCAPE)`` inside.
    ``foot`` is called last, with the area of what stays at the bottom while the rest scrolls: the row of buttons.
    """
    needed: list[int] = ui.recall(f"height:{id_}", lambda: [ui.px(160)])
    pinned: list[int] = ui.recall(f"foot:{id_}", lambda: [ui.px(HEIGHT)])
    window = ui.window
    below = pinned[0] + ui.px(_ABOVE_FOOT) if foot else 0
    if below > window.h * _MOST_FOOT:
        below = 0  # in a window as low as that, everything scrolls
    with ui.raised(id_, first):
        ui.node(f"{id_}/scrim", "backdrop", window, focusable=False)
        if ui.drawing:
            ui.surface.blit(_veil(window[2:], ui.colours.scrim), (0, 0))
        w = min(ui.px(width), window.w - ui.px(32))
        high = ui.px(height) if height else needed[0] + below + ui.px(40)
        rect = window.middle(w, min(high, window.h - ui.px(24)))
        ui.node(id_, "dialog", rect, title, focusable=False, pointer=True)
        panel(ui, rect, raised=True)
        inner = rect.inset(ui.px(24), ui.px(20))
        body = Rect(inner.x, inner.y, inner.w, max(0, inner.h - below))
        with ui.inside(id_):
            with scroll(ui, f"{id_}/body", body) as area:
                paragraph(ui, area, title, "title", gap=8)
                yield area
                if foot and not below:
                    _measured(ui, pinned, area, foot)
            if foot and below:
                ui.fill(Rect(inner.x, body.bottom, inner.w, ui.px(1)), ui.colours.divider)
                place = Rect(inner.x, inner.bottom - pinned[0], inner.w, window.h)
                _measured(ui, pinned, ui.area(place, gap=8), foot)
        tall = area.used - area.gap + 2 * ui.px(EDGE)
        if tall != needed[0]:
            needed[0] = tall
            ui.again()


def _measured(ui: Ui, pinned: list[int], area: Area, foot: Callable[[Area], None]) -> None:
    """Build the foot of a dialog and remember its height, for the room above it."""
    before = area.used
    foot(area)
    tall = area.used - before - area.gap
    if tall != pinned[0]:
        pinned[0] = tall
        ui.again()


@lru_cache(maxsize=2)
def _veil(size: tuple[int, int], colour: tuple[int, int, int, int]) -> pygame.Surface:
    veil = pygame.Surface(size)
    veil.fill(colour[:3])
    veil.set_alpha(colour[3])
    return veil


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a row of buttons."""

    id: str
    label: str
    kind: Kind = "secondary"
    icon: str = ""
    enabled: bool = True


def actions(ui: Ui, area: Area, listed: Sequence[Action]) -> str:
    """Show a row of buttons at the end of ``area``'s top, one below the other where they do not fit.

    Returns the id of the one that was pressed, or an empty string. Name the most important one last.
    """
    widths = [button_width(ui, action.label, action.icon) for action in listed]
    gap, result = ui.px(8), ""
    stacked = sum(widths) + gap * (len(listed) - 1) > area.rect.w
    height = ui.px(HEIGHT)
    row = area if stacked else area.sub(area.cut_top(height), gap)
    if not stacked:
        row.cut_start(row.rect.w - sum(widths) - gap * (len(listed) - 1), 0)
    for action, wide in zip(listed, widths, strict=True):
        tall = button_height(ui, action.label, row.rect.w, action.icon) if stacked else height
        rect = row.cut_top(tall, gap) if stacked else row.cut_start(wide)
        if button(ui, action.id, rect, action.label, kind=action.kind, icon=action.icon, enabled=action.enabled):
            result = action.id
    return result


def confirm(ui: Ui, id_: str, title: str, text: str, yes: str, *, no: str = "", kind: Kind = "primary") -> bool | None:
    """Ask a question; return True or False once it is answered, None until then. Escape answers no.

    The buttons are called ``{id_}.yes`` and ``{id_}.no``; the focus begins at ``yes`` unless it is a danger.
    """
    first = f"{id_}.no" if kind == "danger" else f"{id_}.yes"
    with dialog(ui, id_, title, first=first) as area:
        paragraph(ui, area, text, tone="text_muted", gap=20)
        pressed = actions(
            ui,
            area,
            (
                Action(f"{id_}.no", no or _("Cancel")),
                Action(f"{id_}.yes", yes, "primary" if kind != "danger" else kind),
            ),
        )
        if ui.pressed(pygame.K_ESCAPE):
            return False
    return None if not pressed else pressed == f"{id_}.yes"
