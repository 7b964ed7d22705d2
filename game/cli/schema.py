"""``main.py schema``: the schema that editors complete and check from, and the pages made from the code."""

import argparse
from pathlib import Path

from game.authoring.docs_pages import write_pages
from game.authoring.schema_export import schema_text
from game.cli.files import write_whole
from game.cli.outcome import FINE, note, say
from game.model.text import _


def run(options: argparse.Namespace) -> int:
    """Write the schema to stdout or to a file; with ``--docs`` the pages instead."""
    if options.docs is not None:
        for path in write_pages(options.docs, write_whole):
            _tell(path)
        return FINE
    if options.out is None:
        say(schema_text().rstrip("\n"))
        return FINE
    write_whole(options.out, schema_text())
    _tell(options.out)
    return FINE


def _tell(path: Path) -> None:
    note(_("Written: {file}").format(file=path))
