"""Secret agreements that come out: when, by what luck, what everybody then knows, and what it does to trust."""

from dataclasses import replace
from functools import cache

import pytest

from game.model.scenario import Scenario
from game.scenario.load import read_scenario
from game.scenario.parameters import load_parameters
from game.session import commands as cm
from game.session.desk import Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.trust import LEAK_LOSS, trust_after_leak, trust_between
from game.session.play import Table
from game.session.published import NewsKind
from game.session.rulebook import Rulebook, make_rulebook
from tests.session.conftest import advance, begin, done, meeting_text, refused, to_desks, to_phase
from tests.session.test_secrets import everything
from tests.session.test_talks import end_turn, secret

GIFT = Clause(ClauseKind.GIVE_FUNDS, "kenya", "malaysia", 3)
NAME = "kenya+malaysia/1"


@cache
def scenario() -> Scenario:
    found = read_scenario(meeting_text(), "meeting.yaml").scenario
    assert found is not None
    return found


@cache
def leaky(chance: float) -> Rulebook:
    rules = replace(scenario().negotiation, leak_chance=chance)
    return make_rulebook(replace(scenario(), negotiation=rules), load_parameters())


def agreed(chance: float, *, seed: int = 7, binding: bool = True, turns: int = 6) -> Table:
    """Return a table at the outcome of turn 1, where Kenya has promised Malaysia a gift in secret from turn 2 on."""
    table = to_desks(begin(leaky(chance), seed=seed, turns=turns, receipts=False))
    secret(table, GIFT, binding=binding)
    advance(table)
    return table


def talks(table: Table) -> NegotiationState:
    return table.public_view().negotiation


def trust(table: Table, who: str, whom: str) -> float:
    return trust_between(talks(table).public.trust, who, whom)


def test_nothing_comes_out_where_nothing_can() -> None:
    table = agreed(0.0)
    for _turn in range(4):
        assert NAME not in everything(table.public_view())
        assert NAME not in everything(table.seat_view("asia"))
        end_turn(table)
    assert NAME in table.seat_view("kenya").negotiation.seat("kenya").secrets


def test_what_comes_out_is_told_to_all_with_what_was_agreed() -> None:
    table = agreed(1.0)
    assert NAME not in everything(table.public_view()), "not before it was in force for a turn"
    advance(table)
    assert NAME not in everything(table.public_view())
    end_turn(table)
    assert NAME not in everything(table.public_view()), "only at the next briefing"
    advance(table)
    view = table.public_view()
    (line,) = (line for line in view.news if line.kind is NewsKind.LEAK)
    assert line.turn == view.turn == 3
    assert "Kenya" in line.sentence
    assert "Malaysia" in line.sentence
    assert "3 units" in line.sentence
    assert line.sentence.endswith(".")
    assert ".." not in line.sentence
    agreement = view.negotiation.public.agreements[NAME]
    assert (agreement.revealed, agreement.leaked, agreement.status) == (True, 3, Status.IN_FORCE)
    assert [entry.source for entry in view.negotiation.public.entries] == [NAME]
    assert not table.seat_view("kenya").negotiation.seat("kenya").secrets
    done(to_desks(table), cm.OpenDesk("asia"))
    assert NewsKind.LEAK in {line.kind for line in table.seat_view("asia").news}
    end_turn(table)
    opened = table.public_view().opened[-1]["kenya"]
    assert opened.gifts == {"malaysia": 3}, "it goes on, and from now on everybody sees what it brings"
    advance(table)
    assert NewsKind.LEAK not in {line.kind for line in table.public_view().news}, "news once"


def test_who_was_left_out_trusts_both_less_and_kept_promises_count_now() -> None:
    table = agreed(1.0)
    advance(table)
    end_turn(table)
    assert not talks(table).public.trust, "what is promised in secret moves no trust"
    advance(table)
    for party in ("kenya", "malaysia"):
        assert trust(table, "asia", party) == pytest.approx(-LEAK_LOSS)
        assert trust(table, party, "asia") == 0
    assert trust(table, "malaysia", "kenya") > 0 == trust(table, "kenya", "malaysia")


