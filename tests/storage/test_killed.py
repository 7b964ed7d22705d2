"""A program that is killed at any instant loses no acknowledged command, and its save opens again."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.session import wire
from game.session.play import Table
from game.storage.errors import NotASaveError
from game.storage.save import Save
from game.storage.tables import book_of, open_table

SCENARIO = Path(__file__).parents[1] / "cases" / "session" / "table.yaml"

PROGRAM = """
import sys
from pathlib import Path
from game.authoring.autoplay import Plan, advance, start
from game.bots.driver import move_computers
from game.scenario.load import load_scenario
from game.scenario.parameters import load_parameters
from game.session.desk import Phase
from game.session.rulebook import make_rulebook

path, save = Path(sys.argv[1]), Path(sys.argv[2])
result = load_scenario(path)
book = make_rulebook(result.scenario, load_parameters())
table, _save = start(Plan(result.text, path.name, book, 7, "steady", save=save), None)
submit = table.submit

def acknowledged(command):
    decision = submit(command)
    sys.stdout.write(f"{table.commands}\\n")
    sys.stdout.flush()
    return decision

table.submit = acknowledged
sys.stdout.write(f"{table.commands}\\n")
sys.stdout.flush()
while table.public_view().phase is not Phase.EPILOGUE:
    move_computers(table)
    advance(table)
"""


def _play_and_kill(save: Path, after: int, rng: random.Random) -> int:
    """Play until ``after`` commands are acknowledged, then kill at a random instant; return how many were."""
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(SCENARIO), str(save)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    last = -1
    for line in child.stdout:
        last = int(line)
        if last >= after:
            break
    assert last >= after, "the play ended by itself; its complaint stands above"
    time.sleep(rng.random() * 0.02)
    child.kill()
    rest = child.stdout.read()
    child.stdout.close()
    child.wait()
    whole_lines = rest[: rest.rfind("\n") + 1].split()
    return max([last, *(int(word) for word in whole_lines)])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the commands of the same play without a kill."""
    save = tmp_path_factory.mktemp("whole") / "whole.corridors"
    subprocess.run([sys.executable, "-c", PROGRAM, str(SCENARIO), str(save)], check=True, capture_output=True)
    with Save.open(save) as opened:
        return [str(wire.to_json(entry.command)) for entry in opened.entries()]


def _check(save: Path, acknowledged: int, whole: list[str]) -> None:
    if acknowledged < 0:
        if not save.exists():
            return
        try:
            Save.open(save).close()
        except NotASaveError:
            return
    opened = open_table(save)
    try:
        assert opened.damage is None
        entries = list(opened.save.entries())
        commands = [str(wire.to_json(entry.command)) for entry in entries]
        assert len(commands) >= acknowledged
        assert commands == whole[: len(commands)]
        again = Table(book_of(opened.save))
        for entry in entries:
            again.recall(entry.command, entry.events)
        assert wire.to_json(again.state) == wire.to_json(opened.table.state)
    finally:
        opened.save.close()


def _trials(folder: Path, whole: list[str], trials: int, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    for trial in range(trials):
        save = folder / f"{trial}.corridors"
        acknowledged = _play_and_kill(save, rng.randrange(1, len(whole) - 2), rng)
        _check(save, acknowledged, whole)


def test_killed_a_few_times(tmp_path: Path, whole: list[str]) -> None:
    _trials(tmp_path, whole, 4, 1)


@pytest.mark.slow
def test_killed_many_times(tmp_path: Path, whole: list[str]) -> None:
    _trials(tmp_path, whole, 150, 2)


def test_a_killed_game_goes_on(tmp_path: Path, whole: list[str]) -> None:
    save = tmp_path / "on.corridors"
    _play_and_kill(save, 5, random.Random(3))  # noqa: S311 - not for secrets
    opened = open_table(save)
    try:
        from game.authoring.autoplay import play
        from game.authoring.script_run import no_script

        play(opened.table, no_script())
    finally:
        opened.save.close()
    with Save.open(save) as again:
        assert [str(wire.to_json(entry.command)) for entry in again.entries()][: len(whole)] == whole
