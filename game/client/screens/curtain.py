"""The curtain: an opaque window between two desks. It says who is next, and nothing else of the game."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.client import widgets as w
from game.client.canvas.theme import mix
from game.client.view_models import moments
from game.client.widgets.button import Kind
from game.model.text import _, ngettext
from game.session.views import PublicView, SeatFace

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

    def hang(self, ui: w.Ui) -> bool:
        """Cover the window; tell whether that has been seen, so that somebody may be named on it."""
        ui.node("curtain", "card", ui.window, _("Curtain"), focusable=False, pointer=True)
        ui.fill(ui.window, _cloth(ui))
        painted = self._painted
        if not painted and ui.drawing:
            self._painted = True
            ui.wake(0.0)
        return painted

    def build(self, ui: w.Ui, view: PublicView, menu: w.Rect) -> CurtainAnswer | None:
        """Cover the window; ``menu`` is where the buttons of the menu stand."""
        if not self.hang(ui):
            return None
        waiting = moments.waiting_desks(view)
        if not waiting:
            return self._all_sealed(ui, menu)
        if moments.desks_open(view):
            return self._choose(ui, view, waiting, menu)
        return self._next(ui, view, waiting, menu)

    def _choose(self, ui: w.Ui, view: PublicView, waiting: tuple[str, ...], menu: w.Rect) -> CurtainAnswer | None:
        """Let the room choose whose orders it writes, where nothing is secret."""
        title = _("Whose orders do we write?")
        listed = [w.Choice(f"desk-{seat}", view.seats[seat].name, "flag") for seat in waiting]
        chosen = choose(ui, menu, title, open_words(), listed)
        return CurtainAnswer(opens=chosen.removeprefix("desk-")) if chosen else None

    def _next(self, ui: w.Ui, view: PublicView, waiting: tuple[str, ...], menu: w.Rect) -> CurtainAnswer | None:
        seat = waiting[self._skipped % len(waiting)]
        face = view.seats[seat]
        words = _("We are {delegation}. Open the desk").format(delegation=face.name)
        note = _closed_words() if self.interrupted else ""
        every = len(moments.desk_order(view))
        more = ui.look.text.line_height("caption") + (ui.px(48) if len(waiting) > 1 else 0)
        with middle(ui, menu, summons_height(ui, face, note, words) + more) as area:
            pressed = summons(ui, area, menu, face, (_("Next at the desk"), note), ("open-desk", words))
            later = _("Another delegation goes first")
            if len(waiting) > 1 and w.button(ui, "other-desk", area.cut_top(ui.px(40)), later, kind="quiet"):
                self._skipped += 1
            progress = ngettext("{sealed} of {all} desk sealed", "{sealed} of {all} desks sealed", every)
            progress = progress.format(sealed=every - len(waiting), all=every)
            w.paragraph(ui, area, progress, "caption", "text_muted", align="centre")
        if pressed or ui.pressed(pygame.K_RETURN):
            self._skipped = 0
            return CurtainAnswer(opens=seat)
        return None

    def _all_sealed(self, ui: w.Ui, menu: w.Rect) -> CurtainAnswer | None:
        text = ui.look.text
        title = _("All orders are sealed")
        story = _("Everybody may look again. The orders open all at once, and the turn begins.")
        words = _("Open the orders")
        high = (
            ui.px(72 + 8 + 24 + 48) + text.height(title, "display", _width(ui)) + text.height(story, "body", _width(ui))
        )
        with middle(ui, menu, high) as area:
            emblem(ui, area, menu, "lock")
            w.paragraph(ui, area, title, "display", align="centre", gap=8)
            w.paragraph(ui, area, story, "body", "text_muted", align="centre", gap=24)
            pressed = w.button(ui, "open-orders", area.cut_top(ui.px(48)), words, kind="primary", icon="lock-open")
        return CurtainAnswer(advances=True) if pressed or ui.pressed(pygame.K_RETURN) else None


def choose(
    ui: w.Ui,
    menu: w.Rect,
    title: str,
    story: str,
    listed: Sequence[w.Choice],
    back: w.Choice | None = None,
    *,
    on: int = 0,
) -> str:
    """Let one choose in the middle of the curtain, the choice number ``on`` by Enter too; return the chosen key.

    ``back`` stands below the others, apart from them.
    """
    text, wide = ui.look.text, _width(ui)
    every = [*listed, *([back] if back else [])]
    high = text.height(title, "title", wide) + text.height(story, "body", wide) + ui.px(32)
    high += sum(w.button_height(ui, item.label, wide, item.icon) + ui.px(8) for item in every)
    chosen = ""
    with middle(ui, menu, high) as area:
        w.paragraph(ui, area, title, "title", align="centre", gap=8)
        w.paragraph(ui, area, story, "body", "text_muted", align="centre", gap=16)
        for item in every:
            kind: Kind = "primary" if item is every[on] else "quiet" if item is back else "secondary"
            place = area.cut_top(w.button_height(ui, item.label, area.rect.w, item.icon))
            if w.button(ui, item.key, place, item.label, kind=kind, icon=item.icon):
                chosen = item.key
    return every[on].key if ui.pressed(pygame.K_RETURN) else chosen


def summons(
    ui: w.Ui, area: w.Area, menu: w.Rect, face: SeatFace, said: tuple[str, str], button: tuple[str, str]
) -> bool:
    """Ask a delegation to the screen and the others to look away; tell whether its button was pressed.

    ``said`` is what it is asked to, and a note or nothing; ``button`` the id and the words of the button.
    """
    title, note = said
    id_, words = button
    emblem(ui, area, menu, "eye-off")
    w.paragraph(ui, area, title, "heading", "text_muted", align="centre", gap=4)
    w.paragraph(ui, area, face.name, "display", align="centre", gap=4, id_="next-desk")
    if face.people:
        w.paragraph(ui, area, face.people, "heading", "text", align="centre", gap=8)
    if note:
        w.paragraph(ui, area, note, "body", align="centre", gap=8, id_="interrupted")
    look_away = _("Everybody else, please look away.")
    w.paragraph(ui, area, look_away, "body", "text_muted", align="centre", gap=24)
    high = w.button_height(ui, words, area.rect.w, "door-open")
    return w.button(ui, id_, area.cut_top(high), words, kind="primary", icon="door-open")


def summons_height(ui: w.Ui, face: SeatFace, note: str, words: str) -> int:
    """Return about how tall a summons is, to stand in the middle of the window."""
    text, wide = ui.look.text, _width(ui)
    high = ui.px(72 + 4 + 4 + 24 + 8 + 8 + 8) + text.line_height("heading") + text.height(face.name, "display", wide)
    high += text.height(face.people, "heading", wide) + ui.px(8) if face.people else 0
    high += text.height(note, "body", wide) + ui.px(8) if note else 0
    return high + text.line_height("body") + w.button_height(ui, words, wide, "door-open")


def open_words() -> str:
    """Return that the whole room may look, where desks are open."""
    return _("Nothing is secret at these desks: the whole room may look.")


def _closed_words() -> str:
    return _("The desk was closed while something else was open. Its draft is kept.")


def _cloth(ui: w.Ui) -> tuple[int, int, int]:
    """Return the colour of the curtain: calm, and unlike any other screen."""
    return mix(ui.colours.ground, ui.colours.accent, 0.10 if ui.look.theme.shadows else 0.0)


def _width(ui: w.Ui) -> int:
    return min(ui.px(_WIDE), ui.window.w - ui.px(48)) - ui.px(64)


def emblem(ui: w.Ui, area: w.Area, menu: w.Rect, icon: str) -> None:
    """Show a round mark above the words, where there is room."""
    if ui.window.h - menu.bottom < ui.px(380):
        return
    place = area.cut_top(ui.px(56), ui.px(16))
    round_ = place.middle(ui.px(56), ui.px(56))
    ui.fill(round_, ui.colours.accent_soft, 28)
    ui.icon(round_, icon, ui.colours.accent, 28)


@contextmanager
def middle(ui: w.Ui, menu: w.Rect, high: int) -> Iterator[w.Area]:
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
