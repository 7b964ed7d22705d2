"""One text that stands alone: whatever it holds reads as it was; and lessons of their own length."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.model.places import scenarios_folder
from game.scenario.example import example_text
from game.scenario.load import load_scenario, read_scenario
from game.scenario.reading import read_text
from game.scenario.resolve import yaml_text

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=30).filter(
    lambda text: not any(mark in text for mark in "\u2028\u2029\ufeff")
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    WORDS,
    st.sampled_from(
        ["NO", "yes", "12:30", "010", "1e5", ".5", "- x", "a: b", "a #b", "*x", "&x", "!x", "~", "null", "x "]
    ),
)
KEYS = st.text("abcXYZ019_ :#-é", min_size=1, max_size=8).filter(str.strip)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_written_values_are_read_as_they_were(value: dict[str, object]) -> None:
    assert read_text(yaml_text(value), "x.yaml").value == value


@pytest.mark.parametrize("path", sorted(scenarios_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_scenarios_survive(path: Path) -> None:
    read = load_scenario(path)
    assert read.composed is not None
    assert read_scenario(yaml_text(read.composed.value), path.name).scenario == read.scenario


def test_a_lesson_of_its_own_length() -> None:
    lines = "rules: {turns: 8, drift: 0.02}\nlessons:\n  90: {turns: 6}\n  45: {turns: 3, turn_years: 1, political_capital: false, seats: [one]}\n"  # noqa: E501
    result = read_scenario(example_text(lines), "x.yaml")
    assert result.scenario is not None
    short, long = result.scenario.lessons
    assert (short.minutes, short.turns, short.turn_years, short.seats) == (45, 3, 1.0, ("one",))
    assert (long.minutes, long.turns, long.turn_years, long.political_capital) == (90, 6, None, None)
    again = read_scenario(result.text_for_lesson(45), "x.yaml").scenario
    assert again is not None
    assert (again.rules.turns, again.rules.turn_years, again.rules.drift) == (3, 1.0, 0.02)
    assert again.rules.political_capital is False
    assert again.lessons == result.scenario.lessons
    with pytest.raises(KeyError):
        result.text_for_lesson(60)


@pytest.mark.parametrize(
    ("lesson", "code"),
    [
        ("{45: {turns: 0}}", "E205"),
        ("{45: {turn_years: 0.3}}", "E319"),
        ("{45: {seats: [two]}}", "E301"),
        ("{soon: {turns: 3}}", "E2"),
        ("{5: {turns: 3}}", "E2"),
        ("{45: 3}", "E203"),
        ("[45]", "E203"),
        ("{45: {turn: 3}}", "E201"),
    ],
)
def test_wrong_lessons_are_found(lesson: str, code: str) -> None:
    found = [one.code for one in read_scenario(example_text(f"lessons: {lesson}"), "x.yaml").diagnostics]
    assert any(one.startswith(code) for one in found), found
