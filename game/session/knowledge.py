"""What is believed of quantities that nobody knows exactly: drawn once at the outcome, for all and for each seat.

A true value v is believed as v·exp(σ z), z standard normal, and its band is from the 10th to the 90th percentile of
what the truth may then be. σ depends on the quantity; it is halved at home, and narrowed by every instrument that
narrows estimates and has both the seat and the place as parties, by liaison with the place this turn, and by what
the delegation of the place tells.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from game.session.desk import Draft
from game.session.negotiation.instruments import bound
from game.session.published import Observed
from game.session.quantities import RECORDED
from game.session.rulebook import PublicBook
from game.session.streams import generator

_QUANTILE = 1.2815515594457831  # of the standard normal at 90 %
_AT_HOME = 0.5
_LIAISON = 0.6
_TOLD = 0.55  # nearly what the teller knows of its own places
_FIRST_REPORT = 0.5  # the cited figures of turn 0 are compared by everybody
_SPREAD = {  # σ of what is believed by somebody without any cooperation (stylised)
    "corruption": 0.12,
    "flow": 0.40,
    "seized": 0.10,
    "supply": 0.30,
    "arrived": 0.30,
    "population": 0.12,
    "pike": 0.15,
    "poached": 0.25,
    "proceeds": 0.40,
    "frozen": 0.15,
    "integrated": 0.45,
    "people_exploited": 0.50,
    "danger": 0.15,
    "funds": 0.25,
}
_SHARES = {"corruption", "pike"}


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks: a seat with its jurisdictions and links, or the public (no seat)."""

    seat: str | None
    jurisdictions: frozenset[str]
    linked: frozenset[str]  # jurisdictions with liaison this turn
    told: frozenset[str] = frozenset()  # jurisdictions whose delegations shared their intelligence this turn


def eyes_of(
    book: PublicBook, seat: str | None, opened: Mapping[str, Draft], tellers: frozenset[str] = frozenset()
) -> Eyes:
    """Return how ``seat`` looks after a turn with these orders: liaison counts where both sides posted a team.

    ``tellers`` are the delegations that shared their intelligence with it.
    """
    if seat is None:
        return Eyes(None, frozenset(), frozenset())
    mine = _liaison_partners(opened.get(seat, Draft()))
    mutual = {other for other in mine if seat in _liaison_partners(opened.get(other, Draft()))}
    linked = frozenset(place for other in mutual for place in book.delegations[other].jurisdictions)
    told = frozenset(place for other in tellers for place in book.delegations[other].jurisdictions)
    return Eyes(seat, frozenset(book.delegations[seat].jurisdictions), linked, told)


def _liaison_partners(draft: Draft) -> set[str]:
    return {order.target.delegation for order in draft.orders if order.target.delegation}


def observe(
    book: PublicBook,
    eyes: Eyes,
    truth: Mapping[str, float],
    parties: Mapping[str, Mapping[str, int]],
    seed: int,
    turn: int,
) -> tuple[Observed, ...]:
    """Return what is believed after ``turn`` of every quantity in ``truth`` that is not published.

    Statistics are what they are for everybody. The seat's own funds are exact elsewhere and left out.
    """
    normal = generator(seed, f"observed:{eyes.seat or 'public'}", turn)
    found = []
    for name, function, places in _estimated(book, truth):
        z = float(normal.standard_normal())  # one draw each, whatever is left out
        if eyes.seat is not None and name == f"funds({eyes.seat})":
            continue
        spread = _SPREAD[function] * _narrowing(book, eyes, places, parties, turn)
        value = truth[name]
        if turn == 0:
            spread, z = spread * _FIRST_REPORT, 0.0
        likely = value * float(np.exp(spread * z))
        low, high = (likely * float(np.exp(sign * spread * _QUANTILE)) for sign in (-1, 1))
        top = 1.0 if function in _SHARES else np.inf
        found.append(Observed(name, min(low, top), min(likely, top), min(high, top)))
    exact = (name for name in truth if name.partition("(")[0] == RECORDED)
    return (*found, *(Observed(name, truth[name], truth[name], truth[name]) for name in exact))


def _estimated(book: PublicBook, truth: Mapping[str, float]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for name in truth:
        function, _, rest = name.partition("(")
        if function not in _SPREAD:
            continue
        ids = tuple(part for part in rest.rstrip(")").split(", ") if part)
        yield name, function, _places(book, ids)


def _places(book: PublicBook, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the jurisdictions that a quantity is about; none: the whole world."""
    places: list[str] = []
    for name in ids:
        if name in book.ends:
            places.extend(book.ends[name])
        elif name in book.delegations:
            places.extend(book.delegations[name].jurisdictions)
        elif name in book.habitat_places:
            places.append(book.habitat_places[name])
        elif name in book.network.jurisdiction_index:
            places.append(name)
    return tuple(places)


def _narrowing(
    book: PublicBook,
    eyes: Eyes,
    places: tuple[str, ...],
    parties: Mapping[str, Mapping[str, int]],
    turn: int,
) -> float:
    """Return the factor on σ: the narrowest over the places that the quantity touches."""
    if eyes.seat is None or not places:
        return 1.0
    return min(_narrowing_at(book, eyes, place, parties, turn) for place in places)


def _narrowing_at(
    book: PublicBook, eyes: Eyes, place: str, parties: Mapping[str, Mapping[str, int]], turn: int
) -> float:
    if place in eyes.jurisdictions:
        return _AT_HOME
    factor = min(_LIAISON if place in eyes.linked else 1.0, _TOLD if place in eyes.told else 1.0)
    for instrument in book.scenario.instruments:
        inside = bound(parties, instrument.id, turn)
        if instrument.narrows and place in inside and inside & eyes.jurisdictions:
            factor *= 1.0 - instrument.narrows
    return factor
