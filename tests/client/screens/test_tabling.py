"""Drafts written on the screen, amended and voted on; the agenda and the roll; texts taken along."""

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.client import paper_file
from game.client.demonstration_talks import plenary_game
from game.client.interface import clipboard
from game.client.live import LiveGame
from game.client.view_models import clause_form as cf
from game.client.view_models import draft_form as df
from game.model.negotiation import BODIES, ActionKind, NegotiationRules, Sharing
from game.session.negotiation.facts import Facts
from game.session.negotiation.resolution_checks import check_clause
from game.session.negotiation.resolutions import AmendmentStatus, Resolution, ResolutionStatus
from game.session.negotiation.voting import Presence
from tests.client.player import EVERYBODY, playing
from tests.client.screens.at_table import caucus

pytestmark = pytest.mark.usefixtures("fonts")


def _draft(game: LiveGame, symbol: str) -> Resolution:
    return game.public.negotiation.public.resolutions[symbol]


def test_a_draft_is_tabled_from_the_opening_text_in_few_presses() -> None:
    game = caucus()
    with playing(game) as player:
        number = player.click("draft-new", "sponsor.china", "signatory.viet_nam", "model-L.1", "table-draft")
        assert number < 10
        item = _draft(game, "L.2")
        assert (item.sponsors, item.signatories) == (("china",), ("viet_nam",))
        assert item.operative == _draft(game, "L.1").operative
        assert item.preamble == _draft(game, "L.1").preamble
        assert item.settled == {}
        assert player.has("record")  # back at the table
        assert player.has("bracket-L.2-amount.1")


def test_a_clause_is_a_verb_and_amounts_and_several_amounts_stay_in_brackets() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("draft-new", "sponsor.kenya", "sponsor.china", "draft-title")
        assert not player.node("table-draft").enabled
        player.type("Rangers for the corridors")
        number = player.click("clause-new", "does.pooled_fund", "units.16", "shared.by_income", "clause-yes")
        assert number < 10
        player.click("clause-new", "does.rule", "clause-yes", "clause-new", "does.text")
        assert not player.node("clause-yes").enabled
        player.click("verb", "verb.Reaffirms", "clause-words")
        player.type("the importance of the rule of law")
        player.click("clause-yes", "operative-2-raise", "preamble-words")
        player.type("its earlier work")
        player.press(pygame.K_RETURN)
        player.click("table-draft")
        item = _draft(game, "L.2")
        assert item.sponsors == ("kenya", "china")
        assert [clause.verb for clause in item.operative] == ["Decides to establish", "Reaffirms", "Calls upon"]
        assert [len(bracket.alternatives) for _clause, bracket in item.brackets] == [2, 2]
        assert item.operative[0].action.kind is ActionKind.POOLED_FUND
        assert [clause.text for clause in item.preamble] == ["its earlier work"]
        text = player.words()
        assert "a pooled fund of [10] [16] units a turn" in text
        assert "[in equal parts] [in proportion to their income]" in text


def test_a_draft_is_written_and_tabled_by_keyboard_alone() -> None:
    game = caucus()
    with playing(game) as player:
        for stop in ("draft-new", "sponsor.straits", "clause-new", "clause-yes", "draft-title"):
            player.activate(stop)
        player.type("Ports")
        player.activate("table-draft")
        assert _draft(game, "L.2").sponsors == ("straits",)


def test_leaving_the_page_keeps_what_was_written() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("draft-new", "sponsor.kenya", "model-L.1")
        player.press(pygame.K_ESCAPE)
        assert player.has("record")
        player.click("draft-new")
        assert player.node("sponsor.kenya").value == "on"
        assert player.node("draft-title").value.startswith("Protecting elephants")
        assert len(game.public.negotiation.public.resolutions) == 1


def test_an_amendment_is_accepted_by_the_sponsor_or_voted_on() -> None:
    game = plenary_game()
    with playing(game) as player:
        player.click(
            "amend-L.1",
            "mover.viet_nam",
            "change.delete",
            "which",
            f"which.{_draft(game, 'L.1').operative[1].id}",
        )
        player.click("amendment-yes")
        assert not player.node("put").enabled
        player.click("accept-L.1/A.1-kenya")
        assert len(_draft(game, "L.1").operative) == 3
        assert "in the text now" in player.words()
        player.click("amend-L.1", "mover.china", "change.replace", "which")
        first = _draft(game, "L.1").operative[0]
        player.click(f"which.{first.id}", "units.24", "units.6", "units.10", "units.16", "amendment-yes")
        player.click("refuse-L.1/A.2-kenya")
        assert _draft(game, "L.1").amendments[1].status is AmendmentStatus.CONTESTED
        player.click("vote-L.1/A.2")
        assert player.node("vote-amendment-words").label.startswith("Clause 1 shall read: “Decides to establish")
        for _seat in game.public.facts.present:
            player.press(pygame.K_y)
        clause = _draft(game, "L.1").operative[0]
        assert clause.action.amount == 24
        assert [bracket.settles.value for bracket in clause.brackets] == ["sharing", "at"]
        player.click("put", "consensus")
        assert _draft(game, "L.1").status is ResolutionStatus.ADOPTED


