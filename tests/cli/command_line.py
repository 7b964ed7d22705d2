"""Runs the command line in this process, and some files to give to it."""

from pathlib import Path

import pytest

from game.cli import main

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "tests" / "cases" / "session" / "table.yaml"
SMALL = ROOT / "tests" / "scenario" / "small.yaml"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Give a command; return its exit code and what it wrote, in which there is never a traceback."""
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return code, said.out, said.err
