"""First and further starts, for real: this Python, its venv and pip, tiny packages, no network."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.environment.lock import LOCK_FILE
from game.environment.platforms import this_platform
from game.environment.stamp import STAMP_FILE

from .conftest import Clone

POSIX = os.name != "nt"


def sentences(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if line.startswith("corridors: ")]


def test_the_first_start_makes_the_environment_and_the_second_goes_straight_there(clone: Clone) -> None:
    first = clone.start("play", "a b", "--seed", "3")
    assert first.returncode == 7, first.stderr
    heard = json.loads(first.stdout)
    assert heard["arguments"] == ["play", "a b", "--seed", "3"]
    assert Path(heard["prefix"]).samefile(clone.environment)
    assert "tiny 1.0" in first.stderr, "there is no progress to see"

    begin = time.monotonic()
    second = clone.start("--version", CORRIDORS_WHEELS="/nowhere")
    assert (second.returncode, second.stderr) == (7, "")
    assert json.loads(second.stdout)["arguments"] == ["--version"]
    assert time.monotonic() - begin < 5, "a second start does nothing but start"

    inside = clone.start("x", python=str(this_platform().interpreter(clone.environment)))
    assert json.loads(inside.stdout)["arguments"] == ["x"], inside.stderr

    (clone.environment / STAMP_FILE).unlink()
    stuck = clone.start("x", python=str(this_platform().interpreter(clone.environment)))
    assert stuck.returncode == 2
    assert "start with the Python outside of it" in sentences(stuck.stderr)[0]


@pytest.mark.slow
def test_other_pins_a_broken_environment_and_a_move_make_it_again(clone: Clone) -> None:
    clone.start()
    clone.pin("2.0")
    other = clone.start()
    assert json.loads(other.stdout)["tiny"] == "2.0", other.stderr

    packages = this_platform().packages(clone.environment)
    assert packages is not None
    (packages / "tiny-2.0.dist-info").rename(packages / "tiny-1.5.dist-info")
    broken = clone.start()
    assert (broken.returncode, "tiny==2.0" in broken.stderr) == (7, True)

    (packages / "pygame-2.6.1.dist-info").mkdir()
    wrong = clone.start()
    assert (wrong.returncode, "pygame (in the place of pygame-ce)" in wrong.stderr) == (7, True)
    assert clone.start().stderr == ""

    moved = clone.folder.parent / "moved"
    clone.folder.rename(moved)
    clone.folder = moved
    clone.wheels = moved / "wheels"
    there = clone.start()
    assert Path(json.loads(there.stdout)["prefix"]).samefile(moved / ".venv")


@pytest.mark.slow
@pytest.mark.skipif(not POSIX, reason="kills by signal")
@pytest.mark.parametrize("delay", [0.3, 1.5, 3.0])
def test_a_first_start_that_was_killed_is_begun_again(clone: Clone, delay: float) -> None:
    with subprocess.Popen(
        clone.command(), env=clone.variables(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as killed:
        time.sleep(delay)
        killed.send_signal(signal.SIGKILL)
    again = clone.start()
    assert again.returncode == 7, again.stderr


@pytest.mark.slow
def test_two_first_starts_at_once_make_it_once(clone: Clone) -> None:
    both = [
        subprocess.Popen(
            clone.command([name]),
            env=clone.variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for name in ("one", "two")
    ]
    ended = [program.communicate(timeout=120) for program in both]
    assert [program.returncode for program in both] == [7, 7], ended
    assert sum("Making the environment" in errors for _output, errors in ended) == 1
    assert sum("waiting for it" in errors for _output, errors in ended) == 1


def test_without_network_one_sentence_says_what_to_do(clone: Clone) -> None:
    result = clone.start(CORRIDORS_WHEELS="")
    assert result.returncode == 2
    (sentence,) = sentences(result.stderr)
    assert "no connection" in sentence
    assert "--wheels DIR" in sentence
    assert not (clone.environment / STAMP_FILE).exists()


def test_a_folder_without_the_wheel_is_named(clone: Clone, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = clone.start("play", "--wheels", str(empty))
    assert result.returncode == 2
    (sentence,) = sentences(result.stderr)
    assert str(empty) in sentence
    assert "tiny==1.0" in sentence


def test_a_python_without_ensurepip_is_told_so(clone: Clone) -> None:
    program = (
        "import runpy, sys; sys.modules['ensurepip'] = None; sys.path.insert(0, sys.argv[1]);"
        "sys.argv = ['main.py']; runpy.run_path(sys.path[0] + '/main.py', run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(clone.folder)],
        env=clone.variables(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 2
    assert "ensurepip" in sentences(result.stderr)[0]
    assert not clone.environment.exists()


@pytest.mark.skipif(not POSIX or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_read_only_folder_is_told_so(clone: Clone) -> None:
    clone.folder.chmod(0o555)
    try:
        result = clone.start()
    finally:
        clone.folder.chmod(0o755)
    assert result.returncode == 2
    assert "cannot be written to" in sentences(result.stderr)[0]


def test_a_lock_that_cannot_be_made_is_told_so(clone: Clone) -> None:
    (clone.folder / LOCK_FILE).mkdir()
    result = clone.start()
    assert result.returncode == 2
    assert len(sentences(result.stderr)) == 1
    assert "Traceback" not in result.stderr


def test_old_pythons_get_one_sentence() -> None:
    source = (Path(__file__).resolve().parents[2] / "main.py").read_text(encoding="ascii")
    program = f"import sys; sys.version_info = (3, 6, 15, 'final', 0); exec({source!r}, {{'__name__': '__main__'}})"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "Python 3.6" in result.stderr
    assert "3.11 to 3.14" in result.stderr
