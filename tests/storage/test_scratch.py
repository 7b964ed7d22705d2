"""How saves are made: killed at any instant nothing stays lying about, and one name belongs to one program."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.storage import scratch
from game.storage.errors import SaveError
from game.storage.save import Save
from game.storage.shelf import list_saves
from tests.storage.conftest import HEADER, fill

KILLED = """
import os, signal, sys
from pathlib import Path
from game.storage import database, {module}
from game.storage.save import Save
from tests.storage.conftest import HEADER
{module}.{function} = lambda *_given: os.kill(os.getpid(), signal.SIGKILL)
Save.create(Path(sys.argv[1]), HEADER)
"""
ROOT = Path(__file__).parents[2]


def hidden(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.glob(".corridors-*"))


def python(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE)


def killed(path: Path, module: str, function: str) -> None:
    """Begin a save in another program that is killed where it calls ``function``."""
    program = python(KILLED.format(module=module, function=function), path)
    program.communicate(timeout=60)
    assert program.returncode == -9


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.parametrize(
    ("module", "function"), [("database", "sync_file"), ("save", "give_name"), ("save", "_write_fresh")]
)
def test_what_a_killed_program_leaves_goes_with_the_next_save(path: Path, module: str, function: str) -> None:
    killed(path, module, function)
    assert len(hidden(path.parent)) == 1
    assert not path.exists()
    Save.create(path, HEADER).close()
    assert hidden(path.parent) == []
    assert [face.path for face in list_saves(path.parent)] == [path]


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_the_next_look_at_the_shelf_sweeps_too(path: Path) -> None:
    killed(path, "database", "sync_file")
    assert hidden(path.parent)
    assert list_saves(path.parent) == ()
    assert hidden(path.parent) == []


def test_where_somebody_works_nothing_is_swept(tmp_path: Path) -> None:
    with scratch.scratch_folder(tmp_path) as folder:
        (folder / scratch.FRESH).write_text("half")
        scratch.sweep(tmp_path)
        assert (folder / scratch.FRESH).read_text() == "half"
        with scratch.scratch_folder(tmp_path) as second:
            assert second != folder
            assert len(hidden(tmp_path)) == 2
    assert hidden(tmp_path) == []


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    long_ago = time.time() - 10_000
    (tmp_path / ".corridors-notes").mkdir()
    (tmp_path / ".corridors-notes" / "homework.txt").write_text("mine")
    (tmp_path / ".corridors-deep" / "folder").mkdir(parents=True)
    (tmp_path / ".corridors-file").write_text("mine")
    (tmp_path / ".corridors-new").mkdir()  # not a minute old: its program may just be about to lock it
    (tmp_path / ".corridors-old").mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / scratch.FRESH).write_text("mine")
    if os.name != "nt":
        (tmp_path / ".corridors-link").symlink_to(elsewhere)
    for entry in tmp_path.glob(".corridors-*"):
        if entry.name != ".corridors-new":
            os.utime(entry, (long_ago, long_ago))
    scratch.sweep(tmp_path)
    kept = {".corridors-notes", ".corridors-deep", ".corridors-file", ".corridors-new"}
    assert set(hidden(tmp_path)) == kept | ({".corridors-link"} if os.name != "nt" else set())
    assert (elsewhere / scratch.FRESH).read_text() == "mine"
    assert (tmp_path / ".corridors-notes" / "homework.txt").exists()


def test_a_folder_that_is_not_there_or_closed_is_no_matter(tmp_path: Path) -> None:
    scratch.sweep(tmp_path / "none")


RACE = """
import sys, time
from pathlib import Path
from game.storage.errors import SaveError
from game.storage.save import Save
from tests.storage.conftest import HEADER, fill
path, start = Path(sys.argv[1]), float(sys.argv[2])
time.sleep(max(0, start - time.time()))
try:
    with Save.create(path, HEADER) as save:
        fill(save, 3)
    print("made")
except SaveError as error:
    print("refused", error)
"""


def test_of_programs_that_race_for_a_name_one_gets_it_and_the_others_are_told(path: Path) -> None:
    start = time.time() + 1.0
    racing = [python(RACE, path, start) for _number in range(4)]
    said = [one.communicate(timeout=60)[0].decode() for one in racing]
    assert sorted(words.split()[0] for words in said) == ["made", "refused", "refused", "refused"]
    with Save.open(path) as save:
        assert len(list(save.entries())) == 3
    assert hidden(path.parent) == []


def test_who_comes_an_instant_late_overwrites_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other program is done between our look and our file."""
    make = scratch.give_name

    def late(fresh: Path, wanted: Path) -> None:
        monkeypatch.setattr("game.storage.save.give_name", make)
        with Save.create(path, HEADER) as other:
            fill(other, 4)
        make(fresh, wanted)

    monkeypatch.setattr("game.storage.save.give_name", late)
    with pytest.raises(SaveError, match="exists already"):
        Save.create(path, HEADER)
    with Save.open(path) as save:
        assert len(list(save.entries())) == 4
    assert hidden(path.parent) == []


@pytest.mark.skipif(os.name == "nt", reason="renames refuse there")
@pytest.mark.parametrize("there", [False, True])
def test_on_a_stick_without_links_the_same_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    def no_links(_path: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    fresh, path = tmp_path / "fresh", tmp_path / "save"
    fresh.write_text("new")
    if there:
        path.write_text("old")
        with pytest.raises(FileExistsError):
            scratch.give_name(fresh, path)
    else:
        scratch.give_name(fresh, path)
    assert path.read_text() == ("old" if there else "new")


def test_a_name_that_is_a_broken_link_is_taken(path: Path) -> None:
    if os.name == "nt":
        pytest.skip("links need rights there")
    path.symlink_to(path.with_name("nowhere"))
    with pytest.raises(SaveError, match="exists already"):
        Save.create(path, HEADER)
    assert path.is_symlink()
