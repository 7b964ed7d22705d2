"""What a desk has promised and not ordered yet: the commands that order it, and why they are not more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.client.view_models import promises
from game.client.view_models.orders import RowKey
from game.model.text import _
from game.session import commands as cm
from game.session import legal
from game.session.desk import Order, Target
from game.session.legal import DeskFacts
from game.session.negotiation import commands as nc
from game.session.negotiation.carry_out import link_order
from game.session.negotiation.clauses import ANYWHERE, Clause, ClauseKind, Obligation
from game.session.negotiation.decide_desk import largest_loan
from game.session.negotiation.deliveries import covers
from game.session.negotiation.ledger import Entry
from game.session.negotiation.state import Instructions

_FIRST = {ClauseKind.REFRAIN, ClauseKind.STAY}
"""Promises to do without something: keeping them leaves more for the others."""
_INSTRUCTED = (nc.PayIntoFund, nc.LendTeams, nc.ShareIntelligence)
Kept = (
    cm.SetOrder
    | cm.Contribute
    | cm.GiveFunds
    | cm.JoinInstrument
    | cm.LeaveInstrument
    | nc.PayIntoFund
    | nc.LendTeams
    | nc.ShareIntelligence
)


@dataclass(frozen=True, slots=True)
class Where:
    """Where on the desk something is done: a panel (``orders`` are always there), a control, and what it is about."""

    panel: str
    control: str
    row: RowKey | None = None
    other: str = ""  # the delegation for which it is done


@dataclass(frozen=True, slots=True)
class MissedRow:
    """A promise that the orders leave undone.

    ``orders`` keep it, or as much of it as the means allow beside everything else on the desk; ``why_not`` says why
    that is not all, and is empty where it is.
    """

    sentence: str
    orders: tuple[Kept, ...]
    why_not: str
    where: Where


def missed_rows(desk: DeskFacts) -> tuple[MissedRow, ...]:
    """Return the promises of this turn that the orders of ``desk`` leave undone, each with what would keep it."""
    rows = []
    for entry in desk.promises_missed:
        owed = _owed(desk, entry)
        if owed is None:
            continue
        orders, later = _kept(desk, owed, entry.short)
        left = _open(later.promises_missed, entry) if orders else entry
        why_not = "" if left is None else _why_not(later, owed, left.short, part=bool(orders))
        rows.append(MissedRow(promises.missed(desk, entry), orders, why_not, _where(desk, owed)))
    return tuple(rows)


def all_orders(desk: DeskFacts) -> tuple[tuple[Kept, ...], int]:
    """Return what keeps every promise, the oldest first, as far as the means go; and how many stay undone."""
    missed = desk.promises_missed
    orders: list[Kept] = []
    for first in sorted(missed, key=lambda entry: entry.kind not in _FIRST):
        entry, owed = _open(missed, first), _owed(desk, first)
        if entry is None or owed is None:
            continue
        new, desk = _kept(desk, owed, entry.short)
        if new:
            orders.extend(new)
            missed = desk.promises_missed
    return tuple(orders), len(missed)


def _kept(desk: DeskFacts, owed: Obligation, short: int) -> tuple[tuple[Kept, ...], DeskFacts]:
    """Return what keeps a promise of which ``short`` is missing, and the desk after that."""
    orders = []
    for command in _steps(desk, owed, short):
        orders.append(command)
        desk = after(desk, command)
    return tuple(orders), desk


def _open(missed: tuple[Entry, ...], entry: Entry) -> Entry | None:
    """Return what is still missing of a promise, if anything is."""
    same = (entry.source, entry.clause, entry.to)
    return next((item for item in missed if (item.source, item.clause, item.to) == same), None)


def _owed(desk: DeskFacts, entry: Entry) -> Obligation | None:
    for item in desk.negotiation.obligations():
        same = (item.source, item.clause, item.by) == (entry.source, entry.clause, entry.by)
        if same and item.is_due(desk.turn) and set(entry.to) <= set(item.to):
            return item
    return None


def is_instruction(command: Kept) -> bool:
    """Tell whether ``command`` is something beside the orders: paying into a fund, lending a team, telling."""
    return isinstance(command, _INSTRUCTED)


def after(desk: DeskFacts, command: Kept | cm.DraftCommand) -> DeskFacts:
    """Return the desk as ``command`` leaves it."""
    if not isinstance(command, _INSTRUCTED):
        return replace(desk, draft=legal.draft_after(desk.draft, command))
    own = desk.negotiation.seat(desk.seat)
    table = replace(own, instructions=_instructed(own.instructions, command))
    return replace(desk, negotiation=desk.negotiation.with_seat(desk.seat, table))


def _instructed(old: Instructions, command: nc.PayIntoFund | nc.LendTeams | nc.ShareIntelligence) -> Instructions:
    match command:
        case nc.PayIntoFund(fund=fund, amount=amount):
            return replace(old, payments={**old.payments, fund: amount})
        case nc.LendTeams(to=to, teams=teams):
            return replace(old, loans={**old.loans, to: teams})
    return replace(old, tells=tuple(sorted({*old.tells, command.to})))


def _steps(desk: DeskFacts, owed: Obligation, short: int) -> Iterator[Kept]:
    """Yield the commands that keep a promise of which ``short`` is missing, in its unit, as far as is allowed."""
    for command in _wanted(desk, owed, short):
        allowed = isinstance(command, _INSTRUCTED) or legal.refusal_of(desk, command) is None
        if allowed:
            yield command


def _wanted(desk: DeskFacts, owed: Obligation, short: int) -> Iterator[Kept]:
    clause = owed.terms
    match clause.kind:
        case ClauseKind.GIVE_FUNDS | ClauseKind.SHARE_ASSETS | ClauseKind.PAY_IN | ClauseKind.CONTRIBUTE:
            yield from _paid(desk, owed, short)
        case ClauseKind.FUND_AT_LEAST | ClauseKind.LINK:
            yield from _ordered(desk, owed, short)
        case ClauseKind.LEND_TEAM | ClauseKind.SHARE_INTELLIGENCE:
            yield from _helped(desk, owed, short)
        case ClauseKind.JOIN:
            yield cm.JoinInstrument(desk.seat, clause.instrument)
        case ClauseKind.STAY:
            yield cm.LeaveInstrument(desk.seat, clause.instrument, leaves=False)
        case ClauseKind.REFRAIN:
            for order in desk.draft.orders:
                if covers(clause, order):
                    yield cm.SetOrder(desk.seat, order.measure, order.target, 0)


def _paid(desk: DeskFacts, owed: Obligation, short: int) -> Iterator[Kept]:
    """Yield what gives funds to a delegation, a joint project or a pooled fund."""
    clause, seat, draft = owed.terms, desk.seat, desk.draft
    funds = min(short, max(0, desk.funds_left))
    if clause.kind is ClauseKind.CONTRIBUTE:
        there = draft.contributions.get(clause.project, 0)
        amount = min(there + short, legal.largest_contribution(desk, clause.project))
        if amount > there:
            yield cm.Contribute(seat, clause.project, amount)
    elif funds and clause.kind is ClauseKind.PAY_IN:
        there = desk.negotiation.seat(seat).instructions.payments.get(clause.fund, 0)
        yield nc.PayIntoFund(seat, clause.fund, there + funds)
    elif funds:
        yield cm.GiveFunds(seat, owed.to[0], draft.gifts.get(owed.to[0], 0) + funds)


def _helped(desk: DeskFacts, owed: Obligation, short: int) -> Iterator[Kept]:
    """Yield what lends a team, or tells what one knows."""
    seat, to = desk.seat, owed.to[0]
    if owed.terms.kind is ClauseKind.SHARE_INTELLIGENCE:
        yield nc.ShareIntelligence(seat, to, shares=True)
        return
    there = desk.negotiation.seat(seat).instructions.loans.get(to, 0)
    teams = min(there + short, largest_loan(desk.negotiation, desk.facts, seat, to))
    if teams > there:
        yield nc.LendTeams(seat, to, teams)


def _ordered(desk: DeskFacts, owed: Obligation, short: int) -> Iterator[cm.SetOrder]:
    """Yield the order of a measure or of a team that is promised."""
    clause = owed.terms
    if clause.kind is ClauseKind.LINK:
        post = link_order(owed, desk.facts)
        if post is not None:
            yield cm.SetOrder(desk.seat, post.measure, post.target, 1)
        return
    target = _target(desk, clause)
    if target is None:
        return
    there = desk.draft.amount(clause.measure, target)
    amount = min(there + short, legal.largest_order(desk, clause.measure, target))
    if amount > there:
        yield cm.SetOrder(desk.seat, clause.measure, target, amount)


def _target(desk: DeskFacts, clause: Clause) -> Target | None:
    """Return where a promised measure is ordered: where it is agreed, else where it is ordered already, else first."""
    reachable = desk.book.choices[desk.seat].get(clause.measure, ())
    if clause.target != ANYWHERE:
        return clause.target if clause.target in reachable else None
    there = [order for order in desk.draft.orders if covers(clause, order)]
    if there:
        return max(there, key=lambda order: order.amount).target
    may = (at for at in reachable if legal.refusal_of(desk, cm.SetOrder(desk.seat, clause.measure, at, 1)) is None)
    return next(may, reachable[0] if reachable else None)


def _why_not(desk: DeskFacts, owed: Obligation, short: int, *, part: bool) -> str:
    """Say why what is left of a promise cannot be ordered on ``desk``, or can be in ``part`` only."""
    kind, seat = owed.terms.kind, desk.seat
    if kind is ClauseKind.LEND_TEAM:
        return _("No team is at home that could be lent.")
    full: cm.DraftCommand | None = None
    match kind:
        case ClauseKind.CONTRIBUTE:
            project = owed.terms.project
            full = cm.Contribute(seat, project, desk.draft.contributions.get(project, 0) + short)
        case ClauseKind.FUND_AT_LEAST | ClauseKind.LINK:
            full = _in_full(desk, owed, short)
        case ClauseKind.JOIN:
            full = cm.JoinInstrument(seat, owed.terms.instrument)
        case _ if desk.funds_left <= 0:
            return _no_means(part=part)["beyond_funds"]
    refusal = legal.refusal_of(desk, full) if full is not None else None
    if refusal is None:
        return _("The orders cannot keep this promise.")
    return _no_means(part=part).get(refusal.code, refusal.sentence)


def _in_full(desk: DeskFacts, owed: Obligation, short: int) -> cm.SetOrder | None:
    clause = owed.terms
    order = link_order(owed, desk.facts) if clause.kind is ClauseKind.LINK else None
    target = _target(desk, clause) if order is None else None
    if target is not None:
        order = Order(clause.measure, target, desk.draft.amount(clause.measure, target) + short)
    return None if order is None else cm.SetOrder(desk.seat, order.measure, order.target, order.amount)


def _no_means(*, part: bool) -> dict[str, str]:
    none = _("No funds are left for it: lower another order first.")
    return {
        "beyond_funds": _("Funds do not reach for all of it: lower another order first.") if part else none,
        "beyond_teams": _("No team is free for it: call one back first."),
        "beyond_capital": _("No political capital is left for it."),
    }


def _where(desk: DeskFacts, owed: Obligation) -> Where:
    """Return where on the desk a promise is kept by hand."""
    clause, to = owed.terms, owed.to[0] if owed.to else ""
    row: RowKey | None = None
    match clause.kind:
        case ClauseKind.PAY_IN:
            return Where("offers", f"pay-{clause.fund}")
        case ClauseKind.LEND_TEAM:
            return Where("offers", "help-lends", other=to)
        case ClauseKind.SHARE_INTELLIGENCE:
            return Where("offers", "help-tells", other=to)
        case ClauseKind.GIVE_FUNDS | ClauseKind.SHARE_ASSETS:
            row = RowKey("gift", to)
        case ClauseKind.CONTRIBUTE:
            row = RowKey("project", clause.project)
        case ClauseKind.FUND_AT_LEAST | ClauseKind.REFRAIN:
            target = _target(desk, clause)
            row = None if target is None else RowKey("measure", clause.measure, target)
        case ClauseKind.JOIN | ClauseKind.STAY:
            return Where("instruments", f"join-{clause.instrument}")
    return Where("orders", "add" if row is None else row.id, row)
