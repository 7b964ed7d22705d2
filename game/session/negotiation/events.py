"""Events of negotiation, each with its audience: a secret agreement is for its parties only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from game.session.audience import PUBLIC, Audience, OwnSeatEvent, PublicEvent
from game.session.negotiation.adoption import Adoption
from game.session.negotiation.agreements import Agreement, Status
from game.session.negotiation.ledger import Entry
from game.session.negotiation.lending import Loan
from game.session.negotiation.plenary import Caucus, Explanation, Question
from game.session.negotiation.pools import Grant
from game.session.negotiation.resolutions import Amendment, Resolution
from game.session.negotiation.state import Statement
from game.session.negotiation.voting import Presence, Tally, Vote


class _Parties:
    """For all, or for ``secret_to`` where the agreement is secret."""

    __slots__ = ()
    secret_to: tuple[str, ...]

    @property
    def audience(self) -> Audience:
        """Return who may know of this event."""
        return Audience(seats=self.secret_to) if self.secret_to else PUBLIC


@dataclass(frozen=True, slots=True)
class DraftKept(OwnSeatEvent):
    """A delegation wrote a draft of an agreement for itself."""

    TYPE: ClassVar[str] = "draft_kept"
    VERSION: ClassVar[int] = 1
    seat: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class DraftDiscarded(OwnSeatEvent):
    """A delegation threw a draft away, or offered it."""

    TYPE: ClassVar[str] = "draft_discarded"
    VERSION: ClassVar[int] = 1
    seat: str
    draft: str


@dataclass(frozen=True, slots=True)
class AgreementOffered(_Parties):
    """Terms were offered; who offers has signed."""

    TYPE: ClassVar[str] = "agreement_offered"
    VERSION: ClassVar[int] = 1
    agreement: Agreement
    secret_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementSigned(_Parties):
    """A party signed."""

    TYPE: ClassVar[str] = "agreement_signed"
    VERSION: ClassVar[int] = 1
    agreement: str
    seat: str
    secret_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementInForce(_Parties):
    """All parties have signed; it holds from turn ``since`` to ``until`` (None: until it is ended)."""

    TYPE: ClassVar[str] = "agreement_in_force"
    VERSION: ClassVar[int] = 1
    agreement: str
    since: int
    until: int | None
    secret_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeGiven(_Parties):
    """A party gave notice; the agreement holds until the end of turn ``until``."""

    TYPE: ClassVar[str] = "notice_given"
    VERSION: ClassVar[int] = 1
    agreement: str
    seat: str
    until: int
    secret_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseBroken(_Parties):
    """Parties fell short of what they owed in ``turn``; the agreement goes on until somebody ends it."""

    TYPE: ClassVar[str] = "promise_broken"
    VERSION: ClassVar[int] = 1
    agreement: str
    seats: tuple[str, ...]
    turn: int
    secret_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementOver(_Parties):
    """An agreement or offer is over; ``seat`` is who ended it, if one did."""

    TYPE: ClassVar[str] = "agreement_over"
    VERSION: ClassVar[int] = 1
    agreement: str
    status: Status
    turn: int
    seat: str = ""
    secret_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementRevealed(PublicEvent):
    """A secret agreement became public, with what it brought so far."""

    TYPE: ClassVar[str] = "agreement_revealed"
    VERSION: ClassVar[int] = 1
    agreement: Agreement
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CapitalSpent(PublicEvent):
    """A public act cost political capital; the session takes it from the seat."""

    TYPE: ClassVar[str] = "capital_spent"
    VERSION: ClassVar[int] = 1
    seat: str
    amount: int


@dataclass(frozen=True, slots=True)
class InstructionGiven(OwnSeatEvent):
    """A delegation changed what it does at its desk beside its orders: amounts by fund, teams by delegation."""

    TYPE: ClassVar[str] = "instruction_given"
    VERSION: ClassVar[int] = 1
    seat: str
    payments: Mapping[str, int]
    loans: Mapping[str, int]
    tells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamsLent(PublicEvent):
    """Teams went to another delegation."""

    TYPE: ClassVar[str] = "teams_lent"
    VERSION: ClassVar[int] = 1
    loan: Loan


@dataclass(frozen=True, slots=True)
class TeamsRecalled(PublicEvent):
    """Lent teams were called home; they stay with the borrower to the end of turn ``until``."""

    TYPE: ClassVar[str] = "teams_recalled"
    VERSION: ClassVar[int] = 1
    lender: str
    borrower: str
    teams: int
    until: int


@dataclass(frozen=True, slots=True)
class IntelligenceShared:
    """A delegation told another one what it knows."""

    TYPE: ClassVar[str] = "intelligence_shared"
    VERSION: ClassVar[int] = 1
    seat: str
    to: str
    turn: int

    @property
    def audience(self) -> Audience:
        """Return who may know of this event."""
        return Audience(seats=(self.seat, self.to))


@dataclass(frozen=True, slots=True)
class DraftTabled(PublicEvent):
    """A draft resolution lies on the table."""

    TYPE: ClassVar[str] = "draft_tabled"
    VERSION: ClassVar[int] = 1
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class SupportChanged(PublicEvent):
    """Sponsors or signatories of a draft changed."""

    TYPE: ClassVar[str] = "support_changed"
    VERSION: ClassVar[int] = 1
    resolution: str
    sponsors: tuple[str, ...]
    signatories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BracketSettled(PublicEvent):
    """A bracket was settled, or opened again."""

    TYPE: ClassVar[str] = "bracket_settled"
    VERSION: ClassVar[int] = 1
    resolution: str
    bracket: str
    alternative: int | None


@dataclass(frozen=True, slots=True)
class AmendmentChanged(PublicEvent):
    """An amendment was proposed, accepted by a sponsor, contested, decided or withdrawn."""

    TYPE: ClassVar[str] = "amendment_changed"
    VERSION: ClassVar[int] = 1
    resolution: str
    amendment: Amendment


@dataclass(frozen=True, slots=True)
class DraftWithdrawn(PublicEvent):
    """A draft was taken off the table."""

    TYPE: ClassVar[str] = "draft_withdrawn"
    VERSION: ClassVar[int] = 1
    resolution: str


@dataclass(frozen=True, slots=True)
class RollCalled(PublicEvent):
    """Delegations answered the roll."""

    TYPE: ClassVar[str] = "roll_called"
    VERSION: ClassVar[int] = 1
    presence: Mapping[str, Presence]


@dataclass(frozen=True, slots=True)
class AgendaSet(PublicEvent):
    """The agenda changed, or the meeting came to another item."""

    TYPE: ClassVar[str] = "agenda_set"
    VERSION: ClassVar[int] = 1
    items: tuple[str, ...]
    item: int


@dataclass(frozen=True, slots=True)
class SpeakersChanged(PublicEvent):
    """The speakers' list changed."""

    TYPE: ClassVar[str] = "speakers_changed"
    VERSION: ClassVar[int] = 1
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FloorGiven(PublicEvent):
    """A delegation has the floor; empty: nobody has."""

    TYPE: ClassVar[str] = "floor_given"
    VERSION: ClassVar[int] = 1
    seat: str


