"""Slips of the pen that the parser notices late or elsewhere: each is looked for where it was made.

A file that comes here cannot be read; what is looked at are its lines, as written.
"""

import re

from game.model.text import _
from game.scenario import codes_reading as codes
from game.scenario.diagnostic import Diagnostic, diagnose, quoted
from game.scenario.source import Source, Span

# A dash that runs into the key or text of its item; "---" and "-5" begin with no letter.
_DASH = re.compile(r"""^ *(?:- +)*(?P<dash>-)(?:[^\W\d_]|[{\["'])""")
# What stands after the last bracket, comma or key of a line within brackets.
_ENTRY = re.compile(r"(?:^\s*[\w-]+:\s+|[{\[,]\s*(?:[\w-]+:\s+)?)(?P<text>[^\s{}\[\],][^{}\[\],]*)$")
_KEY = re.compile(r"^ *(?:- +)*(?:\{ *)?[a-z]\w*: ")
_NEXT_KEY = re.compile(r"[\w-]+:(?:\s|$)")
_QUOTED_VALUE = re.compile(r"""^\s*(?:-\s+)*(?:[\w-]+:\s+)?(?P<text>["'].*?)\s*$""")
_COMMENT = re.compile(r"\w #\w")
_FEW_WORDS = 2
_DEEP = 10_000
_FEW_LINES = 20  # of a bracket that is not closed
_LONGEST_LINE = 2000
_LONGEST = 80  # characters of a line that a remedy writes again


def dash_without_space(source: Source, row: int) -> Diagnostic | None:
    """Explain a line such as ``-id: depot``."""
    found = _DASH.match(source.line(row))
    if found is None:
        return None
    column = found.start("dash") + 1
    message = _("A space is missing after this dash.")
    span = Span(row, column, row, column + 1)
    return diagnose(codes.INDENTATION, source, span, message, _("Write the dash, a space, and then the item."))


def key_between_dashes(source: Source, here: Span) -> Diagnostic | None:
    """Explain a dash that comes too late for its list, since a key of an item stands too far left before it."""
    row, key = here.line - 1, 0
    while row >= 1:
        line = source.line(row)
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and not line.lstrip().startswith("#"):
            if indent < here.column - 1:
                return None
            if indent == here.column - 1:
                if line.lstrip().startswith("- ") or line.strip() == "-":
                    break
                key = row
        row -= 1
    if not key or row < 1:
        return None
    message = _("This key stands between two items of a list, in the column of their dashes.")
    remedy = _("Indent it and what belongs to it by two more spaces, or move it below the list.")
    span = Span(key, here.column, key, max(here.column + 1, source.line(key).find(":") + 1))
    return diagnose(codes.INDENTATION, source, span, message, remedy)


def key_too_far_left(source: Source, here: Span) -> Diagnostic | None:
    """Explain a key that fits no block since one before it ended its block by starting too far left."""
    indent, row = here.column - 1, here.line - 1
    while row >= 1 and _indent(source, row) >= indent:
        row -= 1
    key = source.line(row)
    if row < 1 or key.lstrip().startswith("-") or not _NEXT_KEY.match(key.lstrip()):
        return None
    above = row - 1
    while above >= 1 and _indent(source, above) > indent:
        above -= 1
    if above < 1 or _indent(source, above) != indent or source.line(above).lstrip().startswith("-"):
        return None
    message = _("This key ends the block with which line {line} goes on.").format(line=here.line)
    remedy = _("Indent it and what belongs to it as far as the keys above and below.")
    column = _indent(source, row) + 1
    span = Span(row, column, row, max(column + 1, key.find(":") + 1))
    return diagnose(codes.INDENTATION, source, span, message, remedy)


def _indent(source: Source, row: int) -> int:
    """Count the spaces that a line begins with; an empty line or a comment is in every block."""
    line = source.line(row)
    text = line.lstrip(" ")
    return len(line) - len(text) if text and not text.startswith("#") else len(line) + _DEEP


