"""What the screens of the meetings say: agreements, drafts, votes, the ledger and trust, in words."""

from dataclasses import replace

import pytest

from game.client.demonstration_talks import (
    advance,
    caucus_game,
    offers_game,
    plenary_game,
    record,
    submit,
    talking_game,
)
from game.client.meeting_clock import STEP, MeetingClock
from game.client.view_models import instruments, moments, offers, promises, talks, votes, wall_meeting
from game.client.view_models.offers import Act, Pile
from game.session.desk import Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.voting import Vote


def test_agreements_say_their_promises_and_how_they_stand() -> None:
    newest, older = talks.agreement_rows(caucus_game().public)
    assert newest.sentences == ("Viet Nam and Malaysia and Singapore each keep a team with the other, for 4 turns.",)
    assert (newest.force, newest.status) == ("binding", "in force, 4 turns left")
    assert (older.force, older.status) == ("promise", "in force, 3 turns left")


def test_open_offers_stand_before_what_holds_and_what_was_declined_comes_last() -> None:
    game = caucus_game()
    gift = Clause(ClauseKind.GIVE_FUNDS, "kenya", "tanzania", 1, turns=1)
    terms = Terms(("kenya", "tanzania"), (gift,), turns=1)
    submit(game, nc.ProposeAgreement("kenya", terms), nc.DeclineAgreement("tanzania", "A3"))
    submit(game, nc.ProposeAgreement("tanzania", replace(terms, clauses=(replace(gift, by="tanzania", to="kenya"),))))
    submit(game, record(replace(gift, by="viet_nam", to="straits"), turns=1))
    assert [row.key for row in talks.agreement_rows(game.public)] == ["A4", "A5", "A2", "A1", "A3"]
    submit(game, nc.DeclineAgreement("kenya", "A4"))
    assert [row.key for row in talks.agreement_rows(game.public)] == ["A5", "A2", "A1", "A4", "A3"]


def test_a_draft_says_what_is_missing_before_a_vote() -> None:
    (row,) = talks.draft_rows(caucus_game().public)
    assert row.support == "Sponsors: Kenya. Signatories: Tanzania and Mozambique."
    assert row.need == "3 brackets are still open. Settle them first."
    assert [item.chosen for clause in row.clauses for item in clause.brackets] == [1, None, None, None]
    (ready,) = talks.draft_rows(plenary_game().public)
    assert (ready.need, ready.status) == ("", "ready for the vote")


def test_the_strip_shows_the_steps_in_use() -> None:
    meeting, plain = talking_game().public, talking_game(meetings=0).public
    assert [step.label for step in moments.phase_steps(meeting)] == [
        "Briefing",
        "Caucus",
        "Plenary",
        "Desks",
        "Outcome",
    ]
    assert [step.label for step in moments.phase_steps(plain)] == ["Briefing", "Desks", "Outcome"]
    assert (moments.next_words(meeting), moments.next_words(plain)) == ("To the caucus", "To the desks")


def test_the_roll_call_says_who_is_called_and_the_count() -> None:
    view = plenary_game(votes=3).public
    put = votes.question(view)
    assert put is not None
    assert not put.consensus
    assert [row.said for row in put.rows] == ["Yes", "No", "Yes", "is called", "", ""]
    assert put.votes == (Vote.YES, Vote.NO, Vote.ABSTAIN)
    assert votes.count_words(view) == "2 yes, 1 no, 0 abstaining; 3 still to vote"
    shown = wall_meeting.vote(view)
    assert shown is not None
    assert shown.count == votes.count_words(view)
    assert shown.state == f"{put.called_name} is called"


def test_the_result_says_its_arithmetic_and_what_it_means() -> None:
    view = plenary_game(votes=6).public
    (item,) = votes.subjects(view)
    assert votes.result_words(view, item) == "4 yes, 1 no, 1 abstention: more than half of 5 votes cast: adopted"
    assert votes.meaning_words(view, item).startswith("It is a promise of those who supported it: ")


