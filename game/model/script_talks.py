"""Steps of a script in which delegations negotiate: agreements, drafts, votes, and what they lend, tell and pledge."""

from dataclasses import dataclass
from enum import StrEnum

from game.model.negotiation import OperativeClause, PreambularClause
from game.model.script import Order, Step


@dataclass(frozen=True, slots=True)
class ClauseStep:
    """One promise of an agreement, in the words of scripts.

    ``kind`` is that of a clause ("give_funds"), ``by`` who promises. ``at``, ``market`` and ``block`` name a target as
    in orders; without them any target will do.
    """

    kind: str
    by: str
    to: str = ""
    amount: int = 0
    measure: str = ""
    at: str = ""
    market: str | None = None
    block: str | None = None
    instrument: str = ""
    project: str = ""
    draft: str = ""
    vote: str = "yes"
    turns: int | None = None
    after: int = 0


@dataclass(frozen=True, slots=True)
class Offer(Order):
    """Offer an agreement under a name of the script's own; ``answers`` is the offer that it counters."""

    name: str
    to: tuple[str, ...]
    clauses: tuple[ClauseStep, ...]
    secret: bool = False
    binding: bool = False
    turns: int | None = None
    answers: str = ""
    at_desk: bool = False


class AnswerKind(StrEnum):
    """What a delegation does about an agreement or a draft that is there."""

    SIGN = "sign"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    END = "end"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Answer(Order):
    """Sign, decline, withdraw, end, or call broken."""

    kind: AnswerKind
    name: str
    at_desk: bool = False


@dataclass(frozen=True, slots=True)
class Record(Step):
    """Record what several delegations agree at the table, signed by all at once."""

    name: str
    between: tuple[str, ...]
    clauses: tuple[ClauseStep, ...]
    binding: bool = False
    turns: int | None = None


@dataclass(frozen=True, slots=True)
class Reveal(Step):
    """Make a secret agreement public."""

    name: str


@dataclass(frozen=True, slots=True)
class Lend(Order):
    """Lend teams to another delegation, or call them home."""

    partner: str
    teams: int
    home: bool = False
    at_desk: bool = False


@dataclass(frozen=True, slots=True)
class Tell(Order):
    """Share intelligence with another delegation this turn, or every turn."""

    partner: str
    every_turn: bool = False


@dataclass(frozen=True, slots=True)
class Pledge(Order):
    """Pay units into a pooled fund, once or every turn; ``fund`` is the draft that set it up."""

    fund: str
    amount: int
    every_turn: bool = False


@dataclass(frozen=True, slots=True)
class Table(Order):
    """Put a draft on the table, under a name of the script's own."""

    name: str
    title: str
    operative: tuple[OperativeClause, ...]
    preamble: tuple[PreambularClause, ...] = ()


@dataclass(frozen=True, slots=True)
class Support(Order):
    """Become a sponsor of a draft, or a signatory."""

    draft: str
    sponsors: bool = True


@dataclass(frozen=True, slots=True)
class Settle(Step):
    """Settle a bracket on the alternative with these words; without a delegation by the chair."""

    draft: str
    bracket: str
    words: str
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class Amend(Order):
    """Propose to add, replace or delete a clause of a draft."""

    draft: str
    clause: str = ""  # that is replaced or deleted
    wording: OperativeClause | None = None


@dataclass(frozen=True, slots=True)
class Accept(Order):
    """As a sponsor, accept the last amendment of a draft as friendly, or refuse it."""

    draft: str
    accepts: bool = True


@dataclass(frozen=True, slots=True)
class Put(Step):
    """Put a draft, or its last amendment, to the decision."""

    draft: str
    amendment: bool = False


@dataclass(frozen=True, slots=True)
class Ballot(Order):
    """How a delegation votes when the draft, or its last amendment, is put in this turn."""

    draft: str
    vote: str
    amendment: bool = False


@dataclass(frozen=True, slots=True)
class Explain(Order):
    """Explain a vote."""

    draft: str
    text: str
