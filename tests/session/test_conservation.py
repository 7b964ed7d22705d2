"""Units, teams and political capital over any sequence of commands, negotiation included; refusals change nothing."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.negotiation import PreambularClause
from game.session import commands as cm
from game.session import events as ev
from game.session import wire
from game.session.desk import Occupant, Phase, Target
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.carry_out import claim
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.voting import Presence
from game.session.play import Table
from game.session.proposals import proposed_draft
from game.session.reducer import fold
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from game.session.state import State
from game.session.table_facts import true_facts
from tests.session.conftest import IVORY, advance, begin, done, meeting_rulebook, refused, rulebook, to_desks, to_phase
from tests.session.play import Dice

_PATIENCE = 8  # commands on average in one phase


def held(state: State) -> int:
    """Return all units: in purses, paid into joint projects, and in pooled funds."""
    purses = sum(own.funds for own in state.seats.values())
    projects = sum(status.total for status in state.public.projects.values() if not status.returned)
    return purses + projects + sum(pool.held for pool in state.negotiation.public.pools.values())


def check_means(table: Table) -> None:
    """See that what every seat has is within its limits, and that its account adds up."""
    state, book = table.state, table.book
    teams = 0
    for seat, own in state.seats.items():
        view = table.seat_view(seat)
        desk = view.desk
        assert 0 <= desk.funds <= book.delegations[seat].funds_cap
        assert desk.political_capital >= 0
        teams += desk.teams
        if state.public.phase is Phase.DESKS and state.public.seats[seat] is not Occupant.EMPTY:
            assert desk.funds_left >= 0, (seat, desk.draft, desk.claim)
            assert desk.teams_left >= 0, (seat, desk.draft, desk.claim)
            assert desk.capital_left >= 0
        for ledger in own.ledgers:
            gains = ledger.received + ledger.returned + ledger.income + ledger.assets - ledger.lapsed
            assert ledger.after == ledger.before - ledger.spent - ledger.paid - ledger.given + gains
            assert min(ledger.spent, ledger.paid, ledger.given, ledger.received, ledger.returned, ledger.lapsed) >= 0
    assert teams == sum(item.teams for item in book.delegations.values()), "lending makes no teams"


def check_turn(table: Table, before: int) -> None:
    """See that what an outcome made or used up is exactly what the accounts and the funds say."""
    state = table.state
    last = [own.ledgers[-1] for own in state.seats.values()]
    turn = last[0].turn
    on_measures = sum(item.grant.amount for item in state.public.grants if item.turn == turn and item.grant.measure)
    made = sum(ledger.income + ledger.assets - ledger.spent - ledger.lapsed for ledger in last)
    assert held(state) == before + made - on_measures
    for status in state.public.projects.values():
        assert min(status.paid.values(), default=0) >= 0
    for name, status in state.public.projects.items():
        assert status.total <= table.book.public.projects[name].cost


def play(table: Table, seed: int, steps: int) -> int:
    """Give ``steps`` random commands and let phases pass; return how many were allowed."""
    dice = Dice(table, seed)
    allowed = 0
    for _step in range(steps):
        phase = table.public_view().phase
        if phase in {Phase.EPILOGUE, Phase.ENDED}:
            break
        state, before = table.state, held(table.state)
        last_turn = phase is Phase.OUTCOME and table.public_view().turn == table.public_view().turns
        if not last_turn and dice.random.random() < 1 / _PATIENCE:
            command: cm.Command = cm.AdvancePhase(phase, table.public_view().turn, seal_rest=True)
        else:
            command = dice.command()
        decision = table.submit(command)
        if isinstance(decision, Refusal):
            assert table.state is state
            assert decision.sentence.strip()
            if last_turn:
                break
            continue
        allowed += 1
        if phase is Phase.DESKS and isinstance(command, cm.AdvancePhase):
            check_turn(table, before)
        elif not isinstance(command, cm.Rewind | cm.AdvancePhase):
            assert held(table.state) == before, command
        check_means(table)
    return allowed


@given(st.integers(0, 10**6))
def test_nothing_is_made_or_lost_whatever_is_done(seed: int) -> None:
    table = begin(meeting_rulebook(), seed=seed % 7, receipts=False)
    assert play(table, seed, 120) > 3


@pytest.mark.slow
def test_nothing_is_made_or_lost_in_long_play() -> None:
    allowed = 0
    for seed in range(60):
        table = begin(meeting_rulebook(), seed=seed, receipts=False, turns=12)
        allowed += play(table, 1000 + seed, 600)
    for seed in range(6):
        table = begin(rulebook(IVORY), seed=seed, receipts=False)
        allowed += play(table, seed, 500)
    assert allowed > 3000


def test_what_was_played_comes_back_from_its_events() -> None:
    """The state, its JSON and the record agree after a game with everything in it."""
    table = begin(meeting_rulebook(), seed=3, turns=6)
    play(table, 4242, 400)
    log = [event for _command, events in table.log for event in events]
    again = [ev.event_from_json(json.loads(json.dumps(ev.event_to_json(event)))) for event in log]
    stored = wire.to_json(table.state)
    assert wire.to_json(fold(State(), again)) == stored
    assert wire.to_json(wire.from_json(State, json.loads(json.dumps(stored)))) == stored
    for command, _events in table.log:
        assert cm.command_from_json(json.loads(json.dumps(cm.command_to_json(command)))) == command


WRITTEN = {
    "a share of a unit": cm.GiveFunds("kenya", "asia", 1.5),  # type: ignore[arg-type]
    "no number": cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), float("nan")),  # type: ignore[arg-type]
    "without end": cm.Contribute("kenya", "scanners", float("inf")),  # type: ignore[arg-type]
    "too long to write": cm.Contribute("kenya", "scanners", 10**5000),
    "yes for one": cm.GiveFunds("kenya", "asia", True),
    "words": nc.LendTeams("kenya", "asia", "two"),  # type: ignore[arg-type]
    "nothing": cm.SetOrder("kenya", "audit", None, 1),  # type: ignore[arg-type]
    "half a letter": nc.StateReason("kenya", "L.1", "\ud800"),
    "no vote": nc.CastVote("kenya", "perhaps"),  # type: ignore[arg-type]
    "no command": object(),
    **{
        f"an agreement about {amount}": nc.ProposeAgreement(
            "kenya",
            Terms(("kenya", "asia"), (Clause(ClauseKind.GIVE_FUNDS, "kenya", "asia", amount),)),  # type: ignore[arg-type]
            offered=offered,
        )
        for amount, offered in ((float("nan"), True), (1.5, True), (float("nan"), False))
    },
}


@pytest.mark.parametrize("case", WRITTEN)
def test_what_no_save_can_hold_is_refused(meeting: Rulebook, case: str) -> None:
    """A save that holds a share of a unit could not be opened again."""
    table = to_desks(begin(meeting))
    state, length = table.state, len(table.log)
    decision = table.submit(WRITTEN[case])  # type: ignore[arg-type]
    assert isinstance(decision, Refusal)
    assert decision.code == "not_writable"
    assert (table.state is state, len(table.log)) == (True, length)


def test_words_without_end_are_refused(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.CAUCUS)
    state = table.state
    clause = meeting.scenario.negotiation.opening_drafts[0].operative[2]
    opening = PreambularClause("Recalling", "x" * 3000)
    assert refused(table, cm.ChangeSeat("asia", Occupant.PERSON, people="x" * 2_000_000)) == "too_long"
    assert refused(table, nc.TableDraft("asia", "x" * 1000, (clause,))) == "text_too_long"
    assert refused(table, nc.TableDraft("asia", "Title", (clause,), (opening,))) == "text_too_long"
    assert table.state is state


def test_words_for_a_vote_are_the_vote_itself(meeting: Rulebook) -> None:
    """Else a plain "abstain" would pass where nobody may abstain."""
    table = to_phase(begin(meeting), Phase.PLENARY)
    for bracket in ("size", "place", "way"):
        done(table, nc.SettleBracket("kenya", "L.1", bracket, 0))
    done(table, nc.SignDraft("malaysia", "L.1"))
    done(table, nc.CallRoll(dict.fromkeys(table.state.seats, Presence.VOTING)))
    done(table, nc.PutQuestion("L.1"))
    done(table, nc.RequestVote("asia"))
    question = table.public_view().negotiation.public.plenary.question
    assert question is not None
    assert refused(table, nc.CastVote(question.order[0], "abstain")) == "present_and_voting"  # type: ignore[arg-type]


def test_two_computers_dropped_in_the_middle_leave_the_game_whole(ivory: Rulebook) -> None:
    table = begin(ivory, occupant=Occupant.COMPUTER)
    play(table, 77, 60)
    while table.public_view().phase is not Phase.DESKS:
        advance(table)
    for seat in ("straits", "viet_nam"):
        decision = table.submit(cm.ChangeSeat(seat, Occupant.EMPTY))
        assert not isinstance(decision, Refusal)
    turn = table.public_view().turn
    while table.public_view().phase not in {Phase.EPILOGUE, Phase.ENDED}:
        before, phase = held(table.state), table.public_view().phase
        advance(table)
        if phase is Phase.DESKS:
            check_turn(table, before)
            opened = table.public_view().opened[-1]
            for seat in ("straits", "viet_nam"):
                proposed = proposed_draft(ivory.public, seat, ivory.delegations[seat].proposed_orders)
                assert set(opened[seat].orders) <= set(proposed.orders)
                assert replace(opened[seat], orders=()).empty
        check_means(table)
    assert table.public_view().turn > turn
    facts = true_facts(table.state, ivory.public)
    assert claim(table.state.negotiation, facts, "straits", table.state.seats["straits"].draft).funds >= 0
