"""Begin a scenario: a small one that can be played at once, or a variant of another one."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from game.model.places import assets_folder
from game.model.scenario import Scenario
from game.model.text import _

SCHEMA = "# yaml-language-server: $schema="
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written: where, and what."""

    path: Path
    text: str


class BadNameError(ValueError):
    """A name that no scenario can have; ``str()`` is a whole sentence with the remedy."""


def new_scenario(path: Path) -> Draft:
    """Return a small, commented scenario that can be played as it is."""
    return _filled("scenario.yaml", path, {})


def new_extension(path: Path, base: str, scenario: Scenario) -> Draft:
    """Return a commented variant of the scenario that goes by the name ``base``."""
    seats = [item.id for item in scenario.delegations]
    events = [item.id for item in scenario.events]
    words = {
        "BASE": base,
        "DELEGATIONS": _listed(seats),
        "EVENTS": _listed(events),
        "FIRST": seats[0],
        "SECOND": seats[-1],
    }
    return _filled("extension.yaml", path, words)


def scenario_path_of(name: str) -> Path:
    """Return the file that a new scenario called ``name`` is written to.

    Raises
    ------
    BadNameError
        If nothing of the name is left for a file.
    """
    path = Path(name)
    if path.suffix.lower() in {".yaml", ".yml"}:
        path = path.with_suffix("")
    stem = re.sub(r"[^\w-]+", "_", path.name).strip("_")
    if not stem or name.endswith(("/", "\\")):
        raise BadNameError(_("A scenario needs a name of letters and digits, as in timber or class_7b."))
    return path.with_name(f"{stem}.yaml")


def _filled(template: str, path: Path, words: dict[str, str]) -> Draft:
    text = (assets_folder() / "templates" / template).read_text(encoding="utf-8")
    title = path.stem.replace("_", " ").strip().capitalize()
    text = text.replace("# SCHEMA", SCHEMA + schema_address(path), 1)
    text = text.replace('"TITLE"', json.dumps(title, ensure_ascii=False))
    meanings = {**words, "FILE": path.as_posix()}
    pattern = re.compile(rf"\b({'|'.join(meanings)})\b")
    return Draft(path, pattern.sub(lambda found: meanings[found[1]], text))


def schema_address(path: Path) -> str:
    """Return how a file names the schema to its editor: from its own folder, or by a whole address."""
    schema = (assets_folder() / "schema" / "scenario.schema.json").resolve()
    try:
        relative = Path(os.path.relpath(schema, path.absolute().parent.resolve())).as_posix()
    except ValueError:  # another drive
        return schema.as_uri()
    return relative if relative.startswith(".") else f"./{relative}"


def _listed(ids: list[str]) -> str:
    shown = ", ".join(ids[:_MOST_NAMED])
    return (shown if len(ids) <= _MOST_NAMED else f"{shown}, …") or "–"
