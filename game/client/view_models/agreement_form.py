"""An agreement while it is put together: who, what, how much, for how long; and the sentence that it makes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from game.client.view_models import words
from game.model.negotiation import AgreementForce
from game.model.text import _, ngettext
from game.session.desk import Target
from game.session.negotiation.agreements import Agreement, Terms
from game.session.negotiation.clause_text import plain_sentence
from game.session.negotiation.clauses import ANYWHERE, OFFERED_KINDS, AmountUnit, Clause, ClauseKind
from game.session.negotiation.clauses import CLAUSE_RULES as RULES
from game.session.negotiation.facts import Facts
from game.session.negotiation.resolutions import ResolutionStatus
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.voting import Vote

FIRST_TURNS = 3
_FIRST_AMOUNT = {AmountUnit.NONE: 0, AmountUnit.FUNDS: 2, AmountUnit.TEAMS: 1, AmountUnit.PERCENT: 25}
_MOST_PERCENT, _PERCENT_STEP = 100, 5
_ICONS = {
    ClauseKind.GIVE_FUNDS: "coins",
    ClauseKind.LEND_TEAM: "users",
    ClauseKind.FUND_AT_LEAST: "shield",
    ClauseKind.LINK: "link",
    ClauseKind.JOIN: "file-text",
    ClauseKind.SHARE_INTELLIGENCE: "eye",
    ClauseKind.SHARE_ASSETS: "scale",
    ClauseKind.CONTRIBUTE: "handshake",
    ClauseKind.VOTE: "vote",
    ClauseKind.REFRAIN: "hand",
    ClauseKind.STAY: "anchor",
}


@dataclass(frozen=True, slots=True)
class Form:
    """What has been said so far; ``clauses`` are the promises before the one that is being worded.

    ``seat`` names the delegation that offers, which is always a party; empty where the table records.
    ``turns`` None: until the agreement ends. ``after``: turns before the promise begins. ``ends``: turns after which
    the agreement is over, 0: when nothing is owed any more. ``answers``: the offer to which this one is the answer.
    """

    seat: str = ""
    parties: tuple[str, ...] = ()
    kind: ClauseKind = ClauseKind.GIVE_FUNDS
    by: str = ""
    to: str = ""
    amount: int = 2
    turns: int | None = FIRST_TURNS
    after: int = 0
    measure: str = ""
    target: Target = ANYWHERE
    instrument: str = ""
    project: str = ""
    resolution: str = ""
    vote: Vote = Vote.YES
    clauses: tuple[Clause, ...] = ()
    binding: bool = False
    secret: bool = False
    ends: int = 0
    answers: str = ""

    @property
    def unit(self) -> AmountUnit:
        """What the amount of the promise counts."""
        return RULES[self.kind].unit


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen in the form."""

    key: str
    label: str
    icon: str = ""
    enabled: bool = True
    hint: str = ""


def empty_form(facts: Facts, seat: str = "") -> Form:
    """Return the form as it opens."""
    binding = facts.rules.agreements is AgreementForce.BINDING
    parties = (seat,) if seat else ()
    return Form(seat, parties, by=seat, turns=min(FIRST_TURNS, max(1, facts.turns_left)), binding=binding)


def counter_form(facts: Facts, seat: str, offer: Agreement) -> Form:
    """Return the form that answers ``offer``: its terms, the last clause ready to be changed."""
    terms = offer.terms
    last = terms.clauses[-1]
    form = replace(
        empty_form(facts, seat),
        parties=terms.parties,
        clauses=terms.clauses[:-1],
        binding=terms.binding,
        secret=terms.secret,
        ends=0 if terms.turns == _whole_term(terms.clauses) else terms.turns or 0,
        answers=offer.id,
    )
    return _with_clause(form, last)


def form_of(facts: Facts, terms: Terms) -> Form:
    """Return the form in which ``terms`` stand as the table would record them, the last promise ready to be changed."""
    form = replace(empty_form(facts), parties=terms.parties, clauses=terms.clauses[:-1], binding=terms.binding)
    return _with_clause(form, terms.clauses[-1])


def _with_clause(form: Form, clause: Clause) -> Form:
    return replace(
        form,
        kind=clause.kind,
        by=clause.by,
        to=clause.to,
        amount=clause.amount,
        turns=clause.turns,
        after=clause.after,
        measure=clause.measure,
        target=clause.target,
        instrument=clause.instrument,
        project=clause.project,
        resolution=clause.resolution,
        vote=clause.vote,
    )


# Changing it


def toggle_party(form: Form, seat: str, facts: Facts) -> Form:
    """Return the form with ``seat`` as a party, or no longer; the first one promises, the second one receives."""
    if seat == form.seat:
        return form
    if seat not in form.parties:
        parties = (*form.parties, seat)
    else:
        parties = tuple(party for party in form.parties if party != seat)
    kept = tuple(item for item in form.clauses if {item.by, item.to} - {""} <= set(parties))
    return settled(replace(form, parties=parties, clauses=kept), facts)


