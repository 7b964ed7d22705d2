"""What happens to resources at the outcome: projects are paid, funds counted, gifts handed over, instruments joined."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.session import events as ev
from game.session.desk import Draft, Occupant
from game.session.legal import desk_facts, order_funds, places_to_join
from game.session.published import Ledger, ProjectStatus
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
    book: PublicBook, projects: Mapping[str, ProjectStatus], drafts: Mapping[str, Draft], turn: int
) -> Payments:
    """Pay contributions in; what is above the cost goes back in equal shares of what each paid.

    A project that is fully paid starts with the next turn.
    """
    events = []
    returned = dict.fromkeys(drafts, 0)
    for item in book.scenario.projects:
        offered = {
            seat: draft.contributions[item.id] for seat, draft in drafts.items() if item.id in draft.contributions
        }
        if not offered:
            continue
        missing = item.cost - projects[item.id].total
        taken = split(min(missing, sum(offered.values())), offered)
        for seat, amount in offered.items():
            returned[seat] += amount - taken[seat]
        full = projects[item.id].total + sum(taken.values()) >= item.cost
        events.append(ev.ProjectPaid(item.id, taken, turn + 1 if full else None))
    return Payments(tuple(events), returned)


def split(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Return ``total`` whole units split in proportion to ``weights``: largest remainders, then the given order."""
    whole = sum(weights.values())
    if whole <= 0:
        return dict.fromkeys(weights, 0)
    shares = {name: total * weight // whole for name, weight in weights.items()}
    left = total - sum(shares.values())
    by_remainder = sorted(weights, key=lambda name: -(total * weights[name] % whole))
    for name in by_remainder[:left]:
        shares[name] += 1
    return shares


def settle_means(
    state: State, book: PublicBook, payments: Payments, returned: Mapping[str, int], assets: Mapping[str, int]
) -> tuple[ev.MeansSettled, ...]:
    """Count every delegation's funds once.

    Parameters
    ----------
    state
        With the sealed drafts.
    book
        The rules.
    payments
        What joint projects took and gave back at once.
    returned
        What comes back beside that, by delegation.
    assets
        Units from recovered assets and fees, by delegation; may be negative, never below minus the income.
    """
    drafts = {seat: own.draft for seat, own in state.seats.items()}
    present = {seat for seat, occupant in state.public.seats.items() if occupant is not Occupant.EMPTY}
    received = dict.fromkeys(drafts, 0)
    refused = dict.fromkeys(drafts, 0)  # gifts to who left the table meanwhile
    for giver, draft in drafts.items():
        for to, amount in draft.gifts.items():
            if to in present:
                received[to] += amount
            else:
                refused[giver] += amount
    events = []
    for seat, own in state.seats.items():
        delegation = book.delegations[seat]
        draft = own.draft
        spent = sum(order_funds(book.rule(order.measure), order.amount) for order in draft.orders)
        paid, given = sum(draft.contributions.values()), sum(draft.gifts.values())
        back = payments.returned.get(seat, 0) + refused[seat] + returned.get(seat, 0)
        extra = max(assets.get(seat, 0), -delegation.funds)
        full = own.funds - spent - paid - given + received[seat] + back + delegation.funds + extra
        after = min(full, delegation.funds_cap)
        ledger = Ledger(
            turn=state.public.turn,
            before=own.funds,
            spent=spent,
            paid=paid,
            given=given,
            received=received[seat],
            returned=back,
            income=delegation.funds,
            assets=extra,
            lapsed=full - after,
            after=after,
            capital_before=own.political_capital,
            political_capital=own.political_capital - _capital(state, book, seat),
        )
        events.append(ev.MeansSettled(seat, ledger))
    return tuple(events)


def _capital(state: State, book: PublicBook, seat: str) -> int:
    desk = desk_facts(state, book, seat)
    return desk.political_capital - desk.capital_left


def change_parties(state: State, book: PublicBook) -> tuple[ev.InstrumentJoined | ev.InstrumentLeft, ...]:
    """Return who joins and leaves which instrument at this outcome."""
    events: list[ev.InstrumentJoined | ev.InstrumentLeft] = []
    for seat, own in state.seats.items():
        desk = desk_facts(state, book, seat)
        for name in own.draft.joins:
            in_force = state.public.turn + 1 + book.instruments[name].delay
            events.append(ev.InstrumentJoined(name, seat, places_to_join(desk, name), in_force))
        for name in own.draft.leaves:
            own_places = book.delegations[seat].jurisdictions
            left = tuple(place for place in own_places if place in desk.parties.get(name, {}))
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
