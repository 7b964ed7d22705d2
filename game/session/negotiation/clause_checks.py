"""One predicate per rule about what may be promised: each returns a refusal, or None."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from game.model.text import _, ngettext
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import (
    ANYWHERE,
    OFFERED_KINDS,
    WHOLE_SHARE,
    AmountUnit,
    Clause,
    ClauseKind,
    clause_term,
    debtors,
)
from game.session.negotiation.facts import Facts
from game.session.refusal import Refusal

MOST_CLAUSES = 12
MOST_UNITS = 100_000
IN_CIRCLES = (ClauseKind.GIVE_FUNDS, ClauseKind.LEND_TEAM)  # what would leave all as they were, if it came back


def check_terms(terms: Terms, facts: Facts) -> Refusal | None:
    """Tell whether these terms could be an agreement at all, whoever signs."""
    return (
        _check_parties(terms, facts)
        or _check_number(terms)
        or next((refusal for clause in terms.clauses if (refusal := check_clause(clause, terms, facts))), None)
        or _check_duplicates(terms)
        or _check_contradictions(terms, facts)
        or _check_shares(terms, facts)
        or _check_circle(terms)
    )


def _check_parties(terms: Terms, facts: Facts) -> Refusal | None:
    names = facts.names
    unknown = [party for party in terms.parties if party not in facts.seats]
    if unknown:
        sentence = _("There is no delegation {delegation}. There are: {choices}.")
        return Refusal("delegation_unknown", sentence.format(delegation=unknown[0], choices=", ".join(facts.seats)))
    if len(set(terms.parties)) != len(terms.parties):
        return Refusal("party_twice", _("Each delegation is a party once."))
    if len(terms.parties) < 2:
        return Refusal("agreement_with_oneself", _("An agreement needs two delegations or more. Name another party."))
    absent = [party for party in terms.parties if not facts.seats[party].present]
    if absent:
        sentence = _("{delegation} is absent and can agree to nothing.")
        return Refusal("party_absent", sentence.format(delegation=names.delegation(absent[0])))
    return _check_turns(terms.turns, facts)


def _check_number(terms: Terms) -> Refusal | None:
    if not terms.clauses:
        return Refusal("no_clauses", _("An agreement needs at least one clause: say who does what."))
    if len(terms.clauses) > MOST_CLAUSES:
        sentence = _("An agreement has {most} clauses at most. Make two of it.")
        return Refusal("too_many_clauses", sentence.format(most=MOST_CLAUSES))
    return None


def _check_turns(turns: int | None, facts: Facts, after: int = 0) -> Refusal | None:
    if after < 0 or (turns is not None and turns < 1):
        return Refusal("term_impossible", _("A term is one turn or more, and does not start in the past."))
    if after + (turns or 1) > facts.turns_left:
        sentence = _("{turns} turns are left, so the term is too long. Leave it open to let it run on afterwards.")
        return Refusal("term_too_long", sentence.format(turns=facts.turns_left))
    return None


def check_clause(clause: Clause, terms: Terms, facts: Facts) -> Refusal | None:
    """Tell whether one clause can stand in ``terms``."""
    if clause.kind not in OFFERED_KINDS:
        return Refusal("not_for_agreements", _("Payments into a pooled fund are for a resolution, not an agreement."))
    return (
        _check_sides(clause, terms, facts)
        or _check_amount(clause)
        or _check_turns(clause.turns, facts, clause.after)
        or _check_subject(clause, facts)
    )


def _check_sides(clause: Clause, terms: Terms, facts: Facts) -> Refusal | None:
    if clause.by not in terms.parties or (clause.to and clause.to not in terms.parties):
        outsider = clause.to if clause.by in terms.parties else clause.by
        sentence = _("{delegation} is not a party to this agreement. Add it, or change the clause.")
        return Refusal("not_a_party", sentence.format(delegation=facts.names.delegation(outsider) or "–"))
    if clause.rule.receiver and not clause.to:
        return Refusal("no_receiver", _("Say to which delegation this is promised."))
    if clause.by == clause.to:
        sentence = _("{delegation} cannot promise this to itself.")
        return Refusal("promise_to_oneself", sentence.format(delegation=facts.names.delegation(clause.by)))
    return None


def _check_amount(clause: Clause) -> Refusal | None:
    unit = clause.rule.unit
    if unit is AmountUnit.NONE:
        if clause.amount:
            return Refusal("no_amount_here", _("This clause has no amount."))
        return None
    if clause.amount < 1:
        return Refusal("amount_too_small", _("An amount is 1 or more, in whole units."))
    if unit is AmountUnit.PERCENT and clause.amount > WHOLE_SHARE:
        return Refusal("share_too_large", _("A share is 100 per cent at most."))
    if clause.amount > MOST_UNITS:
        return Refusal("amount_too_large", _("{amount} is more than anybody has.").format(amount=clause.amount))
    return None


def _check_subject(clause: Clause, facts: Facts) -> Refusal | None:
    if clause.rule.measure:
        return _check_measure(clause, facts)
    if clause.rule.instrument:
        return _check_instrument(clause, facts)
    return _check_project(clause, facts) if clause.rule.project else None


def _check_project(clause: Clause, facts: Facts) -> Refusal | None:
    if clause.project not in facts.projects:
        sentence = _("There is no open joint project “{project}”. Open are: {choices}.")
        choices = ", ".join(facts.projects) or "–"
        return Refusal("project_unknown", sentence.format(project=clause.project, choices=choices))
    most = facts.projects[clause.project]
    if clause.amount > most:
        sentence = _("{project} takes {most} units at most from one delegation now.")
        return Refusal("project_cap", sentence.format(project=facts.names.project(clause.project), most=most))
    return None


def _check_measure(clause: Clause, facts: Facts) -> Refusal | None:
    if clause.measure not in facts.measures:
        sentence = _("This scenario offers no measure “{measure}”. It offers: {choices}.")
        return Refusal("measure_unknown", sentence.format(measure=clause.measure, choices=", ".join(facts.measures)))
    if clause.kind is ClauseKind.FUND_AT_LEAST and not facts.measures[clause.measure].funds:
        sentence = _("{measure} takes a team and no funds. Agree on a link instead.")
        return Refusal("measure_without_funds", sentence.format(measure=facts.names.measure(clause.measure)))
    reachable = facts.targets.get(clause.by, {}).get(clause.measure, ())
    if reachable and (clause.target == ANYWHERE or clause.target in reachable):
        return None
    sentence = _("{delegation} cannot point {measure} at “{target}”.")
    return Refusal(
        "target_out_of_reach",
        sentence.format(
            delegation=facts.names.delegation(clause.by),
            measure=facts.names.measure(clause.measure),
            target=facts.names.target(clause.target) or "–",
        ),
    )


def _check_instrument(clause: Clause, facts: Facts) -> Refusal | None:
    names = facts.names
    if clause.instrument not in facts.instruments:
        sentence = _("There is no instrument “{instrument}” in this scenario. There are: {choices}.")
        choices = ", ".join(facts.instruments) or "–"
        return Refusal("instrument_unknown", sentence.format(instrument=clause.instrument, choices=choices))
    member = facts.is_member(clause.by, clause.instrument)
    fields = {"delegation": names.delegation(clause.by), "instrument": names.instrument(clause.instrument)}
    if member and clause.kind is ClauseKind.JOIN:
        return Refusal("party_already", _("{delegation} is a party to {instrument} already.").format(**fields))
    if not member and clause.kind is ClauseKind.STAY:
        return Refusal("no_party", _("{delegation} is no party to {instrument}, so it cannot leave.").format(**fields))
    return None


def _check_duplicates(terms: Terms) -> Refusal | None:
    for one, two in combinations(terms.clauses, 2):
        if one == two or _same_floor(one, two):
            return Refusal("clause_twice", _("The same promise stands there twice. Keep one of them."))
    return None


def _same_floor(one: Clause, two: Clause) -> bool:
    """Tell whether two clauses put a floor under the same thing, so that only the higher one would count."""
    floors = {ClauseKind.FUND_AT_LEAST, ClauseKind.CONTRIBUTE, ClauseKind.LINK}
    if one.kind is not two.kind or one.kind not in floors or not _overlap(one, two):
        return False
    if one.kind is ClauseKind.LINK:
        return {one.by, one.to} == {two.by, two.to}
    return (one.by, one.measure, one.target, one.project) == (two.by, two.measure, two.target, two.project)


def _overlap(one: Clause, two: Clause) -> bool:
    first_one, last_one = clause_term(one, 0, None)
    first_two, last_two = clause_term(two, 0, None)
    return (last_one is None or first_two <= last_one) and (last_two is None or first_one <= last_two)


Contradiction = Callable[[Clause, Clause, Facts], bool]


def _refrains_from_what_it_funds(one: Clause, two: Clause, _facts: Facts) -> bool:
    if (one.kind, two.kind) != (ClauseKind.REFRAIN, ClauseKind.FUND_AT_LEAST) or one.by != two.by:
        return False
    everywhere = one.target == ANYWHERE
    return one.measure == two.measure and (everywhere or one.target == two.target)


def _refrains_from_a_link(one: Clause, two: Clause, facts: Facts) -> bool:
    if (one.kind, two.kind) != (ClauseKind.REFRAIN, ClauseKind.LINK) or not facts.measures[one.measure].links:
        return False
    partners = dict(debtors(two))
    return one.by in partners and (one.target == ANYWHERE or one.target.delegation == partners[one.by])


def _votes_two_ways(one: Clause, two: Clause, _facts: Facts) -> bool:
    both = one.kind is ClauseKind.VOTE and two.kind is ClauseKind.VOTE
    return both and (one.by, one.resolution) == (two.by, two.resolution) and one.vote is not two.vote


_CONTRADICTIONS: tuple[Contradiction, ...] = (
    _refrains_from_what_it_funds,
    _refrains_from_a_link,
    _votes_two_ways,
)


def _check_contradictions(terms: Terms, facts: Facts) -> Refusal | None:
    for one, two in combinations(terms.clauses, 2):
        if not _overlap(one, two):
            continue
        if any(rule(one, two, facts) or rule(two, one, facts) for rule in _CONTRADICTIONS):
            numbers = terms.clauses.index(one) + 1, terms.clauses.index(two) + 1
            sentence = _("Clauses {one} and {two} contradict each other. Change one of them.")
            return Refusal("contradiction", sentence.format(one=numbers[0], two=numbers[1]))
    return None


def _check_shares(terms: Terms, facts: Facts) -> Refusal | None:
    for seat in terms.parties:
        shares = (c.amount for c in terms.clauses if c.kind is ClauseKind.SHARE_ASSETS and c.by == seat)
        if sum(shares) > WHOLE_SHARE:
            sentence = _("{delegation} would give away more than all assets that it recovers.")
            return Refusal("share_too_large", sentence.format(delegation=facts.names.delegation(seat)))
    return None


def _check_circle(terms: Terms) -> Refusal | None:
    """Refuse units or teams that come back to who gave them: they would earn trust for nothing. Loans are fine."""
    for kind in IN_CIRCLES:
        gifts = [clause for clause in terms.clauses if clause.kind is kind]
        for turn in {clause.after for clause in gifts}:
            pairs = [(clause.by, clause.to) for clause in gifts if _covers(clause, turn)]
            if gifts_in_a_circle(pairs, pairs):
                sentence = _("These gifts go in a circle, back to who gave them. Promise the difference only.")
                return Refusal("gifts_in_a_circle", sentence)
    return None


def gifts_in_a_circle(fresh: Iterable[tuple[str, str]], gifts: Iterable[tuple[str, str]]) -> bool:
    """Tell whether one of the ``fresh`` (giver, receiver) comes back to its giver by way of ``gifts`` of one turn."""
    receivers: dict[str, set[str]] = {}
    for giver, receiver in gifts:
        receivers.setdefault(giver, set()).add(receiver)
    return any(giver in _reached(receiver, receivers) for giver, receiver in fresh)


def _reached(start: str, receivers: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = receivers.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


def check_public_means(terms: Terms, facts: Facts) -> Refusal | None:
    """Tell whether the promises could be within the parties' means, by what everybody knows: income, cap and teams."""
    for seat in terms.parties:
        limits = facts.seats[seat]
        if most_funds(seat, terms.clauses) > max(limits.funds_cap, limits.income):
            return beyond_means(facts, seat, "beyond_funds")
        if most_teams(seat, terms.clauses) > limits.base_teams:
            return beyond_means(facts, seat, "beyond_teams")
    return None


