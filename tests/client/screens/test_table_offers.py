"""Offers: signed, declined and countered at the table; promises that begin later; what an offer would do, at a desk."""

from dataclasses import replace

import pygame
import pytest

from game.client.demonstration_talks import offers_game, submit
from game.client.live import LiveGame
from game.session.desk import Occupant
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.resolutions import ResolutionStatus
from tests.client.player import EVERYBODY, new_game, playing
from tests.client.screens.at_table import caucus, table_of

pytestmark = pytest.mark.usefixtures("fonts")

_GIFT = Clause(ClauseKind.GIVE_FUNDS, "china", "kenya", 2, turns=2)
_RANGERS = Clause(ClauseKind.FUND_AT_LEAST, "kenya", amount=3, measure="ranger_patrol", turns=2)


def _offer(game: LiveGame, *parties: str, gift: int = 2) -> None:
    clauses = (_RANGERS, replace(_GIFT, amount=gift))
    submit(game, nc.ProposeAgreement(parties[0], Terms(parties, clauses, turns=2)))


def test_an_open_offer_is_signed_by_each_at_the_table() -> None:
    game = caucus()
    _offer(game, "kenya", "china", "viet_nam")
    with playing(game) as player:
        player.click("table-tabs.agreements")
        assert player.node("note-A1").label == "Still to sign: China, Viet Nam; open to the end of turn 2"
        player.click("sign-A1-china")
        assert table_of(game).agreements["A1"].status is Status.OFFERED
        assert not player.has("sign-A1-china")
        player.click("sign-A1-viet_nam")
        assert table_of(game).agreements["A1"].status is Status.IN_FORCE
        assert not player.has("sign-A1-viet_nam")


def test_an_open_offer_is_declined_withdrawn_and_countered_at_the_table() -> None:
    game = caucus()
    for gift in (4, 3, 2):
        _offer(game, "kenya", "china", gift=gift)
    with playing(game) as player:
        player.click("table-tabs.agreements", "decline-A1-china", "withdraw-A2", "counter-A3")
        assert player.node("clause-0").label.startswith("Kenya puts at least 3 units")
        player.click("amount.more", "agreement-yes")
        stands = {name: item.status for name, item in table_of(game).agreements.items()}
        assert list(stands.values()) == [Status.DECLINED, Status.WITHDRAWN, Status.COUNTERED, Status.IN_FORCE]
        assert table_of(game).agreements["A4"].terms.clauses[1].amount == 3


def test_who_may_not_sign_reads_why() -> None:
    game = caucus()
    half = game.public.facts.seats["china"].income // 2 + 1
    much = replace(_GIFT, amount=half)
    submit(game, nc.ProposeAgreement("kenya", Terms(("kenya", "china"), (much,), binding=True, turns=2)))
    other = replace(much, to="viet_nam")
    submit(game, nc.RecordAgreement(Terms(("china", "viet_nam"), (other,), binding=True, turns=2)))
    with playing(game) as player:
        player.click("table-tabs.agreements")
        assert not player.node("sign-A1-china").enabled
        assert player.node("unsigned-A1-china").label.endswith(".")


def test_a_promise_begins_later_and_the_agreement_ends_when_it_is_said() -> None:
    game = caucus()
    with playing(game) as player:
        presses = ("record", "party.kenya", "party.china", "after", "after.2", "turns", "turns.2", "ends", "ends.5")
        player.click(*presses, "agreement-yes")
        (agreed,) = table_of(game).agreements.values()
        (clause,) = agreed.terms.clauses
        assert (clause.after, clause.turns, agreed.terms.turns) == (2, 2, 5)
        assert (agreed.since, agreed.until) == (1, 5)
        assert "starting after 2 turns" in player.words()


def test_a_promise_that_begins_late_ends_with_the_game() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("record", "party.kenya", "party.china", "turns", "turns.8", "after", "after.6")
        assert "for 2 turns, starting after 6 turns" in player.node("sentence").label
        assert player.node("agreement-yes").enabled


