"""``apply(state, event) -> state``: what each event changes, and nothing else.

A public event changes the public part, an event for a seat changes that seat's part, the others the referee's
part. (Sealing and entering a phase are public and also reset what a seat holds of the turn gone by.)
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from game.session import events as ev
from game.session.desk import Draft, Phase
from game.session.negotiation import events as nev
from game.session.negotiation.apply import apply_negotiation
from game.session.published import Branch, PooledGrant, ProjectStatus, Told
from game.session.state import PublicRecord, SeatRecord, State

_UNDO_STEPS = 200


def apply(state: State, event: ev.Event) -> State:
    """Return the state after ``event``."""
    return _apply(event, state)


def fold(state: State, events: Iterable[ev.Event]) -> State:
    """Return the state after all ``events``."""
    for event in events:
        state = apply(state, event)
    return state


@singledispatch
def _apply(event: object, _state: State) -> State:
    raise TypeError(f"no rule for {type(event).__name__}")


def _public(state: State, **changes: object) -> State:
    return replace(state, public=replace(state.public, **changes))  # type: ignore[arg-type]


def _seat(state: State, seat: str, **changes: object) -> State:
    record = state.seats.get(seat, SeatRecord())
    return state.with_seat(seat, replace(record, **changes))  # type: ignore[arg-type]


def _truth(state: State, **changes: object) -> State:
    return replace(state, truth=replace(state.truth, **changes))  # type: ignore[arg-type]


@_apply.register
def _(event: ev.SessionStarted, state: State) -> State:
    public = PublicRecord(
        rules_version=event.rules_version,
        scenario=event.scenario,
        turns=event.turns,
        seats=event.seats,
        people=event.people,
        options=event.options,
        parties=event.parties,
        projects={project: ProjectStatus() for project in event.projects},
    )
    return replace(state, public=public)


@_apply.register
def _(event: ev.SecretsDrawn, state: State) -> State:
    return _truth(state, seed=event.seed, temperaments=event.temperaments)


@_apply.register
def _(event: ev.DossierGiven, state: State) -> State:
    return _seat(
        state,
        event.seat,
        mandate=event.mandate,
        funds=event.funds,
        teams=event.teams,
        political_capital=event.political_capital,
    )


@_apply.register
def _(event: ev.PhaseEntered, state: State) -> State:
    state = _public(state, phase=event.phase, turn=event.turn, sealed=(), active_desk="", open_drafts={})
    if event.phase is not Phase.BRIEFING:
        return state
    cleared = {seat: replace(record, draft=Draft(), past=(), last=record.draft) for seat, record in state.seats.items()}
    state = replace(state, seats=cleared)
    return replace(state, briefings={**state.briefings, event.turn: state})


@_apply.register
def _(event: ev.EventFired, state: State) -> State:
    return _public(state, fired=(*state.public.fired, event.fired))


@_apply.register
def _(event: ev.FundsGranted, state: State) -> State:
    return _seat(state, event.seat, funds=max(0, state.seats[event.seat].funds + event.amount))


@_apply.register
def _(event: ev.DeskOpened, state: State) -> State:
    state = _public(state, active_desk=event.seat)
    record = state.seats[event.seat]
    if record.read_turn == state.public.turn:
        return state
    return _seat(state, event.seat, previous_read_turn=record.read_turn, read_turn=state.public.turn)


def _show_draft(state: State, event: ev.DraftPrepared | ev.DraftChanged) -> State:
    if not event.open_desk:
        return state
    return _public(state, open_drafts={**state.public.open_drafts, event.seat: event.draft})


@_apply.register
def _(event: ev.DraftPrepared, state: State) -> State:
    return _show_draft(_seat(state, event.seat, draft=event.draft, past=()), event)


@_apply.register
def _(event: ev.DraftChanged, state: State) -> State:
    record = state.seats[event.seat]
    past = record.past[:-1] if event.undone else (*record.past, record.draft)[-_UNDO_STEPS:]
    return _show_draft(_seat(state, event.seat, draft=event.draft, past=past), event)


@_apply.register
def _(event: ev.DraftSealed, state: State) -> State:
    active = "" if state.public.active_desk == event.seat else state.public.active_desk
    state = _public(state, sealed=(*state.public.sealed, event.seat), active_desk=active)
    return _seat(state, event.seat, past=())


@_apply.register
def _(event: ev.OrdersOpened, state: State) -> State:
    state = replace(state, tables={**state.tables, event.turn: state.negotiation.public})
    return _public(state, opened=(*state.public.opened, event.orders))


@_apply.register
def _(event: ev.OrdersCarriedOut, state: State) -> State:
    return _truth(state, carried_out=(*state.truth.carried_out, event.orders))


@_apply.register
def _(event: ev.ProjectPaid, state: State) -> State:
    before = state.public.projects[event.project]
    names = [*before.paid, *(name for name in event.paid if name not in before.paid)]
    paid = {name: before.paid.get(name, 0) + event.paid.get(name, 0) for name in names}
    status = replace(before, paid=paid, started=event.started)
    return _public(state, projects={**state.public.projects, event.project: status})


@_apply.register
def _(event: ev.ProjectReturned, state: State) -> State:
    status = ProjectStatus(returned=True)
    return _public(state, projects={**state.public.projects, event.project: status})


@_apply.register
def _(event: ev.InstrumentJoined, state: State) -> State:
    parties = {**state.public.parties.get(event.instrument, {}), **dict.fromkeys(event.jurisdictions, event.in_force)}
    return _public(state, parties={**state.public.parties, event.instrument: parties})


@_apply.register
def _(event: ev.InstrumentLeft, state: State) -> State:
    rest = {j: turn for j, turn in state.public.parties[event.instrument].items() if j not in event.jurisdictions}
    return _public(state, parties={**state.public.parties, event.instrument: rest})


@_apply.register
def _(event: ev.MeansSettled, state: State) -> State:
    ledgers = (*state.seats[event.seat].ledgers, event.ledger)
    return _seat(
        state,
        event.seat,
        funds=event.ledger.after,
        ledgers=ledgers,
        political_capital=event.ledger.political_capital,
    )


@_apply.register
def _(event: ev.WorldComputed, state: State) -> State:
    return _truth(state, world=event.world, quantities=(*state.truth.quantities, event.quantities))


@_apply.register
def _(event: ev.IndicesPublished, state: State) -> State:
    return _public(state, indices=(*state.public.indices, event.indices))


@_apply.register
def _(event: ev.KnowledgeReported, state: State) -> State:
    if event.seat is None:
        return _public(state, estimates=(*state.public.estimates, event.observed))
    return _seat(state, event.seat, estimates=(*state.seats[event.seat].estimates, event.observed))


@_apply.register
def _(event: ev.ReceiptsPublished, state: State) -> State:
    return _public(state, receipts=(*state.public.receipts, event.receipts))


@_apply.register
def _(event: ev.SeatChanged, state: State) -> State:
    return _public(
        state,
        seats={**state.public.seats, event.seat: event.occupant},
        people={**state.public.people, event.seat: event.people},
    )


@_apply.register
def _(event: ev.TemperamentDrawn, state: State) -> State:
    return _truth(state, temperaments={**state.truth.temperaments, event.seat: event.temperament})


@_apply.register
def _(event: ev.Rewound, state: State) -> State:
    left = Branch(event.turn, state.public.indices)
    before = state.briefings[event.turn]
    public = replace(
        before.public,
        seats=state.public.seats,
        people=state.public.people,
        branches=(*state.public.branches, left),
    )
    # The state goes back; who sits where and which computer moves do not.
    truth = replace(before.truth, temperaments=state.truth.temperaments)
    back = replace(before, public=public, truth=truth)
    return replace(back, briefings={**before.briefings, event.turn: back})


def _negotiation(state: State, event: nev.NegotiationEvent) -> State:
    return replace(state, negotiation=apply_negotiation(state.negotiation, event))


@_apply.register
def _(event: nev.NegotiationEvent, state: State) -> State:
    return _negotiation(state, event)


@_apply.register
def _(event: nev.CapitalSpent, state: State) -> State:
    left = state.seats[event.seat].political_capital - event.amount
    return _seat(_negotiation(state, event), event.seat, political_capital=max(0, left))


@_apply.register
def _(event: nev.IntelligenceShared, state: State) -> State:
    told = (*state.seats[event.to].told, Told(event.turn, event.seat))
    return _seat(_negotiation(state, event), event.to, told=told)


@_apply.register
def _(event: nev.FundPaid, state: State) -> State:
    state = _negotiation(state, event)
    payers = state.negotiation.public.pools[event.fund].paid
    spent = tuple(PooledGrant(event.turn, grant, payers) for grant in event.grants)
    return _public(state, grants=(*state.public.grants, *spent))


@_apply.register
def _(event: ev.ResultComputed, state: State) -> State:
    return _public(state, result=event.result)
