"""What new terms add to what is in force: nothing twice, no gifts in a circle, no more than anybody can have."""

from collections.abc import Iterable, Iterator

from game.model.text import _
from game.session.negotiation.agreements import Agreement, Status, Terms, agreement_code, obligations
from game.session.negotiation.clause_checks import IN_CIRCLES, beyond_means, gifts_in_a_circle
from game.session.negotiation.clauses import AmountUnit, ClauseKind, Obligation
from game.session.negotiation.facts import Facts
from game.session.refusal import Refusal

# What is given under two promises is given twice; what is done, joined or left undone keeps both.
_ADD_UP = frozenset({ClauseKind.GIVE_FUNDS, ClauseKind.LEND_TEAM, ClauseKind.SHARE_ASSETS, ClauseKind.PAY_IN})


def check_beside(seat: str, terms: Terms, since: int, known: tuple[Obligation, ...], facts: Facts) -> Refusal | None:
    """Tell whether ``terms``, in force from turn ``since``, can stand beside what is in force.

    Parameters
    ----------
    seat
        Whose promises are held against what anybody can have.
    terms, since
        What is to be agreed.
    known
        What is owed already, as far as whoever asks may know.
    facts
        The limits of everybody's means.
    """
    new = tuple(_obligations(terms, since))
    return _promised_already(new, known, facts) or _in_a_circle(new, known) or _within_limits(seat, new, known, facts)


def _obligations(terms: Terms, since: int) -> Iterator[Obligation]:
    until = None if terms.turns is None else since + terms.turns - 1
    supposed = Agreement("", terms.parties[0], terms, Status.IN_FORCE, since, terms.parties, since=since, until=until)
    return obligations(supposed)


def _promised_already(new: Iterable[Obligation], known: tuple[Obligation, ...], facts: Facts) -> Refusal | None:
    for promise in new:
        old = next((item for item in known if _says_no_less(item, promise)), None)
        if old is not None:
            sentence = _("{delegation} has promised that in {agreement} already. Leave it out, or promise more.")
            fields = {"delegation": facts.names.delegation(promise.by), "agreement": agreement_code(old.source)}
            return Refusal("promised_already", sentence.format(**fields))
    return None


def _says_no_less(old: Obligation, new: Obligation) -> bool:
    """Tell whether keeping ``old`` keeps ``new`` as well, towards somebody to whom both are owed."""
    if old.terms.kind in _ADD_UP or _subject(old) != _subject(new) or not set(old.to) & set(new.to):
        return False
    lasts = old.last is None or (new.last is not None and new.last <= old.last)
    return old.terms.amount >= new.terms.amount and old.first <= new.first and lasts


def _subject(promise: Obligation) -> tuple[object, ...]:
    terms = promise.terms
    other = promise.to if terms.kind is ClauseKind.LINK else ()
    about = (terms.measure, terms.target, terms.instrument, terms.project, terms.resolution, terms.vote)
    return (promise.by, terms.kind, other, *about)


def _in_a_circle(new: tuple[Obligation, ...], known: tuple[Obligation, ...]) -> Refusal | None:
    for kind in IN_CIRCLES:
        gifts = [item for item in (*known, *new) if item.terms.kind is kind]
        for turn in sorted({item.first for item in gifts}):
            today = [item for item in gifts if item.holds_in(turn)]
            fresh = [(item.by, item.terms.to) for item in today if not item.source]
            if gifts_in_a_circle(fresh, [(item.by, item.terms.to) for item in today]):
                sources = ", ".join(dict.fromkeys(agreement_code(item.source) for item in today if item.source))
                sentence = _("Beside {agreements} these gifts would go in a circle. Promise the difference only.")
                return Refusal("gifts_in_a_circle", sentence.format(agreements=sources))
    return None


def _within_limits(
    seat: str, new: tuple[Obligation, ...], known: tuple[Obligation, ...], facts: Facts
) -> Refusal | None:
    """Hold what ``new`` adds in later turns against the most that ``seat`` can have; today is looked at elsewhere."""
    own = facts.seats[seat]
    mine = [item for item in (*known, *new) if item.by == seat]
    for turn in sorted({item.first for item in mine}):
        today = [item for item in mine if item.holds_in(turn)]
        before, added = [item for item in today if item.source], [item for item in today if not item.source]
        funds, teams = sum(item.terms.funds for item in before), sum(_teams(item) for item in before)
        more_funds, more_teams = sum(item.terms.funds for item in added), sum(_teams(item) for item in added)
        if more_funds and funds + more_funds > max(own.funds_cap, own.income):
            return beyond_means(facts, seat, "beyond_funds", funds)
        if more_teams and teams + more_teams > own.base_teams:
            return beyond_means(facts, seat, "beyond_teams", teams)
    return None


def _teams(promise: Obligation) -> int:
    if promise.terms.kind is ClauseKind.LINK:
        return 1
    return promise.terms.amount if promise.terms.rule.unit is AmountUnit.TEAMS else 0
