"""What goes wrong between two moments: clicks that come too fast or too late, and what must not follow from them."""

import pygame
import pytest

from game.client.demonstration_talks import plenary_game
from game.client.navigation import Wait
from game.client.screens.table import TableScreen
from game.model.places import scenarios_folder
from game.session.commands import Command
from game.session.desk import Phase
from game.session.negotiation.commands import PassTime
from tests.client.operate import operating
from tests.client.player import EVERYBODY, Player, new_game, playing
from tests.client.screens.at_table import caucus, table_of

pytestmark = pytest.mark.usefixtures("fonts")


def double_click(player: Player, id_: str) -> None:
    """Click twice as fast as one can: the system counts the clicks at one place."""
    player.bring(id_)
    place = player.node(id_).visible.centre
    for clicks in (1, 2):
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            player.send(pygame.event.Event(kind, pos=place, button=1, clicks=clicks))


def test_a_double_click_on_the_way_on_leads_one_step_on() -> None:
    with playing(new_game(EVERYBODY, meetings=1)) as player:
        game = player.app.game
        assert game is not None
        for phase in (Phase.CAUCUS, Phase.PLENARY, Phase.DESKS):
            double_click(player, "next")
            assert game.public.phase is phase


def test_a_double_click_is_one_vote() -> None:
    game = plenary_game(votes=0)
    with playing(game) as player:
        double_click(player, "vote-yes")
        question = table_of(game).plenary.question
        assert question is not None
        assert len(question.votes) == 1


def test_a_double_click_passes_no_speaker_over() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("clock-kind.moderated", "clock-start")
        for seat in ("china", "kenya"):
            player.click("floor-list", f"floor-list.{seat}")
        double_click(player, "floor-next")
        assert table_of(game).plenary.floor.seat == "china"


def test_a_double_click_that_opens_a_question_does_not_answer_it() -> None:
    with playing(new_game(("kenya",))) as player:
        player.press(pygame.K_RETURN, pygame.K_RETURN)
        place = player.node("seal").visible.centre
        player.click("seal")
        yes = player.node("seal-sure.yes").visible.centre
        player.press(pygame.K_ESCAPE)
        assert not player.has("seal-sure.yes")
        player.send(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=place, button=1, clicks=1))
        player.send(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=place, button=1, clicks=1))
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            player.send(pygame.event.Event(kind, pos=yes, button=1, clicks=2))
        assert player.has("seal-sure.yes"), "it waits for an answer of its own"


def test_fast_clicks_on_what_stays_all_count() -> None:
    game = caucus()
    with playing(game) as player:
        before = player.node("clock-minutes").value
        double_click(player, "clock-minutes.more")
        assert (before, player.node("clock-minutes").value) == ("5 minutes", "7 minutes")


def test_what_is_pressed_while_the_program_does_not_answer_means_nothing_afterwards() -> None:
    with operating() as hands:
        place = hands.node("settings").rect.centre

        def work() -> None:
            for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
                pygame.event.post(pygame.event.Event(kind, pos=place, button=1))
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F1, mod=0, unicode=""))

        title = hands.app.top
        hands.app._follow(Wait("A moment …", work))
        hands.step()
        hands.step(*pygame.event.get())
        assert hands.app.top is title


def test_once_the_time_is_up_nothing_more_is_stored_and_a_dialog_stays_open() -> None:
    game = caucus()
    with playing(game) as player:
        now = [100.0]
        player.app.laptop.ui.clock = lambda: now[0]
        player.click("clock-start")
        player.click("record", "party.kenya", "party.china", "amount.more")
        stored: list[Command] = []
        submit = game.submit
        game.submit = lambda command: [stored.append(command), submit(command)][1]  # type: ignore[method-assign]
        for _step in range(20):
            now[0] += 30.0
            player.settle()
        talk = table_of(game).plenary.caucus
        assert talk is not None
        assert talk.left == 0
        assert sum(item.seconds for item in stored if isinstance(item, PassTime)) == talk.total
        assert "3 units a turn" in player.node("sentence").label
        player.click("agreement-yes")
        assert len(table_of(game).agreements) == 1
        assert "Time is up" in player.words()
        player.click("clock-more")
        now[0] += 12.0
        player.settle()
        assert player.node("caucus-timer").value == "0:48"


@pytest.mark.parametrize("opened", [("add",), ("seal",), ("tabs.offers", "offer-new", "party.china")])
def test_a_desk_whose_time_runs_out_with_a_dialog_open_is_sealed_as_it_stands(opened: tuple[str, ...]) -> None:
    game = new_game(("kenya", "china"), seconds=90)
    with playing(game) as player:
        now = [100.0]
        player.app.laptop.ui.clock = lambda: now[0]
        player.press(pygame.K_RETURN, pygame.K_RETURN)
        seat = game.public.active_desk
        before = game.seat(seat).desk.draft
        player.click(*opened)
        for _part in range(10):
            now[0] += 9.5
            player.settle()
        assert game.public.seats[seat].sealed
        assert game.state.seats[seat].draft == before
        assert player.has("next-desk")
        assert not {node.role for node in player.nodes} & {"dialog", "slider"}
        player.press(pygame.K_RETURN)
        assert game.public.active_desk not in {"", seat}


def test_a_wall_that_is_closed_during_the_test_of_the_screens_ends_it() -> None:
    with operating(two_windows=True) as hands:
        hands.app.push(TableScreen(hands.app, str(scenarios_folder() / "ivory_corridor.yaml"), 7))
        hands.step()
        hands.click("test-screens")
        assert hands.has("test.never")
        assert hands.app.wall is not None
        hands.step(pygame.event.Event(pygame.WINDOWCLOSE, window=hands.app.wall.window))
        assert not hands.has("test.never")
        assert hands.node("style.private").enabled
        hands.click("windows.two")
        assert hands.app.wall is not None
        assert not [node for node in hands.app.wall.ui.nodes if node.id == "word"]
