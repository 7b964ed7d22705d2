"""The life of an agreement, at the table and at the desk."""

from game.session.negotiation import commands as cm
from game.session.negotiation.agreements import Status
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.events import CapitalSpent
from game.session.negotiation.facts import Stage
from tests.session.negotiation.table import do, end_turn, give, make_facts, rangers, refused, start, terms, with_seat

GIFT = terms(give("kenya", "china", 3, turns=2))
TABLE, DESK = make_facts(), make_facts(Stage.DESKS)


def test_recorded_at_the_table_it_is_in_force_at_once() -> None:
    state = do(start(), TABLE, cm.RecordAgreement(GIFT))
    agreement = state.public.agreements["A1"]
    assert (agreement.status, agreement.since, agreement.signed) == (Status.IN_FORCE, 1, ("kenya", "china"))


def test_offered_and_signed_at_the_desks_it_counts_from_the_next_turn() -> None:
    state = do(start(), DESK, cm.ProposeAgreement("kenya", GIFT))
    assert state.public.agreements["A1"].status is Status.OFFERED
    assert state.public.agreements["A1"].waiting_for == ("china",)
    assert refused(state, DESK, cm.SignAgreement("kenya", "A1")) == "signed_already"
    assert refused(state, DESK, cm.SignAgreement("gabon", "A1")) == "not_a_party"
    assert refused(state, DESK, cm.SignAgreement("china", "A7")) == "agreement_unknown"
    state = do(state, DESK, cm.SignAgreement("china", "A1"))
    assert (state.public.agreements["A1"].status, state.public.agreements["A1"].since) == (Status.IN_FORCE, 2)
    assert refused(state, DESK, cm.SignAgreement("china", "A1")) == "signed_already"


def test_the_last_desks_are_too_late() -> None:
    facts = make_facts(Stage.DESKS, turn=8)
    assert refused(start(), facts, cm.ProposeAgreement("kenya", terms(give("kenya", "china", 3)))) == "too_late"
    do(start(), make_facts(turn=8), cm.RecordAgreement(terms(give("kenya", "china", 3))))


def test_three_parties_all_sign() -> None:
    offer = terms(give("kenya", "china", 3), give("china", "gabon", 2))
    state = do(start(), TABLE, cm.ProposeAgreement("china", offer), cm.SignAgreement("kenya", "A1"))
    assert state.public.agreements["A1"].status is Status.OFFERED
    assert do(state, TABLE, cm.SignAgreement("gabon", "A1")).public.agreements["A1"].status is Status.IN_FORCE


def test_who_is_no_party_offers_nothing() -> None:
    assert refused(start(), TABLE, cm.ProposeAgreement("gabon", GIFT)) == "not_a_party"


def test_declined_or_withdrawn_it_is_over() -> None:
    state = do(start(), TABLE, cm.ProposeAgreement("kenya", GIFT))
    assert refused(state, TABLE, cm.WithdrawOffer("china", "A1")) == "not_the_author"
    assert do(state, TABLE, cm.DeclineAgreement("china", "A1")).public.agreements["A1"].status is Status.DECLINED
    state = do(state, TABLE, cm.WithdrawOffer("kenya", "A1"))
    assert refused(state, TABLE, cm.SignAgreement("china", "A1")) == "offer_not_open"


def test_counter_offers_are_linked_to_the_old_one() -> None:
    state = do(start(), TABLE, cm.ProposeAgreement("kenya", GIFT))
    better = terms(give("kenya", "china", 5, turns=2))
    assert refused(state, TABLE, cm.ProposeAgreement("kenya", better, answers="A1")) == "own_offer"
    assert (
        refused(state, TABLE, cm.ProposeAgreement("gabon", terms(give("gabon", "china", 1)), answers="A1"))
        == "other_parties"
    )
    others = terms(give("china", "gabon", 1))
    assert refused(state, TABLE, cm.ProposeAgreement("china", others, answers="A1")) == "other_parties"
    state = do(state, TABLE, cm.ProposeAgreement("china", better, answers="A1"))
    assert state.public.agreements["A1"].status is Status.COUNTERED
    assert state.public.agreements["A2"].answers == "A1"
    state = do(state, TABLE, cm.SignAgreement("kenya", "A2"))
    assert state.public.agreements["A2"].status is Status.IN_FORCE


def test_a_draft_is_the_authors_own_until_it_is_offered() -> None:
    state = do(start(), DESK, cm.ProposeAgreement("kenya", GIFT, offered=False))
    assert list(state.seat("kenya").drafts) == ["kenya/draft1"]
    assert not state.public.agreements
    changed = terms(give("kenya", "china", 4))
    state = do(state, DESK, cm.ProposeAgreement("kenya", changed, offered=False, draft="kenya/draft1"))
    assert state.seat("kenya").drafts["kenya/draft1"].terms == changed
    assert refused(state, DESK, cm.DiscardDraft("china", "kenya/draft1")) == "draft_unknown"
    state = do(state, DESK, cm.ProposeAgreement("kenya", changed, draft="kenya/draft1"))
    assert not state.seat("kenya").drafts
    assert state.public.agreements["A1"].terms == changed


def test_offers_lapse_when_nobody_signs() -> None:
    state = do(start(), TABLE, cm.ProposeAgreement("kenya", GIFT))
    state, _, _ = end_turn(state, DESK)
    assert state.public.agreements["A1"].status is Status.OFFERED
    state, _, _ = end_turn(state, make_facts(Stage.DESKS, turn=2))
    assert state.public.agreements["A1"].status is Status.LAPSED


