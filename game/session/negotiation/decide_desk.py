"""What becomes of what a delegation does with teams, knowledge and pooled funds."""

from collections.abc import Mapping
from dataclasses import replace
from functools import singledispatch

from game.model.text import _
from game.session.negotiation import commands as cm
from game.session.negotiation import events as ev
from game.session.negotiation.decide_agreements import Decision, may_talk
from game.session.negotiation.facts import Facts, Stage
from game.session.negotiation.lending import Loan, least_at_home, recallable
from game.session.negotiation.state import Instructions, NegotiationState
from game.session.refusal import Refusal


@singledispatch
def decide_at_desk(command: object, _state: NegotiationState, _facts: Facts) -> Decision:
    """Return the events of such a command, or the refusal."""
    raise TypeError(f"no rule for {type(command).__name__}")


def _may_deal_with(facts: Facts, by: str, to: str) -> Refusal | None:
    if to not in facts.seats:
        sentence = _("There is no delegation {delegation}. There are: {choices}.")
        return Refusal("delegation_unknown", sentence.format(delegation=to, choices=", ".join(facts.seats)))
    if by == to:
        return Refusal("with_oneself", _("Choose another delegation."))
    if not facts.seats[to].present:
        sentence = _("{delegation} is absent.")
        return Refusal("party_absent", sentence.format(delegation=facts.names.delegation(to)))
    return may_talk(facts)


def _not_sealed(facts: Facts, by: str) -> Refusal | None:
    if facts.stage is Stage.DESKS and facts.seats[by].sealed:
        return Refusal("sealed", _("The orders are sealed; they open at the outcome."))
    return None


def may_lend(state: NegotiationState, facts: Facts, by: str, to: str, teams: int) -> Refusal | None:
    """Tell whether ``by`` may lend ``teams`` teams (at the desk instead of what it was about to lend)."""
    refusal = _may_deal_with(facts, by, to) or _not_sealed(facts, by)
    if refusal:
        return refusal
    at_desk = facts.stage is Stage.DESKS
    if teams < int(not at_desk):
        return Refusal("amount_too_small", _("A number of teams is 1 or more; at the desk 0 takes the loan back."))
    most = largest_loan(state, facts, by, to)
    if teams > most:
        sentence = _("{delegation} can lend {have} of its own teams.")
        return Refusal("beyond_teams", sentence.format(delegation=facts.names.delegation(by), have=most))
    return None


def largest_loan(state: NegotiationState, facts: Facts, by: str, to: str) -> int:
    """Return how many teams ``by`` could lend to ``to`` now."""
    at_desk = facts.stage is Stage.DESKS
    first = facts.turn + int(at_desk)
    home = least_at_home(by, facts.seats[by].base_teams, state.public.loans, first, facts.turns + 1)
    promised = (teams for name, teams in state.seat(by).instructions.loans.items() if name != to)
    return max(0, home - sum(promised)) if at_desk else max(0, home)


@decide_at_desk.register
def _lend(command: cm.LendTeams, state: NegotiationState, facts: Facts) -> Decision:
    refusal = may_lend(state, facts, command.by, command.to, command.teams)
    if refusal:
        return refusal
    if facts.stage is not Stage.DESKS:
        return (ev.TeamsLent(Loan(command.by, command.to, command.teams, facts.turn)),)
    old = state.seat(command.by).instructions
    return _instruct(command.by, old, replace(old, loans=_with(old.loans, command.to, command.teams)))


@decide_at_desk.register
def _recall(command: cm.RecallTeams, state: NegotiationState, facts: Facts) -> Decision:
    refusal = may_talk(facts) or _not_sealed(facts, command.by)
    if refusal:
        return refusal
    most = recallable(command.by, command.to, state.public.loans)
    if not 1 <= command.teams <= most:
        sentence = _("{delegation} can call home {have} of its teams there.")
        return Refusal("not_lent", sentence.format(delegation=facts.names.delegation(command.by), have=most))
    until = facts.turn + facts.rules.recall_turns
    return (ev.TeamsRecalled(command.by, command.to, command.teams, until),)


@decide_at_desk.register
def _share(command: cm.ShareIntelligence, state: NegotiationState, facts: Facts) -> Decision:
    refusal = _may_deal_with(facts, command.by, command.to) or _not_sealed(facts, command.by)
    if refusal:
        return refusal
    old = state.seat(command.by).instructions
    tells = {*old.tells, command.to} if command.shares else set(old.tells) - {command.to}
    return _instruct(command.by, old, replace(old, tells=tuple(sorted(tells))))


def may_pay_in(state: NegotiationState, facts: Facts, by: str, fund: str, amount: int) -> Refusal | None:
    """Tell whether ``by`` may pay ``amount`` into a pooled fund this turn, instead of what it was about to pay."""
    if facts.stage is not Stage.DESKS:
        return Refusal("not_at_desks", _("Payments are ordered at the desks."))
    pool = state.public.pools.get(fund)
    if pool is None or pool.closed:
        sentence = _("There is no open fund {fund}. There are: {choices}.")
        choices = ", ".join(name for name, item in state.public.pools.items() if not item.closed) or "–"
        return Refusal("fund_unknown", sentence.format(fund=fund, choices=choices))
    if amount < 0:
        return Refusal("amount_too_small", _("An amount is 0 or more, in whole units."))
    free = facts.seats[by].free_funds
    if free is not None and amount > free + state.seat(by).instructions.payments.get(fund, 0):
        return Refusal("beyond_funds", _("The orders leave {free} units. Lower an amount.").format(free=free))
    return _not_sealed(facts, by)


@decide_at_desk.register
def _pay_in(command: cm.PayIntoFund, state: NegotiationState, facts: Facts) -> Decision:
    refusal = may_pay_in(state, facts, command.by, command.fund, command.amount)
    if refusal:
        return refusal
    old = state.seat(command.by).instructions
    return _instruct(command.by, old, replace(old, payments=_with(old.payments, command.fund, command.amount)))


def _instruct(seat: str, old: Instructions, new: Instructions) -> Decision:
    return () if new == old else (ev.InstructionGiven(seat, new.payments, new.loans, new.tells),)


def _with(amounts: Mapping[str, int], name: str, amount: int) -> dict[str, int]:
    rest = {key: value for key, value in amounts.items() if key != name}
    return dict(sorted({**rest, name: amount}.items())) if amount else rest
