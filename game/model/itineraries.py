"""Search of itineraries: sequences of passages from an origin to destinations, no jurisdiction twice.

Definition in ``docs/model.md``, section 2. Plain Python: it runs once, when a scenario is compiled or checked.
"""

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

PARTIAL_PATHS_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A directed link that the search may use; ``number`` identifies it, ``cost`` is its base cost (>= 0)."""

    number: int
    origin: str
    destination: str
    cost: float


@dataclass(frozen=True, slots=True, order=True)
class Itinerary:
    """A path found by the search; order is that of the definition: total cost, then passage numbers."""

    cost: float
    passages: tuple[int, ...]
    destination: str


_Graph = Mapping[str, Sequence[Passage]]


def passages_by_origin(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """Group ``passages`` by the jurisdiction they leave; loops are left out."""
    graph: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.origin != passage.destination:
            graph.setdefault(passage.origin, []).append(passage)
    return graph


def find_itineraries(
    graph: _Graph, origin: str, destinations: Collection[str], longest: int, limit: int
) -> tuple[Itinerary, ...]:
    """Return the kept itineraries from ``origin``, in order.

    Parameters
    ----------
    graph
        Passages by origin, see :func:`passages_by_origin`.
    destinations
        Jurisdictions where an itinerary may end.
    longest
        Most passages in one itinerary.
    limit
        Most itineraries that are kept (each reachable destination keeps its first, whatever the limit).
    """
    fewest = _fewest_passages(graph, origin, longest)
    reachable = {place for place in fewest if place in destinations}
    found = _search_by_cost(graph, origin, reachable, longest, limit)
    first: dict[str, Itinerary] = {}
    for itinerary in found:
        first.setdefault(itinerary.destination, itinerary)
    for place in sorted(reachable - first.keys()):
        first[place] = fewest[place]
    rest = [itinerary for itinerary in found if itinerary is not first[itinerary.destination]]
    return tuple(sorted([*first.values(), *rest[: max(0, limit - len(first))]]))


def _search_by_cost(
    graph: _Graph, origin: str, destinations: Collection[str], longest: int, limit: int
) -> list[Itinerary]:
    """Pop simple paths in order until the limit is reached and every destination was met."""
    missing = set(destinations)
    found: list[Itinerary] = []
    heap: list[tuple[float, tuple[int, ...], tuple[str, ...]]] = [(0.0, (), (origin,))]
    for _ in range(PARTIAL_PATHS_LIMIT):
        if not heap or not destinations:
            break
        cost, numbers, places = heapq.heappop(heap)
        here = places[-1]
        if here in destinations:
            found.append(Itinerary(cost, numbers, here))
            missing.discard(here)
            if len(found) >= limit and not missing:
                break
        if len(numbers) < longest:
            for passage in graph.get(here, ()):
                if passage.destination not in places:
                    step = (cost + passage.cost, (*numbers, passage.number), (*places, passage.destination))
                    heapq.heappush(heap, step)
    return found


def _fewest_passages(graph: _Graph, origin: str, longest: int) -> dict[str, Itinerary]:
    """Return, for every place within reach, the itinerary with the fewest passages (then the first in order)."""
    best = {origin: Itinerary(0.0, (), origin)}
    layer = dict(best)
    for _ in range(longest):
        following: dict[str, Itinerary] = {}
        for itinerary in layer.values():
            for passage in graph.get(itinerary.destination, ()):
                place = passage.destination
                step = Itinerary(itinerary.cost + passage.cost, (*itinerary.passages, passage.number), place)
                if place not in best and (place not in following or step < following[place]):
                    following[place] = step
        best.update(following)
        layer = following
    return best
