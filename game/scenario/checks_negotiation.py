"""Checks of what is negotiated: ids, verbs of the body, brackets with their places, clauses that are whole."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from game.model.measures import MEASURE_RULES, MeasureId, TargetKind
from game.model.negotiation import BODIES, ActionKind, BracketField, Verb
from game.model.scenario import EffectKind
from game.model.taxonomy import BlockId
from game.model.text import _
from game.scenario import codes_checks as codes
from game.scenario import codes_negotiation as own
from game.scenario import codes_writing as writing
from game.scenario.build_negotiation import sharing_in
from game.scenario.checks_findings import Findings, nearest
from game.scenario.checks_references import IN_EFFECTS, Ids, ids_of
from game.scenario.checks_values import check_amount
from game.scenario.diagnostic import listed, quoted
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys
from game.scenario.schema_drafts import AlternativeKeys, BracketKeys, OperativeKeys
from game.scenario.schema_negotiation import NegotiationKeys

_Reference = tuple[Path, str, Mapping[str, str]]
_NOT_IN_MODEL = {EffectKind.FUNDS, EffectKind.FLAG}

# Which keys a clause of each kind must have, and which it may have besides.
_NEEDED: Mapping[ActionKind, tuple[str, ...]] = {
    ActionKind.POOLED_FUND: ("amount",),
    ActionKind.COMMON_PLEDGE: ("amount", "measure"),
    ActionKind.RULE: ("rule",),
    ActionKind.LISTING: ("jurisdiction",),
    ActionKind.DELISTING: ("jurisdiction",),
    ActionKind.MANDATE: ("instrument",),
}
_ALLOWED: Mapping[ActionKind, tuple[str, ...]] = {
    ActionKind.POOLED_FUND: ("turns", "sharing", "spend"),
    ActionKind.COMMON_PLEDGE: ("turns", "at"),
    ActionKind.RULE: ("turns",),
    ActionKind.MANDATE: ("turns",),
}
_SETTLED_BY: Mapping[BracketField, str] = {
    BracketField.AMOUNT: "amount",
    BracketField.SHARING: "sharing",
    BracketField.TURNS: "turns",
    BracketField.AT: "at",
}
# What a target of each kind can be named by; a word of another kind names no target.
_AIMED_AT: Mapping[TargetKind, tuple[str, ...]] = {
    TargetKind.LEG: ("ways", "jurisdictions"),
    TargetKind.LEG_OR_CHANNEL: ("ways", "jurisdictions"),
    TargetKind.OWN_JURISDICTION: ("jurisdictions",),
    TargetKind.OWN_JURISDICTION_AND_MARKET: ("jurisdictions", "markets"),
    TargetKind.HABITAT: ("habitats", "jurisdictions"),
    TargetKind.CORRIDOR: ("corridors", "habitats", "jurisdictions"),
}
_KEYS = ("amount", "turns", "sharing", "measure", "at", "spend", "rule", "jurisdiction", "instrument")


def check_negotiation(keys: ScenarioKeys, findings: Findings) -> None:
    """Find drafts that this body could not adopt, and names that nothing has."""
    section = keys.negotiation
    if section is None:
        return
    for path, word, known in _references(keys, section):
        if word not in known:
            message = _("Nothing in this file has the id {id}.").format(id=quoted(word))
            findings.at(codes.UNKNOWN_ID, path, message, nearest(word, known))
    _check_twice(section, findings)
    _check_minimums(len(keys.delegations), section, findings)
    _check_lessons(keys, section, findings)
    _check_rules(section, findings)
    _check_aims(keys, section, findings)
    verbs = {verb.words: verb for verb in BODIES[section.body].verbs}
    verbs |= {item.words: Verb(item.words, tuple(item.does)) for item in section.verbs}
    for path, clause in _clauses(keys, section):
        _check_verb(clause, path, verbs, findings)
        _check_keys(clause, path, findings)
        for place, bracket in enumerate(clause.brackets):
            _check_bracket(clause, bracket, (*path, "brackets", place), findings)
    if not BODIES[section.body].preamble:
        for number, draft in enumerate(section.opening_drafts):
            if draft.preamble:
                message = _("A directive of this body has operative clauses only.")
                where = ("negotiation", "opening_drafts", number, "preamble")
                findings.at_key(own.CLAUSE, where, message, _("Leave the preamble out."))


def _clauses(keys: ScenarioKeys, section: NegotiationKeys) -> Iterator[tuple[Path, OperativeKeys]]:
    """List the clauses of opening drafts, and those that steps of tests write."""
    for number, draft in enumerate(section.opening_drafts):
        for place, clause in enumerate(draft.operative):
            yield ("negotiation", "opening_drafts", number, "operative", place), clause
    for number, test in enumerate(keys.tests):
        for place, step in enumerate(test.play):
            for inner, written in _written(step):
                try:
                    yield ("tests", number, "play", place, *inner), OperativeKeys.model_validate(written)
                except ValidationError:  # found where the steps are read
                    continue


def _written(step: object) -> Iterator[tuple[Path, object]]:
    """List the clauses in a step as it stands in the file: of a draft, or of an amendment."""
    if not isinstance(step, dict):
        return
    clauses = step.get("operative") if "draft" in step else None
    yield from ((("operative", row), clause) for row, clause in enumerate(clauses if isinstance(clauses, list) else ()))
    yield from (((key,), step[key]) for key in ("add", "with") if "amend" in step and key in step)


def _references(keys: ScenarioKeys, section: NegotiationKeys) -> Iterator[_Reference]:
    ids = ids_of(keys)
    measures = {item.id: item.name or "" for item in keys.measures} or {item.value: "" for item in MeasureId}
    rules = {item.id: item.name for item in section.rules}
    for number, draft in enumerate(section.opening_drafts):
        for place, sponsor in enumerate(draft.sponsors):
            yield ("negotiation", "opening_drafts", number, "sponsors", place), sponsor, ids.delegations
    for path, clause in _clauses(keys, section):
        named: tuple[tuple[Path, str | None, Mapping[str, str]], ...] = (
            (("measure",), clause.measure, measures),
            (("rule",), clause.rule, rules),
            (("jurisdiction",), clause.jurisdiction, ids.jurisdictions),
            (("instrument",), clause.instrument, ids.instruments),
            (("spend", "measure"), clause.spend.measure, measures),
            (("spend", "project"), clause.spend.project, ids.projects),
        )
        yield from (((*path, *where), word, known) for where, word, known in named if word is not None)
        yield from _targets(clause, path, ids)
    for number, rule in enumerate(section.rules):
        for place, effect in enumerate(rule.effects):
            for key, kind in IN_EFFECTS:
                word = getattr(effect, key)
                if word is not None:
                    yield ("negotiation", "rules", number, "effects", place, key), str(word), getattr(ids, kind)


def _targets(clause: OperativeKeys, path: Path, ids: Ids) -> Iterator[_Reference]:
    known = _everywhere(ids)
    for place, word in enumerate(clause.at):
        yield (*path, "at", place), word, known
    for place, word in enumerate(clause.spend.at):
        yield (*path, "spend", "at", place), word, known
    for number, bracket in enumerate(clause.brackets):
        for position, alternative in enumerate(bracket.alternatives):
            for place, word in enumerate(alternative.at):
                yield (*path, "brackets", number, "alternatives", position, "at", place), word, known


def _everywhere(ids: Ids) -> Mapping[str, str]:
    blocks = {block.value: "" for block in BlockId}
    places = {**ids.ways, **ids.habitats, **ids.corridors, **ids.jurisdictions, **ids.markets, **ids.delegations}
    return {**places, **blocks}


def _check_twice(section: NegotiationKeys, findings: Findings) -> None:
    lists: list[tuple[Path, list[str]]] = [
        (("negotiation", "rules"), [item.id for item in section.rules]),
        (("negotiation", "opening_drafts"), [item.id for item in section.opening_drafts]),
    ]
    for number, draft in enumerate(section.opening_drafts):
        path: Path = ("negotiation", "opening_drafts", number, "operative")
        lists.append((path, [clause.id for clause in draft.operative]))
        seen: set[str] = set()
        for place, clause in enumerate(draft.operative):
            for position, bracket in enumerate(clause.brackets):
                if bracket.id in seen:
                    _twice(bracket.id, (*path, place, "brackets", position, "id"), findings)
                seen.add(bracket.id)
    for path, names in lists:
        for place, name in enumerate(names):
            if name in names[:place]:
                _twice(name, (*path, place, "id"), findings)


def _twice(name: str, path: Path, findings: Findings) -> None:
    message = _("The id {id} stands here twice.").format(id=quoted(name))
    findings.at(codes.ID_TWICE, path, message, _("Give one of the two another id."))


def _check_minimums(seats: int, section: NegotiationKeys, findings: Findings) -> None:
    """Find a number of sponsors or supporters that all together do not reach."""
    for key in ("minimum_sponsors", "minimum_support"):
        wanted = getattr(section, key)
        if wanted > seats and key in section.model_fields_set:
            message = _("A draft needs {wanted} here, and there are {seats} delegations.")
            message = message.format(wanted=wanted, seats=seats)
            findings.at(own.NEVER_ADOPTED, ("negotiation", key), message, _("Write a smaller number."))


def _check_lessons(keys: ScenarioKeys, section: NegotiationKeys, findings: Findings) -> None:
    """Find lessons in which those who sponsor an opening draft are not at the table."""
    least = section.minimum_sponsors
    for minutes, lesson in keys.lessons.items():
        for draft in section.opening_drafts if lesson.seats else ():
            present = set(draft.sponsors) & set(lesson.seats)
            if len(present) < least <= len(draft.sponsors):
                message = _("In this lesson nobody at the table sponsors the draft {id}: {names} has no seat.")
                absent = [name for name in draft.sponsors if name not in present]
                if present:
                    message = _("In this lesson too few at the table sponsor the draft {id}: {names} has no seat.")
                message = message.format(id=quoted(draft.id), names=listed(absent))
                remedy = _("Give it a seat, or the draft another sponsor.")
                findings.at(writing.NO_SPONSOR, ("lessons", minutes, "seats"), message, remedy)


def _check_rules(section: NegotiationKeys, findings: Findings) -> None:
    for number, rule in enumerate(section.rules):
        for place, effect in enumerate(rule.effects):
            path: Path = ("negotiation", "rules", number, "effects", place)
            if effect.kind in _NOT_IN_MODEL:
                message = _("A rule has no effect of kind {kind}.").format(kind=quoted(effect.kind.value))
                findings.at(own.RULE_EFFECT, (*path, "kind"), message, _("Use an event for that."))
            else:
                check_amount(effect, path, findings)


def _check_aims(keys: ScenarioKeys, section: NegotiationKeys, findings: Findings) -> None:
    """Find places that the measure of a clause cannot be pointed at: such a draft could never be adopted."""
    ids = ids_of(keys)
    like: dict[str, str] = {item.id: item.like or item.id for item in keys.measures}
    for path, clause in _clauses(keys, section):
        aims: tuple[tuple[str | None, list[str], Path], ...] = (
            (clause.measure, clause.at, (*path, "at")),
            (clause.spend.measure, clause.spend.at, (*path, "spend", "at")),
        )
        for measure, words, where in aims:
            rule = next((one for one in MEASURE_RULES.values() if one.id == like.get(measure or "", measure)), None)
            kinds = _AIMED_AT.get(rule.target, ()) if rule is not None else ()
            fitting = [name for kind in kinds for name in getattr(ids, kind)]
            # A word that nothing has is found with the references.
            for place, word in enumerate(words if kinds else ()):
                if word not in fitting and word in _everywhere(ids):
                    message = _("{measure} cannot be pointed at {place}.")
                    message = message.format(measure=quoted(measure or ""), place=quoted(word))
                    remedy = _("Possible: {names}.").format(names=listed(fitting, 20))
                    findings.at(own.CLAUSE, (*where, place), message, remedy)


def _check_verb(clause: OperativeKeys, path: Path, verbs: Mapping[str, Verb], findings: Findings) -> None:
    verb = verbs.get(clause.verb)
    if verb is None:
        message = _("This body does not use the verb {verb}.").format(verb=quoted(clause.verb))
        findings.at(own.VERB, (*path, "verb"), message, nearest(clause.verb, list(verbs)))
    elif clause.does not in verb.actions:
        message = _("A clause with {verb} does no {kind}.")
        message = message.format(verb=quoted(clause.verb), kind=quoted(clause.does.value))
        fitting = [item.words for item in verbs.values() if clause.does in item.actions]
        findings.at(own.VERB, (*path, "verb"), message, _("Write {names}.").format(names=listed(fitting, 20)))


def _check_keys(clause: OperativeKeys, path: Path, findings: Findings) -> None:
    """Hold what a clause says against what it does; what a bracket settles need not be said."""
    settled = {_SETTLED_BY[bracket.settles] for bracket in clause.brackets if bracket.settles in _SETTLED_BY}
    if clause.does is ActionKind.POOLED_FUND and clause.spend.measure is not None:
        settled.discard("at")  # where the fund pays for its measure
    needed = _NEEDED.get(clause.does, ())
    for key in needed:
        if getattr(clause, key) is None and key not in settled:
            message = _("A clause that does {kind} needs {key}.")
            message = message.format(kind=quoted(clause.does.value), key=quoted(key))
            findings.at(own.CLAUSE, (*path, "does"), message, _("Add the key, or a bracket that settles it."))
    allowed = (*needed, *_ALLOWED.get(clause.does, ()))
    given = clause.model_fields_set | settled
    for key in _KEYS:
        if key in given and key not in allowed:
            message = _("A clause that does {kind} has no use for {key}.")
            message = message.format(kind=quoted(clause.does.value), key=quoted(key))
            findings.at(own.CLAUSE, (*path, key), message, _("Delete it, or say what the clause does."))
    spend = clause.spend
    ways = [key for key in ("measure", "project", "grants") if getattr(spend, key) is not None]
    if len(ways) > 1:
        message = _("A fund is spent on a measure, or on a project, or given out.")
        findings.at(own.CLAUSE, (*path, "spend"), message, _("Keep one of {keys}.").format(keys=listed(ways)))


def _check_bracket(clause: OperativeKeys, bracket: BracketKeys, path: Path, findings: Findings) -> None:
    mark = "{" + bracket.id + "}"
    if mark not in clause.text:
        message = _("The text of the clause does not say where bracket {id} stands.").format(id=quoted(bracket.id))
        findings.at(own.BRACKET, (*path, "id"), message, _("Write {mark} in the text.").format(mark=mark))
    words = [alternative.words for alternative in bracket.alternatives]
    for place, alternative in enumerate(bracket.alternatives):
        if alternative.words in words[:place]:
            message = _("The alternative {words} stands here twice.").format(words=quoted(alternative.words))
            findings.at(own.BRACKET, (*path, "alternatives", place), message, _("Delete one, or write another."))
        lacking = _lacking(bracket.settles, alternative)
        if lacking:
            message = _("This alternative does not say what it settles.")
            findings.at(own.BRACKET, (*path, "alternatives", place), message, lacking)


def _lacking(settles: BracketField, alternative: AlternativeKeys) -> str:
    match settles:
        case BracketField.AMOUNT | BracketField.TURNS if alternative.amount is None:
            return _("Write a whole number, or words and amount.")
        case BracketField.SHARING if alternative.sharing is None and sharing_in(alternative.words) is None:
            return _("Write equally, by_income or by_harm, or words and sharing.")
        case BracketField.AT if not alternative.at:
            return _("Write words and at, with the ids of the target.")
    return ""
