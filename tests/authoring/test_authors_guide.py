"""The guide for authors, done literally: step by step its blocks become a clean scenario whose tests pass."""

import re
from pathlib import Path

import pytest

from game.authoring.model_checks import check_model
from game.authoring.new import new_scenario
from game.authoring.scenario_tests import run_tests
from game.cli import main
from game.scenario.codes import registered
from game.scenario.example import merged
from game.scenario.load import LoadResult, read_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import make_rulebook

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "authors.md").read_text(encoding="utf-8")
STEPS = dict(re.findall(r"^## (\d+)\. .*?\n(.*?)(?=^## )", GUIDE, re.DOTALL | re.MULTILINE))
BLOCKS = {step: re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) for step, text in STEPS.items()}


def after(step: int) -> LoadResult:
    """Read what an author has after a step."""
    blocks = [block for number in range(1, step + 1) for block in BLOCKS[str(number)]]
    return read_scenario(merged(blocks), "my_timber.yaml")


def test_there_are_ten_steps() -> None:
    assert list(STEPS) == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("step", range(3, 11))
def test_after_each_step_it_can_be_played(step: int) -> None:
    result = after(step)
    assert result.scenario is not None, result.diagnostics


def test_at_the_end_nothing_is_found_and_its_tests_pass() -> None:
    result = after(10)
    assert result.scenario is not None
    assert [str(found) for found in (*result.diagnostics, *check_model(result))] == []
    reports = run_tests(result, make_rulebook(result.scenario, load_parameters()))
    assert len(reports) == 2
    assert all(report.passed for report in reports), reports


def test_the_negotiating_test_of_the_guide_passes_and_needs_its_payment() -> None:
    (extra,) = re.findall(r"```text\n(- name: the fund.*?)```", GUIDE, re.DOTALL)
    blocks = [block for number in range(1, 11) for block in BLOCKS[str(number)]]

    def passes(test: str) -> bool:
        result = read_scenario(merged(blocks).replace("\ntests:\n", f"\ntests:\n{test}"), "my_timber.yaml")
        assert result.scenario is not None, result.diagnostics
        return run_tests(result, make_rulebook(result.scenario, load_parameters()))[0].passed

    assert passes(extra)
    assert not passes(re.sub(r".*pledge.*\n", "", extra))


def test_what_step_seven_says_about_the_flag_is_so() -> None:
    assert "W304" in {found.code for found in after(7).diagnostics}
    assert "W304" not in {found.code for found in after(8).diagnostics}


def test_the_failing_test_of_the_guide_fails_for_the_reason_it_gives() -> None:
    blocks = [block for number in range(1, 11) for block in BLOCKS[str(number)]]
    longer = merged(blocks).replace("amount: 6}\n  - end_turn: 1", "amount: 6, every_turn: true}\n  - end_turn: 3")
    result = read_scenario(longer, "my_timber.yaml")
    assert result.scenario is not None
    report = run_tests(result, make_rulebook(result.scenario, load_parameters()))[0]
    assert not report.passed
    assert "storm" in report.course[3].events
    assert report.course[1].figures["flow(gab_cmr)"] > report.course[0].figures["flow(gab_cmr)"]


def test_the_variant_of_the_guide_can_be_played(tmp_path: Path) -> None:
    (block,) = re.findall(r"## A variant.*?```yaml\n(.*?)```", GUIDE, re.DOTALL)
    result = read_scenario(block, "class_7b.yaml", path=tmp_path / "class_7b.yaml")
    assert result.scenario is not None, result.diagnostics
    assert {found.code for found in result.diagnostics} <= {"H310"}
    assert len(result.scenario.delegations) == 5


def test_hints_of_the_guide_go_with_its_scenario() -> None:
    (block,) = re.findall(r"## A picture, hints.*?```yaml\n(.*?)```", GUIDE, re.DOTALL)
    result = read_scenario(merged([*(block for step in range(1, 11) for block in BLOCKS[str(step)]), block]), "a.yaml")
    assert result.scenario is not None, result.diagnostics
    assert not [str(found) for found in result.diagnostics]
    assert len(result.scenario.hints) == 4


def test_links_pictures_codes_and_commands_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    for page, anchor in re.findall(r"\]\(([\w./]+)(?:#([\w-]+))?\)", GUIDE):
        assert (DOCS / page).is_file(), page
        if anchor:
            heads = re.findall(r"^#+ (.*)$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {head.lower().replace(" ", "-") for head in heads}, anchor
    for code in re.findall(r"\b[EWH]\d{3}\b", GUIDE):
        assert code in registered()
    for command in set(re.findall(r"^python main\.py (\w+)", GUIDE, re.MULTILINE)):
        assert main([command, "--help"]) == 0
    capsys.readouterr()


def test_the_guide_and_the_template_speak_of_the_same_first_line() -> None:
    assert new_scenario(Path("my_timber.yaml")).text.startswith("# yaml-language-server")
