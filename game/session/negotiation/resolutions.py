"""Draft resolutions: sponsors, signatories, clauses with brackets, amendments; adopted or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from game.model.negotiation import (
    Action,
    Alternative,
    Body,
    Bracket,
    BracketField,
    OpeningDraft,
    OperativeClause,
    PreambularClause,
)
from game.session.negotiation.voting import Tally, Vote


class ResolutionStatus(StrEnum):
    """Where a draft stands."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ChangeKind(StrEnum):
    """What an amendment does."""

    ADD = "add"
    REPLACE = "replace"
    DELETE = "delete"


class AmendmentStatus(StrEnum):
    """Where an amendment stands."""

    OPEN = "open"  # waits for the sponsors
    CONTESTED = "contested"  # a sponsor refused it: it has to be voted on
    ACCEPTED = "accepted"  # by all sponsors, or by a vote
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


PENDING = frozenset({AmendmentStatus.OPEN, AmendmentStatus.CONTESTED})


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the operative part: ``clause`` is the id that is replaced or deleted; added ones go to the end."""

    kind: ChangeKind
    clause: str = ""
    wording: OperativeClause | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposed change of a draft, with the sponsors that accept it."""

    id: str
    by: str
    change: Change
    status: AmendmentStatus = AmendmentStatus.OPEN
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """A draft resolution, or what became of it; ``settled`` is the number of the alternative by bracket."""

    id: str
    title: str
    preamble: tuple[PreambularClause, ...]
    operative: tuple[OperativeClause, ...]
    turn: int  # in which it was tabled
    sponsors: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    settled: Mapping[str, int] = field(default_factory=dict)
    amendments: tuple[Amendment, ...] = ()
    status: ResolutionStatus = ResolutionStatus.DRAFT
    objected: tuple[str, ...] = ()  # who asked for a vote
    tally: Tally | None = None
    votes: Mapping[str, Vote] = field(default_factory=dict)
    supporters: tuple[str, ...] = ()  # yes votes, or all present by consensus
    decided: int | None = None  # turn

    @property
    def support(self) -> tuple[str, ...]:
        """Sponsors and signatories."""
        return tuple(dict.fromkeys((*self.sponsors, *self.signatories)))

    def clause(self, name: str) -> OperativeClause | None:
        """Return the operative clause with this id."""
        return next((clause for clause in self.operative if clause.id == name), None)

    def bracket(self, name: str) -> Bracket | None:
        """Return the bracket with this id."""
        return next((bracket for _, bracket in self.brackets if bracket.id == name), None)

    @property
    def brackets(self) -> tuple[tuple[OperativeClause, Bracket], ...]:
        """All brackets with their clauses, in the order of the text."""
        return tuple((clause, bracket) for clause in self.operative for bracket in clause.brackets)

    def choice(self, bracket: Bracket) -> Alternative | None:
        """Return the alternative that ``bracket`` is settled on, or None while it is open."""
        number = self.settled.get(bracket.id)
        return None if number is None or number >= len(bracket.alternatives) else bracket.alternatives[number]

    @property
    def open_brackets(self) -> tuple[Bracket, ...]:
        """Brackets that are not settled."""
        return tuple(bracket for _, bracket in self.brackets if self.choice(bracket) is None)

    @property
    def pending_amendments(self) -> tuple[Amendment, ...]:
        """Amendments that are neither accepted nor out."""
        return tuple(item for item in self.amendments if item.status in PENDING)

    def amendment(self, name: str) -> Amendment | None:
        """Return the amendment with this id."""
        return next((item for item in self.amendments if item.id == name), None)

    def with_amendment(self, amendment: Amendment) -> "Resolution":
        """Return the draft with this amendment in the place of the one with its id, or added."""
        if self.amendment(amendment.id) is None:
            return replace(self, amendments=(*self.amendments, amendment))
        items = tuple(amendment if item.id == amendment.id else item for item in self.amendments)
        return replace(self, amendments=items)

    def settle(self, bracket: str, number: int | None) -> "Resolution":
        """Return the draft with ``bracket`` settled on an alternative, or open again."""
        rest = {name: chosen for name, chosen in self.settled.items() if name != bracket}
        return replace(self, settled=rest if number is None else {**rest, bracket: number})

    def change(self, change: Change) -> "Resolution":
        """Return the draft after ``change``; brackets of clauses that went away are forgotten."""
        match change.kind:
            case ChangeKind.ADD:
                wording = () if change.wording is None else (change.wording,)
                operative = (*self.operative, *wording)
            case ChangeKind.REPLACE:
                operative = tuple(
                    change.wording if item.id == change.clause and change.wording is not None else item
                    for item in self.operative
                )
            case ChangeKind.DELETE:
                operative = tuple(item for item in self.operative if item.id != change.clause)
        changed = replace(self, operative=operative)
        known = {bracket.id for _, bracket in changed.brackets}
        return replace(changed, settled={name: chosen for name, chosen in self.settled.items() if name in known})

    def settled_action(self, clause: OperativeClause) -> Action:
        """Return what ``clause`` computes, with its settled brackets filled in."""
        action = clause.action
        for bracket in clause.brackets:
            choice = self.choice(bracket)
            if choice is not None:
                action = _fill(action, bracket.settles, choice)
        return action


def _fill(action: Action, place: BracketField, choice: Alternative) -> Action:
    match place:
        case BracketField.AMOUNT if choice.amount is not None:
            return replace(action, amount=choice.amount)
        case BracketField.TURNS:
            return replace(action, turns=choice.amount)
        case BracketField.SHARING if choice.sharing is not None:
            return replace(action, sharing=choice.sharing)
        case BracketField.AT:
            # A pooled fund has its target where it says what it is spent on.
            return replace(action, at=choice.at, spending=replace(action.spending, at=choice.at))
    return action


def from_opening(draft: OpeningDraft, number: int) -> Resolution:
    """Return the scenario's opening draft as it lies on the table in turn 1."""
    return Resolution(
        id=resolution_id(number),
        title=draft.title,
        preamble=draft.preamble,
        operative=draft.operative,
        turn=1,
        sponsors=draft.sponsors,
    )


def resolution_id(number: int) -> str:
    """Return the symbol of a draft, as "L.3" (limited distribution, as the UN numbers its drafts)."""
    return f"L.{number}"


def amendment_id(resolution: Resolution) -> str:
    """Return the id of the next amendment to ``resolution``."""
    return f"{resolution.id}/A.{len(resolution.amendments) + 1}"


def with_clause_ids(resolution: str, clauses: tuple[OperativeClause, ...]) -> tuple[OperativeClause, ...]:
    """Return clauses each with an id: its own if no other has it, else its number."""
    taken: set[str] = set()
    named = []
    for number, clause in enumerate(clauses, start=1):
        name = clause.id if clause.id and clause.id not in taken else f"{resolution}.c{number}"
        taken.add(name)
        named.append(replace(clause, id=name))
    return tuple(named)


def fits_body(body: Body, resolution: Resolution) -> bool:
    """Tell whether every clause opens with a verb of ``body`` that may carry its action."""
    verbs = ((clause, body.verb(clause.verb)) for clause in resolution.operative)
    return all(verb is not None and clause.action.kind in verb.actions for clause, verb in verbs)
