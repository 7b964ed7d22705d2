"""The strip above every screen of a game: where the game stands, the steps of the turn, help and menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.navigation import Answer, Home, Push, Submit
from game.client.screens.menu import Entry, menu
from game.client.view_models import moments
from game.model.text import _
from game.session.commands import AdvancePhase
from game.session.desk import Phase
from game.session.views import PublicView

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.screens.hints import Hints

HEIGHT = 56
_ARROW = 24
_LEAST_TITLE = 200
"""Design pixels that the title keeps; where there are fewer, the buttons of the strip are icons alone."""


class Strip:
    """Header and menu of a game; it shows nothing but what everybody may see."""

    def __init__(self, app: App, hints: Hints | None = None) -> None:
        self.app = app
        self._hints = hints
        self.open = False
        self.reads = False  # whether dossiers are to be read
        self._ending = False

    def build(self, ui: w.Ui, page: w.Area, view: PublicView) -> Answer | None:
        """Cut the strip off the top of ``page``."""
        rect = page.cut_top(ui.px(HEIGHT), 0)
        ui.fill(rect, ui.colours.card)
        ui.fill(w.Rect(rect.x, rect.bottom - ui.px(1), rect.w, ui.px(1)), ui.colours.card_border)
        ui.node("strip", "card", rect, _("Where the game stands"), focusable=False, pointer=False)
        area = ui.area(rect.inset(ui.px(16), ui.px(6)), gap=12)
        with ui.inside("strip"):
            steps = _steps_width(ui, view)
            offered = dossiers_offered(view)
            least = steps + ui.px(24) + min(_title_width(ui, view), ui.px(_LEAST_TITLE)) if offered else 0
            answer = self.buttons(ui, area, dossiers=offered, least=least)
            if self._trial:
                _trial_pill(ui, area)
            title = _title_width(ui, view)
            left = min(title, area.rect.w)
            if area.rect.w - steps - ui.px(24) >= min(title, ui.px(200)):
                left = max(ui.px(160), min(title, area.rect.w - steps - ui.px(24)))
                _steps(ui, _centred(ui, area, rect, left, steps), view)
            _where(ui, area.cut_start(left), view)
        return answer

    @property
    def _trial(self) -> bool:
        return self.app.game is not None and self.app.game.trial

    def buttons(self, ui: w.Ui, area: w.Area, *, dossiers: bool = False, least: int = 0) -> Answer | None:
        """Cut Help and Menu off the end of ``area``, and the way to the dossiers if they are to be had.

        They are icons alone where that leaves ``least`` pixels to the title and the steps, and words do not.
        """
        listed = [("menu", "ellipsis", _("Menu")), ("help", "circle-question-mark", _("Help"))]
        if dossiers:
            listed.append(("dossiers", "book-open", _("Dossiers")))
        wide = sum(w.button_width(ui, words, icon) for _id, icon, words in listed)
        spare = area.rect.w - wide
        bare = spare < ui.px(_LEAST_TITLE) or spare < least <= area.rect.w - len(listed) * ui.px(44)
        answer: Answer | None = None
        widths = [ui.px(40) if bare else w.button_width(ui, words, icon) - ui.px(12) for _id, icon, words in listed]
        places = [area.cut_end(wide, ui.px(4)).middle(wide, ui.px(40)) for wide in widths]
        for (id_, icon, words), place in reversed(list(zip(listed, places, strict=True))):  # as they are read
            pressed = (
                w.icon_button(ui, id_, place, icon, words)
                if bare
                else w.button(ui, id_, place, words, kind="quiet", icon=icon)
            )
            if pressed and id_ == "menu":
                self.open = True
            elif pressed and id_ == "dossiers":
                self.reads = True
            elif pressed:
                answer = self._help()
        return answer

    def menu(self, ui: w.Ui, view: PublicView) -> Answer | None:
        """Show the menu if it is open; call it last."""
        if self._ending:
            return self._confirm_end(ui, view)
        if not self.open:
            if ui.pressed(pygame.K_ESCAPE) or ui.pressed(pygame.K_F10):
                self.open = True
            return None
        with w.dialog(ui, "menu-dialog", _("Menu"), width=400, first="menu-on") as area:
            chosen = menu(ui, area, self._entries(view))
            if ui.pressed(pygame.K_ESCAPE):
                chosen = "menu-on"
        if not chosen:
            return None
        self.open = False
        return self._chosen(chosen)

    def _entries(self, view: PublicView) -> list[Entry]:
        two = self.app.settings.two_windows
        entries = [
            Entry("menu-on", _("Back to the game"), "play"),
            Entry("menu-settings", _("Settings"), "settings"),
            Entry("menu-help", _("Help"), "circle-question-mark"),
            Entry("menu-wall", _("Close the wall window") if two else _("Open the wall window"), "monitor"),
        ]
        if self._hints is not None and self._hints.off:
            entries.append(Entry("menu-hints", _("Show the hints again"), "lightbulb"))
        if view.phase is Phase.DESKS and moments.waiting_desks(view):
            entries.append(Entry("menu-seal", _("End the desks now"), "timer", _("Every draft is sealed as it stands")))
        if self._trial:
            back = _("Back to the author's screen")
            entries.append(Entry("menu-leave", back, "log-out", _("A play-test is not saved")))
        else:
            entries.append(Entry("menu-leave", _("Leave to the title"), "log-out", _("Everything is saved already")))
        return entries

    def _chosen(self, chosen: str) -> Answer | None:
        match chosen:
            case "menu-settings":
                from game.client.screens.settings import SettingsScreen  # noqa: PLC0415 - only where it is wanted

                return Push(SettingsScreen(self.app))
            case "menu-help":
                return self._help()
            case "menu-wall":
                two = self.app.settings.two_windows
                self.app.apply_settings(replace(self.app.settings, two_windows=not two))
            case "menu-hints":
                if self._hints is not None:
                    self._hints.again()
            case "menu-seal":
                self._ending = True
            case "menu-leave":
                return Home()
        return None

    def _help(self) -> Answer:
        from game.client.screens.help import HelpScreen  # noqa: PLC0415 - only where it is wanted

        return Push(HelpScreen(self.app), briefly=True)

    def _confirm_end(self, ui: w.Ui, view: PublicView) -> Answer | None:
        names = ", ".join(view.seats[seat].name for seat in moments.waiting_desks(view))
        answer = w.confirm(
            ui,
            "menu-end",
            _("End the desks now?"),
            _("Not sealed yet: {names}. Their drafts count as they stand.").format(names=names),
            _("Seal and open all orders"),
        )
        if answer is None:
            return None
        self._ending = False
        return Submit(AdvancePhase(Phase.DESKS, view.turn, seal_rest=True)) if answer else None


def dossiers_offered(view: PublicView) -> bool:
    """Tell whether people may look into their dossiers: before the desks, where they lie open anyway."""
    return view.phase in {Phase.BRIEFING, Phase.CAUCUS, Phase.PLENARY} and bool(moments.desk_order(view))


def _trial_pill(ui: w.Ui, area: w.Area) -> None:
    """Say that nothing of this is saved, where there is room; the menu says it anyway."""
    words = _("Play-test")
    wide, high = w.pill_size(ui, words)
    if area.rect.w > wide + ui.px(240):
        place = area.cut_end(wide)
        w.pill(ui, place.middle(wide, high), words, "warning")


def _title_width(ui: w.Ui, view: PublicView) -> int:
    text = ui.look.text
    wide = max(text.width(view.book.scenario.title, "strong"), text.width(moments.moment(view), "caption"))
    return wide + ui.px(4)


def _where(ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
    text = ui.look.text
    lines = ui.area(rect.middle(rect.w, text.line_height("strong") + text.line_height("caption")), gap=0)
    w.label(ui, lines.cut_top(text.line_height("strong")), view.book.scenario.title, "strong", shorten=True)
    when = moments.moment(view)
    if text.width(when, "caption") > rect.w:
        when = moments.turn_words(view)
    w.label(ui, lines.rect, when, "caption", "text_muted", shorten=True, id_="moment")


def _step_width(ui: w.Ui, label: str) -> int:
    return ui.look.text.width(label, "strong") + ui.px(28)


def _steps_width(ui: w.Ui, view: PublicView) -> int:
    steps = moments.phase_steps(view)
    return sum(_step_width(ui, step.label) for step in steps) + ui.px(_ARROW) * (len(steps) - 1)


def _centred(ui: w.Ui, area: w.Area, strip: w.Rect, left: int, wide: int) -> w.Rect:
    """Return the place of the steps: in the middle of the strip, or as near to it as title and buttons allow."""
    x = strip.x + (strip.w - wide) // 2
    if area.rtl:
        first, last = area.rect.x, area.rect.right - left - ui.px(12) - wide
    else:
        first, last = area.rect.x + left + ui.px(12), area.rect.right - wide
    return w.Rect(max(first, min(x, last)), area.rect.y, wide, area.rect.h)


def _steps(ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
    """Draw the steps of the turn; the present one on a soft ground, those that are over with a tick."""
    area = ui.area(rect, gap=0)
    for number, step in enumerate(moments.phase_steps(view)):
        if number:
            ui.icon(area.cut_start(ui.px(_ARROW)), "chevron-right", ui.colours.text_muted, 16)
        wide = _step_width(ui, step.label)
        part = area.cut_start(wide).middle(wide, ui.px(32))
        if step.present:
            ui.fill(part, ui.colours.accent_soft, 16)
        colour = ui.colours.accent if step.present else ui.colours.text_muted
        state = _("now") if step.present else ""
        ui.node(f"step-{step.key}", "text", part, step.label, state, focusable=False, pointer=False)
        ui.write(part, step.label, "strong" if step.present else "body", colour, align="centre")
