"""Ranges of what nobody knows exactly: how wide they are, and everything that makes them narrower."""

import math
from dataclasses import replace

import pytest

from game.model.scenario import Instrument
from game.session import commands as cm
from game.session.desk import Draft, Target
from game.session.forecast import DeskForecast
from game.session.knowledge import eyes_of, observe
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.voting import Vote
from game.session.play import Table
from game.session.published import Observed
from game.session.rulebook import PublicBook, Rulebook
from game.session.views import believed
from tests.session.conftest import advance, begin, done, to_desks
from tests.session.test_talks import adopt, end_turn, secret

HERD = "population(tsavo)"  # in Kenya
TRUTH = {HERD: 15000.0, "corruption(KEN)": 0.68, "flow(ken_mys)": 8.0, "funds(kenya)": 8.0}


def width(report: Observed) -> float:
    """Return how wide a range is, in logarithms: proportional to its σ."""
    return math.log(report.high / report.low)


def reports(book: PublicBook, seat: str | None, parties: dict[str, dict[str, int]], turn: int = 2) -> dict[str, float]:
    eyes = eyes_of(book, seat, {})
    return {item.quantity: width(item) for item in observe(book, eyes, TRUTH, parties, 7, turn)}


def seen(table: Table, seat: str = "malaysia", name: str = HERD) -> float:
    return width(table.seat_view(seat).beliefs[name])


def test_home_is_better_known_than_abroad_and_a_route_by_its_nearer_end(book: Rulebook) -> None:
    nobody, kenya, malaysia, asia = (reports(book.public, seat, {}) for seat in (None, "kenya", "malaysia", "asia"))
    assert kenya[HERD] == pytest.approx(nobody[HERD] / 2)
    assert asia[HERD] == pytest.approx(nobody[HERD])
    assert malaysia[HERD] == pytest.approx(nobody[HERD])
    assert malaysia["flow(ken_mys)"] == pytest.approx(nobody["flow(ken_mys)"] / 2), "one end of it is Malaysia's own"
    assert "funds(kenya)" not in kenya, "exact at the own desk"
    assert malaysia["funds(kenya)"] > 0


def test_an_instrument_narrows_where_both_are_parties_and_it_is_in_force(book: Rulebook) -> None:
    plain = reports(book.public, "malaysia", {})[HERD]
    both = {"network": {"KEN": 0, "MYS": 3}}
    assert reports(book.public, "malaysia", both, turn=2)[HERD] == pytest.approx(plain)
    assert reports(book.public, "malaysia", both, turn=3)[HERD] == pytest.approx(plain * 0.7)
    assert reports(book.public, "asia", both, turn=3)[HERD] == pytest.approx(plain), "who stays outside learns nothing"
    assert reports(book.public, "malaysia", {"network": {"MYS": 0}})[HERD] == pytest.approx(plain)
    treaty = {"cites": {"KEN": 0, "MYS": 0}}
    assert reports(book.public, "malaysia", treaty)[HERD] == pytest.approx(plain), "that treaty narrows nothing"


def test_several_platforms_add_up(book: Rulebook) -> None:
    (network,) = (item for item in book.public.scenario.instruments if item.narrows)
    second = replace(network, id="second", narrows=0.5)
    wider = replace(book.public.scenario, instruments=(network, second))
    public = replace(book.public, scenario=wider)
    both = {"network": {"KEN": 0, "MYS": 0}, "second": {"KEN": 0, "MYS": 0}}
    plain = reports(public, "malaysia", {})[HERD]
    assert reports(public, "malaysia", both)[HERD] == pytest.approx(plain * 0.7 * 0.5)


def platforms(book: Rulebook) -> dict[str, Instrument]:
    return {item.id: item for item in book.scenario.instruments if item.narrows}


@pytest.mark.parametrize("name", ["twix", "crimjust", "globe"])
def test_the_platforms_of_the_ivory_corridor_narrow(ivory: Rulebook, name: str) -> None:
    item = platforms(ivory)[name]
    inside = {name: {"KEN": 0, "TZA": 0}}
    truth = {"corruption(TZA)": 0.6, "flow(ken_mys)": 3.0, "corruption(CHN)": 0.57}
    eyes = eyes_of(ivory.public, "kenya", {})
    plain = observe(ivory.public, eyes, truth, {}, 1, 2)
    told = observe(ivory.public, eyes, truth, inside, 1, 2)
    ratios = {one.quantity: width(two) / width(one) for one, two in zip(plain, told, strict=True)}
    assert ratios["corruption(TZA)"] == pytest.approx(1 - item.narrows)
    assert ratios["corruption(CHN)"] == 1
    assert ratios["flow(ken_mys)"] == 1, "an end at home is known better than that anyway"


