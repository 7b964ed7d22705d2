"""Offers of a seat: what it could give for what it needs, sought among all on the table, then weighed exactly."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from game.bots.appraisal import Appraisal, Worth, liaison
from game.bots.budget import part_of
from game.bots.commitments import owed_by
from game.bots.credit import believed, distrusted
from game.bots.deals import Verdict, accepts, can_promise, most_of, weigh
from game.bots.interests import present_others
from game.model.negotiation import AgreementForce
from game.session.desk import Draft
from game.session.needs import Need
from game.session.negotiation.agreements import Agreement, Status, Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.decide_agreements import may_offer
from game.session.negotiation.statements import reasons_for

TERM = 3  # turns for which a computer offers
MOST_OF_PAIR = 2  # offers and counter-offers that a computer makes to the same delegations in a turn
_ASKED = (2, 4)  # units a turn that are asked of a measure
_GIVEN = (1, 2, 3, 4, 5)  # units a turn that are given
_BEST = 4  # measures of each side that are tried
_LINK = 0.5  # units that a link must be worth to be asked for
_AGREEABLE = 0.5  # units that the other side must win at least, as far as one can tell
_PURSE_FOR_PROJECTS = 0.45  # of an income that goes into a joint project at most
_PURSE_OF_OTHERS = 0.6  # of another delegation's income that one asks for at most


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of a deal [units over the term]: what it is worth to the seat, and to the other delegation."""

    clauses: tuple[Clause, ...]
    own: float
    theirs: float


@dataclass(frozen=True, slots=True)
class Offer:
    """Terms that a seat wants to offer, and what it makes of them."""

    terms: Terms
    verdict: Verdict


def made_this_turn(appraisal: Appraisal, parties: Sequence[str] = ()) -> int:
    """Return how many offers the seat made this turn, to exactly these delegations if they are named."""
    return len([item for item in _own_offers(appraisal) if not parties or set(item.parties) == set(parties)])


def _own_offers(appraisal: Appraisal) -> Iterator[Agreement]:
    view = appraisal.view
    for item in view.negotiation.agreements().values():
        if item.by == view.seat and item.turn == view.public.turn:
            yield item


def best_offers(appraisal: Appraisal) -> list[Offer]:
    """Return what the seat offers now, the best first: as much as its temperament and the rules let it."""
    room = appraisal.temperament.offers - made_this_turn(appraisal)
    if room <= 0:
        return []
    drawn = [*_project_terms(appraisal), *_pair_terms(appraisal)][: 2 * room + 2]
    legal = [terms for terms in drawn if _allowed(appraisal, terms)]
    if not legal:
        return []
    found = [Offer(terms, verdict) for terms, verdict in zip(legal, weigh(appraisal, legal), strict=True)]
    good = [
        item
        for item in found
        if accepts(appraisal, item.verdict)
        and can_promise(appraisal, most_of(item.terms.clauses, appraisal.seat), item.verdict)
        and min(item.verdict.theirs.values()) > 0
    ]
    return sorted(good, key=lambda item: -item.verdict.net)[:room]


def _allowed(appraisal: Appraisal, terms: Terms) -> bool:
    view = appraisal.view
    pays = can_promise(appraisal, most_of(terms.clauses, view.seat))
    return pays and may_offer(view.negotiation, view.facts, view.seat, terms) is None


def prefers_binding(appraisal: Appraisal) -> bool:
    """Tell whether the seat would rather have its agreements carried out by the rules."""
    force = appraisal.view.facts.rules.agreements
    return force is AgreementForce.BINDING or (force is AgreementForce.CHOICE and appraisal.temperament.binding)


def _terms(appraisal: Appraisal, parties: tuple[str, ...], clauses: tuple[Clause, ...], turns: int) -> Terms:
    return Terms(parties, clauses, binding=prefers_binding(appraisal), turns=turns)


# Between two


def _pair_terms(appraisal: Appraisal) -> list[Terms]:
    """Return the best deal with each other delegation, the best first."""
    found = []
    for partner in present_others(appraisal.view):
        if _busy_with(appraisal, partner) or distrusted(appraisal.view, (partner,)):
            continue
        best = _best_deal(appraisal, partner)
        if best is not None:
            found.append(best)
    return [terms for _worth, terms in sorted(found, key=lambda item: -item[0])]


def _busy_with(appraisal: Appraisal, partner: str) -> bool:
    """Tell whether there is an offer between the two already, or a deal of theirs that still runs, or too many."""
    pair = {appraisal.seat, partner}
    for item in appraisal.view.negotiation.agreements().values():
        if set(item.parties) == pair and item.status in {Status.OFFERED, Status.IN_FORCE}:
            return True
    return made_this_turn(appraisal, tuple(pair)) >= MOST_OF_PAIR - 1


