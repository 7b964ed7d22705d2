import json

import pytest

from game.model.places import scenarios_folder
from game.storage import scenario_shelf
from game.storage.scenario_shelf import list_scenarios
from tests.scenario.test_pictures import png

GOOD = """title: {title}
stylised: true
rules: {{turns: 4}}
jurisdictions:
- {{id: KEN, corruption: 0.68, resilience: 5.3, markets: {{counterfeit: 6.5}}}}
- {{id: CHN, corruption: 0.57, resilience: 5.7, markets: {{counterfeit: 8}}}}
markets:
- id: counterfeit
  unit_value: 2
  origins: [{{jurisdiction: CHN, supply: 20}}]
  destinations: [{{jurisdiction: KEN}}]
legs:
- {{id: chn_ken, from: CHN, to: KEN, mode: air}}
delegations:
- {{id: kenya, jurisdictions: [KEN], position: We cannot open every container alone.}}
- {{id: china, jurisdictions: [CHN], position: We watch our ports.}}
"""


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "b.yaml").write_text(GOOD.format(title="Second"), encoding="utf-8")
    (folder / "a.yml").write_text(GOOD.format(title="Another"), encoding="utf-8")
    (folder / "broken.yaml").write_text("title: 'A broken one'\nmarkets: 7\n", encoding="utf-8")
    (folder / "notes.txt").write_text("no scenario", encoding="utf-8")
    return folder


def look(folder, tmp_path):
    return list_scenarios([folder], cache=tmp_path / "cache" / "shelf.json")


def test_the_game_s_own_scenarios_can_all_be_played(tmp_path):
    faces = look(scenarios_folder(), tmp_path)
    assert faces
    assert all(face.shipped and not face.errors for face in faces)


def test_faces_tell_what_a_card_shows(shelf, tmp_path):
    first, second, broken = look(shelf, tmp_path)
    assert (first.title, second.title, broken.title) == ("Another", "Second", "A broken one")
    assert (first.seats, first.turns, first.years) == (2, 4, 2.0)
    assert first.jurisdictions == ("KEN", "CHN")
    assert [(route.origin, route.destination, route.carries) for route in first.routes] == [("CHN", "KEN", "goods")]


def test_a_broken_scenario_stays_and_says_how_many_problems_it_has(shelf, tmp_path):
    broken = look(shelf, tmp_path)[-1]
    assert broken.errors >= 1
    assert broken.first_error


def test_a_second_look_reads_no_scenario(shelf, tmp_path, monkeypatch):
    before = look(shelf, tmp_path)

    def never(_path):
        raise AssertionError("it was read again")

    monkeypatch.setattr(scenario_shelf, "_look_at", never)
    assert look(shelf, tmp_path) == before


def test_what_changes_in_a_file_is_seen(shelf, tmp_path):
    look(shelf, tmp_path)
    (shelf / "broken.yaml").write_text(GOOD.format(title="Mended"), encoding="utf-8")
    assert {face.title: face.errors for face in look(shelf, tmp_path)} == {"Another": 0, "Second": 0, "Mended": 0}


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: "nonsense",
        lambda raw: json.dumps([]),
        lambda raw: json.dumps({"format": 1, "faces": 3}),
        lambda raw: json.dumps({**json.loads(raw), "format": 99}),
        lambda raw: raw.replace('"routes": [', '"routes": [7, '),
        lambda raw: raw.replace('"seats": 2', '"seats": "many"'),
        lambda raw: raw.replace('"title": ', '"surprise": '),
        lambda raw: raw.replace('"topics": []', '"topics": [1]'),
    ],
)
def test_a_damaged_cache_is_as_good_as_none(shelf, tmp_path, damage):
    before = look(shelf, tmp_path)
    cache = tmp_path / "cache" / "shelf.json"
    cache.write_text(damage(cache.read_text(encoding="utf-8")), encoding="utf-8")
    assert look(shelf, tmp_path) == before


def test_without_a_place_for_the_cache_it_works(shelf, tmp_path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert len(look(shelf, tmp_path)) == 3


def test_a_missing_folder_is_an_empty_shelf(tmp_path):
    assert look(tmp_path / "nowhere", tmp_path) == ()


def test_further_files_are_on_the_shelf_once(shelf, tmp_path):
    extra = tmp_path / "elsewhere.yaml"
    extra.write_text(GOOD.format(title="Elsewhere"), encoding="utf-8")
    faces = list_scenarios([shelf], [extra, shelf / "b.yaml"], tmp_path / "shelf.json")
    assert sorted(face.title for face in faces) == ["A broken one", "Another", "Elsewhere", "Second"]


def test_a_changed_base_changes_the_face_of_what_extends_it(shelf, tmp_path):
    (shelf / "mine.yaml").write_text("extends: b\ntitle: Mine\n", encoding="utf-8")
    (shelf / "further.yaml").write_text("extends: 'mine'\ntitle: Further\n", encoding="utf-8")

    def faces():
        return {face.path.name: face for face in look(shelf, tmp_path)}

    assert faces()["further.yaml"].turns == 4
    longer = GOOD.format(title="Second").replace("turns: 4", "turns: 6")
    (shelf / "b.yaml").write_text(longer, encoding="utf-8")
    assert {faces()[name].turns for name in ("b.yaml", "mine.yaml", "further.yaml")} == {6}
    (shelf / "b.yaml").write_text(longer.replace("mode: air", "mode: boat"), encoding="utf-8")
    assert faces()["mine.yaml"].errors
    (shelf / "b.yaml").unlink()
    assert "no scenario" in faces()["further.yaml"].first_error
    (shelf / "b.yml").write_text(longer, encoding="utf-8")
    assert faces()["further.yaml"].turns == 6


def test_a_picture_is_on_the_face_and_its_changes_count(shelf, tmp_path):
    path = shelf / "b.yaml"
    path.write_text("picture: port.png\n" + GOOD.format(title="Second"), encoding="utf-8")

    def face():
        return next(face for face in look(shelf, tmp_path) if face.path == path)

    assert face().errors == 1
    (shelf / "port.png").write_bytes(png(640, 400))
    assert face().picture == str(shelf / "port.png")
    assert face().errors == 0
    (shelf / "port.png").write_bytes(png(64_000, 40_000))
    assert face().errors == 1
    # Another folder with the same text has another picture.
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.yaml").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (other / "port.png").write_bytes(png(64, 40))
    (found,) = look(other, tmp_path)
    assert found.picture == str(other / "port.png")
