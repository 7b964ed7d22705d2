"""Phases, projects, instruments, events, going back, and the end."""

import pytest

from game.session import commands as cm
from game.session import wire
from game.session.commitments import Standing, doses, event_modifiers, modifiers, order_rows, standing_of
from game.session.desk import Draft, Occupant, Order, Phase, Target
from game.session.opening import MAX_TURNS, TEMPERAMENTS
from game.session.play import Table
from game.session.published import ProjectStatus
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from tests.session.conftest import advance, begin, done, refused, to_desks, to_end

TSAVO = Target(habitat="tsavo", jurisdiction="KEN")


def test_the_course_of_phases(book: Rulebook) -> None:
    table = begin(book)
    seen = []
    while table.public_view().phase is not Phase.ENDED:
        seen.append((str(table.public_view().phase), table.public_view().turn))
        advance(table)
    turns = [(phase, turn) for turn in (1, 2, 3) for phase in ("briefing", "desks", "outcome")]
    assert seen == [*turns, ("epilogue", 3)]
    assert refused(table, cm.AdvancePhase(Phase.ENDED, 3)) == "session_over"
    assert [indices.turn for indices in table.public_view().indices] == list(range(3 + 2 + 1))


@pytest.mark.parametrize("turns", [0, -1, MAX_TURNS + 1, 1_000_000])
def test_absurd_numbers_of_turns_are_refused(book: Rulebook, turns: int) -> None:
    table = Table(book)
    seats = tuple(cm.SeatPlan(seat, Occupant.PERSON) for seat in book.delegations)
    decision = table.submit(cm.StartSession(1, seats, cm.Options(turns=turns)))
    assert isinstance(decision, Refusal)
    assert str(MAX_TURNS) in decision.sentence


def test_every_delegation_needs_a_seat(book: Rulebook) -> None:
    seats = (cm.SeatPlan("kenya", Occupant.PERSON), cm.SeatPlan("kenya", Occupant.PERSON))
    assert refused(Table(book), cm.StartSession(1, seats)) == "seats_wrong"


def test_turn_0_shows_what_is_cited(book: Rulebook) -> None:
    start = begin(book).public_view().indices[0]
    assert start.criminality == {"KEN": 7.0, "TZA": 6.2, "MYS": 6.2, "CHN": 6.6}
    assert start.markets["CHN"] == {"fauna": 9.0, "financial": 7.0}
    assert start.resilience == {"KEN": 5.3, "TZA": 5.0, "MYS": 5.9, "CHN": 5.7}  # to the last digit


def test_sealed_orders_open_at_the_outcome_and_not_before(table: Table) -> None:
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 2))
    assert table.public_view().opened == ()
    advance(table)
    assert table.public_view().opened[0]["kenya"].orders == (Order("ranger_patrol", TSAVO, 2),)


def test_rangers_save_elephants(book: Rulebook) -> None:
    herds = []
    for amount in (0, 8):
        table = to_desks(begin(book))
        for _turn in range(3):
            to_desks(table)
            done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, amount))
            advance(table)
        herds.append(table.state.truth.quantities[3]["population(tsavo)"])
    assert herds[1] > herds[0] + 100


def test_a_project_starts_when_it_is_paid_and_returns_what_is_too_much(table: Table) -> None:
    for seat, amount in (("kenya", 5), ("malaysia", 5), ("asia", 6)):
        done(table, cm.Contribute(seat, "scanners", amount))
    advance(table)
    status = table.public_view().projects["scanners"]
    assert status.total == 14
    assert status.started == 2
    assert sum(table.seat_view(seat).ledgers[-1].returned for seat in table.book.delegations) == 2
    to_desks(table)
    assert refused(table, cm.Contribute("kenya", "scanners", 1)) == "project_started"
    book = table.book.public
    row = book.network.modifiers.index("effort", "ken_mys", "KEN")
    for turn, effect in ((1, 0.0), (2, 0.6), (9, 0.6)):
        assert modifiers(book, standing_of(table.state.public), turn)[row, 0] == effect


def test_a_project_that_never_starts_returns_everything(book: Rulebook) -> None:
    table = to_desks(begin(book))
    done(table, cm.Contribute("kenya", "academy", 5))
    for turn in (1, 2, 3):
        to_desks(table)
        assert table.public_view().turn == turn
        advance(table)
    assert table.seat_view("kenya").ledgers[-1].returned == 5
    assert table.public_view().projects["academy"] == ProjectStatus(returned=True)


def test_joining_counts_after_its_delay_and_leaving_ends_it(table: Table) -> None:
    done(table, cm.JoinInstrument("malaysia", "network"))
    assert table.public_view().parties["network"] == {"KEN": 0}
    advance(table)
    assert table.public_view().parties["network"] == {"KEN": 0, "MYS": 3}
    assert table.seat_view("malaysia").desk.political_capital == 0
    book = table.book.public
    row = book.network.modifiers.index("link", "ken_mys")
    standing = standing_of(table.state.public)
    assert [modifiers(book, standing, turn)[row, 0] > 0 for turn in (1, 2, 3, 4)] == [False, False, True, True]
    to_desks(table)
    done(table, cm.LeaveInstrument("kenya", "network"))
    advance(table)
    assert table.public_view().parties["network"] == {"MYS": 3}
    assert modifiers(book, standing_of(table.state.public), 4)[row, 0] == 0


