"""Answers of a seat to what it is offered: signed, answered with another offer, or refused, each with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.bots import reasons
from game.bots.appraisal import Appraisal
from game.bots.credit import defaulters, distrusted
from game.bots.deals import Verdict, accepts, can_promise, most_of, weigh
from game.bots.offers import MOST_OF_PAIR, Offer, made_this_turn
from game.model.negotiation import AgreementForce
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Agreement, Status, Terms
from game.session.negotiation.clauses import AmountUnit, Clause, ClauseKind, debtors
from game.session.negotiation.decide_agreements import may_offer, may_sign
from game.session.negotiation.settle import entries_of
from game.session.negotiation.statements import reasons_for

_MORE = (1, 2, 3)  # units a turn by which a counter-offer asks more, or gives less
_LEFT_TO_THEM = 0.25  # units that a counter-offer leaves to the other side, as far as one can tell


@dataclass(frozen=True, slots=True)
class Answer:
    """What is done about an agreement, and why."""

    command: nc.NegotiationCommand
    subject: str  # the agreement; empty where the command makes a new one
    reason: str


def open_offers(appraisal: Appraisal) -> Iterator[Agreement]:
    """Yield the offers that wait for the seat."""
    for item in appraisal.view.negotiation.agreements().values():
        if item.status is Status.OFFERED and appraisal.seat in item.waiting_for:
            yield item


def answer(appraisal: Appraisal, agreement: Agreement) -> Answer:
    """Return what the seat does about an offer that waits for it."""
    view, terms = appraisal.view, agreement.terms
    doubted = () if terms.binding else distrusted(view, terms.parties)
    if doubted:
        return _doubting(appraisal, agreement, doubted)
    (verdict,) = weigh(appraisal, [terms])
    able = may_sign(view.negotiation, view.facts, view.seat, agreement.id) is None
    able = able and can_promise(appraisal, most_of(terms.clauses, view.seat), verdict)
    good = able and accepts(appraisal, verdict)
    if not good or (appraisal.temperament.haggles and not _generous(appraisal, verdict)):
        counter = _counter(appraisal, agreement, verdict)
        if counter is not None:
            return counter
    if good:
        received = _received(terms, view.seat)
        reason = reasons.signs(verdict.effect, verdict.paid, received)
        return Answer(nc.SignAgreement(view.seat, agreement.id), agreement.id, reason)
    if able or verdict.net <= 0:
        reason = reasons.refuses(verdict.effect, verdict.paid, against=verdict.gain <= 0)
    else:
        reason = reasons.beyond(verdict.paid)
    return Answer(nc.DeclineAgreement(view.seat, agreement.id), agreement.id, reason)


def _doubting(appraisal: Appraisal, agreement: Agreement, doubted: tuple[str, ...]) -> Answer:
    """Return the refusal of a pledge of those who are not trusted."""
    view = appraisal.view
    binding = view.facts.rules.agreements is not AgreementForce.PLEDGE
    worth = binding and _worth_signing(appraisal, replace(agreement.terms, binding=True))
    reason = reasons.doubts(view.facts.names.delegation_list(doubted), binding=binding, worth=worth)
    return Answer(nc.DeclineAgreement(view.seat, agreement.id), agreement.id, reason)


def _worth_signing(appraisal: Appraisal, terms: Terms) -> bool:
    """Tell whether the seat would sign these terms, so that no refusal points to what would be refused as well."""
    (verdict,) = weigh(appraisal, [terms])
    return can_promise(appraisal, most_of(terms.clauses, appraisal.seat), verdict) and accepts(appraisal, verdict)


def _generous(appraisal: Appraisal, verdict: Verdict) -> bool:
    """Tell whether an offer leaves the seat the share of the surplus that it asks for."""
    theirs = max(0.0, max(verdict.theirs.values(), default=0.0))
    return verdict.net >= appraisal.temperament.asks * (verdict.net + theirs)


def _received(terms: Terms, seat: str) -> int:
    return sum(item.amount for item in terms.clauses if item.kind is ClauseKind.GIVE_FUNDS and item.to == seat)


def _counter(appraisal: Appraisal, agreement: Agreement, before: Verdict) -> Answer | None:
    """Return a better offer instead, if one is good for the seat and leaves something to the other side."""
    view, terms = appraisal.view, agreement.terms
    author = agreement.by
    if len(terms.parties) != 2 or author not in terms.parties or author == view.seat:
        return None
    if made_this_turn(appraisal, terms.parties) >= MOST_OF_PAIR:
        return None
    drawn = [
        replace(terms, parties=(view.seat, author), clauses=clauses)
        for clauses in _variants(terms.clauses, view.seat, author)
    ]
    legal = [
        item
        for item in drawn
        if can_promise(appraisal, most_of(item.clauses, view.seat))
        and may_offer(view.negotiation, view.facts, view.seat, item, agreement.id) is None
    ]
    if not legal:
        return None
    found = [Offer(item, verdict) for item, verdict in zip(legal, weigh(appraisal, legal), strict=True)]
    good = [
        item
        for item in found
        if accepts(appraisal, item.verdict)
        and can_promise(appraisal, most_of(item.terms.clauses, view.seat), item.verdict)
        and item.verdict.net > before.net
        and item.verdict.theirs.get(author, 0.0) >= _LEFT_TO_THEM
    ]
    if not good:
        return None
    haggles = appraisal.temperament.haggles
    best = max(good, key=lambda item: item.verdict.net if haggles else item.verdict.theirs[author])
    reason = reasons.counters(
        before.paid, best.verdict.paid, _received(terms, view.seat), _received(best.terms, view.seat)
    )
    return Answer(nc.ProposeAgreement(view.seat, best.terms, answers=agreement.id), "", reason)


def _variants(clauses: tuple[Clause, ...], seat: str, author: str) -> Iterator[tuple[Clause, ...]]:
    """Yield the clauses with less from the seat, or more for it."""
    for number, clause in enumerate(clauses):
        rest = (*clauses[:number], *clauses[number + 1 :])
        gift = clause.kind is ClauseKind.GIVE_FUNDS
        if clause.by == seat and clause.funds and clause.kind is not ClauseKind.CONTRIBUTE:
            for less in _MORE:
                if clause.amount > less:
                    yield (replace(clause, amount=clause.amount - less), *rest)
            if rest and any(other.by == seat for other in rest):
                yield rest
        if gift and clause.by == author and clause.to == seat:
            for more in _MORE:
                yield (*rest, replace(clause, amount=clause.amount + more))
    gifts = [clause for clause in clauses if clause.kind is ClauseKind.GIVE_FUNDS]
    if not gifts:
        for more in _MORE:
            yield (*clauses, Clause(ClauseKind.GIVE_FUNDS, author, seat, more))


def called_broken(appraisal: Appraisal) -> Iterator[Answer]:
    """Yield the agreements that the seat calls broken, because another party fell short and it still owes something."""
    view = appraisal.view
    for item in view.negotiation.agreements().values():
        short = [seat for seat in item.breaches if seat != view.seat]
        owes = any(by == view.seat for clause in item.terms.clauses for by, _to in debtors(clause))
        if item.status is not Status.IN_FORCE or not short or not owes or view.seat not in item.parties:
            continue
        forgives = appraisal.temperament.margin < 0 and not distrusted(view, short)
        if not forgives:
            names = view.facts.names.delegation_list(tuple(short))
            yield Answer(nc.DeclareBroken(view.seat, item.id), item.id, reasons.calls_broken(names))


def confessed(appraisal: Appraisal) -> Iterator[Answer]:
    """Yield why the seat did not keep what it owed in the turn before, once for each agreement or resolution."""
    view = appraisal.view
    turn, entries = view.public.turn, entries_of(view.negotiation, view.seat)
    short: dict[str, int] = {}
    for entry in entries:
        if entry.by == view.seat and entry.turn == turn - 1 and entry.short and not entry.lapsed:
            short[entry.source] = short.get(entry.source, 0) + (entry.short if entry.unit is AmountUnit.FUNDS else 0)
    for source, units in short.items():
        told = any((item.seat, item.turn) == (view.seat, turn) for item in reasons_for(view.negotiation, source))
        if not told:
            reason = _excuse(appraisal, source, units)
            yield Answer(nc.StateReason(view.seat, source, reason), "", "")


def _excuse(appraisal: Appraisal, source: str, units: int) -> str:
    """Say why ``units`` that were owed last turn are missing."""
    view = appraisal.view
    if not appraisal.temperament.keeps_word:
        return reasons.fell_short(units)
    others = defaulters(view, source, view.public.turn - 2) if source in view.negotiation.public.resolutions else ()
    return reasons.withheld(view.facts.names.delegation_list(others)) if others else reasons.could_not()
