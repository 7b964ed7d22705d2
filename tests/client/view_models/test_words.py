from collections.abc import Callable

import pytest

from game.client.view_models import words
from game.model.taxonomy import BlockId, MarketId
from game.session.desk import Target
from game.session.views import PublicView


@pytest.mark.parametrize(
    ("start", "years", "said"),
    [
        (2026.0, 0.5, "first half of 2026"),
        (2026.5, 0.5, "second half of 2026"),
        (2027.25, 0.25, "second quarter of 2027"),
        (2027.75, 0.25, "fourth quarter of 2027"),
        (2026.0, 1.0, "2026"),
        (2030.0, 5.0, "2030 to 2035"),
    ],
)
def test_a_period_is_said_in_words(start: float, years: float, said: str) -> None:
    assert words.period_words(start, years) == said


def test_turns_of_half_a_year_alternate(public: Callable[..., PublicView]) -> None:
    scenario = public().book.scenario
    assert [words.turn_period(scenario, turn) for turn in (1, 2, 3)] == [
        "first half of 2026",
        "second half of 2026",
        "first half of 2027",
    ]


@pytest.mark.parametrize(
    ("places", "value", "said"),
    [
        (2, -0.001, "0.00"),
        (2, -0.3, "−0.30"),
        (0, 12345.6, "12\u202f346"),
        (-2, 95266.0, "95\u202f300"),
        (1, 0.05, "0.1"),
    ],
)
def test_numbers_are_written_without_a_stray_sign(places: int, value: float, said: str) -> None:
    assert words.decimals(places)(value) == said


def test_writers_are_the_same_object_each_time() -> None:
    # A map keeps its picture by its scene, in which the writer is a part.
    assert words.decimals(2) is words.decimals(2)


def test_amounts_have_units_in_singular_and_plural() -> None:
    assert (words.units(1), words.units(2), words.units(0)) == ("1 unit", "2 units", "0 units")
    assert (words.teams(1), words.teams(3)) == ("1 team", "3 teams")


def test_every_market_and_block_has_a_name() -> None:
    assert all(words.market_name(str(market)) for market in MarketId)
    assert all(words.block_name(str(block)) for block in BlockId)
    assert words.market_name("human_trafficking") == "Trafficking in persons"
    assert words.market_name("human_smuggling") == "Smuggling of migrants"


def test_every_target_of_every_delegation_has_words(public: Callable[..., PublicView]) -> None:
    book = public().book
    for seat, measures in book.choices.items():
        for targets in measures.values():
            for target in targets:
                said = words.target_name(book, seat, target)
                assert said
                assert not any(ident in said.split() for ident in (target.leg, target.habitat, target.jurisdiction))


def test_a_leg_says_at_which_end_only_where_a_delegation_has_several(public: Callable[..., PublicView]) -> None:
    book = public().book
    leg = Target(leg="ken_mys", jurisdiction="KEN")
    assert words.target_name(book, "kenya", leg) == "Mombasa to Port Klang"
    other = Target(leg="ken_mys", jurisdiction="MYS")
    assert words.target_name(book, "straits", other) == "Mombasa to Port Klang, on the side of Malaysia"


def test_whole_values_have_no_decimals() -> None:
    assert words.plain_value(14.0) == "14"
    assert words.plain_value(0.456) == "0.46"
    assert words.plain_value(1234.5) == "1\u202f234"


def test_a_bare_share_is_written_as_a_percentage() -> None:
    assert words.with_unit(words.plain_value, 0.56, "share") == "56 %"
    assert words.with_unit(words.plain_value, 0.565, "share") == "56.5 %"
    assert words.with_unit(words.plain_value, 0.4, "share of carcasses") == "0.40 share of carcasses"
    assert words.with_unit(words.plain_value, 7.0, "") == "7"
