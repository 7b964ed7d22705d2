"""What becomes of commands about agreements: offers, signatures, answers, notice, breach."""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from game.model.negotiation import AgreementForce
from game.model.text import _
from game.session.negotiation import commands as cm
from game.session.negotiation import events as ev
from game.session.negotiation.agreements import Agreement, Status, Terms, secret_id
from game.session.negotiation.clause_checks import (
    MOST_CLAUSES,
    check_own_means,
    check_public_means,
    check_terms,
    most_funds,
    most_teams,
)
from game.session.negotiation.clauses import Clause, ClauseKind, Obligation, clause_term
from game.session.negotiation.facts import AT_THE_TABLE, PLAYING, REFEREE, TALKING, Facts, Stage
from game.session.negotiation.leaks import leak, revealed
from game.session.negotiation.lending import Loan, least_at_home
from game.session.negotiation.promised_before import check_beside
from game.session.negotiation.resolution_checks import is_draft
from game.session.negotiation.state import NegotiationState
from game.session.refusal import Refusal

Decision = tuple[ev.NegotiationEvent, ...] | Refusal


@singledispatch
def decide_agreement(command: object, _state: NegotiationState, _facts: Facts) -> Decision:
    """Return the events of a command about agreements, or the refusal."""
    raise TypeError(f"no rule for {type(command).__name__}")


def may_talk(facts: Facts) -> Refusal | None:
    """Tell whether this is a time to negotiate."""
    if facts.stage in TALKING:
        return None
    return Refusal("not_now", _("Agreements are made before the orders open, not now."))


def may_offer(state: NegotiationState, facts: Facts, by: str, terms: Terms, answers: str = "") -> Refusal | None:
    """Tell whether ``by`` may offer ``terms`` to their parties."""
    if by not in terms.parties:
        return Refusal("not_a_party", _("A delegation offers agreements to which it is a party itself."))
    return (
        may_agree(state, facts, terms)
        or _may_answer(state, by, terms, answers)
        or _own_means(_as_told(state, facts, by), facts, by, terms)
        or _in_time(facts, starts_in(facts))
    )


def may_agree(state: NegotiationState, facts: Facts, terms: Terms) -> Refusal | None:
    """Tell whether ``terms`` could be agreed now by anybody."""
    return (
        may_talk(facts)
        or _allowed_force(facts, terms)
        or _allowed_secrecy(facts, terms)
        or check_terms(terms, facts)
        or _known_drafts(state, terms)
        or _agreed_already(state, facts, terms)
        or check_public_means(terms, facts)
    )


def _agreed_already(state: NegotiationState, facts: Facts, terms: Terms) -> Refusal | None:
    """Refuse what was recorded a moment ago: a second press of the same button."""
    for item in state.agreements().values():
        same = item.terms == terms and item.turn == facts.turn and item.status in {Status.OFFERED, Status.IN_FORCE}
        if same:
            sentence = _("The same stands in {agreement} already. Change it, or leave it.")
            return Refusal("agreed_already", sentence.format(agreement=item.id))
    return None


def _known_drafts(state: NegotiationState, terms: Terms) -> Refusal | None:
    for clause in terms.clauses:
        draft = state.public.resolutions.get(clause.resolution)
        if clause.kind is ClauseKind.VOTE and (draft is None or is_draft(draft)):
            sentence = _("There is no draft {draft} that will be voted on.")
            return Refusal("draft_unknown", sentence.format(draft=clause.resolution or "–"))
    return None


def _allowed_force(facts: Facts, terms: Terms) -> Refusal | None:
    match facts.rules.agreements:
        case AgreementForce.PLEDGE if terms.binding:
            return Refusal("only_pledges", _("In this game agreements are pledges; none is binding."))
        case AgreementForce.BINDING if not terms.binding:
            return Refusal("only_binding", _("In this game all agreements are binding."))
    return None


