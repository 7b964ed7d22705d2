"""``main.py new``: begin a scenario."""

import argparse
from pathlib import Path

from game.authoring.new import BadNameError, Draft, new_extension, new_scenario, scenario_path_of
from game.cli.files import is_there, read_playable, write_whole
from game.cli.outcome import FINE, WRONG, UserError, say
from game.model.places import scenarios_folder
from game.model.text import _


def run(options: argparse.Namespace) -> int:
    """Write a small scenario, or a variant of one; never over a file that is there."""
    try:
        path = scenario_path_of(" ".join(options.name))
    except BadNameError as error:
        raise UserError(str(error), WRONG) from error
    if is_there(path) or is_there(path, follow=False):
        sentence = _("{file} is there already, and stays as it is. Choose another name.")
        raise UserError(sentence.format(file=path), WRONG)
    draft = new_scenario(path) if options.base is None else _variant(path, options.base)
    _folder_for(draft.path)
    write_whole(draft.path, draft.text)
    say(_("Written: {file}").format(file=draft.path))
    say(_("Check it while you write: python main.py check {file} --watch").format(file=draft.path))
    say(_("Play it: python main.py play {file}").format(file=draft.path))
    return FINE


def _folder_for(path: Path) -> None:
    """Make the folder that the name asks for, as in ``new class_7b/timber``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = _("{file} could not be written ({reason}). Choose another place.")
        raise UserError(sentence.format(file=path, reason=error.strerror or error), WRONG) from error


def _variant(path: Path, name: str) -> Draft:
    base, result = read_playable(name)
    assert result.scenario is not None  # noqa: S101 - read_playable sees to it
    folders = {folder.resolve() for folder in (path.absolute().parent, scenarios_folder())}
    if base.absolute().parent.resolve() not in folders:
        sentence = _("A variant lies in the folder of its base. Write: new {path} --from {base}")
        beside = base.parent / path.name
        raise UserError(sentence.format(path=beside.with_suffix(""), base=base), WRONG)
    return new_extension(path, base.stem, result.scenario)
