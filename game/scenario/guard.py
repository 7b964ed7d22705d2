"""What is refused before anything is built from a file: size, encoding, depth, references, tags.

The parser is used for its flat stream of events only, which neither recurses nor expands anything. Measured with
PyYAML 6.0.3: composing 60 KB of "[" crashes its C loader, a 324-byte alias bomb expands to 436 million leaves.
"""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from game.model.suggest import suggest
from game.model.text import _
from game.scenario import codes_reading as codes
from game.scenario.diagnostic import ReadingError, diagnose, did_you_mean, quoted
from game.scenario.source import Source, Span
from game.scenario.syntax import explain_syntax_error

MAX_BYTES = 1024 * 1024
MAX_EVENTS = 200_000
MAX_DEPTH = 32
MAX_SCALAR = 64 * 1024

_PARSER: Any = getattr(yaml, "CLoader", yaml.SafeLoader)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# What is no text in YAML, what YAML 1.1 parsers take for line ends while editors do not, and what makes letters run
# backwards (U+202D, U+202E): a file must say what it shows.
UNWANTED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\u202c\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

# YAML lets a tab stand on an empty line, where nobody sees it; the parsers do not. Nothing else of the text moves.
_BLANK_WITH_TAB = re.compile(r"^ *\t[ \t]*(?=\r?\n|\r|\Z)", re.MULTILINE)


