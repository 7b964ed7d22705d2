"""Orders of a seat at its desk: what it owes and keeps, teams, projects and instruments, then what helps most."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from game.bots import reasons
from game.bots.appraisal import Appraisal, liaison
from game.bots.budget import merged
from game.bots.commitments import GIFTS, owed_by, place_of
from game.bots.credit import defaulters, distrusted
from game.bots.deals import own_plan, weigh
from game.bots.reasons import best_effect
from game.session import commands as cm
from game.session import legal
from game.session.desk import Draft, Order, Target
from game.session.legal import DeskFacts
from game.session.negotiation import commands as nc
from game.session.negotiation.carry_out import forbidden_order
from game.session.negotiation.clauses import ClauseKind, Obligation
from game.session.negotiation.decide_desk import may_lend, may_pay_in
from game.session.negotiation.lending import teams_lent

_FUTURE = 0.5  # what the others' part of later turns counts for who thinks of breaking its word
_JOIN = 1.0  # units that an instrument must be worth for each point of political capital
_SPARE_CAPITAL = 1  # points that are kept for drafts
_ALONE = 1.0  # how much a joint project must be worth against what is missing for a seat to complete it alone


@dataclass(frozen=True, slots=True)
class Kept:
    """What a seat owes this turn without being made to: what it keeps, and what it breaks."""

    kept: tuple[tuple[Obligation, int], ...]
    broken: tuple[tuple[Obligation, int], ...]


def choose_kept(appraisal: Appraisal) -> Kept:
    """Return which pledges the seat keeps this turn, as its temperament is: those that pay, or all that others keep."""
    due = tuple(owed_freely(appraisal))
    if appraisal.temperament.keeps_word:
        withheld = tuple(entry for entry in due if _withheld(appraisal, entry[0]))
        return Kept(tuple(entry for entry in due if entry not in withheld), withheld)
    if appraisal.temperament.word <= 0.0:
        return Kept((), due)
    broken = tuple((item, units) for item, units in due if _pays_to_break(appraisal, item, units))
    return Kept(tuple(entry for entry in due if entry not in broken), broken)


def _withheld(appraisal: Appraisal, item: Obligation) -> bool:
    """Tell whether the seat stops paying under a resolution that those whom it distrusts do not carry either.

    An agreement can be called broken instead; a resolution cannot.
    """
    view = appraisal.view
    adopted = item.source in view.negotiation.public.resolutions
    return adopted and bool(distrusted(view, defaulters(view, item.source, view.public.turn - 1)))


def owed_freely(appraisal: Appraisal) -> list[tuple[Obligation, int]]:
    """Return what the seat owes this turn and is not made to do."""
    view = appraisal.view
    return [(item, units) for item, units in owed_by(view.negotiation, view.facts, view.seat) if not item.binding]


def _pays_to_break(appraisal: Appraisal, item: Obligation, units: int) -> bool:
    """Tell whether what is saved is worth more than trust, and what the others would do for it in later turns."""
    if not (item.terms.funds or item.terms.kind in GIFTS):
        return False
    return units - _own_worth(appraisal, item, units) > appraisal.temperament.word * units + _future(appraisal, item)


def _own_worth(appraisal: Appraisal, item: Obligation, units: int) -> float:
    """Return what keeping a promise for one turn brings the seat itself [units]."""
    turns, clause = appraisal.prospect.turns, item.terms
    if clause.kind is ClauseKind.CONTRIBUTE and clause.project in appraisal.projects:
        missing = max(1, appraisal.view.facts.projects.get(clause.project, 1))
        whole = appraisal.units(appraisal.seat, appraisal.projects[clause.project].own)
        return whole * units / missing
    place = place_of(clause, appraisal.view.facts, appraisal.seat)
    known = appraisal.measures.get((appraisal.seat, *place)) if place is not None else None
    if known is None:
        return 0.0
    worth, half = known
    return appraisal.units(appraisal.seat, max(0.0, worth.own) * units / (units + half)) / turns


def _future(appraisal: Appraisal, item: Obligation) -> float:
    agreement = appraisal.view.negotiation.agreements().get(item.source)
    turn = appraisal.view.public.turn
    if agreement is None or agreement.until is None or agreement.until <= turn:
        return 0.0
    left = agreement.until - turn
    terms = replace(agreement.terms, turns=left, clauses=tuple(c for c in agreement.terms.clauses if c.by != item.by))
    if not terms.clauses:
        return 0.0
    (verdict,) = weigh(appraisal, [terms])
    return _FUTURE * max(0.0, verdict.gain)


def first_steps(appraisal: Appraisal, kept: Kept) -> Iterator[nc.NegotiationCommand]:
    """Yield what is done at the desk beside orders: payments into pooled funds, loans, and what is told."""
    view = appraisal.view
    seat, facts, talks = view.seat, view.facts, view.negotiation
    for item, units in kept.kept:
        clause = item.terms
        match clause.kind:
            case ClauseKind.PAY_IN:
                amount = min(units, max(0, view.desk.funds_left))
                if amount and may_pay_in(talks, facts, seat, clause.fund, amount) is None:
                    yield nc.PayIntoFund(seat, clause.fund, amount)
            case ClauseKind.LEND_TEAM:
                missing = units - teams_lent(seat, item.to[0], talks.public.loans, facts.turn)
                if missing > 0 and may_lend(talks, facts, seat, item.to[0], missing) is None:
                    yield nc.LendTeams(seat, item.to[0], missing)
            case ClauseKind.SHARE_INTELLIGENCE:
                yield nc.ShareIntelligence(seat, item.to[0])


def wanted(appraisal: Appraisal, kept: Kept) -> Draft:
    """Return everything that the seat wants to order this turn; all of it is within its means."""
    desk = replace(appraisal.view.desk, draft=Draft())
    draft = _owed(appraisal, desk, kept.kept)
    draft = _teams(appraisal, replace(desk, draft=draft))
    draft = _projects(appraisal, replace(desk, draft=draft))
    draft = _instruments(appraisal, replace(desk, draft=draft))
    return _measures(appraisal, replace(desk, draft=draft))


def _owed(appraisal: Appraisal, desk: DeskFacts, due: tuple[tuple[Obligation, int], ...]) -> Draft:
    for item, units in due:
        draft = _with_due(appraisal, desk, item, units)
        if draft is not None and legal.within_means(desk, draft) is None:
            desk = replace(desk, draft=draft)
    return desk.draft


def _with_due(appraisal: Appraisal, desk: DeskFacts, item: Obligation, units: int) -> Draft | None:
    """Return the draft with one promise kept, as far as funds go; None where nothing can be done about it here."""
    clause, draft, left = item.terms, desk.draft, max(0, desk.funds_left)
    match clause.kind:
        case ClauseKind.GIVE_FUNDS | ClauseKind.SHARE_ASSETS:
            to = item.to[0]
            amount = min(units, left)
            allowed = amount and legal.may_give(desk, to, draft.gifts.get(to, 0) + amount) is None
            return draft.with_gift(to, draft.gifts.get(to, 0) + amount) if allowed else None
        case ClauseKind.FUND_AT_LEAST:
            place = place_of(clause, appraisal.view.facts, desk.seat)
            if place is None:
                return None
            present = draft.amount(*place)
            amount = min(max(units, present), present + left)
            return draft.with_order(*place, amount) if _orderable(desk, *place) else None
        case ClauseKind.CONTRIBUTE:
            present = draft.contributions.get(clause.project, 0)
            amount = min(max(units, present), legal.largest_contribution(desk, clause.project))
            return draft.with_contribution(clause.project, amount) if amount > 0 else None
        case ClauseKind.LINK:
            return _with_link(appraisal, desk, item.to[0])
        case ClauseKind.JOIN:
            allowed = legal.may_join(desk, clause.instrument) is None
            return draft.with_instrument(clause.instrument, joins=True, leaves=False) if allowed else None
    return None


def _orderable(desk: DeskFacts, measure: str, target: Target) -> bool:
    return forbidden_order(desk.negotiation, desk.facts, desk.seat, measure, target) is None


def _with_link(appraisal: Appraisal, desk: DeskFacts, partner: str) -> Draft | None:
    measure = liaison(appraisal.view.public.book, desk.seat, partner)
    target = Target(delegation=partner)
    posted = measure and legal.may_set_order(desk, measure, target, 1) is None
    return desk.draft.with_order(measure, target, 1) if posted else None


def _teams(appraisal: Appraisal, desk: DeskFacts) -> Draft:
    """Post the teams that are left where a link is worth most; those who posted one here last come first."""
    last = appraisal.view.public.opened[-1] if appraisal.view.public.opened else {}
    worth = {}
    doubted = distrusted(appraisal.view, appraisal.links)
    for partner, value in appraisal.links.items():
        if partner in doubted:
            continue
        theirs = last.get(partner, Draft())
        answered = any(order.target.delegation == desk.seat for order in theirs.orders)
        worth[partner] = value.own * (2.0 if answered else 1.0)
    for partner in sorted(worth, key=lambda name: -worth[name]):
        if worth[partner] <= 0 or desk.teams_left < 1:
            break
        draft = _with_link(appraisal, desk, partner)
        if draft is not None:
            desk = replace(desk, draft=draft)
    return desk.draft


def _projects(appraisal: Appraisal, desk: DeskFacts) -> Draft:
    """Complete a joint project that lacks little; who cares for the room pays in whenever it wins at all."""
    for name, worth in appraisal.projects.items():
        lacks = appraisal.view.public.book.projects[name].cost - desk.projects[name].total
        lacks -= desk.draft.contributions.get(name, 0)
        most = legal.largest_contribution(desk, name) - desk.draft.contributions.get(name, 0)
        most = min(most, max(0, desk.funds_left - _reserve(appraisal)))
        units = appraisal.units(desk.seat, worth.own)
        if 0 < lacks <= most and units > _ALONE * lacks:
            amount = desk.draft.contributions.get(name, 0) + lacks
            if legal.may_contribute(desk, name, amount) is None:
                desk = replace(desk, draft=desk.draft.with_contribution(name, amount))
    return desk.draft


def _instruments(appraisal: Appraisal, desk: DeskFacts) -> Draft:
    """Join what is worth its political capital, the best first."""
    book, limited = appraisal.view.public.book, appraisal.view.public.book.scenario.rules.political_capital
    worth = {
        name: appraisal.units(desk.seat, value.own)
        for (seat, name), value in appraisal.memberships.items()
        if seat == desk.seat
    }
    for name in sorted(worth, key=lambda item: -worth[item]):
        cost = book.instruments[name].cost if limited else 0
        enough = not limited or desk.capital_left - cost >= _SPARE_CAPITAL
        if worth[name] > _JOIN * max(1, cost) and enough and legal.may_join(desk, name) is None:
            desk = replace(desk, draft=desk.draft.with_instrument(name, joins=True, leaves=False))
    return desk.draft


def _measures(appraisal: Appraisal, desk: DeskFacts) -> Draft:
    """Spend where the forecast says it helps most, without what the mandate wants to be held in the end."""
    units = max(0, desk.funds_left - _reserve(appraisal))
    free = [need for need in appraisal.purse.needs if _orderable(desk, need.measure, need.target)]
    refrained = _refrained(appraisal)
    free = [need for need in free if need.measure not in refrained]
    floors: Mapping[tuple[str, Target], int] = {(o.measure, o.target): o.amount for o in desk.draft.orders}
    spent = replace(appraisal.purse, needs=tuple(free)).spend(units, floors)
    more = [Order(measure, target, amount) for (measure, target), amount in spent.items()]
    return replace(desk.draft, orders=merged(desk.draft.orders, more).orders)


def _refrained(appraisal: Appraisal) -> set[str]:
    """Return the measures that the seat has pledged to do without, if it keeps its word."""
    if not appraisal.temperament.keeps_word:
        return set()
    view = appraisal.view
    due = owed_by(view.negotiation, view.facts, view.seat)
    return {item.terms.measure for item, _units in due if item.terms.kind is ClauseKind.REFRAIN}


def _reserve(appraisal: Appraisal) -> int:
    """Return the units that are held back in the last turn because the mandate asks for them."""
    public = appraisal.view.public
    if public.turn < public.turns:
        return 0
    delegation = public.book.delegations[appraisal.seat]
    return max(0, min(appraisal.interests.reserve, delegation.funds_cap) - delegation.funds)


def acts(appraisal: Appraisal, draft: Draft) -> list[tuple[str, str]]:
    """Return what the seat does in public beside what it owes, by subject, and why: to be said once orders are open."""
    view, prospect = appraisal.view, appraisal.prospect
    owed = {
        item.terms.instrument or item.terms.project for item, _due in owed_by(view.negotiation, view.facts, view.seat)
    }
    joins = [name for name in draft.joins if name not in owed]
    paid = [name for name in draft.contributions if name not in owed]
    if not joins and not paid:
        return []
    start = prospect.case(view.negotiation, own_plan(appraisal, view.negotiation))
    cases = [prospect.with_member(start, view.seat, name) for name in joins]
    cases += [prospect.with_project(start, name) for name in paid]
    figures = prospect.look([start, *cases])
    effects = [best_effect(appraisal, figures, number, 0) for number in range(1, len(cases) + 1)]
    said = [reasons.joined(effect) for effect in effects[: len(joins)]]
    later = zip(paid, effects[len(joins) :], strict=True)
    said += [reasons.paid_in(effect, draft.contributions[name]) for name, effect in later]
    return list(zip((*joins, *paid), said, strict=True))


def steps(desk: DeskFacts, draft: Draft) -> Iterator[cm.SeatCommand]:
    """Yield the commands that lead from the present draft to ``draft``, and seal it."""
    seat = desk.seat
    if not desk.draft.empty:
        yield cm.ClearDraft(seat)
    for order in draft.orders:
        yield cm.SetOrder(seat, order.measure, order.target, order.amount)
    for project, amount in draft.contributions.items():
        yield cm.Contribute(seat, project, amount)
    for to, amount in draft.gifts.items():
        yield cm.GiveFunds(seat, to, amount)
    for instrument in draft.joins:
        yield cm.JoinInstrument(seat, instrument)
    yield cm.Seal(seat)
