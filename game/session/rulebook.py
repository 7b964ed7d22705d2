"""What stays fixed during a session: the scenario, the parameters, the compiled network, and what can be ordered where.

A table knows the :class:`Rulebook`; views and legality know its :class:`PublicBook`, in which the scenario has no
mandates, needs, proposed orders, events or tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from game.model.measures import MEASURE_RULES, MeasureId, MeasureRule, TargetKind
from game.model.negotiation import RuleOffer
from game.model.parameters import Parameters
from game.model.scenario import (
    Channel,
    Corridor,
    Delegation,
    Habitat,
    Instrument,
    Jurisdiction,
    Leg,
    MeasureOffer,
    Project,
    Scenario,
)
from game.model.taxonomy import BlockId
from game.session.desk import Target
from game.session.negotiation.facts import MeasureFacts, Names
from game.session.world import Computed, start_of_play
from game.simulation.compile import compile_network
from game.simulation.network import Network

RULES_VERSION = 5  # grows whenever the same commands may lead to other events


@dataclass(frozen=True, eq=False)
class PublicBook:
    """The rules as everybody at the table may read them."""

    scenario: Scenario  # without anything private
    parameters: Parameters
    network: Network
    choices: Mapping[str, Mapping[str, tuple[Target, ...]]] = field(repr=False)  # delegation -> measure -> targets

    @cached_property
    def delegations(self) -> Mapping[str, Delegation]:
        """Delegations by id, public part."""
        return {item.id: item for item in self.scenario.delegations}

    @cached_property
    def measures(self) -> Mapping[str, MeasureOffer]:
        """Measures on offer by id."""
        return {item.id: item for item in self.scenario.measures}

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """Instruments by id."""
        return {item.id: item for item in self.scenario.instruments}

    @cached_property
    def projects(self) -> Mapping[str, Project]:
        """Joint projects by id."""
        return {item.id: item for item in self.scenario.projects}

    @cached_property
    def delegation_of(self) -> Mapping[str, str]:
        """Jurisdiction -> the delegation that answers for it."""
        return {place: item.id for item in self.scenario.delegations for place in item.jurisdictions}

    @cached_property
    def ends(self) -> Mapping[str, tuple[str, str]]:
        """Leg or channel -> the jurisdictions at its two ends."""
        ways: tuple[Leg | Channel, ...] = (*self.scenario.legs, *self.scenario.channels)
        return {way.id: (way.origin, way.destination) for way in ways}

    @cached_property
    def leg_markets(self) -> Mapping[str, str]:
        """Leg -> its market; channels have none."""
        return {leg.id: leg.market for leg in self.scenario.legs}

    @cached_property
    def habitat_places(self) -> Mapping[str, str]:
        """Habitat -> its jurisdiction."""
        return {habitat.id: habitat.jurisdiction for habitat in self.scenario.habitats}

    @cached_property
    def names(self) -> Names:
        """Names for sentences about what is negotiated."""
        scenario = self.scenario
        places: tuple[Jurisdiction | Leg | Channel | Habitat | Corridor, ...] = (
            *scenario.jurisdictions,
            *scenario.legs,
            *scenario.channels,
            *scenario.habitats,
            *scenario.corridors,
        )
        words = (*(market.id for market in scenario.markets), *BlockId)
        return Names(
            delegations={item.id: item.name for item in scenario.delegations},
            measures={item.id: item.name for item in scenario.measures},
            instruments={item.id: item.name for item in scenario.instruments},
            projects={item.id: item.name for item in scenario.projects},
            rules={item.id: item.name for item in scenario.negotiation.rules},
            places={str(word): str(word).replace("_", " ") for word in words} | {item.id: item.name for item in places},
        )

    @cached_property
    def measure_facts(self) -> Mapping[str, MeasureFacts]:
        """What each measure on offer takes, as negotiation knows it."""
        return {
            item.id: MeasureFacts(
                funds=MEASURE_RULES[item.rule].funds,
                teams=MEASURE_RULES[item.rule].teams,
                links=item.rule is MeasureId.LIAISON,
            )
            for item in self.scenario.measures
        }

    @cached_property
    def joining_costs(self) -> Mapping[str, int]:
        """Instrument -> political capital to join it."""
        return {item.id: item.cost for item in self.scenario.instruments}

    @cached_property
    def places_of(self) -> Mapping[str, tuple[str, ...]]:
        """Delegation -> the jurisdictions that it answers for."""
        return {item.id: item.jurisdictions for item in self.scenario.delegations}

    @cached_property
    def rule_offers(self) -> Mapping[str, RuleOffer]:
        """Rules that a resolution can bring in, by id."""
        return {item.id: item for item in self.scenario.negotiation.rules}

    @cached_property
    def start(self) -> Computed:
        """The start as compiled, with what flows there: what the scenario's figures tell everybody."""
        return start_of_play(self.network)

    def rule(self, measure: str) -> MeasureRule:
        """Return what a measure on offer is aimed at and paid with."""
        return MEASURE_RULES[self.measures[measure].rule]


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The rules with everything that is private in the scenario."""

    scenario: Scenario
    public: PublicBook
    delegations: Mapping[str, Delegation]  # with their mandates

    @property
    def network(self) -> Network:
        """The compiled network."""
        return self.public.network

    @property
    def parameters(self) -> Parameters:
        """The parameters with the scenario's changes, at their central values."""
        return self.public.parameters


