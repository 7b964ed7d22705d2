"""Nobody sees what is not theirs: views by construction, by canaries, and by changing everything that is hidden."""

import json
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.session import commands as cm
from game.session import legal, wire
from game.session.audience import Audience
from game.session.decide import decide
from game.session.desk import DeskStyle, Draft, Occupant, Order, Phase, Target
from game.session.forecast import DeskForecast
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Agreement, Status, Terms
from game.session.negotiation.clauses import AmountUnit, Clause, ClauseKind
from game.session.negotiation.ledger import Entry
from game.session.negotiation.state import Instructions, NegotiationState, SeatTable
from game.session.play import Table
from game.session.published import Observed
from game.session.reducer import apply
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from game.session.state import SeatRecord, State, Truth
from game.session.views import public_view, seat_view
from tests.session.conftest import advance, begin, done, finish_vote, meeting_rulebook, to_desks, to_end
from tests.session.play import Dice
from tests.session.test_conservation import play

SEATS = ("kenya", "malaysia", "asia")


def everything(view: object, depth: int = 0) -> str:
    """Return every text and number that can be reached from a view, the compiled network left out."""
    if is_dataclass(view) and not isinstance(view, type):
        if type(view).__name__ == "Network":
            return ""
        return " ".join(f"{item.name}={everything(getattr(view, item.name), depth + 1)}" for item in fields(view))
    if isinstance(view, dict | tuple | list | set | frozenset):
        items = view.items() if isinstance(view, dict) else view
        return " ".join(everything(item, depth + 1) for item in items)
    if isinstance(view, np.ndarray):
        return repr(view.tolist())
    return repr(view)


def with_canaries(state: State) -> State:
    """Put a unique text into every secret that can hold one."""
    state = replace(state, truth=replace(state.truth, temperaments={"asia": "CANARYTEMPERAMENT"}, seed=424242424242))
    for seat, own in state.seats.items():
        mark = f"CANARY{seat.upper()}DRAFT"
        orders = (Order(mark, Target(leg=mark), 987654), *own.draft.orders)
        draft = Draft(orders, {mark: 987654}, {mark: 987654}, (mark,), (mark,))
        reports = (*own.estimates[:-1], (*own.estimates[-1], Observed(f"CANARY{seat.upper()}REPORT", 1.25, 2.5, 3.75)))
        state = state.with_seat(seat, replace(own, past=(draft,), estimates=reports, last=draft))
    return replace(state, negotiation=with_talk_canaries(state.negotiation))


def hidden_agreement(parties: tuple[str, ...], mark: str, amount: int = 3) -> Agreement:
    """Return a secret agreement between ``parties`` whose id says ``mark``."""
    clause = Clause(ClauseKind.GIVE_FUNDS, parties[0], parties[1], amount)
    terms = Terms(parties, (clause,), secret=True, binding=True)
    return Agreement(mark, parties[0], terms, Status.IN_FORCE, 1, parties, since=1)


def with_talk_canaries(talks: NegotiationState) -> NegotiationState:
    """Put a unique text into every part of negotiation that only some may know."""
    for seat in SEATS:
        mark = f"CANARY{seat.upper()}TALK"
        entry = Entry(1, mark, 0, ClauseKind.GIVE_FUNDS, AmountUnit.FUNDS, seat, (mark,), 987654, 987654)
        table = SeatTable(
            drafts={mark: hidden_agreement((seat, mark), mark)},
            secrets={mark: hidden_agreement((seat, mark), mark)},
            entries=(entry,),
            instructions=Instructions({mark: 1}, {mark: 1}, (mark,)),
        )
        talks = talks.with_seat(seat, table)
    return talks


@pytest.mark.parametrize("style", list(DeskStyle))
def test_no_canary_reaches_another_seat_or_the_public(meeting: Rulebook, style: DeskStyle) -> None:
    book = meeting
    table = begin(book, style=style)
    while table.public_view().phase is not Phase.ENDED:
        state = with_canaries(table.state)
        public = everything(public_view(state, book.public))
        assert "CANARY" not in public
        assert "424242424242" not in public
        for seat in SEATS:
            seen = everything(seat_view(state, book, seat))
            assert "CANARYTEMPERAMENT" not in seen
            assert "424242424242" not in seen
            for other in SEATS:
                assert other == seat or f"CANARY{other.upper()}" not in seen, (seat, other, table.public_view().phase)
        advance(table)


