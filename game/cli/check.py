"""``main.py check``: read scenarios, try them in the model, and say what is wrong; again at every save, if asked."""

import argparse
import time
from collections.abc import Iterable
from pathlib import Path

from game.authoring.aims import Standing, standings
from game.authoring.model_checks import check_file
from game.authoring.watch import changes
from game.cli.files import scenario_files
from game.cli.findings import say_findings, summary
from game.cli.outcome import FINE, PROBLEMS, UserError, complain, note, say
from game.model.expression import calls
from game.model.text import _
from game.scenario.diagnostic import Diagnostic, as_json_text, has_errors
from game.scenario.load import LoadResult


def run(options: argparse.Namespace) -> int:
    """Check the files; 1 if an error stops one of them. Watching ends with Ctrl+C, which is fine."""
    if not options.watch:
        return _check(_asked(options), options)
    try:
        return _watch(options)
    except KeyboardInterrupt:
        note("")
        return FINE


def _asked(options: argparse.Namespace) -> list[Path]:
    """Return the files; in JSON one that is missing is a finding, since whoever reads that reads nothing else."""
    return scenario_files(options.paths, missing=options.format == "json")


def _check(files: list[Path], options: argparse.Namespace) -> int:
    found: list[Diagnostic] = []
    results: list[LoadResult] = []
    for file in files:
        checked = check_file(file)
        found.extend(checked.diagnostics)
        results.append(checked.result)
    if options.format == "json":
        say(as_json_text(found))
    else:
        say_findings(found)
        if options.aims:
            for result in results:
                _say_aims(standings(result))
        note(summary(len(files), found))
    return PROBLEMS if has_errors(found) else FINE


def _say_aims(rows: Iterable[Standing]) -> None:
    """Write where the objectives stand, one below the other: they are read on narrow screens too."""
    for row in rows:
        aim = row.objective
        say(f"{row.delegation}, {row.mandate}: {aim.id} = {aim.quantity}")
        grades = _("bronze {bronze:g}, silver {silver:g}, gold {gold:g}: higher is better")
        if aim.gold < aim.bronze:
            grades = _("bronze {bronze:g}, silver {silver:g}, gold {gold:g}: lower is better")
        say("  " + grades.format(bronze=aim.bronze, silver=aim.silver, gold=aim.gold))
        if row.lowest[0] == row.highest[0]:
            words = _("at the start {start:.4g}; if nobody acts {idle:.4g}; no measure moves it, what is agreed may")
            if any(call.function == "funds" for call in calls(aim.quantity)):
                words = _("at the start {start:.4g}; if nobody acts {idle:.4g}; every order takes from it")
            say("  " + words.format(start=row.start, idle=row.idle))
            continue
        words = _(
            "at the start {start:.4g}; if nobody acts {idle:.4g}; from {low:.4g} ({low_by}) to {high:.4g} ({high_by})"
        )
        say(
            "  "
            + words.format(
                start=row.start,
                idle=row.idle,
                low=row.lowest[0],
                low_by=row.lowest[1] or _("nothing"),
                high=row.highest[0],
                high_by=row.highest[1] or _("nothing"),
            )
        )


def _watch(options: argparse.Namespace) -> int:
    paths: list[str] = options.paths
    saved = changes(lambda: _files(paths))
    _check(_asked(options), options)
    note(_("Watching; save a file to check again, Ctrl+C to end."))
    for _change in saved:
        note(_("Saved at {time}.").format(time=time.strftime("%H:%M:%S")))
        try:
            _check(_asked(options), options)
        except UserError as error:  # the file is gone; it may come back
            complain(str(error))
    return FINE


def _files(paths: list[str]) -> list[Path]:
    try:
        return scenario_files(paths)
    except UserError:
        return [Path(path) for path in paths]
