"""A list of findings that knows where in the file each path stands."""

from collections.abc import Iterable, Mapping

from game.model.suggest import suggest
from game.model.text import _
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, diagnose, did_you_mean, listed
from game.scenario.positions import Path


class Findings:
    """Collects what the checks find."""

    def __init__(self, composed: Composed) -> None:
        self.composed = composed
        self.found: list[Diagnostic] = []

    def at(self, code: str, path: Path, message: str, remedy: str = "") -> None:
        """Add a finding about the value at ``path``, or about its nearest parent that the file has."""
        positions = self.composed.positions
        if path not in positions and path and isinstance(path[-1], int):
            path = path[:-1]  # one text that stands for a list of one
        span = positions.value(path) if path in positions else positions.nearest(path)
        if span.line != span.end_line:
            # A caret under the first line of a long block points at its key, or at its first letter.
            span = positions.nearest(path)
        self.found.append(diagnose(code, self.composed.source, span, message, remedy))

    def at_key(self, code: str, path: Path, message: str, remedy: str = "") -> None:
        """Add a finding about the key at ``path``."""
        self.found.append(diagnose(code, self.composed.source, self.composed.positions.key(path), message, remedy))

    def whole(self, code: str, message: str, remedy: str = "") -> None:
        """Add a finding about the file as a whole."""
        self.found.append(diagnose(code, self.composed.source, None, message, remedy))


def nearest(word: str, known: Mapping[str, str] | Iterable[str]) -> str:
    """Say which of the known ids was probably meant, or which there are."""
    names = known if isinstance(known, Mapping) else tuple(known)
    guess = did_you_mean(suggest(word, names))
    if guess:
        return guess
    if not names:
        return _("The file has none.")
    return _("Known here: {names}.").format(names=listed(names))
