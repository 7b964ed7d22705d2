"""``main.py parameters``: the constants of the model as a table."""

import argparse
import shutil
import sys

from game.cli.outcome import FINE, UserError
from game.model.text import _
from game.scenario.diagnostic import ReadingError
from game.scenario.parameters import load_parameters

_WIDE = 200  # columns where there is no terminal


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes them
    """Print the table."""
    from rich.console import Console  # noqa: PLC0415 - not needed by the other commands
    from rich.table import Table  # noqa: PLC0415

    try:
        parameters = load_parameters()
    except ReadingError as error:
        raise UserError("\n\n".join(str(found) for found in error.diagnostics)) from error
    table = Table(title=_("Parameters of the model"), title_justify="left")
    for heading in (_("name"), _("value"), _("low"), _("high"), _("unit"), _("source"), _("what it does")):
        table.add_column(heading, overflow="fold")
    for item in parameters.values():
        figures = (f"{item.value:g}", f"{item.low:g}", f"{item.high:g}")
        table.add_row(item.name, *figures, item.unit, item.source, item.description)
    width = shutil.get_terminal_size((_WIDE, 24)).columns if sys.stdout.isatty() else _WIDE
    Console(width=width, markup=False, highlight=False).print(table)
    return FINE
