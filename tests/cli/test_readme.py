"""Every command that stands in the README works as it stands there, one after the other."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from game.cli import main

ROOT = Path(__file__).parents[2]
LINES = re.findall(r"^    python main\.py (\S.*?)(?:  +\S.*)?$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
# These open a window, make an environment, or take minutes.
ELSEWHERE = ("--wheels", "selftest", "balance", "--help")


def test_the_commands_of_the_readme_work_in_their_order(capsys, tmp_path: Path, monkeypatch) -> None:
    commands = [shlex.split(line) for line in LINES if not line.startswith(ELSEWHERE)]
    assert [words[0] for words in commands] == ["new", "check", "test", "autoplay", "replay", "autoplay"]
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "orders.yaml", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    for words in commands:
        assert main(words) == 0, capsys.readouterr()


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("balance")])
def test_the_balance_of_the_readme_names_a_scenario_that_there_is(line: str) -> None:
    assert (ROOT / "scenarios" / f"{line.split()[1]}.yaml").is_file()
