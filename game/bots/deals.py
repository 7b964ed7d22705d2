"""What terms and drafts are worth to a seat: what the others' part brings, against what the own part costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from game.bots.appraisal import Appraisal
from game.bots.commitments import dues_by_turn
from game.bots.credit import believed
from game.bots.prospect import Case, Figures
from game.bots.reasons import Effect, best_effect
from game.session.desk import Draft
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.preview import if_agreed
from game.session.negotiation.state import NegotiationState

_TEAM = 1.0  # worth of a team for a turn [units]
_KNOWLEDGE = 0.5  # of what somebody else knows, for a turn
_TELLING = 0.2  # what it costs to tell
_VOTE = 0.25  # of a promised vote
_CAPITAL = 0.5  # of a point of political capital
_BARGAIN = 1.0  # what a deal must bring beyond its cost, as a share of it, for the purse to open wide
_MOST_OF_PURSE = 0.9  # share of an income that is promised for such a deal
_SURE = 0.25  # units that a deal must bring at least


@dataclass(frozen=True, slots=True)
class Verdict:
    """What terms are worth in units of funds, over all turns: ``gain`` as far as it is believed.

    ``theirs``: by other party, what they would win as far as everybody can tell. ``effect``: the own figure that the
    others' part moves most. ``paid``: units that the own part takes in all.
    """

    gain: float
    cost: float
    theirs: Mapping[str, float]
    effect: Effect | None
    paid: int

    @property
    def net(self) -> float:
        """What is left."""
        return self.gain - self.cost


def accepts(appraisal: Appraisal, verdict: Verdict) -> bool:
    """Tell whether a verdict is good enough for who made it."""
    return verdict.net >= appraisal.temperament.margin * max(0.0, verdict.cost) + _SURE


def weigh(appraisal: Appraisal, proposals: Sequence[Terms]) -> list[Verdict]:
    """Return the verdict on each of ``proposals``, all looked at side by side."""
    talks = appraisal.view.negotiation
    sides = [_sides(appraisal, terms) for terms in proposals]
    cases = [_case(appraisal, talks)]
    for without, full in sides:
        cases += [_case(appraisal, without), _case(appraisal, full)]
    figures = appraisal.prospect.look(cases)
    return [_verdict(appraisal, terms, figures, 2 * number + 1) for number, terms in enumerate(proposals)]


def _sides(appraisal: Appraisal, terms: Terms) -> tuple[NegotiationState, NegotiationState]:
    """Return talks with the others' part only, and with all of it."""
    view = appraisal.view
    others = tuple(clause for clause in terms.clauses if clause.by != view.seat or clause.kind is ClauseKind.LINK)
    full = if_agreed(view.negotiation, view.facts, terms)
    if others == terms.clauses:
        return full, full
    return if_agreed(view.negotiation, view.facts, replace(terms, clauses=others)), full


def _case(appraisal: Appraisal, talks: NegotiationState) -> Case:
    return appraisal.prospect.case(talks, own_plan(appraisal, talks))


def own_plan(appraisal: Appraisal, talks: NegotiationState) -> list[Draft]:
    """Return what the seat would order in each turn that is left under ``talks``, beside its promises."""
    dues = dues_by_turn(appraisal.view, talks, appraisal.prospect.later)
    return [appraisal.purse.plan(due.free, due.floors) for due in dues]


def _verdict(appraisal: Appraisal, terms: Terms, figures: Figures, first: int) -> Verdict:
    view = appraisal.view
    own = appraisal.interests.own(figures)
    units = appraisal.units(view.seat, 1.0)
    paid = paid_by(appraisal, terms, view.seat)
    together = any(clause.by == view.seat and clause.kind is ClauseKind.CONTRIBUTE for clause in terms.clauses)
    if together:  # nothing comes of the others' part alone: what all bring, before the own part is paid
        brings, takes = float(own[first + 1] - own[0]) * units + paid, float(paid)
    else:
        brings, takes = float(own[first] - own[0]) * units, float(own[first] - own[first + 1]) * units
    share = believed_share(appraisal, terms)
    extra = _extras(appraisal, terms)
    gain = brings * (share if brings > 0 else 1.0) + share * extra[0]
    theirs = {
        party: float(worth[first + 1] - worth[0]) * appraisal.units(party, 1.0) + _passed(appraisal, terms, party)
        for party in terms.parties
        if party != view.seat and party in appraisal.purses
        for worth in [appraisal.interests.of(party, figures)]
    }
    effect = best_effect(appraisal, figures, first + int(together), 0)
    return Verdict(gain, takes + extra[1], theirs, effect, paid)


