"""``main.py balance``: play a scenario many times and say what is wrong with its balance."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from game.authoring.balance_report import Report, as_json, as_text, balance
from game.cli.files import may_write, read_playable, write_whole
from game.cli.findings import say_findings
from game.cli.outcome import FINE, PROBLEMS, WRONG, UserError, note, say
from game.model.text import _, ngettext
from game.session.opening import MAX_SEED

_MOST_PLAYS = 100_000
_MOST_WORKERS = 256


def run(options: argparse.Namespace) -> int:
    """Play, and say what came of it; 1 if something is wrong with the balance."""
    _within(options)
    if options.json is not None:
        may_write(options.json)
    path, result = read_playable(options.scenario)
    seed = 1 if options.seed is None else options.seed
    with _progress() as progress:
        report = balance(result, path.name, options.plays, seed, options.workers, progress)
    text = json.dumps(as_json(report), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    if options.json is not None:
        write_whole(options.json, text)
    if options.format == "json":
        say(text.rstrip("\n"))
    else:
        _tell(report)
    return FINE if report.clean else PROBLEMS


def _within(options: argparse.Namespace) -> None:
    if not 1 <= options.plays <= _MOST_PLAYS:
        raise UserError(_("Give --plays a number from 1 to {most}.").format(most=f"{_MOST_PLAYS:,}"), WRONG)
    if options.workers is not None and not 1 <= options.workers <= _MOST_WORKERS:
        raise UserError(_("Give --workers a number from 1 to {most}.").format(most=_MOST_WORKERS), WRONG)
    if options.seed is not None and options.seed > MAX_SEED - _MOST_PLAYS:
        sentence = _("A seed is a whole number from 0 to {limit} here.")
        raise UserError(sentence.format(limit=MAX_SEED - _MOST_PLAYS), WRONG)


def _tell(report: Report) -> None:
    for line in as_text(report):
        say(line)
    say()
    if report.clean:
        say(_("WHAT IS WRONG: nothing. The balance is clean."))
        return
    number = len(report.findings)
    head = ngettext(
        "WHAT IS WRONG, and which figure to change: {number} finding",
        "WHAT IS WRONG, and which figures to change: {number} findings",
        number,
    )
    say(head.format(number=number))
    say()
    say_findings(report.findings)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show a bar where somebody looks at a terminal; else say now and then how far it is."""
    if not sys.stderr.isatty():
        yield _Tenths()
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Playing"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Tenths:
    """Writes a plain line at every tenth of the way."""

    def __init__(self) -> None:
        self._said = 0

    def __call__(self, done: int, total: int) -> None:
        tenth = 10 * done // total
        if tenth > self._said:
            self._said = tenth
            note(_("{done} of {total} games played").format(done=done, total=total))
