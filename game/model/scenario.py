"""A scenario as frozen values, after it has been read and checked; all rates are per year.

Identifiers are plain strings: ISO 3166-1 alpha-3 for jurisdictions, lower case with underscores elsewhere.
``source`` names keys of :attr:`Scenario.sources`, or is ``("stylised",)``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from game.model.expression import Expression
from game.model.hint import Hint
from game.model.measures import MeasureId
from game.model.negotiation import NO_MEETINGS, NegotiationRules
from game.model.script import ScenarioTest, Step
from game.model.taxonomy import ActorId, BlockId, MarketId, MarketKind, Mode

STYLISED = "stylised"


@dataclass(frozen=True, slots=True)
class Source:
    """A work that figures are taken from."""

    id: str
    title: str
    publisher: str = ""
    year: int | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """How long the game is and what it counts."""

    turns: int = 8
    turn_years: float = 0.5  # 0.25, 0.5 or 1
    start_year: float = 2026.0
    epilogue_years: float = 5.0
    drift: float = 0.0  # yearly growth of organisations when nobody acts [1/year]
    room_line: float = 40.0  # room score below which no mandate counts above bronze
    funds_value: float = 1.0  # USD million that one unit of funds stands for
    political_capital: bool = True


@dataclass(frozen=True, slots=True)
class Lesson:
    """What differs in a lesson of ``minutes``; None: as in the rules. ``seats`` are taken, all if there are none."""

    minutes: int
    turns: int | None = None
    turn_years: float | None = None
    political_capital: bool | None = None
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A country or territory with its cited start.

    ``population`` [million], 0 where the file does not say it; ``corruption`` in [0.02, 0.95];
    ``criminality`` and every score in [1, 10];
    ``markets`` has a score for every market of the scenario and for money (``financial``);
    ``secrecy`` in [0, 1], what makes it attractive to layered money.
    """

    id: str
    name: str
    population: float
    corruption: float
    criminality: float
    markets: Mapping[MarketId, float]
    resilience: Mapping[BlockId, float]
    secrecy: float = 0.5
    actors: Mapping[ActorId, float] = field(default_factory=dict)
    source: tuple[str, ...] = (STYLISED,)
    figure_sources: Mapping[str, str] = field(default_factory=dict)  # "corruption" -> source id or "stylised"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a market's supply starts; ``supply`` [units/year], ignored for wildlife (habitats give it)."""

    jurisdiction: str
    supply: float = 0.0


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a market sells; ``attraction`` weighs it against other destinations of the market.

    For trafficking in persons: ``persons`` exploited there at the start; for the others 0.
    """

    jurisdiction: str
    attraction: float = 1.0
    persons: float = 0.0


@dataclass(frozen=True, slots=True)
class Market:
    """One criminal market of the scenario.

    ``unit`` is what is counted ("tonnes", "persons"); ``unit_value`` [USD million/unit] at the start price;
    ``value_chain`` shares of revenue to origin, transit and destination, summing to 1;
    ``parameters`` overrides model parameters for this market by name.
    """

    id: MarketId
    kind: MarketKind
    unit: str
    unit_value: float
    value_chain: tuple[float, float, float]
    origins: tuple[Origin, ...]
    destinations: tuple[Destination, ...]
    parameters: Mapping[str, float] = field(default_factory=dict)
    source: tuple[str, ...] = (STYLISED,)


@dataclass(frozen=True, slots=True)
class Leg:
    """A directed link for one market; ``base_cost`` is what a passage costs without enforcement [utility]."""

    id: str
    name: str
    market: MarketId
    origin: str
    destination: str
    mode: Mode
    base_cost: float = 1.0
    source: tuple[str, ...] = (STYLISED,)


@dataclass(frozen=True, slots=True)
class Channel:
    """A directed link for money, from where it is placed or layered to the next place."""

    id: str
    name: str
    origin: str
    destination: str
    mode: Mode = Mode.ONLINE
    base_cost: float = 1.0
    source: tuple[str, ...] = (STYLISED,)


@dataclass(frozen=True, slots=True)
class MoneyHub:
    """A place where proceeds are integrated; ``attraction`` weighs it, with the jurisdiction's secrecy."""

    jurisdiction: str
    attraction: float = 1.0


@dataclass(frozen=True, slots=True)
class Habitat:
    """A population of one species in one jurisdiction.

    ``population`` [animals]; ``pike`` in [0, 1) (CITES MIKE: share of carcasses illegally killed);
    ``capacity`` [animals]; ``trend`` [1/year], 0 for a steady one; ``product`` [market units per animal].
    """

    id: str
    name: str
    jurisdiction: str
    species: str
    population: float
    pike: float
    capacity: float
    natural_mortality: float
    growth: float
    trend: float
    product: float
    source: tuple[str, ...] = (STYLISED,)
    figure_sources: Mapping[str, str] = field(default_factory=dict)  # "population" -> source id or "stylised"


@dataclass(frozen=True, slots=True)
class Corridor:
    """A wildlife corridor between two habitats; ``dispersal`` [1/year], ``quality`` in [0, 1] at the start."""

    id: str
    name: str
    habitats: tuple[str, str]
    dispersal: float
    quality: float = 0.5
    source: tuple[str, ...] = (STYLISED,)


@dataclass(frozen=True, slots=True)
class MeasureOffer:
    """A measure that this scenario offers: a built-in one, or the scenario's own that works like one."""

    id: str
    rule: MeasureId
    name: str
    text: str = ""
    half_amount: float | None = None  # None: as in the parameter file
    maximum: float | None = None
    instruments: tuple[str, ...] = ()
    simple: bool = True  # shown on a student's first turn
    opens_on_turn: int = 1  # desks of people offer it from then on