def believed_share(appraisal: Appraisal, terms: Terms) -> float:
    """Return how much of what the others promise is counted on: as much as of the least believed of them."""
    if terms.binding:
        return 1.0
    view, temperament = appraisal.view, appraisal.temperament
    shares = (believed(view, temperament, party) for party in terms.parties if party != appraisal.seat)
    return min(shares, default=temperament.believes)


def turns_of(appraisal: Appraisal, terms: Terms, clause: Clause) -> int:
    """Return in how many turns a clause is due."""
    left = appraisal.prospect.turns - clause.after
    limits = [left, *(value for value in (terms.turns, clause.turns) if value is not None)]
    return max(0, 1 if clause.rule.once else min(limits))


def paid_by(appraisal: Appraisal, terms: Terms, seat: str) -> int:
    """Return the units that the clauses take from ``seat`` in all."""
    return sum(clause.funds * turns_of(appraisal, terms, clause) for clause in terms.clauses if clause.by == seat)


def _passed(appraisal: Appraisal, terms: Terms, party: str) -> float:
    """Return the units that ``party`` gets as gifts less those that it pays, over all turns."""
    gifts = sum(
        clause.amount * turns_of(appraisal, terms, clause)
        for clause in terms.clauses
        if clause.kind is ClauseKind.GIVE_FUNDS and clause.to == party
    )
    return gifts - paid_by(appraisal, terms, party)


def _extras(appraisal: Appraisal, terms: Terms) -> tuple[float, float]:
    """Return what the forecast does not see [units]: what the others' part brings, and what the own one costs."""
    gain = cost = 0.0
    for clause in terms.clauses:
        worth = _extra(appraisal, clause) * turns_of(appraisal, terms, clause)
        if clause.by == appraisal.seat:
            cost += worth if clause.kind is not ClauseKind.SHARE_INTELLIGENCE else worth * _TELLING / _KNOWLEDGE
        elif clause.to in {appraisal.seat, ""}:
            gain += worth
    return gain, cost


def _extra(appraisal: Appraisal, clause: Clause) -> float:
    match clause.kind:
        case ClauseKind.LEND_TEAM:
            return _TEAM * clause.amount
        case ClauseKind.SHARE_INTELLIGENCE:
            return _KNOWLEDGE
        case ClauseKind.SHARE_ASSETS:
            recovered = appraisal.view.facts.seats[clause.by].recovered if clause.by == appraisal.seat else 1
            return max(0.5, recovered) * clause.amount / 100.0 if clause.by != appraisal.seat else 0.0
        case ClauseKind.VOTE:
            return _VOTE
        case ClauseKind.JOIN if clause.by == appraisal.seat:
            return _CAPITAL * appraisal.view.facts.instruments.get(clause.instrument, 0)
    return 0.0


def can_promise(appraisal: Appraisal, units: int, verdict: Verdict | None = None) -> bool:
    """Tell whether ``units`` more a turn are within what its temperament lets a seat promise, for what brings enough.

    Without a verdict: for the best of deals.
    """
    income = appraisal.view.public.book.delegations[appraisal.seat].funds
    bargain = verdict is None or verdict.net >= _BARGAIN * verdict.paid
    share = max(appraisal.temperament.purse, _MOST_OF_PURSE) if bargain else appraisal.temperament.purse
    return max(due.funds for due in appraisal.dues) + units <= share * income


def most_of(clauses: Iterable[Clause], seat: str) -> int:
    """Return the units a turn that ``clauses`` take from ``seat``."""
    return sum(clause.funds for clause in clauses if clause.by == seat)
