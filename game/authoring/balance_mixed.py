"""Games of computers: drawn temperaments play a whole game against each other, as at a real table.

In pairs of them, with the same seed and the same seats, one delegation (or each) signs like before and keeps no pledge.
"""

from collections.abc import Mapping
from dataclasses import replace
from statistics import fmean

from game.authoring.balance_plays import Kind, Outcome, Play, outcome_of
from game.bots.chair import hold_meeting
from game.bots.driver import Computers
from game.bots.temperament import TEMPERAMENTS
from game.session.commands import AdvancePhase, Options, SeatPlan, StartSession
from game.session.desk import Occupant, Phase
from game.session.negotiation.clauses import AmountUnit
from game.session.negotiation.resolutions import ResolutionStatus
from game.session.negotiation.trust import trust_between
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


def draw_breaker(seats: Mapping[str, str], number: int) -> str:
    """Return who keeps no pledge in the pair of game ``number``: each in its turn; empty if nobody would keep them."""
    names = list(seats)
    turned = (*names[number % len(names) :], *names[: number % len(names)])
    return next((seat for seat in turned if TEMPERAMENTS[seats[seat]].keeps_word), "")


def play_mixed(play: Play, book: Rulebook) -> Outcome:
    """Play a game of computers to the end of its epilogue.

    Raises
    ------
    ValueError
        If the rules refuse the start.
    """
    seats = tuple(SeatPlan(seat, Occupant.COMPUTER, temper) for seat, temper in play.seats.items())
    table = Table(book)
    _submit(table, StartSession(play.seed, seats, Options(prefill=False, receipts=False)))
    faithless = {Kind.BREAKS: {play.subject}, Kind.NOBODY: set(play.seats)}.get(play.kind, set())
    computers = Computers(table, faithless=faithless)
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
        saved=_saved(state),
        later=_later_agreements(state),
        trusted=_trusted(state),
        agreed=sum(item.since is not None for item in state.negotiation.agreements().values()),
        resolutions=_adopted(state),
    )


def _submit(table: Table, command: StartSession | AdvancePhase) -> None:
    decision = table.submit(command)
    if isinstance(decision, Refusal):
        raise ValueError(decision.sentence)  # noqa: TRY004 - what was asked for, not a wrong type


def _later_agreements(state: State) -> dict[str, int]:
    """Return how many agreements each delegation gets into in the second half of the game."""
    counts = dict.fromkeys(state.seats, 0)
    for agreement in state.negotiation.agreements().values():
        if agreement.since is not None and agreement.since > state.public.turns // 2:
            for party in agreement.parties:
                counts[party] += 1
    return counts


def _adopted(state: State) -> int:
    drafts = state.negotiation.public.resolutions.values()
    return sum(draft.status is ResolutionStatus.ADOPTED for draft in drafts)


def _saved(state: State) -> dict[str, int]:
    """Return the units that each delegation pledged and did not pay."""
    saved = dict.fromkeys(state.seats, 0)
    tables = state.negotiation.seats.values()
    # A secret promise stands in the table of each of its parties: it counts once.
    secret = dict.fromkeys(entry for table in tables for entry in table.entries)
    for entry in (*state.negotiation.public.entries, *secret):
        if entry.unit is AmountUnit.FUNDS and not (entry.binding or entry.lapsed):
            saved[entry.by] += entry.short
    return saved


def _trusted(state: State) -> dict[str, float]:
    """Return the mean trust of the others in each delegation."""
    trust = state.negotiation.public.trust
    return {
        seat: fmean([trust_between(trust, who, seat) for who in state.seats if who != seat] or [0.0])
        for seat in state.seats
    }
