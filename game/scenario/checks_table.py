"""Checks of what is negotiated: delegations, projects, events and the flags between them, aims, texts."""

from collections.abc import Iterator, Mapping

from game.model.expression import Expression, calls
from game.model.measures import MEASURE_RULES, MeasureId, TargetKind
from game.model.scenario import Channel, Delegation, EffectKind, Leg, Project, Scenario, ScenarioEvent
from game.model.text import _, ngettext
from game.model.vocabulary import ArgumentKind
from game.scenario import codes_checks as codes
from game.scenario.checks_findings import Findings, nearest
from game.scenario.checks_logic import can_hold
from game.scenario.diagnostic import quoted
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys

FEWEST_VARIANTS = 3
_SHORTEST_QUOTE = 12


def check_table(scenario: Scenario, formulas: Mapping[Path, Expression], findings: Findings) -> None:
    """Find delegations that only watch, projects nobody or one alone pays, events that never happen."""
    _check_delegations(scenario, findings)
    _check_projects(scenario, findings)
    _check_events(scenario, findings)
    _check_flags(scenario, formulas, findings)
    _check_mandates(scenario, findings)


def _check_delegations(scenario: Scenario, findings: Findings) -> None:
    home: dict[str, str] = {}
    busy = _busy_places(scenario)
    for index, delegation in enumerate(scenario.delegations):
        for place, jurisdiction in enumerate(delegation.jurisdictions):
            owner = home.setdefault(jurisdiction, delegation.id)
            if owner != delegation.id or jurisdiction in delegation.jurisdictions[:place]:
                message = _("{id} belongs to the delegation {owner} already.")
                message = message.format(id=quoted(jurisdiction), owner=quoted(owner))
                path = ("delegations", index, "jurisdictions", place)
                findings.at(codes.TWO_DELEGATIONS, path, message, _("Keep it in one delegation."))
        if not busy.intersection(delegation.jurisdictions):
            message = _("{id} has no route, channel, habitat or project at home.").format(id=quoted(delegation.id))
            remedy = _("Let a leg or channel touch it, or leave the delegation out.")
            findings.at(codes.IDLE_DELEGATION, ("delegations", index, "id"), message, remedy)
        if delegation.funds == 0 and delegation.teams == 0:
            message = _("{id} has neither funds nor teams.").format(id=quoted(delegation.id))
            findings.at(codes.NO_MEANS, ("delegations", index, "id"), message, _("Give it at least 1 unit or a team."))
        elif not any(can_buy(scenario, delegation, offer.rule) for offer in scenario.measures):
            message = _("{id} can buy none of the measures with {funds} units of funds and {teams} teams.")
            message = message.format(id=quoted(delegation.id), funds=delegation.funds, teams=delegation.teams)
            remedy = _("Give it more, or offer a measure that it has a place for.")
            findings.at(codes.NO_MEANS, ("delegations", index, "id"), message, remedy)


def can_buy(scenario: Scenario, delegation: Delegation, measure: MeasureId) -> bool:
    """Say whether a delegation has the means for the smallest order of a measure, and a place for it."""
    rule = MEASURE_RULES[measure]
    if (rule.funds and delegation.funds < 1) or delegation.teams < rule.teams:
        return False
    own = frozenset(delegation.jurisdictions)
    homes = {item.id: item.jurisdiction for item in scenario.habitats}
    legs = any({leg.origin, leg.destination} & own for leg in scenario.legs)
    match rule.target:
        case TargetKind.LEG:
            return legs
        case TargetKind.LEG_OR_CHANNEL:
            return legs or any({way.origin, way.destination} & own for way in scenario.channels)
        case TargetKind.HABITAT:
            return bool(own & set(homes.values()))
        case TargetKind.CORRIDOR:
            return any(homes.get(end) in own for corridor in scenario.corridors for end in corridor.habitats)
        case TargetKind.DELEGATION:
            return len(scenario.delegations) > 1
        case TargetKind.OTHER_JURISDICTION_AND_BLOCK:
            return any(item.id not in own for item in scenario.jurisdictions)
        case _:
            return True


def _busy_places(scenario: Scenario) -> set[str]:
    ways: list[Leg | Channel] = [*scenario.legs, *scenario.channels]
    places = {end for way in ways for end in (way.origin, way.destination)}
    places |= {habitat.jurisdiction for habitat in scenario.habitats}
    places |= {project.jurisdiction for project in scenario.projects}
    for market in scenario.markets:
        places |= {end.jurisdiction for end in market.destinations} | {end.jurisdiction for end in market.origins}
    return places


def _check_projects(scenario: Scenario, findings: Findings) -> None:
    turns = scenario.rules.turns
    for index, project in enumerate(scenario.projects):
        cap = project.per_turn_cap or project.cost
        alone = [
            delegation.id
            for delegation in scenario.delegations
            if max(delegation.funds, delegation.funds_cap) >= project.cost and cap >= project.cost
        ]
        if alone:
            message = _("{delegation} can pay the project {id} alone.")
            message = message.format(delegation=quoted(alone[0]), id=quoted(project.id))
            remedy = _("Raise cost above every funds_cap, or set per_turn_cap.")
            findings.at(codes.ONE_PAYS_ALL, ("projects", index, "cost"), message, remedy)
        most = sum(turns * min(delegation.funds, cap) for delegation in scenario.delegations)
        if most < project.cost:
            message = _("All delegations together can pay {most} units for {id} in the whole game, not {cost}.")
            message = message.format(most=most, id=quoted(project.id), cost=project.cost)
            findings.at(codes.UNPAYABLE, ("projects", index, "cost"), message, _("Lower cost, or raise funds."))


