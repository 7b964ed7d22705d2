"""What becomes of commands about the meeting and of votes."""

from dataclasses import replace
from functools import singledispatch

from game.model.text import _
from game.session.negotiation import commands as cm
from game.session.negotiation import events as ev
from game.session.negotiation.adoption import adopt
from game.session.negotiation.decide_agreements import Decision, may_talk
from game.session.negotiation.facts import AT_THE_TABLE, Facts
from game.session.negotiation.plenary import (
    LONGEST,
    Caucus,
    Explanation,
    Question,
    answers_roll,
    check_caucus,
    may_join_list,
    next_speaker,
)
from game.session.negotiation.resolution_checks import (
    MOST_LETTERS,
    amendment_may_be_voted_on,
    check_change,
    check_text,
    may_be_voted_on,
)
from game.session.negotiation.resolutions import AmendmentStatus, Resolution
from game.session.negotiation.state import NegotiationState, Statement
from game.session.negotiation.statements import check_words, hearers
from game.session.negotiation.voting import (
    PRESETS,
    Outcome,
    Presence,
    Tally,
    Vote,
    VotingRule,
    count_votes,
    has_quorum,
    may_vote_so,
    quorum_needed,
    roll_order,
)
from game.session.refusal import Refusal

MOST_ITEMS = 20


@singledispatch
def decide_meeting(command: object, _state: NegotiationState, _facts: Facts) -> Decision:
    """Return the events of a command about the meeting or a vote, or the refusal."""
    raise TypeError(f"no rule for {type(command).__name__}")


def voting_rule(facts: Facts) -> VotingRule:
    """Return the preset by which the body votes."""
    return PRESETS[facts.rules.meeting.voting]


def at_the_table(facts: Facts) -> Refusal | None:
    """Tell whether delegations sit together."""
    if facts.stage in AT_THE_TABLE:
        return None
    return Refusal("not_now", _("The meeting is over for this turn."))


def _in_attendance(state: NegotiationState, facts: Facts) -> dict[str, Presence]:
    answers = answers_roll(state.public.plenary, facts.present)
    return {seat: presence for seat, presence in answers.items() if presence is not Presence.ABSENT}


def _no_vote_running(state: NegotiationState) -> Refusal | None:
    if state.public.plenary.question is None:
        return None
    return Refusal("voting", _("A vote is going on. Finish it first."))


@decide_meeting.register
def _roll(command: cm.CallRoll, state: NegotiationState, facts: Facts) -> Decision:
    unknown = [seat for seat in command.presence if seat not in facts.seats]
    if unknown:
        sentence = _("There is no delegation {delegation}. There are: {choices}.")
        return Refusal("delegation_unknown", sentence.format(delegation=unknown[0], choices=", ".join(facts.seats)))
    refusal = at_the_table(facts) or _no_vote_running(state)
    if refusal:
        return refusal
    answers = {seat: command.presence.get(seat, Presence.ABSENT) for seat in facts.present}
    return (ev.RollCalled(answers),)


@decide_meeting.register
def _agenda(command: cm.SetAgenda, _state: NegotiationState, facts: Facts) -> Decision:
    if len(command.items) > MOST_ITEMS or any(len(item) > MOST_LETTERS for item in command.items):
        return Refusal("too_many_items", _("An agenda has {most} short items at most.").format(most=MOST_ITEMS))
    if not 0 <= command.item <= max(0, len(command.items) - 1):
        return Refusal("no_such_item", _("The agenda has no such item."))
    return at_the_table(facts) or (ev.AgendaSet(command.items, command.item),)


@decide_meeting.register
def _request_floor(command: cm.RequestFloor, state: NegotiationState, facts: Facts) -> Decision:
    plenary = state.public.plenary
    refusal = at_the_table(facts)
    if refusal:
        return refusal
    if command.wants:
        return may_join_list(plenary, command.by) or (ev.SpeakersChanged((*plenary.speakers, command.by)),)
    if command.by not in plenary.speakers:
        return Refusal("not_on_the_list", _("The delegation is not on the speakers’ list."))
    return (ev.SpeakersChanged(tuple(seat for seat in plenary.speakers if seat != command.by)),)


@decide_meeting.register
def _call_speaker(_command: cm.CallSpeaker, state: NegotiationState, facts: Facts) -> Decision:
    seat = next_speaker(state.public.plenary, tuple(_in_attendance(state, facts)))
    if not seat and not state.public.plenary.floor.seat:
        return at_the_table(facts) or Refusal("nobody_wants_to_speak", _("Nobody is on the speakers’ list."))
    return at_the_table(facts) or (ev.FloorGiven(seat),)