def _allowed_secrecy(facts: Facts, terms: Terms) -> Refusal | None:
    if not terms.secret:
        return None
    if not facts.rules.secret_agreements:
        return Refusal("no_secrets", _("In this game all agreements are public."))
    if facts.stage in AT_THE_TABLE:
        sentence = _("Secret agreements are not recorded in front of everybody. Offer it at the desk.")
        return Refusal("secret_at_the_table", sentence)
    return None


def _may_answer(state: NegotiationState, by: str, terms: Terms, answers: str) -> Refusal | None:
    if not answers:
        return None
    old = state.find_agreement(answers, None if by == REFEREE else by)
    refusal = _is_offered(old, answers)
    if refusal or old is None:
        return refusal
    if by == old.by and by != REFEREE:
        return Refusal("own_offer", _("A counter-offer answers somebody else’s offer. Withdraw the own one instead."))
    if old.secret != terms.secret:
        return Refusal("other_secrecy", _("A counter-offer is as public or as secret as the offer that it answers."))
    if terms.secret and set(terms.parties) != set(old.parties):
        return Refusal("other_parties", _("A secret counter-offer goes to the same delegations."))
    if by not in {REFEREE, *old.parties} or old.by not in {REFEREE, *terms.parties}:
        return Refusal("other_parties", _("A counter-offer is between those of the offer, and its author."))
    return None


def _is_offered(agreement: Agreement | None, name: str) -> Refusal | None:
    if agreement is None:
        return Refusal("agreement_unknown", _("There is no agreement {agreement}.").format(agreement=name))
    if agreement.status is Status.OFFERED:
        return None
    sentence = (
        _("Agreement {agreement} is in force already.")
        if agreement.status is Status.IN_FORCE
        else _("Offer {agreement} is no longer open.")
    )
    return Refusal("offer_not_open", sentence.format(agreement=name))


def _in_time(facts: Facts, since: int) -> Refusal | None:
    if since <= facts.turns:
        return None
    sentence = _("What is agreed at the desks counts from the next turn, and there is none.")
    return Refusal("too_late", sentence)


def starts_in(facts: Facts) -> int:
    """Return the first turn of what is agreed now: this one at the table, the next one at the desks."""
    return facts.turn + int(facts.stage is Stage.DESKS)


def _as_told(state: NegotiationState, facts: Facts, seat: str) -> NegotiationState:
    """Return what a refusal may tell ``seat``: at the table, where all read it, only what is public."""
    return state.in_public() if facts.stage in AT_THE_TABLE else state.as_seen_by(seat)


def _own_means(known: NegotiationState, facts: Facts, seat: str, terms: Terms) -> Refusal | None:
    """Hold the terms against what ``seat`` has, and has promised as far as is ``known``."""
    since = starts_in(facts)
    owed = tuple(known.obligations())
    return (
        check_own_means(seat, terms, facts, tuple(promised_by(owed, seat, since)))
        or _teams_to_lend(known, facts, seat, terms)
        or check_beside(seat, terms, since, owed, facts)
    )


def _teams_to_lend(state: NegotiationState, facts: Facts, seat: str, terms: Terms) -> Refusal | None:
    clauses = [clause for clause in terms.clauses if clause.kind is ClauseKind.LEND_TEAM and clause.by == seat]
    if not terms.binding or sum(clause.amount for clause in clauses) <= _at_home(state.public.loans, facts, seat):
        return None
    sentence = _("{delegation} does not have as many teams at home. Promise fewer.")
    return Refusal("beyond_teams", sentence.format(delegation=facts.names.delegation(seat)))


def _at_home(loans: Iterable[Loan], facts: Facts, seat: str) -> int:
    return least_at_home(seat, facts.seats[seat].base_teams, loans, starts_in(facts), facts.turns + 1)


def promised_by(owed: Iterable[Obligation], seat: str, turn: int) -> Iterator[Clause]:
    """Yield the clauses of ``owed`` under which ``seat`` owes something in ``turn``."""
    return (item.terms for item in owed if item.by == seat and item.holds_in(turn))


