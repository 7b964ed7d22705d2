"""``main.py pictures``: every screen of a demonstration game as a picture."""

import argparse
import re

from game.cli.outcome import WRONG, UserError
from game.model.text import _

_SMALLEST, _LARGEST = 200, 8192


def run(options: argparse.Namespace) -> int:
    """Draw the pictures."""
    size = re.fullmatch(r"(\d{1,5})[xX×](\d{1,5})", options.size)
    if not size or not all(_SMALLEST <= int(side) <= _LARGEST for side in size.groups()):
        sentence = _("{size} is no size. Write width x height in pixels, as in 1280x720, from {low} to {high} each.")
        raise UserError(sentence.format(size=repr(options.size), low=_SMALLEST, high=_LARGEST), WRONG)
    try:
        from game.client.pictures import draw_pictures  # noqa: PLC0415 - only who draws needs the window's code
    except ImportError as error:
        raise UserError(
            _("The window is missing in this installation ({reason}).").format(reason=error), WRONG
        ) from error
    width, height = (int(side) for side in size.groups())
    return draw_pictures(options.out, options.screen, options.theme, options.text, (width, height))
