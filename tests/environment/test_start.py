"""The way from main.py to the game, without making anything."""

import ast
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from game.environment import start as start_module
from game.environment.build import _variables, clear_away, pip_command
from game.environment.errors import SetupError
from game.environment.lock import locked
from game.environment.platforms import Platform, this_platform
from game.environment.selftest import pytest_arguments
from game.environment.start import is_inside, split_arguments, start

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("arguments", "wheels", "rest"),
    [
        ([], None, []),
        (["play", "x"], None, ["play", "x"]),
        (["--wheels", "w", "play"], "w", ["play"]),
        (["selftest", "--wheels=a b", "--full"], "a b", ["selftest", "--full"]),
        (["selftest", "--", "--wheels", "w"], None, ["selftest", "--", "--wheels", "w"]),
    ],
)
def test_wheels_are_taken_out_of_the_command_line(arguments: list[str], wheels: str | None, rest: list[str]) -> None:
    assert split_arguments(arguments, {}) == (wheels, rest)


def test_wheels_can_come_from_the_variable_and_the_option_wins() -> None:
    assert split_arguments([], {"CORRIDORS_WHEELS": "v"}).wheels == "v"
    assert split_arguments(["--wheels", "w"], {"CORRIDORS_WHEELS": "v"}).wheels == "w"
    assert split_arguments([], {"CORRIDORS_WHEELS": ""}).wheels is None


@pytest.mark.parametrize("arguments", [["--wheels"], ["--wheels="], ["--wheels", ""]])
def test_wheels_without_a_folder_are_wrong_use(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit) as ended:
        start(str(tmp_path / "main.py"), arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("corridors: --wheels needs the name of a folder")


def test_stopping_at_the_keyboard_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start_module, "_start", stop)
    with pytest.raises(SystemExit) as ended:
        start("main.py", [])
    assert ended.value.code == 130
    assert "the next start begins again" in capsys.readouterr().err


def test_inside_is_the_environment_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert is_inside(tmp_path / "one", str(tmp_path / "two" / ".." / "one"))
    assert not is_inside(tmp_path / "one", str(tmp_path / "two"))
    assert not is_inside(tmp_path / "none")


class Recorder:
    """Stands for the operating system's hand-over."""

    def __init__(self) -> None:
        self.command: Sequence[str] = ()
        self.variables: Mapping[str, str] = {}

    def __call__(self, command: Sequence[str], variables: Mapping[str, str]) -> int:
        self.command, self.variables = command, variables
        return 9


def test_a_ready_environment_is_entered_with_the_arguments_and_nothing_foreign(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    platform: Any = this_platform()
    platform.hand_over = recorder = Recorder()
    monkeypatch.setattr(start_module, "find_obstacle", lambda *_: None)
    monkeypatch.setenv("PYTHONPATH", "/opt/other/site-packages")
    monkeypatch.setenv("KEPT", "yes")
    (tmp_path / "requirements.txt").write_text("# [game]\na==1\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        start_module._start(tmp_path / "main.py", ["--wheels", "w", "play", "a b"], platform)
    assert ended.value.code == 9
    interpreter = platform.interpreter(tmp_path / ".venv")
    assert recorder.command == [str(interpreter), str(tmp_path / "main.py"), "play", "a b"]
    assert recorder.variables["KEPT"] == "yes"
    assert "PYTHONPATH" not in recorder.variables


def test_an_interpreter_that_does_not_start_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="delete the folder"):
        start_module._enter(tmp_path / ".venv", [], this_platform())


def test_selftest_leaves_the_long_loops_out_and_uses_some_cores() -> None:
    assert pytest_arguments([], cores=1) == ["-m", "not slow"]
    assert pytest_arguments([], cores=2) == ["-n", "2", "--dist", "worksteal", "-m", "not slow"]
    assert pytest_arguments([], cores=64)[:2] == ["-n", "4"]


def test_selftest_full_and_what_goes_to_pytest() -> None:
    arguments = pytest_arguments(["--full", "--", "-k", "law", "--", "-x"], cores=1)
    assert arguments == ["--hypothesis-profile", "full", "-k", "law", "--", "-x"]


@pytest.mark.parametrize("wrong", ["--ful", "tests", "--unknown"])
def test_a_wrong_argument_of_selftest_is_found_before_anything_is_made(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        start(str(tmp_path / "main.py"), ["selftest", wrong])
    assert ended.value.code == 2
    assert wrong in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


class NeverFree(Platform):
    """A system on which another program holds the lock for ever."""

    def machine(self) -> str:
        return "any"

    def interpreter(self, environment: Path) -> Path:
        return environment

    def packages(self, environment: Path) -> Path | None:
        return environment

    def hand_over(self, command: Sequence[str], variables: Mapping[str, str]) -> int:
        return 0

    def try_lock(self, descriptor: int) -> bool:
        return False

    def holding(self, descriptor: int) -> dict[str, Any]:
        return {}


def test_waiting_for_another_start_is_said_once_and_ends(tmp_path: Path) -> None:
    said: list[str] = []
    with pytest.raises(SetupError, match="too long"), locked(tmp_path, NeverFree(), said.append, longest_wait=0.4):
        pass
    assert len(said) == 1


def test_a_link_in_the_place_of_the_environment_is_removed_and_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "work.txt").touch()
    link = tmp_path / ".venv"
    try:
        link.symlink_to(precious, target_is_directory=True)
    except OSError:
        pytest.skip("this user may not make links")
    clear_away(link)
    assert not link.exists()
    assert (precious / "work.txt").exists()


def test_pip_keeps_its_own_settings_unless_there_is_a_folder_of_wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://mirror.invalid/simple")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    variables = _variables(None)
    assert variables["PIP_INDEX_URL"] == "http://mirror.invalid/simple"
    assert "PIP_TARGET" not in variables
    offline = _variables(Path("wheels"))
    assert [name for name in offline if name.startswith("PIP_")] == ["PIP_CONFIG_FILE"]
    assert offline["PIP_CONFIG_FILE"] == os.devnull
    assert "--no-index" not in pip_command(Path("python"), Path("pins"), Path("log"), None)
    command = pip_command(Path("python"), Path("pins"), Path("log"), Path("a b"))
    assert command[command.index("--no-index") : command.index("--no-index") + 3] == [
        "--no-index",
        "--find-links",
        "a b",
    ]


def test_main_can_be_read_by_old_pythons() -> None:
    source = (ROOT / "main.py").read_text(encoding="ascii")
    tree = ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.FunctionDef)]


def test_nothing_but_the_standard_library_is_imported_before_there_is_an_environment() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import importlib, pkgutil, game.environment as package\n"
        "for module in pkgutil.iter_modules(package.__path__):\n"
        "    importlib.import_module('game.environment.' + module.name)\n"
        "names = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(names - sys.stdlib_module_names - {'game', '__main__', '_distutils_hack'}))"
    )
    result = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_start_that_finds_everything_imports_nothing_slow() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import game.environment.start\n"
        "slow = {'argparse', 'dataclasses', 'inspect', 'shutil', 'subprocess', 'tempfile', 'venv'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