def test_one_minute_more_keeps_who_speaks_and_who_waits() -> None:
    game = caucus()
    with playing(game) as player:
        now = [100.0]
        player.app.laptop.ui.clock = lambda: now[0]
        player.click("clock-kind.moderated", "clock-start")
        for seat in ("china", "kenya", "straits"):
            player.click("floor-list", f"floor-list.{seat}")
        player.click("floor-next")
        now[0] += 12.0
        player.settle()
        before = table_of(game).plenary
        assert before.floor.spoken == 12
        player.click("clock-more")
        after = table_of(game).plenary
        assert after.caucus is not None
        assert (after.caucus.total, after.caucus.passed) == (360, 12)
        assert (after.floor, after.speakers) == (before.floor, ("kenya", "straits"))


def test_a_first_desk_makes_an_offer_where_nobody_meets() -> None:
    game = new_game(EVERYBODY, meetings=0)
    with playing(game) as player:
        player.click("next", "open-desk", "tabs.offers", "offer-new", "party.china", "agreement-yes")
        (offer,) = table_of(game).agreements.values()
        assert (offer.by, offer.status) == ("kenya", Status.OFFERED)


def test_what_an_offer_would_do_is_seen_at_the_desk_it_waits_at() -> None:
    game = offers_game()
    with playing(game) as player:
        offer = next(item for item in table_of(game).agreements.values() if item.status is Status.OFFERED)
        player.click("open-desk", "tabs.offers", f"offer-try-{offer.id}")
        for _step in range(12):
            player.settle()
        rows = [node for node in player.nodes if node.id.startswith("effect-")]
        assert "criminality(CHN)" in rows[0].id  # the own place first
        assert "if everybody keeps their pledges" in rows[0].value
        player.click("offer-effect-done", "offer-new", "party.kenya", "agreement-try")
        for _step in range(12):
            player.settle()
        assert any(node.id.startswith("effect-") for node in player.nodes)
        assert player.node("agreement-yes").enabled


def test_to_a_computer_an_agreement_is_offered_and_it_answers_with_its_reason() -> None:
    game = caucus(("kenya", "china", "tanzania"), policy="")
    assert game.public.seats["viet_nam"].occupant is Occupant.COMPUTER
    with playing(game) as player:
        known = len(table_of(game).agreements)
        player.click("record", "party.kenya", "party.china", "party.viet_nam")
        assert player.node("agreement-yes").label == "Offer: the computer answers"
        player.click("agreement-yes")
        offer = table_of(game).agreements[f"A{known + 1}"]
        assert offer.by == "kenya"
        assert offer.status is not Status.OFFERED or "viet_nam" in offer.signed
        said = [node for node in player.nodes if node.id.startswith(f"said-{offer.id}-")]
        assert any(node.label.startswith("Viet Nam") for node in said)
        assert said[0].visible.h > 0, "the newest answer comes into view"
        assert not player.has(f"sign-{offer.id}-viet_nam")


def test_a_draft_is_taken_off_the_table_by_its_only_sponsor() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("withdraw-L.1")
        assert table_of(game).resolutions["L.1"].status is ResolutionStatus.WITHDRAWN
        assert not player.has("withdraw-L.1")


def test_keys_record_and_try_and_the_topic_of_the_speakers_is_written() -> None:
    game = caucus()
    with playing(game) as player:
        player.press(pygame.K_r)
        assert player.has("agreement")
        player.press(pygame.K_ESCAPE, pygame.K_w)
        assert player.has("board-title")
        player.press(pygame.K_w)
        assert not player.has("board-title")
        player.click("clock-kind.moderated", "clock-topic")
        player.type("Who pays for rangers")
        player.click("clock-start")
        assert player.node("clock-subject").label == "Who pays for rangers"
        talk = table_of(game).plenary.caucus
        assert talk is not None
        assert talk.topic == "Who pays for rangers"
