"""What is agreed beside what is in force: nothing twice, no gifts in a circle, nothing that nobody could have."""

from dataclasses import replace

import pytest

from game.session.desk import Target
from game.session.negotiation import commands as cm
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.facts import Stage
from game.session.negotiation.state import NegotiationState
from game.session.refusal import Refusal
from tests.session.negotiation.table import TSAVO, do, give, make_facts, rangers, refused, start, terms, with_seat

K = ClauseKind
TABLE, DESK = make_facts(), make_facts(Stage.DESKS)


def after(*agreed: Terms) -> NegotiationState:
    return do(start(), TABLE, *(cm.RecordAgreement(one) for one in agreed))


def said(state: NegotiationState, new: Terms) -> str:
    """Return the refusal of the same terms, recorded at the table, offered there, and offered at the desk."""
    codes = {
        refused(state, TABLE, cm.RecordAgreement(new)),
        refused(state, TABLE, cm.ProposeAgreement(new.parties[0], new)),
    }
    assert len(codes) == 1
    return codes.pop()


def test_a_second_press_of_the_button_agrees_nothing_twice() -> None:
    gift = terms(give("kenya", "china", 3))
    state = after(gift)
    assert said(state, gift) == "agreed_already"
    do(state, make_facts(turn=2), cm.RecordAgreement(gift))  # another day that is another gift
    offered = do(start(), TABLE, cm.ProposeAgreement("kenya", gift))
    assert refused(offered, TABLE, cm.ProposeAgreement("kenya", gift)) == "agreed_already"


CIRCLES = {
    "there and back": (terms(give("kenya", "china", 3)), terms(give("china", "kenya", 3))),
    "less comes back": (terms(give("kenya", "china", 3)), terms(give("china", "kenya", 1))),
    "by way of a third": (
        terms(give("kenya", "china", 3), give("china", "gabon", 3)),
        terms(give("gabon", "kenya", 3)),
    ),
    "teams for teams": (
        terms(Clause(K.LEND_TEAM, "kenya", "china", 1)),
        terms(Clause(K.LEND_TEAM, "china", "kenya", 2)),
    ),
    "from a later turn on": (terms(give("kenya", "china", 3)), terms(give("china", "kenya", 3, after=3))),
}


@pytest.mark.parametrize("case", CIRCLES)
def test_gifts_do_not_go_in_a_circle_over_several_agreements(case: str) -> None:
    old, new = CIRCLES[case]
    state = after(old)
    assert said(state, new) == "gifts_in_a_circle"


def test_a_loan_is_paid_back_when_the_gift_is_over() -> None:
    state = after(terms(give("kenya", "china", 3, turns=2)))
    assert said(state, terms(give("china", "kenya", 3, after=1))) == "gifts_in_a_circle"
    do(state, TABLE, cm.RecordAgreement(terms(give("china", "kenya", 3, after=2))))


def test_a_circle_that_only_waits_for_a_signature_is_not_signed() -> None:
    back = terms(give("china", "kenya", 3))
    state = do(start(), TABLE, cm.ProposeAgreement("china", back))
    state = do(state, TABLE, cm.RecordAgreement(terms(give("kenya", "china", 3))))
    assert refused(state, TABLE, cm.SignAgreement("kenya", "A1")) == "gifts_in_a_circle"


def test_what_one_may_not_know_refuses_nothing() -> None:
    hidden = Terms(("china", "gabon"), (give("china", "gabon", 3),), secret=True)
    state = do(start(), DESK, cm.ProposeAgreement("china", hidden), cm.SignAgreement("gabon", "china+gabon/1"))
    do(state, DESK, cm.ProposeAgreement("kenya", terms(give("gabon", "kenya", 3), give("kenya", "vietnam", 1))))
    closing = terms(give("gabon", "china", 3))
    assert refused(state, DESK, cm.ProposeAgreement("gabon", closing)) == "gifts_in_a_circle"
    do(state, make_facts(turn=2), cm.RecordAgreement(closing))  # at the table nobody is told why
    do(state, make_facts(Stage.DESKS), cm.RecordAgreement(closing))  # nor is the referee at the desks


