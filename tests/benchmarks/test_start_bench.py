"""What is promised of the running program, measured from outside: first frame, rest, memory.

``python -m tests.benchmarks.test_start_bench`` prints the figures; ``docs/design.md`` keeps them.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.client.display import POSSIBLE, Display, display, until

FIRST_FRAME = 0.7  # seconds
REST = 0.02  # share of a core
MEMORY = 150.0  # MB
_SLACK = 3.0  # how much slower a busy test machine may be before a test fails

pytestmark = [
    pytest.mark.window,
    pytest.mark.slow,
    pytest.mark.skipif(not (POSSIBLE and sys.platform == "linux"), reason="needs Linux with Xvfb and xdotool"),
]


def first_frame(screen: Display) -> tuple[float, float]:
    """Return the seconds from the start of the process to the first picture in its window, and those on a core.

    On a busy machine the first is more; the second tells what it would be on a quiet one.
    """
    until(lambda: screen.blank)
    begun = time.perf_counter()
    with screen.program() as program:
        while screen.blank:
            time.sleep(0.005)
        return time.perf_counter() - begun, _seconds(program.process.pid)


def rest_and_memory(screen: Display, settle: float = 22.0, measured: float = 10.0) -> tuple[float, float]:
    """Return the share of a core that the title takes once its lights have come to rest, and its memory in MB."""
    with screen.program() as program:
        time.sleep(settle)
        before = _seconds(program.process.pid)
        time.sleep(measured)
        used = _seconds(program.process.pid) - before
        return used / measured, _megabytes(program.process.pid)


def memory_at_a_desk(screen: Display) -> float:
    """Return the memory in MB of a session whose first desk is open."""
    with screen.program("play", "ivory_corridor", "--seed", "7") as program:
        program.window()
        until(lambda: not screen.blank)
        picture = screen.settled()
        for _step in ("start", "to the caucus", "to the plenary", "to the desks", "open the desk"):
            screen.tool("key", "Return")
            picture = screen.settled(picture)
        return _megabytes(program.process.pid)


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@pytest.fixture
def screen(tmp_path):
    with display(tmp_path) as found:
        yield found


def test_the_first_frame_comes_soon(screen):
    first_frame(screen)  # the start that fills caches
    assert min(first_frame(screen)[0] for _start in range(3)) < FIRST_FRAME * _SLACK


def test_the_title_rests_and_is_small(screen):
    rest, memory = rest_and_memory(screen)
    assert rest < REST * _SLACK
    assert memory < MEMORY


def test_a_desk_is_small(screen):
    assert memory_at_a_desk(screen) < MEMORY


def main() -> None:
    """Print the figures as JSON."""
    with tempfile.TemporaryDirectory() as folder, display(Path(folder)) as screen:
        starts = [first_frame(screen) for _start in range(6)][1:]
        rest, memory = rest_and_memory(screen)
        desk = memory_at_a_desk(screen)
    figures = {
        "first_frame_s": sorted(round(wall, 2) for wall, _core in starts),
        "first_frame_core_s": sorted(round(core, 2) for _wall, core in starts),
        "rest_share_of_core": round(rest, 4),
        "memory_title_MB": round(memory),
        "memory_desk_MB": round(desk),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
