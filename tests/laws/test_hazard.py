"""Law 6: more effort at either end, or a closer link, never lowers a hazard; alone, the weaker end decides."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game import simulation
from game.model.scenario import Channel, Destination, Leg, Market, MoneyHub, Origin, Scenario
from game.model.taxonomy import MarketId, MarketKind, Mode
from tests.laws.places import place
from tests.reference.enforcement import blend
from tests.reference.twin import Key, Twin

EFFORTS = (-10.0, -0.1, 0.0, 0.2, 1.0, 3.0, 10.0)  # added to the base; what comes out is kept in [0, 5]
LINKS = (0.0, 0.05, 0.3, 1.0, 3.0, 10.0)
GRID = list(product(EFFORTS, EFFORTS, LINKS))
LEVELS = st.floats(1.0, 10.0)
CORRUPTIONS = st.floats(0.02, 0.95)


def one_passage(levels: tuple[float, float], corruption: tuple[float, float]) -> Scenario:
    market = Market(
        id=MarketId.COCAINE,
        kind=MarketKind.GOODS,
        unit="tonnes",
        unit_value=1.0,
        value_chain=(0.2, 0.3, 0.5),
        origins=(Origin("AAA", 1.0),),
        destinations=(Destination("BBB", 1.0),),
    )
    return place(
        [("AAA", levels[0], corruption[0]), ("BBB", levels[1], corruption[1])],
        markets=(market,),
        legs=(Leg("leg", "", MarketId.COCAINE, "AAA", "BBB", Mode.SEA, 1.0),),
        channels=(Channel("channel", "", "AAA", "BBB"),),
        money_hubs=(MoneyHub("BBB"),),
    )


def hazards(twin: Twin) -> NDArray[np.floating]:
    """Give hazards [passage, effort at the origin, effort at the destination, link] over the grid."""
    network = twin.network
    runs: list[dict[Key, float]] = [
        {(kind, passage, *end): value for passage in network.passages for (kind, *end), value in given}
        for given in (
            ((("effort", "AAA"), here), (("effort", "BBB"), there), (("link",), link)) for here, there, link in GRID
        )
    ]
    start = simulation.start_world(network, len(runs))
    doses, shocks = network.slots.zeros(), simulation.no_shocks(network)
    flows = simulation.advance(network, network.constants, start, doses, twin.modifiers(*runs), shocks)[1]
    return flows.hazard.reshape(-1, len(EFFORTS), len(EFFORTS), len(LINKS))


@given(st.tuples(LEVELS, LEVELS), st.tuples(CORRUPTIONS, CORRUPTIONS))
def test_a_hazard_never_falls_with_effort_or_link(levels: tuple[float, float], corruption: tuple[float, float]) -> None:
    found = hazards(Twin.of(one_passage(levels, corruption)))
    for axis in (1, 2, 3):
        assert np.all(np.diff(found, axis=axis) >= -1e-12 * found.max())
    assert np.all(found >= 0.0)


@given(st.tuples(LEVELS, LEVELS), st.tuples(CORRUPTIONS, CORRUPTIONS))
def test_without_a_link_the_weaker_end_decides(levels: tuple[float, float], corruption: tuple[float, float]) -> None:
    twin = Twin.of(one_passage(levels, corruption))
    found = hazards(twin)[..., 0]
    base, drag = twin.other.value("base_effort"), twin.other.value("corruption_drag")
    effort = np.clip(base + np.array(EFFORTS), 0.0, 5.0)
    names = (("interdiction", MarketId.COCAINE), ("money_interdiction", "money"))
    for passage, (name, market) in enumerate(names):
        able = [level / 10.0 * (1.0 - drag * bribed) for level, bribed in zip(levels, corruption, strict=True)]
        weaker = np.minimum.outer(able[0] * effort, able[1] * effort)
        assert np.all(found[passage] <= 2.0 * twin.other.value(name, market) * weaker * (1.0 + 1e-12))
        assert np.all(found[passage][weaker == 0.0] == 0.0)


@given(st.floats(0.0, 5.0), st.floats(0.0, 5.0), st.floats(0.0, 0.99), st.floats(0.0, 1.0))
def test_the_blend_of_the_page_is_monotone(here: float, there: float, link: float, more: float) -> None:
    room = 1.0 - 1e-12
    assert blend(here + more, there, link) >= blend(here, there, link) * room
    assert blend(here, there, link + more * (1.0 - link)) >= blend(here, there, link) * room
    assert blend(here, there, 0.0) <= 2.0 * min(here, there) / room
    assert blend(0.0, there, 0.0) == 0.0
