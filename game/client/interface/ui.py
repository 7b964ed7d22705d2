"""The immediate build pass.

A screen is a function that is called with a :class:`Ui` and says everything that is on it, from top to bottom, each
time. It runs in two ways: once for each event, without drawing, when widgets answer with what the event did to them;
and without an event to draw. Between passes only :class:`~game.client.interface.state.UiState` and the list of nodes
last.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import pygame

from game.client.canvas import draw
from game.client.canvas.geometry import Area, Rect
from game.client.canvas.text import Align, Layout, Span, VAlign, readable
from game.client.canvas.theme import Colour, Colours, contrast
from game.client.interface import focus, notices
from game.client.interface.events import ACTIVATING, STEERING, Input
from game.client.interface.look import Look
from game.client.interface.nodes import Node, topmost
from game.client.interface.state import Toast, UiState

T = TypeVar("T")
M = TypeVar("M")
_NO_INPUT = Input()
_CURSORS = {
    "textfield": pygame.SYSTEM_CURSOR_IBEAM,
    "link": pygame.SYSTEM_CURSOR_HAND,
    "button": pygame.SYSTEM_CURSOR_HAND,
    "tab": pygame.SYSTEM_CURSOR_HAND,
    "columnheader": pygame.SYSTEM_CURSOR_HAND,
}
_MOST_PASSES = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader would stumble over, found while drawing: ``clipped`` or ``contrast``."""

    kind: str
    text: str
    rect: Rect
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """What a node has to do with the present event."""

    hovered: bool = False
    focused: bool = False
    held: bool = False
    pressed: bool = False
    clicked: bool = False
    key: Input | None = None

    @property
    def activated(self) -> bool:
        """Whether it was clicked, or Enter or Space was pressed on it."""
        key = self.key
        return self.clicked or (key is not None and key.key in ACTIVATING and not key.control and not key.repeated)