def _best_deal(appraisal: Appraisal, partner: str) -> tuple[float, Terms] | None:
    turns = min(TERM, appraisal.prospect.turns)
    temperament = appraisal.temperament
    best: tuple[float, tuple[Clause, ...]] | None = None
    parts = product(
        _asks(appraisal, partner, turns), _gives(appraisal, partner, turns), _links(appraisal, partner, turns)
    )
    for ask, give, link in parts:
        clauses = (*give.clauses, *ask.clauses, *link.clauses)
        exchanged = bool(link.clauses) or (ask.clauses and give.clauses)
        if not exchanged or _money_both_ways(clauses):
            continue
        own, theirs = ask.own + give.own + link.own, ask.theirs + give.theirs + link.theirs
        fair = theirs >= max(_AGREEABLE, (1.0 - temperament.asks) * (own + theirs))
        if own > 0 and fair and (best is None or own > best[0]):
            best = own, clauses
    if best is None:
        return None
    return best[0], _terms(appraisal, (appraisal.seat, partner), best[1], turns)


def _money_both_ways(clauses: tuple[Clause, ...]) -> bool:
    return len({clause.by for clause in clauses if clause.kind is ClauseKind.GIVE_FUNDS}) > 1


def _asks(appraisal: Appraisal, partner: str, turns: int) -> list[_Part]:
    """Return what the partner could do: nothing, give funds, or one of the measures that help the seat most."""
    share = turns / appraisal.prospect.turns
    believes = believed(appraisal.view, appraisal.temperament, partner)
    income = appraisal.view.public.book.delegations[partner].funds
    most = int(_PURSE_OF_OTHERS * income) - owed_in_public(appraisal, partner)
    parts = [_Part((), 0.0, 0.0)]
    for amount in _GIVEN:
        if amount <= most:
            clause = Clause(ClauseKind.GIVE_FUNDS, partner, appraisal.seat, amount)
            parts.append(_Part((clause,), believes * amount * turns, -float(amount * turns)))
    there = appraisal.prospect.expected.get(partner, Draft())
    for need, worth in _best_measures(appraisal, partner, lambda worth: worth.own):
        for amount in _ASKED:
            if amount > most:
                continue
            present = there.amount(need.measure, need.target)
            own = appraisal.units(appraisal.seat, part_of(need, amount)) * share * believes
            same = Need(need.measure, need.target, worth.others.get(partner, 0.0), need.half)
            theirs = appraisal.units(partner, part_of(same, amount)) * share - amount * turns
            clause = _fund(partner, need, present + amount)
            parts.append(_Part((clause,), own, theirs))
    return parts


def owed_in_public(appraisal: Appraisal, seat: str) -> int:
    """Return the units that ``seat`` owes this turn, as everybody can tell."""
    view = appraisal.view
    return sum(units for item, units in owed_by(view.public.negotiation, view.facts, seat) if item.terms.funds)


def _gives(appraisal: Appraisal, partner: str, turns: int) -> list[_Part]:
    """Return what the seat could do for the partner: nothing, funds, or one of the measures that help it most."""
    share = turns / appraisal.prospect.turns
    parts = [_Part((), 0.0, 0.0)]
    for amount in _GIVEN:
        clause = Clause(ClauseKind.GIVE_FUNDS, appraisal.seat, partner, amount)
        parts.append(_Part((clause,), -float(amount * turns), float(amount * turns)))
    planned = appraisal.purse.spend(appraisal.dues[0].free)
    expected = appraisal.prospect.expected_of_own
    for need, worth in _best_measures(appraisal, appraisal.seat, lambda worth: worth.others.get(partner, 0.0)):
        present = planned.get((need.measure, need.target), 0)
        for amount in {present, *_ASKED} - {0}:
            more = max(0, amount - present)  # what it would not do anyway
            mine = Need(need.measure, need.target, worth.own, need.half)
            brought = part_of(mine, amount) - part_of(mine, present) if more else 0.0
            own = appraisal.units(appraisal.seat, brought) * share - more * turns
            before = expected.amount(need.measure, need.target)  # what the partner counts on anyway
            theirs = appraisal.units(partner, max(0.0, part_of(need, amount) - part_of(need, before))) * share
            parts.append(_Part((_fund(appraisal.seat, need, amount),), min(0.0, own), theirs))
    return parts


def _best_measures(appraisal: Appraisal, who: str, worth_of: Callable[[Worth], float]) -> list[tuple[Need, Worth]]:
    """Return the measures of ``who`` that are worth most by ``worth_of``, with what they are worth to all."""
    found = []
    for (seat, measure, target), (worth, half) in appraisal.measures.items():
        value = worth_of(worth)
        if seat == who and value > 0:
            found.append((Need(measure, target, value, half), worth))
    return sorted(found, key=lambda item: -part_of(item[0], _ASKED[0]))[:_BEST]


def _fund(seat: str, need: Need, amount: int) -> Clause:
    return Clause(ClauseKind.FUND_AT_LEAST, seat, amount=amount, measure=need.measure, target=need.target)


