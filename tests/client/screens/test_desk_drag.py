"""The projection beside the orders: a slider is dragged, the chart is read, a place is chosen."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.client.live import Accepted
from game.client.screens.desk_projection import REST
from game.session.commands import Command, SetOrder
from game.session.forecast import ALL_RUNS, QUICK_RUNS
from game.session.refusal import Refusal
from tests.client.player import Player, new_game, playing
from tests.client.screens.at_desks import game_of, lose_focus, open_first

pytestmark = pytest.mark.usefixtures("fonts")


def _grab(player: Player) -> tuple[str, int, int]:
    """Press on the knob of the first slider; return its id, and the pixels of its track's start and its row."""
    id_ = next(node.id for node in player.nodes if node.role == "slider")
    ui, rect = player.app.laptop.ui, player.node(id_).rect
    y = rect.bottom - ui.px(12)
    player.app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=(rect.x + 20, y), rel=(0, 0), buttons=(0, 0, 0))])
    player.app.step([pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(rect.x + 20, y), button=1)])
    return id_, rect.x + ui.px(9), y


def _move(player: Player, x: int, y: int) -> None:
    player.app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=(x, y), rel=(1, 0), buttons=(1, 0, 0))])


def test_the_projection_follows_in_the_same_frame_and_is_refined_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",)), runs=ALL_RUNS) as player:
        desk = open_first(player)
        for _step in range(20):
            player.settle()
        assert desk.projection.runs == ALL_RUNS
        ui, late = player.app.laptop.ui, [0.0]
        started = ui.clock()
        monkeypatch.setattr(ui, "clock", lambda: started + late[0])
        before, drawn = desk.projection.table(desk.view), pygame.image.tobytes(ui.surface, "RGB")
        _id, x, y = _grab(player)
        _move(player, x, y)
        assert desk.projection.table(desk.view) != before
        chart = player.node("chart").rect
        shown = ui.surface.subsurface(tuple(chart))
        old = pygame.image.frombytes(drawn, ui.surface.get_size(), "RGB").subsurface(tuple(chart))
        assert pygame.image.tobytes(shown, "RGB") != pygame.image.tobytes(old, "RGB")
        assert desk.projection.runs == QUICK_RUNS
        assert "0 units" in player.node(_id).value
        late[0] = REST / 2
        player.app.step([])
        assert desk.projection.runs == QUICK_RUNS
        for frame in range(1, 13):  # at 60 frames a second: within 0.3 s of rest
            late[0] = REST + frame / 60
            player.app.step([])
        assert desk.projection.runs == ALL_RUNS
        assert late[0] <= 0.3


def test_a_drag_that_is_not_let_go_orders_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        game, given = game_of(player), []
        submit = game.submit

        def record(command: Command) -> Accepted | Refusal:
            given.append(command)
            return submit(command)

        monkeypatch.setattr(game, "submit", record)
        _id, x, y = _grab(player)
        for step in range(6):
            _move(player, x + 4 * step, y)
        assert given == []
        left = player.node("funds").value
        player.send(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(x, y), button=1))
        assert len(given) == 1
        assert isinstance(given[0], SetOrder)
        assert player.node("funds").value == left, "what was shown while dragging is what was ordered"


def test_a_drag_broken_off_by_the_curtain_orders_nothing() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        before = game_of(player).seat("kenya").desk.draft
        _id, x, y = _grab(player)
        _move(player, x, y)
        lose_focus(player)
        player.send(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(x, y), button=1))
        assert game_of(player).seat("kenya").desk.draft == before


def test_a_slider_ends_where_the_funds_do() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        id_ = next(node.id for node in player.nodes if node.role == "slider")
        player.tab_to(id_)
        player.press(pygame.K_END)
        assert player.node("funds").value == "0 of 8 units left"
        player.press(pygame.K_RIGHT)
        assert game_of(player).seat("kenya").desk.funds_left == 0


def test_a_place_on_the_map_or_in_the_table_turns_the_projection_to_it() -> None:
    with playing(new_game(("kenya",))) as player:
        desk = open_first(player)
        desk.projection.show(desk.view, "corruption(KEN)")
        player.tab_to("map")
        player.press(pygame.K_RIGHT)
        assert "Kenya: criminality" in player.words()
        player.press(pygame.K_RETURN)
        assert desk.projection.name == "criminality(KEN)"


def test_the_chart_is_read_with_the_arrows() -> None:
    with playing(new_game(("kenya",))) as player:
        desk = open_first(player)
        player.tab_to("chart")
        player.press(pygame.K_END)
        public = desk.view.public
        last = public.turns + public.book.network.epilogue_turns
        assert desk.projection._cursor == last
        player.press(pygame.K_LEFT)
        assert desk.projection._cursor == last - 1
        assert len(desk.projection.table(desk.view)) > 2 * last - 6


def test_a_refusal_is_told_and_changes_nothing() -> None:
    with playing(new_game(("kenya",))) as player:
        desk = open_first(player)
        desk.view = replace(desk.view, desk=replace(desk.view.desk, funds=40))
        id_ = next(node.id for node in player.nodes if node.role == "slider")
        before = game_of(player).seat("kenya").desk.draft
        player.drag(id_, 1.0)
        assert "units of funds this turn" in player.words()
        assert game_of(player).seat("kenya").desk.draft == before
