"""Turn checked keys into the frozen scenario, filling in what the author left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean

from game.model.expression import Expression
from game.model.hint import Hint
from game.model.scenario import (
    STYLISED,
    Channel,
    Corridor,
    Destination,
    Effect,
    EffectKind,
    Habitat,
    Instrument,
    Jurisdiction,
    Leg,
    Lesson,
    Mandate,
    Market,
    MoneyHub,
    Objective,
    Origin,
    Project,
    Rules,
    Scenario,
    ScenarioEvent,
    Source,
)
from game.model.scenario import Delegation as DelegationValue
from game.model.script import ScenarioTest, Step
from game.model.taxonomy import BlockId, MarketId, MarketKind, market_kind
from game.scenario.atlas import jurisdiction_names
from game.scenario.build_defaults import offered_measures
from game.scenario.build_negotiation import negotiation_rules
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys
from game.scenario.schema_base import Figure, Sourced
from game.scenario.schema_table import (
    DelegationKeys,
    EffectKeys,
    EventKeys,
    HintKeys,
    InstrumentKeys,
    MandateKeys,
    ProjectKeys,
)
from game.scenario.schema_world import (
    ChannelKeys,
    CorridorKeys,
    HabitatKeys,
    JurisdictionKeys,
    LegKeys,
    MarketKeys,
    ResilienceKeys,
)
from game.scenario.veil import veiled

DEFAULT_SCORE = 5.0
DEFAULT_CORRUPTION = 0.5
DEFAULT_SECRECY = 0.5
DEFAULT_VALUE_CHAIN = (0.2, 0.3, 0.5)
REST_OF_GAME = "rest"
_PERSONS = (MarketKind.TRAFFICKING_IN_PERSONS, MarketKind.SMUGGLING_OF_MIGRANTS)
# Kinds whose amount multiplies: leaving it out must not mean "times nothing".
FACTORS = frozenset(
    {EffectKind.SUPPLY, EffectKind.DEMAND, EffectKind.POPULATION, EffectKind.POACHING, EffectKind.ORGANISATIONS}
)


@dataclass(frozen=True)
class Parsed:
    """What has its own grammar, read before building: formulas by path, orders by delegation, tests."""

    formulas: Mapping[Path, Expression]
    orders: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    tests: tuple[ScenarioTest, ...] = ()


def build(identity: str, keys: ScenarioKeys, parsed: Parsed) -> Scenario:
    """Build the frozen scenario from keys without errors."""
    scenario = _built(identity, keys, parsed)
    return veiled(scenario) if keys.names == "fictional" else scenario


def _built(identity: str, keys: ScenarioKeys, parsed: Parsed) -> Scenario:
    names = jurisdiction_names()
    named = {item.id: item.name or names.get(item.id, item.id) for item in keys.jurisdictions}
    markets = _moved_markets(keys)
    return Scenario(
        id=identity,
        title=keys.title,
        summary=keys.summary.strip(),
        authors=tuple(keys.authors),
        licence=keys.licence,
        topics=tuple(keys.topics),
        learning_goals=tuple(keys.learning_goals),
        content_note=keys.content_note.strip(),
        briefing=keys.briefing.strip(),
        level=keys.level,
        sources={key: Source(id=key, **item.model_dump()) for key, item in keys.sources.items()},
        rules=Rules(**keys.rules.model_dump()),
        jurisdictions=tuple(_jurisdiction(item, named[item.id], markets) for item in keys.jurisdictions),
        markets=tuple(_market(item, keys) for item in keys.markets),
        legs=tuple(_leg(item, keys, named) for item in keys.legs),
        channels=tuple(_channel(item, named) for item in keys.channels),
        money_hubs=_money_hubs(keys),
        habitats=tuple(_habitat(item) for item in keys.habitats),
        corridors=tuple(_corridor(item) for item in keys.corridors),
        measures=offered_measures(keys),
        instruments=tuple(_instrument(item) for item in keys.instruments),
        delegations=tuple(_delegation(index, keys, named, parsed) for index in range(len(keys.delegations))),
        projects=tuple(_project(item, keys) for item in keys.projects),
        events=tuple(_event(index, keys, parsed) for index in range(len(keys.events))),
        hints=tuple(_hint(item) for item in keys.hints),
        debrief=tuple(keys.debrief),
        tests=parsed.tests,
        parameters=dict(keys.parameters),
        lessons=_lessons(keys),
        picture=keys.picture or "",
        negotiation=negotiation_rules(keys.negotiation, lambda item: _effect(item, keys)),
    )


def _lessons(keys: ScenarioKeys) -> tuple[Lesson, ...]:
    lessons = (
        Lesson(int(minutes), item.turns, item.turn_years, item.political_capital, tuple(item.seats))
        for minutes, item in keys.lessons.items()
    )
    return tuple(sorted(lessons, key=lambda lesson: lesson.minutes))


def only_market(keys: ScenarioKeys) -> MarketId:
    """Give the market that is meant where none is named: the first, and usually the only one."""
    return keys.markets[0].id


def value_of(figure: Figure | None, default: float) -> float:
    """Give the number of a figure, or the default."""
    return default if figure is None else figure.value


def figures_of(item: object) -> dict[str, Figure]:
    """List the figures that an item of the file gives, by key."""
    fields = type(item).model_fields if isinstance(item, Sourced) else {}
    found = {name: getattr(item, name) for name in fields}
    return {name: value for name, value in found.items() if isinstance(value, Figure)}


def _sources(item: Sourced) -> tuple[str, ...]:
    """Give the sources of an item and of its figures, each once; stylised where there is none."""
    own = [*item.source, *(figure.source for figure in figures_of(item).values() if figure.source)]
    return tuple(dict.fromkeys(own)) or (STYLISED,)


def _figure_sources(item: Sourced) -> dict[str, str]:
    """Say for each figure whose source is its own where it comes from."""
    found = {}
    for name, figure in figures_of(item).items():
        if figure.source:
            found[name] = figure.source
        elif figure.stylised:
            found[name] = STYLISED
    return found


def _moved_markets(keys: ScenarioKeys) -> tuple[MarketId, ...]:
    """List the markets that need a score everywhere: those of the file, and money if it moves."""
    moved = [item.id for item in keys.markets]
    return tuple(dict.fromkeys([*moved, MarketId.FINANCIAL]))


def _jurisdiction(item: JurisdictionKeys, name: str, markets: tuple[MarketId, ...]) -> Jurisdiction:
    given = {market: figure.value for market, figure in item.markets.items()}
    criminality = value_of(item.criminality, fmean(given.values()) if given else DEFAULT_SCORE)
    return Jurisdiction(
        id=item.id,
        name=name,
        population=value_of(item.population, 0.0),
        corruption=value_of(item.corruption, DEFAULT_CORRUPTION),
        criminality=criminality,
        markets={**dict.fromkeys(markets, criminality), **given},
        resilience=_resilience(item.resilience),
        secrecy=value_of(item.secrecy, DEFAULT_SECRECY),
        actors={actor: figure.value for actor, figure in item.actors.items()},
        source=_sources(item),
        figure_sources=_figure_sources(item),
    )


def _resilience(keys: ResilienceKeys | None) -> dict[BlockId, float]:
    given = {} if keys is None else {block: figure.value for block, figure in keys.blocks.items()}
    if keys is not None and keys.all is not None:
        rest = keys.all.value
    else:
        rest = fmean(given.values()) if given else DEFAULT_SCORE
    return {block: given.get(block, rest) for block in BlockId}


def _market(item: MarketKeys, keys: ScenarioKeys) -> Market:
    kind = market_kind(item.id)
    if kind is MarketKind.WILDLIFE and not keys.habitats:
        kind = MarketKind.GOODS
    origins = tuple(Origin(origin.jurisdiction, value_of(origin.supply, 0.0)) for origin in item.origins)
    if not origins and kind is MarketKind.WILDLIFE:
        origins = tuple(Origin(place) for place in dict.fromkeys(habitat.jurisdiction for habitat in keys.habitats))
    chain = item.value_chain
    return Market(
        id=item.id,
        kind=kind,
        unit=item.unit or ("persons" if kind in _PERSONS else "tonnes"),
        unit_value=value_of(item.unit_value, 1.0),
        value_chain=DEFAULT_VALUE_CHAIN
        if chain is None
        else (chain.origin.value, chain.transit.value, chain.destination.value),
        origins=origins,
        destinations=tuple(
            Destination(place.jurisdiction, place.attraction, value_of(place.persons, 0.0))
            for place in item.destinations
        ),
        parameters=dict(item.parameters),
        source=_sources(item),
    )


def _leg(item: LegKeys, keys: ScenarioKeys, named: Mapping[str, str]) -> Leg:
    return Leg(
        id=item.id,
        name=item.name or _way(named, item),
        market=item.market or only_market(keys),
        origin=item.from_,
        destination=item.to,
        mode=item.mode,
        base_cost=item.base_cost,
        source=_sources(item),
    )


def _channel(item: ChannelKeys, named: Mapping[str, str]) -> Channel:
    name = item.name or _way(named, item)
    return Channel(item.id, name, item.from_, item.to, item.mode, item.base_cost, _sources(item))


def _way(named: Mapping[str, str], item: LegKeys | ChannelKeys) -> str:
    return f"{named[item.from_]} → {named[item.to]}"


def _money_hubs(keys: ScenarioKeys) -> tuple[MoneyHub, ...]:
    if keys.money_hubs:
        return tuple(MoneyHub(hub.jurisdiction, hub.attraction) for hub in keys.money_hubs)
    return tuple(MoneyHub(item.id) for item in keys.jurisdictions)


def _habitat(item: HabitatKeys) -> Habitat:
    animals = item.population.value
    return Habitat(
        id=item.id,
        name=item.name or item.id.replace("_", " ").capitalize(),
        jurisdiction=item.jurisdiction,
        species=item.species,
        population=animals,
        pike=item.pike.value,
        capacity=value_of(item.capacity, 2.0 * animals),
        natural_mortality=value_of(item.natural_mortality, 0.03),
        growth=value_of(item.growth, 0.07),
        trend=value_of(item.trend, 0.0),
        product=value_of(item.product, 0.01),
        source=_sources(item),
        figure_sources=_figure_sources(item),
    )


def _corridor(item: CorridorKeys) -> Corridor:
    return Corridor(
        id=item.id,
        name=item.name or item.id.replace("_", " ").capitalize(),
        habitats=(item.habitats[0], item.habitats[1]),
        dispersal=value_of(item.dispersal, 0.02),
        quality=value_of(item.quality, 0.5),
        source=_sources(item),
    )


def _instrument(item: InstrumentKeys) -> Instrument:
    plain = item.model_dump(exclude={"source", "stylised", "parties"})
    return Instrument(**plain, parties=tuple(item.parties), source=_sources(item))


def _delegation(index: int, keys: ScenarioKeys, named: Mapping[str, str], parsed: Parsed) -> DelegationValue:
    item: DelegationKeys = keys.delegations[index]
    path: Path = ("delegations", index, "mandates")
    return DelegationValue(
        id=item.id,
        name=item.name or ", ".join(named[place] for place in item.jurisdictions),
        jurisdictions=tuple(item.jurisdictions),
        funds=item.funds,
        funds_cap=2 * item.funds if item.funds_cap is None else item.funds_cap,
        teams=item.teams,
        political_capital=item.political_capital,
        position=item.position.strip(),
        mandates=tuple(_mandate(mandate, (*path, place), parsed) for place, mandate in enumerate(item.mandates)),
        needs=tuple(item.needs),
        offers=tuple(item.offers),
        proposed_orders=parsed.orders.get(item.id, ()),
    )


def _mandate(item: MandateKeys, path: Path, parsed: Parsed) -> Mandate:
    objectives = []
    for place, aim in enumerate(item.objectives):
        quantity = parsed.formulas[*path, "objectives", place, "quantity"]
        objectives.append(Objective(aim.id, aim.text, quantity, aim.bronze, aim.silver, aim.gold, aim.unit))
    return Mandate(item.id, tuple(objectives))


def _effect(item: EffectKeys, keys: ScenarioKeys) -> Effect:
    default = 1.0 if item.kind in FACTORS else 0.0
    plain = item.model_dump(exclude={"amount", "turns", "market"})
    in_market = item.kind in (EffectKind.SUPPLY, EffectKind.DEMAND, EffectKind.ORGANISATIONS)
    market = item.market or (only_market(keys) if in_market else None)
    turns = 1 if item.turns is None else item.turns
    return Effect(
        **plain,
        amount=default if item.amount is None else item.amount,
        turns=turns if isinstance(turns, int) else None,
        market=market,
    )


def _event(index: int, keys: ScenarioKeys, parsed: Parsed) -> ScenarioEvent:
    item: EventKeys = keys.events[index]
    return ScenarioEvent(
        id=item.id,
        when=parsed.formulas["events", index, "when"],
        headline=item.headline,
        text=item.text.strip(),
        effects=tuple(_effect(effect, keys) for effect in item.effects),
        once=item.once,
        chance=item.chance,
        source=_sources(item),
    )


def _project(item: ProjectKeys, keys: ScenarioKeys) -> Project:
    effects = tuple(_effect(effect, keys) for effect in item.effects)
    return Project(
        item.id,
        item.name,
        item.text.strip(),
        item.jurisdiction,
        item.cost,
        item.per_turn_cap,
        effects,
        item.opens_on_turn,
    )


def _hint(item: HintKeys) -> Hint:
    return Hint(item.text.strip(), item.phase, item.turn, item.delegation or "", item.points_to)
