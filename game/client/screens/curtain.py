"""The curtain: an opaque window between two desks. It says who is next, and nothing else of the game."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.client import widgets as w
from game.client.canvas.theme import mix
from game.client.view_models import moments
from game.model.text import _, ngettext
from game.session.views import PublicView

_WIDE = 640


@dataclass(frozen=True, slots=True)
class CurtainAnswer:
    """What was chosen at the curtain."""

    opens: str = ""  # seat whose desk is to be opened
    advances: bool = False  # all orders are to be opened


class Curtain:
    """Hides everything; named only after it has been painted."""

    def __init__(self) -> None:
        self._painted = False
        self._skipped = 0
        self.interrupted = False  # whether a desk was open and the curtain fell for something else, such as the focus

    def fall(self) -> None:
        """Begin anew, without a name."""
        self._painted = self.interrupted = False

    def build(self, ui: w.Ui, view: PublicView, menu: w.Rect) -> CurtainAnswer | None:
        """Cover the window; ``menu`` is where the buttons of the menu stand."""
        ui.node("curtain", "card", ui.window, _("Curtain"), focusable=False, pointer=True)
        ui.fill(ui.window, _cloth(ui))
        if not self._painted:
            if ui.drawing:
                self._painted = True
                ui.wake(0.0)
            return None
        waiting = moments.waiting_desks(view)
        if not waiting:
            return self._all_sealed(ui, menu)
        if moments.desks_open(view):
            return self._choose(ui, view, waiting, menu)
        return self._next(ui, view, waiting, menu)

    def _choose(self, ui: w.Ui, view: PublicView, waiting: tuple[str, ...], menu: w.Rect) -> CurtainAnswer | None:
        """Let the room choose whose orders it writes, where nothing is secret."""
        text, wide = ui.look.text, _width(ui)
        title, story = _("Whose orders do we write?"), _("Nothing is secret at these desks: the whole room may look.")
        high = text.height(title, "title", wide) + text.height(story, "body", wide) + ui.px(32)
        high += sum(w.button_height(ui, view.seats[seat].name, wide, "flag") + ui.px(8) for seat in waiting)
        chosen = ""
        with _middle(ui, menu, high) as area:
            w.paragraph(ui, area, title, "title", align="centre", gap=8)
            w.paragraph(ui, area, story, "body", "text_muted", align="centre", gap=16)
            for number, seat in enumerate(waiting):
                name = view.seats[seat].name
                place = area.cut_top(w.button_height(ui, name, area.rect.w, "flag"))
                if w.button(ui, f"desk-{seat}", place, name, kind="secondary" if number else "primary", icon="flag"):
                    chosen = seat
        if ui.pressed(pygame.K_RETURN):
            chosen = waiting[0]
        return CurtainAnswer(opens=chosen) if chosen else None

    def _next(self, ui: w.Ui, view: PublicView, waiting: tuple[str, ...], menu: w.Rect) -> CurtainAnswer | None:
        seat = waiting[self._skipped % len(waiting)]
        face = view.seats[seat]
        words = _("We are {delegation}. Open the desk").format(delegation=face.name)
        with _middle(ui, menu, self._height(ui, view, seat, words)) as area:
            _emblem(ui, area, menu, "eye-off")
            w.paragraph(ui, area, _("Next at the desk"), "heading", "text_muted", align="centre", gap=4)
            w.paragraph(ui, area, face.name, "display", align="centre", gap=4, id_="next-desk")
            if face.people:
                w.paragraph(ui, area, face.people, "heading", "text", align="centre", gap=8)
            if self.interrupted:
                w.paragraph(ui, area, _closed_words(), "body", align="centre", gap=8, id_="interrupted")
            look_away = _("Everybody else, please look away.")
            w.paragraph(ui, area, look_away, "body", "text_muted", align="centre", gap=24)
            high = w.button_height(ui, words, area.rect.w, "door-open")
            pressed = w.button(ui, "open-desk", area.cut_top(high), words, kind="primary", icon="door-open")
            later = _("Another delegation goes first")
            if len(waiting) > 1 and w.button(ui, "other-desk", area.cut_top(ui.px(40)), later, kind="quiet"):
                self._skipped += 1
            every = len(moments.desk_order(view))
            progress = ngettext("{sealed} of {all} desk sealed", "{sealed} of {all} desks sealed", every)
            progress = progress.format(sealed=every - len(waiting), all=every)
            w.paragraph(ui, area, progress, "caption", "text_muted", align="centre")
        if pressed or ui.pressed(pygame.K_RETURN):
            self._skipped = 0
            return CurtainAnswer(opens=seat)
        return None

    def _height(self, ui: w.Ui, view: PublicView, seat: str, words: str) -> int:
        """Return about how tall the words are, to stand in the middle of the window."""
        face, text, wide = view.seats[seat], ui.look.text, _width(ui)
        high = (
            ui.px(72 + 4 + 4 + 24 + 8 + 8 + 8) + text.line_height("heading") + text.height(face.name, "display", wide)
        )
        high += text.height(face.people, "heading", wide) + ui.px(8) if face.people else 0
        high += text.line_height("body") + w.button_height(ui, words, wide, "door-open") + text.line_height("caption")
        high += text.height(_closed_words(), "body", wide) + ui.px(8) if self.interrupted else 0
        return high + (ui.px(48) if len(moments.waiting_desks(view)) > 1 else 0)

    def _all_sealed(self, ui: w.Ui, menu: w.Rect) -> CurtainAnswer | None:
        text = ui.look.text
        title = _("All orders are sealed")
        story = _("Everybody may look again. The orders open all at once, and the turn begins.")
        words = _("Open the orders")
        high = (
            ui.px(72 + 8 + 24 + 48) + text.height(title, "display", _width(ui)) + text.height(story, "body", _width(ui))
        )
        with _middle(ui, menu, high) as area:
            _emblem(ui, area, menu, "lock")
            w.paragraph(ui, area, title, "display", align="centre", gap=8)
            w.paragraph(ui, area, story, "body", "text_muted", align="centre", gap=24)
            pressed = w.button(ui, "open-orders", area.cut_top(ui.px(48)), words, kind="primary", icon="lock-open")
        return CurtainAnswer(advances=True) if pressed or ui.pressed(pygame.K_RETURN) else None


def _closed_words() -> str:
    return _("The desk was closed while something else was open. Its draft is kept.")


def _cloth(ui: w.Ui) -> tuple[int, int, int]:
    """Return the colour of the curtain: calm, and unlike any other screen."""
    return mix(ui.colours.ground, ui.colours.accent, 0.10 if ui.look.theme.shadows else 0.0)


def _width(ui: w.Ui) -> int:
    return min(ui.px(_WIDE), ui.window.w - ui.px(48)) - ui.px(64)


def _emblem(ui: w.Ui, area: w.Area, menu: w.Rect, icon: str) -> None:
    if ui.window.h - menu.bottom < ui.px(380):
        return
    place = area.cut_top(ui.px(56), ui.px(16))
    round_ = place.middle(ui.px(56), ui.px(56))
    ui.fill(round_, ui.colours.accent_soft, 28)
    ui.icon(round_, icon, ui.colours.accent, 28)


@contextmanager
def _middle(ui: w.Ui, menu: w.Rect, high: int) -> Iterator[w.Area]:
    """Give the area of a card in the middle of the window below the menu; it scrolls where the window is low."""
    room = w.Rect(ui.window.x, menu.bottom, ui.window.w, max(0, ui.window.h - menu.bottom - ui.px(12)))
    wide = min(ui.px(_WIDE), ui.window.w - ui.px(48))
    pad = 32 if room.h > high + ui.px(80) else 12
    rect = room.middle(wide, high + 2 * ui.px(pad) + ui.px(12))
    with (
        w.card(ui, "curtain-card", rect, padding=pad) as card,
        w.scroll(ui, "curtain/scroll", card.rect.inset(ui.px(max(0, 32 - pad)), 0)) as area,
    ):
        yield area
