"""What the model's levers do, one at a time: size, pace, reach, and what cooperation adds (docs/plausibility.md)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.authoring.plausibility_plays import (
    INDICES,
    PROGRAMME,
    TURNS,
    Course,
    Stage,
    measure_doses,
    nothing,
    offered,
    play,
    programme,
    steady,
    targets,
)
from game.model.measures import MEASURE_RULES, MeasureRule
from game.model.scenario import Leg
from game.simulation import advance, no_shocks, start_world
from game.simulation.arrays import Floats

YEAR_TURN, REST = 2, 4  # turns: after how many pace is read; how long after a programme its rest is read
_QUICK, _SLOW, _FADES, _LASTS = 0.5, 0.25, 0.3, 0.75
_SMALL = 0.02  # points of a jurisdiction's criminality that count as a change


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One measure, weak or strong, by one delegation or by all; changes against doing nothing."""

    change: Floats  # [turn, index], in the units of INDICES
    places: Floats  # [jurisdiction], criminality at the end
    payer: str  # delegation, or "" for all


@dataclass(frozen=True, slots=True, eq=False)
class MeasureReport:
    """All trials of a measure; ``ended`` is the strong joint programme that stops after four turns."""

    measure: str
    name: str
    one: Mapping[bool, Trial]  # strong? -> by the delegation for which it does most
    joint: Mapping[bool, Trial]
    ended: Trial
    index: int  # of INDICES, by which its pace is read
    rule: MeasureRule  # what it is paid in

    @property
    def early(self) -> float:
        """Share of the effect at the end that is there after a year."""
        course = self.joint[True].change[:, self.index]
        return float(course[YEAR_TURN - 1] / course[-1]) if course[-1] else 0.0

    @property
    def rest(self) -> float:
        """Share of a programme's effect that is left two years after it ended."""
        course = self.ended.change[:, self.index]
        return float(course[PROGRAMME + REST - 1] / course[PROGRAMME - 1]) if course[PROGRAMME - 1] else 0.0

    @property
    def better(self) -> int:
        """Number of jurisdictions that one delegation's strong play makes better."""
        return int((self.one[True].places < -_SMALL).sum())

    @property
    def worse(self) -> int:
        """Number of jurisdictions that one delegation's strong play makes worse."""
        return int((self.one[True].places > _SMALL).sum())

    @property
    def pace(self) -> str:
        """Quick, slow or between."""
        return "quick" if self.early >= _QUICK else "slow" if self.early <= _SLOW else "between"

    @property
    def stay(self) -> str:
        """Fading, lasting or between."""
        return "fading" if self.rest <= _FADES else "lasting" if self.rest >= _LASTS else "between"


def report(stage: Stage) -> tuple[Course, list[MeasureReport]]:
    """Try every measure that the scenario offers; the first value is the course if nobody acts."""
    idle = play(stage, nothing(stage))
    return idle, [_measure(stage, idle, measure) for measure in offered(stage)]


def _measure(stage: Stage, idle: Course, measure: str) -> MeasureReport:
    everybody = stage.scenario.delegations
    strong_doses = measure_doses(stage, measure, everybody, strong=True)
    joint = {
        strong: _trial(stage, idle, measure_doses(stage, measure, everybody, strong=strong)) for strong in (False, True)
    }
    # Most measures are judged by crime; one that only helps herds, by herds.
    herds = INDICES.index("herds")
    index = INDICES.index("criminality") if joint[True].change[-1, 0] < 0 else herds
    sign = -1 if index == herds else 1
    tried = [
        _trial(stage, idle, measure_doses(stage, measure, [item], strong=True), item.id)
        for item in everybody
        if targets(stage, measure, item.id)
    ]
    best = min(tried, key=lambda trial: sign * float(trial.change[-1, index]))
    payer = next(item for item in everybody if item.id == best.payer)
    weak = _trial(stage, idle, measure_doses(stage, measure, [payer], strong=False), payer.id)
    after = play(stage, programme(stage, strong_doses))
    offer = next(item for item in stage.scenario.measures if item.id == measure)
    return MeasureReport(
        measure=measure,
        name=offer.name,
        one={True: best, False: weak},
        joint=joint,
        ended=Trial(after.indices - idle.indices, after.places - idle.places, ""),
        index=index,
        rule=MEASURE_RULES[stage.network.slots.rule(measure)],
    )


def _trial(stage: Stage, idle: Course, doses: Floats, payer: str = "") -> Trial:
    course = play(stage, steady(doses))
    return Trial(course.indices - idle.indices, course.places - idle.places, payer)


@dataclass(frozen=True, slots=True)
class Cooperation:
    """What two ends of one leg find, by who patrols and what links them."""

    leg: str
    rows: tuple[tuple[str, str, float, float], ...]  # who patrols, link, share seized in turn 1, at the end


def cooperation(stage: Stage, amount: float = 6.0) -> Cooperation:
    """Patrol the leg that carries most, at one end or both, without and with liaison and joint investigation."""
    leg = _busiest(stage)
    slots = stage.network.slots
    patrols = {
        "nobody": [],
        leg.origin: [leg.origin],
        leg.destination: [leg.destination],
        "both": [leg.origin, leg.destination],
    }
    rows: list[tuple[str, str, float, float]] = []
    for who, ends in patrols.items():
        for link in ("none", "liaison", "liaison and joint investigation"):
            doses = slots.zeros()
            for end in ends:
                doses[slots.index("patrol", leg=leg.id, jurisdiction=end)] = amount
            if link != "none":
                doses[slots.index("liaison", jurisdiction=leg.origin, other=leg.destination)] = 1
                doses[slots.index("liaison", jurisdiction=leg.destination, other=leg.origin)] = 1
            if link.endswith("investigation"):
                for end in (leg.origin, leg.destination):
                    doses[slots.index("joint_investigation", leg=leg.id, jurisdiction=end)] = 1
            first, last = _seized(stage, doses, leg.id)
            rows.append((who, link, first, last))
    return Cooperation(leg.id, tuple(rows))


def _busiest(stage: Stage) -> Leg:
    """Return the leg with most flow at the start between two delegations' jurisdictions."""
    network = stage.network
    flows = advance(
        network,
        network.constants,
        start_world(network),
        network.slots.zeros(),
        network.modifiers.zeros(),
        no_shocks(network),
    )[1]
    between = [
        leg
        for leg in stage.scenario.legs
        if leg.id in network.leg_index
        and stage.owner.get(leg.origin)
        and stage.owner.get(leg.destination)
        and stage.owner[leg.origin] != stage.owner[leg.destination]
    ]
    return max(between, key=lambda leg: float(flows.passage_flow[network.leg_index[leg.id], 0]))


def _seized(stage: Stage, doses: Floats, leg: str) -> tuple[float, float]:
    """Return the share of the flow that is seized in the first turn and in the last."""
    network, row = stage.network, stage.network.leg_index[leg]
    world, quiet, still = start_world(network), no_shocks(network), network.modifiers.zeros()
    shares: list[float] = []
    for _turn in range(TURNS):
        world, flows = advance(network, network.constants, world, doses, still, quiet)
        shares.append(float(-np.expm1(-flows.hazard[row, 0])))
    return shares[0], shares[-1]
