"""The pictures of every screen: drawn without a display, the same each time."""

import os
import re
import subprocess
import sys

import pytest

from game.client.demonstration import SCENES
from game.client.pictures import draw_pictures
from tests.client.display import ROOT

SOME = ("title", "table")


def draw(folder, *words):
    environment = {name: value for name, value in os.environ.items() if name not in {"SDL_VIDEODRIVER", "DISPLAY"}}
    call = [sys.executable, "-c", "import sys; from game.cli import main; sys.exit(main(sys.argv[1:]))"]
    call += ["pictures", "--out", str(folder), *words]
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(call, env=environment, cwd=folder, capture_output=True, text=True, check=False)


def test_an_unknown_name_is_answered_with_the_names(tmp_path, capsys):
    assert draw_pictures(tmp_path / "out", "nonsense", "light", 100, (1280, 720)) == 2
    said = capsys.readouterr().err
    assert "'nonsense'" in said
    assert all(name in said for name in SCENES)


def test_a_folder_that_cannot_be_made_is_said(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert draw_pictures(tmp_path / "file", "title", "light", 100, (400, 300)) == 2
    assert "cannot be made" in capsys.readouterr().err


def test_without_a_display_the_same_bytes_come_out_each_time(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        for name in SOME:
            done = draw(tmp_path / folder, "--screen", name, "--theme", "dark", "--text", "150", "--size", "800x600")
            assert (done.returncode, done.stderr) == (0, "")
    for name in SOME:
        one, two = ((tmp_path / folder / f"{name}.png").read_bytes() for folder in ("one", "two"))
        assert one == two
        assert len(one) > 5000


@pytest.mark.parametrize("page", ["players.md", "authors.md"])
def test_a_page_shows_pictures_of_this_program(page):
    shown = re.findall(r"\]\(pictures/(\w+)\.png\)", (ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert len(shown) > 4
    for name in shown:
        assert name in SCENES
        assert (ROOT / "docs" / "pictures" / f"{name}.png").is_file()


@pytest.mark.slow
def test_one_picture_is_the_same_as_among_all(tmp_path):
    (tmp_path / "all").mkdir()
    (tmp_path / "one").mkdir()
    assert draw(tmp_path / "all").returncode == 0
    for name in ("desk", "outcome", "wall"):
        assert draw(tmp_path / "one", "--screen", name).returncode == 0
        assert (tmp_path / "all" / f"{name}.png").read_bytes() == (tmp_path / "one" / f"{name}.png").read_bytes()
