"""Errors of the schema as findings: each at its line, in plain words, with a remedy."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from game.model.expression_tokens import ExpressionError
from game.model.suggest import suggest
from game.model.text import _, ngettext
from game.scenario import codes_schema as codes
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, diagnose, did_you_mean, in_order, listed, quoted
from game.scenario.positions import Path
from game.scenario.remedies import code_remedy, comma_remedy, id_remedy, value_remedy, word_meant
from game.scenario.shape import Shape, has_part, shape_of, value_at
from game.scenario.source import Span
from game.scenario.wording import Wording, value_words

MAX_FINDINGS = 200
_ADDS = frozenset({"missing", "extra_forbidden"})
_JURISDICTION = r"^[A-Z]{3}$"
_EXPECTED_WORD = re.compile(r"'((?:[^'\\]|\\.)*)'")


class FieldProblem(ValueError):  # noqa: N818 - a finding about somebody's file, not an error of ours
    """What a validator of the schema raises to speak in its own words.

    ``path`` points further in than the validator's own place, as in ``("value_chain", 2)``.
    """

    def __init__(self, message: str, remedy: str = "", code: str = codes.VALUE_RULE, path: Path = ()) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code
        self.path = path


def diagnostics_from_validation_error(
    error: ValidationError, composed: Composed, model: type[BaseModel], base: Path = ()
) -> list[Diagnostic]:
    """Turn every error of pydantic into a finding at its place.

    Parameters
    ----------
    error
        What validating raised.
    composed
        The file that was validated.
    model
        The schema; what it allows is used for "did you mean".
    base
        Where in the file the validated value stands; ``()`` for the whole file.
    """
    mapper = _Mapper(composed, shape_of(model), base)
    # Unknown keys first: where one is probably a missing key misspelt, that it is missing is no second fault.
    raised = sorted(
        error.errors(include_url=False, include_input=False)[:MAX_FINDINGS],
        key=lambda one: one["type"] != "extra_forbidden",
    )
    findings = [found for found in map(mapper.finding, raised) if found is not None]
    return list(in_order(_without_repeats(findings)))


def diagnostic_for_expression(error: ExpressionError, composed: Composed, path: Path) -> Diagnostic:
    """Turn the error of an expression that stands at ``path`` into a finding, exact to the column where it can be."""
    text = value_at(composed.value, path)
    span = composed.source.inside(composed.positions.value(path), str(text), error.start, error.end)
    if span.line != span.end_line:
        span = composed.positions.key(path)
    return diagnose(codes.OF_FAULT[error.fault], composed.source, span, error.message, error.remedy)


def _without_repeats(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Keep one finding of each code and place: alternatives of a union complain one by one."""
    first: dict[tuple[str, int, int, str], Diagnostic] = {}
    for found in findings:
        # Each missing key is a fault of its own, though they share a place.
        told_apart = found.message if found.code == codes.MISSING_KEY else ""
        first.setdefault((found.code, found.line, found.column, told_apart), found)
    return list(first.values())


