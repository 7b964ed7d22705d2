import json

import pytest

from game.storage.settings import Settings, load_settings, store_settings


def test_what_was_stored_is_found_again(tmp_path):
    settings = Settings(theme="dark", text_scale=1.5, motion=False, two_windows=True, width=900, height=700)
    assert store_settings(settings, tmp_path / "new" / "settings.json")
    assert load_settings(tmp_path / "new" / "settings.json") == settings


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"dark"', "\x00", "[" * 100_000])
def test_an_unreadable_file_gives_the_defaults(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert load_settings(path) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", ["dark"]),
        ("text_scale", 3),
        ("text_scale", "large"),
        ("motion", "no"),
        ("two_windows", 1),
        ("width", 10),
        ("width", True),
        ("height", 1e9),
    ],
)
def test_what_makes_no_sense_is_replaced_and_the_rest_kept(tmp_path, name, value):
    path = tmp_path / "settings.json"
    good = {"theme": "dark", "text_scale": 1.25, "motion": False}
    path.write_text(json.dumps({**good, name: value, "unknown": 1}), encoding="utf-8")
    found = load_settings(path)
    assert getattr(found, name) == getattr(Settings(), name)
    for other in set(good) - {name}:
        assert getattr(found, other) == good[other]


def test_a_missing_file_gives_the_defaults(tmp_path):
    assert load_settings(tmp_path / "none.json") == Settings()


def test_where_nothing_can_be_written_it_says_so(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not store_settings(Settings(), tmp_path / "file" / "settings.json")
