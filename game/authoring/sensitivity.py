"""How far each parameter moves the main indices over its own range (docs/plausibility.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.authoring.plausibility import MeasureReport
from game.authoring.plausibility_plays import even_doses, measure_doses, nothing, play, set_stage, steady
from game.model.parameters import Parameter, Parameters
from game.model.scenario import Scenario
from game.simulation.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Swing:
    """One parameter at both ends of its range; changes [index] of the last turn against its value."""

    parameter: Parameter
    low: Floats
    high: Floats

    @property
    def size(self) -> Floats:
        """Largest change [index]."""
        largest: Floats = np.maximum(np.abs(self.low), np.abs(self.high))
        return largest


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """The last turn's indices at the parameters' values, and a swing for each parameter that has a range."""

    idle: Floats  # if nobody acts
    indices: Floats
    swings: tuple[Swing, ...]

    def largest(self, index: int, number: int) -> list[Swing]:
        """Return the parameters that move an index most."""
        order = sorted(self.swings, key=lambda swing: (-swing.size[index], swing.parameter.name))
        return order[:number]


def sensitivity(scenario: Scenario, parameters: Parameters, names: Iterable[str] | None = None) -> Sensitivity:
    """Move one parameter at a time to the ends of its range, all delegations spreading their means evenly.

    Each network is compiled anew, so that parameters which shape the start act on it too; the scores at the start
    stay those cited. A parameter that the scenario sets is moved by the same factors about that value.
    """
    middle = _last(scenario, parameters)
    swings: list[Swing] = []
    for name in names if names is not None else parameters:
        ends = moved(scenario, parameters, name)
        if ends:
            low, high = (_last(changed, parameters) - middle for changed in ends)
            swings.append(Swing(parameters[name], low, high))
    stage = set_stage(scenario, parameters)
    return Sensitivity(play(stage, nothing(stage)).indices[-1], middle, tuple(swings))


def moved(scenario: Scenario, parameters: Parameters, name: str) -> tuple[Scenario, Scenario] | None:
    """Return the scenario with one parameter at the low and at the high end of its range, if it has one."""
    item = parameters[name]
    if item.low == item.high:
        return None
    factor = scenario.parameters[name] / item.value if name in scenario.parameters and item.value else 1.0
    low, high = (
        replace(scenario, parameters={**scenario.parameters, name: end * factor}) for end in (item.low, item.high)
    )
    return low, high


@dataclass(frozen=True, slots=True)
class LeverRange:
    """Effect of one measure, all paying much: as it is, and the least and most over all parameters one at a time."""

    name: str
    index: int
    effect: float
    least: float
    most: float
    by: str  # the parameter that changes it most


def lever_ranges(
    scenario: Scenario, parameters: Parameters, reports: Sequence[MeasureReport], names: Sequence[str]
) -> list[LeverRange]:
    """Try every measure again at both ends of the range of each of ``names``."""
    changed = [(name, end) for name in names for end in moved(scenario, parameters, name) or ()]
    effects: dict[str, list[tuple[float, str]]] = {item.measure: [] for item in reports}
    for name, variant in changed:
        stage = set_stage(variant, parameters)
        idle = play(stage, nothing(stage)).indices[-1]
        for item in reports:
            doses = measure_doses(stage, item.measure, scenario.delegations, strong=True)
            change = play(stage, steady(doses)).indices[-1] - idle
            effects[item.measure].append((float(change[item.index]), name))
    found: list[LeverRange] = []
    for item in reports:
        effect = float(item.joint[True].change[-1, item.index])
        tried = [*effects[item.measure], (effect, "")]
        by = max(tried, key=lambda pair, effect=effect: abs(pair[0] - effect))[1]  # type: ignore[misc]
        values = [value for value, _name in tried]
        found.append(LeverRange(item.name, item.index, effect, min(values), max(values), by))
    return found


def _last(scenario: Scenario, parameters: Parameters) -> Floats:
    stage = set_stage(scenario, parameters)
    last: Floats = play(stage, steady(even_doses(stage))).indices[-1]
    return last
