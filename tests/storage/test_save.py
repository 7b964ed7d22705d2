"""What a save promises: whole commands, one program at a time, clear words for what is wrong."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.session import wire
from game.storage.errors import (
    DamagedSaveError,
    NewerSaveError,
    NotASaveError,
    SaveError,
    SaveFailedError,
    SaveInUseError,
)
from game.storage.save import Save
from tests.storage.conftest import HEADER, fill, steps


def test_what_was_stored_comes_back(path: Path) -> None:
    with Save.create(path, HEADER) as save:
        fill(save, 20)
    with Save.open(path) as save:
        assert save.header == HEADER
        entries = list(save.entries())
        assert save.damage is None
        assert save.snapshots() == {number: f"after {number}".encode() for number in (5, 10, 15, 20)}
    assert [entry.number for entry in entries] == list(range(1, 21))
    for entry in entries:
        command, events = steps(entry.number)
        assert entry.command == command
        assert wire.to_json(entry.events) == wire.to_json(events)
    assert np.array_equal(entries[2].events[0].world["herds"], np.linspace(0.0, 1.0, 40) / 3)  # type: ignore[union-attr]


def test_going_on_after_reopening(path: Path) -> None:
    with Save.create(path, HEADER) as save:
        fill(save, 4)
    with Save.open(path) as save:
        save.append(*steps(5))
    with Save.open(path) as save:
        assert len(list(save.entries())) == 5


def test_the_main_file_alone_holds_every_acknowledged_command(path: Path, tmp_path: Path) -> None:
    with Save.create(path, HEADER) as save:
        fill(save, 7)
        copy = tmp_path / "copy.corridors"
        copy.write_bytes(path.read_bytes())
    with Save.open(copy) as save:
        assert len(list(save.entries())) == 7


def test_a_second_program_opens_nothing(path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from game.storage.save import Save
from game.storage.errors import SaveError
try:
    Save.open(Path({str(path)!r}))
except SaveError as error:
    print(type(error).__name__, error)
"""
    with Save.create(path, HEADER) as save:
        fill(save, 2)
        before = path.stat()
        answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert answer.stdout.startswith("SaveInUseError")
        assert "open in another program" in answer.stdout
        assert path.stat().st_mtime_ns == before.st_mtime_ns
        with pytest.raises(SaveInUseError):
            Save.open(path)
        save.append(*steps(3))
    with Save.open(path) as save:
        assert len(list(save.entries())) == 3


def test_the_lock_goes_with_the_process(path: Path) -> None:
    program = f"""
import os
from pathlib import Path
from game.storage.save import Save
save = Save.open(Path({str(path)!r}))
print("open", flush=True)
os._exit(3)
"""
    Save.create(path, HEADER).close()
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).stdout == b"open\n"
    Save.open(path).close()


