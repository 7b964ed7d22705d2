"""Laws that hold for any sequence of commands: conservation, one status, secrecy, no change by what is refused."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.negotiation import BODIES
from game.session import wire
from game.session.desk import Draft
from game.session.negotiation import commands as cm
from game.session.negotiation import events as ev
from game.session.negotiation.agreements import OVER, Status
from game.session.negotiation.apply import apply_negotiation
from game.session.negotiation.carry_out import carry_out, claim
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.facts import Facts, Stage
from game.session.negotiation.lending import own_at_home
from game.session.negotiation.preview import if_agreed, keep_promises
from game.session.negotiation.settle import PoolMeans, pool_means, settle_turn
from game.session.negotiation.standing import in_force
from game.session.negotiation.state import NegotiationState
from game.session.refusal import Refusal
from tests.session.negotiation.play import random_command, random_terms
from tests.session.negotiation.table import RULES, SEATS, make_facts, start

STAGES = (Stage.BRIEFING, Stage.CAUCUS, Stage.PLENARY, Stage.DESKS)
TURNS = 4


def text(value: object) -> str:
    return json.dumps(wire.to_json(value), sort_keys=True)


def check_event(before: NegotiationState, event: ev.NegotiationEvent) -> NegotiationState:
    """Apply an event: it survives its JSON form and changes only what its audience may know."""
    assert wire.open_envelope(ev.NEGOTIATION_EVENTS, json.loads(json.dumps(wire.envelope(event)))) == event
    after = apply_negotiation(before, event)
    if not event.audience.public:
        assert after.public == before.public
        assert all(after.seat(seat) == before.seat(seat) for seat in SEATS if seat not in event.audience.seats)
    return after


def check_secrets(state: NegotiationState) -> None:
    for seat, table in state.seats.items():
        for agreement in table.secrets.values():
            assert seat in agreement.parties
            assert agreement.secret
            assert agreement.id not in state.public.agreements
            assert all(state.seat(party).secrets[agreement.id] == agreement for party in agreement.parties)
        assert all(entry.source in table.secrets for entry in table.entries)


def check_lives(before: NegotiationState, state: NegotiationState) -> None:
    for name, old in before.agreements().items():
        now = state.agreements()[name]
        assert now.terms == old.terms
        assert now.status is old.status or old.status not in OVER
    for agreement in state.agreements().values():
        assert (agreement.over is not None) == (agreement.status in OVER)
        assert agreement.status is not Status.IN_FORCE or not agreement.waiting_for
        assert len(set(agreement.signed)) == len(agreement.signed)


def check_conservation(state: NegotiationState, facts: Facts) -> None:
    for pool in state.public.pools.values():
        assert sum(pool.paid.values()) == pool.spent + pool.held + pool.returned
        assert min((pool.held, pool.spent, pool.returned, *pool.paid.values())) >= 0
    bases = {seat: own.base_teams for seat, own in facts.seats.items()}
    for turn in range(facts.turn, facts.turns + 2):
        assert all(0 <= own_at_home(seat, base, state.public.loans, turn) <= base for seat, base in bases.items())
        had = in_force(state, replace(facts, turn=turn)).teams
        assert sum(had.values()) == sum(bases.values())
        assert min(had.values()) >= 0
    assert all(-1.0 <= value <= 1.0 for row in state.public.trust.values() for value in row.values())


class Play:
    """A few turns of random play, with the funds kept in books as the session keeps them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - for a game
        body = tuple(BODIES.values())[seed % len(BODIES)]
        self.facts = make_facts(Stage.BRIEFING, rules=replace(RULES, body=body))
        self.state = start(self.facts)
        self.held = {seat: own.funds or 0 for seat, own in self.facts.seats.items()}
        self.seen: Counter[str] = Counter()

    def run(self) -> Counter[str]:
        """Play, checking the laws after every command; return what happened how often."""
        for turn in range(1, TURNS + 1):
            for stage in STAGES:
                self.facts = replace(self.facts, turn=turn, stage=stage, lot=self.random.randrange(4))
                for _ in range(self.random.randrange(25)):
                    self._seat_comes_or_goes()
                    self._command()
            self._outcome()
        return self.seen

    def _seat_comes_or_goes(self) -> None:
        for seat, own in self.facts.seats.items():
            if self.random.random() < (0.004 if own.present else 0.2):
                self._change(seat, present=not own.present)

    def _change(self, seat: str, **changes: object) -> None:
        own = replace(self.facts.seats[seat], **changes)  # type: ignore[arg-type]
        self.facts = replace(self.facts, seats={**self.facts.seats, seat: own})

    def _free(self, seat: str) -> int:
        taken = claim(self.state, self.facts, seat, Draft())
        assert min(taken.funds, taken.teams) >= 0
        return max(0, self.held[seat] - taken.funds)

    def _count_means(self) -> None:
        for seat in SEATS:
            self._change(seat, funds=self.held[seat])
            self._change(seat, free_funds=self._free(seat), recovered=self.random.randrange(6))

    def _command(self) -> None:
        self._count_means()
        command = random_command(self.random, self.state)
        assert wire.open_envelope(cm.NEGOTIATION_COMMANDS, json.loads(json.dumps(wire.envelope(command)))) == command
        decision = decide_negotiation(self.state, self.facts, command)
        self._same_from_the_own_chair(command, decision)
        if isinstance(decision, Refusal):
            self.seen["refused " + decision.code] += 1
            assert decision.sentence.endswith(".")
            assert "{" not in decision.sentence
            return
        self._happen(decision)

    def _happen(self, events: tuple[ev.NegotiationEvent, ...]) -> None:
        before = self.state
        for event in events:
            self.seen[event.TYPE] += 1
            self.state = check_event(self.state, event)
        check_secrets(self.state)
        check_lives(before, self.state)
        check_conservation(self.state, self.facts)

    def _same_from_the_own_chair(self, command: cm.NegotiationCommand, decision: object) -> None:
        """Check that what a seat may do follows from what it knows itself."""
        if command.by not in SEATS:
            return
        blind = {
            seat: own if seat == command.by else replace(own, funds=None, free_funds=None, capital=None, recovered=0)
            for seat, own in self.facts.seats.items()
        }
        seen = self.state.as_seen_by(command.by)
        assert decide_negotiation(seen, replace(self.facts, seats=blind), command) == decision

    def _outcome(self) -> None:
        self._count_means()
        drafts = {seat: self._draft(seat) for seat in SEATS}
        carried = carry_out(self.state, self.facts, drafts)
        events = settle_turn(self.state, self.facts, carried)
        held = self._in_pools()
        self._happen(events)
        self._books(carried.drafts, pool_means(events), events, held)
        assert wire.from_json(NegotiationState, json.loads(text(self.state))) == self.state
        assert keep_promises(self.state, self.facts, drafts).drafts.keys() == self.facts.seats.keys()

    def _draft(self, seat: str) -> Draft:
        free = self._free(seat) if self.facts.seats[seat].present else 0
        gift = self.random.randint(0, free)
        to = self.random.choice([name for name in SEATS if name != seat])
        return Draft().with_gift(to, gift) if gift else Draft()

    def _in_pools(self) -> int:
        return sum(pool.held for pool in self.state.public.pools.values())

    def _books(
        self, drafts: Mapping[str, Draft], means: PoolMeans, events: tuple[ev.NegotiationEvent, ...], held: int
    ) -> None:
        """Move funds as the session does: nobody ends below nothing, and no unit appears or vanishes."""
        before = sum(self.held.values()) + held
        used = sum(
            grant.amount
            for event in events
            if isinstance(event, ev.FundPaid)
            for grant in event.grants
            if grant.measure or grant.project
        )
        for seat, draft in drafts.items():
            gone = sum(order.amount for order in draft.orders if order.measure != "liaison")
            gone += sum(draft.contributions.values())
            used += gone
            self.held[seat] -= gone + sum(draft.gifts.values()) + means.paid.get(seat, 0)
            assert self.held[seat] >= 0
        for draft in drafts.values():
            for to, amount in draft.gifts.items():
                self.held[to] += amount
        for seat in SEATS:
            self.held[seat] += means.granted.get(seat, 0) + means.refunded.get(seat, 0)
        assert sum(self.held.values()) + self._in_pools() + used == before
        for seat, own in self.facts.seats.items():
            self.held[seat] = min(self.held[seat] + own.income, own.funds_cap)


