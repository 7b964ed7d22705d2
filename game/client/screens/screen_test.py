"""The test of two screens: a word on each, and the question which one the class sees."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.navigation import Answer
from game.model.text import _

if TYPE_CHECKING:
    from game.client.app import App


class WordScreen:
    """One word on the wall, as large as it goes."""

    def __init__(self, word: str) -> None:
        self._word = word

    def build(self, ui: w.Ui) -> Answer | None:
        """Show the word and nothing else."""
        style = "wall_display" if ui.look.text.width(self._word, "wall_display") < ui.window.w else "wall"
        w.label(ui, ui.window, self._word, style, align="centre", shorten=True, id_="word")
        return None

    def hide(self) -> None:
        """Keep nothing."""


class ScreenTest:
    """Shows the words while it lasts.

    Attributes
    ----------
    mirrored : bool or None
        Whether the class sees what is on the laptop; None until that has been answered.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        words = [_("River"), _("Lantern"), _("Orchard"), _("Harbour")]
        self._wall_word, self._laptop_word = (words.pop(secrets.randbelow(len(words))) for _draw in range(2))
        self._order = sorted((self._wall_word, self._laptop_word))
        self.mirrored: bool | None = None
        app.show_on_wall(WordScreen(self._wall_word))

    def build(self, ui: w.Ui) -> bool:
        """Ask; tell whether the test is over."""
        with w.dialog(ui, "test", _("Which word does the class see?"), width=520, first="test.never") as area:
            w.paragraph(ui, area, self._laptop_word, "display", align="centre", gap=8)
            sentence = _("Two words are shown, one here and one on the wall. Look at the projector and press its word.")
            w.paragraph(ui, area, sentence, tone="text_muted", gap=16)
            listed = [w.Action(f"test.{number}", word) for number, word in enumerate(self._order)]
            pressed = w.actions(ui, area, (w.Action("test.never", _("Cancel"), "quiet"), *listed))
            if not pressed and not ui.pressed(pygame.K_ESCAPE):
                return False
        if pressed not in {"", "test.never"}:
            self.mirrored = self._order[int(pressed[-1])] == self._laptop_word
        self.close()
        return True

    def close(self) -> None:
        """Take the word off the wall."""
        self._app.show_on_wall(None)
