"""Plans in which all delegations act together, the same in every turn, each within its own means.

What is agreed at the first briefing, and what everybody then orders and pays; every promise is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.model.measures import MEASURE_RULES, MeasureId
from game.model.negotiation import Action, ActionKind, OperativeClause
from game.session import events as ev
from game.session import legal
from game.session.desk import Draft, Occupant, Phase, Target
from game.session.line import NOTHING, Orders, Planner
from game.session.needs import Outlook, link_worth, measure_needs, spread
from game.session.negotiation import events as nev
from game.session.negotiation.adoption import adopt
from game.session.negotiation.clauses import ANYWHERE, Clause, ClauseKind
from game.session.negotiation.deliveries import covers, due_in_turn, has_lapsed
from game.session.negotiation.resolutions import Resolution, resolution_id
from game.session.phases import turn_phases
from game.session.rulebook import Rulebook
from game.session.state import State
from game.session.table_facts import public_facts


@dataclass(frozen=True, slots=True)
class Plan:
    """A way in which all delegations act together, the same in every turn.

    ``weights`` as in :func:`game.session.needs.measure_needs`; ``projects``: joint projects are paid first;
    ``investigations``: teams go into joint investigations of the busiest legs, else into liaison; ``drafts``: opening
    drafts that all adopt, as they are settled and amended; ``rules``: rules of the scenario that all bring in by a
    draft of their own.
    """

    weights: Mapping[MeasureId, float]
    projects: bool
    investigations: bool
    drafts: tuple[Resolution, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Say what distinguishes it."""
        parts = ["projects first" if self.projects else "no projects"]
        parts.append("teams in joint investigations" if self.investigations else "teams in liaison")
        parts += [_draft_name(draft) for draft in self.drafts]
        parts += [f"rule {rule}" for rule in self.rules]
        parts += [f"{rule} ×{weight:g}" for rule, weight in self.weights.items() if weight != 1.0]
        return ", ".join(parts)


def _draft_name(draft: Resolution) -> str:
    words = []
    for clause in draft.operative:
        chosen = [draft.choice(bracket) for bracket in clause.brackets]
        settled = "; ".join(choice.words for choice in chosen if choice is not None)
        words.append(f"{clause.id} [{settled}]" if settled else clause.id)
    return f"{draft.id} adopted ({', '.join(words)})"


def offered(book: Rulebook) -> tuple[MeasureId, ...]:
    """Return the kinds of measures on offer that are paid in funds alone."""
    rules = dict.fromkeys(offer.rule for offer in book.scenario.measures)
    return tuple(rule for rule in rules if MEASURE_RULES[rule].funds and not MEASURE_RULES[rule].teams)


def may_adopt(state: State, book: Rulebook) -> bool:
    """Tell whether a plenary in turn 1 could adopt a draft that all support."""
    rules, facts = book.scenario.negotiation, public_facts(state.briefings[1].public, book.public)
    meets = Phase.PLENARY in turn_phases(rules, state.public.options, 1)
    return meets and len(facts.present) >= max(rules.minimum_support, rules.minimum_sponsors, 1)


def opening_drafts(state: State) -> tuple[Resolution, ...]:
    """Return the drafts on the table at the first briefing, with every bracket settled on its first alternative."""
    return tuple(
        replace(draft, settled={bracket.id: 0 for _clause, bracket in draft.brackets})
        for draft in state.briefings[1].negotiation.public.resolutions.values()
    )


def other_rules(state: State, book: Rulebook) -> tuple[str, ...]:
    """Return the rules that no opening draft brings in, where somebody could table a draft that does."""
    rules = book.scenario.negotiation
    if not any(ActionKind.RULE in verb.actions for verb in rules.meeting.verbs) or _tabling(state, book) is None:
        return ()
    named = {clause.action.rule for draft in opening_drafts(state) for clause in draft.operative}
    return tuple(offer.id for offer in rules.rules if offer.id not in named)


