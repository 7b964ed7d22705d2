"""Every broken file is answered at its place, quickly, in little memory, with a remedy and without a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from game.scenario.diagnostic import Diagnostic, as_text
from game.scenario.load import load_scenario
from tests.scenario.broken import CASES, FOLDERS, Case, cases
from tests.scenario.generated import make

ROOT = Path(__file__).parents[2]
EVERY = cases()
MAX_SECONDS = 1.0
MAX_MEGABYTES = 200

# Runs apart from the tests: a crash of the parser would take them with it.
PROGRAM = """
import json, sys, time
from pathlib import Path
from game.authoring.model_checks import check_file
from game.scenario.diagnostic import as_json_text, as_text
rows = {}
for name in json.load(sys.stdin):
    start = time.process_time()
    found = check_file(Path(name)).diagnostics
    as_text(found), as_json_text(found)
    rows[name] = [time.process_time() - start, [one.code for one in found], all(one.remedy or one.code[:2] == "E2"
                  for one in found)]
try:
    peak = int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) / 1024  # its own, not its parent's
except OSError:
    peak = 0
print(json.dumps({"rows": rows, "megabytes": peak}))
"""


def read(path: Path) -> tuple[Diagnostic, ...]:
    return load_scenario(path, path.name).diagnostics


def test_there_are_many_and_each_is_expected_to_be_something() -> None:
    assert len(EVERY) >= 120
    known = {case.path for case in EVERY}
    for folder in FOLDERS:
        for path in (CASES / folder).glob("*.yaml"):
            assert path in known or path.stem.startswith("fine"), f"{path.name} does not say what is expected"


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_the_fault_is_found_where_it_stands(case: Case) -> None:
    found = read(case.path)
    places = [(one.code, one.line, one.column) for one in found]
    assert (case.code, case.line, case.column) in places, as_text(found)


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_no_other_error_hides_behind_it(case: Case) -> None:
    errors = {one.code for one in read(case.path) if one.code.startswith("E")}
    assert errors == ({case.code} if case.code.startswith("E") else set())


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_every_finding_says_what_to_do(case: Case) -> None:
    for one in read(case.path):
        if not one.code.startswith("E2"):  # the schema has nothing to add to a score out of its range
            assert one.remedy, one
        assert one.message.rstrip('"')[-1] in ".?!"


def test_the_fine_ones_have_no_fault() -> None:
    for folder in FOLDERS:
        for path in (CASES / folder).glob("fine*.yaml"):
            assert all(one.code.startswith("H") for one in read(path)), path


def test_all_are_answered_quickly_in_little_memory_and_without_a_crash(tmp_path: Path) -> None:
    wanted = {str(tmp_path / name): code for name, code in make(tmp_path).items()}
    wanted |= {str(case.path): case.code for case in EVERY}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(list(wanted)),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    slow = {name: row[0] for name, row in answer["rows"].items() if row[0] > MAX_SECONDS}
    assert not slow
    other = {
        name: (wanted[name], [code for code in row[1] if code[0] != "H"][:5])
        for name, row in answer["rows"].items()
        if wanted[name] not in row[1]
    }
    assert not other
    assert all(row[2] for row in answer["rows"].values())
    assert answer["megabytes"] < MAX_MEGABYTES
