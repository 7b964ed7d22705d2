"""Computer delegations: they see their view, are never refused, and do what their policy says."""

import numpy as np
import pytest

from game.bots.choose import choose, plan
from game.bots.driver import Computers, move_computers
from game.bots.policy import DEFAULT, POLICIES
from game.bots.temperament import TEMPERAMENTS as BARGAINING
from game.model.measures import MeasureId
from game.session import commands as cm
from game.session import wire
from game.session.desk import Draft, Occupant, Phase, Target
from game.session.opening import TEMPERAMENTS
from game.session.play import Table
from game.session.rulebook import Rulebook
from game.session.streams import generator
from tests.session.conftest import IVORY, TABLE, advance, begin, done, rulebook, to_desks

BOOKS = [rulebook(TABLE), rulebook(IVORY)]


def played(book: Rulebook, policy: str, turns: int, seed: int = 4) -> Table:
    table = begin(book, seed=seed, occupant=Occupant.COMPUTER, receipts=False)
    for _turn in range(turns):
        to_desks(table)
        move_computers(table, dict.fromkeys(book.delegations, policy))
        advance(table, seal_rest=False)
    return table


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("book", BOOKS, ids=["table", "ivory"])
def test_no_policy_is_ever_refused(book: Rulebook, policy: str) -> None:
    table = played(book, policy, 3)
    orders = [draft for turn in table.public_view().opened for draft in turn.values()]
    assert all(draft.empty for draft in orders) == (policy == "idle")


def test_the_same_seed_gives_the_same_moves(ivory: Rulebook) -> None:
    one, other = played(ivory, DEFAULT, 2), played(ivory, DEFAULT, 2)
    assert wire.to_json(one.state) == wire.to_json(other.state)


def test_computers_spend_what_they_have_on_what_they_need(ivory: Rulebook) -> None:
    table = to_desks(begin(ivory, occupant=Occupant.COMPUTER, receipts=False))
    for seat in ivory.delegations:
        view = table.seat_view(seat)
        wanted = plan(view, POLICIES[DEFAULT], generator(1, "lot"))
        measures = {ivory.public.measures[order.measure].rule for order in wanted.orders}
        assert len(measures) > 1
        assert MeasureId.LIAISON in measures
        spent = sum(order.amount for order in wanted.orders if ivory.public.rule(order.measure).funds)
        assert spent + sum(wanted.contributions.values()) == view.desk.funds


def test_cooperating_computers_help_the_world(ivory: Rulebook) -> None:
    idle, steady = (played(ivory, policy, 6).public_view().indices[-1] for policy in ("idle", DEFAULT))
    assert steady.world_criminality < idle.world_criminality - 0.1
    assert steady.world_resilience > idle.world_resilience


def test_teams_meet(ivory: Rulebook) -> None:
    """Who posts a team is answered: at least one link is held from both ends by the second turn."""
    opened = played(ivory, DEFAULT, 2).public_view().opened[-1]
    posted = {
        (seat, order.target.delegation)
        for seat, draft in opened.items()
        for order in draft.orders
        if order.target.delegation
    }
    assert any((other, seat) in posted for seat, other in posted)


def test_a_computer_takes_over_any_draft(book: Rulebook) -> None:
    table = to_desks(begin(book))
    done(table, cm.SetOrder("kenya", "ranger_patrol", Target(habitat="tsavo", jurisdiction="KEN"), 11))
    done(table, cm.ChangeSeat("kenya", Occupant.COMPUTER, "idle"))
    move_computers(table)
    assert table.public_view().seats["kenya"].sealed
    advance(table)
    assert table.public_view().opened[0]["kenya"] == Draft()


def test_fixed_policies_move_at_the_desks_only(book: Rulebook) -> None:
    table = begin(book, occupant=Occupant.COMPUTER)
    move_computers(table, dict.fromkeys(book.delegations, DEFAULT))
    assert table.commands == 1
    to_desks(table)
    move_computers(table)
    assert table.public_view().phase is Phase.DESKS
    assert all(face.sealed for face in table.public_view().seats.values())


def test_every_temperament_has_a_policy() -> None:
    book = rulebook(TABLE)
    assert set(TEMPERAMENTS) == set(BARGAINING)
    for name in TEMPERAMENTS:
        table = begin(book)
        done(table, cm.ChangeSeat("kenya", Occupant.COMPUTER, name))
        assert Computers(table).bargain


def test_choosing_looks_at_the_view_alone(ivory: Rulebook) -> None:
    """The function gets a view, a policy and luck; it ends by sealing, without ever being refused."""
    table = to_desks(begin(ivory))
    for _step in range(200):
        command = choose(table.seat_view("kenya"), POLICIES["cooperative"], np.random.default_rng(0))
        done(table, command)
        if isinstance(command, cm.Seal):
            break
    assert table.public_view().seats["kenya"].sealed


@pytest.fixture
def book() -> Rulebook:
    return rulebook(TABLE)


@pytest.fixture
def ivory() -> Rulebook:
    return rulebook(IVORY)
