"""Instruments that one can join: what joining and leaving costs and when it counts, safe havens, and listing.

``parties`` are, by instrument, the jurisdictions bound by it and the turn from which each is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.model.text import _
from game.session.negotiation.adoption import Listing, Mandate
from game.session.refusal import Refusal

Parties = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Membership:
    """What decides about one delegation and one instrument; ``capital`` None where there is no political capital."""

    name: str  # of the instrument
    cost: int
    delay: int
    jurisdictions: tuple[str, ...]  # of the delegation
    parties: Mapping[str, int]
    capital: int | None


def may_join(membership: Membership) -> Refusal | None:
    """Tell whether the delegation can join: it is no party yet, and can afford it."""
    if all(place in membership.parties for place in membership.jurisdictions):
        sentence = _("The delegation is a party to {instrument} already.")
        return Refusal("party_already", sentence.format(instrument=membership.name))
    return _can_afford(membership)


def may_leave(membership: Membership) -> Refusal | None:
    """Tell whether the delegation can leave: it is a party, and can afford it."""
    if not any(place in membership.parties for place in membership.jurisdictions):
        return Refusal("no_party", _("The delegation is no party to {instrument}.").format(instrument=membership.name))
    return _can_afford(membership)


def _can_afford(membership: Membership) -> Refusal | None:
    if membership.capital is None or membership.cost <= membership.capital:
        return None
    sentence = _("Joining or leaving {instrument} takes {cost} political capital, and {have} is left.")
    fields = {"instrument": membership.name, "cost": membership.cost, "have": membership.capital}
    return Refusal("beyond_capital", sentence.format(**fields))


def in_force_from(turn: int, delay: int) -> int:
    """Return the first turn in which an instrument binds who joined at the outcome of ``turn``."""
    return turn + 1 + max(0, delay)


def is_party(parties: Parties, instrument: str, jurisdiction: str, turn: int) -> bool:
    """Tell whether ``instrument`` binds ``jurisdiction`` in ``turn``."""
    since = parties.get(instrument, {}).get(jurisdiction)
    return since is not None and since <= turn


def shared_instruments(parties: Parties, one: str, two: str, turn: int) -> tuple[str, ...]:
    """Return the instruments that bind both jurisdictions in ``turn``."""
    return tuple(name for name in parties if is_party(parties, name, one, turn) and is_party(parties, name, two, turn))


def safe_havens(parties: Parties, instrument: str, jurisdictions: Iterable[str], turn: int) -> tuple[str, ...]:
    """Return the jurisdictions that ``instrument`` does not bind in ``turn``: a request from its parties lies there."""
    return tuple(place for place in jurisdictions if not is_party(parties, instrument, place, turn))


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


def is_listed(listings: Iterable[Listing], jurisdiction: str) -> bool:
    """Tell whether ``jurisdiction`` is on the list."""
    return any(listing.jurisdiction == jurisdiction for listing in listings)


def turns_listed(listings: Iterable[Listing], jurisdiction: str, turn: int) -> int:
    """Return for how many turns ``jurisdiction`` has been on the list: the pressure on it, as a plain figure."""
    return max((turn - item.since + 1 for item in listings if item.jurisdiction == jurisdiction), default=0)