def test_whoever_joins_a_platform_knows_more_after_its_delay_and_less_after_leaving(meeting: Rulebook) -> None:
    joined, alone = (to_desks(begin(meeting, turns=7)) for _table in range(2))
    done(joined, cm.JoinInstrument("asia", "network"))
    widths = []
    for turn in range(5):
        if turn == 3:
            done(joined, cm.LeaveInstrument("asia", "network"))
        for table in (joined, alone):
            advance(table)
        widths.append(round(seen(joined, "asia") / seen(alone, "asia"), 6))
        for table in (joined, alone):
            to_desks(table)
    assert widths == [1, 1, 0.7, 1, 1], "joined at the outcome of turn 1, in force from turn 3, left at that of turn 4"


def test_a_mandate_lets_supporters_see_as_parties_do(meeting: Rulebook) -> None:
    """The draft's platform clause: two turns of taking part without joining."""
    table, plain = begin(meeting, turns=5), begin(meeting, turns=5)
    adopt(table, vote=(Vote.YES, Vote.YES, Vote.NO))
    ratios = []
    for _turn in range(3):
        for one in (table, plain):
            end_turn(one)
        ratios.append(round(seen(table) / seen(plain), 6))
    assert ratios == [0.7, 0.7, 1]
    assert seen(table, "asia") == pytest.approx(seen(plain, "asia")), "who voted against takes no part"


def test_liaison_narrows_where_both_sides_post_a_team(meeting: Rulebook) -> None:
    ratios = []
    for posts in ((), ("malaysia",), ("malaysia", "kenya")):
        table, plain = to_desks(begin(meeting)), to_desks(begin(meeting))
        for seat in posts:
            other = "kenya" if seat == "malaysia" else "malaysia"
            done(table, cm.PostTeam(seat, "liaison", Target(delegation=other), posted=True))
        end_turn(table)
        end_turn(plain)
        ratios.append(round(seen(table) / seen(plain), 6))
    assert ratios == [1, 1, 0.6]


def test_a_secret_link_tells_its_parties_and_nobody_else(meeting: Rulebook) -> None:
    table, plain = to_desks(begin(meeting)), to_desks(begin(meeting))
    secret(table, Clause(ClauseKind.LINK, "kenya", "malaysia"))
    for one in (table, plain):
        end_turn(one)
        end_turn(one)
    assert seen(table) == pytest.approx(0.6 * seen(plain))
    assert seen(table, "asia") == pytest.approx(seen(plain, "asia"))
    public = (one.public_view().estimates[HERD] for one in (table, plain))
    assert width(next(public)) == pytest.approx(width(next(public)))


def test_promised_intelligence_that_binds_narrows_by_itself(meeting: Rulebook) -> None:
    table, plain = begin(meeting), begin(meeting)
    tell = Clause(ClauseKind.SHARE_INTELLIGENCE, "kenya", "malaysia")
    done(table, nc.RecordAgreement(Terms(("kenya", "malaysia"), (tell,), binding=True)))
    end_turn(table)
    end_turn(plain)
    assert seen(table) == pytest.approx(0.55 * seen(plain))
    assert seen(table, "kenya") == pytest.approx(seen(plain, "kenya")), "who tells learns nothing"


def test_the_desk_forecast_is_surer_for_who_knows_more(meeting: Rulebook) -> None:
    bands = []
    for tells in (False, True):
        table = to_desks(begin(meeting))
        done(table, nc.ShareIntelligence("kenya", "malaysia", tells)) if tells else None
        end_turn(table)
        curves = DeskForecast(table.seat_view("malaysia"), runs=64).curves(Draft(), (HERD,))
        band = curves[HERD].nothing_new
        bands.append(band.high[0] / band.low[0])
    assert bands[1] < bands[0]


def test_scores_of_blocks_are_published_like_their_mean(table: Table) -> None:
    to_desks(table)
    seat = next(iter(table.state.seats))
    asked = believed(table.state, table.book.public, seat, table.seat_view(seat).beliefs)
    for name, value in table.state.truth.quantities[0].items():
        function, _, rest = name.partition("(")
        if function == "resilience":
            assert asked(function, tuple(rest.rstrip(")").split(", "))) == value > 0


def test_statistics_are_the_same_for_everybody_and_change_no_estimate(book: Rulebook) -> None:
    with_them = {"recorded()": 90.0, **TRUTH, "recorded(KEN)": 40.0}
    for seat in (None, "kenya"):
        eyes = eyes_of(book.public, seat, {})
        plain = observe(book.public, eyes, TRUTH, {}, 7, 3)
        told = observe(book.public, eyes, with_them, {}, 7, 3)
        assert told[: len(plain)] == plain
        assert told[len(plain) :] == (Observed("recorded()", 90, 90, 90), Observed("recorded(KEN)", 40, 40, 40))