def choose_kind(form: Form, kind: ClauseKind, facts: Facts) -> Form:
    """Return the form with another kind of promise, its amount at what is usual for it."""
    if kind is form.kind:
        return form
    amount = form.amount if RULES[kind].unit is form.unit else _FIRST_AMOUNT[RULES[kind].unit]
    return settled(replace(form, kind=kind, amount=amount), facts)


def settled(form: Form, facts: Facts) -> Form:
    """Return the form with every choice that is not open set to one that is."""
    by = form.by if form.by in form.parties else next(iter(form.parties), "")
    others = tuple(party for party in form.parties if party != by)
    to = form.to if form.to in others else next(iter(others), "")
    form = replace(form, by=by, to=to)
    measure = _among(form.measure, (item.key for item in measure_options(form, facts)))
    form = replace(form, measure=measure)
    form = replace(
        form,
        instrument=_among(form.instrument, (item.key for item in instrument_options(form, facts) if item.enabled)),
        project=_among(form.project, facts.projects),
    )
    targets = targets_of(form, facts)
    if form.target not in targets:
        form = replace(form, target=targets[0] if targets else ANYWHERE)
    after = max(0, min(form.after, facts.turns_left - 1))
    turns = None if form.turns is None else max(1, min(form.turns, facts.turns_left - after))
    form = replace(form, after=after, turns=turns)
    counted = form.unit is not AmountUnit.NONE
    return replace(form, amount=max(1, min(form.amount, most_amount(form, facts))) if counted else 0)


def _among(value: str, keys: Iterable[str]) -> str:
    listed = tuple(keys)
    return value if value in listed else next(iter(listed), "")


def add_clause(form: Form, facts: Facts) -> Form:
    """Return the form with its promise put to the others, and the other side ready to promise."""
    clause = clause_of(form)
    if clause is None:
        return form
    return settled(replace(form, clauses=(*form.clauses, clause), by=form.to or form.by, to=form.by), facts)


def drop_clause(form: Form, number: int) -> Form:
    """Return the form without one of the promises before the present one."""
    return replace(form, clauses=tuple(item for at, item in enumerate(form.clauses) if at != number))


def with_draft(form: Form, state: NegotiationState) -> Form:
    """Return the form with a draft that is on the table, where a vote is promised."""
    if form.kind is not ClauseKind.VOTE:
        return form
    return replace(form, resolution=_among(form.resolution, (item.key for item in draft_options(state))))


# What it says


def clause_of(form: Form) -> Clause | None:
    """Return the promise that is being worded, or None while nobody is named to whom it could be owed."""
    if not form.by or len(form.parties) < 2:
        return None
    rule = RULES[form.kind]
    return Clause(
        form.kind,
        form.by,
        form.to if rule.receiver else "",
        form.amount if rule.unit is not AmountUnit.NONE else 0,
        None if rule.vote else form.turns,
        0 if rule.vote else form.after,
        measure=form.measure if rule.measure else "",
        target=form.target if rule.measure else ANYWHERE,
        instrument=form.instrument if rule.instrument else "",
        project=form.project if rule.project else "",
        resolution=form.resolution if rule.vote else "",
        vote=form.vote,
    )


def terms_of(form: Form) -> Terms:
    """Return the whole agreement."""
    clause = clause_of(form)
    clauses = form.clauses if clause is None else (*form.clauses, clause)
    return Terms(form.parties, clauses, form.secret, form.binding, form.ends or _whole_term(clauses))


def _whole_term(clauses: tuple[Clause, ...]) -> int | None:
    """Return the turns after which nothing is owed any more, or None where a promise has no end."""
    ends = [None if item.turns is None else item.after + item.turns for item in clauses if not item.rule.vote]
    if not ends or None in ends:
        return 1 if clauses and not ends else None
    return max(end for end in ends if end is not None)


def sentence_of(form: Form, facts: Facts) -> str:
    """Return the promise in words, or what is still missing."""
    clause = clause_of(form)
    if clause is None:
        if not form.parties:
            return _("Choose the parties: first who promises, then to whom.")
        return _("Choose another party.")
    return plain_sentence(clause, facts.names)


def missing(form: Form, state: NegotiationState) -> str:
    """Return why the promise has nothing to point at, or nothing where it has."""
    rule = RULES[form.kind]
    if rule.project and not form.project:
        return _("No joint project is open.")
    if rule.vote and not draft_options(state):
        return _("No draft is on the table.")
    if rule.instrument and not form.instrument:
        return _("There is no instrument for this promise.")
    return ""


# What can be chosen


def kind_options(state: NegotiationState, facts: Facts) -> tuple[Option, ...]:
    """Return the kinds of promises, with those that make no sense now greyed out."""
    closed = {
        ClauseKind.CONTRIBUTE: "" if facts.projects else _("No joint project is open."),
        ClauseKind.VOTE: "" if draft_options(state) else _("No draft is on the table."),
    }
    for kind in (ClauseKind.JOIN, ClauseKind.STAY):
        closed[kind] = "" if facts.instruments else _("There is no instrument for this promise.")
    labels = kind_words()
    return tuple(
        Option(kind.value, labels[kind], _ICONS[kind], not closed.get(kind), closed.get(kind, ""))
        for kind in OFFERED_KINDS
    )


