"""The orders of a desk, worked through the loop of the app; its time, its menu and its seal."""

from __future__ import annotations

import pygame
import pytest

from game.client.demonstration_talks import advance, submit
from game.session.commands import GiveFunds
from game.session.desk import Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from tests.client.player import new_game, playing
from tests.client.screens.at_desks import game_of, open_first

pytestmark = pytest.mark.usefixtures("fonts")


def test_a_first_turn_has_at_most_seven_controls_to_decide_with() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        levers = [node for node in player.nodes if node.role in {"slider", "checkbox", "spinbutton", "combobox"}]
        deeds = [node for node in player.nodes if node.id in {"add", "seal", "undo", "clear"}]
        assert len(levers) + len(deeds) <= 7


def test_a_first_desk_says_that_a_plan_is_laid_out_and_shows_only_what_it_needs() -> None:
    with playing(new_game(("kenya",))) as player:  # without a caucus, so that offers are made at the desks
        open_first(player)
        assert "A first plan is laid out for you." in player.words()
        assert [node.id for node in player.nodes if node.role == "tab"] == ["tabs.map", "tabs.dossier", "tabs.offers"]
        player.click("clear")
        assert "A first plan" not in player.words()
        player.click("seal")
        player.click("seal-sure.yes")
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        open_first(player)
        assert "A first plan" not in player.words()
        assert player.has("tabs.news")
        assert player.has("tabs.offers")


def test_undo_and_clear() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        before = game_of(player).seat("kenya").desk.draft
        player.click("clear")
        assert game_of(player).seat("kenya").desk.draft.empty
        assert not player.node("clear").enabled
        assert not any(node.role == "slider" for node in player.nodes)
        player.click("undo")
        assert game_of(player).seat("kenya").desk.draft == before


def test_a_row_is_taken_off_and_one_at_zero_stays_to_be_raised_again() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        id_ = next(node.id for node in player.nodes if node.role == "slider")
        player.drag(id_, 0.0)
        assert player.node(id_).value == "0 units"
        player.click(f"{id_}-off")
        assert not player.has(id_)


def test_sealing_asks_what_is_left_and_whether_one_is_sure() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.click("seal")
        assert "1 unit is not spent" in player.words()
        player.press(pygame.K_ESCAPE)
        assert not game_of(player).public.seats["kenya"].sealed
        player.tab_to(next(node.id for node in player.nodes if node.role == "slider"))
        player.press(pygame.K_END)
        player.click("seal")
        assert "Nobody can change them then." in player.words()
        assert not game_of(player).public.seats["kenya"].sealed
        player.click("seal-sure.yes")
        assert game_of(player).public.seats["kenya"].sealed


def test_enter_asks_to_seal_where_nothing_shows_that_it_has_the_keyboard() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.press(pygame.K_RETURN)
        assert player.has("seal-sure.yes")
        player.press(pygame.K_ESCAPE)
        assert not player.has("seal-sure.yes")
        player.tab_to("add")
        player.press(pygame.K_RETURN)
        assert not player.has("seal-sure.yes"), "what has the keyboard takes the key"
        assert player.has("add-more")
        player.press(pygame.K_ESCAPE)
        player.drag(next(node.id for node in player.nodes if node.role == "slider"), 0.02)
        player.press(pygame.K_RETURN)
        assert player.has("seal-sure.yes"), "a slider that was only dragged shows no ring"


def test_measures_are_added_in_two_presses() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.click("add")
        assert not player.has("add-audit"), "the first turn begins with the simple ones"
        player.click("add-more")
        assert player.has("add-audit")
        player.click("add-patrol")
        player.click("at-2")
        added = [order for order in game_of(player).seat("kenya").desk.draft.orders if order.measure == "patrol"]
        assert len(added) == 2
        assert player.focus.startswith("order-measure-patrol")


def test_where_there_are_many_targets_one_chooses_place_and_block() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.click("add")
        player.click("add-more")
        player.click("add-technical_assistance")
        assert player.has("at-TZA")
        player.click("at-TZA")
        player.click("at-3")
        order = next(o for o in game_of(player).seat("kenya").desk.draft.orders if o.measure == "technical_assistance")
        assert order.target.jurisdiction == "TZA"


