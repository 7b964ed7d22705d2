"""Broken files that are too large or too odd to keep: made when the tests run. Add a line to :func:`make`."""

import struct
import zlib
from itertools import pairwise
from pathlib import Path

from game.scenario.example import MINIMAL

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def make(folder: Path) -> dict[str, str]:
    """Write every file into ``folder``; give by name the code that each is answered with."""
    files = _Files(folder)
    _syntax(files)
    _values(files)
    _extending(files)
    _odd(files)
    _pictures(files)
    return files.wanted


class _Files:
    """Files in a folder, and what is expected of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wanted: dict[str, str] = {}

    def add(self, name: str, content: str | bytes, code: str) -> None:
        """Write a file."""
        self.expect(f"{name}.yaml", code).write_bytes(content if isinstance(content, bytes) else content.encode())

    def expect(self, file: str, code: str) -> Path:
        """Expect a finding in a file that is made otherwise."""
        self.wanted[file] = code
        return self.folder / file


def _syntax(files: _Files) -> None:
    """Attack the parser: depth, references, sizes."""
    for name, text in {"brackets": "[", "pairs": "{a: ", "lines": "[\n", "dashes": "- ", "mixed": "[{a: "}.items():
        files.add(name, text * 30_000, "E115")
    files.add("closed", "[" * 30_000 + "]" * 30_000, "E115")
    for name, text in {"braces": "{", "questions": "? "}.items():
        files.add(name, text * 30_000, "E119")
    files.add("colons", ": " * 500_000, "E119")
    bomb = "a: &a [lol]\n" + "".join(
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    files.add("bomb", bomb, "E112")
    merge = "a: &a {k: 1}\n" + "".join(
        f"{b}: &{b} {{<<: [{', '.join(['*' + a] * 9)}]}}\n" for a, b in pairwise(_LETTERS)
    )
    files.add("merge", merge, "E112")
    files.add("anchors", "&a " * 100_000, "E112")
    files.add("exclamations", "!" * 500_000, "E114")
    files.add("quotes", '"' * 1_000_000, "E105")
    files.add("word", "a" * 1_000_000, "E117")
    files.add("long_text", "a: '" + "b" * 1_000_000 + "'", "E117")
    files.add("items", "x: [" + "a, " * 250_000 + "]", "E116")
    files.add("rows", "- a\n" * 210_000, "E116")
    files.add("keys", "".join(f"{number:x}: \n" for number in range(110_000)), "E116")
    files.add("digits", "x: " + "9" * 60_000, "E121")
    files.add("point", "x: ." + "9" * 60_000, "E121")
    files.add("same_key", "a: 1\n" * 100_000, "E118")
    files.add("zeros", "x:\n" + "- 01\n" * 100_000, "E120")
    files.add("pipes", "x: |\n" + "\n" * 900_000, "E201")


def _values(files: _Files) -> None:
    """Attack what comes after the parser: the schema, formulas, checks across the file."""
    files.add("signs", "title: " + "-" * 60_000 + "\n" + MINIMAL.partition("\n")[2], "E206")
    many = "".join(f"- {{id: e{number}, when: turn > 1, headline: x}}\n" for number in range(9_000))
    files.add("many_events", MINIMAL + "events:\n" + many, "E207")
    wrong = "".join(f"- {{id: E{number}, whenn: 7}}\n" for number in range(9_000))
    files.add("many_wrong_events", MINIMAL + "events:\n" + wrong, "E207")
    for name, formula, code in (
        ("formula", "turn > 1 and " * 8_000 + "true", "E117"),
        ("formula_brackets", "(" * 900 + "turn > 1" + ")" * 900, "E213"),
        ("formula_signs", "-" * 1_900 + "1 > 0", "E213"),
        ("formula_nots", "not " * 450 + "true", "E213"),
        ("formula_long", "x" * 60_000, "E206"),
        ("formula_digits", "9" * 1_900 + " > 1", "E213"),
    ):
        files.add(name, MINIMAL + f"events: [{{id: e, when: {formula}, headline: x}}]\n", code)
    waits = "".join(
        f"- {{id: e{number}, when: flag(f{number + 1}), headline: x, effects: [{{kind: flag, flag: f{number}}}]}}\n"
        for number in range(300)
    )
    files.add("events_in_a_row", MINIMAL + "events:\n" + waits, "W303")


def _extending(files: _Files) -> None:
    copies = "".join(f"- {{id: d{number}, like: kenya}}\n" for number in range(9_000))
    files.add("copies", "extends: ivory_corridor\ndelegations:\n" + copies, "E116")
    chain = "".join(f"- {{id: d{number}, like: d{number + 1}}}\n" for number in range(9_000))
    files.add("chain_of_copies", "extends: ivory_corridor\ndelegations:\n" + chain, "E334")
    long = "".join(f"- {{id: d{number}, like: long}}\n" for number in range(5_000))
    text = f"extends: ivory_corridor\ndelegations:\n- {{id: long, like: kenya, position: {'x' * 60_000}}}\n{long}"
    files.add("long_copies", text, "E116")
    for number in range(30):
        files.add(f"tower_{number}", f"extends: tower_{(number + 1) % 30}\n", "E331")
    files.add("long_name", f"extends: {'a' * 300}\n", "E330")
    removed = ", ".join(f"x{number}" for number in range(5_000))
    files.add("removals", f"extends: ivory_corridor\nremove: {{legs: [{removed}]}}\n", "E333")


def _odd(files: _Files) -> None:
    """Files that are no text, or no files."""
    files.add("utf16", "title: x\n".encode("utf-16"), "E103")
    files.add("binary", bytes(range(256)) * 100, "E103")
    files.add("nothing", b"", "E122")
    files.add("zeros_only", b"\0" * 1_000, "E103")
    files.add("mark_only", b"\xef\xbb\xbf", "E122")
    with files.expect("large.yaml", "E102").open("wb") as opened:
        opened.truncate(100 * 1024 * 1024)
    files.expect("folder.yaml", "E101").mkdir()
    files.expect("missing.yaml", "E101")


def _pictures(files: _Files) -> None:
    """Pictures that are elsewhere, no pictures, or too large."""

    def png(width: int, height: int) -> bytes:
        head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))

    (files.folder / "huge.png").write_bytes(png(60_000, 60_000))
    (files.folder / "flat.png").write_bytes(png(0, 10))
    (files.folder / "text.png").write_text("no picture", encoding="utf-8")
    (files.folder / "short.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (files.folder / "loop.jpg").write_bytes(b"\xff\xd8\xff" + b"\xff\xe0\x00\x00" * 100_000)
    (files.folder / "fills.jpg").write_bytes(b"\xff\xd8" + b"\xff" * 300_000)
    with (files.folder / "heavy.png").open("wb") as opened:
        opened.truncate(50 * 1024 * 1024)
    (files.folder / "deep.png").mkdir()
    for name, code in (
        ("huge.png", "E348"),
        ("flat.png", "E348"),
        ("heavy.png", "E348"),
        ("text.png", "E347"),
        ("short.png", "E347"),
        ("loop.jpg", "E347"),
        ("fills.jpg", "E347"),
        ("huge.yaml", "E347"),
        ("deep.png", "E346"),
        ("hgue.png", "E346"),
        ("../huge.png", "E345"),
        ("/etc/hostname", "E345"),
        ("pictures/../../x.png", "E345"),
        ("C:/x.png", "E345"),
        ("a\\b.png", "E345"),
        ("https://example.org/x.png", "E345"),
        ("x" * 190 + ".png", "E346"),
        ("\N{SNOWMAN}" * 190 + ".png", "E346"),
    ):
        files.add(f"picture_{len(files.wanted)}", f"{MINIMAL}picture: '{name}'\n", code)
    try:
        (files.folder / "linked.png").symlink_to(files.folder / "huge.png")
        (files.folder / "linked_folder").symlink_to(files.folder.parent)
    except OSError:
        return  # no links here
    files.add("picture_link", MINIMAL + "picture: linked.png\n", "E345")
    files.add("picture_over_link", MINIMAL + "picture: linked_folder/x.png\n", "E345")