def _new_id(state: NegotiationState, terms: Terms, by: str) -> str:
    """Return the id of a new agreement, from what is public and what ``by`` (or else a party) knows."""
    if not terms.secret:
        return f"A{len(state.public.agreements) + 1}"
    knows = by if by in terms.parties else terms.parties[0]
    known = (*state.seat(knows).secrets.values(), *state.public.agreements.values())
    same = [item for item in known if item.terms.secret and set(item.parties) == set(terms.parties)]
    return secret_id(terms.parties, len(same) + 1)


@decide_agreement.register
def _propose(command: cm.ProposeAgreement, state: NegotiationState, facts: Facts) -> Decision:
    own = state.seat(command.by)
    if command.draft and command.draft not in own.drafts:
        return Refusal("draft_unknown", _("There is no draft {draft}.").format(draft=command.draft))
    if not command.offered:
        return _keep_draft(command, state, facts)
    refusal = may_offer(state, facts, command.by, command.terms, command.answers)
    if refusal:
        return refusal
    events: list[ev.NegotiationEvent] = []
    if command.draft:
        events.append(ev.DraftDiscarded(command.by, command.draft))
    agreement = Agreement(
        id=_new_id(state, command.terms, command.by),
        by=command.by,
        terms=command.terms,
        status=Status.OFFERED,
        turn=facts.turn,
        signed=(command.by,),
        answers=command.answers,
    )
    events.extend(_countered(state, facts, command.by, command.answers))
    events.append(ev.AgreementOffered(agreement, agreement.secret_to))
    return tuple(events)


def _keep_draft(command: cm.ProposeAgreement, state: NegotiationState, facts: Facts) -> Decision:
    if len(command.terms.clauses) > MOST_CLAUSES:
        sentence = _("An agreement has {most} clauses at most. Make two of it.")
        return Refusal("too_many_clauses", sentence.format(most=MOST_CLAUSES))
    name = command.draft or f"{command.by}/draft{state.seat(command.by).drafted + 1}"
    draft = Agreement(name, command.by, command.terms, Status.DRAFT, facts.turn, answers=command.answers)
    return (ev.DraftKept(command.by, draft),)


def _countered(state: NegotiationState, facts: Facts, by: str, answers: str) -> Iterator[ev.NegotiationEvent]:
    old = state.find_agreement(answers, None if by == REFEREE else by) if answers else None
    if old is not None:
        seat = "" if by == REFEREE else by
        yield ev.AgreementOver(old.id, Status.COUNTERED, facts.turn, seat, old.secret_to)


@decide_agreement.register
def _discard(command: cm.DiscardDraft, state: NegotiationState, _facts: Facts) -> Decision:
    if command.draft not in state.seat(command.by).drafts:
        return Refusal("draft_unknown", _("There is no draft {draft}.").format(draft=command.draft))
    return (ev.DraftDiscarded(command.by, command.draft),)


def may_sign(state: NegotiationState, facts: Facts, by: str, name: str) -> Refusal | None:
    """Tell whether ``by`` may sign the offer."""
    agreement = state.find_agreement(name, by)
    if agreement is not None and by in agreement.signed:
        return Refusal("signed_already", _("The delegation has signed {agreement} already.").format(agreement=name))
    refusal = may_talk(facts) or _is_offered(agreement, name) or _is_party(agreement, by)
    refusal = refusal or _in_time(facts, starts_in(facts))
    if refusal or agreement is None:
        return refusal
    absent = next((seat for seat in agreement.parties if not facts.seats[seat].present), None)
    if absent:
        sentence = _("{delegation} is absent, so that {agreement} cannot come into force.")
        fields = {"delegation": facts.names.delegation(absent), "agreement": name}
        return Refusal("party_absent", sentence.format(**fields))
    return _own_means(_as_told(state, facts, by), facts, by, agreement.terms)


def _is_party(agreement: Agreement | None, by: str) -> Refusal | None:
    if agreement is None or by in agreement.parties:
        return None
    sentence = _("The delegation is not a party to {agreement}.")
    return Refusal("not_a_party", sentence.format(agreement=agreement.id))


