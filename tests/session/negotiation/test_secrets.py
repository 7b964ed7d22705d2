"""Secret agreements are known to their parties alone: not in any part of the state, event or figure of the others."""

import json
from dataclasses import replace

from game.session import wire
from game.session.desk import Draft
from game.session.negotiation import commands as cm
from game.session.negotiation import events as ev
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.facts import Facts, Stage
from game.session.negotiation.settle import missed_promises
from game.session.negotiation.state import NegotiationState
from game.session.refusal import Refusal
from tests.session.negotiation.table import SEATS, TSAVO, do, end_turn, give, make_facts, refused, start, terms

CANARY = 7
DESK = make_facts(Stage.DESKS)
SECRET = Terms(
    parties=("kenya", "china"),
    clauses=(give("kenya", "china", CANARY), Clause(ClauseKind.LINK, "kenya", "china")),
    secret=True,
    binding=True,
)
ID = "china+kenya/1"


def text(value: object) -> str:
    return json.dumps(wire.to_json(value), sort_keys=True)


def signed(state: NegotiationState | None = None) -> NegotiationState:
    return do(state or start(), DESK, cm.ProposeAgreement("kenya", SECRET), cm.SignAgreement("china", ID))


def test_outsiders_know_nothing() -> None:
    state = signed()
    for seat in ("vietnam", "gabon"):
        assert text(state.as_seen_by(seat).seat(seat)) == text(start().seat(seat))
        assert text(state.as_seen_by(seat).public) == text(start().public)
        assert refused(state, DESK, cm.SignAgreement(seat, ID)) == "agreement_unknown"
        assert refused(state, DESK, cm.EndAgreement(seat, ID)) == "agreement_unknown"
    assert text(state.in_public()) == text(start())
    for seat in ("kenya", "china"):
        assert state.as_seen_by(seat).agreements()[ID].status is Status.IN_FORCE


def test_every_event_of_a_secret_agreement_is_for_its_parties() -> None:
    state = start()
    seen: list[ev.NegotiationEvent] = []

    def step(facts: Facts, command: cm.NegotiationCommand) -> None:
        nonlocal state
        decision = decide_negotiation(state, facts, command)
        assert not isinstance(decision, Refusal), decision
        seen.extend(decision)
        state = do(state, facts, command)

    step(DESK, cm.ProposeAgreement("kenya", SECRET, offered=False))
    step(DESK, cm.ProposeAgreement("kenya", SECRET, draft="kenya/draft1"))
    assert refused(state, DESK, cm.ProposeAgreement("kenya", SECRET)) == "agreed_already"
    step(DESK, cm.ProposeAgreement("china", replace(SECRET, turns=4), answers=ID))
    step(DESK, cm.SignAgreement("kenya", "china+kenya/2"))
    _, events, _ = end_turn(state, make_facts(Stage.DESKS, turn=2))
    seen.extend(event for event in events if not isinstance(event, ev.TrustMoved))
    step(DESK, cm.EndAgreement("kenya", "china+kenya/2"))
    for event in seen:
        if event.audience.public:
            assert str(CANARY) not in text(event)
            assert "kenya" not in text(event)
        else:
            assert set(event.audience.seats) <= {"kenya", "china"}


def test_numbers_of_secret_agreements_count_only_among_the_same_parties() -> None:
    state = signed()
    other = Terms(("gabon", "kenya"), (give("kenya", "gabon", 1),), secret=True)
    state = do(state, DESK, cm.ProposeAgreement("kenya", other))
    assert "gabon+kenya/1" in state.seat("gabon").secrets
    state = do(state, DESK, cm.ProposeAgreement("gabon", terms(give("gabon", "vietnam", 1))))
    assert "A1" in state.public.agreements


def test_what_secret_clauses_bring_is_not_opened() -> None:
    second = make_facts(Stage.DESKS, turn=2)
    state = signed()
    own = {"kenya": Draft().with_gift("china", 1)}
    after, events, carried = end_turn(state, second, own)
    assert carried.drafts["kenya"].gifts == {"china": CANARY + 1}
    assert carried.opened["kenya"] == own["kenya"]
    assert carried.opened["china"] == Draft()
    assert [entry.kept for entry in after.seat("china").entries] == [True, True, True]
    without, plain, _ = end_turn(start(), second, own)
    assert text(after.in_public()) == text(without.in_public())
    public = [text(event) for event in events if event.audience.public]
    assert public == [text(event) for event in plain if event.audience.public]


