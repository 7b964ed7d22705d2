"""What may be seen, by everybody and by one seat: built field by field, and what is not named stays hidden."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from game.model.expression import Lookup
from game.model.scenario import Objective
from game.model.script import Step
from game.session.commands import Options
from game.session.desk import Draft, Occupant, Phase
from game.session.legal import DeskFacts, desk_facts
from game.session.mandates import mandate_of, objective_results
from game.session.negotiation.facts import Facts
from game.session.negotiation.state import NegotiationState, PublicTable
from game.session.news import news_for, public_news
from game.session.phases import turn_phases
from game.session.published import (
    Branch,
    Fired,
    Indices,
    Ledger,
    NewsLine,
    ObjectiveResult,
    Observed,
    ProjectStatus,
    Result,
    TurnReceipts,
)
from game.session.quantities import index_figures, lookup, quantity_key, year_at
from game.session.rulebook import PublicBook, Rulebook
from game.session.state import PublicRecord, State
from game.session.table_facts import public_facts

_PUBLISHED = ("resilience(", "price(", "identified(")


@dataclass(frozen=True, slots=True)
class SeatFace:
    """A seat as everybody sees it."""

    delegation: str
    name: str
    occupant: Occupant
    people: str
    sealed: bool
    at_desk: bool


@dataclass(frozen=True, slots=True)
class PublicView:
    """What everybody may see: the wall is made of this alone."""

    book: PublicBook = field(compare=False, repr=False)
    phase: Phase
    turn: int
    turns: int
    year: float  # at the end of the turn
    options: Options
    seats: Mapping[str, SeatFace]
    active_desk: str
    indices: tuple[Indices, ...]  # by turn, from 0; the epilogue's follow the last turn's
    opened: tuple[Mapping[str, Draft], ...]  # orders by turn, from 1, once they are opened
    fired: tuple[Fired, ...]
    projects: Mapping[str, ProjectStatus]
    parties: Mapping[str, Mapping[str, int]]
    flags: frozenset[str]
    estimates: Mapping[str, Observed]  # of the last turn, by name as in session.quantities
    estimate_history: tuple[Mapping[str, Observed], ...]  # the same by turn, from 0
    receipts: tuple[TurnReceipts, ...]
    open_drafts: Mapping[str, Draft]
    branches: tuple[Branch, ...]
    news: tuple[NewsLine, ...]  # of this turn
    result: Result | None
    phases: tuple[Phase, ...]  # stages of this turn
    negotiation: NegotiationState  # what everybody knows of it; the seats' parts are empty
    facts: Facts = field(repr=False)  # the same, for the rules of negotiation
    tables: Mapping[int, PublicTable] = field(repr=False)  # by turn: what was in force at its outcome
    record: PublicRecord = field(repr=False)  # the same, as the rules keep it: for forecasts


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a delegation's own paper says."""

    delegation: str
    name: str
    jurisdictions: tuple[str, ...]
    position: str
    needs: tuple[str, ...]
    offers: tuple[str, ...]
    proposed_orders: tuple[Step, ...]
    objectives: tuple[Objective, ...]


@dataclass(frozen=True, slots=True)
class SeatView:
    """What one seat may see: everything public, its dossier, its desk, and what it believes."""

    public: PublicView
    seat: str
    dossier: Dossier
    desk: DeskFacts
    negotiation: NegotiationState  # what is public, and this seat's part
    facts: Facts = field(repr=False)  # the same, for the rules of negotiation
    beliefs: Mapping[str, Observed]  # of the last turn: own reports where there are any, else the public ones
    belief_history: tuple[Mapping[str, Observed], ...]  # the same by turn, from 0
    objectives: tuple[ObjectiveResult, ...]  # as far as the seat can tell today
    ledgers: tuple[Ledger, ...]
    news: tuple[NewsLine, ...]  # since the desk was opened before this turn


