"""A desk: orders on the one side, what one needs to decide on the other. It lives as long as the curtain is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client import widgets as w
from game.client.navigation import Answer, Submit
from game.client.screens.desk_chooser import Chooser
from game.client.screens.desk_orders import OrderList
from game.client.screens.desk_panels import DeskPanels, borders_beside, panel_choices
from game.client.screens.desk_projection import ProjectionPanel
from game.client.screens.instruments import instrument_list
from game.client.screens.ledger import ledger
from game.client.screens.offers import OffersPanel, filled_talks, talk_choices
from game.client.screens.onwards import entered
from game.client.view_models import moments
from game.client.view_models.orders import RowKey, slides
from game.client.view_models.promised_orders import Where
from game.model.text import _
from game.session import commands as cm
from game.session.desk import Draft
from game.session.views import SeatView

if TYPE_CHECKING:
    from game.client.app import App

_ORDERS, _LARGE_ORDERS = 352, 420
_LEAST_PROJECTION = 208
_SPLIT = 700
"""Effective width from which the orders keep the projection beside them where panels are tabs."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which desk was open, since when, and which of its panels; nothing that is on it."""

    seat: str
    began: float | None
    tab: str
    narrow_tab: str
    large_map: bool


class Desk:
    """One delegation at work: its view and everything built from it."""

    def __init__(self, app: App, seat: str, place: Place | None = None) -> None:
        if app.game is None:
            raise RuntimeError("a desk needs a game")
        self.app = app
        self.seat = seat
        self._public = app.game.public
        self.view: SeatView = app.game.seat(seat)
        self.orders = OrderList(seat)
        self.projection = ProjectionPanel(self.view)
        self.panels = DeskPanels(threaded=app.threads)
        self.offers = OffersPanel()
        self._chooser: Chooser | None = None
        self._focus = ""  # where the keyboard goes once a dialog has closed
        self._tab = place.tab if place else "map"
        self._narrow_tab = place.narrow_tab if place else "orders"
        self._large_map = place.large_map if place else False
        self._open_style = moments.desks_open(self._public)
        self.wanted = ""  # another delegation, where desks are open and one may turn to it
        self.began: float | None = place.began if place else None

    def place(self) -> Place:
        """Return whose desk this is and where one was, for coming back."""
        return Place(self.seat, self.began, self._tab, self._narrow_tab, self._large_map)

    def close(self) -> None:
        """Let go of the map's thread."""
        self.panels.close()

    # The clock of the desk

    def seconds_left(self, now: float) -> float | None:
        """Return how long the desk stays open, or None without a limit."""
        limit = self.view.public.options.desk_seconds
        if limit is None or self._open_style:
            return None
        if self.began is None:
            self.began = now
        return max(0.0, limit - (now - self.began))

    def tick(self, now: float) -> Answer | None:
        """Seal the draft as it stands when the time is over."""
        return Submit(cm.Seal(self.seat)) if self.seconds_left(now) == 0.0 else None

    # The screen

    def build(self, ui: w.Ui, page: w.Area) -> Answer | None:
        """Show the desk on ``page``."""
        self._refresh()
        area = ui.area(page.rect, inset=12 if ui.narrow else 16, gap=12)
        answer = self._narrow(ui, area) if ui.narrow else self._wide(ui, area)
        if self._focus and not ui.state.returns:  # the dialog has given the keyboard back
            ui.focus_on(self._focus)
            self._focus = ""
        if entered(ui):
            self.orders.asking = True
        return self._dialogs(ui) or answer

    def _refresh(self) -> None:
        game = self.app.game
        if game is not None and game.public is not self._public:
            self._public = game.public
            self.view = game.seat(self.seat)

    def _wide(self, ui: w.Ui, area: w.Area) -> Answer | None:
        large = ui.effective_width >= 1600
        answer = self._orders(ui, area.cut_start(ui.px(_LARGE_ORDERS if large else _ORDERS)))
        choices = self._choices()
        self._tab = self._tab if self._tab in {choice.key for choice in choices} else "map"
        alone = self._tab == "map" and self._large_map
        low = None if alone else area.cut_bottom(max(ui.px(_LEAST_PROJECTION), round(area.rect.h * 0.34)))
        with w.card(ui, "panels", area.rect, padding=12, gap=8) as card:
            head = card.cut_top(ui.px(44))
            if self._tab == "map":
                line = ui.area(head, gap=8)
                self._size(ui, line.cut_end(ui.px(40)))
                head = line.rect
            self._tab = w.tabs(ui, "tabs", head, _("Panels"), choices, self._tab)
            self.panels.borders = not (self._tab == "map" and borders_beside(ui, head, choices))
            answer = self._panel(ui, self._tab, card.rect) or answer
        if low is not None:
            self.projection.build(ui, low, self.view, self._draft())
        return answer

    def _size(self, ui: w.Ui, rect: w.Rect) -> None:
        """Let the map have the place of the projection, or give it back."""
        small, words = self._large_map, _("Map with the projection") if self._large_map else _("Large map")
        place = rect.middle(ui.px(40), ui.px(40))
        if w.icon_button(ui, "map-size", place, "minimize" if small else "maximize", words):
            self._large_map = not self._large_map
            ui.redraw()

    def _choices(self) -> tuple[w.Choice, ...]:
        """Return the tabs; on a first desk with a plan laid out, those that it needs and those that hold something."""
        every = (*panel_choices(), *talk_choices(self.view))
        if not self._planned:
            return every
        filled = {"map", "dossier"} | filled_talks(self.view)
        return tuple(choice for choice in every if choice.key in filled)

    @property
    def _planned(self) -> bool:
        """Whether this is a first desk, on which a plan was laid out."""
        return self._public.turn == 1 and self._public.options.prefill

    def _narrow(self, ui: w.Ui, area: w.Area) -> Answer | None:
        split = ui.effective_width >= _SPLIT
        choices = [w.Choice("orders", _("Orders"), "list-checks"), *self._choices()]
        if not split:
            choices.insert(1, w.Choice("projection", _("Projection"), "chart-line"))
        keys = {choice.key for choice in choices}
        self._narrow_tab = self._narrow_tab if self._narrow_tab in keys else "orders"
        rect = area.cut_top(ui.px(44), ui.px(8))
        self._narrow_tab = w.tabs(ui, "tabs", rect, _("Panels"), choices, self._narrow_tab)
        match self._narrow_tab:
            case "orders":
                answer = self._orders(ui, area.cut_start(ui.px(330)) if split else area.rect)
                if split:
                    self.projection.build(ui, area.rect, self.view, self._draft())
                return answer
            case "projection":
                self.projection.build(ui, area.rect, self.view, self._draft())
            case key:
                with w.card(ui, "panels", area.rect, padding=12) as card:
                    return self._panel(ui, key, card.rect)
        return None

    def _panel(self, ui: w.Ui, key: str, rect: w.Rect) -> Answer | None:
        if key == "offers":
            return self.offers.build(ui, rect, self.view)
        if key == "instruments":
            return instrument_list(ui, rect, self._public, self.view)
        if key == "ledger":
            ledger(ui, rect, self.view.negotiation, self.view.facts, self.seat)
            return None
        asked = self.panels.build(ui, key, rect, self.view)
        if asked in self.projection.rows:
            self.projection.show(self.view, asked)
            ui.redraw()
        return None

    def _orders(self, ui: w.Ui, rect: w.Rect) -> Answer | None:
        name = self.view.public.seats[self.seat].name
        with w.card(ui, "orders-card", rect, padding=16, gap=8) as area:
            self._head(ui, area, name)
            laid_out = self._planned and not self.view.desk.draft.empty and bool(self.view.dossier.proposed_orders)
            return self.orders.build(ui, area, self.view.desk, laid_out=laid_out)

    def _head(self, ui: w.Ui, area: w.Area, name: str) -> None:
        text = ui.look.text
        if self._open_style:
            self._switch(ui, area)
            return
        left = self.seconds_left(ui.now)
        head = ui.area(area.cut_top(text.line_height("heading"), ui.px(8)), gap=8)
        if left is not None:
            limit = self.view.public.options.desk_seconds or 0
            w.timer(ui, "desk-timer", head.cut_end(ui.px(96)), "", left, limit, style="heading")
        ui.icon(head.cut_start(ui.px(20)), "flag", ui.colours.accent, 20)
        title = _("Orders of {delegation}").format(delegation=name)
        w.label(ui, head.rect, title, "heading", shorten=True, id_="desk-name")

    def _switch(self, ui: w.Ui, area: w.Area) -> None:
        """Let the room turn to another delegation."""
        waiting = moments.waiting_desks(self._public)
        choices = [w.Choice(seat, self._public.seats[seat].name, "flag") for seat in waiting]
        place = area.cut_top(ui.px(40), ui.px(12))
        chosen = w.dropdown(ui, "delegation", place, _("Orders of this delegation"), choices, self.seat)
        if chosen != self.seat:
            self.wanted = chosen

    def _draft(self) -> Draft:
        return self.orders.preview(self.view.desk.draft)

    def _dialogs(self, ui: w.Ui) -> Answer | None:
        if self.orders.adding and self._chooser is None:
            self._chooser = Chooser()
        if self._chooser is not None:
            found = self._chooser.build(ui, self.view.desk)
            if found is not True:
                self._chooser, self.orders.adding = None, False
            if isinstance(found, RowKey):
                self._focus = found.id if slides(self.view.desk, found) else ""
                return self.orders.add(self.view.desk, found)
        answer = self.offers.dialogs(ui, self.view) or self.orders.question(ui, self.view)
        wanted, self.orders.promised.wanted = self.orders.promised.wanted, None
        if wanted is not None:
            self._lead(ui, wanted)
        return answer

    def _lead(self, ui: w.Ui, wanted: Where) -> None:
        """Go to where a promise is kept by hand."""
        if wanted.panel == "orders":
            self._narrow_tab = "orders"
        else:
            self._tab = self._narrow_tab = wanted.panel
        if wanted.row is not None and wanted.row not in self.orders.rows and slides(self.view.desk, wanted.row):
            self.orders.rows.append(wanted.row)
        if wanted.other:
            self.offers.turn_to(wanted.other)
        slid = wanted.row is None or slides(self.view.desk, wanted.row)
        self._focus = wanted.control if slid else "add"
        ui.redraw()
