"""A scenario as one text that stands alone: what a save holds, with everything from the files that it extends."""

import json
import re
from collections.abc import Mapping
from typing import Any

from game.model.text import _
from game.scenario.compose import Composed
from game.scenario.scalars import ScalarError, resolve_plain

# Text that can stand without quotes in every place of a block.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./()+=-]*")
_KEY = re.compile(r"[A-Za-z0-9_]+")


def resolved_text(composed: Composed, below: str) -> str:
    """Write a merged file as YAML that reads as the same values; comments are not kept.

    Parameters
    ----------
    composed
        The file with all that it extends.
    below
        Name of the file that it extends, for the first line.
    """
    head = _("# {file} with what it takes from {below}; written by the program.")
    return head.format(file=_one_line(composed.source.file), below=_one_line(below)) + "\n" + yaml_text(composed.value)


def text_for_lesson(value: Mapping[str, Any], minutes: int) -> str:
    """Write a scenario with the rules of its lesson of so many minutes, for the save of that lesson.

    Raises
    ------
    KeyError
        If the scenario has no such lesson.
    """
    lesson = value["lessons"][str(minutes)]
    rules = {key: lesson[key] for key in ("turns", "turn_years", "political_capital") if lesson.get(key) is not None}
    return yaml_text({**value, "rules": {**(value.get("rules") or {}), **rules}})


def yaml_text(value: Any) -> str:
    """Write plain values as YAML of the kind that scenarios use: blocks, and quotes where they are needed."""
    rows: list[str] = []
    _write(value, 0, rows, "")
    return "\n".join(rows) + "\n"


def _write(value: Any, depth: int, rows: list[str], head: str) -> None:
    """Add a value below ``head``, which is a key with its colon, a dash, or nothing."""
    pad = "  " * depth
    if isinstance(value, dict) and value:
        if head:
            rows.append(head.rstrip())
        for key, child in value.items():
            _write(child, depth + 1, rows, f"{pad}{_key(key)}: ")
    elif isinstance(value, list) and value:
        if head:
            rows.append(head.rstrip())
        for child in value:
            if isinstance(child, dict | list) and child:
                inner: list[str] = []
                _write(child, depth + 1, inner, "")
                rows.append(f"{pad}- {inner[0].lstrip()}")
                rows.extend(inner[1:])
            else:
                rows.append(f"{pad}- {_scalar(child)}")
    else:
        rows.append(f"{head}{_scalar(value)}")


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[]"
    return _number(value)


def _number(value: float) -> str:
    """Write a number so that it is read as the same one; an infinite one as YAML does."""
    text = repr(value)
    return {"inf": ".inf", "-inf": "-.inf"}.get(text, text)


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or text.endswith(" ") or " #" in text:
        return False
    try:
        return resolve_plain(text) == text
    except ScalarError:
        return False


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
