"""A display in memory with a pointer and a keyboard, to run the program in as a person does."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
POSSIBLE = bool(shutil.which("Xvfb") and shutil.which("xdotool"))
SIZE = (1300, 760)
T = TypeVar("T")


class Display:
    """An X server whose picture lies in a file."""

    def __init__(self, number: str, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "SDL_VIDEODRIVER": "x11",
            "PYTHONPATH": str(ROOT),
            **{name: str(folder / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")},
        }
        self.environment.pop("SDL_FRAMEBUFFER_ACCELERATION", None)
        self._file = folder / "Xvfb_screen0"

    def picture(self) -> bytes:
        """Return the pixels of the whole screen, four bytes each."""
        data = self._file.read_bytes()
        head, colours = struct.unpack(">I", data[:4])[0], struct.unpack(">I", data[76:80])[0]
        return data[head + colours * 12 :]

    @property
    def blank(self) -> bool:
        """Whether nothing has been drawn: one colour everywhere."""
        picture = self.picture()
        return picture == picture[:4] * (len(picture) // 4)

    def tool(self, *words: str) -> str:
        """Let the tool do something and return what it says."""
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def settled(self, before: bytes | None = None, *, rest: float = 0.35) -> bytes:
        """Wait until the picture is another one than ``before`` and stays for ``rest`` seconds; return it."""

        def still() -> bytes | None:
            first = self.picture()
            time.sleep(rest)
            return first if first != before and self.picture() == first else None

        return until(still)

    @contextmanager
    def program(self, *arguments: str) -> Iterator[Program]:
        """Start the program in this display; it is killed at the end if it still runs."""
        call = [sys.executable, "-c", "import sys; from game.cli import main; sys.exit(main(sys.argv[1:]))", *arguments]
        process = subprocess.Popen(call, env=self.environment, cwd=ROOT)
        try:
            yield Program(self, process)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(10)


class Program:
    """The running program and its window."""

    def __init__(self, display: Display, process: subprocess.Popen[bytes]) -> None:
        self.display = display
        self.process = process

    def window(self) -> str:
        """Wait for the window, put it into the corner, and return its number."""
        number = until(lambda: self.display.tool("search", "--onlyvisible", "--pid", str(self.process.pid)))
        window = number.splitlines()[0]
        self.display.tool("windowmove", window, "0", "0")
        self.display.tool("windowfocus", window)
        return window

    def close(self) -> int:
        """Press the cross of the window and return the exit code."""
        ask_to_close(self.display.environment["DISPLAY"], self.window())
        return self.process.wait(10)

    def click(self, place: tuple[int, int]) -> None:
        """Click on a pixel of the window in the corner."""
        self.display.tool("mousemove", str(place[0]), str(place[1]))
        time.sleep(0.1)
        self.display.tool("click", "1")


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 12),
    )


def ask_to_close(name: str, window: str) -> None:
    """Press the cross of a window, as a window manager does; xdotool learnt that late."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    server = ctypes.c_void_p(x11.XOpenDisplay(name.encode()))
    protocols, delete = (x11.XInternAtom(server, word, 0) for word in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    message = _ClientMessage(33, 0, 1, server, int(window), protocols, 32, (ctypes.c_long * 5)(delete))
    x11.XSendEvent(server, ctypes.c_ulong(int(window)), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(server)


@contextmanager
def display(folder: Path) -> Iterator[Display]:
    """Start a display; without settings and saves of its own."""
    server, started = _server(folder)
    try:
        yield started
    finally:
        server.terminate()
        server.wait(10)


def _server(folder: Path) -> tuple[subprocess.Popen[bytes], Display]:
    """Start an X server that answers; servers started at the same time can take each other's number."""
    for _attempt in range(5):
        read, write = os.pipe()
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        # Without the first word it starts anew whenever its last program goes, and refuses who comes just then.
        server = subprocess.Popen(
            ["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", size, "-fbdir", str(folder)],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        started = Display(number, folder)
        if number and server.poll() is None and started.tool("getdisplaygeometry"):
            return server, started
        server.terminate()
        server.wait(10)
    raise AssertionError("no X server could be started")


def until(found: Callable[[], T | None], seconds: float = 20.0) -> T:
    """Wait until there is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")
