"""Findings about hints for beginners, and about what opens in the course of the game."""

from game.model.text import gettext_noop
from game.scenario.codes import Code, Reads, Severity, register

NEVER_SHOWN = "W316"
POINTS_NOWHERE = "W317"
NEVER_OPENS = "W318"

register(
    [
        Code(
            NEVER_SHOWN,
            Severity.WARNING,
            gettext_noop("A hint that is never shown"),
            gettext_noop(
                "Its turn comes after the last one, the scenario never has its phase, or it names a delegation where "
                "no desk is open."
            ),
            "hints: [{turn: 30, text: Look at the map.}]",
            Reads.SCENARIO,
        ),
        Code(
            POINTS_NOWHERE,
            Severity.WARNING,
            gettext_noop("A hint that points to something that is not there"),
            gettext_noop("Each screen has its own things to point to: there is nothing to seal in the briefing."),
            "hints: [{phase: briefing, points_to: seal, text: Seal your orders.}]",
            Reads.SCENARIO,
        ),
        Code(
            NEVER_OPENS,
            Severity.WARNING,
            gettext_noop("A measure or project that opens after the last turn"),
            gettext_noop("No desk would ever offer it."),
            "measures: [{id: patrol}, {id: audit, opens_on_turn: 30}]",
            Reads.SCENARIO,
        ),
    ]
)
