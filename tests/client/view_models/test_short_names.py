"""Short names on small maps: readable, different, and no hole in invented names."""

from dataclasses import replace

import pytest

from game.client.canvas.map_plan import jurisdiction_forms
from game.client.view_models.map_scenes import public_scene
from game.client.view_models.short_names import short_names
from game.scenario.example import example_text
from game.scenario.load import read_scenario
from tests.client.player import new_game

NAMES = {
    "Kenya": (),
    "Mozambique": ("Mozamb.",),
    "United Arab Emirates": ("UAE",),
    "Saudi Arabia": ("S. Arabia",),
    "Bosnia & Herzegovina": ("B. Herzeg.",),
    "Viet Nam": (),
    "Liechtenstein": ("Liecht.",),
}


def _scenario(names: list[str]):
    rows = "\n".join(f"- {{id: {code}, name: '{name}'}}" for code, name in zip(("KEN", "CHN"), names, strict=True))
    loaded = read_scenario(example_text(f"jurisdictions:\n{rows}"), "names.yaml")
    assert loaded.scenario is not None, loaded.diagnostics
    return loaded.scenario


@pytest.mark.parametrize("name", NAMES)
def test_a_short_name_can_be_read_and_the_code_comes_last(name: str) -> None:
    assert short_names(_scenario([name, "Elsewhere"]))["KEN"] == (*NAMES[name], "KEN")


def test_two_places_never_have_the_same_short_name() -> None:
    found = short_names(_scenario(["North Macedonia", "North Macedonian Coast"]))
    assert not set(found["KEN"]) & set(found["CHN"])


def test_invented_names_are_never_undone_by_a_code() -> None:
    text = example_text("names: fictional")
    scenario = read_scenario(text, "veiled.yaml").scenario
    assert scenario is not None
    assert scenario.fictional
    for place in scenario.jurisdictions:
        assert place.id not in short_names(scenario)[place.id]
        assert all(place.name.startswith(name.rstrip(".")) for name in short_names(scenario)[place.id])


def test_labels_of_the_map_take_them() -> None:
    scene = public_scene(new_game(("kenya",)).public)
    mark = next(mark for mark in scene.jurisdictions if mark.id == "MOZ")
    strong = [form.strong for form in jurisdiction_forms(scene, mark)]
    assert strong == ["Mozambique", "Mozamb.", "MOZ", "MOZ"]
    assert [form.strong for form in jurisdiction_forms(scene, replace(mark, short=()))] == ["Mozambique", "MOZ", "MOZ"]
