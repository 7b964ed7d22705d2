"""``main.py backcast``: fit the model to recorded years, predict the next ones, and say how it went."""

import argparse
import json
from pathlib import Path

from game.cli.files import may_write, write_whole
from game.cli.outcome import FINE, UserError, note, say
from game.model.text import _
from game.scenario.diagnostic import ReadingError, as_text


def run(options: argparse.Namespace) -> int:
    """Fit, print the parameters, and only then look at the years to test."""
    from game.authoring.backcast import as_json, compare  # noqa: PLC0415 - numpy only for who asks
    from game.authoring.backcast_fit import fit  # noqa: PLC0415
    from game.authoring.backcast_read import read_case, shipped_case  # noqa: PLC0415
    from game.authoring.backcast_text import fitted_lines, given_lines, result_lines  # noqa: PLC0415
    from game.scenario.parameters import load_parameters  # noqa: PLC0415

    path: Path = options.data or shipped_case()
    try:
        case, parameters = read_case(path, path.name if options.data is None else None), load_parameters()
    except ReadingError as error:
        raise UserError(_("The series cannot be used.") + "\n\n" + as_text(error.diagnostics)) from error
    quiet = options.json is not None and str(options.json) == "-"
    if options.json is not None and not quiet:
        may_write(options.json)
    tell = note if quiet else say
    for line in given_lines(case):
        tell(line)
    fitted = fit(case, parameters)
    tell("")
    for line in fitted_lines(case, fitted):
        tell(line)
    result = compare(case, fitted, parameters)
    tell("")
    for line in result_lines(result):
        tell(line)
    if options.json is None:
        return FINE
    text = json.dumps(as_json(result), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    if quiet:
        say(text.rstrip("\n"))
    else:
        write_whole(options.json, text)
    return FINE
