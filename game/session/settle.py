"""What happens to resources at the outcome: projects are paid, funds counted, gifts handed over, instruments joined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from game.session import events as ev
from game.session.desk import Draft, Occupant
from game.session.means import committed_capital, order_funds
from game.session.negotiation.apportion import apportion
from game.session.negotiation.instruments import in_force_from
from game.session.negotiation.settle import PoolMeans
from game.session.published import Ledger, PooledGrant, ProjectStatus
from game.session.rulebook import PublicBook
from game.session.state import State
from game.session.world import live_start_flows
from game.simulation.world import Flows


@dataclass(frozen=True, slots=True)
class Payments:
    """What goes into joint projects at one outcome, and what of it comes back at once."""

    events: tuple[ev.ProjectPaid, ...]
    returned: Mapping[str, int]  # delegation -> units above what a project still lacked


def pay_projects(
    book: PublicBook,
    projects: Mapping[str, ProjectStatus],
    drafts: Mapping[str, Draft],
    turn: int,
    grants: Iterable[PooledGrant] = (),
) -> Payments:
    """Pay contributions in; what is above the cost goes back in equal shares of what each paid.

    What pooled funds grant comes first, and counts as paid by those who paid into the fund. A project that is fully
    paid starts with the next turn.
    """
    events = []
    returned = dict.fromkeys(drafts, 0)
    granted = tuple(grants)
    for item in book.scenario.projects:
        pooled = _pooled(item.id, granted)
        offered = {
            seat: draft.contributions[item.id] for seat, draft in drafts.items() if item.id in draft.contributions
        }
        if not offered and not pooled:
            continue
        missing = item.cost - projects[item.id].total - sum(pooled.values())
        taken = apportion(min(missing, sum(offered.values())), offered)
        for seat, amount in offered.items():
            returned[seat] += amount - taken[seat]
        paid = {seat: taken.get(seat, 0) + pooled.get(seat, 0) for seat in dict.fromkeys((*taken, *pooled))}
        full = projects[item.id].total + sum(paid.values()) >= item.cost
        events.append(ev.ProjectPaid(item.id, paid, turn + 1 if full else None))
    return Payments(tuple(events), returned)


def _pooled(project: str, grants: Iterable[PooledGrant]) -> dict[str, int]:
    """Return what pooled funds pay into a project, by those who paid into the funds."""
    sums: dict[str, int] = {}
    for item in grants:
        if item.grant.project == project:
            for seat, units in apportion(item.grant.amount, item.payers).items():
                sums[seat] = sums.get(seat, 0) + units
    return sums


@dataclass(frozen=True, slots=True)
class Transfers:
    """What moves at one outcome beside orders: into and out of joint projects and pooled funds, and what is recovered.

    ``returned``: what comes back from projects that never started. ``assets``: units from recovered assets and fees,
    by delegation; may be negative, never below minus the income.
    """

    payments: Payments
    returned: Mapping[str, int]
    assets: Mapping[str, int]
    pools: PoolMeans = field(default_factory=PoolMeans)


def settle_means(
    state: State, book: PublicBook, drafts: Mapping[str, Draft], transfers: Transfers
) -> tuple[ev.MeansSettled, ...]:
    """Count every delegation's funds once.

    Parameters
    ----------
    state
        With the means of the turn.
    book
        The rules.
    drafts
        What is carried out, by delegation.
    transfers
        What moves beside that.
    """
    present = {seat for seat, occupant in state.public.seats.items() if occupant is not Occupant.EMPTY}
    received = dict.fromkeys(drafts, 0)
    refused = dict.fromkeys(drafts, 0)  # gifts to who left the table meanwhile
    for giver, draft in drafts.items():
        for to, amount in draft.gifts.items():
            if to in present:
                received[to] += amount
            else:
                refused[giver] += amount
    return tuple(
        ev.MeansSettled(seat, _ledger(state, book, seat, drafts[seat], (received[seat], refused[seat]), transfers))
        for seat in state.seats
    )


def _ledger(
    state: State, book: PublicBook, seat: str, draft: Draft, gifts: tuple[int, int], transfers: Transfers
) -> Ledger:
    """Return the account of one delegation; ``gifts``: received, and come back."""
    own, delegation, pools = state.seats[seat], book.delegations[seat], transfers.pools
    spent = sum(order_funds(book.rule(order.measure), order.amount) for order in draft.orders)
    paid = sum(draft.contributions.values()) + pools.paid.get(seat, 0)
    given = sum(draft.gifts.values())
    received = gifts[0] + pools.granted.get(seat, 0)
    back = transfers.payments.returned.get(seat, 0) + gifts[1] + transfers.returned.get(seat, 0)
    back += pools.refunded.get(seat, 0)
    extra = max(transfers.assets.get(seat, 0), -delegation.funds)
    full = own.funds - spent - paid - given + received + back + delegation.funds + extra
    after = min(full, delegation.funds_cap)
    return Ledger(
        turn=state.public.turn,
        before=own.funds,
        spent=spent,
        paid=paid,
        given=given,
        received=received,
        returned=back,
        income=delegation.funds,
        assets=extra,
        lapsed=full - after,
        after=after,
        capital_before=own.political_capital,
        political_capital=own.political_capital - committed_capital(book, draft),
    )


def change_parties(
    state: State, book: PublicBook, drafts: Mapping[str, Draft]
) -> tuple[ev.InstrumentJoined | ev.InstrumentLeft, ...]:
    """Return who joins and leaves which instrument at this outcome."""
    events: list[ev.InstrumentJoined | ev.InstrumentLeft] = []
    for seat, draft in drafts.items():
        own_places = book.delegations[seat].jurisdictions
        for name in draft.joins:
            parties = state.public.parties.get(name, {})
            in_force = in_force_from(state.public.turn, book.instruments[name].delay)
            joining = tuple(place for place in own_places if place not in parties)
            events.append(ev.InstrumentJoined(name, seat, joining, in_force))
        for name in draft.leaves:
            left = tuple(place for place in own_places if place in state.public.parties.get(name, {}))
            events.append(ev.InstrumentLeft(name, seat, left))
    return tuple(events)


def return_unstarted(state: State) -> tuple[tuple[ev.ProjectReturned, ...], Mapping[str, int]]:
    """Return what joint projects give back after the last turn, because they did not start."""
    events = []
    back = dict.fromkeys(state.seats, 0)
    for name, status in state.public.projects.items():
        if status.started is None and status.total and not status.returned:
            events.append(ev.ProjectReturned(name, status.paid))
            for seat, amount in status.paid.items():
                back[seat] += amount
    return tuple(events), back


def asset_units(book: PublicBook, seed: int, now: Flows) -> dict[str, int]:
    """Return the units of funds that recovered assets and fees bring each delegation beside its income.

    A delegation's income contains what they are when nothing happens; the rest is counted in whole units, cut
    towards zero.
    """
    network, value = book.network, book.scenario.rules.funds_value
    rest = live_start_flows(network, seed)
    change = (now.kept + now.received + now.fee - rest.kept - rest.received - rest.fee)[:, 0] / value
    return {
        item.id: int(sum(float(change[network.jurisdiction_index[place]]) for place in item.jurisdictions))
        for item in book.scenario.delegations
    }
