"""What pooled funds take in and spend at an outcome; every unit is spent, held, or given back."""

from collections.abc import Iterator, Mapping

from game.session.negotiation import events as ev
from game.session.negotiation.adoption import sharing_weights
from game.session.negotiation.apportion import apportion
from game.session.negotiation.facts import Facts
from game.session.negotiation.pools import Grant, Pool
from game.session.negotiation.state import NegotiationState


def settle_pools(
    state: NegotiationState, facts: Facts, payments: Mapping[str, Mapping[str, int]]
) -> Iterator[ev.FundPaid | ev.FundClosed]:
    """Yield what each open fund is paid (``payments`` by delegation and fund), spends, and gives back at its end."""
    room = dict(facts.projects)  # units that open joint projects still take
    for pool in state.public.pools.values():
        if pool.closed:
            continue
        paid = {seat: units[pool.id] for seat, units in payments.items() if units.get(pool.id)}
        pool = pool.pay(paid)  # noqa: PLW2901 - the fund after its payments
        grants = tuple(_grants(pool, state, facts, room))
        if paid or grants:
            yield ev.FundPaid(pool.id, facts.turn, paid, grants)
        pool = pool.spend(sum(grant.amount for grant in grants))  # noqa: PLW2901
        if _is_over(pool, facts):
            yield ev.FundClosed(pool.id, facts.turn, pool.refunds())


def _is_over(pool: Pool, facts: Facts) -> bool:
    """Tell whether a fund ends: after its term, once its joint project takes no more, and with what the game leaves."""
    if pool.last is not None and facts.turn >= pool.last:
        return True
    project = pool.spending.project
    return bool(project and project not in facts.projects) or bool(pool.held and facts.turn >= facts.turns)


def _grants(pool: Pool, state: NegotiationState, facts: Facts, room: dict[str, int]) -> Iterator[Grant]:
    spending, held = pool.spending, pool.held
    if held <= 0:
        return
    if spending.measure:
        found = facts.find_target(spending.measure, spending.at)
        if found is not None and facts.is_present(found[0]):
            yield Grant(pool.id, held, found[0], spending.measure, spending.at)
        return
    if spending.project:
        amount = min(held, room.get(spending.project, 0))
        if amount > 0:
            room[spending.project] -= amount
            yield Grant(pool.id, amount, project=spending.project)
        return
    seats = tuple(seat for seat in _beneficiaries(pool, state) if facts.is_present(seat))
    shares = apportion(held, sharing_weights(spending.grants, seats, facts))
    yield from (Grant(pool.id, amount, seat) for seat, amount in shares.items() if amount)


def _beneficiaries(pool: Pool, state: NegotiationState) -> tuple[str, ...]:
    adoptions = state.public.adoptions
    return next((item.bound for item in adoptions if item.resolution == pool.resolution), ())
