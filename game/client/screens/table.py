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
from game.client.screens.frame import head, is_low, left, sheet
from game.client.screens.message import message
from game.client.screens.screen_test import ScreenTest
from game.client.screens.table_seats import seat_list, seat_rows
from game.client.view_models.table_plan import TablePlan, first_plan, seed_of
from game.client.widgets.scroll import GUTTER
from game.model.text import _
from game.session.desk import DeskStyle

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.screens.problems import ProblemsScreen
    from game.scenario.load import LoadResult

_SEED_LIMIT = 1_000_000  # short enough to be told to another class
_MOST_TURNS = 40
_OWN = "own"  # a number of turns that is no lesson's
_LEAST_HEIGHT = 400  # for two or three seats at a time


class TableScreen:
    """The table of one scenario, read anew from its file.

    Attributes
    ----------
    plan : TablePlan or None
        What has been chosen so far; None until the scenario has been read.
    """

    def __init__(self, app: App, scenario_path: str, seed: int | None = None) -> None:
        self._app = app
        self._path = Path(scenario_path)
        self._seed = secrets.randbelow(_SEED_LIMIT) if seed is None else seed
        self._read: Later[LoadResult] = Later(self._load, threaded=app.threads)
        self.plan: TablePlan | None = None
        self._seed_text = str(self._seed)
        self._problems: ProblemsScreen | None = None
        self._trouble_title = self._trouble = ""
        self._test: ScreenTest | None = None
        self._mirrored = False

    def hide(self) -> None:
        """Keep what was chosen; the word on the wall goes."""
        if self._test is not None:
            self._test.close()
            self._test = None

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
        if self.plan is None:
            self.plan = first_plan(scenario, self._seed)
        return self._table(ui, self.plan, scenario.title)

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
        back, start, plan = self._low(ui, plan, title) if is_low(ui, _LEAST_HEIGHT) else self._high(ui, plan, title)
        self.plan = plan
        if self._test is not None and not self._app.settings.two_windows:
            self.hide()  # the wall was closed meanwhile: there is nothing to compare
        if self._test is not None:
            self._answer_test(ui, plan)
            return None
        if self._trouble:
            if message(ui, "trouble", self._trouble_title, self._trouble):
                self._trouble = ""
            return None
        if start:
            return Wait(_("Setting the table …"), self._begin)
        return Pop() if back or left(ui) else None

    def _high(self, ui: w.Ui, plan: TablePlan, title: str) -> tuple[bool, bool, TablePlan]:
        """Show seats and rules in cards that scroll by themselves; tell whether back or start was pressed."""
        with sheet(ui, _LEAST_HEIGHT) as page:
            back = head(ui, page, title, _what())
            foot = page.cut_bottom(ui.px(44))  # its place comes first, the keyboard comes to it last
            shown = w.columns_or_tabs(ui, "parts", page.rect, _("Parts of the table"), _panels())
            if "seats" in shown:
                plan = seat_list(ui, shown["seats"], plan)
            if "rules" in shown:
                with (
                    w.card(ui, "rules", shown["rules"], _("Rules"), "scale") as card,
                    w.scroll(ui, "rules-text", card.rect) as area,
                ):
                    plan = self._rules(ui, area, plan)
            start = self._foot(ui, foot, plan)
        return back, start, plan

    def _low(self, ui: w.Ui, plan: TablePlan, title: str) -> tuple[bool, bool, TablePlan]:
        """Show the same in a low window: all of it scrolls as one, above the way into the session."""
        page = ui.area(inset=16, gap=8)
        foot = page.cut_bottom(ui.px(44))
        gutter = ui.px(GUTTER)
        x = page.rect.x + (gutter if ui.look.rtl else 0)
        with w.scroll(ui, "page", w.Rect(x, page.rect.y, page.rect.w - gutter, page.rect.h)) as tall:
            back = head(ui, tall, title, _what())
            top = tall.rect.y
            shown = w.columns_or_tabs(ui, "parts", tall.rect, _("Parts of the table"), _panels())
            end = top
            for key, rect in shown.items():
                part = ui.area(rect, gap=8)
                plan = seat_rows(ui, part, plan) if key == "seats" else self._rules(ui, part, plan)
                end = max(end, rect.y + part.used)
            tall.cut_top(end - top)
        return back, self._foot(ui, foot, plan), plan

    def _answer_test(self, ui: w.Ui, plan: TablePlan) -> None:
        """Go on with the test of the screens; where both show the same, nothing private may be shown."""
        test = self._test
        if test is None or not test.build(ui):
            return
        self._test = None
        if test.mirrored is None:
            return
        self._mirrored = test.mirrored
        if test.mirrored:
            self.plan = replace(plan, style=DeskStyle.OPEN)
            self._trouble_title = _("The class sees this screen")
            self._trouble = _(
                "Projector and laptop show the same, so private desks are switched off. Let your system extend the "
                "screens instead of mirroring them, drag the wall to the projector, and test again."
            )
        else:
            ui.toast(_("The wall is where the class sees it."), "check")

    def _foot(self, ui: w.Ui, rect: w.Rect, plan: TablePlan) -> bool:
        """Show the length of the session and the way into it; tell whether that was pressed."""
        words = _("Start the session")
        row = ui.area(rect, gap=16)
        wide = min(row.rect.w, w.button_width(ui, words, "play") + ui.px(16))
        reason = plan.reason_to_wait
        pressed = w.button(
            ui, "start", row.cut_end(wide), words, kind="primary", icon="play", enabled=not reason, hint=reason
        )
        if row.rect.w > ui.px(60):
            tone = "warning" if reason else "text_muted"
            w.label(ui, row.rect, reason or plan.summary, "body", tone, align="end", shorten=True, id_="summary")
        return pressed or (not reason and ui.pressed(pygame.K_RETURN))

    def _rules(self, ui: w.Ui, area: w.Area, plan: TablePlan) -> TablePlan:
        plan = _lesson(ui, area, plan)
        plan = self._desks(ui, area, plan)
        self._windows(ui, area)
        plan = _meetings(ui, area, plan)
        span = w.Range(1, max(_MOST_TURNS, plan.turns_of_scenario))
        turns = w.stepper(ui, "turns", area.cut_top(ui.px(40), ui.px(12)), _("Turns"), plan.turns, span)
        return self._lot(ui, area, replace(plan, turns=int(turns)))

    def _desks(self, ui: w.Ui, area: w.Area, plan: TablePlan) -> TablePlan:
        hint = _("Not while the class sees this screen.") if self._mirrored else ""
        choices = (
            w.Choice("private", _("Private"), "eye-off", hint=hint, enabled=not self._mirrored),
            w.Choice("open", _("Open"), "eye"),
        )
        style = DeskStyle(_choice(ui, area, "style", _("How orders are written"), choices, plan.style.value))
        sentences = {
            DeskStyle.PRIVATE: _("One delegation at a time, behind a curtain."),
            DeskStyle.OPEN: _("Nothing is secret; the room discusses one screen."),
        }
        w.paragraph(ui, area, sentences[style], "caption", "text_muted", gap=12)
        return replace(plan, style=style)

    def _windows(self, ui: w.Ui, area: w.Area) -> None:
        choices = (w.Choice("one", _("One window"), "laptop"), w.Choice("two", _("Two windows"), "monitor"))
        two = self._app.settings.two_windows
        chosen = _choice(ui, area, "windows", _("Screens"), choices, "two" if two else "one")
        if two:
            w.paragraph(ui, area, _("The wall shows the room what is public."), "caption", "text_muted", gap=8)
            words = _("Test the screens")
            high = w.button_height(ui, words, area.rect.w, "monitor")
            if w.button(ui, "test-screens", area.cut_top(high, ui.px(12)), words, icon="monitor"):
                self._test = ScreenTest(self._app)
        else:
            w.paragraph(ui, area, _("Everything on this screen."), "caption", "text_muted", gap=12)
        if (chosen == "two") != two:
            self._mirrored = False
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

        read, plan = self._read.value, self.plan
        if plan is None or read.scenario is None:
            return None
        try:
            path = new_save_path(read.scenario.id)
            picture = read.picture.data() if read.picture is not None else b""
            text = read.text_for_lesson(plan.lesson) if plan.lesson else read.text
            game = LiveGame.begin(text, self._path.name, plan.command(), path, picture)
        except (SaveError, ValueError) as error:
            self._trouble_title, self._trouble = _("The session cannot begin"), str(error)
            return None
        except OSError as error:
            sentence = _(
                "The folder for saves cannot be used ({reason}). Make room or change its rights, then try again."
            )
            self._trouble_title = _("The session cannot begin")
            self._trouble = sentence.format(reason=error.strerror or error)
            return None
        self._app.open_game(game)
        return Enter(PlayScreen(self._app))


