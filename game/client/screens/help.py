"""Help: how a turn goes, the keys, and the words. It shows nothing of the game that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client import widgets as w
from game.client.navigation import Answer, Pop
from game.client.screens.frame import head, left, sheet
from game.client.view_models.glossary import found, glossary
from game.client.view_models.help_text import key_rows, turn_text
from game.model.text import _

if TYPE_CHECKING:
    from game.client.app import App

_TEXT_WIDTH = 760
"""Design pixels beyond which lines become hard to read."""


class HelpScreen:
    """Three pages; a term of the glossary may be asked for at once."""

    def __init__(self, app: App, term: str = "", page: str = "turn") -> None:
        self._app = app
        self._page = "words" if term else page
        self._search = term

    def hide(self) -> None:
        """Keep which page was open."""

    def build(self, ui: w.Ui) -> Answer | None:
        """Show the pages as tabs."""
        choices = (
            w.Choice("turn", _("The turn"), "play"),
            w.Choice("keys", _("Keys"), "keyboard"),
            w.Choice("words", _("Words"), "book-open"),
        )
        with sheet(ui) as page:
            back = head(ui, page, _("Help"))
            with w.card(ui, "help", page.rect) as card:
                self._page = w.tabs(ui, "pages", card.cut_top(ui.px(44)), _("Pages of the help"), choices, self._page)
                if self._page == "words":
                    self._search_field(ui, card)
                # Each page is scrolled by itself.
                with w.scroll(ui, f"text-{self._page}", card.rect) as area:
                    column = w.Rect(area.rect.x, area.rect.y, min(area.rect.w, ui.px(_TEXT_WIDTH)), area.rect.h)
                    text = ui.area(column, gap=8)
                    self._text(ui, text)
                    area.cut_top(text.used)
        return Pop() if back or left(ui) else None

    def _text(self, ui: w.Ui, area: w.Area) -> None:
        match self._page:
            case "turn":
                pressed = w.rich_text(ui, "turn", area, turn_text())
                if pressed.startswith("term:"):
                    self._page, self._search = "words", pressed.removeprefix("term:")
            case "keys":
                _keys(ui, area)
            case _:
                self._words(ui, area)

    def _search_field(self, ui: w.Ui, card: w.Area) -> None:
        row = ui.area(card.cut_top(ui.px(40)), gap=8)
        place = row.cut_start(min(row.rect.w, ui.px(360)))
        self._search = w.text_field(
            ui, "search", place, _("Search the words"), self._search, placeholder=_("Search"), limit=40
        )
        if self._search:
            wide = w.button_width(ui, _("All words"))
            if wide <= row.rect.w and w.button(ui, "all", row.cut_start(wide), _("All words"), kind="quiet"):
                self._search = ""

    def _words(self, ui: w.Ui, area: w.Area) -> None:
        hits = found(glossary(), self._search)
        if not hits:
            w.paragraph(ui, area, _("No word fits."), tone="text_muted")
        for term in hits:
            w.paragraph(ui, area, term.name, "strong", gap=0)
            w.paragraph(ui, area, term.meaning, tone="text_muted", gap=14)


def _keys(ui: w.Ui, area: w.Area) -> None:
    rows = key_rows()
    text = ui.look.text
    wide = min(max(text.width(row.keys, "strong") for row in rows) + ui.px(24), area.rect.w // 2)
    for row in rows:
        high = max(
            text.height(row.keys, "strong", wide), text.height(row.does, "body", max(1, area.rect.w - wide - ui.px(8)))
        )
        line = ui.area(area.cut_top(high + ui.px(6)), gap=8)
        w.label(ui, line.cut_start(wide), row.keys, "strong", lines=None, valign="top")
        w.label(ui, line.rect, row.does, tone="text_muted", lines=None, valign="top")
        w.divider(ui, area)