def test_escape_leads_back_through_the_chooser() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.click("add")
        player.click("add-patrol")
        assert player.has("at-0")
        player.press(pygame.K_ESCAPE)
        assert player.has("add-patrol")
        player.press(pygame.K_ESCAPE)
        assert not player.has("add-patrol")
        assert player.has("seal")


def test_what_the_means_do_not_allow_cannot_be_added() -> None:
    with playing(new_game(("central_africa",))) as player:
        open_first(player)
        for _team in range(2):
            player.click("add")
            if not player.node("add-liaison").enabled:
                player.press(pygame.K_ESCAPE)
                break
            player.click("add-liaison")
            player.click("at-0" if not _team else "at-1")
        player.click("add")
        assert not player.node("add-liaison").enabled


def test_at_zero_the_draft_is_sealed_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",), seconds=90)) as player:
        desk = open_first(player)
        assert player.node("desk-timer").value.strip("\u2068\u2069").startswith("1:")
        ui = player.app.laptop.ui
        monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + 91)
        draft = desk.view.desk.draft
        player.settle()
        assert game_of(player).public.seats["kenya"].sealed
        assert game_of(player).seat("kenya").desk.draft == draft


def test_the_referee_ends_the_desks_from_the_menu() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_ESCAPE)
        assert player.has("menu-on")
        player.click("menu-seal")
        assert "Kenya, China" in player.words()
        player.click("menu-end.yes")
        assert game_of(player).public.phase is Phase.OUTCOME


def test_the_menu_opens_and_closes_with_escape_everywhere() -> None:
    with playing(new_game(("kenya",))) as player:
        for _phase in range(3):
            player.press(pygame.K_ESCAPE)
            assert player.has("menu-on")
            player.press(pygame.K_ESCAPE)
            assert not player.has("menu-on")
            player.press(pygame.K_RETURN)


def test_leaving_to_the_title_closes_the_game() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.click("menu")
        player.click("menu-leave")
        assert player.app.game is None


def test_the_map_can_have_the_place_of_the_projection() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        small = player.node("map").rect
        player.click("map-size")
        assert not player.has("chart")
        assert player.node("map").rect.h > 1.6 * small.h
        player.click("tabs.dossier")
        assert player.has("chart"), "beside the other panels it is there again"
        player.click("tabs.map")
        player.press(pygame.K_F1)
        player.press(pygame.K_ESCAPE)
        assert not player.has("chart")
        player.click("map-size")
        assert player.node("map").rect == small


def test_enter_on_the_chosen_tab_asks_to_seal_too() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.tab_to("tabs.map")
        player.press(pygame.K_RETURN)
        assert player.has("seal-sure.yes")


def test_a_team_that_is_posted_already_is_no_unit() -> None:
    with playing(new_game(("kenya",))) as player:
        open_first(player)
        player.click("add")
        player.click("add-liaison")
        assert "ordered already" in player.words()
        assert "ordered already:" not in player.words()


def test_sealing_says_which_promises_the_orders_do_not_keep() -> None:
    game = new_game(("kenya", "china"), meetings=1)
    gift = Clause(ClauseKind.GIVE_FUNDS, "kenya", "china", 1, turns=3)
    link = Clause(ClauseKind.LINK, "kenya", "china", turns=3)
    advance(game, Phase.CAUCUS)
    submit(game, nc.RecordAgreement(Terms(("kenya", "china"), (gift, link))))
    advance(game, Phase.DESKS)
    submit(game, GiveFunds("kenya", "china", 1))
    with playing(game) as player:
        player.click("open-desk")
        player.click("seal")
        assert player.node("seal-missed").label.startswith("These orders do not keep a promise")
        assert "Kenya and China each keep a team with the other" in player.node("seal-missed-0").label
        assert not player.has("seal-missed-1"), "the gift is given"
        player.press(pygame.K_ESCAPE)
        assert not player.has("seal-missed")
        player.click("seal")
        player.click("seal-sure.yes")
        assert game.public.seats["kenya"].sealed
