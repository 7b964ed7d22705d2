"""Voting as a table of cases, with those that existing tools get wrong."""

import pytest

from game.model.negotiation import BODIES, VOTING_PRESETS
from game.session.negotiation import commands as cm
from game.session.negotiation.facts import Facts, Stage
from game.session.negotiation.resolutions import ResolutionStatus
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.voting import (
    PRESETS,
    Outcome,
    Presence,
    Tally,
    Vote,
    arithmetic,
    count_votes,
    has_quorum,
    may_vote_so,
    roll_order,
    votes_needed,
)
from tests.session.negotiation.table import SEATS, crisis, do, make_facts, refused, start, with_seat


def votes(yes: int, no: int, abstentions: int = 0) -> dict[str, Vote]:
    said = [Vote.YES] * yes + [Vote.NO] * no + [Vote.ABSTAIN] * abstentions
    return {f"member{number}": vote for number, vote in enumerate(said)}


@pytest.mark.parametrize(
    ("preset", "yes", "no", "abstentions", "adopted", "sentence"),
    [
        ("ccpcj", 5, 4, 1, True, "5 yes, 4 no, 1 abstention: more than half of 9 votes cast: adopted"),
        ("ccpcj", 5, 5, 0, False, "5 yes, 5 no: not more than half of 10 votes cast: not adopted"),
        ("ccpcj", 0, 0, 3, False, "0 yes, 0 no, 3 abstentions: no votes cast: not adopted"),
        ("ccpcj", 0, 0, 0, False, "0 yes, 0 no: no votes cast: not adopted"),
        ("ccpcj", 1, 0, 9, True, "1 yes, 0 no, 9 abstentions: more than half of 1 vote cast: adopted"),
        ("ccpcj", 4, 4, 2, False, "4 yes, 4 no, 2 abstentions: not more than half of 8 votes cast: not adopted"),
        ("two_thirds", 67, 33, 0, True, "67 yes, 33 no: at least two thirds of 100 votes cast (67 needed): adopted"),
        ("two_thirds", 66, 34, 0, False, "66 yes, 34 no: less than two thirds of 100 votes cast (67 needed): not adopted"),  # noqa: E501
        ("crisis", 3, 2, 0, True, "3 yes, 2 no: more than half of 5 votes cast: adopted"),
        ("crisis", 2, 2, 0, False, "2 yes, 2 no: not more than half of 4 votes cast: not adopted"),
        ("two_thirds", 7, 3, 0, True, "7 yes, 3 no: at least two thirds of 10 votes cast (7 needed): adopted"),
        ("two_thirds", 6, 4, 0, False, "6 yes, 4 no: less than two thirds of 10 votes cast (7 needed): not adopted"),
        ("two_thirds", 6, 3, 4, True, "6 yes, 3 no, 4 abstentions: at least two thirds of 9 votes cast (6 needed): adopted"),  # noqa: E501
        ("two_thirds", 0, 0, 2, False, "0 yes, 0 no, 2 abstentions: no votes cast: not adopted"),
        ("conference", 2, 1, 0, True, "2 yes, 1 no: at least two thirds of 3 votes cast (2 needed): adopted"),
    ],
)  # fmt: skip
def test_count(preset: str, yes: int, no: int, abstentions: int, adopted: bool, sentence: str) -> None:
    rule = PRESETS[preset]
    tally = count_votes(rule, votes(yes, no, abstentions))
    assert (tally.adopted, arithmetic(rule, tally)) == (adopted, sentence)
    assert (yes >= tally.needed) == adopted


def test_needed_votes_by_hand() -> None:
    assert [votes_needed(PRESETS["ccpcj"], cast) for cast in range(6)] == [1, 1, 2, 2, 3, 3]
    assert [votes_needed(PRESETS["two_thirds"], cast) for cast in (0, 1, 2, 3, 9, 10)] == [1, 1, 2, 2, 6, 7]


