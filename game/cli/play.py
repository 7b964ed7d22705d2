"""``main.py`` and ``main.py play SCENARIO``: open the window."""

import argparse

from game.cli.outcome import WRONG, UserError
from game.model.text import _


def run(options: argparse.Namespace) -> int:
    """Open the game, with a scenario on the table if one is given."""
    scenario = None
    if options.scenario is not None:
        from game.cli.files import read_playable  # noqa: PLC0415 - the first frame does not wait for YAML

        path, _result = read_playable(options.scenario)  # a broken one is said here, and not in a window
        scenario = str(path)
    try:
        from game.client.app import run as open_window  # noqa: PLC0415 - only who plays needs the window
    except ImportError as error:
        raise UserError(
            _("The window is missing in this installation ({reason}).").format(reason=error), WRONG
        ) from error
    return open_window(scenario, options.seed)
