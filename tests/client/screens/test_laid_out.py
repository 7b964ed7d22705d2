"""What lies on a desk that is opened: what is promised first, then a plan as far as means go, without a complaint."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.client.demonstration_talks import advance, submit
from game.client.live import LiveGame
from game.client.view_models.laid_out import laid_out, untouched
from game.session.commands import GiveFunds, Seal, SetOrder
from game.session.desk import Draft, Phase
from game.session.legal import DeskFacts
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from tests.client.player import Player, new_game, playing
from tests.client.screens.at_desks import game_of, lose_focus

pytestmark = pytest.mark.usefixtures("fonts")
PARTIES = ("kenya", "china")
GIFT = Clause(ClauseKind.GIVE_FUNDS, "kenya", "china", 4)


def _agreed(*clauses: Clause, binding: bool = False) -> LiveGame:
    """Bring a game to the desks of the first turn, with an agreement of Kenya and China for each clause."""
    game = new_game(PARTIES, meetings=1)
    advance(game, Phase.CAUCUS)
    submit(game, *(nc.RecordAgreement(Terms(PARTIES, (clause,), binding=binding)) for clause in clauses))
    advance(game, Phase.DESKS)
    return game


def _desk(player: Player) -> DeskFacts:
    return game_of(player).seat("kenya").desk


@pytest.mark.parametrize("binding", [False, True])
def test_a_first_plan_is_laid_out_beside_what_is_promised_as_far_as_means_reach(binding: bool) -> None:
    with playing(_agreed(GIFT, binding=binding)) as player:
        player.click("open-desk")
        desk = _desk(player)
        assert "would take" not in player.words(), "nobody has ordered anything that could be too much"
        assert desk.draft.gifts == ({} if binding else {"china": 4})
        assert not desk.promises_missed
        assert desk.draft.orders
        assert desk.funds_left == 0, "the plan of the dossier takes what is left"


def test_without_a_promise_the_plan_of_the_dossier_is_laid_out_whole() -> None:
    with playing(_agreed()) as player:
        player.click("open-desk")
        assert len(_desk(player).draft.orders) == 3


def test_the_orders_of_last_turn_give_way_to_what_is_promised() -> None:
    """Their place and their amount stay where they keep a promise; what is taken off is not laid out again."""
    rangers = Clause(ClauseKind.FUND_AT_LEAST, "kenya", amount=2, measure="ranger_patrol")
    game = _agreed(GIFT, rangers)
    known = game.seat("kenya").desk
    last = known.book.choices["kenya"]["ranger_patrol"][-1]
    submit(game, SetOrder("kenya", "ranger_patrol", last, known.funds))
    advance(game, Phase.OUTCOME)
    advance(game, Phase.DESKS)
    submit(game, Seal("china"))  # whose desk would be the first of this turn
    before = game.seat("kenya").desk
    assert before.draft.amount("ranger_patrol", last) > before.funds - 4
    with playing(game) as player:
        player.click("open-desk")
        desk = _desk(player)
        assert desk.draft.gifts == {"china": 4}
        assert desk.draft.amount("ranger_patrol", last) == before.funds - 4
        assert "would take" not in player.words()
        assert not player.has("promised-undone")
        player.click("clear")
        lose_focus(player)
        player.click("open-desk")
        assert _desk(player).draft.empty


def test_promises_beyond_means_leave_no_room_for_a_plan() -> None:
    game = _agreed(GIFT, Clause(ClauseKind.SHARE_INTELLIGENCE, "kenya", "china"))
    desk = replace(game.seat("kenya").desk, funds=3)
    plan = Draft().with_order("ranger_patrol", desk.book.choices["kenya"]["ranger_patrol"][0], 3)
    assert laid_out(desk, plan) == (GiveFunds("kenya", "china", 3), nc.ShareIntelligence("kenya", "china", shares=True))
    submit(game, *laid_out(game.seat("kenya").desk, Draft()))
    assert not untouched(game.seat("kenya").desk)
