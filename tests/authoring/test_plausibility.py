"""Plays of single measures, sensitivity, and the pages that are written from them."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from game.authoring import model_pages
from game.authoring.model_pages import differences, with_blocks, write_pages
from game.authoring.plausibility import MeasureReport, cooperation, report
from game.authoring.plausibility_charts import (
    PacePanel,
    TornadoPanel,
    bars_chart,
    pace_chart,
    reach_chart,
    tornado_chart,
)
from game.authoring.plausibility_page import make_pages
from game.authoring.plausibility_plays import (
    PROGRAMME,
    STRONG,
    WEAK,
    Stage,
    even_doses,
    measure_doses,
    nothing,
    offered,
    play,
    programme,
    set_stage,
    targets,
)
from game.authoring.sensitivity import lever_ranges, moved, sensitivity
from game.cli.main import main
from game.model.places import scenarios_folder
from game.model.scenario import Scenario
from game.scenario.load import load_scenario
from game.scenario.parameters import load_parameters

DOCS = Path(__file__).parents[2] / "docs"


@cache
def ivory() -> Scenario:
    scenario = load_scenario(scenarios_folder() / "ivory_corridor.yaml").scenario
    assert scenario is not None
    return scenario


@cache
def stage() -> Stage:
    return set_stage(ivory(), load_parameters())


@cache
def reports() -> dict[str, MeasureReport]:
    return {item.measure: item for item in report(stage())[1]}


def test_every_measure_of_the_scenario_is_tried() -> None:
    assert list(reports()) == [item.id for item in ivory().measures]
    assert offered(stage()) == list(reports())


def test_a_play_spends_what_it_says_and_only_where_a_delegation_may() -> None:
    delegations = ivory().delegations
    for measure in ("patrol", "ranger_patrol", "financial_intelligence", "technical_assistance"):
        for strong, amount in ((False, WEAK), (True, STRONG)):
            paying = [item for item in delegations if targets(stage(), measure, item.id)]
            assert measure_doses(stage(), measure, delegations, strong=strong).sum() == pytest.approx(
                amount * len(paying)
            )
    kenya = next(item for item in delegations if item.id == "kenya")
    rows = np.flatnonzero(measure_doses(stage(), "patrol", [kenya], strong=True)[:, 0])
    assert {stage().network.slots.describe(int(row)).jurisdiction for row in rows} == {"KEN"}
    abroad = np.flatnonzero(measure_doses(stage(), "technical_assistance", [kenya], strong=True)[:, 0])
    assert "KEN" not in {stage().network.slots.describe(int(row)).jurisdiction for row in abroad}


def test_teams_are_spread_over_partners_and_one_side_alone_does_nothing() -> None:
    kenya = next(item for item in ivory().delegations if item.id == "kenya")
    doses = measure_doses(stage(), "liaison", [kenya], strong=True)
    slots = stage().network.slots
    partners = {stage().owner[str(slots.describe(int(row)).other)] for row in np.flatnonzero(doses[:, 0])}
    assert doses.max() == pytest.approx(kenya.teams / len(partners))
    assert not reports()["liaison"].one[True].change.any()
    assert reports()["liaison"].joint[True].change[-1, 0] < 0


def test_a_programme_ends() -> None:
    doses = stage().network.slots.zeros()
    doses[0] = 1
    ordered = programme(stage(), doses)
    assert [ordered(turn).sum() for turn in range(PROGRAMME + 1)] == [1.0] * PROGRAMME + [0.0]


def test_levers_differ_in_kind() -> None:
    tried = reports()
    for measure in ("patrol", "ranger_patrol", "canine_units"):
        assert (tried[measure].pace, tried[measure].stay) == ("quick", "fading"), measure
    for measure in (
        "judicial_training",
        "law_enforcement_training",
        "audit",
        "technical_assistance",
        "demand_reduction",
    ):
        assert (tried[measure].pace, tried[measure].stay) == ("slow", "lasting"), measure
    assert tried["prevention"].pace != "quick"
    assert tried["prevention"].stay != "fading"
    money = tried["financial_intelligence"]
    assert (money.better, money.worse) == (len(ivory().jurisdictions), 0)
    for measure in ("patrol", "ranger_patrol"):
        assert tried[measure].worse > 0, measure  # displacement
    assert tried["corridor_protection"].joint[True].change[-1, 2] > 0


def test_strong_does_more_than_weak_with_diminishing_returns() -> None:
    for measure, item in reports().items():
        strong, weak = (abs(item.joint[key].change[-1, item.index]) for key in (True, False))
        assert weak < strong < STRONG / WEAK * weak, measure


def test_the_second_end_and_the_link_both_add() -> None:
    together = cooperation(stage())
    found = {(who, link): first for who, link, first, _last in together.rows}
    leg = next(item for item in ivory().legs if item.id == together.leg)
    for who in ("nobody", leg.origin, leg.destination, "both"):
        assert found[who, "none"] < found[who, "liaison"] < found[who, "liaison and joint investigation"]
    one = max(found[leg.origin, "none"], found[leg.destination, "none"])
    assert found["both", "none"] - one > one - found["nobody", "none"]


def test_even_doses_are_all_means() -> None:
    funds = sum(item.funds for item in ivory().delegations)
    teams = sum(item.teams for item in ivory().delegations)
    assert even_doses(stage()).sum() == pytest.approx(funds + teams)


def test_sensitivity_moves_one_parameter_to_both_ends() -> None:
    names = ("interdiction", "organisation_noise", "ranger_patrol_maximum")
    found = sensitivity(ivory(), load_parameters(), names)
    swings = {swing.parameter.name: swing for swing in found.swings}
    assert list(swings) == list(names)
    assert swings["interdiction"].high[0] < 0 < swings["interdiction"].low[0]
    assert not swings["organisation_noise"].size.any()
    assert found.largest(0, 1)[0].parameter.name == "interdiction"
    assert found.indices[0] < found.idle[0]


def test_what_a_scenario_sets_is_moved_about_its_value() -> None:
    from dataclasses import replace

    parameters = load_parameters()
    own = replace(ivory(), parameters={"interdiction": 2 * parameters.value("interdiction")})
    ends = moved(own, parameters, "interdiction")
    assert ends is not None
    assert [end.parameters["interdiction"] for end in ends] == [
        pytest.approx(2 * parameters["interdiction"].low),
        pytest.approx(2 * parameters["interdiction"].high),
    ]


def test_lever_ranges_hold_the_effect_itself() -> None:
    tried = [reports()["patrol"], reports()["corridor_protection"]]
    for item in lever_ranges(ivory(), load_parameters(), tried, ["interdiction", "corridor_growth"]):
        assert item.least <= item.effect <= item.most
        assert item.least * item.most > 0
        assert item.by


def test_idle_play_is_the_scenario_left_alone() -> None:
    idle = play(stage(), nothing(stage()), turns=3)
    assert idle.indices.shape == (3, 4)
    assert np.isfinite(idle.indices).all()


def test_pictures_are_well_formed_and_say_what_they_show() -> None:
    course = np.array([-0.1, -0.5, -0.4])
    pictures = [
        pace_chart([PacePanel("Rangers & <dogs>", course, course / 2, course / 3, 2)], 2, "A title", "What is seen"),
        reach_chart([("Rangers", np.array([0.2, -0.3, 0.0]))], ["KEN", "TZA", "MOZ"], "A title", "What is seen"),
        bars_chart([("one", 0.1), ("", 0.0), ("two", 0.4)], "A title", "What is seen"),
        tornado_chart([TornadoPanel("crime", (("a", -1.0, 2.0), ("b", 0.0, 0.0)), 2)], "A title", "What is seen"),
    ]
    for picture in pictures:
        root = ET.fromstring(picture)  # noqa: S314 - our own text
        assert root.find("{http://www.w3.org/2000/svg}title").text == "A title"
        assert root.find("{http://www.w3.org/2000/svg}desc").text == "What is seen"


def test_blocks_are_written_between_marks_and_the_rest_stays() -> None:
    page = f"# Page\n\n{model_pages.mark('a')}\nold\n{model_pages.END}\n\nWords \\1 stay.\n"
    once = with_blocks(page, {"a": "new \\g<0>", "b": "more"})
    assert once.startswith("# Page\n")
    assert "Words \\1 stay." in once
    assert "old" not in once
    assert once.index("new \\g<0>") < once.index("Words") < once.index("more")
    assert with_blocks(once, {"a": "new \\g<0>", "b": "more"}) == once


def test_pages_and_pictures_are_written(tmp_path: Path) -> None:
    written = write_pages(tmp_path / "new", {"x.md": {"a": "text"}}, {"p.svg": "<svg/>"})
    assert [path.read_text(encoding="utf-8") for path in written][1] == "<svg/>"
    assert "text" in written[0].read_text(encoding="utf-8")


def test_differences_forgive_the_last_digit_only() -> None:
    assert differences("a 0.12 of 1,234", "a 0.13 of 1,235") == []
    assert differences("a 0.12", "a 0.14") != []
    assert differences("a −0.1", "a 0.1") != []
    assert differences("a 0.12", "b 0.12") != []
    assert differences("a", "a\nb") != []


def test_the_command_says_where_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert main(["plausibility", "--out", str(file)]) == 2
    assert "is a file" in capsys.readouterr().err


@pytest.mark.slow
def test_the_pages_are_what_the_command_writes(tmp_path: Path) -> None:
    pages = make_pages(ivory(), load_parameters())
    for name in pages.blocks:
        (tmp_path / name).write_text((DOCS / name).read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    for path in pages.write(tmp_path):
        kept = DOCS / path.relative_to(tmp_path)
        assert differences(kept.read_text(encoding="utf-8"), path.read_text(encoding="utf-8")) == [], path.name
