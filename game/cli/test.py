"""``main.py test``: play the tests inside scenarios."""

import argparse
import json
from pathlib import Path

from game.authoring.scenario_tests import Status, TestReport, run_tests
from game.cli.files import scenario_files
from game.cli.findings import say_findings
from game.cli.outcome import FINE, PROBLEMS, note, say
from game.model.text import _, ngettext
from game.scenario.codes import Severity
from game.scenario.diagnostic import Diagnostic
from game.scenario.load import load_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import make_rulebook


def run(options: argparse.Namespace) -> int:
    """Play every test; 1 if one fails or a scenario cannot be read."""
    reports: list[TestReport] = []
    errors: list[Diagnostic] = []
    for file in scenario_files(options.paths, missing=options.format == "json"):
        found = _played(file)
        if isinstance(found, list):
            reports += found
            if options.format == "text":
                for report in found:
                    _tell(report)
        else:
            errors += found
            if options.format == "text":
                say_findings(found)
    if options.format == "json":
        rows = [report.as_json() for report in reports]
        text = {"tests": rows, "errors": [error.as_json() for error in errors]}
        say(json.dumps(text, ensure_ascii=False, indent=1))
    note(_summary(reports, errors))
    return PROBLEMS if errors or any(report.failures for report in reports) else FINE


def _played(file: Path) -> list[TestReport] | tuple[Diagnostic, ...]:
    """Play the tests of one file; or give the errors for which it cannot be read."""
    result = load_scenario(file)
    if result.scenario is None:
        return tuple(found for found in result.diagnostics if found.severity is Severity.ERROR)
    return run_tests(result, make_rulebook(result.scenario, load_parameters()))


def _tell(report: TestReport) -> None:
    heads = {Status.PASSED: _("ok"), Status.FAILED: _("FAILED"), Status.NOT_APPLICABLE: _("not applicable")}
    say(f"{heads[report.status]}  {report.file}:{report.line}  {report.name}")
    if report.not_applicable:
        say("  " + _("Why: {reason}.").format(reason=report.not_applicable))
    for failure in report.failures:
        place = f"{failure.file}:{failure.line}"
        say("  " + _("{place}: expected {expected}").format(place=place, expected=failure.expected))
        say("    " + _("actual: {actual}").format(actual=failure.actual))
    if report.failures:
        say("  " + _("what happened:"))
        for told in report.course:
            say(f"    {told}")


def _summary(reports: list[TestReport], errors: list[Diagnostic]) -> str:
    counts = {status: sum(report.status is status for report in reports) for status in Status}
    played = counts[Status.PASSED] + counts[Status.FAILED]
    parts = [
        ngettext("{number} test played", "{number} tests played", played).format(number=played),
        ngettext("{number} failed", "{number} failed", counts[Status.FAILED]).format(number=counts[Status.FAILED]),
    ]
    other = counts[Status.NOT_APPLICABLE]
    if other:
        parts.append(ngettext("{number} not applicable", "{number} not applicable", other).format(number=other))
    unread = len({error.file for error in errors})
    if unread:
        parts.append(
            ngettext("{number} file cannot be read", "{number} files cannot be read", unread).format(number=unread)
        )
    return ", ".join(parts) + "."