def _links(appraisal: Appraisal, partner: str, turns: int) -> list[_Part]:
    """Return nothing, and a link where it helps the seat and there are teams for it."""
    parts = [_Part((), 0.0, 0.0)]
    worth = appraisal.links.get(partner)
    if worth is None or free_teams(appraisal) < 1 or not liaison(appraisal.view.public.book, partner, appraisal.seat):
        return parts
    share = turns / appraisal.prospect.turns
    believes = believed(appraisal.view, appraisal.temperament, partner)
    own = appraisal.units(appraisal.seat, worth.own) * share * believes
    if own < _LINK:
        return parts
    theirs = appraisal.units(partner, worth.others.get(partner, 0.0)) * share
    return [*parts, _Part((Clause(ClauseKind.LINK, appraisal.seat, partner),), own, theirs)]


def free_teams(appraisal: Appraisal) -> int:
    """Return the teams that the seat has promised to nobody."""
    view = appraisal.view
    owed = {
        item.to
        for item in view.negotiation.obligations()
        if item.by == view.seat and item.terms.kind is ClauseKind.LINK and item.holds_in(view.public.turn)
    }
    return view.desk.teams - len(owed)


# Joint projects


def _project_terms(appraisal: Appraisal) -> list[Terms]:
    """Return terms by which those who gain pay for a joint project, for each that is worth it."""
    found = []
    for name, worth in appraisal.projects.items():
        if _is_talked_about(appraisal, name):
            continue
        own = appraisal.units(appraisal.seat, worth.own)
        terms = _shared_project(appraisal, name, worth)
        if terms is not None:
            found.append((own, terms))
    return [terms for _worth, terms in sorted(found, key=lambda item: -item[0])]


def _is_talked_about(appraisal: Appraisal, project: str) -> bool:
    """Tell whether an offer or a deal about the project is open, or was refused this turn already."""
    view = appraisal.view
    for item in view.negotiation.agreements().values():
        about = any(clause.project == project for clause in item.terms.clauses)
        if about and (
            item.status in {Status.OFFERED, Status.IN_FORCE} or _own_and_new(item, view.seat, view.public.turn)
        ):
            return True
    return False


def _own_and_new(item: Agreement, seat: str, turn: int) -> bool:
    return item.by == seat and item.turn == turn


def _shared_project(appraisal: Appraisal, name: str, worth: Worth) -> Terms | None:
    """Return the terms by which all who gain pay in proportion to their gain; None if that does not pay for it."""
    view, book = appraisal.view, appraisal.view.public.book
    missing = book.projects[name].cost - view.public.projects[name].total
    gains = {appraisal.seat: appraisal.units(appraisal.seat, worth.own)}
    gains |= {seat: appraisal.units(seat, value) for seat, value in worth.others.items() if seat in appraisal.purses}
    refused = _refused(appraisal, name)
    refused.update(distrusted(view, gains))
    payers = {seat: gain for seat, gain in gains.items() if gain > _AGREEABLE and seat not in refused}
    if appraisal.seat not in payers or len(payers) < 2:
        return None
    for turns in range(1, min(TERM, appraisal.prospect.turns) + 1):
        amounts = _quotas(appraisal, name, payers, missing, turns)
        enough = sum(amounts.values()) * turns >= missing
        if enough and all(amounts[seat] * turns < payers[seat] for seat in amounts):
            clauses = tuple(
                Clause(ClauseKind.CONTRIBUTE, seat, amount=amount, project=name) for seat, amount in amounts.items()
            )
            parties = (appraisal.seat, *(seat for seat in amounts if seat != appraisal.seat))
            return (
                _terms(appraisal, parties, clauses, turns) if appraisal.seat in amounts and len(parties) > 1 else None
            )
    return None


def _refused(appraisal: Appraisal, project: str) -> set[str]:
    """Return who refused to pay for a joint project this turn, and said why."""
    view = appraisal.view
    found = set()
    for item in view.negotiation.agreements().values():
        about = any(clause.project == project for clause in item.terms.clauses)
        if about and item.status is Status.DECLINED and item.turn == view.public.turn:
            found |= {said.seat for said in reasons_for(view.negotiation, item.id)} - set(item.signed)
    return found


def _quotas(appraisal: Appraisal, name: str, payers: dict[str, float], missing: int, turns: int) -> dict[str, int]:
    """Return units a turn by payer that pay what is missing in ``turns``, in proportion to gains, as purses allow."""
    book = appraisal.view.public.book
    most = {
        seat: min(appraisal.view.facts.projects[name], round(_PURSE_FOR_PROJECTS * book.delegations[seat].funds))
        for seat in payers
    }
    amounts = dict.fromkeys(payers, 0)
    for _unit in range(-(-missing // turns)):
        open_ones = [seat for seat in payers if amounts[seat] < most[seat]]
        if not open_ones:
            break
        next_one = max(open_ones, key=lambda seat: payers[seat] / (amounts[seat] + 1))
        amounts[next_one] += 1
    return {seat: amount for seat, amount in amounts.items() if amount}