def all_happened(seen: Counter[str]) -> set[str]:
    """Return the events that random play never came to."""
    return set(ev.NEGOTIATION_EVENTS) - set(seen)


def test_random_play() -> None:
    seen: Counter[str] = Counter()
    for seed in range(24):
        seen += Play(seed).run()
    assert all_happened(seen) == set()


@pytest.mark.slow
def test_random_play_for_long() -> None:
    for seed in range(1000, 1300):
        Play(seed).run()


@given(st.integers(0, 2**32))
def test_a_preview_tells_no_more_than_what_it_is_given(seed: int) -> None:
    seen = if_agreed(start().in_public(), make_facts(), random_terms(Random(seed)))  # noqa: S311
    assert seen.seats == {}


def test_all_commands_and_events_are_registered_by_their_names() -> None:
    registers: tuple[tuple[Mapping[str, type], object], ...] = (
        (cm.NEGOTIATION_COMMANDS, cm.NegotiationCommand),
        (ev.NEGOTIATION_EVENTS, ev.NegotiationEvent),
    )
    for register, union in registers:
        assert all((name, 1) == (kind.TYPE, kind.VERSION) for name, kind in register.items())  # type: ignore[attr-defined]
        assert len(register) == len(union.__args__)  # type: ignore[attr-defined]
    assert not set(cm.NEGOTIATION_COMMANDS) & set(ev.NEGOTIATION_EVENTS)
