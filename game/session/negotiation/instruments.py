"""Instruments that one can join: whom they bind and when, safe havens, mandates, and listing.

``parties`` are, by instrument, the jurisdictions bound by it and the turn from which each is. Who may join or leave,
and what that costs, is a rule of the desk (:mod:`game.session.legal`).
"""

from collections.abc import Iterable, Mapping

from game.session.negotiation.adoption import Listing, Mandate

Parties = Mapping[str, Mapping[str, int]]


def in_force_from(turn: int, delay: int) -> int:
    """Return the first turn in which an instrument binds who joined at the outcome of ``turn``."""
    return turn + 1 + max(0, delay)


def bound(parties: Parties, instrument: str, turn: int) -> frozenset[str]:
    """Return the jurisdictions that ``instrument`` binds in ``turn``."""
    return frozenset(place for place, since in parties.get(instrument, {}).items() if since <= turn)


def safe_havens(parties: Parties, instrument: str, jurisdictions: Iterable[str], turn: int) -> tuple[str, ...]:
    """Return the jurisdictions that ``instrument`` does not bind in ``turn``: a request from its parties lies there."""
    inside = bound(parties, instrument, turn)
    return tuple(place for place in jurisdictions if place not in inside)


def parties_with_mandates(
    parties: Parties, mandates: Iterable[Mandate], jurisdictions: Mapping[str, tuple[str, ...]], turn: int
) -> dict[str, dict[str, int]]:
    """Return the parties in ``turn`` with those who take part by a mandate (``jurisdictions`` by delegation)."""
    merged = {name: dict(places) for name, places in parties.items()}
    for mandate in mandates:
        if mandate.holds_in(turn):
            places = merged.setdefault(mandate.instrument, {})
            for seat in mandate.seats:
                for place in jurisdictions.get(seat, ()):
                    places[place] = min(places.get(place, mandate.since), mandate.since)
    return merged


def turns_listed(listings: Iterable[Listing], jurisdiction: str, turn: int) -> int:
    """Return for how many turns ``jurisdiction`` has been on the list: the pressure on it, as a plain figure."""
    return max((turn - item.since + 1 for item in listings if item.jurisdiction == jurisdiction), default=0)
