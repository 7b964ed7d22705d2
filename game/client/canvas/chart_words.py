"""Changes in words and signs: the word comes before the colour."""

from collections.abc import Callable

from game.client.canvas.theme import Colour, Theme
from game.model.text import _

MINUS = "\u2212"


def signed(change: float, value_text: Callable[[float], str]) -> str:
    """Write a change with its sign; a change that rounds to nothing has none."""
    size = value_text(abs(change))
    if size == value_text(0.0):
        return size
    return ("+" if change > 0 else MINUS) + size


def verdict(change: float, lower_is_better: bool | None, value_text: Callable[[float], str]) -> str:
    """Say better, worse or unchanged."""
    if value_text(abs(change)) == value_text(0.0):
        return _("unchanged")
    if lower_is_better is None:
        return _("up") if change > 0 else _("down")
    return _("better") if (change < 0) == lower_is_better else _("worse")


def change_colour(change: float, lower_is_better: bool | None, theme: Theme) -> Colour:
    """Colour that goes with the word."""
    if change == 0 or lower_is_better is None:
        return theme.colours.text_muted
    return theme.colours.better if (change < 0) == lower_is_better else theme.colours.worse
