"""What is in force as plain values, for the one bridge to the model and for what delegations know."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.session.negotiation.adoption import Listing, Mandate, RuleInForce
from game.session.negotiation.facts import Facts
from game.session.negotiation.lending import teams_at_hand
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.trust import trust_links


@dataclass(frozen=True, slots=True)
class InForce:
    """What negotiation brings in one turn beside orders; all of it is public."""

    trust_links: Mapping[tuple[str, str], float] = field(default_factory=dict)  # pair of delegations -> link
    rules: tuple[RuleInForce, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    listings: tuple[Listing, ...] = ()
    teams: Mapping[str, int] = field(default_factory=dict)  # delegation -> teams that it can post


def in_force(state: NegotiationState, facts: Facts) -> InForce:
    """Return what is in force in the turn of ``facts``."""
    public, turn = state.public, facts.turn
    return InForce(
        trust_links=trust_links(public.trust, tuple(facts.seats)),
        rules=tuple(rule for rule in public.rules if rule.holds_in(turn)),
        mandates=tuple(mandate for mandate in public.mandates if mandate.holds_in(turn)),
        listings=public.listings,
        teams={seat: teams_at_hand(seat, own.base_teams, public.loans, turn) for seat, own in facts.seats.items()},
    )
