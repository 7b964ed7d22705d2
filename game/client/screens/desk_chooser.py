"""Adding to the orders: what, then where, a press each."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client import widgets as w
from game.client.screens.menu import Entry, menu
from game.client.view_models import orders, words
from game.client.view_models.orders import Offer, RowKey
from game.model.text import _
from game.session import legal
from game.session.legal import DeskFacts

_MORE, _BACK, _CLOSE = "add-more", "add-back", "add-close"


@dataclass
class Chooser:
    """The dialog in which an order is added; what has been chosen so far."""

    offer: str = ""
    place: str = ""
    everything: bool = False

    def build(self, ui: w.Ui, desk: DeskFacts) -> RowKey | bool:
        """Show the dialog; return what was chosen, True while it is open, False once it is closed."""
        listed = orders.offers(desk)
        chosen = next((item for item in listed if item.id == self.offer), None)
        title = _("Add a measure") if chosen is None else chosen.title
        with w.dialog(ui, f"adding-{self.offer}-{self.place}", title, width=620) as area:
            found = self._what(ui, area, desk, listed) if chosen is None else self._where(ui, area, desk, chosen)
            if ui.pressed(pygame.K_ESCAPE):
                found = self._back()
        return found

    def _back(self) -> bool:
        if self.place:
            self.place = ""
        elif self.offer:
            self.offer = ""
        else:
            return False
        return True

    def _what(self, ui: w.Ui, area: w.Area, desk: DeskFacts, listed: tuple[Offer, ...]) -> RowKey | bool:
        brief = desk.turn == 1 and not self.everything
        shown = [item for item in listed if item.simple or not brief]
        entries = [
            Entry(f"add-{item.id}", item.title, item.icon, item.sentence, enabled=not _closed(desk, item))
            for item in shown
        ]
        if len(shown) < len(listed):
            entries.append(Entry(_MORE, _("More measures, treaties and gifts"), "ellipsis"))
        entries.append(Entry(_CLOSE, _("Back to the desk"), "arrow-left"))
        pressed = menu(ui, area, entries)
        if pressed == _CLOSE:
            return False
        if pressed == _MORE:
            self.everything = True
            return True
        chosen = next((item for item in shown if pressed == f"add-{item.id}"), None)
        if chosen is None:
            return True
        if len(chosen.keys) == 1:
            return chosen.keys[0]
        self.offer = chosen.id
        return True

    def _where(self, ui: w.Ui, area: w.Area, desk: DeskFacts, chosen: Offer) -> RowKey | bool:
        w.paragraph(ui, area, chosen.sentence, "body", "text_muted", gap=8)
        keys = [key for key in chosen.keys if not self.place or key.target.jurisdiction == self.place]
        scenario = desk.book.scenario
        places = dict.fromkeys(key.target.jurisdiction for key in keys)
        by_place = not self.place and any(key.target.block for key in keys) and len(places) > 1
        if by_place:
            entries = [Entry(f"at-{name}", words.place_name(scenario, name), "flag") for name in places]
        else:
            entries = [_target_entry(desk, chosen, key, number) for number, key in enumerate(keys)]
        entries.append(Entry(_BACK, _("Back"), "arrow-left"))
        pressed = menu(ui, area, entries)
        if pressed == _BACK:
            return self._back()
        if by_place:
            self.place = next((name for name in places if pressed == f"at-{name}"), "")
            return True
        return next((key for number, key in enumerate(keys) if pressed == f"at-{number}"), True)


def _target_entry(desk: DeskFacts, chosen: Offer, key: RowKey, number: int) -> Entry:
    ordered = orders.amount_of(desk.draft, key)
    slides = orders.slides(desk, key)
    detail = _("ordered already: {units}").format(units=words.units(ordered)) if ordered and slides else ""
    if ordered and not slides:
        detail = _("ordered already")
    name = words.block_name(key.target.block) if key.target.block else orders.place_of(desk.book, desk.seat, key)
    return Entry(f"at-{number}", name, chosen.icon, detail)


def _closed(desk: DeskFacts, item: Offer) -> bool:
    """Tell whether the means allow the offer nowhere; without funds a row can still be added and paid later."""
    for key in item.keys:
        if not orders.slides(desk, key) and orders.amount_of(desk.draft, key):
            continue
        refused = legal.refusal_of(desk, orders.command_for(desk.seat, key, 1))
        if refused is None or refused.code == "beyond_funds":
            return False
    return True