def test_every_body_votes_by_a_preset() -> None:
    assert {body.voting for body in BODIES.values()} <= set(PRESETS)
    assert tuple(PRESETS) == VOTING_PRESETS == ("ccpcj", "crisis", "two_thirds", "conference")


def test_consensus_in_words() -> None:
    assert arithmetic(PRESETS["ccpcj"], Tally(Outcome.CONSENSUS)) == "No objection: adopted by consensus"


@pytest.mark.parametrize(
    ("present", "members", "enough"), [(5, 10, False), (6, 10, True), (2, 3, True), (1, 2, False), (0, 0, False)]
)
def test_quorum_is_a_majority_of_the_parties(present: int, members: int, enough: bool) -> None:
    assert has_quorum(PRESETS["conference"], present, members) is enough


@pytest.mark.parametrize(
    ("preset", "presence", "vote", "code"),
    [
        ("ccpcj", Presence.PRESENT, Vote.ABSTAIN, ""),
        ("ccpcj", Presence.VOTING, Vote.ABSTAIN, "present_and_voting"),
        ("ccpcj", Presence.VOTING, Vote.NO, ""),
        ("ccpcj", Presence.ABSENT, Vote.YES, "voter_absent"),
        ("crisis", Presence.PRESENT, Vote.ABSTAIN, "no_abstentions"),
        ("crisis", Presence.PRESENT, Vote.YES, ""),
    ],
)
def test_who_may_vote_how(preset: str, presence: Presence, vote: Vote, code: str) -> None:
    refusal = may_vote_so(PRESETS[preset], presence, vote)
    assert (refusal.code if refusal else "") == code


def test_roll_starts_where_the_lot_says() -> None:
    assert roll_order(("a", "b", "c"), 4) == ("b", "c", "a")
    assert roll_order((), 4) == ()


def ready(facts: Facts) -> NegotiationState:
    """Return the opening draft with a sponsor, a signatory and no open bracket."""
    return do(
        start(facts),
        facts,
        cm.SponsorDraft("kenya", "L.1"),
        cm.SignDraft("gabon", "L.1"),
        cm.SettleBracket("kenya", "L.1", "size", 1),
        cm.SettleBracket("kenya", "L.1", "sharing", 0),
    )


def in_plenary(**changes: object) -> Facts:
    return make_facts(Stage.PLENARY, **changes)


def test_without_objection_a_commission_decides_by_consensus() -> None:
    facts = in_plenary()
    state = do(ready(facts), facts, cm.PutQuestion("L.1"), cm.DeclareConsensus())
    draft = state.public.resolutions["L.1"]
    assert draft.status is ResolutionStatus.ADOPTED
    assert draft.supporters == SEATS
    assert draft.tally is not None
    assert draft.tally.outcome is Outcome.CONSENSUS


def test_one_member_asks_for_a_vote() -> None:
    facts = in_plenary(lot=2)
    state = do(ready(facts), facts, cm.PutQuestion("L.1"), cm.RequestVote("china"))
    question = state.public.plenary.question
    assert question is not None
    assert question.order == ("vietnam", "gabon", "kenya", "china")
    assert refused(state, facts, cm.CastVote("kenya", Vote.YES)) == "out_of_turn"
    assert refused(state, facts, cm.DeclareConsensus()) == "no_question"
    state = do(state, facts, cm.CastVote("vietnam", Vote.ABSTAIN), cm.CastVote("gabon", Vote.YES))
    assert refused(state, facts, cm.CastVote("gabon", Vote.YES)) == "voted_already"
    assert refused(state, facts, cm.CloseVote()) == "still_voting"
    state = do(state, facts, cm.CastVote("kenya", Vote.YES), cm.CastVote("china", Vote.NO))
    draft = state.public.resolutions["L.1"]
    assert draft.tally == Tally(Outcome.ADOPTED, 2, 1, 1, 2)
    assert draft.supporters == ("gabon", "kenya")
    assert draft.objected == ("china",)


