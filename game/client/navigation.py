"""What a screen may answer, and what a screen is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from game.client.interface.ui import Ui

if TYPE_CHECKING:
    from game.session.commands import Command


@dataclass(frozen=True, slots=True)
class Push:
    """Put a screen on top; Pop returns to this one as it was.

    ``briefly``: it shows nothing of a game, and who looks at it means to come right back, as from the help.
    """

    screen: Screen
    briefly: bool = False


@dataclass(frozen=True, slots=True)
class Pop:
    """Leave this screen."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Put another screen in the place of this one."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Enter:
    """Leave everything but the title and show another screen, as when a game begins."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Wait:
    """Show a sentence, then do ``work``, which takes longer than a blink, and follow its answer."""

    sentence: str
    work: Callable[[], Answer | None]


@dataclass(frozen=True, slots=True)
class Home:
    """Leave everything and return to the title; a game that was open is closed, and nothing of it is lost.

    A play-test, which is not saved, returns to the author's screen instead.
    """


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave the program."""


@dataclass(frozen=True, slots=True)
class Submit:
    """Give a command to the table; refused, its sentence is shown as a notice.

    ``wait`` is shown before a command that takes longer than a blink. ``also`` are given after it, one by one, unless
    one before them is refused.
    """

    command: Command
    wait: str = ""
    also: tuple[Command, ...] = ()


Answer = Push | Pop | Replace | Enter | Wait | Home | Quit | Submit


@runtime_checkable
class Clocked(Protocol):
    """A screen on which something ends with time."""

    def tick(self, now: float) -> Answer | None:
        """Answer what the time ``now`` [s] brings; asked in every step of the loop."""


@runtime_checkable
class Recalled(Protocol):
    """A screen that drops what must not be seen, and finds its way back if one returns soon."""

    def step_aside(self, now: float) -> None:
        """Drop what must not be seen or kept, at the time ``now`` [s], and remember what to go back to."""


class Screen(Protocol):
    """One screen: built again for each event and each drawing, see :mod:`game.client.widgets`."""

    def build(self, ui: Ui) -> Answer | None:
        """Say everything that is on the screen; answer what is to happen."""

    def hide(self) -> None:
        """Drop what must not be seen or kept: covered, left, or no window has the focus."""