@decide_agreement.register
def _sign(command: cm.SignAgreement, state: NegotiationState, facts: Facts) -> Decision:
    refusal = may_sign(state, facts, command.by, command.agreement)
    agreement = state.find_agreement(command.agreement, command.by)
    if refusal or agreement is None:
        return refusal or ()
    events: list[ev.NegotiationEvent] = [ev.AgreementSigned(agreement.id, command.by, agreement.secret_to)]
    if agreement.waiting_for == (command.by,):
        events.extend(_in_force(agreement, state, facts, starts_in(facts)))
    return tuple(events)


def _in_force(agreement: Agreement, state: NegotiationState, facts: Facts, since: int) -> Iterator[ev.NegotiationEvent]:
    terms = agreement.terms
    until = None if terms.turns is None else since + terms.turns - 1
    yield ev.AgreementInForce(agreement.id, since, until, agreement.secret_to)
    if not terms.binding or agreement.secret:  # everybody sees where teams are: who promised in secret lends by itself
        return
    loans = list(state.public.loans)
    for clause in terms.clauses:
        if clause.kind is ClauseKind.LEND_TEAM:
            first, last = clause_term(clause, since, until)
            teams = min(
                clause.amount,
                least_at_home(clause.by, facts.seats[clause.by].base_teams, loans, since, facts.turns + 1),
            )  # to the limit of what is there
            if teams > 0:
                loans.append(Loan(clause.by, clause.to, teams, first, last, agreement.id))
                yield ev.TeamsLent(loans[-1])


@decide_agreement.register
def _decline(command: cm.DeclineAgreement, state: NegotiationState, facts: Facts) -> Decision:
    agreement = state.find_agreement(command.agreement, command.by)
    refusal = may_talk(facts) or _is_offered(agreement, command.agreement) or _is_party(agreement, command.by)
    if refusal or agreement is None:
        return refusal or ()
    return (ev.AgreementOver(agreement.id, Status.DECLINED, facts.turn, command.by, agreement.secret_to),)


@decide_agreement.register
def _withdraw(command: cm.WithdrawOffer, state: NegotiationState, facts: Facts) -> Decision:
    agreement = state.find_agreement(command.agreement, command.by)
    refusal = may_talk(facts) or _is_offered(agreement, command.agreement)
    if refusal or agreement is None:
        return refusal or ()
    if agreement.by != command.by:
        return Refusal("not_the_author", _("Only who made the offer withdraws it; others decline."))
    return (ev.AgreementOver(agreement.id, Status.WITHDRAWN, facts.turn, command.by, agreement.secret_to),)


def record_starts_in(facts: Facts, terms: Terms) -> int:
    """Return the first turn of what the referee records: this one as long as every party's orders leave the means.

    At the desks this is for slips on paper, which are typed in before the order sheets.
    """
    if facts.stage in AT_THE_TABLE:
        return facts.turn
    for party in terms.parties:
        own = facts.seats[party]
        funds, teams = most_funds(party, terms.clauses), most_teams(party, terms.clauses)
        short = terms.binding and (funds > (own.free_funds or 0) or teams > (own.free_teams or 0))
        if own.sealed or short:
            return facts.turn + 1
    return facts.turn


def may_record(state: NegotiationState, facts: Facts, terms: Terms, answers: str = "") -> Refusal | None:
    """Tell whether the table may record ``terms`` as signed by all parties."""
    refusal = (
        may_agree(state, facts, terms)
        or _may_answer(state, REFEREE, terms, answers)
        or _in_time(facts, record_starts_in(facts, terms))
    )
    if refusal:
        return refusal
    checks = (_own_means(state.in_public(), facts, party, terms) for party in terms.parties)
    return next((found for found in checks if found), None)


@decide_agreement.register
def _record(command: cm.RecordAgreement, state: NegotiationState, facts: Facts) -> Decision:
    terms = command.terms
    refusal = may_record(state, facts, terms, command.answers)
    if refusal:
        return refusal
    agreement = Agreement(
        id=_new_id(state, terms, REFEREE),
        by=REFEREE,
        terms=terms,
        status=Status.OFFERED,
        turn=facts.turn,
        signed=terms.parties,
        answers=command.answers,
    )
    return (
        *_countered(state, facts, REFEREE, command.answers),
        ev.AgreementOffered(agreement, agreement.secret_to),
        *_in_force(agreement, state, facts, record_starts_in(facts, terms)),
    )


