"""The gallery in a real window, worked by a real pointer and keyboard, where the tools for it are installed."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"),
]


@pytest.fixture
def display():
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1300x760x24"], pass_fds=(write,), stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    yield {
        **os.environ,
        "DISPLAY": f":{number}",
        "SDL_VIDEODRIVER": "x11",
        "SDL_FRAMEBUFFER_ACCELERATION": "0",
        "PYTHONPATH": str(ROOT),
    }
    server.terminate()
    server.wait(10)


def test_pointer_and_keyboard_of_the_system(display, tmp_path):
    log = tmp_path / "log"
    with log.open("w") as out:
        gallery = subprocess.Popen(
            [sys.executable, "-m", "tests.client.widgets.gallery", "--window"], env=display, stdout=out, cwd=ROOT
        )
    try:
        window = _until(lambda: _tool(display, "search", "--onlyvisible", "--pid", str(gallery.pid)))
        _until(lambda: "patrols" in log.read_text())
        _tool(display, "windowmove", window, "0", "0")
        _tool(display, "windowfocus", window)
        _tool(display, "mousemove", "--window", window, "180", "204", "mousedown", "1")
        _tool(display, "mousemove", "--window", window, "60", "204", "mouseup", "1")
        _until(lambda: "'patrols': 12" not in log.read_text().splitlines()[-1])
        _tool(display, "mousemove", "--window", window, "1000", "178", "click", "1")
        _tool(display, "key", "End")
        _tool(display, "type", "!?")
        _until(lambda: "Kenya!?" in log.read_text())
    finally:
        gallery.terminate()
        gallery.wait(10)


def _tool(display, *words):
    return subprocess.run(["xdotool", *words], env=display, capture_output=True, text=True, check=False).stdout.strip()


def _until(found, seconds=20.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")
