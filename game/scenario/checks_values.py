"""Checks of single items that the schema cannot see: shares that sum, grades in order, effects with targets."""

import math

from game.model.scenario import EffectKind
from game.model.text import _
from game.scenario import codes_checks as codes
from game.scenario.build import FACTORS, REST_OF_GAME
from game.scenario.checks_findings import Findings
from game.scenario.diagnostic import listed, quoted
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys
from game.scenario.schema_table import EffectKeys, ObjectiveKeys
from game.scenario.schema_world import HabitatKeys

TURN_LENGTHS = (0.25, 0.5, 1.0)
NATURAL_MORTALITY = 0.03  # where a file says nothing
MOST_POACHED = 0.5  # share of a herd a year; what loses more does not stand still, and the model would take less

# What each kind of effect must name; a tuple within the tuple: one of these.
TARGETS: dict[EffectKind, tuple[str | tuple[str, ...], ...]] = {
    EffectKind.SUPPLY: ("jurisdiction",),
    EffectKind.DEMAND: ("jurisdiction",),
    EffectKind.ORGANISATIONS: ("jurisdiction",),
    EffectKind.EFFORT: (("leg", "jurisdiction"),),
    EffectKind.LEG_COST: ("leg",),
    EffectKind.LINK: (("leg", "other"),),
    EffectKind.CORRUPTION: ("jurisdiction",),
    EffectKind.BLOCK: ("jurisdiction", "block"),
    EffectKind.POPULATION: ("habitat",),
    EffectKind.POACHING: ("habitat",),
    EffectKind.DISPERSAL: ("corridor",),
    EffectKind.FUNDS: ("delegation",),
    EffectKind.FLAG: ("flag",),
}
ALSO: dict[EffectKind, tuple[str, ...]] = {
    EffectKind.SUPPLY: ("market",),
    EffectKind.DEMAND: ("market",),
    EffectKind.ORGANISATIONS: ("market",),
    EffectKind.LINK: ("jurisdiction",),
    EffectKind.EFFORT: ("jurisdiction",),
}
_TARGET_KEYS = ("market", "jurisdiction", "other", "leg", "habitat", "corridor", "block", "delegation", "flag")
ONCE = frozenset(
    {
        EffectKind.CORRUPTION,
        EffectKind.BLOCK,
        EffectKind.POPULATION,
        EffectKind.POACHING,
        EffectKind.ORGANISATIONS,
        EffectKind.FUNDS,
        EffectKind.FLAG,
    }
)


def check_values(keys: ScenarioKeys, findings: Findings) -> None:
    """Find items that contradict themselves."""
    lengths: list[tuple[Path, float | None]] = [(("rules", "turn_years"), keys.rules.turn_years)]
    lengths += [(("lessons", key, "turn_years"), lesson.turn_years) for key, lesson in keys.lessons.items()]
    for path, length in lengths:
        if length is not None and length not in TURN_LENGTHS:
            message = _("A turn is a quarter of a year, half a year or a year long.")
            findings.at(codes.OUT_OF_BOUNDS, path, message, _("Write 0.25, 0.5 or 1."))
    _check_chains(keys, findings)
    _check_ends(keys, findings)
    for index, habitat in enumerate(keys.habitats):
        _check_habitat(habitat, ("habitats", index), findings)
        _check_poaching(habitat, ("habitats", index), findings)
    for owner in ("projects", "events"):
        for index, item in enumerate(getattr(keys, owner)):
            for place, effect in enumerate(item.effects):
                _check_effect(effect, (owner, index, "effects", place), findings)
    for index, delegation in enumerate(keys.delegations):
        for place, mandate in enumerate(delegation.mandates):
            for position, aim in enumerate(mandate.objectives):
                _check_grades(aim, ("delegations", index, "mandates", place, "objectives", position, "gold"), findings)


def _check_chains(keys: ScenarioKeys, findings: Findings) -> None:
    for index, market in enumerate(keys.markets):
        chain = market.value_chain
        if chain is None:
            continue
        total = chain.origin.value + chain.transit.value + chain.destination.value
        if not math.isclose(total, 1.0, abs_tol=1e-6):
            message = _("The three shares sum to {total:g}, not to 1.").format(total=total)
            remedy = _("Change one of them until origin + transit + destination = 1.")
            findings.at_key(codes.VALUE_CHAIN, ("markets", index, "value_chain"), message, remedy)


def _check_ends(keys: ScenarioKeys, findings: Findings) -> None:
    remedy = _("Name two different places.")
    for kind in ("legs", "channels"):
        for index, way in enumerate(getattr(keys, kind)):
            if way.from_ == way.to:
                message = _("{id} begins and ends in {place}.").format(id=quoted(way.id), place=quoted(way.to))
                findings.at(codes.SAME_ENDS, (kind, index, "to"), message, remedy)
    for index, corridor in enumerate(keys.corridors):
        if len(set(corridor.habitats)) == 1:
            message = _("{id} joins a habitat to itself.").format(id=quoted(corridor.id))
            findings.at(codes.SAME_ENDS, ("corridors", index, "habitats", 1), message, remedy)


