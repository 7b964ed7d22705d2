"""Secret agreements that come out: by chance at the start of a turn, by the referee, or in the debrief.

What came out is public from then on, with what it brought so far; it goes on as a public agreement.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from game.session.negotiation import events as ev
from game.session.negotiation.agreements import Agreement, Status
from game.session.negotiation.apply import fold_negotiation
from game.session.negotiation.facts import Facts
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.trust import trust_after_leak

_LET_DOWN = 2.0  # times as likely, once a party fell short: who was let down talks (stylised)

Luck = Callable[[str], float]  # id of an agreement -> a number drawn from [0, 1)


def leaks(state: NegotiationState, facts: Facts, luck: Luck) -> Iterator[ev.NegotiationEvent]:
    """Yield what comes out at the start of the turn of ``facts``: each by its own luck.

    Parameters
    ----------
    state
        The whole truth; drafts and offers never come out, only what has been in force for a turn.
    facts
        Of the turn that begins.
    luck
        Draws for one agreement.
    """
    for agreement in state.secret_agreements().values():
        if agreement.status is Status.IN_FORCE and luck(agreement.id) < leak_chance(agreement, facts):
            found = leak(agreement, state, facts)
            yield from found
            state = fold_negotiation(state, found)


def leak_chance(agreement: Agreement, facts: Facts) -> float:
    """Return the chance that an agreement in force comes out in the turn of ``facts``."""
    if agreement.since is None or agreement.since >= facts.turn:
        return 0.0
    return min(1.0, facts.rules.leak_chance * (_LET_DOWN if agreement.breaches else 1.0))


def leak(agreement: Agreement, state: NegotiationState, facts: Facts) -> tuple[ev.NegotiationEvent, ...]:
    """Return the events by which a secret agreement comes out against the will of its parties, and what it does."""
    found = revealed(replace(agreement, leaked=facts.turn), state)
    outsiders = tuple(seat for seat in facts.present if seat not in agreement.parties)
    trust = trust_after_leak(state.public.trust, agreement.parties, outsiders, found.entries)
    return found, ev.TrustMoved(facts.turn, trust)


def revealed(agreement: Agreement, state: NegotiationState) -> ev.AgreementRevealed:
    """Return the event that makes a secret agreement public, with its part of the ledger."""
    known = state.seat(agreement.parties[0]).entries
    entries = tuple(entry for entry in known if entry.source == agreement.id)
    return ev.AgreementRevealed(replace(agreement, revealed=True), entries)
