"""Rulebooks and tables that the tests of the session share."""

from functools import cache
from pathlib import Path

import pytest

from game.model.places import scenarios_folder
from game.scenario.load import load_scenario, read_scenario
from game.scenario.parameters import load_parameters
from game.session import commands as cm
from game.session.desk import DeskStyle, Occupant, Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.voting import Vote
from game.session.play import Table
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook, make_rulebook

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"
TABLE = Path(__file__).parents[1] / "cases" / "session" / "table.yaml"
MEETING = TABLE.with_name("meeting.yaml")  # what the same table negotiates about
IVORY = scenarios_folder() / "ivory_corridor.yaml"


@cache
def rulebook(path: Path) -> Rulebook:
    result = load_scenario(path)
    assert result.scenario is not None, "\n".join(str(found) for found in result.diagnostics)
    return make_rulebook(result.scenario, load_parameters())


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """Three delegations with projects, instruments, events and mandates."""
    return rulebook(TABLE)


@cache
def meeting_text() -> str:
    return TABLE.read_text(encoding="utf-8") + "\n" + MEETING.read_text(encoding="utf-8")


@cache
def meeting_rulebook() -> Rulebook:
    """Return the same three delegations with a caucus, a plenary and a draft on the table."""
    result = read_scenario(meeting_text(), "meeting.yaml")
    assert result.scenario is not None, "\n".join(str(found) for found in result.diagnostics)
    return make_rulebook(result.scenario, load_parameters())


@pytest.fixture(scope="session")
def meeting() -> Rulebook:
    return meeting_rulebook()


@pytest.fixture(scope="session")
def ivory() -> Rulebook:
    return rulebook(IVORY)


def begin(
    book: Rulebook,
    seed: int = 7,
    style: DeskStyle = DeskStyle.PRIVATE,
    occupant: Occupant = Occupant.PERSON,
    **options: object,
) -> Table:
    """Return a table at the first briefing."""
    table = Table(book)
    seats = tuple(cm.SeatPlan(seat, occupant) for seat in book.delegations)
    done(table, cm.StartSession(seed, seats, cm.Options(desk_style=style, **options)))  # type: ignore[arg-type]
    return table


def done(table: Table, command: cm.Command) -> None:
    decision = table.submit(command)
    assert not isinstance(decision, Refusal), decision.sentence


def refused(table: Table, command: cm.Command) -> str:
    """Return the code of a refusal, after seeing that nothing changed."""
    before = table.state
    decision = table.submit(command)
    assert isinstance(decision, Refusal), f"{command} was allowed"
    assert table.state is before
    assert decision.sentence.strip().endswith((".", "…"))
    return decision.code


def advance(table: Table, *, seal_rest: bool = True) -> None:
    view = table.public_view()
    done(table, cm.AdvancePhase(view.phase, view.turn, seal_rest))


def finish_vote(table: Table) -> None:
    """Let everybody vote yes where a vote is going on."""
    while (question := table.public_view().negotiation.public.plenary.question) is not None:
        voter = question.next_voter(table.public_view().facts.present)
        if question.asks_for_objections:
            done(table, nc.DeclareConsensus())
        else:
            done(table, nc.CastVote(voter, Vote.YES) if voter else nc.CloseVote())


def to_phase(table: Table, phase: Phase) -> Table:
    while table.public_view().phase is not phase:
        advance(table)
    return table


def to_desks(table: Table) -> Table:
    return to_phase(table, Phase.DESKS)


def to_end(table: Table) -> Table:
    while table.public_view().phase is not Phase.ENDED:
        advance(table)
    return table


@pytest.fixture
def table(book: Rulebook) -> Table:
    return to_desks(begin(book))