def test_who_answered_present_and_voting_does_not_abstain() -> None:
    facts = in_plenary()
    roll = dict.fromkeys(SEATS, Presence.VOTING)
    state = do(ready(facts), facts, cm.CallRoll(roll), cm.PutQuestion("L.1"), cm.RequestVote("china"))
    assert refused(state, facts, cm.CastVote("kenya", Vote.ABSTAIN)) == "present_and_voting"


def test_absent_delegations_neither_vote_nor_object() -> None:
    facts = in_plenary()
    roll = {"kenya": Presence.PRESENT, "china": Presence.PRESENT}
    state = do(ready(facts), facts, cm.CallRoll(roll), cm.PutQuestion("L.1"))
    assert refused(state, facts, cm.RequestVote("gabon")) == "voter_absent"
    state = do(state, facts, cm.RequestVote("china"), cm.CastVote("kenya", Vote.YES))
    assert refused(state, facts, cm.CastVote("gabon", Vote.NO)) == "voter_absent"
    state = do(state, facts, cm.CastVote("china", Vote.NO))
    assert state.public.resolutions["L.1"].status is ResolutionStatus.REJECTED


def test_a_crisis_committee_votes_at_once() -> None:
    facts = crisis(in_plenary())
    facts = with_seat(facts, "vietnam", present=False)
    state = do(
        start(facts),
        facts,
        cm.TableDraft("kenya", "Now", operative=(_order_clause(),)),
        cm.SponsorDraft("china", "L.2"),
        cm.PutQuestion("L.2"),
        cm.CastVote("kenya", Vote.YES),
    )
    assert refused(state, facts, cm.CastVote("china", Vote.ABSTAIN)) == "no_abstentions"
    state = do(state, facts, cm.CastVote("china", Vote.YES), cm.CastVote("gabon", Vote.NO))
    assert state.public.resolutions["L.2"].status is ResolutionStatus.ADOPTED
    assert state.public.adoptions[0].bound == ("kenya", "china", "gabon")  # binding: all who are present


def _order_clause() -> object:
    from game.model.negotiation import OperativeClause

    return OperativeClause("", "Directs", "all members to act")


def conference(facts: Facts) -> Facts:
    from dataclasses import replace

    return replace(facts, rules=replace(facts.rules, body=BODIES["conference"]))


def test_a_conference_votes_only_as_a_last_resort() -> None:
    facts = conference(in_plenary())
    state = do(ready(facts), facts, cm.PutQuestion("L.1"), cm.RequestVote("china"))
    assert state.public.plenary.question is None  # talk on
    assert state.public.resolutions["L.1"].status is ResolutionStatus.DRAFT
    state = do(state, facts, cm.PutQuestion("L.1"), *(cm.CastVote(seat, Vote.YES) for seat in ("kenya",)))
    assert state.public.plenary.question is not None


def test_no_quorum_no_decision() -> None:
    facts = conference(in_plenary())
    state = do(ready(facts), facts, cm.CallRoll({"kenya": Presence.PRESENT, "gabon": Presence.PRESENT}))
    assert refused(state, facts, cm.PutQuestion("L.1")) == "no_quorum"
    emptied = with_seat(facts, "vietnam", present=False)  # an empty seat is no member: two of three are a quorum
    do(state, emptied, cm.PutQuestion("L.1"))


def test_a_delegation_dropped_during_the_vote_is_left_out() -> None:
    facts = in_plenary()
    state = do(ready(facts), facts, cm.PutQuestion("L.1"), cm.RequestVote("china"), cm.CastVote("kenya", Vote.YES))
    dropped = with_seat(facts, "china", present=False)
    assert refused(state, dropped, cm.CastVote("china", Vote.NO)) == "seat_empty"
    state = do(state, dropped, cm.CastVote("vietnam", Vote.NO))
    gone = with_seat(dropped, "gabon", present=False)
    state = do(state, gone, cm.CloseVote())
    assert state.public.resolutions["L.1"].tally == Tally(Outcome.NOT_ADOPTED, 1, 1, 0, 2)
