"""What the command line writes: files, pipes and terminals, and names that are no files."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from game.cli.files import write_whole
from game.scenario.load import read_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import make_rulebook
from game.storage.tables import header_for
from tests.cli.command_line import ROOT, SMALL, TABLE, run


def test_json_to_stdout_is_json_alone(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "autoplay", TABLE, "--turns", 1, "--policy", "idle", "--json", "-")
    assert code == 0
    course = json.loads(out)
    assert len(course["turns"]) == 2
    assert course["result"]["room"] == 0.0


def test_a_place_that_cannot_be_written_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    code, _out, err = run(capsys, "autoplay", TABLE, "--turns", 1, "--json", blocked / "o.json")
    assert code == 2
    assert "There is no folder" in err
    code, _out, err = run(capsys, "autoplay", TABLE, "--turns", 1, "--save", blocked / "o.corridors")
    assert code == 2
    assert "There is no folder" in err


@pytest.mark.parametrize("option", ["--json", "--save"])
def test_folders_are_not_made_by_the_way(capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str) -> None:
    """A slip in a path is told before the game is played, and leaves nothing behind."""
    code, out, err = run(capsys, "autoplay", TABLE, option, tmp_path / "resluts" / "o.corridors")
    assert code == 2
    assert not out
    assert "resluts for o.corridors. Make it first" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", " ", "\t"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["author", ROOT / "tests"],
        ["check", "--format", "json"],
        ["check", SMALL],
        ["autoplay"],
        ["play"],
        ["test"],
        ["replay"],
        ["new"],
        ["new", "x", "--from"],
        ["balance"],
        ["autoplay", TABLE, "--json"],
        ["autoplay", TABLE, "--save"],
        ["autoplay", TABLE, "--script"],
        ["schema", "--out"],
        ["pictures", "--out"],
    ],
)
def test_an_empty_name_is_not_the_folder_that_one_is_in(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[object],
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.yaml").write_text(TABLE.read_text(encoding="utf-8"), encoding="utf-8")
    code, out, err = run(capsys, *arguments, name)
    assert code == 2
    assert not out
    assert err.strip()
    assert [entry.name for entry in tmp_path.iterdir()] == ["other.yaml"]


@pytest.mark.parametrize("command", ["check", "test"])
@pytest.mark.parametrize("name", ["missing.yaml", "missing", "no/such/file.yaml", "x" * 5000, "empty"])
def test_json_stays_json_where_a_file_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    code, out, _err = run(capsys, command, "--format", "json", name, SMALL)
    found = json.loads(out)
    errors = [item for item in (found if command == "check" else found["errors"]) if item["severity"] == "error"]
    assert code == 1
    assert [(item["code"], item["file"]) for item in errors] == [("E101", name)]


@pytest.mark.parametrize("command", ["check", "autoplay", "test", "replay", "play", "--policy"])
def test_messages_about_endless_names_stay_short(capsys: pytest.CaptureFixture[str], command: str) -> None:
    before = ["autoplay", TABLE, command] if command.startswith("-") else [command]
    code, out, err = run(capsys, *before, "x" * 5000)
    assert code in {1, 2}
    assert len(out + err) < 1500
    assert "xx…xx" in out + err


EVIL = "Ivory \x1b]0;gone\x07\x1b[2J\x9b31m\r\u202egnp.exe"


def test_what_others_wrote_commands_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The title of a save, a scenario's texts, names of files: shown, never obeyed."""
    save = tmp_path / "s.corridors"
    with monkeypatch.context() as patched:
        table = read_scenario(TABLE.read_text(encoding="utf-8"), "table.yaml")
        assert table.scenario is not None
        header = replace(header_for(make_rulebook(table.scenario, load_parameters()), "t", table.text), title=EVIL)
        patched.setattr("game.storage.tables.header_for", lambda *_given: header)
        assert run(capsys, "autoplay", TABLE, "--turns", 1, "--save", save)[0] == 0
    heard = [run(capsys, "replay", save), run(capsys, "check", f"no/{EVIL}.yaml"), run(capsys, "autoplay", EVIL)]
    heard += [run(capsys, "replay", tmp_path / EVIL), run(capsys, "check", "--format", "json", f"no/{EVIL}.yaml")]
    heard.append(run(capsys, EVIL))
    for _code, out, err in heard:
        assert not set("\x1b\x07\x9b\r\u202e") & set(out + err)
        assert "exe" in out + err
    assert r"Ivory \u001b]0;gone\u0007" in heard[0][1]
    assert json.loads(heard[4][1])[0]["file"] == f"no/{EVIL}.yaml", "and JSON still says it exactly"


def test_a_reader_that_goes_away_is_no_defect() -> None:
    program = f"{sys.executable} {Path(__file__).with_name('run_main.py')} parameters | head -1"
    done = subprocess.run(["/bin/sh", "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "defect" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names in folders")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, "course\n")
        assert os.read(reader, 100) == b"course\n"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    write_whole(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.parametrize("other", ["scenario", "script", "save"])
def test_the_course_is_not_written_over_what_is_read_or_saved(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, other: str
) -> None:
    files = {"scenario": tmp_path / "t.yaml", "script": tmp_path / "s.yaml", "save": tmp_path / "s.corridors"}
    files["scenario"].write_text(TABLE.read_text(encoding="utf-8"), encoding="utf-8")
    files["script"].write_text("- end_turn: 1\n")
    arguments = ["--script", files["script"], "--save", files["save"], "--json", files[other]]
    code, _out, err = run(capsys, "autoplay", files["scenario"], "--turns", 1, *arguments)
    assert code == 2
    assert "two things at once" in err
    assert files["script"].read_text() == "- end_turn: 1\n"
    assert not files["save"].exists()


@pytest.mark.parametrize("command", ["check", "autoplay", "test", "replay"])
def test_a_name_too_long_for_any_file_is_said(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, err = run(capsys, command, "x" * 5000)
    assert code == 1
    assert "defect" not in out + err


def test_a_folder_that_cannot_be_looked_into_is_passed_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "gone").mkdir()
    (tmp_path / "small.yaml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    look = os.scandir

    def scandir(folder: str) -> object:
        if Path(folder).name == "gone":
            raise PermissionError(folder)
        return look(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    code, _out, err = run(capsys, "check", tmp_path)
    assert code == 0
    assert "1 file checked" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(("where", "code"), [("> /dev/full", 2), (">&-", 0)])
def test_an_answer_that_cannot_be_written_is_no_defect(where: str, code: int) -> None:
    program = f"{sys.executable} {Path(__file__).with_name('run_main.py')} parameters {where}"
    done = subprocess.run(["/bin/sh", "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == code, done.stderr
    assert "defect" not in done.stderr
    assert "Traceback" not in done.stderr
    assert ("could not be written" in done.stderr) == (code == 2)
