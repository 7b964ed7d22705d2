"""Mixed plays: computers of drawn temperaments play a whole game against each other, as at a real table."""

from collections.abc import Mapping
from dataclasses import replace

from game.authoring.balance_plays import Outcome, Play, outcome_of
from game.bots.chair import hold_meeting
from game.bots.driver import Computers
from game.bots.temperament import TEMPERAMENTS
from game.session.commands import AdvancePhase, Options, SeatPlan, StartSession
from game.session.desk import Occupant, Phase
from game.session.negotiation.resolutions import ResolutionStatus
from game.session.play import Table
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from game.session.state import State
from game.session.streams import generator

TEMPERS = tuple(TEMPERAMENTS)  # what a seat of a mixed play may be


def draw_seats(book: Rulebook, seed: int) -> Mapping[str, str]:
    """Return who sits where in the mixed play with ``seed``."""
    lot = generator(seed, "balance:seats")
    return {seat: TEMPERS[int(lot.integers(len(TEMPERS)))] for seat in book.delegations}


def play_mixed(play: Play, book: Rulebook, text: str, name: str) -> Outcome:  # noqa: ARG001
    """Play a game of computers to the end of its epilogue.

    Raises
    ------
    ValueError
        If the rules refuse the start.
    """
    seats = tuple(SeatPlan(seat, Occupant.COMPUTER, temper) for seat, temper in play.seats.items())
    table = Table(book)
    _submit(table, StartSession(play.seed, seats, Options(prefill=False, receipts=False)))
    computers = Computers(table)
    while table.public_view().phase is not Phase.EPILOGUE:
        view = table.public_view()
        if view.phase is Phase.PLENARY:
            hold_meeting(table, computers)
        else:
            computers.move()
        _submit(table, AdvancePhase(view.phase, view.turn, seal_rest=True))
    state = table.state
    return replace(
        outcome_of(play, state, book),
        delivered=_delivered(state),
        earlier=_agreements(state, later=False),
        later=_agreements(state, later=True),
        agreed=sum(item.since is not None for item in state.negotiation.agreements().values()),
        resolutions=_adopted(state),
    )


def _submit(table: Table, command: StartSession | AdvancePhase) -> None:
    decision = table.submit(command)
    if isinstance(decision, Refusal):
        raise ValueError(decision.sentence)  # noqa: TRY004 - what was asked for, not a wrong type


def _agreements(state: State, *, later: bool) -> dict[str, int]:
    """Return how many agreements each delegation gets into in one half of the game."""
    counts = dict.fromkeys(state.seats, 0)
    for agreement in state.negotiation.agreements().values():
        if agreement.since is not None and (agreement.since > state.public.turns // 2) is later:
            for party in agreement.parties:
                counts[party] += 1
    return counts


def _adopted(state: State) -> int:
    drafts = state.negotiation.public.resolutions.values()
    return sum(draft.status is ResolutionStatus.ADOPTED for draft in drafts)


def _delivered(state: State) -> dict[str, float]:
    """Return the share of its pledges that each delegation kept in the first half; who owed nothing is left out."""
    due: dict[str, float] = {}
    done: dict[str, float] = {}
    tables = state.negotiation.seats.values()
    # A secret promise stands in the table of each of its parties: it counts once.
    secret = dict.fromkeys(entry for table in tables for entry in table.entries)
    for entry in (*state.negotiation.public.entries, *secret):
        if entry.due and not (entry.binding or entry.lapsed) and entry.turn <= state.public.turns // 2:
            due[entry.by] = due.get(entry.by, 0.0) + 1.0
            done[entry.by] = done.get(entry.by, 0.0) + min(1.0, entry.delivered / entry.due)
    return {seat: done[seat] / due[seat] for seat in due}