def _what() -> str:
    return _("Set the table: who plays, and how.")


def _panels() -> tuple[w.Panel, ...]:
    return (w.Panel("seats", _("Seats"), "users", 2.3), w.Panel("rules", _("Rules"), "scale"))


def _choice(ui: w.Ui, area: w.Area, id_: str, label: str, choices: tuple[w.Choice, ...], chosen: str) -> str:
    """Choose between two things side by side, or one below the other where they do not fit."""
    if w.segmented_width(ui, choices) <= area.rect.w:
        return w.segmented(ui, id_, w.field(ui, area, label), label, choices, chosen)
    w.paragraph(ui, area, label, "caption_strong", "text_muted", gap=4)
    return w.radio_group(ui, id_, area, label, choices, chosen)


def _lesson(ui: w.Ui, area: w.Area, plan: TablePlan) -> TablePlan:
    """Choose one of the scenario's own settings: the whole game, or that for a lesson of so many minutes."""
    if not plan.lessons:
        return plan
    words = _("Length")
    choices = [w.Choice("0", _("Whole game"))]
    choices += [
        w.Choice(f"{item.minutes}", _("Lesson of {minutes} minutes").format(minutes=item.minutes))
        for item in plan.lessons
    ]
    now = f"{plan.lesson}"
    if plan.own_length:
        now, own = _OWN, _("Own length")
        if plan.lesson:
            own = _("Own length, rules of the {minutes} minutes").format(minutes=plan.lesson)
        choices.append(w.Choice(_OWN, own))
    chosen = w.dropdown(ui, "lesson", w.field(ui, area, words), words, choices, now)
    return plan if chosen == now else plan.for_lesson(int(chosen))