def test_a_broken_promise_that_comes_out_costs_more_trust_than_a_kept_one_earns() -> None:
    table = agreed(1.0, binding=False)
    advance(table)
    end_turn(table)  # Kenya does not give
    advance(table)
    assert trust(table, "malaysia", "kenya") < 0
    assert talks(table).public.agreements[NAME].breaches == ("kenya",)


def test_trust_after_a_leak_stays_in_its_bounds() -> None:
    low = {"asia": {"kenya": -1.0, "malaysia": 0.5}}
    after = trust_after_leak(low, ("kenya", "malaysia"), ("asia",), ())
    assert after["asia"]["kenya"] == -1.0
    assert after["asia"]["malaysia"] == pytest.approx(0.5 - LEAK_LOSS * 1.5)


def leaked_in(chance: float, seed: int, *, binding: bool = True) -> int | None:
    table = agreed(chance, seed=seed, binding=binding, turns=5)
    while table.public_view().turn < 5:
        end_turn(table)
        advance(table)
        found = talks(table).public.agreements.get(NAME)
        if found is not None:
            return found.leaked
    return None


def test_luck_comes_from_the_seed_alone() -> None:
    turns = [leaked_in(0.3, seed) for seed in range(6)]
    assert turns == [leaked_in(0.3, seed) for seed in range(6)]
    assert None in turns
    assert len(set(turns)) > 1


def test_who_was_let_down_talks() -> None:
    """Where a party fell short the chance doubles: 0.5 becomes certain."""
    assert {leaked_in(0.5, seed, binding=False) for seed in range(4)} == {3}
    assert {leaked_in(0.5, seed) for seed in range(4)} != {3}


def test_an_offer_that_is_not_signed_never_comes_out() -> None:
    table = to_desks(begin(leaky(1.0), turns=5, receipts=False))
    done(table, nc.ProposeAgreement("kenya", Terms(("kenya", "malaysia"), (GIFT,), secret=True)))
    for _turn in range(3):
        end_turn(table)
        advance(table)
        assert NAME not in everything(table.public_view())


def test_the_referee_lets_out_no_offer_that_not_all_have_signed() -> None:
    table = to_desks(begin(leaky(0.0), turns=2, receipts=False))
    done(table, nc.ProposeAgreement("kenya", Terms(("kenya", "malaysia"), (GIFT,), secret=True)))
    assert refused(table, nc.RevealAgreement(NAME)) == "not_agreed"
    done(to_phase(table, Phase.EPILOGUE), nc.RevealAgreement(NAME))
    assert NAME in talks(table).public.agreements


def test_several_secrets_come_out_each_by_its_own_luck() -> None:
    table = to_desks(begin(leaky(1.0), turns=5, receipts=False))
    secret(table, GIFT)
    secret(table, Clause(ClauseKind.GIVE_FUNDS, "asia", "kenya", 1))
    advance(table)
    end_turn(table)
    advance(table)
    assert {NAME, "asia+kenya/1"} <= set(talks(table).public.agreements)
    assert trust(table, "asia", "malaysia") == pytest.approx(-LEAK_LOSS)
    assert trust(table, "malaysia", "asia") == pytest.approx(-LEAK_LOSS)


def test_the_referee_lets_it_out_with_the_same_effects_and_the_debrief_without() -> None:
    table = agreed(0.0, turns=2)
    advance(table)
    end_turn(table)
    assert refused(table, nc.RevealAgreement(NAME, by="kenya")) == "referee_only"
    for _again in range(2):
        done(table, nc.RevealAgreement(NAME))
        assert trust(table, "asia", "kenya") == pytest.approx(-LEAK_LOSS), "it comes out once"

    later = to_phase(agreed(0.0, turns=2), Phase.EPILOGUE)
    before = talks(later).public.trust
    done(later, nc.RevealAgreement(NAME))
    assert talks(later).public.trust == before
    assert talks(later).public.agreements[NAME].leaked is None


def test_going_back_before_the_leak_makes_it_secret_again_and_it_comes_out_again() -> None:
    table = agreed(1.0)
    advance(table)
    end_turn(table)
    advance(table)
    assert NAME in talks(table).public.agreements
    done(table, cm.Rewind(2))
    assert NAME not in everything(table.public_view().negotiation)
    end_turn(table)
    advance(table)
    assert talks(table).public.agreements[NAME].leaked == 3
