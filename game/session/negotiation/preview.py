"""What would be: a state in which terms were agreed or a draft adopted, and orders in which everybody keeps promises.

All is computed from the state that is given: made of what a seat, or the public, knows, the preview tells no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.session.desk import Draft, Order
from game.session.negotiation import events as ev
from game.session.negotiation.adoption import adopt
from game.session.negotiation.agreements import Agreement, Status, Terms
from game.session.negotiation.apply import apply_negotiation
from game.session.negotiation.carry_out import link_order
from game.session.negotiation.clauses import ANYWHERE, Clause, ClauseKind, Obligation
from game.session.negotiation.decide_agreements import starts_in
from game.session.negotiation.deliveries import covers, due_in_turn, has_lapsed
from game.session.negotiation.facts import REFEREE, Facts
from game.session.negotiation.resolutions import Resolution
from game.session.negotiation.state import NegotiationState

SUPPOSED = "supposed"  # id of an agreement that is only thought of


def if_agreed(state: NegotiationState, facts: Facts, terms: Terms) -> NegotiationState:
    """Return the state in which ``terms`` were in force from now on."""
    since = starts_in(facts)
    agreement = Agreement(
        id=SUPPOSED,
        by=REFEREE,
        terms=replace(terms, secret=False),
        status=Status.IN_FORCE,
        turn=facts.turn,
        signed=terms.parties,
        since=since,
        until=None if terms.turns is None else since + terms.turns - 1,
    )
    return apply_negotiation(state, ev.AgreementOffered(agreement))


def if_adopted(
    state: NegotiationState, facts: Facts, resolution: Resolution, supporters: tuple[str, ...]
) -> NegotiationState:
    """Return the state in which ``resolution`` was adopted with these supporters; open brackets count for nothing."""
    return apply_negotiation(state, ev.ResolutionAdopted(adopt(resolution, supporters, facts)))


@dataclass(frozen=True, slots=True)
class Kept:
    """A turn's orders and payments into pooled funds, by delegation, in which every promise is kept."""

    drafts: Mapping[str, Draft]
    payments: Mapping[str, Mapping[str, int]]


def keep_promises(state: NegotiationState, facts: Facts, drafts: Mapping[str, Draft]) -> Kept:
    """Return ``drafts`` raised (or cut, where something is refrained from) to all that is due in the turn of ``facts``.

    Means are not looked at: it is the world in which everybody does what was promised.
    """
    after = {seat: drafts.get(seat, Draft()) for seat in facts.seats}
    payments: dict[str, dict[str, int]] = {}
    gifts: dict[tuple[str, str], int] = {}
    for obligation in state.obligations():
        due = due_in_turn(obligation, facts)
        if not due or has_lapsed(obligation, facts):
            continue
        seat, clause = obligation.by, obligation.terms
        if clause.kind is ClauseKind.PAY_IN:
            own = payments.setdefault(seat, {})
            own[clause.fund] = own.get(clause.fund, 0) + due
        elif clause.kind in {ClauseKind.GIVE_FUNDS, ClauseKind.SHARE_ASSETS}:
            pair = (seat, obligation.to[0])
            gifts[pair] = gifts.get(pair, 0) + due
        else:
            after[seat] = _kept(after[seat], obligation, due, facts)
    for (seat, to), amount in gifts.items():
        after[seat] = after[seat].with_gift(to, max(amount, after[seat].gifts.get(to, 0)))
    return Kept(after, payments)


def _kept(draft: Draft, obligation: Obligation, due: int, facts: Facts) -> Draft:
    clause = obligation.terms
    match clause.kind:
        case ClauseKind.FUND_AT_LEAST:
            return _funded(draft, obligation.by, clause, facts)
        case ClauseKind.LINK:
            link = link_order(obligation, facts)
            return draft if link is None else draft.with_order(link.measure, link.target, 1)
        case ClauseKind.JOIN:
            return draft.with_instrument(clause.instrument, joins=True, leaves=False)
        case ClauseKind.STAY:
            return draft.with_instrument(clause.instrument, joins=False, leaves=False)
        case ClauseKind.CONTRIBUTE:
            return draft.with_contribution(clause.project, max(due, draft.contributions.get(clause.project, 0)))
        case ClauseKind.REFRAIN:
            return replace(draft, orders=tuple(order for order in draft.orders if not covers(clause, order)))
    return draft


def _funded(draft: Draft, seat: str, clause: Clause, facts: Facts) -> Draft:
    """Return the draft with what is missing, at the target of the clause, or where most of the measure is already."""
    present = [order for order in draft.orders if covers(clause, order)]
    missing = clause.amount - sum(order.amount for order in present)
    reachable = facts.targets.get(seat, {}).get(clause.measure, ())
    if missing <= 0 or not reachable:
        return draft
    target = clause.target
    if target == ANYWHERE:
        target = max(present, key=_amount).target if present else reachable[0]
    return draft.with_order(clause.measure, target, draft.amount(clause.measure, target) + missing)


def _amount(order: Order) -> int:
    return order.amount
