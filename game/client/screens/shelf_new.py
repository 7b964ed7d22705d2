"""Beginning a scenario of one's own: its name, and a small file that can be played as it is."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.client import widgets as w
from game.client.view_models.place import home_as_tilde
from game.model.text import _


class NewScenario:
    """The dialog that asks for a name and writes the file; never over one that is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = ""
        self._trouble = ""

    def build(self, ui: w.Ui) -> Path | None:
        """Show the dialog; return the file once it is written, an empty path when it was closed, else None."""
        with w.dialog(ui, "new", _("A scenario of your own"), width=520, first="new-name") as area:
            words = _(
                "The file begins with two States, one market and one route, with a comment at each step, and can be "
                "played at once. Change it in any text editor."
            )
            w.paragraph(ui, area, words, tone="text_muted", gap=12)
            name = _("Name, as in timber or class 7b")
            self._name = w.text_field(ui, "new-name", w.field(ui, area, name), name, self._name, limit=60)
            if self._trouble:
                w.paragraph(ui, area, self._trouble, tone="danger", id_="new-trouble")
            folder = _("It goes into {folder}").format(folder=home_as_tilde(self._folder))
            w.paragraph(ui, area, folder, "caption", "text_muted", gap=12)
            pressed = w.actions(
                ui, area, (w.Action("new.no", _("Cancel")), w.Action("new.yes", _("Write it"), "primary", "pencil"))
            )
            if pressed == "new.yes" or w.entered(ui, "new-name"):
                return self._write()
            return Path() if pressed or ui.pressed(pygame.K_ESCAPE) else None

    def _write(self) -> Path | None:
        from game.authoring.new import BadNameError, new_scenario, scenario_path_of  # noqa: PLC0415 - heavy

        try:
            path = scenario_path_of(str(self._folder / Path(self._name.strip().replace("\\", "/")).name))
        except BadNameError as error:
            self._trouble = str(error)
            return None
        if not self._name.strip():
            self._trouble = _("A scenario needs a name of letters and digits, as in timber or class_7b.")
            return None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(new_scenario(path).text)
        except FileExistsError:
            self._trouble = _("{file} is there already, and stays as it is. Choose another name.").format(
                file=path.name
            )
            return None
        except OSError as error:
            sentence = _("The file could not be written ({reason}).")
            self._trouble = sentence.format(reason=error.strerror or error)
            return None
        return path
