"""Fields for text: selection, clipboard, input methods, caret in both directions."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pygame

from game.client.canvas.bidi import base_is_rtl
from game.client.canvas.geometry import Rect
from game.client.canvas.text import Layout
from game.client.interface import clipboard
from game.client.interface.events import Input
from game.client.interface.ui import Touch, Ui

_DOUBLE_CLICK = 0.4


@dataclass
class Caret:
    """Where the caret is and where the selection began, as indices; what is being composed; how far it is scrolled."""

    at: int = 0
    anchor: int = 0
    composing: str = ""
    scroll: int = 0
    last_press: float = -1.0
    seen: bool = False

    @property
    def selection(self) -> tuple[int, int]:
        """First index of the selection and first index after it."""
        return min(self.at, self.anchor), max(self.at, self.anchor)

    def put(self, at: int, *, extend: bool = False) -> None:
        """Move the caret; with ``extend`` the selection begins where it was."""
        self.at = at
        if not extend:
            self.anchor = at


def text_field(  # noqa: PLR0913 - every manner has a default
    ui: Ui,
    id_: str,
    rect: Rect,
    label: str,
    value: str,
    *,
    placeholder: str = "",
    secret: bool = False,
    limit: int = 120,
    enabled: bool = True,
    allowed: str = "",
) -> str:
    """Show a field of one line and return its text.

    ``secret`` shows dots; ``limit`` is the most characters; ``allowed`` lists the characters it takes, if not all.
    Ask :func:`entered` whether Enter was pressed in it.
    """
    shown = "•" * len(value) if secret else value
    touch = ui.node(id_, "textfield", rect, label, shown, enabled=enabled)
    caret = ui.recall(f"caret:{id_}", Caret)
    caret.at, caret.anchor = min(caret.at, len(value)), min(caret.anchor, len(value))
    inner = rect.inset(ui.px(12), 0)
    if enabled:
        _focused(ui, touch, caret, value)
        layout = ui.look.text.layout(shown, "body")
        _pointed(ui, touch, caret, layout, inner, value)
        value = _edited(ui, touch, caret, value, limit, allowed, secret=secret)
    if ui.visible(rect.inset(-ui.px(8))):
        shown = "•" * len(value) if secret else value
        _draw_frame(ui, rect, touch, enabled=enabled)
        _draw_text(ui, inner, shown, placeholder, caret, touch, enabled=enabled)
    return value


def entered(ui: Ui, id_: str) -> bool:
    """Tell whether Enter was pressed in the field ``id_``."""
    event = ui.input
    if (
        event.kind == "key"
        and not (event.taken or event.repeated)
        and event.key in {pygame.K_RETURN, pygame.K_KP_ENTER}
        and ui.state.focus == id_
    ):
        ui.take()
        return True
    return False


def _focused(ui: Ui, touch: Touch, caret: Caret, value: str) -> None:
    """Select all when the keyboard arrives, and put the caret at the end when it leaves."""
    if touch.focused and not caret.seen:
        caret.seen = True
        if ui.state.focus_seen:
            caret.anchor, caret.at = 0, len(value)
    elif not touch.focused and caret.seen:
        caret.seen, caret.composing = False, ""
        caret.put(len(value))


def _pointed(ui: Ui, touch: Touch, caret: Caret, layout: Layout, inner: Rect, value: str) -> None:
    if not (touch.held and ui.input.kind in {"press", "drag"}):
        return
    at = ui.look.text.index_at(layout, ui.state.pointer[0] - _left(ui, layout, inner, caret))
    if touch.pressed and ui.now - caret.last_press < _DOUBLE_CLICK:
        caret.anchor, caret.at = _word(value, at)
        caret.last_press = -1.0
        return
    caret.put(at, extend=ui.input.kind == "drag")
    if touch.pressed:
        caret.last_press = ui.now


def _word(value: str, at: int) -> tuple[int, int]:
    """Return the bounds of the word around ``at``."""
    start, end = at, at
    while start > 0 and value[start - 1].isalnum():
        start -= 1
    while end < len(value) and value[end].isalnum():
        end += 1
    return start, end


def _edited(ui: Ui, touch: Touch, caret: Caret, value: str, limit: int, allowed: str, *, secret: bool) -> str:
    event = ui.input
    if not touch.focused or event.taken:
        return value
    if event.kind == "compose":
        caret.composing = event.text
        ui.take()
    elif event.kind == "text":
        caret.composing = ""
        ui.take()
        return _inserted(caret, value, event.text, limit, allowed)
    elif event.kind == "key" and not caret.composing:
        if event.control:
            return _commanded(ui, event, caret, value, limit, allowed, secret=secret)
        return _keyed(ui, event, caret, value)
    elif event.kind == "key":
        ui.take()
    return value


def _inserted(caret: Caret, value: str, typed: str, limit: int, allowed: str) -> str:
    first, last = caret.selection
    clean = "".join(c for c in typed if c.isprintable() and (not allowed or c in allowed))
    clean = clean[: max(0, limit - (len(value) - (last - first)))]
    if not clean and typed:
        return value
    caret.put(first + len(clean))
    return value[:first] + clean + value[last:]


def _commanded(ui: Ui, event: Input, caret: Caret, value: str, limit: int, allowed: str, *, secret: bool) -> str:
    first, last = caret.selection
    if event.key == pygame.K_a:
        caret.anchor, caret.at = 0, len(value)
    elif event.key in {pygame.K_c, pygame.K_x}:
        if first != last and not secret:
            clipboard.copy(value[first:last])
            if event.key == pygame.K_x:
                caret.put(first)
                value = value[:first] + value[last:]
    elif event.key == pygame.K_v:
        value = _inserted(caret, value, clipboard.paste().replace("\n", " "), limit, allowed)
    elif event.key in {pygame.K_LEFT, pygame.K_RIGHT, pygame.K_BACKSPACE, pygame.K_DELETE}:
        return _keyed(ui, event, caret, value)
    else:
        return value
    ui.take()
    return value


def _keyed(ui: Ui, event: Input, caret: Caret, value: str) -> str:
    first, last = caret.selection
    by = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}.get(event.key, 0)
    if by:
        by = -by if _runs_rtl(ui, value) else by
        if first != last and not event.shift:
            caret.put(first if by < 0 else last)
        else:
            caret.put(_stepped(value, caret.at, by, words=event.control), extend=event.shift)
    elif event.key in {pygame.K_HOME, pygame.K_END}:
        caret.put(0 if event.key == pygame.K_HOME else len(value), extend=event.shift)
    elif event.key in {pygame.K_BACKSPACE, pygame.K_DELETE}:
        if first == last:
            other = _stepped(value, caret.at, -1 if event.key == pygame.K_BACKSPACE else 1, words=event.control)
            first, last = min(caret.at, other), max(caret.at, other)
        caret.put(first)
        value = value[:first] + value[last:]
    else:
        return value
    ui.take()
    return value


def _runs_rtl(ui: Ui, value: str) -> bool:
    return base_is_rtl(value, ui.look.rtl) if ui.look.rtl else False


def _stepped(value: str, at: int, by: int, *, words: bool) -> int:
    """Return the index one character, or one word, before or after ``at``; marks stay with their letters."""
    at = max(0, min(len(value), at + by))
    if words:
        while 0 < at < len(value) and not (value[at - 1].isspace() and not value[at].isspace()):
            at += by
        return at
    while 0 < at < len(value) and unicodedata.combining(value[at]):
        at += by
    return at


def _left(ui: Ui, layout: Layout, inner: Rect, caret: Caret) -> int:
    """Return where the line of text begins at its left end."""
    return (inner.right - layout.w if ui.look.rtl else inner.x) - caret.scroll


def _draw_frame(ui: Ui, rect: Rect, touch: Touch, *, enabled: bool) -> None:
    colours, radius = ui.colours, ui.look.theme.radius
    ui.fill(rect, colours.card if enabled else colours.sunken, radius)
    border = colours.accent if touch.focused else colours.control_border if enabled else colours.divider
    ui.frame(rect, border, radius, 2 if touch.focused else None)
    ui.focus_ring(rect, touch, radius)


def _draw_text(ui: Ui, inner: Rect, shown: str, placeholder: str, caret: Caret, touch: Touch, *, enabled: bool) -> None:
    colours, text = ui.colours, ui.look.text
    if not shown and not caret.composing:
        ui.write(inner, placeholder, "body", colours.text_muted if enabled else colours.text_disabled, shorten=True)
    at = caret.at
    if caret.composing and touch.focused:
        shown = shown[:at] + caret.composing + shown[at:]
        at += len(caret.composing)
    layout = text.layout(shown, "body")
    caret_x = text.caret_x(layout, at)
    _follow(ui, inner, layout, caret, caret_x, focused=touch.focused)
    left = _left(ui, layout, inner, caret)
    top = inner.y + (inner.h - layout.line_height) // 2
    with ui.clipped(inner.inset(-ui.px(2), 0)):
        if touch.focused and not caret.composing:
            _draw_selection(ui, layout, caret, left, top)
        place = Rect(left, top, layout.w, layout.line_height)
        text.draw(ui.surface, layout, place, colours.text if enabled else colours.text_disabled, "left")
        if touch.focused:
            bar = Rect(left + caret_x, top + ui.px(1), ui.px(2), layout.line_height - ui.px(2))
            ui.surface.fill(colours.accent, bar)
            pygame.key.set_text_input_rect(pygame.Rect(bar))
            if caret.composing:
                start = left + text.caret_x(layout, at - len(caret.composing))
                ui.surface.fill(colours.text, (min(start, bar.x), bar.bottom - ui.px(2), abs(bar.x - start), ui.px(1)))


def _follow(ui: Ui, inner: Rect, layout: Layout, caret: Caret, caret_x: int, *, focused: bool) -> None:
    """Scroll so that the caret can be seen."""
    if layout.w <= inner.w or not focused:
        caret.scroll = 0
        return
    x = _left(ui, layout, inner, caret) + caret_x
    if x < inner.x:
        caret.scroll -= inner.x - x
    elif x > inner.right - ui.px(2):
        caret.scroll += x - inner.right + ui.px(2)


def _draw_selection(ui: Ui, layout: Layout, caret: Caret, left: int, top: int) -> None:
    first, last = caret.selection
    if first == last or not layout.lines:
        return
    engine = ui.look.text
    for run in layout.lines[0].runs:
        begin, end = max(first, run.start), min(last, run.start + len(run.text))
        if begin >= end:
            continue
        before = engine.run_width(run.text[: begin - run.start], run.family, run.strong, layout.size, run.rtl)
        upto = engine.run_width(run.text[: end - run.start], run.family, run.strong, layout.size, run.rtl)
        x = run.x + (run.w - upto if run.rtl else before)
        colour = ui.colours.band if not ui.look.theme.dark else ui.colours.band_strong
        ui.surface.fill(colour, (left + x, top, upto - before, layout.line_height))
