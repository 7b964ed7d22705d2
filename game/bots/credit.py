"""What the word of another delegation counts: by the trust that everybody can see, its own and that of the others.

Trust moves with what was delivered, and fades (``session.negotiation.trust``): who broke its word is believed again
after it has kept it for a while, or after some turns. All figures are stylised.
"""

from collections.abc import Iterable

from game.bots.temperament import Temperament
from game.session.negotiation.clauses import AmountUnit
from game.session.negotiation.settle import entries_of
from game.session.negotiation.trust import Trust, move_trust, trust_between
from game.session.views import SeatView

_HEARSAY = 0.75  # what the distrust of the others counts beside the own trust
_NOTHING = -0.4  # credit at which a pledge counts nothing: about what two broken pledges of two units leave
_DISTRUST = -0.2  # credit from which nothing but what is binding is signed, and no team is posted
_MOST_MISSED = 0.5  # share of what the others owe under a resolution that may be missing before one stops paying too
_LEAST_BELIEVED = 0.05


def credit(view: SeatView, other: str) -> float:
    """Return what a seat makes of the word of ``other``, in [-1, 1]: its own trust, less what the others distrust it.

    The others count by their mean, of those who have dealt with it. What was promised in secret moves no trust that
    everybody sees, but the seat knows its own part of it.
    """
    trust = view.negotiation.public.trust
    heard = [trust_between(trust, who, other) for who in view.facts.present if who not in {view.seat, other}]
    dealt = [value for value in heard if value]
    hearsay = min(0.0, sum(dealt) / len(dealt)) if dealt else 0.0
    own = trust_between(trust, view.seat, other) + trust_between(_in_secret(view), view.seat, other)
    return max(-1.0, min(1.0, own + _HEARSAY * hearsay))


def _in_secret(view: SeatView) -> Trust:
    """Return what the seat's own secret agreements would have done to trust, had they been public."""
    entries = view.negotiation.seat(view.seat).entries
    trust: Trust = {}
    if entries:
        for turn in range(min(entry.turn for entry in entries), view.public.turn):
            trust = move_trust(trust, [entry for entry in entries if entry.turn == turn])
    return trust


def believed(view: SeatView, temperament: Temperament, other: str) -> float:
    """Return the share of a pledge of ``other`` that is counted on: less with doubt, nearly all with full trust."""
    known, stranger = credit(view, other), temperament.believes
    share = stranger * (1.0 - known / _NOTHING) if known < 0.0 else stranger + (1.0 - stranger) * known
    return max(_LEAST_BELIEVED, share)


def distrusted(view: SeatView, others: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``others`` from whom nothing but what is binding is taken."""
    return tuple(other for other in others if other != view.seat and credit(view, other) <= _DISTRUST)


def defaulters(view: SeatView, resolution: str, turn: int) -> tuple[str, ...]:
    """Return the others that fell short of a resolution in ``turn``, if most of what they owed was missing."""
    due = missing = 0
    short: dict[str, None] = {}
    for entry in entries_of(view.negotiation, view.seat):
        if (entry.source, entry.turn, entry.unit) != (resolution, turn, AmountUnit.FUNDS) or entry.by == view.seat:
            continue
        due, missing = due + entry.due, missing + entry.short
        if entry.short:
            short[entry.by] = None
    return tuple(short) if missing > _MOST_MISSED * due else ()
