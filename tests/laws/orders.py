"""Orders, events and chance at random, from still to absurd, named as the reference names them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from hypothesis import strategies as st

from game.model.scenario import Scenario
from tests.reference.targets import MODIFIER_SIZES, shock_targets
from tests.reference.twin import Key, Twin

ABSURD = (0.0, -5.0, 1e-300, 1e-9, 1.0, 1e9, 1e12, 1e300)
ABSURD_CHANGES = (0.0, 5.0, -5.0, 1e9, -1e9, 1e300, -1e300)


class Temper(StrEnum):
    """How much is done."""

    STILL = "still"
    SOME = "some"
    MUCH = "much"
    TINY = "tiny"
    ABSURD = "absurd"


SEEDS = st.integers(0, 2**32 - 1)
SANE = (Temper.STILL, Temper.SOME, Temper.MUCH)


@dataclass(frozen=True)
class Inputs:
    """What one run is given in one turn."""

    amounts: dict[Key, float]
    modifiers: dict[Key, float]
    chances: dict[Key, float]


def amounts(keys: Sequence[Key], generator: np.random.Generator, temper: Temper) -> dict[Key, float]:
    """Draw amounts of measures; joint measures get both ends now and then by themselves."""
    size = len(keys)
    match temper:
        case Temper.STILL:
            return {}
        case Temper.TINY:
            drawn = generator.choice((1e-300, 1e-12, 1e-9), size)
        case Temper.ABSURD:
            drawn = generator.choice(ABSURD, size)
        case _:
            given = generator.random(size) < (0.2 if temper is Temper.SOME else 1.0)
            drawn = np.where(given, generator.uniform(0.0, 10.0, size), 0.0)
    return dict(zip(keys, drawn.tolist(), strict=True))


def modifiers(keys: Sequence[Key], generator: np.random.Generator, temper: Temper) -> dict[Key, float]:
    """Draw what events and the like add."""
    size = len(keys)
    match temper:
        case Temper.STILL:
            return {}
        case Temper.ABSURD:
            drawn = generator.choice(ABSURD_CHANGES, size)
        case _:
            given = generator.random(size) < (0.2 if temper is Temper.SOME else 1.0)
            scale = 1e-9 if temper is Temper.TINY else 1.0
            sizes = np.array([MODIFIER_SIZES[key[0]] for key in keys])
            drawn = np.where(given, scale * sizes * generator.standard_normal(size), 0.0)
    return dict(zip(keys, drawn.tolist(), strict=True))


def chances(keys: Sequence[Key], generator: np.random.Generator, temper: Temper) -> dict[Key, float]:
    """Draw shocks; the extremes of their range if ``temper`` is absurd."""
    if temper is Temper.STILL:
        return {}
    size = len(keys)
    extreme = temper is Temper.ABSURD
    drawn = generator.choice((-4.0, 4.0), size) if extreme else np.clip(generator.standard_normal(size), -4.0, 4.0)
    return dict(zip(keys, drawn.tolist(), strict=True))


def draw_inputs(twin: Twin, seed: int, turn: int, temper: Temper, chance: Temper | None = None) -> Inputs:
    """Draw everything for one turn; ``chance`` is the temper of the shocks, if it is another."""
    generator = np.random.default_rng((seed, turn))
    return Inputs(
        amounts(twin.dose_keys, generator, temper),
        modifiers(twin.modifier_keys, generator, temper),
        chances(shock_targets(twin.other), generator, temper if chance is None else chance),
    )


def with_parameters(scenario: Scenario, changed: dict[str, float]) -> Scenario:
    """Change parameters for the whole scenario, whatever its markets say of them."""
    markets = tuple(
        replace(market, parameters={name: value for name, value in market.parameters.items() if name not in changed})
        for market in scenario.markets
    )
    return replace(scenario, markets=markets, parameters={**scenario.parameters, **changed})
