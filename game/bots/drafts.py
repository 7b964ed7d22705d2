"""What a seat does about draft resolutions: sponsors and signs them, settles brackets, answers amendments, votes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from game.bots import reasons
from game.bots.answers import Answer
from game.bots.appraisal import Appraisal
from game.bots.commitments import dues_by_turn
from game.bots.credit import believed
from game.bots.deals import Verdict, accepts, own_plan
from game.bots.reasons import best_effect
from game.session.desk import Occupant
from game.session.negotiation import commands as nc
from game.session.negotiation.adoption import adopt
from game.session.negotiation.clauses import ClauseKind
from game.session.negotiation.decide_meeting import may_vote, voting_rule
from game.session.negotiation.facts import Stage
from game.session.negotiation.preview import if_adopted
from game.session.negotiation.resolutions import AmendmentStatus, Resolution, ResolutionStatus
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.statements import MOST_LETTERS, reasons_for
from game.session.negotiation.voting import Vote

_FREE_RIDE = 0.5  # units that a draft must bring for the seat not to stand in its way
_CHANGE = 0.25  # units that an amendment may cost a sponsor


def drafts(appraisal: Appraisal) -> Iterator[Resolution]:
    """Yield the drafts on the table."""
    for item in appraisal.view.negotiation.public.resolutions.values():
        if item.status is ResolutionStatus.DRAFT:
            yield item


def judge(appraisal: Appraisal, resolution: Resolution) -> Verdict:
    """Return what the seat makes of a draft, with the first words of each bracket that is open."""
    (verdict,) = weigh_drafts(appraisal, [_plain(resolution)])
    return verdict


def _plain(resolution: Resolution) -> Resolution:
    """Return the draft with every open bracket on its first words."""
    for bracket in resolution.open_brackets:
        resolution = resolution.settle(bracket.id, 0)
    return resolution


def preferred(appraisal: Appraisal, resolution: Resolution) -> Resolution:
    """Return the draft with each open bracket on what is worth most to the seat, the others on their first words."""
    brackets = resolution.open_brackets
    plain = _plain(resolution)
    tried = [(bracket.id, number) for bracket in brackets for number in range(len(bracket.alternatives))]
    worths = _if_carried(appraisal, [plain.settle(name, number) for name, number in tried])
    for bracket in brackets:
        of_it = [(worth, -number) for (name, number), worth in zip(tried, worths, strict=True) if name == bracket.id]
        resolution = resolution.settle(bracket.id, -max(of_it)[1])
    return resolution


def _if_carried(appraisal: Appraisal, proposals: Sequence[Resolution]) -> list[float]:
    """Return what each of ``proposals`` is worth to the seat if everybody carries it."""
    if not proposals:
        return []
    view = appraisal.view
    states = [if_adopted(view.negotiation, view.facts, item, view.facts.present) for item in proposals]
    figures = appraisal.prospect.look([appraisal.prospect.case(state, own_plan(appraisal, state)) for state in states])
    return [float(worth) for worth in appraisal.interests.own(figures)]


def weigh_drafts(appraisal: Appraisal, proposals: Sequence[Resolution]) -> list[Verdict]:
    """Return the verdict on each of ``proposals`` if all who are present carry it."""
    view = appraisal.view
    talks, everybody = view.negotiation, view.facts.present
    without = tuple(seat for seat in everybody if seat != view.seat)
    sides = [[if_adopted(talks, view.facts, item, who) for who in (without, everybody)] for item in proposals]
    states: list[NegotiationState] = [talks, *(state for pair in sides for state in pair)]
    cases = [appraisal.prospect.case(state, own_plan(appraisal, state)) for state in states]
    figures = appraisal.prospect.look(cases)
    own = appraisal.interests.own(figures)
    units = appraisal.units(view.seat, 1.0)
    share = _believed(appraisal, without)
    found = []
    for number, item in enumerate(proposals):
        first = 2 * number + 1
        brings, takes = float(own[first] - own[0]) * units, float(own[first] - own[first + 1]) * units
        gain = brings * (share if brings > 0 else 1.0)
        effect = best_effect(appraisal, figures, first + 1, 0)
        found.append(Verdict(gain, takes, {}, effect, _paid(appraisal, item, everybody)))
    return found


def _believed(appraisal: Appraisal, others: Sequence[str]) -> float:
    """Return how much is counted on of what ``others`` would carry: everything where the meeting binds, else a mean."""
    view = appraisal.view
    if view.facts.rules.meeting.binding or not others:
        return 1.0
    return sum(believed(view, appraisal.temperament, seat) for seat in others) / len(others)


def beyond_means(appraisal: Appraisal, resolution: Resolution, carriers: tuple[str, ...] | None = None) -> bool:
    """Tell whether the seat could not pay what a draft asks of it beside what it owes already."""
    view = appraisal.view
    if view.facts.rules.meeting.binding:
        return False  # it is bound by the vote of the others too
    state = if_adopted(view.negotiation, view.facts, resolution, carriers or view.facts.present)
    dues = dues_by_turn(view, state, appraisal.prospect.later)
    income = view.public.book.delegations[view.seat].funds
    later = max((due.funds for due in dues[1:]), default=0)
    return dues[0].funds > view.desk.funds or later > income


def _paid(appraisal: Appraisal, resolution: Resolution, carriers: tuple[str, ...]) -> int:
    """Return the units that the seat would pay in all if ``carriers`` carried the draft."""
    view = appraisal.view
    adoption = adopt(resolution, carriers, view.facts)
    left = appraisal.prospect.turns
    mine = (clause for clause in adoption.clauses if clause.by == view.seat)
    return sum(clause.funds * min(left, clause.turns or left) for clause in mine)


def support(appraisal: Appraisal, resolution: Resolution, made: Verdict) -> Answer | None:
    """Return how the seat supports a draft that it likes: as its sponsor where it has few, else as a signatory."""
    seat = appraisal.seat
    if seat in resolution.support or not accepts(appraisal, made) or beyond_means(appraisal, _plain(resolution)):
        return None
    few = len(resolution.sponsors) < max(1, appraisal.view.facts.rules.minimum_sponsors)
    kind = nc.SponsorDraft if few or appraisal.temperament.margin < 0 else nc.SignDraft
    reason = reasons.draft_words(made.effect, made.paid, wants=True)
    if resolution.open_brackets:  # others settle them later
        counted = [bracket.alternatives[0].words for bracket in resolution.open_brackets]
        reason = _short_enough(lambda words: reasons.of_first_words(reason, words), counted)
    return Answer(kind(seat, resolution.id), resolution.id, reason)


def may_settle_now(appraisal: Appraisal, resolution: Resolution) -> bool:
    """Tell whether the seat, a sponsor, settles what is still open: only once the plenary meets."""
    plenary = appraisal.view.facts.stage is Stage.PLENARY
    return plenary and appraisal.seat in resolution.sponsors and bool(resolution.open_brackets)


def may_propose(appraisal: Appraisal, resolution: Resolution) -> bool:
    """Tell whether the seat, a sponsor beside people, says before the plenary how it would settle what is open."""
    view = appraisal.view
    people = [seat for seat in resolution.sponsors if view.public.seats[seat].occupant is Occupant.PERSON]
    early = view.facts.stage is not Stage.PLENARY
    return early and bool(people) and appraisal.seat in resolution.sponsors and bool(resolution.open_brackets)


def propose(appraisal: Appraisal, resolution: Resolution, wanted: Resolution) -> nc.StateReason | None:
    """Return how the seat would settle every bracket that is open, for people to decide; None if that was said."""
    words = [bracket.alternatives[wanted.settled.get(bracket.id, 0)].words for bracket in resolution.open_brackets]
    text = _short_enough(reasons.would_settle, words)
    view = appraisal.view
    said = reasons_for(view.negotiation, resolution.id)
    told = any((item.seat, item.turn, item.text) == (view.seat, view.public.turn, text) for item in said)
    return None if told else nc.StateReason(view.seat, resolution.id, text)


def _short_enough(said: Callable[[Sequence[str]], str], words: list[str]) -> str:
    """Return what is said of ``words``, of as many as a statement has room for."""
    while len(text := said(words)) > MOST_LETTERS and len(words) > 1:
        words = words[:-1]  # of long brackets it names the first ones
    return text


def may_announce(appraisal: Appraisal, resolution: Resolution) -> bool:
    """Tell whether the seat says, to people, what it makes of a draft of which nothing is open any more."""
    people = any(face.occupant is Occupant.PERSON for face in appraisal.view.public.seats.values())
    return people and not resolution.open_brackets


def announce(appraisal: Appraisal, resolution: Resolution) -> nc.StateReason | None:
    """Return how the seat would vote on the text as it stands, and why; None if that was its last word on it."""
    view = appraisal.view
    made = affordable(appraisal, ballot(appraisal, resolution.id), resolution)
    asks = made.vote is not Vote.YES and voting_rule(view.facts).consensus
    text = reasons.wants_vote(made.reason) if asks else made.reason
    own = [item for item in reasons_for(view.negotiation, resolution.id) if item.seat == view.seat]
    told = bool(own) and (own[-1].turn, own[-1].text) == (view.public.turn, text)
    return None if told else nc.StateReason(view.seat, resolution.id, text)


def settle(appraisal: Appraisal, resolution: Resolution, wanted: Resolution) -> Answer:
    """Return how the seat settles the first bracket that is still open."""
    bracket = resolution.open_brackets[0]
    number = wanted.settled.get(bracket.id, 0)
    command = nc.SettleBracket(appraisal.seat, resolution.id, bracket.id, number)
    return Answer(command, resolution.id, reasons.bracket_words(bracket.alternatives[number].words))


def amend(appraisal: Appraisal, resolution: Resolution) -> Answer | None:
    """Return the answer of the seat, a sponsor, to an amendment that waits for it."""
    for item in resolution.pending_amendments:
        waits = item.status is AmendmentStatus.OPEN and appraisal.seat not in item.accepted
        if not waits or appraisal.seat not in resolution.sponsors:
            continue
        accepted = better(appraisal, resolution, resolution.change(item.change))
        command = nc.AnswerAmendment(appraisal.seat, resolution.id, item.id, accepted)
        return Answer(command, resolution.id, reasons.amendment_words(item.id, accepts=accepted))
    return None


def better(appraisal: Appraisal, resolution: Resolution, changed: Resolution) -> bool:
    """Tell whether a draft is hardly worse for the seat after a change."""
    before, after = weigh_drafts(appraisal, [_plain(resolution), _plain(changed)])
    return after.net >= before.net - _CHANGE


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote and the reason for it."""

    vote: Vote
    reason: str


