"""The program in its windows: the loop, the stack of screens, the game that is open.

The laptop window shows the stack of screens. The wall, where there is one, gets the public view and nothing else.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game.client.canvas.fonts import FontBook
from game.client.canvas.theme import THEMES
from game.client.interface.events import merged
from game.client.interface.look import Look
from game.client.interface.state import UiState
from game.client.navigation import (
    Answer,
    Clocked,
    Enter,
    Home,
    Pop,
    Push,
    Quit,
    Recalled,
    Replace,
    Screen,
    Submit,
    Wait,
)
from game.client.pane import Pane
from game.model.text import _
from game.storage.settings import TEXT_SCALES, Settings, load_settings, store_settings

if TYPE_CHECKING:  # the game itself is imported when one is opened: the first frame does not wait for it
    from game.client.live import LiveGame
    from game.session.commands import Command

FRAMES = 60  # a second, at most
QUIET_FRAMES = 30  # looks for events a second once nothing has happened for a while
QUIET_SECONDS = 2.0
WALL_OFFSET = (96, -64)
"""Pixels by which the wall lies aside of the laptop's window where there is one display only."""
WALL_SIZE = (1280, 720)
_IMPATIENT = (pygame.KEYDOWN, pygame.TEXTINPUT, pygame.TEXTEDITING, pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL)
"""What people do while the program does not answer; what is let go of is still heard."""
_UNSEEN_DRIVERS = {"dummy", "offscreen", "evdev"}  # of SDL, which takes them where there is no screen


@dataclass
class Layer:
    """A screen on the stack, with the state of its controls."""

    screen: Screen
    state: UiState = field(default_factory=UiState)


