"""The best cooperative plan: it keeps within everybody's means, keeps its promises, and finds what can be agreed."""

from dataclasses import replace

import pytest

from game.scenario.example import merged
from game.scenario.load import read_scenario
from game.scenario.parameters import load_parameters
from game.session import commands as cm
from game.session.desk import Occupant
from game.session.line import idle_line, play_line
from game.session.plan_search import best_plan, plans_to_try
from game.session.plans import agreed_by, may_adopt, opening_drafts, other_rules, planner_of
from game.session.play import Table
from game.session.room import harm
from game.session.rulebook import Rulebook, make_rulebook
from game.session.state import State
from tests.session.conftest import SMALL

RULES = """
negotiation:
  body: commission
  rules:
  - {id: good, name: A good rule, text: Helps., effects: [{kind: corruption, amount: -0.1}]}
  - {id: bad, name: A bad rule, text: Harms., effects: [{kind: corruption, amount: 0.1}]}
  opening_drafts:
  - id: fund
    title: A fund for audits
    sponsors: [kenya]
    operative:
    - id: pays
      verb: Decides to establish
      text: a pooled fund of {amount} units a turn for audits at {place}
      does: pooled_fund
      spend: {measure: audit, at: KEN}
      brackets:
      - {id: amount, settles: amount, alternatives: [1, 4]}
      - id: place
        settles: at
        alternatives: [{words: Nairobi, at: KEN}, {words: Port Klang, at: MYS}]
    - id: spoils
      verb: Urges
      text: those States to bring in the bad rule
      does: rule
      rule: bad
    - id: pledge
      verb: Calls upon
      text: those States to devote not less than one unit a turn each to patrols
      does: common_pledge
      measure: patrol
      amount: 1
"""


def rules_of(more: str = "") -> Rulebook:
    result = read_scenario(merged([SMALL.read_text(encoding="utf-8"), more]), "small.yaml")
    assert result.scenario is not None, result.diagnostics
    return make_rulebook(result.scenario, load_parameters())


def opened(book: Rulebook, **options: object) -> State:
    seats = tuple(cm.SeatPlan(seat, Occupant.PERSON) for seat in book.delegations)
    table = Table(book)
    table.submit(cm.StartSession(3, seats, cm.Options(**options)))  # type: ignore[arg-type]
    return table.state


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rules_of(RULES)


def test_the_search_finds_what_helps_and_leaves_what_harms(book: Rulebook) -> None:
    state = opened(book)
    best = best_plan(state, book)
    assert best.plan.rules == ("good",)
    assert all(clause.id != "spoils" for draft in best.plan.drafts for clause in draft.operative)
    assert best.tried <= plans_to_try(state, book)
    assert best.harm < harm(book, idle_line(state, book).truth)
    line = play_line(state, book, planner_of(state, book, best.plan), agreed_by(state, book, best.plan))
    assert harm(book, line.truth) == best.harm


def test_nothing_is_adopted_where_nobody_meets(book: Rulebook) -> None:
    state = opened(book, plenary_every=0)
    assert not may_adopt(state, book)
    plan = best_plan(state, book).plan
    assert (plan.drafts, plan.rules) == ((), ())


def test_a_rule_that_nobody_can_table_is_left_out(book: Rulebook) -> None:
    state = opened(book)
    assert other_rules(state, book) == ("good",)
    first = state.briefings[1]
    poor = replace(first, seats={seat: replace(own, political_capital=0) for seat, own in first.seats.items()})
    assert other_rules(replace(state, briefings={1: poor}), book) == ()


def test_promises_are_kept_within_means(book: Rulebook) -> None:
    state = opened(book)
    (draft,) = opening_drafts(state)
    plan = replace(best_plan(state, book).plan, drafts=(draft.settle("amount", 1),), rules=())
    line = play_line(state, book, planner_of(state, book, plan), agreed_by(state, book, plan))
    entries = line.negotiation.public.entries
    assert {entry.kind.value for entry in entries} == {"pay_in", "fund_at_least"}
    assert all(entry.kept for entry in entries)
    assert sum(pool.spent for pool in line.negotiation.public.pools.values()) == 4 * line.public.turns


@pytest.mark.parametrize("more", ["", RULES])
def test_no_plan_spends_more_than_there_is(more: str) -> None:
    project = """
projects:
- id: port
  name: A port
  jurisdiction: KEN
  cost: 9
  effects: [{kind: effort, jurisdiction: KEN, amount: 0.2, turns: rest}]
"""
    book = rules_of(more + project)
    state = opened(book)
    plan = replace(best_plan(state, book).plan, projects=True)
    line = play_line(state, book, planner_of(state, book, plan), agreed_by(state, book, plan))
    for own in line.seats.values():
        for ledger in own.ledgers:
            assert ledger.spent + ledger.paid + ledger.given <= ledger.before
    status = line.public.projects["port"]
    assert status.total == 9
    assert status.started is not None
