"""The end of a turn: pooled funds, loans, the ledger, breaches, what expires, and trust.

What is public is settled from public knowledge alone, and a secret agreement from that and what it brings itself, so
that no public figure tells of a secret.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from game.session.desk import Draft
from game.session.negotiation import events as ev
from game.session.negotiation.agreements import Agreement, Status, obligations
from game.session.negotiation.apply import apply_negotiation, fold_negotiation
from game.session.negotiation.carry_out import CarriedOut, carry_out, with_done
from game.session.negotiation.clauses import ClauseKind, clause_term
from game.session.negotiation.deliveries import DeliveryFacts, Used, settle_promises
from game.session.negotiation.facts import Facts
from game.session.negotiation.ledger import Entry, fell_short
from game.session.negotiation.lending import Loan, least_at_home, teams_lent
from game.session.negotiation.pool_spending import settle_pools
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.trust import move_trust
from game.session.negotiation.voting import Vote


@dataclass(frozen=True, slots=True)
class PoolMeans:
    """What pooled funds take from and give to delegations at one outcome [units of funds]."""

    paid: Mapping[str, int] = field(default_factory=dict)
    granted: Mapping[str, int] = field(default_factory=dict)
    refunded: Mapping[str, int] = field(default_factory=dict)


def settle_turn(state: NegotiationState, facts: Facts, carried: CarriedOut) -> tuple[ev.NegotiationEvent, ...]:
    """Return what happens to negotiation at the outcome of the turn of ``facts``, after the orders were carried out.

    ``facts`` are those of the desks: before anything of this outcome.
    """
    events: list[ev.NegotiationEvent] = list(settle_pools(state, facts, carried.payments))
    events.extend(_loans(state, facts))
    events.extend(ev.IntelligenceShared(by, to, facts.turn) for by, to in sorted(carried.intelligence))
    after = fold_negotiation(state, events)
    for settled in (*_secret_promises(after, facts, carried), _public_promises(after, facts, carried)):
        events.append(settled)
        after = apply_negotiation(after, settled)
        for broken in _broken(state, facts, settled):
            events.append(broken)
            after = apply_negotiation(after, broken)
        if not settled.secret_to:
            events.append(ev.TrustMoved(facts.turn, move_trust(after.public.trust, settled.entries)))
    events.extend(_over(after, facts))
    return tuple(events)


def missed_promises(state: NegotiationState, facts: Facts, seat: str, draft: Draft) -> tuple[Entry, ...]:
    """Return what ``seat`` would fall short of this turn with ``draft``; ``state`` may be as the seat itself sees it.

    Votes are left out: they are cast before orders are written.
    """
    carried = carry_out(state, facts, {seat: draft})
    after = fold_negotiation(state, list(_loans(state, facts)))
    settled = (_public_promises(after, facts, carried), *_secret_promises(after, facts, carried))
    mine = (entry for part in settled for entry in part.entries if entry.by == seat)
    return tuple(entry for entry in mine if entry.short and entry.kind is not ClauseKind.VOTE)


def pool_means(events: tuple[ev.NegotiationEvent, ...]) -> PoolMeans:
    """Return what the pooled funds among ``events`` take from and give to delegations."""
    paid: dict[str, int] = {}
    granted: dict[str, int] = {}
    refunded: dict[str, int] = {}
    for event in events:
        if isinstance(event, ev.FundPaid):
            _add(paid, event.payments)
            for grant in event.grants:
                if grant.to and not grant.measure:
                    _add(granted, {grant.to: grant.amount})
        if isinstance(event, ev.FundClosed):
            _add(refunded, event.refunds)
    return PoolMeans(paid, granted, refunded)


def _add(sums: dict[str, int], amounts: Mapping[str, int]) -> None:
    for seat, amount in amounts.items():
        sums[seat] = sums.get(seat, 0) + amount


def _loans(state: NegotiationState, facts: Facts) -> Iterator[ev.TeamsLent]:
    """Yield the loans that were written at the desks, as far as there are teams."""
    loans = list(state.public.loans)
    for seat in facts.present:
        for to, wanted in state.seat(seat).instructions.loans.items():
            home = least_at_home(seat, facts.seats[seat].base_teams, loans, facts.turn + 1, facts.turns + 1)
            if facts.is_present(to) and min(wanted, home) > 0:
                loans.append(Loan(seat, to, min(wanted, home), facts.turn + 1))
                yield ev.TeamsLent(loans[-1])


def _public_promises(state: NegotiationState, facts: Facts, carried: CarriedOut) -> ev.PromisesSettled:
    delivery = delivery_facts(state, facts, carried, carried.opened)
    entries = settle_promises(state.in_public().obligations(), facts, delivery)
    return ev.PromisesSettled(facts.turn, entries)


def _secret_promises(state: NegotiationState, facts: Facts, carried: CarriedOut) -> Iterator[ev.PromisesSettled]:
    """Yield the entries of secret agreements, those between the same parties together.

    What was promised in public is kept first: the same unit does not keep a secret promise as well.
    """
    used: Used = {}
    settle_promises(state.in_public().obligations(), facts, delivery_facts(state, facts, carried, carried.opened), used)
    groups: dict[frozenset[str], list[Agreement]] = {}
    for agreement in state.secret_agreements().values():
        if agreement.status is Status.IN_FORCE:
            groups.setdefault(frozenset(agreement.parties), []).append(agreement)
    for group in groups.values():
        names = {agreement.id for agreement in group}
        done = [item for item in carried.done if item.obligation.source in names]
        delivery = delivery_facts(state, facts, carried, with_done(carried.opened, done))
        owed = (item for agreement in group for item in obligations(agreement))
        entries = settle_promises(owed, facts, delivery, dict(used))
        if entries:
            yield ev.PromisesSettled(facts.turn, entries, group[0].parties)


def delivery_facts(
    state: NegotiationState, facts: Facts, carried: CarriedOut, drafts: Mapping[str, Draft]
) -> DeliveryFacts:
    """Return what was delivered in the turn, as far as ``drafts`` tell."""
    loans = state.public.loans
    return DeliveryFacts(
        drafts=drafts,
        links={seat: tuple(_linked(draft, facts)) for seat, draft in drafts.items()},
        lent={
            seat: {
                to: max(teams_lent(seat, to, loans, turn) for turn in (facts.turn, facts.turn + 1))
                for to in facts.seats
            }
            for seat in facts.seats
        },
        intelligence={seat: tuple(to for by, to in sorted(carried.intelligence) if by == seat) for seat in facts.seats},
        payments=carried.payments,
        votes=_votes(state, facts.turn),
        members={seat: tuple(_memberships(seat, facts, drafts)) for seat in facts.seats},
    )


def _linked(draft: Draft, facts: Facts) -> Iterator[str]:
    for order in draft.orders:
        if order.measure in facts.measures and facts.measures[order.measure].links:
            yield order.target.delegation


def _votes(state: NegotiationState, turn: int) -> dict[str, Mapping[str, Vote]]:
    return {
        name: draft.votes or dict.fromkeys(draft.supporters, Vote.YES)
        for name, draft in state.public.resolutions.items()
        if draft.decided == turn
    }


def _memberships(seat: str, facts: Facts, drafts: Mapping[str, Draft]) -> Iterator[str]:
    draft = drafts.get(seat, Draft())
    for instrument in facts.instruments:
        member = facts.is_member(seat, instrument) and instrument not in draft.leaves
        if member or instrument in draft.joins:
            yield instrument


def _broken(state: NegotiationState, facts: Facts, settled: ev.PromisesSettled) -> Iterator[ev.PromiseBroken]:
    """Yield who fell short of which agreement in the turn."""
    for source in dict.fromkeys(entry.source for entry in settled.entries):
        seats = fell_short(settled.entries, source)
        if seats and source in state.agreements():
            yield ev.PromiseBroken(source, seats, facts.turn, settled.secret_to)


def _over(state: NegotiationState, facts: Facts) -> Iterator[ev.AgreementOver]:
    for agreement in state.agreements().values():
        status = _status_after(agreement, facts)
        if status is not agreement.status:
            yield ev.AgreementOver(agreement.id, status, facts.turn, "", agreement.secret_to)


def _status_after(agreement: Agreement, facts: Facts) -> Status:
    """Return where an agreement stands after the turn: who fell short leaves it broken when it runs out."""
    if agreement.status is Status.OFFERED:
        open_for = facts.turn - agreement.turn + 1
        return Status.LAPSED if open_for >= facts.rules.offer_turns else Status.OFFERED
    if agreement.status is not Status.IN_FORCE:
        return agreement.status
    last = last_turn(agreement)
    if last is None or last > facts.turn:
        return Status.IN_FORCE
    if agreement.breaches:
        return Status.BROKEN
    return Status.ENDED if agreement.notices else Status.EXPIRED


def last_turn(agreement: Agreement) -> int | None:
    """Return the last turn in which anything is owed under an agreement in force; None if it goes on."""
    ends = [clause_term(clause, agreement.since or 0, agreement.until)[1] for clause in agreement.terms.clauses]
    known = [end for end in ends if end is not None]
    latest = max(known) if len(known) == len(ends) else None
    if agreement.until is None:
        return latest
    return agreement.until if latest is None else min(agreement.until, latest)


def entries_of(state: NegotiationState, seat: str | None = None) -> tuple[Entry, ...]:
    """Return the ledger as the public (None) or ``seat`` sees it, in the order of turns."""
    own = () if seat is None else state.seat(seat).entries
    return tuple(sorted((*state.public.entries, *own), key=lambda entry: entry.turn))
