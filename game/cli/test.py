"""``main.py test``: play the tests inside scenarios."""

import argparse
from pathlib import Path

from game.authoring.scenario_tests import TestReport, run_test
from game.cli.files import scenario_files
from game.cli.outcome import FINE, PROBLEMS, note, say
from game.model.text import _, ngettext
from game.scenario.codes import Severity
from game.scenario.diagnostic import as_text
from game.scenario.load import load_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import make_rulebook


def run(options: argparse.Namespace) -> int:
    """Play every test; 1 if one fails or a scenario cannot be read."""
    failed = played = 0
    for file in scenario_files(options.paths):
        reports = _reports(file)
        if reports is None:
            failed += 1
            continue
        played += len(reports)
        failed += sum(not report.passed for report in reports)
        for report in reports:
            _tell(report, file)
    note(
        _("{played}, {failed}.").format(
            played=ngettext("{number} test played", "{number} tests played", played).format(number=played),
            failed=ngettext("{number} failed", "{number} failed", failed).format(number=failed),
        )
    )
    return PROBLEMS if failed else FINE


def _reports(file: Path) -> list[TestReport] | None:
    result = load_scenario(file)
    if result.scenario is None:
        errors = [found for found in result.diagnostics if found.severity is Severity.ERROR]
        note(as_text(errors))
        return None
    book = make_rulebook(result.scenario, load_parameters())
    return [run_test(test, result.text, file.as_posix(), book) for test in result.scenario.tests]


def _tell(report: TestReport, file: Path) -> None:
    say(f"{_('ok') if report.passed else _('FAILED')}  {file.as_posix()}:{report.line}  {report.name}")
    for failure in report.failures:
        say(
            _("  {file}:{line}: expected {expected}").format(
                file=file.as_posix(), line=failure.line, expected=failure.expected
            )
        )
        say(_("    actual: {actual}").format(actual=failure.actual))
    if report.failures:
        for line in report.course:
            say(f"    {line}")
