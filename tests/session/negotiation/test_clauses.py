"""What may be promised, and what a clause says."""

import pytest

from game.model.negotiation import AgreementForce
from game.session.desk import Target
from game.session.negotiation import commands as cm
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clause_text import agreed_sentences, formal_sentence, plain_sentence
from game.session.negotiation.clauses import CLAUSE_RULES, OFFERED_KINDS, AmountUnit, Clause, ClauseKind
from game.session.negotiation.facts import Stage
from game.session.negotiation.voting import Vote
from tests.session.negotiation.table import MINKEBE, NAMES, TSAVO, do, give, make_facts, rangers, refused, start, terms

K = ClauseKind


def test_persons_are_never_an_amount() -> None:
    assert set(AmountUnit) == {AmountUnit.NONE, AmountUnit.FUNDS, AmountUnit.TEAMS, AmountUnit.PERCENT}
    assert set(CLAUSE_RULES) == set(ClauseKind)


REFUSED = {
    "agreement with oneself": (terms(give("kenya", "kenya", 3)), "agreement_with_oneself"),
    "promise to oneself": (terms(give("kenya", "kenya", 3), parties=("kenya", "china")), "promise_to_oneself"),
    "nobody to receive": (terms(give("kenya", "", 3), parties=("kenya", "china")), "no_receiver"),
    "an outsider": (terms(give("kenya", "gabon", 3), parties=("kenya", "china")), "not_a_party"),
    "an outsider promises": (terms(give("gabon", "china", 3), parties=("kenya", "china")), "not_a_party"),
    "an unknown delegation": (terms(give("kenya", "x", 3), parties=("kenya", "x")), "delegation_unknown"),
    "a party twice": (terms(give("kenya", "china", 3), parties=("kenya", "china", "china")), "party_twice"),
    "nothing promised": (Terms(("kenya", "china"), ()), "no_clauses"),
    "a negative amount": (terms(give("kenya", "china", -3)), "amount_too_small"),
    "no amount": (terms(give("kenya", "china", 0)), "amount_too_small"),
    "an impossible amount": (terms(give("kenya", "china", 10**9)), "amount_too_large"),
    "beyond means": (terms(give("kenya", "china", 11)), "beyond_funds"),
    "beyond anybody's means": (terms(give("china", "kenya", 41)), "beyond_funds"),
    "beyond means in sum": (terms(give("kenya", "china", 6), rangers("kenya", 5, target=TSAVO)), "beyond_funds"),
    "more than all assets": (terms(Clause(K.SHARE_ASSETS, "kenya", "china", 101)), "share_too_large"),
    "more than all assets, in two parts": (
        terms(Clause(K.SHARE_ASSETS, "kenya", "china", 60), Clause(K.SHARE_ASSETS, "kenya", "gabon", 60)),
        "share_too_large",
    ),
    "too many teams": (terms(Clause(K.LEND_TEAM, "kenya", "china", 4)), "beyond_teams"),
    "too many teams in sum": (
        terms(Clause(K.LEND_TEAM, "kenya", "china", 3), Clause(K.LINK, "china", "kenya")),
        "beyond_teams",
    ),
    "too dear to join": (
        terms(*(Clause(K.JOIN, "gabon", instrument=name) for name in ("untoc", "twix")), give("kenya", "gabon", 1)),
        "",
    ),
    "a party already": (
        terms(Clause(K.JOIN, "kenya", instrument="untoc"), parties=("kenya", "china")),
        "party_already",
    ),
    "staying where one is not": (
        terms(Clause(K.STAY, "gabon", instrument="untoc"), parties=("kenya", "gabon")),
        "no_party",
    ),
    "an unknown instrument": (
        terms(Clause(K.JOIN, "kenya", instrument="x"), parties=("kenya", "china")),
        "instrument_unknown",
    ),
    "an unknown measure": (
        terms(Clause(K.FUND_AT_LEAST, "kenya", amount=1, measure="x"), parties=("kenya", "china")),
        "measure_unknown",
    ),
    "a measure paid in teams": (
        terms(Clause(K.FUND_AT_LEAST, "kenya", amount=1, measure="liaison"), parties=("kenya", "china")),
        "measure_without_funds",
    ),
    "somebody else's park": (
        terms(rangers("kenya", 2, target=MINKEBE), parties=("kenya", "gabon")),
        "target_out_of_reach",
    ),
    "no park at all": (terms(rangers("china", 2), parties=("kenya", "china")), "target_out_of_reach"),
    "a closed project": (
        terms(Clause(K.CONTRIBUTE, "kenya", amount=2, project="x"), parties=("kenya", "china")),
        "project_unknown",
    ),
    "more than a project takes": (
        terms(Clause(K.CONTRIBUTE, "china", amount=11, project="corridors"), parties=("kenya", "china")),
        "project_cap",
    ),
    "a term of no turns": (terms(give("kenya", "china", 3, turns=0)), "term_impossible"),
    "a term that began before": (terms(give("kenya", "china", 3, after=-1)), "term_impossible"),
    "a term longer than the game": (terms(give("kenya", "china", 3, turns=9)), "term_too_long"),
    "an agreement longer than the game": (terms(give("kenya", "china", 3), turns=9), "term_too_long"),
    "the same promise twice": (terms(give("kenya", "china", 3), give("kenya", "china", 3)), "clause_twice"),
    "two floors under one thing": (
        terms(rangers("kenya", 3, target=TSAVO), rangers("kenya", 5, target=TSAVO), parties=("kenya", "china")),
        "clause_twice",
    ),
    "funding what one does without": (
        terms(
            rangers("kenya", 3, target=TSAVO),
            Clause(K.REFRAIN, "kenya", measure="ranger_patrol"),
            parties=("kenya", "china"),
        ),
        "contradiction",
    ),
    "a link with whom one does without": (
        terms(
            Clause(K.LINK, "china", "kenya"),
            Clause(K.REFRAIN, "kenya", measure="liaison", target=Target(delegation="china")),
        ),
        "contradiction",
    ),
    "two votes on one draft": (
        terms(
            Clause(K.VOTE, "kenya", resolution="L.1"),
            Clause(K.VOTE, "kenya", resolution="L.1", vote=Vote.NO),
            parties=("kenya", "china"),
        ),
        "contradiction",
    ),
    "gifts in a circle": (
        terms(give("kenya", "china", 3), give("china", "gabon", 3), give("gabon", "kenya", 3)),
        "gifts_in_a_circle",
    ),
    "gifts there and back that are not the same": (
        terms(give("kenya", "china", 3), give("china", "kenya", 4)),
        "gifts_in_a_circle",
    ),
    "a circle hidden behind another gift": (
        terms(give("kenya", "china", 3), give("china", "kenya", 3), give("china", "gabon", 1)),
        "gifts_in_a_circle",
    ),
    "teams that are lent to and fro": (
        terms(Clause(K.LEND_TEAM, "kenya", "china", 1), Clause(K.LEND_TEAM, "china", "kenya", 1)),
        "gifts_in_a_circle",
    ),
    "a payment into a fund": (
        terms(Clause(K.PAY_IN, "kenya", amount=1, fund="L.1/fund"), parties=("kenya", "china")),
        "not_for_agreements",
    ),
    "an amount where there is none": (terms(Clause(K.LINK, "kenya", "china", amount=2)), "no_amount_here"),
    "too many clauses": (
        terms(*(give("kenya", "china", 1, after=turn % 6, turns=1 + turn // 6) for turn in range(13))),
        "too_many_clauses",
    ),
}


@pytest.mark.parametrize("case", [name for name, (_, code) in REFUSED.items() if code])
def test_what_cannot_be_promised(case: str) -> None:
    offered, code = REFUSED[case]
    assert refused(start(), make_facts(), cm.RecordAgreement(offered)) == code


def test_too_little_political_capital_to_join() -> None:
    offered = terms(Clause(K.JOIN, "gabon", instrument="untoc"), parties=("kenya", "gabon"))
    from tests.session.negotiation.table import with_seat

    assert (
        refused(start(), with_seat(make_facts(), "gabon", capital=1), cm.RecordAgreement(offered)) == "beyond_capital"
    )
    do(start(), make_facts(), cm.RecordAgreement(offered))
    do(start(), with_seat(make_facts(), "gabon", capital=None), cm.RecordAgreement(offered))


ALLOWED = {
    "three parties": terms(give("kenya", "china", 3), give("china", "gabon", 4)),
    "a circle of pledges to act": terms(
        rangers("kenya", 2, target=TSAVO), rangers("gabon", 2), parties=("kenya", "gabon")
    ),
    "a loan, paid back": terms(give("kenya", "china", 3, turns=1), give("china", "kenya", 3, turns=1, after=2)),
    "means used turn after turn": terms(
        give("kenya", "china", 9, turns=1), give("kenya", "china", 8, turns=1, after=1)
    ),
    "another target of what one does without": terms(
        rangers("gabon", 2, target=MINKEBE),
        Clause(K.REFRAIN, "gabon", measure="audit"),
        parties=("kenya", "gabon"),
    ),
    "every turn that is left": terms(give("kenya", "china", 3, turns=8)),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_can_be_promised(case: str) -> None:
    do(start(), make_facts(), cm.RecordAgreement(ALLOWED[case]))


def test_promises_of_earlier_agreements_count() -> None:
    facts = make_facts()
    state = do(start(), facts, cm.RecordAgreement(terms(give("kenya", "china", 6))))
    assert refused(state, facts, cm.RecordAgreement(terms(give("kenya", "gabon", 5)))) == "beyond_funds"
    do(state, facts, cm.RecordAgreement(terms(give("kenya", "gabon", 4))))


def test_where_means_are_secret_the_most_that_can_have_been_saved_counts() -> None:
    from tests.session.negotiation.table import with_seat

    first, second = (with_seat(make_facts(turn=turn), "kenya", funds=None) for turn in (1, 2))
    assert refused(start(), first, cm.RecordAgreement(terms(give("kenya", "china", 11)))) == "beyond_funds"
    do(start(), first, cm.RecordAgreement(terms(give("kenya", "china", 10))))
    do(start(), second, cm.RecordAgreement(terms(give("kenya", "china", 20))))
    assert refused(start(), second, cm.RecordAgreement(terms(give("kenya", "china", 21)))) == "beyond_funds"


def test_refusals_at_the_table_tell_no_figure_of_anybodys_means() -> None:
    from game.session.negotiation.decide import decide_negotiation

    answer = decide_negotiation(start(), make_facts(), cm.RecordAgreement(terms(give("kenya", "china", 11))))
    assert str(answer) == "Kenya cannot pay as much. Lower an amount, or let it start later."


@pytest.mark.parametrize(
    ("force", "binding", "code"),
    [(AgreementForce.PLEDGE, True, "only_pledges"), (AgreementForce.BINDING, False, "only_binding")],
)
def test_scenario_says_whether_agreements_bind(force: AgreementForce, binding: bool, code: str) -> None:
    from dataclasses import replace

    facts = make_facts()
    facts = replace(facts, rules=replace(facts.rules, agreements=force))
    assert refused(start(), facts, cm.RecordAgreement(terms(give("kenya", "china", 1), binding=binding))) == code
    do(start(), facts, cm.RecordAgreement(terms(give("kenya", "china", 1), binding=not binding)))


def test_nothing_is_agreed_after_the_orders_opened() -> None:
    facts = make_facts(Stage.OUTCOME)
    assert refused(start(), facts, cm.RecordAgreement(terms(give("kenya", "china", 1)))) == "not_now"


SENTENCES = {
    "Kenya gives China 1 unit a turn, until it ends.": give("kenya", "china", 1),
    "Kenya gives China 3 units a turn, for 2 turns.": give("kenya", "china", 3, turns=2),
    "Kenya gives China 3 units a turn, for 1 turn, starting after 2 turns.": give(
        "kenya", "china", 3, turns=1, after=2
    ),
    "Kenya puts at least 4 units a turn into ranger patrols (Tsavo), until it ends.": rangers("kenya", 4, target=TSAVO),
    "Kenya puts at least 4 units a turn into ranger patrols, until it ends.": rangers("kenya", 4),
    "Kenya lends China 1 team, until it ends.": Clause(K.LEND_TEAM, "kenya", "china", 1),
    "Kenya and China each keep a team with the other, until it ends.": Clause(K.LINK, "kenya", "china"),
    "Gabon joins UNTOC, within 2 turns.": Clause(K.JOIN, "gabon", instrument="untoc", turns=2),
    "Kenya tells China what it knows, until it ends.": Clause(K.SHARE_INTELLIGENCE, "kenya", "china"),
    "China gives Kenya 50 % of the assets it recovers, until it ends.": Clause(K.SHARE_ASSETS, "china", "kenya", 50),
    "Kenya pays 5 units a turn into Land for two corridors, for 2 turns.": Clause(
        K.CONTRIBUTE, "kenya", amount=5, turns=2, project="corridors"
    ),
    "Kenya votes no on draft L.1.": Clause(K.VOTE, "kenya", resolution="L.1", vote=Vote.NO),
    "Kenya does without audits, until it ends.": Clause(K.REFRAIN, "kenya", measure="audit"),
    "Kenya does not leave UNTOC, until it ends.": Clause(K.STAY, "kenya", instrument="untoc"),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_plain_words(sentence: str) -> None:
    assert plain_sentence(SENTENCES[sentence], NAMES) == sentence


def test_a_promise_without_an_end_says_how_long_its_agreement_lets_it_hold() -> None:
    joins = Clause(K.JOIN, "gabon", instrument="untoc")
    clauses = (give("kenya", "gabon", 1), give("gabon", "kenya", 1, after=1), joins, rangers("kenya", 4, turns=1))
    assert agreed_sentences(Terms(("kenya", "gabon"), clauses, turns=3), NAMES) == (
        "Kenya gives Gabon 1 unit a turn, for 3 turns.",
        "Gabon gives Kenya 1 unit a turn, for 2 turns, starting after 1 turn.",
        "Gabon joins UNTOC, within 3 turns.",
        "Kenya puts at least 4 units a turn into ranger patrols, for 1 turn.",
    )
    endless = Terms(("kenya", "gabon"), clauses[:1])
    assert agreed_sentences(endless, NAMES) == ("Kenya gives Gabon 1 unit a turn, until it ends.",)


@pytest.mark.parametrize("kind", OFFERED_KINDS)
def test_formal_words_bind(kind: ClauseKind) -> None:
    said = formal_sentence(Clause(kind, "kenya", "china", 2, measure="audit", resolution="L.1"), NAMES)
    assert said.startswith("Kenya ")
    assert " shall " in said
    assert said.endswith(".")
    assert "{" not in said


def test_formal_words_as_on_paper() -> None:
    said = formal_sentence(give("kenya", "china", 3), NAMES)
    assert said == "Kenya shall transfer to China 3 units of funds per turn, for as long as this agreement is in force."
