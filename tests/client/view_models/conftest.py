"""Views of the demonstration game in its phases; frozen, so that tests may share them."""

from collections.abc import Callable
from functools import lru_cache

import pytest

from game.client.demonstration_play import demonstration
from game.session.desk import DeskStyle, Phase
from game.session.views import PublicView, SeatView


@lru_cache(maxsize=8)
def _public(turn: int, phase: Phase, people: int, style: DeskStyle) -> PublicView:
    return demonstration(turn, phase, style, people).public


@lru_cache(maxsize=8)
def _seat(turn: int, seat: str) -> SeatView:
    return demonstration(turn, Phase.DESKS).seat(seat)


@pytest.fixture
def public() -> Callable[..., PublicView]:
    def make(
        turn: int = 4, phase: Phase = Phase.BRIEFING, people: int = 2, style: DeskStyle = DeskStyle.PRIVATE
    ) -> PublicView:
        return _public(turn, phase, people, style)

    return make


@pytest.fixture
def at_desk() -> Callable[..., SeatView]:
    return lambda turn=4, seat="kenya": _seat(turn, seat)