def test_notice_ends_it_after_the_turn_and_costs_capital_in_public() -> None:
    state = do(start(), TABLE, cm.RecordAgreement(terms(rangers("kenya", 2), parties=("kenya", "china"))))
    poor = with_seat(TABLE, "kenya", capital=0)
    assert refused(state, poor, cm.EndAgreement("kenya", "A1")) == "beyond_capital"
    assert refused(state, TABLE, cm.EndAgreement("gabon", "A1")) == "not_a_party"
    events = decide_negotiation(state, TABLE, cm.EndAgreement("kenya", "A1"))
    assert CapitalSpent("kenya", 1) in events  # type: ignore[operator]
    state = do(state, TABLE, cm.EndAgreement("kenya", "A1"))
    assert refused(state, TABLE, cm.EndAgreement("kenya", "A1")) == "notice_given"
    assert state.public.agreements["A1"].status is Status.IN_FORCE  # this turn it still holds
    from game.session.desk import Draft
    from tests.session.negotiation.table import TSAVO

    state, _, _ = end_turn(state, DESK, {"kenya": Draft().with_order("ranger_patrol", TSAVO, 2)})
    assert state.public.agreements["A1"].status is Status.ENDED


def test_if_all_give_notice_it_ends_at_once() -> None:
    state = do(start(), TABLE, cm.RecordAgreement(GIFT), cm.EndAgreement("kenya", "A1"), cm.EndAgreement("china", "A1"))
    assert state.public.agreements["A1"].status is Status.ENDED
    assert refused(state, TABLE, cm.EndAgreement("china", "A1")) == "not_in_force"


def test_a_delegation_dropped_before_signing_stops_it() -> None:
    state = do(start(), TABLE, cm.ProposeAgreement("kenya", GIFT))
    dropped = with_seat(TABLE, "kenya", present=False)
    assert refused(state, dropped, cm.SignAgreement("china", "A1")) == "party_absent"
    assert refused(state, dropped, cm.RecordAgreement(GIFT)) == "party_absent"
    assert refused(state, dropped, cm.SignAgreement("kenya", "A1")) == "seat_empty"


def test_only_the_referee_records_and_seats_sign() -> None:
    assert refused(start(), TABLE, cm.RecordAgreement(GIFT, by="kenya")) == "referee_only"
    assert refused(start(), TABLE, cm.SignAgreement("referee", "A1")) == "delegation_unknown"


def test_lent_teams_come_home_when_the_agreement_is_over() -> None:
    from game.session.negotiation.standing import in_force

    loan = terms(Clause(ClauseKind.LEND_TEAM, "kenya", "china", 2, turns=2), binding=True)
    state = do(start(), TABLE, cm.RecordAgreement(loan))
    teams = [in_force(state, make_facts(turn=turn)).teams for turn in (1, 2, 3)]
    assert [(had["kenya"], had["china"]) for had in teams] == [(1, 5), (1, 5), (3, 3)]
    state = do(state, TABLE, cm.EndAgreement("kenya", "A1"), cm.EndAgreement("china", "A1"))
    assert in_force(state, make_facts(turn=2)).teams["kenya"] == 3
    more = terms(Clause(ClauseKind.LEND_TEAM, "kenya", "gabon", 2), binding=True)
    do(state, make_facts(turn=2), cm.RecordAgreement(more))
    assert refused(state, make_facts(turn=1), cm.RecordAgreement(more)) == "beyond_teams"


def test_teams_lent_meanwhile_are_not_lent_twice() -> None:
    from game.session.negotiation.standing import in_force

    loan = terms(Clause(ClauseKind.LEND_TEAM, "kenya", "china", 2), binding=True)
    state = do(start(), TABLE, cm.ProposeAgreement("kenya", loan), cm.LendTeams("kenya", "gabon", 2))
    state = do(state, TABLE, cm.SignAgreement("china", "A1"))
    assert in_force(state, TABLE).teams == {"kenya": 0, "china": 4, "vietnam": 3, "gabon": 5}
    after, _, _ = end_turn(state, DESK)
    assert [entry.short for entry in after.public.entries] == [1]


def test_slips_typed_in_before_the_order_sheets_count_at_once() -> None:
    slip = terms(give("kenya", "china", 3), secret=True, binding=True)
    state = do(start(), DESK, cm.RecordAgreement(slip))
    assert state.seat("china").secrets["china+kenya/1"].since == 1
    sealed = with_seat(DESK, "china", sealed=True)
    assert do(start(), sealed, cm.RecordAgreement(slip)).seat("china").secrets["china+kenya/1"].since == 2
    used = with_seat(DESK, "kenya", free_funds=2)
    assert do(start(), used, cm.RecordAgreement(slip)).seat("china").secrets["china+kenya/1"].since == 2


def test_votes_are_promised_on_drafts_that_are_on_the_table() -> None:
    vote = terms(Clause(ClauseKind.VOTE, "kenya", resolution="L.9"), parties=("kenya", "china"))
    assert refused(start(), TABLE, cm.RecordAgreement(vote)) == "draft_unknown"
    do(
        start(),
        TABLE,
        cm.RecordAgreement(terms(Clause(ClauseKind.VOTE, "kenya", resolution="L.1"), parties=("kenya", "china"))),
    )
