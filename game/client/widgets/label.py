"""Words: on one line, in paragraphs, in pills."""

from __future__ import annotations

from game.client.canvas.geometry import Area, Rect
from game.client.canvas.text import Align, VAlign
from game.client.canvas.theme import Colour
from game.client.interface.ui import Ui


def tone_of(ui: Ui, tone: str) -> Colour:
    """Return the colour of the theme called ``tone``, such as ``text_muted`` or ``warning``."""
    colour: Colour = getattr(ui.colours, tone)
    return colour


def label(  # noqa: PLR0913 - every manner has a default
    ui: Ui,
    rect: Rect,
    text: str,
    style: str = "body",
    tone: str = "text",
    *,
    align: Align = "start",
    valign: VAlign = "centre",
    lines: int | None = 1,
    shorten: bool = False,
    id_: str = "",
) -> None:
    """Write ``text`` in ``rect``, on one line unless ``lines`` says more (None for any number).

    With ``shorten`` it may end in an ellipsis; the whole text is then the tooltip.
    """
    layout = ui.write(rect, text, style, tone_of(ui, tone), align=align, valign=valign, lines=lines, shorten=shorten)
    cut = shorten and layout.shortened
    name = id_ or f"text-{len(ui.nodes)}"
    ui.node(name, "text", rect, text, focusable=False, pointer=cut, hint=text if cut else "")


def paragraph(  # noqa: PLR0913 - every manner has a default
    ui: Ui,
    area: Area,
    text: str,
    style: str = "body",
    tone: str = "text",
    *,
    align: Align = "start",
    gap: float | None = None,
    id_: str = "",
) -> Rect:
    """Write ``text`` over the width of ``area``, on as many lines as it needs, and cut them off its top."""
    height = ui.look.text.height(text, style, max(1, area.rect.w))
    rect = area.cut_top(height, None if gap is None else ui.px(gap))
    label(ui, rect, text, style, tone, align=align, valign="top", lines=None, id_=id_)
    return rect


def pill_size(ui: Ui, text: str, icon: str = "") -> tuple[int, int]:
    """Return width and height in pixels of a pill with these words."""
    return ui.look.text.width(text, "caption_strong") + ui.px(20) + (ui.px(20) if icon else 0), ui.px(26)


def pill(ui: Ui, rect: Rect, text: str, tone: str = "text_muted", icon: str = "") -> Rect:
    """Write a state in few words at the start of ``rect``, in a rounded frame; return what it takes of ``rect``."""
    w, h = pill_size(ui, text, icon)
    area = ui.area(rect, gap=0)
    outer = area.cut_start(w)
    frame = Rect(outer.x, outer.y + (outer.h - h) // 2, outer.w, min(h, outer.h))
    colour = tone_of(ui, tone)
    ui.fill(frame, ui.colours.sunken, 13)
    ui.frame(frame, colour, 13, 1)
    inner = ui.area(frame.inset(ui.px(10), 0), gap=6)
    if icon:
        ui.icon(inner.cut_start(ui.px(14)), icon, colour, 14)
    ui.write(inner.rect, text, "caption_strong", colour)
    ui.node(f"text-{len(ui.nodes)}", "text", frame, text, focusable=False, pointer=False)
    return frame


def field(ui: Ui, area: Area, words: str, height: float = 40) -> Rect:
    """Write the name of a field above it; return the rectangle of ``height`` design pixels left for its control."""
    line = ui.look.text.height(words, "caption_strong", max(1, area.rect.w))
    label(ui, area.cut_top(line, ui.px(4)), words, "caption_strong", "text_muted", lines=None)
    return area.cut_top(ui.px(height))
