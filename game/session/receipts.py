"""Receipts: which decisions moved which published index, this turn and since the start.

A joint project is one part of the account from the turn it starts in, and is divided by what each paid; a rule that a
resolution brought in is one, divided equally among those who brought it in. Afterwards, in the receipt of a turn, they
are momentum, as are instruments, listings and trust. Events that fired earlier are momentum too. What pooled funds
spend belongs to those who paid in. What secret agreements brought is pooled in one line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from game.session import events as ev
from game.session.commitments import (
    Standing,
    doses,
    grants_of,
    modifiers,
    rule_modifiers,
    rules_in_force,
    standing_of,
)
from game.session.negotiation.adoption import RuleInForce
from game.session.published import (
    JOINT_PROJECT,
    RESOLUTION,
    TOGETHER,
    Cause,
    IndexReceipt,
    LegShift,
    MeasureShare,
    Share,
    TurnReceipts,
)
from game.session.quantities import quantity_key
from game.session.rulebook import PublicBook, Rulebook
from game.session.state import State
from game.session.world import live_constants, live_shocks, live_start_flows
from game.simulation.arrays import Floats
from game.simulation.forecast import Reading
from game.simulation.receipts import Case, Receipt, TurnRecord, receipts
from game.simulation.world import World, start_world

_SMALL = 1e-6  # shares of a measure below it count as *together*, shifts below it (of the flow) are left out
_MOST_TURNS = 40  # after that, nothing is explained since the start: it costs more with every turn

_READINGS: Mapping[str, Reading] = {
    "criminality": lambda step: step.scores.criminality,
    "resilience": lambda step: step.scores.resilience,
    "world_criminality": lambda step: step.scores.world_criminality[None],
    "world_resilience": lambda step: step.scores.world_resilience[None],
    "flow": lambda step: step.flows.passage_flow,
}


@dataclass(frozen=True, slots=True)
class _Account:
    """Who the parts belong to.

    Parts: what each delegation ordered, what was ordered in secret, joint projects, rules. Contributors: the
    delegations, what is not public, and once more the delegations for the rules that they brought in.
    """

    seats: tuple[str, ...]
    projects: tuple[str, ...]
    rules: tuple[RuleInForce, ...]
    owners: Floats  # [part, contributor]

    @property
    def secret(self) -> int:
        """The part, and the contributor, that stands for what is not public."""
        return len(self.seats)

    def own(self, column: int) -> tuple[tuple[int, str], ...]:
        """Return the contributors that stand for a delegation, with what their lines without a measure are called."""
        return (column, JOINT_PROJECT), (len(self.seats) + 1 + column, RESOLUTION)


def turn_receipts(state: State, book: Rulebook) -> ev.ReceiptsPublished:
    """Return the receipts of the present turn, once its orders are opened and carried out in ``state``."""
    account = _account(state, book.public)
    now = _explain(state, book, account, (state.public.turn,))
    turns = tuple(range(1, state.public.turn + 1))
    ever: Mapping[str, Receipt] = {}
    if len(turns) <= _MOST_TURNS:
        ever = now if len(turns) == 1 else _explain(state, book, account, turns)
    return ev.ReceiptsPublished(
        TurnReceipts(
            turn=state.public.turn,
            this_turn=_index_receipts(book.public, account, now),
            since_start=_index_receipts(book.public, account, ever) if ever else (),
            shifts=_shifts(book.public, account, now["flow"]),
        )
    )


def _account(state: State, book: PublicBook) -> _Account:
    seats = tuple(item.id for item in book.scenario.delegations)
    rules = state.negotiation.public.rules
    count = len(seats)
    rows: list[Floats] = [np.eye(count + 1, 2 * count + 1)]
    for item in book.scenario.projects:
        paid = np.array([float(state.public.projects[item.id].paid.get(seat, 0)) for seat in seats])
        rows.append(_row(paid, 0, 2 * count + 1))
    rows += [_row(np.array([float(seat in rule.seats) for seat in seats]), count + 1, 2 * count + 1) for rule in rules]
    projects = tuple(item.id for item in book.scenario.projects)
    return _Account(seats, projects, rules, np.concatenate(rows))


def _row(weights: Floats, first: int, width: int) -> Floats:
    """Return one part's owners [1, contributor]: shares by weight, the contributors counted from ``first``."""
    row = np.zeros((1, width))
    total = weights.sum()
    row[0, first : first + len(weights)] = weights / total if total else 1.0 / len(weights)
    return row


def _explain(state: State, book: Rulebook, account: _Account, turns: tuple[int, ...]) -> dict[str, Receipt]:
    network = book.network
    whole = len(turns) > 1
    first = state.briefings[turns[0]]
    before = start_world(network) if turns[0] == 1 else World.from_arrays(first.truth.world)
    records = [_record(state, book, account, turn, whole=whole) for turn in turns]
    case = Case(network, live_constants(network, state.seed), before, records, live_start_flows(network, state.seed))
    return receipts(case, _READINGS, account.owners, seed=state.public.turn)


