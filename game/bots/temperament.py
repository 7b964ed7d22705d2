"""Temperaments of computer delegations that bargain, as figures: what each asks, gives, and keeps.

Worth is counted in the units of funds that would bring the delegation as much elsewhere. All figures are stylised.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from game.model.text import gettext_noop

BARGAIN = "bargain"  # the policy of who bargains with a temperament drawn by lot; "bargain:cautious" names one


@dataclass(frozen=True, slots=True)
class Temperament:
    """One way to bargain.

    ``margin``: what a deal must bring beyond its cost, as a share of the cost. ``common``: weight of the room beside
    the own interest. ``believes``: share of a stranger's pledge that is counted on. ``asks``: share of the surplus that
    it wants for itself. ``purse``: share of its income that it promises at most. ``offers``: offers a turn.
    ``word``: worth of a kept word in units for each unit promised; below 1 it may pay to break it; 0: it keeps none.
    """

    name: str
    text: str
    margin: float
    common: float
    believes: float
    asks: float
    purse: float
    offers: int
    word: float
    binding: bool = False  # prefers agreements that the rules carry out
    haggles: bool = False  # answers a first offer with another one

    @property
    def keeps_word(self) -> bool:
        """Whether it never asks what breaking a promise would save."""
        return self.word >= 1.0


TEMPERAMENTS: Mapping[str, Temperament] = {
    item.name: item
    for item in (
        Temperament(
            "cautious",
            gettext_noop("Signs little, prefers what is binding, and keeps what it signs."),
            margin=0.5,
            common=0.1,
            believes=0.6,
            asks=0.5,
            purse=0.4,
            offers=1,
            word=10.0,
            binding=True,
        ),
        Temperament(
            "cooperative",
            gettext_noop("Offers much, counts what helps everybody, and keeps its word."),
            margin=-0.25,
            common=0.6,
            believes=0.85,
            asks=0.35,
            purse=0.8,
            offers=3,
            word=10.0,
        ),
        Temperament(
            "opportunist",
            gettext_noop("Signs what pays, and breaks its word when that pays more than trust."),
            margin=0.0,
            common=0.0,
            believes=0.7,
            asks=0.6,
            purse=1.0,
            offers=2,
            word=0.35,
        ),
        Temperament(
            "hard_bargainer",
            gettext_noop("Answers every first offer with a dearer one, and keeps what it signs."),
            margin=0.15,
            common=0.0,
            believes=0.7,
            asks=0.75,
            purse=0.6,
            offers=2,
            word=10.0,
            haggles=True,
        ),
    )
}


def policy_names(fixed: Mapping[str, object]) -> tuple[str, ...]:
    """Return every name of a policy: the fixed ones, and those that bargain."""
    return (*fixed, BARGAIN, *(f"{BARGAIN}:{name}" for name in TEMPERAMENTS))


def temperament_of(name: str) -> Temperament | None:
    """Return the temperament that "cautious" or "bargain:cautious" names; None for other names."""
    return TEMPERAMENTS.get(name.removeprefix(f"{BARGAIN}:"))
