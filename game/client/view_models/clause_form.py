"""An operative clause while it is put together: what it does, in which words, and what of it stays in brackets.

Choosing several amounts, places or ways of sharing leaves them in brackets, as delegations do; one settles it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from game.client.view_models import clause_words
from game.client.view_models.agreement_form import Option
from game.model.negotiation import (
    Action,
    ActionKind,
    Alternative,
    Bracket,
    BracketField,
    OperativeClause,
    Sharing,
    Spending,
)
from game.model.text import _, ngettext
from game.session.desk import Target
from game.session.negotiation.facts import Facts

MOST_ALTERNATIVES = 4
At = tuple[str, ...]
_AMOUNTS = {ActionKind.POOLED_FUND: (4, 6, 8, 10, 12, 16, 20, 24), ActionKind.COMMON_PLEDGE: (1, 2, 3, 4, 5, 6)}
_FIRST_AMOUNT = {ActionKind.POOLED_FUND: (10,), ActionKind.COMMON_PLEDGE: (1,)}
_ICONS = {
    ActionKind.TEXT: "type",
    ActionKind.POOLED_FUND: "wallet",
    ActionKind.COMMON_PLEDGE: "hand",
    ActionKind.RULE: "scale",
    ActionKind.LISTING: "flag",
    ActionKind.DELISTING: "undo-2",
    ActionKind.MANDATE: "landmark",
}
_MEASURE, _PROJECT, _GRANTS = "measure:", "project:", "grants:"


@dataclass(frozen=True, slots=True)
class ClauseForm:
    """What has been chosen; several ``amounts``, ``sharings`` or ``places`` are alternatives in brackets.

    ``spend`` says what a pooled fund pays for. ``places`` are the ids of targets, empty: wherever each wants. ``own``
    are words written by hand, else they follow from the choices. ``names`` of brackets and ``said``, the words of their
    alternatives, come from a clause that is changed; ``kept`` are brackets of it that the form does not change.
    """

    verb: str
    kind: ActionKind = ActionKind.TEXT
    amounts: tuple[int, ...] = ()
    turns: int | None = None
    sharings: tuple[Sharing, ...] = (Sharing.EQUALLY,)
    spend: str = ""
    measure: str = ""
    places: tuple[At, ...] = ()
    rule: str = ""
    jurisdiction: str = ""
    instrument: str = ""
    own: str = ""
    stem: str = "new"
    clause: str = ""  # id of the clause that is changed
    names: Mapping[BracketField, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[Bracket, ...] = ()

    @property
    def aimed(self) -> str:
        """The measure that the clause is about, if it is about one."""
        if self.kind is ActionKind.COMMON_PLEDGE:
            return self.measure
        return self.spend.removeprefix(_MEASURE) if self.spend.startswith(_MEASURE) else ""

    def bracket_name(self, place: BracketField) -> str:
        """Return the id of the bracket in which ``place`` is left open."""
        return self.names.get(place, f"{self.stem}_{place.value}")


def new_clause(facts: Facts, stem: str) -> ClauseForm:
    """Return the form as it opens: with the first computing kind that this body has."""
    kinds = [item.key for item in kind_options(facts)]
    first = ActionKind(kinds[0]) if kinds else ActionKind.TEXT
    return choose_kind(ClauseForm("", stem=stem), first, facts)


# Choosing


def choose_kind(form: ClauseForm, kind: ActionKind, facts: Facts) -> ClauseForm:
    """Return the form with a clause that does something else, opened by a verb that may carry it."""
    verbs = [item.key for item in verb_options(kind, facts)]
    verb = form.verb if form.verb in verbs else next(iter(verbs), form.verb)
    return settled(replace(form, kind=kind, verb=verb, amounts=_FIRST_AMOUNT.get(kind, ()), own="", places=()), facts)


def settled(form: ClauseForm, facts: Facts) -> ClauseForm:
    """Return the form with everything that it needs and that is not chosen, or not open, set to the first that is."""
    kind = form.kind
    if kind is ActionKind.POOLED_FUND:
        form = replace(form, spend=_among(form.spend, spend_options(facts)))
    if kind is ActionKind.COMMON_PLEDGE:
        form = replace(form, measure=_among(form.measure, measure_options(facts)))
    if kind is ActionKind.RULE:
        form = replace(form, rule=_among(form.rule, rule_options(facts)))
    if kind in {ActionKind.LISTING, ActionKind.DELISTING}:
        form = replace(form, jurisdiction=_among(form.jurisdiction, listing_options(facts)))
    if kind is ActionKind.MANDATE:
        form = replace(form, instrument=_among(form.instrument, instrument_options(facts)))
    reach = [at for at, _words in place_choices(form, facts)]
    places = tuple(at for at in form.places if at in reach)
    if not places and reach and kind is ActionKind.POOLED_FUND:
        places = (reach[0],)
    return replace(form, places=places)


def _among(value: str, options: tuple[Option, ...]) -> str:
    keys = [item.key for item in options]
    return value if value in keys else next(iter(keys), "")


def toggle_amount(form: ClauseForm, amount: int) -> ClauseForm:
    """Return the form with one amount more or less among its alternatives; one always stays."""
    chosen = {*form.amounts} ^ {amount}
    return replace(form, amounts=tuple(sorted(chosen))[:MOST_ALTERNATIVES] or form.amounts)


def toggle_sharing(form: ClauseForm, sharing: Sharing) -> ClauseForm:
    """Return the form with one way of sharing more or less; one always stays."""
    chosen = {*form.sharings} ^ {sharing}
    return replace(form, sharings=tuple(item for item in Sharing if item in chosen) or form.sharings)


def toggle_place(form: ClauseForm, at: At, facts: Facts) -> ClauseForm:
    """Return the form with one target more or less; a pledge may be left to each, a fund needs one."""
    chosen = tuple(item for item in form.places if item != at)
    if at not in form.places:
        chosen = (*chosen, at)[-MOST_ALTERNATIVES:]
    return settled(replace(form, places=chosen), facts)


# What can be chosen


def kind_options(facts: Facts) -> tuple[Option, ...]:
    """Return what a clause of this body can do, what computes first."""
    used = {action for verb in facts.rules.meeting.verbs for action in verb.actions}
    there = {
        ActionKind.RULE: bool(facts.rules.rules),
        ActionKind.MANDATE: bool(facts.instruments),
        ActionKind.POOLED_FUND: bool(spend_options(facts)),
        ActionKind.COMMON_PLEDGE: bool(measure_options(facts)),
    }
    order = (
        ActionKind.POOLED_FUND,
        ActionKind.COMMON_PLEDGE,
        ActionKind.RULE,
        ActionKind.MANDATE,
        ActionKind.LISTING,
        ActionKind.DELISTING,
        ActionKind.TEXT,
    )
    words = kind_words()
    return tuple(
        Option(kind.value, words[kind], _ICONS[kind]) for kind in order if kind in used and there.get(kind, True)
    )


def kind_words() -> dict[ActionKind, str]:
    """Return what a clause does, in words as short as a button."""
    return {
        ActionKind.TEXT: _("Words only"),
        ActionKind.POOLED_FUND: _("Pooled fund"),
        ActionKind.COMMON_PLEDGE: _("Common pledge"),
        ActionKind.RULE: _("Bring in a rule"),
        ActionKind.LISTING: _("Put on the list"),
        ActionKind.DELISTING: _("Take off the list"),
        ActionKind.MANDATE: _("Mandate"),
    }


def verb_options(kind: ActionKind, facts: Facts) -> tuple[Option, ...]:
    """Return the verbs with which this body opens such a clause."""
    verbs = facts.rules.meeting.verbs
    return tuple(Option(verb.words, _(verb.words)) for verb in verbs if kind in verb.actions)


def amount_options(form: ClauseForm) -> tuple[Option, ...]:
    """Return amounts a turn to choose from, with those that are chosen already."""
    listed = sorted({*_AMOUNTS.get(form.kind, ()), *form.amounts})
    return tuple(Option(str(amount), str(amount)) for amount in listed)


def sharing_options() -> tuple[Option, ...]:
    """Return the ways of sharing a sum."""
    words = clause_words.sharing_words()
    return tuple(Option(item.value, words[item]) for item in Sharing)


def measure_options(facts: Facts) -> tuple[Option, ...]:
    """Return the measures that take funds and that somebody can order."""
    reachable = {name for targets in facts.targets.values() for name, listed in targets.items() if listed}
    return tuple(
        Option(name, facts.names.measure(name))
        for name, rule in facts.measures.items()
        if rule.funds and name in reachable
    )


def spend_options(facts: Facts) -> tuple[Option, ...]:
    """Return what a pooled fund can pay for."""
    sharing = clause_words.sharing_words()
    grants = _("grants to those who support it, {sharing}")
    return (
        *(Option(f"{_MEASURE}{item.key}", item.label) for item in measure_options(facts)),
        *(Option(f"{_PROJECT}{name}", facts.names.project(name)) for name in facts.projects),
        *(Option(f"{_GRANTS}{item.value}", grants.format(sharing=sharing[item])) for item in Sharing),
    )


def rule_options(facts: Facts) -> tuple[Option, ...]:
    """Return the rules that a draft can bring in."""
    return tuple(Option(rule.id, rule.name) for rule in facts.rules.rules)


def listing_options(facts: Facts) -> tuple[Option, ...]:
    """Return the places that can be listed."""
    places = (place for seat in facts.seats.values() for place in seat.jurisdictions)
    return tuple(Option(place, facts.names.place(place)) for place in places)


def instrument_options(facts: Facts) -> tuple[Option, ...]:
    """Return the platforms that can be given a mandate."""
    return tuple(Option(name, facts.names.instrument(name)) for name in facts.instruments)


def turn_options(facts: Facts) -> tuple[Option, ...]:
    """Return for how long a clause can hold."""
    listed = (
        Option(str(turns), ngettext("for {turns} turn", "for {turns} turns", turns).format(turns=turns))
        for turns in range(1, facts.turns_left + 1)
    )
    return (Option("", _("to the end of the game")), *listed)


def place_choices(form: ClauseForm, facts: Facts) -> tuple[tuple[At, str], ...]:
    """Return the targets of the measure that the clause is about, as ids and in words."""
    found: dict[At, str] = {}
    if form.aimed:
        for targets in facts.targets.values():
            for target in targets.get(form.aimed, ()):
                found.setdefault(target_ids(target), facts.names.target(target))
    return tuple(found.items())


def target_ids(target: Target) -> At:
    """Return the ids by which a clause names a target, from what is most particular in it."""
    if target.habitat or target.corridor or target.delegation:
        return (target.habitat or target.corridor or target.delegation,)
    return tuple(part for part in (target.leg, target.jurisdiction, target.market, target.block) if part)


# What it says


def clause_of(form: ClauseForm, facts: Facts) -> OperativeClause:
    """Return the clause as it would stand in the draft."""
    text = form.own.strip() or clause_words.written(form, facts)
    brackets = [*form.kept, *_brackets(form, facts)]
    names = {bracket.id for bracket in brackets}
    for place, words in _single(form, facts).items():  # a bracket of which one alternative is left
        if form.bracket_name(place) not in names:
            text = text.replace("{" + form.bracket_name(place) + "}", words)
    return OperativeClause(form.clause, form.verb, text, _action(form), tuple(brackets))


def _action(form: ClauseForm) -> Action:
    at = form.places[0] if form.places else ()
    match form.kind:
        case ActionKind.POOLED_FUND:
            spending = _spending(form, at)
            return Action(form.kind, form.amounts[0], form.turns, form.sharings[0], spending=spending)
        case ActionKind.COMMON_PLEDGE:
            return Action(form.kind, form.amounts[0], form.turns, measure=form.measure, at=at)
        case ActionKind.RULE:
            return Action(form.kind, turns=form.turns, rule=form.rule)
        case ActionKind.LISTING | ActionKind.DELISTING:
            return Action(form.kind, jurisdiction=form.jurisdiction)
        case ActionKind.MANDATE:
            return Action(form.kind, turns=form.turns, instrument=form.instrument)
    return Action()


def _spending(form: ClauseForm, at: At) -> Spending:
    if form.spend.startswith(_PROJECT):
        return Spending(project=form.spend.removeprefix(_PROJECT))
    if form.spend.startswith(_GRANTS):
        return Spending(grants=Sharing(form.spend.removeprefix(_GRANTS)))
    return Spending(form.aimed, at)


def _alternatives(form: ClauseForm, facts: Facts) -> dict[BracketField, list[Alternative]]:
    """Return what is chosen of each thing that can be left open, as alternatives with their words."""
    found: dict[BracketField, list[Alternative]] = {}
    if form.kind in {ActionKind.POOLED_FUND, ActionKind.COMMON_PLEDGE}:
        found[BracketField.AMOUNT] = [Alternative(_said(form, amount, str(amount)), amount) for amount in form.amounts]
    if form.kind is ActionKind.POOLED_FUND:
        words = clause_words.sharing_words()
        found[BracketField.SHARING] = [
            Alternative(_said(form, item.value, words[item]), sharing=item) for item in form.sharings
        ]
    if form.aimed:
        names = dict(place_choices(form, facts))
        found[BracketField.AT] = [
            Alternative(_said(form, "/".join(at), names.get(at, "")), at=at) for at in form.places
        ]
    return found


def _said(form: ClauseForm, value: object, words: str) -> str:
    return form.said.get(str(value), words)


def _brackets(form: ClauseForm, facts: Facts) -> list[Bracket]:
    return [
        Bracket(form.bracket_name(place), place, tuple(listed))
        for place, listed in _alternatives(form, facts).items()
        if len(listed) > 1
    ]


def _single(form: ClauseForm, facts: Facts) -> dict[BracketField, str]:
    return {place: listed[0].words for place, listed in _alternatives(form, facts).items() if len(listed) == 1}


def form_of(clause: OperativeClause, stem: str, facts: Facts) -> ClauseForm:
    """Return the form of a clause that stands in a draft, with its words and brackets."""
    action = clause.action
    open_ = {bracket.settles: bracket for bracket in clause.brackets}
    known = {BracketField.AMOUNT, BracketField.SHARING, BracketField.AT}
    amounts = tuple(item.amount or 0 for item in _of(open_, BracketField.AMOUNT)) or (action.amount,)
    sharings = tuple(item.sharing or action.sharing for item in _of(open_, BracketField.SHARING)) or (action.sharing,)
    at = action.spending.at if action.kind is ActionKind.POOLED_FUND else action.at
    places = tuple(item.at for item in _of(open_, BracketField.AT)) or ((at,) if at else ())
    said = {
        key: item.words
        for bracket in clause.brackets
        for item in bracket.alternatives
        for key in _keys_of(bracket.settles, item)
    }
    return ClauseForm(
        verb=clause.verb,
        kind=action.kind,
        amounts=amounts if action.kind in _FIRST_AMOUNT else (),
        turns=action.turns,
        sharings=sharings,
        spend=_spend_of(action.spending),
        measure=action.measure,
        places=_reached(places, action.spending.measure or action.measure, facts),
        rule=action.rule,
        jurisdiction=action.jurisdiction,
        instrument=action.instrument,
        own=clause.text,
        stem=stem,
        clause=clause.id,
        names={place: bracket.id for place, bracket in open_.items() if place in known},
        said=said,
        kept=tuple(bracket for bracket in clause.brackets if bracket.settles not in known),
    )


def _of(open_: Mapping[BracketField, Bracket], place: BracketField) -> tuple[Alternative, ...]:
    return open_[place].alternatives if place in open_ else ()


def _keys_of(place: BracketField, item: Alternative) -> tuple[str, ...]:
    match place:
        case BracketField.AMOUNT:
            return (str(item.amount),)
        case BracketField.SHARING if item.sharing is not None:
            return (item.sharing.value,)
        case BracketField.AT:
            return ("/".join(item.at),)
    return ()


def _spend_of(spending: Spending) -> str:
    if spending.measure:
        return f"{_MEASURE}{spending.measure}"
    return f"{_PROJECT}{spending.project}" if spending.project else f"{_GRANTS}{spending.grants.value}"


def _reached(places: tuple[At, ...], measure: str, facts: Facts) -> tuple[At, ...]:
    """Return targets as the choices of the form name them, where a clause names them with fewer ids."""
    found: list[At] = []
    for at in places:
        reached = facts.find_target(measure, at) if measure else None
        found.append(at if reached is None else target_ids(reached[1]))
    return tuple(found)
