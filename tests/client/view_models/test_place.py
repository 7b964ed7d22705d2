from pathlib import Path

from game.client.view_models.place import home_as_tilde, typed_place


def test_a_name_gets_its_ending(tmp_path):
    assert typed_place(str(tmp_path / "stick"), "n.corridors").path == tmp_path / "stick.corridors"
    assert typed_place(str(tmp_path / "a.b"), "n.corridors").path == tmp_path / "a.b.corridors"


def test_a_folder_gets_the_name(tmp_path):
    assert typed_place(str(tmp_path), "n.corridors").path == tmp_path / "n.corridors"
    assert typed_place(f"{tmp_path}/new/", "n.corridors").path == tmp_path / "new" / "n.corridors"


def test_what_exists_is_not_written_over(tmp_path):
    (tmp_path / "a.corridors").touch()
    assert "exists already" in typed_place(str(tmp_path / "a"), "n.corridors").problem


def test_nothing_and_nonsense_are_no_places():
    assert typed_place("  ", "n").problem
    assert typed_place("a\0b", "n").problem


def test_the_own_folder_is_a_tilde(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert home_as_tilde(tmp_path / "saves") == str(Path("~/saves"))
    assert home_as_tilde(Path("/elsewhere")) == str(Path("/elsewhere"))
