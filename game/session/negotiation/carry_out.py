"""What binding clauses take before free allocation, and what they bring at the outcome, to the limit of what is there.

A pledge takes nothing: who gave it writes its own orders. Votes stay free, and joining, leaving and lending are public
acts, so that a secret agreement carries none of them out.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from game.model.text import _
from game.session.desk import Draft, Order, Target
from game.session.negotiation.agreements import agreement_code
from game.session.negotiation.clauses import ANYWHERE, ClauseKind, Obligation
from game.session.negotiation.deliveries import covers, due_in_turn, has_lapsed
from game.session.negotiation.facts import Facts
from game.session.negotiation.lending import teams_at_hand
from game.session.negotiation.state import NegotiationState
from game.session.refusal import Refusal

_GIFTS = {ClauseKind.GIVE_FUNDS, ClauseKind.SHARE_ASSETS}
_FUNDS = _GIFTS | {ClauseKind.FUND_AT_LEAST, ClauseKind.CONTRIBUTE, ClauseKind.PAY_IN}


@dataclass(frozen=True, slots=True)
class Done:
    """What is carried out of one obligation in a turn: units of funds, or 1 for a link, a membership, or knowledge."""

    obligation: Obligation
    amount: int
    order: Order | None = None  # for a measure or a link


@dataclass(frozen=True, slots=True)
class Claim:
    """What is taken from a delegation's means beside its orders."""

    funds: int = 0
    teams: int = 0


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """A turn's orders with what binding clauses bring.

    ``drafts`` is everything; ``opened`` leaves out what secret agreements bring, and is what may be opened for all.
    ``payments`` into pooled funds, by delegation, of both binding clauses and instructions; they are public.
    """

    drafts: Mapping[str, Draft]
    opened: Mapping[str, Draft]
    payments: Mapping[str, Mapping[str, int]]
    intelligence: frozenset[tuple[str, str]]  # (who tells, whom)
    done: tuple[Done, ...] = ()


def plan(state: NegotiationState, facts: Facts, seat: str) -> tuple[Done, ...]:
    """Return what binding clauses make ``seat`` do this turn, the oldest first, as far as its means go.

    ``state`` may be as the seat itself sees it: it knows all that it owes.
    """
    own = facts.seats[seat]
    if not own.present:
        return ()
    funds = own.income if own.funds is None else own.funds
    capital = own.capital
    teams = teams_at_hand(seat, own.base_teams, state.public.loans, facts.turn)
    posted: set[tuple[str, Target]] = set()
    done = []
    for obligation in state.obligations():
        if obligation.by != seat or not obligation.binding or has_lapsed(obligation, facts):
            continue
        found = _do(obligation, facts, funds, capital)
        if found is None:
            continue
        taken = _teams(found, facts, posted)
        if taken > teams:  # all are lent, or posted for older promises
            continue
        teams -= taken
        if found.order is not None:
            posted.add((found.order.measure, found.order.target))
        done.append(found)
        if obligation.terms.kind in _FUNDS:
            funds -= found.amount
        if obligation.terms.kind is ClauseKind.JOIN and capital is not None:
            capital -= facts.instruments.get(obligation.terms.instrument, 0)
    return tuple(done)


def _teams(done: Done, facts: Facts, posted: Container[tuple[str, Target]]) -> int:
    """Return the teams that this takes; one that is posted already serves again."""
    if done.order is None or (done.order.measure, done.order.target) in posted:
        return 0
    return facts.measures[done.order.measure].teams


def _do(obligation: Obligation, facts: Facts, funds: int, capital: int | None) -> Done | None:
    clause, due = obligation.terms, due_in_turn(obligation, facts)
    if not due:
        return None
    if clause.kind in _FUNDS:
        amount = min(due, funds)
        order = _order(obligation, facts, amount) if clause.kind is ClauseKind.FUND_AT_LEAST else None
        if amount <= 0 or (clause.kind is ClauseKind.FUND_AT_LEAST and order is None):
            return None
        return Done(obligation, amount, order)
    match clause.kind:
        case ClauseKind.LINK:
            order = link_order(obligation, facts)
            return None if order is None else Done(obligation, 1, order)
        case ClauseKind.JOIN if not obligation.secret and not facts.is_member(obligation.by, clause.instrument):
            affordable = capital is None or capital >= facts.instruments.get(clause.instrument, 0)
            return Done(obligation, 1) if affordable else None
        case ClauseKind.SHARE_INTELLIGENCE:
            return Done(obligation, 1)
    return None


def _order(obligation: Obligation, facts: Facts, amount: int) -> Order | None:
    """Return the order for a measure; where any target will do, only a delegation with one target is bound to it."""
    clause = obligation.terms
    reachable = facts.targets.get(obligation.by, {}).get(clause.measure, ())
    target = reachable[0] if clause.target == ANYWHERE and len(reachable) == 1 else clause.target
    return Order(clause.measure, target, amount) if target in reachable else None


def link_order(obligation: Obligation, facts: Facts) -> Order | None:
    """Return the order that posts a team where a link is promised."""
    target = Target(delegation=obligation.to[0])
    for measure, rule in facts.measures.items():
        if rule.links and target in facts.targets.get(obligation.by, {}).get(measure, ()):
            return Order(measure, target, 1)
    return None