def make_rulebook(scenario: Scenario, parameters: Parameters) -> Rulebook:
    """Compile ``scenario`` with ``parameters`` (its own changes to them are applied here)."""
    public_scenario = _public_part(scenario)
    network = compile_network(public_scenario, parameters)
    book = PublicBook(
        scenario=public_scenario,
        parameters=network.parameters,
        network=network,
        choices={
            delegation.id: {
                offer.id: _targets(public_scenario, delegation, MEASURE_RULES[offer.rule].target)
                for offer in public_scenario.measures
            }
            for delegation in public_scenario.delegations
        },
    )
    return Rulebook(scenario, book, {item.id: item for item in scenario.delegations})


def _public_part(scenario: Scenario) -> Scenario:
    """Return the scenario with what may be read by all, each field named."""
    return Scenario(
        id=scenario.id,
        title=scenario.title,
        summary=scenario.summary,
        authors=scenario.authors,
        licence=scenario.licence,
        topics=scenario.topics,
        learning_goals=scenario.learning_goals,
        content_note=scenario.content_note,
        briefing=scenario.briefing,
        level=scenario.level,
        sources=scenario.sources,
        rules=scenario.rules,
        jurisdictions=scenario.jurisdictions,
        markets=scenario.markets,
        legs=scenario.legs,
        channels=scenario.channels,
        money_hubs=scenario.money_hubs,
        habitats=scenario.habitats,
        corridors=scenario.corridors,
        measures=scenario.measures,
        instruments=scenario.instruments,
        delegations=tuple(_public_delegation(item) for item in scenario.delegations),
        projects=scenario.projects,
        events=(),
        debrief=scenario.debrief,
        tests=(),
        parameters=scenario.parameters,
        negotiation=scenario.negotiation,
        hints=scenario.hints,
        fictional=scenario.fictional,
    )


def _public_delegation(delegation: Delegation) -> Delegation:
    """Return a delegation with what it says in public."""
    return Delegation(
        id=delegation.id,
        name=delegation.name,
        jurisdictions=delegation.jurisdictions,
        funds=delegation.funds,
        funds_cap=delegation.funds_cap,
        teams=delegation.teams,
        political_capital=delegation.political_capital,
        position=delegation.position,
        mandates=(),
    )


def _targets(scenario: Scenario, delegation: Delegation, kind: TargetKind) -> tuple[Target, ...]:
    """Return everything that ``delegation`` may point a measure of this kind at, in the scenario's order."""
    own = delegation.jurisdictions
    match kind:
        case TargetKind.LEG:
            return _leg_ends(scenario, own, channels=False)
        case TargetKind.LEG_OR_CHANNEL:
            return _leg_ends(scenario, own, channels=True)
        case TargetKind.OWN_JURISDICTION:
            return tuple(Target(jurisdiction=place) for place in own)
        case TargetKind.OWN_JURISDICTION_AND_MARKET:
            return tuple(Target(jurisdiction=place, market=market.id) for place in own for market in scenario.markets)
        case TargetKind.DELEGATION:
            return tuple(Target(delegation=other.id) for other in scenario.delegations if other.id != delegation.id)
        case TargetKind.HABITAT:
            return tuple(
                Target(habitat=habitat.id, jurisdiction=habitat.jurisdiction)
                for habitat in scenario.habitats
                if habitat.jurisdiction in own
            )
        case TargetKind.CORRIDOR:
            places = {habitat.id: habitat.jurisdiction for habitat in scenario.habitats}
            return tuple(
                Target(corridor=corridor.id)
                for corridor in scenario.corridors
                if any(places[habitat] in own for habitat in corridor.habitats)
            )
        case TargetKind.OTHER_JURISDICTION_AND_BLOCK:
            return tuple(
                Target(jurisdiction=place.id, block=block)
                for place in scenario.jurisdictions
                if place.id not in own
                for block in BlockId
            )


def _leg_ends(scenario: Scenario, own: tuple[str, ...], *, channels: bool) -> tuple[Target, ...]:
    ways: tuple[Leg | Channel, ...] = (*scenario.legs, *scenario.channels) if channels else scenario.legs
    return tuple(
        Target(leg=way.id, jurisdiction=end) for way in ways for end in (way.origin, way.destination) if end in own
    )
