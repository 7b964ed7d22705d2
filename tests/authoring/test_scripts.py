"""Scripts and autoplay: orders from a file, turn by turn, and what is said where they cannot be."""

import json
from pathlib import Path
from typing import Any

import pytest

from game.authoring.autoplay import Plan, movers, play, start
from game.authoring.course import course_of
from game.authoring.replay import differences, verify
from game.authoring.scenario_tests import run_test
from game.authoring.script_run import ScriptRefusedError, ScriptRun, no_script, script_ids
from game.model.script import Expectation, ScenarioTest, Script
from game.scenario.script import read_script_text
from game.scenario.script_checks import check_script
from game.session.desk import Target
from game.session.play import Table
from game.session.rulebook import Rulebook
from game.storage.save import Save
from tests.session.conftest import IVORY, TABLE, rulebook

BOOK = rulebook(TABLE)
TEXT = TABLE.read_text(encoding="utf-8")


def played(
    steps: str, policy: str = "idle", seed: int = 5, turns: int | None = None, book: Rulebook = BOOK
) -> tuple[Table, ScriptRun]:
    read = read_script_text(steps, "script.yaml")
    assert not check_script(read, script_ids(book.scenario))
    run = ScriptRun(read.script, read.composed.source)
    table, _save = start(Plan(TEXT, TABLE.name, book, seed, policy, turns), read.script)
    play(table, run)
    return table, run


def orders(table: Table, turn: int, seat: str) -> list[tuple[str, str, int]]:
    draft = table.public_view().opened[turn - 1][seat]
    return [(order.measure, str(order.target), order.amount) for order in draft.orders]


def test_orders_hold_for_a_turn_or_for_every_turn() -> None:
    table, run = played(
        """
        - {delegation: kenya, fund: ranger_patrol, at: tsavo, amount: 3, every_turn: true}
        - {delegation: kenya, fund: audit, amount: 2}
        - end_turn: 2
        - {delegation: kenya, fund: ranger_patrol, at: tsavo, amount: 0}
        - end_turn: 1
        """
    )
    rangers, audit = ("ranger_patrol", "tsavo KEN", 3), ("audit", "KEN", 2)
    assert orders(table, 1, "kenya") == [audit, rangers]
    assert orders(table, 2, "kenya") == [rangers]
    assert orders(table, 3, "kenya") == []
    assert run.finished
    assert run.left_over() is None


def test_every_word_of_a_script() -> None:
    table, _run = played(
        """
        - {delegation: kenya, link: asia, every_turn: true}
        - {delegation: asia, link: kenya}
        - {delegation: kenya, fund: joint_investigation, at: ken_mys}
        - {delegation: malaysia, fund: patrol, at: ken_mys, amount: 2}
        - {delegation: asia, fund: prevention, at: TZA, amount: 1}
        - {delegation: asia, fund: technical_assistance, at: KEN, block: judicial_system, amount: 2}
        - {delegation: asia, contribute: scanners, amount: 3}
        - {delegation: asia, give: 2, to: kenya}
        - {delegation: malaysia, join: cites}
        - {delegation: kenya, leave: cites}
        - end_turn: 1
        """
    )
    assert orders(table, 1, "kenya") == [("joint_investigation", "ken_mys KEN", 1), ("liaison", "asia", 1)]
    assert orders(table, 1, "malaysia") == [("patrol", "ken_mys MYS", 2)]
    assert ("prevention", "TZA fauna", 1) in orders(table, 1, "asia")
    assert ("technical_assistance", "KEN judicial_system", 2) in orders(table, 1, "asia")
    view = table.public_view()
    draft = view.opened[0]["asia"]
    assert (draft.contributions, draft.gifts) == ({"scanners": 3}, {"kenya": 2})
    assert set(view.parties["cites"]) == {"TZA", "MYS"}
    assert orders(table, 2, "kenya") == [("liaison", "asia", 1)]


def test_payments_of_every_turn_end_with_the_project() -> None:
    table, _run = played(
        """
        - {delegation: asia, contribute: scanners, amount: 6, every_turn: true}
        - end_turn: 3
        """
    )
    assert [draft["asia"].contributions.get("scanners", 0) for draft in table.public_view().opened] == [6, 6, 2]
    assert table.public_view().projects["scanners"].started == 4


