"""Blocks of the model's pages that a program writes, between marks, with words of people around them."""

import re
from collections.abc import Mapping
from pathlib import Path

_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?")


def mark(name: str) -> str:
    """Return the mark that begins a block."""
    return f"<!-- written by main.py plausibility: {name} -->"


END = "<!-- end -->"


def with_blocks(page: str, blocks: Mapping[str, str]) -> str:
    """Return a page with its blocks written anew; a block that the page lacks is added at its end."""
    for name, text in blocks.items():
        block = f"{mark(name)}\n\n{text.strip()}\n\n{END}"
        pattern = re.compile(re.escape(mark(name)) + r".*?" + re.escape(END), re.DOTALL)
        found = pattern.search(page)
        if found:
            page = page[: found.start()] + block + page[found.end() :]
        else:
            page = (page.rstrip() + "\n\n" if page.strip() else "") + block + "\n"
    return page


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def write_pages(folder: Path, pages: Mapping[str, Mapping[str, str]], pictures: Mapping[str, str]) -> list[Path]:
    """Write blocks into the pages of a folder and pictures into its ``pictures/model``; return what was written.

    Raises
    ------
    OSError
        If a file cannot be read or written.
    """
    written: list[Path] = []
    for name, blocks in pages.items():
        path = folder / name
        page = path.read_text(encoding="utf-8") if path.exists() else ""
        written.append(_write(path, with_blocks(page, blocks)))
    written += [_write(folder / "pictures" / "model" / name, text) for name, text in pictures.items()]
    return written


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def differences(one: str, other: str) -> list[str]:
    """Return lines that differ in words, or in a number by more than its last digit (machines round differently)."""
    lines = one.splitlines(), other.splitlines()
    if len(lines[0]) != len(lines[1]):
        return [f"{len(lines[0])} lines, {len(lines[1])} lines"]
    return [f"{first!r} / {second!r}" for first, second in zip(*lines, strict=True) if not _alike(first, second)]


def _alike(one: str, other: str) -> bool:
    if _NUMBER.sub("#", one) != _NUMBER.sub("#", other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(abs(_value(first) - _value(second)) <= 1.5 * _last_digit(first) for first, second in pairs)


def _value(number: str) -> float:
    return float(number.replace("−", "-").replace(",", ""))


def _last_digit(number: str) -> float:
    return float(10.0 ** -len(number.partition(".")[2]))