class _Mapper:
    """Knows the file and the schema that an error is about."""

    def __init__(self, composed: Composed, shape: Shape, base: Path) -> None:
        self._composed = composed
        self._shape = shape
        self._base = base
        self._top = value_at(composed.value, base)
        self._misspelt: set[Path] = set()
        self._wording = Wording(composed.value, shape, base)

    def finding(self, error: Any) -> Diagnostic | None:
        """Turn one error into a finding; none for a missing key that a misspelt one stands for."""
        kind, location = str(error["type"]), tuple(error["loc"])
        context = error.get("ctx", {})
        raised = context.get("error")
        if isinstance(raised, FieldProblem):
            path = (*self._path(location, kind), *raised.path)
            return self._at(raised.code, path, raised.message, raised.remedy)
        if location and location[-1] == "[key]":
            return self._wrong_key(location[:-1], kind, context, str(error["msg"]))
        path = self._path(location, kind)
        if kind == "missing":
            absent = (*path, str(location[-1]))
            return None if absent in self._misspelt else self._missing(absent)
        if kind == "extra_forbidden":
            return self._unknown_key(path, self._shape.keys(path[:-1], self._top))
        if kind in {"literal_error", "enum"}:
            return self._not_one_of(path, _EXPECTED_WORD.findall(str(context.get("expected", ""))))
        if kind in {"union_tag_invalid", "union_tag_not_found"}:
            return self._no_variant(path, kind, context)
        code, requirement = _requirement(kind, context, str(error["msg"]))
        if context.get("pattern") == _JURISDICTION or _is_id(context):
            return self._no_id(path, code, requirement, of_state=not _is_id(context))
        return self._rule(path, code, requirement, kind)

    def _path(self, location: tuple[str | int, ...], kind: str) -> Path:
        """Find the path in the file that pydantic's location means.

        It also names variants of unions and steps inside validators, which the file does not have: the reading that
        uses most parts of the location is the right one; for missing keys it must end in a mapping.
        """
        parts = location[:-1] if kind == "missing" else location
        best: tuple[tuple[bool, int, bool], Path] | None = None
        for path, used_last in _readings(parts, self._top):
            holder = value_at(self._top, path[:-1] if kind == "extra_forbidden" and path else path)
            suits = kind not in _ADDS or isinstance(holder, dict)
            if kind == "missing" and suits and location[-1] in holder:
                suits = False
            rank = (suits, len(path), used_last)
            if best is None or rank > best[0]:
                best = rank, path
        return best[1] if best else ()

    def _at(self, code: str, path: Path, message: str, remedy: str, *, key: bool = False) -> Diagnostic:
        positions = self._composed.positions
        whole = (*self._base, *path)
        span = positions.key(whole) if key else positions.value(whole)
        if whole not in positions or span.line != span.end_line or span.column == span.end_column:
            span = positions.nearest(whole)
        return diagnose(code, self._composed.source, span, _sentence(message), remedy)

    def _item(self, path: Path) -> str:
        return self._wording.item((*self._base, *path))

    def _subject(self, path: Path) -> str:
        return self._wording.subject((*self._base, *path))

    def _missing(self, path: Path) -> Diagnostic:
        message = _("The key {key} is missing in {item}.").format(key=quoted(path[-1]), item=self._item(path[:-1]))
        remedy = _("Add {key}: and a value. {description}").format(
            key=path[-1], description=self._shape.description(path, self._top)
        )
        return self._at(codes.MISSING_KEY, path[:-1], message, remedy.strip(), key=True)

    def _unknown_key(self, path: Path, known: dict[str, str]) -> Diagnostic:
        word = str(path[-1]) if path else ""
        message = _("Unknown key {key} in {item}.").format(key=quoted(word), item=self._item(path[:-1]))
        present = value_at(self._top, path[:-1])
        absent = [key for key in known if not (isinstance(present, dict) and key in present)]
        inner = self._lacks_it(path)
        if inner:
            self._misspelt.add((*inner, word))
            remedy = _("Indent it by two more spaces: it is missing in {item}.").format(item=self._item(inner))
            return self._at(codes.UNKNOWN_KEY, path, message, remedy, key=True)
        guesses = suggest(word, absent)
        self._misspelt.update((*path[:-1], guess) for guess in guesses[:1])
        if word.startswith("-") and word.strip("- "):
            remedy = _("Put a space after the dash.")
        elif ":" in word and word.partition(":")[0] in known:
            remedy = _("Put a space after the colon.")
        elif self._cut_by_comma(path, guesses):
            place = self._composed.positions.key((*self._base, *path))
            remedy = comma_remedy(self._composed.source.line(place.line)[: place.column - 1])
        else:
            remedy = did_you_mean(guesses or suggest(word, known))
        homes = self._shape.homes(word)
        if not remedy and homes and len(homes) <= 3:
            remedy = (
                _("It belongs at the top level: is it indented too far?")
                if "" in homes
                else _("It belongs in {home}.").format(home=listed(homes))
            )
        if not remedy and known:
            remedy = _("Possible here: {keys}.").format(keys=listed(absent or known))
        return self._at(codes.UNKNOWN_KEY, path, message, remedy or _("Delete it."), key=True)

    def _lacks_it(self, path: Path) -> Path:
        """Find the item just before a key that cannot do without that key, as where its indentation was forgotten."""
        present = value_at(self._top, path[:-1])
        keys = list(present) if isinstance(present, dict) else []
        before = keys[keys.index(path[-1]) - 1] if path and path[-1] in keys[1:] else ""
        items = present[before] if before else None
        if not isinstance(items, list) or not items or not isinstance(items[-1], dict):
            return ()
        inner = (*path[:-1], before, len(items) - 1)
        return inner if path[-1] in self._shape.required(inner) and path[-1] not in items[-1] else ()

    def _cut_by_comma(self, path: Path, guesses: Sequence[str]) -> bool:
        """Say whether a key without a value is the rest of the value before it, as in ``quantity: trust(a, b)``."""
        whole = (*self._base, *path)
        if guesses or whole not in self._composed.positions or value_at(self._top, path) is not None:
            return False
        place = self._composed.positions.key(whole)
        before = self._composed.source.line(place.line)[: place.column - 1].rstrip()
        return before.endswith(",")

    def _not_one_of(self, path: Path, words: list[str]) -> Diagnostic:
        value = value_at(self._top, path)
        message = _("{subject} cannot be {value}.").format(subject=self._subject(path), value=value_words(value))
        remedy = did_you_mean(word_meant(value, words)) if isinstance(value, str) else ""
        return self._at(
            codes.NOT_ONE_OF, path, message, remedy or _("Possible: {words}.").format(words=listed(words, 20))
        )

    def _wrong_key(self, location: Path, kind: str, context: dict[str, Any], said: str) -> Diagnostic:
        """Explain a key that is an id of a closed list or of a certain form."""
        path = self._path(location, kind)
        words = _EXPECTED_WORD.findall(str(context.get("expected", "")))
        if words:
            return self._unknown_key(path, dict.fromkeys(words, ""))
        _code, requirement = _requirement(kind, context, said)
        message = _("The key {key} in {item} must be {requirement}.").format(
            key=quoted(path[-1] if path else ""), item=self._item(path[:-1]), requirement=requirement
        )
        remedy = id_remedy(str(path[-1]), (), None) if path and _is_id(context) else ""
        return self._at(codes.TEXT_RULE, path, message, remedy or _("Rename it."), key=True)

    def _no_variant(self, path: Path, kind: str, context: dict[str, Any]) -> Diagnostic:
        """Explain an item that does not say which of several things it is."""
        words = _EXPECTED_WORD.findall(str(context.get("expected_tags", "")))
        discriminator = str(context.get("discriminator", "")).strip("'")
        if kind == "union_tag_invalid":
            inner = (*path, discriminator)
            return self._not_one_of(inner if has_part(value_at(self._top, path), discriminator) else path, words)
        return self._missing((*path, discriminator))

    def _no_id(self, path: Path, code: str, requirement: str, *, of_state: bool) -> Diagnostic:
        """Explain a jurisdiction that is written in another way than by its code, or an id in other letters."""
        value, top = str(value_at(self._top, path)), self._composed.value
        message = _("{subject} must be {requirement}, but is {value}.").format(
            subject=self._subject(path), requirement=requirement, value=value_words(value)
        )
        remedy = code_remedy(value, top) if of_state else id_remedy(value, path, top)
        return self._at(code, path, message, remedy or self._shape.description(path, self._top))

    def _rule(self, path: Path, code: str, requirement: str, kind: str) -> Diagnostic:
        value = value_at(self._top, path)
        who = self._subject(path)
        description = self._shape.description(path, self._top)
        if code == codes.OUT_OF_RANGE and isinstance(value, dict) and "value" in value:
            path, value = (*path, "value"), value["value"]  # of a figure the number is wrong, not its source
        if requirement[:1].isupper():
            return self._at(code, path, requirement, _("It is about {subject}.").format(subject=who))
        message = _("{subject} must be {requirement}, but is {value}.").format(
            subject=who, requirement=requirement, value=value_words(value)
        )
        keys = tuple(self._shape.keys(path, self._top)) if kind.endswith("model_type") else ()
        return self._at(code, path, message, value_remedy(kind, requirement, value, description, keys))


