"""One predicate per rule about drafts: what may stand in one, and when it can be voted on."""

from game.model.negotiation import Action, ActionKind, Bracket, BracketField, OperativeClause
from game.model.text import _, ngettext
from game.session.negotiation.facts import Facts
from game.session.negotiation.resolutions import (
    PENDING,
    Amendment,
    Change,
    ChangeKind,
    Resolution,
    ResolutionStatus,
)
from game.session.refusal import Refusal

MOST_CLAUSES = 20
MOST_LETTERS = 2000
MOST_OF_TITLE = 300
MOST_UNITS = 100_000


def check_text(resolution: Resolution, facts: Facts) -> Refusal | None:
    """Tell whether a draft may be tabled in this body."""
    if not resolution.title.strip():
        return Refusal("no_title", _("A draft needs a title."))
    if len(resolution.title) > MOST_OF_TITLE:
        return Refusal("text_too_long", _("A title has {most} letters at most.").format(most=MOST_OF_TITLE))
    if any(max(len(clause.phrase), len(clause.text)) > MOST_LETTERS for clause in resolution.preamble):
        return Refusal("text_too_long", _("A clause has {most} letters at most.").format(most=MOST_LETTERS))
    if not resolution.operative:
        return Refusal("no_clauses", _("A draft needs at least one operative clause."))
    if len(resolution.operative) + len(resolution.preamble) > MOST_CLAUSES:
        sentence = _("A draft has {most} clauses at most.")
        return Refusal("too_many_clauses", sentence.format(most=MOST_CLAUSES))
    if resolution.preamble and not facts.rules.meeting.preamble:
        sentence = _("A {document} of this body has operative clauses only. Leave the preamble out.")
        return Refusal("no_preamble", sentence.format(document=_(facts.rules.meeting.document)))
    brackets = [bracket.id for _clause, bracket in resolution.brackets]
    if len(set(brackets)) != len(brackets):
        return Refusal("bracket_twice", _("Two brackets have the same name."))
    checks = (check_clause(clause, facts) for clause in resolution.operative)
    return next((refusal for refusal in checks if refusal), None)


def check_clause(clause: OperativeClause, facts: Facts) -> Refusal | None:
    """Tell whether an operative clause may stand in a draft of this body."""
    return _check_verb(clause, facts) or _check_words(clause) or _check_action(clause, facts)


def _check_verb(clause: OperativeClause, facts: Facts) -> Refusal | None:
    body = facts.rules.meeting
    verb = body.verb(clause.verb)
    if verb is None:
        sentence = _("The {body} does not use “{verb}”. It may say: {choices}.")
        choices = ", ".join(_(item.words) for item in body.verbs)
        return Refusal("verb_unknown", sentence.format(body=_(body.name), verb=clause.verb, choices=choices))
    if clause.action.kind not in verb.actions:
        fitting = [_(item.words) for item in body.verbs if clause.action.kind in item.actions]
        sentence = _("“{verb}” is not for such a clause. The {body} may say: {choices}.")
        return Refusal(
            "verb_does_not_fit",
            sentence.format(verb=_(clause.verb), body=_(body.name), choices=", ".join(fitting) or "–"),
        )
    return None


def _check_words(clause: OperativeClause) -> Refusal | None:
    if not clause.text.strip():
        return Refusal("clause_empty", _("A clause needs some words after its verb."))
    words = (clause.text, *(choice.words for bracket in clause.brackets for choice in bracket.alternatives))
    if any(len(text) > MOST_LETTERS for text in words):
        return Refusal("text_too_long", _("A clause has {most} letters at most.").format(most=MOST_LETTERS))
    for bracket in clause.brackets:
        if len(bracket.alternatives) < 2:
            return Refusal("bracket_too_small", _("A bracket needs two alternatives or more."))
        if not _complete(bracket):
            sentence = _("Every alternative of bracket “{bracket}” needs its amount, or its way of sharing.")
            return Refusal("bracket_incomplete", sentence.format(bracket=bracket.id))
        if "{" + bracket.id + "}" not in clause.text:
            sentence = _(
                "The clause does not say where bracket “{bracket}” stands. Write its name in curly braces there."
            )
            return Refusal("bracket_nowhere", sentence.format(bracket=bracket.id))
    return None


def _complete(bracket: Bracket) -> bool:
    match bracket.settles:
        case BracketField.AMOUNT:
            return all(choice.amount is not None for choice in bracket.alternatives)
        case BracketField.SHARING:
            return all(choice.sharing is not None for choice in bracket.alternatives)
    return True


def _check_action(clause: OperativeClause, facts: Facts) -> Refusal | None:
    return _check_amounts(clause) or _check_subject(clause.action, facts) or _check_aim(clause, facts)


def _check_amounts(clause: OperativeClause) -> Refusal | None:
    action = clause.action
    open_fields = {bracket.settles for bracket in clause.brackets}
    amounts = [] if BracketField.AMOUNT in open_fields else [action.amount]
    turns = [] if BracketField.TURNS in open_fields or action.turns is None else [action.turns]
    for bracket in clause.brackets:
        given = [choice.amount for choice in bracket.alternatives if choice.amount is not None]
        if bracket.settles is BracketField.AMOUNT:
            amounts.extend(given)
        if bracket.settles is BracketField.TURNS:
            turns.extend(given)
    pays = action.kind in {ActionKind.POOLED_FUND, ActionKind.COMMON_PLEDGE}
    if pays and any(not 1 <= amount <= MOST_UNITS for amount in amounts):
        return Refusal("amount_too_small", _("An amount is 1 or more, in whole units."))
    if not pays and any(amounts):
        return Refusal("no_amount_here", _("Such a clause has no amount. Say it in words, or establish a fund."))
    if any(turn < 1 for turn in turns):
        return Refusal("term_impossible", _("A term is one turn or more."))
    return None


