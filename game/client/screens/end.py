"""The end: the years after the last turn, the result of the room, and every mandate, opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.canvas.chart_course import course_sentence, courses_height, draw_courses, draw_gauge, gauge_height
from game.client.canvas.map_canvas import Hit, Playback
from game.client.canvas.map_scene import VALUES_FROM, MapScene, glide, stage
from game.client.navigation import Answer, Home, Submit
from game.client.screens.columns import column_scroll, note
from game.client.screens.map_panel import MapPanel
from game.client.screens.outcome import Played
from game.client.view_models import ending, headline, map_scenes, map_words, moments
from game.client.view_models import words as words_of
from game.client.view_models.ending import MandateCard
from game.model.text import _
from game.session.commands import AdvancePhase
from game.session.published import Result
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App


class Epilogue:
    """The years after the last turn, without orders, played on the map."""

    def __init__(self, app: App) -> None:
        self._map = MapPanel(threaded=app.threads)
        self._scene: MapScene | None = None
        self.played = Played()

    def covers(self, _ui: w.Ui, _view: PublicView) -> bool:
        """Leave the strip."""
        return False

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Show the map and how the indices went on."""
        if self._scene is None:
            self._scene = map_scenes.epilogue_scene(view)
        area = ui.area(page.rect, inset=16, gap=12)
        foot = ui.area(area.cut_bottom(ui.px(44)), gap=12)
        panels = (
            w.Panel("map", _("Map"), "map", 1.7),
            w.Panel("courses", _("Course of the indices"), "chart-line", 1.0),
        )
        tell = map_words.public_teller(view)
        for key, rect in w.columns_or_tabs(ui, "epilogue", area.rect, _("Epilogue"), panels).items():
            if key == "map":
                with w.card(ui, "map-card", rect, padding=10) as card:
                    label = _("Map of criminality, from the last turn to the end of the epilogue")
                    playback = self._playback(ui)
                    self._when(ui, card, view, playback)
                    self._map.build(
                        ui, "map", card.rect, self._scene, label, playback=playback, tell=lambda hit: _tell(tell, hit)
                    )
            else:
                courses(ui, rect, view)
        words = _("Open the results")
        wide = max(w.button_width(ui, words, "award"), ui.px(220))
        pressed = w.button(ui, "next", foot.cut_end(wide), words, kind="primary", icon="award")
        more = words_of.years(view.book.scenario.rules.epilogue_years)
        note(ui, foot.rect, _("{years} more, with what was built and agreed, and no new orders.").format(years=more))
        if pressed or ui.pressed(pygame.K_RETURN):
            wait = _("The computer looks for the best cooperative plan …")
            return Submit(AdvancePhase(view.phase, view.turn), wait=wait)
        return None

    def _playback(self, ui: w.Ui) -> Playback:
        """Return where the map is: nothing but values moves, so these have the whole time."""
        played = self.played.playback(ui)
        return replace(played, progress=VALUES_FROM + (1 - VALUES_FROM) * played.progress, sparks=False)

    def _when(self, ui: w.Ui, card: w.Area, view: PublicView, playback: Playback) -> None:
        """Write the time that the map shows above it."""
        year = moments.epilogue_moment(view, glide(0.0, 1.0, stage(playback.progress).values))
        words = _("The map shows {year}").format(year=year)
        head = ui.area(card.cut_top(ui.look.text.line_height("heading")), gap=8)
        ui.icon(head.cut_start(ui.px(20)), "calendar", ui.colours.accent, 20)
        w.label(ui, head.rect, words, "heading", id_="epilogue-time")

    def hide(self) -> None:
        """Nothing here is secret."""

    def close(self) -> None:
        """Let go of the map."""
        self._map.close()


def _tell(tell: map_words.Teller, hit: Hit) -> str:
    return tell(hit.kind, hit.id)