def public_view(state: State, book: PublicBook) -> PublicView:
    """Return what everybody may see."""
    record = state.public
    history = tuple(_by_name(reports) for reports in record.estimates)
    return PublicView(
        book=book,
        phase=record.phase,
        turn=record.turn,
        turns=record.turns,
        year=year_at(book.scenario, record.turn),
        options=record.options,
        seats={
            seat: SeatFace(
                delegation=seat,
                name=book.delegations[seat].name,
                occupant=occupant,
                people=record.people.get(seat, ""),
                sealed=seat in record.sealed,
                at_desk=seat == record.active_desk,
            )
            for seat, occupant in record.seats.items()
        },
        active_desk=record.active_desk,
        indices=record.indices,
        opened=record.opened,
        fired=record.fired,
        projects=record.projects,
        parties=record.parties,
        flags=record.flags,
        estimates=history[-1] if history else {},
        estimate_history=history,
        receipts=record.receipts,
        open_drafts=record.open_drafts,
        branches=record.branches,
        news=public_news(record, state.negotiation.in_public(), book, record.turn),
        result=record.result,
        phases=turn_phases(book.scenario.negotiation, record.options, record.turn),
        negotiation=state.negotiation.in_public(),
        facts=public_facts(record, book),
        tables=state.tables,
        record=record,
    )


def seat_view(state: State, book: Rulebook, seat: str) -> SeatView:
    """Return what ``seat`` may see.

    Raises
    ------
    KeyError
        If there is no such seat.
    """
    own = state.seats[seat]
    delegation = book.delegations[seat]
    mandate = mandate_of(delegation, own.mandate)
    known = {quantity_key("funds", seat)}  # exactly, from the desk
    pairs = zip(state.public.estimates, own.estimates, strict=True)
    history = tuple(_by_name((*public, *private), known) for public, private in pairs)
    beliefs = history[-1] if history else {}
    now = believed(state, book.public, seat, beliefs)
    desk = desk_facts(state, book.public, seat)
    start = believed_start(state.public, book.public, beliefs)
    return SeatView(
        public=public_view(state, book.public),
        seat=seat,
        dossier=Dossier(
            delegation=seat,
            name=delegation.name,
            jurisdictions=delegation.jurisdictions,
            position=delegation.position,
            needs=delegation.needs,
            offers=delegation.offers,
            proposed_orders=delegation.proposed_orders,
            objectives=mandate.objectives if mandate else (),
        ),
        desk=desk,
        negotiation=desk.negotiation,
        facts=desk.facts,
        beliefs=beliefs,
        belief_history=history,
        objectives=objective_results(mandate, now, start) if mandate else (),
        ledgers=own.ledgers,
        news=news_for(state.public, own, desk.negotiation, book.public, seat),
    )


def _by_name(reports: Iterable[Observed], left_out: Collection[str] = ()) -> dict[str, Observed]:
    return {item.quantity: item for item in reports if item.quantity not in left_out}


def believed(state: State, book: PublicBook, seat: str, beliefs: Mapping[str, Observed]) -> Lookup:
    """Return what expressions ask, as ``seat`` believes it: published figures exactly, the others as likely."""
    record = state.public
    figures = {name: item.likely for name, item in beliefs.items()}
    figures[quantity_key("funds", seat)] = float(state.seats[seat].funds)
    if record.indices:
        figures |= index_figures(record.indices[-1])
    turn = max(0, len(record.indices) - 1)
    if turn < len(state.truth.quantities):
        figures |= _published(state.truth.quantities[turn])
    return lookup(book.scenario, record, turn, _with_shares(figures, book).get, state.negotiation.public)


def _published(figures: Mapping[str, float]) -> dict[str, float]:
    """Return what stands in reports for everybody: scores of the twelve blocks, prices, victims identified."""
    return {name: value for name, value in figures.items() if name.startswith(_PUBLISHED) and _is_published(name)}


def _is_published(name: str) -> bool:
    """Tell the score of a block from the mean of all, which is published as an index."""
    return not name.startswith("resilience(") or ", " in name


def _with_shares(figures: Mapping[str, float], book: PublicBook) -> dict[str, float]:
    """Add the shares that follow from what is believed of their two parts."""
    shares = {quantity_key("clean_share"): (quantity_key("integrated"), quantity_key("proceeds"))}
    for market in book.scenario.markets:
        parts = quantity_key("seized", market.id), quantity_key("supply", market.id)
        shares[quantity_key("seized_share", market.id)] = parts
    found = {
        name: min(1.0, figures[part] / figures[whole])
        for name, (part, whole) in shares.items()
        if part in figures and figures.get(whole, 0.0) > 0.0
    }
    return {**figures, **found}


def believed_start(record: PublicRecord, book: PublicBook, beliefs: Mapping[str, Observed]) -> Lookup:
    """Return the same for turn 0, which the scenario's own figures tell everybody."""
    figures = {name: value for name, value in book.start.figures.items() if name in beliefs}
    figures |= _published(book.start.figures)
    if record.indices:
        figures |= index_figures(record.indices[0])
    return lookup(book.scenario, record, 0, _with_shares(figures, book).get)
