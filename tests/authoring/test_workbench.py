"""The workbench reads a file again when somebody saves it, whichever way editors do that."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.authoring.new import new_scenario
from game.authoring.workbench import Workbench

GOOD = new_scenario(Path("mine.yaml")).text
BROKEN = GOOD.replace("mode: sea", "mode: boat", 1)


def _wait(done: Callable[[], bool], most: float = 8.0) -> float:
    began = time.monotonic()
    while not done():
        assert time.monotonic() - began < most, "nothing happened"
        time.sleep(0.005)
    return time.monotonic() - began


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def bench(file: Path) -> Iterator[Workbench]:
    made = Workbench(file)
    made.keep()
    yield made
    made.close()


def _number(bench: Workbench) -> int:
    return bench.latest.number if bench.latest is not None else 0


def _again(bench: Workbench, change: Callable[[], object]) -> float:
    """Change something and wait for the next reading, as often as screens ask; return how long it took."""
    before = _number(bench)
    change()

    def seen() -> bool:
        bench.keep()
        return _number(bench) > before

    return _wait(seen)


def _over(path: Path, text: str) -> None:
    """Save as careful editors do: a new file takes the place of the old one."""
    fresh = path.with_name("mine.yaml~")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def test_a_save_is_read_within_a_second_and_the_last_good_reading_stays(bench: Workbench, file: Path) -> None:
    _wait(lambda: bench.latest is not None and bench.latest.tested)
    assert bench.latest is not None
    assert [report.passed for report in bench.latest.reports] == [True]
    good = bench.good
    seconds = [_again(bench, lambda: file.write_text(BROKEN, encoding="utf-8"))]
    assert bench.latest.scenario is None
    assert {found.code for found in bench.latest.diagnostics} == {"E204"}
    assert bench.good is good
    seconds.append(_again(bench, lambda: _over(file, GOOD)))
    assert bench.latest.scenario is not None
    _wait(lambda: bench.good is not good)
    # A second is promised; a machine that does other things as well may take a little more here.
    assert min(seconds) < 1.0


def test_a_file_that_is_away_for_a_moment_is_no_finding(bench: Workbench, file: Path) -> None:
    _wait(lambda: bench.latest is not None)
    before = _number(bench)
    file.unlink()
    time.sleep(0.3)
    file.write_text(BROKEN, encoding="utf-8")
    _again(bench, lambda: None)
    assert bench.latest is not None
    assert bench.latest.number == before + 1
    assert {found.code for found in bench.latest.diagnostics} == {"E204"}


def test_a_changed_base_beside_the_file_counts(tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(GOOD, encoding="utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text("extends: base\ntitle: Mine\n", encoding="utf-8")
    bench = Workbench(mine, threaded=False)
    bench.keep()
    assert bench.latest is not None
    assert bench.latest.result.bases == (base,)
    assert bench.latest.scenario is not None
    base.write_text(BROKEN, encoding="utf-8")
    bench.keep()
    assert bench.latest.scenario is None
    assert bench.latest.diagnostics[0].file == "base.yaml"


@pytest.mark.parametrize("broken", ["make_rulebook", "check_model"])
def test_a_defect_is_said_and_the_file_is_looked_at_further(
    file: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("no such luck")

    bench = Workbench(file, threaded=False)
    with monkeypatch.context() as patch:
        patch.setattr(f"game.authoring.workbench.{broken}", fail)
        bench.keep()
        assert bench.latest is not None
        assert "no such luck" in bench.latest.trouble
        assert bench.latest.tested
    bench.read_again()
    assert bench.latest.trouble == ""
    assert bench.latest.view is not None


def test_nobody_looking_ends_its_thread(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.authoring.workbench.PATIENCE", 0.1)
    thread = bench._thread
    assert thread is not None
    thread.join(10.0)
    assert not thread.is_alive()
    bench.keep()
    assert bench._thread is not thread
