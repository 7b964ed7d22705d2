import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.suggest import suggest

KEYS = ["jurisdiction", "jurisdictions", "origin", "destination", "mode", "market", "ranger_patrol", "patrol", "amount"]


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("jurisdicton", "jurisdiction"),
        ("Origin", "origin"),
        ("orgiin", "origin"),
        ("dest", "destination"),
        ("destinations", "destination"),
        ("makret", "market"),
        ("ranger-patrol", "ranger_patrol"),
        ("ranger patrol", "ranger_patrol"),
        ("amuont", "amount"),
        ("mdoe", "mode"),
    ],
)
def test_the_word_that_was_meant_comes_first(word, first):
    assert suggest(word, KEYS)[0] == first


def test_two_swapped_letters_of_a_code():
    assert suggest("KNE", ["CHN", "KEN", "TZA"])[0] == "KEN"


def test_names_on_the_screen_lead_to_ids():
    assert suggest("Kenya", {"KEN": "Kenya", "CHN": "China"}) == ("KEN",)


def test_what_is_far_from_everything_gets_nothing():
    assert suggest("zebra", KEYS) == ()
    assert suggest("", KEYS) == ()
    assert suggest("x", []) == ()


def test_at_most_three_and_no_repeats():
    assert len(suggest("aaaa", ["aaab", "aaac", "aaad", "aaae"])) == 3
    assert suggest("origin", ["origin", "origin"]) == ("origin",)


@given(st.text(max_size=100), st.lists(st.text(max_size=20), max_size=8))
def test_suggestions_are_candidates(word, candidates):
    assert set(suggest(word, candidates)) <= set(candidates)


def test_a_huge_word_is_not_compared():
    began = time.perf_counter()
    assert suggest("a" * 1_000_000, ["a" * 50] * 1000) == ()
    assert time.perf_counter() - began < 1
