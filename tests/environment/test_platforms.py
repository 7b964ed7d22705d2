"""The adapters, with fakes for what this machine is not."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest

from game.environment.platforms import Posix, Windows

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="asks a POSIX system")


def test_folders(tmp_path: Path) -> None:
    assert Posix().interpreter(tmp_path) == tmp_path / "bin" / "python"
    assert Windows().interpreter(tmp_path) == tmp_path / "Scripts" / "python.exe"
    assert Posix().packages(tmp_path) is None
    assert Windows().packages(tmp_path) is None
    (tmp_path / "lib" / "python3.13t" / "site-packages").mkdir(parents=True)
    assert Posix().packages(tmp_path) == tmp_path / "lib" / "python3.13t" / "site-packages"


def test_windows_names_the_machine_by_its_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version", "3.13.1 (tags/v3.13.1:0671451, Dec 3 2024) [MSC v.1942 64 bit (AMD64)]")
    assert Windows().machine() == "AMD64"


class Child:
    """A child that is interrupted at the keyboard twice and ends with 3."""

    def __init__(self) -> None:
        self.interrupts = 2

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def wait(self) -> int:
        if self.interrupts:
            self.interrupts -= 1
            raise KeyboardInterrupt
        return 3


def test_windows_waits_for_the_game_through_interrupts_and_passes_its_exit_code_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[tuple[list[str], dict[str, str]]] = []

    def popen(command: list[str], env: dict[str, str]) -> Child:
        calls.append((command, env))
        return Child()

    monkeypatch.setattr(subprocess, "Popen", popen)
    assert Windows().hand_over(["python.exe", "a b"], {"X": "1"}) == 3
    assert calls == [(["python.exe", "a b"], {"X": "1"})]


def test_windows_passes_a_real_exit_code_on() -> None:
    assert Windows().hand_over([sys.executable, "-c", "import sys; sys.exit(5)"], dict(os.environ)) == 5


@POSIX_ONLY
def test_posix_becomes_the_game(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    monkeypatch.setattr(os, "execve", lambda *arguments: calls.append(arguments))
    Posix().hand_over(("python", "a b"), {"X": "1"})
    assert calls == [("python", ["python", "a b"], {"X": "1"})]


@POSIX_ONLY
def test_posix_lock_is_held_once_and_by_children_too(tmp_path: Path) -> None:
    posix = Posix()
    first = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    second = os.open(tmp_path / "lock", os.O_RDWR)
    assert posix.try_lock(first)
    assert not posix.try_lock(second)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, **posix.holding(first)) as child:
        os.close(first)
        assert not posix.try_lock(second), "the child goes on where the killed program left off"
        child.communicate(b"\n")
    assert posix.try_lock(second)
    os.close(second)


@POSIX_ONLY
def test_posix_starts_on_a_file_system_without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert Posix().try_lock(0)


@pytest.mark.parametrize(
    ("error", "got"), [(None, True), (errno.EACCES, False), (errno.EDEADLK, False), (errno.EINVAL, True)]
)
def test_windows_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: int | None, got: bool) -> None:
    def locking(_descriptor: int, mode: int, length: int) -> None:
        assert (mode, length) == (2, 1)
        if error is not None:
            raise OSError(error, "no")

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    descriptor = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    assert Windows().try_lock(descriptor) is got
    assert Windows().holding(descriptor) == {}
    os.close(descriptor)


def test_only_the_systems_that_leave_venv_out_get_a_command() -> None:
    assert Posix().remedy_for_no_venv().endswith(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    assert Windows().remedy_for_no_venv() == ""
