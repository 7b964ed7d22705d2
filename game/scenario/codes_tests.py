"""Findings about the tests inside a scenario: what of them is played after the game, or never."""

from game.model.text import gettext_noop
from game.scenario.codes import Code, Reads, Severity, register

AFTER_THE_END = "W323"
NEVER_PLAYED = "W324"

register(
    [
        Code(
            AFTER_THE_END,
            Severity.WARNING,
            gettext_noop("A test that goes on after the last turn"),
            gettext_noop(
                "The test ends more turns than the game has, in its longest lesson too. What comes then happens in "
                "no game, though the test plays it."
            ),
            "rules: {turns: 4}\ntests:\n- {name: it lasts, play: [{end_turn: 9}], expect: [turn == 9]}",
            Reads.SCENARIO,
        ),
        Code(
            NEVER_PLAYED,
            Severity.WARNING,
            gettext_noop("A step of a test that is never played"),
            gettext_noop("Steps are played when their turn is ended, and after this one no turn is."),
            "tests:\n- name: audits help\n  play: [{delegation: one, fund: audit, at: KEN, amount: 3}]\n"
            "  expect: [corruption(KEN) < 0.6]",
            Reads.SCENARIO,
        ),
    ]
)