def _tabling(state: State, book: Rulebook) -> nev.CapitalSpent | None:
    """Return who spends the political capital for a draft of their own: who has most of it; None if nobody can."""
    first = state.briefings[1]
    present = [seat for seat, occupant in first.public.seats.items() if occupant is not Occupant.EMPTY]
    seat = max(present, key=lambda name: first.seats[name].political_capital, default="")
    cost = book.scenario.negotiation.tabling_cost if book.scenario.rules.political_capital else 0
    if not seat or first.seats[seat].political_capital < cost:
        return None
    return nev.CapitalSpent(seat, cost)


def agreed_by(state: State, book: Rulebook, plan: Plan) -> tuple[ev.Event, ...]:
    """Return what is decided at the first briefing under ``plan``, carried by all who are present."""
    facts = public_facts(state.briefings[1].public, book.public)
    drafts = list(plan.drafts)
    found: list[ev.Event] = []
    if plan.rules:
        spent = _tabling(state, book)
        found += [] if spent is None or not spent.amount else [spent]
        number = len(state.briefings[1].negotiation.public.resolutions) + 1
        clauses = tuple(OperativeClause(rule, "", "", Action(ActionKind.RULE, rule=rule)) for rule in plan.rules)
        drafts.append(Resolution(resolution_id(number), "", (), clauses, turn=1))
    found += [nev.ResolutionAdopted(adopt(draft, facts.present, facts)) for draft in drafts]
    return tuple(found)


def planner_of(state: State, book: Rulebook, plan: Plan, *, leaves_out: str = "") -> Planner:
    """Return what every delegation does under ``plan``: what is promised first; the plan does not move empty seats.

    ``leaves_out`` names a measure on offer that nobody orders unless it is promised.
    """
    outlooks = _outlooks(state, book)
    needs = {
        seat: [need for need in measure_needs(outlook, plan.weights) if need.measure != leaves_out]
        for seat, outlook in outlooks.items()
    }
    teams = _teams(book, outlooks, investigations=plan.investigations, leaves_out=leaves_out)
    spent: dict[tuple[str, int], Draft] = {}

    def orders(line: State, seat: str) -> Orders:
        if seat not in outlooks:
            return NOTHING
        desk = legal.desk_facts(line, book.public, seat)
        payments, draft = _promised(desk, teams.get(seat, Draft()))
        desk = replace(desk, funds=desk.funds - sum(payments.values()))
        if plan.projects:
            draft = _projects(replace(desk, draft=draft))
        left = replace(desk, draft=draft).funds_left
        if (seat, left) not in spent:
            spent[seat, left] = spread(needs[seat], left)
        for order in spent[seat, left].orders:
            draft = draft.with_order(
                order.measure, order.target, draft.amount(order.measure, order.target) + order.amount
            )
        return Orders(_instruments(replace(desk, draft=draft)), payments)

    return orders


def _promised(desk: legal.DeskFacts, draft: Draft) -> tuple[dict[str, int], Draft]:
    """Return what is due this turn to pooled funds, and ``draft`` with the measures that are promised."""
    payments: dict[str, int] = {}
    left = desk.funds_left
    for obligation in desk.negotiation.obligations():
        if obligation.by != desk.seat or obligation.binding or has_lapsed(obligation, desk.facts):
            continue
        clause, due = obligation.terms, due_in_turn(obligation, desk.facts)
        if clause.kind is ClauseKind.PAY_IN:
            amount = min(due, left)
            payments[clause.fund] = payments.get(clause.fund, 0) + amount
            left -= amount
        elif clause.kind is ClauseKind.FUND_AT_LEAST and due:
            there = sum(order.amount for order in draft.orders if covers(clause, order))
            amount = min(max(0, clause.amount - there), left)
            target = _target(desk, clause)
            if amount and target is not None:
                draft = draft.with_order(clause.measure, target, draft.amount(clause.measure, target) + amount)
                left -= amount
    return {fund: units for fund, units in payments.items() if units}, draft


def _target(desk: legal.DeskFacts, clause: Clause) -> Target | None:
    choices = desk.book.choices[desk.seat].get(clause.measure, ())
    if clause.target != ANYWHERE:
        return clause.target if clause.target in choices else None
    return choices[0] if choices else None


