"""What the room is measured by: one figure of harm, read at the end of the epilogue."""

from game.session.quantities import quantity_key
from game.session.rulebook import Rulebook
from game.session.state import Truth

_HERDS = 10.0  # points of harm if every animal were lost


def harm(book: Rulebook, truth: Truth) -> float:
    """Return world criminality + (10 − world resilience) + 10 × the share of animals lost since the start.

    The first two are the published means over jurisdictions, each from 1 to 10; the third, where there are herds, is
    the mean over habitats of 1 − animals/animals at the start, negative where herds have grown.
    """
    now, start = truth.quantities[-1], truth.quantities[0]
    points = now[quantity_key("world_criminality")] + 10.0 - now[quantity_key("world_resilience")]
    lost = []
    for habitat in book.scenario.habitats:
        name = quantity_key("population", habitat.id)
        if start[name] > 0:
            lost.append(1.0 - now[name] / start[name])
    return points + (_HERDS * sum(lost) / len(lost) if lost else 0.0)
