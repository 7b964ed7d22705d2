"""The expected "no": a command that the rules do not allow, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command was refused: a code for programs, a sentence with the remedy for people."""

    code: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence
