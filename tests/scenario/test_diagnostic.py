import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.expression_parser import parse_expression
from game.model.expression_tokens import ExpressionError
from game.scenario import codes_schema
from game.scenario.codes import Code, Reads, Severity, register, registered
from game.scenario.diagnostic import (
    MOST_ALIKE,
    ReadingError,
    as_json_text,
    as_text,
    diagnose,
    did_you_mean,
    gathered,
    has_errors,
    in_order,
    listed,
    quoted,
)
from game.scenario.reading import read_text
from game.scenario.source import Source, Span

SOURCE = Source("ivory.yaml", "legs:\n- origin: KEN\n  jurisdicton: KEN\n")
KEY = Span(3, 3, 3, 14)


def test_text_shows_place_code_line_caret_and_remedy():
    found = diagnose("E201", SOURCE, KEY, 'Unknown key "jurisdicton" in leg 1.', did_you_mean(("jurisdiction",)))
    assert str(found).splitlines() == [
        'ivory.yaml:3:3  E201  Unknown key "jurisdicton" in leg 1.',
        "    3 |   jurisdicton: KEN",
        '      |   ^^^^^^^^^^^ did you mean "jurisdiction"?',
    ]


def test_a_long_remedy_gets_a_line_of_its_own():
    found = diagnose("E201", SOURCE, KEY, "Wrong.", "Write " + "very " * 20 + "much.")
    assert str(found).splitlines()[-1].startswith("      | Write very")


def test_a_finding_about_the_whole_file_has_no_line():
    found = diagnose("E101", SOURCE, None, "There is no such file.", "Check its name.")
    assert str(found) == "ivory.yaml  E101  There is no such file.\n      Check its name."
    assert found.as_json()["line"] == 0


def test_json_has_every_field():
    found = diagnose("E201", SOURCE, KEY, "Unknown.", "Delete it.")
    (row,) = json.loads(as_json_text([found]))
    assert row == {
        "code": "E201",
        "severity": "error",
        "file": "ivory.yaml",
        "line": 3,
        "column": 3,
        "end_line": 3,
        "end_column": 14,
        "message": "Unknown.",
        "remedy": "Delete it.",
        "excerpt": "  jurisdicton: KEN",
    }


def test_findings_are_sorted_by_place_without_repeats():
    late = diagnose("E202", SOURCE, Span(3, 9, 3, 10), "b")
    early = diagnose("E201", SOURCE, Span(2, 1, 2, 2), "a")
    whole = diagnose("E101", SOURCE, None, "c")
    assert in_order([late, early, whole, late]) == (whole, early, late)
    assert as_text([late, early]).index("E201") < as_text([late, early]).index("E202")
    assert has_errors([early])
    assert not has_errors([])


def test_caret_stands_under_wide_characters_and_tabs():
    source = Source("f", "中\t文: x")
    found = diagnose("E201", source, Span(1, 6, 1, 7), "x")
    line, caret = str(found).splitlines()[1:]
    assert line == "    1 | 中 文: x"
    # Two wide characters take two cells each.
    assert caret == "      | " + " " * 7 + "^"


def test_a_very_long_line_is_cut_around_the_caret():
    source = Source("f", "a" * 5000 + "HERE" + "b" * 5000)
    found = diagnose("E201", Source("f", "a" * 400 + "HERE" + "b" * 5000), Span(1, 401, 1, 405), "x")
    line, caret = str(found).splitlines()[1:]
    assert len(line) < 130
    start = caret.index("^")
    assert line[start : start + 4] == "HERE"
    assert len(diagnose("E201", source, Span(1, 5001, 1, 5005), "x").excerpt) <= 1000


@given(st.text(max_size=300), st.integers(1, 320), st.integers(0, 30))
def test_nothing_in_a_file_can_move_the_cursor_or_fail_to_print(text, column, width):
    source = Source("f", text)
    found = diagnose("E201", source, Span(1, column, 1, column + width), quoted(text), quoted(text))
    for char in str(found).replace("\n", ""):
        assert unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    json.dumps(found.as_json())


def test_quoted_and_listed_are_short():
    assert quoted("a\nb") == '"a b"'
    assert len(quoted("x" * 500)) < 70
    assert listed(str(number) for number in range(100)).endswith(', "11", …')


def test_unregistered_codes_cannot_be_used():
    with pytest.raises(KeyError):
        diagnose("E999", SOURCE, KEY, "x")


def test_a_code_is_registered_once_with_its_letter():
    with pytest.raises(ValueError, match="taken"):
        register([Code("E201", Severity.ERROR, "other", "other", "")])
    with pytest.raises(ValueError, match="does not say"):
        register([Code("W999", Severity.ERROR, "x", "x", "")])


def test_every_code_says_what_it_is():
    assert codes_schema.UNKNOWN_KEY in registered()
    for code in registered().values():
        assert code.title
        assert not code.title.endswith(".")
        assert code.explanation.endswith(".")
        assert code.example.strip() or code.reads is Reads.NOTHING


YAML_CODES = [code for code in registered().values() if code.reads is Reads.YAML]
EXPRESSION_CODES = [code for code in registered().values() if code.reads is Reads.EXPRESSION]


@pytest.mark.parametrize("code", YAML_CODES, ids=lambda code: code.id)
def test_the_example_of_a_reading_code_triggers_it(code):
    with pytest.raises(ReadingError) as caught:
        read_text(code.example, "example.yaml")
    assert [found.code for found in caught.value.diagnostics] == [code.id]


@pytest.mark.parametrize("code", EXPRESSION_CODES, ids=lambda code: code.id)
def test_the_example_of_an_expression_code_triggers_it(code):
    with pytest.raises(ExpressionError) as caught:
        parse_expression(code.example)
    assert codes_schema.OF_FAULT[caught.value.fault] == code.id


def test_what_comes_up_at_very_many_places_is_told_a_few_times_and_then_gathered():
    text = "".join(f"- leg {number}\n" for number in range(300))
    source = Source("f", text)
    many = [diagnose("W302", source, Span(line, 3, line, 6), f"Leg {line} is unused.") for line in range(1, 301)]
    errors = [diagnose("E301", source, Span(line, 3, line, 6), f"Leg {line} is unknown.") for line in range(1, 31)]
    found = gathered([*many, *errors])
    assert [one.line for one in found if one.code == "W302"] == list(range(1, MOST_ALIKE + 1))
    assert sum(one.code == "E301" for one in found) == 30
    last = [one for one in found if one.code == "W302"][-1]
    assert last.message.startswith("Leg 10 is unused. So it is at 291 places from here on: lines 10, 11, 12,")
    assert gathered(many[:MOST_ALIKE]) == tuple(many[:MOST_ALIKE])
