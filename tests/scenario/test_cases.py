"""Broken scenarios with one fault each: the finding, at its line and column."""

import re
from pathlib import Path

import pytest

from game.scenario.diagnostic import as_text
from game.scenario.load import load_scenario

CASES = sorted((Path(__file__).parents[1] / "cases" / "schema").glob("*.yaml"))
EXPECTED = re.compile(r"# expect: (?P<code>[EWH]\d{3}) (?P<line>\d+):(?P<column>\d+)")


def expected(path: Path) -> re.Match[str] | None:
    return EXPECTED.match(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [case for case in CASES if expected(case)], ids=lambda path: path.stem)
def test_the_fault_is_found_where_it_stands(path: Path) -> None:
    wanted = expected(path)
    assert wanted is not None
    result = load_scenario(path, path.name)
    places = [(found.code, found.line, found.column) for found in result.diagnostics]
    assert (wanted["code"], int(wanted["line"]), int(wanted["column"])) in places, as_text(result.diagnostics)


@pytest.mark.parametrize("path", [case for case in CASES if expected(case)], ids=lambda path: path.stem)
def test_errors_stop_play_and_the_rest_does_not(path: Path) -> None:
    wanted = expected(path)
    assert wanted is not None
    assert (load_scenario(path).scenario is None) is wanted["code"].startswith("E")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_other_error_hides_behind_the_fault(path: Path) -> None:
    wanted = expected(path)
    codes = {found.code for found in load_scenario(path).diagnostics if found.code.startswith("E")}
    assert codes <= ({wanted["code"]} if wanted else set())


@pytest.mark.parametrize("path", [case for case in CASES if expected(case)], ids=lambda path: path.stem)
def test_every_finding_says_what_to_do(path: Path) -> None:
    for found in load_scenario(path).diagnostics:
        if not found.code.startswith("E2"):  # the schema has nothing to add to a score out of its range
            assert found.remedy, found


def test_the_fine_one_has_no_fault() -> None:
    (fine,) = [case for case in CASES if case.stem == "fine"]
    codes = {found.code for found in load_scenario(fine).diagnostics}
    assert not {code for code in codes if not code.startswith("H")}