def ballot(appraisal: Appraisal, subject: str) -> Ballot:
    """Return how the seat would vote on a draft or an amendment."""
    public = appraisal.view.negotiation.public
    resolution = public.resolutions[subject.split("/", maxsplit=1)[0]]
    amendment = resolution.amendment(subject)
    if amendment is not None:
        wants = better(appraisal, resolution, resolution.change(amendment.change))
        return Ballot(Vote.YES if wants else Vote.NO, reasons.amendment_words(subject, accepts=wants))
    promised = _promised(appraisal, resolution.id)
    if promised is not None:
        return Ballot(promised, reasons.as_promised())
    (verdict,) = weigh_drafts(appraisal, [resolution])
    wants = accepts(appraisal, verdict)
    reason = reasons.draft_words(verdict.effect, verdict.paid, wants=wants, against=verdict.gain <= 0)
    if wants:
        return Ballot(Vote.YES, reason)
    return Ballot(Vote.ABSTAIN if verdict.gain > _FREE_RIDE else Vote.NO, reason)


def affordable(appraisal: Appraisal, made: Ballot, resolution: Resolution) -> Ballot:
    """Return the vote, but no yes to more than the seat can pay if only those carry a draft who have shown that."""
    carriers = _carriers(appraisal, resolution)
    if _promised(appraisal, resolution.id) is not None:
        return made
    if made.vote is not Vote.YES or not beyond_means(appraisal, resolution, carriers):
        return made
    return Ballot(Vote.ABSTAIN, reasons.beyond_draft(_paid(appraisal, resolution, carriers)))


