"""Drafts with brackets and amendments, what adopted ones bring, and their form."""

from dataclasses import replace

import pytest

from game.model.negotiation import (
    BODIES,
    PREAMBULAR_PHRASES,
    Action,
    ActionKind,
    Alternative,
    Bracket,
    BracketField,
    OperativeClause,
    PreambularClause,
    Sharing,
    Spending,
    Verb,
)
from game.session.desk import Draft
from game.session.negotiation import commands as cm
from game.session.negotiation.adoption import adopt
from game.session.negotiation.apportion import apportion
from game.session.negotiation.carry_out import carry_out
from game.session.negotiation.clauses import ClauseKind
from game.session.negotiation.facts import Facts, Stage
from game.session.negotiation.instruments import parties_with_mandates, turns_listed
from game.session.negotiation.resolution_text import resolution_html, resolution_plain
from game.session.negotiation.resolutions import AmendmentStatus, Change, ChangeKind, ResolutionStatus
from game.session.negotiation.settle import pool_means
from game.session.negotiation.standing import in_force
from game.session.negotiation.state import NegotiationState
from tests.session.negotiation.table import NAMES, TSAVO, crisis, do, end_turn, make_facts, refused, start, with_seat

TABLE = make_facts(Stage.PLENARY)
BODY = TABLE.rules.meeting


def words(text: str = "peace", verb: str = "Urges") -> OperativeClause:
    return OperativeClause("", verb, text)


def acting(verb: str, action: Action, text: str = "this") -> OperativeClause:
    return OperativeClause("c", verb, text, action)


def adopted(clause: OperativeClause, facts: Facts = TABLE) -> NegotiationState:
    state = do(start(facts), facts, cm.TableDraft("kenya", "Title", (clause,)), cm.SponsorDraft("china", "L.2"))
    return do(state, facts, cm.PutQuestion("L.2"), cm.DeclareConsensus())


def test_the_opening_draft_lies_on_the_table_with_brackets() -> None:
    draft = start().public.resolutions["L.1"]
    assert draft.sponsors == ()
    assert [bracket.id for bracket in draft.open_brackets] == ["size", "sharing"]


def test_brackets_are_settled_by_sponsors_or_the_table() -> None:
    state = start()
    assert refused(state, TABLE, cm.SettleBracket("kenya", "L.1", "size", 0)) == "not_a_sponsor"
    state = do(state, TABLE, cm.SettleBracket("referee", "L.1", "size", 0), cm.SponsorDraft("kenya", "L.1"))
    state = do(state, TABLE, cm.SettleBracket("kenya", "L.1", "size", 1))
    assert refused(state, TABLE, cm.SettleBracket("kenya", "L.1", "size", 2)) == "alternative_unknown"
    assert refused(state, TABLE, cm.SettleBracket("kenya", "L.1", "x", 0)) == "bracket_unknown"
    draft = state.public.resolutions["L.1"]
    assert draft.settled_action(draft.operative[0]).amount == 9
    reopened = do(state, TABLE, cm.SettleBracket("kenya", "L.1", "size", None))
    assert len(reopened.public.resolutions["L.1"].open_brackets) == 2