def test_an_amendment_adds_a_clause_and_is_taken_back() -> None:
    game = plenary_game()
    with playing(game) as player:
        player.click("amend-L.1", "mover.china", "does.common_pledge", "units.3", "amendment-yes")
        (moved,) = _draft(game, "L.1").amendments
        assert moved.by == "china"
        assert moved.change.wording is not None
        assert len(moved.change.wording.brackets) == 1
        player.click("unmove-L.1/A.1")
        assert _draft(game, "L.1").amendments[0].status is AmendmentStatus.WITHDRAWN


def test_who_is_present_and_voting_may_not_abstain_and_who_is_absent_does_not_vote() -> None:
    game = plenary_game()
    with playing(game) as player:
        player.click(
            "table-tabs.meeting", "roll-call", "roll-kenya.absent", "roll-china.present_and_voting", "roll-yes"
        )
        presence = game.public.negotiation.public.plenary.presence
        assert (presence["kenya"], presence["china"]) == (Presence.ABSENT, Presence.VOTING)
        assert "5 of 6 present, 1 of them may not abstain" in player.words()
        player.click("put", "objects", "objects.viet_nam")
        assert not player.has("roll-kenya")
        while player.has("called") and player.node("called").label != "China":
            player.press(pygame.K_y)
        assert not player.node("vote-abstain").enabled


def test_the_agenda_is_ordered_added_to_and_followed() -> None:
    game = plenary_game()
    with playing(game) as player:
        player.click("table-tabs.meeting", "agenda-change", "agenda-words")
        player.type("Other matters")
        player.press(pygame.K_RETURN)
        player.click("item-1-up", "agenda-yes")
        plenary = game.public.negotiation.public.plenary
        assert plenary.agenda[0] == "Other matters"
        assert plenary.item == 1  # what is dealt with stays so
        player.click("agenda.0")
        assert game.public.negotiation.public.plenary.item == 0
        player.click("agenda-change", "item-0-out", "agenda-yes")
        assert len(game.public.negotiation.public.plenary.agenda) == 1


def test_the_plenary_has_speakers_and_a_clock_too() -> None:
    game = plenary_game()
    with playing(game) as player:
        player.click("table-tabs.meeting", "clock-kind.moderated", "clock-start", "floor-list", "floor-list.kenya")
        player.click("floor-next")
        assert game.public.negotiation.public.plenary.floor.seat == "kenya"


def test_the_text_is_copied_and_kept_as_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    game = plenary_game()
    monkeypatch.setattr(paper_file, "papers_folder", lambda: tmp_path)
    with playing(game) as player:
        player.click("text-copy", "text-save", "text-save")
        assert "Protecting elephants" in clipboard.paste()
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "ivory_corridor-L.1-2.html",
            "ivory_corridor-L.1.html",
        ]
        page = (tmp_path / "ivory_corridor-L.1.html").read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert "<em>Recalling</em>" in page


@pytest.mark.parametrize("body", BODIES)
def test_every_kind_of_clause_that_is_offered_may_stand_in_a_draft_of_its_body(body: str) -> None:
    facts = _facts(body)
    kinds = [ActionKind(item.key) for item in cf.kind_options(facts)]
    assert ActionKind.POOLED_FUND in kinds
    for kind in kinds:
        for verb in cf.verb_options(kind, facts):
            form = cf.choose_kind(cf.new_clause(facts, "c1"), kind, facts)
            form = replace(form, verb=verb.key, turns=2, own="some words" if kind is ActionKind.TEXT else "")
            assert check_clause(cf.clause_of(form, facts), facts) is None, (kind, verb.key)
        if kind is ActionKind.POOLED_FUND:
            many = cf.toggle_sharing(cf.toggle_amount(form, 24), Sharing.BY_HARM)
            clause = cf.clause_of(many, facts)
            assert check_clause(clause, facts) is None
            again = cf.clause_of(cf.form_of(clause, "c2", facts), facts)
            assert again == clause


def test_the_form_of_the_opening_draft_gives_the_same_clauses_back() -> None:
    game = caucus()
    item, facts = _draft(game, "L.1"), game.public.facts
    for clause in item.operative:
        again = cf.clause_of(cf.form_of(clause, df.free_stem(item.operative), facts), facts)
        assert again.text == clause.text
        assert {bracket.id for bracket in again.brackets} == {bracket.id for bracket in clause.brackets}
        words = [[choice.words for choice in bracket.alternatives] for bracket in clause.brackets]
        assert sorted([[choice.words for choice in bracket.alternatives] for bracket in again.brackets]) == sorted(
            words
        )


def _facts(body: str) -> Facts:
    facts = caucus().public.facts
    rules: NegotiationRules = replace(facts.rules, body=BODIES[body])
    return replace(facts, rules=rules)


def test_a_draft_is_tried_on_the_board_before_it_is_put_on_the_table() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("draft-new", "sponsor.kenya", "model-L.1", "draft-try")
        assert player.node("proposal.writing").value == "on"
        assert "effect-criminality" in {node.id for node in player.nodes}
        player.click("carries.china")
        assert game.what_if is not None
        assert game.what_if.trial is not None
        assert game.what_if.trial.supporters == tuple(seat for seat in EVERYBODY if seat != "china")
        player.click("try-L.2-amount.2", "board-write")
        assert player.node("sponsor.kenya").value == "on"
        assert len(game.public.negotiation.public.resolutions) == 1
        player.click("table-draft", "board-open")
        assert not player.has("proposal.writing")
        assert player.has("proposal.L.2")