@dataclass(frozen=True, slots=True)
class CaucusOpened(PublicEvent):
    """A caucus began."""

    TYPE: ClassVar[str] = "caucus_opened"
    VERSION: ClassVar[int] = 1
    caucus: Caucus


@dataclass(frozen=True, slots=True)
class CaucusClosed(PublicEvent):
    """The caucus ended."""

    TYPE: ClassVar[str] = "caucus_closed"
    VERSION: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class TimePassed(PublicEvent):
    """Seconds passed on the timers."""

    TYPE: ClassVar[str] = "time_passed"
    VERSION: ClassVar[int] = 1
    seconds: int


@dataclass(frozen=True, slots=True)
class QuestionPut(PublicEvent):
    """A question is being decided: without a vote if nobody objects, or by the roll call that it holds."""

    TYPE: ClassVar[str] = "question_put"
    VERSION: ClassVar[int] = 1
    question: Question
    objected: tuple[str, ...] = ()  # who asked for the vote


@dataclass(frozen=True, slots=True)
class ConsensusFailed(PublicEvent):
    """A delegation objected, and there is no vote yet: it is the last resort."""

    TYPE: ClassVar[str] = "consensus_failed"
    VERSION: ClassVar[int] = 1
    subject: str
    seat: str


@dataclass(frozen=True, slots=True)
class VoteCast(PublicEvent):
    """A delegation voted."""

    TYPE: ClassVar[str] = "vote_cast"
    VERSION: ClassVar[int] = 1
    seat: str
    vote: Vote


