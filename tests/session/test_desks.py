"""What a seat may order, and what happens to a draft until it is sealed."""

from dataclasses import replace

import pytest

from game.model.script import Fund
from game.session import commands as cm
from game.session import legal
from game.session.desk import DeskStyle, Draft, Occupant, Order, Phase, Target
from game.session.play import Table
from game.session.rulebook import Rulebook
from tests.session.conftest import advance, begin, done, refused, to_desks

TSAVO = Target(habitat="tsavo", jurisdiction="KEN")
KEN_MYS = Target(leg="ken_mys", jurisdiction="KEN")


def draft(table: Table, seat: str = "kenya") -> Draft:
    return table.seat_view(seat).desk.draft


def test_an_order_is_set_changed_and_cleared(table: Table) -> None:
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 3))
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 5))
    assert draft(table).orders == (Order("ranger_patrol", TSAVO, 5),)
    assert table.seat_view("kenya").desk.funds_left == 11 - 5  # an event gave 3
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 0))
    assert draft(table).empty


def test_orders_do_not_depend_on_the_order_they_are_given_in(book: Rulebook) -> None:
    one, other = to_desks(begin(book)), to_desks(begin(book))
    orders = [("ranger_patrol", TSAVO, 2), ("patrol", KEN_MYS, 1), ("audit", Target(jurisdiction="KEN"), 1)]
    for order in orders:
        done(one, cm.SetOrder("kenya", *order))
    for order in reversed(orders):
        done(other, cm.SetOrder("kenya", *order))
    assert draft(one) == draft(other)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (cm.SetOrder("kenya", "ranger_patrol", TSAVO, 12), "beyond_funds"),
        (cm.SetOrder("kenya", "ranger_patrol", TSAVO, -1), "negative_amount"),
        (cm.SetOrder("kenya", "dancing", TSAVO, 1), "measure_unknown"),
        (cm.SetOrder("malaysia", "ranger_patrol", TSAVO, 1), "target_out_of_reach"),
        (cm.SetOrder("kenya", "patrol", Target(leg="ken_mys", jurisdiction="MYS"), 1), "target_out_of_reach"),
        (cm.SetOrder("kenya", "patrol", Target(leg="nowhere", jurisdiction="KEN"), 1), "target_out_of_reach"),
        (cm.SetOrder("kenya", "liaison", Target(delegation="kenya"), 1), "target_out_of_reach"),
        (cm.SetOrder("kenya", "liaison", Target(delegation="asia"), 2), "one_team"),
        (cm.SetOrder("nobody", "audit", Target(jurisdiction="KEN"), 1), "delegation_unknown"),
        (cm.SetOrder("referee", "audit", Target(jurisdiction="KEN"), 1), "delegation_unknown"),
        (cm.Contribute("kenya", "scanners", 7), "project_cap"),
        (cm.Contribute("kenya", "academy", 12), "beyond_funds"),
        (cm.Contribute("kenya", "bridge", 1), "project_unknown"),
        (cm.Contribute("kenya", "scanners", -1), "negative_amount"),
        (cm.Contribute("asia", "academy", 41), "project_full"),
        (cm.GiveFunds("kenya", "kenya", 1), "gift_to_self"),
        (cm.GiveFunds("kenya", "atlantis", 1), "delegation_unknown"),
        (cm.GiveFunds("kenya", "asia", 12), "beyond_funds"),
        (cm.GiveFunds("kenya", "asia", -3), "negative_amount"),
        (cm.JoinInstrument("kenya", "cites"), "party_already"),
        (cm.JoinInstrument("kenya", "league"), "instrument_unknown"),
        (cm.LeaveInstrument("malaysia", "cites"), "no_party"),
        (cm.UndoDraft("kenya"), "nothing_to_undo"),
        (cm.AdvancePhase(Phase.BRIEFING, 1), "phase_over"),
        (cm.AdvancePhase(Phase.DESKS, 2), "phase_over"),
        (cm.AdvancePhase(Phase.DESKS, 1, by="kenya"), "referee_only"),
        (cm.AdvancePhase(Phase.DESKS, 1), "not_all_sealed"),
        (cm.Rewind(2), "no_such_turn"),
        (cm.Rewind(1, by="kenya"), "referee_only"),
        (cm.ChangeSeat("atlantis", Occupant.EMPTY), "delegation_unknown"),
        (cm.StartSession(1, ()), "started"),
    ],
)
def test_what_is_refused_says_so_and_changes_nothing(table: Table, command: cm.Command, code: str) -> None:
    assert refused(table, command) == code


