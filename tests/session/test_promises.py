"""Trust and kept promises as aims: what formulas read, and what it takes to reach gold."""

from dataclasses import replace
from functools import cache

import pytest

from game.model.expression_parser import parse_expression
from game.model.scenario import Mandate, Objective
from game.scenario.load import read_scenario
from game.scenario.parameters import load_parameters
from game.session import commands as cm
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import AmountUnit, Clause, ClauseKind
from game.session.negotiation.ledger import Entry
from game.session.negotiation.settle import entries_of
from game.session.negotiation.state import PublicTable
from game.session.play import Table
from game.session.published import Grade, NewsKind
from game.session.quantities import delivered_share, promises
from game.session.rulebook import Rulebook, make_rulebook
from tests.session.conftest import advance, begin, done, meeting_text, to_desks, to_end
from tests.session.test_talks import agree, ask, end_turn

GIFT = Clause(ClauseKind.GIVE_FUNDS, "asia", "kenya", 3)


def aim(name: str, quantity: str, bronze: float, silver: float, gold: float) -> Objective:
    return Objective(name, name, parse_expression(quantity), bronze, silver, gold, "")


@cache
def word_book() -> Rulebook:
    """Return the small table, where Asia's mandate is to be trusted and to keep what it promises."""
    scenario = read_scenario(meeting_text(), "meeting.yaml").scenario
    assert scenario is not None
    mandate = Mandate(
        "word",
        (
            aim("trusted", "trust(kenya, asia)", 0.52, 0.6, 0.64),
            aim("kept", "delivered_share(asia) * min(1, promises(asia) / 2)", 0.5, 0.75, 1),
        ),
    )
    delegations = tuple(
        replace(item, mandates=(mandate,)) if item.id == "asia" else item for item in scenario.delegations
    )
    return make_rulebook(replace(scenario, delegations=delegations), load_parameters())


def grades(table: Table) -> dict[str, Grade]:
    result = to_end(table).public_view().result
    assert result is not None
    return {item.objective: item.grade for item in result.mandates["asia"].objectives}


def play(gives: tuple[int, ...], *, promised: bool = True) -> Table:
    """Play three turns: a promise of three units a turn, and what is really given."""
    table = begin(word_book(), receipts=False)
    if promised:
        agree(table, GIFT, binding=False)
    for amount in gives:
        to_desks(table)
        if amount:
            done(table, cm.GiveFunds("asia", "kenya", amount))
        end_turn(table)
    return table


def test_promising_nothing_is_no_kept_word() -> None:
    table = play((0, 0, 0), promised=False)
    assert ask(table, "delivered_share(asia)") == 1
    assert ask(table, "promises(asia)") == 0
    assert grades(table) == {"trusted": Grade.NONE, "kept": Grade.NONE}


def test_a_kept_word_is_gold_and_the_desk_says_how_far_it_is() -> None:
    table = play((3, 3, 3))
    assert ask(table, "promises(asia)") == 3
    own = {item.objective: item for item in table.seat_view("asia").objectives}
    assert own["kept"].value == 1
    assert own["trusted"].value == pytest.approx(ask(table, "trust(kenya, asia)"))
    assert grades(table) == {"trusted": Grade.GOLD, "kept": Grade.GOLD}


def test_a_betrayal_in_the_last_turn_is_not_free() -> None:
    kept, betrayed = play((3, 3, 3)), play((3, 3, 0))
    assert ask(betrayed, "delivered_share(asia)") == pytest.approx(2 / 3)
    assert ask(betrayed, "trust(kenya, asia)") < 0.52
    assert ask(kept, "trust(kenya, asia)") > 0.64
    assert grades(betrayed) == {"trusted": Grade.NONE, "kept": Grade.BRONZE}


def test_a_gift_that_was_not_promised_moves_neither() -> None:
    table = play((3, 3, 3), promised=False)
    assert ask(table, "trust(kenya, asia)") == 0.5
    assert ask(table, "promises(asia)") == 0