def _record(state: State, book: Rulebook, account: _Account, turn: int, *, whole: bool) -> TurnRecord:
    """Return what was done and happened in a turn; ``whole``: explained from the start, else this turn alone."""
    public = book.public
    standing = standing_of(state.briefings[turn].public, state.tables[turn])
    apart = {
        name: status
        for name, status in standing.projects.items()
        if status.started is not None and (status.started == turn or (whole and status.started <= turn))
    }
    own_rules = tuple(rule for rule in standing.table.rules if rule.since == turn or whole)
    rest = replace(
        standing,
        projects={name: item for name, item in standing.projects.items() if name not in apart},
        table=replace(standing.table, rules=tuple(rule for rule in standing.table.rules if rule not in own_rules)),
    )
    calm = replace(rest, fired=() if whole else tuple(fired for fired in rest.fired if fired.turn != turn))
    amounts = _amounts(state, public, turn)
    columns = [
        *(_project(public, standing, name, turn) if name in apart else None for name in account.projects),
        *_rules(public, standing, account.rules, own_rules, turn),
    ]
    nothing = book.network.modifiers.zeros()
    filled = [nothing if column is None else column for column in columns]
    return TurnRecord(
        doses=np.concatenate([amounts, np.zeros((amounts.shape[0], len(filled)))], axis=1),
        modifiers=modifiers(public, rest, turn),
        quiet=modifiers(public, calm, turn),
        shocks=live_shocks(book.network, state.seed, turn),
        part_modifiers=np.concatenate([np.zeros((book.network.modifiers.size, amounts.shape[1])), *filled], axis=1),
    )


def _amounts(state: State, book: PublicBook, turn: int) -> Floats:
    """Return what was ordered in public by each delegation, and in the last column what only the rules know."""
    opened = state.public.opened[turn - 1]
    known = doses(book, opened, grants_of(state.public, turn))
    whole = doses(book, {**opened, **state.truth.carried_out[turn - 1]}, grants_of(state.public, turn))
    return np.concatenate([known, (whole - known).sum(axis=1, keepdims=True)], axis=1)


def _project(book: PublicBook, standing: Standing, name: str, turn: int) -> Floats:
    alone = Standing(projects={name: standing.projects[name]})
    return modifiers(book, alone, turn) - modifiers(book, Standing(), turn)


def _rules(
    book: PublicBook, standing: Standing, all_rules: tuple[RuleInForce, ...], own: tuple[RuleInForce, ...], turn: int
) -> Iterable[Floats | None]:
    """Return what each rule adds in ``turn``, None for those that are none of its ``own`` parts."""
    places = {id(rule): where for rule, where in rules_in_force(book, standing.table, turn)}
    for rule in all_rules:
        held = next((item for item in own if item == rule and id(item) in places), None)
        yield None if held is None else rule_modifiers(book, held, places[id(held)], turn)


def _index_receipts(book: PublicBook, account: _Account, found: Mapping[str, Receipt]) -> tuple[IndexReceipt, ...]:
    receipts_of = [
        _index_receipt(quantity_key(name), account, found[name], 0)
        for name in ("world_criminality", "world_resilience")
    ]
    for name in ("criminality", "resilience"):
        for row, place in enumerate(book.network.jurisdictions):
            receipts_of.append(_index_receipt(quantity_key(name, place), account, found[name], row))
    return tuple(receipts_of)


def _index_receipt(index: str, account: _Account, receipt: Receipt, row: int) -> IndexReceipt:
    shares = [
        Share(Cause.MOMENTUM, float(receipt.momentum[row])),
        Share(Cause.EVENTS, float(receipt.events[row])),
    ]
    for column, seat in enumerate(account.seats):
        parts = [number for number, _name in account.own(column)]
        amount = float(receipt.contributors[parts, row].sum())
        measures = _measures(receipt, account.own(column), row, amount)
        if amount or measures:
            displaced = float(receipt.displaced[parts, row].sum())
            shares.append(Share(Cause.DELEGATION, amount, seat, displaced, measures))
    hidden = float(receipt.contributors[account.secret, row])
    if hidden:
        shares.append(Share(Cause.NOT_PUBLIC, hidden, "", float(receipt.displaced[account.secret, row])))
    return IndexReceipt(index, float(receipt.before[row]), float(receipt.after[row]), tuple(shares))


def _measures(receipt: Receipt, own: tuple[tuple[int, str], ...], row: int, amount: float) -> tuple[MeasureShare, ...]:
    """Return the measures behind a delegation's share, the largest first; what is left is *together*."""
    names = dict(own)
    lines = [
        MeasureShare(name or names[contributor], float(values[row]))
        for (contributor, name), values in receipt.lines.items()
        if contributor in names and abs(float(values[row])) >= _SMALL
    ]
    lines.sort(key=lambda line: (-abs(line.amount), line.measure))
    rest = amount - sum(line.amount for line in lines)
    return (*lines, MeasureShare(TOGETHER, rest)) if abs(rest) > 0 and lines else tuple(lines)


def _shifts(book: PublicBook, account: _Account, receipt: Receipt) -> tuple[LegShift, ...]:
    network = book.network
    found = []
    for row, leg in enumerate(network.passages):
        parts = receipt.contributors[:, row] / network.turn_years
        displaced = float(receipt.displaced[:, row].sum() / network.turn_years)
        level = max(abs(float(receipt.before[row])) / network.turn_years, 1e-12)
        if max(float(np.abs(parts).sum()), abs(displaced)) < _SMALL * level:
            continue
        own = {
            seat: float(sum(parts[number] for number, _name in account.own(column)))
            for column, seat in enumerate(account.seats)
        }
        by = {seat: part for seat, part in own.items() if abs(part) > _SMALL * level}
        found.append(LegShift(leg, float(parts.sum()), displaced, by))
    return tuple(found)
