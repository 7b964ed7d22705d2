import os
import sys

import pytest

from game.scenario import guard
from game.scenario.diagnostic import ReadingError
from game.scenario.guard import decode, read_source
from game.scenario.reading import read_file, read_text


def codes(call, *arguments, **named):
    with pytest.raises(ReadingError) as caught:
        call(*arguments, **named)
    return [found.code for found in caught.value.diagnostics]


def test_missing_file_suggests_its_neighbour(tmp_path):
    (tmp_path / "ivory_corridor.yaml").write_text("title: x")
    with pytest.raises(ReadingError) as caught:
        read_source(tmp_path / "ivory_coridor.yaml", "ivory_coridor.yaml")
    (found,) = caught.value.diagnostics
    assert found.code == "E101"
    assert "ivory_corridor.yaml" in found.remedy
    assert str(found).startswith("ivory_coridor.yaml  E101  There is no such file.")


def test_folder_and_odd_names_are_no_files(tmp_path):
    assert codes(read_source, tmp_path) == ["E101"]
    assert codes(read_source, tmp_path / "a\0b") == ["E101"]
    assert codes(read_source, tmp_path / ("x" * 300)) == ["E101"]


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders")
def test_pipes_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert codes(read_source, tmp_path / "pipe.yaml") == ["E101"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that bind")
def test_unreadable_file_says_why(tmp_path):
    path = tmp_path / "closed.yaml"
    path.write_text("title: x")
    path.chmod(0)
    assert codes(read_source, path) == ["E101"]


def test_size_is_looked_at_before_reading(tmp_path, monkeypatch):
    path = tmp_path / "large.yaml"
    with path.open("wb") as opened:
        opened.truncate(guard.MAX_BYTES + 1)
    monkeypatch.setattr("pathlib.Path.open", lambda *_: pytest.fail("opened"))
    assert codes(read_source, path) == ["E102"]


def test_exactly_the_largest_file_is_read(tmp_path):
    path = tmp_path / "full.yaml"
    line = b"# comment comment comment comment comment comment comment comme\n"
    path.write_bytes(b"a: 1\n" + line * ((guard.MAX_BYTES - 5) // len(line)))
    assert read_file(path).value == {"a": 1}


def test_byte_order_mark_is_no_part_of_the_text():
    source = decode(b"\xef\xbb\xbftitle: x", "f")
    assert source.text == "title: x"


def test_limits_are_exact():
    assert read_text("x: " + "[" * 31 + "]" * 31, "f").value
    assert codes(read_text, "x: " + "[" * 32 + "]" * 32, "f") == ["E115"]
    assert len(read_text("x: " + "a" * guard.MAX_SCALAR, "f").value["x"]) == guard.MAX_SCALAR
    assert codes(read_text, "x: " + "a" * (guard.MAX_SCALAR + 1), "f") == ["E117"]


def test_one_list_has_a_limit_of_its_own():
    assert len(read_text("x: [" + "1," * 10_000 + "]", "f").value["x"]) == 10_000
    with pytest.raises(ReadingError) as caught:
        read_text("x: [" + "1," * 10_001 + "]", "f")
    (found,) = caught.value.diagnostics
    assert (found.code, found.line, found.column) == ("E116", 1, 4)


def test_empty_second_document_is_still_a_second_document():
    assert codes(read_text, "a: 1\n---\n", "f") == ["E111"]
    assert read_text("---\na: 1\n...\n", "f").value == {"a": 1}
