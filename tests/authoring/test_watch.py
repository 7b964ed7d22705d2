"""Checking again at every save, within a second, until Ctrl+C."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from game.authoring.watch import EVERY, Watch, changes

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "scenario" / "small.yaml"


def test_a_save_an_addition_and_a_deletion_are_seen_once(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("1", encoding="utf-8")
    watch = Watch(lambda: [path])
    assert not watch.changed()
    path.write_text("12", encoding="utf-8")
    assert watch.changed()
    assert not watch.changed()
    os.utime(path, ns=(1, 1))  # the same text again, saved at another time
    assert watch.changed()
    (tmp_path / "base.yaml").write_text("1", encoding="utf-8")  # it may be extended
    assert watch.changed()
    path.unlink()
    assert watch.changed()
    assert not watch.changed()


def test_looking_is_often_enough(tmp_path: Path) -> None:
    assert EVERY <= 0.5
    path = tmp_path / "a.yaml"
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            path.write_text("x", encoding="utf-8")

    next(changes(lambda: [path], pause))
    assert len(pauses) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="sends Ctrl+C as POSIX does")
def test_what_is_saved_while_the_first_check_runs_counts(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("title: A", encoding="utf-8")
    looks = iter((0.0, 0.0))  # a second look would be one too many
    saved = changes(lambda: [path], pause=lambda _seconds: next(looks) or None)
    path.write_text("title: Another", encoding="utf-8")
    next(saved)
    assert len(list(looks)) == 1


def test_the_command_checks_again_and_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    text = SMALL.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "cli" / "run_main.py"), "check", str(path), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
    )
    lines: list[str] = []

    def read() -> None:
        assert process.stdout
        lines.extend(iter(process.stdout.readline, ""))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()

    def until(words: str, seconds: float) -> None:
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            if any(words in line for line in list(lines)):
                return
            time.sleep(0.02)
        raise AssertionError((words, lines))

    try:
        until("Watching", 30)
        path.write_text(text.replace("title:", "titel:"), encoding="utf-8")
        until("did you mean", 30)
        path.unlink()
        until("There is no such file", 30)
        path.write_text(text, encoding="utf-8")
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        assert process.stdout
        reader.join(5)
        process.stdout.close()
    assert not any("Traceback" in line for line in lines)