def quote_closed_too_late(source: Source, here: Span, text: Span | None) -> Diagnostic | None:
    """Explain a quote that some later quote closes; ``text`` is the last one that spans lines."""
    if text is None or text.end_line != here.line:
        return None
    swallowed = any(_KEY.match(source.line(row)) for row in range(text.line + 1, text.end_line + 1))
    if not swallowed or source.line(here.line)[text.end_column - 1 : here.column - 1].strip():
        return None
    quote = source.line(text.line)[text.column - 1 : text.column]
    message = _("The quote that opens here is closed only on line {line}, in the middle of something else.")
    span = Span(text.line, text.column, text.line, text.column + 1)
    remedy = _("Put {quote} at the end of the text.").format(quote=quote)
    return diagnose(codes.OPEN_QUOTE, source, span, message.format(line=text.end_line), remedy)


def text_in_brackets(source: Source, here: Span) -> Diagnostic | None:
    """Explain a text within brackets that holds a colon, a bracket or a quote, and so needs quotes."""
    line = source.line(here.line)
    before, character = line[: here.column - 1], line[here.column - 1 : here.column]
    found = _ENTRY.search(before) if len(before) <= _LONGEST_LINE else None
    if found is None:
        return None
    text = found["text"]
    if text[0] in "\"'":
        if text.rstrip()[-1] != text[0] or len(text.rstrip()) == 1 or _NEXT_KEY.match(line, here.column - 1):
            return None
        message = _("The text goes on after its closing quote.")
        remedy = _("Put the whole text in quotes: within double ones, write single ones.")
        return diagnose(codes.SYNTAX, source, here, message, remedy)
    if character == ":" and (text[0].isupper() or len(text.split()) > _FEW_WORDS):
        message = _("A second colon: the text looks like another key.")
        remedy = _("Put the whole text in quotes, or a comma before {word}.").format(word=quoted(text.split()[-1]))
        return diagnose(codes.COLON, source, here, message, remedy)
    if character and character in "[{" and text[-1].isspace():
        message = _("{bracket} opens a bracket in the middle of a text.").format(bracket=quoted(character))
        return diagnose(codes.OPEN_BRACKET, source, here, message, _("Put the whole text in quotes."))
    return None


def comment_in_text(source: Source, opened: Span, here: Span) -> int:
    """Find the line on which a # without a space after it takes the end of a bracket along; 0 if there is none."""
    for row in range(opened.line, min(here.line, opened.line + _FEW_LINES) + 1):
        line = source.line(row)
        found = _COMMENT.search(line, opened.column if row == opened.line else 0)
        if found is not None and line.rstrip().endswith(("}", "]", ",")):
            return row
    return 0


def without_colon(source: Source, span: Span) -> str:
    """Say what to do with a line that is neither key nor item."""
    line = source.line(span.line).strip()
    if line.startswith(("//", "/*", "--", ";")):
        return _("A comment begins with #.")
    if any(source.line(row).strip() for row in range(1, span.line)):
        return _("Write key: value. If the line goes on from the one above, indent it.")
    return _("Write key: value.")


def in_quotes(line: str) -> str:
    """Write the value of a line, part of which stands in quotes, as one text; nothing if that is not sure."""
    found = _QUOTED_VALUE.match(line) if len(line) <= _LONGEST_LINE else None
    if found is None or len(found["text"]) > _LONGEST or " #" in line or "\\" in line:
        return ""
    text = found["text"]
    quote = text[0]
    if text.endswith(quote) and text.count(quote) % 2:
        text = text[1:-1]  # these two were meant for the whole text, as in 'Libya's truce'
    if "'" not in text:
        return f"'{text}'"
    return f'"{text}"' if '"' not in text else "'" + text.replace("'", "''") + "'"


def shifted_dash(source: Source, span: Span, first_key: str) -> Diagnostic | None:
    """Explain keys that stand twice since the dash of their item, the line above them, stands too far right."""
    row = span.line - 1
    while row >= 1 and not source.line(row).strip():
        row -= 1
    line = source.line(row)
    column = len(line) - len(line.lstrip(" ")) + 1
    if column < span.column or not line.lstrip().startswith(f"- {first_key}: "):
        return None
    message = _("The keys below this dash do not belong to it, and repeat those of the item before.")
    remedy = _("Is the dash too far right? Put it {number} columns further left.").format(
        number=column + 2 - span.column
    )
    return diagnose(codes.INDENTATION, source, Span(row, column, row, column + 1), message, remedy)