def test_the_own_dossier_is_there(book: Rulebook) -> None:
    table = begin(book)
    seen = everything(table.seat_view("kenya"))
    assert "CANARYKENYANEEDS" in seen
    assert ("CANARYKENYAHERDS" in seen) != ("CANARYKENYAPORT" in seen), "one variant, and only that one"


def test_a_private_draft_is_seen_by_its_seat_alone(table: Table) -> None:
    done(table, cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 7))
    before = {seat: everything(table.seat_view(seat)) for seat in ("malaysia", "asia")}
    wall = everything(table.public_view())
    done(table, cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 3))
    assert {seat: everything(table.seat_view(seat)) for seat in before} == before
    assert everything(table.public_view()) == wall


def test_mandates_and_temperaments_open_at_the_end_only(book: Rulebook) -> None:
    table = begin(book, occupant=Occupant.COMPUTER)
    assert table.public_view().result is None
    result = to_end(table).public_view().result
    assert result is not None
    assert set(result.mandates) == set(SEATS)
    assert set(result.temperaments) == set(SEATS)


# --- what an event may change -----------------------------------------------------------------------------------


def test_an_event_changes_only_the_part_of_its_audience(book: Rulebook) -> None:
    """Public events may also reset what seats hold of the turn; nothing else crosses."""
    table = Table(book)
    seats = tuple(cm.SeatPlan(seat, Occupant.PERSON) for seat in book.delegations)
    gift = Clause(ClauseKind.GIVE_FUNDS, "asia", "malaysia", 1)
    commands: list[cm.Command] = [
        cm.StartSession(3, seats),
        cm.AdvancePhase(Phase.BRIEFING, 1),
        cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 2),
        cm.UndoDraft("kenya"),
        cm.Contribute("asia", "scanners", 2),
        cm.JoinInstrument("malaysia", "cites"),
        cm.ChangeSeat("asia", Occupant.COMPUTER, "idle"),
        cm.AdvancePhase(Phase.DESKS, 1, seal_rest=True),
        cm.AdvancePhase(Phase.OUTCOME, 1),
        nc.RecordAgreement(Terms(("malaysia", "asia"), (gift,), binding=True)),
        cm.AdvancePhase(Phase.BRIEFING, 2),
        nc.ShareIntelligence("kenya", "asia"),
        nc.ProposeAgreement("kenya", hidden_agreement(("kenya", "asia"), "").terms),
        nc.SignAgreement("asia", "asia+kenya/1"),
        cm.AdvancePhase(Phase.DESKS, 2, seal_rest=True),
        cm.Rewind(1),
    ]
    resets = {"phase_entered", "draft_sealed", "desk_opened", "rewound", "capital_spent"}
    for command in commands:
        state = table.state
        decision = table.submit(command)
        assert isinstance(decision, tuple), decision
        for event in decision:
            after = apply(state, event)
            audience: Audience = event.audience
            if not audience.public:
                assert after.public == state.public, event.TYPE
                assert after.negotiation.public == state.negotiation.public, event.TYPE
            if audience.public or audience.seats:
                assert after.truth is state.truth or event.TYPE == "rewound", event.TYPE
            for seat in book.delegations:
                if not audience.includes(seat) or (audience.public and event.TYPE not in resets):
                    same = after.seats.get(seat) == state.seats.get(seat)
                    assert same or event.TYPE in {"draft_prepared", "draft_changed"}, (event.TYPE, seat)
            state = after


# --- change everything that a seat may not know ------------------------------------------------------------------


def scrambled(state: State, seat: str, seed: int) -> State:
    """Return a state that differs in all that ``seat`` may not know."""
    rng = np.random.default_rng(seed)
    world = {name: array * rng.uniform(0.5, 1.5, array.shape) for name, array in state.truth.world.items()}
    figures = tuple(
        {name: value * rng.uniform(0.5, 2) for name, value in turn.items()} for turn in state.truth.quantities
    )
    truth = Truth(int(rng.integers(2**40)), {"asia": f"t{seed}"}, world, figures)
    state = replace(state, truth=truth)
    for other, own in state.seats.items():
        if other != seat:
            draft = Draft((Order("audit", Target(jurisdiction="KEN"), int(rng.integers(1, 9))),), {"scanners": 1})
            record = SeatRecord(
                mandate="other",
                funds=int(rng.integers(99)),
                teams=int(rng.integers(9)),
                political_capital=int(rng.integers(9)),
                draft=draft,
                past=(draft,),
                estimates=(*own.estimates[:-1], (Observed("flow(ken_mys)", 1, 2, 3),)),
            )
            state = state.with_seat(other, record)
    return replace(state, negotiation=scrambled_talks(state.negotiation, seat, rng))