def read_source(path: Path, shown: str | None = None) -> Source:
    """Read a file as text, at most 1 MiB of it.

    Parameters
    ----------
    path
        The file.
    shown
        Its name in findings; the path as given by default.

    Raises
    ------
    ReadingError
        If the file cannot be opened, is too large, or is not UTF-8 text.
    """
    file = shown or path.as_posix()
    empty = Source(file)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refusal(codes.NOT_OPENED, empty, None, _("This is a folder, not a file."), _("Name a file in it."))
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(codes.NOT_OPENED, empty, None, _("This is not an ordinary file."), _("Name a YAML file."))
        if status.st_size > MAX_BYTES:
            raise _too_large(empty, status.st_size)
        with path.open("rb") as opened:
            # The file may grow, or lie about its size, between the two calls.
            data = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _refusal(codes.NOT_OPENED, empty, None, _("There is no such file."), _neighbours(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = _("The file cannot be opened: {reason}.").format(reason=reason)
        raise _refusal(codes.NOT_OPENED, empty, None, message, _("Check its name and permissions.")) from None
    if len(data) > MAX_BYTES:
        raise _too_large(empty, len(data))
    return decode(data, file)


def decode(data: bytes, file: str) -> Source:
    """Turn the bytes of a file into text, or refuse them.

    Raises
    ------
    ReadingError
        If they are UTF-16, another encoding, or not text at all.
    """
    source = Source(file)
    if data.startswith(_UTF16_MARKS) or _looks_like_utf16(data):
        message = _("The file is saved as UTF-16.")
        raise _refusal(codes.NOT_UTF8, source, None, message, _("Save it again with the encoding UTF-8."))
    if data.startswith(b"{\\rtf"):
        message = _("The file is saved as RTF, the format of a word processor.")
        raise _refusal(
            codes.NOT_UTF8, source, None, message, _("Save it again as plain text, with the encoding UTF-8.")
        )
    if b"\0" in data:
        message = _("The file is not text: it looks like a picture, an archive or a program's own format.")
        raise _refusal(codes.NOT_UTF8, source, None, message, _("Name a YAML file, saved as UTF-8 text."))
    try:
        return Source(file, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        readable = Source(file, data[start:].decode("utf-8", errors="replace"))
        # Without a mark at the start the codec counts from the first byte; with one, from after it.
        span = readable.span_at(len(data[start : start + error.start].decode("utf-8", errors="replace")))
        message = _("The file is not UTF-8 text: byte {byte} cannot be read here.").format(
            byte=f"0x{error.object[error.start]:02X}"
        )
        raise _refusal(codes.NOT_UTF8, readable, span, message, _("Save it again with the encoding UTF-8.")) from None


def guarded_events(source: Source) -> Iterator[yaml.Event]:
    """Give the parser's events of one document, as far as they are safe to build from.

    Anchors, aliases and tags pass; who composes reports them with the others.

    Raises
    ------
    ReadingError
        At the first event beyond a limit, at a second document, and where the text is not YAML.
    """
    unwanted = UNWANTED.search(source.text)
    if unwanted:
        message = _("The invisible character U+{number} does not belong here.").format(
            number=f"{ord(unwanted.group()):04X}"
        )
        raise _refusal(
            codes.BAD_CHARACTER, source, source.span_at(unwanted.start()), message, _("Delete it and type it again.")
        )
    loader = _PARSER(_BLANK_WITH_TAB.sub("", source.text))
    limits = _Limits(source)
    try:
        while loader.check_event():
            event = loader.get_event()
            limits.check(event)
            yield event
    except yaml.YAMLError as error:
        raise ReadingError([explain_syntax_error(error, source, limits.bracket, limits.text)]) from None
    except ValueError:
        # The pure parser makes characters of numbers beyond Unicode, as in a text with backslash U00110000.
        mark = loader.get_mark()
        span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
        message = _("A character number here is beyond the last character there is.")
        raise _refusal(codes.BAD_ESCAPE, source, span, message, _("Use single quotes.")) from None
    finally:
        loader.dispose()


class _Limits:
    """Counts what goes by, and refuses what is too much."""

    def __init__(self, source: Source) -> None:
        self._source = source
        # Places of the brackets that are open now; None for blocks.
        self._open: list[Span | None] = []
        # The last text in quotes that spans lines: the next quote may have closed it by mistake.
        self.text: Span | None = None
        self._count = 0
        self._documents = 0

    @property
    def bracket(self) -> Span | None:
        """Give the place of the innermost bracket if it is open."""
        return self._open[-1] if self._open else None

    def check(self, event: yaml.Event) -> None:
        """Count one event."""
        self._count += 1
        if self._count > MAX_EVENTS:
            message = _("The file has more than {number} items.").format(number=f"{MAX_EVENTS:,}")
            raise self._refusal(codes.TOO_MANY, event, message, _("Split it, or leave figures out."))
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > MAX_SCALAR:
                message = _("This text has more than {number} characters.").format(number=f"{MAX_SCALAR:,}")
                raise self._refusal(codes.TOO_LONG, event, message, _("Is a closing quote missing?"))
            if event.style in {'"', "'"}:
                place = span_of(event)
                self.text = place if place.line != place.end_line else None
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open.append(span_of(event) if event.flow_style else None)
            if len(self._open) > MAX_DEPTH:
                message = _("More than {number} levels of lists and mappings.").format(number=MAX_DEPTH)
                raise self._refusal(codes.TOO_DEEP, event, message, _("Are closing brackets missing?"))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            message = _("A second document begins here; only one is read.")
            remedy = _("Delete the line of three dashes, or keep the rest in a file of its own.")
            raise self._refusal(codes.SECOND_DOCUMENT, event, message, remedy)
        if event.tags:
            message = _("Directives (lines that begin with %) are not used.")
            raise self._refusal(codes.TAG, event, message, _("Delete the line."))

    def _refusal(self, code: str, event: yaml.Event, message: str, remedy: str) -> ReadingError:
        return _refusal(code, self._source, span_of(event), message, remedy)


def span_of(event: yaml.Event) -> Span:
    """Give the place of an event."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _refusal(code: str, source: Source, span: Span | None, message: str, remedy: str) -> ReadingError:
    return ReadingError([diagnose(code, source, span, message, remedy)])


def _too_large(source: Source, size: int) -> ReadingError:
    message = _("The file has {size} bytes; at most {limit} are read.").format(size=f"{size:,}", limit=f"{MAX_BYTES:,}")
    return _refusal(codes.TOO_LARGE, source, None, message, _("Keep pictures and tables in files of their own."))


def _looks_like_utf16(data: bytes) -> bool:
    """Say whether every second byte of the beginning is zero, as in UTF-16 without a mark."""
    head = data[:64]
    return len(head) >= 4 and any(set(head[first::2]) == {0} for first in (0, 1))


def _neighbours(path: Path) -> str:
    """Suggest files of the same folder."""
    try:
        names = sorted(found.name for found in path.parent.glob("*.y*ml"))[:200]
    except (OSError, ValueError):
        names = []
    others = [name for name in names if name != path.name]  # that one cannot be opened: a link that leads nowhere
    return did_you_mean(suggest(path.name, others)) or _("Check the name {name}.").format(name=quoted(path.name))