class InstrumentKind(StrEnum):
    """What sort of instrument one can join."""

    TREATY = "treaty"
    STANDARD = "standard"
    PROGRAMME = "programme"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Instrument:
    """Something one can join; ``link`` in [0, 1) is what it adds to the link between two parties."""

    id: str
    name: str
    kind: InstrumentKind
    text: str
    link: float
    cost: int  # political capital to join
    delay: int  # turns until it is in force for a new party
    parties: tuple[str, ...]  # jurisdictions, at the start
    narrows: float = 0.0  # share by which it narrows the estimates of its parties, in [0, 1)
    source: tuple[str, ...] = (STYLISED,)


@dataclass(frozen=True, slots=True)
class Objective:
    """One private aim: an expression and what grades it; lower is better where gold < bronze."""

    id: str
    text: str
    quantity: Expression
    bronze: float
    silver: float
    gold: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Mandate:
    """A variant of a delegation's three objectives, one of which is drawn by the seed."""

    id: str
    objectives: tuple[Objective, ...]


@dataclass(frozen=True, slots=True)
class Delegation:
    """A place at the table: what it answers for, what it has, and what it says in public."""

    id: str
    name: str
    jurisdictions: tuple[str, ...]
    funds: int  # units a turn
    funds_cap: int  # most that can be held
    teams: int
    political_capital: int
    position: str
    mandates: tuple[Mandate, ...]
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    proposed_orders: tuple[Step, ...] = ()


class EffectKind(StrEnum):
    """What an event or a project does to the model."""

    SUPPLY = "supply"  # factor on supply of (market, jurisdiction)
    DEMAND = "demand"  # factor on demand of (market, jurisdiction)
    EFFORT = "effort"  # added to enforcement effort at a leg's ends or in a whole jurisdiction
    LEG_COST = "leg_cost"  # added to the base cost of a leg or channel
    LINK = "link"  # link added on a leg, channel, or between two jurisdictions
    CORRUPTION = "corruption"  # added to corruption, once
    BLOCK = "block"  # added to a resilience block, once
    POPULATION = "population"  # factor on a habitat's animals, once
    POACHING = "poaching"  # factor on poaching effort in a habitat, once
    DISPERSAL = "dispersal"  # added to a corridor's quality while it lasts
    ORGANISATIONS = "organisations"  # factor on organisations of (market, jurisdiction), once
    FUNDS = "funds"  # units given to a delegation, once
    FLAG = "flag"  # sets a flag that expressions can read


@dataclass(frozen=True, slots=True)
class Effect:
    """One change to the model; which targets it names depends on its kind."""

    kind: EffectKind
    amount: float = 0.0
    turns: int | None = 1  # None: for the rest of the game; "once" kinds ignore it
    market: MarketId | None = None
    jurisdiction: str | None = None
    other: str | None = None  # second jurisdiction of a link
    leg: str | None = None  # leg or channel
    habitat: str | None = None
    corridor: str | None = None
    block: BlockId | None = None
    delegation: str | None = None
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class ScenarioEvent:
    """Something that happens when its trigger holds; ``chance`` in (0, 1] each turn that it holds."""

    id: str
    when: Expression
    headline: str
    text: str
    effects: tuple[Effect, ...]
    once: bool = True
    chance: float = 1.0
    source: tuple[str, ...] = (STYLISED,)


@dataclass(frozen=True, slots=True)
class Project:
    """A joint project on the map: starts when fully pledged; who pays and who gains differ."""

    id: str
    name: str
    text: str
    jurisdiction: str
    cost: int  # units of funds that must be pledged in all
    per_turn_cap: int | None  # most one delegation can pay in one turn
    effects: tuple[Effect, ...]
    opens_on_turn: int = 1  # desks of people offer it from then on


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that a scenario file says, resolved; order of items is that of the file."""

    id: str
    title: str
    summary: str
    authors: tuple[str, ...]
    licence: str
    topics: tuple[str, ...]
    learning_goals: tuple[str, ...]
    content_note: str
    briefing: str
    level: str
    sources: Mapping[str, Source]
    rules: Rules
    jurisdictions: tuple[Jurisdiction, ...]
    markets: tuple[Market, ...]
    legs: tuple[Leg, ...]
    channels: tuple[Channel, ...]
    money_hubs: tuple[MoneyHub, ...]
    habitats: tuple[Habitat, ...]
    corridors: tuple[Corridor, ...]
    measures: tuple[MeasureOffer, ...]
    instruments: tuple[Instrument, ...]
    delegations: tuple[Delegation, ...]
    projects: tuple[Project, ...]
    events: tuple[ScenarioEvent, ...]
    debrief: tuple[str, ...]
    tests: tuple[ScenarioTest, ...]
    parameters: Mapping[str, float] = field(default_factory=dict)  # overrides of model parameters by name
    lessons: tuple[Lesson, ...] = ()  # by length
    picture: str = ""  # file in the scenario's folder, for the shelf and the briefing
    # With invented names, the real ones by the id of a jurisdiction or delegation, for the debrief; else empty.
    real_names: Mapping[str, str] = field(default_factory=dict)
    negotiation: NegotiationRules = NO_MEETINGS
    fictional: bool = False  # invented names stand for States
    hints: tuple[Hint, ...] = ()  # in the order in which they are shown

    @property
    def most_turns(self) -> int:
        """Turns of the longest game that it offers, lessons among them."""
        return max([self.rules.turns, *(lesson.turns or 0 for lesson in self.lessons)])
