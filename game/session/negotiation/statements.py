"""What delegations say of offers, drafts and projects: one sentence each, for who may know of the subject.

Computers give the reasons of what they do here; nothing is decided by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from game.model.text import _
from game.session.negotiation.facts import Facts
from game.session.negotiation.state import NegotiationState, Statement
from game.session.refusal import Refusal

MOST_OF_ONE = 40  # statements of one delegation in one turn
MOST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Hearers:
    """Who may hear a statement: ``seats``, or everybody where there are none."""

    seats: tuple[str, ...] = ()


def hearers(state: NegotiationState, facts: Facts, by: str, subject: str) -> Hearers | Refusal:
    """Return who may hear what ``by`` says of ``subject``, an agreement, a draft, a joint project, an instrument."""
    agreement = state.find_agreement(subject, by)
    if agreement is not None:
        return Hearers(agreement.secret_to)
    if subject in {*state.public.resolutions, *facts.names.projects, *facts.instruments}:
        return Hearers()
    return Refusal("subject_unknown", _("There is no “{subject}” to say something of.").format(subject=subject))


def check_words(state: NegotiationState, facts: Facts, by: str, text: str) -> Refusal | None:
    """Tell whether ``by`` may say ``text`` now."""
    if not 0 < len(text.strip()) <= MOST_LETTERS:
        sentence = _("A statement has {most} letters at most, and at least one.")
        return Refusal("text_too_long", sentence.format(most=MOST_LETTERS))
    said = [*state.public.statements, *state.seat(by).statements]
    if sum((item.seat, item.turn) == (by, facts.turn) for item in said) >= MOST_OF_ONE:
        sentence = _("The delegation has said enough for one turn.")
        return Refusal("too_many_statements", sentence)
    return None


def reasons_for(state: NegotiationState, subject: str) -> tuple[Statement, ...]:
    """Return what was said of ``subject`` in this state, the oldest first."""
    return reasons_by_subject(state).get(subject, ())


def reasons_by_subject(state: NegotiationState) -> Mapping[str, tuple[Statement, ...]]:
    """Return what was said of everything in this state, the oldest first; once each, whoever may know of it."""
    own = (item for table in state.seats.values() for item in table.statements)
    found: dict[str, list[Statement]] = {}
    for item in dict.fromkeys((*state.public.statements, *own)):
        found.setdefault(item.subject, []).append(item)
    return {subject: tuple(said) for subject, said in found.items()}
