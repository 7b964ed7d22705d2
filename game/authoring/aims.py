"""Where each objective stands, for choosing grades: at the start, if nobody acts, and with single measures."""

from dataclasses import dataclass

from game.authoring.probe import Probe, probe
from game.model.expression import evaluate
from game.model.scenario import Objective, Scenario
from game.scenario.load import LoadResult
from game.scenario.parameters import load_parameters
from game.session.quantities import lookup
from game.session.rulebook import make_rulebook


@dataclass(frozen=True, slots=True)
class Standing:
    """One objective, read at the end of the epilogue; ``lowest`` and ``highest`` with the measure that leads there."""

    delegation: str
    mandate: str
    objective: Objective
    start: float
    idle: float
    lowest: tuple[float, str]
    highest: tuple[float, str]


def standings(result: LoadResult) -> tuple[Standing, ...]:
    """Try every measure, each given to everybody, and read all objectives; nothing if it cannot be played or tried."""
    if result.scenario is None:
        return ()
    book = make_rulebook(result.scenario, load_parameters())
    tried = probe(book)
    if tried is None:
        return ()
    return tuple(
        _standing(result.scenario, tried, delegation.id, mandate.id, aim)
        for delegation in result.scenario.delegations
        for mandate in delegation.mandates
        for aim in mandate.objectives
    )


def _standing(scenario: Scenario, tried: Probe, delegation: str, mandate: str, aim: Objective) -> Standing:
    first, last = tried.start, tried.idle
    start = lookup(scenario, first.record, 0, first.figures.get)
    idle = lookup(scenario, last.record, last.turn, last.figures.get)
    reached = []
    for name, run in zip(tried.names, tried.ends, strict=True):
        # What delegations hold is no figure of the model; here they have saved everything.
        now = lookup(scenario, last.record, last.turn, {**last.figures, **run[-1]}.get)
        # Differences that nobody sees are none, so that "nothing" comes first where it does as well.
        reached.append((float(f"{evaluate(aim.quantity, now, start):.4g}"), name))
    return Standing(
        delegation,
        mandate,
        aim,
        float(evaluate(aim.quantity, start, start)),
        float(evaluate(aim.quantity, idle, start)),
        min(reached),
        max(reached, key=lambda pair: (pair[0], not pair[1])),
    )
