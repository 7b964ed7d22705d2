"""Parts of the author's screen that have little room: the excerpt of a finding, the table of markets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.authoring.new import new_scenario
from game.client.demonstration import Studio
from game.client.screens.author import AuthorScreen
from game.client.screens.finding_card import shown_before
from game.client.screens.problems import ProblemsScreen
from game.client.view_models.findings import Finding


def test_the_mark_of_a_finding_is_in_sight_however_far_it_stands_in_its_line(studio: Callable[..., Studio]) -> None:
    ui = studio().pilot(ProblemsScreen(Path("a.yaml"), ())).ui
    width = ui.look.text.width
    for start in (0, 20, 57):
        found = Finding("", "", "danger", "", "", "", "", 1, "x" * start, "marked", " and what follows it" * 3)
        for room in (160, 300, 900):
            before = shown_before(ui, found, room)
            assert width(f"{before}marked", "body") <= room
            assert before in {found.before, "…"} or before.startswith("…x")
    assert before == found.before, "where there is room, nothing is cut"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_table_of_markets_shows_its_rows(studio: Callable[..., Studio], tmp_path: Path, scale: float) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(new_scenario(path).text, encoding="utf-8")
    made = studio("light", scale)
    pilot = made.pilot(AuthorScreen(made.app, path))
    pilot.click("preview-tabs.markets" if scale == 1.0 else "parts.markets")
    rows = [node for node in pilot.ui.nodes if node.role == "row" and node.parent == "start-markets"]
    assert rows
    assert all(node.visible.h == node.rect.h for node in rows)
