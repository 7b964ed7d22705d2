"""The caucus, for all eyes: people talk; the screen keeps what they agree, and the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client import widgets as w
from game.client.canvas.map_scene import MapScene
from game.client.meeting_clock import MeetingClock
from game.client.navigation import Answer, Submit
from game.client.screens.caucus_clock import CaucusClock
from game.client.screens.instruments import instrument_list
from game.client.screens.ledger import ledger
from game.client.screens.map_panel import MapPanel
from game.client.screens.onwards import entered
from game.client.screens.table_work import TableWork
from game.client.view_models import map_scenes, map_words, moments
from game.client.view_models.people import thinking_words
from game.model.text import _
from game.session.commands import AdvancePhase
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App


class Caucus:
    """The table, the map and the clock."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._map = MapPanel(threaded=app.threads)
        self._scene: MapScene | None = None
        self._clock = CaucusClock(self._meeting_clock)
        self.work = TableWork(app)
        self._tab = "map"

    def _meeting_clock(self) -> MeetingClock:
        game = self._app.game
        return game.clock if game is not None else MeetingClock()

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Show what is on the table."""
        area = ui.area(page.rect, inset=12 if ui.narrow else 16, gap=12)
        filled, written = self.work.page(ui, area, view)
        if filled:
            return written
        foot = ui.area(area.cut_bottom(ui.px(44)), gap=12)
        panels = (
            w.Panel("table", _("On the table"), "file-text", 1.35),
            w.Panel("map", _("Map and ledger"), "map", 1.75),
            w.Panel("clock", _("The clock"), "timer", 0.85),
        )
        if self.work.board.open:
            answer = self._foot(ui, foot, view)
            if self.work.board.open:
                answer = self.work.board.build(ui, area.rect, view) or answer
            return self.work.dialogs(ui, view) or answer
        # The keyboard comes to the way on before all that lies on the table.
        answer = self._foot(ui, foot, view)
        for key, rect in w.columns_or_tabs(ui, "caucus", area.rect, _("Caucus"), panels).items():
            if key == "table":
                answer = self.work.table.build(ui, rect, view) or answer
            elif key == "clock":
                answer = self._clock.build(ui, rect, view) or answer
            else:
                self._middle(ui, rect, view)
        return self.work.dialogs(ui, view) or answer

    def tick(self, now: float) -> Answer | None:
        """Store the time that has passed."""
        game = self._app.game
        return self._clock.tick(now, game.public) if game is not None else None

    def covers(self, _ui: w.Ui, _view: PublicView) -> bool:
        """Leave the strip."""
        return False

    def hide(self) -> None:
        """Nothing here is secret."""

    def close(self) -> None:
        """Let go of the map and of the board."""
        self._map.close()
        self.work.close()

    def _foot(self, ui: w.Ui, foot: w.Area, view: PublicView) -> Answer | None:
        words = moments.next_words(view)
        wide = min(foot.rect.w // 2, max(w.button_width(ui, words, "arrow-right"), ui.px(200)))
        place = foot.cut_end(wide)
        self.work.foot(ui, foot, view)
        if w.button(ui, "next", place, words, kind="primary", icon="arrow-right") or entered(ui):
            self._meeting_clock().reset()
            return Submit(AdvancePhase(view.phase, view.turn), wait=thinking_words(view))
        return None

    def _middle(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        """Show the map, the ledger or the instruments."""
        choices = (
            w.Choice("map", _("Map"), "map"),
            w.Choice("ledger", _("Promises"), "scroll-text"),
            w.Choice("instruments", _("Instruments"), "landmark"),
        )
        with w.card(ui, "middle", rect, padding=12, gap=8) as area:
            self._tab = w.tabs(ui, "tabs", area.cut_top(ui.px(44)), _("Panels"), choices, self._tab)
            match self._tab:
                case "ledger":
                    ledger(ui, area.rect, view.negotiation, view.facts)
                case "instruments":
                    instrument_list(ui, area.rect, view)
                case _:
                    self._draw_map(ui, area.rect, view)

    def _draw_map(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        if self._scene is None:
            self._scene = map_scenes.public_scene(view)
        tell = map_words.public_teller(view)
        words = _("Map of criminality and flows, by public knowledge")
        self._map.build(ui, "map", rect, self._scene, words, tell=lambda hit: tell(hit.kind, hit.id))
