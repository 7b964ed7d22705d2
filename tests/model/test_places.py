"""Files that come with the game are found in a clone and in an installed package."""

import re
from pathlib import Path

import pytest

from game.model import places

ROOT = Path(__file__).resolve().parents[2]


def test_in_a_clone_they_lie_beside_the_package() -> None:
    assert places.assets_folder() == ROOT / "assets"
    assert places.scenarios_folder() == ROOT / "scenarios"
    assert places.assets_folder().is_dir()
    assert places.scenarios_folder().is_dir()


def test_installed_they_lie_inside_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("assets", "scenarios"):
        (tmp_path / "game" / "shipped" / name).mkdir(parents=True)
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "game")
    assert places.assets_folder() == tmp_path / "game" / "shipped" / "assets"
    assert places.scenarios_folder() == tmp_path / "game" / "shipped" / "scenarios"


def test_nobody_looks_for_them_by_another_way() -> None:
    guess = re.compile(r"__file__.*parents?\b|parents\[\d\]")
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "game").rglob("*.py")
        if path.name != "places.py" and guess.search(path.read_text(encoding="utf-8"))
    ]
    assert found == [], "use game.model.places: in the wheel these files lie elsewhere"
