"""What a scenario gets when its author says nothing: names from the map, and the built-in measures."""

from game.model.measures import MEASURE_RULES, MeasureId
from game.model.scenario import MeasureOffer
from game.model.taxonomy import MarketKind, market_kind
from game.model.text import _, gettext_noop
from game.scenario.schema import ScenarioKeys
from game.scenario.schema_table import MeasureKeys

# Name and text of each built-in measure, in plain words; shown through gettext.
_WORDS: dict[MeasureId, tuple[str, str]] = {
    MeasureId.PATROL: (
        gettext_noop("Patrols and controls"),
        gettext_noop("Officers at your end of a route. Without a link to the other end, the weaker end decides."),
    ),
    MeasureId.FINANCIAL_INTELLIGENCE: (
        gettext_noop("Financial intelligence"),
        gettext_noop("Analysts who find and freeze hidden money where it enters and at your ends of channels."),
    ),
    MeasureId.JOINT_INVESTIGATION: (
        gettext_noop("Joint investigation"),
        gettext_noop("One team from each end works on a route together; what is seized there leads to arrests."),
    ),
    MeasureId.LIAISON: (
        gettext_noop("Liaison officers"),
        gettext_noop("One team each way: a link between all your jurisdictions and theirs."),
    ),
    MeasureId.AUDIT: (
        gettext_noop("Audits and integrity"),
        gettext_noop("Auditors and an anti-corruption body that make bribes harder, year after year."),
    ),
    MeasureId.JUDICIAL_TRAINING: (
        gettext_noop("Training of judges and prosecutors"),
        gettext_noop("Slow and lasting: cases that hold in court."),
    ),
    MeasureId.LAW_ENFORCEMENT_TRAINING: (
        gettext_noop("Training of police and customs"),
        gettext_noop("Slow and lasting: officers who find more with the same patrols."),
    ),
    MeasureId.VICTIM_SUPPORT: (
        gettext_noop("Support for victims and witnesses"),
        gettext_noop("More people are identified and protected. Recorded victims rise because the State works."),
    ),
    MeasureId.PREVENTION: (
        gettext_noop("Prevention"),
        gettext_noop("Incomes and chances that keep people out of a criminal market. Slow."),
    ),
    MeasureId.DEMAND_REDUCTION: (
        gettext_noop("Less demand"),
        gettext_noop("Campaigns and closed shops: fewer people buy. Slow."),
    ),
    MeasureId.RANGER_PATROL: (
        gettext_noop("Rangers"),
        gettext_noop("Rangers in a habitat make poaching dangerous and dear."),
    ),
    MeasureId.CORRIDOR_PROTECTION: (
        gettext_noop("Migration corridor"),
        gettext_noop("Land between two habitats stays open, so that herds can move and mix. Both sides may pay."),
    ),
    MeasureId.REGULAR_PATHWAYS: (
        gettext_noop("Regular pathways"),
        gettext_noop("Visas and resettlement, so that fewer people need a smuggler."),
    ),
    MeasureId.TECHNICAL_ASSISTANCE: (
        gettext_noop("Technical assistance"),
        gettext_noop("Experts and money that strengthen another State, up to what it can absorb."),
    ),
}
# Seven at most on a student's first turn; the rest opens later.
_SIMPLE = frozenset(
    {
        MeasureId.PATROL,
        MeasureId.RANGER_PATROL,
        MeasureId.LIAISON,
        MeasureId.FINANCIAL_INTELLIGENCE,
        MeasureId.VICTIM_SUPPORT,
        MeasureId.REGULAR_PATHWAYS,
        MeasureId.DEMAND_REDUCTION,
    }
)


def offered_measures(keys: ScenarioKeys) -> tuple[MeasureOffer, ...]:
    """Give the measures of the file, or every built-in one that has something to act on."""
    return tuple(_offer(item) for item in _measure_keys(keys))


def offered_rules(keys: ScenarioKeys) -> dict[str, MeasureId]:
    """Say which built-in measure each measure of the scenario is or works like; own ones without a model left out."""
    rules = {item.id: rule_of(item) for item in _measure_keys(keys)}
    return {measure: rule for measure, rule in rules.items() if rule is not None}


def _measure_keys(keys: ScenarioKeys) -> list[MeasureKeys]:
    if keys.measures:
        return keys.measures
    return [MeasureKeys(id=measure.value) for measure in MeasureId if _has_target(measure, keys)]


def rule_of(item: MeasureKeys) -> MeasureId | None:
    """Say which built-in measure an item is or works like; None if it names none."""
    if item.like is not None:
        return item.like
    return MeasureId(item.id) if item.id in MEASURE_RULES else None


def _offer(item: MeasureKeys) -> MeasureOffer:
    rule = rule_of(item)
    if rule is None:
        raise ValueError(item.id)
    name, text = (_(words) for words in _WORDS[rule])
    return MeasureOffer(
        id=item.id,
        rule=rule,
        name=item.name or name,
        text=item.text.strip() or text,
        half_amount=item.half_amount,
        maximum=item.maximum,
        instruments=tuple(item.instruments),
        simple=rule in _SIMPLE if item.simple is None else item.simple,
        opens_on_turn=item.opens_on_turn,
    )


def _has_target(measure: MeasureId, keys: ScenarioKeys) -> bool:
    """Say whether a measure has something to act on in this scenario."""
    kinds = {market_kind(item.id) for item in keys.markets}
    match measure:
        case MeasureId.RANGER_PATROL:
            return bool(keys.habitats)
        case MeasureId.CORRIDOR_PROTECTION:
            return bool(keys.corridors)
        case MeasureId.VICTIM_SUPPORT:
            return MarketKind.TRAFFICKING_IN_PERSONS in kinds
        case MeasureId.REGULAR_PATHWAYS:
            return MarketKind.SMUGGLING_OF_MIGRANTS in kinds
        case MeasureId.LIAISON | MeasureId.JOINT_INVESTIGATION:
            return len(keys.delegations) > 1
        case _:
            return True
