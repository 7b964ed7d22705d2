"""The checks that run the model: what they find, what they leave alone, and how long they take."""

import time
from pathlib import Path

import pytest

from game.authoring import probe as probing
from game.authoring.aims import standings
from game.authoring.model_checks import check_file, check_model
from game.authoring.probe import probe
from game.model.places import assets_folder, scenarios_folder
from game.scenario.codes_model import ALREADY_MET, NO_PLACE, NOT_TRIED, ONLY_KEPT, OUT_OF_REACH, STILL
from game.scenario.example import example_text
from game.scenario.load import read_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import make_rulebook

AIM = """\
delegations:
- id: one
  jurisdictions: [KEN, CHN]
  mandates:
  - id: first
    objectives:
    - {id: aim, text: An aim, quantity: "%s", bronze: %s, silver: %s, gold: %s}
"""


def codes(lines: str) -> list[str]:
    return [found.code for found in check_model(read_scenario(example_text(lines), "x.yaml"))]


@pytest.mark.parametrize(
    ("quantity", "grades", "code"),
    [
        ("corruption(KEN)", (0.9, 0.8, 0.7), ALREADY_MET),
        ("corruption(KEN)", (0.4, 0.3, 0.2), None),
        ("resilience(KEN)", (4, 4.5, 5), ALREADY_MET),
        ("funds(one)", (5, 6, 7), ALREADY_MET),
        ("turn", (1, 2, 3), OUT_OF_REACH),
        ("3 + 4", (8, 9, 10), OUT_OF_REACH),
        ("start(corruption(KEN))", (0.4, 0.3, 0.2), OUT_OF_REACH),
        ("flow(direct)", (4, 3, 2), None),
        ("corruption(KEN) - start(corruption(KEN))", (-0.05, -0.1, -0.2), None),
        ("resilience(KEN, judicial_system)", (6, 7, 8), None),
    ],
)
def test_aims_are_tried(quantity: str, grades: tuple[float, ...], code: str | None) -> None:
    assert codes(AIM % (quantity, *grades)) == ([] if code is None else [code])


def test_an_aim_to_keep_ones_word_asks_for_promises_too() -> None:
    word = AIM % ("delivered_share(one)", 0.7, 0.9, 1)
    (found,) = check_model(read_scenario(example_text(word), "x.yaml"))
    assert found.code == ALREADY_MET
    assert "promises(one)" in found.remedy
    better = AIM % ("delivered_share(one) * min(1, promises(one) / 3)", 0.7, 0.9, 1)
    assert codes(better) == []


def test_what_only_a_measure_left_out_would_move_is_out_of_reach() -> None:
    aim = AIM % ("resilience(KEN, judicial_system)", 6, 7, 8)
    assert codes("measures: [patrol]\n" + aim).count(OUT_OF_REACH) == 1


def test_an_aim_to_keep_something_is_a_hint() -> None:
    lines = "rules: {drift: 0.2}\n" + AIM % ("criminality(KEN, counterfeit)", 6.1, 6, 5.9)
    assert ONLY_KEPT in codes(lines)


def test_an_event_may_spoil_what_nobody_touches() -> None:
    event = "events: [{id: fall, when: turn >= 1, headline: A fall, effects: [{kind: corruption, jurisdiction: KEN, amount: 0.3}]}]\n"  # noqa: E501
    aim = AIM % ("corruption(KEN)", 0.55, 0.5, 0.45)
    assert codes(aim) == [ALREADY_MET]
    assert codes(event + aim) == [ONLY_KEPT]


def test_an_index_that_stands_still_is_found() -> None:
    lines = "measures: [patrol]\n"
    assert STILL in codes(lines)
    assert STILL not in codes("title: With all measures\n")


