"""What a node has to do with an event."""

from __future__ import annotations

from dataclasses import dataclass

from game.client.interface.events import ACTIVATING, Input


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