@decide_meeting.register
def _yield_floor(command: cm.YieldFloor, state: NegotiationState, facts: Facts) -> Decision:
    if state.public.plenary.floor.seat != command.by:
        return Refusal("not_speaking", _("The delegation does not have the floor."))
    return at_the_table(facts) or (ev.FloorGiven(""),)


@decide_meeting.register
def _open_caucus(command: cm.OpenCaucus, state: NegotiationState, facts: Facts) -> Decision:
    caucus = Caucus(command.kind, command.topic.strip()[:MOST_LETTERS], command.total, command.per_speaker)
    return at_the_table(facts) or check_caucus(state.public.plenary, caucus) or (ev.CaucusOpened(caucus),)


@decide_meeting.register
def _close_caucus(_command: cm.CloseCaucus, state: NegotiationState, _facts: Facts) -> Decision:
    if state.public.plenary.caucus is None:
        return Refusal("no_caucus", _("There is no caucus going on."))
    return (ev.CaucusClosed(),)


@decide_meeting.register
def _pass_time(command: cm.PassTime, _state: NegotiationState, _facts: Facts) -> Decision:
    if not 0 < command.seconds <= LONGEST:
        return Refusal("time_impossible", _("Time passes forwards, and not by more than four hours at once."))
    return (ev.TimePassed(command.seconds),)


@decide_meeting.register
def _explain(command: cm.ExplainVote, state: NegotiationState, facts: Facts) -> Decision:
    resolution = state.public.resolutions.get(command.subject)
    if resolution is None or resolution.tally is None:
        return Refusal("not_voted_on", _("Votes are explained after the vote."))
    if not 0 < len(command.text.strip()) <= MOST_LETTERS:
        sentence = _("An explanation has {most} letters at most, and at least one.")
        return Refusal("text_too_long", sentence.format(most=MOST_LETTERS))
    if any((item.seat, item.subject) == (command.by, command.subject) for item in state.public.plenary.explanations):
        return Refusal("explained_already", _("The delegation has explained its vote already."))
    explanation = Explanation(command.by, command.subject, command.text.strip())
    return at_the_table(facts) or (ev.VoteExplained(explanation),)


@decide_meeting.register
def _say(command: cm.StateReason, state: NegotiationState, facts: Facts) -> Decision:
    heard = hearers(state, facts, command.by, command.subject)
    refusal = may_talk(facts) or (heard if isinstance(heard, Refusal) else None)
    refusal = refusal or check_words(state, facts, command.by, command.text)
    if refusal or isinstance(heard, Refusal):
        return refusal or ()
    statement = Statement(facts.turn, command.by, command.subject, command.text.strip())
    return (ev.ReasonStated(statement, heard.seats),)


def may_put(state: NegotiationState, facts: Facts, subject: str) -> Refusal | None:
    """Tell whether a draft or amendment can be decided now."""
    draft = state.public.resolutions.get(subject.split("/", maxsplit=1)[0])
    if draft is None:
        sentence = _("There is no draft {draft}. There are: {choices}.")
        choices = ", ".join(state.public.resolutions) or "–"
        return Refusal("draft_unknown", sentence.format(draft=subject, choices=choices))
    refusal = at_the_table(facts) or _no_vote_running(state) or _is_ready(draft, subject, facts)
    if refusal:
        return refusal
    rule, members, there = voting_rule(facts), len(facts.present), len(_in_attendance(state, facts))
    if has_quorum(rule, there, members):
        return None
    sentence = _("There is no quorum: {present} of {members} members are present, and {needed} are needed.")
    fields = {"present": there, "members": members, "needed": quorum_needed(rule, members)}
    return Refusal("no_quorum", sentence.format(**fields))


def _is_ready(draft: Resolution, subject: str, facts: Facts) -> Refusal | None:
    if subject == draft.id:
        return may_be_voted_on(draft, facts) or check_text(draft, facts)
    amendment = draft.amendment(subject)
    if amendment is None:
        sentence = _("Draft {draft} has no amendment {amendment}.")
        return Refusal("amendment_unknown", sentence.format(draft=draft.id, amendment=subject))
    return amendment_may_be_voted_on(amendment) or check_change(draft, amendment.change, facts)


@decide_meeting.register
def _put(command: cm.PutQuestion, state: NegotiationState, facts: Facts) -> Decision:
    refusal = may_put(state, facts, command.subject)
    if refusal:
        return refusal
    rule, there = voting_rule(facts), _in_attendance(state, facts)
    draft = state.public.resolutions.get(command.subject)
    objected = draft.objected if draft is not None else ()
    if rule.consensus and draft is not None and not objected:  # a contested amendment has its objection
        return (ev.QuestionPut(Question(command.subject, presence=there)),)
    return (_roll_call(command.subject, there, facts, objected),)


