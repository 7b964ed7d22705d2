"""Findings that show only when a script is played."""

from game.model.text import gettext_noop
from game.scenario.codes import Code, Reads, Severity, register

STEP_REFUSED = "E401"
SCRIPT_TOO_LONG = "W401"

register(
    [
        Code(
            STEP_REFUSED,
            Severity.ERROR,
            gettext_noop("Step refused by the rules"),
            gettext_noop("The rules of play refuse what this step orders, for example because it is beyond the means."),
            "- {delegation: kenya, fund: audit, amount: 99}\n- end_turn: 1",
            Reads.NOTHING,
        ),
        Code(
            SCRIPT_TOO_LONG,
            Severity.WARNING,
            gettext_noop("Script longer than the game"),
            gettext_noop("The script ends more turns than are played, or orders something after the last one."),
            "- {delegation: kenya, fund: audit, amount: 1}\n- end_turn: 99",
            Reads.NOTHING,
        ),
    ]
)
