"""The brackets of a draft on the board: settled there to see what they would do, not for good."""

from __future__ import annotations

from collections.abc import Iterator

from game.client import widgets as w
from game.client.screens.caucus_table import bracket_choice
from game.client.view_models import talks
from game.session.negotiation.resolutions import Resolution
from game.session.views import PublicView


def board_brackets(ui: w.Ui, area: w.Area, view: PublicView, draft: Resolution) -> Iterator[tuple[str, int]]:
    """Show the clauses with brackets; yield each bracket that was pressed, with its alternative."""
    for clause in talks.draft_row(draft, view).clauses:
        w.paragraph(ui, area, clause.words, "body", gap=6, id_=f"board-clause-{clause.key}")
        for bracket in clause.brackets:
            chosen = bracket_choice(ui, area, f"try-{draft.id}-{bracket.key}", bracket)
            if chosen is not None:
                yield bracket.key, chosen
