"""``main.py check``: read scenarios and say what is wrong."""

import argparse

from game.cli.files import scenario_files
from game.cli.outcome import FINE, PROBLEMS, note, say
from game.model.text import _, ngettext
from game.scenario.diagnostic import Diagnostic, as_json_text, as_text, has_errors
from game.scenario.load import load_scenario


def run(options: argparse.Namespace) -> int:
    """Check the files; 1 if an error stops one of them."""
    files = scenario_files(options.paths)
    found: list[Diagnostic] = []
    for file in files:
        found.extend(load_scenario(file).diagnostics)
    if options.format == "json":
        say(as_json_text(found))
    else:
        if found:
            say(as_text(found))
        note(_summary(len(files), found))
    return PROBLEMS if has_errors(found) else FINE


def _summary(files: int, found: list[Diagnostic]) -> str:
    counts = dict.fromkeys(("error", "warning", "hint"), 0)
    for item in found:
        counts[item.severity.value] += 1
    head = ngettext("{number} file checked", "{number} files checked", files).format(number=files)
    parts = [
        ngettext("{number} error", "{number} errors", counts["error"]).format(number=counts["error"]),
        ngettext("{number} warning", "{number} warnings", counts["warning"]).format(number=counts["warning"]),
        ngettext("{number} hint", "{number} hints", counts["hint"]).format(number=counts["hint"]),
    ]
    return _("{files}: {errors}, {warnings}, {hints}.").format(
        files=head, errors=parts[0], warnings=parts[1], hints=parts[2]
    )
