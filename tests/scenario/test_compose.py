import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario.compose import MAX_FINDINGS
from game.scenario.diagnostic import ReadingError
from game.scenario.reading import read_bytes, read_text
from game.scenario.source import Source, Span

EXAMPLE = """\
title: Ivory
legs:
- id: one
  jurisdiction: KEN
-   id: two
    ends: [KEN, "NO"]
rules: {turns: 8, 'turn years': 0.5}
summary: >
  folded
  text
"""


def value(text):
    return read_text(text, "f").value


def findings(text):
    with pytest.raises(ReadingError) as caught:
        read_text(text, "f")
    return caught.value.diagnostics


def test_positions_of_keys_values_and_items():
    read = read_text(EXAMPLE, "f")
    places = read.positions
    assert places.key(("legs", 0, "jurisdiction")) == Span(4, 3, 4, 15)
    assert places.value(("legs", 0, "jurisdiction")) == Span(4, 17, 4, 20)
    assert places.value(("legs", 1, "ends", 1)) == Span(6, 17, 6, 21)
    assert places.key(("rules", "turn years")) == Span(7, 19, 7, 31)
    assert places.key(("legs", 1)) == Span(5, 5, 6, 22)
    assert places.nearest(("legs", 1, "nothing", 3)) == Span(5, 5, 5, 6)
    assert places.nearest(("nothing",)) == Span(1, 1, 1, 2)
    assert places.value(("summary",)).line == 8
    assert read.value["summary"] == "folded text\n"


def test_a_block_ends_where_its_last_item_does():
    places = read_text(EXAMPLE, "f").positions
    assert places.value(("legs",)) == Span(3, 1, 6, 22)
    assert places.value(("legs", 0)) == Span(3, 3, 4, 20)


def test_keys_are_always_text():
    assert value("NO: 1\n2026: 2\ntrue: 3\nnull: 4\n1.5: 5") == {"NO": 1, "2026": 2, "true": 3, "null": 4, "1.5": 5}


def test_quoted_scalars_stay_text_and_blocks_too():
    assert value("a: '8'\nb: \"true\"\nc: |\n  12\n") == {"a": "8", "b": "true", "c": "12\n"}


def test_quoted_merge_sign_is_an_ordinary_key():
    assert value("'<<': 1") == {"<<": 1}


def test_a_repeated_key_names_both_places():
    (found,) = findings("rules:\n  turns: 8\n  drift: 0\n  turns: 6\n")
    assert (found.code, found.line, found.column) == ("E118", 4, 3)
    assert "line 2, column 3" in found.message


def test_the_same_key_in_two_mappings_is_no_repetition():
    assert value("a: {x: 1}\nb: {x: 2}") == {"a": {"x": 1}, "b": {"x": 2}}


def test_all_faults_that_let_reading_go_on_are_found_at_once():
    found = findings("a: &x 010\na: !!int 3\nb: *x\n<<: {c: .nan}\n")
    assert [one.code for one in found] == ["E112", "E120", "E118", "E114", "E112", "E113", "E121"]


def test_faults_before_a_stop_are_not_lost():
    found = findings("a: 010\nb: [1\n")
    assert [one.code for one in found] == ["E120", "E110"]


def test_findings_are_limited():
    assert len(findings("- 01\n" * 1000)) == MAX_FINDINGS


def test_empty_values_are_none():
    assert value("a:\nb: ~\nc: [~, '']") == {"a": None, "b": None, "c": [None, ""]}


def test_source_finds_text_inside_scalars():
    source = Source("f", 'when: "turn > 3"\nx: turn > 4\ny: "a\\tb"\n')
    places = read_text(source.text, "f").positions
    assert source.inside(places.value(("when",)), "turn > 3", 5, 6) == Span(1, 13, 1, 14)
    assert source.inside(places.value(("x",)), "turn > 4", 0, 4) == Span(2, 4, 2, 8)
    # Escapes move characters: better the whole scalar than a wrong place.
    assert source.inside(places.value(("y",)), "a\tb", 2, 3) == places.value(("y",))


PLAIN = string.ascii_letters + string.digits + " .,:;-_#&*!?|>%@`'\"[]{}\\/éß中\U0001f418\n\t"
SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e300, 1e300) | st.text(PLAIN, max_size=20)
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(PLAIN, min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text(string.ascii_letters, min_size=1), TREES, max_size=5), st.sampled_from([None, 2]))
def test_json_reads_as_json_does_and_every_scalar_is_where_it_says(tree, indent):
    text = json.dumps(tree, ensure_ascii=False, indent=indent)
    read = read_text(text, "f") if not any_blank_key(tree) else None
    if read is None:
        return
    assert read.value == json.loads(text)
    for path, leaf in leaves(tree):
        place = read.positions.value(path)
        assert place.line == place.end_line
        written = read.source.line(place.line)[place.column - 1 : place.end_column - 1]
        assert json.loads(written) == leaf


def any_blank_key(tree):
    if isinstance(tree, dict):
        return any(not key.strip() or any_blank_key(inner) for key, inner in tree.items())
    return isinstance(tree, list) and any(any_blank_key(inner) for inner in tree)


def leaves(tree, path=()):
    if isinstance(tree, dict | list):
        for key, inner in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(inner, (*path, key))
    else:
        yield path, tree


@given(st.data())
def test_any_change_to_a_good_file_is_read_or_explained(data):
    text = list(EXAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 3))
        text[at : at + cut] = data.draw(
            st.text(st.sampled_from("[]{}:,-?&*!|>'\"%@`#\t \n\\0123ax\x00\x85\ufeff"), max_size=4)
        )
    diagnostics = ()
    try:
        read_text("".join(text), "f")
    except ReadingError as error:
        diagnostics = error.diagnostics
    for found in diagnostics:
        assert found.line <= len(Source("f", "".join(text)).lines)
        assert str(found)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_explained(data):
    try:
        assert read_bytes(data, "f").value is not None
    except ReadingError as error:
        diagnostics = error.diagnostics
    else:
        return
    assert all(found.remedy and str(found) for found in diagnostics)


@pytest.mark.parametrize("blank", ["\t", "  \t", " \t \t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_tab_on_an_empty_line_is_nothing(blank, end):
    lines = [
        "title: A",
        "d:",
        "- id: a",
        blank,
        "  text: >-",
        "    one",
        blank,
        "    two",
        blank,
        "x: {a: 1,",
        blank,
        "  b: 2}",
    ]
    text = end.join([*lines, blank])
    assert value(text) == value(text.replace("\t", "").replace(" " + end, end)) | {"x": {"a": 1, "b": 2}}
    assert [found.code for found in findings("d:\n- id: a\n\t\n\tname: b\n")] == ["E106"]
