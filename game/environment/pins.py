"""The file of pinned versions, read without the help of any installed package."""

import re
import sys
from pathlib import Path
from typing import NamedTuple

from game.environment.errors import SetupError
from game.model.text import _

PINS_FILE = "requirements.txt"
STARTED_WITH = ("game", "tests")
"""The sections that the environment of ``main.py`` holds."""

_SECTION = re.compile(r"#\s*\[(\w+)\]\s*$")
_PIN = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(\s*;\s*sys_platform\s*==\s*\"(?P<platform>\w+)\")?\s*$"
)


class Pin(NamedTuple):
    """One distribution at its exact version, for every platform or for one."""

    name: str
    version: str
    platform: str | None = None

    @property
    def requirement(self) -> str:
        """The pin in the words of pip."""
        return f"{self.name}=={self.version}"


def normalise(name: str) -> str:
    """Spell a distribution's name the one way in which names are compared (PEP 503, with underscores)."""
    return re.sub(r"[-_.]+", "_", name).lower()


def read_sections(text: str) -> dict[str, tuple[Pin, ...]]:
    """Read the pins by section, in the order of the file.

    Raises
    ------
    SetupError
        A line is neither a comment nor a pin in the form that this reader knows.
    """
    sections: dict[str, list[Pin]] = {}
    section: list[Pin] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _SECTION.match(line)
        if heading:
            section = sections.setdefault(heading[1], [])
        elif line.strip() and not line.startswith("#"):
            pin = _PIN.match(line)
            if pin is None or section is None:
                raise SetupError(
                    _(
                        "{file}, line {line}, is no pinned version: bring back the file that came with Corridors."
                    ).format(file=PINS_FILE, line=number)
                )
            section.append(Pin(pin["name"], pin["version"], pin["platform"]))
    return {name: tuple(pins) for name, pins in sections.items()}


def pins_to_install(root: Path, platform: str = sys.platform) -> tuple[Pin, ...]:
    """Return what the environment in the folder ``root`` must hold on ``platform``.

    Raises
    ------
    SetupError
        The file cannot be read.
    """
    try:
        text = (root / PINS_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(
            _("{file} cannot be read ({cause}): bring back the file that came with Corridors.").format(
                file=root / PINS_FILE, cause=getattr(error, "strerror", None) or error
            )
        ) from error
    sections = read_sections(text)
    return tuple(
        pin
        for name in STARTED_WITH
        for pin in sections.get(name, ())
        if pin.platform is None or pin.platform == platform
    )