def test_the_sentence_names_means_and_remedy(table: Table) -> None:
    decision = table.submit(cm.SetOrder("kenya", "ranger_patrol", TSAVO, 99))
    assert str(decision) == ("Kenya has 11 units of funds this turn, and these orders would take 99. Lower an amount.")
    decision = table.submit(cm.SetOrder("kenya", "patrol", Target(leg="ken_mys", jurisdiction="MYS"), 1))
    assert "Possible: ken_mys KEN" in str(decision)


def test_several_orders_share_the_funds(table: Table) -> None:
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 4))
    done(table, cm.Contribute("kenya", "scanners", 3))
    done(table, cm.GiveFunds("kenya", "asia", 2))
    assert table.seat_view("kenya").desk.funds_left == 2
    assert refused(table, cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 3)) == "beyond_funds"
    desk = table.seat_view("kenya").desk
    assert legal.largest_order(desk, "audit", Target(jurisdiction="KEN")) == 2
    assert legal.largest_order(desk, "ranger_patrol", TSAVO) == 6
    assert legal.largest_contribution(desk, "scanners") == 5


def test_teams_are_indivisible_and_few(table: Table) -> None:
    done(table, cm.PostTeam("kenya", "liaison", Target(delegation="asia")))
    done(table, cm.PostTeam("kenya", "joint_investigation", KEN_MYS))
    assert table.seat_view("kenya").desk.teams_left == 0
    assert refused(table, cm.PostTeam("kenya", "liaison", Target(delegation="malaysia"))) == "beyond_teams"
    aid = Target(jurisdiction="TZA", block="judicial_system")
    assert refused(table, cm.SetOrder("kenya", "technical_assistance", aid, 1)) == "beyond_teams"
    desk = table.seat_view("kenya").desk
    assert legal.largest_order(desk, "liaison", Target(delegation="malaysia")) == 0
    done(table, cm.PostTeam("kenya", "liaison", Target(delegation="asia"), posted=False))
    done(table, cm.PostTeam("kenya", "liaison", Target(delegation="malaysia")))


def test_political_capital_is_spent_in_public_only(table: Table) -> None:
    done(table, cm.JoinInstrument("malaysia", "network"))
    assert refused(table, cm.JoinInstrument("malaysia", "cites")) == "beyond_capital"
    done(table, cm.JoinInstrument("malaysia", "network", joins=False))
    done(table, cm.JoinInstrument("malaysia", "cites"))
    assert table.seat_view("malaysia").desk.capital_left == 1


def test_undo_goes_back_step_by_step(table: Table) -> None:
    states = [draft(table)]
    for amount in (1, 2, 4):
        done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, amount))
        states.append(draft(table))
    done(table, cm.ClearDraft("kenya"))
    for expected in reversed(states):
        done(table, cm.UndoDraft("kenya"))
        assert draft(table) == expected
    assert refused(table, cm.UndoDraft("kenya")) == "nothing_to_undo"


def test_an_order_that_changes_nothing_is_no_step_of_undo(table: Table) -> None:
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 2))
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 2))
    done(table, cm.UndoDraft("kenya"))
    assert draft(table).empty


def test_sealed_orders_stay(table: Table) -> None:
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 2))
    done(table, cm.Seal("kenya"))
    for command in (
        cm.SetOrder("kenya", "ranger_patrol", TSAVO, 1),
        cm.UndoDraft("kenya"),
        cm.ClearDraft("kenya"),
        cm.Seal("kenya"),
        cm.OpenDesk("kenya"),
    ):
        assert refused(table, command) == "sealed"
    assert table.public_view().seats["kenya"].sealed


def test_orders_outside_the_desks_are_refused(book: Rulebook) -> None:
    table = begin(book)
    assert refused(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 1)) == "not_at_desks"
    advance(table)
    advance(table)
    assert table.public_view().phase is Phase.OUTCOME
    assert refused(table, cm.Seal("kenya")) == "not_at_desks"


