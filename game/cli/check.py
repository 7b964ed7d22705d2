"""``main.py check``: read scenarios, try them in the model, and say what is wrong; again at every save, if asked."""

import argparse
import time
from pathlib import Path

from game.authoring.model_checks import check_file
from game.authoring.watch import changes
from game.cli.files import scenario_files
from game.cli.findings import say_findings, summary
from game.cli.outcome import FINE, PROBLEMS, UserError, complain, note, say
from game.model.text import _
from game.scenario.diagnostic import Diagnostic, as_json_text, has_errors


def run(options: argparse.Namespace) -> int:
    """Check the files; 1 if an error stops one of them. Watching ends with Ctrl+C, which is fine."""
    if not options.watch:
        return _check(scenario_files(options.paths), options.format)
    try:
        return _watch(options.paths, options.format)
    except KeyboardInterrupt:
        note("")
        return FINE


def _check(files: list[Path], style: str) -> int:
    found: list[Diagnostic] = []
    for file in files:
        found.extend(check_file(file).diagnostics)
    if style == "json":
        say(as_json_text(found))
    else:
        say_findings(found)
        note(summary(len(files), found))
    return PROBLEMS if has_errors(found) else FINE


def _watch(paths: list[str], style: str) -> int:
    _check(scenario_files(paths), style)
    note(_("Watching; save a file to check again, Ctrl+C to end."))
    for _change in changes(lambda: _files(paths)):
        note(_("Saved at {time}.").format(time=time.strftime("%H:%M:%S")))
        try:
            _check(scenario_files(paths), style)
        except UserError as error:  # the file is gone; it may come back
            complain(str(error))
    return FINE


def _files(paths: list[str]) -> list[Path]:
    try:
        return scenario_files(paths)
    except UserError:
        return [Path(path) for path in paths]