def claim(state: NegotiationState, facts: Facts, seat: str, draft: Draft) -> Claim:
    """Return what binding clauses and the seat's own instructions take from its means beside ``draft``.

    A link or a posted measure that the draft has already takes no second team.
    """
    funds = state.seat(seat).instructions.funds
    teams = 0
    posted = {(order.measure, order.target) for order in draft.orders}
    for done in plan(state, facts, seat):
        if done.obligation.terms.kind in _FUNDS:
            funds += done.amount
        if done.order is not None:
            teams += _teams(done, facts, posted)
            posted.add((done.order.measure, done.order.target))
    return Claim(funds, teams)


def carry_out(state: NegotiationState, facts: Facts, drafts: Mapping[str, Draft]) -> CarriedOut:
    """Return the sealed ``drafts`` with what binding clauses and instructions bring; ``state`` is the whole truth."""
    there = [seat for seat in drafts if facts.is_present(seat)]
    done = tuple(item for seat in there for item in plan(state, facts, seat))
    public = tuple(item for item in done if not item.obligation.secret)
    told = {(seat, to) for seat in there for to in state.seat(seat).instructions.tells if facts.is_present(to)}
    told |= {
        (item.obligation.by, item.obligation.to[0])
        for item in done
        if item.obligation.terms.kind is ClauseKind.SHARE_INTELLIGENCE
    }
    return CarriedOut(
        drafts=with_done(drafts, done),
        opened=with_done(drafts, public),
        payments={seat: _payments(state, seat, done) for seat in there},
        intelligence=frozenset(told),
        done=done,
    )


def _payments(state: NegotiationState, seat: str, done: Iterable[Done]) -> dict[str, int]:
    pools = state.public.pools
    payments = {
        fund: units
        for fund, units in state.seat(seat).instructions.payments.items()
        if fund in pools and not pools[fund].closed
    }
    for item in done:
        clause = item.obligation.terms
        if clause.kind is ClauseKind.PAY_IN and item.obligation.by == seat:
            payments[clause.fund] = payments.get(clause.fund, 0) + item.amount
    return payments


def with_done(drafts: Mapping[str, Draft], done: Iterable[Done]) -> dict[str, Draft]:
    """Return the drafts with what was done added to them."""
    after = dict(drafts)
    for item in done:
        by = item.obligation.by
        after[by] = _add(after.get(by, Draft()), item)
    return after


def _add(draft: Draft, item: Done) -> Draft:
    clause = item.obligation.terms
    if item.order is not None:
        there = draft.amount(item.order.measure, item.order.target)
        amount = 1 if clause.kind is ClauseKind.LINK else there + item.order.amount
        return draft.with_order(item.order.measure, item.order.target, amount)
    if clause.kind in _GIFTS:
        to = item.obligation.to[0]
        return draft.with_gift(to, draft.gifts.get(to, 0) + item.amount)
    if clause.kind is ClauseKind.CONTRIBUTE:
        return draft.with_contribution(clause.project, draft.contributions.get(clause.project, 0) + item.amount)
    if clause.kind is ClauseKind.JOIN:
        return draft.with_instrument(clause.instrument, joins=True, leaves=False)
    return draft


def forbidden_order(state: NegotiationState, facts: Facts, seat: str, measure: str, target: Target) -> Refusal | None:
    """Tell whether a binding clause keeps ``seat`` from ordering ``measure`` at ``target`` this turn."""
    order = Order(measure, target, 1)
    for obligation in _refrained(state, facts, seat, ClauseKind.REFRAIN):
        if covers(obligation.terms, order):
            sentence = _("By {agreement}, which is binding, {delegation} does without {measure} here.")
            fields = {**_whose(obligation, facts), "measure": facts.names.measure(measure)}
            return Refusal("bound_to_refrain", sentence.format(**fields))
    return None


def forbidden_leaving(state: NegotiationState, facts: Facts, seat: str, instrument: str) -> Refusal | None:
    """Tell whether a binding clause keeps ``seat`` from leaving ``instrument`` this turn."""
    for obligation in _refrained(state, facts, seat, ClauseKind.STAY):
        if obligation.terms.instrument == instrument:
            sentence = _("By {agreement}, which is binding, {delegation} does not leave {instrument}.")
            fields = {**_whose(obligation, facts), "instrument": facts.names.instrument(instrument)}
            return Refusal("bound_to_stay", sentence.format(**fields))
    return None


def _whose(obligation: Obligation, facts: Facts) -> dict[str, str]:
    return {"agreement": agreement_code(obligation.source), "delegation": facts.names.delegation(obligation.by)}


def _refrained(state: NegotiationState, facts: Facts, seat: str, kind: ClauseKind) -> Iterator[Obligation]:
    for obligation in state.obligations():
        mine = obligation.by == seat and obligation.binding and obligation.terms.kind is kind
        if mine and obligation.is_due(facts.turn) and not has_lapsed(obligation, facts):
            yield obligation
