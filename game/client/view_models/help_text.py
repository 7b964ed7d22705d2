"""The pages of the help: a turn in five lines, the keys, and how to read what is shown."""

from __future__ import annotations

from dataclasses import dataclass

from game.model.text import _


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Keys and what they do."""

    keys: str
    does: str


def turn_text() -> str:
    """Return how a turn goes, in the markup of rich text."""
    return "\n".join(
        (
            _("# A turn in five lines"),
            _("- **Briefing.** Everybody hears what happened and sees the indices."),
            _(
                "- **Caucus and plenary.** Delegations bargain around the table, record [[agreement|agreements]] on "
                "the screen, and vote on [[resolution|resolutions]]."
            ),
            _(
                "- **Desks.** Each delegation spends its [[funds]] and [[team|teams]], in private behind a curtain or "
                "openly, and looks at the [[two worlds]] while it drags."
            ),
            _("- **Outcome.** All orders open at once, the map plays the half-year, and each index says why it moved."),
            _(
                "- **The end.** Some more years run with what was built. Then come [[room score|the room]] from 0 to "
                "100 "
                "and your [[mandate]] in bronze, silver or gold."
            ),
            _("# What decides"),
            _(
                "- A route across a border is only as guarded as its weaker end, unless both ends work together: post "
                "[[team|teams]] on both sides."
            ),
            _("- Pressure on one route moves crime to another: your success may be your neighbour's crisis."),
            _("- Quick measures fade, slow ones stay. Money that is laundered pays crime tomorrow."),
            _("- No index is worth more than people: crime is shown as systems here, and persons are never pieces."),
            _("# Reading the screen"),
            _("- **The arrow** is the direction of the change; the word says whether that is good."),
            _("- **A range** such as “40 to 70” is what your delegation knows: links and platforms narrow it."),
            _("- **A band in a chart** goes from low to high; the line in it is the likely course."),
        )
    )


def key_rows() -> tuple[KeyRow, ...]:
    """Return every key that works everywhere."""
    return (
        KeyRow(_("Tab, Shift + Tab"), _("go to the next control, or to the one before")),
        KeyRow(_("Arrows"), _("move within a group, a list, a slider, a map")),
        KeyRow(_("Enter, Space"), _("press what has the ring around it")),
        KeyRow(_("Enter"), _("with no ring shown: the main button of the screen")),
        KeyRow(_("Esc"), _("close a dialog, leave a screen")),
        KeyRow(_("Home, End, Page up, Page down"), _("to the ends, or a page on")),
        KeyRow(_("F1"), _("this help")),
        KeyRow(_("Ctrl + and Ctrl −"), _("larger and smaller text")),
        KeyRow(_("F11"), _("the whole screen, and back")),
    )
