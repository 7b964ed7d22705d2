"""What a word is worth: computers answer who broke its word, with them or in public, and come back in time."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from game.bots.credit import believed, credit, distrusted
from game.bots.driver import Computers
from game.bots.temperament import TEMPERAMENTS
from game.session import commands as cm
from game.session.desk import Occupant, Phase, Target
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.settle import entries_of
from game.session.negotiation.statements import reasons_for
from game.session.play import Table
from game.session.rulebook import Rulebook
from tests.session.conftest import IVORY, advance, begin, done, finish_vote, rulebook, to_phase

RANGERS = Target(habitat="tsavo", jurisdiction="KEN")
GIFT = Clause(ClauseKind.GIVE_FUNDS, "china", "kenya", 4)
RANGER = Clause(ClauseKind.FUND_AT_LEAST, "kenya", amount=1, measure="ranger_patrol", target=RANGERS)


@pytest.fixture(scope="module")
def ivory() -> Rulebook:
    return rulebook(IVORY)


def caucus(book: Rulebook, computers: Mapping[str, str]) -> Table:
    table = begin(book, seed=3, receipts=False)
    for seat, temperament in computers.items():
        done(table, cm.ChangeSeat(seat, Occupant.COMPUTER, temperament))
    return to_phase(table, Phase.CAUCUS)


def next_caucus(table: Table) -> None:
    """Let nobody order anything until the delegations talk again."""
    turn = table.public_view().turn
    while table.public_view().turn == turn or table.public_view().phase is not Phase.CAUCUS:
        advance(table)


def let_down(table: Table, *creditors: str, units: int = 4, by: str = "china") -> None:
    """Let China, or another one, owe ``units`` to each for a turn, and deliver nothing."""
    for creditor in creditors:
        clause = Clause(ClauseKind.GIVE_FUNDS, by, creditor, units)
        done(table, nc.RecordAgreement(Terms((by, creditor), (clause,), turns=1)))
    next_caucus(table)


def answer_to(table: Table, terms: Terms) -> tuple[Status, str]:
    """Return what the computer makes of an offer of China, and the last reason that it gives."""
    done(table, nc.ProposeAgreement("china", terms))
    name = list(table.public_view().negotiation.public.agreements)[-1]
    Computers(table).move()
    said = reasons_for(table.public_view().negotiation, name)
    return table.public_view().negotiation.public.agreements[name].status, said[-1].text if said else ""


def offered(*, binding: bool = False) -> Terms:
    return Terms(("china", "kenya"), (GIFT, RANGER), turns=3, binding=binding)


@pytest.mark.parametrize("temperament", TEMPERAMENTS)
def test_who_broke_its_word_is_taken_at_what_is_binding_alone(ivory: Rulebook, temperament: str) -> None:
    table = caucus(ivory, {"kenya": temperament})
    before, _why = answer_to(table, offered())
    assert before in {Status.IN_FORCE, Status.COUNTERED}, "a good offer at first"
    table = caucus(ivory, {"kenya": temperament})
    let_down(table, "kenya")
    after, why = answer_to(table, offered())
    assert after is Status.DECLINED
    assert why.startswith("We refuse: there is too little trust in China for a pledge.")
    assert answer_to(table, offered(binding=True))[0] in {Status.IN_FORCE, Status.COUNTERED}


def test_nobody_is_sent_to_binding_terms_that_would_be_refused_as_well(ivory: Rulebook) -> None:
    table = caucus(ivory, {"kenya": "cautious"})
    let_down(table, "kenya")
    worthless = Terms(("china", "kenya"), (Clause(ClauseKind.GIVE_FUNDS, "kenya", "china", 2),), turns=3)
    after, why = answer_to(table, worthless)
    assert after is Status.DECLINED
    assert why.endswith("The same, binding, we would not sign either.")
    assert answer_to(table, replace(worthless, binding=True))[0] is Status.DECLINED
    _good, why = answer_to(table, offered())
    assert why.endswith("For now we sign what is binding.")


def test_a_word_broken_with_others_is_known_and_counts_less(ivory: Rulebook) -> None:
    table = caucus(ivory, {})
    view = table.seat_view("kenya")
    stranger = believed(view, TEMPERAMENTS["cooperative"], "china")
    assert stranger == TEMPERAMENTS["cooperative"].believes
    let_down(table, "tanzania", "straits")
    view = table.seat_view("kenya")
    assert credit(table.seat_view("tanzania"), "china") < credit(view, "china") < 0.0
    assert believed(view, TEMPERAMENTS["cooperative"], "china") < 0.5 * stranger
    assert distrusted(view, ("china", "straits", "kenya")) == ("china",)


def test_kept_words_and_time_bring_credit_back(ivory: Rulebook) -> None:
    table = caucus(ivory, {})
    let_down(table, "kenya")
    assert distrusted(table.seat_view("kenya"), ("china",))
    for _turn in range(2):
        done(table, nc.RecordAgreement(Terms(("china", "kenya"), (GIFT,), turns=1)))
        to_phase(table, Phase.DESKS)
        done(table, cm.GiveFunds("china", "kenya", 4))
        next_caucus(table)
    assert not distrusted(table.seat_view("kenya"), ("china",))
    table = caucus(ivory, {})
    let_down(table, "kenya", units=3)
    while distrusted(table.seat_view("kenya"), ("china",)):
        next_caucus(table)
    assert table.public_view().turn <= 6


def test_a_word_broken_in_secret_is_known_to_those_who_were_in_it_alone(ivory: Rulebook) -> None:
    table = caucus(ivory, {})
    to_phase(table, Phase.DESKS)
    done(table, nc.ProposeAgreement("china", Terms(("china", "kenya"), (GIFT,), secret=True, turns=1)))
    (name,) = table.seat_view("kenya").negotiation.seat("kenya").secrets
    done(table, nc.SignAgreement("kenya", name))
    next_caucus(table)
    assert credit(table.seat_view("kenya"), "china") == 0.0
    next_caucus(table)
    assert distrusted(table.seat_view("kenya"), ("china",))
    assert credit(table.seat_view("tanzania"), "china") == 0.0


def posted(table: Table, seat: str) -> set[str]:
    """Return with whom the computer ``seat`` posts its teams."""
    to_phase(table, Phase.DESKS)
    Computers(table).move()
    orders = table.state.seats[seat].draft.orders
    return {order.target.delegation for order in orders if order.target.delegation}


def test_no_team_is_posted_with_who_broke_its_word(ivory: Rulebook) -> None:
    table = caucus(ivory, {"kenya": "cooperative"})
    next_caucus(table)
    before = posted(table, "kenya")
    assert before
    partner = min(before)
    table = caucus(ivory, {"kenya": "cooperative"})
    let_down(table, "kenya", by=partner)
    assert partner not in posted(table, "kenya")


def test_a_resolution_that_others_do_not_carry_is_not_paid_for_alone(ivory: Rulebook) -> None:
    """Who keeps its word pays first; it stops, and says why, when those whom it distrusts paid nothing."""
    table = caucus(ivory, {})
    for bracket in ("amount", "place", "sharing", "units"):
        done(table, nc.SettleBracket("referee", "L.1", bracket, 0))
    for seat in ("china", "tanzania", "straits"):
        done(table, nc.SignDraft(seat, "L.1"))
    to_phase(table, Phase.PLENARY)
    done(table, nc.PutQuestion("L.1"))
    finish_vote(table)
    done(table, cm.ChangeSeat("kenya", Occupant.COMPUTER, "cooperative"))
    computers = Computers(table)
    while table.public_view().turn < 3:
        computers.move()
        advance(table)
    computers.move()
    paid = {
        entry.turn: entry.delivered
        for entry in entries_of(table.public_view().negotiation)
        if entry.by == "kenya" and entry.kind is ClauseKind.PAY_IN
    }
    assert paid[1] > 0
    assert paid[2] == 0
    why = [item.text for item in reasons_for(table.public_view().negotiation, "L.1") if item.seat == "kenya"]
    assert why[-1].startswith("We stopped paying for this: ")


def test_the_faithless_sign_as_before_and_keep_no_pledge(ivory: Rulebook) -> None:
    for faithless, gave in ((), 4), (("china",), 0):
        table = caucus(ivory, {"china": "cautious"})
        done(table, nc.RecordAgreement(Terms(("china", "kenya"), (GIFT,), turns=1)))
        computers = Computers(table, faithless=faithless)
        while table.public_view().phase is not Phase.OUTCOME:
            computers.move()
            advance(table)
        assert table.public_view().opened[0]["china"].gifts.get("kenya", 0) == gave


def test_a_computer_beside_a_person_says_how_it_would_settle_and_leaves_it_to_the_person(ivory: Rulebook) -> None:
    table = caucus(ivory, {"tanzania": "cooperative"})
    done(table, nc.SponsorDraft("tanzania", "L.1"))
    computers = Computers(table)
    computers.move()
    draft = table.public_view().negotiation.public.resolutions["L.1"]
    assert draft.open_brackets
    said = [item.text for item in reasons_for(table.public_view().negotiation, "L.1") if item.seat == "tanzania"]
    assert [text.startswith("We would settle on ") for text in said] == [True]
    asked = draft.open_brackets[0]
    other = next(
        number for number, item in enumerate(asked.alternatives) if f"“{item.words}”" not in said[0].split(",")[0]
    )
    done(table, nc.SettleBracket("kenya", "L.1", asked.id, other))
    computers.move()
    assert len(table.public_view().negotiation.public.resolutions["L.1"].open_brackets) > 1
    assert len(reasons_for(table.public_view().negotiation, "L.1")) == 1, "it says so once"
    advance(table)
    computers.move()
    draft = table.public_view().negotiation.public.resolutions["L.1"]
    assert not draft.open_brackets
    assert draft.settled[asked.id] == other
