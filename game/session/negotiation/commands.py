"""Commands of negotiation: what a seat or the referee asks for, each registered by name and version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from game.model.negotiation import OperativeClause, PreambularClause
from game.session.negotiation.agreements import Terms
from game.session.negotiation.facts import REFEREE
from game.session.negotiation.plenary import CaucusKind
from game.session.negotiation.resolutions import Change
from game.session.negotiation.voting import Presence, Vote


@dataclass(frozen=True, slots=True)
class ProposeAgreement:
    """Offer terms to their parties, which signs them for the own side; or only keep them as a draft.

    ``draft``: the own draft that this replaces or offers. ``answers``: the offer to which this is a counter-offer.
    """

    TYPE: ClassVar[str] = "propose_agreement"
    VERSION: ClassVar[int] = 1
    by: str
    terms: Terms
    offered: bool = True
    draft: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """Throw an own draft of an agreement away."""

    TYPE: ClassVar[str] = "discard_draft"
    VERSION: ClassVar[int] = 1
    by: str
    draft: str


@dataclass(frozen=True, slots=True)
class SignAgreement:
    """Sign an offer."""

    TYPE: ClassVar[str] = "sign_agreement"
    VERSION: ClassVar[int] = 1
    by: str
    agreement: str


@dataclass(frozen=True, slots=True)
class DeclineAgreement:
    """Say no to an offer."""

    TYPE: ClassVar[str] = "decline_agreement"
    VERSION: ClassVar[int] = 1
    by: str
    agreement: str


@dataclass(frozen=True, slots=True)
class WithdrawOffer:
    """Take the own offer back."""

    TYPE: ClassVar[str] = "withdraw_offer"
    VERSION: ClassVar[int] = 1
    by: str
    agreement: str


@dataclass(frozen=True, slots=True)
class RecordAgreement:
    """Record what all parties agree at the table: signed by all at once."""

    TYPE: ClassVar[str] = "record_agreement"
    VERSION: ClassVar[int] = 1
    terms: Terms
    answers: str = ""
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class EndAgreement:
    """Give notice to an agreement in force."""

    TYPE: ClassVar[str] = "end_agreement"
    VERSION: ClassVar[int] = 1
    by: str
    agreement: str


@dataclass(frozen=True, slots=True)
class DeclareBroken:
    """Call an agreement broken because another party fell short: it ends at once."""

    TYPE: ClassVar[str] = "declare_broken"
    VERSION: ClassVar[int] = 1
    by: str
    agreement: str


@dataclass(frozen=True, slots=True)
class RevealAgreement:
    """Make a secret agreement public: while turns are played that is a leak, after the last one the debrief."""

    TYPE: ClassVar[str] = "reveal_agreement"
    VERSION: ClassVar[int] = 1
    agreement: str
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class LendTeams:
    """Lend teams until they are recalled: from this turn on if said at the table, from the next if at the desk."""

    TYPE: ClassVar[str] = "lend_teams"
    VERSION: ClassVar[int] = 1
    by: str
    to: str
    teams: int


@dataclass(frozen=True, slots=True)
class RecallTeams:
    """Call lent teams home, with notice."""

    TYPE: ClassVar[str] = "recall_teams"
    VERSION: ClassVar[int] = 1
    by: str
    to: str
    teams: int


@dataclass(frozen=True, slots=True)
class ShareIntelligence:
    """Tell another delegation this turn what one knows; False takes it back."""

    TYPE: ClassVar[str] = "share_intelligence"
    VERSION: ClassVar[int] = 1
    by: str
    to: str
    shares: bool = True


@dataclass(frozen=True, slots=True)
class PayIntoFund:
    """Pay into a pooled fund this turn; 0 takes it back."""

    TYPE: ClassVar[str] = "pay_into_fund"
    VERSION: ClassVar[int] = 1
    by: str
    fund: str
    amount: int


@dataclass(frozen=True, slots=True)
class TableDraft:
    """Put a draft resolution on the table, as its sponsor."""

    TYPE: ClassVar[str] = "table_draft"
    VERSION: ClassVar[int] = 1
    by: str
    title: str
    operative: tuple[OperativeClause, ...]
    preamble: tuple[PreambularClause, ...] = ()


@dataclass(frozen=True, slots=True)
class SponsorDraft:
    """Become a sponsor (who agrees with the text), or step back."""

    TYPE: ClassVar[str] = "sponsor_draft"
    VERSION: ClassVar[int] = 1
    by: str
    resolution: str
    sponsors: bool = True


@dataclass(frozen=True, slots=True)
class SignDraft:
    """Become a signatory (who wants the text debated), or step back."""

    TYPE: ClassVar[str] = "sign_draft"
    VERSION: ClassVar[int] = 1
    by: str
    resolution: str
    signs: bool = True


@dataclass(frozen=True, slots=True)
class SettleBracket:
    """Settle a bracket on one of its alternatives (from 0), or open it again (None)."""

    TYPE: ClassVar[str] = "settle_bracket"
    VERSION: ClassVar[int] = 1
    by: str
    resolution: str
    bracket: str
    alternative: int | None


@dataclass(frozen=True, slots=True)
class ProposeAmendment:
    """Propose a change of a draft."""

    TYPE: ClassVar[str] = "propose_amendment"
    VERSION: ClassVar[int] = 1
    by: str
    resolution: str
    change: Change


@dataclass(frozen=True, slots=True)
class AnswerAmendment:
    """As a sponsor: accept an amendment as friendly, or let it come to a vote."""

    TYPE: ClassVar[str] = "answer_amendment"
    VERSION: ClassVar[int] = 1
    by: str
    resolution: str
    amendment: str
    accepts: bool


@dataclass(frozen=True, slots=True)
class WithdrawAmendment:
    """Take the own amendment back."""

    TYPE: ClassVar[str] = "withdraw_amendment"
    VERSION: ClassVar[int] = 1
    by: str
    resolution: str
    amendment: str


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """Take a draft off the table: its only sponsor, or the referee for one without sponsors."""

    TYPE: ClassVar[str] = "withdraw_draft"
    VERSION: ClassVar[int] = 1
    by: str
    resolution: str


@dataclass(frozen=True, slots=True)
class CallRoll:
    """Enter how delegations answered the roll; who is not named is absent."""

    TYPE: ClassVar[str] = "call_roll"
    VERSION: ClassVar[int] = 1
    presence: Mapping[str, Presence] = field(default_factory=dict)
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class SetAgenda:
    """Set the items of the agenda, and which of them (from 0) is being dealt with."""

    TYPE: ClassVar[str] = "set_agenda"
    VERSION: ClassVar[int] = 1
    items: tuple[str, ...]
    item: int = 0
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class RequestFloor:
    """Go on the speakers' list, or off it."""

    TYPE: ClassVar[str] = "request_floor"
    VERSION: ClassVar[int] = 1
    by: str
    wants: bool = True