class End:
    """The two results, which are never added."""

    def __init__(self, app: App) -> None:
        self.app = app

    def covers(self, _ui: w.Ui, _view: PublicView) -> bool:
        """Leave the strip."""
        return False

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Show the room, the mandates and the course of the indices."""
        result = view.result
        if result is None:
            return None
        area = ui.area(page.rect, inset=16, gap=12)
        foot = ui.area(area.cut_bottom(ui.px(44)), gap=12)
        panels: tuple[w.Panel, ...] = (
            w.Panel("results", _("Results"), "award", 1.25),
            w.Panel("courses", _("Course of the indices"), "chart-line", 1.0),
        )
        questions = view.book.scenario.debrief
        if questions:
            panels = (*panels, w.Panel("debrief", _("Talk about it"), "messages-square", 0.9))
        for key, rect in w.columns_or_tabs(ui, "end", area.rect, _("Results"), panels).items():
            if key == "courses":
                courses(ui, rect, view)
                continue
            if key == "debrief":
                _debrief(ui, rect, questions)
                continue
            with column_scroll(ui, "results", rect) as lines:
                _room(ui, lines, result)
                _mandates(ui, lines, view)
        words = _("Leave to the title")
        wide = max(w.button_width(ui, words, "log-out"), ui.px(220))
        pressed = w.button(ui, "next", foot.cut_end(wide), words, kind="primary", icon="log-out")
        note(ui, foot.rect, ending.search_sentence(result))
        return Home() if pressed or ui.pressed(pygame.K_RETURN) else None

    def hide(self) -> None:
        """Nothing is secret any more."""

    def close(self) -> None:
        """Nothing is held."""


def _debrief(ui: w.Ui, rect: w.Rect, questions: tuple[str, ...]) -> None:
    """Show the scenario's questions for the talk afterwards."""
    title = "" if ui.narrow else _("Talk about it")
    with (
        w.card(ui, "debrief", rect, title, "messages-square") as card,
        w.scroll(ui, "debrief/scroll", card.rect, gap=10) as area,
    ):
        w.rich_text(ui, "questions", area, "\n".join(f"- {question}" for question in questions))


def _room(ui: w.Ui, area: w.Area, result: Result) -> None:
    text = ui.look.text
    gauge, sentence = ending.room_gauge(result), ending.room_sentence(result)
    width = max(1, area.rect.w - ui.px(32))
    title = _("The room")
    high = gauge_height(gauge, text, width) + text.height(sentence, "body", width) + text.line_height("heading")
    with w.card(ui, "room", area.cut_top(high + ui.px(32 + 8 + 12)), title, "users", gap=12) as card:
        w.paragraph(ui, card, sentence)
        words = _("{value} of 100").format(value=gauge.value_text(gauge.value))
        ui.node("room-gauge", "figure", card.rect, title, words, focusable=False, pointer=False)
        if ui.visible(card.rect):
            draw_gauge(ui.surface, card.rect, gauge, ui.look.theme, text)


def _mandates(ui: w.Ui, area: w.Area, view: PublicView) -> None:
    cards = ending.mandate_cards(view)
    gap, least = ui.px(12), ui.px(300)
    across = 2 if area.rect.w >= 2 * least + gap and len(cards) > 1 else 1
    wide = (area.rect.w - gap * (across - 1)) // across
    for first in range(0, len(cards), across):
        row = cards[first : first + across]
        high = max(_mandate_height(ui, card, wide - ui.px(32)) for card in row)
        rects = w.columns(area.cut_top(high + ui.px(32)), across, gap, rtl=ui.look.rtl)
        for card, rect in zip(row, rects, strict=False):
            _mandate(ui, rect, card)


def _grade_words(card: MandateCard) -> str:
    return _("Mandate: {grade}").format(grade=card.grade_words)


