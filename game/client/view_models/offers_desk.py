"""What a desk instructs beside its orders: payments into pooled funds, teams lent, and whom it tells what it knows."""

from dataclasses import dataclass

from game.client.view_models import words
from game.model.text import _
from game.session.negotiation.decide_desk import largest_loan
from game.session.negotiation.lending import recallable, teams_lent
from game.session.views import SeatView


@dataclass(frozen=True, slots=True)
class FundRow:
    """A pooled fund into which one can pay this turn."""

    key: str
    title: str
    share: str  # what was promised, and what lies in the fund
    amount: int
    most: int


@dataclass(frozen=True, slots=True)
class HelpRow:
    """What one does for another delegation."""

    seat: str
    lends: int  # teams, from the next turn on
    most: int
    there: str  # teams that are there already; empty where there are none
    recallable: int
    tells: bool


def funds(view: SeatView) -> tuple[FundRow, ...]:
    """Return the pooled funds that are open."""
    paid = view.negotiation.seat(view.seat).instructions.payments
    free = max(0, view.facts.seats[view.seat].free_funds or 0)
    found = []
    for pool in view.negotiation.public.pools.values():
        if pool.closed:
            continue
        quota, amount = pool.quotas.get(view.seat, 0), paid.get(pool.id, 0)
        share = _("in the fund: {held}").format(held=words.units(pool.held))
        if quota:
            share = _("your share: {quota} a turn; in the fund: {held}").format(
                quota=words.units(quota), held=words.units(pool.held)
            )
        found.append(FundRow(pool.id, pool.title, share, amount, amount + free))
    return tuple(found)


def partners(view: SeatView) -> tuple[str, ...]:
    """Return the delegations that one can do something for."""
    return tuple(seat for seat in view.facts.present if seat != view.seat)


def helping(view: SeatView, other: str) -> HelpRow:
    """Return what this desk does for ``other``."""
    state, facts = view.negotiation, view.facts
    own = state.seat(view.seat).instructions
    there = teams_lent(view.seat, other, state.public.loans, facts.turn)
    said = _("{teams} of yours with them now").format(teams=words.teams(there)) if there else ""
    return HelpRow(
        other,
        own.loans.get(other, 0),
        largest_loan(state, facts, view.seat, other),
        said,
        recallable(view.seat, other, state.public.loans),
        other in own.tells,
    )
