"""One finding about a scenario as a card."""

from __future__ import annotations

from game.client import widgets as w
from game.client.canvas.chart_stroke import triangle
from game.client.view_models.findings import Finding
from game.model.text import _


def finding_card(ui: w.Ui, area: w.Area, id_: str, found: Finding) -> None:
    """Cut the card of a finding off the top of ``area``: how bad, where, what, the line with a caret, what to do."""
    text, pad = ui.look.text, ui.px(16)
    room = max(1, area.rect.w - 2 * pad - ui.px(32))
    high = 2 * ui.px(14) + text.line_height("caption_strong") + ui.px(4) + text.height(found.message, "body", room)
    if found.has_excerpt:
        high += ui.px(10) + _excerpt_height(ui)
    if found.remedy:
        high += ui.px(8) + text.height(found.remedy, "body", room - ui.px(26))
    rect = area.cut_top(high)
    w.panel(ui, rect)
    ui.node(id_, "card", rect, found.message, focusable=False, pointer=False)
    with ui.inside(id_):
        row = ui.area(rect.inset(pad, ui.px(14)), gap=12)
        mark = row.cut_start(ui.px(20))
        tone = getattr(ui.colours, found.tone)
        ui.icon(w.Rect(mark.x, mark.y, mark.w, text.line_height("caption_strong")), found.icon, tone, 20)
        lines = row.sub(row.rect, ui.px(4))
        where = _("{kind} {code} · {place}").format(kind=found.kind, code=found.code, place=found.place)
        w.label(
            ui, lines.cut_top(text.line_height("caption_strong")), where, "caption_strong", found.tone, shorten=True
        )
        w.paragraph(ui, lines, found.message, gap=0)
        if found.has_excerpt:
            lines.skip(ui.px(10))
            _excerpt(ui, lines.cut_top(_excerpt_height(ui), 0), found)
        if found.remedy:
            lines.skip(ui.px(8))
            advice = lines.sub(lines.rect, ui.px(8))
            hint = advice.cut_start(ui.px(18))
            ui.icon(w.Rect(hint.x, hint.y, hint.w, text.line_height("body")), "lightbulb", ui.colours.accent, 16)
            w.label(ui, advice.rect, found.remedy, lines=None, valign="top")


def _excerpt_height(ui: w.Ui) -> int:
    return ui.look.text.line_height("body") + ui.px(8 + 16)


def _excerpt(ui: w.Ui, rect: w.Rect, found: Finding) -> None:
    """Show the line as it stands in the file, always from left to right, with a caret below what is meant."""
    ui.fill(rect, ui.colours.sunken, 6)
    text = ui.look.text
    line = text.line_height("body")
    inner = w.Area(rect.inset(ui.px(10), ui.px(8)))
    number = str(found.line)
    gutter = text.width(number, "caption") + ui.px(14)
    ui.write(inner.cut_start(gutter, 0), number, "caption", ui.colours.text_muted, valign="top")
    with ui.clipped(inner.rect):
        x = inner.rect.x
        before = ""
        for part, colour in (
            (shown_before(ui, found, inner.rect.w), ui.colours.text_muted),
            (found.marked, ui.colours.danger),
            (found.after, ui.colours.text_muted),
        ):
            # Spaces at an end are wide only with something after them.
            at = x + (text.width(f"{before}|", "body") - text.width("|", "body") if before else 0)
            before += part
            wide = x + text.width(f"{before}|", "body") - text.width("|", "body") - at
            if part.strip():
                ui.write(w.Rect(at, inner.rect.y, wide + ui.px(2), line), part, "body", colour, shorten=True)
            if part is found.marked and ui.drawing:
                _caret(ui, at, wide, inner.rect.y + line)
    whole = found.before + found.marked + found.after
    ui.node(f"text-{len(ui.nodes)}", "text", rect, whole, focusable=False, pointer=False)


def shown_before(ui: w.Ui, found: Finding, room: int) -> str:
    """Return as much of what stands before the mark as leaves room [pixels] for it and some of what follows."""
    width = ui.look.text.width
    after = min(width(found.after, "body"), room // 4)
    left = room - after - width(found.marked, "body")
    if width(found.before, "body") <= left:
        return found.before
    cut = next((n for n in range(1, len(found.before)) if width(f"…{found.before[n:]}", "body") <= left), None)
    return "…" if cut is None else f"…{found.before[cut:]}"


def _caret(ui: w.Ui, x: int, wide: int, y: int) -> None:
    wide = max(wide, ui.px(6))
    ui.surface.fill(ui.colours.danger, (x, y, wide, ui.px(2)))
    triangle(ui.surface, (x + wide // 2, y + ui.px(7)), ui.px(9), ui.colours.danger, up=True)
