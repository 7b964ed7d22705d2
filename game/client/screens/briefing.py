"""The briefing, for all eyes: what happened, where, and the figures that sum the world up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.canvas.chart_course import draw_sparkline
from game.client.canvas.map_canvas import Hit
from game.client.canvas.map_scene import MapScene
from game.client.navigation import Answer, Submit
from game.client.screens.briefing_picture import BriefingPicture
from game.client.screens.columns import column_scroll, note
from game.client.screens.map_panel import MapPanel
from game.client.view_models import headline, map_scenes, map_words, moments
from game.client.view_models.headline import Headline, HeadlineFigure
from game.client.view_models.people import thinking_words
from game.model.text import _
from game.session.commands import AdvancePhase
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App

_SPARK = 72


class Briefing:
    """The news of the turn."""

    def __init__(self, app: App) -> None:
        self._map = MapPanel(threaded=app.threads)
        self._scene: MapScene | None = None
        self._picture = BriefingPicture(app.game.picture if app.game is not None else b"")

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Show headlines, map and figures."""
        area = ui.area(page.rect, inset=16, gap=12)
        foot = ui.area(area.cut_bottom(ui.px(44)), gap=12)
        panels = (
            w.Panel("headlines", self._title(view), "newspaper", 1.15),
            w.Panel("map", _("Map"), "map", 1.9),
            w.Panel("figures", _("Figures"), "chart-line", 0.85),
        )
        for key, rect in w.columns_or_tabs(ui, "briefing", area.rect, _("Briefing"), panels).items():
            if key == "headlines":
                self._headlines(ui, rect, view)
            elif key == "map":
                self._draw_map(ui, rect, view)
            else:
                figures_column(ui, rect, view)
        return self._next(ui, foot, view)

    def covers(self, _ui: w.Ui, _view: PublicView) -> bool:
        """Leave the strip."""
        return False

    def hide(self) -> None:
        """Nothing here is secret."""

    def close(self) -> None:
        """Let go of the map."""
        self._map.close()

    def _title(self, view: PublicView) -> str:
        return _("The situation") if view.turn == 1 else _("What happened")

    def _next(self, ui: w.Ui, foot: w.Area, view: PublicView) -> Answer | None:
        words = moments.next_words(view)
        wide = max(w.button_width(ui, words, "arrow-right"), ui.px(220))
        if w.button(ui, "next", foot.cut_end(wide), words, kind="primary", icon="arrow-right") or ui.pressed(
            pygame.K_RETURN
        ):
            return Submit(AdvancePhase(view.phase, view.turn), wait=thinking_words(view))
        note(ui, foot.rect, headline.model_note(view))
        return None

    def _headlines(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        with (
            w.card(ui, "headlines", rect, "" if ui.narrow else self._title(view), "newspaper") as area,
            w.scroll(ui, "headlines/scroll", area.rect, gap=12) as lines,
        ):
            if view.turn == 1:
                self._picture.build(ui, lines, view.book.scenario.title)
                w.paragraph(ui, lines, view.book.scenario.briefing, "body", gap=16, id_="briefing-text")
                _goals(ui, lines, view.book.scenario.learning_goals)
            listed = headline.headlines(view)
            for item in listed:
                _headline(ui, lines, item)
            if view.turn > 1 and not listed:
                w.paragraph(ui, lines, _("Quiet months: no event, and nothing public was agreed."))

    def _draw_map(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        if self._scene is None:
            self._scene = map_scenes.public_scene(view)
        tell = map_words.public_teller(view)
        with w.card(ui, "map-card", rect, padding=10) as area:
            words = _("Map of criminality and flows, by public knowledge")
            self._map.build(ui, "map", area.rect, self._scene, words, tell=lambda hit: _tell(tell, hit))


def _tell(tell: map_words.Teller, hit: Hit) -> str:
    return tell(hit.kind, hit.id)


def _goals(ui: w.Ui, lines: w.Area, goals: tuple[str, ...]) -> None:
    """Say what can be learnt, where the scenario says it."""
    if goals:
        w.paragraph(ui, lines, _("What you can learn here"), "heading", gap=4)
        w.rich_text(ui, "goals", lines, "\n".join(f"- {goal}" for goal in goals), tone="text_muted")


def _headline(ui: w.Ui, lines: w.Area, item: Headline) -> None:
    """Write a piece of news; events in strong words with their story below, broken promises in a colour of warning."""
    text = ui.look.text
    warned = headline.headline_tone(item.kind)
    style = "strong" if item.text or warned else "body"
    room = max(1, lines.rect.w - ui.px(28))
    high = text.height(item.title, style, room)
    story = text.height(item.text, "body", room) + ui.px(2) if item.text else 0
    row = ui.area(lines.cut_top(high + story), gap=8)
    mark = row.cut_start(ui.px(20))
    tone = warned or ("accent" if item.text else "text_muted")
    place = w.Rect(mark.x, mark.y, mark.w, text.line_height(style))
    ui.icon(place, headline.headline_icon(item.kind), getattr(ui.colours, tone), 18)
    words = row.sub(row.rect, ui.px(2))
    w.label(ui, words.cut_top(high), item.title, style, warned or "text", lines=None, id_=f"news-{item.key}")
    if item.text:
        w.label(ui, words.rect, item.text, "body", "text_muted", lines=None, valign="top")


def figures_column(ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
    """Show the figures that sum the world up, one card below the other; they scroll where the window is low."""
    shown = headline.headline_figures(view)
    gap = ui.px(12)
    needed = [_figure_height(ui, item, rect.w - ui.px(32)) for item in shown]
    spare = rect.h - gap * (len(shown) - 1) - sum(needed)
    if spare >= 0:
        column = ui.area(rect, gap=12)
        for item, high in zip(shown, needed, strict=True):
            _figure(ui, column.cut_top(high + spare // len(shown)), item)
        return
    with column_scroll(ui, "figures/scroll", rect) as lines:
        width = lines.rect.w - ui.px(32)
        for item in shown:
            _figure(ui, lines.cut_top(_figure_height(ui, item, width)), item)


def _change(item: HeadlineFigure) -> w.Change | None:
    return w.Change(item.change, item.direction, item.verdict) if item.change else None


def _figure_height(ui: w.Ui, item: HeadlineFigure, width: int) -> int:
    text = ui.look.text
    high = text.height(item.title, "strong", max(1, width)) + text.line_height("figure") + ui.px(32)
    high += text.height(item.change, "caption_strong", max(1, width)) if item.change else 0
    return high + (text.height(item.note, "caption", max(1, width)) if item.note else 0)


def _figure(ui: w.Ui, rect: w.Rect, item: HeadlineFigure) -> None:
    text, colours = ui.look.text, ui.colours
    with w.card(ui, f"figure-{item.key}", rect, padding=16, gap=0) as area:
        width = max(1, area.rect.w)
        change = _change(item)
        sentence = change.sentence if change else ""
        high = _figure_height(ui, item, width) - ui.px(32)
        area.skip(max(0, (area.rect.h - high) // 2))
        value = f"{item.value} {item.unit} {sentence}".strip()
        ui.node(f"stat-{item.key}", "stat", area.rect, item.title, value, focusable=False, pointer=False)
        ui.write(area.cut_top(text.height(item.title, "strong", width)), item.title, "strong", lines=None)
        line = ui.area(area.cut_top(text.line_height("figure")), gap=8)
        ui.write(line.cut_start(text.width(item.value, "figure")), item.value, "figure")
        spark = line.rect.w - text.width(item.unit, "caption") - ui.px(16)
        if len(item.course) > 1 and spark >= ui.px(48):
            place = line.cut_end(min(ui.px(_SPARK), spark)).inset(0, ui.px(3))
            if ui.visible(place):
                look = ui.look.theme
                draw_sparkline(ui.surface, place, item.course, look, text.scale, band=item.band, least=item.least)
        drop = text.layout(item.value, "figure").baseline - text.layout(item.unit, "caption").baseline
        unit = w.Rect(line.rect.x, line.rect.y + drop, line.rect.w, text.line_height("caption"))
        ui.write(unit, item.unit, "caption", colours.text_muted, shorten=True)
        if change:
            place = area.cut_top(text.height(sentence, "caption_strong", width))
            ui.write(place, sentence, "caption_strong", getattr(colours, change.tone), lines=None)
        if item.note:
            ui.write(
                area.cut_top(text.height(item.note, "caption", width)),
                item.note,
                "caption",
                colours.text_muted,
                lines=None,
            )
