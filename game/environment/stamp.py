"""Is the environment there already? Asked at each start, so it has to be quick: two small files and one listing."""

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from game.environment.pins import Pin, normalise
from game.environment.platforms import Platform
from game.model.text import _

STAMP_FILE = "corridors-stamp.json"
_REPLACED_BY_CE = "pygame"
"""The distribution that fills the same folder as pygame-ce and must not be there."""


def expected_stamp(root: Path, pins: Sequence[Pin], platform: Platform) -> dict[str, str]:
    """Describe what an environment of this Python, on this machine, in this folder, with these pins was made for."""
    wanted = "\n".join(pin.requirement for pin in pins)
    return {
        "implementation": sys.implementation.name,
        "path": str(root),
        "pins": hashlib.sha256(wanted.encode()).hexdigest(),
        "platform": f"{sys.platform} {platform.machine()}",
        "python": sys.version,
    }


def write_stamp(environment: Path, stamp: dict[str, str]) -> None:
    """Write the stamp so that it is there whole or not at all."""
    unfinished = environment / f"{STAMP_FILE}.unfinished"
    unfinished.write_text(json.dumps(stamp, indent=2), encoding="utf-8")
    unfinished.replace(environment / STAMP_FILE)


def find_obstacle(environment: Path, stamp: dict[str, str], pins: Sequence[Pin], platform: Platform) -> str | None:
    """Say why the environment cannot be used as it is, or None if it is there already."""
    if not environment.is_dir():
        return _("It is not there yet.")
    try:
        found = json.loads((environment / STAMP_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _("It was not made by Corridors, or not finished.")
    if found != stamp:
        return _("It was made for another Python, machine, folder or set of versions.")
    if not platform.interpreter(environment).exists() or not _home_of(environment).is_dir():
        return _("The Python it was made with is gone.")
    missing = find_missing(environment, pins, platform)
    if missing:
        return _("These do not stand in it as they should: {names}.").format(names=", ".join(missing))
    return None


def find_missing(environment: Path, pins: Sequence[Pin], platform: Platform) -> list[str]:
    """List the pins that are not installed at their version, and pygame if it stands in the way of pygame-ce."""
    folder = platform.packages(environment)
    installed = _list_installed(folder) if folder else set()
    missing = [pin.requirement for pin in pins if (normalise(pin.name), pin.version) not in installed]
    if any(name == _REPLACED_BY_CE for name, _version in installed):
        missing.append(_("pygame (in the place of pygame-ce)"))
    return missing


def _list_installed(folder: Path) -> set[tuple[str, str]]:
    """List names and versions by the names of the ``.dist-info`` folders."""
    installed = set()
    for entry in os.listdir(folder):  # noqa: PTH208 - names only
        if entry.endswith(".dist-info"):
            name, _dash, version = entry.removesuffix(".dist-info").rpartition("-")
            installed.add((normalise(name), version))
    return installed


def _home_of(environment: Path) -> Path:
    """Return the folder of the Python that the environment was made with; an empty path without one."""
    try:
        lines = (environment / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return environment / "nowhere"
    homes = [value.strip() for key, _equals, value in (line.partition("=") for line in lines) if key.strip() == "home"]
    return Path(homes[0]) if homes else environment / "nowhere"