def test_not_ready_for_the_vote() -> None:
    state = start()
    assert refused(state, TABLE, cm.PutQuestion("L.9")) == "draft_unknown"
    assert refused(state, TABLE, cm.PutQuestion("L.1")) == "too_few_sponsors"
    state = do(state, TABLE, cm.SponsorDraft("kenya", "L.1"))
    assert refused(state, TABLE, cm.PutQuestion("L.1")) == "too_few_signatories"
    assert refused(state, TABLE, cm.SignDraft("kenya", "L.1")) == "signed_already"
    state = do(state, TABLE, cm.SignDraft("gabon", "L.1"))
    assert refused(state, with_seat(TABLE, "gabon", present=False), cm.PutQuestion("L.1")) == "too_few_signatories"
    assert refused(state, TABLE, cm.PutQuestion("L.1")) == "brackets_open"
    state = do(state, TABLE, cm.ProposeAmendment("china", "L.1", Change(ChangeKind.ADD, wording=words())))
    assert refused(state, TABLE, cm.PutQuestion("L.1")) == "amendments_open"


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        (words(verb="Bombs"), "verb_unknown"),
        (acting("Urges", Action(ActionKind.POOLED_FUND, 5, spending=Spending())), "verb_does_not_fit"),
        (words("  "), "clause_empty"),
        (words("x" * 2001), "text_too_long"),
        (acting("Decides to establish", Action(ActionKind.POOLED_FUND, 0)), "amount_too_small"),
        (acting("Urges", Action(ActionKind.COMMON_PLEDGE, -2, measure="audit")), "amount_too_small"),
        (acting("Urges", Action(ActionKind.COMMON_PLEDGE, 2, measure="x")), "measure_unknown"),
        (acting("Urges", Action(ActionKind.COMMON_PLEDGE, 2, measure="liaison")), "measure_without_funds"),
        (acting("Urges", Action(ActionKind.COMMON_PLEDGE, 2, measure="audit", at=("x",))), "target_out_of_reach"),
        (acting("Urges", Action(ActionKind.COMMON_PLEDGE, 2, turns=0, measure="audit")), "term_impossible"),
        (acting("Urges", Action(ActionKind.RULE, rule="x")), "rule_unknown"),
        (acting("Urges", Action(ActionKind.RULE, 3, rule="register")), "no_amount_here"),
        (acting("Recommends", Action(ActionKind.LISTING, jurisdiction="XXX")), "place_unknown"),
        (acting("Requests", Action(ActionKind.MANDATE, instrument="x")), "instrument_unknown"),
        (
            acting("Decides to establish", Action(ActionKind.POOLED_FUND, 3, spending=Spending(project="x"))),
            "project_unknown",
        ),
        (
            OperativeClause("c", "Urges", "{b}", brackets=(Bracket("b", BracketField.WORDS, (Alternative("a"),)),)),
            "bracket_too_small",
        ),
        (
            OperativeClause(
                "c",
                "Urges",
                "{b}",
                brackets=(Bracket("b", BracketField.AMOUNT, (Alternative("2", amount=2), Alternative("three"))),),
            ),
            "bracket_incomplete",
        ),
        (
            OperativeClause(
                "c", "Urges", "x", brackets=(Bracket("b", BracketField.WORDS, (Alternative("a"), Alternative("b"))),)
            ),
            "bracket_nowhere",
        ),
    ],
)
def test_what_a_commission_cannot_say(clause: OperativeClause, code: str) -> None:
    assert refused(start(), TABLE, cm.TableDraft("kenya", "Title", (clause,))) == code


def test_tabling_needs_a_title_clauses_and_capital() -> None:
    assert refused(start(), TABLE, cm.TableDraft("kenya", " ", (words(),))) == "no_title"
    assert refused(start(), TABLE, cm.TableDraft("kenya", "Title", ())) == "no_clauses"
    poor = with_seat(TABLE, "kenya", capital=0)
    assert refused(start(), poor, cm.TableDraft("kenya", "Title", (words(),))) == "beyond_capital"
    state = start()
    for _ in range(5):
        state = do(state, TABLE, cm.TableDraft("kenya", "Title", (words(),)))
    assert refused(state, TABLE, cm.TableDraft("kenya", "Title", (words(),))) == "too_many_drafts"


def test_directives_have_operative_clauses_only() -> None:
    facts = crisis(TABLE)
    preamble = (PreambularClause("Noting", "this"),)
    assert (
        refused(start(facts), facts, cm.TableDraft("kenya", "T", (words(verb="Directs"),), preamble)) == "no_preamble"
    )
    do(start(facts), facts, cm.TableDraft("kenya", "T", (words(verb="Directs"),)))


def test_a_scenario_adds_its_own_verbs() -> None:
    facts = replace(TABLE, rules=replace(TABLE.rules, own_verbs=(Verb("Demands"),)))
    assert refused(start(), TABLE, cm.TableDraft("kenya", "T", (words(verb="Demands"),))) == "verb_unknown"
    do(start(facts), facts, cm.TableDraft("kenya", "T", (words(verb="Demands"),)))


def test_friendly_amendments_need_all_sponsors() -> None:
    state = do(start(), TABLE, cm.SponsorDraft("kenya", "L.1"), cm.SponsorDraft("china", "L.1"))
    change = Change(ChangeKind.REPLACE, "rangers", words("all members to do less"))
    state = do(state, TABLE, cm.ProposeAmendment("gabon", "L.1", change))
    assert refused(state, TABLE, cm.AnswerAmendment("gabon", "L.1", "L.1/A.1", accepts=True)) == "not_a_sponsor"
    assert refused(state, TABLE, cm.WithdrawAmendment("kenya", "L.1", "L.1/A.1")) == "not_the_author"
    state = do(state, TABLE, cm.AnswerAmendment("kenya", "L.1", "L.1/A.1", accepts=True))
    assert state.public.resolutions["L.1"].operative[1].text == "all members to pay rangers"
    state = do(state, TABLE, cm.AnswerAmendment("china", "L.1", "L.1/A.1", accepts=True))
    assert state.public.resolutions["L.1"].operative[1].text == "all members to do less"
    assert refused(state, TABLE, cm.AnswerAmendment("china", "L.1", "L.1/A.1", accepts=True)) == "amendment_over"