@pytest.mark.parametrize("content", [b"", b"hello", b"title: Ivory\n" * 1000, os.urandom(5000)])
def test_a_file_that_is_no_save(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotASaveError, match="not a save of Corridors"):
        Save.open(path)
    assert path.read_bytes() == content
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_another_sqlite_database_is_no_save(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (title TEXT)")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(NotASaveError):
        Save.open(path)
    assert path.read_bytes() == content


def test_no_file(path: Path) -> None:
    with pytest.raises(NotASaveError, match="no save"):
        Save.open(path)
    assert not path.exists()


def test_a_folder_is_no_save(tmp_path: Path) -> None:
    with pytest.raises(NotASaveError):
        Save.open(tmp_path)


def test_a_newer_format_is_refused(path: Path) -> None:
    Save.create(path, HEADER).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()
    with pytest.raises(NewerSaveError, match="newer version"):
        Save.open(path)


def test_a_save_is_never_written_over(path: Path) -> None:
    Save.create(path, HEADER).close()
    with pytest.raises(SaveError, match="exists already"):
        Save.create(path, HEADER)


def test_a_copy_is_whole_and_free(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "away" / "copy.corridors"
    with Save.create(path, HEADER) as save:
        fill(save, 6)
        save.copy_to(copy)
        save.append(*steps(7))
        with Save.open(copy) as other:
            assert len(list(other.entries())) == 6
        save.copy_to(copy)
        with pytest.raises(SaveError):
            save.copy_to(path)
    with Save.open(copy) as other:
        assert len(list(other.entries())) == 7
    assert sorted(item.name for item in copy.parent.iterdir()) == ["copy.corridors"]


def test_a_full_disk_stops_play_and_loses_nothing(path: Path) -> None:
    with Save.create(path, HEADER) as save:
        fill(save, 3)
        connection = save._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(SaveFailedError, match="save elsewhere"):
            _append_for_ever(save)
        stored = save._commands
        connection.execute("PRAGMA max_page_count = 100000")
        save.append(*steps(stored + 1))
    with Save.open(path) as save:
        assert [entry.number for entry in save.entries()] == list(range(1, stored + 2))


@pytest.mark.skipif(os.name == "nt", reason="an open file stays where it is there")
@pytest.mark.parametrize("how", ["deleted", "moved", "replaced", "folder"])
def test_a_save_that_is_taken_away_stops_play_and_goes_on_elsewhere(path: Path, tmp_path: Path, how: str) -> None:
    path = path.parent / "saves" / path.name
    with Save.create(path, HEADER) as save:
        fill(save, 3)
        if how == "folder":
            shutil.rmtree(path.parent)
        else:
            path.rename(path.with_name("other"))
        if how == "deleted":
            path.with_name("other").unlink()
        if how == "replaced":
            path.write_bytes(path.with_name("other").read_bytes())
        with pytest.raises(SaveFailedError, match="was moved or deleted"):
            save.append(*steps(4))
        save.copy_to(tmp_path / "elsewhere.corridors")
    with Save.open(tmp_path / "elsewhere.corridors") as save:
        assert len(list(save.entries())) == 3


def _append_for_ever(save: Save) -> None:
    for number in range(4, 400):
        save.append(*steps(number))


def _read_all(path: Path) -> list[str]:
    """Return the stored commands as text; whatever is wrong must be a SaveError or a shorter list."""
    with Save.open(path) as save:
        return [str(wire.to_json(entry.command)) + str(wire.to_json(entry.events)) for entry in save.entries()]


def _damage_trials(path: Path, trials: int, seed: int) -> tuple[int, int]:
    with Save.create(path, HEADER) as save:
        fill(save, 60)
    whole = _read_all(path)
    content = path.read_bytes()
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    refused = shorter = 0
    for trial in range(trials):
        broken = bytearray(content)
        match trial % 3:
            case 0:
                del broken[rng.randrange(1, len(broken)) :]
            case 1:
                start = rng.randrange(len(broken))
                broken[start:] = bytes(len(broken) - start)
            case _:
                for _flip in range(rng.randrange(1, 4)):
                    broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        path.write_bytes(broken)
        try:
            found = _read_all(path)
        except SaveError as error:
            refused += 1
            sentence = str(error)
        else:
            sentence = ""
            shorter += len(found) < len(whole)
            assert found == whole[: len(found)], "a wrong state was read"
        if sentence:
            assert path.name in sentence
            assert path.read_bytes() == bytes(broken)
        for leftover in path.parent.glob("*-wal"):
            leftover.unlink()
    return refused, shorter


def test_damage_gives_a_clean_prefix_or_a_clear_refusal(path: Path) -> None:
    refused, shorter = _damage_trials(path, 90, 1)
    assert refused
    assert shorter


@pytest.mark.slow
def test_much_damage_gives_a_clean_prefix_or_a_clear_refusal(path: Path) -> None:
    _damage_trials(path, 3000, 2)


def test_a_damaged_scenario_text_is_refused(path: Path) -> None:
    Save.create(path, HEADER).close()
    content = path.read_bytes()
    assert b"title: Sm" in content
    path.write_bytes(content.replace(b"title: Sm", b"title: Sn"))
    with pytest.raises(DamagedSaveError, match="scenario in it"):
        Save.open(path)


def test_killed_while_a_save_is_made_leaves_none_or_a_whole_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class KilledError(BaseException):
        pass

    def kill(_file: Path) -> None:
        assert not path.exists()
        raise KilledError

    monkeypatch.setattr("game.storage.database.sync_file", kill)
    with pytest.raises(KilledError):
        Save.create(path, HEADER)
    assert not path.exists()


def test_a_scenario_whose_file_name_is_no_text(path: Path) -> None:
    with Save.create(path, replace(HEADER, scenario_name="b\udcff.yaml")):
        pass
    with Save.open(path) as save:
        assert save.header.scenario_name == "b?.yaml"
