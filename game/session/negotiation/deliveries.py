"""What is due in a turn, and how much of it was delivered, measured from opened orders and transfers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from game.session.desk import Draft, Order
from game.session.negotiation.clauses import ANYWHERE, WHOLE_SHARE, AmountUnit, Clause, ClauseKind, Obligation
from game.session.negotiation.facts import Facts
from game.session.negotiation.ledger import Entry
from game.session.negotiation.voting import Vote


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What happened in a turn, by delegation; ``drafts`` are the opened orders with what binding clauses brought.

    ``votes`` has every resolution that was decided in the turn, ``members`` the instruments that a delegation is or
    becomes a party to.
    """

    drafts: Mapping[str, Draft] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # -> delegations where it keeps a team
    lent: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # lender -> borrower -> teams
    intelligence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # -> delegations that it told
    payments: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # -> pooled fund -> units
    votes: Mapping[str, Mapping[str, Vote]] = field(default_factory=dict)  # resolution -> delegation
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # -> instruments


def due_in_turn(obligation: Obligation, facts: Facts, delivery: DeliveryFacts | None = None) -> int:
    """Return what is owed in the turn of ``facts``, in the clause's unit (1 where it has none)."""
    clause = obligation.terms
    if not obligation.is_due(facts.turn):
        return 0
    match clause.kind:
        case ClauseKind.SHARE_ASSETS:
            return facts.seats[obligation.by].recovered * clause.amount // WHOLE_SHARE
        case ClauseKind.CONTRIBUTE:
            return min(clause.amount, facts.projects.get(clause.project, 0))
        case ClauseKind.PAY_IN if clause.project and clause.project not in facts.projects:
            return 0  # the fund has nothing left to pay for
        case ClauseKind.VOTE:
            return int(delivery is not None and clause.resolution in delivery.votes)
    return clause.amount if clause.rule.unit is not AmountUnit.NONE else 1


def has_lapsed(obligation: Obligation, facts: Facts) -> bool:
    """Tell whether nothing is owed because who owes it is absent, or everybody to whom it is owed."""
    if not facts.seats[obligation.by].present:
        return True
    return not any(facts.seats[seat].present for seat in obligation.to if seat in facts.seats)


Used = dict[tuple[object, ...], int]  # what was given, by whom and to whom -> how much of it has kept a promise


def settle_promises(
    obligations: Iterable[Obligation], facts: Facts, delivery: DeliveryFacts, used: Used | None = None
) -> tuple[Entry, ...]:
    """Return the ledger's entries of a turn; one gift, loan or payment keeps one promise, in the order given.

    ``used`` is what has kept promises already; what keeps these is added to it.
    """
    used = {} if used is None else used
    entries = []
    for obligation in obligations:
        due = due_in_turn(obligation, facts, delivery)
        if not due:
            continue
        lapsed = has_lapsed(obligation, facts)
        delivered = 0 if lapsed else _deliver(obligation, due, delivery, used)
        clause = obligation.terms
        entries.append(
            Entry(
                turn=facts.turn,
                source=obligation.source,
                clause=obligation.clause,
                kind=clause.kind,
                unit=clause.rule.unit,
                by=obligation.by,
                to=tuple(seat for seat in obligation.to if facts.seats[seat].present),
                due=0 if lapsed else due,
                delivered=delivered,
                binding=obligation.binding,
                lapsed=lapsed,
            )
        )
    return tuple(entries)


# Kinds whose deliveries are used up: the same unit cannot keep two promises. The others put a floor under something.
_USED_UP = {ClauseKind.GIVE_FUNDS, ClauseKind.SHARE_ASSETS, ClauseKind.LEND_TEAM, ClauseKind.PAY_IN}


def _deliver(obligation: Obligation, due: int, delivery: DeliveryFacts, used: Used) -> int:
    clause, by = obligation.terms, obligation.by
    there = _MEASURED[clause.kind](by, obligation.to[0] if len(obligation.to) == 1 else "", clause, delivery)
    if clause.kind not in _USED_UP:
        return there
    what = "teams" if clause.kind is ClauseKind.LEND_TEAM else "funds"
    key = (what, by, obligation.to, clause.fund)
    delivered = min(due, there - used.get(key, 0))
    used[key] = used.get(key, 0) + delivered
    return delivered


_Measured = Callable[[str, str, Clause, DeliveryFacts], int]


def _draft(by: str, delivery: DeliveryFacts) -> Draft:
    return delivery.drafts.get(by, Draft())


def _gift(by: str, to: str, _clause: Clause, delivery: DeliveryFacts) -> int:
    return _draft(by, delivery).gifts.get(to, 0)


def _loan(by: str, to: str, _clause: Clause, delivery: DeliveryFacts) -> int:
    return delivery.lent.get(by, {}).get(to, 0)


def _funded(by: str, _to: str, clause: Clause, delivery: DeliveryFacts) -> int:
    return sum(order.amount for order in _draft(by, delivery).orders if covers(clause, order))


def covers(clause: Clause, order: Order) -> bool:
    """Tell whether ``order`` is of the measure, and at the target, that the clause names."""
    return order.measure == clause.measure and clause.target in {ANYWHERE, order.target}


def _link(by: str, to: str, _clause: Clause, delivery: DeliveryFacts) -> int:
    return int(to in delivery.links.get(by, ()))


def _member(by: str, _to: str, clause: Clause, delivery: DeliveryFacts) -> int:
    return int(clause.instrument in delivery.members.get(by, ()))


def _told(by: str, to: str, _clause: Clause, delivery: DeliveryFacts) -> int:
    return int(to in delivery.intelligence.get(by, ()))


def _contributed(by: str, _to: str, clause: Clause, delivery: DeliveryFacts) -> int:
    return _draft(by, delivery).contributions.get(clause.project, 0)


def _voted(by: str, _to: str, clause: Clause, delivery: DeliveryFacts) -> int:
    return int(delivery.votes.get(clause.resolution, {}).get(by) is clause.vote)


def _did_without(by: str, to: str, clause: Clause, delivery: DeliveryFacts) -> int:
    return int(not _funded(by, to, clause, delivery))


def _stayed(by: str, _to: str, clause: Clause, delivery: DeliveryFacts) -> int:
    return int(clause.instrument not in _draft(by, delivery).leaves)


def _paid_in(by: str, _to: str, clause: Clause, delivery: DeliveryFacts) -> int:
    return delivery.payments.get(by, {}).get(clause.fund, 0)


_MEASURED: Mapping[ClauseKind, _Measured] = {
    ClauseKind.GIVE_FUNDS: _gift,
    ClauseKind.LEND_TEAM: _loan,
    ClauseKind.FUND_AT_LEAST: _funded,
    ClauseKind.LINK: _link,
    ClauseKind.JOIN: _member,
    ClauseKind.SHARE_INTELLIGENCE: _told,
    ClauseKind.SHARE_ASSETS: _gift,
    ClauseKind.CONTRIBUTE: _contributed,
    ClauseKind.VOTE: _voted,
    ClauseKind.REFRAIN: _did_without,
    ClauseKind.STAY: _stayed,
    ClauseKind.PAY_IN: _paid_in,
}
