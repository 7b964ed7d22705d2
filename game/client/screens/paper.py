"""A draft on paper: the text in the form of the United Nations, to be read, copied and kept as a file."""

from __future__ import annotations

from game.client import widgets as w
from game.client.interface import clipboard
from game.client.paper_file import save_paper
from game.client.view_models import votes
from game.model.text import _
from game.session.negotiation.resolution_text import resolution_html, resolution_plain
from game.session.negotiation.resolutions import Resolution
from game.session.views import PublicView

_STYLES = {"head": ("caption", "text_muted"), "title": ("title", "text")}
_INDENT = 24
_LOW = 280
"""Height of a card, in design pixels, below which its buttons stand at the end of the text."""


def paper(ui: w.Ui, rect: w.Rect, view: PublicView, item: Resolution | None, id_: str = "text") -> None:
    """Show the whole text in a card, with the buttons that take it along."""
    title = "" if ui.narrow else _("The text")
    with w.card(ui, id_, rect, title, "file-text", padding=16, gap=8) as card:
        paper_text(ui, card.rect, view, item, id_)


def paper_text(ui: w.Ui, rect: w.Rect, view: PublicView, item: Resolution | None, id_: str = "text") -> None:
    """Show the text in ``rect``."""
    area = ui.area(rect, gap=8)
    low = rect.h < ui.px(_LOW)
    if item is not None and not low:
        _take_along(ui, area.cut_bottom(ui.px(36)), view, item)
    with w.scroll(ui, f"{id_}/scroll", area.rect, gap=10) as inner:
        if item is None:
            w.paragraph(ui, inner, _("No draft is on the table."), "body", "text_muted")
            return
        for number, part in enumerate(votes.text_of(view, item)):
            style, tone = _STYLES.get(part.kind, ("body", "text"))
            name = f"text-{part.kind}-{number}"
            if part.kind == "clause":
                _clause(ui, inner, part.words, name)
            else:
                w.paragraph(ui, inner, part.words, style, tone, id_=name, gap=2 if part.kind == "head" else None)
        if low:
            _take_along(ui, inner.cut_top(ui.px(36)), view, item)


def _clause(ui: w.Ui, area: w.Area, words: str, name: str) -> None:
    """Write a numbered clause with its number before the lines."""
    number, _space, rest = words.partition(" ")
    side = ui.px(_INDENT)
    high = ui.look.text.height(rest, "body", max(1, area.rect.w - side))
    line = ui.area(area.cut_top(high), gap=0)
    ui.write(line.cut_start(side), number, "body", valign="top", shorten=True)
    ui.node(name, "text", line.rect, words, focusable=False, pointer=False)
    ui.write(line.rect, rest, "body", lines=None, valign="top")


def _take_along(ui: w.Ui, rect: w.Rect, view: PublicView, item: Resolution) -> None:
    """Show the buttons that copy the text and keep it as a page."""
    body, names = view.facts.rules.meeting, view.facts.names
    row = ui.area(rect, gap=4)
    for key, icon, words in (("copy", "copy", _("Copy")), ("save", "save", _("Keep as a page (HTML)"))):
        wide = w.button_width(ui, words, icon)
        if wide > row.rect.w:
            side = ui.px(36)
            pressed = w.icon_button(ui, f"text-{key}", row.cut_start(side), icon, words)
        else:
            pressed = w.button(ui, f"text-{key}", row.cut_start(wide), words, kind="quiet", icon=icon)
        if pressed and key == "copy":
            clipboard.copy(resolution_plain(item, body, names))
            ui.toast(_("The text is on the clipboard."), "copy")
        elif pressed:
            _keep(ui, view, item, resolution_html(item, body, names))


def _keep(ui: w.Ui, view: PublicView, item: Resolution, article: str) -> None:
    try:
        path = save_paper(view.book.scenario.id, item.id, item.title, article)
    except OSError as error:
        reason = error.strerror or str(error)
        ui.toast(_("The page could not be written ({reason}).").format(reason=reason), "triangle-alert")
        return
    ui.toast(_("Kept as {file} in {folder}.").format(file=path.name, folder=path.parent), "save", seconds=8.0)
