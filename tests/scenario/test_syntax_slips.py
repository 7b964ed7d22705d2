"""Slips that the parser notices late: the words of their findings, and what is left to other findings."""

from pathlib import Path

import pytest
import yaml

from game.scenario import guard
from game.scenario.diagnostic import Diagnostic, ReadingError
from game.scenario.reading import read_file, read_text

CASES = Path(__file__).parents[1] / "cases" / "reading"
PARSERS = [yaml.SafeLoader, *([yaml.CLoader] if yaml.__with_libyaml__ else [])]


def found(text: str) -> Diagnostic:
    with pytest.raises(ReadingError) as caught:
        read_text(text, "x.yaml", may_be_list=True)
    (one,) = caught.value.diagnostics
    return one


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dash_without_space", "A space is missing after this dash"),
        ("dash_without_space_in_list", "A space is missing after this dash"),
        ("quote_closed_by_the_next", "closed only on line 7"),
        ("quote_closed_by_the_next_in_braces", "closed only on line 3"),
        ("dash_too_far_right", "2 columns further left"),
        ("key_too_far_left_in_list", "Indent it"),
        ("paragraph_not_indented", "goes on from the one above, indent it"),
        ("comment_of_another_language", "A comment begins with #"),
        ("colon_in_text_in_braces", 'in quotes, or a comma before "name"'),
        ("quotes_in_text_in_braces", "Put the whole text in quotes"),
        ("bracket_in_text_in_braces", "Put the whole text in quotes"),
        ("quotes_in_text", "in quotes: '\"Truce\" in the south'"),
        ("apostrophe_in_headline", 'in quotes: "Libya\'s truce"'),
        ("word_processor", "RTF"),
    ],
)
def test_a_slip_is_named(monkeypatch: pytest.MonkeyPatch, parser: object, name: str, words: str) -> None:
    monkeypatch.setattr(guard, "_PARSER", parser)
    with pytest.raises(ReadingError) as caught:
        read_file(CASES / f"{name}.yaml")
    (one,) = caught.value.diagnostics
    assert words in f"{one.message} {one.remedy}"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        # A space after a colon is missing, in whichever place.
        ("a: 1\nb:3\nc: 4\n", "E108", 2),
        ("a: 1\nb: 2\nc:3\n", "E108", 3),
        # A comma is missing, not quotes.
        ("x: {id: a bronze: 3}", "E110", 1),
        ('x: {id: "a" bronze: 3}', "E110", 1),
        ("x: [a, b\ny: c", "E110", 1),
        # A text over two lines that is whole.
        ('x: "one\n  two" three\n', "E105", 2),
        # Keys that stand twice, not keys of a shifted item.
        ("- id: a\n  x: 1\n  y:\n  - {id: b}\n  x: 2\n", "E118", 5),
        ("- id: a\n  x: 1\n  y:\n  - to: b\n  x: 2\n", "E118", 5),
        # A dash that belongs to nothing.
        ("- id: a\n  x: 1\n  - id: b\n", "E107", 3),
        ("- id: a\n  x: -5\n   y: 1\n", "E107", 3),
    ],
)
def test_what_only_looks_like_a_slip_is_answered_as_before(text: str, code: str, line: int) -> None:
    one = found(text)
    assert (one.code, one.line) == (code, line)


@pytest.mark.parametrize("parser", PARSERS)
def test_a_key_that_ends_its_block_is_named(monkeypatch: pytest.MonkeyPatch, parser: object) -> None:
    monkeypatch.setattr(guard, "_PARSER", parser)
    one = found("d:\n- id: a\n  x: 1\n\nneeds:\n  # what is needed\n  - All\n  offers:\n  - Nothing\n")
    assert (one.code, one.line, one.column) == ("E107", 5, 1)
    assert "line 8 goes on" in one.message
    one = found("d:\n- id: a\n   x: 1\nneeds:\n  - All\n  offers:\n  - Nothing\n")
    assert (one.line, one.message[:9]) == (3, "This key ")
    one = found("legs:\n-{id: a, from: b}\n")
    assert (one.code, one.line, one.column) == ("E107", 2, 1)


def test_a_sign_that_takes_the_end_of_a_bracket_along_is_named() -> None:
    one = found("- {id: a, text: Truce #1 in Libya, x: 3}\n- {id: b}\n")
    assert (one.code, one.line) == ("E110", 1)
    assert "On line 1 a # begins a comment" in one.remedy
    assert "comment" not in found("- {id: a, text: Truce  # a note\n- {id: b}\n").remedy


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ('- "Truce" in "the south"', '\'"Truce" in "the south"\''),
        ("a: 'Truce' in Libya", "\"'Truce' in Libya\""),
        ('a: "Truce" in Libya\'s south', "'\"Truce\" in Libya''s south'"),
    ],
)
def test_what_is_written_out_is_the_text_that_was_meant(line: str, written: str) -> None:
    assert found(line).remedy.endswith(written)
    value = read_text(f"a: {written}", "x.yaml").value["a"]
    assert value == line.partition(" ")[2]