class Ui:
    """One window's interface: give it events and let it draw.

    Attributes
    ----------
    surface : pygame.Surface
        Where it draws; may be replaced between passes.
    look : Look
        Theme, scale and direction; may be replaced between passes.
    state : UiState
        What lasts; give each screen its own.
    drawing : bool
        Whether this pass draws; custom drawing must ask.
    input : Input
        The event of this pass.
    pointer_scale : float
        Pixels of the surface for each unit in which the window reports the pointer.
    problems : list of Problem
        What was cut off, or (with ``audit``) too faint, in the last pass that drew.
    """

    def __init__(
        self,
        surface: pygame.Surface,
        look: Look | None = None,
        state: UiState | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.surface = surface
        self.look = look or Look()
        self.state = state or UiState()
        self.clock = clock
        self.now = clock()
        self.input = _NO_INPUT
        self.drawing = False
        self.dirty = True
        self.audit = False
        self.pointer_scale = 1.0
        self.problems: list[Problem] = []
        self.nodes: list[Node] = []
        self.layer = 0
        self.modal = 0
        self.clip = self.window
        self.parents: list[str] = []
        self._wake = float("inf")
        self._again = False
        self._stale = True
        self.keys_down: set[int] = set()
        self._late: list[tuple[int, Callable[[], None]]] = []
        self._dialogs: list[tuple[str, str]] = []

    # Measures

    @property
    def window(self) -> Rect:
        """The whole surface."""
        return Rect(0, 0, *self.surface.get_size())

    @property
    def colours(self) -> Colours:
        """Colours of the theme."""
        return self.look.colours

    @property
    def effective_width(self) -> float:
        """Width of the window in design pixels."""
        return self.window.w / self.look.scale

    @property
    def narrow(self) -> bool:
        """Whether panels should become tabs: text above 125 %, or fewer than 1000 design pixels of width."""
        return self.look.text_scale > 1.25 or self.effective_width < 1000

    def px(self, length: float) -> int:
        """Return ``length`` design pixels in pixels of the surface."""
        return self.look.px(length)

    def area(self, rect: Rect | None = None, inset: float = 0, gap: float = 8) -> Area:
        """Return an area to cut, over ``rect`` or the whole window; ``inset`` and ``gap`` in design pixels."""
        return Area((rect or self.window).inset(self.px(inset)), self.look.rtl, self.px(gap))

    # Passes

    def handle(self, event: pygame.event.Event, build: Callable[[Ui], T]) -> T | None:
        """Let ``build`` answer one event; return what it returned, or None if the event is none of its concern."""
        self.now = self.clock()
        if self._stale:
            self._run(build, _NO_INPUT, drawing=False)
        found = self._translated(event)
        if found is None:
            return None
        self.dirty = True
        result = self._run(build, found, drawing=False)
        if found.kind == "release":
            self.state.pressed = ""
        if found.kind == "key" and not found.taken and found.key == pygame.K_TAB and not found.control:
            focus.move(self.state, self.nodes, -1 if found.shift else 1)
        self._stale = True
        return result

    def draw(self, build: Callable[[Ui], object]) -> None:
        """Draw everything, as often as it takes until nothing moves any more."""
        self.now = self.clock()
        for _attempt in range(_MOST_PASSES):
            self._run(build, _NO_INPUT, drawing=True)
            if not self._again:
                break
        self.state.reveal = False
        self.dirty = False
        self._stale = False

    def due(self) -> bool:
        """Tell whether it is time to draw again."""
        return self.dirty or self.clock() >= self._wake

    def redraw(self) -> None:
        """Ask for a drawing because something outside has changed."""
        self.dirty = True
        self._stale = True

    def wake(self, seconds: float) -> None:
        """Ask for a drawing ``seconds`` from now, for what changes with time."""
        self._wake = min(self._wake, self.now + seconds)

    def again(self) -> None:
        """Ask for another pass at once, since this one has found out that things must move."""
        self._again = True

    def _run(self, build: Callable[[Ui], T], found: Input, *, drawing: bool) -> T:
        self.input, self.drawing = found, drawing
        self.nodes, self.parents = [], []
        self._late, self._dialogs = [], []
        self.layer = self.modal = 0
        self._again = False
        self.clip = self.window
        if drawing:
            self.problems = []
            self._wake = float("inf")
            self.surface.set_clip(None)
            self.surface.fill(self.colours.ground)
        result = build(self)
        while self._late:
            layer, late = self._late.pop(0)
            self.layer = layer
            with self.clipped(self.window, whole=True):
                late()
        self.layer = max(self.modal, max((node.layer for node in self.nodes), default=0)) + 1
        notices.show(self)
        self.state.nodes, self.state.modal = self.nodes, self.modal
        # While an event is answered, things are half changed; the pass that follows finds them settled.
        if found is _NO_INPUT and focus.settle(self.state, self._dialogs):
            self._again = True
        self.drawing = False
        return result

    def _translated(self, event: pygame.event.Event) -> Input | None:
        translate = _TRANSLATIONS.get(event.type)
        return None if translate is None else translate(self, event)

    def target(self) -> Node | None:
        """Return the node under the pointer in the last pass."""
        return topmost((node for node in self.state.nodes if node.layer >= self.state.modal), self.state.pointer)

    # Nodes

    def node(  # noqa: PLR0913 - a node has many traits, most with a default
        self,
        id_: str,
        role: str,
        rect: Rect,
        label: str = "",
        value: str = "",
        *,
        enabled: bool = True,
        focusable: bool = True,
        pointer: bool = True,
        hint: str = "",
    ) -> Touch:
        """Say that something is at ``rect``, and learn what the present event has to do with it."""
        parent = self.parents[-1] if self.parents else ""
        label, value = readable(label), readable(value)
        node = Node(id_, role, label, value, rect, self.clip, enabled, focusable, self.layer, parent, hint, pointer)
        self.nodes.append(node)
        if not enabled:
            return Touch(hovered=self.state.hover == id_)
        state, event = self.state, self.input
        focused = focusable and state.focus == id_
        return Touch(
            hovered=state.hover == id_ and not (state.pressed and state.pressed != id_),
            focused=focused,
            held=state.pressed == id_,
            pressed=event.kind == "press" and state.pressed == id_,
            clicked=event.kind == "release" and event.clicked == id_,
            key=event if focused and event.kind == "key" and not event.taken else None,
        )

    def take(self) -> None:
        """Say that the present event has been answered and means nothing to others."""
        self.input.taken = True

    def clicked(self, id_: str) -> bool:
        """Tell whether the node ``id_`` of the last pass was clicked."""
        return self.input.kind == "release" and self.input.clicked == id_

    def pressed(self, key: int, control: bool = False, shift: bool = False) -> bool:
        """Tell whether a shortcut of the screen was pressed.

        Behind an open dialog or popup, and for keys that the focused control needs, the answer is no.
        """
        event = self.input
        if event.kind != "key" or event.taken or event.repeated or event.key != key:
            return False
        if event.control != control or event.shift != shift:
            return False
        if self.layer < self.state.modal or any(
            node.role == "backdrop" and node.layer > self.layer for node in self.state.nodes
        ):
            return False
        if not control and self.state.focus and (key in STEERING or (self.typing and 32 <= key < 127)):
            return False
        self.take()
        return True

    @property
    def typing(self) -> bool:
        """Whether the focus is where text is typed."""
        return any(node.id == self.state.focus and node.role == "textfield" for node in self.state.nodes)

    @property
    def cursor(self) -> int:
        """The shape of the pointer where it is, for ``pygame.mouse.set_cursor``."""
        node = self.target()
        if node is None or not node.enabled:
            return pygame.SYSTEM_CURSOR_ARROW
        return _CURSORS.get(node.role, pygame.SYSTEM_CURSOR_ARROW)

    def focus_on(self, id_: str, seen: bool = True) -> None:
        """Give the keyboard to the node ``id_``."""
        self.state.focus, self.state.focus_seen, self.state.reveal = id_, seen, True
        self.redraw()

    def recall(self, key: str, make: Callable[[], M]) -> M:
        """Return what a widget keeps under ``key`` from pass to pass."""
        return self.state.recall(key, make)

    # Structure

    @contextmanager
    def clipped(self, rect: Rect, *, whole: bool = False) -> Iterator[None]:
        """Draw and point only inside ``rect``; with ``whole``, regardless of what is around."""
        before = self.clip
        self.clip = rect if whole else rect.common(before)
        self.surface.set_clip(self.clip)
        yield
        self.clip = before
        self.surface.set_clip(before)

    @contextmanager
    def inside(self, id_: str) -> Iterator[None]:
        """Name the container of the nodes that follow."""
        self.parents.append(id_)
        yield
        self.parents.pop()

    @contextmanager
    def raised(self, dialog: str = "", first: str = "") -> Iterator[None]:
        """Lay what follows above the rest; with the id of a dialog, hold the keyboard there, beginning at ``first``."""
        before = self.layer, self.clip, self.parents
        self.layer = max(self.layer, self.modal) + 1
        self.parents = [dialog] if dialog else []
        if dialog:
            self.modal = self.layer
            self._dialogs.append((dialog, first))
        with self.clipped(self.window, whole=True):
            yield
        self.layer, self.clip, self.parents = before

    def later(self, build: Callable[[], None]) -> None:
        """Build something above everything else at the end of the pass, as popups are."""
        self._late.append((max(self.layer, self.modal) + 1, build))

    # Drawing

    def visible(self, rect: Rect) -> bool:
        """Tell whether this pass draws and ``rect`` can be seen."""
        return self.drawing and not rect.common(self.clip).empty

    def write(  # noqa: PLR0913 - text has many manners, all with a default
        self,
        rect: Rect,
        text: str | Sequence[Span],
        style: str = "body",
        colour: Colour | None = None,
        *,
        align: Align = "start",
        valign: VAlign = "centre",
        lines: int | None = 1,
        shorten: bool = False,
    ) -> Layout:
        """Draw text in ``rect``; what is cut off is recorded as a problem unless it may be shortened."""
        layout = self.look.text.layout(text, style, max(1, rect.w), lines)
        if not self.visible(rect):
            return layout
        words = text if isinstance(text, str) else "".join(span.text for span in text)
        if not shorten and (layout.shortened or layout.w > rect.w or layout.h > rect.h + self.px(6)):
            self.problems.append(Problem("clipped", words, rect, f"needs {layout.w} x {layout.h}"))
        tint = colour or self.colours.text
        if self.audit:
            self._examine(rect, words, tint)
        if isinstance(text, str):
            self.look.text.draw(self.surface, layout, rect, tint, align, valign)
        else:
            tones = [getattr(self.colours, span.tone) if span.tone else tint for span in text]
            self.look.text.draw(self.surface, layout, rect, tones, align, valign)
        return layout

    def _examine(self, rect: Rect, words: str, colour: Colour) -> None:
        seen = rect.common(self.clip)
        if seen.empty or colour == self.colours.text_disabled:
            return
        ground = pygame.transform.average_color(self.surface, seen)[:3]
        found = contrast(colour, ground)
        if found < self.look.theme.least_contrast:
            self.problems.append(Problem("contrast", words, rect, f"{found:.1f}:1"))

    def icon(self, rect: Rect, name: str, colour: Colour | None = None, size: float = 18) -> None:
        """Draw an icon of ``size`` design pixels in the middle of ``rect``."""
        if self.visible(rect):
            side = self.px(size)
            place = (rect.x + (rect.w - side) // 2, rect.y + (rect.h - side) // 2)
            self.surface.blit(self.look.icon(name, side, colour or self.colours.text_muted), place)

    def fill(self, rect: Rect, colour: Colour, radius: float = 0) -> None:
        """Fill a rectangle, its corners rounded by ``radius`` design pixels."""
        if self.visible(rect):
            draw.rounded(self.surface, rect, colour, self.px(radius))

    def frame(self, rect: Rect, colour: Colour, radius: float = 0, width: float | None = None) -> None:
        """Draw a border inside ``rect``; radius and width in design pixels."""
        if self.visible(rect):
            thick = self.px(self.look.theme.border if width is None else width)
            draw.outline(self.surface, rect, colour, self.px(radius), thick)

    def focus_ring(self, rect: Rect, touch: Touch, radius: float = 8, *, always: bool = False) -> None:
        """Draw the ring around what has the keyboard."""
        if touch.focused and (self.state.focus_seen or always) and self.visible(rect):
            width = self.look.theme.focus_width
            around = rect.inset(-self.px(2 + width))
            draw.outline(self.surface, around, self.colours.focus, self.px(radius + 2 + width), self.px(width))

    # Time

    def glide(self, key: str, target: float, seconds: float = 0.35) -> float:
        """Return a value on its way to ``target``, which it reaches after ``seconds``; at once without motion."""
        course: list[float] = self.recall(f"glide:{key}", lambda: [target, target, self.now])
        if course[1] != target:
            course[0], course[1], course[2] = _between(course, self.now, seconds), target, self.now
        if not self.look.motion:
            course[0] = target
        reached = _between(course, self.now, seconds)
        if reached != target and self.drawing:
            self.wake(0.0)
        return reached

    def toast(self, text: str, icon: str = "info", seconds: float = 4.0) -> None:
        """Show a short notice at the bottom of the window for some seconds."""
        self.state.toasts.append(Toast(text, icon, self.now + seconds))
        self.dirty = True


def _between(course: list[float], now: float, seconds: float) -> float:
    begin, end, since = course
    share = 1.0 if seconds <= 0 else min(1.0, max(0.0, (now - since) / seconds))
    return end if share >= 1.0 else begin + (end - begin) * (1 - (1 - share) ** 3)


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
    state.pressed = target.id if target is not None and target.enabled else ""
    state.focus_seen = False
    if target is not None and target.focusable and target.enabled:
        state.focus = target.id
    elif ui.typing and (target is None or target.role != "backdrop"):
        state.focus = ""
    return Input("press", clicks=getattr(event, "clicks", 1))


def _release(ui: Ui, event: pygame.event.Event) -> Input | None:
    if event.button != 1:
        return None
    ui.state.pointer = _place(ui, event)
    target = ui.target()
    same = target is not None and target.id == ui.state.pressed
    return Input("release", clicked=ui.state.pressed if same else "")


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
