"""Receipts: which decisions moved which published index, this turn and since the start.

A joint project is one part of the account from the turn it starts in, and is divided by what each paid; afterwards,
in the receipt of a turn, it is momentum, as are instruments. Events that fired earlier are momentum too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from game.session import events as ev
from game.session.commitments import Standing, doses, modifiers, standing_of
from game.session.desk import Draft
from game.session.published import (
    JOINT_PROJECT,
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
    """Who the parts belong to: delegations, then joint projects."""

    seats: tuple[str, ...]
    owners: Floats  # [part, delegation]


def turn_receipts(state: State, book: Rulebook) -> ev.ReceiptsPublished:
    """Return the receipts of the present turn, whose orders are the drafts of ``state``."""
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
    rows = [np.eye(len(seats))]
    for item in book.scenario.projects:
        paid = np.array([float(state.public.projects[item.id].paid.get(seat, 0)) for seat in seats])
        rows.append((paid if paid.sum() else np.ones(len(seats)))[None] / (paid.sum() or len(seats)))
    return _Account(seats, np.concatenate(rows))


def _explain(state: State, book: Rulebook, account: _Account, turns: tuple[int, ...]) -> dict[str, Receipt]:
    network = book.network
    whole = len(turns) > 1
    first = state.briefings[turns[0]]
    before = start_world(network) if turns[0] == 1 else World.from_arrays(first.truth.world)
    records = [_record(state, book, turn, whole=whole) for turn in turns]
    case = Case(network, live_constants(network, state.seed), before, records, live_start_flows(network, state.seed))
    return receipts(case, _READINGS, account.owners, seed=state.public.turn)


def _record(state: State, book: Rulebook, turn: int, *, whole: bool) -> TurnRecord:
    """Return what was done and happened in a turn; ``whole``: explained from the start, else this turn alone."""
    public, present = book.public, turn == state.public.turn
    orders: Mapping[str, Draft]
    if present:
        standing = standing_of(state.public)
        orders = {seat: own.draft for seat, own in state.seats.items()}
    else:
        standing = standing_of(state.briefings[turn].public)
        orders = state.public.opened[turn - 1]
    apart = {
        name: status
        for name, status in standing.projects.items()
        if status.started is not None and (status.started == turn or (whole and status.started <= turn))
    }
    rest = replace(standing, projects={name: item for name, item in standing.projects.items() if name not in apart})
    calm = replace(rest, fired=() if whole else tuple(fired for fired in rest.fired if fired.turn != turn))
    amounts = doses(public, orders)
    columns = [
        modifiers(public, Standing(projects={name: apart[name]}), turn) - modifiers(public, Standing(), turn)
        if name in apart
        else book.network.modifiers.zeros()
        for name in (item.id for item in public.scenario.projects)
    ]
    seats = amounts.shape[1]
    return TurnRecord(
        doses=np.concatenate([amounts, np.zeros((amounts.shape[0], len(columns)))], axis=1),
        modifiers=modifiers(public, rest, turn),
        quiet=modifiers(public, calm, turn),
        shocks=live_shocks(book.network, state.seed, turn),
        part_modifiers=np.concatenate([np.zeros((book.network.modifiers.size, seats)), *columns], axis=1),
    )


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
        amount = float(receipt.contributors[column, row])
        measures = _measures(receipt, column, row, amount)
        if amount or measures:
            shares.append(Share(Cause.DELEGATION, amount, seat, float(receipt.displaced[column, row]), measures))
    return IndexReceipt(index, float(receipt.before[row]), float(receipt.after[row]), tuple(shares))


def _measures(receipt: Receipt, column: int, row: int, amount: float) -> tuple[MeasureShare, ...]:
    """Return the measures behind a delegation's share, the largest first; what is left is *together*."""
    lines = [
        MeasureShare(name or JOINT_PROJECT, float(values[row]))
        for (contributor, name), values in receipt.lines.items()
        if contributor == column and abs(float(values[row])) >= _SMALL
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
        by = {
            seat: float(parts[column])
            for column, seat in enumerate(account.seats)
            if abs(parts[column]) > _SMALL * level
        }
        found.append(LegShift(leg, float(parts.sum()), displaced, by))
    return tuple(found)
