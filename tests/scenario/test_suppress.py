"""What an author leaves standing, with a reason: never an error, never more than is meant, never for nothing."""

import pytest

from game.scenario.example import example_text
from game.scenario.load import LoadResult, read_scenario

BACK = """\
legs:
- {id: direct, from: KEN, to: CHN, mode: sea}
- {id: back, from: CHN, to: KEN, mode: sea}
- {id: again, from: CHN, to: KEN, mode: air}
"""


def read(lines: str) -> LoadResult:
    return read_scenario(example_text(lines), "x.yaml")


def codes(lines: str) -> list[str]:
    return sorted(found.code for found in read(lines).diagnostics if found.code not in {"H301", "H303", "H304", "H305"})


def test_a_warning_can_be_left_standing() -> None:
    assert codes(BACK) == ["W302", "W302"]
    assert codes(BACK + "suppress: [{code: W302, reason: An event opens them.}]") == []


def test_about_one_item_says_nothing_about_another() -> None:
    assert codes(BACK + "suppress: [{code: W302, about: back, reason: An event opens it.}]") == ["W302"]
    both = "suppress: [{code: W302, about: back, reason: x}, {code: W302, about: again, reason: x}]"
    assert codes(BACK + both) == []


def test_about_one_source_says_nothing_about_the_next() -> None:
    sources = "sources:\n  early:\n    title: One\n    note: >-\n      Long.\n  late:\n    title: Two\n"
    assert codes(sources) == ["W309", "W309"]
    assert codes(sources + "suppress:\n- {code: W309, about: early, reason: The briefing quotes it.}") == ["W309"]
    found = read(sources + "suppress:\n- {code: W309, about: early, reason: x}").diagnostics
    assert [one.message for one in found if one.code == "W309"] == ['No figure names the source "late".']


def test_hints_too() -> None:
    result = read("suppress: [{code: H303, reason: A test.}]")
    assert "H303" not in {found.code for found in result.diagnostics}


def test_an_error_is_never_hidden() -> None:
    lines = "money_hubs: [{jurisdiction: KNE}]\nsuppress: [{code: E301, reason: x}, {code: W302, reason: x}]"
    result = read(lines)
    assert result.scenario is None
    assert {found.code for found in result.diagnostics if found.code.startswith("E")} == {"E301", "E340"}


def test_beside_an_error_nobody_is_told_to_delete_a_suppression() -> None:
    # H302 is looked for only once the ids are right: here nobody can know whether it would come up.
    lines = "money_hubs: [{jurisdiction: KNE}]\nsuppress: [{code: H302, reason: A first draft.}]"
    assert {found.code for found in read(lines).diagnostics} & {"E301", "H311"} == {"E301"}


@pytest.mark.parametrize(
    ("entry", "code", "words"),
    [
        ("{code: W399, reason: x}", "E341", "did you mean"),
        ("{code: W401, reason: x}", "E341", ""),  # about scripts, not scenarios
        ("{code: E201, reason: x}", "E340", "Put right"),
        ("{code: W302}", "E202", "reason"),
        ("{code: W302, reason: ''}", "E206", ""),
        ("{code: 302, reason: x}", "E203", ""),
        ("{code: warning, reason: x}", "E206", ""),
        ("{code: W302, reason: x, about: nothing}", "E301", "id of a leg"),
    ],
)
def test_what_cannot_be_suppressed_is_said(entry: str, code: str, words: str) -> None:
    found = [one for one in read(f"suppress: [{entry}]").diagnostics if one.code == code]
    assert found
    assert words in str(found[0])


def test_an_idle_suppression_is_a_hint_at_its_place() -> None:
    (found,) = [one for one in read("suppress:\n- {code: W302, reason: x}").diagnostics if one.code == "H311"]
    assert found.excerpt == "- {code: W302, reason: x}"
    assert found.column == 10


def test_those_that_only_the_model_can_judge_wait_for_it() -> None:
    assert "H311" not in codes("suppress: [{code: W320, reason: x}]")
