"""``main.py author FILE``: open the author's screen."""

import argparse

from game.cli.files import scenario_path
from game.cli.outcome import WRONG, UserError
from game.model.text import _


def run(options: argparse.Namespace) -> int:
    """Open the author's screen with a file, whatever is wrong with it; its screen says so."""
    path = scenario_path(options.scenario)
    if path.is_dir():
        raise UserError(_("{folder} is a folder. Name a scenario file in it.").format(folder=path), WRONG)
    try:
        from game.client.app import run as open_window  # noqa: PLC0415 - only who writes needs the window
    except ImportError as error:
        raise UserError(
            _("The window is missing in this installation ({reason}).").format(reason=error), WRONG
        ) from error
    return open_window(author=str(path))
