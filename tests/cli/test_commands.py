"""The command line: what it answers, how it ends, and that it never shows a traceback for a mistake."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from game import __version__
from game.cli.main import _report_defect
from game.storage.save import Save
from tests.cli.command_line import ROOT, SMALL, TABLE, run

THREE_TEAMS = """- {delegation: kenya, link: asia}
- {delegation: kenya, link: malaysia}
- {delegation: kenya, fund: joint_investigation, at: ken_mys}"""


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


def test_replay_of_what_is_no_save(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for path in (TABLE, tmp_path / "none.corridors", tmp_path):
        code, _out, err = run(capsys, "replay", path)
        assert code == 1
        assert path.name in err


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


def test_an_empty_script_is_told_how_a_script_begins(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    script = tmp_path / "s.yaml"
    script.write_text("")
    code, _out, err = run(capsys, "autoplay", TABLE, "--script", script)
    assert code == 1
    assert "Begin with play:" in err
