"""Files that extend others: changes, additions and removals by id, before the schema sees anything.

The merged file is composed like any other: every key and value stands where it was written, in whichever file.
"""

from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from pathlib import PurePath

from game.model.text import _
from game.scenario import codes_extend as codes
from game.scenario.codes import Severity
from game.scenario.codes_reading import TOO_MANY
from game.scenario.codes_schema import WRONG_KIND
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, ReadingError, diagnose, has_errors, listed, quoted
from game.scenario.extend_find import Base, NoBaseError, find_base
from game.scenario.extend_follow import Followed, follow
from game.scenario.extend_join import Joined, join
from game.scenario.extend_merge import Merger
from game.scenario.extend_tests import NOTHING_INHERITED, Inherited, sort_tests
from game.scenario.guard import read_source
from game.scenario.reading import read_text
from game.scenario.shape import Shape
from game.scenario.source import Source, Span
from game.scenario.tree import Branch, TooLargeError, flatten, grow

MAX_CHAIN = 8
# Keys that only say how files grow together; the schema never sees their meaning.
_GROWING = ("extends", "remove")
_MARKS = frozenset({"like", "joins", "remove"})


@dataclass(frozen=True)
class Grown:
    """A file with all that it extends: as one composed file, and what the reader should know about it.

    ``findings`` stop nothing. ``below`` is the file that it extends, if it does.
    """

    composed: Composed
    findings: tuple[Diagnostic, ...] = ()
    inherited: Inherited = NOTHING_INHERITED
    below: Base | None = None
    bases: tuple[Base, ...] = ()  # all that are below


def grown(composed: Composed, path: FilePath | None, shape: Shape) -> Grown:
    """Merge a composed file with those that it extends, make copies, remove and join.

    Parameters
    ----------
    composed
        The file at hand, a mapping.
    path
        Where it lies, if it is a file.
    shape
        The schema, which knows what a new item needs.

    Raises
    ------
    ReadingError
        With every finding, if a base is missing or broken, or what is changed is not there.
    """
    if not _grows(composed.value):
        return Grown(composed)
    reader = _Reader(shape)
    tree, source = reader.read(composed, path, ())
    if has_errors(reader.findings):
        raise ReadingError(reader.findings)
    try:
        value, positions = flatten(tree)
    except TooLargeError:
        message = _("With all its copies the scenario has more items than can be read.")
        span = Span(1, 1, 1, 2)
        raise ReadingError([diagnose(TOO_MANY, source, span, message, _("Copy fewer or smaller items."))]) from None
    whole = Composed(source, value, positions, ())
    return Grown(whole, tuple(reader.findings), reader.inherited, reader.below, tuple(reader.bases))


def _grows(value: object) -> bool:
    """Say whether anything in a file has to be merged, copied, removed or joined."""
    if isinstance(value, dict):
        return any(key in value for key in _GROWING) or any(
            _marks_inside(part) for key, part in value.items() if key != "measures"
        )
    return False


def _marks_inside(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_marks_inside, value.values()))
    if isinstance(value, list):
        marked = any(isinstance(item, dict) and not _MARKS.isdisjoint(item) for item in value)
        return marked or any(map(_marks_inside, value))
    return False


class _Reader:
    """Reads a file and those below it."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self.findings: list[Diagnostic] = []
        self.inherited = Inherited()
        self.below: Base | None = None  # of the file at hand
        self.bases: list[Base] = []

    def read(self, composed: Composed, path: FilePath | None, chain: tuple[Base, ...]) -> tuple[Branch, Source]:
        """Give the tree of a file with everything below it, and the joined source."""
        own = grow(composed)
        written = own.without(*_GROWING)
        name, remove = own.get("extends"), own.get("remove")
        below: Branch | None = None
        source = composed.source
        if name is not None:
            below, source = self._base(composed, name, path, chain)
        merger = Merger(source, self._shape)
        if remove is not None:
            below = merger.remove(below, remove)
        tree = merger.over((), below, written)
        joined = join(tree, source)
        followed = follow(joined.tree, merger.removed)
        self._tell(merger, joined, followed, source, remove)
        touched = frozenset(merger.changed | joined.moved | followed.gone)
        moved = merger.moved or bool(joined.moved)
        tree, inherited = sort_tests(followed.tree, touched, source, moved=moved)
        earlier = self.inherited.lower(len(source.own_lines))
        self.inherited = Inherited((*inherited.not_applicable, *earlier.not_applicable), inherited.tests, moved)
        return tree, source

    def _base(
        self, composed: Composed, name: Branch, path: FilePath | None, chain: tuple[Base, ...]
    ) -> tuple[Branch, Source]:
        source = composed.source
        if not isinstance(name.value, str) or not name.value:
            message = _("extends: takes the name of a scenario.")
            raise ReadingError(
                [diagnose(WRONG_KIND, source, name.place.value, message, _("Write extends: ivory_corridor."))]
            )
        here = Base(path or FilePath(source.file), source.file)
        chain = (*chain, here)
        try:
            base = find_base(name.value, path, source.file)
        except NoBaseError as error:
            circle = PurePath(name.value).stem == PurePath(source.file).stem
            message = _("This file extends itself.") if circle else error.message
            code = codes.BASE_CIRCLE if circle else codes.BASE_MISSING
            remedy = _("Write the name of another scenario, or delete extends:.") if circle else error.remedy
            raise ReadingError([diagnose(code, source, name.place.value, message, remedy)]) from None
        if any(base.path.resolve() == other.path.resolve() for other in chain) or len(chain) >= MAX_CHAIN:
            files = listed(link.path.name for link in (*chain, base))
            message = _("These files extend each other without an end: {files}.").format(files=files)
            remedy = _("Let one of them stand on its own.")
            raise ReadingError([diagnose(codes.BASE_CIRCLE, source, name.place.value, message, remedy)])
        try:
            read = read_text(read_source(base.path, base.shown).text, base.shown)
        except ReadingError as error:
            message = _("The scenario {name} cannot be read.").format(name=quoted(name.value))
            remedy = _("Put that file right first.")
            broken = diagnose(codes.BASE_BROKEN, source, name.place.value, message, remedy)
            raise ReadingError([broken, *error.diagnostics]) from None
        tree, below = self.read(read, base.path, chain)
        self.below = base
        self.bases.append(base)
        joined = replace(source, below=below)
        return _lowered(tree, len(source.own_lines)).inherited(), joined

    def _tell(self, merger: Merger, joined: Joined, followed: Followed, source: Source, remove: Branch | None) -> None:
        # What went along in a file further down is an old story; what is wrong there is not.
        self.findings = [found for found in self.findings if found.severity is Severity.ERROR]
        self.findings += [*merger.findings, *joined.findings]
        if followed.along:
            message = _("With what was removed went: {items}.").format(items=listed(followed.along, 40))
            span = remove.place.key if remove is not None else None
            self.findings.append(
                diagnose(codes.WENT_ALONG, source, span, message, _("Nothing to do if that is meant."))
            )


def _lowered(tree: Branch, lines: int) -> Branch:
    """Give the same tree with its lines further down."""
    return Branch(
        tree.place.lower(lines),
        tree.value,
        None if tree.items is None else tuple(_lowered(item, lines) for item in tree.items),
        None if tree.keys is None else {key: _lowered(child, lines) for key, child in tree.keys.items()},
        tree.own,
    )
