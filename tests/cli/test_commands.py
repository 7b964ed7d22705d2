"""The command line: what it answers, how it ends, and that it never shows a traceback for a mistake."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from game import __version__
from game.cli import main
from game.cli.files import write_whole
from game.cli.main import _report_defect
from game.scenario.load import read_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import make_rulebook
from game.storage.save import Save
from game.storage.tables import header_for

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "tests" / "cases" / "session" / "table.yaml"
SMALL = ROOT / "tests" / "scenario" / "small.yaml"
THREE_TEAMS = """- {delegation: kenya, link: asia}
- {delegation: kenya, link: malaysia}
- {delegation: kenya, fund: joint_investigation, at: ken_mys}"""


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return code, said.out, said.err


def test_version_and_help_import_nothing_heavy() -> None:
    program = (
        "import sys\nfrom game.cli import main\n"
        "assert main(['--version']) == 0\nassert main(['--help']) == 0\nassert main(['autoplay', '--help']) == 0\n"
        "heavy = {'numpy', 'pydantic', 'yaml', 'pygame', 'rich', 'sqlite3'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert f"corridors {__version__}" in done.stdout


@pytest.mark.parametrize(
    "command", ["play", "author", "check", "autoplay", "replay", "test", "balance", "parameters", "pictures"]
)
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _err = run(capsys, command, "--help")
    assert code == 0
    assert command in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["autoplay"],
        ["autoplay", TABLE, "--turns", "many"],
        ["autoplay", TABLE, "--turns", "-1"],
        ["autoplay", TABLE, "--turns", "1000000"],
        ["autoplay", TABLE, "--turns", "0"],
        ["autoplay", TABLE, "--policy", "nice"],
        ["autoplay", TABLE, "--seed", "99999999999999999999"],
        ["pictures", "--out", "x", "--size", "big"],
        ["check"],
        ["author", ROOT / "tests"],
        ["check", SMALL, "--format", "xml"],
    ],
)
def test_wrong_use_ends_with_2(capsys: pytest.CaptureFixture[str], arguments: list[object]) -> None:
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert err.strip()
    assert not out


def test_absurd_turns_name_the_limit(capsys: pytest.CaptureFixture[str]) -> None:
    _code, _out, err = run(capsys, "autoplay", TABLE, "--turns", "1000000")
    assert "1 to 200 turns, not 1,000,000" in err


def test_check_finds_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, err = run(capsys, "check", SMALL)
    assert code == 0
    assert "1 file checked: 0 errors" in err


def test_check_names_file_line_and_column(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(SMALL.read_text().replace("jurisdictions: [KEN]", "jurisdictons: [KEN]"), encoding="utf-8")
    code, out, _err = run(capsys, "check", broken)
    assert code == 1
    assert "broken.yaml:" in out
    assert "did you mean" in out
    code, out, _err = run(capsys, "check", broken, "--format", "json")
    assert code == 1
    found = json.loads(out)
    errors = [item for item in found if item["severity"] == "error"]
    assert errors[0]["line"] > 1
    assert errors[0]["column"] > 1


def test_check_reads_folders(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "a.yaml").write_text(SMALL.read_text(), encoding="utf-8")
    (tmp_path / "inside" / "b.yml").write_text("- nothing", encoding="utf-8")
    code, out, err = run(capsys, "check", tmp_path)
    assert code == 1
    assert "2 files checked" in err
    assert "b.yml" in out
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(capsys, "check", empty)[0] == 1


@pytest.mark.parametrize("command", ["check", "autoplay", "author", "play", "test"])
def test_a_missing_scenario_is_said(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, err = run(capsys, command, "no/such/file.yaml")
    assert code == 1
    assert "file.yaml" in out + err


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"- 1\n- 2\n", b"title: [", b"a: &x [*x]\n"])
def test_what_is_no_scenario_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)
    for command in ("check", "autoplay", "test"):
        code, out, err = run(capsys, command, path)
        assert code == 1
        assert "odd.yaml" in out + err


def test_a_near_name_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    assert "ivory_corridor?" in run(capsys, "autoplay", "ivory_coridor")[2]


def test_autoplay_plays_saves_and_writes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    save, out_file = tmp_path / "s.corridors", tmp_path / "o.json"
    code, out, err = run(capsys, "autoplay", TABLE, "--seed", 4, "--save", save, "--json", out_file)
    assert code == 0
    assert "The room:" in out
    assert not err
    course = json.loads(out_file.read_text(encoding="utf-8"))
    assert course["seed"] == 4
    assert len(course["turns"]) == 4
    code, out, _err = run(capsys, "replay", save, "--verify")
    assert code == 0
    assert "Verified" in out
    code, _out, err = run(capsys, "autoplay", TABLE, "--save", save)
    assert code == 2
    assert "exists already" in err
    assert run(capsys, "replay", save)[0] == 0


def test_the_same_seed_and_script_give_the_same_bytes(tmp_path: Path) -> None:
    script = tmp_path / "s.yaml"
    script.write_text("- {delegation: kenya, fund: audit, amount: 2, every_turn: true}\n- end_turn: 3\n")
    contents = []
    for number, hashing in enumerate(("0", "1")):
        out = tmp_path / f"{number}.json"
        subprocess.run(
            [
                sys.executable,
                str(Path(__file__).with_name("run_main.py")),
                "autoplay",
                str(TABLE),
                "--seed",
                "9",
                "--script",
                str(script),
                "--json",
                str(out),
            ],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": hashing, "PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(tmp_path)},
            cwd=tmp_path,
        )
        contents.append(out.read_bytes())
    assert contents[0] == contents[1]


def test_json_to_stdout_is_json_alone(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "autoplay", TABLE, "--turns", 1, "--policy", "idle", "--json", "-")
    assert code == 0
    course = json.loads(out)
    assert len(course["turns"]) == 2
    assert course["result"]["room"] == 0.0


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("- {delegation: atlantis, fund: audit, amount: 1}", ["atlantis", "s.yaml:1"]),
        ("- {delegation: kenya, fund: audit, amount: 99}", ["s.yaml:1", "E401", "Lower an amount"]),
        ("- {delegation: kenia, fund: audit, amount: 1}", ["did you mean", "kenya"]),
        ("- {delegation: kenya, fund: patrol, at: mys_chn, amount: 1}", ["s.yaml:1", "Possible:"]),
        (THREE_TEAMS, ["s.yaml:3", "team"]),
        ("hello", ["s.yaml"]),
        ("- {dance: 1}", ["s.yaml:1"]),
    ],
)
def test_a_bad_script_names_its_line_and_loses_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, steps: str, words: list[str]
) -> None:
    script, out_file = tmp_path / "s.yaml", tmp_path / "o.json"
    script.write_text(steps + "\n")
    out_file.write_text("precious")
    save = tmp_path / "s.corridors"
    code, _out, err = run(capsys, "autoplay", TABLE, "--script", script, "--json", out_file, "--save", save)
    assert code == 1
    for word in words:
        assert word in err
    assert out_file.read_text() == "precious"
    if save.exists():  # what was played until then
        with Save.open(save) as opened:
            assert list(opened.entries())


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


def test_replay_of_what_is_no_save(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for path in (TABLE, tmp_path / "none.corridors", tmp_path):
        code, _out, err = run(capsys, "replay", path)
        assert code == 1
        assert path.name in err


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


def test_two_programs_on_one_save(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    save = tmp_path / "s.corridors"
    assert run(capsys, "autoplay", TABLE, "--turns", 1, "--save", save)[0] == 0
    with Save.open(save):
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("run_main.py")), "replay", str(save)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 2
    assert "open in another program" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_tests_inside_scenarios_are_played(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "test", SMALL)[0] == 0
    failing = tmp_path / "f.yaml"
    failing.write_text(SMALL.read_text().replace("<= 7.5", "<= 1.5"), encoding="utf-8")
    code, out, err = run(capsys, "test", failing)
    assert code == 1
    assert "FAILED" in out
    assert "expected criminality(MYS, counterfeit) <= 1.5" in out
    assert "actual: criminality(MYS, counterfeit) = " in out
    assert "turn 2:" in out
    assert "1 failed" in err


def test_parameters_are_printed_with_units_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "parameters")
    assert code == 0
    assert "base_effort" in out
    assert "stylised" in out


def test_a_defect_leaves_a_report_and_no_traceback(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_args, **_more: tmp_path)
    monkeypatch.setattr("game.cli.parameters.load_parameters", lambda: 1 / 0)
    code, _out, err = run(capsys, "parameters")
    assert code == 2
    assert "This is a defect of Corridors" in err
    (report,) = tmp_path.glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert str(Path.home()) not in text
    assert callable(_report_defect)


def test_stopping_by_keyboard_is_no_defect(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.cli.parameters.load_parameters", stop)
    code, _out, err = run(capsys, "parameters")
    assert code == 130
    assert "Stopped" in err


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


def test_an_empty_script_is_told_how_a_script_begins(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    script = tmp_path / "s.yaml"
    script.write_text("")
    code, _out, err = run(capsys, "autoplay", TABLE, "--script", script)
    assert code == 1
    assert "Begin with play:" in err
