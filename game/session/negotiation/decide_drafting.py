"""What becomes of commands about draft resolutions: tabling, support, brackets, amendments."""

from dataclasses import replace
from functools import singledispatch

from game.model.text import _
from game.session.negotiation import commands as cm
from game.session.negotiation import events as ev
from game.session.negotiation.decide_agreements import Decision, can_afford, may_talk, spend
from game.session.negotiation.facts import REFEREE, Facts
from game.session.negotiation.resolution_checks import check_change, check_text, is_draft
from game.session.negotiation.resolutions import (
    PENDING,
    Amendment,
    AmendmentStatus,
    Change,
    Resolution,
    ResolutionStatus,
    amendment_id,
    resolution_id,
    with_clause_ids,
)
from game.session.negotiation.state import NegotiationState
from game.session.refusal import Refusal

MOST_DRAFTS_OF_ONE = 5
MOST_AMENDMENTS = 20


@singledispatch
def decide_drafting(command: object, _state: NegotiationState, _facts: Facts) -> Decision:
    """Return the events of a command about drafts, or the refusal."""
    raise TypeError(f"no rule for {type(command).__name__}")


def find_draft(state: NegotiationState, name: str) -> Resolution | Refusal:
    """Return the draft that is open to change, or why there is none."""
    resolution = state.public.resolutions.get(name)
    if resolution is None:
        choices = ", ".join(state.public.resolutions) or "–"
        sentence = _("There is no draft {draft}. There are: {choices}.")
        return Refusal("draft_unknown", sentence.format(draft=name, choices=choices))
    refusal = is_draft(resolution)
    if refusal:
        return refusal
    question = state.public.plenary.question
    if question is not None and question.subject.split("/")[0] == name:
        return Refusal("voting", _("Draft {draft} is being voted on.").format(draft=name))
    return resolution


def may_table(state: NegotiationState, facts: Facts, by: str) -> Refusal | None:
    """Tell whether ``by`` may put another draft on the table."""
    own = [
        item
        for item in state.public.resolutions.values()
        if item.status is ResolutionStatus.DRAFT and by in item.sponsors[:1]
    ]
    if len(own) >= MOST_DRAFTS_OF_ONE:
        sentence = _("A delegation has {most} drafts on the table at most. Withdraw one first.")
        return Refusal("too_many_drafts", sentence.format(most=MOST_DRAFTS_OF_ONE))
    return may_talk(facts) or can_afford(facts, by, facts.rules.tabling_cost)


@decide_drafting.register
def _table(command: cm.TableDraft, state: NegotiationState, facts: Facts) -> Decision:
    name = resolution_id(len(state.public.resolutions) + 1)
    draft = Resolution(
        id=name,
        title=command.title,
        preamble=command.preamble,
        operative=with_clause_ids(name, command.operative),
        turn=facts.turn,
        sponsors=(command.by,),
    )
    refusal = may_table(state, facts, command.by) or check_text(draft, facts)
    if refusal:
        return refusal
    return (ev.DraftTabled(draft), *spend(facts, command.by, facts.rules.tabling_cost))


def _with(names: tuple[str, ...], name: str, *, present: bool) -> tuple[str, ...]:
    rest = tuple(item for item in names if item != name)
    return (*rest, name) if present else rest


@decide_drafting.register
def _sponsor(command: cm.SponsorDraft, state: NegotiationState, facts: Facts) -> Decision:
    draft = find_draft(state, command.resolution)
    if isinstance(draft, Refusal):
        return may_talk(facts) or draft
    if command.sponsors == (command.by in draft.sponsors):
        sentence = (
            _("The delegation is a sponsor of {draft} already.")
            if command.sponsors
            else _("The delegation is no sponsor of {draft}.")
        )
        return may_talk(facts) or Refusal("nothing_changes", sentence.format(draft=draft.id))
    sponsors = _with(draft.sponsors, command.by, present=command.sponsors)
    signatories = _with(draft.signatories, command.by, present=False)
    return may_talk(facts) or (ev.SupportChanged(draft.id, sponsors, signatories),)


@decide_drafting.register
def _sign(command: cm.SignDraft, state: NegotiationState, facts: Facts) -> Decision:
    draft = find_draft(state, command.resolution)
    if isinstance(draft, Refusal):
        return may_talk(facts) or draft
    if command.signs and command.by in draft.support:
        sentence = _("The delegation supports {draft} already.")
        return may_talk(facts) or Refusal("signed_already", sentence.format(draft=draft.id))
    if not command.signs and command.by not in draft.signatories:
        sentence = _("The delegation is no signatory of {draft}.")
        return may_talk(facts) or Refusal("nothing_changes", sentence.format(draft=draft.id))
    signatories = _with(draft.signatories, command.by, present=command.signs)
    return may_talk(facts) or (ev.SupportChanged(draft.id, draft.sponsors, signatories),)


@decide_drafting.register
def _settle(command: cm.SettleBracket, state: NegotiationState, facts: Facts) -> Decision:
    draft = find_draft(state, command.resolution)
    if isinstance(draft, Refusal):
        return may_talk(facts) or draft
    refusal = may_talk(facts) or may_settle(draft, command.by)
    if refusal:
        return refusal
    bracket = draft.bracket(command.bracket)
    if bracket is None:
        sentence = _("Draft {draft} has no bracket {bracket}.")
        return Refusal("bracket_unknown", sentence.format(draft=draft.id, bracket=command.bracket))
    number = command.alternative
    if number is not None and not 0 <= number < len(bracket.alternatives):
        sentence = _("Bracket {bracket} has {number} alternatives.")
        return Refusal("alternative_unknown", sentence.format(bracket=bracket.id, number=len(bracket.alternatives)))
    if draft.settled.get(bracket.id) == number:
        return ()
    return (ev.BracketSettled(draft.id, bracket.id, number),)