def _check_habitat(habitat: HabitatKeys, path: Path, findings: Findings) -> None:
    animals = habitat.population.value
    if animals < 1:
        message = _("No animal lives in {id}, so there is nothing to simulate.").format(id=quoted(habitat.id))
        findings.at(codes.EMPTY_HABITAT, (*path, "population"), message, _("Give at least one animal."))
    if habitat.pike.value >= 1:
        message = _("A PIKE of 1 says that no animal ever dies of itself.")
        findings.at(codes.EMPTY_HABITAT, (*path, "pike"), message, _("Write a share below 1, as in 0.41."))
    if habitat.capacity is not None and habitat.capacity.value < 1:
        message = _("{id} can feed no animal.").format(id=quoted(habitat.id))
        findings.at(codes.EMPTY_HABITAT, (*path, "capacity"), message, _("Give at least the population."))
    if habitat.natural_mortality is not None and not 0 < habitat.natural_mortality.value < 1:
        message = _("In {id} all animals or none would die each year.").format(id=quoted(habitat.id))
        remedy = _("Write the share that dies of natural causes in a year, as in 0.03.")
        findings.at(codes.EMPTY_HABITAT, (*path, "natural_mortality"), message, remedy)
    if habitat.steady and habitat.trend is not None and habitat.trend.value != 0:
        message = _("{id} is steady and has a trend.").format(id=quoted(habitat.id))
        findings.at(codes.HERD_TREND, (*path, "trend"), message, _("Keep one of the two."))


def _check_poaching(habitat: HabitatKeys, path: Path, findings: Findings) -> None:
    """Find herds that lose more to poachers each year than the model takes from a herd at the start."""
    dying = NATURAL_MORTALITY if habitat.natural_mortality is None else habitat.natural_mortality.value
    pike = habitat.pike.value
    if pike < 1 and 0 < dying < 1 and dying * pike / (1 - pike) > MOST_POACHED:
        message = _("Poachers would kill more than half of {id} every year.").format(id=quoted(habitat.id))
        remedy = _("Lower it or natural_mortality: a year's deaths by poaching are mortality times pike / (1 - pike).")
        findings.at(codes.EMPTY_HABITAT, (*path, "pike"), message, remedy)


def _check_effect(effect: EffectKeys, path: Path, findings: Findings) -> None:
    needed = TARGETS[effect.kind]
    if effect.kind is EffectKind.LINK and effect.other is not None:
        needed = ("other", "jurisdiction")
    for want in needed:
        choices = (want,) if isinstance(want, str) else want
        if all(getattr(effect, key) is None for key in choices):
            message = _("An effect of kind {kind} must say {keys}.").format(
                kind=quoted(effect.kind.value), keys=_(" or ").join(quoted(key) for key in choices)
            )
            findings.at(codes.EFFECT_TARGET, (*path, "kind"), message, _("Add the key with its id."))
    named = {key for want in needed for key in ((want,) if isinstance(want, str) else want)}
    allowed = named | set(ALSO.get(effect.kind, ()))
    for key in _TARGET_KEYS:
        if getattr(effect, key) is not None and key not in allowed:
            message = _("An effect of kind {kind} has no use for {key}.").format(
                kind=quoted(effect.kind.value), key=quoted(key)
            )
            findings.at_key(
                codes.EFFECT_TARGET, (*path, key), message, _("It takes {keys}.").format(keys=listed(sorted(allowed)))
            )
    check_amount(effect, path, findings)
    if effect.kind is EffectKind.LINK and effect.other is not None and effect.other == effect.jurisdiction:
        message = _("A link joins two different jurisdictions.")
        findings.at(codes.SAME_ENDS, (*path, "other"), message, _("Name two different places."))


def check_amount(effect: EffectKeys, path: Path, findings: Findings) -> None:
    """Find an effect that lasts no time or changes nothing."""
    if isinstance(effect.turns, str) and effect.turns != REST_OF_GAME:
        message = _("{word} is no number of turns.").format(word=quoted(effect.turns))
        findings.at(codes.OUT_OF_BOUNDS, (*path, "turns"), message, _("Write a number, or rest."))
    if isinstance(effect.turns, int) and effect.turns < 1:
        message = _("An effect lasts at least one turn.")
        findings.at(codes.OUT_OF_BOUNDS, (*path, "turns"), message, _("Write a number from 1, or rest."))
    if effect.turns is not None and effect.kind in ONCE:
        message = _("An effect of kind {kind} happens once; it does not last.").format(kind=quoted(effect.kind.value))
        findings.at_key(codes.EFFECT_TARGET, (*path, "turns"), message, _("Delete turns."))
    if effect.kind is EffectKind.FLAG:
        return
    nothing = 1.0 if effect.kind in FACTORS else 0.0
    if effect.amount is None or effect.amount == nothing:
        message = _("This effect changes nothing.")
        remedy = _("Give an amount: a factor such as 1.2.") if nothing else _("Give an amount to add, such as 0.1.")
        findings.at(codes.NO_EFFECT, (*path, "kind" if effect.amount is None else "amount"), message, remedy)
    elif effect.kind in FACTORS and effect.amount <= 0:
        message = _("A factor is above 0: 0.8 is a fifth less, 1.2 a fifth more.")
        findings.at(codes.OUT_OF_BOUNDS, (*path, "amount"), message, _("Write a factor above 0."))


def _check_grades(aim: ObjectiveKeys, path: Path, findings: Findings) -> None:
    rising = aim.bronze <= aim.silver <= aim.gold
    falling = aim.bronze >= aim.silver >= aim.gold
    if aim.bronze == aim.gold or not (rising or falling):
        message = _("{bronze:g}, {silver:g}, {gold:g} neither rise nor fall from bronze to gold.")
        message = message.format(bronze=aim.bronze, silver=aim.silver, gold=aim.gold)
        findings.at(codes.GRADES, path, message, _("Order them: each grade is harder to reach than the one before."))