def test_an_order_beyond_means_names_file_line_and_remedy() -> None:
    with pytest.raises(ScriptRefusedError) as caught:
        played(
            "- {delegation: kenya, fund: audit, amount: 2}\n- end_turn: 1\n"
            "- {delegation: kenya, fund: audit, amount: 90}\n"
        )
    text = str(caught.value)
    assert text.startswith("script.yaml:3:3  E401")
    assert "would take 90. Lower an amount." in text
    assert "turn 2" in text


def test_a_target_out_of_reach_names_what_is_in_reach() -> None:
    with pytest.raises(ScriptRefusedError, match=r"E401.*cannot order ranger_patrol.*Possible: mkomazi"):
        played("- {delegation: asia, fund: ranger_patrol, at: tsavo, amount: 1}\n")


def test_a_script_that_goes_on_after_the_end_is_said() -> None:
    table, run = played("- end_turn: 3\n- {delegation: kenya, fund: audit, amount: 1}\n- end_turn: 1\n")
    left = run.left_over()
    assert left is not None
    assert (left.code, left.line) == ("W401", 2)
    assert table.public_view().turn == 3


def test_policy_moves_who_is_not_in_the_script() -> None:
    table, _run = played("- {delegation: kenya, fund: audit, amount: 1}\n", policy="steady")
    assert orders(table, 1, "kenya") == [("audit", "KEN", 1)]
    assert orders(table, 1, "asia")
    assert movers(BOOK, Script(())) == frozenset()


def test_a_leg_with_both_ends_at_home_means_the_end_it_leaves_from() -> None:
    book = rulebook(IVORY)
    for seat, measures in book.public.choices.items():
        ends: dict[str, list[Target]] = {}
        for target in measures["patrol"]:
            ends.setdefault(target.leg, []).append(target)
        for leg, targets in ends.items():
            if len(targets) == 2:
                assert targets[0].jurisdiction == book.public.ends[leg][0], seat


# --- the course as JSON ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def course() -> dict[str, Any]:
    book = rulebook(IVORY)
    plan = Plan(IVORY.read_text(encoding="utf-8"), IVORY.name, book, 3, "steady", 4)
    table, _save = start(plan, None)
    play(table, no_script())
    found: dict[str, Any] = json.loads(json.dumps(course_of(table.state, book)))
    return found


def test_the_course_has_every_turn_and_the_epilogue(course: dict[str, Any]) -> None:
    assert [turn["turn"] for turn in course["turns"]] == [0, 1, 2, 3, 4]
    assert [turn["turn"] for turn in course["epilogue"]] == list(range(5, 9))
    assert {"scenario", "seed", "rules_version", "units", "turns", "epilogue", "result"} <= set(course)
    assert (
        course["turns"][0]["delegations"]["kenya"] == {"funds": 8, "teams": 2, "political_capital": 3}
        or course["turns"][0]["delegations"]["kenya"]["funds"] > 0
    )
    assert set(course["result"]["mandates"]) == set(course["turns"][0]["delegations"])


def test_goods_and_money_are_conserved_in_the_course(course: dict[str, Any]) -> None:
    for turn in (*course["turns"], *course["epilogue"]):
        for market in turn["markets"].values():
            assert market["supply"] == pytest.approx(market["seized"] + market["arrived"], rel=1e-9)
        money = turn["money"]
        assert money["proceeds"] == pytest.approx(money["frozen"] + money["integrated"], rel=1e-9)
        for name in ("proceeds", "frozen", "integrated"):
            total = sum(place[name] for place in money["by_jurisdiction"].values())
            assert total == pytest.approx(money[name], rel=1e-9)
        for leg in (*turn["legs"].values(), *turn["channels"].values()):
            assert 0 <= leg["seized"] <= leg["flow"]
        for place in turn["jurisdictions"].values():
            assert 1 <= place["criminality"] <= 10
            assert all(1 <= score <= 10 for score in place["markets"].values())


