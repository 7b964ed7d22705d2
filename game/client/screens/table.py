"""Setting the table: who sits where, how orders are written, how long it lasts."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.background import Later
from game.client.navigation import Answer, Enter, Pop, Wait
from game.client.screens.frame import head, left, sheet
from game.client.screens.message import message
from game.client.screens.table_seats import seat_list
from game.client.view_models.table_plan import TablePlan, first_plan, seed_of
from game.model.text import _
from game.session.desk import DeskStyle

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.screens.problems import ProblemsScreen
    from game.scenario.load import LoadResult

_SEED_LIMIT = 1_000_000  # short enough to be told to another class
_MOST_TURNS = 40
_LEAST_HEIGHT = 400  # for two or three seats at a time


class TableScreen:
    """The table of one scenario, read anew from its file."""

    def __init__(self, app: App, scenario_path: str, seed: int | None = None) -> None:
        self._app = app
        self._path = Path(scenario_path)
        self._seed = secrets.randbelow(_SEED_LIMIT) if seed is None else seed
        self._read: Later[LoadResult] = Later(self._load, threaded=app.threads)
        self._plan: TablePlan | None = None
        self._seed_text = str(self._seed)
        self._problems: ProblemsScreen | None = None
        self._trouble = ""

    def hide(self) -> None:
        """Keep what was chosen."""

    def _load(self) -> LoadResult:
        from game.scenario.load import load_scenario  # noqa: PLC0415 - heavy

        return load_scenario(self._path, self._path.name)

    def build(self, ui: w.Ui) -> Answer | None:
        """Show the seats and the rules, or what is wrong with the scenario."""
        self._read.start()
        if not self._read.ready:
            ui.wake(0.05)
            return self._waiting(ui)
        scenario = self._read.value.scenario
        if scenario is None:
            return self._broken().build(ui)
        if self._plan is None:
            self._plan = first_plan(scenario, self._seed)
        return self._table(ui, self._plan, scenario.title)

    def _waiting(self, ui: w.Ui) -> Answer | None:
        page = ui.area(inset=16)
        back = head(ui, page, _("Set the table"))
        w.paragraph(ui, page, _("Reading the scenario …"), tone="text_muted")
        return Pop() if back or left(ui) else None

    def _broken(self) -> ProblemsScreen:
        if self._problems is None:
            from game.client.screens.problems import ProblemsScreen  # noqa: PLC0415 - for broken ones only

            self._problems = ProblemsScreen(self._path, self._read.value.diagnostics)
        return self._problems

    def _table(self, ui: w.Ui, plan: TablePlan, title: str) -> Answer | None:
        with sheet(ui, _LEAST_HEIGHT) as page:
            back = head(ui, page, title, _("Set the table: who plays, and how."))
            start = self._foot(ui, page, plan)
            panels = (
                w.Panel("seats", _("Seats"), "users", 2.3),
                w.Panel("rules", _("Rules"), "scale"),
            )
            shown = w.columns_or_tabs(ui, "parts", page.rect, _("Parts of the table"), panels)
            if "seats" in shown:
                plan = seat_list(ui, shown["seats"], plan)
            if "rules" in shown:
                plan = self._rules(ui, shown["rules"], plan)
        self._plan = plan
        if self._trouble:
            if message(ui, "trouble", _("The session cannot begin"), self._trouble):
                self._trouble = ""
            return None
        if start:
            return Wait(_("Setting the table …"), self._begin)
        return Pop() if back or left(ui) else None

    def _foot(self, ui: w.Ui, page: w.Area, plan: TablePlan) -> bool:
        """Show the length of the session and the way into it; tell whether that was pressed."""
        words = _("Start the session")
        row = ui.area(page.cut_bottom(ui.px(44)), gap=16)
        wide = min(row.rect.w, w.button_width(ui, words, "play") + ui.px(16))
        reason = plan.reason_to_wait
        pressed = w.button(
            ui, "start", row.cut_end(wide), words, kind="primary", icon="play", enabled=not reason, hint=reason
        )
        if row.rect.w > ui.px(60):
            tone = "warning" if reason else "text_muted"
            w.label(ui, row.rect, reason or plan.summary, "body", tone, align="end", shorten=True, id_="summary")
        return pressed or (not reason and ui.pressed(pygame.K_RETURN))

    def _rules(self, ui: w.Ui, rect: w.Rect, plan: TablePlan) -> TablePlan:
        with w.card(ui, "rules", rect, _("Rules"), "scale") as card, w.scroll(ui, "rules-text", card.rect) as area:
            plan = self._desks(ui, area, plan)
            self._windows(ui, area)
            span = w.Range(1, max(_MOST_TURNS, plan.turns_of_scenario))
            w.paragraph(ui, area, _("Length"), "caption_strong", "text_muted", gap=4)
            turns = w.stepper(ui, "turns", area.cut_top(ui.px(40), ui.px(16)), _("Turns"), plan.turns, span)
            return self._lot(ui, area, replace(plan, turns=int(turns)))

    def _desks(self, ui: w.Ui, area: w.Area, plan: TablePlan) -> TablePlan:
        w.paragraph(ui, area, _("How orders are written"), "caption_strong", "text_muted", gap=4)
        choices = (
            w.Choice("private", _("Private"), detail=_("One delegation at a time, behind a curtain.")),
            w.Choice("open", _("Open"), detail=_("Nothing is secret; the room discusses one screen.")),
        )
        style = w.radio_group(ui, "style", area, _("How orders are written"), choices, plan.style.value)
        area.skip(ui.px(8))
        return replace(plan, style=DeskStyle(style))

    def _windows(self, ui: w.Ui, area: w.Area) -> None:
        w.paragraph(ui, area, _("Screens"), "caption_strong", "text_muted", gap=4)
        choices = (
            w.Choice("one", _("One window"), detail=_("Everything on this screen.")),
            w.Choice("two", _("Two windows"), detail=_("A second one, the wall, shows the room what is public.")),
        )
        now = "two" if self._app.settings.two_windows else "one"
        chosen = w.radio_group(ui, "windows", area, _("Screens"), choices, now)
        area.skip(ui.px(8))
        if chosen != now:
            self._app.apply_settings(replace(self._app.settings, two_windows=chosen == "two"))

    def _lot(self, ui: w.Ui, area: w.Area, plan: TablePlan) -> TablePlan:
        row = ui.area(w.field(ui, area, _("Number of the lot (seed)")), gap=8)
        again = w.icon_button(ui, "again", row.cut_end(ui.px(40)), "dices", _("Draw another number"), kind="secondary")
        if again:
            self._seed_text = str(secrets.randbelow(_SEED_LIMIT))
        self._seed_text = w.text_field(
            ui, "seed", row.rect, _("Number of the lot (seed)"), self._seed_text, limit=18, allowed="0123456789"
        )
        said = _("The same number draws the same events, mandates and temperaments.")
        w.paragraph(ui, area, said, "caption", "text_muted")
        found = seed_of(self._seed_text)
        return plan if found is None else replace(plan, seed=found)

    def _begin(self) -> Answer | None:
        from game.client.live import LiveGame  # noqa: PLC0415 - heavy
        from game.client.screens.play import PlayScreen  # noqa: PLC0415
        from game.storage.errors import SaveError  # noqa: PLC0415
        from game.storage.shelf import new_save_path  # noqa: PLC0415

        read, plan = self._read.value, self._plan
        if plan is None or read.scenario is None:
            return None
        try:
            path = new_save_path(read.scenario.id)
            game = LiveGame.begin(read.text, self._path.name, plan.command(), path)
        except (SaveError, ValueError) as error:
            self._trouble = str(error)
            return None
        except OSError as error:
            sentence = _(
                "The folder for saves cannot be used ({reason}). Make room or change its rights, then try again."
            )
            self._trouble = sentence.format(reason=error.strerror or error)
            return None
        self._app.open_game(game)
        return Enter(PlayScreen(self._app))