def _roll_call(subject: str, there: dict[str, Presence], facts: Facts, objected: tuple[str, ...]) -> ev.QuestionPut:
    order = roll_order(tuple(there), facts.lot)
    return ev.QuestionPut(Question(subject, order, presence=there), objected)


@decide_meeting.register
def _request_vote(command: cm.RequestVote, state: NegotiationState, facts: Facts) -> Decision:
    question = state.public.plenary.question
    if question is None or not question.asks_for_objections:
        return Refusal("no_question", _("Nobody is asked for objections now."))
    if command.by not in question.presence:
        return Refusal("voter_absent", _("Who was absent at the roll call does not vote."))
    there = {seat: answer for seat, answer in question.presence.items() if seat in facts.present}
    if voting_rule(facts).last_resort:  # talk on; the chair may put the question again, and then there is a vote
        return at_the_table(facts) or (ev.ConsensusFailed(question.subject, command.by),)
    return at_the_table(facts) or (_roll_call(question.subject, there, facts, (command.by,)),)


@decide_meeting.register
def _consensus(_command: cm.DeclareConsensus, state: NegotiationState, facts: Facts) -> Decision:
    question = state.public.plenary.question
    if question is None or not question.asks_for_objections:
        return Refusal("no_question", _("Nobody is asked for objections now."))
    there = tuple(seat for seat in question.presence if seat in facts.present)
    refusal = at_the_table(facts)
    if refusal:
        return refusal
    if not there:
        return Refusal("no_quorum", _("Nobody is there."))
    return _decided(state, facts, question, Tally(Outcome.CONSENSUS), there)


def may_vote(state: NegotiationState, facts: Facts, by: str, vote: Vote) -> Refusal | None:
    """Tell whether ``by`` may vote like this now: it is called, and may abstain if it wants to."""
    question = state.public.plenary.question
    if question is None or question.asks_for_objections:
        return Refusal("no_vote", _("There is no roll call going on."))
    if by in question.votes:
        return Refusal("voted_already", _("The delegation has voted already."))
    if by not in question.order:
        return Refusal("voter_absent", _("Who was absent at the roll call does not vote."))
    called = question.next_voter(facts.present)
    if by != called:
        sentence = _("{delegation} is called to vote now. Wait for the own turn.")
        return Refusal("out_of_turn", sentence.format(delegation=facts.names.delegation(called)))
    return at_the_table(facts) or may_vote_so(voting_rule(facts), question.presence[by], vote)


@decide_meeting.register
def _vote(command: cm.CastVote, state: NegotiationState, facts: Facts) -> Decision:
    refusal = may_vote(state, facts, command.by, command.vote)
    question = state.public.plenary.question
    if refusal or question is None:
        return refusal or ()
    after = replace(question, votes={**question.votes, command.by: command.vote})
    cast = ev.VoteCast(command.by, command.vote)
    if after.next_voter(facts.present):
        return (cast,)
    return (cast, *_counted(state, facts, after))


@decide_meeting.register
def _close_vote(_command: cm.CloseVote, state: NegotiationState, facts: Facts) -> Decision:
    question = state.public.plenary.question
    if question is None or question.asks_for_objections:
        return Refusal("no_vote", _("There is no roll call going on."))
    waiting = question.next_voter(facts.present)
    if waiting:
        sentence = _("{delegation} has not voted yet.")
        return Refusal("still_voting", sentence.format(delegation=facts.names.delegation(waiting)))
    return _counted(state, facts, question)


def _counted(state: NegotiationState, facts: Facts, question: Question) -> tuple[ev.NegotiationEvent, ...]:
    supporters = tuple(seat for seat, vote in question.votes.items() if vote is Vote.YES)
    tally = count_votes(voting_rule(facts), question.votes)
    return _decided(state, facts, question, tally, supporters)


def _decided(
    state: NegotiationState, facts: Facts, question: Question, tally: Tally, supporters: tuple[str, ...]
) -> tuple[ev.NegotiationEvent, ...]:
    decided = ev.QuestionDecided(question.subject, facts.turn, tally, question.votes, supporters)
    draft = state.public.resolutions[question.subject.split("/", maxsplit=1)[0]]
    amendment = draft.amendment(question.subject)
    if amendment is not None:
        status = AmendmentStatus.ACCEPTED if tally.adopted else AmendmentStatus.REJECTED
        return (decided, ev.AmendmentChanged(draft.id, replace(amendment, status=status)))
    if not tally.adopted:
        return (decided,)
    return (decided, ev.ResolutionAdopted(adopt(draft, supporters, facts)))


def may_adjourn(state: NegotiationState) -> Refusal | None:
    """Tell whether the meeting can go over to the desks: no vote is left open."""
    return _no_vote_running(state)
