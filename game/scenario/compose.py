"""Plain values with their places, from the guarded events of a YAML file."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from game.model.text import _
from game.scenario import codes_reading as codes
from game.scenario.diagnostic import Diagnostic, ReadingError, diagnose, quoted
from game.scenario.guard import UNWANTED, guarded_events, span_of
from game.scenario.positions import Path, Place, Positions
from game.scenario.scalars import Scalar, ScalarError, resolve_plain
from game.scenario.source import Source, Span
from game.scenario.syntax_slips import shifted_dash

MAX_FINDINGS = 100
MAX_ITEMS = 10_000


@dataclass(frozen=True)
class Composed:
    """What a file says in plain values, and where; ``findings`` are the errors that let reading go on."""

    source: Source
    value: Any
    positions: Positions
    findings: tuple[Diagnostic, ...]


@dataclass
class _Frame:
    """A list or mapping that is being filled."""

    container: list[Any] | dict[str, Any]
    path: Path
    start: Span
    key: str | None = None
    key_span: Span | None = None
    first_seen: dict[str, Span] = field(default_factory=dict)
    last: Span | None = None
    shifted: bool = False  # keys are repeated since a dash stands too far right, which has been said


def compose(source: Source) -> Composed:
    """Build plain values from YAML text: dict with text keys, list, str, int, float, bool, None.

    Anchors, tags, repeated keys and unusable numbers are all found in one go.

    Raises
    ------
    ReadingError
        If a limit is passed or the text is not YAML.
    """
    composer = _Composer(source)
    try:
        for event in guarded_events(source):
            composer.take(event)
    except ReadingError as stop:
        # What was found before the stop is as true as the stop itself.
        raise ReadingError((*composer.findings, *stop.diagnostics)) from None
    return Composed(source, composer.value, Positions(composer.places), tuple(composer.findings))


class _Composer:
    """Takes events one by one, without recursion; the stack is at most 32 deep thanks to the guard."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.value: Any = None
        self.places: dict[Path, Place] = {}
        self.findings: list[Diagnostic] = []
        self._stack: list[_Frame] = []
        # Depth of a list or mapping that stands where a key should: nothing in it is kept.
        self._inside_key = 0

    def take(self, event: yaml.Event) -> None:
        """Add what ``event`` says."""
        if isinstance(event, yaml.NodeEvent) and (event.anchor is not None or getattr(event, "tag", None) is not None):
            self._refuse_references(event)
        if self._inside_key:
            self._skip(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            if self._expects_key():
                self._set_key(_no_word(span_of(event)), span_of(event))
            else:
                self._add(None, span_of(event))

    def _skip(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            self._inside_key += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            self._inside_key -= 1

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].container, dict) and self._stack[-1].key is None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        span = span_of(event)
        if event.style == '"':
            self._refuse_hidden(event.value, span)
        if self._expects_key():
            self._key(event, span)
            return
        value: Scalar = event.value
        if event.style is None or event.style == "":
            try:
                value = resolve_plain(event.value)
            except ScalarError as error:
                self._find(error.code, span, error.message, error.remedy)
                value = None
        self._add(value, span)

    def _key(self, event: yaml.ScalarEvent, span: Span) -> None:
        plain = event.style is None or event.style == ""
        if plain and event.value == "<<":
            message = _('The merge key "<<" is not used here.')
            self._find(codes.MERGE_KEY, span, message, _("Write the keys out."))
        elif not event.value.strip() or (plain and event.value == "~"):
            self._find(codes.BAD_KEY, span, _("A key is missing before this colon."), _("Write key: value."))
        self._set_key(event.value, span)

    def _set_key(self, key: str, span: Span) -> None:
        frame = self._stack[-1]
        earlier = frame.first_seen.get(key)
        if earlier is not None and self._is_shifted(frame, span):
            pass
        elif earlier is not None:
            message = _("The key {key} stands twice in the same mapping: on line {first}, column {column}, and here.")
            self._find(
                codes.DUPLICATE_KEY,
                span,
                message.format(key=quoted(key), first=earlier.line, column=earlier.column),
                _("Delete or rename one of the two."),
            )
        else:
            frame.first_seen[key] = span
        frame.key, frame.key_span = key, span

    def _is_shifted(self, frame: _Frame, span: Span) -> bool:
        """Say whether a repeated key belongs to an item whose dash stands too far right; say it once."""
        if not frame.shifted:
            found = shifted_dash(self.source, span, next(iter(frame.first_seen)))
            if found is not None:
                frame.shifted = True
                self.findings.append(found)
        return frame.shifted

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        span = span_of(event)
        if self._expects_key():
            message = _("A list or mapping in brackets cannot be a key.")
            self._find(codes.BAD_KEY, span, message, _("If this is a text, put it in quotes."))
            self._set_key(_no_word(span), span)
            self._inside_key = 1
            return
        container: list[Any] | dict[str, Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Frame(container, self._next_path(), span))

    def _close(self, event: yaml.Event) -> None:
        frame = self._stack.pop()
        end = span_of(event)
        # A block ends where its last item does; the parser says so only at the next line of text.
        is_block = end.line == end.end_line and end.column == end.end_column
        last = frame.last if is_block and frame.last is not None else end
        self._add(frame.container, Span(frame.start.line, frame.start.column, last.end_line, last.end_column))

    def _next_path(self) -> Path:
        if not self._stack:
            return ()
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            return (*frame.path, len(frame.container))
        return (*frame.path, frame.key or "")

    def _add(self, value: Any, span: Span) -> None:
        path = self._next_path()
        if not self._stack:
            self.value = value
            self.places[path] = Place(None, span)
            return
        frame = self._stack[-1]
        frame.last = span
        if len(frame.container) >= MAX_ITEMS:
            # The schema would complain about each of them.
            message = _("This list or mapping has more than {number} items.").format(number=f"{MAX_ITEMS:,}")
            self._find(codes.TOO_MANY, frame.start, message, _("Split it, or leave figures out."))
            raise ReadingError([])
        if isinstance(frame.container, list):
            frame.container.append(value)
            self.places[path] = Place(None, span)
            return
        frame.container[frame.key or ""] = value
        self.places[path] = Place(frame.key_span, span)
        frame.key = frame.key_span = None

    def _refuse_references(self, event: yaml.NodeEvent) -> None:
        start = span_of(event)
        span = Span(start.line, start.column, start.line, start.column + 1)
        if isinstance(event, yaml.AliasEvent):
            message = _("{text} is a reference (alias); these are not used.").format(text=quoted(f"*{event.anchor}"))
            self._find(codes.ANCHOR, span, message, _("Write the value out, or put a text in quotes."))
            return
        if event.anchor is not None:
            message = _("{text} is an anchor; these are not used.").format(text=quoted(f"&{event.anchor}"))
            self._find(codes.ANCHOR, span, message, _("Delete it, or put a text in quotes."))
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = _("{tag} is a tag; these are not used.").format(tag=quoted(_short_tag(tag)))
            self._find(codes.TAG, span, message, _("Delete it, or put a text in quotes."))

    def _refuse_hidden(self, text: str, span: Span) -> None:
        """Find characters that came in by an escape such as backslash x00."""
        hidden = UNWANTED.search(text)
        if hidden:
            message = _("This text holds the invisible character U+{number}.").format(
                number=f"{ord(hidden.group()):04X}"
            )
            self._find(codes.BAD_CHARACTER, span, message, _("Delete the backslash and what follows it."))

    def _find(self, code: str, span: Span, message: str, remedy: str) -> None:
        self.findings.append(diagnose(code, self.source, span, message, remedy))
        if len(self.findings) >= MAX_FINDINGS:
            raise ReadingError([])


def _no_word(span: Span) -> str:
    """Stand for a key that cannot be used, unlike every other key."""
    return f"\0{span.line}:{span.column}"


def _short_tag(tag: str) -> str:
    """Write a tag the way it stands in the file."""
    return tag.replace("tag:yaml.org,2002:", "!!")
