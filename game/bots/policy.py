"""Policies of computer delegations, as figures: what each weighs, and how much it gives to what all need."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.model.measures import MeasureId
from game.model.text import gettext_noop

HOME: Mapping[MeasureId, float] = {
    MeasureId.PATROL: 1.0,
    MeasureId.FINANCIAL_INTELLIGENCE: 0.8,
    MeasureId.AUDIT: 0.7,
    MeasureId.JUDICIAL_TRAINING: 0.4,
    MeasureId.LAW_ENFORCEMENT_TRAINING: 0.4,
    MeasureId.VICTIM_SUPPORT: 0.8,
    MeasureId.PREVENTION: 0.7,
    MeasureId.DEMAND_REDUCTION: 0.7,
    MeasureId.RANGER_PATROL: 1.5,
    MeasureId.CORRIDOR_PROTECTION: 0.3,
    MeasureId.REGULAR_PATHWAYS: 0.6,
}


@dataclass(frozen=True, slots=True)
class Policy:
    """One way to play.

    ``weights``: worth of a measure where the need is greatest (0: never). ``project_share``: part of the funds that
    goes into joint projects before measures. ``teams``: whether teams are posted with neighbours. ``joins``: whether
    instruments are joined where political capital allows.
    """

    name: str
    text: str
    weights: Mapping[MeasureId, float] = field(default_factory=dict)
    project_share: float = 0.0
    others_projects: bool = False  # also those that do not benefit it
    teams: bool = False
    joins: bool = False


DEFAULT = "steady"

POLICIES: Mapping[str, Policy] = {
    policy.name: policy
    for policy in (
        Policy("idle", gettext_noop("Orders nothing.")),
        Policy(
            DEFAULT,
            gettext_noop(
                "Funds what harms it most at home, unit by unit; pays a third into joint projects that benefit it; "
                "posts its teams with the neighbours it shares most with."
            ),
            HOME,
            project_share=0.34,
            teams=True,
        ),
        Policy("alone", gettext_noop("Funds what harms it most at home, and nothing with others."), HOME),
        Policy(
            "cooperative",
            gettext_noop("As steady, but pays into every joint project first and joins every instrument it can."),
            HOME,
            project_share=1.0,
            others_projects=True,
            teams=True,
            joins=True,
        ),
    )
}
