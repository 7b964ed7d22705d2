"""Where the scenario stands that another one extends."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.model.places import scenarios_folder
from game.model.suggest import suggest
from game.model.text import _
from game.scenario.diagnostic import did_you_mean, listed, quoted

ENDINGS = (".yaml", ".yml")
_NAME = re.compile(r"[^\W.][\w .-]*")


@dataclass(frozen=True)
class Base:
    """A file that is extended, and its name in findings."""

    path: Path
    shown: str


class NoBaseError(Exception):
    """There is no such file; ``message`` and ``remedy`` say what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def find_base(name: str, by: Path | None, shown: str) -> Base:
    """Find the scenario ``name``: beside the file that extends it, else among those that come with the game.

    Parameters
    ----------
    name
        Name of the scenario, with or without its ending; never a path.
    by
        The file that extends it, if it is a file; it never finds itself.
    shown
        Its name in findings; the base beside it is shown in the same folder.

    Raises
    ------
    NoBaseError
        If there is none, or the name is a path.
    """
    if not _NAME.fullmatch(name):
        message = _("extends: takes the name of a scenario, not a path.")
        raise NoBaseError(message, _("Put both files into one folder and write the name alone."))
    beside = None if by is None else by.absolute().parent
    for folder in dict.fromkeys(folder for folder in (beside, scenarios_folder().absolute()) if folder is not None):
        for file in _files(folder, name):
            if by is None or not _same(file, by):
                return Base(file, _beside(shown, file) if folder == beside else file.name)
    names = [file.stem for folder in (beside, scenarios_folder()) if folder for file in _inside(folder, by)]
    stem = name.removesuffix(".yaml").removesuffix(".yml")
    guess = did_you_mean(suggest(stem, names))
    message = _("There is no scenario {name} beside this file or among those that come with the game.")
    raise NoBaseError(
        message.format(name=quoted(name)),
        guess or _("There are: {names}.").format(names=listed(sorted(dict.fromkeys(names)))),
    )


def _files(folder: Path, name: str) -> Iterable[Path]:
    wanted = (name,) if name.endswith(ENDINGS) else tuple(f"{name}{ending}" for ending in ENDINGS)
    for file in wanted:
        path = folder / file
        try:
            # A link could show lines of any file on this computer in a finding.
            usable = path.is_file() and not path.is_symlink()
        except OSError:  # a name that no file can have
            usable = False
        if usable:
            yield path


def _inside(folder: Path, by: Path | None) -> list[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)[:200]
    except OSError:
        return []
    return [path for path in files if path.is_file() and not path.is_symlink() and (by is None or not _same(path, by))]


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve()
    except OSError:
        return False


def _beside(shown: str, file: Path) -> str:
    """Write the name of a file in the same folder as ``shown``."""
    folder, _slash, _name = shown.replace("\\", "/").rpartition("/")
    return f"{folder}/{file.name}" if folder else file.name
