"""The immediate build pass.

A screen is a function that is called with a :class:`Ui` and says everything that is on it, from top to bottom, each
time. It runs in two ways: once for each event, without drawing, when widgets answer with what the event did to them;
and without an event to draw. Between passes only :class:`~game.client.interface.state.UiState` and the list of nodes
last.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pygame

from game.client.canvas import draw
from game.client.canvas.geometry import Rect
from game.client.canvas.text import readable
from game.client.interface import focus, notices
from game.client.interface.events import STEERING, Input
from game.client.interface.look import Look
from game.client.interface.nodes import Node, topmost
from game.client.interface.sheet import Problem, Sheet
from game.client.interface.state import Toast, UiState
from game.client.interface.touch import Touch
from game.client.interface.translate import translated

__all__ = ["Problem", "Touch", "Ui"]

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


class Ui(Sheet):
    """One window's interface: give it events and let it draw.

    Attributes
    ----------
    state : UiState
        What lasts; give each screen its own.
    input : Input
        The event of this pass.
    pointer_scale : float
        Pixels of the surface for each unit in which the window reports the pointer.
    """

    def __init__(
        self,
        surface: pygame.Surface,
        look: Look | None = None,
        state: UiState | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(surface, look or Look())
        self.state = state or UiState()
        self.clock = clock
        self.now = clock()
        self.input = _NO_INPUT
        self.dirty = True
        self.pointer_scale = 1.0
        self.nodes: list[Node] = []
        self.layer = 0
        self.modal = 0
        self.parents: list[str] = []
        self._wake = float("inf")
        self._again = False
        self._stale = True
        self.keys_down: set[int] = set()
        self._late: list[tuple[int, Callable[[], None]]] = []
        self._dialogs: list[tuple[str, str]] = []

    # Passes

    def handle(self, event: pygame.event.Event, build: Callable[[Ui], T]) -> T | None:
        """Let ``build`` answer one event; return what it returned, or None if the event is none of its concern."""
        self.now = self.clock()
        if self._stale:
            self._run(build, _NO_INPUT, drawing=False)
        found = translated(self, event)
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
