"""Promises held against deliveries: what is due, delivered and short, turn by turn, and what follows from it."""

import pytest

from game.session.desk import Draft, Target
from game.session.negotiation import commands as cm
from game.session.negotiation import events as ev
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.carry_out import carry_out, claim, forbidden_leaving, forbidden_order
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.facts import Stage
from game.session.negotiation.ledger import Balance, balance, by_source
from game.session.negotiation.preview import if_agreed, keep_promises
from game.session.negotiation.settle import entries_of
from game.session.negotiation.standing import in_force
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.trust import FADE, GAIN, LOSS, move_trust, trust_between, trust_link
from game.session.negotiation.voting import Vote
from tests.session.negotiation.table import (
    SEATS,
    TSAVO,
    do,
    end_turn,
    give,
    make_facts,
    rangers,
    refused,
    start,
    terms,
    with_seat,
)

K = ClauseKind
TABLE, DESK = make_facts(), make_facts(Stage.DESKS)


def agreed(*clauses: Clause, **more: object) -> NegotiationState:
    return do(start(), TABLE, cm.RecordAgreement(terms(*clauses, **more)))


def settled(state: NegotiationState, **drafts: Draft) -> list[tuple[str, int, int]]:
    """Return what was due and delivered in turn 1, by debtor."""
    after, _, _ = end_turn(state, DESK, drafts)
    return [(entry.by, entry.due, entry.delivered) for entry in after.public.entries]


KENYA_CHINA = {"parties": ("kenya", "china")}
LIAISON = Target(delegation="china")


@pytest.mark.parametrize(
    ("clause", "draft", "due", "delivered"),
    [
        (give("kenya", "china", 3), Draft().with_gift("china", 3), 3, 3),
        (give("kenya", "china", 3), Draft().with_gift("china", 2), 3, 2),
        (give("kenya", "china", 3), Draft().with_gift("gabon", 3), 3, 0),
        (rangers("kenya", 4, target=TSAVO), Draft().with_order("ranger_patrol", TSAVO, 6), 4, 6),
        (rangers("kenya", 4), Draft().with_order("ranger_patrol", TSAVO, 3), 4, 3),
        (Clause(K.LINK, "kenya", "china"), Draft().with_order("liaison", LIAISON, 1), 1, 1),
        (Clause(K.LINK, "kenya", "china"), Draft(), 1, 0),
        (Clause(K.CONTRIBUTE, "kenya", amount=5, project="corridors"), Draft().with_contribution("corridors", 5), 5, 5),
        (Clause(K.JOIN, "kenya", instrument="twix"), Draft().with_instrument("twix", joins=True, leaves=False), 1, 1),
        (Clause(K.JOIN, "kenya", instrument="twix"), Draft(), 1, 0),
        (Clause(K.STAY, "kenya", instrument="untoc"), Draft(), 1, 1),
        (Clause(K.STAY, "kenya", instrument="untoc"), Draft().with_instrument("untoc", joins=False, leaves=True), 1, 0),
        (Clause(K.REFRAIN, "kenya", measure="audit"), Draft(), 1, 1),
        (Clause(K.REFRAIN, "kenya", measure="audit"), Draft().with_order("audit", Target(jurisdiction="KEN"), 1), 1, 0),
    ],
)
def test_deliveries_of_a_pledge(clause: Clause, draft: Draft, due: int, delivered: int) -> None:
    assert settled(agreed(clause, **KENYA_CHINA), kenya=draft)[0] == ("kenya", due, delivered)


def test_both_ends_owe_a_link() -> None:
    entries = settled(agreed(Clause(K.LINK, "kenya", "china")), kenya=Draft().with_order("liaison", LIAISON, 1))
    assert entries == [("kenya", 1, 1), ("china", 1, 0)]


def test_one_gift_keeps_one_promise() -> None:
    state = agreed(give("kenya", "china", 3))
    state = do(state, TABLE, cm.RecordAgreement(terms(give("kenya", "china", 4))))
    assert settled(state, kenya=Draft().with_gift("china", 5)) == [("kenya", 3, 3), ("kenya", 4, 2)]


def test_shares_of_recovered_assets_are_rounded_down() -> None:
    state = agreed(Clause(K.SHARE_ASSETS, "china", "kenya", 50))
    rich = with_seat(DESK, "china", recovered=7)
    after, _, _ = end_turn(state, rich, {"china": Draft().with_gift("kenya", 3)})
    assert [(entry.due, entry.delivered) for entry in after.public.entries] == [(3, 3)]


