"""What has to be said before a session goes on."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.client import widgets as w
from game.client.navigation import Answer, Home, Replace, Screen
from game.model.text import _


class NoticeScreen:
    """Some sentences, then another screen."""

    def __init__(self, sentences: Sequence[str], then: Screen) -> None:
        self._sentences = tuple(sentences)
        self._then = then

    def build(self, ui: w.Ui) -> Answer | None:
        """Show the sentences with one button to go on."""
        wide = min(ui.px(640), ui.window.w - ui.px(32))
        frame = ui.window.middle(wide, min(ui.px(420), ui.window.h - ui.px(32)))
        with w.card(ui, "notice", frame, _("Before you go on"), "info") as area:
            buttons = area.cut_bottom(ui.px(40))
            with w.scroll(ui, "sentences", area.rect) as text:
                for sentence in self._sentences:
                    w.paragraph(ui, text, sentence, gap=12)
            row = area.sub(buttons)
            on = w.button(
                ui, "on", row.cut_end(w.button_width(ui, _("Go on"), "play")), _("Go on"), kind="primary", icon="play"
            )
            back = w.button(ui, "back", row.cut_end(w.button_width(ui, _("Title"))), _("Title"))
        if on or ui.pressed(pygame.K_RETURN):
            return Replace(self._then)
        return Home() if back or ui.pressed(pygame.K_ESCAPE) else None

    def hide(self) -> None:
        """Keep nothing."""
