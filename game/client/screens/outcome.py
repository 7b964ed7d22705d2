"""The outcome, for all eyes: the map plays the turn, then cards say what moved and why, and orders lie open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.canvas.map_canvas import Hit, Playback
from game.client.canvas.map_scene import MapScene
from game.client.navigation import Answer, Submit
from game.client.screens.columns import note
from game.client.screens.map_panel import MapPanel
from game.client.screens.outcome_cards import changes, opened
from game.client.view_models import map_scenes, map_words, moments
from game.client.view_models import words as words_of
from game.model.text import _
from game.session.commands import AdvancePhase
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App

PLAY_SECONDS = 10.0
_GRACE = 0.6  # seconds in which a press that was meant to skip does not lead on


class Played:
    """A map that plays from one state to another once, at its own pace, and can be skipped."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._ended: float | None = None  # when it came to its end by itself
        self.over = False

    def just_ended(self, ui: w.Ui) -> bool:
        """Tell whether it came to its end by itself a moment ago: what is pressed now was meant to skip it."""
        return self._ended is not None and ui.now - self._ended < _GRACE

    def playback(self, ui: w.Ui) -> Playback:
        """Return where the map is now."""
        if not ui.look.motion:
            self.over = True
        if self.over:
            return Playback()
        if self._began is None:
            self._began = ui.now
        progress = min(1.0, (ui.now - self._began) / PLAY_SECONDS)
        if ui.drawing and progress < 1.0:
            ui.wake(0.0)
        if progress >= 1.0:
            self.over, self._ended = True, ui.now
            ui.again()
        return Playback(progress, ui.now - self._began, sparks=True)


class Outcome:
    """What the turn brought."""

    def __init__(self, app: App) -> None:
        self._map = MapPanel(threaded=app.threads)
        self._scenes: tuple[MapScene, MapScene] | None = None  # while it plays, and beside the cards
        self.played = Played()

    def covers(self, _ui: w.Ui, _view: PublicView) -> bool:
        """Leave the strip."""
        return False

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Show the map while it plays, then everything."""
        if self._scenes is None:
            self._scenes = map_scenes.outcome_scene(view), map_scenes.outcome_scene(view, brief=True)
        area = ui.area(page.rect, inset=16, gap=12)
        foot = ui.area(area.cut_bottom(ui.px(44)), gap=12)
        if not ui.look.motion:
            self.played.over = True
        if not self.played.over:
            self._play(ui, area.rect, foot, view)
            return None
        panels = (
            w.Panel("changes", _("What moved"), "chart-column", 1.25),
            w.Panel("map", _("Map"), "map", 1.6),
            w.Panel("opened", _("Orders, opened"), "lock-open", 0.95),
        )
        for key, rect in w.columns_or_tabs(ui, "outcome", area.rect, _("Outcome"), panels).items():
            if key == "changes":
                changes(ui, rect, view)
            elif key == "map":
                self._show(ui, rect, view)
            else:
                opened(ui, rect, view)
        return self._next(ui, foot, view)

    def hide(self) -> None:
        """Nothing here is secret."""

    def close(self) -> None:
        """Let go of the map."""
        self._map.close()

    def _play(self, ui: w.Ui, rect: w.Rect, foot: w.Area, view: PublicView) -> None:
        self._show(ui, rect, view)
        words = _("Skip")
        if (
            w.button(ui, "skip", foot.cut_end(w.button_width(ui, words, "skip-forward")), words, icon="skip-forward")
            or ui.pressed(pygame.K_RETURN)
            or ui.pressed(pygame.K_SPACE)
        ):
            self.played.over = True
        sentence = _("What the orders bring: {time}").format(time=moments.time_words(view))
        w.label(ui, foot.rect, sentence, "heading", shorten=True)

    def _show(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        tell = map_words.public_teller(view)
        scenes = self._scenes or (MapScene(), MapScene())
        scene = scenes[1] if self.played.over else scenes[0]
        with w.card(ui, "map-card", rect, padding=10) as area:
            label = _("Map of the turn: flows before and after, and where they went instead")
            playback = self.played.playback(ui)
            self._map.build(ui, "map", area.rect, scene, label, playback=playback, tell=lambda hit: _tell(tell, hit))

    def _next(self, ui: w.Ui, foot: w.Area, view: PublicView) -> Answer | None:
        last = moments.last_turn(view)
        words = _("See what lasts") if last else _("Next turn")
        wide = max(w.button_width(ui, words, "arrow-right"), ui.px(220))
        onwards = foot.cut_end(wide)  # its place comes first, the keyboard comes to it last
        again = _("Replay the map")
        if ui.look.motion and foot.rect.w >= w.button_width(ui, again, "play") + ui.px(20):
            place = foot.cut_end(w.button_width(ui, again, "play"))
            if w.button(ui, "again", place, again, kind="quiet", icon="play"):
                self.played = Played()
        pressed = w.button(ui, "next", onwards, words, kind="primary", icon="arrow-right")
        note(ui, foot.rect, _("Indices are exact; flows and herds are public estimates."))
        if (pressed or ui.pressed(pygame.K_RETURN)) and not self.played.just_ended(ui):
            years = view.book.scenario.rules.epilogue_years
            wait = _("What was built runs on for {years} …").format(years=words_of.years(years)) if last else ""
            return Submit(AdvancePhase(view.phase, view.turn), wait=wait)
        return None


def _tell(tell: map_words.Teller, hit: Hit) -> str:
    return tell(hit.kind, hit.id)
