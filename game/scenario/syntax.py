"""The YAML parser's complaints, in words for people who do not program.

The two parsers (C and pure Python) word them differently and agree on the place.
"""

import re

import yaml

from game.model.text import _
from game.scenario import codes_reading as codes
from game.scenario.diagnostic import Diagnostic, diagnose, quoted
from game.scenario.source import Source, Span
from game.scenario.syntax_slips import (
    comment_in_text,
    dash_without_space,
    in_quotes,
    key_between_dashes,
    key_too_far_left,
    quote_closed_too_late,
    text_in_brackets,
    without_colon,
)

_OPEN_FLOW = ("while parsing a flow sequence", "while parsing a flow mapping")
# What editors for letters put in place of a space or a dash: U+00A0, U+2007, U+202F; en dash, em dash, bullet, minus.
_PASTED = re.compile(r"^ *(?:- +)?(?:[\u00a0\u2007\u202f]|[\u2013\u2014\u2022\u2212](?=\s))")
_KEY_WITHOUT_SPACE = re.compile(r"^\s*(?:-\s+)?[A-Za-z_]\w*:[^\s:/]")


def explain_syntax_error(
    error: yaml.YAMLError, source: Source, bracket: Span | None = None, text: Span | None = None
) -> Diagnostic:
    """Turn an error of the parser into a finding with a remedy.

    ``bracket`` is open where the parser stopped; ``text`` is the last one in quotes that spans lines.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or (error.problem_mark or error.context_mark) is None:
        return diagnose(codes.SYNTAX, source, None, _("The text is not YAML."), _("Compare it with the guide."))
    problem, context = error.problem or "", error.context or ""
    here = _span(error.problem_mark or error.context_mark, source)
    opened = _span(error.context_mark, source) if error.context_mark else here
    character = source.line(here.line)[here.column - 1 : here.column]
    if character == "\t" or "tab character" in problem:
        return _tab(source, here)
    if "quoted scalar" in context or "double-quoted" in context:
        return _quote(problem, source, here, opened)
    late = quote_closed_too_late(source, here, text)
    if late is not None:
        return late
    if context == "while parsing a flow node":
        return _flow_node(source, here, bracket)
    if bracket is not None and "could not find expected ':'" in problem:
        # Within brackets lines need no colon: what is missing is the end of the bracket.
        return _open_bracket(source, here, bracket)
    if context in _OPEN_FLOW:
        return text_in_brackets(source, here) or _open_bracket(source, here, opened)
    return (
        _pasted_sign(problem, source, here)
        or _not_used(problem, context, source, here, opened)
        or _block_trouble(problem, context, source, here, opened)
    )


def _not_used(problem: str, context: str, source: Source, here: Span, opened: Span) -> Diagnostic | None:
    """Explain broken references, directives and tags, none of which are used even when they are whole."""
    if "anchor" in context or "alias" in context:
        return diagnose(
            codes.ANCHOR,
            source,
            opened,
            _("A value that begins with {character} is a reference in YAML.").format(
                character=quoted(source.line(opened.line)[opened.column - 1 : opened.column])
            ),
            _("Put the text in quotes."),
        )
    if "directive" in context or "directive" in problem or "incompatible" in problem:
        message = _("Directives (lines that begin with %) are not used.")
        return diagnose(codes.TAG, source, Span(here.line, 1, here.line, 2), message, _("Delete the line."))
    if "tag" in problem or "tag" in context:
        return diagnose(
            codes.TAG, source, opened, _("Tags (a value that begins with !) are not used."), _("Put it in quotes.")
        )
    return None


def _block_trouble(problem: str, context: str, source: Source, here: Span, opened: Span) -> Diagnostic:
    """Explain what is wrong outside quotes and brackets."""
    if "mapping values are not allowed" in problem:
        return _colon_too_many(source, here)
    if "unexpected ':'" in problem or "could not find expected ':'" in problem:
        return _colon_too_few(problem, source, here, opened)
    if "cannot start any token" in problem:
        character = source.line(here.line)[here.column - 1 : here.column]
        message = _("Text cannot begin with {character} here.").format(character=quoted(character))
        return diagnose(codes.NEEDS_QUOTES, source, here, message, _("Put the text in quotes."))
    if "entries are not allowed" in problem:
        message = _("A list cannot begin on the line of its key.")
        return diagnose(codes.INDENTATION, source, here, message, _("Put the dash on a line of its own."))
    if "block scalar" in context:
        message = _("After {sign} the text begins on the next line.").format(
            sign=quoted(source.line(opened.line)[opened.column - 1 : opened.column])
        )
        return diagnose(
            codes.SYNTAX, source, opened, message, _("Start a new line after the sign, and indent the text.")
        )
    if "block mapping" in context or "block collection" in context or "block sequence" in context:
        return _block(source, here)
    character = source.line(here.line)[here.column - 1 : here.column]
    if character and character in "]}":
        message = _("{character} closes a bracket that was not opened.").format(character=quoted(character))
        return diagnose(codes.OPEN_BRACKET, source, here, message, _("Delete it, or put the text in quotes."))
    message = _("The text cannot be understood from here on.")
    return diagnose(codes.SYNTAX, source, here, message, _("Compare this line and the one before with the guide."))


def _tab(source: Source, here: Span) -> Diagnostic:
    line = source.line(here.line)
    found = line.find("\t", here.column - 1)
    column = (found if found >= 0 else max(line.find("\t"), 0)) + 1
    span = Span(here.line, column, here.line, column + 1)
    message = _("A tab stands where only spaces may stand.")
    return diagnose(codes.TAB, source, span, message, _("Indent with spaces, two for each level."))


def _pasted_sign(problem: str, source: Source, here: Span) -> Diagnostic | None:
    """Explain a line, or the one before, that begins with a space or a dash as word processors write them."""
    # Only a key that fits nowhere accuses the line before: elsewhere that may be a line of a longer text.
    before = "mapping values" in problem and ": " not in source.line(here.line)[: here.column - 1] and here.line > 1
    for row in (here.line, here.line - 1) if before else (here.line,):
        found = _PASTED.match(source.line(row))
        if found is None:
            continue
        column = found.end()
        span = Span(row, column, row, column + 1)
        if found[0][-1].isspace():
            message = _("A no-break space stands where only plain spaces may stand.")
            return diagnose(codes.BAD_CHARACTER, source, span, message, _("Delete it and type a space."))
        message = _("{character} begins no item of a list.").format(character=quoted(found[0][-1]))
        return diagnose(codes.BAD_CHARACTER, source, span, message, _("Type the plain dash: - and a space."))
    return None


def _quote(problem: str, source: Source, here: Span, opened: Span) -> Diagnostic:
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem or "Unicode" in problem:
        line = source.line(here.line)
        # The C parser points at the backslash or at the quote, the other one after it.
        found = line.rfind("\\", 0, here.column)
        column = (found if found >= 0 else max(line.find("\\"), 0)) + 1
        span = Span(here.line, column, here.line, column + 2)
        message = _("In double quotes {text} means nothing.").format(text=quoted(line[column - 1 : column + 1]))
        return diagnose(codes.BAD_ESCAPE, source, span, message, _("Use single quotes, or write the backslash twice."))
    message = _("The quote that opens here is never closed.")
    return diagnose(codes.OPEN_QUOTE, source, opened, message, _("Put the same quote at the end of the text."))


def _flow_node(source: Source, here: Span, bracket: Span | None) -> Diagnostic:
    rest = source.line(here.line)[here.column - 1 :].strip()
    if not rest and bracket is not None:
        return _open_bracket(source, here, bracket)
    message = _("A value is missing before {character}.").format(character=quoted(rest[:1]))
    return diagnose(codes.SYNTAX, source, here, message, _("Write one, or delete a comma."))


def _open_bracket(source: Source, here: Span, opened: Span) -> Diagnostic:
    bracket = source.line(opened.line)[opened.column - 1 : opened.column]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    message = _("The {bracket} that opens here is not closed properly: trouble begins on line {line}.").format(
        bracket=quoted(bracket), line=here.line
    )
    remedy = _("Is a comma or {closing} missing before column {column} of line {line}?").format(
        closing=quoted(closing), column=here.column, line=here.line
    )
    sign = comment_in_text(source, opened, here)
    if sign:
        remedy = _("On line {line} a # begins a comment: put the text in quotes.").format(line=sign)
    return diagnose(codes.OPEN_BRACKET, source, opened, message, remedy)


def _colon_too_few(problem: str, source: Source, here: Span, opened: Span) -> Diagnostic:
    if "unexpected ':'" in problem:
        message = _("A space or a value is missing after this colon.")
        return diagnose(codes.COLON, source, here, message, _("Write key: value, with a space."))
    if _KEY_WITHOUT_SPACE.match(source.line(opened.line)):
        return _space_missing(source, opened.line)
    line = Span(opened.line, opened.column, opened.line, len(source.line(opened.line)) + 1)
    message = _("This line has no colon after its key.")
    return dash_without_space(source, opened.line) or diagnose(
        codes.COLON, source, line, message, without_colon(source, line)
    )


def _space_missing(source: Source, row: int) -> Diagnostic:
    column = source.line(row).index(":") + 1
    message = _("A space is missing after this colon.")
    span = Span(row, column, row, column + 1)
    return diagnose(codes.COLON, source, span, message, _("Write key: value, with a space."))


def _colon_too_many(source: Source, here: Span) -> Diagnostic:
    line = source.line(here.line)
    dash = dash_without_space(source, here.line)
    if dash is not None:
        return dash
    before = source.line(here.line - 1)
    key_here = len(line) - len(line.lstrip()) if line.strip() else 0
    if ": " not in line[: here.column - 1] and before.strip():
        if _KEY_WITHOUT_SPACE.match(before):
            return _space_missing(source, here.line - 1)
        dash = dash_without_space(source, here.line - 1)
        if dash is not None:
            return dash
        span = Span(here.line, key_here + 1, here.line, here.column)
        message = _("This key is indented deeper than the line before allows.")
        remedy = _("Start it in the column of the key before; or end the line before with a colon and nothing else.")
        return diagnose(codes.INDENTATION, source, span, message, remedy)
    message = _("A second colon on this line: the text looks like another key.")
    return diagnose(codes.COLON, source, here, message, _("Put the whole text in quotes."))


def _block(source: Source, here: Span) -> Diagnostic:
    line = source.line(here.line)
    before = line[: here.column - 1]
    if line.lstrip().startswith(": "):
        return diagnose(
            codes.BAD_KEY, source, here, _("This line has no key before the colon."), _("Write key: value.")
        )
    if before.strip(" -"):
        message = _("The text goes on after its closing quote or bracket.")
        remedy = _("Put the whole text in quotes; within single quotes, write an apostrophe twice.")
        whole = in_quotes(line)
        if whole:
            remedy = _("Put the whole text in quotes: {text}").format(text=whole)
        return diagnose(codes.SYNTAX, source, here, message, remedy)
    left = key_too_far_left(source, here) if not line.lstrip().startswith("-") else None
    if left is not None:
        return left
    message = _("This line starts in column {column}, where no other item of this block starts.").format(
        column=here.column
    )
    if line.lstrip().startswith("-"):
        between = dash_without_space(source, here.line) or key_between_dashes(source, here)
        if between is not None:
            return between
        message = _("A dash begins a list here, where keys are expected.")
    return diagnose(codes.INDENTATION, source, here, message, _("Line it up with the lines it belongs to."))


def _span(mark: yaml.Mark | None, source: Source) -> Span:
    """Give the place of a mark, moved to the end of the last line of text if it is behind the text."""
    assert mark is not None  # noqa: S101 - callers have looked
    line, column = mark.line + 1, mark.column + 1
    while line > 1 and (line > len(source.lines) or not source.line(line).strip()):
        line -= 1
        column = len(source.line(line)) + 1
    return Span(line, column, line, column + 1)
