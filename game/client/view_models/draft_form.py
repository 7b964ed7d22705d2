"""A draft resolution while it is written, and an amendment while it is put together."""

from dataclasses import dataclass, replace

from game.model.negotiation import PREAMBULAR_PHRASES, OperativeClause, PreambularClause
from game.model.text import _
from game.session.negotiation import commands as nc
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.facts import Facts
from game.session.negotiation.resolutions import (
    Change,
    ChangeKind,
    Resolution,
    resolution_id,
    with_clause_ids,
)
from game.session.negotiation.state import NegotiationState
from game.session.refusal import Refusal


@dataclass(frozen=True, slots=True)
class DraftForm:
    """What has been written so far; the first of ``sponsors`` puts it on the table."""

    sponsors: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    title: str = ""
    preamble: tuple[PreambularClause, ...] = ()
    operative: tuple[OperativeClause, ...] = ()
    phrase: str = PREAMBULAR_PHRASES[0]
    words: str = ""  # of the preambular clause that is being written

    @property
    def empty(self) -> bool:
        """Whether nothing of the text stands yet."""
        return not (self.title or self.preamble or self.operative)


def from_text(form: DraftForm, model: Resolution, facts: Facts) -> DraftForm:
    """Return the form with the text of another draft to begin with, its brackets open again."""
    preamble = model.preamble if facts.rules.meeting.preamble else ()
    return replace(form, title=model.title, preamble=preamble, operative=model.operative)


def toggle_sponsor(form: DraftForm, seat: str) -> DraftForm:
    """Return the form with one sponsor more or less; who sponsors does not only sign."""
    rest = tuple(name for name in form.sponsors if name != seat)
    sponsors = rest if seat in form.sponsors else (*rest, seat)
    return replace(form, sponsors=sponsors, signatories=tuple(name for name in form.signatories if name != seat))


def toggle_signatory(form: DraftForm, seat: str) -> DraftForm:
    """Return the form with one signatory more or less; who only signs is no sponsor."""
    rest = tuple(name for name in form.signatories if name != seat)
    signed = rest if seat in form.signatories else (*rest, seat)
    return replace(form, signatories=signed, sponsors=tuple(name for name in form.sponsors if name != seat))


def add_preamble(form: DraftForm) -> DraftForm:
    """Return the form with the preambular clause that was being written."""
    if not form.words.strip():
        return form
    return replace(form, preamble=(*form.preamble, PreambularClause(form.phrase, form.words.strip())), words="")


def drop_preamble(form: DraftForm, number: int) -> DraftForm:
    """Return the form without a preambular clause."""
    return replace(form, preamble=tuple(item for at, item in enumerate(form.preamble) if at != number))


def put_clause(form: DraftForm, clause: OperativeClause, number: int | None) -> DraftForm:
    """Return the form with an operative clause added, or in the place of the one with this number."""
    if number is None:
        return replace(form, operative=(*form.operative, clause))
    return replace(form, operative=tuple(clause if at == number else item for at, item in enumerate(form.operative)))


def drop_clause(form: DraftForm, number: int) -> DraftForm:
    """Return the form without an operative clause."""
    return replace(form, operative=tuple(item for at, item in enumerate(form.operative) if at != number))


def raise_clause(form: DraftForm, number: int) -> DraftForm:
    """Return the form with a clause one place further up."""
    listed = list(form.operative)
    listed[number - 1], listed[number] = listed[number], listed[number - 1]
    return replace(form, operative=tuple(listed))


def free_stem(clauses: tuple[OperativeClause, ...]) -> str:
    """Return a beginning for the ids of a clause's brackets that no bracket has yet."""
    taken = {bracket.id for clause in clauses for bracket in clause.brackets}
    number = len(clauses) + 1
    while any(name.startswith(f"c{number}_") for name in taken):
        number += 1
    return f"c{number}"


def resolution_of(form: DraftForm, state: NegotiationState, facts: Facts) -> Resolution:
    """Return the draft as it would lie on the table, to be read and tried."""
    name = next_symbol(state)
    return Resolution(
        name,
        form.title or _("Title of the draft"),
        form.preamble,
        with_clause_ids(name, form.operative),
        facts.turn,
        form.sponsors,
        form.signatories,
    )


def next_symbol(state: NegotiationState) -> str:
    """Return the symbol that the next draft gets."""
    return resolution_id(len(state.public.resolutions) + 1)


def commands_of(form: DraftForm, state: NegotiationState) -> tuple[nc.NegotiationCommand, ...]:
    """Return what puts the draft on the table with all who carry it; nothing while nobody sponsors it."""
    if not form.sponsors:
        return ()
    first, *more = form.sponsors
    name = next_symbol(state)
    return (
        nc.TableDraft(first, form.title.strip(), form.operative, form.preamble),
        *(nc.SponsorDraft(seat, name) for seat in more),
        *(nc.SignDraft(seat, name) for seat in form.signatories),
    )


def missing(form: DraftForm, state: NegotiationState, facts: Facts) -> str:
    """Return why the draft cannot be put on the table; empty where it can."""
    commands = commands_of(form, state)
    if not commands:
        return _("Choose who puts the draft forward.")
    decision = decide_negotiation(state, facts, commands[0])
    return decision.sentence if isinstance(decision, Refusal) else ""


# Amendments


@dataclass(frozen=True, slots=True)
class AmendmentForm:
    """A change of a draft: who moves it, and what it does to which clause."""

    draft: str
    by: str
    kind: ChangeKind = ChangeKind.ADD
    clause: str = ""


def change_of(form: AmendmentForm, wording: OperativeClause) -> Change:
    """Return the change that the form asks for."""
    match form.kind:
        case ChangeKind.ADD:
            return Change(form.kind, wording=replace(wording, id=""))
        case ChangeKind.REPLACE:
            return Change(form.kind, form.clause, replace(wording, id=form.clause))
    return Change(form.kind, form.clause)


def amendment_refusal(state: NegotiationState, facts: Facts, command: nc.ProposeAmendment) -> str:
    """Return why an amendment cannot be moved; empty where it can."""
    decision = decide_negotiation(state, facts, command)
    return decision.sentence if isinstance(decision, Refusal) else ""
