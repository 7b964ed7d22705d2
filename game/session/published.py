"""What the rules publish or report: indices, estimates, fired events, projects, results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from game.model.scenario import Effect
from game.session.negotiation.pools import Grant


@dataclass(frozen=True, slots=True)
class Indices:
    """The published indices at the end of a turn, exact; turn 0 is the start, as cited."""

    turn: int
    criminality: Mapping[str, float]  # jurisdiction -> score in [1, 10]
    resilience: Mapping[str, float]
    markets: Mapping[str, Mapping[str, float]]  # jurisdiction -> market -> score in [1, 10]
    world_criminality: float
    world_resilience: float


@dataclass(frozen=True, slots=True)
class Observed:
    """A quantity as somebody believes it: the 10th percentile, the likeliest value, the 90th percentile."""

    quantity: str  # "population:tsavo", as in session.quantities
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Fired:
    """An event of the scenario that happened at the start of ``turn``."""

    turn: int
    event: str
    headline: str
    text: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """How far a joint project is; ``started`` is the first turn of its effects, or None."""

    paid: Mapping[str, int] = field(default_factory=dict)  # delegation -> units held or used
    started: int | None = None
    returned: bool = False

    @property
    def total(self) -> int:
        """Units paid in by all."""
        return sum(self.paid.values())


@dataclass(frozen=True, slots=True)
class PooledGrant:
    """What a pooled fund spent in ``turn``; ``payers`` are those who had paid into it, and how much in all."""

    turn: int
    grant: Grant
    payers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One delegation's funds over one turn.

    ``after = before - spent - paid - given + received + returned + income + assets - lapsed``
    """

    turn: int
    before: int
    spent: int  # on measures
    paid: int  # into joint projects and pooled funds
    given: int
    received: int  # from other delegations and pooled funds
    returned: int  # from joint projects, from gifts that found nobody, and from pooled funds that ended
    income: int
    assets: int  # recovered assets and a financial centre's fees, beside what they were at the start
    lapsed: int  # above the cap
    after: int
    capital_before: int  # political capital
    political_capital: int


class Grade(StrEnum):
    """How far an objective or a mandate was reached."""

    NONE = "none"
    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"


GRADES = (Grade.NONE, Grade.BRONZE, Grade.SILVER, Grade.GOLD)


class Cause(StrEnum):
    """What a share of a change is put down to."""

    MOMENTUM = "momentum"  # what would have happened without orders and events
    EVENTS = "events"
    DELEGATION = "delegation"
    NOT_PUBLIC = "not_public"  # what is secret, pooled


JOINT_PROJECT = "joint_project"  # stands for a measure in what a delegation's payments into projects brought
RESOLUTION = "resolution"  # the same for a rule that a resolution brought in
TOGETHER = ""  # what cannot be given to one measure


@dataclass(frozen=True, slots=True)
class MeasureShare:
    """The part of a delegation's share that one of its measures brought; see :data:`TOGETHER`."""

    measure: str
    amount: float


@dataclass(frozen=True, slots=True)
class Share:
    """One summand of the change of an index.

    ``displaced`` is inside ``amount``: what moved because flows took other routes (+: pushed here). ``measures`` sum
    to the amount.
    """

    cause: Cause
    amount: float
    delegation: str = ""
    displaced: float = 0.0
    measures: tuple[MeasureShare, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexReceipt:
    """Why one index moved from ``before`` to ``after``: the shares sum to the change."""

    index: str  # "criminality(KEN)", as in session.quantities
    before: float
    after: float
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class LegShift:
    """How far orders of this turn moved the flow on a leg or channel [units per year].

    ``displaced`` is what came (+) or went (−) because flows took other routes. The level stays an estimate.
    """

    leg: str
    change: float
    displaced: float
    by: Mapping[str, float]  # delegation -> its part of ``change``


@dataclass(frozen=True, slots=True)
class TurnReceipts:
    """The receipts of one turn, those since the start, and where flows were moved to in this turn."""

    turn: int
    this_turn: tuple[IndexReceipt, ...]
    since_start: tuple[IndexReceipt, ...]
    shifts: tuple[LegShift, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveResult:
    """One objective at the end of the epilogue, with its ``marks`` for bronze, silver and gold (none in old saves)."""

    objective: str
    text: str
    value: float
    unit: str
    grade: Grade
    marks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class MandateResult:
    """A delegation's mandate at the end; ``grade`` already respects the room line."""

    mandate: str
    grade: Grade
    objectives: tuple[ObjectiveResult, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """The common result: 0 = nobody acted, 100 = the best cooperative plan that the computer found for this seed.

    ``harm`` is world criminality + (10 - world resilience) + 10 x the share of animals lost, read at the end of
    the epilogue; ``plan`` names the plan that gave ``harm_best``.
    """

    score: float
    line: float  # below it no mandate counts above bronze
    harm: float
    harm_idle: float
    harm_best: float
    plan: str
    plans_tried: int


@dataclass(frozen=True, slots=True)
class Result:
    """The two results, never added; everything sealed opens with them."""

    room: Room
    mandates: Mapping[str, MandateResult]
    seed: int
    temperaments: Mapping[str, str]


class NewsKind(StrEnum):
    """What a line of news is about."""

    EVENT = "event"
    PROJECT = "project"
    INSTRUMENT = "instrument"
    GIFT = "gift"
    MEANS = "means"
    AGREEMENT = "agreement"
    RESOLUTION = "resolution"
    PROMISE = "promise"
    INTELLIGENCE = "intelligence"
    LEAK = "leak"  # a secret agreement came out


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One thing that happened."""

    turn: int
    kind: NewsKind
    subject: str  # id of the event, project, instrument, delegation, agreement or resolution
    sentence: str


@dataclass(frozen=True, slots=True)
class Told:
    """A delegation shared its intelligence in ``turn``."""

    turn: int
    by: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of play that was left by a rewind to the briefing of ``turn``."""

    turn: int
    indices: tuple[Indices, ...]