def test_the_only_sponsor_amends_at_once() -> None:
    state = do(start(), TABLE, cm.SponsorDraft("kenya", "L.1"), cm.SettleBracket("kenya", "L.1", "size", 1))
    state = do(state, TABLE, cm.ProposeAmendment("kenya", "L.1", Change(ChangeKind.DELETE, "fund")))
    draft = state.public.resolutions["L.1"]
    assert [clause.id for clause in draft.operative] == ["rangers"]
    assert draft.open_brackets == ()
    assert draft.settled == {}
    assert (
        refused(state, TABLE, cm.ProposeAmendment("kenya", "L.1", Change(ChangeKind.DELETE, "rangers"))) == "no_clauses"
    )
    assert (
        refused(state, TABLE, cm.ProposeAmendment("kenya", "L.1", Change(ChangeKind.DELETE, "x"))) == "clause_unknown"
    )


def test_contested_amendments_are_voted_on() -> None:
    from game.session.negotiation.voting import Vote

    state = do(start(), TABLE, cm.SponsorDraft("kenya", "L.1"))
    state = do(
        state,
        TABLE,
        cm.ProposeAmendment("china", "L.1", Change(ChangeKind.DELETE, "fund")),
        cm.AnswerAmendment("kenya", "L.1", "L.1/A.1", accepts=False),
        cm.PutQuestion("L.1/A.1"),
    )
    assert refused(state, TABLE, cm.SponsorDraft("gabon", "L.1")) == "voting"
    for seat, vote in zip(
        ("kenya", "china", "vietnam", "gabon"), (Vote.NO, Vote.YES, Vote.YES, Vote.ABSTAIN), strict=True
    ):
        state = do(state, TABLE, cm.CastVote(seat, vote))
    draft = state.public.resolutions["L.1"]
    assert draft.amendments[0].status is AmendmentStatus.ACCEPTED
    assert [clause.id for clause in draft.operative] == ["rangers"]
    assert draft.status is ResolutionStatus.DRAFT


def test_withdrawing_a_draft() -> None:
    state = do(start(), TABLE, cm.SponsorDraft("kenya", "L.1"), cm.SponsorDraft("china", "L.1"))
    assert refused(state, TABLE, cm.WithdrawDraft("kenya", "L.1")) == "not_the_only_sponsor"
    state = do(state, TABLE, cm.SponsorDraft("china", "L.1", sponsors=False), cm.WithdrawDraft("kenya", "L.1"))
    assert refused(state, TABLE, cm.SponsorDraft("china", "L.1")) == "draft_over"


def test_a_recommendation_is_the_pledge_of_its_supporters() -> None:
    draft = do(start(), TABLE, cm.SettleBracket("referee", "L.1", "size", 1)).public.resolutions["L.1"]
    adoption = adopt(draft, ("kenya", "gabon", "china"), TABLE)
    assert adoption.binding is False
    assert adoption.bound == ("kenya", "china", "gabon")
    pledges = [(c.by, c.amount) for c in adoption.clauses if c.kind is ClauseKind.FUND_AT_LEAST]
    assert pledges == [("kenya", 2), ("gabon", 2)]  # China has no park
    assert [(c.by, c.amount) for c in adoption.clauses if c.kind is ClauseKind.PAY_IN] == [
        ("kenya", 3),
        ("china", 3),
        ("gabon", 3),
    ]


@pytest.mark.parametrize(
    ("sharing", "quotas"),
    [
        (Sharing.EQUALLY, {"kenya": 4, "china": 3, "gabon": 3}),
        (Sharing.BY_INCOME, {"kenya": 3, "china": 5, "gabon": 2}),
        (Sharing.BY_HARM, {"kenya": 8, "china": 1, "gabon": 1}),
    ],
)
def test_contributions_are_shared_and_add_up(sharing: Sharing, quotas: dict[str, int]) -> None:
    facts = with_seat(TABLE, "kenya", harm=8.0)
    clause = acting("Decides to establish", Action(ActionKind.POOLED_FUND, 10, sharing=sharing))
    state = do(start(), facts, cm.TableDraft("kenya", "T", (clause,)))
    (pool,) = adopt(state.public.resolutions["L.2"], ("kenya", "china", "gabon"), facts).pools
    assert pool.quotas == quotas