def test_instructions_deliver_what_orders_cannot() -> None:
    state = agreed(Clause(K.SHARE_INTELLIGENCE, "kenya", "china"), Clause(K.LEND_TEAM, "kenya", "china", 1))
    state = do(state, DESK, cm.ShareIntelligence("kenya", "china"), cm.LendTeams("kenya", "china", 1))
    after, events, _ = end_turn(state, DESK)
    assert all(entry.kept for entry in after.public.entries)
    assert ev.IntelligenceShared("kenya", "china", 1) in events
    assert in_force(after, make_facts(turn=2)).teams == {"kenya": 2, "china": 4, "vietnam": 3, "gabon": 3}
    assert after.seat("kenya").instructions.teams == 0  # used


def test_promises_are_due_in_their_term_only() -> None:
    state = agreed(give("kenya", "china", 3, turns=2, after=1))
    for turn, due in ((1, 0), (2, 3), (3, 3), (4, 0)):
        facts = make_facts(Stage.DESKS, turn=turn)
        state, _, _ = end_turn(state, facts, {"kenya": Draft().with_gift("china", 3)})
        assert sum(entry.due for entry in state.public.entries if entry.turn == turn) == due
    assert state.public.agreements["A1"].status is Status.EXPIRED
    assert balance(state.public.entries) == Balance(6, 6, 0)
    assert set(by_source(state.public.entries)) == {"A1"}


def test_a_vote_is_due_when_it_is_held() -> None:
    state = agreed(Clause(K.VOTE, "kenya", resolution="L.1", vote=Vote.NO), **KENYA_CHINA)
    assert settled(state) == []
    facts = make_facts(Stage.PLENARY)
    state = do(
        state,
        facts,
        cm.SponsorDraft("china", "L.1"),
        cm.SignDraft("gabon", "L.1"),
        cm.SettleBracket("china", "L.1", "size", 0),
        cm.SettleBracket("china", "L.1", "sharing", 0),
        cm.PutQuestion("L.1"),
        cm.DeclareConsensus(),
    )
    assert ("kenya", 1, 0) in settled(state)  # it had promised to object


def test_a_shortfall_is_a_breach_and_others_may_call_it_broken() -> None:
    state = agreed(give("kenya", "china", 3))
    assert refused(state, TABLE, cm.DeclareBroken("china", "A1")) == "nobody_fell_short"
    state, events, _ = end_turn(state, DESK)
    assert ev.PromiseBroken("A1", ("kenya",), 1) in events
    agreement = state.public.agreements["A1"]
    assert (agreement.status, agreement.breaches) == (Status.IN_FORCE, ("kenya",))
    second = make_facts(turn=2)
    assert refused(state, second, cm.DeclareBroken("kenya", "A1")) == "nobody_fell_short"
    state = do(state, second, cm.DeclareBroken("china", "A1"))
    assert state.public.agreements["A1"].status is Status.BROKEN
    after, _, _ = end_turn(state, make_facts(Stage.DESKS, turn=2))
    assert len(after.public.entries) == 1  # nothing is owed any more


def test_running_out_with_a_breach_leaves_it_broken() -> None:
    state, _, _ = end_turn(agreed(give("kenya", "china", 3), turns=1), DESK)
    assert state.public.agreements["A1"].status is Status.BROKEN


def test_binding_clauses_are_carried_out_before_free_allocation() -> None:
    state = agreed(
        give("kenya", "china", 3),
        rangers("kenya", 4, target=TSAVO),
        Clause(K.LINK, "kenya", "china"),
        Clause(K.JOIN, "kenya", instrument="twix"),
        binding=True,
    )
    taken = claim(state, DESK, "kenya", Draft())
    assert (taken.funds, taken.teams) == (7, 1)
    own = Draft().with_order("ranger_patrol", TSAVO, 2)
    carried = carry_out(state, DESK, {**dict.fromkeys(SEATS, Draft()), "kenya": own})
    draft = carried.drafts["kenya"]
    assert (draft.gifts, draft.amount("ranger_patrol", TSAVO), draft.joins) == ({"china": 3}, 6, ("twix",))
    assert draft.amount("liaison", LIAISON) == 1
    assert carried.drafts["china"].amount("liaison", Target(delegation="kenya")) == 1
    after, _, _ = end_turn(state, DESK, {"kenya": own})
    assert all(entry.kept for entry in after.public.entries)


def test_a_link_that_is_posted_anyway_takes_no_second_team() -> None:
    state = agreed(Clause(K.LINK, "kenya", "china"), binding=True)
    assert claim(state, DESK, "kenya", Draft().with_order("liaison", LIAISON, 1)).teams == 0


def test_binding_goes_to_the_limit_of_what_is_there() -> None:
    state = agreed(give("kenya", "china", 6), binding=True)
    state = do(state, TABLE, cm.RecordAgreement(terms(give("kenya", "gabon", 4), binding=True)))
    poor = with_seat(DESK, "kenya", funds=7)
    after, _, carried = end_turn(state, poor)
    assert carried.drafts["kenya"].gifts == {"china": 6, "gabon": 1}  # the oldest first
    assert [entry.short for entry in after.public.entries] == [0, 3]


