"""What the wall shows while people meet: the clock and what is agreed, or the vote; made of the public view alone."""

from dataclasses import dataclass

from game.client.view_models import talks, votes
from game.model.text import _
from game.session.negotiation.agreements import Status
from game.session.negotiation.plenary import CaucusKind
from game.session.views import PublicView

MOST = 6
"""Agreements that the wall shows at most, the newest."""


@dataclass(frozen=True, slots=True)
class WallClock:
    """The clock of a caucus [s]; ``words`` say who speaks, or that everybody talks."""

    left: float
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class WallVote:
    """The decision that is being taken, or the last one."""

    title: str
    state: str
    count: str
    tone: str


def clock(view: PublicView, pending: float) -> WallClock | None:
    """Return the clock, ``pending`` seconds after the last that the rules were told of; None where none runs."""
    plenary = view.negotiation.public.plenary
    talk = plenary.caucus
    if talk is None:
        return None
    said = _("Free talk")
    if talk.kind is CaucusKind.MODERATED:
        said = talk.topic or _("Speakers’ list")
        if plenary.floor.seat:
            said = _("{delegation} speaks").format(delegation=view.facts.names.delegation(plenary.floor.seat))
    return WallClock(max(0.0, talk.left - pending), talk.total, said)


def agreed(view: PublicView) -> tuple[str, ...]:
    """Return the promises that hold, those of the newest agreements first."""
    listed = reversed(tuple(view.negotiation.public.agreements.values()))
    rows = (talks.agreement_row(item, view.facts) for item in listed if item.status is Status.IN_FORCE)
    return tuple(sentence for row in rows for sentence in row.sentences)[:MOST]


def drafts(view: PublicView) -> tuple[str, ...]:
    """Return the titles of the drafts on the table."""
    title = _("{symbol}: {title}")
    return tuple(title.format(symbol=item.id, title=item.title) for item in votes.subjects(view))[:3]


def vote(view: PublicView) -> WallVote | None:
    """Return the question that is put, or how the last one of this turn was decided."""
    put = votes.question(view)
    title = _("{symbol}: {title}")
    if put is not None:
        named = title.format(symbol=put.subject, title=put.title)
        if put.consensus:
            return WallVote(named, _("Does anybody ask for a vote?"), "", "text")
        called = _("{delegation} is called").format(delegation=put.called_name) if put.called else _("All have voted")
        return WallVote(named, called, votes.count_words(view), "text")
    decided = [item for item in votes.subjects(view) if item.tally is not None and item.decided == view.turn]
    if not decided:
        return None
    last = decided[-1]
    adopted = last.tally is not None and last.tally.adopted
    words = _("Adopted") if adopted else _("Not adopted")
    named = title.format(symbol=last.id, title=last.title)
    return WallVote(named, words, votes.result_words(view, last), "better" if adopted else "worse")
