"""Beginning a scenario: what is written can be played, and nothing is ever written over."""

from pathlib import Path

import pytest

from game.authoring.model_checks import check_file
from game.authoring.new import SCHEMA
from game.cli import main
from game.model.places import assets_folder

SCHEMA_FILE = assets_folder() / "schema" / "scenario.schema.json"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return code, said.out + said.err


def test_a_new_scenario_is_small_commented_and_clean(capsys, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out = run(capsys, "new", "my timber")
    assert code == 0
    path = tmp_path / "my_timber.yaml"
    assert run(capsys, "new", "my", "small", "guns")[0] == 0
    assert (tmp_path / "my_small_guns.yaml").exists()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 160
    assert sum("#" in line for line in lines) > 15
    assert 'title: "My timber"' in lines
    assert "my_timber.yaml --watch" in out
    assert check_file(path).diagnostics == ()
    assert run(capsys, "test", path)[0] == 0
    assert run(capsys, "autoplay", path, "--turns", 2)[0] == 0


def test_the_first_line_leads_an_editor_to_the_schema(capsys, tmp_path: Path) -> None:
    for name in ("a", "deep/er/b"):
        path = tmp_path / f"{name}.yaml"
        assert run(capsys, "new", path)[0] == 0
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(SCHEMA)
        assert (path.parent / first.removeprefix(SCHEMA)).resolve() == SCHEMA_FILE.resolve()


def test_a_variant_says_only_what_differs(capsys, tmp_path: Path) -> None:
    path = tmp_path / "class_7b.yaml"
    assert run(capsys, "new", path, "--from", "ivory_corridor")[0] == 0
    text = path.read_text(encoding="utf-8")
    assert "\nextends: ivory_corridor\n" in text
    assert "kenya" in text
    checked = check_file(path)
    assert checked.result.scenario is not None
    assert checked.diagnostics == ()
    # Every example in its comments is right once the sign in front is gone.
    free = "\n".join(
        line.removeprefix("# ")
        if (": " in line and "{" in line) or line.startswith(("# - {", "# names", "# delegations"))
        else line
        for line in text.splitlines()
    )
    path.write_text(free, encoding="utf-8")
    assert not [found for found in check_file(path).diagnostics if found.code.startswith("E")]


def test_a_variant_of_an_own_scenario_lies_beside_it(capsys, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    assert run(capsys, "new", own)[0] == 0
    assert run(capsys, "new", tmp_path / "variant", "--from", own)[0] == 0
    assert check_file(tmp_path / "variant.yaml").result.scenario is not None
    code, said = run(capsys, "new", tmp_path / "sub" / "variant", "--from", own)
    assert code == 2
    assert "folder of its base" in said


@pytest.mark.parametrize("name", ["x", "x.yaml", "x.yml"])
def test_nothing_is_written_over(capsys, tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("mine", encoding="utf-8")
    code, said = run(capsys, "new", tmp_path / name)
    assert code == 2
    assert "there already" in said
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "...", "?!", "a/"])
def test_a_name_is_needed(capsys, tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = run(capsys, "new", name)
    assert code == 2
    assert "letters and digits" in said
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said(capsys, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, said = run(capsys, "new", tmp_path / "file" / "inner")
    assert code == 2
    assert "could not be written" in said
    code, said = run(capsys, "new", tmp_path / ("x" * 300))
    assert code == 2
    assert "could not be written" in said
    code, said = run(capsys, "new", tmp_path / "x", "--from", "ivory_coridor")
    assert code == 1
    assert "ivory_corridor?" in said


def test_the_name_alone_finds_an_own_scenario(capsys, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "new", "small_arms")[0] == 0
    assert run(capsys, "check", "small_arms")[0] == 0
    assert run(capsys, "new", "half", "--from", "small_arms")[0] == 0
    assert run(capsys, "check", "half")[0] == 0
    code, said = run(capsys, "check", "small_amrs")
    assert code == 1
    assert "small_arms?" in said
