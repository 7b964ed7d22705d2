"""How commands end: exit codes, what is said and where."""

import os
import sys

FINE = 0
PROBLEMS = 1  # found in the input
WRONG = 2  # wrong use or environment


class UserError(Exception):
    """What the person can put right; ``str()`` is a whole sentence with the remedy."""

    def __init__(self, sentence: str, code: int = PROBLEMS) -> None:
        super().__init__(sentence)
        self.code = code


def complain(sentence: str) -> None:
    """Say on stderr what is wrong."""
    sys.stderr.write(f"corridors: {sentence}\n")


def say(line: str = "") -> None:
    """Write a line of the answer to stdout."""
    sys.stdout.write(f"{line}\n")


def drop_stdout() -> None:
    """Let the rest of the answer go nowhere, since nobody reads it or it cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(line: str) -> None:
    """Write a line to stderr that is neither the answer nor a complaint."""
    sys.stderr.write(f"{line}\n")