def may_settle(draft: Resolution, by: str) -> Refusal | None:
    """Tell whether ``by`` may settle brackets: a sponsor, or the referee for what the table agrees."""
    if by == REFEREE or by in draft.sponsors:
        return None
    sentence = _("Sponsors settle brackets. Become a sponsor of {draft} first, or propose an amendment.")
    return Refusal("not_a_sponsor", sentence.format(draft=draft.id))


@decide_drafting.register
def _amend(command: cm.ProposeAmendment, state: NegotiationState, facts: Facts) -> Decision:
    draft = find_draft(state, command.resolution)
    if isinstance(draft, Refusal):
        return may_talk(facts) or draft
    if len(draft.amendments) >= MOST_AMENDMENTS:
        return Refusal("too_many_amendments", _("There are too many amendments to {draft}.").format(draft=draft.id))
    change = _named(draft, command.change)
    refusal = may_talk(facts) or check_change(draft, change, facts)
    if refusal:
        return refusal
    amendment = Amendment(amendment_id(draft), command.by, change)
    if command.by in draft.sponsors:
        amendment = replace(amendment, accepted=(command.by,))
    return (ev.AmendmentChanged(draft.id, _judged(draft, amendment, facts)),)


def _named(draft: Resolution, change: Change) -> Change:
    """Return the change with an id for its clause that no other clause has."""
    if change.wording is None:
        return change
    wording = with_clause_ids(amendment_id(draft), (*draft.operative, change.wording))[-1]
    return replace(change, wording=wording)


def _judged(draft: Resolution, amendment: Amendment, facts: Facts) -> Amendment:
    """Return the amendment as accepted once all sponsors who are there accept it; without any it needs a vote."""
    sponsors = {seat for seat in draft.sponsors if facts.is_present(seat)}
    if not sponsors:
        return replace(amendment, status=AmendmentStatus.CONTESTED)
    if sponsors <= set(amendment.accepted):
        return replace(amendment, status=AmendmentStatus.ACCEPTED)
    return amendment


def _pending(draft: Resolution, name: str) -> Amendment | Refusal:
    amendment = draft.amendment(name)
    if amendment is None:
        sentence = _("Draft {draft} has no amendment {amendment}.")
        return Refusal("amendment_unknown", sentence.format(draft=draft.id, amendment=name))
    if amendment.status not in PENDING:
        sentence = _("Amendment {amendment} was decided already.")
        return Refusal("amendment_over", sentence.format(amendment=name))
    return amendment


@decide_drafting.register
def _answer(command: cm.AnswerAmendment, state: NegotiationState, facts: Facts) -> Decision:
    draft = find_draft(state, command.resolution)
    if isinstance(draft, Refusal):
        return may_talk(facts) or draft
    amendment = _pending(draft, command.amendment)
    if isinstance(amendment, Refusal):
        return may_talk(facts) or amendment
    if command.by not in draft.sponsors:
        sentence = _("Only sponsors of {draft} answer amendments.")
        return may_talk(facts) or Refusal("not_a_sponsor", sentence.format(draft=draft.id))
    if not command.accepts:
        refused = replace(amendment, status=AmendmentStatus.CONTESTED, accepted=())
        return may_talk(facts) or (ev.AmendmentChanged(draft.id, refused),)
    refusal = may_talk(facts) or check_change(draft, amendment.change, facts)
    if refusal:
        return refusal
    accepted = replace(amendment, accepted=_with(amendment.accepted, command.by, present=True))
    return (ev.AmendmentChanged(draft.id, _judged(draft, accepted, facts)),)


@decide_drafting.register
def _withdraw_amendment(command: cm.WithdrawAmendment, state: NegotiationState, facts: Facts) -> Decision:
    draft = find_draft(state, command.resolution)
    if isinstance(draft, Refusal):
        return may_talk(facts) or draft
    amendment = _pending(draft, command.amendment)
    if isinstance(amendment, Refusal):
        return may_talk(facts) or amendment
    if amendment.by != command.by:
        return Refusal("not_the_author", _("Only who proposed an amendment withdraws it."))
    return may_talk(facts) or (ev.AmendmentChanged(draft.id, replace(amendment, status=AmendmentStatus.WITHDRAWN)),)


@decide_drafting.register
def _withdraw(command: cm.WithdrawDraft, state: NegotiationState, facts: Facts) -> Decision:
    draft = find_draft(state, command.resolution)
    if isinstance(draft, Refusal):
        return may_talk(facts) or draft
    sponsors = {seat for seat in draft.sponsors if facts.is_present(seat)}
    if sponsors != {command.by} and (sponsors or command.by != REFEREE):
        sentence = _("Its only sponsor withdraws a draft. {draft} has these sponsors: {names}.")
        names = facts.names.delegation_list(draft.sponsors) or "–"
        return Refusal("not_the_only_sponsor", sentence.format(draft=draft.id, names=names))
    return may_talk(facts) or (ev.DraftWithdrawn(draft.id),)