def _check_subject(action: Action, facts: Facts) -> Refusal | None:
    match action.kind:
        case ActionKind.RULE if action.rule not in {rule.id for rule in facts.rules.rules}:
            return _unknown("rule_unknown", action.rule, tuple(rule.id for rule in facts.rules.rules))
        case ActionKind.LISTING | ActionKind.DELISTING:
            places = tuple(place for seat in facts.seats.values() for place in seat.jurisdictions)
            return None if action.jurisdiction in places else _unknown("place_unknown", action.jurisdiction, places)
        case ActionKind.MANDATE if action.instrument not in facts.instruments:
            return _unknown("instrument_unknown", action.instrument, tuple(facts.instruments))
    return None


def _check_aim(clause: OperativeClause, facts: Facts) -> Refusal | None:
    action = clause.action
    if action.kind is ActionKind.COMMON_PLEDGE:
        return _check_measure(action.measure, _aims(clause, action.at), facts)
    if action.kind is not ActionKind.POOLED_FUND:
        return None
    spending = action.spending
    if spending.measure:
        return _check_measure(spending.measure, _aims(clause, spending.at), facts)
    if spending.project and spending.project not in facts.names.projects and spending.project not in facts.projects:
        return _unknown("project_unknown", spending.project, tuple(facts.projects))
    return None


def _aims(clause: OperativeClause, at: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return every target that the clause may come to name: its own, or those of its bracket."""
    for bracket in clause.brackets:
        if bracket.settles is BracketField.AT:
            return tuple(choice.at for choice in bracket.alternatives)
    return (at,)


def _check_measure(measure: str, aims: tuple[tuple[str, ...], ...], facts: Facts) -> Refusal | None:
    if measure not in facts.measures:
        return _unknown("measure_unknown", measure, tuple(facts.measures))
    if not facts.measures[measure].funds:
        sentence = _("{measure} takes a team and no funds; a resolution cannot pay for it.")
        return Refusal("measure_without_funds", sentence.format(measure=facts.names.measure(measure)))
    missing = next((at for at in aims if facts.find_target(measure, at) is None), None)
    if missing is None:
        return None
    sentence = _("Nobody here can point {measure} at “{target}”.")
    fields = {"measure": facts.names.measure(measure), "target": facts.names.at(missing) or "–"}
    return Refusal("target_out_of_reach", sentence.format(**fields))


def _unknown(code: str, name: str, choices: tuple[str, ...]) -> Refusal:
    sentence = _("There is no “{name}” here. There are: {choices}.")
    return Refusal(code, sentence.format(name=name, choices=", ".join(choices) or "–"))


def is_draft(resolution: Resolution) -> Refusal | None:
    """Tell whether the draft is still open to change."""
    match resolution.status:
        case ResolutionStatus.DRAFT:
            return None
        case ResolutionStatus.WITHDRAWN:
            sentence = _("Draft {draft} was withdrawn.")
        case _:
            sentence = _("Draft {draft} was voted on already.")
    return Refusal("draft_over", sentence.format(draft=resolution.id))


def may_be_voted_on(resolution: Resolution, facts: Facts) -> Refusal | None:
    """Tell whether the draft is ready: sponsors, support, no open brackets, no open amendments."""
    refusal = is_draft(resolution)
    if refusal:
        return refusal
    rules = facts.rules
    sponsors = [seat for seat in resolution.sponsors if facts.is_present(seat)]
    support = [seat for seat in resolution.support if facts.is_present(seat)]
    if len(sponsors) < rules.minimum_sponsors:
        sentence = ngettext(
            "Draft {draft} needs {least} sponsor and has {have}.",
            "Draft {draft} needs {least} sponsors and has {have}.",
            rules.minimum_sponsors,
        )
        return Refusal(
            "too_few_sponsors",
            sentence.format(draft=resolution.id, least=rules.minimum_sponsors, have=len(sponsors)),
        )
    if len(support) < rules.minimum_support:
        sentence = _("Draft {draft} needs {least} sponsors and signatories together and has {have}.")
        return Refusal(
            "too_few_signatories",
            sentence.format(draft=resolution.id, least=rules.minimum_support, have=len(support)),
        )
    if resolution.pending_amendments:
        names = ", ".join(item.id for item in resolution.pending_amendments)
        return Refusal("amendments_open", _("First decide these amendments: {names}.").format(names=names))
    if resolution.open_brackets:
        number = len(resolution.open_brackets)
        sentence = ngettext(
            "{number} bracket is still open. Settle it first.",
            "{number} brackets are still open. Settle them first.",
            number,
        )
        return Refusal("brackets_open", sentence.format(number=number))
    return None


def amendment_may_be_voted_on(amendment: Amendment) -> Refusal | None:
    """Tell whether an amendment can still be voted on: a sponsor refused it, or not all have answered."""
    if amendment.status in PENDING:
        return None
    sentence = _("Amendment {amendment} was decided already.")
    return Refusal("amendment_over", sentence.format(amendment=amendment.id))


def check_change(resolution: Resolution, change: Change, facts: Facts) -> Refusal | None:
    """Tell whether an amendment fits the draft."""
    if change.kind is not ChangeKind.ADD and resolution.clause(change.clause) is None:
        sentence = _("Draft {draft} has no clause “{clause}”.")
        return Refusal("clause_unknown", sentence.format(draft=resolution.id, clause=change.clause))
    if change.kind is ChangeKind.DELETE:
        if len(resolution.operative) == 1:
            return Refusal("no_clauses", _("The last operative clause cannot go. Withdraw the draft instead."))
        return None
    if change.wording is None:
        return Refusal("clause_empty", _("Say how the clause shall read."))
    return check_text(resolution.change(change), facts)