def test_apportioning_loses_nothing() -> None:
    assert apportion(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert apportion(10, {"a": 5, "b": 5, "c": 6}) == {"a": 3, "b": 3, "c": 4}
    assert apportion(5, {"a": 0, "b": 0}) == {"a": 3, "b": 2}
    assert apportion(0, {"a": 1}) == {"a": 0}
    assert apportion(3, {}) == {}


def test_a_pooled_fund_is_paid_spends_and_gives_back_the_rest() -> None:
    spending = Spending(measure="ranger_patrol", at=("tsavo",))
    clause = acting("Decides to establish", Action(ActionKind.POOLED_FUND, 8, turns=1, spending=spending))
    state = adopted(clause)
    desk = make_facts(Stage.DESKS)
    assert refused(state, desk, cm.PayIntoFund("kenya", "L.9/c", 2)) == "fund_unknown"
    assert refused(state, desk, cm.PayIntoFund("kenya", "L.2/c", 11)) == "beyond_funds"
    assert refused(state, desk, cm.PayIntoFund("kenya", "L.2/c", -1)) == "amount_too_small"
    assert refused(state, with_seat(desk, "kenya", sealed=True), cm.PayIntoFund("kenya", "L.2/c", 1)) == "sealed"
    state = do(state, desk, cm.PayIntoFund("kenya", "L.2/c", 2), cm.PayIntoFund("china", "L.2/c", 1))
    spent, events, _ = end_turn(state, desk)
    pool = spent.public.pools["L.2/c"]
    assert (pool.paid, pool.spent, pool.held, pool.closed) == ({"kenya": 2, "china": 1}, 3, 0, True)
    assert pool_means(events).paid == {"kenya": 2, "china": 1}
    assert {(entry.by, entry.due, entry.delivered) for entry in spent.public.entries} == {
        ("kenya", 2, 2),
        ("china", 2, 1),
        ("vietnam", 2, 0),
        ("gabon", 2, 0),
    }
    nobody = with_seat(desk, "kenya", present=False)  # whose park it is
    kept, events, _ = end_turn(state, nobody)
    assert pool_means(events).refunded == {"china": 1}
    pool = kept.public.pools["L.2/c"]
    assert (pool.closed, pool.spent, pool.returned, pool.held) == (True, 0, 1, 0)


def test_two_funds_do_not_pay_a_project_twice() -> None:
    action = Action(ActionKind.POOLED_FUND, 8, turns=1, spending=Spending(project="corridors"))
    clauses = tuple(OperativeClause(name, "Decides to establish", "a fund", action) for name in ("one", "two"))
    state = do(start(), TABLE, cm.TableDraft("kenya", "Title", clauses), cm.SponsorDraft("china", "L.2"))
    state = do(state, TABLE, cm.PutQuestion("L.2"), cm.DeclareConsensus())
    desk = make_facts(Stage.DESKS, projects={"corridors": 5})
    state = do(state, desk, cm.PayIntoFund("kenya", "L.2/one", 4), cm.PayIntoFund("kenya", "L.2/two", 4))
    after, events, _ = end_turn(state, desk)
    assert [pool.spent for pool in after.public.pools.values()] == [4, 1]
    assert pool_means(events).refunded == {"kenya": 3}


def test_a_fund_for_a_project_ends_with_it() -> None:
    """Once the project takes no more, nothing is due any longer, and what the fund still holds goes back."""
    action = Action(ActionKind.POOLED_FUND, 8, spending=Spending(project="corridors"))
    state = adopted(acting("Decides to establish", action))
    desk = make_facts(Stage.DESKS, projects={"corridors": 5})
    state = do(state, desk, *(cm.PayIntoFund(seat, "L.2/c", 2) for seat in desk.seats))
    state, events, _ = end_turn(state, desk)
    assert (state.public.pools["L.2/c"].held, pool_means(events).refunded) == (3, {})
    full = make_facts(Stage.DESKS, turn=2, projects={})
    ended, events, _ = end_turn(state, full)
    assert ended.public.pools["L.2/c"].closed
    assert sum(pool_means(events).refunded.values()) == 3
    assert ended.public.entries == state.public.entries, "nothing was due"


def test_what_a_fund_still_holds_after_the_last_turn_goes_back() -> None:
    action = Action(ActionKind.POOLED_FUND, 8, spending=Spending(measure="ranger_patrol", at=("tsavo",)))
    state = adopted(acting("Decides to establish", action))
    last = make_facts(Stage.DESKS, turn=8)
    assert last.turn == last.turns
    state = do(state, last, cm.PayIntoFund("china", "L.2/c", 2))
    _, events, _ = end_turn(state, with_seat(last, "kenya", present=False))
    assert pool_means(events).refunded == {"china": 2}


def test_a_directive_binds_all_and_is_carried_out() -> None:
    facts = crisis(make_facts(Stage.PLENARY))
    clause = acting(
        "Decides to establish", Action(ActionKind.POOLED_FUND, 8, turns=2, spending=Spending(grants=Sharing.BY_HARM))
    )
    from game.session.negotiation.voting import Vote

    state = do(start(facts), facts, cm.TableDraft("kenya", "T", (clause,)), cm.SponsorDraft("china", "L.2"))
    state = do(state, facts, cm.PutQuestion("L.2"))
    for seat, vote in zip(("kenya", "china", "vietnam", "gabon"), (Vote.YES, Vote.YES, Vote.NO, Vote.YES), strict=True):
        state = do(state, facts, cm.CastVote(seat, vote))
    desk = replace(facts, stage=Stage.DESKS)
    carried = carry_out(state, desk, dict.fromkeys(desk.seats, Draft()))
    assert carried.payments == {seat: {"L.2/c": 2} for seat in desk.seats}
    _, events, _ = end_turn(state, desk)
    means = pool_means(events)
    assert sum(means.granted.values()) == sum(means.paid.values()) == 8


def test_rules_mandates_and_listings_come_into_force() -> None:
    state = adopted(acting("Urges", Action(ActionKind.RULE, rule="register", turns=2)))
    assert in_force(state, TABLE).rules[0].seats == ("kenya", "china", "vietnam", "gabon")
    assert in_force(state, make_facts(turn=3)).rules == ()
    state = adopted(acting("Requests", Action(ActionKind.MANDATE, instrument="twix", turns=1)))
    places = {seat: own.jurisdictions for seat, own in TABLE.seats.items()}
    parties = parties_with_mandates({"twix": {"GAB": 0}}, state.public.mandates, places, 1)
    assert parties == {"twix": {"GAB": 0, "KEN": 1, "CHN": 1, "VNM": 1, "COG": 1}}
    assert parties_with_mandates({"twix": {}}, state.public.mandates, places, 2) == {"twix": {}}
    state = adopted(acting("Recommends", Action(ActionKind.LISTING, jurisdiction="VNM")))
    assert [item.jurisdiction for item in state.public.listings] == ["VNM"]
    assert turns_listed(state.public.listings, "VNM", 3) == 3
    third = make_facts(Stage.PLENARY, turn=3)
    off = acting("Recommends", Action(ActionKind.DELISTING, jurisdiction="VNM"))
    state = do(state, third, cm.TableDraft("china", "Off", (off,)), cm.SponsorDraft("vietnam", "L.3"))
    state = do(state, third, cm.PutQuestion("L.3"), cm.DeclareConsensus())
    assert state.public.listings == ()


FORM = """\
Commission on Crime Prevention and Criminal Justice
Draft resolution L.1
Sponsors: Kenya
Signatories: Gabon

A fund for rangers

The Commission on Crime Prevention and Criminal Justice,

Alarmed by the killing of elephants,

1. Decides to establish a fund of 9 units a turn, shared [equally] [by income];

2. Urges all members to pay rangers.
"""


def test_the_form_of_the_united_nations() -> None:
    state = do(start(), TABLE, cm.SponsorDraft("kenya", "L.1"), cm.SignDraft("gabon", "L.1"))
    state = do(state, TABLE, cm.SettleBracket("kenya", "L.1", "size", 1))
    assert resolution_plain(state.public.resolutions["L.1"], BODY, NAMES) == FORM


def test_html_escapes_what_people_write() -> None:
    nasty = OperativeClause("c", "Urges", "<script>alert('x')</script> & {b};\n\nmore.", brackets=(
        Bracket("b", BracketField.WORDS, (Alternative("<b>"), Alternative("&"))),
    ))  # fmt: skip
    state = do(start(), TABLE, cm.TableDraft("kenya", "<h1>&", (nasty,), (PreambularClause("Noting", "<i>,"),)))
    html = resolution_html(state.public.resolutions["L.2"], BODY, NAMES)
    assert "<script" not in html
    assert "<h1>&lt;h1&gt;&amp;</h1>" in html
    assert "<em>Urges</em> &lt;script&gt;" in html
    assert "[&lt;b&gt;] [&amp;]; more.</li>" in html
    assert "<p><em>Noting</em> &lt;i&gt;,</p>" in html


def test_bodies_open_clauses_with_their_verbs() -> None:
    for body in BODIES.values():
        fund = [verb.words for verb in body.verbs if ActionKind.POOLED_FUND in verb.actions]
        assert fund == ["Decides to establish"]
    assert "Recalling" in PREAMBULAR_PHRASES
    assert TSAVO
