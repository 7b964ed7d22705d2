"""The dossiers before the desks: who may read them, when they are shown, and that nothing of them stays."""

from __future__ import annotations

import gc

import pygame
import pytest

from game.client.interface.pilot import Pilot
from game.client.interface.ui import Ui
from game.client.screens.desks import IDLE
from game.client.screens.wall import WallScreen
from game.session.desk import DeskStyle, Phase
from game.session.views import SeatView
from tests.client.player import Player, new_game, playing
from tests.client.screens.at_desks import game_of, lose_focus, secrets_of

pytestmark = pytest.mark.usefixtures("fonts")


def shown(player: Player) -> list[str]:
    """Return what of the dossier of Kenya is anywhere on the laptop or the wall, or remembered by a control."""
    screen = WallScreen(lambda: game_of(player).public, threaded=False)
    wall = Pilot(Ui(pygame.Surface((1920, 1080)), player.app.laptop.ui.look), screen.build)
    wall.ui.draw(wall.build)
    ui = player.app.laptop.ui
    state = [ui.state.nodes, ui.state.first_press, ui.state.toasts, ui.state.memory]
    words = "\n".join([player.words(), wall.words(), repr(state)])
    screen.hide()
    return [secret for secret in secrets_of(player) if secret in words]


def kept() -> list[SeatView]:
    gc.collect()
    return [item for item in gc.get_objects() if type(item) is SeatView]


def read(player: Player) -> None:
    player.click("dossiers", "dossier-of-kenya", "open-dossier")


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
@pytest.mark.parametrize("phase", [Phase.BRIEFING, Phase.CAUCUS, Phase.PLENARY])
def test_a_dossier_is_read_before_the_desks_and_only_behind_the_curtain(phase: Phase, by: str) -> None:
    with playing(new_game(("kenya", "china"), meetings=1)) as player:
        while game_of(player).public.phase is not phase:
            player.click("next")
        before = game_of(player).state
        for press in ("dossiers", "dossier-of-kenya", "open-dossier"):
            assert not shown(player)
            player.click(press) if by == "mouse" else player.activate(press)
        assert "Your mandate" in player.words()
        assert set(shown(player)) == set(secrets_of(player))
        player.click("close-dossier") if by == "mouse" else player.press(pygame.K_ESCAPE)
        assert not shown(player)
        assert player.has("curtain")
        assert not player.has("strip"), "the table comes back when somebody asks for it"
        player.click("dossiers-back") if by == "mouse" else player.press(pygame.K_RETURN)
        assert player.has("next")
        assert not shown(player)
        assert not kept()
        assert game_of(player).state is before, "reading is no move"


@pytest.mark.parametrize("cover", ["focus", "help", "idle", "close"])
def test_nothing_of_a_dossier_outlives_its_closing(cover: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya", "china"))) as player:
        read(player)
        assert kept()
        match cover:
            case "focus":
                lose_focus(player)
            case "help":
                player.press(pygame.K_F1)
            case "idle":
                ui = player.app.laptop.ui
                monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + IDLE + 1)
                player.settle()
            case "close":
                player.click("close-dossier")
        assert not shown(player)
        assert not kept()
        if cover == "help":
            player.press(pygame.K_ESCAPE)
        assert player.has("dossiers-back")
        assert not shown(player)


def test_only_delegations_of_people_have_a_dossier_to_read() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        player.click("dossiers")
        offered = {node.id for node in player.nodes if node.id.startswith("dossier-of-")}
        assert offered == {"dossier-of-kenya", "dossier-of-china"}
        player.click("dossier-of-china")
        player.click("dossier-not-now")
        player.press(pygame.K_ESCAPE)
        player.click("next")
        assert not player.has("dossiers"), "at the desks the dossier lies open anyway"
    with playing(new_game(())) as player:
        assert not player.has("dossiers")


def test_the_only_delegation_of_people_is_not_asked_which_it_is() -> None:
    with playing(new_game(("kenya",))) as player:
        player.click("dossiers")
        assert player.node("next-desk").label == "Kenya"
        player.click("open-dossier")
        player.press(pygame.K_RETURN)
        assert not shown(player)
        player.press(pygame.K_RETURN)
        assert player.has("next")


def test_the_curtain_is_painted_before_it_names_a_delegation() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        read(player)
        player.app.top.hide()
        ui = player.app.laptop.ui
        ui.redraw()
        ui.draw(player.app.top.build)
        assert "Kenya" not in player.words()
        ui.draw(player.app.top.build)
        assert "Kenya" in player.words()


def test_where_nothing_is_secret_a_press_leads_to_the_dossier() -> None:
    with playing(new_game(("kenya", "china"), style=DeskStyle.OPEN)) as player:
        player.click("dossiers", "dossier-of-kenya")
        assert "Your mandate" in player.words()
        lose_focus(player)
        assert "Your mandate" in player.words(), "nothing is secret: the dossier stays"
        player.click("close-dossier", "dossiers-back")
        assert player.has("next")
        assert not kept()
