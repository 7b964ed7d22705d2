"""``main.py plausibility``: try every measure and every parameter, and write the tables and figures of the docs."""

import argparse

from game.cli.files import read_playable
from game.cli.outcome import FINE, WRONG, UserError, note, say
from game.model.text import _

_SCENARIO = "ivory_corridor"


def run(options: argparse.Namespace) -> int:
    """Write blocks into the pages of the folder, and the pictures beside them."""
    from game.authoring.plausibility_page import make_pages  # noqa: PLC0415 - numpy only for who asks
    from game.scenario.parameters import load_parameters  # noqa: PLC0415

    if options.out.exists() and not options.out.is_dir():
        raise UserError(_("{file} is a file. Name a folder.").format(file=options.out), WRONG)
    _path, result = read_playable(_SCENARIO)
    assert result.scenario is not None  # noqa: S101 - read_playable sees to it
    words = {"measures": _("Measures ..."), "parameters": _("Parameters ..."), "backcast": _("Backcast ...")}
    pages = make_pages(result.scenario, load_parameters(), lambda part: note(words[part]))
    try:
        written = pages.write(options.out)
    except OSError as error:
        sentence = _("{file} could not be written ({reason}). Choose another place.")
        raise UserError(sentence.format(file=options.out, reason=error.strerror or error), WRONG) from error
    for path in written:
        say(str(path))
    return FINE
