"""``main.py balance``: what it writes, how it ends, and that it says the same on any number of cores."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.cli import main
from game.scenario.example import MINIMAL

ROOT = Path(__file__).parents[2]
SHORT = """\
rules: {turns: 2, epilogue_years: 0.5}
measures: [patrol, audit]
lessons:
  45: {turns: 1, turn_years: 1}
"""
AIM = """\
  mandates:
  - id: first
    objectives:
    - {id: far, text: Far, quantity: corruption(KEN), bronze: 0.02, silver: 0.01, gold: 0}
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(MINIMAL.replace("- {id: one, jurisdictions: [KEN, CHN]}", "- id: one\n  jurisdictions: [KEN, CHN]")
                    + AIM + SHORT, encoding="utf-8")  # fmt: skip
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return code, said.out, said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--plays", "0"],
        ["--plays", "1000000000"],
        ["--workers", "0"],
        ["--workers", "100000"],
        ["--seed", str(2**63 - 1)],
        ["--format", "xml"],
        ["--plays", "many"],
    ],
)
def test_wrong_numbers_are_wrong_use(capsys: pytest.CaptureFixture[str], scenario: Path, arguments: list[str]) -> None:
    code, out, err = run(capsys, "balance", scenario, *arguments)
    assert (code, out) == (2, "")
    assert err


def test_a_broken_scenario_is_said_as_always(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(MINIMAL.replace("legs:", "legz:"), encoding="utf-8")
    code, out, err = run(capsys, "balance", path)
    assert (code, out) == (1, "")
    assert "legz" in err
    assert "broken.yaml:" in err
    assert run(capsys, "balance", tmp_path / "none.yaml")[0] == 1


def test_the_report_says_what_is_wrong_and_where(
    capsys: pytest.CaptureFixture[str], scenario: Path, tmp_path: Path
) -> None:
    out_file = tmp_path / "report.json"
    code, out, err = run(capsys, "balance", scenario, "--plays", 1, "--workers", 1, "--json", out_file)
    assert code == 1
    for heading in ("WHAT HAPPENS", "WHO GAINS", "MEASURES", "OBJECTIVES", "LENGTH", "PROMISES", "WHAT IS WRONG"):
        assert heading in out
    line = next(number for number, row in enumerate(scenario.read_text().splitlines(), 1) if "bronze: 0.02" in row)
    assert f"tiny.yaml:{line}:" in out
    assert "W530" in out
    assert "games played" in err
    report = json.loads(out_file.read_text(encoding="utf-8"))
    assert report["clean"] is False
    assert report["room"]["idle"] == 0
    assert report["room"]["plan"] == pytest.approx(100)
    assert [item["minutes"] for item in report["lessons"]] == [0, 45]
    assert {found["code"] for found in report["findings"]} >= {"W530"}
    assert report["findings"][0]["line"]


def test_a_suppressed_finding_is_left_out(capsys: pytest.CaptureFixture[str], scenario: Path) -> None:
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(text + "suppress: [{code: W530, reason: A riddle.}]\n", encoding="utf-8")
    assert run(capsys, "check", scenario)[0] == 0
    assert "H311" not in run(capsys, "check", scenario)[1]
    report = json.loads(run(capsys, "balance", scenario, "--plays", 1, "--workers", 1, "--format", "json")[1])
    assert "W530" not in {found["code"] for found in report["findings"]}


@pytest.mark.slow
def test_more_workers_say_the_same(scenario: Path) -> None:
    said = [
        subprocess.run(
            [sys.executable, "main.py", "balance", scenario, "--plays", "1", "--format", "json", "--workers", workers],
            capture_output=True,
            cwd=ROOT,
            check=False,
        ).stdout
        for workers in ("1", "3")
    ]
    assert json.loads(said[0])["games"] > 20
    assert said[0] == said[1]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("seconds", [1.5, 2.5, 4.0])
def test_an_interrupt_ends_every_process_with_a_sentence(seconds: float) -> None:
    # Whoever runs the tests in the background of a shell hands down that Ctrl+C is not heard.
    heard = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    with subprocess.Popen(
        [sys.executable, "-c", heard, sys.executable, "main.py", "balance", "ivory_corridor", "--workers", "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as started:
        time.sleep(seconds)
        os.killpg(started.pid, signal.SIGINT)
        out, err = started.communicate(timeout=30)
    assert out == ""
    assert err.endswith("corridors: Stopped.\n")
    assert "Traceback" not in err