class App:
    """The composition of the client; screens use it to reach settings and the open game.

    Attributes
    ----------
    settings : Settings
        As they are now; change them with :meth:`apply_settings`.
    game : LiveGame or None
        The game that is open.
    threads : bool
        Whether slow things may be done beside the drawing; pictures and tests want them done at once.
    """

    def __init__(self, settings: Settings, keep_settings: bool = True, threads: bool = True) -> None:
        self.settings = settings
        self.threads = threads
        self.game: LiveGame | None = None
        self._keep = keep_settings
        self._fonts = FontBook()
        self._stack: list[Layer] = []
        self._running = False
        self._focus_lost = False
        self._waiting: Wait | None = None
        self.laptop = Pane(_("Corridors"), (settings.width, settings.height), self._look())
        self.wall: Pane | None = None
        self._wall_layer: Layer | None = None
        self._on_wall: Layer | None = None
        if settings.two_windows:
            self.open_wall()

    # What screens may ask

    @property
    def problem(self) -> str:
        """What is wrong with the installation, as a sentence; empty when all is well."""
        return self._fonts.problem

    @property
    def top(self) -> Screen:
        """The screen that is shown on the laptop."""
        return self._stack[-1].screen

    def push(self, screen: Screen, *, briefly: bool = False) -> None:
        """Put a screen on top, for good or briefly."""
        if briefly and self._stack and isinstance(self.top, Recalled):
            self.top.step_aside(self.laptop.ui.clock())
        elif self._stack:
            self.top.hide()
        self._stack.append(Layer(screen))
        self._enter()

    def apply_settings(self, settings: Settings) -> None:
        """Look as ``settings`` say from the next drawing on, and remember them."""
        windows = settings.two_windows != self.settings.two_windows
        self.settings = settings.sane()
        if self._keep and not store_settings(self.settings):
            self.laptop.ui.toast(_("The settings could not be saved; they hold until you leave."), "triangle-alert")
        for pane in self._panes():
            pane.ui.look = self._look()
            pane.ui.redraw()
        if windows and self.settings.two_windows:
            self.open_wall()
        elif windows:
            self.close_wall()

    def open_game(self, game: LiveGame) -> None:
        """Play ``game``; whatever was open before is closed."""
        self.close_game()
        self.game = game
        self._redraw()

    def close_game(self) -> None:
        """Let go of the open game; it is saved already."""
        if self.game is not None:
            self.game.close()
            self.game = None

    # The wall

    def open_wall(self) -> None:
        """Open the public window, on the second display where there is one."""
        if self.wall is not None:
            return
        from game.client.screens.wall import WallScreen  # noqa: PLC0415 - only where there are two windows

        sizes = pygame.display.get_desktop_sizes()
        alone = len(sizes) == 1
        size, position = (WALL_SIZE, self._beside_laptop()) if alone else (sizes[1], (sizes[0][0], 0))
        self.wall = Pane(_("Corridors: wall"), size, self._look(), position)
        self._wall_layer = Layer(
            WallScreen(
                lambda: self.game.public if self.game else None,
                pending=self._pending,
                what_if=lambda: self.game.what_if if self.game else None,
            )
        )
        self.wall.ui.state = self._wall_layer.state
        self.laptop.window.focus()
        if alone:
            self.laptop.ui.toast(_("The wall is open. Move it to the projector."), "monitor")

    def _beside_laptop(self) -> tuple[int, int]:
        """Return a place at which the wall, behind the laptop's window, still shows its title and an edge."""
        x, y = self.laptop.window.position
        return x + WALL_OFFSET[0], max(32, y + WALL_OFFSET[1])

    def show_on_wall(self, screen: Screen | None) -> None:
        """Show something else on the wall for a while, such as a word to test it; None brings the game back."""
        self._on_wall = None if screen is None else Layer(screen)
        if self.wall is not None and self._wall_layer is not None:
            self.wall.ui.state = (self._on_wall or self._wall_layer).state
            self.wall.ui.redraw()

    def _pending(self, now: float) -> float:
        return self.game.clock.pending(now) if self.game else 0.0

    def close_wall(self) -> None:
        """Close the public window."""
        if self.wall is not None:
            self.wall.close()
            self.wall, self._wall_layer = None, None

    # The loop

    def run(self, first: Screen) -> int:
        """Play until the person leaves; return the exit code."""
        self.push(first)
        self.start()
        clock = pygame.time.Clock()
        quiet_since = time.monotonic()
        while self._running:
            events = pygame.event.get()
            if events or self.laptop.ui.due():
                quiet_since = time.monotonic()
            self.step(events)
            clock.tick(FRAMES if time.monotonic() - quiet_since < QUIET_SECONDS else QUIET_FRAMES)
        self.leave()
        return 0

    def start(self) -> None:
        """Get ready for the first step."""
        self._running = True
        pygame.key.start_text_input()

    @property
    def running(self) -> bool:
        """Whether nobody has asked to leave yet."""
        return self._running

    def step(self, events: list[pygame.event.Event]) -> None:
        """Answer what has happened since the last step, and draw what is due."""
        for event in merged(events):
            self._handle(event)
            if not self._running and self._stack == []:
                return
        if self._focus_lost and not pygame.key.get_focused():
            for layer in self._stack:
                layer.screen.hide()
            self._redraw()
        self._focus_lost = False
        if self._stack and isinstance(self.top, Clocked):
            self._follow(self.top.tick(self.laptop.ui.clock()))
        if self._stack:
            self.laptop.show(self.top)
        if self.wall is not None and self._wall_layer is not None:
            self.wall.show((self._on_wall or self._wall_layer).screen)
        if self._waiting is not None:  # its sentence has been drawn
            waiting, self._waiting = self._waiting, None
            answer = waiting.work()
            pygame.event.clear(_IMPATIENT)  # meant for what was there before
            state = self.laptop.ui.state
            state.toasts = [toast for toast in state.toasts if toast.text != waiting.sentence]
            self._follow(answer)

    def _handle(self, event: pygame.event.Event) -> None:
        window = getattr(event, "window", None)
        on_wall = self.wall is not None and window is self.wall.window
        match event.type:
            case pygame.QUIT:
                self._running = False
            case pygame.WINDOWCLOSE if on_wall:
                self.apply_settings(replace(self.settings, two_windows=False))
            case pygame.WINDOWCLOSE:
                self._running = False
            case pygame.WINDOWFOCUSLOST:
                self._focus_lost = True
            case pygame.WINDOWSIZECHANGED | pygame.WINDOWEXPOSED if on_wall and self.wall is not None:
                self.wall.ui.redraw()
            case pygame.WINDOWSIZECHANGED | pygame.WINDOWEXPOSED:
                self._resized()
            case _ if on_wall:
                pass  # the wall shows and never asks
            case pygame.KEYDOWN if self._global_key(event):
                pass
            case _:
                self._follow(self.laptop.answer(event, self.top))

    def _global_key(self, event: pygame.event.Event) -> bool:
        """Answer the keys that mean the same on every screen; tell whether it was one of them."""
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            return self._zoomed(event.key)
        if event.key == pygame.K_F1:
            self._show_help()
        elif event.key == pygame.K_F11:
            self.laptop.fill_screen()
        else:
            return False
        return True

    def _show_help(self) -> None:
        from game.client.screens.help import HelpScreen  # noqa: PLC0415 - only when asked for

        if not isinstance(self.top, HelpScreen):
            self.push(HelpScreen(self), briefly=True)

    def _resized(self) -> None:
        size = self.laptop.window.size
        if not self.laptop.full and size != (self.settings.width, self.settings.height):
            self.settings = replace(self.settings, width=size[0], height=size[1]).sane()
        self.laptop.ui.redraw()

    def _zoomed(self, key: int) -> bool:
        step = {
            pygame.K_PLUS: 1,
            pygame.K_EQUALS: 1,
            pygame.K_KP_PLUS: 1,
            pygame.K_MINUS: -1,
            pygame.K_KP_MINUS: -1,
        }.get(key)
        if step is None:
            return False
        place = TEXT_SCALES.index(self.settings.text_scale) + step
        if 0 <= place < len(TEXT_SCALES):
            self.apply_settings(replace(self.settings, text_scale=TEXT_SCALES[place]))
        return True

    def _follow(self, answer: Answer | None) -> None:
        match answer:
            case None:
                return
            case Quit():
                self._running = False
            case Wait():
                self._wait(answer)
            case Submit(command, sentence, also) if sentence:
                self._wait(Wait(sentence, lambda: self._submit(command, *also)))
            case Submit(command, _sentence, also):
                self._submit(command, *also)
            case _:
                self._move(answer)
        self._redraw()

    def _move(self, answer: Push | Pop | Replace | Enter | Home) -> None:
        """Change what is on the stack."""
        match answer:
            case Push(screen, briefly):
                self.push(screen, briefly=briefly)
            case Pop():
                self._pop()
            case Replace(screen):
                self._pop(empty=True)
                self.push(screen)
            case Enter(screen):
                self._leave_all_but_first()
                self.push(screen)
            case Home() if self.game is not None and self.game.trial:
                self._pop()  # a play-test ends where it was begun
                self.close_game()
            case Home():
                self._leave_all_but_first()
                self.close_game()

    def _leave_all_but_first(self) -> None:
        while len(self._stack) > 1:
            self._pop()

    def _wait(self, asked: Wait) -> None:
        if self._waiting is None:
            self.laptop.ui.toast(asked.sentence, "clock", seconds=60.0)
            self._waiting = asked

    def _pop(self, *, empty: bool = False) -> None:
        if len(self._stack) > 1 or empty:
            self._stack.pop().screen.hide()
        if self._stack:
            self._enter()

    def _enter(self) -> None:
        self.laptop.ui.state = self._stack[-1].state
        self._redraw()

    def _submit(self, *commands: Command) -> None:
        """Give commands one by one, up to the first that is refused or cannot be saved."""
        from game.client.screens.save_failed import SaveFailed  # noqa: PLC0415
        from game.session.refusal import Refusal  # noqa: PLC0415
        from game.storage.errors import SaveError  # noqa: PLC0415

        if self.game is None:
            raise RuntimeError("a screen gave a command without a game")
        for number, command in enumerate(commands):
            try:
                decision = self.game.submit(command)
            except SaveError as error:
                self.push(SaveFailed(self, commands[number:], str(error)))
                return
            if isinstance(decision, Refusal):
                self.laptop.ui.toast(decision.sentence, "triangle-alert")
                break
        self._redraw()

    def _panes(self) -> list[Pane]:
        return [self.laptop] if self.wall is None else [self.laptop, self.wall]

    def _redraw(self) -> None:
        for pane in self._panes():
            pane.ui.redraw()

    def _look(self) -> Look:
        return Look(
            THEMES[self.settings.theme],
            text_scale=self.settings.text_scale,
            motion=self.settings.motion,
            fonts=self._fonts,
        )

    def leave(self) -> None:
        """Let go of everything; the game is saved already."""
        for layer in self._stack:
            layer.screen.hide()
        self.close_game()
        if self._keep:
            store_settings(self.settings)


