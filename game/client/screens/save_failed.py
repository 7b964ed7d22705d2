"""A move could not be saved: play stops until it is saved, here or elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.client import widgets as w
from game.client.navigation import Answer, Home, Pop
from game.client.view_models.place import SUFFIX, home_as_tilde, typed_place
from game.model.text import _
from game.session.refusal import Refusal
from game.storage.errors import SaveError

if TYPE_CHECKING:
    from game.client.app import App
    from game.session.commands import Command


class SaveFailed:
    """Try again, save elsewhere, or leave; it never goes on unsaved, and shows nothing of the game."""

    def __init__(self, app: App, commands: Sequence[Command], sentence: str) -> None:
        self._app = app
        self._commands = tuple(commands)
        self._sentence = sentence
        self._name = _free_name(app)
        self._typed = home_as_tilde(Path.home() / self._name)

    def hide(self) -> None:
        """Keep the commands that wait."""

    def build(self, ui: w.Ui) -> Answer | None:
        """Say what happened, and ask for a place."""
        place = typed_place(self._typed, self._name)
        wide = min(ui.px(680), ui.window.w - ui.px(32))
        frame = ui.window.middle(wide, min(ui.px(460), ui.window.h - ui.px(24)))
        with w.card(ui, "failed", frame) as card, w.scroll(ui, "text", card.rect, gap=10) as area:
            w.paragraph(ui, area, _("This move could not be saved"), "title", gap=8)
            w.paragraph(ui, area, self._sentence, gap=8)
            w.paragraph(
                ui,
                area,
                _("Play has stopped, so that nothing goes on unsaved."),
                tone="text_muted",
                gap=16,
            )
            field = w.field(ui, area, _("Save the session here and go on there"))
            self._typed = w.text_field(ui, "place", field, _("Where to save"), self._typed, limit=400)
            go = w.entered(ui, "place")
            tone = "warning" if place.problem else "text_muted"
            said = place.problem or _("It becomes {file}").format(file=home_as_tilde(place.path))
            w.paragraph(ui, area, said, "caption", tone, gap=16)
            pressed = w.actions(
                ui,
                area,
                (
                    w.Action("leave", _("Leave to the title"), icon="log-out"),
                    w.Action("again", _("Try again"), icon="refresh-cw"),
                    w.Action("elsewhere", _("Save there and go on"), "primary", "save", enabled=not place.problem),
                ),
            )
        return self._follow("elsewhere" if go and not place.problem else pressed, place.path)

    def _follow(self, pressed: str, path: Path) -> Answer | None:
        match pressed:
            case "leave":
                return Home()
            case "again":
                return self._go_on(None)
            case "elsewhere":
                return self._go_on(path)
        return None

    def _go_on(self, path: Path | None) -> Answer | None:
        """Save, at ``path`` if there is one, and give what waits; stay where that fails."""
        game = self._app.game
        if game is None:
            return Home()
        try:
            if path is not None:
                game.save_elsewhere(path)
            while self._commands:
                decision = game.submit_again(self._commands[0])
                if isinstance(decision, Refusal):
                    self._app.laptop.ui.toast(decision.sentence, "triangle-alert")
                    break
                self._commands = self._commands[1:]
        except SaveError as error:
            self._sentence = str(error)
            return None
        return Pop()


def _free_name(app: App) -> str:
    """Return a name for the copy that tells nothing but the scenario."""
    stem = app.game.save.path.stem if app.game is not None and app.game.save is not None else "session"
    number = 1
    while (Path.home() / f"{stem}-copy-{number}{SUFFIX}").exists():
        number += 1
    return f"{stem}-copy-{number}{SUFFIX}"
