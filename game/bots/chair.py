"""The chair of a meeting at a table without people: puts every draft that is ready, and lets it be decided."""

from typing import Protocol

from game.session.negotiation import commands as nc
from game.session.negotiation.decide_meeting import may_put
from game.session.negotiation.resolutions import ResolutionStatus
from game.session.negotiation.voting import Vote
from game.session.play import Table
from game.session.refusal import Refusal

_MOST_CALLS = 200  # commands that the questions of one meeting take; more is a defect


class Movers(Protocol):
    """Who moves the delegations when they are called."""

    def move(self) -> None:
        """Let every delegation do what it wants to do now."""


def hold_meeting(table: Table, movers: Movers) -> None:
    """Let a meeting take its course: every draft that can be decided is put once, and voted on if anybody objects.

    Delegations that nobody moves abstain where they may, else they vote no.
    """
    movers.move()
    put: set[str] = set()
    for _call in range(_MOST_CALLS):
        question = table.public_view().negotiation.public.plenary.question
        if question is None:
            subject = _ready(table, put)
            if not subject:
                return
            put.add(subject)
            table.submit(nc.PutQuestion(subject))
        elif question.asks_for_objections:
            table.submit(nc.DeclareConsensus())
        else:
            _call_on(table, question.next_voter(table.public_view().facts.present))
        movers.move()


def _ready(table: Table, put: set[str]) -> str:
    """Return an amendment or draft that can be decided and was not put in this meeting yet; empty if there is none."""
    view = table.public_view()
    for draft in view.negotiation.public.resolutions.values():
        if draft.status is not ResolutionStatus.DRAFT:
            continue
        for subject in (*(item.id for item in draft.pending_amendments), draft.id):
            if subject not in put and may_put(view.negotiation, view.facts, subject) is None:
                return subject
    return ""


def _call_on(table: Table, voter: str) -> None:
    """Let who is called, and is moved by nobody, abstain; count where nobody is left."""
    if not voter:
        table.submit(nc.CloseVote())
        return
    for vote in (Vote.ABSTAIN, Vote.NO):
        if not isinstance(table.submit(nc.CastVote(voter, vote)), Refusal):
            return
