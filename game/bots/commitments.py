"""What a seat owes and is owed, turn by turn, and what that leaves of its funds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from game.session.desk import Phase, Target
from game.session.negotiation.clauses import ANYWHERE, Clause, ClauseKind, Obligation
from game.session.negotiation.deliveries import due_in_turn, has_lapsed
from game.session.negotiation.facts import Facts
from game.session.negotiation.state import NegotiationState
from game.session.views import SeatView

GIFTS = frozenset({ClauseKind.GIVE_FUNDS, ClauseKind.SHARE_ASSETS})


@dataclass(frozen=True, slots=True)
class Dues:
    """One turn of a seat: ``funds`` owed, ``coming`` as gifts, ``free`` to spend as it likes.

    ``floors`` are measures that it promised to fund, inside ``funds``.
    """

    funds: int
    coming: int
    free: int
    floors: Mapping[tuple[str, Target], int] = field(default_factory=dict)


def dues_by_turn(view: SeatView, talks: NegotiationState, later: Mapping[int, Facts]) -> tuple[Dues, ...]:
    """Return the dues of this turn and some more; later ones are like the last.

    Parameters
    ----------
    view
        Whose dues.
    talks
        What holds, or would hold.
    later
        Facts of later turns.
    """
    public = view.public
    income = public.book.delegations[view.seat].funds
    at_desk = public.phase is Phase.DESKS
    instructed = talks.seat(view.seat).instructions.funds if at_desk else 0
    obligations = [item for item in talks.obligations() if view.seat in {item.by, *item.to[:1]}]
    found: list[Dues] = []
    for turn in range(public.turn, min(max(public.turn, public.turns), max(later, default=public.turn)) + 1):
        facts = view.facts if turn == public.turn else later[turn]
        mine = list(_due(obligations, facts, view.seat))
        floors = _floors(mine, facts, view.seat)
        funds = sum(due for item, due in mine if item.terms.kind is not ClauseKind.FUND_AT_LEAST and _takes(item))
        funds += sum(floors.values())
        purse = (view.desk.funds - instructed) if turn == public.turn else income + found[-1].coming
        found.append(Dues(funds, _coming(obligations, facts, view.seat), max(0, purse - funds), floors))
    return tuple(found)


def owed_by(talks: NegotiationState, facts: Facts, seat: str) -> Iterator[tuple[Obligation, int]]:
    """Yield what ``seat`` owes in the turn of ``facts``, and how much, the oldest first."""
    yield from _due(talks.obligations(), facts, seat)


def _due(obligations: Iterable[Obligation], facts: Facts, seat: str) -> Iterator[tuple[Obligation, int]]:
    for item in obligations:
        if item.by != seat or has_lapsed(item, facts):
            continue
        due = due_in_turn(item, facts)
        if due:
            yield item, due


def _takes(item: Obligation) -> bool:
    return bool(item.terms.funds) or item.terms.kind in GIFTS


def _coming(obligations: Iterable[Obligation], facts: Facts, seat: str) -> int:
    """Return what others give in the turn; it can be spent in the next one."""
    gifts = (
        due_in_turn(item, facts)
        for item in obligations
        if item.terms.kind in GIFTS and item.to == (seat,) and not has_lapsed(item, facts)
    )
    return sum(gifts)


def _floors(mine: list[tuple[Obligation, int]], facts: Facts, seat: str) -> dict[tuple[str, Target], int]:
    floors: dict[tuple[str, Target], int] = {}
    for item, due in mine:
        if item.terms.kind is ClauseKind.FUND_AT_LEAST:
            place = place_of(item.terms, facts, seat)
            if place is not None:
                floors[place] = max(floors.get(place, 0), due)
    return floors


def place_of(clause: Clause, facts: Facts, seat: str) -> tuple[str, Target] | None:
    """Return the measure and target of a promise to fund; where any target will do, the first in reach."""
    reachable = facts.targets.get(seat, {}).get(clause.measure, ())
    if clause.target != ANYWHERE:
        return (clause.measure, clause.target) if clause.target in reachable else None
    return (clause.measure, reachable[0]) if reachable else None