def _mandate_height(ui: w.Ui, card: MandateCard, width: int) -> int:
    text = ui.look.text
    room = max(1, width - ui.px(28))
    high = text.height(card.name, "heading", room) + text.height(_grade_words(card), "strong", room)
    high += text.height(card.reason, "caption", room) + ui.px(8)
    high += text.height(card.played_by, "caption", room) if card.played_by else 0
    for aim in card.aims:
        high += text.height(aim.text, "caption", room) + text.height(_aim_words(aim), "caption_strong", room) + ui.px(6)
        high += text.height(aim.marks, "caption", room) if aim.marks else 0
    return high + ui.px(4) + sum(text.height(said, "caption", room) for said in (card.kept, card.trust))


def _aim_words(aim: ending.AimLine) -> str:
    return _("{value}: {grade}").format(value=aim.value, grade=aim.grade_words)


def _mandate(ui: w.Ui, rect: w.Rect, card: MandateCard) -> None:
    text, colours = ui.look.text, ui.colours
    with w.card(ui, f"mandate-{card.seat}", rect, padding=16, gap=0) as area:
        row = ui.area(area.rect, gap=8)
        mark = row.cut_start(ui.px(20))
        reached = card.grade != "none"
        place = w.Rect(mark.x, mark.y, mark.w, text.line_height("heading"))
        ui.icon(place, ending.GRADE_ICONS[card.grade], colours.accent if reached else colours.text_muted, 20)
        lines = row.sub(row.rect, 0)
        room = max(1, lines.rect.w)
        w.label(ui, lines.cut_top(text.height(card.name, "heading", room)), card.name, "heading", lines=None)
        if card.played_by:
            place = lines.cut_top(text.height(card.played_by, "caption", room))
            w.label(ui, place, card.played_by, "caption", "text_muted", lines=None, id_=f"played-by-{card.seat}")
        grade = _grade_words(card)
        tone = "accent" if reached else "text_muted"
        w.label(ui, lines.cut_top(text.height(grade, "strong", room)), grade, "strong", tone, lines=None)
        high = text.height(card.reason, "caption", room)
        w.label(ui, lines.cut_top(high, ui.px(8)), card.reason, "caption", "text_muted", lines=None)
        for aim in card.aims:
            w.label(ui, lines.cut_top(text.height(aim.text, "caption", room)), aim.text, "caption", lines=None)
            said = _aim_words(aim)
            high = text.height(said, "caption_strong", room)
            tone = "accent" if aim.grade != "none" else "text_muted"
            w.label(ui, lines.cut_top(high, 0 if aim.marks else ui.px(6)), said, "caption_strong", tone, lines=None)
            if aim.marks:
                high = text.height(aim.marks, "caption", room)
                w.label(ui, lines.cut_top(high, ui.px(6)), aim.marks, "caption", "text_muted", lines=None)
        _word(ui, lines, card)


def _word(ui: w.Ui, lines: w.Area, card: MandateCard) -> None:
    """Say what became of a delegation's word, beside its mandate: it counts for no grade."""
    room = max(1, lines.rect.w)
    lines.skip(ui.px(4))
    for key, said in (("kept", card.kept), ("trust", card.trust)):
        place = lines.cut_top(ui.look.text.height(said, "caption", room))
        w.label(ui, place, said, "caption", lines=None, id_=f"{key}-{card.seat}")


def courses(ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
    """Show how the indices went, as small charts of the same kind."""
    charts = ending.courses(view)
    with (
        w.card(ui, "courses", rect, "" if ui.narrow else _("Course of the indices"), "chart-line") as card,
        w.scroll(ui, "courses/scroll", card.rect) as area,
    ):
        w.paragraph(ui, area, headline.model_note(view), "caption", "text_muted")
        if explained := headline.persons_note(view):
            w.paragraph(ui, area, explained, "caption", "text_muted", id_="persons-note")
        place = area.cut_top(courses_height(len(charts), ui.look.text, area.rect.w))
        said = " ".join(course_sentence(chart) for chart in charts)
        ui.node("courses-chart", "figure", place, _("Course of the indices"), said, focusable=False, pointer=False)
        if ui.visible(place):
            draw_courses(ui.surface, place, charts, ui.look.theme, ui.look.text)
