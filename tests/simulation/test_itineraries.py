"""The search of itineraries, on graphs small enough to see through."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from game.model.itineraries import Passage, find_itineraries, passages_by_origin


def graph(*links: tuple[str, str, float]) -> dict[str, list[Passage]]:
    return passages_by_origin(Passage(number, one, other, cost) for number, (one, other, cost) in enumerate(links))


def test_itineraries_come_in_the_order_of_their_cost() -> None:
    links = graph(("A", "B", 1.0), ("B", "C", 1.0), ("A", "C", 3.0), ("A", "C", 1.5))
    found = find_itineraries(links, "A", {"C"}, 5, 10)
    assert [itinerary.passages for itinerary in found] == [(3,), (0, 1), (2,)]
    assert [itinerary.cost for itinerary in found] == [1.5, 2.0, 3.0]


def test_an_origin_that_is_a_destination_has_an_itinerary_without_passages() -> None:
    found = find_itineraries(graph(("A", "B", 1.0)), "A", {"A", "B"}, 5, 10)
    assert [(itinerary.passages, itinerary.destination) for itinerary in found] == [((), "A"), ((0,), "B")]


def test_destinations_may_be_passed_through_and_nothing_is_visited_twice() -> None:
    links = graph(("A", "B", 1.0), ("B", "A", 1.0), ("B", "C", 1.0), ("C", "B", 1.0))
    found = find_itineraries(links, "A", {"B", "C"}, 5, 10)
    assert [itinerary.passages for itinerary in found] == [(0,), (0, 2)]


def test_six_passages_are_too_many() -> None:
    chain = [(str(place), str(place + 1), 1.0) for place in range(6)]
    assert not find_itineraries(graph(*chain), "0", {"6"}, 5, 10)
    assert find_itineraries(graph(*chain), "0", {"5"}, 5, 10)


def test_every_destination_keeps_its_first_itinerary_under_the_limit() -> None:
    links = graph(*[("A", "B", 1.0 + number) for number in range(5)], ("A", "C", 9.0))
    found = find_itineraries(links, "A", {"B", "C"}, 5, 3)
    assert [itinerary.passages for itinerary in found] == [(0,), (1,), (5,)]
    assert len(find_itineraries(links, "A", {"B", "C"}, 5, 1)) == 2


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE"), st.floats(0, 3)), max_size=14))
def test_itineraries_are_simple_connected_and_end_where_they_may(links: list[tuple[str, str, float]]) -> None:
    passages = dict(enumerate(links))
    for itinerary in find_itineraries(graph(*links), "A", {"C", "E"}, 5, 1000):
        steps = [passages[number] for number in itinerary.passages]
        places = ["A", *(other for _, other, _ in steps)]
        assert len(set(places)) == len(places)
        assert all(one[1] == other[0] for one, other in pairwise(steps))
        assert places[-1] == itinerary.destination
        assert places[-1] in {"C", "E"}
