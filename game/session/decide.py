"""``decide(state, command, book)``: the events that a command leads to, or why it is refused.

Pure: the same state and command give the same events. A refused command changes nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatch

from game.model.text import _
from game.session import commands as cm
from game.session import events as ev
from game.session import legal, opening, outcome
from game.session.desk import DeskStyle, Draft, Occupant, Phase
from game.session.ending import compute_epilogue, compute_result
from game.session.negotiation import events as nev
from game.session.negotiation.commands import NegotiationCommand, RecordAgreement
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.decide_meeting import may_adjourn
from game.session.negotiation.facts import REFEREE
from game.session.phases import phase_after
from game.session.reducer import fold
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from game.session.state import State
from game.session.table_facts import roll_call_lot, seat_facts

Decision = tuple[ev.Event, ...] | Refusal


def decide(state: State, command: cm.Command, book: Rulebook) -> Decision:
    """Return the events of ``command``, or the refusal."""
    if isinstance(command, NegotiationCommand):
        return _negotiate(command, state, book)
    if isinstance(command, cm.RefereeCommand):
        if command.by != REFEREE:
            return Refusal("referee_only", _("Only the referee can do this."))
    elif command.by not in state.seats:
        sentence = _("There is no delegation {delegation}. There are: {choices}.")
        choices = ", ".join(state.seats) or "–"
        return Refusal("delegation_unknown", sentence.format(delegation=command.by, choices=choices))
    return _decide(command, state, book)


def _negotiate(command: NegotiationCommand, state: State, book: Rulebook) -> Decision:
    """Decide by what the seat itself may know (the referee: by what is public), so that no refusal tells more."""
    own = {command.by: state.seats[command.by]} if command.by in state.seats else {}
    facts = seat_facts(state.public, book.public, state.negotiation, own, roll_call_lot(state))
    decision = decide_negotiation(state.negotiation, facts, command)
    if isinstance(decision, Refusal) or not isinstance(command, RecordAgreement):
        return decision
    return (*decision, *_cut_drafts(fold(state, decision), book))  # at the desks it may bind this turn already


@singledispatch
def _decide(command: object, _state: State, _book: Rulebook) -> Decision:
    raise TypeError(f"no rule for {type(command).__name__}")


@_decide.register
def _start(command: cm.StartSession, state: State, book: Rulebook) -> Decision:
    return opening.start(state, command, book)


@_decide.register
def _advance(command: cm.AdvancePhase, state: State, book: Rulebook) -> Decision:
    if (command.leaving, command.turn) != (state.public.phase, state.public.turn):
        return Refusal("phase_over", _("That phase is over already."))
    match command.leaving:
        case Phase.BRIEFING | Phase.CAUCUS | Phase.PLENARY:
            return _leave_table(state, book)
        case Phase.DESKS:
            return _leave_desks(state, book, seal_rest=command.seal_rest)
        case Phase.OUTCOME if state.public.turn < state.public.turns:
            return opening.begin_turn(state, book, state.public.turn + 1)
        case Phase.OUTCOME:
            return compute_epilogue(state, book)
        case Phase.EPILOGUE:
            return compute_result(state, book)
    return Refusal("session_over", _("The session is over. Rewind it, or start a new one."))


def _leave_table(state: State, book: Rulebook) -> Decision:
    refusal = may_adjourn(state.negotiation)
    if refusal:
        return refusal
    public = state.public
    following = phase_after(book.scenario.negotiation, public.options, public.turn, public.phase)
    if following is Phase.DESKS:
        return _enter_desks(state, book)
    return (ev.PhaseEntered(following, public.turn),)


def _enter_desks(state: State, book: Rulebook) -> Decision:
    turn = state.public.turn
    talking = state.negotiation.public.plenary.caucus is not None
    events: list[ev.Event] = [nev.CaucusClosed()] if talking else []
    events.append(ev.PhaseEntered(Phase.DESKS, turn))
    at_desks = fold(state, events)
    open_desk = state.public.options.desk_style is DeskStyle.OPEN
    for seat, occupant in state.public.seats.items():
        draft = Draft()
        if occupant is Occupant.PERSON and state.public.options.prefill:
            draft = legal.affordable(legal.desk_facts(at_desks, book.public, seat), state.seats[seat].last)
        if occupant is not Occupant.EMPTY:
            events.append(ev.DraftPrepared(seat, draft, open_desk))
    return tuple(events)


def unsealed_seats(state: State) -> tuple[str, ...]:
    """Return the seats that still have to seal."""
    public = state.public
    return tuple(
        seat for seat, occupant in public.seats.items() if occupant is not Occupant.EMPTY and seat not in public.sealed
    )


def _leave_desks(state: State, book: Rulebook, *, seal_rest: bool) -> Decision:
    waiting = unsealed_seats(state)
    if waiting and not seal_rest:
        names = ", ".join(book.delegations[seat].name for seat in waiting)
        return Refusal("not_all_sealed", _("Still to seal their orders: {names}.").format(names=names))
    sealed = tuple(ev.DraftSealed(seat) for seat in waiting)
    return sealed + outcome.compute_turn(fold(state, sealed), book)


@_decide.register
def _open_desk(command: cm.OpenDesk, state: State, book: Rulebook) -> Decision:
    return legal.may_draft(legal.desk_facts(state, book.public, command.by)) or (ev.DeskOpened(command.by),)


@_decide.register
def _draft(
    command: cm.SetOrder
    | cm.PostTeam
    | cm.Contribute
    | cm.GiveFunds
    | cm.JoinInstrument
    | cm.LeaveInstrument
    | cm.ClearDraft,
    state: State,
    book: Rulebook,
) -> Decision:
    desk = legal.desk_facts(state, book.public, command.by)
    refusal = legal.refusal_of(desk, command)
    if refusal:
        return refusal
    draft = legal.draft_after(desk.draft, command)
    if draft == desk.draft:
        return ()
    return (ev.DraftChanged(command.by, draft, open_desk=desk.style is DeskStyle.OPEN),)


@_decide.register
def _undo(command: cm.UndoDraft, state: State, book: Rulebook) -> Decision:
    desk = legal.desk_facts(state, book.public, command.by)
    refusal = legal.refusal_of(desk, command)
    if refusal:
        return refusal
    earlier = state.seats[command.by].past[-1]
    return (ev.DraftChanged(command.by, earlier, undone=True, open_desk=desk.style is DeskStyle.OPEN),)


@_decide.register
def _seal(command: cm.Seal, state: State, book: Rulebook) -> Decision:
    return legal.may_seal(legal.desk_facts(state, book.public, command.by)) or (ev.DraftSealed(command.by),)


@_decide.register
def _change_seat(command: cm.ChangeSeat, state: State, book: Rulebook) -> Decision:
    if command.seat not in state.public.seats:
        return Refusal("delegation_unknown", _("There is no delegation {delegation}.").format(delegation=command.seat))
    if state.public.phase in {Phase.EPILOGUE, Phase.ENDED}:
        return Refusal("session_over", _("The last turn is over; seats do not change any more."))
    events: list[ev.Event] = [ev.SeatChanged(command.seat, command.occupant, command.people)]
    if command.occupant is Occupant.COMPUTER:
        temperament = command.temperament or opening.draw_temperament(state.seed, command.seat)
        events.append(ev.TemperamentDrawn(command.seat, temperament))
    return (*events, *_cut_drafts(fold(state, events), book))


def _cut_drafts(state: State, book: Rulebook) -> Iterator[ev.DraftChanged | nev.InstructionGiven]:
    """Yield what of orders and then of payments goes no longer: more is owed, because somebody came back or agreed."""
    if state.public.phase is not Phase.DESKS:
        return
    for seat, occupant in state.public.seats.items():
        if occupant is Occupant.EMPTY:
            continue
        desk = legal.desk_facts(state, book.public, seat)
        draft = legal.within_reach(desk)
        if draft != desk.draft:
            yield ev.DraftChanged(seat, draft, open_desk=desk.style is DeskStyle.OPEN)
        missing = -replace(desk, draft=draft).funds_left
        if missing > 0:
            old = desk.negotiation.seat(seat).instructions
            yield nev.InstructionGiven(seat, old.paying_less(missing).payments, old.loans, old.tells)


@_decide.register
def _rewind(command: cm.Rewind, state: State, _book: Rulebook) -> Decision:
    if command.turn not in state.briefings:
        turns = ", ".join(str(turn) for turn in state.briefings) or "–"
        sentence = _("The session cannot be rewound to turn {turn}. It can go back to: {turns}.")
        return Refusal("no_such_turn", sentence.format(turn=command.turn, turns=turns))
    return (ev.Rewound(command.turn),)
