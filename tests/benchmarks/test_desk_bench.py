"""How long a frame takes while a slider moves at a desk of 1280×720; run with ``--benchmark-only``.

What it must reach on one core: a drag, both worlds with 32 runs each and the redraw in one frame of a 60 Hz display
(16.7 ms), and all 256 runs within 0.3 s of rest.
"""

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pygame
import pytest

from game.client.screens.desk import Desk
from game.client.screens.desk_projection import ProjectionPanel
from game.client.screens.play import PlayScreen
from game.session.forecast import ALL_RUNS, QUICK_RUNS
from tests.client.player import Player, new_game, playing


@pytest.fixture(scope="module")
def player() -> Iterator[Player]:
    pygame.display.init()
    pygame.font.init()
    with playing(new_game(("kenya",)), runs=ALL_RUNS) as found:
        found.press(pygame.K_RETURN)
        found.press(pygame.K_RETURN)
        for _step in range(10):
            found.settle()
        yield found


def _desk(player: Player) -> Desk:
    screen = player.app.top
    assert isinstance(screen, PlayScreen)
    desk = getattr(screen.part, "desk", None)
    assert isinstance(desk, Desk)
    return desk


@pytest.fixture
def drag(player: Player) -> Iterator[Callable[[], None]]:
    """Press the knob of a slider; each call moves it on and lets the loop take one step."""
    id_ = next(node.id for node in player.nodes if node.role == "slider")
    rect, ui = player.node(id_).rect, player.app.laptop.ui
    y = rect.bottom - ui.px(12)
    stops = cycle(rect.x + ui.px(9) + round(rect.w * share) for share in (0.02, 0.15, 0.3, 0.45))

    def move() -> None:
        place = (next(stops), y)
        player.app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(1, 0), buttons=(1, 0, 0))])

    start = (rect.x + ui.px(9), y)
    player.app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=start, rel=(0, 0), buttons=(0, 0, 0))])
    player.app.step([pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1)])
    for _warm in range(8):
        move()
    yield move
    player.app.step([pygame.event.Event(pygame.MOUSEBUTTONUP, pos=start, button=1)])


def test_a_frame_of_a_drag(benchmark: Any, drag: Callable[[], None]) -> None:
    benchmark(drag)


def test_a_frame_of_a_drag_without_its_forecast(
    benchmark: Any, drag: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProjectionPanel, "_next", lambda _self, _runs: None)
    benchmark(drag)


def test_the_forecast_of_a_drag(benchmark: Any, player: Player) -> None:
    desk = _desk(player)
    forecast, draft = desk.projection._forecast, desk.view.desk.draft
    benchmark(forecast.curves, draft, (desk.projection.name,), QUICK_RUNS)


def test_all_runs_at_rest(benchmark: Any, player: Player) -> None:
    desk = _desk(player)
    forecast, draft = desk.projection._forecast, desk.view.desk.draft
    benchmark.pedantic(lambda: list(forecast.refined(draft, (desk.projection.name,))), rounds=5)


def test_opening_a_desk(benchmark: Any, player: Player) -> None:
    benchmark.pedantic(lambda: Desk(player.app, "kenya").close(), rounds=5)