def _draw_without_graphics_library() -> None:
    """Let windows be filled by memory alone where that is possible: what draws in software gains nothing from OpenGL.

    It costs 100 MB where OpenGL is done in software too.
    """
    if pygame.display.get_driver() in {"x11", "windows"}:
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")


def _open_display() -> None:
    """Get ready to draw; raises pygame.error with a reason where there is nothing to draw on.

    Without a screen SDL draws into memory unasked, and a person would wait for a window for ever.
    """
    pygame.display.init()
    pygame.font.init()
    driver = pygame.display.get_driver()
    if driver in _UNSEEN_DRIVERS and os.environ.get("SDL_VIDEODRIVER", "") != driver:
        raise pygame.error(_("there is no display"))
    _draw_without_graphics_library()


def run(scenario: str | None = None, seed: int | None = None, author: str | None = None) -> int:
    """Open the window; with ``scenario`` (a checked file) its table is set up at once, with ``author`` it is edited."""
    try:
        _open_display()
        app = App(load_settings())
    except pygame.error as error:
        sentence = _("No window can be opened here ({reason}). Start the game where there is a screen.")
        print(sentence.format(reason=error), file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 2
    if app.problem:
        print(app.problem, file=sys.stderr)  # noqa: T201 - also said on the title
    from game.client.screens.title import TitleScreen  # noqa: PLC0415 - after the window stands

    try:
        if author is not None:
            from game.client.screens.author import AuthorScreen  # noqa: PLC0415

            app.push(TitleScreen(app))
            return app.run(AuthorScreen(app, Path(author)))
        if scenario is None:
            return app.run(TitleScreen(app))
        from game.client.screens.table import TableScreen  # noqa: PLC0415

        app.push(TitleScreen(app))
        return app.run(TableScreen(app, scenario, seed))
    finally:
        pygame.quit()
