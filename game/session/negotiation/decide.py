"""``decide_negotiation(state, facts, command)``: the events that a command leads to, or why it is refused.

Pure: the same state, facts and command give the same events. A refused command changes nothing.
"""

from collections.abc import Iterator

from game.model.text import _
from game.session.negotiation import commands as cm
from game.session.negotiation import events as ev
from game.session.negotiation.decide_agreements import Decision, decide_agreement
from game.session.negotiation.decide_desk import decide_at_desk
from game.session.negotiation.decide_drafting import decide_drafting
from game.session.negotiation.decide_meeting import decide_meeting
from game.session.negotiation.facts import REFEREE, Facts
from game.session.negotiation.resolutions import from_opening
from game.session.negotiation.state import NegotiationState
from game.session.refusal import Refusal

# Commands that the referee may give beside its own: what the whole table agrees on.
_FOR_BOTH = cm.SettleBracket | cm.WithdrawDraft


def open_negotiation(facts: Facts) -> Iterator[ev.NegotiationEvent]:
    """Yield what lies on the table when a session opens: the scenario's opening drafts."""
    for number, draft in enumerate(facts.rules.opening_drafts, start=1):
        yield ev.DraftTabled(from_opening(draft, number))


def may_command(facts: Facts, command: cm.NegotiationCommand) -> Refusal | None:
    """Tell whether this seat, or the referee, may give such a command at all."""
    if isinstance(command, cm.REFEREE_COMMANDS):
        return None if command.by == REFEREE else Refusal("referee_only", _("Only the referee can do this."))
    if command.by == REFEREE and isinstance(command, _FOR_BOTH):
        return None
    if command.by not in facts.seats:
        sentence = _("There is no delegation {delegation}. There are: {choices}.")
        choices = ", ".join(facts.seats) or "–"
        return Refusal("delegation_unknown", sentence.format(delegation=command.by, choices=choices))
    if not facts.seats[command.by].present:
        return Refusal("seat_empty", _("The seat is empty. Hand it to a person or to the computer first."))
    return None


def decide_negotiation(state: NegotiationState, facts: Facts, command: cm.NegotiationCommand) -> Decision:
    """Return the events of ``command``, or the refusal."""
    refusal = may_command(facts, command)
    if refusal:
        return refusal
    if isinstance(command, cm.AgreementCommand):
        return decide_agreement(command, state, facts)
    if isinstance(command, cm.DeskCommand):
        return decide_at_desk(command, state, facts)
    if isinstance(command, cm.DraftingCommand):
        return decide_drafting(command, state, facts)
    return decide_meeting(command, state, facts)