def scrambled_talks(talks: NegotiationState, seat: str, rng: np.random.Generator) -> NegotiationState:
    """Return negotiation in which the others have other drafts, secrets and instructions than before."""
    one, two = (other for other in SEATS if other != seat)
    shared = hidden_agreement((one, two), f"{one}+{two}/9", int(rng.integers(1, 9)))
    for other in (one, two):
        own = talks.seat(other)
        hidden = {name: item for name, item in own.secrets.items() if seat in item.parties}
        table = SeatTable(
            drafts={"x": shared},
            drafted=int(rng.integers(9)),
            secrets={**hidden, shared.id: shared},
            instructions=Instructions({}, {seat: 1}, (seat,)),
        )
        talks = talks.with_seat(other, table)
    return talks


@given(seed=st.integers(0, 10**6), seat=st.sampled_from(SEATS), turns=st.integers(0, 2), desks=st.booleans())
def test_what_is_hidden_changes_nothing_that_is_seen(seed: int, seat: str, turns: int, desks: bool) -> None:
    book = meeting_rulebook()
    table = begin(book, receipts=False, turns=9)
    for turn in range(turns):
        play(table, seed + turn, 15)
        finish_vote(table)
        advance(to_desks(table))
        advance(table)
    if desks:
        to_desks(table)
    state = table.state
    other = scrambled(state, seat, seed)
    one, two = seat_view(state, book, seat), seat_view(other, book, seat)
    assert one == two
    assert everything(one) == everything(two)
    assert public_view(state, book.public) == public_view(other, book.public)
    assert everything(public_view(state, book.public)) == everything(public_view(other, book.public))


def test_refusals_tell_no_secret(meeting: Rulebook) -> None:
    """Every command of a seat gets the same answer, whatever it does not know."""
    table = to_desks(begin(meeting))
    dice = Dice(table, 5)
    answers = 0
    for step in range(300):
        command = dice.command()
        by = getattr(command, "by", "")
        if by not in SEATS or isinstance(command, nc.SignAgreement | nc.DeclineAgreement):
            continue
        one = decide(table.state, command, meeting)
        other = decide(scrambled(table.state, by, step), command, meeting)
        if isinstance(one, Refusal) or isinstance(other, Refusal):
            assert str(one) == str(other), command
            answers += 1
    assert answers > 30


def test_the_forecast_comes_from_the_view_alone(book: Rulebook) -> None:
    table = begin(book)
    advance(to_desks(table))
    to_desks(table)
    draft = Draft().with_order("ranger_patrol", Target(habitat="tsavo", jurisdiction="KEN"), 4)
    names = ("world_criminality()", "population(tsavo)", "flow(ken_mys)")
    states = (table.state, scrambled(table.state, "kenya", 5))
    curves = [DeskForecast(seat_view(state, book, "kenya"), runs=32).curves(draft, names) for state in states]
    assert curves[0] == curves[1]


def test_refusals_do_not_tell_what_others_ordered(table: Table) -> None:
    command = cm.Contribute("kenya", "scanners", 6)
    alone = legal.refusal_of(table.seat_view("kenya").desk, command)
    done(table, cm.Contribute("asia", "scanners", 6))
    done(table, cm.Contribute("malaysia", "scanners", 6))  # with Kenya's 18 of 14: what is too much comes back
    assert legal.refusal_of(table.seat_view("kenya").desk, command) == alone is None


def test_events_are_stored_with_their_audience(book: Rulebook) -> None:
    table = to_desks(begin(book))
    decision = table.submit(cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 1))
    assert isinstance(decision, tuple)
    assert str(decision[0].audience) == "seats,kenya"
    assert json.loads(json.dumps(wire.to_json(decision[0])))["seat"] == "kenya"
