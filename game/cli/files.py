"""Finds and reads the files that commands are given."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from game.cli.outcome import WRONG, UserError
from game.model.places import scenarios_folder
from game.model.suggest import suggest
from game.model.text import _
from game.scenario.load import LoadResult, load_scenario

_ENDINGS = (".yaml", ".yml")


def scenario_path(name: str) -> Path:
    """Return the file that ``name`` means: a path, or a scenario that comes with the game."""
    path = Path(_named(name))
    if is_there(path):
        return path
    # The name alone is enough for an own scenario too, as for one that comes with the game.
    beside = [Path(f"{name}{ending}") for ending in _ENDINGS if path.name and path.suffix not in _ENDINGS]
    own = next((file for file in beside if is_there(file) and file.is_file()), None)
    if own:
        return own
    shipped = {file.stem: file for ending in _ENDINGS for file in sorted(scenarios_folder().glob(f"*{ending}"))}
    found = shipped.get(path.stem if path.suffix in _ENDINGS else path.name) if path.parent == Path() else None
    if found:
        return found
    here = [file.stem for ending in _ENDINGS for file in Path().glob(f"*{ending}")]
    near = suggest(path.stem, tuple(dict.fromkeys((*shipped, *sorted(here)))))
    if near:
        sentence = _("There is no scenario {name}. Did you mean {near}?")
        raise UserError(sentence.format(name=name, near=", ".join(near)))
    sentence = _("There is no scenario {name}. Give the path of a YAML file, or one of: {names}.")
    raise UserError(sentence.format(name=name, names=", ".join(shipped) or "–"))


def _named(name: str) -> str:
    """Return ``name`` if it names anything: an empty one would mean the folder that one happens to be in."""
    if name.strip():
        return name
    sentence = _("The name of the scenario is empty. Give the path of a YAML file, or a name as ivory_corridor.")
    raise UserError(sentence, WRONG)


def scenario_files(paths: list[str], *, missing: bool = False) -> list[Path]:
    """Return the scenario files that ``paths`` mean: files as they are, folders with all YAML files in them.

    With ``missing``, what is not there is returned too: who reads it gets a finding like others, as JSON needs it.

    Raises
    ------
    UserError
        If a name is empty, or nothing is there (unless ``missing``).
    """
    files: list[Path] = []
    for name in paths:
        try:
            files.extend(_files_of(name))
        except UserError as error:
            if not missing or error.code == WRONG:
                raise
            files.append(Path(name))
    return list(dict.fromkeys(files))


def _files_of(name: str) -> list[Path]:
    # A path that is not there is a finding like others, in the form that was asked for.
    path = scenario_path(name) if Path(_named(name)).parent == Path() else Path(name)
    if not (is_there(path) and path.is_dir()):
        return [path]
    inside = sorted(_scenarios_in(path))
    if not inside:
        raise UserError(_("There is no scenario (*.yaml) in the folder {folder}.").format(folder=name))
    return inside


def is_there(path: Path, *, follow: bool = True) -> bool:
    """Tell whether there is a file or folder, or without ``follow`` a link that leads nowhere."""
    try:
        return path.exists() if follow else path.is_symlink()
    except OSError:  # as with a name that is too long for any file
        return False


def _scenarios_in(folder: Path) -> Iterator[Path]:
    """Yield every scenario below a folder; what cannot be looked into is passed over."""
    for inside, _folders, names in os.walk(folder):
        yield from (Path(inside) / name for name in names if name.endswith(_ENDINGS))


def read_playable(name: str) -> tuple[Path, LoadResult]:
    """Read a scenario that is to be played.

    Raises
    ------
    UserError
        With every finding, if an error stops it.
    """
    from game.scenario.codes import Severity  # noqa: PLC0415
    from game.scenario.diagnostic import as_text  # noqa: PLC0415

    path = scenario_path(name)
    result = load_scenario(path)
    if result.scenario is None:
        errors = [found for found in result.diagnostics if found.severity is Severity.ERROR]
        raise UserError(_("{file} cannot be played.").format(file=name) + "\n\n" + as_text(errors))
    return path, result


def may_write(path: Path) -> None:
    """See that a file could lie at ``path``, before long work: its folder must be there.

    Raises
    ------
    UserError
        If it could not.
    """
    folder = path.resolve().parent
    if not os.path.isdir(folder):  # noqa: PTH112 - unlike Path, no error where the name is too long for any file
        sentence = _("There is no folder {folder} for {file}. Make it first, or choose another place.")
        raise UserError(sentence.format(folder=folder, file=path.name), WRONG)
    if path.is_dir():
        raise UserError(_("{file} is a folder. Name a file in it.").format(file=path), WRONG)


def write_whole(path: Path, text: str) -> None:
    """Write a text file, whole or not at all; into what is no file, as ``/dev/stdout``, it is simply written.

    Raises
    ------
    UserError
        If it cannot be written, or its folder is not there; a file that was there stays.
    """
    try:
        may_write(path)
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_text(text, encoding="utf-8", errors="replace")  # a device or a pipe must never be replaced
            return
        target = path.resolve()  # behind a link
        handle, name = tempfile.mkstemp(prefix=".corridors-", dir=target.parent)
        fresh = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.chmod(0o644)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        sentence = _("{file} could not be written ({reason}). Choose another place.")
        raise UserError(sentence.format(file=path, reason=error.strerror or error), WRONG) from error
