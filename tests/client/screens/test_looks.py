"""Nothing is clipped, overlapping, faint or out of reach: every screen of play, in themes, sizes and sizes of text."""

from collections.abc import Callable

import pytest

from game.client.demonstration import Studio
from game.client.demonstration_play import PLAY_SCENES
from game.client.navigation import Submit
from game.client.screens.play import PlayScreen
from game.client.screens.wall import WallScreen
from game.session.commands import AdvancePhase, SetOrder
from game.session.desk import DeskStyle, Phase, Target
from tests.client.screens.crowd import crowded_game
from tests.client.screens.looks import ALL, LOOKS, MORE, flaws_of, quickly


def _check(studio: Studio, name: str) -> None:
    assert flaws_of(studio.pilot(PLAY_SCENES[name](studio))) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PLAY_SCENES)
def test_no_flaw_in_any_scene(studio: Callable[..., Studio], name: str, look: str) -> None:
    _check(studio(*LOOKS[look]), name)


@pytest.mark.slow
@pytest.mark.parametrize("look", MORE)
@pytest.mark.parametrize("name", PLAY_SCENES)
def test_no_flaw_in_any_other_look(studio: Callable[..., Studio], name: str, look: str) -> None:
    _check(studio(*MORE[look]), name)


def _through_a_turn(studio: Studio, style: DeskStyle) -> list[str]:
    """Look at every phase of a turn of the crowded game."""
    game = crowded_game(style)
    studio.app.open_game(game)
    screen = PlayScreen(studio.app)
    pilot = studio.pilot(screen)
    found = flaws_of(pilot)  # type: ignore[arg-type]
    game.submit(AdvancePhase(Phase.BRIEFING, 1))
    found += flaws_of(pilot)  # type: ignore[arg-type]
    first = next(node.id for node in pilot.ui.nodes if node.id in {"open-desk", "desk-ken"})
    pilot.tab_to(first)
    pilot.press(13)
    for answer in pilot.results:
        if isinstance(answer, Submit):
            game.submit(answer.command)
    game.submit(SetOrder("ken", "ranger_patrol", Target(jurisdiction="KEN", habitat="tsavo"), 3))
    found += flaws_of(pilot)  # type: ignore[arg-type]
    pilot.tab_to("add")
    pilot.press(13)
    found += flaws_of(pilot)  # type: ignore[arg-type]
    game.submit(AdvancePhase(Phase.DESKS, 1, seal_rest=True))
    found += flaws_of(pilot)  # type: ignore[arg-type]
    pilot.press(13)
    found += flaws_of(pilot)  # type: ignore[arg-type]
    wall = studio.pilot(WallScreen(lambda: game.public, threaded=False))
    return found + flaws_of(wall)  # type: ignore[arg-type]


@pytest.mark.parametrize("style", DeskStyle)
@pytest.mark.parametrize("look", quickly("usual", "small"))
def test_twelve_delegations_with_long_names_fit(studio: Callable[..., Studio], look: str, style: DeskStyle) -> None:
    assert _through_a_turn(studio(*ALL[look]), style) == []