def test_a_public_promise_is_not_kept_by_a_secret_gift() -> None:
    state = do(start(), make_facts(), cm.RecordAgreement(terms(give("kenya", "china", 3))))
    state = signed(state)
    after, _, _ = end_turn(state, make_facts(Stage.DESKS, turn=2))
    assert [entry.short for entry in after.public.entries] == [3]
    assert [entry.short for entry in after.seat("china").entries if entry.kind is ClauseKind.GIVE_FUNDS] == [0]


def test_one_gift_keeps_no_public_and_secret_promise_at_once() -> None:
    both = (terms(give("kenya", "china", 3)), Terms(("kenya", "china"), (give("kenya", "china", 2),), secret=True))
    state = do(start(), make_facts(), cm.RecordAgreement(both[0]))
    state = do(state, DESK, cm.ProposeAgreement("kenya", both[1]), cm.SignAgreement("china", ID))
    desk = make_facts(Stage.DESKS, turn=2)
    for given, short in ((3, (0, 2)), (4, (0, 1)), (5, (0, 0)), (2, (1, 2))):
        own = Draft().with_gift("china", given)
        after, _, _ = end_turn(state, desk, {"kenya": own})
        public, secret = after.public.entries, after.seat("china").entries
        assert ([entry.short for entry in public], [entry.short for entry in secret]) == ([short[0]], [short[1]])
        missed = missed_promises(state.as_seen_by("kenya"), desk, "kenya", own)
        assert [entry.short for entry in missed] == [units for units in short if units], "the desk says so before"


def test_a_desk_counts_for_a_public_promise_only_what_all_will_see() -> None:
    floor = Clause(ClauseKind.FUND_AT_LEAST, "kenya", amount=3, measure="ranger_patrol", target=TSAVO)
    state = do(start(), make_facts(), cm.RecordAgreement(Terms(("kenya", "china"), (floor,))))
    hidden = Terms(("kenya", "gabon"), (floor,), secret=True, binding=True)
    state = do(state, DESK, cm.ProposeAgreement("kenya", hidden), cm.SignAgreement("gabon", "gabon+kenya/1"))
    desk = make_facts(Stage.DESKS, turn=2)
    (missed,) = missed_promises(state.as_seen_by("kenya"), desk, "kenya", Draft())
    after, _, _ = end_turn(state, desk)
    assert [entry for entry in after.public.entries if entry.short] == [missed]
    assert [entry.short for entry in after.seat("gabon").entries] == [0]


def test_secrets_are_not_recorded_in_front_of_everybody() -> None:
    assert refused(start(), make_facts(), cm.RecordAgreement(SECRET)) == "secret_at_the_table"
    assert refused(start(), make_facts(), cm.ProposeAgreement("kenya", SECRET)) == "secret_at_the_table"
    facts = replace(DESK, rules=replace(DESK.rules, secret_agreements=False))
    assert refused(start(), facts, cm.ProposeAgreement("kenya", SECRET)) == "no_secrets"
    state = do(start(), DESK, cm.RecordAgreement(SECRET))  # from paper slips, at the teacher's masked screen
    assert text(state.in_public()) == text(start())


def test_counter_offers_keep_the_secrecy_and_the_parties() -> None:
    state = do(start(), DESK, cm.ProposeAgreement("kenya", SECRET))
    public = replace(SECRET, secret=False)
    assert refused(state, DESK, cm.ProposeAgreement("china", public, answers=ID)) == "other_secrecy"
    wider = replace(SECRET, parties=("kenya", "china", "gabon"))
    assert refused(state, DESK, cm.ProposeAgreement("china", wider, answers=ID)) == "other_parties"


def test_a_leak_makes_it_public() -> None:
    state, _, _ = end_turn(signed(), make_facts(Stage.DESKS, turn=2))
    third = make_facts(turn=3)
    assert refused(state, third, cm.RevealAgreement("x")) == "agreement_unknown"
    assert refused(state, third, cm.RevealAgreement(ID, by="gabon")) == "referee_only"
    state = do(state, third, cm.RevealAgreement(ID))
    assert state.public.agreements[ID].revealed
    assert [entry.source for entry in state.public.entries] == [ID] * 3
    assert all(not state.seat(seat).secrets and not state.seat(seat).entries for seat in SEATS)
    state = do(state, third, cm.EndAgreement("kenya", ID))  # goes on as a public one
    _, _, carried = end_turn(state, make_facts(Stage.DESKS, turn=3))
    assert carried.opened["kenya"].gifts == {"china": CANARY}
