"""Pictures: where they may lie, what they may be, and what is read of them before anything decodes them."""

import struct
import zlib
from pathlib import Path

import pytest

from game.scenario.example import MINIMAL
from game.scenario.load import load_scenario, read_scenario
from game.scenario.pictures import MAX_SIDE, PictureProblem, look_at


def png(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def jpeg(width: int, height: int, frame: int = 0xC0) -> bytes:
    comment = b"\xff\xfe" + struct.pack(">H", 12) + b"0123456789"
    table = b"\xff\xc4" + struct.pack(">H", 6) + b"\xff\xc0ab"
    return b"\xff\xd8" + comment + table + bytes((0xFF, frame)) + struct.pack(">HBHH", 17, 8, height, width) + b"rest"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png(640, 400)),
        ("a.jpg", jpeg(640, 400)),
        ("A.JPEG", jpeg(640, 400, 0xC2)),
        ("in/deep/a.png", png(640, 400)),
    ],
)
def test_the_size_is_read_from_the_first_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    picture = look_at(name, tmp_path)
    assert (picture.width, picture.height, picture.file) == (640, 400, file)


@pytest.mark.parametrize("side", [0, MAX_SIDE + 1, 60_000])
def test_a_side_that_is_too_long_is_refused(tmp_path: Path, side: int) -> None:
    (tmp_path / "a.png").write_bytes(png(side, 10))
    with pytest.raises(PictureProblem) as caught:
        look_at("a.png", tmp_path)
    assert caught.value.code == "E348"


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff", jpeg(9, 9)[:20], png(9, 9)[:20], b"GIF89a", b"\xff" * 99]
)
def test_what_is_cut_short_is_no_picture(tmp_path: Path, data: bytes) -> None:
    for name in ("a.png", "a.jpg"):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(PictureProblem) as caught:
            look_at(name, tmp_path)
        assert caught.value.code == "E347"


def test_it_belongs_to_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(20, 10))
    (tmp_path / "base.yaml").write_text(MINIMAL + "picture: a.png\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("extends: base\n", encoding="utf-8")
    result = load_scenario(tmp_path / "mine.yaml")
    assert result.picture is not None
    assert result.picture.file == tmp_path / "a.png"
    assert result.scenario is not None
    assert result.scenario.picture == "a.png"


def test_a_save_has_no_folder_and_asks_for_no_file() -> None:
    result = read_scenario(MINIMAL + "picture: a.png\n", "x.yaml")
    assert result.scenario is not None
    assert result.picture is None


def test_a_likely_name_is_offered(tmp_path: Path) -> None:
    (tmp_path / "port.png").write_bytes(png(20, 10))
    (tmp_path / "x.yaml").write_text(MINIMAL + "picture: prot.png\n", encoding="utf-8")
    (found,) = [one for one in load_scenario(tmp_path / "x.yaml").diagnostics if one.code == "E346"]
    assert '"port.png"' in found.remedy
