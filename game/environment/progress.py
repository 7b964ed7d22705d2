"""What the first start shows while one waits; on stderr, so that a command's own output stays clean."""

import re
import sys

from game.model.text import _

_COLLECTING = re.compile(r"Collecting ([A-Za-z0-9._-]+)==(\S+)")
_FROM_FOLDER = re.compile(r"Processing .*?([^/\\]+)-([^-/\\]+)(?:-[^-/\\]+){3,4}\.whl")


def say(sentence: str) -> None:
    """Show one line."""
    sys.stderr.write(f"Corridors: {sentence}\n")
    sys.stderr.flush()


class PipProgress:
    """Follows what pip prints, keeps it, and shows how far it is."""

    def __init__(self, expected: int) -> None:
        self.lines: list[str] = []
        self._expected = expected
        self._begun = 0
        self._retried = False

    def take(self, line: str) -> None:
        """Take one line of pip's output."""
        self.lines.append(line)
        collecting = _COLLECTING.match(line) or _FROM_FOLDER.match(line)
        if collecting:
            self._begun += 1
            say(
                _("package {number} of {total}: {name} {version}").format(
                    number=self._begun, total=self._expected, name=collecting[1], version=collecting[2]
                )
            )
        elif line.startswith("Installing collected packages"):
            say(_("Unpacking the packages; this takes some seconds."))
        elif "Retrying (" in line and not self._retried:
            self._retried = True
            say(_("The package index does not answer; trying again."))