def _check_events(scenario: Scenario, findings: Findings) -> None:
    rules = scenario.rules
    longest = scenario.most_turns
    set_by_projects = {
        effect.flag for project in scenario.projects for effect in project.effects if effect.kind is EffectKind.FLAG
    }
    flags = {flag for flag in set_by_projects if flag}
    waiting = list(enumerate(scenario.events))
    while True:
        # An event may set the flag that another one waits for; in a circle none of them begins.
        happens = [
            pair
            for pair in waiting
            if can_hold(pair[1].when, longest, rules.start_year, rules.turn_years, frozenset(flags))
        ]
        if not happens:
            break
        waiting = [pair for pair in waiting if pair not in happens]
        flags |= {effect.flag for _index, event in happens for effect in event.effects if effect.flag}
    for index, event in waiting:
        message = _("The event {id} can never happen in {turns} turns.")
        remedy = _("Change when: until it can be true.")
        if can_hold(event.when, longest, rules.start_year, rules.turn_years):
            message = _("The event {id} waits for a flag that is set only after it, or never.")
            remedy = _("Break the circle: let one of the events wait for something else.")
        message = message.format(id=quoted(event.id), turns=longest)
        findings.at(codes.NEVER_FIRES, ("events", index, "when"), message, remedy)


def _check_flags(scenario: Scenario, formulas: Mapping[Path, Expression], findings: Findings) -> None:
    set_at: dict[str, Path] = {}
    for path, flag in _flags_set(scenario):
        set_at.setdefault(flag, path)
    read: set[str] = set()
    for path, formula in formulas.items():
        for call in calls(formula):
            if ArgumentKind.FLAG not in call.argument_kinds:
                continue
            flag = call.arguments[0]
            read.add(flag)
            if flag not in set_at:
                message = _("Nothing sets the flag {flag}.").format(flag=quoted(flag))
                findings.at(codes.FLAG_NEVER_SET, path, message, nearest(flag, tuple(set_at)))
    for flag, path in set_at.items():
        if flag not in read:
            message = _("No formula reads the flag {flag}.").format(flag=quoted(flag))
            remedy = _("Ask for it with flag({flag}), or delete it.").format(flag=flag)
            findings.at(codes.FLAG_NEVER_READ, path, message, remedy)


def _flags_set(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    owners: dict[str, tuple[ScenarioEvent | Project, ...]] = {"events": scenario.events, "projects": scenario.projects}
    for kind, items in owners.items():
        for index, item in enumerate(items):
            for place, effect in enumerate(item.effects):
                if effect.kind is EffectKind.FLAG and effect.flag is not None:
                    yield (kind, index, "effects", place, "flag"), effect.flag


def _check_mandates(scenario: Scenario, findings: Findings) -> None:
    for index, delegation in enumerate(scenario.delegations):
        path: Path = ("delegations", index, "id")
        if not delegation.mandates:
            message = _("{id} has no private aims.").format(id=quoted(delegation.id))
            findings.at(codes.NO_MANDATE, path, message, _("Add mandates: with three aims each."))
        elif len(delegation.mandates) < FEWEST_VARIANTS:
            number = len(delegation.mandates)
            message = ngettext(
                "{id} has {number} variant of its mandate.", "{id} has {number} variants of its mandate.", number
            ).format(id=quoted(delegation.id), number=number)
            findings.at(codes.FEW_VARIANTS, path, message, _("Write at least three."))


def check_texts(keys: ScenarioKeys, findings: Findings) -> None:
    """Find private words in public texts, and texts that teachers miss."""
    private = [
        (_plain(aim.text), delegation.id)
        for delegation in keys.delegations
        for mandate in delegation.mandates
        for aim in mandate.objectives
    ]
    for path, text in _public_texts(keys):
        shown = _plain(text)
        for secret, owner in private:
            if len(secret) >= _SHORTEST_QUOTE and secret in shown:
                message = _("This public text quotes a private aim of {id}: {text}.")
                message = message.format(id=quoted(owner), text=quoted(secret))
                findings.at(codes.PRIVATE_IN_PUBLIC, path, message, _("Say it in other words, or not at all."))
                break
    if not keys.content_note:
        findings.whole(codes.NO_CONTENT_NOTE, _("The scenario has no content note."), _("Add content_note:."))
    if not keys.learning_goals:
        findings.whole(codes.NO_GOALS, _("The scenario has no learning goals."), _("Add learning_goals:."))
    if not keys.debrief:
        message = _("The scenario has no questions for the debrief.")
        findings.whole(codes.NO_GOALS, message, _("Add debrief:."))
    if not keys.tests:
        findings.whole(codes.NO_TESTS, _("The scenario has no tests."), _("Add tests:."))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!?;:")


def _public_texts(keys: ScenarioKeys) -> Iterator[tuple[Path, str]]:
    for name in ("title", "summary", "briefing", "content_note"):
        yield (name,), getattr(keys, name)
    for name in ("learning_goals", "debrief"):
        for place, text in enumerate(getattr(keys, name)):
            yield (name, place), text
    for index, delegation in enumerate(keys.delegations):
        yield ("delegations", index, "position"), delegation.position
    for index, event in enumerate(keys.events):
        yield ("events", index, "headline"), event.headline
        yield ("events", index, "text"), event.text
    for kind in ("projects", "instruments", "measures", "hints"):
        for index, item in enumerate(getattr(keys, kind)):
            yield (kind, index, "text"), item.text