TWICE = {
    "the same floor": (rangers("kenya", 3, target=TSAVO), rangers("kenya", 3, target=TSAVO)),
    "a lower floor": (rangers("kenya", 3, target=TSAVO), rangers("kenya", 2, target=TSAVO)),
    "a part of the term": (rangers("kenya", 3, target=TSAVO), rangers("kenya", 3, target=TSAVO, after=2, turns=2)),
    "the same link": (Clause(K.LINK, "kenya", "china"), Clause(K.LINK, "china", "kenya")),
    "telling again": (
        Clause(K.SHARE_INTELLIGENCE, "kenya", "china"),
        Clause(K.SHARE_INTELLIGENCE, "kenya", "china", turns=2),
    ),
    "doing without again": (
        Clause(K.REFRAIN, "kenya", measure="audit"),
        Clause(K.REFRAIN, "kenya", measure="audit", turns=3),
    ),
}


@pytest.mark.parametrize("case", TWICE)
def test_one_deed_keeps_no_two_promises_to_the_same(case: str) -> None:
    old, new = (Terms(("kenya", "china"), (clause,)) for clause in TWICE[case])
    state = after(old)
    assert said(state, replace(new, turns=5)) == "promised_already"


MORE = {
    "a higher floor": rangers("kenya", 4, target=TSAVO),
    "another place": rangers("kenya", 3),
    "another link": Clause(K.LINK, "kenya", "gabon"),
    "one gift more": give("kenya", "china", 1),
}


@pytest.mark.parametrize("case", MORE)
def test_promising_more_is_another_promise(case: str) -> None:
    state = after(terms(rangers("kenya", 3, target=TSAVO), Clause(K.LINK, "kenya", "china"), give("kenya", "china", 1)))
    parties = tuple(dict.fromkeys(("kenya", MORE[case].to or "china")))
    do(state, TABLE, cm.RecordAgreement(Terms(parties, (MORE[case],))))


def test_the_same_towards_another_delegation_is_another_promise() -> None:
    state = after(Terms(("kenya", "china"), (rangers("kenya", 3, target=TSAVO),)))
    do(state, TABLE, cm.RecordAgreement(Terms(("kenya", "gabon"), (rangers("kenya", 3, target=TSAVO),))))


def test_promises_for_later_add_up_too() -> None:
    """Kenya can have 20 units at most; nothing is due today, so that what it has today does not matter."""
    state = after(terms(give("kenya", "china", 10, after=2)), terms(give("kenya", "gabon", 10, after=3)))
    assert said(state, terms(give("kenya", "vietnam", 1, after=3))) == "beyond_funds"
    do(state, TABLE, cm.RecordAgreement(terms(give("kenya", "vietnam", 1, after=2, turns=1))))


def test_teams_for_later_add_up_too() -> None:
    lent = Clause(K.LEND_TEAM, "kenya", "china", 2, after=2)
    state = after(Terms(("kenya", "china"), (lent,)))
    again = Terms(("kenya", "gabon"), (Clause(K.LEND_TEAM, "kenya", "gabon", 2, after=2),))
    assert said(state, again) == "beyond_teams"
    liaison = Clause(K.REFRAIN, "kenya", measure="liaison", target=Target(delegation="gabon"))
    do(state, TABLE, cm.RecordAgreement(Terms(("kenya", "gabon"), (liaison,))))


FREE = {
    "telling what one knows": Clause(K.SHARE_INTELLIGENCE, "kenya", "gabon"),
    "a link": Clause(K.LINK, "kenya", "gabon"),
    "doing without": Clause(K.REFRAIN, "kenya", measure="audit"),
    "a gift to it": give("gabon", "kenya", 1),
}


@pytest.mark.parametrize("case", FREE)
def test_who_has_promised_all_that_it_earns_may_still_agree_what_costs_it_nothing(case: str) -> None:
    """Promises that were made one by one, or by a vote, may come to more than there is in a turn."""
    gifts = (terms(give("kenya", "china", 9)), terms(give("kenya", "vietnam", 9)))
    state = do(start(), with_seat(TABLE, "kenya", funds=20), *(cm.RecordAgreement(gift) for gift in gifts))
    poor = with_seat(with_seat(DESK, "kenya", funds=10, funds_cap=12), "gabon", funds=10)
    do(state, poor, cm.ProposeAgreement("kenya", Terms(("kenya", "gabon"), (FREE[case],))))
    paying = Terms(("kenya", "gabon"), (FREE[case], give("kenya", "gabon", 1)))
    decision = decide_negotiation(state, poor, cm.ProposeAgreement("kenya", paying))
    assert isinstance(decision, Refusal)
    assert case == "a gift to it" or decision.sentence == (
        "Kenya has promised 18 units for that turn already and cannot pay as much besides. "
        "Lower an amount, or let it start later."
    )