def check_own_means(seat: str, terms: Terms, facts: Facts, promised: tuple[Clause, ...] = ()) -> Refusal | None:
    """Tell whether ``seat`` itself has the means, beside what it has ``promised`` before, in the turn when it starts.

    Terms that take nothing from it are fine, however much it has promised. Later turns bring income and savings, which
    nobody knows today: for them the public limits count. Where its funds are not in ``facts``, what it can have saved
    counts; where its political capital is not, that is not looked at.
    """
    own = facts.seats[seat]
    now = tuple(clause for clause in terms.clauses if not clause.after)
    if most_funds(seat, now) and most_funds(seat, (*now, *promised)) > _in_hand(seat, facts):
        return beyond_means(facts, seat, "beyond_funds", sum(clause.funds for clause in promised if clause.by == seat))
    if most_teams(seat, now) and most_teams(seat, (*now, *promised)) > own.base_teams:
        return beyond_means(facts, seat, "beyond_teams", sum(_teams_of(seat, clause) for clause in promised))
    capital = sum(facts.instruments.get(clause.instrument, 0) for clause in _of(seat, terms.clauses, ClauseKind.JOIN))
    if own.capital is not None and capital > own.capital:
        return beyond_means(facts, seat, "beyond_capital")
    return None


def _in_hand(seat: str, facts: Facts) -> int:
    """Return the most units that ``seat`` can have this turn: what it has, or all its income so far up to its cap."""
    own = facts.seats[seat]
    if own.funds is not None:
        return max(own.funds, own.income)
    return max(own.income, min(own.funds_cap, own.income * facts.turn))