@dataclass(frozen=True, slots=True)
class CallSpeaker:
    """Give the floor to the next on the list."""

    TYPE: ClassVar[str] = "call_speaker"
    VERSION: ClassVar[int] = 1
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class YieldFloor:
    """Stop speaking."""

    TYPE: ClassVar[str] = "yield_floor"
    VERSION: ClassVar[int] = 1
    by: str


@dataclass(frozen=True, slots=True)
class OpenCaucus:
    """Begin a caucus; times in seconds."""

    TYPE: ClassVar[str] = "open_caucus"
    VERSION: ClassVar[int] = 1
    kind: CaucusKind
    total: int
    per_speaker: int = 0
    topic: str = ""
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class CloseCaucus:
    """End the caucus."""

    TYPE: ClassVar[str] = "close_caucus"
    VERSION: ClassVar[int] = 1
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class PassTime:
    """Let seconds pass on the timers."""

    TYPE: ClassVar[str] = "pass_time"
    VERSION: ClassVar[int] = 1
    seconds: int
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class PutQuestion:
    """Put a draft, or a contested amendment, to the decision."""

    TYPE: ClassVar[str] = "put_question"
    VERSION: ClassVar[int] = 1
    subject: str
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class RequestVote:
    """Object to a decision without a vote: ask for a roll call."""

    TYPE: ClassVar[str] = "request_vote"
    VERSION: ClassVar[int] = 1
    by: str


@dataclass(frozen=True, slots=True)
class DeclareConsensus:
    """Nobody objects: decide without a vote."""

    TYPE: ClassVar[str] = "declare_consensus"
    VERSION: ClassVar[int] = 1
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class CastVote:
    """Vote when called."""

    TYPE: ClassVar[str] = "cast_vote"
    VERSION: ClassVar[int] = 1
    by: str
    vote: Vote


@dataclass(frozen=True, slots=True)
class CloseVote:
    """Count, where who has not voted left the room."""

    TYPE: ClassVar[str] = "close_vote"
    VERSION: ClassVar[int] = 1
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class ExplainVote:
    """Say why one voted so, after the vote."""

    TYPE: ClassVar[str] = "explain_vote"
    VERSION: ClassVar[int] = 1
    by: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class StateReason:
    """Say why one does something, of an agreement, a draft or a joint project."""

    TYPE: ClassVar[str] = "state_reason"
    VERSION: ClassVar[int] = 1
    by: str
    subject: str
    text: str


AgreementCommand = (
    ProposeAgreement
    | DiscardDraft
    | SignAgreement
    | DeclineAgreement
    | WithdrawOffer
    | RecordAgreement
    | EndAgreement
    | DeclareBroken
    | RevealAgreement
)
DeskCommand = LendTeams | RecallTeams | ShareIntelligence | PayIntoFund
DraftingCommand = (
    TableDraft
    | SponsorDraft
    | SignDraft
    | SettleBracket
    | ProposeAmendment
    | AnswerAmendment
    | WithdrawAmendment
    | WithdrawDraft
)
MeetingCommand = (
    CallRoll
    | SetAgenda
    | RequestFloor
    | CallSpeaker
    | YieldFloor
    | OpenCaucus
    | CloseCaucus
    | PassTime
    | ExplainVote
    | StateReason
)
VotingCommand = PutQuestion | RequestVote | DeclareConsensus | CastVote | CloseVote
NegotiationCommand = AgreementCommand | DeskCommand | DraftingCommand | MeetingCommand | VotingCommand

# Commands of the chair; seats give the others (the referee, too, may settle brackets and withdraw drafts).
REFEREE_COMMANDS = (
    RecordAgreement
    | RevealAgreement
    | CallRoll
    | SetAgenda
    | CallSpeaker
    | OpenCaucus
    | CloseCaucus
    | PassTime
    | PutQuestion
    | DeclareConsensus
    | CloseVote
)

NEGOTIATION_COMMANDS: Mapping[str, type[NegotiationCommand]] = {kind.TYPE: kind for kind in NegotiationCommand.__args__}