def test_turn_0_is_the_start_as_compiled(course: dict[str, Any]) -> None:
    book = rulebook(IVORY)
    start_of_play = course["turns"][0]
    for place in book.scenario.jurisdictions:
        shown = start_of_play["jurisdictions"][place.id]
        assert shown["criminality"] == place.criminality
        assert shown["corruption"] == place.corruption
    for habitat in book.scenario.habitats:
        assert start_of_play["habitats"][habitat.id]["population"] == habitat.population
        assert start_of_play["habitats"][habitat.id]["pike"] == pytest.approx(habitat.pike, abs=1e-9)


# --- replay --------------------------------------------------------------------------------------------------------


def saved(folder: Path, policy: str = "steady") -> Path:
    path = folder / "a.corridors"
    table, save = start(Plan(TEXT, TABLE.name, BOOK, 3, policy, save=path), None)
    play(table, no_script())
    assert save is not None
    save.close()
    return path


def test_every_command_leads_to_the_same_events_again(tmp_path: Path) -> None:
    with Save.open(saved(tmp_path)) as save:
        assert verify(BOOK, list(save.entries()), save.snapshots()) is None


def test_the_first_difference_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Save.open(saved(tmp_path, "idle")) as save:
        entries, snapshots = list(save.entries()), save.snapshots()
    monkeypatch.setattr("game.session.knowledge._AT_HOME", 0.6)
    found = verify(BOOK, entries, snapshots)
    assert found is not None
    assert found.command == 1
    assert "knowledge_reported" in found.place
    assert "observed" in found.place
    assert float(found.stored) != float(found.computed)
    assert "stays playable" in str(found)


def test_another_rules_version_is_no_difference_in_what_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Save.open(saved(tmp_path, "idle")) as save:
        entries, snapshots = list(save.entries()), save.snapshots()
    monkeypatch.setattr("game.session.opening.RULES_VERSION", 10_000)
    assert verify(BOOK, entries, snapshots) is None


def test_figures_may_differ_by_a_millionth() -> None:
    assert list(differences({"a": [1.0]}, {"a": [1.0 + 1e-8]})) == []
    assert list(differences({"a": [1.0]}, {"a": [1.0 + 1e-4]})) == [("a[0]", "1.0", repr(1.0 + 1e-4))]
    assert next(differences({"a": 1}, {"b": 1}))[0] == "a"
    assert list(differences([1], [1, 2])) == [("[]", "1 item", "2 items")]
    assert list(differences("x", "y")) == [("", '"x"', '"y"')]


# --- tests inside scenarios ----------------------------------------------------------------------------------------


def test_a_failing_expectation_says_what_came(tmp_path: Path) -> None:
    read = read_script_text("- {delegation: kenya, fund: audit, amount: 1}\n- end_turn: 2\n", "script.yaml")
    test = ScenarioTest(
        read.script, (Expectation("turn == 2", 3), Expectation("population(tsavo) > 99999 and turn < 1", 4))
    )
    report = run_test(test, TEXT, "table.yaml", BOOK)
    assert not report.passed
    (failure,) = report.failures
    assert failure.line == 4
    assert failure.expected == "population(tsavo) > 99999 and turn < 1"
    assert failure.actual.startswith("population(tsavo) = 1")
    assert "turn = 2" in failure.actual
    assert len(report.course) == 3


def test_what_is_hidden_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read = read_script_text("- end_turn: 1\n", "script.yaml")
    secrets = {"asia": ("kenya.objectives", "kenya.needs")}
    assert run_test(ScenarioTest(read.script, (), secrets), TEXT, "table.yaml", BOOK).passed
    own = {"kenya": ("kenya.needs",)}
    assert not run_test(ScenarioTest(read.script, (), own), TEXT, "table.yaml", BOOK).passed


def test_a_refused_step_fails_its_test() -> None:
    read = read_script_text("- {delegation: kenya, fund: audit, amount: 99}\n- end_turn: 1\n", "script.yaml")
    report = run_test(ScenarioTest(read.script), TEXT, "table.yaml", BOOK)
    assert report.failures[0].line == 1
    assert "Lower an amount" in report.failures[0].actual
