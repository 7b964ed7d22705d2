"""Hints: what a scenario for beginners says on the screen, one sentence at a time, and what it points to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class HintPhase(StrEnum):
    """Where a hint is shown."""

    BRIEFING = "briefing"
    CAUCUS = "caucus"
    PLENARY = "plenary"
    DESKS = "desks"
    OUTCOME = "outcome"
    EPILOGUE = "epilogue"
    RESULTS = "results"


class HintTarget(StrEnum):
    """What a hint can frame on the screen."""

    HEADLINES = "headlines"
    MAP = "map"
    FIGURES = "figures"
    AGREEMENTS = "agreements"
    DRAFTS = "drafts"
    CLOCK = "clock"
    VOTE = "vote"
    FUNDS = "funds"
    TEAMS = "teams"
    ORDERS = "orders"
    ADD = "add"
    SEAL = "seal"
    DOSSIER = "dossier"
    INDICES = "indices"
    NEWS = "news"
    OFFERS = "offers"
    PROMISES = "promises"
    INSTRUMENTS = "instruments"
    PROJECTION = "projection"
    CHANGES = "changes"
    ROOM = "room"
    MANDATES = "mandates"
    NEXT = "next"
    HELP = "help"


_EVERYWHERE = (HintTarget.NEXT, HintTarget.HELP)
TARGETS: Mapping[HintPhase, frozenset[HintTarget]] = {
    HintPhase.BRIEFING: frozenset({*_EVERYWHERE, HintTarget.HEADLINES, HintTarget.MAP, HintTarget.FIGURES}),
    HintPhase.CAUCUS: frozenset(
        {*_EVERYWHERE, HintTarget.DRAFTS, HintTarget.MAP, HintTarget.AGREEMENTS, HintTarget.CLOCK}
    ),
    HintPhase.PLENARY: frozenset({*_EVERYWHERE, HintTarget.DRAFTS, HintTarget.VOTE}),
    HintPhase.DESKS: frozenset(
        {
            HintTarget.HELP,
            HintTarget.FUNDS,
            HintTarget.TEAMS,
            HintTarget.ORDERS,
            HintTarget.ADD,
            HintTarget.SEAL,
            HintTarget.MAP,
            HintTarget.DOSSIER,
            HintTarget.INDICES,
            HintTarget.NEWS,
            HintTarget.OFFERS,
            HintTarget.PROMISES,
            HintTarget.INSTRUMENTS,
            HintTarget.PROJECTION,
        }
    ),
    HintPhase.OUTCOME: frozenset({*_EVERYWHERE, HintTarget.CHANGES, HintTarget.MAP, HintTarget.ORDERS}),
    HintPhase.EPILOGUE: frozenset({*_EVERYWHERE, HintTarget.MAP}),
    HintPhase.RESULTS: frozenset({*_EVERYWHERE, HintTarget.ROOM, HintTarget.MANDATES, HintTarget.CHANGES}),
}
"""What there is to point to, by where the hint is shown."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint; ``delegation`` empty: at every desk. The turn does not count after the last one."""

    text: str
    phase: HintPhase = HintPhase.DESKS
    turn: int = 1
    delegation: str = ""
    points_to: HintTarget | None = None