def _meetings(ui: w.Ui, area: w.Area, plan: TablePlan) -> TablePlan:
    """Choose how often delegations meet before they write orders."""
    names = _("Caucus (bargaining)"), _("Plenary (votes)")
    choices = [w.Choice("1", _("Every turn")), w.Choice("2", _("Every 2nd turn")), w.Choice("0", _("Never"))]
    room = max(ui.look.text.width(choice.label, "body") for choice in choices) + ui.px(52)
    if 2 * room + ui.px(8) <= area.rect.w:
        line = ui.look.text.line_height("caption_strong") + ui.px(4 + 40)
        places = w.columns(area.cut_top(line, ui.px(12)), 2, ui.px(8), rtl=ui.look.rtl)
        areas = [ui.area(place, gap=0) for place in places]
    else:
        areas = [area, area]
    caucus = _every(ui, areas[0], "caucus", names[0], choices, plan.caucus_every)
    plenary = _every(ui, areas[1], "plenary", names[1], choices, plan.plenary_every)
    return replace(plan, caucus_every=caucus, plenary_every=plenary)


def _every(ui: w.Ui, area: w.Area, id_: str, words: str, choices: list[w.Choice], now: int) -> int:
    if f"{now}" not in {choice.key for choice in choices}:
        choices = [*choices, w.Choice(f"{now}", _("Every {number} turns").format(number=now))]
    return int(w.dropdown(ui, id_, w.field(ui, area, words), words, choices, f"{now}"))
