"""The plenary in words: the text of a draft, the question that is put, the roll call and its result."""

from dataclasses import dataclass

from game.model.text import _, ngettext
from game.session.desk import Occupant
from game.session.negotiation.decide_meeting import may_put, may_vote, voting_rule
from game.session.negotiation.resolution_text import resolution_plain
from game.session.negotiation.resolutions import Resolution, ResolutionStatus
from game.session.negotiation.voting import Vote, arithmetic
from game.session.views import PublicView


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph of a draft; ``kind``: head, title, body or clause."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class RollRow:
    """A member in the roll: what it said, or that it is called now."""

    seat: str
    name: str
    said: str
    tone: str
    called: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What is being decided; ``consensus``: whether anybody objects. ``called``: who votes now."""

    subject: str
    title: str
    consensus: bool
    called: str
    called_name: str
    computer: bool
    rows: tuple[RollRow, ...]
    votes: tuple[Vote, ...]  # that the one who is called may give
    why_not: str  # why it may not abstain


def subjects(view: PublicView) -> tuple[Resolution, ...]:
    """Return the drafts of the meeting: those still open, then those decided in this turn."""
    listed = view.negotiation.public.resolutions.values()
    still = [item for item in listed if item.status is ResolutionStatus.DRAFT]
    return (*still, *(item for item in listed if item.decided == view.turn))


def text_of(view: PublicView, item: Resolution) -> tuple[TextPart, ...]:
    """Return a draft in the form of the United Nations, paragraph by paragraph."""
    plain = resolution_plain(item, view.facts.rules.meeting, view.facts.names).strip().split("\n\n")
    heading, title, *body = plain
    parts = [TextPart("head", line) for line in heading.split("\n")]
    return (*parts, TextPart("title", title), *(TextPart(_kind(words), words) for words in body))


def _kind(words: str) -> str:
    return "clause" if words[:1].isdigit() else "body"


def put_refusal(view: PublicView, subject: str) -> str:
    """Return why a draft cannot be put to the vote; empty where it can."""
    refusal = may_put(view.negotiation, view.facts, subject)
    return refusal.sentence if refusal else ""


def ready(view: PublicView, item: Resolution | None) -> bool:
    """Tell whether a draft can be put to the vote now."""
    return item is not None and item.status is ResolutionStatus.DRAFT and not put_refusal(view, item.id)


def elsewhere_words(view: PublicView) -> str:
    """Return what goes on in the vote, for a place from which it is not seen."""
    put = question(view)
    if put is None or not put.called_name:
        return _("A vote is going on: see The decision.")
    return _("{name} votes: see The decision.").format(name=put.called_name)


def rule_words(view: PublicView, item: Resolution) -> str:
    """Return how a draft is decided as things stand: consensus is offered unless somebody has asked for a vote."""
    rule = voting_rule(view.facts)
    share = _("more than half of the votes cast") if rule.more_than else _("two thirds of the votes cast")
    if not rule.consensus:
        return _("By {share}.").format(share=share)
    asked = asked_words(view, item)
    if asked:
        return _("{asked} So there is a roll call, decided by {share}.").format(asked=asked, share=share)
    sentence = _("First everybody is asked whether they want a vote. If nobody does, it is adopted; else by {share}.")
    return sentence.format(share=share)


def asked_words(view: PublicView, item: Resolution) -> str:
    """Return who has asked for a vote on a draft; empty where nobody has."""
    names = view.facts.names.delegation_list(item.objected)
    sentence = ngettext("{names} has asked for a vote.", "{names} have asked for a vote.", len(item.objected))
    return sentence.format(names=names) if item.objected else ""


def put_words(view: PublicView, item: Resolution) -> str:
    """Return the words of the button that puts a draft: consensus is offered first where that is the rule."""
    if voting_rule(view.facts).consensus and not item.objected:
        return _("Ask who wants a vote on {symbol}").format(symbol=item.id)
    return _("Put {symbol} to the vote").format(symbol=item.id)


def question(view: PublicView) -> Question | None:
    """Return what is being decided now."""
    put = view.negotiation.public.plenary.question
    if put is None:
        return None
    facts = view.facts
    item = view.negotiation.public.resolutions.get(put.subject.split("/", maxsplit=1)[0])
    called = put.next_voter(facts.present)
    refusals = {vote: may_vote(view.negotiation, facts, called, vote) for vote in Vote} if called else {}
    why = refusals.get(Vote.ABSTAIN)
    members = put.order or tuple(put.presence)
    return Question(
        put.subject,
        item.title if item else "",
        put.asks_for_objections,
        called,
        facts.names.delegation(called) if called else "",
        bool(called) and view.seats[called].occupant is Occupant.COMPUTER,
        tuple(_roll(view, seat, put.votes.get(seat), called=seat == called) for seat in members),
        tuple(vote for vote, refused in refusals.items() if refused is None),
        why.sentence if why else "",
    )


def _roll(view: PublicView, seat: str, vote: Vote | None, *, called: bool) -> RollRow:
    said = vote_words(vote) if vote else _("is called") if called else ""
    tone = {Vote.YES: "better", Vote.NO: "worse", Vote.ABSTAIN: "text_muted"}[vote] if vote else "accent"
    return RollRow(seat, view.facts.names.delegation(seat), said, tone, called)


def vote_words(vote: Vote) -> str:
    """Return a vote in a word."""
    return {Vote.YES: _("Yes"), Vote.NO: _("No"), Vote.ABSTAIN: _("Abstain")}[vote]


def count_words(view: PublicView) -> str:
    """Return the count so far."""
    put = view.negotiation.public.plenary.question
    if put is None or put.asks_for_objections:
        return ""
    said = list(put.votes.values())
    left = len([seat for seat in put.order if seat in view.facts.present]) - len(said)
    sentence = ngettext(
        "{yes} yes, {no} no, {abstentions} abstaining; {left} still to vote",
        "{yes} yes, {no} no, {abstentions} abstaining; {left} still to vote",
        left,
    )
    return sentence.format(
        yes=said.count(Vote.YES), no=said.count(Vote.NO), abstentions=said.count(Vote.ABSTAIN), left=left
    )


def result_words(view: PublicView, item: Resolution) -> str:
    """Return how a draft was decided, with the arithmetic."""
    return arithmetic(voting_rule(view.facts), item.tally) if item.tally else ""


def meaning_words(view: PublicView, item: Resolution) -> str:
    """Return what an adopted text means for those who are bound by it."""
    if item.status is not ResolutionStatus.ADOPTED:
        return ""
    if view.facts.rules.meeting.binding:
        return _("It binds everybody who is present.")
    names = view.facts.names.delegation_list(item.supporters)
    return _("It is a promise of those who supported it: {names}.").format(names=names)


def vote_rows(view: PublicView, item: Resolution) -> tuple[RollRow, ...]:
    """Return who voted how in a roll call that is over."""
    return tuple(_roll(view, seat, vote, called=False) for seat, vote in item.votes.items())


def explanations(view: PublicView, item: Resolution) -> tuple[str, ...]:
    """Return what delegations said of their votes."""
    pattern = _("{delegation}: “{words}”")
    return tuple(
        pattern.format(delegation=view.facts.names.delegation(said.seat), words=said.text)
        for said in view.negotiation.public.plenary.explanations
        if said.subject == item.id
    )


def may_explain(view: PublicView, item: Resolution) -> tuple[str, ...]:
    """Return the delegations that have not explained their vote yet."""
    said = {each.seat for each in view.negotiation.public.plenary.explanations if each.subject == item.id}
    return tuple(seat for seat in view.facts.present if seat not in said) if item.tally else ()
