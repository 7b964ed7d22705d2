"""Recorded victims beside the estimate of all: the number that rises when States look closer."""

from collections.abc import Callable

from game.client.demonstration_talks import advance
from game.client.view_models import ending, headline
from game.session.desk import Phase
from game.session.views import PublicView
from tests.client.player import new_game

Public = Callable[..., PublicView]


def test_recorded_victims_stand_beside_the_estimate_with_what_moves_them() -> None:
    game = new_game((), scenario="central_mediterranean")
    advance(game, Phase.OUTCOME)
    view = game.public
    (card,) = [item for item in headline.headline_figures(view) if item.key == "exploited"]
    now, before = (view.estimate_history[turn]["recorded()"].likely for turn in (-1, -2))
    write = headline.figures.figure_of(view.book, "recorded()").write
    assert f"Recorded: {write(now)} a year, {write(before)} before; that rises when States look closer" in card.note
    assert card.note.startswith("estimate: ")
    estimate, recorded = headline.persons(view)
    assert estimate.verdict in {"", "better", "worse"}
    assert recorded.verdict == "", "more recorded victims are neither better nor worse"
    titles = [chart.title for chart in ending.courses(view)]
    assert titles[2:4] == ["People exploited, estimate", "Victims recorded, all places"]


def test_without_that_crime_nothing_is_said_of_persons(public: Public) -> None:
    assert headline.persons(public(4)) == ()
    assert headline.persons_note(public(4)) == ""
