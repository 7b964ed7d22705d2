"""What the steps of a turn must not do: swing wider by themselves, lose small numbers, or jump from a clean State."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.scenario import Destination, Habitat, Market, MoneyHub, Origin, Rules, Scenario
from game.model.taxonomy import MarketId, MarketKind
from tests.laws.networks import figures
from tests.laws.places import place
from tests.laws.test_closed_forms import play
from tests.reference.twin import Key, Twin

TURNS = st.sampled_from((0.25, 0.5, 1.0))


def at_home(id_: MarketId, kind: MarketKind, supply: float, persons: float = 0.0) -> Market:
    return Market(
        id_, kind, "units", 2.0, (0.2, 0.3, 0.5), (Origin("AAA", supply),), (Destination("AAA", 1.0, persons),)
    )


def alone(
    market: Market, years: float, herds: tuple[Habitat, ...] = (), corruption: float = 0.5, **parameters: float
) -> Twin:
    scenario: Scenario = place(
        [("AAA", 5.0, corruption)],
        rules=Rules(drift=0.0, turn_years=years),
        markets=(market,),
        money_hubs=(MoneyHub("AAA"),),
        habitats=herds,
        parameters=parameters,
    )
    return Twin.of(scenario)


@given(
    figures(0.05, 0.99), figures(0.01, 0.3), figures(0.02, 0.3), TURNS, figures(0.3, 0.9, 0.9), figures(0.5, 1.0, 1.0)
)
def test_a_push_on_a_hunted_herd_dies_away(
    pike: float, mortality: float, growth: float, years: float, response: float, scarcity: float
) -> None:
    """Where scarcity hampers poachers at least as much as it lifts prices, herd and effort come back."""
    herd = Habitat("wild", "", "AAA", "elephant", 1000.0, pike, 2000.0, mortality, growth, 0.0, 0.01)
    market = at_home(MarketId.FAUNA, MarketKind.WILDLIFE, 0.0)
    given_ = {"poaching_response": response, "scarcity_response": scarcity, "poaching_crowding": 0.3}
    quiet = {"corruption_growth": 0.0, "money_corruption": 0.0}
    worlds = play(alone(market, years, (herd,), **given_, **quiet), 40, once={("population", "wild"): 0.01})
    off = [abs(math.log(world.population[0, 0] / 1000.0)) for world in worlds[1:]]
    assert max(off[-8:]) < 0.011
    assert max(off[-8:]) <= max(off[:8])


@given(st.floats(-8.0, 12.0), st.floats(-8.0, 12.0), TURNS)
def test_as_many_are_exploited_as_at_the_start_however_few_stay(supply: float, persons: float, years: float) -> None:
    """A trillion may arrive where a billionth of a person is held: rounding must not keep or lose anybody."""
    market = at_home(MarketId.HUMAN_TRAFFICKING, MarketKind.TRAFFICKING_IN_PERSONS, 10.0**supply, 10.0**persons)
    for world in play(alone(market, years), 12):
        assert world.persons[0, 0] == pytest.approx(10.0**persons, rel=1e-9)


@given(st.floats(0.02, 0.95), st.floats(0.3, 2.0), st.floats(0.0, 0.07))
def test_corruption_follows_its_curve_in_turns_of_any_length(corruption: float, shift: float, growth: float) -> None:
    """With crime held at a multiple of its start the odds of corruption grow by exp(2 G) a year."""
    ends = []
    for years in (0.25, 1.0):
        market = at_home(MarketId.COUNTERFEIT, MarketKind.GOODS, 100.0)
        held = {"price_elasticity": 0.0, "organisation_growth": 0.0, "local_pressure": 0.0, "enforcement_pressure": 0.0}
        rates = {"corruption_growth": growth, "money_corruption": 0.0}
        twin = alone(market, years, (), corruption, **held, **rates)
        once: dict[Key, float] = {("organisations", str(MarketId.COUNTERFEIT), "AAA"): math.log(shift)}
        ends.append(play(twin, round(6.0 / years), once=once)[-1].corruption[0, 0])
    odds = corruption / (1.0 - corruption) * math.exp(2.0 * 6.0 * growth * (1.5 - 0.5) * (shift - 1.0))
    expected = min(max(odds / (1.0 + odds), 0.02), 0.95)
    np.testing.assert_allclose(ends, expected, rtol=1e-9)