def _is_in_force(agreement: Agreement | None, name: str) -> Refusal | None:
    if agreement is None:
        return Refusal("agreement_unknown", _("There is no agreement {agreement}.").format(agreement=name))
    if agreement.status is Status.IN_FORCE:
        return None
    return Refusal("not_in_force", _("Agreement {agreement} is not in force.").format(agreement=name))


def may_end(state: NegotiationState, facts: Facts, by: str, name: str) -> Refusal | None:
    """Tell whether ``by`` may give notice."""
    agreement = state.find_agreement(name, by)
    refusal = may_talk(facts) or _is_in_force(agreement, name) or _is_party(agreement, by)
    if refusal or agreement is None:
        return refusal
    if by in agreement.notices:
        return Refusal("notice_given", _("The delegation has given notice already."))
    if agreement.secret:
        return None
    return can_afford(facts, by, facts.rules.leaving_cost)


def can_afford(facts: Facts, seat: str, cost: int) -> Refusal | None:
    """Tell whether ``seat`` has the political capital for a public act."""
    capital = facts.seats[seat].capital
    if capital is None or capital >= cost:
        return None
    sentence = _("This takes {cost} political capital, and {have} is left.")
    return Refusal("beyond_capital", sentence.format(cost=cost, have=capital))


def spend(facts: Facts, seat: str, cost: int) -> tuple[ev.CapitalSpent, ...]:
    """Return the event that takes political capital, if the scenario has it and the act costs any."""
    return (ev.CapitalSpent(seat, cost),) if cost and facts.seats[seat].capital is not None else ()


@decide_agreement.register
def _end(command: cm.EndAgreement, state: NegotiationState, facts: Facts) -> Decision:
    refusal = may_end(state, facts, command.by, command.agreement)
    agreement = state.find_agreement(command.agreement, command.by)
    if refusal or agreement is None:
        return refusal or ()
    secret_to = agreement.secret_to
    until = max(agreement.since or 0, facts.turn) + facts.rules.notice_turns - 1
    if agreement.until is not None:
        until = min(until, agreement.until)
    events: list[ev.NegotiationEvent] = [ev.NoticeGiven(agreement.id, command.by, until, secret_to)]
    if set(agreement.parties) <= {*agreement.notices, command.by}:
        events.append(ev.AgreementOver(agreement.id, Status.ENDED, facts.turn, command.by, secret_to))
    if not agreement.secret:
        events.extend(spend(facts, command.by, facts.rules.leaving_cost))
    return tuple(events)


@decide_agreement.register
def _declare_broken(command: cm.DeclareBroken, state: NegotiationState, facts: Facts) -> Decision:
    agreement = state.find_agreement(command.agreement, command.by)
    refusal = may_talk(facts) or _is_in_force(agreement, command.agreement) or _is_party(agreement, command.by)
    if refusal or agreement is None:
        return refusal or ()
    if not set(agreement.breaches) - {command.by}:
        return Refusal("nobody_fell_short", _("No other party has fallen short of what it promised."))
    return (ev.AgreementOver(agreement.id, Status.BROKEN, facts.turn, command.by, agreement.secret_to),)


@decide_agreement.register
def _reveal(command: cm.RevealAgreement, state: NegotiationState, facts: Facts) -> Decision:
    agreement = state.secret_agreements().get(command.agreement)
    known = state.public.agreements.get(command.agreement)
    if known is not None and known.revealed:
        return ()  # it has come out already
    if agreement is None:
        sentence = _("There is no secret agreement {agreement}.")
        return Refusal("agreement_unknown", sentence.format(agreement=command.agreement))
    if facts.stage not in PLAYING:
        return (revealed(agreement, state),)
    if agreement.since is None:
        sentence = _("{agreement} was not signed by all, so that there is nothing to come out before the debrief.")
        return Refusal("not_agreed", sentence.format(agreement=agreement.id))
    return leak(agreement, state, facts)
