"""The measures a delegation can fund, as a public vocabulary: id, target, and what pays for it.

Sizes (maximum effect, half amount) stand in the parameter file; a scenario may override them or add
a measure of its own that works ``like`` a built-in one.
"""

from dataclasses import dataclass
from enum import StrEnum


class TargetKind(StrEnum):
    """What a measure is pointed at."""

    LEG = "leg"  # the own end of a leg of goods or persons
    LEG_OR_CHANNEL = "leg_or_channel"  # the own end of a leg or a money channel
    OWN_JURISDICTION = "own_jurisdiction"
    OWN_JURISDICTION_AND_MARKET = "own_jurisdiction_and_market"
    DELEGATION = "delegation"
    HABITAT = "habitat"
    CORRIDOR = "corridor"
    OTHER_JURISDICTION_AND_BLOCK = "other_jurisdiction_and_block"


class MeasureId(StrEnum):
    """The built-in measures; their ids are a public interface since version 0.1.0."""

    PATROL = "patrol"
    FINANCIAL_INTELLIGENCE = "financial_intelligence"
    JOINT_INVESTIGATION = "joint_investigation"
    LIAISON = "liaison"
    AUDIT = "audit"
    JUDICIAL_TRAINING = "judicial_training"
    LAW_ENFORCEMENT_TRAINING = "law_enforcement_training"
    VICTIM_SUPPORT = "victim_support"
    PREVENTION = "prevention"
    DEMAND_REDUCTION = "demand_reduction"
    RANGER_PATROL = "ranger_patrol"
    CORRIDOR_PROTECTION = "corridor_protection"
    REGULAR_PATHWAYS = "regular_pathways"
    TECHNICAL_ASSISTANCE = "technical_assistance"


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """What a measure is aimed at and paid with.

    ``funds``: paid in whole units of funds. ``teams``: teams it holds while it is ordered (one, or none).
    """

    id: MeasureId
    target: TargetKind
    funds: bool
    teams: int


_RULES = (
    MeasureRule(MeasureId.PATROL, TargetKind.LEG, funds=True, teams=0),
    MeasureRule(MeasureId.FINANCIAL_INTELLIGENCE, TargetKind.OWN_JURISDICTION, funds=True, teams=0),
    MeasureRule(MeasureId.JOINT_INVESTIGATION, TargetKind.LEG_OR_CHANNEL, funds=False, teams=1),
    MeasureRule(MeasureId.LIAISON, TargetKind.DELEGATION, funds=False, teams=1),
    MeasureRule(MeasureId.AUDIT, TargetKind.OWN_JURISDICTION, funds=True, teams=0),
    MeasureRule(MeasureId.JUDICIAL_TRAINING, TargetKind.OWN_JURISDICTION, funds=True, teams=0),
    MeasureRule(MeasureId.LAW_ENFORCEMENT_TRAINING, TargetKind.OWN_JURISDICTION, funds=True, teams=0),
    MeasureRule(MeasureId.VICTIM_SUPPORT, TargetKind.OWN_JURISDICTION, funds=True, teams=0),
    MeasureRule(MeasureId.PREVENTION, TargetKind.OWN_JURISDICTION_AND_MARKET, funds=True, teams=0),
    MeasureRule(MeasureId.DEMAND_REDUCTION, TargetKind.OWN_JURISDICTION_AND_MARKET, funds=True, teams=0),
    MeasureRule(MeasureId.RANGER_PATROL, TargetKind.HABITAT, funds=True, teams=0),
    MeasureRule(MeasureId.CORRIDOR_PROTECTION, TargetKind.CORRIDOR, funds=True, teams=0),
    MeasureRule(MeasureId.REGULAR_PATHWAYS, TargetKind.OWN_JURISDICTION, funds=True, teams=0),
    MeasureRule(MeasureId.TECHNICAL_ASSISTANCE, TargetKind.OTHER_JURISDICTION_AND_BLOCK, funds=True, teams=1),
)

MEASURE_RULES: dict[MeasureId, MeasureRule] = {rule.id: rule for rule in _RULES}