def test_binding_refraining_is_kept_by_the_rules() -> None:
    without = Clause(K.REFRAIN, "kenya", measure="audit")
    state = agreed(without, Clause(K.STAY, "kenya", instrument="untoc"), binding=True, **KENYA_CHINA)
    refusal = forbidden_order(state, DESK, "kenya", "audit", Target(jurisdiction="KEN"))
    assert refusal is not None
    assert str(refusal) == "By A1, which is binding, Kenya does without audits here."
    assert forbidden_order(state, DESK, "kenya", "ranger_patrol", TSAVO) is None
    assert forbidden_order(state, DESK, "china", "audit", Target(jurisdiction="CHN")) is None
    assert forbidden_leaving(state, DESK, "kenya", "untoc") is not None
    assert forbidden_leaving(state, DESK, "kenya", "twix") is None


@pytest.mark.parametrize("gone", ["kenya", "china"])
def test_what_an_absent_delegation_owes_or_is_owed_lapses(gone: str) -> None:
    state = agreed(give("kenya", "china", 3), binding=True)
    dropped = with_seat(DESK, gone, present=False)
    after, events, carried = end_turn(state, dropped)
    assert carried.drafts["kenya"].gifts == {}
    (entry,) = after.public.entries
    assert (entry.lapsed, entry.due, entry.delivered) == (True, 0, 0)
    assert not [event for event in events if isinstance(event, ev.PromiseBroken)]
    assert after.public.trust == {}


def test_trust_by_hand() -> None:
    state = agreed(give("kenya", "china", 4))
    kept, _, _ = end_turn(state, DESK, {"kenya": Draft().with_gift("china", 4)})
    assert trust_between(kept.public.trust, "china", "kenya") == pytest.approx(0.5 * GAIN)
    broken, _, _ = end_turn(state, DESK)
    assert trust_between(broken.public.trust, "china", "kenya") == pytest.approx(-0.5 * LOSS)
    assert trust_between(kept.public.trust, "kenya", "china") == 0.0
    assert move_trust(kept.public.trust, ()) == {"china": {"kenya": pytest.approx(0.5 * GAIN * (1 - FADE))}}


def test_many_small_promises_earn_no_more_than_one_large() -> None:
    def after(*clauses: Clause) -> float:
        state, _, _ = end_turn(agreed(*clauses), DESK, {"kenya": Draft().with_gift("china", 6)})
        return trust_between(state.public.trust, "china", "kenya")

    assert after(*(give("kenya", "china", 1, turns=n) for n in range(1, 7))) == pytest.approx(
        after(give("kenya", "china", 6))
    )


def test_trust_adds_to_a_link_only_where_both_trust() -> None:
    assert trust_link({"a": {"b": 1.0}}, "a", "b") == 0.0
    assert trust_link({"a": {"b": 1.0}, "b": {"a": 0.5}}, "a", "b") == pytest.approx(0.1)
    assert trust_link({"a": {"b": 1.0}, "b": {"a": -0.5}}, "a", "b") == 0.0
    assert trust_link({"a": {"b": 1.0}, "b": {"a": 1.0}}, "b", "a") == pytest.approx(0.2)


def test_the_world_in_which_promises_are_kept() -> None:
    offer = terms(give("kenya", "china", 3), rangers("kenya", 4), Clause(K.REFRAIN, "china", measure="audit"))
    supposed = if_agreed(start().in_public(), TABLE, offer)
    before = {
        "kenya": Draft().with_order("ranger_patrol", TSAVO, 1),
        "china": Draft().with_order("audit", Target(jurisdiction="CHN"), 5),
    }
    kept = keep_promises(supposed, TABLE, before)
    assert kept.drafts["kenya"] == Draft().with_order("ranger_patrol", TSAVO, 4).with_gift("china", 3)
    assert kept.drafts["china"] == Draft()
    assert keep_promises(start(), TABLE, before).drafts["kenya"] == before["kenya"]


def test_the_ledger_as_a_seat_sees_it() -> None:
    secret = Terms(("kenya", "china"), (give("kenya", "china", 3),), secret=True)
    state = do(start(), DESK, cm.ProposeAgreement("kenya", secret), cm.SignAgreement("china", "china+kenya/1"))
    state, _, _ = end_turn(state, make_facts(Stage.DESKS, turn=2))
    assert [entry.short for entry in entries_of(state, "china")] == [3]
    assert entries_of(state) == entries_of(state, "gabon") == ()
    assert state.public.trust == {}  # what nobody saw moves nobody's trust