def _readings(parts: Path, top: object) -> list[tuple[Path, bool]]:
    """Give the ways to walk a location through the file, each part taken or skipped; and whether the last was taken."""
    ways: list[tuple[Path, Any, bool]] = [((), top, True)]
    for part in parts:
        longer: list[tuple[Path, Any, bool]] = []
        for path, value, _taken in ways:
            found = has_part(value, part)
            if found:
                longer.append(((*path, part), value[part], True))
            if not found or isinstance(part, str):
                longer.append((path, value, False))
        # Two ways for every part would explode for a hostile depth; those that took most are kept.
        ways = sorted(longer, key=lambda way: -len(way[0]))[:64]
    return [(path, taken) for path, _value, taken in ways]


def _requirement(kind: str, context: dict[str, Any], said: str) -> tuple[str, str]:
    """Give the code of an error and what the value must be, as the end of "must be ..."."""
    maker = _REQUIREMENTS.get(kind)
    if maker is not None:
        code, make = maker
        return code, make(context)
    if kind in {"value_error", "assertion_error"}:
        return codes.VALUE_RULE, said.partition(", ")[2] or said
    if kind.endswith(("_type", "_parsing")):
        return codes.WRONG_KIND, said
    return (codes.OUT_OF_RANGE if "range" in kind else codes.VALUE_RULE), said