def test_a_person_finds_last_orders_again_as_far_as_means_reach(book: Rulebook) -> None:
    table = to_desks(begin(book))
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 9))
    done(table, cm.PostTeam("kenya", "liaison", Target(delegation="asia")))
    done(table, cm.GiveFunds("kenya", "asia", 1))
    advance(table)
    to_desks(table)
    assert table.seat_view("kenya").desk.funds == 9  # one unit was saved
    assert draft(table).amount("ranger_patrol", TSAVO) == 9
    assert draft(table).amount("liaison", Target(delegation="asia")) == 1
    assert not draft(table).gifts, "what is given is not given again unasked"
    assert draft(to_desks(begin(book, prefill=False))).empty


def test_an_empty_seat_goes_on_with_what_its_dossier_proposes(book: Rulebook) -> None:
    table = to_desks(begin(book))
    done(table, cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 5))
    done(table, cm.ChangeSeat("kenya", Occupant.EMPTY))
    advance(table)
    proposed = Draft().with_order("ranger_patrol", TSAVO, 3)
    to_desks(table)
    advance(table)
    assert [opened["kenya"] for opened in table.public_view().opened] == [proposed, proposed]
    assert table.seat_view("kenya").ledgers[-1].spent == 3
    # Where nothing is laid out for people either, an empty seat does nothing.
    still = to_desks(begin(book, prefill=False))
    done(still, cm.ChangeSeat("kenya", Occupant.EMPTY))
    advance(still)
    assert still.public_view().opened[-1]["kenya"].empty


def test_an_empty_seat_spends_no_more_than_it_has(ivory: Rulebook) -> None:
    delegation = ivory.delegations["straits"]
    richer = tuple(replace(step, amount=50) if isinstance(step, Fund) else step for step in delegation.proposed_orders)
    book = replace(ivory, delegations={**ivory.delegations, "straits": replace(delegation, proposed_orders=richer)})
    table = to_desks(begin(book))
    done(table, cm.ChangeSeat("straits", Occupant.EMPTY))
    advance(table)
    ledger = table.seat_view("straits").ledgers[-1]
    assert 0 < ledger.spent <= ledger.before


def test_an_empty_seat_takes_no_orders_and_receives_nothing(table: Table) -> None:
    done(table, cm.ChangeSeat("asia", Occupant.EMPTY))
    assert refused(table, cm.SetOrder("asia", "audit", Target(jurisdiction="CHN"), 1)) == "seat_empty"
    assert refused(table, cm.GiveFunds("kenya", "asia", 1)) == "receiver_absent"
    done(table, cm.Seal("kenya"))
    done(table, cm.Seal("malaysia"))
    advance(table, seal_rest=False)


def test_a_gift_to_who_leaves_comes_back(table: Table) -> None:
    done(table, cm.GiveFunds("kenya", "asia", 3))
    done(table, cm.ChangeSeat("asia", Occupant.EMPTY))
    advance(table)
    assert table.seat_view("kenya").ledgers[-1].returned == 3
    assert table.seat_view("asia").ledgers[-1].received == 0


def test_open_desks_show_drafts_and_private_ones_do_not(book: Rulebook) -> None:
    for style, shown in ((DeskStyle.OPEN, 1), (DeskStyle.PRIVATE, 0)):
        table = to_desks(begin(book, style=style))
        done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 2))
        orders = table.public_view().open_drafts.get("kenya", Draft()).orders
        assert len(orders) == shown


def test_whats_new_counts_from_the_desk_of_an_earlier_turn(book: Rulebook) -> None:
    table = to_desks(begin(book))
    done(table, cm.OpenDesk("kenya"))
    done(table, cm.Contribute("asia", "scanners", 2))
    assert [line.subject for line in table.seat_view("kenya").news] == ["drought"]
    advance(table)
    to_desks(table)
    for _visit in range(2):
        done(table, cm.OpenDesk("kenya"))
        assert "scanners" in [line.subject for line in table.seat_view("kenya").news]
    advance(table)
    to_desks(table)
    assert "scanners" not in [line.subject for line in table.seat_view("kenya").news]
