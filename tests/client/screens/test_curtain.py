"""The curtain: what it hides, when it falls, and who may come back to a desk."""

from __future__ import annotations

import gc
from pathlib import Path

import pygame
import pytest

from game.client.live import LiveGame
from game.client.screens.desks import IDLE
from game.session.desk import DeskStyle, Phase
from game.session.views import SeatView
from tests.client.player import Player, new_game, playing
from tests.client.screens.at_desks import desks_of, game_of, lose_focus, open_first, secrets_of

pytestmark = pytest.mark.usefixtures("fonts")


def test_the_curtain_is_painted_before_it_names_anybody() -> None:
    with playing(new_game(("kenya",))) as player:
        player.click("next")
        desks_of(player)._curtain.fall()
        ui = player.app.laptop.ui
        ui.redraw()
        ui.draw(player.app.top.build)
        assert "Kenya" not in player.words()
        assert not player.has("open-desk")
        assert ui.due()
        ui.draw(player.app.top.build)
        assert "Next at the desk" in player.words()
        assert "Kenya" in player.words()


def test_the_curtain_shows_nothing_of_the_game() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        open_first(player)
        player.click("tabs.dossier")
        assert any(secret in player.words() for secret in secrets_of(player))
        lose_focus(player)
        words = player.words()
        assert player.has("open-desk")
        assert not any(secret in words for secret in secrets_of(player))
        assert not any(node.id.startswith(("order", "tabs", "chart", "map", "funds", "teams")) for node in player.nodes)


@pytest.mark.parametrize("cover", ["focus", "help", "seal", "idle"])
def test_nothing_built_from_a_view_outlives_the_desk(cover: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.click("tabs.dossier")
        player.drag(next(node.id for node in player.nodes if node.role == "slider"), 0.02)
        gc.collect()
        assert any(type(item) is SeatView and item.seat == "kenya" for item in gc.get_objects())
        match cover:
            case "focus":
                lose_focus(player)
            case "help":
                player.press(pygame.K_F1)
            case "seal":
                player.click("seal")
                player.click("seal-sure.yes")
            case "idle":
                ui = player.app.laptop.ui
                monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + IDLE + 1)
                player.settle()
        gc.collect()
        assert not [item for item in gc.get_objects() if type(item) is SeatView and item.seat == "kenya"]
        for secret in secrets_of(player):
            assert secret not in player.words()
            assert all(secret not in repr(layer.state.memory) for layer in player.app._stack)


def test_helping_oneself_at_a_desk_leads_back_to_it() -> None:
    with playing(new_game(("kenya",), seconds=90)) as player:
        open_first(player)
        player.click("tabs.dossier")
        player.drag(next(node.id for node in player.nodes if node.role == "slider"), 0.4)
        before, began = told_by(player), desks_of(player).desk.began
        for way_back in ("escape", "back", "button"):
            if way_back == "button":
                player.click("help")
            else:
                player.press(pygame.K_F1)
            assert not player.has("seal")
            assert not any(secret in player.words() for secret in secrets_of(player))
            player.click("back") if way_back == "back" else player.press(pygame.K_ESCAPE)
            assert player.has("seal")
            assert player.node("tabs.dossier").value == "on"
            assert told_by(player) == before
            assert desks_of(player).desk.began == began, "the clock went on"
        player.click("seal")
        player.click("seal-sure.yes")
        assert not player.has("interrupted")


def told_by(player: Player) -> list[str]:
    """Return what is on the screen, but for what only the pointer brings up."""
    return [f"{node.label} {node.value}" for node in player.nodes if node.role not in {"tooltip", "timer"}]


@pytest.mark.parametrize("why", ["focus", "long"])
def test_who_does_not_come_back_from_the_help_finds_the_curtain(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.press(pygame.K_F1)
        if why == "focus":
            lose_focus(player)
        else:
            ui = player.app.laptop.ui
            monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + IDLE + 1)
        player.press(pygame.K_ESCAPE)
        assert player.has("open-desk")
        assert not player.has("seal")
        assert "Its draft is kept." in player.words()
        assert "0 of 1 desk sealed" in player.words()
        player.press(pygame.K_F1)
        player.press(pygame.K_ESCAPE)
        assert player.has("interrupted"), "it is still the desk that was open before"
        assert not player.has("seal")


def test_a_curtain_before_any_desk_says_nothing_of_one_that_was_closed() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_F1)
        player.press(pygame.K_ESCAPE)
        assert not player.has("interrupted")
        player.click("open-desk")
        lose_focus(player)
        assert player.has("interrupted")
        player.click("open-desk")
        player.click("seal")
        player.click("seal-sure.yes")
        assert player.has("open-desk")
        assert not player.has("interrupted")


def test_a_desk_left_alone_closes_and_one_that_is_used_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        ui, late = player.app.laptop.ui, [0.0]
        monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + late[0])
        late[0] = IDLE - 5
        player.press(pygame.K_TAB)
        late[0] += IDLE - 5
        player.settle()
        assert player.has("seal")
        late[0] += 10
        player.settle()
        assert player.has("open-desk")


def test_continuing_lands_behind_the_curtain(tmp_path: Path) -> None:
    path = tmp_path / "game.corridors"
    with playing(new_game(("kenya",), path=path)) as player:
        open_first(player)
        player.drag(next(node.id for node in player.nodes if node.role == "slider"), 0.02)
        draft = game_of(player).seat("kenya").desk.draft
    with playing(LiveGame.resume(path)) as player:
        assert player.has("open-desk")
        assert not player.has("seal")
        player.click("open-desk")
        assert game_of(player).seat("kenya").desk.draft == draft


def test_the_next_desk_knows_nothing_of_the_one_before() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        open_first(player)
        player.click("tabs.dossier")
        ids = {node.id for node in player.nodes if node.id.startswith("order-")}
        player.click("seal")
        player.click("seal-sure.yes")
        assert "China" in player.node("next-desk").label
        player.click("open-desk")
        assert not any(secret in player.words() for secret in secrets_of(player))
        assert not ids & {node.id for node in player.nodes}
        assert player.node("tabs.map").value == "on"


def test_another_delegation_may_go_first() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        player.press(pygame.K_RETURN)
        assert "Kenya" in player.node("next-desk").label
        player.click("other-desk")
        assert "China" in player.node("next-desk").label
        player.click("open-desk")
        assert game_of(player).public.active_desk == "china"


def test_without_people_all_orders_are_sealed_at_once() -> None:
    with playing(new_game(())) as player:
        player.press(pygame.K_RETURN)
        assert player.has("open-orders")
        player.press(pygame.K_RETURN)
        assert game_of(player).public.phase is Phase.OUTCOME


def test_open_desks_have_no_curtain_and_a_switch() -> None:
    with playing(new_game(("kenya", "china"), style=DeskStyle.OPEN)) as player:
        player.press(pygame.K_RETURN)
        player.click("desk-china")
        assert game_of(player).public.active_desk == "china"
        assert game_of(player).seat("china").desk.draft.orders
        lose_focus(player)
        assert player.has("seal"), "nothing is secret: the desk stays"
        player.click("delegation")
        player.click("delegation.kenya")
        assert game_of(player).public.active_desk == "kenya"
        assert desks_of(player).desk is not None
        for _seat in range(2):
            player.click("seal")
            player.click("seal-sure.yes")
            if player.has("desk-china"):
                player.click("desk-china")
        assert player.has("open-orders")