@dataclass(frozen=True, slots=True)
class QuestionDecided(PublicEvent):
    """A draft or an amendment was decided; ``supporters`` voted yes, or joined the consensus."""

    TYPE: ClassVar[str] = "question_decided"
    VERSION: ClassVar[int] = 1
    subject: str
    turn: int
    tally: Tally
    votes: Mapping[str, Vote]
    supporters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResolutionAdopted(PublicEvent):
    """What an adopted resolution brings came into force."""

    TYPE: ClassVar[str] = "resolution_adopted"
    VERSION: ClassVar[int] = 1
    adoption: Adoption


@dataclass(frozen=True, slots=True)
class VoteExplained(PublicEvent):
    """A delegation explained its vote."""

    TYPE: ClassVar[str] = "vote_explained"
    VERSION: ClassVar[int] = 1
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class ReasonStated(_Parties):
    """A delegation said why it did something."""

    TYPE: ClassVar[str] = "reason_stated"
    VERSION: ClassVar[int] = 1
    statement: Statement
    secret_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FundPaid(PublicEvent):
    """Delegations paid into a pooled fund, and it spent what it held."""

    TYPE: ClassVar[str] = "fund_paid"
    VERSION: ClassVar[int] = 1
    fund: str
    turn: int
    payments: Mapping[str, int]
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class FundClosed(PublicEvent):
    """A pooled fund ended and gave back what it held."""

    TYPE: ClassVar[str] = "fund_closed"
    VERSION: ClassVar[int] = 1
    fund: str
    turn: int
    refunds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PromisesSettled(_Parties):
    """Promises were held against what was delivered in a turn; the next turn begins without instructions."""

    TYPE: ClassVar[str] = "promises_settled"
    VERSION: ClassVar[int] = 1
    turn: int
    entries: tuple[Entry, ...]
    secret_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrustMoved(PublicEvent):
    """Trust after a turn: who trusts whom, and how much."""

    TYPE: ClassVar[str] = "trust_moved"
    VERSION: ClassVar[int] = 1
    turn: int
    trust: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


NegotiationEvent = (
    DraftKept
    | DraftDiscarded
    | AgreementOffered
    | AgreementSigned
    | AgreementInForce
    | NoticeGiven
    | PromiseBroken
    | AgreementOver
    | AgreementRevealed
    | CapitalSpent
    | InstructionGiven
    | TeamsLent
    | TeamsRecalled
    | IntelligenceShared
    | DraftTabled
    | SupportChanged
    | BracketSettled
    | AmendmentChanged
    | DraftWithdrawn
    | RollCalled
    | AgendaSet
    | SpeakersChanged
    | FloorGiven
    | CaucusOpened
    | CaucusClosed
    | TimePassed
    | QuestionPut
    | ConsensusFailed
    | VoteCast
    | QuestionDecided
    | ResolutionAdopted
    | VoteExplained
    | ReasonStated
    | FundPaid
    | FundClosed
    | PromisesSettled
    | TrustMoved
)

NEGOTIATION_EVENTS: Mapping[str, type[NegotiationEvent]] = {kind.TYPE: kind for kind in NegotiationEvent.__args__}