def test_an_effect_that_fits_nothing_in_the_model_is_found() -> None:
    event = "events: [{{id: fall, when: turn >= 1, headline: A fall, effects: [{{{}}}]}}]\n"
    for effect in (
        "kind: demand, jurisdiction: KEN, amount: 1.2",
        "kind: supply, jurisdiction: CHN, amount: 0.8",
        "kind: effort, leg: direct, jurisdiction: MYS, amount: 0.1",
    ):
        lines = event.format(effect) + "jurisdictions: [{id: KEN}, {id: CHN}, {id: MYS}]\n"
        assert codes(lines).count(NO_PLACE) == 1, effect
    for effect in ("kind: demand, jurisdiction: CHN, amount: 1.2", "kind: flag, flag: seen"):
        assert NO_PLACE not in codes(event.format(effect))


def test_findings_can_be_suppressed_and_idle_suppressions_are_said() -> None:
    aim = AIM % ("corruption(KEN)", 0.9, 0.8, 0.7)
    reason = "suppress: [{code: W320, about: one, reason: The class is new.}]\n"
    assert codes(aim + reason) == []
    assert codes(reason) == ["H311"]


def test_a_broken_scenario_is_not_tried() -> None:
    assert check_model(read_scenario("title: x\n", "x.yaml")) == ()


@pytest.mark.parametrize("path", sorted(scenarios_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_scenarios_that_come_with_the_game_are_clean(path: Path) -> None:
    assert [str(found) for found in check_file(path).diagnostics if not found.code.startswith("H")] == []


def test_the_templates_are_clean() -> None:
    assert check_file(assets_folder() / "templates" / "scenario.yaml").diagnostics == ()


def test_the_ivory_corridor_is_tried_within_a_second() -> None:
    path = scenarios_folder() / "ivory_corridor.yaml"
    check_file(path)
    start = time.process_time()
    check_file(path)
    assert time.process_time() - start < 1.0


def test_what_would_take_too_long_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    result = read_scenario(example_text("title: x"), "x.yaml")
    assert result.scenario is not None
    book = make_rulebook(result.scenario, load_parameters())
    assert probe(book, seconds=-1.0) is None
    monkeypatch.setattr(probing.time, "monotonic", iter(float(10 * number) for number in range(100)).__next__)
    assert [found.code for found in check_model(result)] == [NOT_TRIED]


def test_aims_are_shown_with_what_measures_make_of_them() -> None:
    result = read_scenario(example_text(AIM % ("corruption(KEN)", 0.45, 0.4, 0.3)), "x.yaml")
    (row,) = standings(result)
    assert (row.delegation, row.mandate, row.objective.id) == ("one", "first", "aim")
    assert row.start == 0.5
    assert row.lowest[0] < row.start
    assert row.lowest[1] == "audit"
    assert standings(read_scenario("title: x\n", "x.yaml")) == ()
    (row,) = standings(read_scenario(example_text(AIM % ("turn", 1, 2, 3)), "x.yaml"))
    assert row.lowest == row.highest
    assert row.lowest[1] == ""


@pytest.mark.parametrize(
    ("quantity", "grades", "words"),
    [
        ("funds(one)", (5, 6, 7), "Put bronze above 10, what is there at the start."),
        ("resilience(KEN)", (4, 4.5, 5), "more is better: put bronze above"),
        ("corruption(KEN)", (0.9, 0.8, 0.7), "less is better: put bronze below"),
    ],
)
def test_an_aim_that_is_met_says_which_way_its_marks_go(quantity: str, grades: tuple[float, ...], words: str) -> None:
    (found,) = check_model(read_scenario(example_text(AIM % (quantity, *grades)), "x.yaml"))
    assert found.code == ALREADY_MET
    assert words in found.remedy


def test_what_cannot_be_seen_of_a_quantity_is_almost_nothing() -> None:
    (found,) = check_model(read_scenario(example_text(AIM % ("flow(direct) / 5000000", 0, 1, 2)), "x.yaml"))
    assert "almost 0 at the start" in found.message
    assert "e-0" not in str(found)