def _projects(desk: legal.DeskFacts) -> Draft:
    """Pay the own share of what each project lacks, by income, so that nothing waits in it for a turn."""
    draft, delegations = desk.draft, desk.book.delegations
    present = [seat for seat, occupant in desk.seats.items() if occupant is not Occupant.EMPTY]
    income = sum(delegations[seat].funds for seat in present)
    for project in desk.book.scenario.projects:
        status = desk.projects[project.id]
        missing = project.cost - status.total
        if status.started is not None or missing <= 0:
            continue
        share = -(-missing * delegations[desk.seat].funds // income) if income else 0
        amount = min(share, legal.largest_contribution(replace(desk, draft=draft), project.id))
        if amount > 0:
            draft = draft.with_contribution(project.id, amount)
    return draft


def _instruments(desk: legal.DeskFacts) -> Draft:
    draft = desk.draft
    for instrument in desk.book.scenario.instruments:
        if not legal.places_to_join(desk, instrument.id):
            continue
        joined = draft.with_instrument(instrument.id, joins=True, leaves=False)
        if legal.within_means(replace(desk, draft=draft), joined) is None:
            draft = joined
    return draft


def team_posts(state: State, book: Rulebook, *, investigations: bool) -> dict[str, Draft]:
    """Return where each delegation that is present posts its teams: with a team at both ends."""
    return _teams(book, _outlooks(state, book), investigations=investigations)


def _outlooks(state: State, book: Rulebook) -> dict[str, Outlook]:
    start = book.public.start
    present = (seat for seat, occupant in state.public.seats.items() if occupant is not Occupant.EMPTY)
    return {seat: Outlook(book.public, seat, start.indices, start.figures) for seat in present}


def _teams(
    book: Rulebook, outlooks: Mapping[str, Outlook], *, investigations: bool, leaves_out: str = ""
) -> dict[str, Draft]:
    """Return posts with a team at both ends, the most worthwhile first, while both sides have one."""
    free = {seat: book.delegations[seat].teams for seat in outlooks}
    drafts = {seat: Draft() for seat in outlooks}
    wanted = (MeasureId.JOINT_INVESTIGATION, MeasureId.LIAISON) if investigations else (MeasureId.LIAISON,)
    for rule in wanted:
        measure = next((offer.id for offer in book.scenario.measures if offer.rule is rule), None)
        if measure is None or measure == leaves_out:
            continue
        posts = _legs(book, outlooks) if rule is MeasureId.JOINT_INVESTIGATION else _pairs(outlooks)
        for (one, one_target), (other, other_target) in posts:
            if free[one] and free[other]:
                free[one], free[other] = free[one] - 1, free[other] - 1
                drafts[one] = drafts[one].with_order(measure, one_target, 1)
                drafts[other] = drafts[other].with_order(measure, other_target, 1)
    return drafts


Post = tuple[tuple[str, Target], tuple[str, Target]]


def _pairs(outlooks: Mapping[str, Outlook]) -> list[Post]:
    worth = {seat: link_worth(outlook) for seat, outlook in outlooks.items()}
    pairs = [
        (worth[one][other] + worth[other].get(one, 0.0), one, other)
        for one in outlooks
        for other in worth[one]
        if other in outlooks and one < other
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    return [((one, Target(delegation=other)), (other, Target(delegation=one))) for _worth, one, other in pairs]


def _legs(book: Rulebook, outlooks: Mapping[str, Outlook]) -> list[Post]:
    found = []
    for leg in book.scenario.legs:
        one, other = (book.public.delegation_of.get(end, "") for end in (leg.origin, leg.destination))
        if one != other and one in outlooks and other in outlooks:
            flow = book.public.start.figures[f"flow({leg.id})"]
            posts = (
                (one, Target(leg=leg.id, jurisdiction=leg.origin)),
                (other, Target(leg=leg.id, jurisdiction=leg.destination)),
            )
            found.append((flow, posts))
    found.sort(key=lambda item: -item[0])
    return [posts for _flow, posts in found]