def test_the_ledger_says_what_was_short_and_trust_follows() -> None:
    game = caucus_game()
    advance(game, Phase.OUTCOME)
    view = game.public
    held = {row.held: row.tone for row in promises.ledger_rows(view.negotiation, view.facts)}
    assert held["China: due 2 units, delivered 0 units, short 2 units"] == "worse"
    assert held["Kenya: not done"] == "worse"
    assert held["Viet Nam: done"] == "better"
    trust = {(row.who, row.whom): row.words for row in promises.trust_rows(view.negotiation, view.facts)}
    assert trust["kenya", "china"] == "distrusts"
    assert trust["viet_nam", "straits"] == "trusts"
    assert trust["kenya", "straits"] == "neutral"


@pytest.mark.parametrize(
    ("value", "words"),
    [(-0.5, "distrusts much"), (-0.1, "distrusts"), (0.09, "neutral"), (0.1, "trusts"), (0.5, "trusts much")],
)
def test_trust_has_words(value: float, words: str) -> None:
    assert promises.trust_words(value)[0] == words


def test_offers_lie_where_they_wait_for_somebody() -> None:
    game = offers_game()
    mine = offers.piles(game.seat("china"))
    (asked,) = mine[Pile.TO_ME]
    assert asked.origin == "from Kenya"
    assert [move.act for move in asked.moves] == [Act.SIGN, Act.COUNTER, Act.DECLINE, Act.TRY]
    (secret,) = mine[Pile.FROM_ME]
    assert secret.secret
    assert offers.waiting(game.seat("viet_nam")) == 1
    assert all(secret.row.key != row.row.key for rows in offers.piles(game.seat("kenya")).values() for row in rows)
    assert [item.amount for item in offers.locked(game.seat("china"))] == ["2 units"]


def test_who_was_let_down_may_declare_an_agreement_broken() -> None:
    game = offers_game()
    row = next(item for item in offers.piles(game.seat("kenya"))[Pile.HOLDS] if item.row.key == "A1")
    breaking = next(move for move in row.moves if move.act is Act.BREAK)
    assert breaking.command is not None
    submit(game, breaking.command)
    assert "broken" in {item.status for item in talks.agreement_rows(game.public)}


def test_the_wall_lists_what_holds_and_no_offer() -> None:
    view = offers_game().public
    assert any("China gives Kenya 2 units a turn, for 3 turns." in line for line in wall_meeting.agreed(view))
    assert not any("Rangers" in line for line in wall_meeting.agreed(view))


def test_instruments_say_parties_and_cost() -> None:
    rows = {row.key: row for row in instruments.instrument_rows(caucus_game().public)}
    assert rows["cites"].parties == "Parties: everybody here."
    assert rows["cites"].takes.startswith("Joining or leaving takes 1 political capital; ")


def test_the_clock_stores_whole_steps_and_keeps_the_rest() -> None:
    clock = MeetingClock()
    assert clock.take(50.0) == 0
    clock.start(100.0)
    assert clock.take(100.0 + STEP - 0.5) == 0
    assert clock.take(100.0 + STEP + 0.5) == STEP
    assert clock.pending(100.0 + STEP + 0.5) == pytest.approx(0.5)
    clock.pause(100.0 + STEP + 1.0)
    assert clock.pending(500.0) == pytest.approx(1.0)
    assert not clock.running


def test_the_clock_of_the_wall_counts_on_between_two_steps() -> None:
    view = caucus_game().public
    found = wall_meeting.clock(view, 3.0)
    assert found is not None
    assert (found.left, found.total) == (480 - 107 - 3.0, 480)
    game = caucus_game()
    submit(game, nc.CloseCaucus())
    assert wall_meeting.clock(game.public, 0.0) is None


def test_brackets_are_listed_in_the_order_of_the_text() -> None:
    view = caucus_game().public
    draft = next(
        item
        for item in view.negotiation.public.resolutions.values()
        if any(len(one.brackets) > 1 for one in item.operative)
    )
    turned = replace(draft, operative=tuple(replace(one, brackets=one.brackets[::-1]) for one in draft.operative))
    shown, again = talks.draft_row(draft, view), talks.draft_row(turned, view)
    assert [clause.brackets for clause in shown.clauses] == [clause.brackets for clause in again.clauses]
