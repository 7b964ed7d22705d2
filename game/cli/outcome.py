"""How commands end: exit codes, what is said and where."""

import os
import re
import sys

FINE = 0
PROBLEMS = 1  # found in the input
WRONG = 2  # wrong use or environment


class UserError(Exception):
    """What the person can put right; ``str()`` is a whole sentence with the remedy."""

    def __init__(self, sentence: str, code: int = PROBLEMS) -> None:
        super().__init__(sentence)
        self.code = code


# What a terminal would obey instead of showing it: control characters but line ends and tabs, turns of direction.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
_ENDLESS = re.compile(r"\S{300,}")  # a word that no message needs whole
_HEAD, _TAIL = 60, 20  # characters of it that are shown


def plain(text: str) -> str:
    r"""Return ``text`` with what a terminal would obey written out, as in ``\u001b``: that is right in JSON too."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def shortened(text: str) -> str:
    """Return ``text`` with the middle of endless words left out."""
    return _ENDLESS.sub(lambda found: f"{found[0][:_HEAD]}…{found[0][-_TAIL:]}", text)


def complain(sentence: str) -> None:
    """Say on stderr what is wrong."""
    sys.stderr.write(f"corridors: {plain(shortened(sentence))}\n")


def say(line: str = "") -> None:
    """Write a line of the answer to stdout; what people wrote into files cannot command the terminal."""
    sys.stdout.write(f"{plain(line)}\n")


def drop_stdout() -> None:
    """Let the rest of the answer go nowhere, since nobody reads it or it cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(line: str) -> None:
    """Write a line to stderr that is neither the answer nor a complaint."""
    sys.stderr.write(f"{plain(shortened(line))}\n")
