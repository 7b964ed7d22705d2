"""Funds are conserved over any sequence of commands; refused commands change nothing."""

from hypothesis import given
from hypothesis import strategies as st

from game.session import commands as cm
from game.session.desk import Occupant, Phase, Target
from game.session.play import Table
from game.session.refusal import Refusal
from tests.session.conftest import TABLE, advance, begin, rulebook

SEATS = ("kenya", "malaysia", "asia")
BOOK = rulebook(TABLE)
ORDERS = [
    (seat, measure, target)
    for seat in SEATS
    for measure, targets in BOOK.public.choices[seat].items()
    for target in targets
]

amounts = st.integers(-2, 16)
seats = st.sampled_from(SEATS)
commands = st.one_of(
    st.builds(lambda order, amount: cm.SetOrder(*order, amount), st.sampled_from(ORDERS), amounts),
    st.builds(
        lambda order, amount: cm.SetOrder(order[0], order[1], Target(leg="x"), amount), st.sampled_from(ORDERS), amounts
    ),
    st.builds(cm.Contribute, seats, st.sampled_from(["scanners", "academy", "none"]), amounts),
    st.builds(cm.GiveFunds, seats, st.sampled_from([*SEATS, "none"]), amounts),
    st.builds(cm.JoinInstrument, seats, st.sampled_from(["cites", "network", "none"]), st.booleans()),
    st.builds(cm.LeaveInstrument, seats, st.sampled_from(["cites", "network"]), st.booleans()),
    st.builds(cm.UndoDraft, seats),
    st.builds(cm.ClearDraft, seats),
    st.builds(cm.Seal, seats),
    st.builds(cm.ChangeSeat, seats, st.sampled_from(list(Occupant))),
    st.builds(cm.Rewind, st.integers(1, 3)),
    st.just(None),  # the phase ends
)


def held(table: Table) -> int:
    """Return all units: in purses, and paid into projects."""
    purses = sum(table.seat_view(seat).desk.funds for seat in SEATS)
    return purses + sum(status.total for status in table.public_view().projects.values() if not status.returned)


def check_means(table: Table) -> None:
    for seat in SEATS:
        view = table.seat_view(seat)
        desk = view.desk
        assert 0 <= desk.funds <= BOOK.delegations[seat].funds_cap
        assert desk.funds_left >= 0
        assert desk.teams_left >= 0
        assert desk.capital_left >= 0
        for ledger in view.ledgers:
            gains = ledger.received + ledger.returned + ledger.income + ledger.assets - ledger.lapsed
            assert ledger.after == ledger.before - ledger.spent - ledger.paid - ledger.given + gains
            assert ledger.lapsed >= 0


@given(st.lists(commands, max_size=40))
def test_units_are_never_made_or_lost(steps: list[cm.Command | None]) -> None:
    table = begin(BOOK, seed=5)
    for step in steps:
        before, state = held(table), table.state
        if step is not None:
            decision = table.submit(step)
            if isinstance(decision, Refusal):
                assert table.state is state
            elif not isinstance(step, cm.Rewind):
                assert held(table) == before
        elif table.public_view().phase not in {Phase.OUTCOME, Phase.EPILOGUE, Phase.ENDED}:
            leaving = table.public_view().phase
            advance(table)
            if leaving is Phase.DESKS:
                last = [table.seat_view(seat).ledgers[-1] for seat in SEATS]
                made = sum(ledger.income + ledger.assets - ledger.spent - ledger.lapsed for ledger in last)
                assert held(table) == before + made
                assert sum(ledger.given for ledger in last) == sum(ledger.received for ledger in last) + _came_back(
                    table
                )
        elif table.public_view().phase is Phase.OUTCOME and table.public_view().turn < 3:
            advance(table)
        check_means(table)


def _came_back(table: Table) -> int:
    """Return gifts that found nobody."""
    view = table.public_view()
    gifts = [(to, amount) for draft in view.opened[-1].values() for to, amount in draft.gifts.items()]
    return sum(amount for to, amount in gifts if view.seats[to].occupant is Occupant.EMPTY)


def test_what_an_outcome_has_paid_for_is_not_taken_again() -> None:
    table = begin(BOOK, seed=5)
    advance(table)
    before = table.seat_view("malaysia").desk.political_capital
    assert not isinstance(table.submit(cm.JoinInstrument("malaysia", "network", True)), Refusal)
    left = table.seat_view("malaysia").desk.capital_left
    assert left < before
    advance(table)
    assert table.public_view().phase is Phase.OUTCOME
    assert table.seat_view("malaysia").desk.capital_left == left
