"""Running text with headings, lists, strong words, links and terms of the glossary."""

from __future__ import annotations

import re
from functools import lru_cache

from game.client.canvas.geometry import Area, Rect, bounds
from game.client.canvas.text import Layout, Span
from game.client.interface.ui import Ui

_PARTS = re.compile(
    r"\*\*(?P<strong>.+?)\*\*|\[\[(?P<term>[^\]|]+)(?:\|(?P<shown>[^\]]+))?\]\]|\[(?P<words>[^\]]+)\]\((?P<to>[^)\s]+)\)"
)


def rich_text(ui: Ui, id_: str, area: Area, source: str, style: str = "body", tone: str = "text") -> str:
    """Write a text over the width of ``area`` and return what the pressed link leads to, or an empty string.

    Each line of ``source`` is a paragraph. ``# `` begins a heading, ``- `` a point of a list; ``**strong**``,
    ``[words](target)`` and ``[[term]]`` or ``[[term|words]]`` stand in the text. A term leads to ``term:`` and
    its name.
    """
    result = ""
    for number, line in enumerate(source.strip().splitlines()):
        words = line.strip()
        if not words:
            area.skip(ui.px(4))
            continue
        manner = style
        part = area
        if words.startswith("#"):
            manner = "title" if words.startswith("# ") else "heading"
            words = words.lstrip("#").strip()
            area.skip(ui.px(12) if number else 0)
        bullet = words.startswith("- ")
        spans = parsed(words[2:] if bullet else words)
        room = area.rect.w - (ui.px(20) if bullet else 0)
        layout = ui.look.text.layout(spans, manner, max(1, room))
        place = part.cut_top(layout.h, ui.px(4 if bullet else 8))
        if bullet:
            row = ui.area(place, gap=0)
            mark = row.cut_start(ui.px(20))
            ui.write(Rect(mark.x, mark.y, mark.w, layout.line_height), "•", manner, ui.colours.accent, align="centre")
            place = row.rect
        result = _paragraph(ui, f"{id_}.{number}", place, spans, manner, tone) or result
    return result


@lru_cache(maxsize=512)
def parsed(line: str) -> tuple[Span, ...]:
    """Return the spans of one line of the markup."""
    spans: list[Span] = []
    at = 0
    for match in _PARTS.finditer(line):
        if match.start() > at:
            spans.append(Span(line[at : match.start()]))
        if match["strong"]:
            spans.append(Span(match["strong"], strong=True))
        elif match["term"]:
            spans.append(Span(match["shown"] or match["term"], link=f"term:{match['term']}", tone="accent"))
        else:
            spans.append(Span(match["words"], link=match["to"], tone="accent"))
        at = match.end()
    if at < len(line) or not spans:
        spans.append(Span(line[at:]))
    return tuple(spans)


def _paragraph(ui: Ui, id_: str, rect: Rect, spans: tuple[Span, ...], style: str, tone: str) -> str:
    layout = ui.write(rect, spans, style, getattr(ui.colours, tone), valign="top", lines=None)
    whole = "".join(span.text for span in spans)
    ui.node(id_, "heading" if style in {"title", "heading"} else "text", rect, whole, focusable=False, pointer=False)
    result = ""
    for number, span in enumerate(spans):
        if span.link and _link(ui, f"{id_}.link{number}", span, _pieces(ui, layout, rect, number)):
            ui.take()
            result = span.link
    return result


def _link(ui: Ui, id_: str, span: Span, pieces: list[Rect]) -> bool:
    """Make the words of a link answer; over two lines it is two places to point at and one stop of Tab."""
    touches = [
        ui.node(f"{id_}/{part}" if part else id_, "link", piece, span.text, span.link, focusable=not part)
        for part, piece in enumerate(pieces)
    ]
    for piece in pieces:
        if any(touch.hovered for touch in touches) and ui.visible(piece):
            ui.surface.fill(ui.colours.accent, (piece.x, piece.bottom - ui.px(3), piece.w, ui.px(2)))
        # The ring lies closer than elsewhere, so that it leaves the words beside it alone.
        ui.focus_ring(piece.inset(ui.px(3), ui.px(3)), touches[0], 2)
    return any(touch.activated for touch in touches)


def _pieces(ui: Ui, layout: Layout, rect: Rect, span: int) -> list[Rect]:
    """Return where a span was written, one rectangle for each line."""
    pieces: list[Rect] = []
    for number, line in enumerate(layout.lines):
        left = ui.look.text.line_x(line, rect, "start")
        y = rect.y + number * layout.line_height
        runs = [Rect(left + run.x, y, run.w, layout.line_height) for run in line.runs if run.span == span]
        if runs:
            pieces.append(bounds(runs))
    return pieces