def kind_words() -> dict[ClauseKind, str]:
    """Return the kinds of promises in words as short as a button."""
    return {
        ClauseKind.GIVE_FUNDS: _("Give funds"),
        ClauseKind.LEND_TEAM: _("Lend teams"),
        ClauseKind.FUND_AT_LEAST: _("Fund a measure"),
        ClauseKind.LINK: _("Keep a link"),
        ClauseKind.JOIN: _("Join an instrument"),
        ClauseKind.SHARE_INTELLIGENCE: _("Share reports"),
        ClauseKind.SHARE_ASSETS: _("Share assets"),
        ClauseKind.CONTRIBUTE: _("Pay for a project"),
        ClauseKind.VOTE: _("Vote"),
        ClauseKind.REFRAIN: _("Do without"),
        ClauseKind.STAY: _("Stay a party"),
    }


def measure_options(form: Form, facts: Facts) -> tuple[Option, ...]:
    """Return the measures that the promising side can order; only those that take funds where funds are promised."""
    funds = RULES[form.kind].unit is AmountUnit.FUNDS
    return tuple(
        Option(name, facts.names.measure(name))
        for name, targets in facts.targets.get(form.by, {}).items()
        if targets and name in facts.measures and (facts.measures[name].funds or not funds)
    )


def targets_of(form: Form, facts: Facts) -> tuple[Target, ...]:
    """Return where the measure can be ordered; first wherever the promising side wants."""
    return (ANYWHERE, *facts.targets.get(form.by, {}).get(form.measure, ()))


def target_options(form: Form, facts: Facts) -> tuple[Option, ...]:
    """Return the same in words."""
    anywhere = _("wherever {delegation} wants").format(delegation=facts.names.delegation(form.by))
    return tuple(
        Option(str(number), facts.names.target(target) if number else anywhere)
        for number, target in enumerate(targets_of(form, facts))
    )


def instrument_options(form: Form, facts: Facts) -> tuple[Option, ...]:
    """Return the treaties that the promising side can join, or stay in."""
    joining = form.kind is ClauseKind.JOIN
    return tuple(
        Option(name, facts.names.instrument(name), enabled=not form.by or facts.is_member(form.by, name) != joining)
        for name in facts.instruments
    )


def draft_options(state: NegotiationState) -> tuple[Option, ...]:
    """Return the drafts on the table."""
    return tuple(
        Option(item.id, _("{symbol}: {title}").format(symbol=item.id, title=item.title))
        for item in state.public.resolutions.values()
        if item.status is ResolutionStatus.DRAFT
    )


def vote_options() -> tuple[Option, ...]:
    """Return the votes that can be promised."""
    return (Option("yes", _("Yes")), Option("no", _("No")), Option("abstain", _("Abstain")))


def turn_options(facts: Facts, after: int = 0) -> tuple[Option, ...]:
    """Return the terms that fit into the game if the promise begins ``after`` turns, and no end."""
    listed = [
        Option(str(turns), ngettext("for {turns} turn", "for {turns} turns", turns).format(turns=turns))
        for turns in range(1, facts.turns_left - after + 1)
    ]
    return (*listed, Option("", _("until it ends")))


def after_options(facts: Facts) -> tuple[Option, ...]:
    """Return when a promise can begin."""
    later = (
        Option(str(after), ngettext("after {turns} turn", "after {turns} turns", after).format(turns=after))
        for after in range(1, facts.turns_left)
    )
    return (Option("0", _("at once")), *later)


def end_options(facts: Facts) -> tuple[Option, ...]:
    """Return when the agreement as a whole can be over."""
    listed = (
        Option(str(turns), ngettext("over after {turns} turn", "over after {turns} turns", turns).format(turns=turns))
        for turns in range(1, facts.turns_left + 1)
    )
    return (Option("0", _("over with its last promise")), *listed)


def amount_words(unit: AmountUnit, amount: int) -> str:
    """Return an amount with its unit."""
    match unit:
        case AmountUnit.FUNDS:
            return ngettext("{amount} unit a turn", "{amount} units a turn", amount).format(amount=amount)
        case AmountUnit.TEAMS:
            return words.teams(amount)
        case AmountUnit.PERCENT:
            return _("{amount} %").format(amount=amount)
    return ""


def amount_step(form: Form) -> int:
    """Return by how much a press changes the amount."""
    return _PERCENT_STEP if RULES[form.kind].unit is AmountUnit.PERCENT else 1


def most_amount(form: Form, facts: Facts) -> int:
    """Return the end of the stepper; what is refused below it says why."""
    match RULES[form.kind].unit:
        case AmountUnit.PERCENT:
            return _MOST_PERCENT
        case AmountUnit.TEAMS:
            return max(1, facts.seats[form.by].base_teams) if form.by else 1
    if RULES[form.kind].project:
        return max(1, facts.projects.get(form.project, 1))
    return max(1, facts.seats[form.by].funds_cap) if form.by else max(1, _FIRST_AMOUNT[AmountUnit.FUNDS])