def most_funds(seat: str, clauses: tuple[Clause, ...]) -> int:
    """Return the most units of funds that ``clauses`` take from ``seat`` in one turn."""
    owed = [clause for clause in clauses if clause.by == seat and clause.funds]
    starts = {clause.after for clause in owed}
    return max((sum(clause.funds for clause in owed if _covers(clause, turn)) for turn in starts), default=0)


def most_teams(seat: str, clauses: tuple[Clause, ...]) -> int:
    """Return the most teams that ``clauses`` take from ``seat`` in one turn: lent ones and those of links."""
    owed = [clause for clause in clauses if _teams_of(seat, clause)]
    starts = {clause.after for clause in owed}
    return max((sum(_teams_of(seat, clause) for clause in owed if _covers(clause, turn)) for turn in starts), default=0)


def _teams_of(seat: str, clause: Clause) -> int:
    if clause.kind is ClauseKind.LINK:
        return int(seat in {clause.by, clause.to})
    return clause.amount if clause.kind is ClauseKind.LEND_TEAM and clause.by == seat else 0


def _covers(clause: Clause, turn: int) -> bool:
    first, last = clause_term(clause, 0, None)
    return first <= turn and (last is None or turn <= last)


def _of(seat: str, clauses: tuple[Clause, ...], kind: ClauseKind) -> Iterator[Clause]:
    return (clause for clause in clauses if clause.by == seat and clause.kind is kind)


def beyond_means(facts: Facts, seat: str, code: str, promised: int = 0) -> Refusal:
    """Return the refusal of a promise beyond means, without what there is: at the table everybody would read it.

    ``promised`` is what who reads it knows to be promised for that turn already, in units or teams.
    """
    match code:
        case "beyond_teams" if promised:
            sentence = ngettext(
                "{delegation} has promised {promised} team for that turn already. Promise fewer.",
                "{delegation} has promised {promised} teams for that turn already. Promise fewer.",
                promised,
            )
        case "beyond_teams":
            sentence = _("{delegation} does not have as many teams. Promise fewer.")
        case "beyond_capital":
            sentence = _("{delegation} does not have the political capital for that.")
        case _ if promised:
            sentence = ngettext(
                "{delegation} has promised {promised} unit for that turn already and cannot pay as much besides. "
                "Lower an amount, or let it start later.",
                "{delegation} has promised {promised} units for that turn already and cannot pay as much besides. "
                "Lower an amount, or let it start later.",
                promised,
            )
        case _:
            sentence = _("{delegation} cannot pay as much. Lower an amount, or let it start later.")
    return Refusal(code, sentence.format(delegation=facts.names.delegation(seat), promised=promised))