def test_leaving_what_was_in_force_at_the_start_takes_its_link_away(table: Table) -> None:
    book = table.book.public
    row = book.network.modifiers.index("link", "tza_ken")
    assert modifiers(book, standing_of(table.state.public), 1)[row, 0] == 0
    standing = Standing(parties={"cites": {"TZA": 0}, "network": {"KEN": 0}})
    assert modifiers(book, standing, 1)[row, 0] < 0


def test_events_fire_once_give_funds_and_set_flags(book: Rulebook) -> None:
    table = begin(book)
    assert table.seat_view("kenya").desk.funds == 8 + 3
    advance(to_desks(table))
    advance(table)
    fired = [item.event for item in table.public_view().fired]
    assert fired[0] == "drought"
    assert fired.count("drought") == 1
    assert table.seat_view("kenya").desk.funds == 12  # 11 saved and 8 of income, of which 12 can be held
    assert table.public_view().flags == {"dry"}
    row = book.network.modifiers.index("population", "tsavo")
    since = table.public_view().fired[0].turn
    for turn, there in ((since, True), (since + 1, False)):
        values = modifiers(book.public, standing_of(table.state.public), turn)
        assert bool(values[row, 0]) is there
        assert bool(event_modifiers(book.public, standing_of(table.state.public), turn)[row, 0]) is there


def test_liaison_reaches_from_every_place_to_every_place(book: Rulebook) -> None:
    public = book.public
    order = Order("liaison", Target(delegation="kenya"), 1)
    rows = [public.network.slots.describe(row) for row in order_rows(public, "asia", order)]
    assert {(row.jurisdiction, row.other) for row in rows} == {("CHN", "KEN"), ("TZA", "KEN")}
    drafts = {"asia": Draft((order,)), "kenya": Draft((Order("liaison", Target(delegation="asia"), 1),))}
    columns = doses(public, drafts)
    assert columns.shape == (public.network.slots.size, 3)
    assert columns[:, list(book.delegations).index("malaysia")].sum() == 0


def test_every_target_on_offer_reaches_the_model(ivory: Rulebook) -> None:
    """An order that the rules allow does something, apart from links to where no route leads."""
    for seat, measures in ivory.public.choices.items():
        for measure, targets in measures.items():
            for target in targets:
                rows = list(order_rows(ivory.public, seat, Order(measure, target, 1)))
                assert rows or target.delegation or target.market, (seat, measure, target)


def test_going_back_keeps_the_old_line_and_plays_the_same_luck(book: Rulebook) -> None:
    table = to_desks(begin(book))
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 4))
    advance(table)
    first = table.public_view().indices[1]
    to_desks(table)
    advance(table)
    done(table, cm.Rewind(1))
    view = table.public_view()
    assert (view.phase, view.turn) == (Phase.BRIEFING, 1)
    assert [len(branch.indices) for branch in view.branches] == [3]
    assert view.opened == ()
    to_desks(table)
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 4))
    advance(table)
    assert table.public_view().indices[1] == first
    done(table, cm.Rewind(1))
    advance(to_desks(table))
    assert table.public_view().indices[1] != first


def test_going_back_keeps_who_sits_where(book: Rulebook) -> None:
    table = to_desks(begin(book))
    advance(table)
    advance(table)
    done(table, cm.ChangeSeat("asia", Occupant.COMPUTER, "idle"))
    done(table, cm.Rewind(1))
    assert table.public_view().seats["asia"].occupant is Occupant.COMPUTER
    assert table.temperament("asia") == "idle"


def test_a_computer_without_a_name_gets_a_temperament_by_lot(book: Rulebook) -> None:
    table = begin(book, occupant=Occupant.COMPUTER)
    drawn = {seat: table.temperament(seat) for seat in book.delegations}
    assert set(drawn.values()) <= set(TEMPERAMENTS)
    assert drawn == {seat: begin(book, occupant=Occupant.COMPUTER).temperament(seat) for seat in book.delegations}


def test_a_seat_handed_over_at_the_desk_keeps_its_draft(table: Table) -> None:
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 3))
    done(table, cm.ChangeSeat("kenya", Occupant.COMPUTER, "idle"))
    assert table.seat_view("kenya").desk.draft.orders


def test_the_same_seed_and_commands_give_the_same_events(book: Rulebook) -> None:
    one, other = to_end(begin(book, seed=11)), to_end(begin(book, seed=11))
    assert wire.to_json(one.state) == wire.to_json(other.state)
    assert wire.to_json(one.state) != wire.to_json(to_end(begin(book, seed=12)).state)


def test_turn_0_has_no_traces_of_arithmetic(ivory: Rulebook) -> None:
    figures = begin(ivory).state.truth.quantities[0]
    assert figures["pike(tsavo)"] == 0.41
    assert figures["pike(odzala)"] == 0.54
    assert figures["population(selous)"] == 50433.0
