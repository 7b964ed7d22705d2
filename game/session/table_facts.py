"""What the rules of negotiation are told of the session: for the truth, for one seat, or for everybody."""

from collections.abc import Mapping
from dataclasses import replace

from game.session.desk import Occupant, Phase
from game.session.means import committed_capital, committed_funds, posted_teams
from game.session.negotiation.carry_out import claim
from game.session.negotiation.facts import Facts, SeatFacts, Stage
from game.session.negotiation.lending import teams_at_hand
from game.session.negotiation.state import NegotiationState
from game.session.published import ProjectStatus
from game.session.rulebook import PublicBook
from game.session.state import PublicRecord, SeatRecord, State
from game.session.streams import generator


def public_facts(record: PublicRecord, book: PublicBook, lot: int = 0) -> Facts:
    """Return what everybody knows that decides about negotiation."""
    return Facts(
        turn=record.turn,
        turns=record.turns,
        stage=Stage(record.phase.value),
        seats={seat: _public_seat(record, book, seat) for seat in record.seats},
        rules=book.scenario.negotiation,
        names=book.names,
        measures=book.measure_facts,
        targets=book.choices,
        instruments=book.joining_costs,
        projects={name: _room(record.projects[name], book, name) for name in book.projects if _open(record, name)},
        members={name: tuple(parties) for name, parties in record.parties.items()},
        lot=lot,
    )


def seat_facts(
    record: PublicRecord,
    book: PublicBook,
    state: NegotiationState,
    seats: Mapping[str, SeatRecord],
    lot: int = 0,
) -> Facts:
    """Return the same with the means of ``seats``: one seat's for its view and its commands, all of them for the truth.

    Parameters
    ----------
    record, book
        What is public.
    state
        Negotiation, at least as these seats see it.
    seats
        Who is to be told of its means.
    lot
        Says where a roll call starts.
    """
    facts = public_facts(record, book, lot)
    told = {seat: _own(facts.seats[seat], book, own) for seat, own in seats.items()}
    facts = replace(facts, seats={**facts.seats, **told})
    free = {}
    for seat, own in seats.items():
        taken = claim(state, facts, seat, own.draft)
        base = facts.seats[seat].base_teams
        free[seat] = replace(
            facts.seats[seat],
            free_funds=own.funds - committed_funds(book, own.draft) - taken.funds,
            free_teams=teams_at_hand(seat, base, state.public.loans, record.turn)
            - posted_teams(book, own.draft)
            - taken.teams,
        )
    return replace(facts, seats={**facts.seats, **free})


def true_facts(state: State, book: PublicBook) -> Facts:
    """Return everything: for the outcome alone."""
    return seat_facts(state.public, book, state.negotiation, state.seats)


def roll_call_lot(state: State) -> int:
    """Return the lot of the turn that says where roll calls start."""
    return int(generator(state.seed, "roll_call", state.public.turn).integers(2**31))


def _public_seat(record: PublicRecord, book: PublicBook, seat: str) -> SeatFacts:
    delegation = book.delegations[seat]
    return SeatFacts(
        jurisdictions=delegation.jurisdictions,
        present=record.seats[seat] is not Occupant.EMPTY,
        sealed=seat in record.sealed and record.phase is Phase.DESKS,
        income=delegation.funds,
        funds_cap=delegation.funds_cap,
        base_teams=delegation.teams,
        harm=_harm(record, delegation.jurisdictions),
    )


def _harm(record: PublicRecord, places: tuple[str, ...]) -> float:
    """Return how much crime harms a delegation: the mean published criminality of its jurisdictions."""
    if not record.indices or not places:
        return 1.0
    scores = record.indices[-1].criminality
    return sum(scores[place] for place in places) / len(places)


def _own(facts: SeatFacts, book: PublicBook, own: SeatRecord) -> SeatFacts:
    capital = own.political_capital - committed_capital(book, own.draft)
    return replace(
        facts,
        funds=own.funds,
        capital=capital if book.scenario.rules.political_capital else None,
        recovered=max(0, own.ledgers[-1].assets) if own.ledgers else 0,
    )


def _open(record: PublicRecord, name: str) -> bool:
    status = record.projects.get(name)
    return status is not None and status.started is None and not status.returned


def _room(status: ProjectStatus, book: PublicBook, name: str) -> int:
    item = book.projects[name]
    missing = item.cost - status.total
    return missing if item.per_turn_cap is None else min(missing, item.per_turn_cap)