def _carriers(appraisal: Appraisal, resolution: Resolution) -> tuple[str, ...]:
    """Return who would carry a draft beside the seat: all by consensus, else who supports it or has voted for it."""
    view = appraisal.view
    question = view.negotiation.public.plenary.question
    if question is None or question.asks_for_objections:
        return view.facts.present
    for_it = {seat for seat, vote in question.votes.items() if vote is Vote.YES}
    silent = {seat for seat in resolution.support if seat not in question.votes}
    return tuple(seat for seat in view.facts.present if seat in for_it | silent | {view.seat})


def _promised(appraisal: Appraisal, resolution: str) -> Vote | None:
    if not appraisal.temperament.keeps_word:
        return None
    for item in appraisal.view.negotiation.obligations():
        clause = item.terms
        mine = item.by == appraisal.seat and clause.kind is ClauseKind.VOTE
        if mine and clause.resolution == resolution and item.holds_in(appraisal.view.public.turn):
            return clause.vote
    return None


def cast(appraisal: Appraisal, made: Ballot) -> nc.CastVote | None:
    """Return the vote as the body allows it; None where the seat is not called."""
    view = appraisal.view
    plain = Vote.NO if made.vote is Vote.ABSTAIN else made.vote
    for vote in (made.vote, plain):
        if may_vote(view.negotiation, view.facts, view.seat, vote) is None:
            return nc.CastVote(view.seat, vote)
    return None


def explain(appraisal: Appraisal, said: str, resolution: Resolution) -> nc.ExplainVote | None:
    """Return the explanation of a vote that was taken this turn, once."""
    view = appraisal.view
    told = any(
        (item.seat, item.subject) == (view.seat, resolution.id) for item in view.negotiation.public.plenary.explanations
    )
    took_part = view.seat in resolution.votes or view.seat in resolution.supporters
    if told or resolution.decided != view.public.turn or not took_part or view.facts.stage is not Stage.PLENARY:
        return None
    return nc.ExplainVote(view.seat, resolution.id, said)


def as_it_was(resolution: Resolution) -> Resolution:
    """Return a decided resolution as the draft that was voted on."""
    return replace(resolution, status=ResolutionStatus.DRAFT)