def _plain(code: str, text: Callable[[], str]) -> tuple[str, Callable[[dict[str, Any]], str]]:
    return code, lambda _context: text()


def _bound(code: str, text: Callable[[], str], key: str) -> tuple[str, Callable[[dict[str, Any]], str]]:
    return code, lambda context: text().format(bound=context.get(key))


_WHOLE = _plain(codes.WRONG_KIND, lambda: _("a whole number"))
_NUMBER = _plain(codes.WRONG_KIND, lambda: _("a number"))
_TRUTH = _plain(codes.WRONG_KIND, lambda: _("true or false"))
_MAPPING = _plain(codes.WRONG_KIND, lambda: _("a mapping of keys"))
_LIST = _plain(codes.WRONG_KIND, lambda: _("a list"))
_REQUIREMENTS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _plain(codes.OUT_OF_RANGE, lambda: _("a finite number")),
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "string_type": _plain(codes.WRONG_KIND, lambda: _("a text")),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "none_required": _plain(codes.WRONG_KIND, lambda: _("empty")),
    "greater_than": _bound(codes.OUT_OF_RANGE, lambda: _("more than {bound}"), "gt"),
    "greater_than_equal": _bound(codes.OUT_OF_RANGE, lambda: _("at least {bound}"), "ge"),
    "less_than": _bound(codes.OUT_OF_RANGE, lambda: _("less than {bound}"), "lt"),
    "less_than_equal": _bound(codes.OUT_OF_RANGE, lambda: _("at most {bound}"), "le"),
    "multiple_of": _bound(codes.OUT_OF_RANGE, lambda: _("a multiple of {bound}"), "multiple_of"),
    "string_too_short": (codes.TEXT_RULE, lambda context: _at_least(int(context.get("min_length", 1)))),
    "string_too_long": _bound(codes.TEXT_RULE, lambda: _("a text of at most {bound} characters"), "max_length"),
    "string_pattern_mismatch": (codes.TEXT_RULE, lambda context: _form(str(context.get("pattern", "")))),
    "too_short": (codes.LIST_LENGTH, lambda context: _list_of(int(context.get("min_length", 1)), longest=False)),
    "too_long": (codes.LIST_LENGTH, lambda context: _list_of(int(context.get("max_length", 1)), longest=True)),
}


def _is_id(context: dict[str, Any]) -> bool:
    return str(context.get("pattern", "")).startswith("^[a-z]")


def _at_least(length: int) -> str:
    if length == 1:
        return _("a text that is not empty")
    return _("a text of at least {bound} characters").format(bound=length)


def _list_of(length: int, *, longest: bool) -> str:
    if longest:
        said = ngettext("a list of at most {bound} item", "a list of at most {bound} items", length)
    else:
        said = ngettext("a list of at least {bound} item", "a list of at least {bound} items", length)
    return said.format(bound=length)


def _form(pattern: str) -> str:
    """Say a pattern of the schema in words."""
    if pattern == _JURISDICTION:
        return _("a code of three capital letters, as in KEN")
    if pattern.startswith("^[a-z]"):
        return _("an id of small letters from a to z, digits and underscores that begins with a letter")
    if pattern == r"^[1-9][0-9]{1,2}$":
        return _("a number of minutes from 10 to 999")
    if pattern == r"^[EWH]\d{3}$":
        return _("a code as the checker writes it, as in W302")
    return _("of the form {pattern}").format(pattern=pattern)


def _sentence(message: str) -> str:
    """Begin with a capital letter, unless somebody's own word comes first."""
    return message[:1].upper() + message[1:]


def whole_line(composed: Composed, path: Path) -> Span:
    """Give the first line of the item at ``path``, for findings about all of it."""
    start = composed.positions.nearest(path)
    return Span(start.line, start.column, start.line, max(start.column + 1, len(composed.source.line(start.line)) + 1))
