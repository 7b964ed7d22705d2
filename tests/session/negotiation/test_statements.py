"""What delegations say of what they do: for who may know of the subject, and not without end."""

from dataclasses import replace

from game.session.negotiation import commands as cm
from game.session.negotiation.agreements import Terms
from game.session.negotiation.apply import fold_negotiation
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.facts import Facts, Stage
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.statements import MOST_LETTERS, MOST_OF_ONE, reasons_for
from game.session.refusal import Refusal
from tests.session.negotiation.table import SEATS, make_facts, start

GIFT = Clause(ClauseKind.GIVE_FUNDS, SEATS[0], SEATS[1], amount=1)


def do(state: NegotiationState, facts: Facts, command: cm.NegotiationCommand) -> NegotiationState | str:
    decision = decide_negotiation(state, facts, command)
    return decision.code if isinstance(decision, Refusal) else fold_negotiation(state, decision)


def offered(*, secret: bool) -> tuple[NegotiationState, Facts, str]:
    facts = make_facts()
    facts = replace(facts, stage=Stage.DESKS if secret else Stage.CAUCUS)
    state = do(start(), facts, cm.ProposeAgreement(SEATS[0], Terms(SEATS[:2], (GIFT,), secret=secret)))
    assert isinstance(state, NegotiationState)
    return state, facts, list(state.agreements())[-1]


def test_a_reason_for_a_public_answer_is_public() -> None:
    state, facts, name = offered(secret=False)
    after = do(state, facts, cm.StateReason(SEATS[1], name, " It costs more than it brings. "))
    assert isinstance(after, NegotiationState)
    (said,) = reasons_for(after.in_public(), name)
    assert (said.seat, said.text, said.turn) == (SEATS[1], "It costs more than it brings.", facts.turn)


def test_a_reason_about_a_secret_is_for_its_parties() -> None:
    state, facts, name = offered(secret=True)
    after = do(state, facts, cm.StateReason(SEATS[1], name, "We have other friends."))
    assert isinstance(after, NegotiationState)
    assert after.public == state.public
    assert all(len(reasons_for(after.as_seen_by(seat), name)) == int(seat in SEATS[:2]) for seat in SEATS)
    assert do(state, facts, cm.StateReason(SEATS[2], name, "What is that?")) == "subject_unknown"


def test_words_are_short_and_not_without_end() -> None:
    state, facts, name = offered(secret=False)
    assert do(state, facts, cm.StateReason(SEATS[0], name, " ")) == "text_too_long"
    assert do(state, facts, cm.StateReason(SEATS[0], name, "x" * (MOST_LETTERS + 1))) == "text_too_long"
    for _time in range(MOST_OF_ONE):
        after = do(state, facts, cm.StateReason(SEATS[0], name, "Still so."))
        assert isinstance(after, NegotiationState)
        state = after
    assert do(state, facts, cm.StateReason(SEATS[0], name, "Still so.")) == "too_many_statements"
