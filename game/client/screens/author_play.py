"""The question before a play-test: from which turn, and at which desks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.authoring.workbench import Reading
from game.client import widgets as w
from game.client.play_test import TrialPlan
from game.model.text import _

if TYPE_CHECKING:
    from game.client.play_test import Trial

EVERYBODY = "*"
_QUICK, _BARGAIN = "quick", "bargain"


def making(ui: w.Ui, trial: Trial) -> bool:
    """Show how far the computers have come; tell whether the author would rather not wait."""
    with w.dialog(ui, "making", _("Computers play"), width=520, first="making.no") as area:
        words = _("{reached}, up to {turn}").format(reached=trial.reached, turn=trial.turn)
        share = (trial.reached - 1) / max(1, trial.turn - 1)
        w.progress(ui, "made", area.cut_top(ui.px(44), ui.px(12)), _("Turn"), share, words)
        pressed = w.actions(ui, area, (w.Action("making.no", _("Cancel")),))
        ui.wake(0.1)
        return bool(pressed) or ui.pressed(pygame.K_ESCAPE)


class PlayTestDialog:
    """Asks from which turn one wants to play, and whom."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.turn = 1
        self._who = EVERYBODY
        self._how = _QUICK

    @property
    def plan(self) -> TrialPlan:
        """What was chosen."""
        return TrialPlan(self.turn, self.people, bargains=self._how == _BARGAIN)

    @property
    def people(self) -> tuple[str, ...]:
        """The delegations that the author plays."""
        scenario = self.reading.scenario
        if scenario is None:
            return ()
        if self._who == EVERYBODY:
            return tuple(item.id for item in scenario.delegations)
        return (self._who,)

    def build(self, ui: w.Ui) -> bool | None:
        """Show the dialog; True: begin, False: it was closed, None: still open."""
        scenario = self.reading.scenario
        if scenario is None:
            return False
        with w.dialog(ui, "trial", _("Play-test"), width=520, first="trial-turn") as area:
            words = _("Computers play up to the turn before; then you sit at the desks, all open. Nothing is saved.")
            w.paragraph(ui, area, words, tone="text_muted", gap=12)
            turns = scenario.rules.turns
            span = w.Range(1, turns)
            place = area.cut_top(ui.px(40), ui.px(12))
            self.turn = int(w.stepper(ui, "trial-turn", place, _("From turn"), min(self.turn, turns), span))
            choices = [
                w.Choice(EVERYBODY, _("All delegations"), "users"),
                *(w.Choice(item.id, item.name, "flag") for item in scenario.delegations),
            ]
            who = _("You play")
            self._who = w.dropdown(ui, "trial-who", w.field(ui, area, who), who, choices, self._who)
            area.skip(ui.px(8))
            choices = [
                w.Choice(_QUICK, _("Only write orders: quick"), "list-checks"),
                w.Choice(_BARGAIN, _("Bargain as well: some seconds a turn"), "handshake"),
            ]
            how = _("Until then, computers")
            self._how = w.dropdown(ui, "trial-how", w.field(ui, area, how), how, choices, self._how)
            area.skip(ui.px(12))
            pressed = w.actions(
                ui,
                area,
                (w.Action("trial.no", _("Cancel")), w.Action("trial.yes", _("Begin"), "primary", "play")),
            )
            if ui.pressed(pygame.K_ESCAPE):
                return False
            if w.entered(ui, "trial-turn"):
                return True
        return None if not pressed else pressed == "trial.yes"
