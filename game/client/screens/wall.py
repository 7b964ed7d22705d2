"""The wall, for the projector: made of the public view alone, and read from the last row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client import widgets as w
from game.client.canvas.map_canvas import MapCanvas, MapOptions, Playback
from game.client.canvas.map_legend import borders_sentence
from game.client.canvas.map_scene import MapScene
from game.client.interface.look import Look
from game.client.navigation import Answer
from game.client.screens.board_wall import board_shown, wall_board
from game.client.screens.caucus_wall import WIDTH, agreed_panel, meeting_column
from game.client.screens.outcome import Played
from game.client.view_models import map_scenes, moments, wall, wall_meeting
from game.client.view_models.headline import HeadlineFigure
from game.client.what_if import WhatIf
from game.model.text import _
from game.session.desk import Phase
from game.session.views import PublicView

_DESIGN = (1920, 1080)
_AGREED = 350
"""Height of what is agreed below the map, while orders are written."""
_OPTIONS = MapOptions(plain="wall", strong="wall_strong", legend=False, crowd=0.22)


class WallScreen:
    """The public window: the moment, the headline figures and the map; it never asks anything."""

    def __init__(
        self,
        view: Callable[[], PublicView | None],
        *,
        threaded: bool = True,
        pending: Callable[[float], float] = lambda _now: 0.0,
        what_if: Callable[[], WhatIf | None] = lambda: None,
    ) -> None:
        self._view = view
        self._what_if = what_if  # the board, while it is open; made of public knowledge alone
        self._pending = pending  # seconds of a caucus that the rules have not been told of
        self._canvas = MapCanvas(threaded=threaded)
        self._scene: tuple[PublicView, bool, MapScene] | None = None  # with whether it plays the turn
        self._played = Played()
        self._turn = 0  # whose outcome has been played

    def build(self, ui: w.Ui) -> Answer | None:
        """Say what is on the wall."""
        self._fit(ui)
        view = self._view()
        if view is None:
            words = _("Corridors")
            ui.node("wall-title", "text", ui.window, words, focusable=False, pointer=False)
            ui.write(ui.window, words, "wall_display", ui.colours.text_muted, align="centre")
            return None
        if view.phase is Phase.OUTCOME and self._turn != view.turn:
            self._turn, self._played = view.turn, Played()
        area = ui.area(inset=40, gap=32)
        self._head(ui, area, view)
        self._foot(ui, area, view)
        board = self._what_if()
        if view.phase in {Phase.CAUCUS, Phase.PLENARY} and board is not None and board_shown(board):
            wall_board(ui, area.rect, view, board)
            return None
        if view.phase in {Phase.CAUCUS, Phase.PLENARY}:
            meeting_column(ui, area.cut_end(ui.px(WIDTH), ui.px(40)), view, self._pending(ui.now))
            _figure_strip(ui, area, wall.figures(view))
            self._map(ui, area.rect, view)
            return None
        playing = view.phase is Phase.OUTCOME and ui.look.motion and not self._played.over
        shown = wall.figures_before(view) if playing else wall.figures(view)
        cells = w.rows(area.cut_end(ui.px(620), ui.px(40)), max(1, len(shown)), ui.px(24))
        for item, cell in zip(shown, cells, strict=False):
            _figure(ui, cell, item)
        if view.phase is Phase.DESKS and wall_meeting.agreed(view):
            agreed_panel(ui, area.cut_bottom(ui.px(_AGREED)), view)
        self._map(ui, area.rect, view)
        return None

    def hide(self) -> None:
        """Nothing on the wall is secret."""

    def _fit(self, ui: w.Ui) -> None:
        """Scale everything with the window, whatever size of text the laptop has: 40 stays 40 of 1080 lines."""
        density = min(ui.window.w / _DESIGN[0], ui.window.h / _DESIGN[1])
        look = ui.look
        if look.text_scale != 1.0 or abs(look.density - density) > 1e-6:
            ui.look = Look(look.theme, 1.0, max(0.1, density), look.language, look.motion, look.fonts)

    def _head(self, ui: w.Ui, area: w.Area, view: PublicView) -> None:
        text = ui.look.text
        row = ui.area(area.cut_top(text.line_height("wall_title")), gap=40)
        when = moments.moment(view)
        wide = min(text.width(when, "wall"), row.rect.w * 2 // 3)
        w.label(ui, row.cut_end(wide), when, "wall", "text_muted", align="end", shorten=True)
        w.label(ui, row.rect, view.book.scenario.title, "wall_title", shorten=True)

    def _foot(self, ui: w.Ui, area: w.Area, view: PublicView) -> None:
        text = ui.look.text
        rect = area.cut_bottom(text.line_height("wall_strong") + ui.px(36))
        ui.fill(rect, ui.colours.accent, 16)
        row = ui.area(rect.inset(ui.px(36), 0), gap=40)
        if view.phase is Phase.DESKS and moments.desk_order(view):
            said = wall.sealed_line(view)
            _on_accent(ui, row.cut_end(text.width(said, "wall")), said, "wall", "wall-sealed")
        trying = view.phase in {Phase.CAUCUS, Phase.PLENARY} and board_shown(self._what_if())
        left = wall_meeting.clock(view, self._pending(ui.now)) if trying else None
        if left is not None:
            said = w.clock_words(left.left)
            _on_accent(ui, row.cut_end(text.width(said, "wall_strong")), said, "wall_strong", "wall-clock")
        now = _("What if …") if trying else wall.now_line(view)
        _on_accent(ui, row.rect, now, "wall_strong", "wall-now")

    def _map(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        plays = view.phase is Phase.OUTCOME
        if self._scene is None or self._scene[0].indices is not view.indices or self._scene[1] is not plays:
            self._scene = (view, plays, map_scenes.wall_scene(view, played=plays))
        playback = self._played.playback(ui) if plays else Playback()
        area = ui.area(rect, gap=8)
        below = area.cut_bottom(ui.look.text.line_height("wall"))
        w.label(ui, below, borders_sentence(), "wall", "text_muted", shorten=True)
        rect = area.rect
        ui.node("map", "map", rect, _("Map"), focusable=False, pointer=False)
        if ui.visible(rect):
            look = ui.look
            self._canvas.draw(ui.surface, rect, self._scene[2], look.theme, look.text, _OPTIONS, playback)
            if self._canvas.busy:
                ui.wake(0.05)


def _figure_strip(ui: w.Ui, area: w.Area, shown: Sequence[HeadlineFigure]) -> None:
    """Cut the headline figures off the bottom, a line each: what it is, how it moved, its value."""
    if not shown:
        return
    text, colours = ui.look.text, ui.colours
    line = text.line_height("wall")
    for item in reversed(shown):
        rect = area.cut_bottom(line, ui.px(8))
        change = w.Change(item.change, item.direction, item.verdict) if item.change else None
        said = change.sentence if change else ""
        value = f"{item.value} {item.unit} {said}".strip()
        ui.node(f"wall-{item.key}", "stat", rect, item.title, value, focusable=False, pointer=False)
        row = ui.area(rect, gap=24)
        ui.write(row.cut_end(text.width(item.value, "wall_strong")), item.value, "wall_strong")
        if change is not None and said and text.width(said, "wall") < row.rect.w // 2:
            ui.write(row.cut_end(text.width(said, "wall")), said, "wall", getattr(colours, change.tone))
        ui.write(row.rect, item.title, "wall", colours.text_muted, shorten=True)


def _on_accent(ui: w.Ui, rect: w.Rect, words: str, style: str, id_: str) -> None:
    ui.node(id_, "text", rect, words, focusable=False, pointer=False)
    ui.write(rect, words, style, ui.colours.on_accent, shorten=True)


def _figure(ui: w.Ui, rect: w.Rect, item: HeadlineFigure) -> None:
    text, colours = ui.look.text, ui.colours
    change = w.Change(item.change, item.direction, item.verdict) if item.change else None
    said = change.sentence if change else ""
    w.panel(ui, rect)
    value = f"{item.value} {item.unit} {said}".strip()
    ui.node(f"wall-{item.key}", "stat", rect, item.title, value, focusable=False, pointer=False)
    inner = rect.inset(ui.px(28), ui.px(12))
    lines = 2 if text.width(item.title, "wall") > inner.w else 1
    high = lines * text.line_height("wall") + text.line_height("wall_display") + text.line_height("wall") * bool(said)
    area = ui.area(inner.middle(inner.w, high), gap=0)
    named = area.cut_top(lines * text.line_height("wall"))
    ui.write(named, item.title, "wall", colours.text_muted, lines=2, shorten=True)
    row = ui.area(area.cut_top(text.line_height("wall_display")), gap=16)
    ui.write(row.cut_start(text.width(item.value, "wall_display")), item.value, "wall_display")
    drop = text.layout(item.value, "wall_display").baseline - text.layout(item.unit, "wall").baseline
    place = w.Rect(row.rect.x, row.rect.y + drop, row.rect.w, text.line_height("wall"))
    ui.write(place, item.unit, "wall", colours.text_muted, shorten=True)
    if change:
        ui.write(area.rect, said, "wall_strong", getattr(colours, change.tone), valign="top", shorten=True)
