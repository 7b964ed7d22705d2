"""An agreement being put together: every kind makes a sentence and terms that the rules accept."""

from dataclasses import replace

import pytest

from game.client.view_models import agreement_form as af
from game.client.view_models.agreement_form import Form
from game.session.negotiation.agreements import Agreement, Status
from game.session.negotiation.clauses import CLAUSE_RULES, OFFERED_KINDS, ClauseKind
from game.session.negotiation.commands import RecordAgreement
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.facts import Facts
from game.session.refusal import Refusal
from tests.session.negotiation.table import make_facts, start


def _between(facts: Facts, *seats: str, kind: ClauseKind = ClauseKind.GIVE_FUNDS) -> Form:
    form = af.empty_form(facts)
    for seat in seats:
        form = af.toggle_party(form, seat, facts)
    return af.with_draft(af.choose_kind(form, kind, facts), start(facts))


@pytest.mark.parametrize("kind", OFFERED_KINDS)
def test_every_kind_is_recorded_as_it_first_stands(kind: ClauseKind) -> None:
    facts = make_facts()
    seats = ("gabon", "kenya") if kind is ClauseKind.JOIN else ("kenya", "gabon")
    form = _between(facts, *seats, kind=kind)
    assert af.missing(form, start(facts)) == ""
    assert af.sentence_of(form, facts).endswith(".")
    decision = decide_negotiation(start(facts), facts, RecordAgreement(af.terms_of(form)))
    assert not isinstance(decision, Refusal), decision


def test_who_is_pressed_first_promises_and_who_comes_second_receives() -> None:
    facts = make_facts()
    assert af.sentence_of(af.empty_form(facts), facts) == "Choose the parties: first who promises, then to whom."
    assert af.sentence_of(_between(facts, "kenya"), facts) == "Choose another party."
    form = _between(facts, "kenya", "china")
    assert af.sentence_of(form, facts) == "Kenya gives China 2 units a turn, for 3 turns."
    form = af.settled(replace(form, by="china"), facts)
    assert af.sentence_of(form, facts) == "China gives Kenya 2 units a turn, for 3 turns."


def test_a_measure_that_the_promising_side_can_order_nowhere_is_not_offered() -> None:
    facts = make_facts()
    here = {"ranger_patrol": (), "audit": facts.targets["vietnam"]["audit"]}
    facts = replace(facts, targets={**facts.targets, "vietnam": here})
    form = _between(facts, "vietnam", "kenya", kind=ClauseKind.FUND_AT_LEAST)
    assert form.measure == "audit"
    assert [item.key for item in af.measure_options(form, facts)] == ["audit"]
    decision = decide_negotiation(start(facts), facts, RecordAgreement(af.terms_of(form)))
    assert not isinstance(decision, Refusal), decision


def test_a_party_that_leaves_takes_its_promises_along() -> None:
    facts = make_facts()
    form = af.add_clause(_between(facts, "kenya", "china"), facts)
    assert (form.by, form.to, len(form.clauses)) == ("china", "kenya", 1)
    form = af.toggle_party(form, "gabon", facts)
    assert len(af.terms_of(form).clauses) == 2
    without = af.toggle_party(form, "china", facts)
    assert without.clauses == ()
    assert {without.by, without.to} == {"kenya", "gabon"}


def test_a_delegation_that_offers_stays_a_party() -> None:
    facts = make_facts()
    form = af.toggle_party(af.empty_form(facts, "china"), "kenya", facts)
    assert af.toggle_party(form, "china", facts) == form
    assert (form.by, form.to) == ("china", "kenya")


def test_the_agreement_lasts_as_long_as_its_longest_promise() -> None:
    facts = make_facts()
    form = af.add_clause(_between(facts, "kenya", "china"), facts)
    assert af.terms_of(form).turns == 3
    open_ended = Form(parties=form.parties, by="kenya", to="china", turns=None, clauses=form.clauses)
    assert af.terms_of(open_ended).turns is None


def test_a_counter_offer_begins_with_the_terms_that_it_answers() -> None:
    facts = make_facts()
    terms = af.terms_of(af.add_clause(_between(facts, "kenya", "china"), facts))
    offer = Agreement("A1", "kenya", terms, Status.OFFERED, 1, ("kenya",))
    form = af.counter_form(facts, "china", offer)
    assert af.terms_of(form) == terms
    assert form.answers == "A1"


@pytest.mark.parametrize("kind", [kind for kind in OFFERED_KINDS if not CLAUSE_RULES[kind].once])
def test_amounts_stay_within_what_can_be_chosen(kind: ClauseKind) -> None:
    facts = make_facts()
    form = _between(facts, "kenya", "gabon", kind=kind)
    assert form.amount <= af.most_amount(form, facts) or form.amount == 0


def test_what_makes_no_sense_now_is_closed_with_its_reason() -> None:
    facts = make_facts(projects={}, instruments={})
    closed = {item.key: item.hint for item in af.kind_options(start(make_facts()), facts) if not item.enabled}
    assert closed == {
        "contribute": "No joint project is open.",
        "join": "There is no instrument for this promise.",
        "stay": "There is no instrument for this promise.",
    }