def test_a_desk_tells_which_promises_its_orders_would_leave_undone() -> None:
    """What is missed before sealing is what the ledger says was short afterwards."""
    lent = Clause(ClauseKind.LEND_TEAM, "asia", "kenya", 1)
    table = begin(word_book(), receipts=False)
    agree(table, GIFT, lent, binding=False)
    to_desks(table)

    def missed(seat: str = "asia") -> list[tuple[int, int]]:
        return [(item.delivered, item.due) for item in table.seat_view(seat).desk.promises_missed]

    assert missed() == [(0, 3), (0, 1)]
    assert missed("kenya") == []
    done(table, cm.GiveFunds("asia", "kenya", 2))
    done(table, nc.LendTeams("asia", "kenya", 1))
    assert missed() == [(2, 3)]
    advance(table)
    short = [item for item in entries_of(table.public_view().negotiation, None) if item.short]
    assert [(item.delivered, item.due) for item in short] == [(2, 3)]


def test_a_broken_promise_stands_before_the_offers_in_the_news() -> None:
    table = begin(word_book(), receipts=False)
    agree(table, GIFT, binding=False)
    agree(table, Clause(ClauseKind.LEND_TEAM, "asia", "kenya", 1), binding=False)
    kinds = [line.kind for line in end_turn(table).news]
    assert kinds.index(NewsKind.PROMISE) < kinds.index(NewsKind.AGREEMENT)


def test_an_event_can_wait_for_a_broken_promise() -> None:
    """A trigger sees trust and deliveries of the turns played so far."""
    scenario = word_book().scenario
    event = replace(scenario.events[0], id="shame", when=parse_expression("delivered_share(asia) < 0.5"), chance=1.0)
    book = make_rulebook(replace(scenario, events=(event,)), load_parameters())
    for amount, fired in ((3, []), (0, ["shame"])):
        table = begin(book, receipts=False)
        agree(table, GIFT, binding=False)
        to_desks(table)
        done(table, cm.GiveFunds("asia", "kenya", amount))
        advance(table)
        advance(table)
        assert [item.event for item in table.public_view().fired] == fired


def entry(due: int, delivered: int, unit: AmountUnit = AmountUnit.FUNDS, **more: object) -> Entry:
    known = {"turn": 1, "source": "A1", "clause": 0, "kind": ClauseKind.GIVE_FUNDS, "by": "asia", "to": ("kenya",)}
    return Entry(**{**known, **more}, unit=unit, due=due, delivered=delivered)  # type: ignore[arg-type]


def test_ten_small_promises_kept_do_not_hide_a_large_one_broken() -> None:
    small = tuple(entry(1, 1, clause=number) for number in range(10))
    table = PublicTable(entries=(*small, entry(30, 0)))
    assert delivered_share(table, "asia") == pytest.approx(0.25)
    assert promises(table, "asia") == 11


def test_what_lapsed_and_what_was_more_than_due_do_not_count() -> None:
    table = PublicTable(entries=(entry(4, 0, lapsed=True), entry(2, 9), entry(2, 1)))
    assert delivered_share(table, "asia") == pytest.approx(0.75)
    assert promises(table, "asia") == 2
    assert delivered_share(table, "kenya") == 1


def test_a_team_weighs_as_four_units() -> None:
    lent = entry(1, 1, AmountUnit.TEAMS, kind=ClauseKind.LEND_TEAM)
    assert delivered_share(PublicTable(entries=(lent, entry(4, 0))), "asia") == pytest.approx(0.5)


def test_secret_promises_count_once_they_come_out() -> None:
    table = to_desks(begin(word_book(), receipts=False))
    terms = Terms(("asia", "kenya"), (GIFT,), secret=True, binding=True)
    done(table, nc.ProposeAgreement("asia", terms))
    done(table, nc.SignAgreement("kenya", "asia+kenya/1"))
    advance(table)
    end_turn(table)
    assert ask(table, "promises(asia)") == 0
    done(table, nc.RevealAgreement("asia+kenya/1"))
    assert ask(table, "promises(asia)") == 1
