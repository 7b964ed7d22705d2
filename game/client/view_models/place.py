"""Files and folders as people read and type them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.model.text import _

SUFFIX = ".corridors"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a save is to go; with ``problem`` it cannot."""

    path: Path
    problem: str = ""


def home_as_tilde(path: Path) -> str:
    """Return a path with the person's own folder as ``~``, which is shorter and tells nobody's name."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def typed_place(text: str, name: str) -> Place:
    """Return the file that a person means by ``text``; in a folder it is called ``name``."""
    words = text.strip().strip('"')
    if not words or not words.isprintable():
        return Place(Path(), _("Type where the save is to go."))
    try:
        path = Path(words).expanduser()
    except RuntimeError:
        path = Path(words)
    try:
        if path.is_dir() or words.endswith(("/", "\\")):
            path = path / name
        elif path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        if path.exists():
            sentence = _("{file} exists already. Choose another name.")
            return Place(path, sentence.format(file=home_as_tilde(path)))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Place(path, _("This place cannot be used ({reason}).").format(reason=reason))
    return Place(path)
